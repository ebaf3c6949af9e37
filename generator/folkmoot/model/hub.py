"""What is derived from the files and the archive at one moment: all that rendering needs to know."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from folkmoot.model.activity import Measured
from folkmoot.model.community import Community
from folkmoot.model.event import Event, Gathering
from folkmoot.model.harvest import Harvest, Source
from folkmoot.model.moment import Precision


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event on its date; a series has many.

    `recurrence` is the day the rule gives (RFC 5545's RECURRENCE-ID), None for a single event; `start` and `end` are
    aware and None where no time is announced; `date` and `last` are local days, both included. `gathering` holds what
    came of it.
    """

    event: Event
    recurrence: dt.date | None
    title: str
    date: dt.date
    last: dt.date
    start: dt.datetime | None
    end: dt.datetime | None
    zone: str
    precision: Precision
    status: Literal["confirmed", "tentative", "cancelled"]
    moved: bool
    reason: str
    gathering: Gathering

    @property
    def anchor(self) -> str:
        """What tells it from the other occurrences of its series: the day the rule gives, or ""."""
        return self.recurrence.isoformat() if self.recurrence else ""

    @property
    def takes_place(self) -> bool:
        """Whether nobody called it off; it may still be tentative."""
        return self.status != "cancelled"


@dataclass(frozen=True, slots=True)
class Share:
    """What one person gave to one repository: commits in all and by month (as 2026-05), the first and the last day."""

    who: str
    member: str
    source: str
    commits: int
    first: str
    last: str
    kinds: tuple[str, ...]
    months: tuple[tuple[str, int], ...] = ()

    @property
    def person(self) -> str:
        """Who it was: a member's slug, else the account as the archive writes it."""
        return self.member or self.who


class Hub(NamedTuple):
    """The community at `now` (aware), whose local day is `today`.

    `people` goes from an account as the archive writes it (`github:<id>`, `login:<login>`) to a member's slug.
    `occurrences` are ordered by date. `measured` are the metrics in the order of their names.
    """

    community: Community
    harvest: Harvest
    now: dt.datetime
    today: dt.date
    sources: tuple[Source, ...]
    people: Mapping[str, str]
    occurrences: tuple[Occurrence, ...]
    shares: tuple[Share, ...]
    measured: tuple[Measured, ...]

    def member_of(self, login: str, account_id: int = 0) -> str:
        """The slug of the member with this account, or "". An id decides; a login counts where no id contradicts it.

        So whoever takes over a login that a member gave up is not mistaken for that member.
        """
        if account_id and (slug := self.people.get(f"github:{account_id}")):
            return slug
        slug = self.people.get(f"login:{login.lower()}", "")
        known = self.community.members[slug].github_id if slug else None
        return "" if account_id and known else slug

    @property
    def upcoming(self) -> tuple[Occurrence, ...]:
        """What is on today or later, soonest first."""
        return tuple(one for one in self.occurrences if one.last >= self.today)

    @property
    def past(self) -> tuple[Occurrence, ...]:
        """What is over, latest first."""
        return tuple(one for one in reversed(self.occurrences) if one.last < self.today)
