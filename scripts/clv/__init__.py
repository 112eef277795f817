"""Customer lifetime value: the models of purchases and of spend, fitted."""
