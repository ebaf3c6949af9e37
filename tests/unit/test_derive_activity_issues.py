"""What people did in issues, pull requests and releases, as rows: who, when, of what project."""

import datetime as dt
from pathlib import Path

from folkmoot.model.base import Origin
from folkmoot.model.harvest import Source
from folkmoot.model.project import Project
from support.activity_rows import comment, derived, discussion, opened, review, work

ISSUES = Source("issues", "lamp-issues", "officina/lamp")
LAMP = Project.model_validate(
    {
        "title": "Lamp",
        "status": "active",
        "repositories": ["https://github.com/Officina/lamp.git"],
        "agenda": ["external"],
    }
).placed(Origin("content/projects/lamp.md", "lamp"))


def test_issues_pull_requests_and_reviews_are_doings_of_their_project(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        LAMP,
        sources=(ISSUES,),
        issues=[opened("i1", comments=[comment("c1", "bob", 2, 11), comment("c2", "ci[bot]", 9, 11, bot=True)])],
        pulls=[
            opened(
                "p1",
                "bob",
                2,
                comments=[comment("c1", "ada", 1, 12)],
                reviews=[review("r1", "ada", 1, 13), review("r2", "bob", 2, 14, "commented")],
            ),
            opened("p2", "renovate", 8, bot=True, reviews=[review("r3", "ada", 1, 15)]),
        ],
    )
    doings = [row for row in found.activity if row["kind"] != "joined"]
    assert sorted((row["actor"], row["kind"], row["target"], f"{row['happened']:%H}") for row in doings) == [
        ("ada", "commented", "bob", "12"),
        ("ada", "reported", "", "10"),
        ("ada", "reviewed", "", "15"),
        ("ada", "reviewed", "bob", "13"),
        ("bob", "commented", "", "14"),
        ("bob", "commented", "ada", "11"),
        ("bob", "proposed", "", "10"),
    ]
    assert {tuple(row["agenda"]) for row in doings} == {("external",)}
    assert {row["thread"] for row in doings} == {
        "issues/lamp-issues/i1",
        "pulls/lamp-issues/p1",
        "pulls/lamp-issues/p2",
    }


def test_issues_and_pull_requests_are_threads_with_their_first_response(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        sources=(ISSUES,),
        issues=[opened("i1", comments=[comment("c1", "ada", 1, 11)])],
        pulls=[opened("p1", "bob", 2, reviews=[review("r1", "ada", 1, 13)]), opened("p2", "renovate", 8, bot=True)],
    )
    told = {
        row["thread"]: (row["kind"], row["asker"], row["responses"], row["first_response"]) for row in found.threads
    }
    assert told == {
        "issues/lamp-issues/i1": ("issues", "ada", 0, None),
        "pulls/lamp-issues/p1": ("pulls", "bob", 1, dt.datetime(2026, 3, 1, 13)),
    }


def test_releases_are_doings_of_people(tmp_path: Path) -> None:
    release = {"source": "lamp-issues", "id": "v1", "url": "https://x.example/v1", "title": "One", "tag": "v1"}
    told = release | {"author": "ada", "author_id": 1, "published": "2026-03-05T08:00:00Z"}
    hidden = told | {"id": "v2", "author": "cat", "author_id": 3}
    nobodys = told | {"id": "v3", "author": "", "author_id": 0}
    updated = {"updated": "2026-03-05T08:00:00Z"}
    found = derived(tmp_path, sources=(ISSUES,), releases=[one | updated for one in (told, hidden, nobodys)])
    assert found.rows("released") == [("ada", "released", "03-05 08:00")]


def test_nobody_who_is_hidden_is_counted(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        sources=(ISSUES,),
        issues=[opened("i1", "cat", 3, comments=[comment("c1", "bob", 2, 11), comment("c2", "cat", 3, 12)])],
        pulls=[opened("p1", "bob", 2, reviews=[review("r1", "cat", 3, 13)])],
    )
    assert {row["actor"] for row in found.activity if row["kind"] != "joined"} == {"bob"}
    assert {row["thread"]: row["asker"] for row in found.threads}["issues/lamp-issues/i1"] == ""


def test_what_has_one_id_in_two_repositories_is_two(tmp_path: Path) -> None:
    """A repository's ids may be another's, as far as they were not given at one moment."""
    told = (
        ("one", "ada", 1, comment("c1", "bob", 2, 11), comment("c2", "ada", 1, 13, reply_to="c1")),
        ("two", "bob", 2, comment("c1", "ada", 1, 12), comment("c2", "zoe", 9, 14, reply_to="c1")),
    )
    began = {"one": "2026-03-01T10:00:00Z", "two": "2026-03-01T10:00:01Z"}
    talk = [
        discussion("d", who, number, source=slug, published=began[slug], comments=said)
        for slug, who, number, *said in told
    ]
    found = derived(tmp_path, discussions=talk)
    assert sorted(
        (row["actor"], row["target"], row["source"]) for row in found.activity if row["kind"] == "commented"
    ) == [("ada", "bob", "one"), ("ada", "bob", "two"), ("bob", "ada", "one"), ("github:9", "ada", "two")]
    threads = {(one["source"], one["asker"], f"{one['first_response']:%H}", one["responses"]) for one in found.threads}
    assert threads == {("one", "ada", "11", 1), ("two", "bob", "12", 2)}


def test_work_of_hidden_members_is_in_no_figure_of_a_repository(tmp_path: Path) -> None:
    found = derived(
        tmp_path, work=[work("github:1", "ada"), work("github:3", "cat"), work("hash:0123456789abcdef", "")]
    )
    assert {one.who for one in found.hub.harvest.work} == {"github:1", "hash:0123456789abcdef"}
