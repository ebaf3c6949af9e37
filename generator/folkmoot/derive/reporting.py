"""What a report says: the figures of a period beside those before it, what happened in it, and what needs a hand."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import duckdb

from folkmoot.model.activity import Figure, Measured
from folkmoot.model.faring import Faring, faring, last_asked
from folkmoot.model.harvest import Harvest
from folkmoot.model.hub import Hub
from folkmoot.model.period import WINDOW, Period, holding
from folkmoot.model.report import Happening, HappeningKind, Line, Need, NeedKind, Report, Thing

MOST = 50
"""How many things of a kind a report names; of others it says how many there are."""

_AGENDAS = ("applied", "external", "internal")
_WAITS = dt.timedelta(days=2)
"""So long a question may wait before it needs a hand: an answer may take a night, or a weekend."""

_WRITTEN = dt.timedelta(days=7)
"""So long after an event nobody asks for its recap yet."""

_FORGOTTEN = dt.timedelta(days=60)
"""So long after an event nobody would write its recap any more."""


def reported(
    hub: Hub, connection: duckdb.DuckDBPyConnection, periods: tuple[Period, Period], scope: str = ""
) -> Report:
    """The report of a period, which is the first of the `periods`, beside the second, in one scope.

    `connection` is the warehouse from which the hub was derived, with figures for both periods. A scope that is not in
    its table `scopes` has nothing to tell.
    """
    period, before = periods
    told = _Told(connection, scope, hub.today)
    asked = Report(
        scope,
        hub.today,
        period,
        before,
        tuple(_lines(hub.measured, period, before, scope)),
        tuple(_needs(hub, told)),
        tuple(told.happened(period)),
    )
    if scope:
        return asked
    fared = [one for one in faring(hub.sources, hub.harvest, hub.now) if one.plight != "former"]
    return asked._replace(
        troubled=tuple(one for one in fared if one.is_unreadable),
        unread=tuple(one for one in fared if one.plight == "unread"),
        newest=tuple(_newest(hub.harvest, connection)),
        asked=last_asked(fared),
    )


def scopes(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The scopes that there are reports of, besides the hub as a whole."""
    return tuple(
        row[0] for row in connection.execute("SELECT scope FROM scopes WHERE scope <> '' ORDER BY 1").fetchall()
    )


def titles(connection: duckdb.DuckDBPyConnection, threads: list[str]) -> dict[str, str]:
    """What discussions, issues and pull requests are called, of these threads."""
    query = "SELECT thread, title FROM threads WHERE list_contains($1, thread) ORDER BY ALL"
    return dict(connection.execute(query, [threads]).fetchall()) if threads else {}


def _lines(measured: tuple[Measured, ...], period: Period, before: Period, scope: str) -> Iterator[Line]:
    for whole in sorted(measured, key=lambda one: one.metric.place):
        one = whole.within(scope)
        now, then = _by_series(one, period.name), _by_series(one, before.name)
        lately = {} if now else _by_series(one, WINDOW)
        for series in one.lines:
            if series in now:
                yield Line(one, series, now[series], then.get(series))
            elif series in lately:
                yield Line(one, series, lately[series], None, is_lately=True)


def _by_series(one: Measured, period: str) -> dict[str, Figure]:
    return {figure.series: figure for figure in one.of(period)}


def _needs(hub: Hub, told: "_Told") -> Iterator[Need]:
    """What needs a hand today; what is planned, made together and collected is the whole hub's business."""
    active_days = hub.community.profile.thresholds.active_days
    yield from _some("unresponded", told.unresponded(active_days))
    if not told.scope:
        if not any(one.takes_place for one in hub.own_upcoming):
            yield Need("meetup", 1)
        quarter = holding("quarter", hub.today)
        if not any(
            one.quarter == quarter.name or (one.started and quarter.first <= one.started < quarter.until)
            for one in hub.community.projects.values()
        ):
            yield Need("project", 1)
        yield from _some("agendas", told.forgotten(active_days))
    yield from _some("recaps", told.unwritten())
    if not told.scope:
        failing = [one for one in faring(hub.sources, hub.harvest, hub.now) if one.is_unreadable]
        yield from _some("sources", [_source(hub, one) for one in failing])


def _some(kind: NeedKind, things: list[Thing]) -> Iterator[Need]:
    if things:
        yield Need(kind, len(things), tuple(things[:MOST]))


def _source(hub: Hub, one: Faring) -> Thing:
    since = hub.day_of(one.since) if one.since else None
    return Thing("sources", one.source.slug, one.source.title, one.source.url, since, one.reason)


