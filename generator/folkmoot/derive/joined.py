"""What stands in git and in a calendar elsewhere is one event: the file's, with what only the calendar knows."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from urllib.parse import urlsplit

from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.hub import Occurrence
from folkmoot.model.problem import Problem
from folkmoot.model.slot import Slot, event_zone, held_by_day, planned_days, slot_of
from folkmoot.text import links_of, may_link, sameness, schemeless

_ALIKE = 0.85
"""So much of two titles must be the same where they start at the same time: 1 is all."""

_LONGEST_ADDRESS = 500
_TELLING = 3


class Joined(NamedTuple):
    """The community with what calendars add to its events, what is left of the calendars, and where they differ."""

    community: Community
    elsewhere: tuple[Occurrence, ...]
    problems: list[Problem]


class _Own(NamedTuple):
    """A date of an event in git. `titles` are the event's, and of a series what this date is about."""

    event: Event
    slot: Slot
    is_off: bool
    titles: tuple[str, ...]


def joined(community: Community, elsewhere: Sequence[Occurrence], today: dt.date) -> Joined:
    """Joins what the calendars hold to the events in git that are the same.

    They are where the file names the address that the calendar tells (rsvp, online, or a link in its text), where the
    calendar has the event's own UID, and where both start at the same time under almost the same title; also at the
    same time and place where one title says all that the other does, and nothing else is there then. What is merely
    likely to be one is shown beside it, and told.
    """
    if not elsewhere or not community.events:
        return Joined(community, tuple(elsewhere), [])
    ours = _Ours(community, elsewhere)
    left: list[Occurrence] = []
    problems: dict[tuple[str, str], Problem] = {}
    events = dict(community.events)
    for one in elsewhere:
        event, date = ours.same(one)
        if event is None:
            left.append(one)
            for problem in ours.likely(one, today):
                problems.setdefault((problem.path, problem.code), problem)
            continue
        for problem in _differences(event, date, one, today):
            problems.setdefault((problem.path, problem.code), problem)
        if address := _sign_up(community, events[event.slug], one):
            events[event.slug] = event.model_copy(update={"rsvp": address})
    return Joined(community._replace(events=events), tuple(left), list(problems.values()))


class _Ours:
    """The dates of the events in git, as far as something elsewhere is on the same days."""

    def __init__(self, community: Community, elsewhere: Sequence[Occurrence]) -> None:
        days = {day for one in elsewhere for day in _around(one.date)}
        self._domain = community.profile.domain
        self._name = community.profile.name
        self._at = Counter((one.start, one.event.place) for one in elsewhere)
        self._on: defaultdict[dt.date, list[_Own]] = defaultdict(list)
        self._naming: defaultdict[str, list[Event]] = defaultdict(list)
        self._first: dict[str, Event] = {}
        self._events_at: defaultdict[str, set[str]] = defaultdict(set)
        for one in elsewhere:
            if one.elsewhere and one.elsewhere.url:
                self._events_at[schemeless(one.elsewhere.url)].add(one.event.slug)
        for event in community.events.values():
            self._first[event.first_slug] = event
            for address in _addresses(event):
                self._naming[address].append(event)
            for own in _dates(event, community, max(days)):
                if own.slot.date in days:
                    self._on[own.slot.date].append(own)

    def same(self, one: Occurrence) -> tuple[Event | None, _Own | None]:
        """The event in git that this is, with its date on that day; None for none, or for no such date."""
        there = self._near(one)
        event = self._by_address(one, there) or self._by_uid(one, there)
        if event is not None:
            return event, next((own for own in there if own.event.slug == event.slug), None)
        own = next((own for own in there if _is_alike(own, one)), None) or self._by_place(one, there)
        return (own.event, own) if own else (None, None)

    def likely(self, one: Occurrence, today: dt.date) -> Iterator[Problem]:
        """What maintainers should look at: at the time of an event that is shown stands one that may be the same."""
        if one.elsewhere is None or one.last < today or not one.takes_place:
            return
        for own in self._near(one):
            if own.is_off or not _starts_with(own, one) or _is_apart(own, one):
                continue
            if (one.event.place and own.event.place == one.event.place) or self._says_the_same(own, one):
                yield Problem(
                    own.event.path,
                    "calendar-alike",
                    f"the calendar “{one.elsewhere.calendar}” has “{one.title}” on {one.date} at the same time, and"
                    " both are shown",
                    f"if they are one, {_way_to_join(own.event, one.elsewhere.url)}",
                    severity="warning",
                )

    def _near(self, one: Occurrence) -> list[_Own]:
        """The dates of the same day, and those at the same moment, which in another zone may be on the next one."""
        return [
            own
            for day in _around(one.date)
            for own in self._on.get(day, [])
            if day == one.date or _starts_with(own, one)
        ]

    def _by_place(self, one: Occurrence, there: Sequence[_Own]) -> _Own | None:
        """What is at the same time and place under a title that says more or less: of two on either side none."""
        if not one.event.place or self._at[one.start, one.event.place] > 1:
            return None
        found = [own for own in there if own.event.place == one.event.place and _starts_with(own, one)]
        return found[0] if len(found) == 1 and self._says_the_same(found[0], one) else None

    def _says_the_same(self, own: _Own, one: Occurrence) -> bool:
        """Whether the words of one title are all in the other, those aside that say whose event it is."""
        whose = {*_words(self._name), *_words(one.elsewhere.calendar if one.elsewhere else "")}
        pairs = (sorted((_words(title) - whose, _words(one.title) - whose), key=len) for title in own.titles)
        return any(few <= many and any(len(word) >= _TELLING for word in few) for few, many in pairs)

    def _by_address(self, one: Occurrence, there: Sequence[_Own]) -> Event | None:
        address = schemeless(one.elsewhere.url) if one.elsewhere else ""
        naming = self._naming.get(address, []) if address else []
        if len(naming) == 1 and len(self._events_at[address]) == 1:
            return naming[0]
        # A meeting room, or the page of a group, stands for many events: those of the same day are meant.
        slugs = {own.event.slug for own in there}
        return next((event for event in naming if event.slug in slugs), None)

    def _by_uid(self, one: Occurrence, there: Sequence[_Own]) -> Event | None:
        name, _, domain = (one.elsewhere.uid if one.elsewhere else "").partition("@")
        event = self._first.get(name)
        if event is None:
            return None
        return event if domain == self._domain or any(own.event.slug == event.slug for own in there) else None


