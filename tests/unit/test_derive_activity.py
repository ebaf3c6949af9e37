"""What people did, as rows: who, what, when, with whom, and what counts for nobody."""

import datetime as dt
from pathlib import Path

from folkmoot.derive.hub import derive
from folkmoot.load.archive import load_archive
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Source
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from support.activity_rows import MEMBERS, NOW, comment, derived, discussion, event, member, work


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
        **{"project": "", "language": "en", "day": dt.date(2026, 3, 10)},
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


def test_work_of_several_accounts_is_one_persons_and_of_hidden_ones_nobodys(tmp_path: Path) -> None:
    dee = member("dee", accounts=["dee-at-work", "hash:00000000000000dd"])
    eli = member("eli", visibility="hidden", accounts=["hash:00000000000000ee", "github:60"])
    found = derived(
        tmp_path,
        dee,
        eli,
        sources=(Source("work", "repo-git", "org/repo"),),
        work=[
            work("github:40", "Dee-at-Work", commits=1),
            work("hash:00000000000000dd", "", commits=2),
            work("hash:00000000000000ee", ""),
            work("github:60", "eli"),
        ],
    )
    told = {(row["actor"], row["weight"]) for row in found.activity if row["kind"] == "committed"}
    assert told == {("dee", 1), ("dee", 2)}
    assert [(one.member, one.commits) for one in found.hub.shares] == [("dee", 3)]


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


def test_weeks_and_lines_of_all_months_are_one_share(tmp_path: Path) -> None:
    may = work("github:1", "ada", weeks=["2026-W18", "2026-W22"], added=5, removed=1)
    june = may | {"id": "june", "kind": "docs", "weeks": ["2026-W22", "2026-W23"]}
    (share,) = derived(tmp_path, sources=(Source("work", "repo-git", "org/repo"),), work=[june, may]).hub.shares
    assert (share.weeks, share.added, share.removed) == (("2026-W18", "2026-W22", "2026-W23"), 10, 2)
