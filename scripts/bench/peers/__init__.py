"""The peers: other tools that do a piece of our work on the same rows."""
