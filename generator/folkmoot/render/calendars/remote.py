"""Events of calendars elsewhere in the hub's own calendars: theirs stay theirs, so that who has both sees one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

import icalendar

from folkmoot.model.hub import Elsewhere, Hub, Occurrence
from folkmoot.render.calendars.ical import Entry


def entries_elsewhere(hub: Hub, domain: str) -> Mapping[str, Entry]:
    """What calendars hold of the events elsewhere, by their slugs: a component for each date, in UTC.

    UID and SEQUENCE are those of the calendar where they come from; of a series each date says which it is
    (RECURRENCE-ID, RFC 5545, 3.8.4.4), for the rule itself stays there. `domain` is what the hub's own UIDs end in: one
    of these is none of theirs, or they could call off the hub's events in the calendars of all who subscribed.
    """
    dates: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for one in hub.elsewhere:
        dates[one.event.slug].append(one)
    return {slug: _entry(slug, found, domain) for slug, found in dates.items()}


def _entry(slug: str, dates: Iterable[Occurrence], domain: str) -> Entry:
    parts = [_component(one, one.elsewhere, domain) for one in dates if one.elsewhere]
    years = [one.date.year for one in dates]
    return Entry(slug, "", min(years), max(years), b"".join(part.to_ical() for part in parts))


def _component(one: Occurrence, told: Elsewhere, domain: str) -> icalendar.Event:
    part = icalendar.Event()
    is_ours = told.uid.lower().endswith(f"@{domain}".lower())
    part.add("UID", f"{told.id}.{told.uid}" if is_ours else told.uid)
    part.add("DTSTAMP", dt.datetime.fromisoformat(told.first_seen))
    part.add("SEQUENCE", told.sequence)
    part.add("SUMMARY", one.title, parameters={"LANGUAGE": one.event.language} if one.event.language else {})
    part.add("STATUS", one.status.upper())
    part.add("DTSTART", one.start.astimezone(dt.UTC) if one.start else one.date)
    if one.end:
        part.add("DTEND", one.end.astimezone(dt.UTC))
    elif not one.start:
        part.add("DTEND", one.last + dt.timedelta(days=1))
    if told.recurrence:
        usual = dt.datetime.fromisoformat(told.recurrence) if "T" in told.recurrence else None
        if usual is None:
            part.add("RECURRENCE-ID", dt.date.fromisoformat(told.recurrence))
        else:
            part.add("RECURRENCE-ID", usual.astimezone(dt.UTC) if usual.tzinfo else usual)
    if told.address:
        part.add("URL", told.address)
    if about := "\n\n".join(filter(None, [told.description, told.calendar])):
        part.add("DESCRIPTION", about)
    if where := told.location or one.event.online:
        part.add("LOCATION", where)
    if one.event.topics:
        part.add("CATEGORIES", list(one.event.topics))
    return part
