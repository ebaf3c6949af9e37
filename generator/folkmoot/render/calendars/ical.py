"""Events in the format that any calendar program reads (RFC 5545, with the hints to subscribers of RFC 7986)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar

from folkmoot.model.event import Event, HeldOccurrence
from folkmoot.model.hub import Hub
from folkmoot.model.place import Place
from folkmoot.model.recurrence import canonical_rule, rule_end, rule_problem, starts_off
from folkmoot.model.slot import Slot, event_zone, held_by_day, planned_days, slot_of
from folkmoot.render.wording.tongue import tongue
from folkmoot.text import excerpt, plain, rendered

REFRESH = dt.timedelta(hours=12)
"""How often programs that subscribe are asked to look for changes."""

_YEARS_AHEAD = 3
_END = b"END:VCALENDAR\r\n"


class Entry(NamedTuple):
    """What calendars hold of one event, or of its call for papers: written once, put into many files.

    `zone` is the IANA name of the zone that its times are in, "" where it has whole days or times of UTC alone;
    `first` and `last` are the years in which calendars must know when that zone's clocks change.
    """

    slug: str
    zone: str
    first: int
    last: int
    content: bytes


def calendar_file(entries: Iterable[Entry], name: str, page: str = "", source: str = "") -> bytes:
    """The entries as one calendar, in the order of their slugs, with the zones and years that they need.

    `page` is the address at which people read the same, `source` the calendar's own, for programs that subscribe from
    a copy (RFC 7986, 5.5 and 5.8); both are left out where "". No COLOR: it takes CSS's names of colours alone, and
    subscribers choose their own.
    """
    made = icalendar.Calendar()
    made.add("PRODID", "-//Folkmoot//Folkmoot//EN")
    made.add("VERSION", "2.0")
    made.add("NAME", name)
    made.add("X-WR-CALNAME", name)
    made.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH))
    if page:
        made.add("URL", page)
    if source:
        made.add("SOURCE", source, parameters={"VALUE": "URI"})
    shown = sorted(entries, key=lambda one: one.slug)
    head: bytes = made.to_ical()
    return b"".join([head.removesuffix(_END), *_zones(shown), *(one.content for one in shown), _END])


def _zones(entries: list[Entry]) -> Iterator[bytes]:
    """The zones that the entries are in, by name, each with its changes in the years of those entries."""
    years: dict[str, tuple[int, int]] = {}
    for one in entries:
        if one.zone:
            first, last = years.get(one.zone, (one.first, one.last))
            years[one.zone] = min(first, one.first), max(last, one.last)
    for key, (first, last) in sorted(years.items()):
        yield _zone(key, first, last)


@cache
def _zone(key: str, first: int, last: int) -> bytes:
    # From the year before, so that the clocks are known on the first morning.
    zone = icalendar.Timezone.from_tzid(key, first_date=dt.date(first - 1, 1, 1), last_date=dt.date(last + 1, 1, 1))
    # It says that the zone "only works" for these years; the calendar is asked for again long before they are over.
    zone.pop("COMMENT", None)
    changes: list[Any] = [*zone.standard, *zone.daylight]
    for change in changes:
        # The library writes the hour that the clocks are put forward to; RFC 5545 (3.6.5) wants the one they leave.
        ahead = max(change.TZOFFSETTO - change.TZOFFSETFROM, dt.timedelta())
        change.DTSTART -= ahead
        if later := change.pop("RDATE", None):
            # A line each: ical.js, and so the programs that are built on it, reads the first date of a line alone.
            for one in later.dts:
                change.add("RDATE", [one.dt - ahead])
    written: bytes = zone.to_ical()
    return written


def entry_of(hub: Hub, event: Event, page: str, domain: str) -> Entry:
    """An event that has a date, as calendars hold it; `page` is its page's address, or "".

    `domain` is what the hub's UIDs end in (`render.identity.uid_domain`).

    A series is its rule, with its exceptions and with the occurrences that were moved or have a title of their own.
    UIDs stay as long as the file's first name and the hub's domain. What is cancelled stays too, and says so: an entry
    that vanishes is kept by some programs as it was.

    The build reads no history, so SEQUENCE (3.8.7.4) is counted from the file: `sequence`, one for every date of a
    series that was dropped or moved, and one for a cancellation. The usual edits add such a thing and never take one
    away, so the number grows with them; whoever changes the start, the place or the rule raises `sequence` by one, and
    whoever takes back an exception or a cancellation by two: one for what counts no more, one for the change. The
    occurrences of a series carry its number. LAST-MODIFIED is not
    known and so not told, and DTSTAMP is the event's own start: the same files give the same bytes on any day of a
    year.
    """
    return _Writer(hub, event, page, domain).entry()


def call_of(hub: Hub, event: Event, domain: str) -> Entry | None:
    """The last day for proposing a talk, as an entry beside the event's own; None where no such day is told.

    `domain` is what the hub's UIDs end in.

    It blocks nobody's day (TRANSP), and rings no bell: calendars that are subscribed to by many leave alarms to their
    readers, and programs drop or mute those that come from elsewhere.
    """
    call = event.call_for_papers
    if call is None or call.closes is None:
        return None
    part = icalendar.Event()
    part.add("UID", _uid(f"{event.first_slug}.call-for-papers", domain))
    part.add("DTSTAMP", dt.datetime.combine(call.closes, dt.time(), dt.UTC))
    part.add("SEQUENCE", event.revision)
    languages = hub.community.profile.languages
    say = tongue(languages[0]).words.gettext
    part.add("SUMMARY", say("Call for papers closes: %(event)s") % {"event": event.title})
    part.add("STATUS", "CANCELLED" if event.status == "cancelled" else "CONFIRMED")
    part.add("DTSTART", call.closes)
    part.add("DTEND", call.closes + dt.timedelta(days=1))
    part.add("TRANSP", "TRANSPARENT")
    part.add("URL", call.url)
    if event.summary:
        part.add("DESCRIPTION", event.summary, parameters={"LANGUAGE": event.held_in(languages)})
    return Entry(event.slug, "", call.closes.year, call.closes.year, part.to_ical())


def _uid(name: str, domain: str) -> str:
    # No slug holds a dot, so no event's UID is that of another's call.
    return f"{name}@{domain}"


class _Writer:
    """Writes one event as the components of a calendar: itself, and what differs in single occurrences."""

    def __init__(self, hub: Hub, event: Event, page: str, domain: str) -> None:
        self.event = event
        self.zone: ZoneInfo = event_zone(event, hub.community)
        self.place: Place | None = hub.community.places.get(event.place or "")
        self.uid = _uid(event.first_slug, domain)
        self.language = {"LANGUAGE": event.held_in(hub.community.profile.languages)}
        self.page = page
        self.horizon = dt.date(hub.today.year + _YEARS_AHEAD, 12, 31)

    def entry(self) -> Entry:
        parts = list(self._components())
        zones = (str(part["DTSTART"].params.get("TZID", "")) for part in parts)
        days: list[dt.date] = [day for part in parts for day in (part.start, part.end)]
        if self.event.recurrence:
            days += planned_days(self.event, self.zone, self.horizon)[-1:]
            days += [one.date for one in self.event.recurrence.exceptions]
            days += held_by_day(self.event, self.zone)
        return Entry(
            self.event.slug,
            next(filter(None, zones), ""),
            min(day.year for day in days),
            max(day.year for day in days),
            b"".join(part.to_ical() for part in parts),
        )

    def _components(self) -> Iterator[icalendar.Event]:
        master = self._component(slot_of(self.event, self.zone), self.event.title)
        if self.event.recurrence is None:
            yield master
            return
        held = held_by_day(self.event, self.zone)
        moves = {one.date: one.moved_to for one in self.event.recurrence.exceptions}
        told = [self.event.start.date, *moves, *held]
        planned = set(planned_days(self.event, self.zone, max(told)))
        slots = {day: slot_of(self.event, self.zone, day, moves.get(day)) for day in sorted({*moves, *held})}
        gone = {day for day in moves if (moves[day] is None and day not in held) or slots[day].precision == "month"}
        more = {*moves, *held} - planned
        usable = not rule_problem(self.event.recurrence.rule)
        if usable:
            master.add("RRULE", self._rule(self.event.recurrence.rule))
        if not usable or starts_off(self.event.recurrence.rule, self.event.start.local):
            # Whether DTSTART counts where the rule does not give it, each program decides for itself.
            more.add(self.event.start.date)
        for day in sorted(gone & planned):
            master.add("EXDATE", self._usual_start(day), parameters=self._dates())
        for day in sorted(more - gone):
            master.add("RDATE", self._usual_start(day), parameters=self._dates())
        yield master
        for day, slot in slots.items():
            if day not in gone and (moves.get(day) or _titled(held.get(day))):
                part = self._component(slot, (_titled(held.get(day))) or self.event.title)
                part.add("RECURRENCE-ID", self._usual_start(day), parameters=self._dates())
                yield part

    def _dates(self) -> dict[str, str]:
        return {} if slot_of(self.event, self.zone).start else {"VALUE": "DATE"}

    def _usual_start(self, day: dt.date) -> dt.date:
        slot = slot_of(self.event, self.zone, day)
        return slot.start or slot.date

    def _rule(self, rule: str) -> icalendar.vRecur:
        """The rule with its end as RFC 5545 (3.3.10) wants it: a day for days, else a time of UTC."""
        recur: icalendar.vRecur = icalendar.vRecur.from_ical(canonical_rule(rule))
        if end := rule_end(rule, self.zone):
            timed = slot_of(self.event, self.zone).start is not None
            recur["UNTIL"] = [end.replace(tzinfo=self.zone).astimezone(dt.UTC) if timed else end.date()]
        return recur

    def _component(self, slot: Slot, title: str) -> icalendar.Event:
        event = self.event
        part = icalendar.Event()
        part.add("UID", self.uid)
        part.add("DTSTAMP", _stamp(slot_of(event, self.zone)))
        part.add("SEQUENCE", event.revision)
        part.add("SUMMARY", title, parameters=self.language)
        part.add("STATUS", event.status.upper())
        part.add("DTSTART", slot.start or slot.date)
        if (end := _end(slot, self.zone)) is not None:
            part.add("DTEND", end)
        if self.page:
            part.add("URL", self.page)
        if about := event.summary or excerpt(plain(rendered(event.text)), 500):
            part.add("DESCRIPTION", about, parameters=self.language)
        if event.topics:
            part.add("CATEGORIES", list(event.topics))
        self._add_location(part)
        return part

    def _add_location(self, part: icalendar.Event) -> None:
        if self.place:
            part.add("LOCATION", f"{self.place.name}, {self.place.address}")
            if point := self.place.coordinates:
                part.add("GEO", (point.latitude, point.longitude))
        elif self.event.online:
            part.add("LOCATION", self.event.online)
        if self.event.online:
            part.add("CONFERENCE", icalendar.vUri(self.event.online), parameters={"VALUE": "URI"})


def _titled(held: HeldOccurrence | None) -> str:
    return (held.title if held else None) or ""


def _end(slot: Slot, zone: ZoneInfo) -> dt.date | None:
    """The first moment, or the first day, that no longer belongs to it."""
    after = slot.last + dt.timedelta(days=1)
    if slot.start is None:
        return after
    if slot.end is None and slot.last > slot.date:
        return dt.datetime.combine(after, dt.time(), zone)
    return slot.end


def _stamp(slot: Slot) -> dt.datetime:
    start = slot.start or dt.datetime.combine(slot.date, dt.time(), dt.UTC)
    return start.astimezone(dt.UTC)
