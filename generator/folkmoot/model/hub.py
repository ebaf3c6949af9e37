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
class Elsewhere:
    """The calendar elsewhere that an occurrence comes from, and what that tells of it.

    `calendar` is what the hub calls it, and `page` where people read it, or "". `url` is where the event is told, or
    "". `id` is the archive's; `uid`, `recurrence` (as the archive writes it) and `sequence` are the
    calendar's. All texts are plain.
    """

    calendar: str
    page: str
    url: str
    id: str
    uid: str
    recurrence: str
    sequence: int
    location: str
    description: str
    first_seen: str

    @property
    def address(self) -> str:
        """Where readers find more: at the event's own address, else at the calendar's page; "" for nowhere."""
        return self.url or self.page


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event on its date; a series has many.

    `recurrence` is the day the rule gives (RFC 5545's RECURRENCE-ID), None for a single event; `start` and `end` are
    aware and None where no time is announced; `date` and `last` are local days, both included. `gathering` holds what
    came of it. What is collected `elsewhere` has an event that is in no file, without a page of its own.
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
    elsewhere: Elsewhere | None = None

    @property
    def anchor(self) -> str:
        """What tells it from the other occurrences of its series: the day the rule gives, or ""."""
        return self.recurrence.isoformat() if self.recurrence else ""

    @property
    def takes_place(self) -> bool:
        """Whether nobody called it off; it may still be tentative."""
        return self.status != "cancelled"


def by_date(one: Occurrence) -> tuple[dt.date, float, str, str]:
    """What puts occurrences in order: the day, then the time; those without a time come first."""
    return one.date, one.start.timestamp() if one.start else float("-inf"), one.event.slug, one.anchor


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
    `occurrences` are the community's own, and `elsewhere` those of calendars that are not its own, both by date; what
    is counted, and told as the community's, is the former alone. `measured` are the metrics by their names.
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
    elsewhere: tuple[Occurrence, ...] = ()

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
        """What is on today or later, soonest first, that of calendars elsewhere with it."""
        return tuple(one for one in self.everything if one.last >= self.today)

    @property
    def past(self) -> tuple[Occurrence, ...]:
        """What is over, latest first, that of calendars elsewhere with it."""
        return tuple(one for one in reversed(self.everything) if one.last < self.today)

    @property
    def own_upcoming(self) -> tuple[Occurrence, ...]:
        """What the community itself has today or later, soonest first."""
        return tuple(one for one in self.occurrences if one.last >= self.today)

    @property
    def everything(self) -> tuple[Occurrence, ...]:
        """The community's own occurrences and those of calendars elsewhere, by date."""
        if not self.elsewhere:
            return self.occurrences
        return tuple(sorted((*self.occurrences, *self.elsewhere), key=by_date))
