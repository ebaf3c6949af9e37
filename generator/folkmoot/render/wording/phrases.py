"""Dates, languages, places and figures as people read them; the filters of the page templates."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from babel.dates import format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from folkmoot import text
from folkmoot.model.activity import Figure, Measured, Metric
from folkmoot.model.credit import Contribution
from folkmoot.model.event import Event
from folkmoot.model.hub import Occurrence
from folkmoot.model.member import ConsentScope, Member
from folkmoot.model.moment import Moment
from folkmoot.render.wording.contributions import CONTRIBUTIONS, contribution_address
from folkmoot.render.wording.dates import date_in_words
from folkmoot.render.wording.rhythm import rhythm
from folkmoot.render.wording.tongue import N_, Tongue, language_name
from folkmoot.render.wording.zones import city_of, letters_and_distance

_HUES = 12

_LAST_DIGIT = re.compile(r"0(?!.*0)")
"""Where a pattern of CLDR takes decimals."""

_OPENING = 160
"""So many characters of a longer text stand in a list."""


KNOWN = {
    "meeting": N_("meeting"),
    "barcamp": N_("barcamp"),
    "conference": N_("conference"),
    "workshop": N_("workshop"),
    "chat": N_("chat"),
    "interview": N_("interview"),
    "contest": N_("contest"),
    "game": N_("game"),
    "idea": N_("idea"),
    "active": N_("active"),
    "paused": N_("paused"),
    "finished": N_("finished"),
    "abandoned": N_("abandoned"),
    "applied": N_("our projects"),
    "external": N_("the world around us"),
    "internal": N_("our community"),
    "code": N_("code"),
    "content": N_("words of the site"),
    "docs": N_("docs"),
    "translation": N_("translation"),
    "design": N_("design"),
    "events": N_("events"),
    "infra": N_("machinery behind the scenes"),
    "other": N_("other"),
}
"""What the words that the formats prescribe are called in English."""


class Phrases:
    """What differs from language to language: how dates, numbers, countries and languages are written."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue
        self._say = tongue.words.gettext

    @property
    def filters(self) -> dict[str, Callable[..., Any]]:
        """What templates call behind a bar, by its name there."""
        own = (
            self.announced, self.clock, self.contribution, self.country, self.dated, self.day, self.figure, self.known,
            self.language, self.listed, self.month, self.number, self.rhythm, self.short_day, self.short_month,
            self.when, self.zone,
        )  # fmt: skip
        return {**_FILTERS, **{one.__name__: one for one in own}}

    def day(self, date: dt.date) -> str:
        """A date in full: 15 June 2026."""
        return date_in_words(date, "long", self._tongue.locale)

    def short_day(self, date: dt.date) -> str:
        """A date with its weekday, for lists: Mon, 15 Jun 2026."""
        return date_in_words(date, "yMMMEd", self._tongue.locale)

    def short_month(self, date: dt.date) -> str:
        """A month's abbreviation: Jun."""
        return date_in_words(date, "LLL", self._tongue.locale)

    def month(self, period: str | dt.date) -> str:
        """A month in words: June 2026; takes a date or 2026-06."""
        date = dt.date.fromisoformat(f"{period}-01") if isinstance(period, str) else period
        return date_in_words(date, "LLLL y", self._tongue.locale)

    def when(self, one: Occurrence) -> str:
        """When something takes place, as exactly as it is announced, with the letters of its own zone."""
        last = one.end if one.end and one.last != one.date else one.start
        return f"{self.dated(one)} {last.tzname()}" if last else self.dated(one)

    def dated(self, one: Occurrence) -> str:
        """When something takes place, as exactly as it is announced, on the clocks of its `zone`."""
        _ = self._say
        if one.precision == "month":
            return _("some time in %(month)s") % {"month": self.month(one.date)}
        first, last = self.short_day(one.date), self.short_day(one.last)
        if one.start:
            first = f"{first}, {self.clock(one.start)}"
        if one.last != one.date:
            last = f"{last}, {self.clock(one.end)}" if one.end else last
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        return f"{first}–{self.clock(one.end)}" if one.end else first

    def zone(self, one: Occurrence) -> str:
        """Whose clocks the times of `dated` are on: Rome time; "" for whole days."""
        if one.start is None:
            return ""
        city = city_of(one.zone, self._tongue.locale)
        return self._say("%(city)s time") % {"city": city} if city else letters_and_distance(one.start)

    def rhythm(self, event: Event, zone: dt.tzinfo) -> str:
        """How a series repeats; "" for a single event, and where there are no words for its rule."""
        if event.recurrence is None or not event.has_date:
            return ""
        return rhythm(self._tongue, event.recurrence.rule, event.start.date, zone, self.day)

    def announced(self, moment: Moment) -> str:
        """A moment as its author wrote it, in words."""
        if moment.precision == "month":
            return self._say("some time in %(month)s") % {"month": self.month(moment.date)}
        day = self.short_day(moment.date)
        return f"{day}, {self.clock(moment.local)}" if moment.time else day

    def language(self, tag: str) -> str:
        """A language's name, in the language of the sentences around it."""
        return language_name(tag, self._tongue.sentences)

    def country(self, code: str | None) -> str:
        """A country's name; the code where it is not known."""
        return str(self._tongue.locale.territories.get(code or "", code or ""))

    def number(self, value: float | None, decimals: int = 1) -> str:
        """A number with at most so many decimals; a dash for what is not known."""
        pattern = f"#,##0.{'#' * decimals}"
        return "–" if value is None else str(format_decimal(value, pattern, locale=self._tongue.locale))

    def figure(self, one: Figure, metric: Metric) -> str:
        """A metric's figure: a share as per cent, anything else as a number."""
        if one.value is None:
            return self._say("not enough to tell")
        if not metric.unit.startswith("share"):
            return self.number(one.value)
        # Where the sign stands, and whether there is a space before it, is the language's: 87%, 87 %, %87.
        locale = self._tongue.locale
        pattern = _LAST_DIGIT.sub("0.#", locale.percent_formats[None].pattern)
        return str(format_percent(one.value, pattern, locale=locale))

    def known(self, word: str) -> str:
        """A word that the formats prescribe (a kind of event, a project's status, an agenda), as people say it."""
        return self._say(KNOWN[word]) if word in KNOWN else word

    def contribution(self, kind: Contribution) -> str:
        """A kind of contribution as people say it: Answering questions."""
        return self._say(CONTRIBUTIONS[kind])

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row, as a sentence has them: our projects and our community."""
        return str(format_list(list(words), locale=self._tongue.sentences))

    def clock(self, moment: dt.datetime) -> str:
        """A time of day: 19:00."""
        return str(format_time(moment, "HH:mm", locale=self._tongue.locale))


@cache
def beginning(markdown: str) -> str:
    """The first words of a text in Markdown, as plain text."""
    return text.excerpt(text.plain(text.rendered(markdown)), _OPENING)


def iso(one: Occurrence) -> str:
    """When something takes place, for machines: HTML's datetime attribute."""
    if one.precision == "month":
        return f"{one.date:%Y-%m}"
    return one.start.isoformat() if one.start else one.date.isoformat()


