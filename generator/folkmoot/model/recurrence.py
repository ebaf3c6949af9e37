"""How a series repeats: which rules of RFC 5545 may be written, and the days they give.

Only whole days repeat (no rule gives two occurrences a day), so an occurrence is named by its day.
"""

import datetime as dt
import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dateutil.rrule import rrulestr

from folkmoot.model.years import YEARS

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EXAMPLE = "for example FREQ=MONTHLY;BYDAY=2TU for the second Tuesday of each month"
_DAY = f"(?:{'|'.join(_WEEKDAYS)})"
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_VALUES = {
    "FREQ": ("|".join(FREQUENCIES), "DAILY, WEEKLY, MONTHLY or YEARLY"),
    "INTERVAL": (r"[1-9]\d{0,2}", "a number from 1 to 999"),
    "COUNT": (r"[1-9]\d{0,3}", "a number from 1 to 9999"),
    "UNTIL": (_UNTIL.pattern, "a day such as 20261231"),
    "WKST": (_DAY, "a day such as MO"),
    "BYMONTH": (r"(?:[1-9]|1[0-2])", "months from 1 to 12"),
    "BYMONTHDAY": (r"-?(?:[1-9]|[12]\d|3[01])", "days of the month such as 15, or -1 for the last one"),
    "BYDAY": (rf"(?:[+-]?(?:[1-9]|[1-4]\d|5[0-3]))?{_DAY}", "days such as TU, or 2TU for the second Tuesday"),
    "BYSETPOS": (r"-?[1-9]\d{0,2}", "numbers such as 1, or -1 for the last one"),
}
_MORE_VALUES = {
    "BYYEARDAY": (r"-?(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])", "days of the year such as 100, or -1 for the last one"),
    "BYWEEKNO": (r"-?(?:[1-9]|[1-4]\d|5[0-3])", "weeks of the year such as 20, or -1 for the last one"),
}
_LISTS = {"BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", *_MORE_VALUES}
_WITHIN_MONTHS = {"BYMONTHDAY", "BYSETPOS"}
_EARLIEST = dt.datetime(YEARS[0], 1, 1)
_LATEST = dt.datetime(YEARS[-1], 12, 31, 23, 59, 59)
_CENTURY, _AGE = 100, 400
"""After 400 years the calendar is the same again, weekdays and weeks with it: they are 20,871 weeks."""

_SOON = 2200


def canonical_rule(rule: str) -> str:
    """The rule in capitals, without spaces and without a semicolon at the end, as other programs expect it."""
    return "".join(rule.upper().split()).rstrip(";")


def _parts(rule: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in canonical_rule(rule).split(";"))


def rule_problem(rule: str) -> str:
    """Why this RRULE cannot be taken, in plain words, or "" where it can.

    What is refused beside nonsense: repeating more than once a day, and the parts that communities have no use for
    (BYHOUR, BYYEARDAY, BYWEEKNO and their like), which nobody could read in a file.
    """
    return _form_problem(rule, _VALUES) or _combination_problem(_parts(rule))


def followed_problem(rule: str) -> str:
    """The same of a rule that somebody else wrote in a calendar: more is followed there than may be written here.

    These are days and weeks of the year, and parts together that say little. A counted weekday has no meaning within
    days and weeks (RFC 5545, 3.3.10).
    """
    return _form_problem(rule, _VALUES | _MORE_VALUES) or _count_problem(_parts(rule))


def _form_problem(rule: str, known: Mapping[str, tuple[str, str]]) -> str:
    text = canonical_rule(rule)
    if text.startswith("RRULE"):
        return f"leave out RRULE: and write the rule alone, {_EXAMPLE}"
    pieces = text.split(";")
    if any("=" not in piece for piece in pieces):
        return f"write the rule as NAME=VALUE parts joined by semicolons, {_EXAMPLE}"
    parts = _parts(rule)
    if len(parts) < len(pieces):
        return "a part of the rule stands in it twice"
    return _frequency_problem(parts) or _value_problem(parts, known)


def _frequency_problem(parts: dict[str, str]) -> str:
    frequency = parts.get("FREQ", "")
    if not frequency:
        return f"the rule does not say how often it repeats, {_EXAMPLE}"
    if frequency in {"HOURLY", "MINUTELY", "SECONDLY"}:
        return f"FREQ={frequency} repeats more than once a day; use DAILY, WEEKLY, MONTHLY or YEARLY"
    return ""


def _value_problem(parts: dict[str, str], known: Mapping[str, tuple[str, str]]) -> str:
    for name, value in parts.items():
        if name not in known:
            return f"{name} is not a part of a rule that can be used here; there are {', '.join(known)}"
        pattern, right = known[name]
        values = value.split(",") if name in _LISTS else [value]
        if wrong := [one for one in values if not re.fullmatch(pattern, one, re.ASCII)]:
            return f"{name}={wrong[0]} is not understood; write {right}"
    try:
        _written_end(parts)
    except ValueError:
        return f"UNTIL={parts['UNTIL']} is no day of the calendar; write {_VALUES['UNTIL'][1]}"
    return ""


