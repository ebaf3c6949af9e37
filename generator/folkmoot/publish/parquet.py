"""Tables as Parquet, for programs that count on more machines than one."""

import json
from collections.abc import Iterable
from pathlib import Path

import duckdb

from folkmoot.model.activity import Measured

_DAYS = ("day", "happened", "created", "published")
"""What tells when something was, in the tables that have it: the first of these divides them by its year."""

_FIGURE = {
    "metric": "VARCHAR",
    "scope": "VARCHAR",
    "period": "VARCHAR",
    "series": "VARCHAR",
    "value": "DOUBLE",
    "n": "BIGINT",
}

CLOCKS = "clock_seconds"
"""What `clocks` is called there: with seconds, since Parquet's intervals are read by hardly anybody."""

_AS_SECONDS = "(SELECT since, until, epoch(ahead)::BIGINT AS ahead FROM clocks)"


def write_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Writes every table of the warehouse into a folder of its own below `folder`; says how many rows each has.

    The connection has to be allowed to write there. A table that knows days has a folder for each year, `year=2026`, as
    Hive names them, and `year` is a column of it; without rows it is one file all the same, so that its columns are
    known. Times are in UTC.
    """
    known = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY table_name").fetchall()
    rows: dict[str, int] = {}
    for (table,) in known:
        name, source = (CLOCKS, _AS_SECONDS) if table == "clocks" else (table, f'"{table}"')
        rows[name] = _written(connection, source, folder / name)
    return rows


def write_figures(connection: duckdb.DuckDBPyConnection, folder: Path, measured: Iterable[Measured]) -> int:
    """Writes every figure in the same way, as the table `figures`; says how many there are."""
    figures = [{"metric": one.metric.name, **figure._asdict()} for one in measured for figure in one.figures]
    columns = ", ".join(f"{name} {kind}" for name, kind in _FIGURE.items())
    connection.execute(f"CREATE TEMPORARY TABLE told ({columns})")
    names, shape = ", ".join(_FIGURE), json.dumps([_FIGURE])
    connection.execute(
        f"INSERT INTO told SELECT {names} FROM (SELECT unnest(from_json($1, '{shape}'), recursive := true))",  # noqa: S608
        [json.dumps(figures)],
    )
    return _written(connection, "told", folder / "figures")


def _written(connection: duckdb.DuckDBPyConnection, source: str, folder: Path) -> int:
    columns = {name for name, *_ in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
    number: int = (connection.execute(f"SELECT count(*) FROM {source}").fetchone() or (0,))[0]  # noqa: S608
    day = next((one for one in _DAYS if one in columns), "")
    year = f", year({day}) AS year" if number else ", NULL::BIGINT AS year"
    query = f"SELECT *{year if day else ''} FROM {source}"  # noqa: S608
    folder.mkdir(parents=True)
    if day and number:
        _copy(connection, query, folder, ", PARTITION_BY (year), OVERWRITE_OR_IGNORE")
    else:
        _copy(connection, query, folder / "data_0.parquet")
    return number


def _copy(connection: duckdb.DuckDBPyConnection, query: str, place: Path, how: str = "") -> None:
    named = str(place).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{named}' (FORMAT parquet, COMPRESSION zstd{how})")
