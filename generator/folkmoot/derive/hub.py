"""The community at one moment: all that rendering and reporting need to know."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import duckdb

from folkmoot.derive.activity import fill
from folkmoot.derive.agreed import as_agreed
from folkmoot.derive.credits import contributors, given
from folkmoot.derive.elsewhere import elsewhere
from folkmoot.derive.former import former
from folkmoot.derive.gathered import gather_tables, gathered
from folkmoot.derive.homes import rehome_tables, rehomed
from folkmoot.derive.identity import people, withheld_in
from folkmoot.derive.joined import joined
from folkmoot.derive.measure import measure
from folkmoot.derive.pictures import pictured
from folkmoot.derive.schedule import occurrences
from folkmoot.derive.seen import seen
from folkmoot.derive.shares import attributed, shares
from folkmoot.derive.twins import once, told_twins
from folkmoot.model.activity import Metric
from folkmoot.model.belonging import belonging
from folkmoot.model.community import Community
from folkmoot.model.harvest import Harvest, Source
from folkmoot.model.hub import Hub
from folkmoot.model.period import Period
from folkmoot.model.problem import Problem
from folkmoot.model.source import listed
from folkmoot.model.zones import known_zone


def derive(
    community: Community,
    harvest: Harvest,
    sources: Iterable[Source],
    connection: duckdb.DuckDBPyConnection,
    metrics: Iterable[Metric],
    now: dt.datetime,
    asked: tuple[Period, ...] = (),
) -> tuple[Hub, list[Problem]]:
    """The hub as it stands at `now` (aware), with the problems of metrics that cannot be computed, with what
    calendars elsewhere say otherwise than the files, and which feeds are one.

    `connection` is the warehouse of the same archive that `harvest` was read from; its tables are filled here.
    Figures are given for the periods that are `asked` for, too.
    """
    zone = known_zone(community.profile.timezone) or ZoneInfo("UTC")
    today = now.astimezone(zone).date()
    sources, agreed = tuple(sources), as_agreed(community, today)
    where = belonging(community, harvest)
    gather_tables(connection, where)
    moved = rehomed(gathered(harvest, where), listed(community))
    rehome_tables(connection, moved)
    joint = once(moved.harvest, sources)
    rehome_tables(connection, joint)
    withheld = withheld_in(community, joint.harvest)
    shown = seen(agreed, joint.harvest, today, withheld)
    agreed, remote, differing = joined(agreed, elsewhere(agreed, shown.events, sources, today), today)
    community, pictures = pictured(agreed, shown.pictures)
    dated = occurrences(community, today)
    owners = fill(connection, community, sources, dated, now, zone, harvest.salt, withheld, asked)
    work = attributed(shown.work, owners)
    measured, problems = measure(connection, metrics)
    hub = Hub(
        community=community,
        harvest=shown._replace(pictures=pictures, work=work),
        now=now,
        today=today,
        sources=sources,
        people=people(community),
        occurrences=dated,
        shares=shares(community, work, owners),
        measured=measured,
        elsewhere=remote,
        given=given(connection, community),
        contributors=contributors(connection, community),
        former=former(community, shown.departures, harvest.salt),
        withheld=withheld,
    )
    return hub, [*problems, *differing, *told_twins(community, sources, shown.twins)]