def _addresses(event: Event) -> Iterator[str]:
    """Where the event is elsewhere, as its file says."""
    linked = (link.address for link in links_of(event.text)) if may_link(event.text) else ()
    for address in {*(url for url in (event.rsvp, event.online) if url), *linked}:
        if address.startswith(("https://", "http://")):
            yield schemeless(address)


def _dates(event: Event, community: Community, last: dt.date) -> Iterator[_Own]:
    zone = event_zone(event, community)
    is_off = event.status == "cancelled"
    if event.recurrence is None:
        yield _Own(event, slot_of(event, zone), is_off, (event.title,))
        return
    moves = {one.date: one.moved_to for one in event.recurrence.exceptions}
    held = held_by_day(event, zone)
    for day in sorted({*planned_days(event, zone, last), *moves, *held}):
        # A date that the file drops is its date all the same: the calendar's is no other event.
        is_dropped = day in moves and moves[day] is None
        about = held[day].title if day in held else None
        titles = (event.title, *([about] if about else []))
        yield _Own(event, slot_of(event, zone, day, moves.get(day)), is_off or is_dropped, titles)


def _around(day: dt.date) -> tuple[dt.date, dt.date, dt.date]:
    return day, day - dt.timedelta(days=1), day + dt.timedelta(days=1)


def _starts_with(own: _Own, one: Occurrence) -> bool:
    """Whether both start at the same moment; where one of them tells a day alone nobody knows."""
    return own.slot.start is not None and own.slot.start == one.start


def _is_apart(own: _Own, one: Occurrence) -> bool:
    """Whether both are at places that the community knows, and not at the same."""
    return bool(own.event.place and one.event.place) and own.event.place != one.event.place


def _way_to_join(event: Event, url: str) -> str:
    if not url:
        return "give this event the title that the calendar has"
    # Of a series each date has an address of its own.
    return f"link to {url} in the text here" if event.rsvp or event.recurrence else f"write rsvp: {url} here"


def _is_alike(own: _Own, one: Occurrence) -> bool:
    if _is_apart(own, one) or (own.slot.start and one.start and own.slot.start != one.start):
        return False
    theirs = _folded(one.title)
    return any(
        ours == theirs
        or (
            not _count_otherwise(ours, theirs) and SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE
        )
        for ours in map(_folded, own.titles)
    )


def _count_otherwise(one: str, other: str) -> bool:
    """Whether two titles tell one from another by number or letter, as Workshop 1 from 2, and bench A from B."""
    marks = [{word for word in title.split() if len(word) == 1 or word.isdigit()} for title in (one, other)]
    return bool(marks[0] - marks[1] and marks[1] - marks[0])


def _folded(title: str) -> str:
    """A title's letters and digits, without capitals and accents."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in sameness(title)).split())


def _words(title: str) -> set[str]:
    return set(_folded(title).split())


def _differences(event: Event, own: _Own | None, one: Occurrence, today: dt.date) -> Iterator[Problem]:
    """What maintainers should know: the file counts, and the calendar says otherwise of what is still to come."""
    if one.last < today or one.elsewhere is None:
        return
    calendar = one.elsewhere.calendar
    if not one.takes_place and not (own.is_off if own else event.status == "cancelled"):
        yield Problem(
            event.path,
            "calendar-cancelled",
            f"the calendar “{calendar}” says that “{one.title}” on {one.date} is cancelled, and this file does not",
            "write status: cancelled, for one date of a series an exception; or tell whoever keeps the calendar",
            severity="warning",
        )
    elif one.takes_place and own is None and event.recurrence is None:
        yield Problem(
            event.path,
            "calendar-moved",
            f"the calendar “{calendar}” has “{one.title}” on {one.date}, and this file on {event.start.date}",
            "correct the day here, or tell whoever keeps the calendar",
            keys=("start",),
            severity="warning",
        )


def _sign_up(community: Community, event: Event, one: Occurrence) -> str:
    """Where the calendar says that one signs up, where the file does not say it; "" where it cannot be trusted to.

    The address must be at the calendar's own host, at one that this is part of (lu.ma of api.lu.ma), or at that of its
    page: whoever may write into a calendar shall not lead the community's guests anywhere. What merely ends alike is
    often anybody's (co.uk, github.io). Of a series each date has an address of its own.
    """
    url = one.elsewhere.url if one.elsewhere else ""
    if event.rsvp or event.recurrence or not url or len(url) > _LONGEST_ADDRESS or schemeless(url) in _addresses(event):
        return ""
    calendars = (
        each for each in community.profile.sources.calendars if one.elsewhere and each.address == one.elsewhere.feed
    )
    own = {_host(address) for each in calendars for address in (each.address, each.page or "")} - {""}
    host = _host(url)
    return url if host and any(f".{one}".endswith(f".{host}") for one in own) else ""


def _host(url: str) -> str:
    """The host of an address, without www., and with its port where it names one."""
    try:
        parts = urlsplit(url)
        return ":".join(filter(None, [(parts.hostname or "").removeprefix("www."), str(parts.port or "")]))
    except ValueError:
        return ""
