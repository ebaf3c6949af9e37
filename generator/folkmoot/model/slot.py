"""When and for how long an event, or one occurrence of a series, takes place."""

import calendar
import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from folkmoot.model.community import Community
from folkmoot.model.event import Event, HeldOccurrence
from folkmoot.model.moment import Moment, Precision
from folkmoot.model.recurrence import rule_dates
from folkmoot.model.zones import known_zone

_COARSENESS: tuple[Precision, ...] = ("minute", "day", "month")


class Slot(NamedTuple):
    """`date` and `last` are local days, both included; `start` and `end` are aware, None where no time is announced."""

    date: dt.date
    last: dt.date
    start: dt.datetime | None
    end: dt.datetime | None
    precision: Precision


def event_zone(event: Event, community: Community) -> ZoneInfo:
    """The zone that the event's times are in: its own, else its place's, else the community's; UTC if none is known."""
    place = community.places.get(event.place or "")
    names = (event.timezone, place.timezone if place else None, community.profile.timezone)
    return next(filter(None, (known_zone(name) for name in names if name)), ZoneInfo("UTC"))


def aware(local: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The moment at which the clocks of `zone` show `local`; a time that the clocks skip counts from before the gap.

    So 02:30 becomes 03:30 on the night of the change to summer time (RFC 5545, 3.3.5).
    """
    return local.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone)


def slot_of(event: Event, zone: ZoneInfo, day: dt.date | None = None, moved_to: Moment | None = None) -> Slot:
    """When the event takes place; of a series, the occurrence of `day`, moved where `moved_to` says so.

    An occurrence moved to a day without a time keeps its usual time, and every occurrence its usual length, measured
    on the wall clock. An end before the start is left out.
    """
    time = event.start.time
    date = day or event.start.date
    precision: Precision = event.start.precision
    if moved_to:
        time = moved_to.time or time
        date = moved_to.date
        precision = "month" if moved_to.precision == "month" else "minute" if time else "day"
    precision = max(precision, event.date_precision or precision, key=_COARSENESS.index)
    final = date + _whole_days(event)
    if precision == "month":
        return Slot(date.replace(day=1), _end_of_month(final), None, None, precision)
    if precision == "day" or time is None:
        return Slot(date, final, None, None, "day")
    start = dt.datetime.combine(date, time)
    length = _length(event)
    if not length:
        return Slot(date, final, aware(start, zone), None, precision)
    end = start + length
    last = (end - dt.timedelta(microseconds=1)).date()
    return Slot(date, last, aware(start, zone), aware(end, zone), precision)


def _whole_days(event: Event) -> dt.timedelta:
    return max(event.end.date - event.start.date, dt.timedelta()) if event.end else dt.timedelta()


def _length(event: Event) -> dt.timedelta | None:
    if event.end is None or event.end.time is None or event.end.local <= event.start.local:
        return None
    return event.end.local - event.start.local


def _end_of_month(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def planned_days(event: Event, zone: ZoneInfo, last: dt.date) -> tuple[dt.date, ...]:
    """The days up to `last` on which a series takes place as its rule says, in order; none of a single event."""
    if event.recurrence is None:
        return ()
    days = rule_dates(event.recurrence.rule, event.start.local, last, zone)
    # A series that starts in a month, not on a day, starts on the first day that its rule gives.
    if event.start.precision == "month" and len(days) > 1 and f"{days[0]:%Y-%m}" == f"{days[1]:%Y-%m}":
        return days[1:]
    return days


def told_days(event: Event, zone: ZoneInfo) -> tuple[dt.date, ...]:
    """The days of the series that its `occurrences` tell of, in their order.

    A day of the series means itself. Of an occurrence that was moved, authors may also write the day it was moved to,
    where that is no day of the series.
    """
    if event.recurrence is None or not event.occurrences:
        return tuple(held.date for held in event.occurrences)
    moves = event.recurrence.exceptions
    original = {move.moved_to.date: move.date for move in moves if move.moved_to}
    own = {move.date for move in moves}.union(planned_days(event, zone, max(held.date for held in event.occurrences)))
    return tuple(held.date if held.date in own else original.get(held.date, held.date) for held in event.occurrences)


def held_by_day(event: Event, zone: ZoneInfo) -> dict[dt.date, HeldOccurrence]:
    """What is told of a series' occurrences, by the day of the series."""
    return dict(zip(told_days(event, zone), event.occurrences, strict=True))
