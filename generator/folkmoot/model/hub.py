"""What is derived from the files and the archive at one moment: all that rendering needs to know."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from folkmoot.model.activity import Measured
from folkmoot.model.community import Community
from folkmoot.model.credit import Contribution
from folkmoot.model.event import Event, Gathering
from folkmoot.model.harvest import Harvest, Source
from folkmoot.model.instant import day_of
from folkmoot.model.member import Member
from folkmoot.model.moment import Precision
from folkmoot.model.withheld import Withheld
from folkmoot.model.zones import known_zone


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The calendar elsewhere that an occurrence comes from, and what that tells of it.

    `calendar` is what the hub calls it, and `page` where people read it, or "". `feed` is the address of the calendar
    itself, "" where the community names it no more. `url` is where the event is told, or "". `id` is the archive's;
    `uid`, `recurrence` (as the archive writes it) and `sequence` are the calendar's. All texts are plain.
    """

    calendar: str
    page: str
    feed: str
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

    def was_held(self, now: dt.datetime, today: dt.date) -> bool:
        """Whether it is settled, was not called off, and has begun at `now` (aware), which is on the day `today`.

        What is announced for a month only cannot be said to be over before its end.
        """
        day = self.last if self.precision == "month" else self.date
        return self.status == "confirmed" and (self.start <= now if self.start else day <= today)


def has_begun(event: Event, dates: Iterable[Occurrence], now: dt.datetime, today: dt.date) -> bool:
    """Whether anything of an event took place, of a series one of its `dates`: that gives reason to thank somebody.

    Of most dates of a series nobody writes anything down: one that is not called off began on its first day.
    """
    if event.recurrence and event.status == "confirmed" and event.start.date <= today:
        return True
    return any(one.was_held(now, today) for one in dates)


def by_date(one: Occurrence) -> tuple[dt.date, float, str, str]:
    """What puts occurrences in order: the day, then the time; those without a time come first."""
    return one.date, one.start.timestamp() if one.start else float("-inf"), one.event.slug, one.anchor


@dataclass(frozen=True, slots=True)
class Share:
    """What one person gave to one repository: commits in all and by month (as 2026-05), the first and the last day.

    `weeks` are those with a commit, in order (as 2026-W20, ISO 8601): none where the archive does not tell them. Lines
    are 0 where nobody asks for them.
    """

    who: str
    member: str
    source: str
    commits: int
    first: str
    last: str
    kinds: tuple[str, ...]
    months: tuple[tuple[str, int], ...] = ()
    weeks: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0

    @property
    def person(self) -> str:
        """Who it was: a member's slug, else the account as the archive writes it."""
        return self.member or self.who


@dataclass(frozen=True, slots=True)
class Given:
    """What one person gave, of one kind: to one project, or to none (""). `number` counts single acts.

    `since` and `latest` are days where the community is, None where nobody wrote down when it was.
    """

    who: str
    member: str
    contribution: Contribution
    project: str
    number: int
    since: dt.date | None
    latest: dt.date | None


ContributorGroup = Literal["newcomers", "returning", "regular", "occasional", "one-off"]


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who contributed in the last twelve months: since when in all, and in which `months` of these (2026-05).

    `group` is what `contributor_groups` in derive/facts.sql says.
    """

    who: str
    member: str
    group: ContributorGroup
    since: dt.date
    months: tuple[str, ...]


class Hub(NamedTuple):
    """The community at `now` (aware), whose local day is `today`.

    `people` goes from an account as the archive writes it (`github:<id>`, `login:<login>`) to a member's slug.
    `occurrences` are the community's own, and `elsewhere` those of calendars that are not its own, both by date; what
    is counted, and told as the community's, is the former alone. `measured` are the metrics by their names. `given` and
    `contributors` tell of everybody whom nothing hides: whether somebody is named is for pages to ask. `former` says
    since when members are gone, by their slugs, where that is known: see `left_on`. `withheld` are those whom nothing
    names: what of the archive did is left out above, and other files may still know them.
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
    given: tuple[Given, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    former: Mapping[str, dt.date] = MappingProxyType({})
    withheld: Withheld = Withheld()

    def left_on(self, member: Member) -> dt.date | None:
        """Since when a member is one of the alumni, where that is known and more than the name may be told."""
        is_told = member.status == "alumni" and member.visibility == "public"
        return self.former.get(member.slug) if is_told else None

    def member_of(self, login: str, account_id: int = 0) -> str:
        """The slug of the member with this account, or "". An id decides; a login counts where no id contradicts it.

        So whoever takes over a login that a member gave up is not mistaken for that member.
        """
        if account_id and (slug := self.people.get(f"github:{account_id}")):
            return slug
        slug = self.people.get(f"login:{login.lower()}", "")
        return "" if account_id and slug and self.community.members[slug].is_numbered(login) else slug

    def day_of(self, stamp: str) -> dt.date:
        """The community's day at a moment as the archive writes it."""
        return day_of(stamp, known_zone(self.community.profile.timezone) or dt.UTC)

    def month_of(self, stamp: str) -> str:
        """The community's month at a moment as the archive writes it: 2026-05."""
        return self.day_of(stamp).isoformat()[:7]

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
