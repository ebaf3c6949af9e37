"""The metrics: each is one SQL file, run over the tables; what it answers becomes figures."""

import datetime as dt
import math
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb

from folkmoot.derive.answering import LONGEST, MOST_ROWS, answered, in_words, selects
from folkmoot.model.activity import Behind, Figure, Measured, Metric
from folkmoot.model.problem import Problem

MOST_BEHIND = 500
"""How much of what stands behind a figure is told."""

_AT_ONCE = 2
"""How many metrics are computed at the same time: each needs memory of its own."""

_LARGEST = 10**15
"""No figure of people is larger, and larger ones cannot be written exactly."""

_COLUMNS = {"period", "series", "value", "n"}
_BEHIND = ["scope", "period", "series", "actor", "day", "what", "thread", "url"]
_PERIOD = re.compile(r"all|\d{4}-(?:(?:0[1-9]|1[0-2])|Q[1-4]|W(?:0[1-9]|[1-4]\d|5[0-3]))|", re.ASCII)
_NULL = "period, series and scope have to be text, and not NULL"


def measure(
    connection: duckdb.DuckDBPyConnection, metrics: Iterable[Metric], longest: float = LONGEST
) -> tuple[tuple[Measured, ...], list[Problem]]:
    """Every metric with its figures, by name; one whose SQL fails is a problem, and the others are still measured.

    It fails too where it takes more than `longest` seconds: a query can run for ever. From here on the connection's
    settings are locked. Several metrics are computed at a time, but each by a single thread, because sums of floats
    depend on their order.
    """
    if not is_locked(connection):
        connection.execute("SET threads = 1")
        connection.execute("SET lock_configuration = true")

    def told(metric: Metric) -> Measured | Problem:
        with connection.cursor() as own:
            return _measured(own, metric, longest)

    with ThreadPoolExecutor(_AT_ONCE) as several:
        found = list(several.map(told, sorted(metrics, key=lambda one: one.name)))
    return (
        tuple(one for one in found if isinstance(one, Measured)),
        [one for one in found if isinstance(one, Problem)],
    )


def is_locked(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether nobody can change the connection's settings any more."""
    return connection.execute("SELECT current_setting('lock_configuration')").fetchall() == [(True,)]


def behind(
    connection: duckdb.DuckDBPyConnection, metric: Metric, figure: Figure, longest: float = LONGEST
) -> tuple[Behind, ...]:
    """What stands behind a figure, the latest first, at most `MOST_BEHIND` rows; nothing where the metric tells none.

    Raises `ValueError` in words where it cannot be told.
    """
    try:
        statements = _statements(connection, metric.sql)
        if len(statements) == 1:
            return ()
        told = statements[1].query.strip().rstrip(";") + "\n"  # its last line may be a comment
        names, rows = answered(
            connection,
            f"SELECT * FROM ({told}) WHERE scope = $1 AND period = $2 AND series = $3"  # noqa: S608 (it is a metric's)
            f" ORDER BY day DESC NULLS LAST, actor, what, thread, url LIMIT {MOST_BEHIND}",
            longest,
            [figure.scope, figure.period, figure.series],
        )
    except (duckdb.Error, ValueError, OverflowError) as reason:  # a day may lie before all calendars
        raise ValueError(in_words(reason, longest)) from None
    if sorted(names) != sorted(_BEHIND):
        raise ValueError(f"the columns of what stands behind its figures are {', '.join(names)}")
    return tuple(_behind(dict(zip(names, row, strict=True))) for row in rows)


def _behind(row: dict[str, Any]) -> Behind:
    words = {name: row[name] or "" for name in ("actor", "what", "thread", "url")}
    if not all(isinstance(one, str) for one in words.values()) or not isinstance(row["day"], dt.date | None):
        raise ValueError("of what stands behind its figures day has to be a DATE, and actor, what, thread, url text")
    return Behind(day=row["day"].date() if isinstance(row["day"], dt.datetime) else row["day"], **words)


def _measured(connection: duckdb.DuckDBPyConnection, metric: Metric, longest: float) -> Measured | Problem:
    try:
        return Measured(metric, _figures(connection, metric.sql, longest))
    except (duckdb.Error, ValueError, TypeError, OverflowError) as reason:
        return Problem(
            f"metrics/{metric.name}.sql",
            "metric-sql",
            f"the metric “{metric.title}” cannot be computed: {in_words(reason, longest)}",
            "it has to be one SELECT that gives the columns period, series, value and n, and scope if it likes",
        )


def _figures(connection: duckdb.DuckDBPyConnection, sql: str, longest: float) -> tuple[Figure, ...]:
    names, rows = answered(connection, _statements(connection, sql)[0], longest)
    if set(names) - {"scope"} != _COLUMNS or len(set(names)) != len(names):
        raise ValueError(f"its columns are {', '.join(names)}")
    if len(rows) > MOST_ROWS:
        raise ValueError(f"it gives more than {MOST_ROWS:,} rows")
    figures = [_figure(dict(zip(names, row, strict=True))) for row in rows]
    return tuple(sorted(figures, key=lambda one: (one.scope, one.period, one.series, one.n, repr(one.value))))


def _statements(connection: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    """The query for the figures, and that for what stands behind them, where there is one."""
    statements = selects(connection, sql)
    if len(statements) not in (1, 2):
        raise ValueError("the file has to hold one SELECT, or a second one for what stands behind the figures")
    return statements


def _figure(row: dict[str, Any]) -> Figure:
    period, series, scope = row["period"], row["series"], row.get("scope", "")
    if not all(isinstance(one, str) for one in (period, series, scope)):
        raise TypeError(_NULL)
    if not _PERIOD.fullmatch(period):
        raise ValueError(
            f"there is no period {period!r:.60}; write '' for the last days, 'all', or a month such as '2026-05'"
        )
    value = None if row["value"] is None else float(row["value"])
    if value is not None and not math.isfinite(value):
        value = None
    number = int(row["n"] or 0)
    if max(abs(value or 0), abs(number)) > _LARGEST:
        raise ValueError(f"a figure of {period or 'the last days'} is larger than {_LARGEST:,}")
    return Figure(period, series, value, number, scope)
