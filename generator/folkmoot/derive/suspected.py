"""What of the archive may lie in another folder than its own, or twice, and which accounts it knows: as tables tell.

So nobody has to make records of a million lines, of which hardly any is anywhere else than where it belongs.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb

from folkmoot.derive.identity import Account
from folkmoot.model.belonging import path_at_github
from folkmoot.model.bookmark import LISTS
from folkmoot.model.community import Community
from folkmoot.model.harvest import Harvest
from folkmoot.model.repository import repository_of
from folkmoot.model.source import listed

_TALK = ("discussions", "issues", "pulls", "comments", "issue_comments", "pull_comments", "reviews", "releases")


class _Conversation(NamedTuple):
    """As much of a conversation or release as tells where it belongs."""

    source: str
    id: str
    published: Any
    updated: Any
    url: str


class _Worked(NamedTuple):
    """As much of a month's work as tells where it belongs."""

    source: str
    id: str
    last: str


def suspected(connection: duckdb.DuckDBPyConnection, community: Community, harvest: Harvest) -> Harvest:
    """The archive's conversations, releases and work that `belonging` may have anything to say of.

    The same follows from these as from all. What was told of sources is the harvest's own.
    """
    sources = listed(community)
    found: dict[str, Any] = {}
    for folder in LISTS:
        kind = "discussions" if folder == "discussions" else "issues"
        own = {path_at_github(repository_of(community, one)): one.slug for one in sources if one.kind == kind}
        rows = connection.execute(
            "WITH placed AS (SELECT source, id, published, updated, url,"  # noqa: S608
            f" lower(substr(url, strpos(url, '://') + 3)) AS rest FROM {folder}),"
            " own AS (SELECT unnest($1) AS path, unnest($2) AS slug),"
            " doubtful AS (SELECT p.id, p.published FROM placed AS p LEFT JOIN own AS o"
            " ON o.path = split_part(p.rest, '/', 2) || '/' || split_part(p.rest, '/', 3)"
            " GROUP BY p.id, p.published HAVING count(*) > 1 OR bool_or(coalesce(o.slug, p.source) <> p.source))"
            " SELECT source, id, published, updated, url FROM placed SEMI JOIN doubtful USING (id, published)"
            " ORDER BY ALL",
            [list(own), list(own.values())],
        ).fetchall()
        found[folder] = tuple(_Conversation(*row) for row in rows)
    known = {one.slug for one in sources if one.kind == "work"}
    folders = {row[0] for row in connection.execute("SELECT DISTINCT source FROM work").fetchall()}
    work = "SELECT source, id, CAST(last AS VARCHAR) FROM work ORDER BY ALL"
    if not folders <= known:
        found["work"] = tuple(_Worked(*row) for row in connection.execute(work).fetchall())
    return Harvest(**found, states=harvest.states)


def accounts_told(connection: duckdb.DuckDBPyConnection) -> Iterator[Account]:
    """The accounts that the archive knows, each once."""
    parts = [f"SELECT lower(author), author_id FROM {table}" for table in _TALK]  # noqa: S608
    work = (
        "SELECT lower(login), TRY_CAST(who[8:] AS BIGINT) FROM work"
        " WHERE starts_with(who, 'github:') AND TRY_CAST(who[8:] AS BIGINT) IS NOT NULL"
    )
    for login, number in connection.execute(" UNION ".join([*parts, work]) + " ORDER BY ALL").fetchall():
        yield Account(login, number)
