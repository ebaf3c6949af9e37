"""A GitHub to test against, on loopback: see `server.py`, and docs/developer.md for the form of scenarios."""
