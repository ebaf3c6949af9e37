"""What a run comes to: whether its failures are the sources' own, what is new about them, and what to remember."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from folkmoot.collect.dealing import site_of
from folkmoot.collect.http import Validators
from folkmoot.collect.patience import Trip, failed, succeeded
from folkmoot.collect.standing import change
from folkmoot.collect.visiting import Fetched
from folkmoot.model.harvest import Failure, SourceState, Visit

_OUTAGE_SHARE, _OUTAGE_FEEDS, _BELIEVED = 0.3, 4, 3
_WELL = {"first-seen", "recovered", "moved"}


class Found(NamedTuple):
    """What one source gave; `failure` may come with what was read before it.

    `is_told` says that a failure is the source's own: a token that is not set is not the forum's fault, and the forum
    not even `was_asked` then. Of a history, `unclaimed` are the commits of whom the hub does not know.
    """

    trip: Trip
    records: tuple[Any, ...]
    words: str
    failure: Failure | None = None
    fetched: Fetched[Any] | None = None
    is_told: bool = True
    was_asked: bool = True
    unclaimed: int = 0


class Outlook:
    """Whether so many feeds fail at once that it is not they: over 30 % of those that were well, and of their sites.

    A site is what the last two names of a host say: whoever has a domain has as many hosts as they like, and could hold
    up everybody with them. Less than four feeds are none. What fails in the third such run in a row is believed, and so
    is what fails of sources that are asked for by name (`only`).
    """

    def __init__(self, trips: Iterable[Trip], only: frozenset[str] = frozenset()) -> None:
        """Expects the worst of the `trips` to feeds: none of them was read yet."""
        well = {trip.source.slug: trip for trip in trips if trip.standing.state in _WELL}
        self._sites = {slug: site_of(trip.source.url) for slug, trip in well.items()}
        self._fallen = {slug for slug, trip in well.items() if trip.visit.failures + 1 < _BELIEVED and slug not in only}
        self._awaited = set(well)
        self._may_be_outage = True

    def add(self, one: Found) -> None:
        """Takes note of what came of a trip."""
        slug = one.trip.source.slug
        self._awaited.discard(slug)
        if one.failure is None:
            self._fallen.discard(slug)

    def await_no_more(self) -> None:
        """What is still awaited is neither well nor fallen: the time was not enough to ask."""
        self._fallen -= self._awaited
        for slug in self._awaited:
            del self._sites[slug]
        self._awaited.clear()

    def may_be_outage(self) -> bool:
        """Whether it is one if all those fail that are still awaited; where it is none even then, it never will be."""
        if self._may_be_outage:
            well, fallen = len(self._sites), len(self._fallen)
            self._may_be_outage = (
                fallen >= _OUTAGE_FEEDS
                and fallen > _OUTAGE_SHARE * well
                and len({self._sites[slug] for slug in self._fallen}) > _OUTAGE_SHARE * len(set(self._sites.values()))
            )
        return self._may_be_outage


def changes_of(found: Iterable[Found], now: dt.datetime) -> dict[str, SourceState]:
    """By slug, for each source that fares otherwise than before."""
    told = {}
    for one in found:
        elsewhere = one.fetched.elsewhere if one.fetched else None
        if one.is_told and (new := change(one.trip.source, one.trip.standing, one.failure, elsewhere, now)):
            told[new.source] = new
    return told


def state_of(trip: Trip, changes: Mapping[str, SourceState]) -> str:
    """How a source fares after the run, or "" where nothing is known."""
    slug = trip.source.slug
    return changes[slug].state if slug in changes else trip.standing.state


def remembered(
    found: Iterable[Found], changes: Mapping[str, SourceState], now: dt.datetime, *, outage: bool
) -> dict[str, Visit]:
    """What to remember of the sources that were asked, by slug.

    Of an outage only what failed is remembered, and what servers said: what was read and not kept is read again.
    """
    told = {}
    for one in found:
        slug, visit = one.trip.source.slug, one.trip.visit
        if one.failure and one.is_told:
            visit = failed(visit, one.failure, state_of(one.trip, changes), now)
            told[slug] = visit._replace(not_before=one.failure.not_before) if outage else visit
        elif not one.failure and not outage:
            validators, page = (one.fetched.validators, one.fetched.found) if one.fetched else (Validators(), "")
            told[slug] = succeeded(one.trip, validators, page, now)
    return told
