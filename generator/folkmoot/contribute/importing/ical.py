"""Calendars in iCalendar (RFC 5545) into events, by their components alone: no rule is followed, no zone computed."""

import datetime as dt
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from icalendar import Calendar, Component

from folkmoot.collect.calendar_text import zone_named
from folkmoot.contribute.importing.happenings import (
    Asked,
    Happening,
    Other,
    Stamp,
    Undated,
    candidates_of,
    fixed_zone,
)
from folkmoot.contribute.importing.rows import Candidate, Found, Remark, decoded
from folkmoot.errors import WrongUse
from folkmoot.text import excerpt, one_line, plural

_ZONE_ENDS = re.compile(r"^(BEGIN|END):VTIMEZONE[ \t]*$\n?", re.MULTILINE | re.IGNORECASE)
_NAME = re.compile(r"^(TZID|X-LIC-LOCATION)[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_BEGUN = re.compile(r"^BEGIN:VEVENT[ \t]*$", re.MULTILINE | re.IGNORECASE)
_FOLD = re.compile(r"\n[ \t]")
_MOST = 20_000
_OTHER_RULES = ("EXRULE",)
_PRIVATE = frozenset(("PRIVATE", "CONFIDENTIAL"))


class _Zones(NamedTuple):
    """What a calendar calls its zones, and which they are; `other` is for what nobody knows."""

    named: Mapping[str, str]
    other: str


def ical_found(name: str, content: bytes, asked: Asked, other_zone: str = "") -> Found:
    """The events of a calendar; raises `WrongUse` where the file is none.

    `other_zone` is where times are meant whose zone is in no list, such as Outlook's "Customized Time Zone"; with ""
    such events are left. Components of one UID are one event: the series, and the occurrences that differ from it.
    """
    text = _FOLD.sub("", re.sub("\r\n|\r", "\n", decoded(name, content)))
    if "BEGIN:VCALENDAR" not in text.upper():
        raise WrongUse(
            f"{name} is no calendar: it has no BEGIN:VCALENDAR", "export the calendar as a file that ends in .ics"
        )
    # A zone's definition is left out before anything is read: a broken one would make the whole calendar unreadable.
    bare, definitions = _apart(text)
    zones = _Zones(_zones(definitions), other_zone)
    calendars = _calendars(name, bare)
    read = sum(len(calendar.walk("VEVENT")) for calendar in calendars)
    if read < (begun := len(_BEGUN.findall(bare))):
        told = f"{name} breaks off, or is woven wrongly: {plural(begun, 'event')} begin in it, and {read} can be read"
        raise WrongUse(told, "export it again; each BEGIN:VEVENT needs its END:VEVENT, and the calendar its END, too")
    candidates: list[Candidate] = []
    left: list[Remark] = []
    notes: list[Remark] = []
    order: list[str] = []
    for calendar in calendars:
        shown = zone_named(str(calendar.get("X-WR-TIMEZONE", "")))
        components = list(calendar.walk("VEVENT"))
        order += [f"{name}, {_told(one)}" for one in components]
        if len(order) > _MOST:
            raise WrongUse(f"{name} holds more than {_MOST:,} events", "export a part of the calendar")
        for group in _by_uid(components):
            place = f"{name}, {_told(group[0])}"
            try:
                happening, said = _happening(place, group, zones)
                made, more = candidates_of(happening, asked._replace(shown_zone=shown))
            except Undated as error:
                left += [Remark(place, _title(one), str(error)) for one in group]
            else:
                places = (place, *(f"{name}, {_told(one)}" for one in group[1:]))
                candidates += [one._replace(places=places) for one in made]
                notes += [Remark(place, made[0].name, reason) for reason in (*said, *more)]
    return Found(tuple(candidates), len(order), tuple(left), tuple(notes), tuple(order))


def _calendars(name: str, text: str) -> list[Component]:
    try:
        with warnings.catch_warnings(action="ignore"):  # of zones that are guessed: we guess them ourselves
            return list(Calendar.from_ical(text, multiple=True))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = excerpt(one_line(str(error)), 160)
        raise WrongUse(f"{name} cannot be read as a calendar: {told}", "export it again") from None


def _apart(text: str) -> tuple[str, list[str]]:
    """A calendar without the definitions of its zones, and these; one that nothing ends stays where it is."""
    bare: list[str] = []
    definitions: list[str] = []
    after, begun = 0, -1
    for mark in _ZONE_ENDS.finditer(text):
        if mark[1].upper() == "BEGIN":
            begun = mark.start() if begun < 0 else begun
        elif begun >= 0:
            bare.append(text[after:begun])
            definitions.append(text[begun : mark.end()])
            after, begun = mark.end(), -1
    return "".join([*bare, text[after:]]), definitions


def _zones(definitions: list[str]) -> dict[str, str]:
    """Each TZID that the calendar defines, with the zone that it names elsewhere in the definition, "" for none."""
    found: dict[str, str] = {}
    for block in definitions:
        names = {key.upper(): value.strip() for key, value in _NAME.findall(block)}
        if "TZID" in names:
            found[names["TZID"]] = zone_named(names.get("X-LIC-LOCATION", ""))
    return found


def _by_uid(components: list[Component]) -> list[list[Component]]:
    """The components of each UID, the series first; those without one are events of their own."""
    groups: dict[object, list[Component]] = {}
    for index, one in enumerate(components):
        groups.setdefault(str(one.get("UID", "")) or index, []).append(one)
    return [sorted(group, key=lambda one: "RECURRENCE-ID" in one) for group in groups.values()]


def _told(one: Component) -> str:
    uid, day = one_line(str(one.get("UID", ""))), one.get("RECURRENCE-ID")
    told = f"UID {excerpt(uid, 60)}" if uid else "an event without UID"
    return f"{told}, occurrence {_raw(day)}" if day is not None else told


def _raw(value: Any) -> str:
    try:
        return one_line(value.to_ical().decode("utf-8", "replace"))
    except (AttributeError, ValueError, TypeError):
        return one_line(str(value))


def _title(one: Component) -> str:
    """What people call the event; of what is private not even that is told."""
    return "" if _word(one, "CLASS") in _PRIVATE else excerpt(one_line(str(one.get("SUMMARY", ""))), 60)


def _happening(place: str, group: list[Component], zones: _Zones) -> tuple[Happening, list[str]]:
    series, *others = group
    notes: list[str] = []
    if _word(series, "CLASS") in _PRIVATE:
        raise Undated(f"it is marked as {_word(series, 'CLASS').lower()} (CLASS), so it stays where it is")
    if broken := [
        key for key, _ in series.errors if key in ("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE")
    ]:
        raise Undated(f"its {', '.join(dict.fromkeys(broken))} cannot be read")
    start = _start(series, zones)
    rules = _all(series, "RRULE")
    if len(rules) > 1 or any(key in series for key in _OTHER_RULES):
        raise Undated("it repeats by more than one rule, and a series here has one")
    if "RECURRENCE-ID" in series:
        notes.append("the series that it belongs to is not in this file, so it is an event of its own")
        others = []
    happening = Happening(
        place,
        str(series.get("SUMMARY", "")),
        start,
        _end(series, start, zones),
        _raw(rules[0]) if rules else "",
        tuple(_stamps(series, "EXDATE", zones)),
        tuple(_stamps(series, "RDATE", zones)),
        tuple(_others(others, series, zones, notes)),
        _word(series, "STATUS").lower(),
        str(series.get("DESCRIPTION", "")),
        str(series.get("LOCATION", "")),
        " ".join(str(series.get(key, "")) for key in ("URL", "CONFERENCE", "X-GOOGLE-CONFERENCE") if key in series),
        tuple(str(word) for one in _all(series, "CATEGORIES") for word in getattr(one, "cats", [one])),
    )
    if others and not rules and not happening.also:
        notes.append("it has occurrences that differ, and no rule: they are not taken")
    return happening, notes


def _start(one: Component, zones: _Zones) -> Stamp:
    if "DTSTART" not in one:
        raise Undated("it has no start (DTSTART)")
    starts = _all(one, "DTSTART")
    if len(starts) > 1:
        raise Undated("it has more than one start (DTSTART)")
    return _stamp(_dated(starts[0], "DTSTART"), starts[0], zones)


def _end(one: Component, start: Stamp, zones: _Zones) -> Stamp | None:
    """When it ends; the last day, included, of whole days (RFC 5545, 3.6.1: DTEND is the day after)."""
    if "DTEND" in one:
        value = _all(one, "DTEND")[0]
        end = _stamp(_dated(value, "DTEND"), value, zones)
    elif "DURATION" in one:
        length = _dated(_all(one, "DURATION")[0], "DURATION")
        if not isinstance(length, dt.timedelta):
            raise Undated("its DURATION is none")
        try:
            end = Stamp(start.local + length, start.zone)
        except OverflowError:
            raise Undated("its DURATION leads out of the calendar") from None
    else:
        return None
    if not isinstance(end.local, dt.datetime):
        return Stamp(max(end.local - dt.timedelta(days=1), start.day))
    return end


def _stamps(one: Component, key: str, zones: _Zones) -> Iterator[Stamp]:
    for listed in _all(one, key):
        for value in getattr(listed, "dts", ()):
            said = _dated(value, key)
            yield _stamp(said[0] if isinstance(said, tuple) else said, listed, zones)


def _others(others: list[Component], series: Component, zones: _Zones, notes: list[str]) -> Iterator[Other]:
    for one in others:
        day = one.get("RECURRENCE-ID")
        if day is None:
            raise Undated("two events have this UID")
        if str(getattr(day, "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE":
            raise Undated("it changes for good from one day on (RANGE=THISANDFUTURE): make it two series")
        original = _stamp(_dated(day, "RECURRENCE-ID"), day, zones)
        if _word(one, "STATUS") == "CANCELLED":
            yield Other(original, None)
            continue
        yield Other(original, _start(one, zones), str(one.get("SUMMARY", "")))
        notes += [
            f"the {key} of the occurrence {_raw(day)} differs, and is not taken"
            for key in ("DESCRIPTION", "LOCATION")
            if str(one.get(key, "")) != str(series.get(key, ""))
        ]


def _dated(value: Any, key: str) -> Any:
    try:
        return value.dt
    except (AttributeError, ValueError):
        raise Undated(f"its {key} cannot be read: {excerpt(_raw(value), 60)}") from None


def _stamp(value: Any, written: Any, zones: _Zones) -> Stamp:
    """A date, or a time on the clocks of the zone that the calendar says."""
    if not isinstance(value, dt.datetime):
        if not isinstance(value, dt.date):
            raise Undated("it has a start or an end that is no date")
        return Stamp(value)
    local = value.replace(tzinfo=None, second=0, microsecond=0)
    if tzid := str(getattr(written, "params", {}).get("TZID", "")):
        zone = zone_named(tzid) or zones.named.get(tzid, "") or zones.other
        if not zone:
            raise Undated(
                f"nobody knows the time zone “{excerpt(one_line(tzid), 60)}”; say which it is with --timezone"
            )
        return Stamp(local, zone)
    if (offset := value.utcoffset()) is None:
        return Stamp(local)
    if zone := fixed_zone(offset):
        return Stamp(local, zone)
    raise Undated("its time zone is a distance from UTC that no zone has")


def _all(one: Component, key: str) -> list[Any]:
    value = one.get(key)
    return [] if value is None else value if isinstance(value, list) else [value]


def _word(one: Component, key: str) -> str:
    return one_line(str(one.get(key, ""))).upper()
