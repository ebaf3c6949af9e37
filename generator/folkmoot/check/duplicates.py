"""The same thing in two files: found by what is the same about it, since no name says so."""

from collections import defaultdict
from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.moment import Moment
from folkmoot.model.problem import Problem
from folkmoot.text import sameness, schemeless


def repeated_events(community: Community) -> Iterator[Problem]:
    """Events that start at the same time, and have the same title or the same page to come to."""
    at_once: dict[Moment, list[Event]] = defaultdict(list)
    for event in community.events.values():
        if event.has_date:
            at_once[event.start].append(event)
    for events in at_once.values():
        known: dict[str, Event] = {}
        for event in events if len(events) > 1 else ():
            marks = [sameness(event.title), *([schemeless(str(event.rsvp))] if event.rsvp else [])]
            first = next((known[mark] for mark in marks if mark in known), event)
            known |= {mark: first for mark in marks if mark not in known}
            if first is not event:
                yield Problem(
                    event.path,
                    "event-twice",
                    f"this seems to be the same event as {first.path}",
                    "keep one of the two files; if they are two events, tell them apart by their titles",
                    keys=("title",),
                    severity="warning",
                )


def repeated_feeds(community: Community) -> Iterator[Problem]:
    """Feeds that two members name, or one twice: nobody could tell whose the entries are; and the community's own.

    Told of the one who came later. What a member names the community may name, too, to keep it.
    """
    named = [
        (member, index, schemeless(str(feed.url)))
        for member in community.in_order_of_joining()
        for index, feed in enumerate(member.feeds)
    ]
    known: dict[str, Member] = {}
    for member, index, address in named:
        first = known.setdefault(address, member)
        if first is not member or (index > 0 and address in [schemeless(str(one.url)) for one in member.feeds[:index]]):
            where = first.path if first.is_shown or first is member else "the file of a member who is not named here"
            yield Problem(
                member.path,
                "feed-twice",
                f"this feed stands in {where} already",
                "leave it with the one who writes it",
                keys=("feeds", index, "url"),
                value=str(member.feeds[index].url),
                severity="warning",
            )
    yield from _listed_twice(community)


def _listed_twice(community: Community) -> Iterator[Problem]:
    """Feeds that the community lists twice under one key: what is said of the second counts for nothing."""
    wanted = community.profile.sources
    for key, feeds in (("feeds", wanted.feeds), ("watch", wanted.watch)):
        known: set[str] = set()
        for index, feed in enumerate(feeds):
            if (address := schemeless(str(feed.url))) in known:
                yield Problem(
                    community.profile.path,
                    "feed-twice",
                    "this feed is in the list already",
                    "keep one of the two",
                    keys=("sources", key, index, "url"),
                    value=str(feed.url),
                    severity="warning",
                )
            known.add(address)
