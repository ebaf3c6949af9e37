"""Names that no record's file may have: the site's own pages are at such addresses, or Windows cannot store them."""

import re
from collections.abc import Mapping

RESERVED = {
    "members": frozenset("alumni available-for index interest language map place skill team".split()),
    "events": frozenset("calendar index kind language past place".split()),
    "projects": frozenset(("help-wanted", "index")),
    "posts": frozenset("index language topic year".split()),
    **dict.fromkeys(("teams", "places"), frozenset(("index",))),
}
"""Slugs that the site needs for its own pages, by family."""

SHELLS = frozenset(("fmshell", "fmbare"))
"""What slugs do not begin with: every folder needs such pages while the site is made."""

WINDOWS_NAMES = frozenset(
    ("aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
"""Names that Windows keeps for devices, with whatever ending: nobody there could clone the repository."""

_SHELL = rf"(?:{'|'.join(sorted(SHELLS))})(?:-.*)?"
_NUMBERED = {"members": "[0-9]+"}
"""Slugs by which the site calls the pages of a long list."""

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    family: re.compile("|".join([*sorted(slugs), _SHELL, *([_NUMBERED[family]] if family in _NUMBERED else [])]))
    for family, slugs in RESERVED.items()
}


def is_reserved(family: str, slug: str) -> bool:
    """Whether the site has a page of its own where that of a record with this slug would be."""
    return _PATTERNS[family].fullmatch(slug) is not None


def unusable(family: str) -> str:
    """A regular expression, to Python and JavaScript, for the whole of a slug that no file of the family may have."""
    return f"^(?:{_PATTERNS[family].pattern}|{'|'.join(sorted(WINDOWS_NAMES))})$"
