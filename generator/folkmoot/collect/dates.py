"""When an entry says that it was published, in the many ways that feeds write a time."""

import datetime as dt
import email.utils
import re

from dateutil import parser

_W3C = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(?:[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?)?)?)?"
)
_OFFSET = re.compile(r"(?:\s|[A-Z]|:\d{2}(?:[.,]\d+)?)([+-])(\d{2}):?(\d{2})$")
_NAME = re.compile(r"(?:^|[\s\d])([A-Z]{1,5})$")
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LONGEST = 100
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "AZOT": -1, "AT": -4, "ET": -5, "CT": -6, "MT": -7, "PT": -8,
    "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8, "AST": -4, "ADT": -3,
    "NST": -3.5, "NDT": -2.5, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3, "CLT": -4,
    "BST": 1, "WEST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2, "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "TRT": 3,
    "PKT": 5, "IST": 5.5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5,
    "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
"""Hours ahead of UTC that the names of zones stand for. Of several meanings, the one that feeds use most."""


def moment(said: str) -> dt.datetime | None:
    """The time in UTC that is said, or None. What says no zone is meant in UTC; nothing is filled in from today.

    Sources: RFC 3339 and https://www.w3.org/TR/NOTE-datetime (Atom, Dublin Core); RFC 5322 and RFC 822 (RSS). What is
    written otherwise is read where it names a year, a month and a day.
    """
    said = " ".join(said.split())
    if not said or len(said) > _LONGEST:
        return None
    try:
        when = _w3c(said) or _rfc(said) or _loosely(said)
        return when.astimezone(dt.UTC) if when else None
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
        return None


def _w3c(said: str) -> dt.datetime | None:
    found = _W3C.fullmatch(said)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(one) if one else None for one in found.groups())
    assert year is not None  # the pattern has it
    when = dt.datetime(year, month or 1, day or 1, hour or 0, minute or 0, second or 0)
    return when.replace(tzinfo=_zone(said) if hour is not None else dt.UTC)


def _rfc(said: str) -> dt.datetime | None:
    told = None if _HALF_DAY.search(said) else email.utils.parsedate_tz(said)
    if told is None:
        return None
    when = dt.datetime(*told[:6])
    named = _NAME.search(said)
    if _OFFSET.search(said) or (named and named[1] in _ZONES):
        return when.replace(tzinfo=_zone(said))
    return when.replace(tzinfo=dt.timezone(dt.timedelta(seconds=told[9] or 0)))


def _loosely(said: str) -> dt.datetime | None:
    """What dateutil makes of it, where that does not hang on what is left out, or on the order of two digits each."""
    if not re.search("[A-Za-z/]", said) or not _YEAR.search(said):
        return None
    read = [parser.parse(said, default=default, tzinfos=_tzinfo) for default in _DEFAULTS]
    if read[0].date() != read[1].date():
        return None
    return read[0] if read[0].tzinfo else read[0].replace(tzinfo=dt.UTC)


_DEFAULTS = (dt.datetime(2001, 1, 1), dt.datetime(2004, 2, 2))


def _tzinfo(name: str | None, offset: int | None) -> dt.tzinfo:
    return dt.timezone(dt.timedelta(seconds=offset if offset is not None else _ZONES.get(name or "", 0) * 3600))


def _zone(said: str) -> dt.timezone:
    if found := _OFFSET.search(said):
        ahead = dt.timedelta(hours=int(found[2]), minutes=int(found[3]))
        return dt.timezone(-ahead if found[1] == "-" else ahead)
    named = _NAME.search(said.upper())
    return dt.timezone(dt.timedelta(hours=_ZONES.get(named[1], 0) if named else 0))
