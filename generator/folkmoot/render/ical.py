"""Calendars that any calendar program can subscribe to (RFC 5545, with the refresh hints of RFC 7986)."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from folkmoot.model.event import Event, HeldOccurrence
from folkmoot.model.hub import Hub
from folkmoot.model.place import Place
from folkmoot.model.recurrence import canonical_rule, rule_end, rule_problem
from folkmoot.model.slot import Slot, event_zone, held_by_day, planned_days, slot_of
from folkmoot.text import excerpt, plain, rendered

REFRESH = dt.timedelta(hours=12)
"""How often programs that subscribe are asked to look for changes."""

_NO_DOMAIN = "folkmoot.invalid"
_YEARS_AHEAD = 3

PageUrl = Callable[[Event], str]
"""The absolute address of an event's page, "" where the hub does not know its own."""


def has_date(event: Event) -> bool:
    """Whether a calendar can show the event: one that is announced for a month has no day to stand on."""
    return event.has_date


def calendar(hub: Hub, events: Iterable[Event], name: str, page_url: PageUrl) -> bytes:
    """The events as one calendar, in the order of their slugs; those without a date are left out.

    A series is its rule, with its exceptions and with the occurrences that were moved or have a title of their own.
    UIDs stay as long as the file's name and the site's domain. The files do not tell how often an event was changed,
    so SEQUENCE stays 0 and DTSTAMP is the event's own start: the same files give the same bytes on any day of a year.
    """
    made = icalendar.Calendar()
    made.add("PRODID", "-//Folkmoot//Folkmoot//EN")
    made.add("VERSION", "2.0")
    made.add("NAME", name)
    made.add("X-WR-CALNAME", name)
    made.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH))
    shown = sorted((event for event in events if has_date(event)), key=lambda one: one.slug)
    parts = [part for event in shown for part in _Entry(hub, event, page_url).components()]
    for zone in _zones(hub, shown, parts):
        made.add_component(zone)
    for part in parts:
        made.add_component(part)
    written: bytes = made.to_ical()
    return written


def _zones(hub: Hub, events: list[Event], parts: list[icalendar.Event]) -> Iterator[icalendar.Timezone]:
    """The zones that the events are in, by name, with their changes from the first year to the last and a few more."""
    if not parts:
        return
    years = [hub.today.year, *(part.start.year for part in parts)]
    zones = {event_zone(event, hub.community) for event in events if event.start.time}
    for key in sorted(zone.key for zone in zones if zone.key != "UTC"):
        yield _zone(key, min(years) - 1, max(years) + _YEARS_AHEAD)


@cache
def _zone(key: str, first: int, last: int) -> icalendar.Timezone:
    zone = icalendar.Timezone.from_tzid(key, first_date=dt.date(first, 1, 1), last_date=dt.date(last, 1, 1))
    changes: list[Any] = [*zone.standard, *zone.daylight]
    for change in changes:
        # The library writes the hour that the clocks are put forward to; RFC 5545 (3.6.5) wants the one they leave.
        ahead = max(change.TZOFFSETTO - change.TZOFFSETFROM, dt.timedelta())
        change.DTSTART -= ahead
        if later := change.pop("RDATE", None):
            change.add("RDATE", [one.dt - ahead for one in later.dts])
    return zone


class _Entry:
    """One event as the components of a calendar: itself, and what differs in single occurrences."""

    def __init__(self, hub: Hub, event: Event, page_url: PageUrl) -> None:
        self.event = event
        self.zone: ZoneInfo = event_zone(event, hub.community)
        self.place: Place | None = hub.community.places.get(event.place or "")
        self.uid = f"{event.slug}@{hub.community.profile.domain or _NO_DOMAIN}"
        self.url = page_url(event)

    def components(self) -> Iterator[icalendar.Event]:
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
        if not rule_problem(self.event.recurrence.rule):
            master.add("RRULE", self._rule(self.event.recurrence.rule))
        for day in sorted(gone & planned):
            master.add("EXDATE", self._usual_start(day), parameters=self._dates())
        for day in sorted({*moves, *held} - planned - gone):
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
        part.add("SEQUENCE", 0)
        part.add("SUMMARY", title)
        part.add("STATUS", event.status.upper())
        part.add("DTSTART", slot.start or slot.date)
        if (end := _end(slot, self.zone)) is not None:
            part.add("DTEND", end)
        if self.url:
            part.add("URL", self.url)
        if about := event.summary or excerpt(plain(rendered(event.text)), 500):
            part.add("DESCRIPTION", about)
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
