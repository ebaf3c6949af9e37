"""How the events of a calendar elsewhere join those that the archive holds of it."""

from collections.abc import Iterable
from dataclasses import fields

from folkmoot.model.harvest import CalendarEvent
from folkmoot.publish.entries import Line, Lines


def merged(before: Lines, records: Iterable[Line]) -> Lines:
    """An event yields to a later state of itself (SEQUENCE, then LAST-MODIFIED), and is withdrawn or comes back."""
    after = dict(before)
    for record in records:
        old = after.get(record["id"])
        if old is None:
            after[record["id"]] = record
        elif _is_older(record, old):
            after[record["id"]] = {**old, "withdrawn": record["withdrawn"]}
        else:
            frozen: Line = {key: old[key] for key in ("published", "first_seen") if key in old}
            now: Line = {**old, **record, **frozen}
            # Some calendars say at every download that everything was modified just then.
            is_news = _told({**now, "modified": ""}) != _told({**old, "modified": ""})
            after[record["id"]] = now if is_news else old
    return after


def _told(line: Line) -> Line:
    """What a line tells, without keys that tell nothing, and with lists as a record has them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in line.items() if value}


def _is_older(record: Line, old: Line) -> bool:
    sequence, known = int(record["sequence"]), int(old.get("sequence", 0))
    return sequence < known or (sequence == known and "" < record["modified"] < old.get("modified", ""))


def event_of(line: Line) -> CalendarEvent:
    """The event that a line of the archive holds."""
    known = {field.name for field in fields(CalendarEvent)}
    told = {key: value for key, value in line.items() if key in known}
    return CalendarEvent(**{**told, "tags": tuple(line.get("tags") or ())})
