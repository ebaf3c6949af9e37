"""A report as JSON, for programs: docs/reference/report.md is made from its shapes.

As in the API nothing is null: what has nothing to say is left out.
"""

import datetime as dt

from pydantic import Field

from folkmoot.model.period import Period
from folkmoot.model.report import Line, Report
from folkmoot.render.api.shapes import Shape
from folkmoot.render.canvas import Canvas
from folkmoot.render.reports.telling import Part, Row, Told

VERSION = 1
"""Keys and kinds are added within a version; whoever reads it ignores those that they do not know."""


class ReportPeriod(Shape):
    """A stretch of time; both days belong to it."""

    name: str = Field(description="Such as 2026-W24, 2026-05 or 2026-Q2.")
    first: dt.date = Field(description="Its first day, where the community is.")
    last: dt.date = Field(description="Its last day.")


class ReportFigure(Shape):
    """A series of a metric, in the period and in the one before it."""

    metric: str = Field(description="The metric's own name, as in the API's `metrics.json`.")
    group: str = Field(description="What it is about, for example people.")
    title: str = Field(description="What the metric is called, in the report's language.")
    series: str = Field("", description="The series' own name, where there are several.")
    called: str = Field("", description="What the series is called, in the report's language.")
    unit: str = Field(description="The unit, in the report's language; shares run from 0 to 1.")
    value: float | None = Field(None, description="The number; left out where there is not enough to tell.")
    n: int = Field(description="How many people or items it stands on.")
    before: float | None = Field(None, description="The number of the period before; left out like the value.")
    before_n: int | None = Field(None, description="How many people or items that stands on.")
    is_lately: bool = Field(
        False, description="The metric tells no such periods: the number is that of the last active days."
    )


class ReportItem(Shape):
    """One thing that the report names."""

    title: str = Field(description="What it is called.")
    url: str = Field("", description="Where it is.")
    day: dt.date | None = Field(None, description="Since when, or on which day.")
    more: str = Field("", description="What else is said of it, in the report's language.")


class ReportPart(Shape):
    """Things of one kind."""

    kind: str = Field(
        description="Of needs: unresponded, meetup, project, agendas, recaps, sources; of what happened: events, posts,"
        " joined."
    )
    title: str = Field(description="What it is called, in the report's language.")
    number: int = Field(description="How many there are.")
    items: tuple[ReportItem, ...] = Field((), description="Those that the report names.")


class ReportAge(Shape):
    """Of which day the newest record of a kind in the archive is."""

    kind: str = Field(description="For example entries.")
    day: dt.date = Field(description="The day.")


class ReportDocument(Shape):
    """A report."""

    version: int = Field(description="The version of these keys.")
    community: str = Field(description="The community's name.")
    language: str = Field(description="The language of the report's words (BCP 47).")
    scope: str = Field("", description="project/, team/ or language/, and which; left out for the whole community.")
    today: dt.date = Field(description="The day on which it was made.")
    period: ReportPeriod = Field(description="What it tells of.")
    before: ReportPeriod = Field(description="What that is held against.")
    figures: tuple[ReportFigure, ...] = Field((), description="The figures.")
    needs: tuple[ReportPart, ...] = Field((), description="What needs a hand.")
    happened: tuple[ReportPart, ...] = Field((), description="What happened.")
    unknown: tuple[str, ...] = Field((), description="What could not be collected, in sentences.")
    newest: tuple[ReportAge, ...] = Field((), description="How old what was collected is.")


def as_json(canvas: Canvas, report: Report, told: Told) -> str:
    """The report with its numbers as they are, and with the words that people read."""
    rows = zip(report.lines, (row for group in told.groups for row in group.rows), strict=True)
    document = ReportDocument(
        version=VERSION,
        community=canvas.site_name,
        language=canvas.language,
        scope=report.scope,
        today=report.today,
        period=_period(report.period),
        before=_period(report.before),
        figures=tuple(_figure(line, row) for line, row in rows),
        needs=tuple(map(_part, told.needs)),
        happened=tuple(map(_part, told.happened)),
        unknown=tuple(told.unknown),
        newest=tuple(ReportAge(kind=kind, day=day) for kind, day in report.newest),
    )
    return document.model_dump_json(exclude_defaults=True, indent=1) + "\n"


def _period(one: Period) -> ReportPeriod:
    return ReportPeriod(name=one.name, first=one.first, last=one.until - dt.timedelta(days=1))


def _figure(line: Line, row: Row) -> ReportFigure:
    metric = line.measured.metric
    return ReportFigure(
        metric=metric.name,
        group=metric.group,
        title=row.vital.title,
        series=line.series,
        called=row.name,
        unit=row.vital.unit,
        value=line.now.value,
        n=line.now.n,
        before=line.before.value if line.before else None,
        before_n=line.before.n if line.before else None,
        is_lately=line.is_lately,
    )


def _part(part: Part) -> ReportPart:
    items = (ReportItem(title=one.title, url=one.url, day=one.day, more=one.more) for one in part.items)
    return ReportPart(kind=part.kind, title=part.title, number=part.number, items=tuple(items))