def _combination_problem(parts: dict[str, str]) -> str:
    frequency = parts["FREQ"]
    if "COUNT" in parts and "UNTIL" in parts:
        return "COUNT and UNTIL exclude each other; keep one"
    if frequency in {"DAILY", "WEEKLY"}:
        if unfit := sorted(_WITHIN_MONTHS & parts.keys()):
            return f"{unfit[0]} goes with FREQ=MONTHLY or FREQ=YEARLY only"
        if problem := _count_problem(parts):
            return problem
    counted = [int(number) for number in re.findall(r"\d+", parts.get("BYDAY", ""))]
    if (frequency == "MONTHLY" or "BYMONTH" in parts) and any(number > 5 for number in counted):
        return f"BYDAY={parts['BYDAY']} never comes: a month has five of a weekday at most"
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & parts.keys():
        return "BYSETPOS picks among the days that BYDAY or BYMONTHDAY give; add one of them"
    return ""


def _count_problem(parts: dict[str, str]) -> str:
    if parts["FREQ"] in {"DAILY", "WEEKLY"} and re.search(r"\d", parts.get("BYDAY", "")):
        return f"BYDAY={parts['BYDAY']} counts days within a month: use it with FREQ=MONTHLY"
    return ""


def _written_end(parts: dict[str, str]) -> tuple[dt.datetime, bool] | None:
    """UNTIL as a wall-clock time, and whether that is UTC's clock; of a day its last second."""
    if not (match := _UNTIL.fullmatch(parts.get("UNTIL", ""))):
        return None
    return dt.datetime.fromisoformat(f"{match[1]}T{match[2] or '235959'}"), match[3] == "Z"


def rule_end(rule: str, zone: dt.tzinfo) -> dt.datetime | None:
    """The last moment at which an occurrence may start, on the clocks of `zone` but without it, or None.

    Some calendars write the year 9999 for a series that never ends: what lies beyond the years of days counts as
    their end.
    """
    if not (end := _written_end(_parts(rule))):
        return None
    moment, utc = min(max(end[0], _EARLIEST), _LATEST), end[1]
    return moment.replace(tzinfo=dt.UTC).astimezone(zone).replace(tzinfo=None) if utc else moment


class _Unrolled:
    """The moments that a rule gives, each looked for once, when it is asked for."""

    def __init__(self, rule: str, first: dt.datetime) -> None:
        self._coming = _moments(rule, first)
        self._found: list[dt.datetime] = []

    def up_to(self, last: dt.datetime) -> list[dt.datetime]:
        while (not self._found or self._found[-1] <= last) and (one := next(self._coming, None)):
            self._found.append(one)
        return self._found[: bisect(self._found, last)]

    def never_comes(self) -> bool:
        self.up_to(dt.datetime.min)
        return not self._found


def _moments(rule: str, first: dt.datetime) -> Iterator[dt.datetime]:
    # dateutil looks for a day that never comes until its calendar ends: that takes seconds unless it ends soon.
    later = (dt.MAXYEAR - max(first.year + _CENTURY, _SOON)) // _AGE * _AGE
    try:
        for one in rrulestr(rule, dtstart=first.replace(year=first.year + later)):
            yield one.replace(year=one.year - later)
    except (ValueError, IndexError):  # dateutil looks for a 53rd Monday beyond the end of its calendar
        return


@lru_cache(maxsize=1024)
def _unrolled(rule: str, first: dt.datetime) -> _Unrolled:
    """The same for all who ask: checking, the schedule and the calendars want the days of the same series."""
    return _Unrolled(rule, first)


def _endless(rule: str, first: dt.datetime) -> str:
    """The rule without its end, and with the weekday of the first where a week's number is told alone.

    So RFC 8984 (4.3.3.1) reads it; dateutil would take all seven days.
    """
    parts = _parts(rule)
    parts.pop("UNTIL", None)
    if parts["FREQ"] == "YEARLY" and "BYWEEKNO" in parts and not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & parts.keys():
        parts["BYDAY"] = _WEEKDAYS[first.weekday()]
    return ";".join(f"{name}={value}" for name, value in parts.items())


def never_comes(rule: str, first: dt.datetime) -> bool:
    """Whether a rule without a problem gives no day at all from `first` on, such as each 30 February."""
    return _unrolled(_endless(rule, first), first).never_comes()


def starts_off(rule: str, first: dt.datetime) -> bool:
    """Whether a rule without a problem does not give the day of the first occurrence, which counts all the same."""
    return not _unrolled(_endless(rule, first), first).up_to(first)


def rule_dates(rule: str, first: dt.datetime, last: dt.date, zone: dt.tzinfo) -> tuple[dt.date, ...]:
    """The days of a series up to `last`, in order: the first one, and those that the rule gives after it.

    `first` is the wall-clock start of the first occurrence, without a zone; it counts even where the rule would not
    give it (RFC 5545, 3.8.5.3). A rule with a problem gives nothing more.
    """
    days = {first.date()} if first.date() <= last else set()
    return tuple(sorted(days if rule_problem(rule) else days | given_dates(rule, first, last, zone)))


def given_dates(rule: str, first: dt.datetime, last: dt.date, zone: dt.tzinfo) -> set[dt.date]:
    """The days up to `last` that a rule gives by itself, counted from `first`, which need not be among them.

    The rule is one that `followed_problem` finds nothing in.
    """
    until = dt.datetime.combine(last, dt.time.max)
    if end := rule_end(rule, zone):
        until = min(until, end)
    return {moment.date() for moment in _unrolled(_endless(rule, first), first).up_to(until)}
