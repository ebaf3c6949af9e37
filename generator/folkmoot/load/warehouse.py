"""The archive as tables: a DuckDB connection that reads the NDJSON itself, gets the tables' SQL, and is then locked.

From then on it can neither read files nor reach the network, so that a metric from a pull request can only count.
The metrics' own files are read here too.
"""

from collections.abc import Callable
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import get_type_hints

import duckdb

from folkmoot.load.archive import ADDRESS, EMPTY, LINKED, TEXTS, TIMES, WEEK, WITHIN, archive_files
from folkmoot.model.base import SLUG
from folkmoot.model.folders import FOLDERS

_TABLES = ("entries", "discussions", "issues", "pulls", "releases", "work", "departures")
_INNER = {
    ("discussions", "comments"): ("comments", "discussion"),
    ("issues", "comments"): ("issue_comments", "issue"),
    ("pulls", "comments"): ("pull_comments", "pull"),
    ("pulls", "reviews"): ("reviews", "pull"),
}
"""The tables of what records hold, and how each calls the id of what it belongs to."""

DEFINITIONS = ("facts.sql", "activity.sql", "credits.sql", "scopes.sql")
"""The files in `derive/` that define the tables which metrics count on beside the archive's own, in their order."""

_LEFT_OUT = {"aliases", "comments", "reviews", "content", "earlier", "excerpt", "home"}
_SQL_TYPES = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", tuple[str, ...]: "VARCHAR[]"}
_JSON_TYPES = {str: "'VARCHAR'", int: "'UBIGINT', 'BIGINT'", bool: "'BOOLEAN'"}
_UNSEEN = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{84}\x{86}-\x{9f}\x{61c}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}"
    r"\x{2060}-\x{2064}\x{2066}-\x{2069}\x{feff}]"
)
_SPACE = r"[\t\n\r \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
"""What `text.one_line` removes, and what it takes for space, as DuckDB writes patterns."""

_FOLDER = r"regexp_extract(filename, '([^/\\]+)[/\\][^/\\]*$', 1)"
_WIDEST = 64 * 1024 * 1024
_LOCKED = (
    "memory_limit = '2GB'",
    "temp_directory = ''",
    "enable_external_access = false",
    "lock_configuration = true",
)

_Place = Callable[[str], str]
"""Where SQL finds the JSON of a field: a column, or a path inside another value."""


def open_warehouse(directory: Path) -> duckdb.DuckDBPyConnection:
    """A locked in-memory database with the archive's tables, and with the tables and views of `derive/*.sql`, empty.

    entries, discussions, issues, pulls, releases, work and departures have the fields of their records (without
    excerpts, and without what tells an entry from others; times as TIMESTAMP in UTC, NULL where there is none).
    comments, issue_comments, pull_comments and reviews have theirs, with the `source` and the id of the `discussion`,
    `issue` or `pull` that they belong to. The lines that `load_archive` reports are left out here too. A single thread
    computes, because sums of floats depend on their order. What a query needs has to fit into two gigabytes, and is
    never laid down on disk.
    """
    connection = duckdb.connect(":memory:")
    connection.execute("SET timezone = 'UTC'")
    # Thousands of small files: two threads would take longer than one, since each of them opens every file.
    connection.execute("SET threads = 1")
    for kind in _TABLES:
        _create(connection, kind, archive_files(directory, kind))
    for name in DEFINITIONS:
        connection.execute((files("folkmoot") / "derive" / name).read_text("utf-8"))
    for setting in _LOCKED:
        connection.execute(f"SET {setting}")
    return connection


def _create(connection: duckdb.DuckDBPyConnection, kind: str, paths: list[Path]) -> None:
    record = FOLDERS[kind]
    names = [field.name for field in fields(record)]
    columns = ", ".join(f"{_quoted(name)}: 'JSON'" for name in names)
    # The names come from this program's own records, and the paths as a parameter.
    connection.execute(f"CREATE TEMP TABLE lines ({', '.join(f'{_quoted(name)} JSON' for name in names)})")
    if paths:
        connection.execute(
            f"INSERT INTO lines SELECT {', '.join(map(_quoted, names))} FROM read_json(?,"  # noqa: S608
            f" format = 'newline_delimited', ignore_errors = true,"
            f" maximum_object_size = {_WIDEST}, columns = {{{columns}}}, filename = true)"
            f" WHERE source ->> '$' = {_FOLDER} AND {_good(record, _quoted)}",
            [[str(path) for path in paths]],
        )
    connection.execute(f"CREATE TABLE {kind} AS SELECT {_typed(record, _quoted)} FROM lines")  # noqa: S608
    for key, inner in WITHIN.get(record, {}).items():
        table, of = _INNER[kind, key]
        connection.execute(
            f"CREATE TABLE {table} AS SELECT source ->> '$' AS source, id ->> '$' AS {of},"  # noqa: S608
            f" {_typed(inner, _inside)} FROM (SELECT source, id, unnest({_list(key)}) AS item FROM lines)"
        )
    connection.execute("DROP TABLE lines")


