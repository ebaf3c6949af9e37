"""Entries whose feed has another address since: they belong to the source that is collected now, each of them once."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import duckdb

from folkmoot.model.harvest import Entry, Harvest, Source
from folkmoot.model.source import former_homes

_Place = tuple[str, str]
"""A source and the id of an entry in it."""


class Rehomed(NamedTuple):
    """The harvest with entries where they belong now; `left_out` are copies of others, `homes` where sources went."""

    harvest: Harvest
    left_out: tuple[_Place, ...]
    homes: dict[str, str]


def rehomed(harvest: Harvest, listed: Iterable[Source]) -> Rehomed:
    """Gives the entries of a feed's former addresses to its present source, but for those that it has, too.

    `listed` is every source that somebody names, whether it is shown or not.
    """
    listed = tuple(listed)
    present = {source.slug for source in listed}
    ranks: dict[str, int] = {}
    homes: dict[str, str] = {}
    for home, former in former_homes(listed, harvest.states).items():
        homes |= dict.fromkeys(former, home)
        ranks |= {slug: rank for rank, slug in enumerate(former, start=1)}
    if not homes:
        return Rehomed(harvest, (), {})
    # Of what was collected at several addresses the latest counts, and the ids that it came with belong to it.
    owners: dict[tuple[str, str], int] = {}
    for one in harvest.entries:
        home, rank = homes.get(one.source, one.source), ranks.get(one.source, 0)
        for name in (one.id, *one.aliases):
            owners[home, name] = min(rank, owners.get((home, name), rank))

    def is_copy(one: Entry) -> bool:
        return one.source in homes and owners[homes[one.source], one.id] < ranks[one.source]

    def moved(one: Entry) -> Entry:
        home = homes.get(one.source)
        return replace(one, source=home, home=one.home or one.source) if home else one

    left_out = tuple((one.source, one.id) for one in harvest.entries if is_copy(one))
    entries = tuple(moved(one) for one in harvest.entries if not is_copy(one))
    states = tuple(one for one in harvest.states if one.source in present or one.source not in homes)
    return Rehomed(harvest._replace(entries=entries, states=states), left_out, homes)


def rehome_tables(connection: duckdb.DuckDBPyConnection, moved: Rehomed) -> None:
    """Does the same to the warehouse's entries, so that metrics count what is shown; twice is the same as once."""
    for source, entry in moved.left_out:
        connection.execute("DELETE FROM entries WHERE source = ? AND id = ?", [source, entry])
    for former, home in moved.homes.items():
        connection.execute("UPDATE entries SET source = ? WHERE source = ?", [home, former])
