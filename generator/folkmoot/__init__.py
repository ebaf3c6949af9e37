"""Folkmoot: a static-site community hub generator with a git workflow."""

__version__ = "0.1.0"
