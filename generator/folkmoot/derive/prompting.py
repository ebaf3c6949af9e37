"""What became of discussion starters, and what to ask next: over the tables of the warehouse."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

import duckdb

from folkmoot.derive.answering import answered
from folkmoot.derive.propose import proposed
from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.hub import Hub
from folkmoot.model.plan import Planned
from folkmoot.model.prompting import Became, Prompting, Rising
from folkmoot.model.proposal import ProposalKind


class Queries(NamedTuple):
    """derive/rising.sql, derive/became.sql, and the kind of proposals for discussions to take up again."""

    rising: str
    became: str
    again: ProposalKind


def prompting(
    hub: Hub, connection: duckdb.DuckDBPyConnection, plan: Iterable[Planned], queries: Queries
) -> tuple[Prompting, list[str]]:
    """The prompts of a plan on the hub's day, and in words what cannot be computed.

    Titles and topics that name somebody hidden are left out. Raises `duckdb.Error` where a query takes too long.
    """
    prompts = [one for one in plan if one.kind == "prompt"]
    stock = tuple(one for one in prompts if not one.done)
    again, untold = proposed(connection, [queries.again], hub.withheld)
    became = _became(connection, [one for one in prompts if one.done], queries.became)
    return Prompting(stock, became, _rising(hub, connection, stock, queries.rising), again), untold


def _became(connection: duckdb.DuckDBPyConnection, used: list[Planned], query: str) -> tuple[Became, ...]:
    addresses = {one.path: str(one.url or "").partition("#")[0].rstrip("/") for one in used}
    _, rows = answered(connection, query, given=[sorted(filter(None, addresses.values()))])
    known = {row[0].rstrip("/"): row for row in rows}
    found = (Became(one, *known.get(addresses[one.path], (None,) * 5)[2:]) for one in used)
    return tuple(sorted(found, key=lambda one: (one.prompt.done or dt.date.min, one.prompt.path), reverse=True))


def _rising(
    hub: Hub, connection: duckdb.DuckDBPyConnection, stock: tuple[Planned, ...], query: str
) -> tuple[Rising, ...]:
    unnamed = Unnamed(hub.withheld)
    _, rows = answered(connection, query)
    return tuple(
        Rising(
            topic,
            now,
            before,
            tuple((title, url) for title, url in examples if not unnamed.are_named(title)),
            tuple(one for one in stock if topic in {str(each).lower() for each in one.topics}),
        )
        for topic, now, before, examples in rows
        if not unnamed.are_named(topic)
    )
