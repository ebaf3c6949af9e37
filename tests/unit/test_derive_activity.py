"""What people did, as rows: who, what, when, with whom, and what counts for nobody."""

import datetime as dt
import json
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.derive.hub import derive
from folkmoot.load.archive import load_archive
from folkmoot.load.warehouse import open_warehouse
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
    **lines: list[dict[str, Any]],
) -> Derived:
    for kind, found in lines.items():
        (folder / kind / "s").mkdir(parents=True)
        text = "".join(json.dumps(line) + "\n" for line in found)
        (folder / kind / "s" / "2026.jsonl").write_text(text, "utf-8")
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
        hub, problems = derive(community, harvest, sources, warehouse, [], now)
        assert problems == []
        tables = []
        for table in ("activity", "threads"):
            answer = warehouse.execute(f"SELECT * FROM {table}")
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


def comment(number: str, author: str, author_id: int, hour: int, **fields: Any) -> dict[str, Any]:
    created = f"2026-03-{1 + hour // 24:02}T{hour % 24:02}:00:00Z"
    return {"id": number, "author": author, "author_id": author_id, "created": created, "answer": False, **fields}


def work(who: str, login: str, **fields: Any) -> dict[str, Any]:
    return {
        **{"source": "repo-git", "id": who + login, "who": who, "login": login, "published": "2026-03-01"},
        **{"kind": "code", "commits": 5, "first": "2026-03-02", "last": "2026-03-20", **fields},
    }


def test_members_join_at_their_midnight_and_not_before_they_do(tmp_path: Path) -> None:
    late = member("late", joined="2026-06-02")
    found = derived(tmp_path, late, zone="Europe/Rome")
    assert found.rows("joined") == [("ada", "joined", "12-31 23:00"), ("bob", "joined", "12-31 23:00")]


def test_an_event_that_was_held(tmp_path: Path) -> None:
    people = [{"member": "bob", "talk": "X"}, {"name": "Guest"}, "cat", "gone"]
    one = event(
        hosts=["ada", "bob", "cat", "ada"], speakers=people, attendees=["ada", "bob", "cat"], agenda=["internal"]
    )
    found = derived(tmp_path, one)
    assert found.rows("hosted", "spoke", "attended") == [
        ("ada", "attended", "03-10 19:00"),  # Bob did not agree to be named, and Cat is hidden.
        ("ada", "hosted", "03-10 19:00"),
        ("bob", "hosted", "03-10 19:00"),
        ("bob", "spoke", "03-10 19:00"),
    ]
    hosted = next(row for row in found.activity if row["kind"] == "hosted")
    assert hosted == {
        **{"actor": "ada", "kind": "hosted", "happened": dt.datetime(2026, 3, 10, 19), "thread": "events/meetup"},
        **{"target": "", "with": ["bob"], "agenda": ["internal"], "weight": 1.0, "source": "events", "url": ""},
    }
    assert [row["with"] for row in found.activity if row["kind"] == "attended"] == [[]]


def test_events_that_do_not_count(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        event("coming", start="2026-06-01 00:01", hosts=["ada"]),
        event("off", status="cancelled", hosts=["ada"]),
        event("perhaps", status="tentative", hosts=["ada"]),
        event("this-month", start="2026-06", hosts=["ada"]),
        event("untold", recurrence={"rule": "FREQ=WEEKLY"}, hosts=["ada"]),
        event("untold-today", start="2026-05-25 00:00", recurrence={"rule": "FREQ=WEEKLY"}, hosts=["ada"]),
        event("just-begun", start="2026-06-01 00:00", hosts=["bob"]),
    )
    assert found.rows("hosted") == [("bob", "hosted", "06-01 00:00")]


def test_of_a_series_what_is_told_of_counts(tmp_path: Path) -> None:
    told = [{"date": "2026-03-17", "attendees": ["ada"]}, {"date": "2026-06-09", "title": "To come"}]
    one = event(recurrence={"rule": "FREQ=WEEKLY"}, hosts=["bob"], occurrences=told, attendees=["ada"])
    found = derived(tmp_path, one)
    assert found.rows("hosted", "attended") == [("ada", "attended", "03-17 19:00"), ("bob", "hosted", "03-17 19:00")]
    assert {row["thread"] for row in found.activity if row["kind"] == "hosted"} == {"events/meetup#2026-03-17"}


def test_an_event_without_an_agenda_has_its_projects(tmp_path: Path) -> None:
    project = Project.model_validate({"title": "P", "status": "active"}).placed(Origin("content/projects/p.md", "p"))
    found = derived(tmp_path, project, event(project="p", hosts=["ada"]), event("none", hosts=["ada"]))
    assert {row["thread"]: row["agenda"] for row in found.activity if row["kind"] == "hosted"} == {
        "events/meetup": ["applied"],
        "events/none": [],
    }


