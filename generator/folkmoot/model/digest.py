"""What a letter tells of a month: what happened, and what comes."""

import datetime as dt
import re
from typing import NamedTuple

from folkmoot.model.hub import Occurrence
from folkmoot.model.member import Member
from folkmoot.model.post import Post
from folkmoot.model.project import HelpWanted, Project

LETTERS = "letters"
"""The folder below content/ in which letters lie."""

_LETTER = re.compile(rf"{LETTERS}/(\d{{4}}-(?:0[1-9]|1[0-2]))\.md")


def letter_path(month: dt.date) -> str:
    """The page of the letter of a month, below content/: letters/2026-05.md."""
    return f"{LETTERS}/{month:%Y-%m}.md"


def month_of_letter(path: str) -> dt.date | None:
    """The month whose letter a page below content/ is, None of any other page."""
    found = _LETTER.fullmatch(path)
    return dt.date.fromisoformat(f"{found[1]}-01") if found else None


class Digest(NamedTuple):
    """A month, of which `first` is the first day, as the site tells it.

    `held` and `ahead` are the community's own dates: in the month, and in the weeks after it. `joined` are members who
    agreed to be shown with more than their name. `entries` and `discussions` are how many were published in the month.
    """

    first: dt.date
    held: tuple[Occurrence, ...]
    posts: tuple[Post, ...]
    joined: tuple[Member, ...]
    begun: tuple[Project, ...]
    wanted: tuple[tuple[Project, HelpWanted], ...]
    ahead: tuple[Occurrence, ...]
    entries: int
    discussions: int
