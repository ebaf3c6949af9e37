"""The editorial calendar of a hub and of the private plan beside it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, groupby
from typing import get_args
from zoneinfo import ZoneInfo

from folkmoot.model.community import Community
from folkmoot.model.editorial import Editorial, Fixture, FixtureKind, FixtureState, Gap
from folkmoot.model.event import Agenda, Event
from folkmoot.model.hub import Hub, Occurrence
from folkmoot.model.moment import Moment
from folkmoot.model.plan import Planned
from folkmoot.model.slot import event_zone, slot_of
from folkmoot.model.unpublished import Timed
from folkmoot.model.zones import known_zone

AHEAD = 8
"""So many weeks are looked ahead, this one with them."""

_SOON = dt.timedelta(days=28)
"""Within so many days every agenda and every language should have something."""

_READ = frozenset(("post", "announcement", "newsletter", "prompt"))
"""What people read: two on one day in one language take each other's readers."""

_MET = frozenset(("event", "contest"))


def editorial(hub: Hub, written: Community, plan: Iterable[Planned]) -> Editorial:
    """The calendar on the hub's day. `written` is the community with what `hub` does not publish yet."""
    found = [*_waiting(hub, written), *_announced(hub), *_planned(plan, written)]
    ordered = sorted(found, key=_in_time)
    until = _monday(hub.today) + dt.timedelta(weeks=AHEAD)
    overdue = tuple(one for one in ordered if _is_overdue(one, hub.today))
    coming = tuple(one for one in ordered if one.day and not one.is_rough and hub.today <= one.day < until)
    undated = tuple(one for one in ordered if (one.day is None or one.is_rough) and one not in overdue)
    gaps = _gaps(hub.today, coming, written.profile.languages)
    return Editorial(hub.today, overdue, coming, undated, tuple(gaps), _clashes(coming))


def _in_time(one: Fixture) -> tuple[dt.date, bool, float, str]:
    return one.day or dt.date.max, one.start is not None, one.start.timestamp() if one.start else 0.0, one.title


def _is_overdue(one: Fixture, today: dt.date) -> bool:
    """Whether it should have been done; what is due some day of a month has until its end."""
    if one.state == "announced" or one.day is None:
        return False
    return _month(one.day) < _month(today) if one.is_rough else one.day < today


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def _planned(plan: Iterable[Planned], written: Community) -> Iterator[Fixture]:
    main = written.profile.languages[0]
    zone = known_zone(written.profile.timezone) or ZoneInfo("UTC")
    for one in plan:
        if not one.done:
            fixture = Fixture(one.title, one.kind, "planned", one.path, one.language or main)
            told = fixture._replace(agenda=one.agenda, by=one.by, where=one.where or "")
            yield _dated(told, one.date, zone)


def _waiting(hub: Hub, written: Community) -> Iterator[Fixture]:
    """What is written and not on the site yet; an event twice: when it is made known, and when it takes place."""
    main = written.profile.languages[0]
    zone = known_zone(written.profile.timezone) or ZoneInfo("UTC")
    records: list[tuple[FixtureKind, Timed]] = [
        *(("post", one) for one in written.posts.values()),
        *(("project", one) for one in written.projects.values()),
        *(("announcement", one) for one in written.events.values()),
    ]
    for kind, one in records:
        if one.path not in hub.community.unpublished:
            continue
        by = getattr(one, "authors", ()) or getattr(one, "leads", ()) or getattr(one, "hosts", ())
        fixture = Fixture(
            getattr(one, "title", ""),
            kind,
            "draft" if one.draft else "waiting",
            one.path,
            getattr(one, "language", None) or main,
            agenda=getattr(one, "agenda", ()),
            by=by,
        )
        if one.draft:
            yield fixture._replace(day=one.publish.date if one.publish else None)
        else:
            appears = one.appears
            timed = appears.replace(tzinfo=zone) if appears.time() != dt.time() else None
            yield fixture._replace(day=appears.date(), start=timed)
        if isinstance(one, Event):
            yield _held(one, fixture.state, written)
    for page in written.pages:
        if f"content/{page.path}" in hub.community.unpublished and page.appears != dt.datetime.min:
            state: FixtureState = "draft" if page.draft else "waiting"
            about = Fixture(page.title, "page", state, f"content/{page.path}", page.language or main)
            yield _dated(about, page.publish, zone)


