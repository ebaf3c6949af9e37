"""The community's vital signs, each with what it counts, and what it does not, in the page's language."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from folkmoot.model.activity import HEADLINES, Figure, Measured
from folkmoot.model.period import ALL_TIME, WINDOW
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.mentions import has_mentions
from folkmoot.render.wording.phrases import series
from folkmoot.render.wording.tongue import N_
from folkmoot.text import collated

_CITED = re.compile(r"(?P<words>.*?)[\s,;:]*(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)])(?P<rest>.*)")


GROUPS = {
    "people": N_("Who takes part"),
    "answers": N_("Questions and answers"),
    "events": N_("Coming together"),
    "content": N_("What is made"),
    "agendas": N_("What it is about"),
    "ties": N_("Who knows whom"),
    "shoulders": N_("On how many shoulders"),
    "stage": N_("Where the community stands"),
    "own": N_("This community’s own"),
}
"""What the groups of metrics are called."""

_KINDS = {"project": N_("By project"), "team": N_("By team"), "language": N_("By language")}
_COLUMNS = 5
"""How many metrics stand beside each other in a table of scopes."""

_ROWS = 40
"""How many projects, teams or languages such a table tells: those in which most happened."""


class Row(NamedTuple):
    """One series of a metric: its figure of the last active days, and that of all time where it is another one."""

    name: str
    now: Figure | None
    total: Figure | None


class Vital(NamedTuple):
    """A metric's figures, and its words as the page says them.

    `spoken` is the lang attribute of a hub's own words on a page in another language, `cited` that of the source.
    """

    measured: Measured
    title: str
    definition: str
    unit: str
    caveat: str
    source: Markup
    series: Mapping[str, str]
    spoken: Markup
    cited: Markup

    @property
    def anchor(self) -> str:
        """What the page's address ends in where it is about this metric."""
        return self.measured.metric.name.replace("_", "-")

    def name_of(self, series: str) -> str:
        """What a series is called; where there is but one without a name, it is the metric's unit."""
        return self.series.get(series, series) or self.unit

    @property
    def rows(self) -> list[Row]:
        """The hub's figures as they stand now, by series."""
        now = {figure.series: figure for figure in self.measured.now}
        total = {figure.series: figure for figure in self.measured.of(ALL_TIME)}
        if all(now.get(series) == figure._replace(period="") for series, figure in total.items()):
            total = {}  # a state is the same at the end of any period that lasts until now
        lines = (one for one in self.measured.lines if one in now or one in total)
        return [Row(self.name_of(one), now.get(one), total.get(one)) for one in lines]

    @property
    def months(self) -> list[tuple[str, list[tuple[str, float | None]]]]:
        """The hub's months by series, shares as per cent; none where there is but one month to tell."""
        found = dict(series(self.measured))
        order = (one for one in self.measured.lines if len(found.get(one, ())) > 1)
        return [(self.name_of(one) if one else self.title, found[one]) for one in order]


class Glance(NamedTuple):
    """A metric that says much, and the figure of it that says most; `name` is that of its series, if it has several."""

    vital: Vital
    name: str
    figure: Figure


class Scoped(NamedTuple):
    """A project, a team or a language with its figures, one for each of some metrics; `page` leads to it."""

    name: str
    page: str
    spoken: Markup
    figures: list[Figure | None]


class Table(NamedTuple):
    """The scopes of one kind beside each other, and how many more of them there are."""

    kind: str
    title: str
    columns: list[Vital]
    rows: list[Scoped]
    more: int


def pulse_page(canvas: Canvas) -> Page:
    """The figures of every metric, by what they are about; last, those of projects, teams and languages."""
    vitals = [vital(canvas, one) for one in sorted(canvas.hub.measured, key=lambda one: one.metric.place)]
    grouped = groupby(vitals, key=lambda one: one.measured.metric.group)
    return canvas.page(
        "pulse.html",
        "pulse/",
        canvas.say("Pulse"),
        hide=(),
        description=canvas.say("How the community is doing, in figures"),
        has_mentions=has_mentions(canvas),
        glances=list(_glances(vitals)),
        groups=[(group, canvas.say(GROUPS[group]), list(found)) for group, found in grouped],
        tables=list(filter(None, (_table(canvas, kind, title, vitals) for kind, title in _KINDS.items()))),
        days=canvas.community.profile.thresholds.active_days,
    )


