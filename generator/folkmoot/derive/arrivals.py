"""How newcomers came: derive/arrivals.sql, over the tables of the warehouse. It names people."""

import duckdb

from folkmoot.derive.answering import answered
from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.outbox import Arrival
from folkmoot.model.withheld import Withheld


def arrivals(connection: duckdb.DuckDBPyConnection, query: str, withheld: Withheld) -> tuple[Arrival, ...]:
    """Who joined in the last twelve months, the latest first; titles that name somebody hidden are left out.

    `connection` is the warehouse with its tables filled. Raises `duckdb.Error` where the query takes too long.
    """
    unnamed = Unnamed(withheld)
    _, rows = answered(connection, query)
    return tuple(_arrival(Arrival(*row), unnamed) for row in rows)


def _arrival(one: Arrival, unnamed: Unnamed) -> Arrival:
    is_named = unnamed.are_named(one.began)
    return one._replace(
        began="" if is_named else one.began,
        url="" if is_named else one.url,
        around=tuple(title for title in one.around if not unnamed.are_named(title)),
    )
