"""The list of all rules, and the runner."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from folkmoot.check import dates, identity, references
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem, in_order


class Rule(NamedTuple):
    """A rule's code, what it asks for in one sentence, and what finds where it is not kept."""

    code: str
    asks: str
    find: Callable[[Community], Iterable[Problem]]


RULES = (
    Rule("reference-missing", "Whoever and whatever a file names exists.", references.missing_records),
    Rule("file-missing", "Every picture and page a file names exists.", references.missing_files),
    Rule("person-unnamed", "A speaker or winner is a member, or has a name.", references.unnamed_people),
    Rule("zone-unknown", "Time zones are names from the IANA database.", dates.unknown_zones),
    Rule("time-skipped", "A time exists on its day: clocks skip an hour in spring.", dates.skipped_times),
    Rule("end-before-start", "Nothing ends before it starts.", dates.reversed_spans),
    Rule("rule-unusable", "A recurrence rule is one that calendars understand.", dates.unusable_rules),
    Rule("account-twice", "A GitHub account belongs to one member.", identity.shared_accounts),
    Rule("address-taken", "Two files do not want the same address on the site.", identity.taken_addresses),
    Rule("members-none", "A hub has members.", identity.no_members),
)


def problems_of(community: Community) -> list[Problem]:
    """Every problem that any rule finds, by file and place. Lines and columns are for `load.community.located` to find."""
    return in_order([problem for rule in RULES for problem in rule.find(community)])
