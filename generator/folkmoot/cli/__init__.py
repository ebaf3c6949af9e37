"""The commands: what a person types, and what the program answers."""

from folkmoot.cli.commands import main

__all__ = ["main"]
