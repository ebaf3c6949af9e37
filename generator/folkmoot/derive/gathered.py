"""What the archive has of a repository in several folders: shown and counted once, as its present source's."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb

from folkmoot.model.belonging import Belonging, Place
from folkmoot.model.harvest import Harvest

_TABLES: Mapping[str, Mapping[str, str]] = {
    "discussions": {"discussions": "id", "comments": "discussion"},
    "issues": {"issues": "id", "issue_comments": "issue"},
    "pulls": {"pulls": "id", "pull_comments": "pull", "reviews": "pull"},
    "releases": {"releases": "id"},
    "work": {"work": "id"},
}
"""The warehouse's tables of each folder of the archive, and how they call the ids of its records."""


def gathered(harvest: Harvest, where: Belonging) -> Harvest:
    """The harvest with everything where it belongs, and nothing twice."""
    if not where.homes and not where.repeated:
        return harvest
    told: dict[str, Any] = {
        folder: tuple(
            replace(one, source=where.homes.get((folder, one.source, one.id), one.source))
            for one in getattr(harvest, folder)
            if (folder, one.source, one.id) not in where.repeated
        )
        for folder in _TABLES
    }
    return harvest._replace(**told)


def gather_tables(connection: duckdb.DuckDBPyConnection, where: Belonging) -> None:
    """Does the same to the warehouse, so that metrics count what is shown; twice is the same as once."""
    for folder, tables in _TABLES.items():
        repeated = [_key(place) for place in sorted(where.repeated) if place[0] == folder]
        moved: defaultdict[str, list[str]] = defaultdict(list)
        for place, home in sorted(where.homes.items()):
            if place[0] == folder:
                moved[home].append(_key(place))
        for table, key in tables.items():
            named = f"source || '/' || {key} IN (SELECT unnest(?))"
            if repeated:
                connection.execute(f"DELETE FROM {table} WHERE {named}", [repeated])  # noqa: S608
            for home, keys in moved.items():
                connection.execute(f"UPDATE {table} SET source = ? WHERE {named}", [home, keys])  # noqa: S608


def _key(place: Place) -> str:
    _, source, key = place
    return f"{source}/{key}"
