"""The archive as tables: a DuckDB connection that reads the NDJSON itself, gets the tables' SQL, and is then locked.

From then on it can neither read files nor reach the network, so that a metric from a pull request can only count.
The metrics' own files are read here too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import get_type_hints

import duckdb

from folkmoot.load.archive import ADDRESS, EMPTY, KINDS, LINKED, TIMES, archive_files
from folkmoot.model.activity import Metric
from folkmoot.model.harvest import Comment, Discussion
from folkmoot.model.problem import Problem
from folkmoot.text import closest

_TABLES = ("entries", "discussions", "work")
_LEFT_OUT = {"excerpt", "comments"}
_SQL_TYPES = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", tuple[str, ...]: "VARCHAR[]"}
_JSON_TYPES = {str: "'VARCHAR'", int: "'UBIGINT', 'BIGINT'", bool: "'BOOLEAN'"}
_WIDEST = 64 * 1024 * 1024
_LOCKED = (
    "threads = 1",
    "memory_limit = '2GB'",
    "temp_directory = ''",
    "enable_external_access = false",
    "lock_configuration = true",
)

_METRIC_NAME = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_HEADER_LINE = re.compile(r"--(?P<indent>\s*)(?P<text>.*)")
_HEADER_KEY = re.compile(r"(?P<key>\w+)\s*:\s*(?P<value>.*)")
_KEYS = ("title", "chaoss", "definition", "unit", "caveat", "source")
_NEEDED = ("title", "definition", "unit", "source")

_Place = Callable[[str], str]
"""Where SQL finds the JSON of a field: a column, or a path inside another value."""


def open_warehouse(directory: Path) -> duckdb.DuckDBPyConnection:
    """A locked in-memory database with the archive's tables, and with the tables and views of `derive/*.sql`, empty.

    entries, discussions and work have the fields of their records (without excerpts; times as TIMESTAMP in UTC, NULL
    where there is none), and comments has a comment's, with the `source` and the id of its `discussion`. The lines
    that `load_archive` reports are left out here too. A single thread computes, because sums of floats depend on
    their order. What a query needs has to fit into two gigabytes, and is never laid down on disk.
    """
    connection = duckdb.connect(":memory:")
    connection.execute("SET timezone = 'UTC'")
    for kind in _TABLES:
        _create(connection, kind, archive_files(directory, kind))
    for name in ("facts.sql", "activity.sql"):
        connection.execute((files("folkmoot") / "derive" / name).read_text("utf-8"))
    for setting in _LOCKED:
        connection.execute(f"SET {setting}")
    return connection


def _create(connection: duckdb.DuckDBPyConnection, kind: str, paths: list[Path]) -> None:
    record = KINDS[kind]
    names = [field.name for field in fields(record)]
    columns = ", ".join(f"{_quoted(name)}: 'JSON'" for name in names)
    # The names come from this program's own records, and the paths as a parameter.
    connection.execute(f"CREATE TEMP TABLE lines ({', '.join(f'{_quoted(name)} JSON' for name in names)})")
    if paths:
        connection.execute(
            f"INSERT INTO lines SELECT * FROM read_json(?, format = 'newline_delimited', ignore_errors = true,"  # noqa: S608
            f" maximum_object_size = {_WIDEST}, columns = {{{columns}}}) WHERE {_good(record, _quoted)}",
            [[str(path) for path in paths]],
        )
    connection.execute(f"CREATE TABLE {kind} AS SELECT {_typed(record, _quoted)} FROM lines")  # noqa: S608
    if record is Discussion:
        connection.execute(
            "CREATE TABLE comments AS SELECT source ->> '$' AS source, id ->> '$' AS discussion,"  # noqa: S608
            f" {_typed(Comment, _inside)} FROM (SELECT source, id, unnest({_list('comments')}) AS item FROM lines)"
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
        return f"list_transform({_list(place)}, lambda one: one ->> '$')"
    if name in TIMES[record]:
        return f"TRY_CAST({place} ->> '$' AS TIMESTAMP)"
    value = f"CAST({place} ->> '$' AS {_SQL_TYPES[kind]})"
    if name not in EMPTY:
        return value
    return f"coalesce({value}, {_literal(EMPTY[name])})"


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


def _good(record: type, place: _Place) -> str:
    """The condition under which a line holds such a record: the same that `load_archive` sets."""
    kinds = get_type_hints(record)
    return " AND ".join(_fits(record, field.name, kinds[field.name], place(field.name)) for field in fields(record))


def _fits(record: type, name: str, kind: type, place: str) -> str:
    if kind == tuple[str, ...]:
        fits = _all_of(place, "json_type(item) = 'VARCHAR'")
    elif name == "comments":
        fits = _all_of(place, f"json_type(item) = 'OBJECT' AND {_good(Comment, _inside)}")
    elif name in TIMES[record]:
        form = TIMES[record][name] + ("|" if name in EMPTY else "")
        fits = (
            f"json_type({place}) = 'VARCHAR' AND regexp_full_match({place} ->> '$', '{form}')"
            f" AND ({place} ->> '$' = '' OR TRY_CAST({place} ->> '$' AS TIMESTAMP) IS NOT NULL)"
        )
    elif name == "url" and record in LINKED:
        fits = f"json_type({place}) = 'VARCHAR' AND regexp_full_match({place} ->> '$', '{ADDRESS}')"
    else:
        fits = f"json_type({place}) IN ({_JSON_TYPES[kind]})"
    return f"coalesce({fits}, false)" if name not in EMPTY else _or_empty(place, fits)


def _or_empty(place: str, fits: str) -> str:
    return f"({place} IS NULL OR json_type({place}) = 'NULL' OR coalesce({fits}, false))"


def _all_of(place: str, condition: str) -> str:
    return (
        f"json_type({place}) = 'ARRAY'"
        f" AND len(list_filter({_list(place)}, lambda item: NOT coalesce({condition}, false))) = 0"
    )


def metric_files(root: Path) -> tuple[list[Metric], list[Problem]]:
    """Folkmoot's metrics and those in the hub's own `metrics/*.sql`, by name; the hub's replace ours of the same name.

    A file starts with lines such as `-- title: Contributors`; what belongs to the line above is indented further.
    """
    metrics: dict[str, Metric] = {}
    problems: list[Problem] = []
    ours = (files("folkmoot") / "derive" / "metrics").iterdir()
    theirs = (root / "metrics").glob("*.sql")
    for entry in [*sorted(ours, key=lambda one: one.name), *sorted(theirs)]:
        if not entry.name.endswith(".sql"):
            continue
        name, shown = entry.name.removesuffix(".sql"), f"metrics/{entry.name}"
        try:
            text = entry.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(shown, "metric-file", "the file cannot be read as text", "save it as UTF-8"))
            continue
        header, sql, faults = _header(text, shown)
        faults += _missing(name, header, shown)
        problems += faults
        if not faults:
            metrics[name] = Metric(name=name, sql=sql, **{key: header.get(key, "") for key in _KEYS})
    return [metrics[name] for name in sorted(metrics)], problems


def _header(text: str, shown: str) -> tuple[dict[str, str], str, list[Problem]]:
    """What the leading comment says, the query below it, and what is wrong with the comment."""
    header: dict[str, str] = {}
    faults: list[Problem] = []
    lines = text.splitlines()
    key = ""
    taken = 0
    for number, line in enumerate(lines, start=1):
        if not (match := _HEADER_LINE.fullmatch(line.strip())):
            break
        taken = number
        said = _HEADER_KEY.fullmatch(match["text"])
        if len(match["indent"]) > 1 and key:
            header[key] = f"{header[key]} {match['text']}".strip()
        elif said and said["key"] in _KEYS and said["key"] not in header:
            key = said["key"]
            header[key] = said["value"].strip()
        elif match["text"]:
            faults.append(_header_fault(shown, number, match["text"], said["key"] if said else "", header))
    return header, "\n".join(lines[taken:]).strip(), faults


def _header_fault(shown: str, line: int, text: str, key: str, header: dict[str, str]) -> Problem:
    if key in header:
        return Problem(shown, "metric-header", f"{key} stands in the header twice", "keep one of them", line=line)
    if key:
        meant = closest(key, _KEYS)
        hint = f"did you mean {meant}?" if meant else f"the keys are {', '.join(_KEYS)}"
        return Problem(shown, "metric-header", f"“{key}” is no key of a metric's header", hint, line=line, value=key)
    hint = "write -- key: value, indent what goes on with the line above, or leave an empty line before the query"
    return Problem(shown, "metric-header", "this line of the header has no key", hint, line=line, value=text)


def _missing(name: str, header: dict[str, str], shown: str) -> Iterator[Problem]:
    if not _METRIC_NAME.fullmatch(name):
        hint = "use small letters, digits and underscores, such as new_contributors.sql"
        yield Problem(shown, "metric-name", f"a metric cannot be called “{name}”", hint)
    for key in _NEEDED:
        if not header.get(key):
            message = f"the header does not say the metric's {key}"
            yield Problem(shown, "metric-header", message, f"add a line above the query: -- {key}: …", line=1)
