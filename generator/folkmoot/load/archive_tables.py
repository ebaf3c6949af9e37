"""The archive's lines as tables: each line is looked at as a whole first, for its shape, and then typed at once.

There are few shapes and many lines: whether every value of a line is of its kind is decided once a shape, and what is
left to ask is what the values say. To ask the same of each value in JSON takes several times as long.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import duckdb

from folkmoot.load.archive import ADDRESS, EMPTY, LINKED, TEXTS, TIMES, WEEK, WITHIN
from folkmoot.model.base import SLUG
from folkmoot.model.folders import FOLDERS

TABLES = ("entries", "discussions", "issues", "pulls", "releases", "work", "departures")
"""The archive's folders that are tables of the same names."""

_INNER = {
    ("discussions", "comments"): ("comments", "discussion"),
    ("issues", "comments"): ("issue_comments", "issue"),
    ("pulls", "comments"): ("pull_comments", "pull"),
    ("pulls", "reviews"): ("reviews", "pull"),
}
"""The tables of what records hold, and how each calls the id of what it belongs to."""

_LEFT_OUT = {"aliases", "comments", "reviews", "content", "earlier", "excerpt", "home"}
_WORDS = tuple[str, ...]
_SHAPES = {str: {"VARCHAR"}, int: {"UBIGINT", "BIGINT", "HUGEINT"}, bool: {"BOOLEAN"}}
_READ_AS = {str: "VARCHAR", int: "HUGEINT", bool: "BOOLEAN"}
_SQL_TYPES = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", _WORDS: "VARCHAR[]"}
_UNSEEN = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{84}\x{86}-\x{9f}\x{61c}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}"
    r"\x{2060}-\x{2064}\x{2066}-\x{2069}\x{feff}]"
)
_SPACE = r"[\t\n\r \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
"""What `text.one_line` removes, and what it takes for space, as DuckDB writes patterns."""

_FOLDER = r"regexp_extract(filename, '([^/\\]+)[/\\][^/\\]*$', 1)"
_WIDEST = 64 * 1024 * 1024


