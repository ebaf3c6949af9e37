"""A point in time as people announce it: to the minute, as a day, or only as a month."""

import datetime as dt
import re
import zoneinfo
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from folkmoot.model.advice import explain
from folkmoot.model.base import CALENDAR, parse_day

Precision = Literal["minute", "day", "month"]

explain(Precision, minute="the day and the time", day="the day, while the time is open", month="only the month")

_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::00)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_ADVICE = (
    "write it as 2026-05-14 19:00, as 2026-05-14 where the time is open, or as 2026-05 where only the month is known;"
    " the zone goes under timezone"
)


class Moment(NamedTuple):
    """When something starts or ends, in the local time of its own zone.

    `date` is the first of the month where only the month is known; `time` is None unless the precision is "minute".
    """

    date: dt.date
    time: dt.time | None
    precision: Precision

    @property
    def local(self) -> dt.datetime:
        """The wall-clock time without a zone; midnight where no time is known."""
        return dt.datetime.combine(self.date, self.time or dt.time())

    def __str__(self) -> str:
        if self.precision == "month":
            return self.date.isoformat()[:7]
        return f"{self.date.isoformat()} {self.time:%H:%M}" if self.time is not None else self.date.isoformat()


def parse_moment(text: str) -> Moment:
    """The moment written as `2026-05-14 19:00`, `2026-05-14` or `2026-05`; else raises a `PydanticCustomError`."""
    if _MONTH.fullmatch(text):
        return Moment(parse_day(text + "-01"), None, "month")
    if match := _MINUTE.fullmatch(text):
        hour, minute = int(match[2]), int(match[3])
        if hour > 23 or minute > 59:
            raise PydanticCustomError("time_missing", "there is no such time: hours run from 00 to 23, minutes to 59")
        return Moment(parse_day(match[1]), dt.time(hour, minute), "minute")
    if _DAY.fullmatch(text):
        return Moment(parse_day(text), None, "day")
    raise _no_moment()


def _no_moment() -> PydanticCustomError:
    return PydanticCustomError("moment_format", _ADVICE)


def _moment(value: Any) -> Any:
    if isinstance(value, Moment):
        return value
    # Pydantic would take a list of three for a moment.
    if not isinstance(value, str):
        raise _no_moment()
    return parse_moment(value)


When = Annotated[
    Moment,
    BeforeValidator(_moment),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^(?:[12][0-9]{3}-(?:0[1-9]|1[0-2])"
            f"|{CALENDAR}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::00)?)?)$",
            "patternErrorMessage": _ADVICE,
            "examples": ["2026-05-14 19:00", "2026-05-14", "2026-05"],
        }
    ),
]
"""A `Moment` as authors write it."""


def day_of(moment: dt.datetime, zone: str) -> dt.datetime:
    """The start of the day that `moment` falls on in a zone, aware: builds of one day are the same."""
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
