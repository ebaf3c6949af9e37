"""How each source fares: what the archive's changes of state, and the cache's memory of visits, come to together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Literal, NamedTuple, get_args

from folkmoot.model.harvest import Harvest, Source, SourceKind, SourceState, State, Visit
from folkmoot.model.instant import written
from folkmoot.model.restraint import FEW, Sight, most_a_day
from folkmoot.model.source import is_same_but_secure
from folkmoot.text import schemeless

Plight = Literal["failing", "quarantined", "gone", "moved", "waiting", "unread", "well", "paused", "former"]
"""How a source fares, those in trouble first. `waiting`: its host is busy and asked to come back later. `unread`: not
read so far. `former`: no file names it any more.
"""

PLIGHTS: tuple[Plight, ...] = get_args(Plight)
TROUBLED = frozenset[Plight](("failing", "quarantined", "gone", "moved", "waiting"))

MOVE_SETTLES = dt.timedelta(days=7)
"""A redirect for good is taken for a mistake until it has stood so long; then the new address is asked directly."""

_LATER = "asks to come back later"
_UNREADABLE: Mapping[State, Plight] = {"failing": "failing", "quarantined": "quarantined", "gone": "gone"}
"""The states in which a source cannot be read."""


class Faring(NamedTuple):
    """A source and how it fares; times are UTC as 2026-05-14T17:00:00Z, or "" where they are not known.

    `since` is when the present plight began, `reason` is in English, or "". Of one that moved, `moved_to` is where it
    leads, and `moved` since when; it may be in other trouble, too. `quarantined` is since when it is asked once a week.
    `records` is how many entries, discussions or commits were collected, `newest` when the last of them was made.
    `twin` is another source that is listed, too, and is the same: what both bring is shown once, as that one's.
            was_read=one.was_read or records > 0,
    `most_a_day` is to how many new entries a day it is held since it brought too many, 0 for no limit.
    `asked`, `succeeded` and `not_before` are what the cache remembers; `is_back` is one that was in trouble before.
    """

    source: Source
    plight: Plight
    since: str = ""
    reason: str = ""
    moved_to: str = ""
    moved: str = ""
    quarantined: str = ""
    records: int = 0
    newest: str = ""
    asked: str = ""
    succeeded: str = ""
    not_before: str = ""
    is_back: bool = False
    was_read: bool = False
    twin: Source | None = None
    most_a_day: int = 0

    @property
    def is_restless(self) -> bool:
        """Whether it seems to make up its entries, with new addresses at every reading."""
        return self.most_a_day == FEW

    @property
    def is_troubled(self) -> bool:
        """Whether somebody may want to do something about it."""
        is_asked = self.plight not in ("paused", "former")
        return self.plight in TROUBLED or (is_asked and (self.twin is not None or self.most_a_day > 0))

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing new comes of it at the moment."""
        return self.plight in TROUBLED - {"moved"}

    @property
    def applied(self) -> dt.date | None:
        """The day from which it is read where it moved to, None where it did not; https instead of http at once."""
        if not self.moved:
            return None
        day = dt.date.fromisoformat(self.moved[:10])
        return day if is_same_but_secure(self.source.url, self.moved_to) else day + MOVE_SETTLES


def faring(sources: Iterable[Source], harvest: Harvest, now: dt.datetime) -> list[Faring]:
    """How every source fares, those in trouble first, then by address; last those that nothing names any more."""
    read = list(sources)
    known = {(one.kind, one.slug) for one in read}
    states: dict[str, list[SourceState]] = defaultdict(list)
    for state in harvest.states:  # the newest come first
        states[state.source].append(state)
    collected = _collected(harvest)
    former = [
        Source(kind, slug, _former_address(states[slug]))
        for kind, slug in sorted(collected)
        if (kind, slug) not in known
    ]
    clock = written(now)
    found = [
        _fared(
            one, states[one.slug], harvest.visits.get(one.slug, Visit()), clock, is_read=(one.kind, one.slug) in known
        )
        for one in (*read, *former)
    ]
    by_slug = {one.slug: one for one in read}
    held = _held(harvest)
    counted = [
        one._replace(
            records=records,
            newest=newest,
            was_read=one.was_read or records > 0,
            twin=by_slug.get(harvest.twins.get(one.source.slug, "")),
            most_a_day=held.get(one.source.slug, 0) if one.plight not in ("paused", "former") else 0,
        )
        for one in found
        for records, newest in [collected.get((one.source.kind, one.source.slug), (0, ""))]
    ]
    return sorted(counted, key=lambda one: (PLIGHTS.index(one.plight), schemeless(one.source.url), one.source.slug))