def test_posts_and_feeds(tmp_path: Path) -> None:
    told = {"title": "P", "date": "2026-05-01", "authors": ["ada", "bob", "cat"], "agenda": ["external"]}
    post = Post.model_validate(told).placed(Origin("content/posts/p.md", "p"))
    later = Post.model_validate(told | {"date": "2026-06-02"}).placed(Origin("content/posts/q.md", "q"))
    entry = {"id": "e", "url": "https://a.example/e", "title": "E", "published": "2026-04-01T08:00:00Z"}
    owners = {"ada-blog": "ada", "cat-blog": "cat", "planet": ""}
    found = derived(
        tmp_path,
        post,
        later,
        sources=tuple(Source("entries", slug, f"https://{slug}/", owner=owner) for slug, owner in owners.items()),
        entries=[entry | {"source": slug, "first_seen": entry["published"]} for slug in (*owners, "removed")],
    )
    assert found.rows("published", "wrote") == [
        ("ada", "published", "05-01 00:00"),
        ("ada", "wrote", "04-01 08:00"),
        ("bob", "published", "05-01 00:00"),
    ]
    assert [row["with"] for row in found.activity if row["kind"] == "published"] == [["bob"], ["ada"]]
    assert next(row for row in found.activity if row["kind"] == "wrote")["url"] == "https://a.example/e"


def test_a_discussion_with_its_comments(tmp_path: Path) -> None:
    comments = [
        comment("c1", "helper-bot", 9, 11, bot=True),
        comment("c2", "ada", 1, 12),
        comment("c3", "bob", 2, 13, answer=True),
        comment("c4", "Stranger", 50, 14, reply_to="c3"),
        comment("c5", "bob", 2, 15, reply_to="c1"),
        comment("c6", "cat", 3, 16),
        comment("c7", "", 0, 17),
        comment("c8", "bob", 2, 24 * 30 + 23),
    ]
    found = derived(tmp_path, discussions=[discussion(comments=comments, answered="2026-03-01T13:00:00Z")])
    doings = [
        (r["actor"], r["kind"], r["target"], f"{r['happened']:%H}") for r in found.activity if r["kind"] != "joined"
    ]
    assert sorted(doings, key=lambda row: (row[3], row)) == [
        ("ada", "asked", "", "10"),
        ("ada", "commented", "", "12"),
        ("bob", "answered", "ada", "13"),
        ("github:50", "commented", "bob", "14"),
        ("bob", "commented", "", "15"),
        ("bob", "commented", "ada", "23"),
    ]
    assert {row["thread"] for row in found.activity if row["kind"] != "joined"} == {"discussions/forum/d1"}
    assert {tuple(row["agenda"]) for row in found.activity if row["kind"] != "joined"} == {("applied",)}
    (thread,) = found.threads
    assert (thread["asker"], thread["responses"]) == ("ada", 6)
    assert thread["first_response"] == dt.datetime(2026, 3, 1, 13)
    assert thread["answered"] == dt.datetime(2026, 3, 1, 13)


def test_threads_stand_as_they_did(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        now=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC),
        discussions=[
            discussion(
                comments=[comment("c1", "bob", 2, 13)], answered="2026-03-01T13:00:00Z", closed="2026-03-01T14:00:00Z"
            ),
            discussion("later", published="2026-03-01T12:00:01Z"),
            discussion("by-bot", bot=True),
        ],
    )
    (thread,) = found.threads
    assert (thread["first_response"], thread["responses"], thread["answered"], thread["closed"]) == (
        None,
        0,
        None,
        None,
    )
    assert found.rows("asked", "commented") == [("ada", "asked", "03-01 10:00")]


def test_a_deleted_account_may_be_the_author_itself(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        discussions=[
            discussion("ghost", "", 0, comments=[comment("c1", "", 0, 11), comment("c2", "bob", 2, 12)]),
            discussion("ada", comments=[comment("c1", "", 0, 11)]),
        ],
    )
    assert {row["thread"][18:]: row["first_response"].hour for row in found.threads} == {"ghost": 12, "ada": 11}
    assert found.rows("asked", "commented") == [("ada", "asked", "03-01 10:00"), ("bob", "commented", "03-01 12:00")]


def test_what_an_app_says_in_somebodys_name_is_not_theirs(tmp_path: Path) -> None:
    comments = [
        comment("c1", "bob", 2, 11, bot=True),
        comment("c2", "ada", 1, 12, reply_to="c1"),
        comment("c3", "bob", 2, 13),
    ]
    found = derived(tmp_path, discussions=[discussion(author="x", author_id=9, comments=comments)])
    doings = [
        (row["actor"], row["target"], row["happened"].hour) for row in found.activity if row["kind"] == "commented"
    ]
    assert doings == [("ada", "", 12), ("bob", "github:9", 13)]
    assert found.threads[0]["first_response"].hour == 12


def test_an_author_with_a_new_login_is_the_author_still(tmp_path: Path) -> None:
    comments = [comment("c1", "ada-new", 1, 11), comment("c2", "ADA", 0, 12), comment("c3", "bob", 2, 13)]
    (thread,) = derived(tmp_path, discussions=[discussion(comments=comments)]).threads
    assert (thread["first_response"].hour, thread["responses"]) == (13, 1)


