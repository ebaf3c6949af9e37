"""Stretches of time that figures are given for: weeks, months, quarters, and the community's own windows."""

import datetime as dt
from typing import Literal, NamedTuple

PeriodKind = Literal["week", "month", "quarter"]

WINDOW = ""
"""The period of the last active days, up to now."""

ALL_TIME = "all"
"""The period of everything that is known, up to now."""

_EARLIEST = dt.date(1, 1, 3)
"""Nothing is older, and it is in the calendar wherever it begins."""

_MONTHS = 12
_DAY = dt.timedelta(days=1)


class Period(NamedTuple):
    """From the day `first` on, up to `until`, which is not in it; both are days where the community is.

    `name` is `2026-W24` (ISO 8601), `2026-05` or `2026-Q2`, else `WINDOW` or `ALL_TIME`.
    """

    name: str
    first: dt.date
    until: dt.date

    @property
    def is_month(self) -> bool:
        """Whether it is a month of the calendar."""
        return is_month(self.name)


def is_month(name: str) -> bool:
    """Whether a period of this name is a month of the calendar: 2026-05."""
    return name[4:5] == "-" and name[5:].isdecimal()


def holding(kind: PeriodKind, day: dt.date) -> Period:
    """The week, month or quarter that a day is in; weeks begin on Mondays."""
    if kind == "week":
        year, week, weekday = day.isocalendar()
        monday = day - dt.timedelta(days=weekday - 1)
        return Period(f"{year:04}-W{week:02}", monday, monday + dt.timedelta(days=7))
    if kind == "month":
        return Period(f"{day:%Y-%m}", day.replace(day=1), _months_later(day, 1))
    quarter = (day.month - 1) // 3
    first = day.replace(month=3 * quarter + 1, day=1)
    return Period(f"{day.year:04}-Q{quarter + 1}", first, _months_later(first, 3))


def complete(kind: PeriodKind, today: dt.date) -> tuple[Period, Period]:
    """The last period of a kind that is over on a day, and the one before it."""
    last = holding(kind, holding(kind, today).first - _DAY)
    return last, holding(kind, last.first - _DAY)


def counted(today: dt.date, active_days: int, asked: tuple[Period, ...] = ()) -> tuple[Period, ...]:
    """Every period that figures are given for on a day: the window of `active_days` days, all time, the last twelve
    months that are over, and those that are `asked` for beside these.
    """
    tomorrow = today + _DAY
    this_month = today.replace(day=1)
    months = [holding("month", _months_later(this_month, -back)) for back in range(_MONTHS, 0, -1)]
    window = Period(WINDOW, today - dt.timedelta(days=active_days), tomorrow)
    named = {one.name: one for one in (window, Period(ALL_TIME, _EARLIEST, tomorrow), *months, *asked)}
    return tuple(named.values())


def _months_later(day: dt.date, number: int) -> dt.date:
    """The first day of the month that comes so many months after a day's."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return dt.date(year, month + 1, 1)
