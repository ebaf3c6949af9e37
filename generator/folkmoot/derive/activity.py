"""Everything that anybody did, as rows of one table: the facts are handed to DuckDB, and SQL makes the rows of them."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from folkmoot.derive.identity import Account, actors
from folkmoot.model.community import Community
from folkmoot.model.event import Event, HeldOccurrence
from folkmoot.model.harvest import Source
from folkmoot.model.hub import Occurrence
from folkmoot.text import schemeless

_FACTS = ("params", "members", "events", "posts", "projects", "agendas", "sources", "accounts", "activity", "threads")


def fill(
    connection: duckdb.DuckDBPyConnection,
    community: Community,
    sources: Iterable[Source],
    occurrences: Iterable[Occurrence],
    now: dt.datetime,
    zone: ZoneInfo,
) -> dict[Account, str]:
    """Fills the tables that metrics count on, as they stand at `now` (aware); says whose the archive's accounts are.

    The archive's own tables are there already. A day begins at its midnight in `zone`, the community's. Filling twice
    is the same as filling once.
    """
    for table in _FACTS:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    thresholds = community.profile.thresholds.model_dump()
    _insert(connection, "params", [{"now": _utc(now)} | thresholds])
    _insert(connection, "members", _members(community, zone))
    _insert(connection, "events", _events(community, occurrences, now))
    _insert(connection, "posts", _posts(community, zone))
    _insert(connection, "projects", _projects(community, zone))
    agendas = community.profile.agendas.items()
    _insert(connection, "agendas", [{"category": category, "agenda": agenda} for category, agenda in agendas])
    _insert(connection, "sources", _sources(community, sources))
    voices = connection.execute("SELECT login, id FROM voices").fetchall()
    owners = actors(community, (Account(login, number) for login, number in voices))
    _insert(connection, "accounts", [{"login": a.login, "id": a.id, "actor": actor} for a, actor in owners.items()])
    connection.execute("INSERT INTO activity SELECT d.* FROM doings AS d, params WHERE d.happened <= now ORDER BY ALL")
    connection.execute("INSERT INTO threads SELECT * FROM conversations ORDER BY ALL")
    return owners


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Adds the rows in one go: as a single JSON parameter, since a statement a row takes seconds for thousands."""
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    ).fetchall()
    shape = json.dumps([dict(columns)]).replace("'", "''")
    names = ", ".join(f"row_.{name}" for name, _ in columns)
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


def _events(community: Community, occurrences: Iterable[Occurrence], now: dt.datetime) -> list[dict[str, Any]]:
    rows = []
    for one in occurrences:
        event, came = one.event, one.gathering
        # What is announced for a month only cannot be said to be over before its end.
        day = one.last if one.precision == "month" else one.date
        happened = one.start or dt.datetime.combine(day, dt.time(), ZoneInfo(one.zone))
        recorded = one.recurrence is None or isinstance(came, HeldOccurrence)
        attendees = _seen(community, came.attendees)
        rows.append(
            {
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
            }
        )
    return rows


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
            projects.setdefault(_repository(address), slug)
    return [
        {
            "slug": source.slug,
            "kind": source.kind,
            "owner": source.owner,
            "project": projects.get(_repository(source.url), "") if source.kind == "work" else "",
        }
        for source in sources
    ]


def _repository(address: str) -> str:
    """What the spellings of one repository's address share: owner/name at GitHub, host and path elsewhere."""
    bare = re.sub(r"^(?:ssh://)?git@([^/:]+)[:/]", r"\1/", address.strip())
    return schemeless(bare).lower().removesuffix(".git").removeprefix("github.com/")
