"""Days and times as exports write them; what could be two different days is no day unless somebody says the order."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from folkmoot.model.zones import known_zone

Order = Literal["year-month-day", "day-month-year", "month-day-year"]
"""Which number of a date comes first, second and third."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_WEEKDAYS = tuple(names.split() for names in (
    "monday mon lundi lun lunedì lunedi", "tuesday tues tue mardi mar martedì martedi",
    "wednesday weds wed mercredi mer mercoledì mercoledi", "thursday thurs thur thu jeudi jeu giovedì giovedi gio",
    "friday fri vendredi ven venerdì venerdi", "saturday sat samedi sam sabato sab",
    "sunday sun dimanche dim domenica dom",
))  # fmt: skip
"""The weekdays, from Monday, in English, French and Italian: any other word may say that the day is not meant."""
_NAMED = re.compile(rf"(?:(?i:{'|'.join(name for names in _WEEKDAYS for name in names)})(?:\.,?|,)?\s+)?"
                    r"(?:([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?|"
                    r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?)\s+(\d{4})", re.ASCII)  # fmt: skip
_TIME = re.compile(
    r"(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.ASCII
)
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_ONLY = re.compile(r"\d{4}-\d{2}", re.ASCII)


class Told(NamedTuple):
    """A day, a time of it where one is told, and how far its clocks are from UTC where that is told."""

    day: dt.date
    time: dt.time | None = None
    offset: dt.timedelta | None = None


class NoDay(ValueError):
    """What is written is no day; `str(error)` says why and what would be right."""


class Either(NoDay):
    """What is written could be two days: nobody can tell whether the day or the month comes first."""


def told_day(written: str, order: Order | None = None) -> Told:
    """The day and the time that are written; raises `NoDay`.

    Taken are 2026-03-04, "Mar 4, 2026", "4 March 2026" (names in English), each with a time behind it where there is
    one: 19:00, 7 pm, 19:00:00Z, 19:00+02:00. Of 03/04/2026 nobody knows the month, unless `order` says it, so it
    raises `Either`; 13/04/2026 and 11/11/2026 are one day alone. 2026-03-04 begins with its year, whatever the order of
    the others.
    """
    text = " ".join(written.split())
    day, rest = _day(text, order)
    rest = rest.removeprefix("T").lstrip(" ,").removeprefix("at ")
    if not rest:
        return Told(day)
    return told_time(rest, day)


def told_time(written: str, day: dt.date) -> Told:
    """A day with the time that is written beside it; raises `NoDay`."""
    found = _TIME.fullmatch(written.strip())
    if not found or not (found[2] or found[4]):
        raise NoDay(f"“{written}” is no time: write it as 19:00")
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if half := (found[4] or "").replace(".", "").lower():
        if not 1 <= hour <= 12:
            raise NoDay(f"“{written}” is no time: {hour} {half} does not exist")
        hour = hour % 12 + 12 * (half == "pm")
    if hour > 23 or minute > 59 or second > 60:
        raise NoDay(f"“{written}” is no time: hours run from 00 to 23, minutes to 59")
    return Told(day, dt.time(hour, minute), _offset(found[5] or ""))


def _offset(written: str) -> dt.timedelta | None:
    if not written:
        return None
    if written[0] not in "+-":
        return dt.timedelta(0)
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 14 or minutes > 59:
        raise NoDay(f"“{written}” is no distance from UTC")
    return dt.timedelta(hours=hours, minutes=minutes) * (-1 if written[0] == "-" else 1)


def _day(text: str, order: Order | None) -> tuple[dt.date, str]:
    if found := _ISO.match(text):  # a year in front leaves one order only
        return _date(int(found[1]), int(found[2]), int(found[3]), text), text[found.end() :]
    if (found := _NUMBERS.match(text)) and order != "year-month-day":
        first, second, year = map(int, found.groups())
        orders = orders_of(text)
        if order is None and len(orders) > 1:
            raise Either(
                f"nobody can tell whether “{found[0]}” is written day first or month first: say so with `order`"
            )
        order = order or (orders[0] if orders else "day-month-year")
        day, month = (first, second) if order == "day-month-year" else (second, first)
        return _date(year, month, day, text), text[found.end() :]
    if found := _NAMED.match(text):
        name = (found[1] or found[4]).lower()
        months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3])]
        if months and (_MONTHS[months[0] - 1].startswith(name) or name == "sept"):
            return _date(int(found[5]), months[0], int(found[2] or found[3]), text), text[found.end() :]
    raise NoDay(f"“{text}” is no day that can be read: write it as 2026-03-14")


def orders_of(written: str) -> tuple[Order, ...]:
    """The orders in which numbers with their year behind can be a day; none of what is the same day in both."""
    found = _NUMBERS.match(" ".join(written.split()))
    if not found or int(found[1]) == int(found[2]):
        return ()
    months: Mapping[Order, int] = {"day-month-year": int(found[2]), "month-day-year": int(found[1])}
    return tuple(order for order, month in months.items() if 1 <= month <= 12)


def weekday_told(written: str) -> int | None:
    """The weekday, 0 for Monday, that stands in front of a day with its month's name; None where there is none."""
    text = " ".join(written.split())
    if not (found := _NAMED.match(text)):
        return None
    word = text[: max(found.start(1), found.start(3))].strip(" .,").lower()
    return next((number for number, names in enumerate(_WEEKDAYS) if word in names), None)


def _date(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise NoDay(f"“{text}” is a day that does not exist") from None


def told_moment(written: str, order: Order | None, time: str, zone: str) -> str:
    """A day, or a day and a time on the clocks of `zone`, as the hub's files write it; raises `NoDay`.

    A time that tells its distance from UTC is brought to the clocks of `zone`.
    """
    if _MONTH_ONLY.fullmatch(written) and not time:
        return written
    told = told_day(written, order)
    if time:
        told = told_time(time, told.day)
    return on_clocks(told, zone)


def on_clocks(told: Told, zone: str) -> str:
    """What is told, as the hub's files write it, on the clocks of a zone."""
    if told.time is None:
        return told.day.isoformat()
    moment = dt.datetime.combine(told.day, told.time)
    if told.offset is not None:
        moment = moment.replace(tzinfo=dt.timezone(told.offset)).astimezone(known_zone(zone) or dt.UTC)
    return f"{moment:%Y-%m-%d %H:%M}"
