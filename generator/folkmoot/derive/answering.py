"""Queries that answer within a time: those of metrics and of proposals, over the tables of the locked warehouse."""

from collections.abc import Sequence
from threading import Timer
from typing import Any

import duckdb

from folkmoot.text import one_line

LONGEST = 10.0
"""For how many seconds a query may be computed."""

MOST_ROWS = 100_000
"""How many rows a query may give: far more than anybody reads."""


def answered(
    connection: duckdb.DuckDBPyConnection,
    query: duckdb.Statement | str,
    longest: float = LONGEST,
    given: Sequence[Any] = (),
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the columns, and the rows: one more than there may be, where there are more.

    It reads and nothing else: a SELECT may hold a DELETE, and what others count on is in the same tables. Raises
    `duckdb.Error`, which is `duckdb.InterruptException` after `longest` seconds: see `in_words`.
    """
    end = Timer(longest, connection.interrupt)
    end.daemon = True
    end.start()
    connection.execute("BEGIN TRANSACTION READ ONLY")
    try:
        answer = connection.execute(query, given) if given else connection.execute(query)
        return [column[0] for column in answer.description or ()], answer.fetchmany(MOST_ROWS + 1)
    finally:
        end.cancel()
        connection.execute("ROLLBACK")


def selects(connection: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    """The queries that a file holds; none where any of its statements does something else than select."""
    statements = connection.extract_statements(sql)
    return statements if all(one.type == duckdb.StatementType.SELECT for one in statements) else []


def in_words(reason: Exception, longest: float) -> str:
    """Why a query gave no answer."""
    if isinstance(reason, duckdb.InterruptException):
        return f"it takes longer than {longest:g} seconds"
    if isinstance(reason, duckdb.OutOfMemoryException):
        return "it needs more memory than a query may take"
    return one_line(str(reason).partition("\n\n")[0])
