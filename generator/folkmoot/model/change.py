"""What somebody proposes to change: the same hub before and after, told as changes that have a meaning for people."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from folkmoot.model.moment import Moment

Group = Literal["unreadable", "shown", "people", "events", "projects", "teams", "posts", "places", "community", "pages"]
"""What a change belongs to, in the order in which changes are told; `shown` is what people agree to have shown."""

Kind = Literal[
    "joined", "left", "forgotten", "agreed", "withdrew", "redated", "visibility",
    "added", "removed", "renamed", "titled", "status",
    "moved", "relocated", "repeats", "dropped", "shifted", "restored",
    "term-begun", "term-dropped", "term-prolonged", "term-role",
    "set", "unset", "changed", "touched", "listed", "unlisted", "amended", "reordered", "written", "rewritten",
    "translated", "retranslated", "untranslated",
    "unreadable", "mended",
]  # fmt: skip
"""What happened. The third row is about events, the fourth about somebody's time in a team; the fifth is said of any
key: `touched` where its values are not repeated, `amended` where something within a list differs."""


class Named(NamedTuple):
    """A record that is spoken of. Slug and name are "" of a member who is not to be named."""

    family: str
    slug: str
    name: str


class Repeating(NamedTuple):
    """How a series repeats: its rule, the day of its first occurrence, and the zone in which its last day is meant.

    `first` gives what the rule leaves open; it is None where no more than a month is announced.
    """

    rule: str
    first: dt.date | None
    zone: str


Value = str | int | float | bool | dt.date | Moment | Named | Repeating | tuple["Value", ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    `key` is the way to the value in the file, such as `consent.photo`; `day` is that of the occurrence, where one of a
    series is meant. `added` and `removed` count words of texts, which are not repeated; `whom` is whose time in a
    team, or what within a list it is. `reason` is what the file says why, and `repeats` how an event that is added
    repeats.
    """

    kind: Kind
    subject: Named
    path: str
    key: str = ""
    before: Value = None
    after: Value = None
    day: dt.date | None = None
    whom: Value = None
    reason: str = ""
    repeats: Repeating | None = None
    added: int = 0
    removed: int = 0

    @property
    def group(self) -> Group:
        """What it is told with."""
        if self.kind in ("unreadable", "mended"):
            return "unreadable"
        if self.kind in ("agreed", "withdrew", "redated", "visibility"):
            return "shown"
        return _GROUPS.get(self.subject.family, "pages")


_GROUPS: dict[str, Group] = {
    "members": "people",
    "events": "events",
    "projects": "projects",
    "teams": "teams",
    "posts": "posts",
    "places": "places",
    "community": "community",
}
