"""Two programs that read calendars, as unlike each other as can be found: what a subscriber sees on which day.

`icalendar` with `recurring_ical_events` reads leniently and expands by walking the file; `ical`, which Home Assistant
uses, checks every value against a schema and expands by merging rules.
"""

import datetime as dt
from typing import NamedTuple

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream


class Seen(NamedTuple):
    """One date in a calendar: days as written, moments in UTC; `end` is the first that no longer belongs to it."""

    start: str
    end: str
    title: str
    uid: str
    status: str
    sequence: str


def shown_by_icalendar(raw: bytes, first: dt.date, last: dt.date) -> list[Seen]:
    """What starts from `first` on and before `last`, as icalendar and recurring_ical_events tell it."""
    calendar = icalendar.Calendar.from_ical(raw)
    assert [part.errors for part in (calendar, *calendar.subcomponents) if part.errors] == []
    found = recurring_ical_events.of(calendar).between(first, last)
    return sorted(
        Seen(written(one.start), written(one.end), *(str(one[key]) for key in ("SUMMARY", "UID", "STATUS", "SEQUENCE")))
        for one in found
        if first <= day_of(one.start) < last
    )


def shown_by_ical(raw: bytes, first: dt.date, last: dt.date) -> list[Seen]:
    """The same, as ical tells it."""
    found = IcsCalendarStream.calendar_from_ics(raw.decode()).timeline_tz(dt.UTC).overlapping(first, last)
    return sorted(
        Seen(written(one.start), written(one.end), str(one.summary), one.uid, one.status or "", str(one.sequence))
        for one in found
        if first <= day_of(one.start) < last
    )


def written(value: dt.date) -> str:
    """A day, or a moment in UTC, so that both compare as texts."""
    return (value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value).isoformat()


def day_of(value: dt.date) -> dt.date:
    """The local day."""
    return value.date() if isinstance(value, dt.datetime) else value
