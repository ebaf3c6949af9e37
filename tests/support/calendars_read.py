"""A calendar as it is read from a service, and what was found in it."""

import datetime as dt

from folkmoot.collect.calendar_document import Calendar, read_calendar
from folkmoot.collect.calendar_rows import Row

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


def read(body: bytes | str, now: dt.datetime = NOW) -> Calendar:
    return read_calendar(body.encode() if isinstance(body, str) else body, "text/calendar", now)


def only(body: bytes | str) -> Row:
    (row,) = read(body).rows
    return row
