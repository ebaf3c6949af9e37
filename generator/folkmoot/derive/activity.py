"""Everything that anybody did, as rows of one table: the facts are handed to DuckDB, and SQL makes the rows of them."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from folkmoot.derive.former import slugs_by_token
from folkmoot.derive.identity import Account, actors
from folkmoot.model.clocks import clocks
from folkmoot.model.community import Community
from folkmoot.model.credit import TOLD_ANYWAY, Credit
from folkmoot.model.event import Event, HeldOccurrence
from folkmoot.model.harvest import Source
from folkmoot.model.hub import Occurrence, has_begun
from folkmoot.model.repository import repository_of, same_repository
from folkmoot.model.withheld import Withheld

_FACTS = (
    "params", "clocks", "members", "absences", "events", "posts", "projects", "credits", "agendas", "sources",
    "accounts", "activity", "threads", "given",
)  # fmt: skip
_SECOND = dt.timedelta(seconds=1)
_ABSENT = ("joined", "began", "ended")


def fill(
    connection: duckdb.DuckDBPyConnection,
    community: Community,
    sources: Iterable[Source],
    occurrences: Iterable[Occurrence],
    now: dt.datetime,
    zone: ZoneInfo,
    salt: str = "",
    withheld: Withheld | None = None,
) -> dict[Account, str]:
    """Fills the tables that metrics count on, as they stand at `now` (aware); says whose the archive's accounts are.

    The archive's own tables are there already, and `salt` is what its hashes are made with. Nothing is counted of those
    who are `withheld`: of hidden members, if that is not told. A day begins at its midnight in `zone`, the community's,
    and so does a month. Filling twice is the same as filling once.
    """
    for table in _FACTS:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    thresholds = community.profile.thresholds.model_dump()
    _insert(connection, "params", [{"now": _utc(now)} | thresholds])
    tell_clocks(connection, now, zone)
    _insert(connection, "members", _members(community, zone))
    _insert(connection, "absences", _absences(connection, community, salt, now, zone))
    events = _events(community, occurrences, now, zone)
    _insert(connection, "events", [row for row, _ in events])
    _insert(connection, "posts", _posts(community, zone))
    _insert(connection, "projects", _projects(community, zone))
    _insert(connection, "credits", _credits(community, events, now, zone))
    agendas = community.profile.agendas.items()
    _insert(connection, "agendas", [{"category": category, "agenda": agenda} for category, agenda in agendas])
    _insert(connection, "sources", _sources(community, sources))
    voices = connection.execute("SELECT login, id FROM voices").fetchall()
    owners = actors(community, (Account(login, number) for login, number in voices), withheld)
    _insert(connection, "accounts", [{"login": a.login, "id": a.id, "actor": actor} for a, actor in owners.items()])
    connection.execute("INSERT INTO activity SELECT d.* FROM doings AS d, params WHERE d.happened <= now ORDER BY ALL")
    connection.execute(
        "INSERT INTO given SELECT actor, contribution, project, sum(number), min(since), max(latest)"
        " FROM everything_given GROUP BY ALL ORDER BY ALL"
    )
    connection.execute("INSERT INTO threads SELECT * FROM answered_threads ORDER BY ALL")
    return owners


def tell_clocks(connection: duckdb.DuckDBPyConnection, now: dt.datetime, zone: ZoneInfo) -> None:
    """Fills the table that says what clocks in `zone` show: nothing that is counted comes long after `now`."""
    rows = [
        {"since": str(one.since), "until": str(one.until), "ahead": f"{one.ahead // _SECOND} seconds"}
        for one in clocks(zone, now.year + 1)
    ]
    _insert(connection, "clocks", rows)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Adds the rows in one go: as a single JSON parameter, since a statement a row takes seconds for thousands."""
    if not rows:
        return
    # The catalogue's own table of columns would bind every view there is, each time.
    kept = connection.table(table)
    shape = json.dumps([dict(zip(kept.columns, map(str, kept.types), strict=True))]).replace("'", "''")
    names = ", ".join(f"row_.{name}" for name in kept.columns)
    connection.execute(
        f"INSERT INTO {table} SELECT {names} FROM (SELECT unnest(from_json(?, '{shape}')) AS row_)",  # noqa: S608
        [json.dumps(rows)],
    )


