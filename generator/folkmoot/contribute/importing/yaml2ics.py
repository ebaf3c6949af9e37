"""Calendars written for yaml2ics (github.com/scientific-python/yaml2ics, read at version 0.3): one YAML file each."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from folkmoot.collect.calendar_text import zone_named
from folkmoot.contribute.days import NoDay, Told, told_day
from folkmoot.contribute.importing.happenings import (
    Asked,
    Happening,
    Stamp,
    Undated,
    candidates_of,
    fixed_zone,
)
from folkmoot.contribute.importing.rows import Candidate, Found, Remark
from folkmoot.errors import WrongUse
from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.text import excerpt, one_line

_FREQUENCY = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY", "years": "YEARLY"}
_LENGTHS = ("weeks", "days", "hours", "minutes", "seconds")
_KNOWN = frozenset(
    "summary name begin end duration description location url timezone repeat ics status uid created last_modified"
    " transparent alarms attendees categories organizer geo classification".split()
)
_REPEATING = frozenset(("interval", "until", "except_on", "also_on", "byweekday"))


def yaml2ics_found(name: str, content: bytes, asked: Asked) -> Found:
    """The events of a calendar; raises `WrongUse` where the file is none.

    A time without a zone is in the event's `timezone`, the calendar's, or UTC, as in the program that reads these
    files. `repeat` counts from `begin`; a `byweekday` in it does nothing there, and is told. Files that a calendar
    includes are read where they are named themselves.
    """
    try:
        told = read_yaml(content).values
    except Unreadable as fault:
        raise WrongUse(f"{name}, line {fault.line}: {fault.message}", fault.hint) from None
    events = told.get("events") or []
    if not isinstance(events, list) or not ({"events", "name", "include"} & told.keys()):
        raise WrongUse(f"{name} is no calendar of yaml2ics: it has no list of events", "look at its key “events”")
    candidates: list[Candidate] = []
    left: list[Remark] = []
    notes = [
        Remark(name, "", f"the file {one} is named in it, and not read: import it, too")
        for one in _listed(told, "include")
    ]
    for number, event in enumerate(events, 1):
        place = f"{name}, event {number}"
        title = (
            excerpt(one_line(_said(event, "summary") or _said(event, "name")), 60) if isinstance(event, dict) else ""
        )
        try:
            happening, said = _happening(place, event, told)
            made, more = candidates_of(happening, asked)
        except (Undated, NoDay) as error:
            left.append(Remark(place, title, str(error)))
        else:
            candidates += made
            notes += [Remark(place, title, reason) for reason in (*said, *more)]
    order = tuple(f"{name}, event {number}" for number in range(1, len(events) + 1))
    return Found(tuple(candidates), len(events), tuple(left), tuple(notes), order)


def _said(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key)
    return value.strip() if isinstance(value, str) else ""


def _listed(told: Mapping[str, Any], key: str) -> list[str]:
    value = told.get(key)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _happening(place: str, event: Any, calendar: Mapping[str, Any]) -> tuple[Happening, list[str]]:
    if not isinstance(event, dict):
        raise Undated("it has no keys")
    notes = [f"the key “{one_line(key)}” is not known, and not taken" for key in event if key not in _KNOWN]
    if _said(event, "classification").upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise Undated("it is marked as private (classification), so it stays where it is")
    if not _said(event, "begin"):
        raise Undated("it has no begin")
    zone = _zone(event, calendar)
    start = _stamp(_said(event, "begin"), zone)
    end = _end(event, start, zone)
    if end is None:
        start = Stamp(start.day)
    repeat = event.get("repeat")
    rule, extra = _custom(event)
    happening = Happening(
        place,
        _said(event, "summary") or _said(event, "name"),
        start,
        end,
        rule or (_rule(repeat, start, notes) if repeat is not None else ""),
        tuple(_stamps(repeat, "except_on", zone)) + extra["EXDATE"],
        tuple(_stamps(repeat, "also_on", zone)) + extra["RDATE"],
        (),
        _said(event, "status").lower(),
        _said(event, "description"),
        _said(event, "location"),
        _said(event, "url"),
        tuple(_listed(event, "categories")),
    )
    return happening, notes


def _zone(event: Mapping[str, Any], calendar: Mapping[str, Any]) -> str:
    name = _said(event, "timezone") or _said(calendar, "timezone") or "UTC"
    if not (zone := zone_named(name)):
        raise Undated(f"nobody knows the time zone “{excerpt(one_line(name), 60)}”")
    return zone


def _stamp(written: str, zone: str) -> Stamp:
    told: Told = told_day(written, "year-month-day")
    if told.time is None:
        return Stamp(told.day)
    local = dt.datetime.combine(told.day, told.time)
    if told.offset is None:
        return Stamp(local, zone)
    if own := fixed_zone(told.offset):
        return Stamp(local, own)
    raise Undated(f"“{written}” is at a distance from UTC that no zone has: name the zone with timezone")


def _end(event: Mapping[str, Any], start: Stamp, zone: str) -> Stamp | None:
    """When it ends; None of whole days, of which yaml2ics takes any event without an end and a duration for one."""
    if _said(event, "end"):
        return _stamp(_said(event, "end"), zone)
    length = event.get("duration")
    if length is None:
        return None
    if not isinstance(length, dict) or not length or not length.keys() <= set(_LENGTHS):
        raise Undated("its duration is not written as minutes: 60")
    try:
        return Stamp(start.local + dt.timedelta(**{key: float(value) for key, value in length.items()}), start.zone)
    except (ValueError, TypeError, OverflowError):
        raise Undated("its duration is no number of minutes, hours or days") from None


def _rule(repeat: Any, start: Stamp, notes: list[str]) -> str:
    if not isinstance(repeat, dict) or not isinstance(interval := repeat.get("interval"), dict) or len(interval) != 1:
        raise Undated("its repeat has no interval such as weeks: 2")
    ((unit, number),) = interval.items()
    if unit not in _FREQUENCY:
        raise Undated(f"it repeats every {number} {unit}, and a series here repeats by days, weeks, months or years")
    if not isinstance(number, str) or not re.fullmatch(r"[1-9]\d{0,2}", number):
        raise Undated(f"its interval “{one_line(str(number))}” is no number from 1 to 999")
    if not isinstance(until := repeat.get("until"), str):
        raise Undated("its repeat has no until, which yaml2ics asks for")
    unknown = [key for key in repeat if key not in _REPEATING]
    notes += [f"the key “{one_line(key)}” in repeat is not known, and not taken" for key in unknown]
    weekday = str(repeat.get("byweekday", "")).lower()
    if weekday and weekday != f"{start.day:%a}".lower()[:2]:
        notes.append(
            f"byweekday: {one_line(weekday)} does nothing in yaml2ics: the series keeps the weekday of its begin"
        )
    last = _stamp(until, start.zone or "UTC")
    ends = f"{last.day:%Y%m%d}"
    if isinstance(last.local, dt.datetime):
        ends = (
            f"{last.local:%Y%m%dT%H%M%S}"
            if last.zone == start.zone
            else f"{last.on('UTC', 'UTC').local:%Y%m%dT%H%M%SZ}"
        )
    every = f"INTERVAL={number};" if number != "1" else ""
    return f"FREQ={_FREQUENCY[unit]};{every}UNTIL={ends}"


def _stamps(repeat: Any, key: str, zone: str) -> list[Stamp]:
    return [_stamp(one, zone) for one in _listed(repeat, key)] if isinstance(repeat, dict) else []


def _custom(event: Mapping[str, Any]) -> tuple[str, dict[str, tuple[Stamp, ...]]]:
    """The rule, and the dates left out and added, in the lines of iCalendar below `ics`."""
    rule = ""
    dates: dict[str, tuple[Stamp, ...]] = {"EXDATE": (), "RDATE": ()}
    for line in _said(event, "ics").splitlines():
        name, colon, value = line.strip().partition(":")
        kind = name.partition(";")[0].upper()
        if kind == "RRULE" and not rule:
            rule = value.strip()
        elif kind in dates and colon:
            dates[kind] += tuple(_basic(one) for one in value.split(","))
        elif line.strip():
            raise Undated(f"its line of iCalendar cannot be taken: {excerpt(one_line(line), 60)}")
    return rule, dates


def _basic(written: str) -> Stamp:
    found = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z?))?", written.strip(), re.ASCII)
    try:
        if found and found[2]:
            return Stamp(dt.datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S"), "UTC" if found[3] else "")
        if found:
            return Stamp(dt.datetime.strptime(found[1], "%Y%m%d").date())
    except ValueError:
        pass
    raise Undated(f"“{excerpt(one_line(written), 40)}” is no date of iCalendar")
