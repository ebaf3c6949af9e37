"""The lines of an iCalendar file (RFC 5545) before anything is understood of them: its events, its zones, its ends."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from folkmoot.collect.documents import NoFeed
from folkmoot.model.zones import LIKELY_ZONES, known_zone

SIGN_UP = re.compile(
    r"(?:^|\.)(?:meetup\.com|luma\.com|lu\.ma|eventbrite\.[a-z.]+|pretix\.eu|ti\.to|mobilizon\.[a-z]+)$"
)
"""The hosts at which one says that one comes."""

_TAKEN = frozenset(
    "UID DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID SUMMARY DESCRIPTION LOCATION GEO URL STATUS"
    " SEQUENCE LAST-MODIFIED CREATED CATEGORIES CLASS".split()
)
"""What is read of an event. People (ATTENDEE, ORGANIZER, CONTACT, COMMENT) are not: nobody asked them."""

_DATED = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"))
_LONGEST_LINE = 20_000
_LONGEST_ZONE = 400
_DEEPEST = 20
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_ZONE_OF = re.compile(r";TZID=(\"[^\"]*\"|[^;]*)", re.IGNORECASE)
_DEFINED = re.compile(r"^TZID[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_OFTEN = re.compile(r"FREQ=(?!YEARLY)", re.IGNORECASE)
_WEB_PAGE = re.compile(r"<!doctype\s+html|<html\b", re.IGNORECASE)

ZONE_MARK = "X-ZONE"
"""The parameter that stands for TZID in the lines of an event: the number of the zone among those of the file."""


class Zone(NamedTuple):
    """A zone that a calendar uses: its clocks, and its name in the IANA database, "" where it has none."""

    name: str
    clocks: dt.tzinfo | None


class Lines(NamedTuple):
    """What a calendar's file holds. `whole` says that it ends as it should; `shown_zone` is an IANA name or ""."""

    events: tuple[tuple[str, ...], ...]
    zones: tuple[Zone, ...]
    shown_zone: str
    is_cancellation: bool
    whole: bool


def lines_of(body: bytes, content_type: str) -> Lines:
    """The lines of each event in a calendar, without those of alarms and of people; raises `NoFeed`.

    Dates and times say their zone as the parameter `ZONE_MARK`. Events that nothing ends are left out.
    """
    text = re.sub("\r\n|\r", "\n", _decoded(body, content_type))
    begin = text.upper().find("BEGIN:VCALENDAR")
    if begin < 0:
        raise NoFeed(
            "answers with a web page, not a calendar"
            if _WEB_PAGE.search(text[:2048])
            else "answers with something that is no calendar"
        )
    found = _Scan()
    for line in re.sub(r"\n[ \t]", "", text[begin:]).split("\n"):
        found.take(line[:_LONGEST_LINE])
    zones = tuple(_zone(name, found.definitions.get(name, "")) for name in found.zone_names)
    shown = zone_named(found.told.get("X-WR-TIMEZONE", ""))
    cancelled = found.told.get("METHOD", "").strip().upper() == "CANCEL"
    return Lines(tuple(found.events), zones, shown, cancelled, found.whole)


class _Scan:
    """Takes a calendar's lines one by one; what is open is a stack of names."""

    def __init__(self) -> None:
        self.events: list[tuple[str, ...]] = []
        self.definitions: dict[str, str] = {}
        self.told: dict[str, str] = {}
        self.zone_names: dict[str, int] = {}
        self._open: list[str] = []
        self._event: list[str] = []
        self._definition: list[str] = []
        self._broken = False

    @property
    def whole(self) -> bool:
        return not self._open and not self._broken

    def take(self, line: str) -> None:
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        if name in ("BEGIN", "END"):
            self._turn(name, line.partition(":")[2].strip().upper())
        elif self._open and self._open[-1] == "VEVENT" and name in _TAKEN:
            self._event.append(self._zoned(line) if name in _DATED else line)
        elif self._open == ["VCALENDAR"] and name:
            self.told.setdefault(name, line.partition(":")[2])
        if "VTIMEZONE" in self._open[:2] and len(self._definition) < _LONGEST_ZONE:
            self._definition.append(line)

    def _turn(self, way: str, name: str) -> None:
        if way == "BEGIN":
            if len(self._open) >= _DEEPEST:
                raise NoFeed("is nested too deeply to be a calendar")
            if name == "VEVENT":
                self._broken |= "VEVENT" in self._open
                self._event = []
            elif name == "VTIMEZONE":
                self._definition = []
            self._open.append(name)
        elif name in self._open:
            while (last := self._open.pop()) != name:
                self._broken |= last == "VEVENT"
            if name == "VEVENT":
                self.events.append(tuple(self._event))
            elif name == "VTIMEZONE":
                self._define("\n".join([*self._definition, "END:VTIMEZONE", ""]))

    def _define(self, block: str) -> None:
        if name := _DEFINED.search(block):
            self.definitions[name[1].strip()] = block

    def _zoned(self, line: str) -> str:
        # What is dated holds no colon, the names of zones may: (UTC+01:00) Berlin.
        head, _, value = line.rpartition(":")
        if not (found := _ZONE_OF.search(head)):
            return line
        number = self.zone_names.setdefault(found[1].strip('"').strip(), len(self.zone_names))
        return f"{head[: found.start()]};{ZONE_MARK}={number}{head[found.end() :]}:{value}"


def _decoded(body: bytes, content_type: str) -> str:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    said = re.search(r"charset=\"?([\w-]+)", content_type)
    for encoding in ("utf-8-sig", said[1] if said else "cp1252"):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def _zone(name: str, definition: str) -> Zone:
    """The zone of a TZID: that of the IANA database which is meant, else as the calendar itself defines it."""
    known = zone_named(name) or zone_named(_located(definition))
    if known:
        return Zone(known, known_zone(known))
    if definition and (clocks := _clocks(definition)):
        return Zone("", clocks)
    known = name if known_zone(name) else LIKELY_ZONES.get(name.upper(), "")
    return Zone(known, known_zone(known) if known else None)


def _located(definition: str) -> str:
    found = re.search(r"^X-LIC-LOCATION[^:\n]*:(.*)$", definition, re.MULTILINE | re.IGNORECASE)
    return found[1].strip() if found else ""


def _clocks(definition: str) -> dt.tzinfo | None:
    """The clocks of a zone that a calendar defines itself; None where the definition is broken, or takes for ever."""
    from icalendar import Component, Timezone

    if _OFTEN.search(definition):
        return None
    try:
        zone: Component = Timezone.from_ical(definition)
        clocks: dt.tzinfo | None = zone.to_tz(lookup_tzid=False) if isinstance(zone, Timezone) else None
        return clocks if clocks and clocks.utcoffset(dt.datetime(2026, 1, 1)) is not None else None
    except Exception:  # noqa: BLE001 whatever the libraries stumble over is one zone that nobody knows
        return None


def zone_named(name: str) -> str:
    """The zone of the IANA list that a calendar means by a name, a path that ends in one, or Windows' name; or ""."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    bare = name.strip().strip('"').strip("/")
    parts = bare.split("/")
    ends: Iterator[str] = ("/".join(parts[-length:]) for length in (3, 2) if len(parts) >= length)
    if bare in ("UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z"):
        return "UTC"
    windows: Mapping[str, str] = WINDOWS_TO_OLSON
    return next((one for one in (bare, *ends, windows.get(bare, "")) if is_zone(one)), "")


def is_zone(name: str) -> bool:
    """Whether it is the full name of a zone in the IANA database."""
    return name == "UTC" or ("/" in name and known_zone(name) is not None)
