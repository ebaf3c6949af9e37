"""Moments: the one a command works at, and how they are written.

Apart from all records, so that a command that needs none of them starts at once.
"""

import datetime as dt
from collections.abc import Callable

from folkmoot.errors import WrongUse

_YEARS = range(1970, 3000)


def instant(given: str, epoch: str, clock: Callable[[], dt.datetime]) -> dt.datetime:
    """The aware moment a command works at: as given in ISO 8601, else SOURCE_DATE_EPOCH, else what the clock says.

    Raises `WrongUse` where a text is no moment, or one so far off that windows and series around it leave the calendar.
    """
    if given:
        try:
            moment = dt.datetime.fromisoformat(given)
        except ValueError:
            raise WrongUse(f"“{given}” is no moment", "write it as 2026-06-15 or 2026-06-15T09:00:00+02:00") from None
        return _near(moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC), given)
    if epoch:
        if not epoch.isdecimal() or len(epoch) > 11:
            raise WrongUse(f"SOURCE_DATE_EPOCH is “{epoch}”", "set it to a number of seconds since 1970, or unset it")
        return _near(dt.datetime.fromtimestamp(int(epoch), dt.UTC), epoch)
    return clock()


def written(moment: dt.datetime) -> str:
    """An aware moment as the archive writes it: UTC as 2026-05-14T17:00:00Z."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def day_of(stamp: str, zone: dt.tzinfo) -> dt.date:
    """The day on which a moment is in `zone`, as the archive writes it; of a day alone it is that day.

    What tells UTC's midnight to the second was written as a day: feeds have no other way to tell one.
    """
    day = dt.date.fromisoformat(stamp[:10])
    if stamp[10:] in ("", "T00:00:00Z"):
        return day
    try:
        return dt.datetime.fromisoformat(stamp).astimezone(zone).date()
    except OverflowError:  # the calendar ends there
        return day


def _near(moment: dt.datetime, written: str) -> dt.datetime:
    if moment.year not in _YEARS:
        raise WrongUse(f"“{written}” is too far off", f"write a moment from {_YEARS[0]} to {_YEARS[-1]}")
    return moment
