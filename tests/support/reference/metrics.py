"""docs/reference/metrics.md, from the metrics' SQL files and the tables they count on."""

import re
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from folkmoot.load.metrics import metric_files
from folkmoot.load.warehouse import DEFINITIONS, open_warehouse
from folkmoot.model.activity import Metric
from support.reference.columns import COLUMNS, INNER, OWN_WORDS
from support.reference.markdown import anchor, joined, table

_OPENING = """\
# Metrics and the tables they count on

Each metric is one SQL file, run by [DuckDB](https://duckdb.org/) over the tables below. The site prints the file's
header beside the figure, on the page *Pulse*. Names follow [CHAOSS](https://chaoss.community/) where it has one.

A hub adds its own in a folder `metrics/` beside `members/`; [the maintainer's
guide](../maintainer.md#metrics-of-your-own) shows how. A file of the same name replaces ours.

A metric is one `SELECT` that gives four columns: `period` (a month such as `2026-05`, an empty text for the last
active days, `all` for all time), `series` (which line of the figure), `value` (NULL where it is not known, or too few
to tell), and `n` (how many people or items it stands on). With a fifth one, `scope`, it tells projects, teams and
languages apart; without it the figures are the hub's as a whole.

Below a semicolon a second `SELECT` may tell what stands behind the figures, a row for each thing: `scope`, `period` and
`series` of the figure, `actor` (who, or empty), `day`, `what` (a kind of activity, or words), `thread` (what it belongs
to, or empty) and `url` (or empty). It is asked for one figure at a time, by maintainers on their own machine."""

_TABLES = """\
## The tables

The database is made anew for each build, and is locked before a metric runs: a metric can read these tables and
nothing else. Times are `TIMESTAMP`s in UTC, and a day without a time is told as its midnight where the community is;
[the functions below](#days-and-months) tell on which day something was there. Members who want to be hidden are in
none of them, except that `discussions`, `comments` and `work` hold accounts as GitHub shows them: count on `activity`
and `threads` instead."""

_DAYS = """\
## Days and months

The community's days and months are those that clocks in its zone show (`timezone` in `content/community.yml`), not
those of UTC. These functions know them. The days in `work` and `departures` are days already: they ask for none."""


class Table(NamedTuple):
    """A table or view with what its SQL says of it, and its columns with their types."""

    name: str
    said: str
    columns: tuple[tuple[str, str], ...]


def page(_: Path) -> str:
    """The page."""
    metrics = packaged_metrics()
    contents = "\n".join(f"- [{one.title}](#{anchor(one.title)})" for one in metrics)
    shown = [one for one in tables() if one.name not in INNER]
    rows = [(f"`{call}`", said) for call, said in _said("MACRO").items()]
    days = [_DAYS, table(("function", "what it gives"), rows)]
    return joined([_OPENING, contents, *map(_metric, metrics), _TABLES, *map(_table, shown), *days])


def packaged_metrics() -> list[Metric]:
    """The metrics that the program brings."""
    with tempfile.TemporaryDirectory() as empty:
        found, problems = metric_files(Path(empty))
    assert not problems, problems
    return found


def _metric(metric: Metric) -> str:
    source = f"../../generator/folkmoot/derive/metrics/{metric.name}.sql"
    rows = [("name", f"`{metric.name}` ([its SQL]({source}))"), ("unit", metric.unit)]
    rows += [("series", ", ".join(_called(*one) for one in metric.series.items()))] * bool(metric.series)
    rows += [("at CHAOSS", metric.chaoss)] * bool(metric.chaoss)
    rows += [("mind", metric.caveat)] * bool(metric.caveat)
    return joined([f"## {metric.title}", metric.definition, table(("", ""), [*rows, ("source", metric.source)])])


def _called(name: str, words: str) -> str:
    return f"`{name}`" if words == name else f"`{name}` ({words})"


def tables() -> list[Table]:
    """Every table and view that a metric could read, in the order of their definition."""
    with tempfile.TemporaryDirectory() as empty, open_warehouse(Path(empty)) as connection:
        rows = connection.execute(
            "SELECT c.table_name, c.column_name, c.data_type FROM duckdb_columns() AS c"
            " WHERE NOT c.internal ORDER BY c.table_oid, c.column_index"
        ).fetchall()
    columns: dict[str, list[tuple[str, str]]] = {}
    for name, column, kind in rows:
        columns.setdefault(name, []).append((column, kind))
    said = _said("TABLE|VIEW")
    order = [*said, *(name for name in columns if name not in said)]
    return [Table(name, said.get(name, ""), tuple(columns[name])) for name in order if name in columns]


def _said(kinds: str) -> dict[str, str]:
    """The comment above each definition of such a kind in derive/*.sql, by what it defines."""
    text = "\n\n".join((files("folkmoot") / "derive" / name).read_text("utf-8") for name in DEFINITIONS)
    found: dict[str, str] = {}
    for block in text.split("\n\n"):
        if match := re.search(rf"^CREATE (?:{kinds}) (\w+(?:\(\w+\))?)", block, re.MULTILINE):
            comment = [line[2:].strip() for line in block.split("\n") if line.startswith("--")]
            found[match[1]] = " ".join(comment)
    return found


def _table(one: Table) -> str:
    said = one.said or OWN_WORDS[one.name]
    rows = [(f"`{column}`", kind.lower(), COLUMNS[one.name][column]) for column, kind in one.columns]
    return joined([f"### `{one.name}`", said, table(("column", "type", "what it says"), rows)])
