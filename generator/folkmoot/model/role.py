"""What members do for the community besides serving in a team, in a private folder: `roles/<slug>.md`."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from folkmoot.model.advice import explain
from folkmoot.model.base import Day, Short, Slug, Written

RoleKind = Literal["relay", "ambassador", "moderator", "mentor", "host", "volunteer"]

explain(
    RoleKind,
    relay="carries news between us and others, or a town, or a language",
    ambassador="speaks for us elsewhere",
    moderator="looks after conversations",
    mentor="goes along with somebody new",
    host="sees to meetings",
    volunteer="any other task",
)


class Role(Written):
    """A task that somebody took on for a time; what whoever follows needs to know stands in the Markdown below."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"member": "who", "role": "kind", "where": "of", "for": "mentees"}

    who: Slug = Field(description="The member who does it.")
    kind: RoleKind = Field(description="What sort of task it is.")
    of: Short | None = Field(None, description="What it is about: a channel, a town, a community next door.")
    mentees: tuple[Slug, ...] = Field((), description="The members whom a mentor goes along with.")
    since: Day = Field(description="The first day.")
    until: Day | None = Field(None, description="The last day, planned or past.")
    hours: int | None = Field(None, ge=0, le=200, description="About how many hours it takes in a month.")
    next: tuple[Slug, ...] = Field((), description="Who follows, where that is known.")


class Duty(NamedTuple):
    """Something that a member sees to: a role of the private folder, or a term in one of the hub's teams.

    `kind` is "team" for such a term, and `of` what the team is called. `source` is the file that says it; `notes` says
    whether there is something to read for whoever follows: a team has its page.
    """

    who: str
    kind: RoleKind | Literal["team"]
    of: str
    since: dt.date
    until: dt.date | None
    hours: int | None
    mentees: tuple[str, ...]
    next: tuple[str, ...]
    notes: bool
    source: str


class Load(NamedTuple):
    """How much a member does: their duties today, and the hours a month of those of which somebody told them."""

    who: str
    duties: tuple[Duty, ...]
    hours: int


class Roles(NamedTuple):
    """Who does what as of a day: all duties of that day, those that end soon or ended and were not passed on, of these
    the ones without notes, who does much, and newcomers whom no mentor goes along with.
    """

    serving: tuple[Duty, ...]
    ending: tuple[Duty, ...]
    unnoted: tuple[Duty, ...]
    heavy: tuple[Load, ...]
    alone: tuple[str, ...]
