"""Letters to people, from their draft to what came of them, in a private folder: `outbox/<slug>.md`."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from folkmoot.model.advice import explain
from folkmoot.model.base import Day, Language, Short, Slug, Written

LetterAbout = Literal["welcome", "write", "terms", "experts", "introductions", "lead", "other"]

explain(
    LetterAbout,
    welcome="they are new",
    write="they fell silent",
    terms="their term in a team ends",
    experts="they know about something",
    introductions="two people should know each other",
    lead="they could take on a role",
    other="anything else, also beyond the hub",
)


class Outgoing(Written):
    """A letter to somebody: its text stands in Markdown below the front matter. Nothing sends it but you."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"date": "sent", "title": "subject", "kind": "about"}

    to: tuple[Short, ...] = Field(
        min_length=1,
        description="Whom it is for: names of members' files, login: and a GitHub login, or names outside the hub.",
    )
    about: LetterAbout = Field("other", description="What it is about.")
    subject: Short | None = Field(None, description="What stands above it.")
    language: Language | None = Field(None, description="The language it is in; the hub's main one if left out.")
    since: Day | None = Field(None, description="Since when there was a reason for it, as Folkmoot wrote it.")
    drafted: Day | None = Field(None, description="The day on which it was begun.")
    by: Slug | None = Field(None, description="The member who writes it.")
    sent: Day | None = Field(None, description="The day on which it was sent.")
    where: Short | None = Field(None, description="How it was sent, for example by e-mail.")
    answered: Day | None = Field(None, description="The day on which they answered.")
    declined: Day | None = Field(None, description="The day on which they said no.")
    leave_alone: Day | None = Field(
        None, description="The day on which they asked to be left alone: nobody is asked to write to them any more."
    )

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be sent."""
        return not (self.sent or self.answered or self.declined or self.leave_alone)


class Outbox(NamedTuple):
    """The letters of a private folder by where they stand, the oldest first; those that are `late` are unanswered, too.

    `alone` are those who asked to be left alone, as actors of `activity`, or as they are written where nobody here is
    meant.
    """

    letters: tuple[Outgoing, ...] = ()
    open: tuple[Outgoing, ...] = ()
    unanswered: tuple[Outgoing, ...] = ()
    late: tuple[Outgoing, ...] = ()
    answered: tuple[Outgoing, ...] = ()
    declined: tuple[Outgoing, ...] = ()
    alone: frozenset[str] = frozenset()


class Arrival(NamedTuple):
    """A new member and how they came: `invited_by` is a member's slug or "".

    `began` is the title of what they did something for first, `url` where that is, both "" where nobody knows. `around`
    are titles of what took place or was published in the two weeks before they joined.
    """

    slug: str
    joined: dt.date
    invited_by: str
    began: str
    url: str
    around: tuple[str, ...]
