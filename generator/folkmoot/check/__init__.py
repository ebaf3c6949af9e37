"""Rules about a hub's files: each is small, sees records alone, and yields every problem it finds."""

from folkmoot.check.rules import RULES, Rule, problems_of

__all__ = ["RULES", "Rule", "problems_of"]
