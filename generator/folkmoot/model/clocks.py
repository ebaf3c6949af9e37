"""What clocks show where a community is: its days and months are those, whatever UTC's are."""

import datetime as dt
from bisect import bisect
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_FIRST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
_BEGINNING, _END = dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31)
_SECOND = dt.timedelta(seconds=1)
_STEP = dt.timedelta(days=3)
"""No zone's clocks ever changed twice in so short a time."""

_EPOCH = dt.datetime(1970, 1, 1)
_LAST_YEAR = 2100
_SECONDS_A_DAY = 86_400


class Clock(NamedTuple):
    """How far clocks are `ahead` of UTC from the moment `since` on, up to `until`; both are of UTC, and say no zone."""

    since: dt.datetime
    until: dt.datetime
    ahead: dt.timedelta


@lru_cache(maxsize=4)
def clocks(zone: dt.tzinfo, last: int) -> tuple[Clock, ...]:
    """How far a zone's clocks are ahead of UTC: a row for each change from 1900 to the year `last`, without a gap.

    The first row stands for all time before, and the last for all time after.
    """
    changes = [(_BEGINNING, _ahead(_FIRST, zone))]
    moment = _FIRST
    while moment.year <= last:
        if (ahead := _ahead(moment + _STEP, zone)) != changes[-1][1]:
            changes.append((_change(moment, moment + _STEP, zone), ahead))
        moment += _STEP
    moments = [*(since for since, _ in changes), _END]
    return tuple(Clock(*span, ahead) for span, (_, ahead) in zip(pairwise(moments), changes, strict=True))


class Days:
    """On which day a moment is on the clocks of a zone: both are counted from 1970, in days and in seconds."""

    def __init__(self, zone: dt.tzinfo) -> None:
        rows = clocks(zone, _LAST_YEAR)
        self._changes = [(one.since - _EPOCH) // _SECOND for one in rows[1:]]
        self._ahead = [one.ahead // _SECOND for one in rows]

    def of(self, moment: int) -> int:
        """The day."""
        return (moment + self._ahead[bisect(self._changes, moment)]) // _SECONDS_A_DAY


def _change(before: dt.datetime, after: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The second from which on clocks are as at the later of two moments that whole seconds lie between."""
    old = _ahead(before, zone)
    while after - before > _SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if _ahead(middle, zone) == old else (before, middle)
    return after.replace(tzinfo=None)


def _ahead(moment: dt.datetime, zone: dt.tzinfo) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()
