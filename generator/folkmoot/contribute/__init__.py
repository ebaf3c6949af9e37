"""The recipes by which people bring something into a hub: a hub of their own, to begin with."""
