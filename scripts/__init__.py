"""Commands of the customer warehouse, each run as ``python -m scripts.<command>``."""
