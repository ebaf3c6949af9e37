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
from folkmoot.derive.identity import Account, gone_in, people, withheld_people
from folkmoot.derive.joined import joined
from folkmoot.derive.measure import measure
from folkmoot.derive.pictures import pictured
from folkmoot.derive.schedule import occurrences
from folkmoot.derive.seen import seen
from folkmoot.derive.shares import attributed, shares
from folkmoot.derive.suspected import accounts_told, suspected
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
) -> tuple[Hub, list[Problem]]:
    """The hub as it stands at `now` (aware), with the problems of metrics that cannot be computed, with what
    calendars elsewhere say otherwise than the files, and which feeds are one.

    `connection` is the warehouse of the same archive that `harvest` was read from; its tables are filled here.
    """
    hub, owners, problems = _surveyed(community, harvest, sources, connection, metrics, now)
    work = attributed(hub.harvest.work, owners)
    whole = hub._replace(
        harvest=hub.harvest._replace(work=work),
        shares=shares(hub.community, work, owners),
        given=given(connection, hub.community),
        contributors=contributors(connection, hub.community),
    )
    return whole, problems


def survey(
    community: Community,
    harvest: Harvest,
    sources: Iterable[Source],
    connection: duckdb.DuckDBPyConnection,
    metrics: Iterable[Metric],
    now: dt.datetime,
    asked: tuple[Period, ...] = (),
) -> tuple[Hub, list[Problem]]:
    """The same for reports: without what single people gave, and with figures for the periods `asked` for, too.

    So `harvest` need not hold what people said and did at GitHub, nor their work: the connection tells of it.
    """
    hub, _, problems = _surveyed(community, harvest, sources, connection, metrics, now, asked)
    return hub, problems


def _surveyed(
    community: Community,
    harvest: Harvest,
    sources: Iterable[Source],
    connection: duckdb.DuckDBPyConnection,
    metrics: Iterable[Metric],
    now: dt.datetime,
    asked: tuple[Period, ...] = (),
) -> tuple[Hub, dict[Account, str], list[Problem]]:
    """And whose the archive's accounts are."""
    zone = known_zone(community.profile.timezone) or ZoneInfo("UTC")
    today = now.astimezone(zone).date()
    sources, agreed = tuple(sources), as_agreed(community, today)
    where = belonging(community, suspected(connection, community, harvest))
    gather_tables(connection, where)
    moved = rehomed(gathered(harvest, where), listed(community))
    rehome_tables(connection, moved)
    joint = once(moved.harvest, sources)
    rehome_tables(connection, joint)
    accounts = accounts_told(connection)
    withheld = withheld_people(community.members.values(), accounts, gone_in(community, harvest))
    shown = seen(agreed, joint.harvest, today, withheld)
    agreed, remote, differing = joined(agreed, elsewhere(agreed, shown.events, sources, today), today)
    community, pictures = pictured(agreed, shown.pictures)
    dated = occurrences(community, today)
    owners = fill(connection, community, sources, dated, now, zone, harvest.salt, withheld, asked, shown)
    measured, problems = measure(connection, metrics)
    hub = Hub(
        community=community,
        harvest=shown._replace(pictures=pictures),
        now=now,
        today=today,
        sources=sources,
        people=people(community),
        occurrences=dated,
        shares=(),
        measured=measured,
        elsewhere=remote,
        former=former(community, shown.departures, harvest.salt),
        withheld=withheld,
    )
    return hub, owners, [*problems, *differing, *told_twins(community, sources, shown.twins)]
