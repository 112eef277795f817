"""How well customers are told apart, and the weights by which they are."""
