"""A repository that has been in several folders of the archive: everything counts once, and one folder is left."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from folkmoot.build import draft
from folkmoot.contribute.tending import tend
from folkmoot.derive.gathered import gather_tables, gathered
from folkmoot.load.archive import load_archive
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.belonging import belonging
from folkmoot.model.community import Community
from folkmoot.model.harvest import Harvest
from folkmoot.model.source import sources
from folkmoot.refresh import Outcome, Request, refresh
from support.activity_rows import comment, discussion, opened, review, work
from support.collected import archived as files
from support.collected import state
from support.communities import community, record
from support.github.server import GitHub
from support.hubs import minimal_hub
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 1, 7, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LAMP, LIKE_IT = "ghent-makers/lamp", "ghent/makers-lamp"


def hub(**lists: list[str]) -> Community:
    return community(record("community", sources=lists))


def slugs(**lists: list[str]) -> dict[str, str]:
    return {one.url: one.slug for one in sources(hub(**lists))}


@pytest.mark.parametrize("key", ["issues", "discussions", "repositories"])
@pytest.mark.parametrize("other", ["Ghent-Makers/Lamp", "ghent-makers/LAMP"])
def test_a_repository_is_one_source_whatever_its_capitals(key: str, other: str) -> None:
    assert slugs(**{key: [LAMP, other]}) == slugs(**{key: [LAMP]})
    assert len(slugs(issues=[LAMP], discussions=[LAMP], repositories=[LAMP, f"https://github.com/{other}.git"])) == 1
    assert len(sources(hub(issues=[LAMP], discussions=[LAMP], repositories=[LAMP, "lamp", other]))) == 4


def archived(folder: Path, **lines: Iterable[dict[str, Any]]) -> Path:
    for kind, found in lines.items():
        for line in found:
            path = folder / kind / line["source"] / "2026.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
    return folder


def counted(archive: Path, people: Community) -> tuple[Harvest, dict[str, list[tuple[str, int]]]]:
    """What is shown, and how much of it the warehouse has, by table and source; twice is the same as once."""
    harvest, problems = load_archive(archive, archive)
    assert problems == []
    where = belonging(people, harvest)
    tables = ("discussions", "comments", "issues", "issue_comments", "pulls", "pull_comments", "reviews", "releases")
    with open_warehouse(archive) as warehouse:
        for _ in range(2):
            gather_tables(warehouse, where)
            found = {
                table: warehouse.execute(f"SELECT source, count(*) FROM {table} GROUP BY ALL ORDER BY ALL").fetchall()
                for table in (*tables, "work")
            }
    return gathered(harvest, where), found


def of_lamp(source: str, name: str = LAMP, **more: Any) -> dict[str, list[dict[str, Any]]]:
    """An issue, a pull request and a release, with what was said."""
    at, told = f"https://github.com/{name}", {"source": source, **more}
    issue = opened("i1", url=f"{at}/issues/1", comments=[comment("c1", "bob", 2, 12)], **told)
    pull = opened("p1", url=f"{at}/pull/2", comments=[comment("c2", "bob", 2, 12)], **told)
    pull |= {"merged": "", "draft": False, "reviews": [review("r1", "bob", 2, 13)]}
    release = opened("v1", url=f"{at}/releases/tag/v1", **told) | {"tag": "v1", "preview": False}
    return {"issues": [issue], "pulls": [pull], "releases": [release]}


ISSUES = ("issues", "issue_comments", "pulls", "pull_comments", "reviews", "releases")


@pytest.mark.parametrize(
    ("there", "home"),
    [
        (["lamp-1", "lamp-2"], "ghent-makers-lamp-issues"),
        (["lamp-1", "ghent-makers-lamp-issues"], "ghent-makers-lamp-issues"),
    ],
)
def test_what_several_folders_have_is_the_present_sources_and_counts_once(
    tmp_path: Path, there: list[str], home: str
) -> None:
    for number, source in enumerate(there):
        name = (LAMP, "Ghent-Makers/Lamp")[number % 2]
        archived(tmp_path, **of_lamp(source, name, updated=f"2026-03-0{1 + number}T10:00:00Z"))
    shown, found = counted(tmp_path, hub(issues=[LAMP]))
    assert {table: found[table] for table in ISSUES} == {table: [(home, 1)] for table in ISSUES}
    assert [(one.source, one.updated) for one in shown.issues] == [(home, "2026-03-02T10:00:00Z")]
    assert [len(some) for some in (shown.pulls, shown.releases)] == [1, 1]


def test_what_the_source_itself_has_counts_though_another_folder_has_a_later_state(tmp_path: Path) -> None:
    archived(tmp_path, **of_lamp("lamp-1", updated="2026-05-01T10:00:00Z"))
    archived(tmp_path, **of_lamp("ghent-makers-lamp-issues"))
    shown, _ = counted(tmp_path, hub(issues=[LAMP]))
    assert [one.updated for one in shown.issues] == ["2026-03-01T10:00:00Z"]


def test_a_repository_that_was_renamed_counts_once_and_one_that_is_no_source_any_more_too(tmp_path: Path) -> None:
    archived(tmp_path, **of_lamp("zeta-lamp", "zeta/lamp"))
    archived(tmp_path, **of_lamp("ghent-makers-lamp-issues"))
    for lists, home in (({"issues": [LAMP]}, "ghent-makers-lamp-issues"), ({}, "zeta-lamp")):
        shown, found = counted(tmp_path, hub(**lists))
        assert found["issues"] == [(home, 1)]
        assert [one.source for one in shown.issues] == [home]


def test_discussions_are_not_taken_for_those_of_the_list_of_issues(tmp_path: Path) -> None:
    talk = discussion("d1", url=f"https://github.com/{LAMP}/discussions/1", source="lamp-1", comments=[])
    archived(tmp_path, discussions=[talk, talk | {"source": "lamp-2"}])
    assert counted(tmp_path, hub(issues=[LAMP], discussions=[LAMP]))[1]["discussions"] == [("ghent-makers-lamp", 1)]


def worked(source: str, url: str, last: str = "2026-03-20") -> dict[str, list[dict[str, Any]]]:
    told = work("github:1", "ada", source=source, last=last)
    return {"work": [told], "sources": [state(source, "2026-03-01", "first-seen", url=url)]}


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ({"ghent-makers-lamp-git": LAMP, "a-git": f"https://github.com/{LAMP}.git"}, ["ghent-makers-lamp-git"]),
        ({"a-git": "Ghent-Makers/Lamp", "b-git": LAMP}, ["ghent-makers-lamp-git"]),
        ({"ghent-makers-lamp-git": LAMP, "a-git": LIKE_IT}, ["a-git", "ghent-makers-lamp-git"]),
    ],
)
def test_a_month_of_work_counts_once_in_however_many_folders_it_is(
    tmp_path: Path, there: dict[str, str], expected: list[str]
) -> None:
    for slug, url in there.items():
        archived(tmp_path, **worked(slug, url))
    shown, found = counted(tmp_path, hub(repositories=[LAMP]))
    assert sorted(one.source for one in shown.work) == expected
    assert found["work"] == [(slug, 1) for slug in expected]


def test_the_site_and_the_list_of_sources_show_it_once(tmp_path: Path) -> None:
    told = {"content/community.yml": f"name: Test\nsources:\n  issues: [{LAMP}, Ghent-Makers/Lamp]\n"}
    told["members/ada-rossi.yml"] = "name: Ada Rossi\njoined: 2024-02-29\ngithub: bob\ngithub_id: 2\n"
    for kind, lines in of_lamp("lamp-1").items():
        told |= files(kind, [*lines, *(line | {"source": "lamp-2"} for line in lines)])
    root = minimal_hub(tmp_path, **told)
    made = draft(root, NOW).hub
    assert made
    assert [(one.contribution, one.number) for one in made.given if one.contribution == "review"] == [("review", 1)]
    assert [(one.source.slug, one.records) for one in (kept.faring for kept in tend(root, NOW).sources)] == [
        ("ghent-makers-lamp-issues", 3)
    ]


def lists(github: GitHub) -> None:
    told = {
        "issues": [{"by": "ada", "at": "2026-05-01", "title": "Flickers"}],
        "pulls": [{"by": "ada", "at": "2026-05-02", "reviews": [{"by": "bo"}]}],
        "releases": [{"tag": "v1"}],
        "discussions": [{"by": "ada", "at": "2026-05-03", "title": "Which glue?"}],
    }
    github.holds({"at": "2026-06-01T07:00:00Z", "repositories": {LAMP: told, LIKE_IT: {"issues": []}}})


def run(root: Path, github: GitHub, people: Community, days: int = 0, **more: Any) -> Outcome:
    told = {"token": "token", "base_url": github.base_url, "archive": root / "archive", **more}
    return refresh(Request(root, people, now=NOW + days * DAY, **told))


def folders(root: Path) -> list[str]:
    """Where the archive has anything that was said or done."""
    found = (root / "archive").glob("*/*/*.jsonl")
    return sorted({path.parent.relative_to(root / "archive").as_posix() for path in found} - _states(root))


def _states(root: Path) -> set[str]:
    return {f"sources/{path.name}" for path in (root / "archive/sources").glob("*")}


@pytest.mark.parametrize("token", ["token", ""])
def test_the_next_collecting_leaves_one_folder_while_a_slug_comes_and_goes(
    github: GitHub, tmp_path: Path, token: str
) -> None:
    lists(github)
    alone, beside = hub(issues=[LAMP], discussions=[LAMP]), hub(issues=[LAMP, LIKE_IT], discussions=[LAMP, LIKE_IT])
    run(tmp_path, github, alone)
    first = folders(tmp_path)
    assert len(first) == 4
    for days, people in enumerate((beside, alone, beside, alone), start=1):
        run(tmp_path, github, people, days, token=token)
        own = {one.slug for one in sources(people) if one.url == LAMP}
        now = folders(tmp_path)
        assert {path.partition("/")[2] for path in now} == own
        assert len(now) == 4
        assert len({one.source for one in load_archive(tmp_path / "archive", tmp_path)[0].issues}) == 1
    assert folders(tmp_path) == first


def test_what_is_another_repositorys_stays_where_it_is(github: GitHub, tmp_path: Path) -> None:
    lists(github)
    archived(tmp_path / "archive", **of_lamp("lost-lamp", "lost/lamp"))
    (tmp_path / "archive/issues/lost-lamp/2025.jsonl").write_text("no record\n", encoding="utf-8")
    run(tmp_path, github, hub(issues=[LAMP]))
    assert "issues/lost-lamp" in folders(tmp_path)


def test_a_folder_that_cannot_be_read_loses_nothing(github: GitHub, tmp_path: Path) -> None:
    lists(github)
    archived(tmp_path / "archive", **of_lamp("lamp-1"))
    home = tmp_path / "archive/issues/ghent-makers-lamp-issues/2025.jsonl"
    home.parent.mkdir(parents=True)
    home.write_text("no record\n", encoding="utf-8")
    before = (tmp_path / "archive/issues/lamp-1/2026.jsonl").read_bytes()
    run(tmp_path, github, hub(issues=[LAMP]))
    assert (tmp_path / "archive/issues/lamp-1/2026.jsonl").read_bytes() == before


def test_the_parts_of_a_matrix_move_nothing(github: GitHub, tmp_path: Path) -> None:
    """Their archives are joined by copying, which takes nothing away."""
    lists(github)
    archived(tmp_path / "archive", **of_lamp("lamp-1"))
    for part in (1, 2):
        run(tmp_path, github, hub(issues=[LAMP]), shard=(part, 2))
    assert folders(tmp_path)[:2] == ["issues/ghent-makers-lamp-issues", "issues/lamp-1"]
    shown, found = counted(tmp_path / "archive", hub(issues=[LAMP]))
    assert {source for source, _ in found["issues"]} >= {"ghent-makers-lamp-issues"}
    assert {one.source for one in shown.issues} == {"ghent-makers-lamp-issues"}


def two_folders(root: Path, *names: str) -> Community:
    """A hub that counts the histories of these of two folders that are called alike."""
    for name, day in (("tools/lamp", "2026-05-14"), ("tools-lamp", "2026-04-14")):
        if not (root / name).exists():
            Repository(root / name).commit(day=day)
    return hub(repositories=list(names))._replace(folders=frozenset({"tools", "tools/lamp", "tools-lamp"}))


def test_histories_whose_folders_are_called_alike_stand_in_one_place_each(github: GitHub, tmp_path: Path) -> None:
    both = ("tools/lamp", "tools-lamp")
    for days, names in enumerate((("tools/lamp",), both, ("tools-lamp",), both)):
        people = two_folders(tmp_path, *names)
        run(tmp_path, github, people, days)
        harvest = load_archive(tmp_path / "archive", tmp_path)[0]
        shown = gathered(harvest, belonging(people, harvest)).work
        months = sorted((one.published[:7], one.commits) for one in shown)
        assert months == [("2026-04", 1), ("2026-05", 1)][-1 if not days else 0 :]
        assert len(shown) == len(harvest.work)


def test_what_is_told_of_a_source_says_which_of_two_that_are_called_alike_it_is(github: GitHub, tmp_path: Path) -> None:
    for days, name in enumerate(("tools/lamp", "tools/lamp", "tools-lamp", "tools/lamp", "tools/lamp")):
        run(tmp_path, github, two_folders(tmp_path, name), days)
        states = load_archive(tmp_path / "archive", tmp_path)[0].states
        assert {one.source for one in states} == {"tools-lamp-git"}
        assert states[0].url == name
    assert len(states) == 3
