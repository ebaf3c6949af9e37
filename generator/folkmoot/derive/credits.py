"""Who gave what, code or not, in the words of all-contributors, and who comes how often: as SQL counts it."""

import duckdb

from folkmoot.model.community import Community
from folkmoot.model.hub import Contributor, Given


def given(connection: duckdb.DuckDBPyConnection, community: Community) -> tuple[Given, ...]:
    """What everybody gave, by person, kind and project. Bots and hidden members gave nothing that is told.

    The tables have to be filled. `who` is a member's slug, else the account as the archive writes it.
    """
    rows = connection.execute(
        "SELECT actor, contribution, project, number, since, latest FROM given ORDER BY actor, contribution, project"
    ).fetchall()
    return tuple(Given(row[0], row[0] if row[0] in community.members else "", *row[1:]) for row in rows)


def contributors(connection: duckdb.DuckDBPyConnection, community: Community) -> tuple[Contributor, ...]:
    """Who contributed in the last twelve months, by person, with what group they are in."""
    rows = connection.execute(
        "WITH months AS (SELECT DISTINCT d.actor, strftime(d.day, '%Y-%m') AS month"
        " FROM days AS d CROSS JOIN params AS p"
        " WHERE d.scope = '' AND d.kind <> 'attended' AND d.day > p.today - INTERVAL 12 MONTH)"
        " SELECT g.actor, g.part, g.since, list(m.month ORDER BY m.month)"
        " FROM contributor_groups AS g INNER JOIN months AS m ON m.actor = g.actor"
        " GROUP BY g.actor, g.part, g.since ORDER BY g.actor"
    ).fetchall()
    return tuple(
        Contributor(actor, actor if actor in community.members else "", group, since, tuple(months))
        for actor, group, since, months in rows
    )
