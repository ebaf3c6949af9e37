"""Everything that anybody did anywhere is one row of one table; the metrics are computed from it alone."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

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
}
"""The activity table as DuckDB sees it. `happened` is UTC.

actor: a member's slug, or for others `github:<id>`, `login:<login>` or `hash:<hash>`; kind: joined, left, returned,
hosted, spoke, attended, wrote, published, asked, commented, answered, reported, proposed, reviewed, released,
committed, credited; thread: what it belongs to (a discussion, an issue, an event); target: whom it answers; with: with
whom it was done; agenda: applied, external, internal; weight: how many single acts the row stands for; source: members,
events, projects, posts, or the archive's source.
"""


class Metric(NamedTuple):
    """A metric as its SQL file defines it: the header's fields, and the query.

    `series` tells what the query's series are called, by their names there. A hub's own metric (`is_own`) is in the
    hub's words; those of the others are English, and stand in the catalogues.
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

    @property
    def is_cited(self) -> bool:
        """Whether the source is a page on the web, called as it calls itself."""
        return "://" in self.source

    def words(self) -> Iterator[str]:
        """Everything that is said in words, to be said in other languages."""
        source = "" if self.is_cited else self.source
        yield from filter(None, (self.title, self.definition, self.unit, self.caveat, source, *self.series.values()))


class Figure(NamedTuple):
    """One number of a metric: for a month ("2026-05") or for the whole window (""), for one series of it.

    `value` is None where it is not known or suppressed; `n` is how many people or items it stands on.
    """

    period: str
    series: str
    value: float | None
    n: int


class Measured(NamedTuple):
    """A metric with its figures, ordered by period and series."""

    metric: Metric
    figures: tuple[Figure, ...]

    @property
    def is_count(self) -> bool:
        """Whether the figures count what they stand on and nothing else: seven people are from seven."""
        return all(figure.value in (None, figure.n) for figure in self.figures)

    @property
    def now(self) -> tuple[Figure, ...]:
        """The figures of the whole window."""
        return tuple(figure for figure in self.figures if not figure.period)

    @property
    def months(self) -> tuple[Figure, ...]:
        """The figures by month, oldest first."""
        return tuple(figure for figure in self.figures if figure.period)
