"""How the events of a calendar elsewhere join those that the archive holds of it."""

from collections.abc import Iterable
from dataclasses import MISSING, fields

from folkmoot.model.harvest import CalendarEvent
from folkmoot.model.recognised import Line, Lines

_KEYS = tuple(field.name for field in fields(CalendarEvent))
_EMPTY: Line = dict.fromkeys((field.name for field in fields(CalendarEvent) if field.default is MISSING), "")


def merged(before: Lines, records: Iterable[Line]) -> Lines:
    """An event yields to a later state of itself (SEQUENCE, then LAST-MODIFIED), and is withdrawn or comes back."""
    after = dict(before)
    for record in records:
        old = after.get(record["id"])
        known = event_of(old) if old else None
        if old is None or known is None:
            after[record["id"]] = record
        elif _is_older(record, known):
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


def _is_older(record: Line, known: CalendarEvent) -> bool:
    sequence = int(record["sequence"])
    return sequence < known.sequence or (sequence == known.sequence and "" < record["modified"] < known.modified)


def event_of(line: Line) -> CalendarEvent | None:
    """The event that a line of the archive holds, None where it is damaged; what is left out, or null, is empty."""
    told = {key: line[key] for key in _KEYS if line.get(key) is not None}
    tags = told.pop("tags", ())
    sequence = told.pop("sequence", 0)
    is_sound = isinstance(tags, (list, tuple)) and type(sequence) is int
    if not is_sound or not all(isinstance(one, str) for one in (*told.values(), *tags)):
        return None
    return CalendarEvent(**{**_EMPTY, **told}, sequence=sequence, tags=tuple(tags))