def declare(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables of the archive's folders, and those of what their records hold, all of them empty."""
    for kind in TABLES:
        record = FOLDERS[kind]
        connection.execute(f"CREATE TABLE {kind} ({_declared(record)})")
        for key, inner in WITHIN.get(record, {}).items():
            table, of = _INNER[kind, key]
            connection.execute(f"CREATE TABLE {table} (source VARCHAR, {of} VARCHAR, {_declared(inner)})")


def read(connection: duckdb.DuckDBPyConnection, kind: str, paths: list[Path]) -> None:
    """Fills the tables of one of the archive's folders from the files at `paths`, of which there is one at least.

    Lines that `load.archive` reports are left out.
    """
    record = FOLDERS[kind]
    connection.execute(
        f"CREATE TEMP TABLE told AS SELECT json AS line, {_FOLDER} AS folder,"  # noqa: S608
        " CAST(json_structure(json) AS VARCHAR) AS shape"
        f" FROM read_ndjson_objects(?, ignore_errors = true, maximum_object_size = {_WIDEST}, filename = true)",
        [[str(path) for path in paths]],
    )
    # What is no JSON has no shape.
    shapes = connection.execute("SELECT DISTINCT shape FROM told WHERE shape IS NOT NULL").fetchall()
    fitting = [shape for (shape,) in shapes if _fits(record, json.loads(shape))]
    # The names come from this program's own records.
    structure = json.dumps(_structure(record))
    connection.execute(
        f"CREATE TEMP TABLE typed AS SELECT folder, from_json(line, '{structure}') AS one FROM told"  # noqa: S608
        " WHERE shape IN (SELECT unnest(?))",
        [fitting],
    )
    connection.execute(
        f"CREATE TEMP TABLE lines AS SELECT one FROM typed WHERE {_place('one', 'source')} = folder"  # noqa: S608
        f" AND {_says(record, 'one')}"
    )
    # Rows are numbered in the order of the files, so that the same line counts as when the archive is loaded.
    connection.execute(
        "DELETE FROM lines USING (SELECT one.source AS source, one.id AS id, min(rowid) AS first FROM lines"
        " GROUP BY ALL HAVING count(*) > 1) AS doubled"
        " WHERE one.source = doubled.source AND one.id = doubled.id AND lines.rowid > doubled.first"
    )
    connection.execute(f"INSERT INTO {kind} SELECT {_columns(record, 'one')} FROM lines")  # noqa: S608
    for key, inner in WITHIN.get(record, {}).items():
        table, of = _INNER[kind, key]
        connection.execute(
            f"INSERT INTO {table} SELECT source, {of}, {_columns(inner, 'item')} FROM"  # noqa: S608
            f" (SELECT {_place('one', 'source')} AS source, {_place('one', 'id')} AS {of},"
            f" unnest({_place('one', key)}) AS item FROM lines)"
        )
    for table in ("lines", "typed", "told"):
        connection.execute(f"DROP TABLE {table}")


def _declared(record: type) -> str:
    """The columns of a table of these records, with their types."""
    kinds = get_type_hints(record)
    return ", ".join(
        f'"{name}" {"TIMESTAMP" if name in TIMES[record] else _SQL_TYPES[kinds[name]]}' for name in _shown(record)
    )


def _place(value: str, name: str) -> str:
    return f'{value}."{name}"'


def _fits(record: type, shape: Any) -> bool:
    """Whether lines of this shape, as json_structure tells it, have values of the right kinds; some may be missing."""
    if not isinstance(shape, Mapping):
        return False
    kinds = get_type_hints(record)
    return all(_fits_kind(record, name, kinds[name], shape.get(name, "NULL")) for name in _names(record))


def _fits_kind(record: type, name: str, kind: type, shape: Any) -> bool:
    if shape == "NULL":
        return name in EMPTY
    if kind not in _SHAPES:  # a list, and of a list with nothing in it nobody can tell what of
        inner = WITHIN.get(record, {}).get(name)
        if not isinstance(shape, list):
            return False
        return shape[0] == "NULL" or (_fits(inner, shape[0]) if inner else shape[0] == "VARCHAR")
    return isinstance(shape, str) and shape in _SHAPES[kind]


def _structure(record: type) -> dict[str, Any]:
    """How from_json is told what to read."""
    kinds = get_type_hints(record)
    within = WITHIN.get(record, {})
    return {
        name: [_structure(within[name])] if name in within else _READ_AS.get(kinds[name], ["VARCHAR"])
        for name in _names(record)
    }


def _names(record: type) -> list[str]:
    return [field.name for field in fields(record)]


def _shown(record: type) -> list[str]:
    return [name for name in _names(record) if name not in _LEFT_OUT]


def _columns(record: type, value: str) -> str:
    """The columns of a table of these records."""
    kinds = get_type_hints(record)
    return ", ".join(
        f'{_column(record, name, kinds[name], _place(value, name))} AS "{name}"' for name in _shown(record)
    )


def _column(record: type, name: str, kind: type, place: str) -> str:
    if kind == _WORDS:
        return f"list_transform(coalesce({place}, []), lambda word: {_one_line('word')})"
    if name in TIMES[record]:
        return f"TRY_CAST({place} AS TIMESTAMP)"
    read = f"coalesce({place}, {_literal(EMPTY[name])})" if name in EMPTY else place
    return f"CAST({_one_line(read) if name in TEXTS[record] else read} AS {_SQL_TYPES[kind]})"


def _one_line(value: str) -> str:
    return f"trim(regexp_replace(regexp_replace({value}, '{_UNSEEN}', '', 'g'), '{_SPACE}', ' ', 'g'))"


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


def _says(record: type, value: str) -> str:
    """The condition under which what the values say is right: the same that `load_archive` sets."""
    kinds = get_type_hints(record)
    return " AND ".join(_is_right(record, name, kinds[name], _place(value, name)) for name in _names(record))


def _is_right(record: type, name: str, kind: type, place: str) -> str:
    if name == "weeks":
        right = _all_of(place, f"regexp_full_match(within, '{WEEK}')")
    elif kind == _WORDS:
        right = _all_of(place, "within IS NOT NULL")
    elif inner := WITHIN.get(record, {}).get(name):
        right = _all_of(place, _says(inner, "within"))
    elif name in TIMES[record]:
        form = TIMES[record][name] + ("|" if name in EMPTY else "")
        right = f"regexp_full_match({place}, '{form}') AND ({place} = '' OR TRY_CAST({place} AS TIMESTAMP) IS NOT NULL)"
    elif name == "url" and record in LINKED:
        right = f"regexp_full_match({place}, '{ADDRESS}')"
    elif name == "source":
        right = f"regexp_full_match({place}, '{SLUG.pattern}')"
    elif kind is int:
        right = f"TRY_CAST({place} AS BIGINT) IS NOT NULL"
    else:
        right = f"{place} IS NOT NULL"
    return f"({place} IS NULL OR ({right}))" if name in EMPTY else f"coalesce({right}, false)"


def _all_of(place: str, condition: str) -> str:
    return f"len(list_filter({place}, lambda within: NOT coalesce({condition}, false))) = 0"
