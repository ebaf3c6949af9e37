"""What a community manager could do next, each with its reason: proposed to them alone, and done by nobody else."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Fact = str | float | list[str]

_WRITTEN_TO = {
    "welcome": ("subject",),
    "write": ("subject",),
    "terms": ("subject",),
    "experts": ("other",),
    "introductions": ("subject", "other"),
    "lead": ("subject",),
}
"""Where the proposals of a kind say whom to write to."""


class ProposalKind(NamedTuple):
    """A kind of proposals as its SQL file defines it: the header's fields, which are English, and the query."""

    name: str
    title: str
    definition: str
    source: str
    sql: str

    @property
    def is_cited(self) -> bool:
        """Whether the source is a page on the web, called as it calls itself."""
        return "://" in self.source

    def words(self) -> Iterator[str]:
        """Everything that is said in words, to be said in other languages."""
        yield from (self.title, self.definition, *(() if self.is_cited else (self.source,)))


class Proposal(NamedTuple):
    """Something that a community manager could do, and what speaks for it. It names people, and is never public.

    `kind` is the name of its `ProposalKind`. `subject` is whom or what it is about: an actor as in `activity`, a
    thread, or what is missing. `other` is the second person, or what else tells it from others, such as the role that
    somebody could take. The higher `score`, the more pressing among those of its kind. `since` is the day (where the
    community is) from which on there is reason, None where nobody knows. `thread` and `url` say where, or are "".
    `facts` are what words are made of; each kind's file says which there are. `among` is how many of its kind there are
    altogether, of experts how many things that somebody could be asked about: only the most pressing are told.
    """

    kind: str
    subject: str
    other: str
    score: float
    since: dt.date | None
    thread: str
    url: str
    facts: Mapping[str, Fact]
    among: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is remembered by, so that nothing is proposed twice: with a new reason it is another one."""
        return self.kind, self.subject, self.other, self.since.isoformat() if self.since else ""

    @property
    def people(self) -> tuple[str, ...]:
        """Whom it asks to write to; nobody where it is about a thing."""
        told = {"subject": self.subject, "other": self.other}
        return tuple(told[one] for one in _WRITTEN_TO.get(self.kind, ()))

    def words(self, name: str) -> list[str]:
        """A fact that is a list; nothing where there is none of that name."""
        found = self.facts.get(name, [])
        return found if isinstance(found, list) else []

    def word(self, name: str) -> str:
        """A fact that is a text; "" where there is none of that name."""
        found = self.facts.get(name, "")
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int:
        """A fact that is a whole number; 0 where there is none of that name."""
        found = self.facts.get(name, 0)
        return int(found) if isinstance(found, (int, float)) else 0
