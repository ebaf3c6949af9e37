"""Everything that anybody did, as rows of one table: the facts are handed to DuckDB, and SQL makes the rows of them."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from folkmoot.derive.facts import Facts
from folkmoot.derive.identity import Account, actors
from folkmoot.derive.measure import is_locked
from folkmoot.derive.published import Published
from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.clocks import clocks
from folkmoot.model.community import Community
from folkmoot.model.harvest import Harvest, Source
from folkmoot.model.hub import Occurrence
from folkmoot.model.period import Period
from folkmoot.model.withheld import Withheld

_SECOND = dt.timedelta(seconds=1)
_IN_ONE_GO = 100_000
"""So many rows are handed over at a time: a text of gigabytes would not fit into what a warehouse may take."""

_DONE = {
    # Lists are the same wherever the rest is: to compare them takes time. Nearly always the moment decides.
    "activity": "SELECT * FROM dated_doings"
    " ORDER BY happened, actor, kind, thread, target, weight, source, url, project, language",
    "given": "SELECT actor, contribution, project, sum(number), min(since), max(latest) FROM everything_given"
    " GROUP BY ALL",
    "threads": "SELECT * FROM answered_threads",
}
_TOLD_APART = {
    "scopes": "SELECT * FROM all_scopes",
    "days": "SELECT scope, actor, kind, day, count(*), sum(weight) FROM scoped"
    " WHERE kind NOT IN ('joined', 'left', 'returned') GROUP BY ALL",
    "spells": "SELECT * FROM all_spells",
    "yearly": "SELECT * FROM all_yearly",
    "ties": "SELECT * FROM all_ties",
    "closeness": "SELECT * FROM all_closeness",
    "carrying": "SELECT * FROM all_carrying",
    "standing": "SELECT * FROM all_standing",
    "habits": "SELECT * FROM all_habits",
    "agenda_parts": "SELECT * FROM all_agenda_parts",
    "rising": "SELECT * FROM all_rising",
    "daytimes": "SELECT * FROM all_daytimes",
    "welcomes": "SELECT * FROM all_welcomes",
}
"""The tables that are made of others, each of those before it: what was done, and in which scopes."""


def fill(
    connection: duckdb.DuckDBPyConnection,
    community: Community,
    sources: Iterable[Source],
    occurrences: Iterable[Occurrence],
    now: dt.datetime,
    zone: ZoneInfo,
    salt: str = "",
    withheld: Withheld | None = None,
    asked: tuple[Period, ...] = (),
    shown: Harvest | None = None,
) -> dict[Account, str]:
    """Fills the tables that metrics count on, as they stand at `now` (aware); says whose the archive's accounts are.

    The archive's own tables are there already, and `salt` is what its hashes are made with. Nothing is counted of those
    who are `withheld`: of hidden members, if that is not told. A day begins at its midnight in `zone`, the community's,
    and so does a month; the periods that are `asked` for are counted beside the usual ones. Mentions, and tags of
    entries, are those of `shown`, which the site shows. Filling twice is the same as filling once.
    """
    sources = tuple(sources)
    facts = Facts(community, tuple(occurrences), now, zone)
    told = facts.tables(asked)
    for table in (*told, "clocks", "absences", "sources", "accounts", "mentions", "tagged"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    tell_clocks(connection, now, zone)
    for table, rows in told.items():
        _insert(connection, table, rows)
    departures = connection.execute(
        "SELECT DISTINCT who, joined, published, returned FROM departures ORDER BY ALL"
    ).fetchall()
    _insert(connection, "absences", facts.absences(departures, salt))
    _insert(connection, "sources", facts.sources(sources))
    if shown:
        published = Published(sources, community.profile.languages, zone)
        _insert(connection, "mentions", published.mentions(shown.mentions))
        _insert(connection, "tagged", published.tags(shown.entries))
    voices = connection.execute("SELECT login, id FROM voices").fetchall()
    owners = actors(community, (Account(login, number) for login, number in voices), withheld)
    _insert(connection, "accounts", [{"login": a.login, "id": a.id, "actor": actor} for a, actor in owners.items()])
    with every_processor(connection):
        _make(connection, _DONE)
        tell_apart(connection)
    _leave_out_names(connection, withheld or Withheld())
    return owners


def _leave_out_names(connection: duckdb.DuckDBPyConnection, withheld: Withheld) -> None:
    """Titles of threads that name somebody hidden become "": the threads count all the same."""
    if withheld == Withheld():
        return
    unnamed = Unnamed(withheld)
    told = connection.execute("SELECT DISTINCT title FROM threads ORDER BY title").fetchall()
    named = [title for (title,) in told if unnamed.are_named(title)]
    connection.execute("UPDATE threads SET title = '' WHERE list_contains($1, title)", [named])


@contextmanager
def every_processor(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Meanwhile all processors compute, in no order: no query may add up anything but whole numbers.

    Where the settings are locked already nothing changes.
    """
    is_open = not is_locked(connection)
    if is_open:
        connection.execute("RESET threads")
    try:
        yield
    finally:
        if is_open:
            connection.execute("SET threads = 1")


def tell_apart(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills the tables by scope (those of `_TOLD_APART`) from what was done, which is in its tables already."""
    _make(connection, _TOLD_APART)


def _make(connection: duckdb.DuckDBPyConnection, made: Mapping[str, str]) -> None:
    for table in made:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    for table, query in made.items():
        order = "" if "ORDER BY" in query else " ORDER BY ALL"
        connection.execute(f"INSERT INTO {table} {query}{order}")


def tell_clocks(connection: duckdb.DuckDBPyConnection, now: dt.datetime, zone: ZoneInfo) -> None:
    """Fills the table that says what clocks in `zone` show: nothing that is counted comes long after `now`."""
    rows = [
        {"since": str(one.since), "until": str(one.until), "ahead": f"{one.ahead // _SECOND} seconds"}
        for one in clocks(zone, now.year + 1)
    ]
    _insert(connection, "clocks", rows)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Adds the rows, many in one go as a JSON parameter, since a statement a row takes seconds for thousands."""
    if not rows:
        return
    # The catalogue's own table of columns would bind every view there is, each time.
    kept = connection.table(table)
    shape = json.dumps([dict(zip(kept.columns, map(str, kept.types), strict=True))]).replace("'", "''")
    names = ", ".join(f"row_.{name}" for name in kept.columns)
    for start in range(0, len(rows), _IN_ONE_GO):
        connection.execute(
            f"INSERT INTO {table} SELECT {names} FROM (SELECT unnest(from_json(?, '{shape}')) AS row_)",  # noqa: S608
            [json.dumps(rows[start : start + _IN_ONE_GO])],
        )