def _held(event: Event, state: FixtureState, written: Community) -> Fixture:
    """An event that nobody knows of yet, on its first date."""
    slot = slot_of(event, event_zone(event, written))
    return Fixture(
        event.title,
        "contest" if event.kind == "contest" else "event",
        state,
        event.path,
        event.held_in(written.profile.languages),
        slot.date,
        slot.start,
        slot.end,
        event.agenda,
        event.hosts,
        is_rough=slot.precision == "month",
    )


def _announced(hub: Hub) -> Iterator[Fixture]:
    languages = hub.community.profile.languages
    for one in hub.own_upcoming:
        if one.takes_place:
            yield _occurring(one, languages)


def _occurring(one: Occurrence, languages: tuple[str, ...]) -> Fixture:
    event = one.event
    return Fixture(
        one.title,
        "contest" if event.kind == "contest" else "event",
        "announced",
        event.path,
        event.held_in(languages),
        one.date,
        one.start,
        one.end,
        event.agenda,
        event.hosts,
        is_rough=one.precision == "month",
    )


def _dated(one: Fixture, moment: Moment | None, zone: ZoneInfo) -> Fixture:
    if moment is None:
        return one
    start = moment.local.replace(tzinfo=zone) if moment.time is not None else None
    return one._replace(day=moment.date, start=start, is_rough=moment.precision == "month")


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _gaps(today: dt.date, coming: tuple[Fixture, ...], languages: tuple[str, ...]) -> Iterator[Gap]:
    """Weeks without anything, and agendas and languages of which nothing comes soon."""
    yield from _empty_weeks(today, {_monday(one.day) for one in coming if one.day})
    soon = [one for one in coming if one.day and one.day < today + _SOON]
    last = today + _SOON - dt.timedelta(days=1)
    for agenda in get_args(Agenda):
        if not any(agenda in one.agenda for one in soon):
            yield Gap("agenda", today, last, agenda)
    for language in languages if len(languages) > 1 else ():
        if not any(one.language == language for one in soon):
            yield Gap("language", today, last, language)


def _empty_weeks(today: dt.date, held: Collection[dt.date]) -> Iterator[Gap]:
    """Weeks that begin on no Monday of `held`; those that follow each other are one gap."""
    mondays = (_monday(today) + dt.timedelta(weeks=number) for number in range(AHEAD))
    for is_empty, some in groupby(mondays, key=lambda monday: monday not in held):
        weeks = list(some)
        if is_empty:
            yield Gap("week", max(weeks[0], today), weeks[-1] + dt.timedelta(days=6))


def _clashes(coming: tuple[Fixture, ...]) -> tuple[tuple[Fixture, ...], ...]:
    """What people are to read on one day in one language, and what they cannot attend both."""
    read: dict[tuple[dt.date | None, str], list[Fixture]] = defaultdict(list)
    for one in coming:
        if one.kind in _READ:
            read[one.day, one.language].append(one)
    met = [one for one in coming if one.kind in _MET and one.start]
    both = (pair for pair in combinations(met, 2) if _overlap(*pair))
    return (*(tuple(some) for some in read.values() if len(some) > 1), *both)


def _overlap(one: Fixture, other: Fixture) -> bool:
    # What tells no end takes its time as well: two that begin at once get in each other's way.
    if one.start is None or other.start is None:
        return False
    first, second = (one, other) if one.start <= other.start else (other, one)
    return one.start == other.start or (first.end is not None and second.start is not None and second.start < first.end)