def last_asked(found: Iterable[Faring]) -> str:
    """When any of the sources was asked the last time, or ""."""
    return max((one.asked for one in found), default="")


def _fared(source: Source, states: list[SourceState], visit: Visit, now: str, *, is_read: bool) -> Faring:
    told = Faring(source, "former", asked=visit.asked, succeeded=visit.succeeded, not_before=visit.not_before)
    told = told._replace(was_read=bool(visit.succeeded) or any(one.state not in _UNREADABLE for one in states))
    if not is_read:
        return told
    moves = [state for state in takewhile(_is_away, states) if state.state == "moved"]
    if moves and moves[0].url != source.url:
        seen = [one.published for one in moves if one.url == moves[0].url]
        told = told._replace(moved_to=moves[0].url, moved=seen[-1])
    if source.reading.paused:
        return told._replace(plight="paused")
    if not states:
        return told._replace(plight="unread")
    latest = states[0]
    if latest.state in _UNREADABLE:
        spell = list(takewhile(lambda one: one.state in _UNREADABLE, states))
        if latest.state != "quarantined":
            spell = [one for one in spell if one.state == latest.state]
        is_busy = latest.state == "failing" and latest.reason.startswith(_LATER)
        return told._replace(
            plight="waiting" if is_busy else _UNREADABLE[latest.state],
            since=spell[-1].published,
            reason=next((one.reason for one in spell if one.reason), ""),
            quarantined=latest.published if latest.state == "quarantined" else "",
        )
    if told.moved_to:
        return told._replace(plight="moved", since=told.moved)
    return told._replace(
        plight="waiting" if visit.failures and visit.not_before > now else "well",
        since=latest.published,
        is_back=latest.state == "recovered",
    )


def _is_away(state: SourceState) -> bool:
    """Whether it is no sign that the source was read at its own address."""
    return state.state not in ("first-seen", "recovered")


def _collected(harvest: Harvest) -> Mapping[tuple[SourceKind, str], tuple[int, str]]:
    """How much was collected of each source, and when the newest of it was made."""
    found: dict[tuple[SourceKind, str], tuple[int, str]] = {}
    for kind, source, number, made in _records(harvest):
        count, newest = found.get((kind, source), (0, ""))
        found[kind, source] = count + number, max(newest, made)
    return found


def _held(harvest: Harvest) -> Mapping[str, int]:
    """The sources that are held to so many new entries a day."""
    seen: dict[str, list[Sight]] = defaultdict(list)
    for one in (*harvest.entries, *harvest.mentions):
        seen[one.source].append((one.first_seen, one.published))
    return {source: most for source, sights in seen.items() if (most := most_a_day(sights))}


def _records(harvest: Harvest) -> Iterator[tuple[SourceKind, str, int, str]]:
    yield from (("entries", one.source, 1, one.published) for one in harvest.entries)
    yield from (("mentions", one.source, 1, one.published) for one in harvest.mentions)
    yield from (("events", one.source, 1, one.first_seen) for one in harvest.events)
    yield from (("discussions", one.source, 1, one.published) for one in harvest.discussions)
    yield from (("issues", one.source, 1, one.published) for one in harvest.issues)
    yield from (("issues", one.source, 1, one.published) for one in harvest.pulls)
    yield from (("issues", one.source, 1, one.published) for one in harvest.releases)
    yield from (("work", one.source, one.commits, one.last) for one in harvest.work)


def _former_address(states: list[SourceState]) -> str:
    """The address that a former source had, where that is one for readers; what it moved to is not its own."""
    urls = [state.url for state in states if state.state != "moved"]
    return urls[0] if urls and urls[0].startswith(("https://", "http://")) else ""
