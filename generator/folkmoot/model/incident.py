"""What moderators had to deal with, in a private folder: `incidents/<slug>.md`."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from folkmoot.model.advice import explain
from folkmoot.model.base import Day, Record, Short, Slug, Written

IncidentKind = Literal["tone", "spam", "off-topic", "harassment", "privacy", "safety", "other"]
StepKind = Literal["talk", "warning", "removal", "pause", "exclusion", "nothing", "appeal", "upheld", "reversed"]

LADDER: tuple[StepKind, ...] = ("talk", "warning", "pause", "exclusion")
"""The steps of escalation, from a word in private to the last one."""

explain(
    IncidentKind,
    **{
        "tone": "how somebody spoke to others",
        "spam": "advertising, or the same again and again",
        "off-topic": "in the wrong place",
        "harassment": "somebody was insulted, followed or threatened",
        "privacy": "somebody’s private life was made public",
        "safety": "somebody was or is in danger",
        "other": "anything else",
    },
)
explain(
    StepKind,
    talk="a word in private",
    warning="a warning in writing",
    removal="something was taken down",
    pause="they may not take part for a while",
    exclusion="they may not take part any more",
    nothing="looked at, and nothing had to be done",
    appeal="they asked for another look",
    upheld="looked at once more, and it stands",
    reversed="looked at once more, and taken back",
)


class Step(Record):
    """Something that moderators did about an incident."""

    on: Day = Field(description="The day.")
    what: StepKind = Field(description="What was done.")
    by: tuple[Slug, ...] = Field((), description="The members who decided it.")
    until: Day | None = Field(None, description="The last day of a pause.")


class Incident(Written):
    """Something that went wrong between people; the Markdown below says no more than is needed to decide fairly."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"date": "on", "who": "about", "kind": "what"}

    on: Day = Field(description="The day on which it happened.")
    what: IncidentKind = Field(description="What sort of thing it was.")
    where: Short | None = Field(None, description="Where it happened, for example the forum.")
    about: tuple[Short, ...] = Field(
        (), description="Whose doing it was: members’ file names, or what they are called."
    )
    reported: Day | None = Field(None, description="The day on which moderators heard of it.")
    steps: tuple[Step, ...] = Field((), description="What was done about it, in order.")
    closed: Day | None = Field(None, description="The day on which nothing was left to do.")

    @property
    def heard(self) -> dt.date:
        """The day from which on moderators could do something."""
        return self.reported or self.on


class Repeated(NamedTuple):
    """Somebody with several incidents within a year: the last step of escalation, and the next one, "" where there is
    none.
    """

    who: str
    incidents: tuple[Incident, ...]
    last: StepKind | Literal[""]
    next: StepKind | Literal[""]


class Yearly(NamedTuple):
    """How many incidents moderators heard of in a year, and how often they took each kind of step."""

    year: int
    incidents: int
    steps: Mapping[StepKind, int]


class Moderation(NamedTuple):
    """Incidents as of a day: all of them; those that nobody did anything about; all that are open; asked for another
    look and not decided; pauses that end within a week, with that day; who did it again; closed so long ago that the
    files can be deleted; and the years, the latest first.
    """

    incidents: tuple[Incident, ...]
    unseen: tuple[Incident, ...]
    open: tuple[Incident, ...]
    appeals: tuple[Incident, ...]
    ending: tuple[tuple[Incident, dt.date], ...]
    repeated: tuple[Repeated, ...]
    old: tuple[Incident, ...]
    years: tuple[Yearly, ...]
