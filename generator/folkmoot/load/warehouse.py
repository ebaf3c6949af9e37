"""The archive as tables: a DuckDB connection that reads the NDJSON itself, gets the tables' SQL, and is then closed.

From then on it can neither read files nor reach the network, so that a metric from a pull request can only count.
"""

import atexit
import itertools
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

import duckdb

from folkmoot.load.archive_files import archive_files
from folkmoot.load.archive_tables import TABLES, declare, read

DEFINITIONS = (
    "facts.sql",
    "activity.sql",
    "credits.sql",
    "scopes.sql",
    "standing.sql",
    "habits.sql",
    "making.sql",
    "yearly.sql",
    "ties.sql",
    "proposals.sql",
    "gatherings.sql",
    "welcomes.sql",
)
"""The files in `derive/` that define the tables which metrics count on beside the archive's own, in their order."""

_OPENED = itertools.count()
_ONE_AT_A_TIME = Lock()
_CLOSED = ("memory_limit = '2GB'", "temp_directory = ''", "enable_external_access = false")


def open_warehouse(directory: Path | None, room: Path | None = None) -> duckdb.DuckDBPyConnection:
    """An in-memory database that reaches nothing outside: the archive's tables, and those of `derive/*.sql`, empty.

    `directory` is the archive's folder, None for an archive that holds nothing; `room` is a folder that it may write
    into and read from all the same.

    entries, discussions, issues, pulls, releases, work and departures have the fields of their records (without
    excerpts, and without what tells an entry from others; times as TIMESTAMP in UTC, NULL where there is none).
    comments, issue_comments, pull_comments and reviews have theirs, with the `source` and the id of the `discussion`,
    `issue` or `pull` that they belong to. The lines that `load_archive` reports are left out here too. What
    a query needs has to fit into two gigabytes, and is never laid down on disk.
    """
    connection = duckdb.connect(":memory:")
    # Of the whole database: whoever computes beside this connection, with a cursor of it, has the same clocks.
    connection.execute("SET GLOBAL timezone = 'UTC'")
    # Thousands of small files: two threads would take longer than one, since each of them opens every file.
    connection.execute("SET threads = 1")
    if next(_OPENED):
        _copy_definitions(connection)
    else:
        _define(connection)
    for kind in TABLES:
        if paths := archive_files(directory, kind) if directory else []:
            read(connection, kind, paths)
    if room:
        connection.execute("SET allowed_directories = $1", [[str(room)]])
    for setting in _CLOSED:
        connection.execute(f"SET {setting}")
    return connection


def _define(connection: duckdb.DuckDBPyConnection) -> None:
    declare(connection)
    for text in definitions():
        connection.execute(text)


def definitions() -> list[str]:
    """The SQL of `derive/*.sql` that defines tables, views and functions, in its order."""
    return [(files("folkmoot") / "derive" / name).read_text("utf-8") for name in DEFINITIONS]


def _copy_definitions(connection: duckdb.DuckDBPyConnection) -> None:
    """Defines the same as `_define` does, in a tenth of the time: views were looked through when they were defined.

    So a preview, which opens a warehouse after each change, waits less; who opens one alone needs no pattern.
    """
    with _ONE_AT_A_TIME:
        pattern = _pattern()
    if not pattern.exists():  # machines tidy up among what is temporary
        _define(connection)
        return
    named = str(pattern).replace("'", "''")
    connection.execute(f"ATTACH '{named}' AS pattern (READ_ONLY)")
    connection.execute("COPY FROM DATABASE pattern TO memory (SCHEMA)")
    connection.execute("DETACH pattern")


@cache
def _pattern() -> Path:
    """A database with all definitions and no rows, until the process ends: one in memory cannot be copied to others."""
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with duckdb.connect(folder / "pattern.duckdb") as connection:
        _define(connection)
    return folder / "pattern.duckdb"
