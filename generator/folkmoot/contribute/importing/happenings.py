"""Events as calendars tell them, each with its dates, into the keys of a hub's event."""

import datetime as dt
import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from folkmoot.collect.calendar_text import SIGN_UP, is_zone
from folkmoot.contribute.importing.mapped import slug_for
from folkmoot.contribute.importing.plain_text import from_html, in_markdown, is_html
from folkmoot.contribute.importing.rows import Candidate
from folkmoot.model.recurrence import canonical_rule
from folkmoot.text import excerpt, one_line

_MEETING_ROOMS = re.compile(
    r"(?:^|\.)(?:zoom\.us|zoomgov\.com|meet\.google\.com|meet\.jit\.si|teams\.microsoft\.com|teams\.live\.com|whereby\.com"
    r"|webex\.com|gotomeeting\.com|discord\.gg|bigmarker\.com|bbb\.[a-z0-9.-]+|jitsi\.[a-z0-9.-]+)$"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+")
_LONGEST_HOST = 253
"""So many letters the name of a computer has at most (RFC 1035, 2.3.4)."""

_MOST_DATES = 400
"""A calendar that lists more dates of one event, one by one, has a rule in mind."""


class Undated(ValueError):
    """What a calendar says cannot be an event here; `str(error)` says why."""


class Stamp(NamedTuple):
    """A day, or a time on the clocks of a zone; "" is a time that names none, and means the hub's."""

    local: dt.date | dt.datetime
    zone: str = ""

    @property
    def day(self) -> dt.date:
        return self.local.date() if isinstance(self.local, dt.datetime) else self.local

    def on(self, zone: str, hub: str) -> "Stamp":
        """The same on the clocks of another zone."""
        if not isinstance(self.local, dt.datetime) or (self.zone or hub) == zone:
            return self
        from zoneinfo import ZoneInfo

        moment = self.local.replace(tzinfo=ZoneInfo(self.zone or hub)).astimezone(ZoneInfo(zone))
        return Stamp(moment.replace(tzinfo=None), zone)

    def __str__(self) -> str:
        if isinstance(self.local, dt.datetime):
            return f"{self.local:%Y-%m-%d %H:%M}"
        return self.local.isoformat()


class Other(NamedTuple):
    """An occurrence that differs from the series: the day it would have been, when it is instead, and its own title."""

    day: Stamp
    start: Stamp | None
    title: str = ""


class Happening(NamedTuple):
    """An event or series of a calendar. `end` is the last day, included, where `start` is a day."""

    place: str
    title: str
    start: Stamp
    end: Stamp | None = None
    rule: str = ""
    without: tuple[Stamp, ...] = ()
    also: tuple[Stamp, ...] = ()
    others: tuple[Other, ...] = ()
    status: str = ""
    text: str = ""
    where: str = ""
    url: str = ""
    topics: tuple[str, ...] = ()


class Asked(NamedTuple):
    """What is said for all events of a calendar: their kind, the hub's zone, and the zone of single times in UTC."""

    kind: str
    hub_zone: str
    shown_zone: str = ""


def candidates_of(one: Happening, asked: Asked) -> tuple[list[Candidate], list[str]]:
    """The event as a candidate, and what of it is not taken; raises `Undated` where it can be none.

    Dates that no rule gives are an event each, since a series here has a rule.
    """
    if one.rule or not one.also:
        candidate, notes = _candidate(one, asked)
        return [candidate], notes
    candidates: list[Candidate] = []
    notes = ["it has no rule, and each of its dates is an event of its own"]
    for single in _singles(one, asked.hub_zone):
        candidate, said = _candidate(single, asked)
        candidates.append(candidate._replace(further=bool(candidates)))
        notes += said
    return candidates, list(dict.fromkeys(notes))


def _singles(one: Happening, hub_zone: str) -> list[Happening]:
    """The dates that are listed, each as an event: what is left out, moved or called otherwise is so."""
    if one.end and type(one.end.local) is not type(one.start.local):
        raise Undated("its start is a day and its end a time, or the other way round")
    zone = one.start.zone or hub_zone
    length = _local(one.end.on(zone, hub_zone)) - _local(one.start) if one.end else None
    stamps = (_like(one.start, stamp.on(zone, hub_zone)) for stamp in (*one.also, one.start))
    dates = {stamp.day: stamp for stamp in stamps}
    for gone in one.without:
        dates.pop(gone.on(zone, hub_zone).day, None)
    others = {other.day.on(zone, hub_zone).day: other for other in one.others}
    bare = one._replace(also=(), without=(), others=())
    found: list[Happening] = []
    for day, stamp in sorted(dates.items()):
        other = others.get(day, Other(stamp, stamp))
        if other.start is None:
            continue
        start = other.start.on(zone, hub_zone)
        try:
            end = Stamp(start.local + length, start.zone) if length is not None else None
        except OverflowError:
            raise Undated("its length leads out of the calendar") from None
        found.append(bare._replace(title=other.title or one.title, start=start, end=end))
    if not found:
        raise Undated("all its dates are left out or cancelled")
    if len(found) > _MOST_DATES:
        raise Undated(f"it lists {len(found):,} dates and no rule, and at most {_MOST_DATES} are taken")
    return found


def _like(start: Stamp, stamp: Stamp) -> Stamp:
    """A stamp that says a day alone, at the time of the first one where that has one."""
    if isinstance(stamp.local, dt.datetime) or not isinstance(start.local, dt.datetime):
        return stamp
    return Stamp(dt.datetime.combine(stamp.local, start.local.time()), start.zone)


def _local(stamp: Stamp) -> dt.datetime:
    """A stamp as a time, of a day its first one."""
    return dt.datetime.combine(stamp.day, _time(stamp) or dt.time())


def _candidate(one: Happening, asked: Asked) -> tuple[Candidate, list[str]]:
    """One event or series as a candidate, and what of it is not taken; raises `Undated`."""
    title = one_line(one.title)
    if not title:
        raise Undated("it has no title (SUMMARY)")
    is_series = bool(one.rule)
    zone = one.start.zone or asked.hub_zone
    if zone == "UTC" and asked.shown_zone and not is_series:
        zone = asked.shown_zone
    start, end = one.start.on(zone, asked.hub_zone), one.end.on(zone, asked.hub_zone) if one.end else None
    if end and type(end.local) is not type(start.local):
        raise Undated("its start is a day and its end a time, or the other way round")
    if end and str(end) < str(start):
        raise Undated(f"it ends ({end}) before it starts ({start})")
    notes: list[str] = []
    values: dict[str, Any] = {"title": title, "kind": asked.kind, "start": str(start)}
    if end and str(end) != str(start):
        values["end"] = str(end)
    if isinstance(start.local, dt.datetime) and zone != asked.hub_zone:
        values["timezone"] = zone
    if is_series:
        values |= _series(one, start, zone, asked, notes)
    if one.status in ("tentative", "cancelled"):
        values["status"] = one.status
    if one.topics:
        values["topics"] = list(dict.fromkeys(excerpt(one_line(topic), 60) for topic in one.topics if topic.strip()))
    text, where = _addressed(one, values)
    return Candidate("events", values, text, slug_for("events", values), (one.place,), where=where), notes


def _addressed(one: Happening, values: dict[str, Any]) -> tuple[str, str]:
    """The text and the place in words; what leads to a meeting room or to signing up goes behind its key."""
    text = one.text
    if is_html(text):
        text = from_html(text)
    written = in_markdown(text)
    where = one_line(one.where)
    for address in dict.fromkeys([*_ADDRESS.findall(where), *_ADDRESS.findall(one.url)]):
        host = (urlsplit(address).hostname or "")[-_LONGEST_HOST:] if "[" not in address else ""
        if _MEETING_ROOMS.search(host):
            values.setdefault("online", address)
        elif SIGN_UP.search(host):
            values.setdefault("rsvp", address)
        elif address not in one.text:
            written = f"{written}\n\n<{address}>".strip()
    return written, one_line(_ADDRESS.sub("", where)).strip(" ,;()")


def _series(one: Happening, start: Stamp, zone: str, asked: Asked, notes: list[str]) -> dict[str, Any]:
    def on_clocks(stamp: Stamp) -> Stamp:
        return stamp.on(zone, asked.hub_zone)

    days = {on_clocks(stamp).day.isoformat() for stamp in one.without}
    exceptions: dict[str, dict[str, str]] = {day: {"date": day} for day in days}
    occurrences: dict[str, dict[str, str]] = {}
    for other in one.others:
        original = on_clocks(other.day).day.isoformat()
        if moved := _moved(original, start, on_clocks(other.start) if other.start else None):
            exceptions[original] = moved
        else:
            exceptions.pop(original, None)
        if other.start and other.title and one_line(other.title) != one_line(one.title):
            occurrences[original] = {"date": original, "title": one_line(other.title)}
    for extra in map(on_clocks, one.also):
        day = extra.day.isoformat()
        if isinstance(extra.local, dt.datetime) and _time(extra) != _time(start):
            notes.append(f"the further date {extra} has a time of its own, and gets that of the series")
        if extra.day != start.day:
            occurrences.setdefault(day, {"date": day})
            exceptions.pop(day, None)
    recurrence: dict[str, Any] = {"rule": canonical_rule(one.rule)}
    if exceptions:
        recurrence["exceptions"] = [exceptions[key] for key in sorted(exceptions)]
    told = [occurrences[key] for key in sorted(occurrences)]
    return {"recurrence": recurrence, **({"occurrences": told} if told else {})}


def _moved(original: str, start: Stamp, instead: Stamp | None) -> dict[str, str] | None:
    """The exception that an occurrence makes which is dropped, or held at another time; None where it makes none."""
    if instead is None:
        return {"date": original}
    if instead.day.isoformat() != original or _time(instead) != _time(start):
        return {"date": original, "moved_to": str(instead)}
    return None


def _time(stamp: Stamp) -> dt.time | None:
    return stamp.local.time() if isinstance(stamp.local, dt.datetime) else None


def fixed_zone(offset: dt.timedelta) -> str:
    """The zone whose clocks are always so far from UTC, "" where there is none: of whole hours there are."""
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    if not hours and not rest:
        return "UTC"
    name = f"Etc/GMT{'-' if hours > 0 else '+'}{abs(hours)}"
    return name if not rest and is_zone(name) else ""
