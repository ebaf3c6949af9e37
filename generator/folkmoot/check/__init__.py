"""Rules about a hub's files: each is small, sees records alone, and yields every problem it finds."""

from folkmoot.check.brought import Apart, apart, first_names, of_removed
from folkmoot.check.gathering import gathered
from folkmoot.check.ownership import Actor, Proposal
from folkmoot.check.rules import CHANGE_RULES, COMPARED_RULES, DATED_RULES, RULES, Rule, findings, problems_of

__all__ = [
    "CHANGE_RULES",
    "COMPARED_RULES",
    "DATED_RULES",
    "RULES",
    "Actor",
    "Apart",
    "Proposal",
    "Rule",
    "apart",
    "findings",
    "first_names",
    "gathered",
    "of_removed",
    "problems_of",
]
