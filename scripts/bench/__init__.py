"""The bench: what a build costs, beside its floor and its peers, on one machine."""