def _quoted(name: str) -> str:
    return f'"{name}"'


def _inside(name: str) -> str:
    return f"(item -> '$.{name}')"


def _list(place: str) -> str:
    return f"""coalesce(from_json({place}, '["JSON"]'), [])"""


def _typed(record: type, place: _Place) -> str:
    """The columns of a table of these records."""
    kinds = get_type_hints(record)
    return ", ".join(
        f"{_value(record, name, kinds[name], place(name))} AS {_quoted(name)}"
        for name in (field.name for field in fields(record))
        if name not in _LEFT_OUT
    )


def _value(record: type, name: str, kind: type, place: str) -> str:
    if kind == tuple[str, ...]:
        text = _one_line("(one ->> '$')")
        return f"list_transform({_list(place)}, lambda one: {text})"
    if name in TIMES[record]:
        return f"TRY_CAST({place} ->> '$' AS TIMESTAMP)"
    value = f"CAST({place} ->> '$' AS {_SQL_TYPES[kind]})"
    if name in TEXTS[record]:
        value = _one_line(value)
    if name not in EMPTY:
        return value
    return f"coalesce({value}, {_literal(EMPTY[name])})"


def _one_line(value: str) -> str:
    return f"trim(regexp_replace(regexp_replace({value}, '{_UNSEEN}', '', 'g'), '{_SPACE}', ' ', 'g'))"


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


def _good(record: type, place: _Place) -> str:
    """The condition under which a line holds such a record: the same that `load_archive` sets."""
    kinds = get_type_hints(record)
    return " AND ".join(_fits(record, field.name, kinds[field.name], place(field.name)) for field in fields(record))


def _fits(record: type, name: str, kind: type, place: str) -> str:
    if name == "weeks":
        fits = _all_of(place, f"json_type(item) = 'VARCHAR' AND regexp_full_match(item ->> '$', '{WEEK}')")
    elif kind == tuple[str, ...]:
        fits = _all_of(place, "json_type(item) = 'VARCHAR'")
    elif inner := WITHIN.get(record, {}).get(name):
        fits = _all_of(place, f"json_type(item) = 'OBJECT' AND {_good(inner, _inside)}")
    elif name in TIMES[record]:
        form = TIMES[record][name] + ("|" if name in EMPTY else "")
        fits = (
            f"json_type({place}) = 'VARCHAR' AND regexp_full_match({place} ->> '$', '{form}')"
            f" AND ({place} ->> '$' = '' OR TRY_CAST({place} ->> '$' AS TIMESTAMP) IS NOT NULL)"
        )
    elif name == "url" and record in LINKED:
        fits = f"json_type({place}) = 'VARCHAR' AND regexp_full_match({place} ->> '$', '{ADDRESS}')"
    elif name == "source":
        fits = f"json_type({place}) = 'VARCHAR' AND regexp_full_match({place} ->> '$', '{SLUG.pattern}')"
    else:
        fits = f"json_type({place}) IN ({_JSON_TYPES[kind]})"
        if kind is int:
            fits += f" AND TRY_CAST({place} ->> '$' AS BIGINT) IS NOT NULL"
    return f"coalesce({fits}, false)" if name not in EMPTY else _or_empty(place, fits)


def _or_empty(place: str, fits: str) -> str:
    return f"({place} IS NULL OR json_type({place}) = 'NULL' OR coalesce({fits}, false))"


def _all_of(place: str, condition: str) -> str:
    return (
        f"json_type({place}) = 'ARRAY'"
        f" AND len(list_filter({_list(place)}, lambda item: NOT coalesce({condition}, false))) = 0"
    )
