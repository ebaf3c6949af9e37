"""The one search: what can be found, and its index."""
