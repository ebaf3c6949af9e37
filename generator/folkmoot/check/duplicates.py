"""The same thing in two files: found by what is the same about it, since no name says so."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.problem import Problem
from folkmoot.text import sameness, schemeless

_Filed = TypeVar("_Filed", bound=Filed)


def repeated_events(community: Community) -> Iterator[Problem]:
    """Events that start at the same time, and have the same title or the same page to come to."""
    events = [event for event in community.events.values() if event.has_date]
    told: set[str] = set()
    for same in (lambda one: sameness(one.title), lambda one: schemeless(str(one.rsvp)) if one.rsvp else ""):
        for first, second in _pairs(events, lambda one, same=same: (str(one.start), same(one)) if same(one) else None):  # type: ignore[misc]
            if second.slug not in told:
                told.add(second.slug)
                yield Problem(
                    second.path,
                    "event-twice",
                    f"this seems to be the same event as {first.path}",
                    "keep one of the two files; if they are two events, tell them apart by their titles",
                    keys=("title",),
                    severity="warning",
                )


def repeated_feeds(community: Community) -> Iterator[Problem]:
    """Feeds that two members name, or one twice: nobody could tell whose the entries are."""
    named = [
        (member, index, schemeless(str(feed.url)))
        for member in community.members.values()
        for index, feed in enumerate(member.feeds)
    ]
    known: dict[str, Member] = {}
    for member, index, address in named:
        first = known.setdefault(address, member)
        if first is not member or (index > 0 and address in [schemeless(str(one.url)) for one in member.feeds[:index]]):
            yield Problem(
                member.path,
                "feed-twice",
                f"this feed stands in {first.path} already",
                "leave it with the one who writes it",
                keys=("feeds", index, "url"),
                value=str(member.feeds[index].url),
                severity="warning",
            )


def _pairs(
    records: Iterable[_Filed], likeness: Callable[[_Filed], tuple[str, ...] | None]
) -> Iterator[tuple[_Filed, _Filed]]:
    """Each record that is like an earlier one, with the first that it is like."""
    known: dict[tuple[str, ...], _Filed] = {}
    for record in records:
        if (like := likeness(record)) is not None and (first := known.setdefault(like, record)) is not record:
            yield first, record