def test_what_a_category_stands_for(tmp_path: Path) -> None:
    categories = {
        **{"Show and tell": ["applied"], "projects": ["applied"], "HELP": ["applied"], "📰 News": ["external"]},
        **{"Meta": ["internal"], "Announcements": ["internal"], "Introductions": ["internal"], "General": []},
    }
    found = derived(tmp_path, discussions=[discussion(name, category=name) for name in categories])
    assert {row["category"]: row["agenda"] for row in found.threads} == categories


def test_a_hub_says_itself_what_its_categories_stand_for(tmp_path: Path) -> None:
    agendas = {"Été & co": "external", "help": "internal"}
    categories = {"été  co": ["external"], "HELP": ["internal"], "Meta": ["internal"], "Other": []}
    found = derived(tmp_path, discussions=[discussion(name, category=name) for name in categories], agendas=agendas)
    assert {row["category"]: row["agenda"] for row in found.threads} == categories


def test_work_belongs_to_people_and_projects(tmp_path: Path) -> None:
    told = {"title": "P", "status": "active", "repositories": ["https://github.com/Org/Repo.git"]}
    project = Project.model_validate(told).placed(Origin("content/projects/p.md", "p"))
    found = derived(
        tmp_path,
        project,
        sources=(Source("work", "repo-git", "org/repo"),),
        work=[
            work("github:1", "ada"),
            work("login:bob", ""),
            work("github:3", "cat"),
            work("hash:77", ""),
            work("github:50", "stranger", commits=2),
            work("login:stranger", "stranger", commits=1, kind="docs", first="2026-01-05", last="2026-01-05"),
            work("login:dependabot[bot]", "dependabot[bot]"),
            work("github:49", "Renovate[bot]"),
            work("login:weblate[bot]", ""),
            work("github:2", "bob", last="2026-06-02", first="2026-06-02", kind="late"),
        ],
    )
    rows = [(r["actor"], r["weight"], r["thread"], r["agenda"]) for r in found.activity if r["kind"] == "committed"]
    thread = ("projects/p", ["applied"])
    assert rows == [
        ("ada", 5, *thread),
        ("bob", 5, *thread),
        ("github:50", 1, *thread),
        ("github:50", 2, *thread),
        ("hash:77", 5, *thread),
    ]
    assert found.rows("committed")[0] == ("ada", "committed", "03-20 00:00")
    assert [(s.who, s.member, s.commits, s.first, s.last, s.kinds) for s in found.hub.shares] == [
        ("github:1", "ada", 5, "2026-03-02", "2026-03-20", ("code",)),
        ("hash:77", "", 5, "2026-03-02", "2026-03-20", ("code",)),
        ("login:bob", "bob", 5, "2026-03-02", "2026-03-20", ("code",)),
        ("github:50", "", 3, "2026-01-05", "2026-03-20", ("code", "docs")),
    ]


def test_repositories_are_the_same_in_any_spelling(tmp_path: Path) -> None:
    spellings = [
        "git@github.com:Org/Repo.git",
        "ssh://git@github.com/org/repo",
        "http://www.github.com/org/repo/",
        "ORG/repo",
    ]
    for number, spelling in enumerate(spellings):
        told = {"title": "P", "status": "active", "repositories": [spelling]}
        project = Project.model_validate(told).placed(Origin("content/projects/p.md", "p"))
        source = Source("work", "repo-git", "https://github.com/org/repo")
        found = derived(tmp_path / str(number), project, sources=(source,), work=[work("github:1", "ada")])
        assert [row["thread"] for row in found.activity if row["kind"] == "committed"] == ["projects/p"]


def test_the_order_of_the_lines_does_not_matter(tmp_path: Path) -> None:
    lines = [discussion(f"d{n}", comments=[comment("c", "bob", 2, n)]) for n in range(9)]
    one = derived(tmp_path / "a", discussions=lines)
    other = derived(tmp_path / "b", discussions=lines[::-1])
    assert (one.activity, one.threads) == (other.activity, other.threads)


def test_the_day_is_the_communitys(tmp_path: Path) -> None:
    evening = dt.datetime(2026, 5, 31, 22, 30, tzinfo=dt.UTC)
    assert derived(tmp_path, now=evening, zone="Europe/Rome").hub.today == dt.date(2026, 6, 1)
    assert derived(tmp_path, now=evening, zone="Europe/Atlantis").hub.today == dt.date(2026, 5, 31)


def test_filling_twice_is_filling_once(tmp_path: Path) -> None:
    community = Community(Profile(name="T"), {one.slug: one for one in MEMBERS}, {}, {}, {}, {}, {}, (), ())
    with open_warehouse(tmp_path) as warehouse:
        for _ in range(2):
            derive(community, load_archive(tmp_path, tmp_path)[0], (), warehouse, [], NOW)
        assert warehouse.execute("SELECT count(*) FROM activity").fetchone() == (2,)