def _utc(moment: dt.datetime) -> str:
    """As DuckDB reads a TIMESTAMP."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(sep=" ")


def _midnight(day: dt.date, zone: ZoneInfo) -> str:
    return _utc(dt.datetime.combine(day, dt.time(), zone))


def _seen(community: Community, slugs: Iterable[str | None]) -> list[str]:
    """Those who are members and not hidden, each once, in the order they are named in."""
    members = community.members
    return [s for s in dict.fromkeys(slugs) if s and s in members and members[s].is_shown]


def _members(community: Community, zone: ZoneInfo) -> list[dict[str, Any]]:
    return [
        {
            "slug": slug,
            "joined": _midnight(community.members[slug].joined, zone),
            "founder": slug in community.profile.founders,
            "status": community.members[slug].status,
        }
        for slug in _seen(community, community.members)
    ]


def _absences(
    connection: duckdb.DuckDBPyConnection, community: Community, salt: str, now: dt.datetime, zone: ZoneInfo
) -> list[dict[str, Any]]:
    """When people were no members any more, of hidden ones nothing; a former name of a file tells whose it is, too."""
    slugs = slugs_by_token(community, salt)
    held = connection.execute(
        "SELECT who, CAST(joined AS DATE), CAST(published AS DATE),"
        " CASE WHEN returned <= $1 THEN CAST(returned AS DATE) END FROM departures WHERE published <= $1 ORDER BY ALL",
        [now.astimezone(zone).date()],
    ).fetchall()
    told = ((slugs.get(who, who), *days) for who, *days in held)
    return [
        {"actor": actor, **{key: day and _midnight(day, zone) for key, day in zip(_ABSENT, days, strict=True)}}
        for actor, *days in told
        if actor not in community.members or community.members[actor].is_shown
    ]


def _events(
    community: Community, occurrences: Iterable[Occurrence], now: dt.datetime, zone: ZoneInfo
) -> list[tuple[dict[str, Any], Occurrence]]:
    """The rows, each with the occurrence that it stands for."""
    rows = []
    for one in occurrences:
        event, came = one.event, one.gathering
        # What is announced for a month only cannot be said to be over before its end.
        day = one.last if one.precision == "month" else one.date
        happened = one.start or dt.datetime.combine(day, dt.time(), zone)
        recorded = one.recurrence is None or isinstance(came, HeldOccurrence)
        attendees = _seen(community, came.attendees)
        row = {
            "thread": "events/" + "#".join(filter(None, (event.slug, one.anchor))),
            "slug": event.slug,
            "kind": event.kind,
            "status": one.status,
            "happened": _utc(happened),
            "held": recorded and one.status == "confirmed" and happened <= now,
            "attendance": came.attendance,
            "agenda": _agenda(community, event),
            "hosts": _seen(community, event.hosts),
            "speakers": _seen(community, (person.member for person in came.speakers)),
            "attendees": [slug for slug in attendees if community.members[slug].allows("attendance")],
            "project": _project(community, event),
        }
        rows.append((row, one))
    return rows


def _credits(
    community: Community, events: Sequence[tuple[dict[str, Any], Occurrence]], now: dt.datetime, zone: ZoneInfo
) -> list[dict[str, Any]]:
    """What the hub's files give credit for, each once; of events, for those that were held.

    Of a series and of a project nobody wrote down when it was.
    """
    found: list[tuple[dict[str, Any], tuple[Credit, ...]]] = [
        (row | {"source": "events"}, one.gathering.credits) for row, one in events if row["held"]
    ]
    dates: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for _, one in events:
        dates[one.event.slug].append(one)
    today = now.astimezone(zone).date()
    for event in community.events.values():
        if event.recurrence and has_begun(event, dates[event.slug], now, today):
            whole = {"thread": f"events/{event.slug}", "source": "events", "project": _project(community, event)}
            found.append((whole, event.credits))
    found += [
        (row | {"source": "posts", "happened": row["published"]}, community.posts[row["slug"]].credits)
        for row in _posts(community, zone)
    ]
    found += [
        ({"thread": f"projects/{slug}", "source": "projects", "project": slug}, project.credits)
        for slug, project in community.projects.items()
    ]
    rows = {
        (member, contribution, about["thread"]): {
            "actor": member,
            "contribution": contribution,
            "happened": about.get("happened"),
            "thread": about["thread"],
            "project": about.get("project", ""),
            "agenda": about.get("agenda", []),
            "source": about["source"],
        }
        for about, credits_ in found
        for credit in credits_
        for member in _seen(community, [credit.member])
        for contribution in credit.gave
        if member not in about.get(TOLD_ANYWAY.get(contribution, ""), ())
    }
    return list(rows.values())


def _project(community: Community, event: Event) -> str:
    return event.project if event.project and event.project in community.projects else ""


def _agenda(community: Community, event: Event) -> list[str]:
    """The event's own agenda, else that of the project it is about."""
    project = community.projects.get(event.project or "")
    return list(dict.fromkeys(event.agenda or (project.agenda if project else ())))


def _posts(community: Community, zone: ZoneInfo) -> list[dict[str, Any]]:
    return [
        {
            "thread": f"posts/{slug}",
            "slug": slug,
            "published": _midnight(post.date, zone),
            "agenda": list(dict.fromkeys(post.agenda)),
            "authors": _seen(community, post.authors),
        }
        for slug, post in community.posts.items()
    ]


def _projects(community: Community, zone: ZoneInfo) -> list[dict[str, Any]]:
    return [
        {
            "thread": f"projects/{slug}",
            "slug": slug,
            "status": project.status,
            "started": _midnight(project.started, zone) if project.started else None,
            "agenda": list(dict.fromkeys(project.agenda)),
        }
        for slug, project in community.projects.items()
    ]


def _sources(community: Community, sources: Iterable[Source]) -> list[dict[str, Any]]:
    projects: dict[str, str] = {}
    for slug, project in community.projects.items():
        for address in project.repositories:
            projects.setdefault(same_repository(community, address), slug)
    return [
        {
            "slug": source.slug,
            "kind": source.kind,
            "owner": source.owner,
            "project": projects.get(repository_of(community, source), ""),
        }
        for source in sources
    ]
