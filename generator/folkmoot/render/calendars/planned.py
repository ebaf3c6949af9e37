"""The editorial calendar as calendar programs read it (RFC 5545)."""

import datetime as dt
import hashlib
from collections.abc import Iterable

import icalendar

from folkmoot.model.editorial import Fixture
from folkmoot.render.calendars.ical import Entry, calendar_file


def editorial_calendar(fixtures: Iterable[Fixture], name: str, domain: str) -> bytes:
    """What is planned and has a day, as one calendar; what is announced stands in the hub's own.

    `domain` is what UIDs end in. They are made from the file and the kind: an event that waits to be announced has two.
    """
    return calendar_file((_entry(one, domain) for one in fixtures if one.day and one.state != "announced"), name)


def _entry(one: Fixture, domain: str) -> Entry:
    day = one.day or dt.date.min
    start = one.start.astimezone(dt.UTC) if one.start else None
    name = hashlib.sha256(f"{one.source} {one.kind}".encode()).hexdigest()[:16]
    part = icalendar.Event()
    part.add("UID", f"plan-{name}@{domain}")
    part.add("DTSTAMP", start or dt.datetime.combine(day, dt.time(), dt.UTC))
    part.add("SUMMARY", one.title, parameters={"LANGUAGE": one.language})
    part.add("STATUS", "TENTATIVE")
    part.add("DTSTART", start or day)
    if start and one.end:
        part.add("DTEND", one.end.astimezone(dt.UTC))
    part.add("TRANSP", "TRANSPARENT")
    part.add("CATEGORIES", [one.kind, *one.agenda])
    part.add("DESCRIPTION", one.source)
    return Entry(f"{one.source} {one.kind}", "", day.year, day.year, part.to_ical())
