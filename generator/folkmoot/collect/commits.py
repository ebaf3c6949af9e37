"""A git history as it is read: commit by commit, who wrote it and who helped, and on which day.

Merges are left out: what they bring was counted where it was made.
"""

import datetime as dt
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from folkmoot import git
from folkmoot.collect.remaining import left
from folkmoot.model.clocks import Days

# Git's own reading of trailers looks at the last paragraph alone and misses one co-author in twenty.
_CO_AUTHOR = re.compile(rb"^[ \t]*co-authored-by:([^<\n]*)<([^<>\n]+)>", re.IGNORECASE | re.MULTILINE)
_CONTACT = re.compile(r"([^<]*)<([^<>]*)>")
_FIRST_DAY = 365  # days since 1970: what is earlier comes from a clock that was never set


class Person(NamedTuple):
    """A name and an address, corrected by .mailmap; `written` is the address as the commit has it, not corrected."""

    name: str
    email: str
    written: str


class Commit(NamedTuple):
    """A commit that is no merge. `id` is in hexadecimal digits; `day` counts from 1970, never after today.

    `is_ahead` tells that both its clocks were: it is counted today, and on another day tomorrow.
    """

    id: bytes
    author: Person
    day: int
    message: bytes
    is_ahead: bool


def read_commits(repository: Path, span: str, today: int, until: float, zone: dt.tzinfo = dt.UTC) -> Iterator[Commit]:
    """The commits in `span`: a commit with all before it, or those alone that another (`old..new`) has not.

    `today` counts the days since 1970, which are those of `zone`, and `until` is the moment (monotonic seconds) at
    which time is up. Raises `GitError`.
    """
    days = Days(zone)
    mark = secrets.token_hex(16)  # what nobody can have written into a name or a message
    shape = f"--format=tformat:{mark}%H %at %ct%n%aN%x00%aE%x00%ae%n%B"
    # Whose machine it is must not count.
    asked = ("-c", "mailmap.file=", "log", "--no-merges", "--no-color", "--no-notes", shape, span, "--")
    people: dict[bytes, Person] = {}
    for piece in git.stream(*asked, at=repository, end=mark.encode(), seconds=left(until)):
        if not piece:
            continue
        about, _, told = piece.partition(b"\n")
        identity, authored, committed = about.split(b" ")
        contact, _, message = told.partition(b"\n")
        if (author := people.get(contact)) is None:
            author = people[contact] = _person(contact)
        day, is_ahead = days.of(_clock(authored)), False
        if not _FIRST_DAY <= day <= today:
            settled = days.of(_clock(committed))
            is_ahead = settled > today
            day = min(max(settled, _FIRST_DAY), today)
        yield Commit(identity, author, day, message, is_ahead)


def co_authors(message: bytes) -> tuple[tuple[str, str], ...]:
    """The names and addresses of those whom a message calls co-authors, wherever in it, each address once."""
    told = ((_text(name).strip(), _text(email).strip()) for name, email in _CO_AUTHOR.findall(message))
    return tuple({email.lower(): (name, email) for name, email in told if email}.values())


def corrected(repository: Path, until: float, people: set[tuple[str, str]]) -> dict[tuple[str, str], Person]:
    """Co-authors as the .mailmap has them; git corrects authors alone by itself."""
    known = sorted(people)
    try:
        said = _mailmapped(repository, known, until) if known else []
    except git.GitError:
        said = []  # a contact that git cannot read leaves all as they are written
    right = [match.groups() for match in map(_CONTACT.fullmatch, said) if match]
    if len(right) != len(known):
        right = [(name, email) for name, email in known]
    return {
        person: Person(name.strip(), email.strip(), person[1])
        for person, (name, email) in zip(known, right, strict=True)
    }


def _mailmapped(repository: Path, people: list[tuple[str, str]], until: float) -> list[str]:
    given = "".join(f"{name} <{email}>\n" for name, email in people).encode()
    asked = ("-c", "mailmap.file=", "check-mailmap", "--stdin")
    said = git.run(*asked, at=repository, given=given, seconds=left(until))
    # Names may hold what Unicode takes for the end of a line.
    return said.decode("utf-8", "replace").removesuffix("\n").split("\n")


def _person(contact: bytes) -> Person:
    # A commit may say that it is written in an encoding in which a name can hold anything.
    name, email, written, *_ = (*contact.split(b"\0"), b"", b"")
    return Person(_text(name), _text(email).strip(), _text(written).strip())


def _clock(said: bytes) -> int:
    try:
        return int(said)
    except ValueError:
        return 0


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace")
