"""Events and series: when and where, what is called off, and what came of it."""

from collections.abc import Iterator

from folkmoot.derive.changes.fields import Subject, compared, counted, listed
from folkmoot.model.change import Change
from folkmoot.model.event import Event, HeldOccurrence, RecurrenceException


def changed(subject: Subject, before: Event, after: Event) -> list[Change]:
    """What differs in an event's file. An end that moves along with the start is no change of its own."""
    if _length(before) == _length(after) and before.start != after.start:
        before = before.model_copy(update={"end": after.end})
    own = {
        "title": lambda one, old, new: [one.change("titled", "title", before=old.title, after=new.title)],
        "start": lambda one, old, new: [one.change("moved", "start", before=old.start, after=new.start)],
        "status": lambda one, old, new: [one.change("status", "status", before=old.status, after=new.status)],
        "place": _place,
        "recurrence": _recurrence,
        "occurrences": _occurrences,
    }
    return compared(subject, before, after, own)


def _length(event: Event) -> object:
    """How long it lasts; two events without an end are of one length."""
    if event.end is None:
        return None
    return event.end.local - event.start.local, event.end.precision, event.start.precision


def _place(subject: Subject, before: Event, after: Event) -> Iterator[Change]:
    if before.place and after.place:
        old, new = (subject.names.of("places", slug) for slug in (before.place, after.place))
        yield subject.change("relocated", "place", before=old, after=new)


def _recurrence(subject: Subject, before: Event, after: Event) -> Iterator[Change]:
    old, new = before.recurrence, after.recurrence
    was, now = subject.names.repeating(before), subject.names.repeating(after)
    if new and (not old or old.rule != new.rule):
        yield subject.change("repeats", "recurrence.rule", before=was, after=now)
    elif old and not new:
        yield subject.change("unset", "recurrence", before=was)
    yield from _exceptions(subject, old.exceptions if old and new else (), new.exceptions if new else ())


def _exceptions(
    subject: Subject, before: tuple[RecurrenceException, ...], after: tuple[RecurrenceException, ...]
) -> Iterator[Change]:
    key = "recurrence.exceptions"
    old, new = (counted(side, lambda one: one.date) for side in (before, after))
    for mark in sorted(old.keys() | new.keys()):
        day, one, was = mark[0], new.get(mark), old.get(mark)
        if one is None:
            yield subject.on(day).change("restored", key)
        elif was is not None and was.moved_to == one.moved_to:
            if was != one:
                yield subject.on(day).change("amended", key, whom=day, reason=one.reason or "")
        elif one.moved_to is None:
            yield subject.on(day).change("dropped", key, reason=one.reason or "")
        else:
            earlier = was.moved_to if was else None
            yield subject.on(day).change("shifted", key, before=earlier, after=one.moved_to, reason=one.reason or "")


def _occurrences(subject: Subject, before: Event, after: Event) -> Iterator[Change]:
    old, new = (counted(side.occurrences, lambda one: one.date) for side in (before, after))
    for mark, one in new.items():
        if mark not in old or old[mark] != one:
            blank = HeldOccurrence.model_validate({"date": one.date})
            found = compared(subject.on(one.date), old.get(mark, blank), one)
            yield from found or [subject.change("listed", "occurrences", after=(one.date,))]
    gone = tuple(one for mark, one in old.items() if mark not in new)
    if gone:
        yield from listed(subject, "occurrences", gone, ())
