"""When a source is asked again: servers say so, and one that fails is asked less and less often, but never given up."""

import datetime as dt
import hashlib
from dataclasses import replace
from typing import NamedTuple

from folkmoot.collect.http import Validators
from folkmoot.collect.standing import Standing
from folkmoot.model.harvest import Failure, Source, State, Visit
from folkmoot.model.instant import written

# Runs that come once a day do not come at the very same hour: a whole day would make them skip every second one.
_DAILY = dt.timedelta(hours=20)
_WEEKLY = dt.timedelta(days=7) - dt.timedelta(hours=4)
_FIRST = dt.timedelta(hours=1)
_LONGEST = dt.timedelta(days=8)


class Trip(NamedTuple):
    """A source to be asked, with what the archive and the cache tell of it."""

    source: Source
    standing: Standing = Standing()
    visit: Visit = Visit()

    def waits(self, now: dt.datetime) -> bool:
        """Whether it is too early to ask; what lies further ahead than any wait is damage, or another clock's."""
        return written(now) < self.visit.not_before <= written(now + _LONGEST)

    def addresses(self, now: dt.datetime) -> list[str]:
        """Where to ask, in this order, until one answers: where it moved to, else where it was found; its own last.

        The cache alone leads nowhere: what was found is told by the archive, too.
        """
        own = self.source.url
        found = self.visit.found if any(move.url == self.visit.found for move in self.standing.moves) else ""
        return list(dict.fromkeys([self.standing.settled(self.source, now) or found or own, own]))

    @property
    def validators(self) -> Validators:
        """What the server gave to recognise the document by, unless it is to be read in another way than it was."""
        if self.visit.way != way_of(self.source):
            return Validators()
        visit = self.visit
        return Validators(visit.etag, visit.last_modified, visit.address or self.source.url, visit.digest)


def way_of(source: Source) -> str:
    """A few digits that change with what is wanted of a source, such as its tags: then it has to be read anew."""
    return hashlib.sha256(repr(replace(source, title="", owner="")).encode()).hexdigest()[:8]


def succeeded(trip: Trip, validators: Validators | None, found: str, now: dt.datetime) -> Visit:
    """What to remember of a source that was read; None for `validators` where nothing had changed."""
    etag, last_modified, address, digest = trip.validators if validators is None else validators
    address = "" if address == trip.source.url else address
    way = way_of(trip.source)
    return Visit(written(now), written(now), 0, "", etag, last_modified, address, found, way, digest)


def failed(visit: Visit, failure: Failure, state: State | str, now: dt.datetime) -> Visit:
    """What to remember of a source that failed, and whose state is now `state`.

    An hour after the first failure it is asked again, then after two, four, ... at most a day; once a week where it is
    gone or in quarantine; never before the time its server said.
    """
    failures = visit.failures + 1
    wait = _WEEKLY if state in ("gone", "quarantined") else min(_FIRST * 2 ** min(failures - 1, 10), _DAILY)
    not_before = max(written(now + wait), failure.not_before)
    return visit._replace(asked=written(now), failures=failures, not_before=not_before, passed_over=0)
