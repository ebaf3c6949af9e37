"""Rules about a hub's files: each is small, sees records alone, and yields every problem it finds."""

from folkmoot.check.gathering import gathered
from folkmoot.check.rules import RULES, Rule, findings, problems_of

__all__ = ["RULES", "Rule", "findings", "gathered", "problems_of"]
