"""Dates, languages, places and figures as people read them; the filters of the page templates."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from folkmoot import text
from folkmoot.model.activity import Figure, Measured, Metric
from folkmoot.model.event import Gathering
from folkmoot.model.hub import Occurrence
from folkmoot.model.member import ConsentScope, Member
from folkmoot.model.moment import Moment

_LOCALE = Locale("en", "GB")
_HUES = 12


@cache
def day(date: dt.date) -> str:
    """A date in full: 15 June 2026."""
    return str(format_date(date, "long", locale=_LOCALE))


@cache
def short_day(date: dt.date) -> str:
    """A date with its weekday, for lists: Mon, 15 Jun 2026."""
    return str(format_skeleton("yMMMEd", date, locale=_LOCALE))


@cache
def short_month(date: dt.date) -> str:
    """A month's abbreviation: Jun."""
    return str(format_date(date, "LLL", locale=_LOCALE))


@cache
def month(period: str | dt.date) -> str:
    """A month in words: June 2026; takes a date or 2026-06."""
    date = dt.date.fromisoformat(f"{period}-01") if isinstance(period, str) else period
    return str(format_date(date, "LLLL y", locale=_LOCALE))


def utc_day(stamp: str) -> dt.date:
    """The day (UTC) of a time as the archive writes it."""
    return dt.date.fromisoformat(stamp[:10])


def when(one: Occurrence) -> str:
    """When something takes place, as exactly as it is announced, in its own zone."""
    if one.precision == "month":
        return f"some time in {month(one.date)}"
    several = one.last != one.date
    if one.start is None:
        return f"{short_day(one.date)} to {short_day(one.last)}" if several else short_day(one.date)
    start = f"{short_day(one.date)}, {_clock(one.start)}"
    if one.end is None:
        return f"{start} {one.start.tzname()}"
    if several:
        return f"{start} to {short_day(one.last)}, {_clock(one.end)} {one.end.tzname()}"
    return f"{start}–{_clock(one.end)} {one.start.tzname()}"


def announced(moment: Moment) -> str:
    """A moment as its author wrote it, in words."""
    if moment.precision == "month":
        return f"some time in {month(moment.date)}"
    return f"{short_day(moment.date)}, {_clock(moment.local)}" if moment.time else short_day(moment.date)


def iso(one: Occurrence) -> str:
    """The same for machines: HTML's datetime attribute."""
    if one.precision == "month":
        return f"{one.date:%Y-%m}"
    return one.start.isoformat() if one.start else one.date.isoformat()


def _clock(moment: dt.datetime) -> str:
    return str(format_time(moment, "HH:mm", locale=_LOCALE))


@cache
def language(tag: str) -> str:
    """A language's name: French; the tag where Babel does not know it."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    return str(locale.get_display_name(_LOCALE) or tag)


@cache
def country(code: str | None) -> str:
    """A country's name; the code where it is not known."""
    return str(_LOCALE.territories.get(code or "", code or ""))


@cache
def lang(tag: str | None) -> Markup:
    """The lang attribute of a text, with the space before it; nothing where the language is not known."""
    return Markup(' lang="{}"').format(tag) if tag else Markup()


def number(value: float | None) -> str:
    """A number with at most one decimal; a dash for what is not known."""
    return "–" if value is None else str(format_decimal(value, "#,##0.#", locale=_LOCALE))


def figure(one: Figure, metric: Metric) -> str:
    """A metric's figure: a share as per cent, anything else as a number."""
    if one.value is None:
        return "not enough to tell"
    return f"{number(100 * one.value)} %" if metric.unit.startswith("share") else number(one.value)


def series(one: Measured) -> list[tuple[str, list[tuple[str, float | None]]]]:
    """A metric's months by series, shares as per cent."""
    scale = 100 if one.metric.unit.startswith("share") else 1
    found: dict[str, list[tuple[str, float | None]]] = {}
    for point in one.months:
        value = None if point.value is None else point.value * scale
        found.setdefault(point.series, []).append((point.period, value))
    return list(found.items())


@cache
def hue(slug: str) -> int:
    """A number from 0 to 11 that a name always has, for its colour."""
    return hashlib.sha256(slug.encode()).digest()[0] % _HUES


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = [word for word in name.split() if word[0].isalnum()] or [name]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def consenting(members: Iterable[Member], scope: ConsentScope) -> list[Member]:
    """The members who agreed that this may be shown."""
    return [member for member in members if member.allows(scope)]


def told(gathering: Gathering) -> bool:
    """Whether there is anything to tell of what happened."""
    return bool(
        gathering.recap
        or gathering.attendance is not None
        or gathering.photos
        or gathering.recordings
        or gathering.results
        or gathering.attendees
    )


def contact(way: str) -> Markup:
    """A contact as a link where it is an address or a page, else as it is."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", way):
        return Markup('<a href="mailto:{0}">{0}</a>').format(way)
    if re.fullmatch(r"https?://\S+", way):
        return Markup('<a href="{0}">{0}</a>').format(way)
    return escape(way)


def repository_url(name: str) -> str:
    """The web address of a repository given as owner/name or as an address; "" where it has none."""
    if re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", name):
        return f"https://github.com/{name}"
    return name if name.startswith(("https://", "http://")) else ""


FILTERS: dict[str, Callable[..., Any]] = {
    "announced": announced,
    "as_date": dt.date.fromisoformat,
    "consenting": consenting,
    "contact": contact,
    "country": country,
    "day": day,
    "excerpt": text.excerpt,
    "figure": figure,
    "hue": hue,
    "initials": initials,
    "iso": iso,
    "lang": lang,
    "language": language,
    "month": month,
    "number": number,
    "repository_url": repository_url,
    "series": series,
    "short_day": short_day,
    "short_month": short_month,
    "told": told,
    "utc_day": utc_day,
    "when": when,
}
"""What templates call behind a bar."""
