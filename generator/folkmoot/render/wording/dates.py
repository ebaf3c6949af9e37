"""Days as a language writes them, by the forms of Babel and of CLDR."""

import datetime as dt
import re
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton

_SKELETONS = frozenset({"yMMMEd", "MMMMd"})
"""CLDR's names of forms that Babel does not write by their name."""

_FIRST = re.compile(r"(?<!\d)1(?!\w)")
_ORDINALS = {"fr": "1er", "it": "1º"}


@cache
def date_in_words(date: dt.date, form: str, locale: Locale) -> str:
    """A date in one of Babel's forms (`long`), a pattern (`LLLL y`), or one of CLDR's skeletons (`yMMMEd`, `MMMMd`)."""
    written = format_skeleton(form, date, locale=locale) if form in _SKELETONS else format_date(date, form, locale)
    return _FIRST.sub(day_of_month(1, locale), str(written), count=1) if date.day == 1 else str(written)


def day_of_month(day: int, locale: Locale) -> str:
    """A day's number among others: in French and Italian the first is an ordinal, which CLDR's patterns miss."""
    return _ORDINALS.get(locale.language, "1") if day == 1 else str(day)
