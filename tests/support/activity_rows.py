"""What people did in a hub of three members, as the rows that are derived from it."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.derive.hub import derive
from folkmoot.load.archive import load_archive
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import Metric
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event
from folkmoot.model.harvest import Source
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.model.post import Post
from folkmoot.model.project import Project

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


class Derived(NamedTuple):
    hub: Hub
    activity: list[dict[str, Any]]
    threads: list[dict[str, Any]]

    def rows(self, *kinds: str) -> list[tuple[str, str, str]]:
        """actor, kind, and when."""
        return [(r["actor"], r["kind"], f"{r['happened']:%m-%d %H:%M}") for r in self.activity if r["kind"] in kinds]


def member(slug: str, **fields: Any) -> Member:
    told = {"name": slug.title(), "joined": "2024-01-01"} | fields
    return Member.model_validate(told).placed(Origin(f"members/{slug}.yml", slug))


MEMBERS = (
    member("ada", github="ada", github_id=1, consent={"attendance": "2025-01-01"}),
    member("bob", github="bob", github_id=2),
    member("cat", github="cat", github_id=3, visibility="hidden", consent={"attendance": "2025-01-01"}),
)


def derived(
    folder: Path,
    *records: Event | Post | Project | Member,
    sources: tuple[Source, ...] = (),
    now: dt.datetime = NOW,
    zone: str = "UTC",
    agendas: dict[str, str] | None = None,
    metrics: Iterable[Metric] = (),
    **lines: list[dict[str, Any]],
) -> Derived:
    for kind, found in lines.items():
        for source in {line["source"] for line in found}:
            (folder / kind / source).mkdir(parents=True)
            text = "".join(json.dumps(line) + "\n" for line in found if line["source"] == source)
            (folder / kind / source / "2026.jsonl").write_text(text, "utf-8")
    families: dict[type, dict[str, Any]] = {
        Member: {one.slug: one for one in MEMBERS},
        Event: {},
        Project: {},
        Post: {},
    }
    for record in records:
        families[type(record)][record.slug] = record
    community = Community(
        profile=Profile.model_validate({"name": "T", "timezone": zone, "agendas": agendas or {}}),
        members=families[Member],
        events=families[Event],
        projects=families[Project],
        posts=families[Post],
        teams={},
        places={},
        pages=(),
        files=(),
    )
    harvest, problems = load_archive(folder, folder)
    assert problems == []
    with open_warehouse(folder) as warehouse:
        hub, problems = derive(community, harvest, sources, warehouse, metrics, now)
        assert problems == []
        tables = []
        for table in ("activity", "threads"):
            answer = warehouse.execute(f"SELECT * FROM {table} ORDER BY ALL")
            names = [column[0] for column in answer.description or ()]
            tables.append([dict(zip(names, row, strict=True)) for row in answer.fetchall()])
    return Derived(hub, *tables)


def event(slug: str = "meetup", **fields: Any) -> Event:
    told = {"title": slug.title(), "kind": "meeting", "start": "2026-03-10 19:00"} | fields
    return Event.model_validate(told).placed(Origin(f"events/{slug}.md", slug))


def discussion(number: str = "d1", author: str = "ada", author_id: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        **{"source": "forum", "id": number, "number": 1, "url": f"https://x.example/{number}", "title": "T"},
        **{"category": "Help", "answerable": True, "author": author, "author_id": author_id},
        **{"published": "2026-03-01T10:00:00Z", "updated": "2026-03-01T10:00:00Z"},
        **fields,
    }


def opened(number: str, author: str = "ada", author_id: int = 1, **fields: Any) -> dict[str, Any]:
    """An issue; with `merged`, `draft` or `reviews` among the fields it is a pull request."""
    return {
        **{"source": "lamp-issues", "id": number, "number": 1, "url": f"https://x.example/{number}", "title": "T"},
        **{"author": author, "author_id": author_id},
        **{"published": "2026-03-01T10:00:00Z", "updated": "2026-03-01T10:00:00Z"},
        **fields,
    }


def review(number: str, author: str, author_id: int, hour: int, verdict: str = "approved") -> dict[str, Any]:
    told = comment(number, author, author_id, hour)
    del told["answer"]
    return told | {"verdict": verdict}


def comment(number: str, author: str, author_id: int, hour: int, **fields: Any) -> dict[str, Any]:
    created = f"2026-03-{1 + hour // 24:02}T{hour % 24:02}:00:00Z"
    return {"id": number, "author": author, "author_id": author_id, "created": created, "answer": False, **fields}


def work(who: str, login: str, **fields: Any) -> dict[str, Any]:
    return {
        **{"source": "repo-git", "id": who + login, "who": who, "login": login, "published": "2026-03-01"},
        **{"kind": "code", "commits": 5, "first": "2026-03-02", "last": "2026-03-20", **fields},
    }
