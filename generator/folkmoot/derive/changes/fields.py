"""Two versions of one record, key by key: whatever differs gives a change, with or without a sentence of its own."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from folkmoot.derive.changes.naming import NAMING, Names
from folkmoot.model.base import Link, Record
from folkmoot.model.change import Change, Kind, Named, Value
from folkmoot.model.community import CalendarSource, Channel, FeedSource, Partner
from folkmoot.model.contest import Conflict, Contest, ContestEntry
from folkmoot.model.credit import Credit
from folkmoot.model.event import CallForPapers, HeldOccurrence, Recurrence, RecurrenceException, Result
from folkmoot.model.feed import Located, WatchSource
from folkmoot.model.feedback import Feedback, Response
from folkmoot.model.image import Picture
from folkmoot.model.member import Location, MemberFeed
from folkmoot.model.moment import Moment
from folkmoot.model.person import Person
from folkmoot.model.place import Coordinates
from folkmoot.model.project import HelpWanted
from folkmoot.model.taken_down import TakenDown
from folkmoot.model.team import Term

_Item = TypeVar("_Item")

TEXTS = frozenset(("access", "bio", "description", "directions", "outcome", "recap"))
"""The keys whose texts are counted in words and not repeated."""

_BY: dict[type[Record], Callable[[Any], Any]] = {
    Link: lambda one: one.label,
    MemberFeed: lambda one: one.url,
    FeedSource: lambda one: one.url,
    WatchSource: lambda one: one.url,
    CalendarSource: lambda one: one.url,
    HelpWanted: lambda one: one.title,
    Picture: lambda one: one.file,
    Result: lambda one: one.award,
    Conflict: lambda one: one.judge,
    Response: lambda one: one.said,
    ContestEntry: lambda one: one.title,
    Person: lambda one: (one.member, one.name),
    Term: lambda one: (one.member, one.since),
    Credit: lambda one: one.member,
    Partner: lambda one: one.name,
    Channel: lambda one: one.name,
    HeldOccurrence: lambda one: one.date,
    RecurrenceException: lambda one: one.date,
}
"""By what an item of a list is known, so that it is the same one with something else about it."""


def _always(_key: str) -> bool:
    return True


@dataclass(frozen=True)
class Subject:
    """What a change is about: a record, perhaps one day of a series. `tells` says which keys' values may be told."""

    named: Named
    path: str
    names: Names
    day: dt.date | None = None
    tells: Callable[[str], bool] = _always

    def change(self, kind: Kind, key: str = "", **about: Any) -> Change:
        """A change of the subject; without what it was and is, where that may not be told."""
        if key and not self.tells(key):
            return Change("touched", self.named, self.path, key, day=self.day)
        return Change(kind, self.named, self.path, key, day=self.day, **about)

    def on(self, day: dt.date) -> "Subject":
        """One occurrence of the series."""
        return replace(self, day=day)


Own = Mapping[str, Callable[[Subject, Any, Any], Iterable[Change]]]
"""What tells of certain keys in a way of its own, from the record before and after."""


def compared(subject: Subject, before: Record, after: Record, own: Own | None = None, above: str = "") -> list[Change]:
    """Every difference between two versions of a record. A key whose own words say nothing is told as any other."""
    found: list[Change] = []
    for key in type(after).model_fields:
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            teller = (own or {}).get(key)
            said = list(teller(subject, before, after)) if teller else []
            found += said or _usual(subject, f"{above}{key}", old, new)
    return found


def rewritten(subject: Subject, key: str, before: str, after: str) -> Iterator[Change]:
    """A text that differs, in numbers of words; words that only changed their places count for nothing."""
    if before.strip() == after.strip():
        return
    old, new = Counter(before.split()), Counter(after.split())
    added, removed = (new - old).total(), (old - new).total()
    kind: Kind = "written" if not old else "rewritten" if new else "unset"
    yield Change(kind, subject.named, subject.path, key, day=subject.day, added=added, removed=removed)


def _usual(subject: Subject, key: str, old: Any, new: Any) -> list[Change]:
    if isinstance(new, str) and key.rpartition(".")[2] in TEXTS:
        return list(rewritten(subject, key, old, new)) or [subject.change("touched", key)]
    if isinstance(old, Record) and isinstance(new, Record):
        return compared(subject, old, new, above=f"{key}.")
    if isinstance(new, Mapping):
        old, new = tuple(sorted(old.items())), tuple(sorted(new.items()))
    if isinstance(new, tuple) and not isinstance(new, Moment):
        return list(listed(subject, key, old, new)) or [subject.change("reordered", key)]
    kind: Kind = "set" if old is None else "unset" if new is None else "changed"
    return [subject.change(kind, key, before=_told(subject, key, old), after=_told(subject, key, new))]


def listed(subject: Subject, key: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    """What came to a list, what left it, and what in it is not as it was; nothing where only the order differs."""
    was, now = counted(old, _known), counted(new, _known)
    came = [one for mark, one in now.items() if mark not in was]
    talks = [one for one in came if isinstance(one, Person) and one.talk]
    others = tuple(_told(subject, key, one) for one in came if one not in talks)
    left = tuple(_told(subject, key, one) for mark, one in was.items() if mark not in now)
    if others:
        yield subject.change("listed", key, after=others)
    for one in talks:
        yield subject.change("listed", key, after=(_told(subject, key, one),), whom=one.talk)
    if left:
        yield subject.change("unlisted", key, before=left)
    for mark, one in now.items():
        if mark in was and was[mark] != one:
            yield subject.change("amended", key, whom=_told(subject, key, one))


def counted(items: Iterable[_Item], known: Callable[[_Item], Any]) -> dict[tuple[Any, int], _Item]:
    """The items by what they are known by, the second one that is known by the same apart from the first."""
    found: dict[tuple[Any, int], _Item] = {}
    for one in items:
        mark = known(one)
        found[mark, next(number for number in itertools.count() if (mark, number) not in found)] = one
    return found


def _known(item: Any) -> Any:
    """By what an item is known: words by themselves, pairs by their first."""
    if isinstance(item, Record):
        return _BY[type(item)](item)
    return item[0] if isinstance(item, tuple) else item


def _told(subject: Subject, key: str, value: Any) -> Value:
    """A value in short: other records by their names, parts of this one by what they are known by."""
    if key == "attendees":
        return subject.names.at_events(value)
    if isinstance(value, str) and key in NAMING:
        return subject.names.of(NAMING[key], value)
    if isinstance(value, Record):
        return _in_short(subject.names, value)
    if isinstance(value, tuple) and not isinstance(value, Moment):
        return str(value[0])
    return value  # type: ignore[no-any-return]  # a str, number, bool, day, Moment or None


def _in_short(names: Names, part: Record) -> Value:
    match part:
        case Person():
            return names.person(part)
        case Term() | Credit():
            return names.of("members", part.member)
        case Located() | CalendarSource():
            return part.title or part.url
        case Picture():
            return part.alt
        case Location():
            return ", ".join(filter(None, (part.city, part.country)))
        case Coordinates():
            return f"{part.latitude:g}, {part.longitude:g}"
        case TakenDown():
            return part.why
        case (
            CallForPapers(closes=closes, url=url)
            | Contest(closes=closes, enter=url)
            | Feedback(closes=closes, form=url)
        ):
            return closes or url
        case Recurrence():
            return part.rule
        case _:
            return _known(part)  # type: ignore[no-any-return]  # a text or a day
