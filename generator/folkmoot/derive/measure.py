"""The metrics: each is one SQL file, run over the tables; what it answers becomes figures."""

import math
from collections.abc import Iterable
from threading import Timer
from typing import Any

import duckdb

from folkmoot.model.activity import Figure, Measured, Metric
from folkmoot.model.problem import Problem
from folkmoot.text import one_line

LONGEST = 10.0
"""For how many seconds a metric may be computed."""

MOST_FIGURES = 10_000
"""How many rows a metric may give: far more than anybody reads."""

_COLUMNS = ["period", "series", "value", "n"]


def measure(
    connection: duckdb.DuckDBPyConnection, metrics: Iterable[Metric], longest: float = LONGEST
) -> tuple[tuple[Measured, ...], list[Problem]]:
    """Every metric with its figures, by name; one whose SQL fails is a problem, and the others are still measured.

    It fails too where it takes more than `longest` seconds: a query can run for ever.
    """
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
                    "it has to be one SELECT that gives the columns period, series, value and n",
                )
            )
    return tuple(measured), problems


def _figures(connection: duckdb.DuckDBPyConnection, sql: str, longest: float) -> tuple[Figure, ...]:
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise ValueError("the file has to hold one SELECT and nothing else")
    end = Timer(longest, connection.interrupt)
    end.daemon = True
    end.start()
    try:
        answer = connection.execute(statements[0])
        names = [column[0] for column in answer.description or ()]
        rows = answer.fetchmany(MOST_FIGURES + 1)
    finally:
        end.cancel()
    if sorted(names) != sorted(_COLUMNS):
        raise ValueError(f"its columns are {', '.join(names)}")
    if len(rows) > MOST_FIGURES:
        raise ValueError(f"it gives more than {MOST_FIGURES:,} rows")
    figures = [_figure(dict(zip(names, row, strict=True))) for row in rows]
    return tuple(sorted(figures, key=lambda one: (one.period, one.series, one.n, repr(one.value))))


def _figure(row: dict[str, Any]) -> Figure:
    period, series = row["period"], row["series"]
    if not isinstance(period, str) or not isinstance(series, str):
        raise TypeError("period and series have to be text, and not NULL")
    value = None if row["value"] is None else float(row["value"])
    return Figure(period, series, value if value is None or math.isfinite(value) else None, int(row["n"] or 0))


def _in_words(reason: Exception, longest: float) -> str:
    if isinstance(reason, duckdb.InterruptException):
        return f"it takes longer than {longest:g} seconds"
    if isinstance(reason, duckdb.OutOfMemoryException):
        return "it needs more memory than a metric may take"
    return one_line(str(reason).partition("\n\n")[0])
