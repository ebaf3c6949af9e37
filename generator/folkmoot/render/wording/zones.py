"""What people call a time zone: the time of a city they know, with its letters and its distance from UTC beside it."""

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location

_SOFT_HYPHEN = "\u00ad"


@cache
def city_of(key: str, locale: Locale) -> str:
    """The city that a zone of the IANA database is called after, in a language: Roma; "" for zones that have none.

    Unicode's CLDR, through Babel, has the names; of Argentina/Buenos Aires only the city is told.
    """
    if "/" not in key or key.startswith("Etc/"):
        return ""
    name = str(get_timezone_location(ZoneInfo(key), locale=locale, return_city=True))
    return name.rpartition("/")[2].replace(_SOFT_HYPHEN, "")


def letters_and_distance(moment: dt.datetime) -> str:
    """How a zone is written on timetables: CEST, UTC+2; only the distance where the zone has no letters of its own."""
    minutes = int((moment.utcoffset() or dt.timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    distance = f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
    letters = moment.tzname() or ""
    return f"{letters}, {distance}" if re.fullmatch("[A-Za-z]+", letters) and letters != distance else distance