@cache
@cache
def lang(tag: str | None) -> Markup:
    """The lang attribute of a text, with the space before it; nothing where the language is not known."""
    return Markup(' lang="{}"').format(tag) if tag else Markup()


def series(one: Measured) -> list[tuple[str, list[tuple[str, float | None]]]]:
    """A metric's months by series, shares as per cent; without those that fall below nothing: no bar stands there."""
    scale = 100 if one.metric.unit.startswith("share") else 1
    found: dict[str, list[tuple[str, float | None]]] = {}
    for point in one.months:
        value = None if point.value is None else point.value * scale
        found.setdefault(point.series, []).append((point.period, value))
    return [(name, points) for name, points in found.items() if all((value or 0) >= 0 for _, value in points)]


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


def contact(way: str) -> Markup:
    """A contact as a link where it is an address or a page, else as it is."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", way):
        return Markup('<a href="mailto:{0}">{0}</a>').format(way)
    if re.fullmatch(r"https?://\S+", way):
        return Markup('<a href="{0}">{0}</a>').format(way)
    return escape(way)


_FILTERS: dict[str, Callable[..., Any]] = {
    "as_date": dt.date.fromisoformat,
    "beginning": beginning,
    "consenting": consenting,
    "contact": contact,
    "contribution_address": contribution_address,
    "excerpt": text.excerpt,
    "exact_zone": lambda one: letters_and_distance(one.start),
    "hue": hue,
    "initials": initials,
    "iso": iso,
    "lang": lang,
    "schemeless": text.schemeless,
    "series": series,
}
"""The filters that are the same in every language."""
