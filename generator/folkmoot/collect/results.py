"""What a run comes to: whether its failures are the sources' own, what is new about them, and what to remember."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from folkmoot.collect.dealing import host_of
from folkmoot.collect.http import Validators
from folkmoot.collect.patience import Trip, failed, succeeded
from folkmoot.collect.standing import change
from folkmoot.collect.visiting import Fetched
from folkmoot.model.harvest import Failure, SourceState, Visit

_OUTAGE_SHARE, _OUTAGE_FEEDS, _BELIEVED = 0.3, 4, 3
_WELL = {"first-seen", "recovered", "moved"}


class Found(NamedTuple):
    """What one source gave; `failure` may come with what was read before it.

    `is_told` says that a failure is the source's own: a token that is not set is not the forum's fault.
    """

    trip: Trip
    records: tuple[Any, ...]
    words: str
    failure: Failure | None = None
    fetched: Fetched[Any] | None = None
    is_told: bool = True


def is_outage(found: Iterable[Found], only: frozenset[str] = frozenset(), awaited: Iterable[Trip] = ()) -> bool:
    """Whether more than 30 % of the feeds that were well fail at once, and of their sites: then it is not they.

    A site is what the last two names of a host say: whoever has a domain has as many hosts as they like, and could hold
    up everybody with them. Less than four feeds are none. What fails in the third such run in a row is believed, and so
    is what fails of sources that are asked for by name (`only`). Those still `awaited` may all fail; if even then it is
    none, it never will be.
    """
    fared = [*((one.trip, one.failure is not None) for one in found), *((trip, True) for trip in awaited)]
    well = [(trip, is_down) for trip, is_down in fared if trip.standing.state in _WELL]
    fallen = [
        trip
        for trip, is_down in well
        if is_down and trip.visit.failures + 1 < _BELIEVED and trip.source.slug not in only
    ]
    if len(fallen) < _OUTAGE_FEEDS or len(fallen) <= _OUTAGE_SHARE * len(well):
        return False
    sites, fallen_sites = (set(map(_site, some)) for some in ([trip for trip, _ in well], fallen))
    return len(fallen_sites) > _OUTAGE_SHARE * len(sites)


def _site(trip: Trip) -> tuple[str, ...]:
    return tuple(host_of(trip.source.url).split(".")[-2:])


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
