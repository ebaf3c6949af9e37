"""Calendars elsewhere: what was read of one becomes the archive's events, and tells which it holds no longer."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from folkmoot.collect.calendar_document import AROUND, Row
from folkmoot.collect.discovery import CALENDARS as NAMED_AS
from folkmoot.collect.http import Answer
from folkmoot.collect.parsers import CALENDARS, Parsers
from folkmoot.collect.visiting import Reader
from folkmoot.model.harvest import CalendarEvent, Reading, Source
from folkmoot.model.instant import written
from folkmoot.text import plural, sameness

_ACCEPT = "text/calendar, application/octet-stream;q=0.5, text/plain;q=0.5, */*;q=0.3"

_WORDS = re.compile(r"[^\w+#]+|_+")


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
        asked = {"content_type": answer.headers.get("content-type", ""), "now": now.isoformat()}
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
        if is_wanted(event, source.reading):
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


def is_wanted(event: CalendarEvent, reading: Reading) -> bool:
    """Whether an event has one of the words to include, if there are any, and none of those to leave out.

    The words of its title, text and categories count, whatever their capitals and accents.
    """
    said = _spaced(" ".join([event.title, event.description, *event.tags]))
    include, exclude = (tuple(map(_spaced, words)) for words in (reading.include, reading.exclude))
    return (not include or any(word in said for word in include)) and not any(word in said for word in exclude)


def _spaced(text: str) -> str:
    return f" {' '.join(filter(None, _WORDS.split(sameness(text))))} "


def withdrawn(known: Iterable[CalendarEvent], read: CalendarRead, now: dt.datetime) -> tuple[CalendarEvent, ...]:
    """Those of the events that are `known` from earlier that lie ahead, and that the calendar holds no longer.

    What is over stays as it is. A file that broke off tells nothing of what is missing in it.
    """
    if not read.whole or "" in read.unread:
        return ()
    said = written(now)
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
