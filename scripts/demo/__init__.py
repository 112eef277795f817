"""A simulated company: raw files in the shape of the contract, and the truth."""
