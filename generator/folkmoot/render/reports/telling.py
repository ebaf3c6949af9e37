"""A report in words of one language, with links where there are any: what its Markdown and its page have in common."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from folkmoot.model.activity import HEADLINES, Figure
from folkmoot.model.period import Period
from folkmoot.model.report import Happening, Line, Need, Report, Thing
from folkmoot.render.canvas import Canvas
from folkmoot.render.pages.pulse import GROUPS, Vital, scope_named, vital
from folkmoot.render.repositories import repository_address
from folkmoot.render.wording.dates import date_in_words
from folkmoot.render.wording.reasons import reason_in
from folkmoot.render.wording.tongue import N_
from folkmoot.text import excerpt, one_line, schemeless

FEW = 10
"""A figure that stands on fewer people or things than this is hardly more than a hint."""

_NEEDS = {
    "unresponded": N_("Questions that nobody has answered yet"),
    "meetup": N_("No meetup is planned"),
    "project": N_("There is no joint project this quarter"),
    "agendas": N_("Agendas of which nothing happened lately"),
    "recaps": N_("Events of which nobody wrote what happened"),
    "sources": N_("Sources that cannot be read"),
}
_LONG = 200
"""So many characters of a title are told: others need room, too."""

_LONGEST = 1_000
"""Longer addresses are left out."""

_HAPPENED = {"events": N_("Events held"), "posts": N_("Posts"), "joined": N_("New members")}
_FIRST_TIME = N_("For the first time with it")
"""Who is new in a project, a team or a language, where they are no new members."""

KINDS = {
    "entries": N_("Feeds"),
    "discussions": N_("Discussions"),
    "issues": N_("Issues and pull requests"),
    "releases": N_("Releases"),
    "work": N_("Repositories"),
    "events": N_("Calendars"),
    "mentions": N_("Watched"),
}


class Item(NamedTuple):
    """One line of a list: what it is called, where it is ("" where that is not known), and what else is to be said."""

    title: str
    url: str
    more: str
    day: dt.date | None = None


class Part(NamedTuple):
    """A list with its heading; `kind` is that of a need or of what happened, `left_out` is how many it leaves out."""

    kind: str
    title: str
    number: int
    items: list[Item]
    left_out: int


class Row(NamedTuple):
    """A figure with what it was before: all in words, "" where there is nothing to say. `sure` tells how sure it is.

    `is_known` says that there is a number, of the period or of the one before it.
    """

    vital: Vital
    name: str
    now: str
    before: str
    change: str
    sure: str
    is_known: bool

    @property
    def title(self) -> str:
        """What it is called, with its unit where the words for what is counted do not say it."""
        title = f"{self.vital.title}: {self.name}" if self.name else self.vital.title
        measured, unit = self.vital.measured, self.vital.unit
        is_plain = measured.is_count or measured.metric.unit.startswith("share")
        return title if is_plain else f"{title} ({unit})"


class Group(NamedTuple):
    """The figures of the metrics that are about one thing."""

    title: str
    rows: list[Row]

    @property
    def known(self) -> list[Row]:
        """What there are numbers of."""
        return [row for row in self.rows if row.is_known]

    @property
    def unknown(self) -> list[str]:
        """What there are none of, by its titles."""
        return [row.title for row in self.rows if not row.is_known]

    @property
    def vitals(self) -> list[Vital]:
        """Its metrics, each once."""
        return list({row.vital.anchor: row.vital for row in self.rows}.values())


class Told(NamedTuple):
    """A report in words; `unknown` are sentences, and `now` and `before` are the two periods."""

    title: str
    opening: str
    headlines: list[Row]
    needs: list[Part]
    happened: list[Part]
    groups: list[Group]
    unknown: list[str]
    newest: list[Item]
    pulse: str
    now: str
    before: str


def told(canvas: Canvas, report: Report) -> Told:
    """The report in the canvas' language; its links are whole addresses, if the site's is known."""
    return _Teller(canvas, report).told()


class _Teller:
    def __init__(self, canvas: Canvas, report: Report) -> None:
        self._canvas, self._report, self._say = canvas, report, canvas.say

    def told(self) -> Told:
        report, say = self._report, self._say
        name = scope_named(self._canvas, report.scope)[0]
        now, before = self._period(report.period), self._period(report.before)
        rows = [self._row(line) for line in report.lines]
        glance = self._at_a_glance(rows)
        grouped = groupby(rows, key=lambda one: one.vital.measured.metric.group)
        return Told(
            title=say("%(whole)s: %(part)s", whole=name, part=now),
            opening=say(
                "From %(first)s to %(last)s, beside %(before)s. What needs a hand is told as of %(today)s.",
                **self._days(report.period),
                before=before,
                today=self._canvas.phrases.day(report.today),
            ),
            headlines=[glance[one] for one in HEADLINES if one in glance],
            needs=[self._part(_NEEDS[one.kind], one) for one in report.needs],
            happened=[self._part(self._called(one.kind), one) for one in report.happened],
            groups=[Group(say(GROUPS[group]), list(found)) for group, found in grouped],
            unknown=list(self._unknown()),
            newest=[Item(say(KINDS[kind]), "", self._canvas.phrases.day(day), day) for kind, day in report.newest],
            pulse=self._at(f"{self._canvas.prefix}pulse/"),
            now=now,
            before=before,
        )

    def _at_a_glance(self, rows: list[Row]) -> dict[str, Row]:
        """The row of each metric that says most."""
        found: dict[str, dict[str, tuple[Line, Row]]] = {}
        for line, row in zip(self._report.lines, rows, strict=True):
            found.setdefault(line.measured.metric.name, {})[line.series] = line, row
        leading = {}
        for name, told in found.items():
            metric = next(iter(told.values()))[0].measured.metric
            leading[name] = told[metric.leading({series: line.now.value for series, (line, _) in told.items()})][1]
        return leading

    def _days(self, period: Period) -> dict[str, str]:
        day = self._canvas.phrases.day
        return {"first": day(period.first), "last": day(period.until - dt.timedelta(days=1))}

    def _period(self, period: Period) -> str:
        """A period in words: June 2026, 2nd quarter 2026, the week from one day to another."""
        if period.is_month:
            return self._canvas.phrases.month(period.first)
        if "Q" in period.name:
            return date_in_words(period.first, "QQQQ y", self._canvas.tongue.locale)
        return self._say("the week from %(first)s to %(last)s", **self._days(period))

    def _called(self, kind: str) -> str:
        scope = self._report.scope
        return _FIRST_TIME if kind == "joined" and scope and not scope.startswith("language/") else _HAPPENED[kind]

    def _at(self, address: str) -> str:
        return f"{self._canvas.site_url}{address}" if self._canvas.site_url else ""

    def _row(self, line: Line) -> Row:
        one, metric = vital(self._canvas, line.measured), line.measured.metric
        before = line.before if line.before and line.before.value is not None else None
        return Row(
            vital=one,
            name=one.name_of(line.series) if len(line.measured.lines) > 1 else "",
            now=self._figure(line.now, line),
            before=self._canvas.phrases.figure(before, metric) if before else "",
            change=self._change(line),
            sure=self._sure(line),
            is_known=line.now.value is not None or before is not None,
        )

    def _figure(self, figure: Figure, line: Line) -> str:
        if figure.value is None:
            return self._say("too few to say") if figure.n else self._say("not known")
        return self._canvas.phrases.figure(figure, line.measured.metric)

    def _change(self, line: Line) -> str:
        """How much a figure changed; of shares in points of the hundred."""
        if line.before is None or line.before.value is None or line.now.value is None:
            return ""
        is_share = line.measured.metric.unit.startswith("share")
        change = round((line.now.value - line.before.value) * (100 if is_share else 1), 1)
        if not change:
            return self._say("as before")
        written = f"{'+' if change > 0 else '−'}{self._canvas.phrases.number(abs(change))}"
        return self._say("%(number)s points", number=written) if is_share else written

    def _sure(self, line: Line) -> str:
        if line.is_lately:
            days = self._canvas.community.profile.thresholds.active_days
            return self._canvas.tongue.words.ngettext("of the last %(num)s day", "of the last %(num)s days", days) % {
                "num": days
            }
        if line.measured.is_count or line.now.value is None:
            return ""
        number = self._canvas.phrases.number(line.now.n)
        if line.now.n < FEW:
            return self._say("from %(number)s only", number=number)
        return self._say("from %(number)s", number=number)

    def _part(self, title: str, one: Need | Happening) -> Part:
        things = map(self._agreed, one.things)
        items = [item._replace(day=thing.day) for thing in things if (item := self._item(thing))]
        return Part(one.kind, self._say(title), one.number, items, one.number - len(items) if one.things else 0)

    def _agreed(self, one: Thing) -> Thing:
        """Without the day of a member who wants to be named and no more."""
        member = self._canvas.community.members.get(one.name) if one.family == "members" else None
        return one._replace(day=None) if member and not member.shows_work else one

    def _item(self, one: Thing) -> Item | None:
        """None for somebody whom the site does not name: they are among those who are left out."""
        canvas, day = self._canvas, self._canvas.phrases.day(one.day) if one.day else ""
        if one.family == "members":
            member = next(iter(canvas.shown([one.name])), None)
            return Item(member.name, self._at(canvas.address(member)), day) if member else None
        if one.family in ("events", "posts"):
            record = getattr(canvas.community, one.family).get(one.name)
            return Item(record.title, self._at(canvas.address(record)), day) if record else None
        if one.family == "agendas":
            more = self._say("last on %(day)s", day=day) if day else self._say("never yet")
            return Item(canvas.phrases.known(one.name), "", more)
        if one.family == "sources":
            more = self._say("since %(day)s", day=day) if day else ""
            reason = reason_in(canvas.tongue, one.reason)[0]
            return Item(self._source(one.title, one.url, one.name), "", ", ".join(filter(None, (more, reason))))
        return Item(excerpt(one_line(one.title), _LONG) or one.name, one.url if len(one.url) <= _LONGEST else "", day)

    def _source(self, title: str, url: str, slug: str) -> str:
        told = one_line(title) or schemeless(repository_address(self._canvas.community, url) or url) or slug
        return excerpt(told, _LONG)

    def _unknown(self) -> Iterator[str]:
        """What could not be collected, and what nobody can know here."""
        report, say = self._report, self._say
        if report.scope:
            return
        if report.unread:
            names = [self._source(one.source.title, one.source.url, one.source.slug) for one in report.unread[:FEW]]
            left = len(report.unread) - len(names)
            names += (
                [self._canvas.tongue.words.ngettext("%(num)s more", "%(num)s more", left) % {"num": left}]
                if left
                else []
            )
            yield say("Never read yet: %(names)s.", names=self._canvas.phrases.listed(names))
        if any(one.source.kind in ("discussions", "issues") for one in report.unread):
            yield say("Without a token, GitHub is not asked for discussions and issues.")
        if report.asked:
            yield say(
                "The sources were asked last on %(day)s.",
                day=self._canvas.phrases.day(self._canvas.hub.day_of(report.asked)),
            )
        else:
            yield say("When the sources were asked last is not known here.")
