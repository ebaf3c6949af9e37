"""What a simulated community is to be: who is there, what they are busy with, and what becomes of them.

Months are counted from the first one, which is 0. Days and months are those of the community's zone.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

Kind = Literal[
    "asked", "commented", "answered", "reported", "proposed", "reviewed", "released", "committed", "wrote", "published"
]  # fmt: skip
Agenda = Literal["applied", "external", "internal", ""]

FOUNDERS = "founder"
"""What the cohort is called that the community's file names as its founders."""


@dataclass(frozen=True)
class Rhythm:
    """How often somebody does something: every so many `days`, give or take a share of them, and of these `kinds`.

    A kind that stands twice is done twice as often. `most` is after how many acts they stop for good, 0 for never.
    """

    days: float
    kinds: tuple[Kind, ...] = ("asked", "commented", "commented", "committed")
    agendas: tuple[Agenda, ...] = ("applied", "external", "internal")
    varies: float = 0.3
    most: int = 0


@dataclass(frozen=True)
class Spell:
    """From a month on somebody has another rhythm, or does nothing any more."""

    month: int
    rhythm: Rhythm | None


@dataclass(frozen=True)
class Cohort:
    """People who come in the same month and are alike; of those who are no members, in which they are first heard.

    `later` are the spells after that, in order. On the tenth of the months `leaves` and `returns` they stop being
    members, and become members again. Whose `file_is_gone` left no file; the others who left are alumni.
    """

    name: str
    people: int
    joined: int
    rhythm: Rhythm | None
    later: tuple[Spell, ...] = ()
    leaves: int | None = None
    returns: int | None = None
    file_is_gone: bool = False
    is_member: bool = True
    is_hidden: bool = False
    is_bot: bool = False
    agrees: bool = True
    """Whether they agreed that their attendance and ties are told."""
    interests: tuple[str, ...] = ("lamps",)
    brought_by: str = ""
    """The cohort whose people they name as those who brought them, in turn."""

    def rhythm_in(self, month: int) -> Rhythm | None:
        """The rhythm that they have in a month; None where they do nothing."""
        if month < self.joined or (self.leaves is not None and self.leaves <= month < (self.returns or 10**6)):
            return None
        spells = [one.rhythm for one in self.later if one.month <= month]
        return spells[-1] if spells else self.rhythm


@dataclass(frozen=True)
class Meetings:
    """Evenings every so many weeks, each with a file of its own; `by` are the cohorts whose people host and come.

    Every `recap`th has a text about what happened, none where it is 0.
    """

    slug: str
    by: tuple[str, ...]
    weeks: int = 2
    agenda: Agenda = "applied"
    come: int = 8
    speakers: int = 1
    recap: int = 2
    since: int = 0
    until: int = 10**6


@dataclass(frozen=True)
class Project:
    """What the community makes together."""

    slug: str
    quarter: str = ""
    agenda: Agenda = "applied"
    has_repository: bool = True


@dataclass(frozen=True)
class Answering:
    """How questions are answered: after so many `hours`, give or take half of them, by somebody of these cohorts.

    `unanswered` is the share that nobody answers on purpose, and `accepted` that of answers that the asker chooses.
    """

    by: tuple[str, ...] = (FOUNDERS,)
    hours: float = 6.0
    unanswered: float = 0.1
    accepted: float = 0.5


@dataclass(frozen=True)
class Team:
    """A team of the first people of a cohort, each for a term of so many months; `again` is how many terms it has."""

    slug: str
    cohort: str
    people: int = 3
    months: int = 12
    again: int = 2


@dataclass(frozen=True)
class Plan:
    """A community from the first of a month, for so many months."""

    name: str
    cohorts: tuple[Cohort, ...]
    months: int = 24
    first: dt.date = dt.date(2024, 6, 1)
    seed: int = 1
    timezone: str = "Europe/Rome"
    languages: tuple[str, ...] = ("en",)
    meetings: tuple[Meetings, ...] = ()
    projects: tuple[Project, ...] = (Project("lamp-book"),)
    answering: Answering = Answering()
    teams: tuple[Team, ...] = ()
    places: int = 2
    categories: Mapping[str, str] = field(
        default_factory=lambda: {"applied": "Help", "external": "News", "internal": "Meta", "": "Elsewhere"}
    )
    """Where discussions of an agenda stand; nobody is asked for an answer but under Help."""

    @property
    def zone(self) -> ZoneInfo:
        """The community's zone."""
        return ZoneInfo(self.timezone)

    @property
    def end(self) -> dt.datetime:
        """The midnight that the last month ends with: nothing is done from then on, and there everything is counted."""
        return self.midnight(self.day(self.months))

    def day(self, month: int, number: int = 1) -> dt.date:
        """A day of a month: the first one, if nothing else is said."""
        year, zero = divmod(self.first.year * 12 + self.first.month - 1 + month, 12)
        return dt.date(year, zero + 1, number)

    def midnight(self, day: dt.date) -> dt.datetime:
        """When a day begins, in UTC."""
        return dt.datetime.combine(day, dt.time(), self.zone).astimezone(dt.UTC)

    def month_of(self, moment: dt.datetime) -> int:
        """The number of the month that a moment is in."""
        local = moment.astimezone(self.zone)
        return (local.year - self.first.year) * 12 + local.month - self.first.month

    def month_name(self, month: int) -> str:
        """A month as figures name it: 2026-05."""
        return self.day(month).isoformat()[:7]

    def cohort(self, name: str) -> Cohort:
        """The cohort of that name."""
        return next(one for one in self.cohorts if one.name == name)
