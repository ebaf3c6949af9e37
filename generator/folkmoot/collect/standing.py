"""How a source fares by what the archive tells of it: since when it fails, where it moved to, and what changes now."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Literal, NamedTuple

from folkmoot.model.faring import MOVE_SETTLES
from folkmoot.model.harvest import Failure, Source, SourceState, State
from folkmoot.model.instant import written
from folkmoot.model.source import is_same_but_secure

QUARANTINE = dt.timedelta(days=30)
"""What fails so long is asked once a week."""

_MOST_MOVES = 3
"""How many moves of a source are told in the time in which one settles: some servers redirect elsewhere every time."""

SILENT = frozenset(("failing", "gone", "quarantined"))


class Move(NamedTuple):
    """An address that a source redirects to for good, or names as its feed, and when that was first seen (UTC)."""

    url: str
    since: str


class Elsewhere(NamedTuple):
    """Where a source was read in place of its own address, and why there, in words."""

    url: str
    reason: str


class Standing(NamedTuple):
    """How a source fared until now.

    `state` is the last change, or "" for a source that is new, and `since` the moment from which it fails without a
    break, or failed the last time. `moves` leads from its own address to where it was read last, the newest move last.
    `moved` is when each of its moves was told.
    """

    state: State | Literal[""] = ""
    since: str = ""
    moves: tuple[Move, ...] = ()
    moved: tuple[str, ...] = ()

    def settled(self, source: Source, now: dt.datetime) -> str:
        """The newest address that is asked directly in place of the source's own, or "".

        From http to https of the same address no time has to pass.
        """
        limit = written(now - MOVE_SETTLES)
        return next(
            (to.url for to in reversed(self.moves) if to.since <= limit or is_same_but_secure(source.url, to.url)), ""
        )


def standing_of(states: Iterable[SourceState]) -> Standing:
    """How a source fares after these states of it, the oldest first."""
    state: State | Literal[""] = ""
    since, moves, moved = "", list[Move](), list[str]()
    for one in states:
        if one.state in SILENT and state not in SILENT:
            since = one.published
        if one.state in ("first-seen", "recovered"):
            moves = []
        elif one.state == "moved":
            moved.append(one.published)
            known = [number for number, move in enumerate(moves) if move.url == one.url]
            moves = moves[: known[0] + 1] if known else [*moves, Move(one.url, one.published)]
        state = one.state
    return Standing(state, since, tuple(moves), tuple(moved))


def change(
    source: Source, before: Standing, failure: Failure | None, elsewhere: Elsewhere | None, now: dt.datetime
) -> SourceState | None:
    """What is new about a source that was asked, or None where it fares as `before`.

    What is gone stays gone until it is read again, and what is in quarantine stays there unless it is gone; a reason
    that changes while a source fails is no news, and neither is one more move after several in one week.
    """
    if failure is not None:
        state = _failed(before, failure.state, now)
        return None if state == before.state else _state(source, state, failure.reason, source.url, now)
    if elsewhere is not None:
        if before.state == "moved" and before.moves[-1].url == elsewhere.url:
            return None
        latest = [moment for moment in before.moved if moment > written(now - MOVE_SETTLES)]
        if before.state not in SILENT and len(latest) >= _MOST_MOVES:
            return None
        return _state(source, "moved", elsewhere.reason, elsewhere.url, now)
    if not before.state:
        return _state(source, "first-seen", "", source.url, now)
    return _state(source, "recovered", "", source.url, now) if before.state in {*SILENT, "moved"} else None


def _failed(before: Standing, state: Literal["failing", "gone"], now: dt.datetime) -> State:
    if "gone" in (state, before.state):
        return "gone"
    if before.state == "quarantined" or (before.state == "failing" and before.since <= written(now - QUARANTINE)):
        return "quarantined"
    return "failing"


def _state(source: Source, state: State, reason: str, url: str, now: dt.datetime) -> SourceState:
    published = written(now)
    identity = hashlib.sha256(f"{source.slug}\n{published}\n{state}".encode()).hexdigest()[:20]
    return SourceState(source.slug, identity, published, state, reason, url)
