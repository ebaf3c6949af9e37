"""A hub whose tables a test fills by hand, to count on them what it worked out by hand."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from folkmoot.derive.activity import tell_apart, tell_clocks
from folkmoot.derive.measure import behind, measure
from folkmoot.derive.propose import proposed
from folkmoot.load.metrics import metric_files
from folkmoot.load.proposals import proposal_kinds
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import Behind, Figure, Measured, Metric
from folkmoot.model.period import Period, counted
from folkmoot.model.proposal import Proposal
from folkmoot.model.withheld import Withheld

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
MONTHS = [*(f"2025-{month:02}" for month in range(6, 13)), *(f"2026-{month:02}" for month in range(1, 6))]
_DAY = dt.timedelta(days=1)

Figures = dict[tuple[str, str], tuple[Any, int]]


def packaged(name: str) -> Metric:
    """One of Folkmoot's own metrics."""
    return next(metric for metric in metric_files(Path("nowhere"))[0] if metric.name == name)


@contextmanager
def counting(folder: Path, *asked: Period, languages: Iterable[str] = ("en", "fr")) -> Iterator["Counted"]:
    """An empty hub in UTC on 15 June 2026 at noon, where 90 days ago was 17 March; `folder` is empty."""
    with open_warehouse(folder) as connection:
        connection.execute(
            "INSERT INTO params VALUES (?, 90, 365, 60, ?, '2020-01-01', ?)",
            [NOW.replace(tzinfo=None), NOW.date(), list(languages)],
        )
        tell_clocks(connection, NOW, ZoneInfo("UTC"))
        for one in counted(NOW.date(), 90, asked):
            days = [one.first, one.until, one.first, one.until - _DAY]
            connection.execute("INSERT INTO periods VALUES (?, ?, ?, ?, ?)", [one.name, *days])
        yield Counted(connection)


class Counted:
    """Rows are added by what they say; everything that is not said is empty. Days are written 2026-05-01."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def did(self, actor: str, happened: str, kind: str = "commented", weight: float = 1, **fields: Any) -> None:
        """Something that somebody did, as a row of `activity`; `together` are those with whom."""
        usual = {"thread": "", "target": "", "together": [], "agenda": [], "source": "test", "url": ""}
        row = usual | {"project": "", "language": ""} | fields
        row |= {"actor": actor, "kind": kind, "happened": happened, "weight": weight}
        row["with"], day = row.pop("together"), happened[:10]
        self._add("activity", row | {"day": day})

    def joined(self, slug: str, day: str, status: str = "active", **fields: Any) -> None:
        """A member, who joined on a day."""
        usual = {"founder": False, "language": "", "languages": [], "skills": [], "interests": [], "available_for": []}
        self._add(
            "members",
            usual
            | {"town": "", "roles": [], "organisation": "", "invited_by": ""}
            | fields
            | {"slug": slug, "joined": day, "status": status},
        )
        self.did(slug, day, "joined", source="members")

    def left(self, actor: str, began: str, ended: str | None = None, joined: str | None = None) -> None:
        """Somebody left, and came back perhaps."""
        self._add("absences", {"actor": actor, "joined": joined, "began": began, "ended": ended})
        self.did(actor, began, "left", source="members")
        if ended:
            self.did(actor, ended, "returned", source="members")

    def opened(self, created: str, first_response: str | None = None, **fields: Any) -> None:
        """A discussion that ada opened, unless the fields say otherwise."""
        usual = {"kind": "discussions", "source": "forum", "title": "", "url": "", "category": "", "agenda": []}
        told = {"asker": "ada", "answerable": True, "responses": 0, "answered": None, "closed": None}
        row = (
            usual | told | {"project": "", "language": "", "reactions": 0, "thread": f"discussions/{created}"} | fields
        )
        self._add("threads", row | {"created": created, "first_response": first_response, "day": created[:10]})

    def takes_place(self, happened: str, slug: str = "evening", **fields: Any) -> None:
        """An event, which was held if it is over; who hosted, spoke and attended did so."""
        usual: dict[str, Any] = {
            "kind": "meeting",
            "status": "confirmed",
            "attendance": None,
            "agenda": [],
            "project": "",
            "title": "",
        }
        told = {"hosts": [], "speakers": [], "attendees": [], "language": "", "topics": [], "recap": False}
        row: dict[str, Any] = usual | told | {"thread": f"events/{slug}#{happened[:10]}", "slug": slug}
        row = row | {"happened": happened, "held": happened <= str(NOW.replace(tzinfo=None))} | fields
        self._add("events", row)
        for kind, people in (("hosted", "hosts"), ("spoke", "speakers"), ("attended", "attendees")):
            for actor in row[people] if row["held"] else ():
                others = [one for one in row[people] if one != actor and kind != "attended"]
                keys = {key: row[key] for key in ("thread", "agenda", "project", "language")}
                self.did(actor, happened, kind, together=others, source="events", **keys)

    def project(self, slug: str, **fields: Any) -> None:
        """A project."""
        usual = {"status": "active", "started": None, "agenda": ["applied"], "title": "", "language": "", "quarter": ""}
        told = {"topics": [], "leads": [], "contributors": [], "thread": f"projects/{slug}", "slug": slug}
        self._add("projects", usual | told | fields)

    def posted(self, slug: str, published: str, **fields: Any) -> None:
        """A post, which its authors published."""
        usual: dict[str, Any] = {"agenda": [], "authors": [], "title": "", "language": "en", "topics": []}
        row = usual | {"thread": f"posts/{slug}", "slug": slug, "published": published} | fields
        self._add("posts", row)
        for actor in row["authors"]:
            self.did(actor, published, "published", source="posts", thread=row["thread"])

    def serves(self, team: str, actor: str, since: str, until: str | None = None, role: str = "member") -> None:
        """A term in a team."""
        self._add("terms", {"team": team, "actor": actor, "role": role, "since": since, "until": until})

    def measured(self, metric: str | Metric) -> Measured:
        """A metric's figures, as of what was added until now."""
        tell_apart(self.connection)
        (one,), problems = measure(self.connection, [packaged(metric) if isinstance(metric, str) else metric])
        assert problems == []
        return one

    def figures(self, metric: str | Metric, scope: str = "") -> Figures:
        """The figures of one scope: value and n by period and series."""
        found = self.measured(metric).figures
        return {(one.period, one.series): (one.value, one.n) for one in found if one.scope == scope}

    def behind(self, metric: str, period: str, series: str, scope: str = "") -> tuple[Behind, ...]:
        """What stands behind one of them."""
        tell_apart(self.connection)
        return behind(self.connection, packaged(metric), Figure(period, series, None, 0, scope))

    def proposed(self, kind: str) -> list[Proposal]:
        """What is proposed of a kind, as of what was added until now."""
        tell_apart(self.connection)
        found, untold = proposed(self.connection, [one for one in proposal_kinds() if one.name == kind], Withheld())
        assert untold == []
        return list(found)

    def _add(self, table: str, row: dict[str, Any]) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        values = [list(value) if isinstance(value, tuple) else value for value in row.values()]
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
