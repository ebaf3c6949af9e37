"""A draft of a letter as a file of the outbox: to whom it is, what it is about, and its text."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from folkmoot.model.proposal import Proposal
from folkmoot.render.canvas import Canvas
from folkmoot.render.reports.letters import draft
from folkmoot.render.reports.speaking import writer
from folkmoot.text import slug_of

_LONGEST = 40
"""So many letters of names stand in that of a file."""


class Outgoing(NamedTuple):
    """A letter's file: its name without ending, and what stands in it."""

    slug: str
    text: str


def outgoing(canvas: Canvas, proposals: Sequence[Proposal], today: dt.date) -> Outgoing:
    """The letter that proposals ask for, several where they ask several for the same; drafted today."""
    first = proposals[0]
    people = list(dict.fromkeys(person for one in proposals for person in one.people))
    names = list(dict.fromkeys(_named(one, person) for one in proposals for person in one.people))
    about = "-".join(filter(None, (slug_of(one.rpartition(":")[2]) for one in names)))[:_LONGEST].strip("-")
    language = writer(canvas, *people).language
    return Outgoing(
        f"{today}-{first.kind}-{about or 'somebody'}",
        "\n".join(("---", *_keys(first, names, language, today), "---", draft(canvas, *proposals))),
    )


def _keys(first: Proposal, names: list[str], language: str, today: dt.date) -> Iterator[str]:
    yield f"to: [{', '.join(_quoted(one) for one in names)}]"
    yield f"about: {first.kind}"
    yield f"language: {language}"
    if first.since:
        yield f"since: {first.since}"
    yield f"drafted: {today}"


def _quoted(name: str) -> str:
    """A name in YAML: a slug is a word, and an account has a colon."""
    return f'"{name}"' if ":" in name else name


def _named(one: Proposal, person: str) -> str:
    """Whom a letter is for, as people know them: the slug of a member, else the login, where that is known."""
    return f"login:{one.word('login')}" if ":" in person and one.word("login") else person
