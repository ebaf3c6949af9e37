"""The metrics: each is one SQL file, run over the tables; what it answers becomes figures."""

import math
from collections.abc import Iterable, Sequence
from threading import Timer
from typing import Any

import duckdb

from folkmoot.model.activity import Behind, Figure, Measured, Metric
from folkmoot.model.problem import Problem
from folkmoot.text import one_line

LONGEST = 10.0
"""For how many seconds a metric may be computed."""

MOST_FIGURES = 100_000
"""How many rows a metric may give: far more than anybody reads."""

MOST_BEHIND = 500
"""How much of what stands behind a figure is told."""

_COLUMNS = {"period", "series", "value", "n"}
_BEHIND = ["scope", "period", "series", "actor", "day", "what", "thread", "url"]
_NULL = "period, series and scope have to be text, and not NULL"


def measure(
    connection: duckdb.DuckDBPyConnection, metrics: Iterable[Metric], longest: float = LONGEST
) -> tuple[tuple[Measured, ...], list[Problem]]:
    """Every metric with its figures, by name; one whose SQL fails is a problem, and the others are still measured.

    It fails too where it takes more than `longest` seconds: a query can run for ever. From here on the connection's
    settings are locked, and a single thread computes, because sums of floats depend on their order.
    """
    if not is_locked(connection):
        connection.execute("SET threads = 1")
        connection.execute("SET lock_configuration = true")
    measured: list[Measured] = []
    problems: list[Problem] = []
    for metric in sorted(metrics, key=lambda one: one.name):
        try:
            measured.append(Measured(metric, _figures(connection, metric.sql, longest)))
        except (duckdb.Error, ValueError, TypeError, OverflowError) as reason:
            problems.append(
                Problem(
                    f"metrics/{metric.name}.sql",
                    "metric-sql",
                    f"the metric “{metric.title}” cannot be computed: {_in_words(reason, longest)}",
                    "it has to be one SELECT that gives the columns period, series, value and n, and scope if it likes",
                )
            )
    return tuple(measured), problems


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
        told = statements[1].query.strip().rstrip(";")
        names, rows = _answered(
            connection,
            f"SELECT * FROM ({told}) WHERE scope = $1 AND period = $2 AND series = $3"  # noqa: S608 (it is a metric's)
            f" ORDER BY day DESC NULLS LAST, actor, what, thread, url LIMIT {MOST_BEHIND}",
            longest,
            [figure.scope, figure.period, figure.series],
        )
    except duckdb.Error as reason:
        raise ValueError(_in_words(reason, longest)) from None
    if sorted(names) != sorted(_BEHIND):
        raise ValueError(f"the columns of what stands behind its figures are {', '.join(names)}")
    return tuple(
        Behind(row["actor"] or "", row["day"], row["what"] or "", row["thread"] or "", row["url"] or "")
        for row in (dict(zip(names, row, strict=True)) for row in rows)
    )


def _figures(connection: duckdb.DuckDBPyConnection, sql: str, longest: float) -> tuple[Figure, ...]:
    names, rows = _answered(connection, _statements(connection, sql)[0], longest)
    if set(names) - {"scope"} != _COLUMNS or len(set(names)) != len(names):
        raise ValueError(f"its columns are {', '.join(names)}")
    if len(rows) > MOST_FIGURES:
        raise ValueError(f"it gives more than {MOST_FIGURES:,} rows")
    figures = [_figure(dict(zip(names, row, strict=True))) for row in rows]
    return tuple(sorted(figures, key=lambda one: (one.scope, one.period, one.series, one.n, repr(one.value))))


def _statements(connection: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    """The query for the figures, and that for what stands behind them, where there is one."""
    statements = connection.extract_statements(sql)
    if len(statements) not in (1, 2) or any(one.type != duckdb.StatementType.SELECT for one in statements):
        raise ValueError("the file has to hold one SELECT, or a second one for what stands behind the figures")
    return statements


def _answered(
    connection: duckdb.DuckDBPyConnection, query: duckdb.Statement | str, longest: float, given: Sequence[str] = ()
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the columns, and the rows: one more than there may be, where there are more."""
    end = Timer(longest, connection.interrupt)
    end.daemon = True
    end.start()
    try:
        answer = connection.execute(query, given) if given else connection.execute(query)
        return [column[0] for column in answer.description or ()], answer.fetchmany(MOST_FIGURES + 1)
    finally:
        end.cancel()


def _figure(row: dict[str, Any]) -> Figure:
    period, series, scope = row["period"], row["series"], row.get("scope", "")
    if not all(isinstance(one, str) for one in (period, series, scope)):
        raise TypeError(_NULL)
    value = None if row["value"] is None else float(row["value"])
    return Figure(period, series, value if value is None or math.isfinite(value) else None, int(row["n"] or 0), scope)


def _in_words(reason: Exception, longest: float) -> str:
    if isinstance(reason, duckdb.InterruptException):
        return f"it takes longer than {longest:g} seconds"
    if isinstance(reason, duckdb.OutOfMemoryException):
        return "it needs more memory than a metric may take"
    return one_line(str(reason).partition("\n\n")[0])