class _Told:
    """What the warehouse knows of one scope."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, scope: str, today: dt.date) -> None:
        self.scope, self._connection, self._today = scope, connection, today
        self._kind, _, self._name = scope.partition("/")

    def unresponded(self, active_days: int) -> list[Thing]:
        """The open questions and issues that no other human has answered.

        First come those of the last active days, the one that waits longest first; whoever asked earlier hardly waits
        any more: of those the latest comes first.
        """
        rows = self._rows(
            "SELECT thread, title, url, day FROM scoped_threads WHERE scope = $scope AND title <> '' AND closed IS NULL"
            " AND first_response IS NULL AND answered IS NULL AND asker <> '' AND day <= $until"
            " AND (kind = 'issues' OR (kind = 'discussions' AND answerable))"
            " ORDER BY day < $lately, abs(day - $lately), thread",
            until=self._today - _WAITS,
            lately=self._today - dt.timedelta(days=active_days),
        )
        return [Thing("threads", thread, title, url, day) for thread, title, url, day in rows]

    def forgotten(self, active_days: int) -> list[Thing]:
        """The agendas of which nothing happened in the last active days, and when something did last."""
        rows = self._rows(
            "SELECT agenda, max(day), min(day) FROM (SELECT day, unnest(agenda) AS agenda FROM activity) GROUP BY 1"
        )
        latest, since = {agenda: day for agenda, day, _ in rows}, self._today - dt.timedelta(days=active_days)
        has_had_time = any(first < since for _, _, first in rows)
        missing = [one for one in _AGENDAS if latest.get(one, dt.date.min) < since] if has_had_time else []
        return [Thing("agendas", one, day=latest.get(one)) for one in missing]

    def unwritten(self) -> list[Thing]:
        """The events held lately of which nobody wrote what happened, the latest first."""
        rows = self._rows(
            "SELECT slug, day_of(happened) AS day FROM events AS x WHERE held AND NOT recap AND {here}"
            " AND day BETWEEN $since AND $until ORDER BY day DESC, slug",
            since=self._today - _FORGOTTEN,
            until=self._today - _WRITTEN,
        )
        return [Thing("events", slug, day=day) for slug, day in rows]

    def happened(self, period: Period) -> Iterator[Happening]:
        """What was held and published, and who is new, in the order of time."""
        found: dict[HappeningKind, tuple[str, str]] = {
            "events": ("events", "SELECT slug, day_of(happened) AS day FROM events AS x WHERE held AND {here}"),
            "posts": ("posts", "SELECT slug, day_of(published) AS day FROM posts AS x WHERE {here}"),
            "joined": ("members", "SELECT actor, first AS day FROM spells WHERE scope = $scope"),
        }
        for kind, (family, query) in found.items():
            rows = self._rows(
                f"{query} AND day BETWEEN $since AND $until ORDER BY day, 1",
                since=period.first,
                until=period.until - dt.timedelta(days=1),
            )
            yield Happening(kind, len(rows), tuple(Thing(family, name, day=day) for name, day in rows[:MOST]))

    def _rows(self, query: str, **given: dt.date) -> list[tuple[Any, ...]]:
        """What a query answers; {here} in it says that something (x) belongs to the scope."""
        here = {
            "": "true",
            "language": "x.language = $name",
            "team": "x.thread IN (SELECT s.thread FROM scoped AS s WHERE s.scope = $scope)",
            "project": "x.project = $name" if "FROM events" in query else "false",
        }[self._kind]
        query = query.format(here=here)
        known: dict[str, Any] = {"scope": self.scope, "name": self._name, **given}
        return self._connection.execute(
            query, {name: value for name, value in known.items() if f"${name}" in query}
        ).fetchall()


def _newest(harvest: Harvest, connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dt.date]]:
    """When the newest record of each kind is from, of those of which there is any."""
    told = {
        "entries": (one.first_seen for one in harvest.entries),
        "events": (one.first_seen for one in harvest.events),
        "mentions": (one.first_seen for one in harvest.mentions),
    }
    asked = connection.execute(
        "SELECT kind, max(day) FROM ("
        " SELECT 'discussions' AS kind, day_of(max(published)) AS day FROM discussions"
        " UNION ALL SELECT 'issues', day_of(max(published)) FROM issues"
        " UNION ALL SELECT 'issues', day_of(max(published)) FROM pulls"
        " UNION ALL SELECT 'releases', day_of(max(published)) FROM releases"
        " UNION ALL SELECT 'work', CAST(max(last) AS DATE) FROM work"
        ") GROUP BY kind HAVING max(day) IS NOT NULL ORDER BY kind"
    )
    for kind, stamps in told.items():
        if latest := max(stamps, default=""):
            yield kind, dt.date.fromisoformat(latest[:10])
    yield from asked.fetchall()
