"""What the API says of metrics: what each counts, and its figures of the hub and of each of its scopes."""

from pydantic import Field

from folkmoot.render.api.shapes import Shape


class MetricFigure(Shape):
    """One number of a metric."""

    period: str = Field(
        "", description="The month such as 2026-05, or all for all time; left out for the last active days."
    )
    series: str = Field("", description="Which line of the figure, where there are several.")
    value: float | None = Field(None, description="The number; left out where there is not enough to tell.")
    n: int | None = Field(None, description="How many people or items it stands on; left out like the value.")


class MetricInList(Shape):
    """A metric with its definition and its figures."""

    name: str = Field(description="The metric's own name, which stays.")
    group: str = Field(description="What it is about, for example people.")
    title: str = Field(description="What it is called.")
    chaoss: str = Field("", description="What CHAOSS calls it.")
    definition: str = Field(description="What is counted.")
    unit: str = Field(description="The unit; shares run from 0 to 1.")
    caveat: str = Field("", description="What to mind when reading it.")
    source: str = Field(description="What it is computed from.")
    figures: tuple[MetricFigure, ...] = Field((), description="The numbers, by period and series.")


class ScopedMetric(Shape):
    """A metric's figures of one project, team or language."""

    name: str = Field(description="The metric's own name, as in `metrics.json`.")
    figures: tuple[MetricFigure, ...] = Field(description="The numbers, by period and series.")


class ScopeRef(Shape):
    """A project, a team or a language that there are figures of."""

    scope: str = Field(description="project/, team/ or language/, and which.")
    api: str = Field(description="The document with its figures.")
