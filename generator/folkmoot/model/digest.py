"""What a letter tells of a month or a year: what happened, and what comes."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple, Self

from folkmoot.model.hub import Occurrence
from folkmoot.model.member import Member
from folkmoot.model.post import Post
from folkmoot.model.project import HelpWanted, Project

LETTERS = "letters"
"""The folder below content/ in which letters lie."""

_LETTER = re.compile(rf"{LETTERS}/(\d{{4}})(-(?:0[1-9]|1[0-2]))?\.md")


class Span(NamedTuple):
    """What a letter is about: the month or the year that begins on `first`."""

    first: dt.date
    is_year: bool = False

    @classmethod
    def over(cls, today: dt.date) -> Self:
        """The last month that is over on a day."""
        return cls((today.replace(day=1) - dt.timedelta(days=1)).replace(day=1))

    @property
    def name(self) -> str:
        """2026-05, or 2026."""
        return f"{self.first:%Y}" if self.is_year else f"{self.first:%Y-%m}"

    @property
    def until(self) -> dt.date:
        """The first day after it."""
        if self.is_year:
            return self.first.replace(year=self.first.year + 1)
        return (self.first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)

    @property
    def path(self) -> str:
        """The page of its letter, below content/: letters/2026-05.md, letters/2026.md."""
        return f"{LETTERS}/{self.name}.md"


def span_of_letter(path: str) -> Span | None:
    """What the letter is about that a page below content/ is, None of any other page."""
    found = _LETTER.fullmatch(path)
    if not found or found[1] == "0000":
        return None
    return Span(dt.date.fromisoformat(f"{found[1]}{found[2] or '-01'}-01"), not found[2])


class Digest(NamedTuple):
    """A month or a year as the site tells it.

    `held` and `ahead` are the community's own dates: in it, of a year without those that only repeat, and in the weeks
    after it. `dates` is how many were held that are in no
    series, and `came` how many people came to those where somebody counted.
    `joined` are members who agreed to be shown with more than their name. `entries` and `discussions` are how many were
    published in it. Lists are cut where they are long; `left_out` is by how much, by the name of the list.
    """

    span: Span
    held: tuple[Occurrence, ...]
    posts: tuple[Post, ...]
    joined: tuple[Member, ...]
    begun: tuple[Project, ...]
    wanted: tuple[tuple[Project, HelpWanted], ...]
    ahead: tuple[Occurrence, ...]
    entries: int
    discussions: int
    dates: int
    came: int
    left_out: Mapping[str, int]
