"""Calendars elsewhere: what was read of one becomes the archive's events, and tells which it holds no longer."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from folkmoot.collect.calendar_rows import AROUND, Row
from folkmoot.collect.discovery import CALENDARS as NAMED_AS
from folkmoot.collect.http import Answer
from folkmoot.collect.parsers import CALENDARS, Parsers
from folkmoot.collect.visiting import Reader
from folkmoot.model.harvest import CalendarEvent, Source
from folkmoot.model.instant import written
from folkmoot.model.wanted import is_wanted
from folkmoot.text import plural

_ACCEPT = "text/calendar, application/octet-stream;q=0.5, text/plain;q=0.5, */*;q=0.3"


class CalendarRead(NamedTuple):
    """A calendar that was read: the events that are taken, and what is known of the others.

    `held` are the ids of everything that it holds, `unread` the UIDs of what could not be read. `left` says in words
    what was left out. Where the file broke off (`whole` is False), nothing can be said of what it does not hold.
    """

    events: tuple[CalendarEvent, ...]
    held: frozenset[str]
    unread: frozenset[str]
    left: str
    whole: bool

    @property
    def words(self) -> str:
        """What came of it, for people: “18 events; 2 left out: …”."""
        return "; ".join(filter(None, [plural(len(self.events), "event"), self.left]))


def calendar_reader(
    parsers: Parsers, now: dt.datetime, known: Callable[[Source], Iterable[CalendarEvent]]
) -> Reader[CalendarEvent]:
    """How calendars are read, as they stand at `now`, which is aware: as their events, and those they hold no longer.

    `known` tells what the archive has of a calendar.
    """
    said: dict[str, str] = {}

    def read(source: Source, answer: Answer) -> tuple[CalendarEvent, ...]:
        asked = {"content_type": answer.headers.get("content-type", ""), "now": now.isoformat(), "url": answer.url}
        found = calendar_of(source, parsers.answer(CALENDARS, asked, answer.body), now)
        said[source.slug] = found.words
        return (*found.events, *withdrawn(known(source), found, now))

    return Reader(_ACCEPT, NAMED_AS, read, lambda source, _: said.get(source.slug, ""))


def calendar_of(source: Source, told: dict[str, Any], now: dt.datetime) -> CalendarRead:
    """What a process told of a calendar's document (`calendar_document.Calendar` as JSON), as the archive keeps it."""
    rows = [Row(*row)._replace(tags=tuple(row[Row._fields.index("tags")])) for row in told["rows"]]
    events: dict[str, CalendarEvent] = {}
    for row in rows:
        event = _event(source, row, now)
        # Of a calendar's categories a part counts, too: they are phrases more often than tags.
        if is_wanted(source.reading, event.tags, " \n ".join([event.title, event.description, *event.tags])):
            events.setdefault(event.id, event)
    also = {_identity(source, uid, key) for uid, key in told["also"]}
    left, count = told["left"], told["left_count"]
    reasons = "; ".join([*left, *(["…"] if count > len(left) else [])])
    return CalendarRead(
        tuple(events.values()),
        frozenset(also | events.keys()),
        frozenset(told["unread"]),
        f"{count} left out: {reasons}" if count else "",
        told["whole"],
    )


def withdrawn(known: Iterable[CalendarEvent], read: CalendarRead, now: dt.datetime) -> tuple[CalendarEvent, ...]:
    """Those of the events that are `known` from earlier that lie ahead, and that the calendar holds no longer.

    What is over stays as it is. A file that broke off tells nothing of what is missing in it, and a clock that is
    behind what was seen already does not tell what lies ahead.
    """
    known, said = tuple(known), written(now)
    if not read.whole or "" in read.unread or any(one.first_seen > said for one in known):
        return ()
    return tuple(
        replace(one, withdrawn=said)
        for one in known
        if not one.withdrawn and one.start > said[: len(one.start)] and one.id not in read.held
        if one.uid not in read.unread
    )


def _event(source: Source, row: Row, now: dt.datetime) -> CalendarEvent:
    seen_now = written(now)
    oldest = written(now - AROUND)
    return CalendarEvent(
        source=source.slug,
        id=_identity(source, row.uid or row.url or f"{row.title}\n{row.start}", row.key),
        uid=row.uid,
        recurrence=row.recurrence,
        start=row.start,
        end=row.end,
        zone=row.zone,
        title=row.title,
        published=row.created if oldest <= row.created <= seen_now else seen_now,
        first_seen=seen_now,
        status=_STATUS.get(row.status, "confirmed"),
        sequence=row.sequence,
        modified=row.modified,
        description=row.description,
        location=row.location,
        url=row.url,
        tags=row.tags,
    )


_STATUS: dict[str, Any] = {word: word for word in ("confirmed", "tentative", "cancelled")}


def _identity(source: Source, uid: str, key: str) -> str:
    told = f"{source.slug}\n{uid}\n{key}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]