def _glances(vitals: list[Vital]) -> Iterator[Glance]:
    """What says most of the last active days, where there is a figure of it."""
    named = {one.measured.metric.name: one for one in vitals}
    for found in (named[one] for one in HEADLINES if one in named):
        figures = {one.series: one for one in found.measured.now}
        values = {line: figures[line].value for line in found.measured.lines if line in figures}
        leading = figures.get(found.measured.metric.leading(values))
        if leading and leading.value is not None:
            yield Glance(found, found.name_of(leading.series) if len(values) > 1 else "", leading)


def _table(canvas: Canvas, kind: str, title: str, vitals: list[Vital]) -> Table | None:
    """The figures of everything of one kind, in the order of the first column; None where nothing tells it apart."""
    found: dict[str, list[Figure | None]] = {}
    told = (one for one in vitals if any(scope.startswith(f"{kind}/") for scope in one.measured.scopes))
    columns = sorted(told, key=lambda one: one.measured.metric.rank)[:_COLUMNS]
    for number, one in enumerate(columns):
        first = one.measured.lines[0]
        for figure in one.measured.figures:
            if figure.scope.startswith(f"{kind}/") and (figure.period, figure.series) == (WINDOW, first):
                found.setdefault(figure.scope, [None] * len(columns))[number] = figure
    rows = [Scoped(*scope_named(canvas, scope), figures) for scope, figures in found.items()]
    rows.sort(key=lambda row: ([-(one.value or 0.0) if one else 0.0 for one in row.figures], collated(row.name)))
    return Table(kind, canvas.say(title), columns, rows[:_ROWS], len(rows[_ROWS:])) if rows else None


def scope_named(canvas: Canvas, scope: str) -> tuple[str, str, Markup]:
    """What a scope is called, the address of its page relative to the site's root, and the lang attribute of its name.

    `scope` is "" for the hub, else `project/<slug>`, `team/<slug>` or `language/<tag>`.
    """
    kind, _, name = scope.partition("/")
    if kind == "language":
        found = canvas.addresses.prefix(name) if name in canvas.languages else ""
        return canvas.phrases.language(name), found, Markup()
    records: Mapping[str, Project | Team] = canvas.community.projects if kind == "project" else canvas.community.teams
    if record := records.get(name):
        return record.title, canvas.address(record), canvas.marked(canvas.spoken(record, record.title))
    return name or canvas.site_name, "", Markup()


def vital(canvas: Canvas, one: Measured) -> Vital:
    """A metric's figures with its words in the page's language."""
    metric = one.metric

    def say(words: str) -> str:
        # A hub's own words are in no catalogue, except by chance; and gettext answers to nothing with its header.
        return words if metric.is_own or not words else canvas.tongue.words.gettext(words)

    spoken = canvas.marked(canvas.languages[0] if metric.is_own else canvas.language)
    return Vital(
        measured=one,
        title=say(metric.title),
        definition=say(metric.definition),
        unit=say(metric.unit),
        caveat=say(metric.caveat),
        source=linked(metric.source if metric.is_cited else say(metric.source)),
        series={name: say(words) for name, words in metric.series.items()},
        spoken=spoken,
        cited=canvas.marked("en") if metric.is_cited and not metric.is_own else spoken,
    )


def linked(source: str) -> Markup:
    """A source as it is cited, its address made a link behind the words before it."""
    if not (found := _CITED.fullmatch(source)):
        return escape(source)
    link = Markup('<a href="{}" rel="noopener">{}</a>').format(found["url"], found["words"] or found["url"])
    return link + found["rest"]
