"""Everything that anybody did anywhere is one row of one table; the metrics are computed from it alone."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from folkmoot.model.period import WINDOW, is_month

ACTIVITY_COLUMNS = {
    "actor": "VARCHAR",
    "kind": "VARCHAR",
    "happened": "TIMESTAMP",
    "thread": "VARCHAR",
    "target": "VARCHAR",
    "with": "VARCHAR[]",
    "agenda": "VARCHAR[]",
    "weight": "DOUBLE",
    "source": "VARCHAR",
    "url": "VARCHAR",
    "project": "VARCHAR",
    "language": "VARCHAR",
    "day": "DATE",
}
"""The activity table as DuckDB sees it. `happened` is UTC.

actor: a member's slug, or for others `github:<id>`, `login:<login>` or `hash:<hash>`; kind: joined, left, returned,
hosted, spoke, attended, wrote, published, asked, commented, answered, reported, proposed, reviewed, released,
committed, credited; thread: what it belongs to (a discussion, an issue, an event); target: whom it answers; with: with
whom it was done; agenda: applied, external, internal; weight: how many single acts the row stands for; source: members,
events, projects, posts, or the archive's source; project and language: of what it was done for; day: where the
community is.
"""


GROUPS = ("people", "answers", "events", "content", "agendas", "ties", "shoulders", "stage", "own")
"""What metrics are about, in the order in which people read them; `own` are a hub's own that say nothing else."""

HEADLINES = (
    "contributors", "new_contributors", "active_ratio", "joining_and_leaving", "response_within_48_hours",
    "time_to_first_response", "meetups", "content", "agenda_balance", "ties", "contributor_absence_factor",
    "founder_share", "stage",
)  # fmt: skip
"""The metrics that say most, by name: they come first wherever several stand together."""

_REACHED = {"stage": ("inception", "establishment", "maturity")}
"""Metrics whose series exclude each other: the one at 1 is what they say."""


class Metric(NamedTuple):
    """A metric as its SQL file defines it: the header's fields, and the query.

    `series` tells what the query's series are called, by their names there, the most important first; `group` is one of
    `GROUPS`. A hub's own metric (`is_own`) is in the
    hub's words; those of the others are English, and stand in the catalogues. The file's `sql` holds the query for the
    figures, and may hold a second one, for what stands behind each of them.
    """

    name: str
    title: str
    chaoss: str
    definition: str
    unit: str
    caveat: str
    source: str
    sql: str
    series: Mapping[str, str] = {}
    is_own: bool = False
    group: str = "own"

    @property
    def rank(self) -> int:
        """How much it says: the least number says most."""
        return HEADLINES.index(self.name) if self.name in HEADLINES else len(HEADLINES)

    @property
    def place(self) -> tuple[int, int, str]:
        """What puts metrics in the order in which people read them."""
        return GROUPS.index(self.group), self.rank, self.name

    def leading(self, values: Mapping[str, float | None]) -> str:
        """Which of the series in `values` says most at first sight: the first; of stages, the one that is reached."""
        reached = (one for one in _REACHED.get(self.name, ()) if values.get(one) == 1)
        return next(reached, next(iter(values), ""))

    @property
    def is_cited(self) -> bool:
        """Whether the source is a page on the web, called as it calls itself."""
        return "://" in self.source

    def words(self) -> Iterator[str]:
        """Everything that is said in words, to be said in other languages."""
        source = "" if self.is_cited else self.source
        yield from filter(None, (self.title, self.definition, self.unit, self.caveat, source, *self.series.values()))


class Figure(NamedTuple):
    """One number of a metric: for one `model.period` by its name, for one series of it.

    `value` is None where it is not known or suppressed; `n` is how many people or items it stands on. `scope` is "" for
    the hub as a whole, else `project/<slug>`, `team/<slug>` or `language/<tag>`.
    """

    period: str
    series: str
    value: float | None
    n: int
    scope: str = ""


class Behind(NamedTuple):
    """One thing that stands behind a figure: who did what, on which day (where the community is), and where to see it.

    `actor` is as in activity, or ""; `what` is a kind of activity, or words of the metric's own; `thread` is what it
    belongs to, or "".
    """

    actor: str
    day: dt.date | None
    what: str
    thread: str
    url: str


class Measured(NamedTuple):
    """A metric with its figures, ordered by scope, period and series."""

    metric: Metric
    figures: tuple[Figure, ...]

    @property
    def is_count(self) -> bool:
        """Whether the figures count what they stand on and nothing else: seven people are from seven."""
        return all(figure.value in (None, figure.n) for figure in self.figures)

    @property
    def now(self) -> tuple[Figure, ...]:
        """The hub's figures of the whole window."""
        return self.of(WINDOW)

    @property
    def months(self) -> tuple[Figure, ...]:
        """The hub's figures by month, oldest first."""
        return tuple(figure for figure in self.figures if not figure.scope and is_month(figure.period))

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that it has figures of, besides the hub as a whole."""
        return tuple(dict.fromkeys(figure.scope for figure in self.figures if figure.scope))

    def within(self, scope: str) -> "Measured":
        """The metric with the figures of one scope alone, as if that were the whole hub."""
        return Measured(self.metric, tuple(one._replace(scope="") for one in self.figures if one.scope == scope))

    def of(self, period: str, scope: str = "") -> tuple[Figure, ...]:
        """The figures of one period in one scope, by series."""
        return tuple(figure for figure in self.figures if (figure.scope, figure.period) == (scope, period))

    @property
    def lines(self) -> tuple[str, ...]:
        """Its series: those that its header names in its order, then others as the query names them."""
        found = dict.fromkeys(figure.series for figure in self.figures)
        return (
            *(one for one in self.metric.series if one in found),
            *(one for one in found if one not in self.metric.series),
        )
