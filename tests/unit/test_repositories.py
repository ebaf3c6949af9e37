"""Reading repositories: kept piece by piece, gone on with after whatever ended a run, the same in the end."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from folkmoot import repositories
from folkmoot.collect.github.session import Answer, Session
from folkmoot.collect.runtime import RunTime
from folkmoot.load.archive import load_archive
from folkmoot.load.bookmarks import load_bookmarks
from folkmoot.load.visits import CACHE
from folkmoot.model.bookmark import LISTS, Bookmark, ListName
from folkmoot.model.folders import FOLDERS
from folkmoot.model.harvest import Source, SourceKind
from folkmoot.repositories import Repositories, refresh_repositories
from support.github.faults import Fault, When, partial, rate_limited
from support.github.server import GitHub

FORUM = Source("discussions", "officina-forum", "officina/forum")
LAMP = Source("issues", "officina-lamp-issues", "officina/lamp")
NOW = dt.datetime(2026, 6, 1, 7, tzinfo=dt.UTC)


def many(number: int, **fields: Any) -> list[dict[str, Any]]:
    days = [f"2025-0{1 + n // 100}-{1 + n % 100 // 4:02}T{n % 4:02}:00:00Z" for n in range(number)]
    return [{"by": "ada", "at": day, "id": f"{n}-{'-'.join(fields)}", **fields} for n, day in enumerate(days)]


def scenario(**told: Any) -> dict[str, Any]:
    lamp = {"issues": many(730, title="I"), "pulls": many(120, reviews=[{"by": "bo"}]), "releases": [{"tag": "v1"}]}
    forum = {"discussions": many(330, comments=[{"by": "bo", "replies": [{"by": "ada"}]}])}
    return {"at": "2026-06-01T07:00:00Z", "repositories": {"officina/forum": forum, "officina/lamp": lamp, **told}}


def run(github: GitHub, root: Path, now: dt.datetime = NOW, *sources: Source) -> Repositories:
    with Session("token", github.base_url, wait=lambda _: None) as session:
        return refresh_repositories(sources or (FORUM, LAMP), session, root, root / "archive", now, (1, 1))


def files(root: Path) -> dict[str, bytes]:
    archive = root / "archive"
    return {path.relative_to(archive).as_posix(): path.read_bytes() for path in archive.rglob("*.jsonl")}


def test_everything_is_kept_and_a_quiet_day_costs_little(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario())
    told = run(github, tmp_path)
    assert (told.failures, told.unfinished, told.renamed) == ((), (), {})
    assert told.written.new == {"discussions": 330, "issues": 730, "pulls": 120, "releases": 1}
    assert told.words == {FORUM: "330 discussions read", LAMP: "730 issues, 120 pull requests, 1 release read"}
    assert told.cost.points == github.accounting.points
    before, spent = files(tmp_path), github.accounting.points
    told = run(github, tmp_path, NOW + dt.timedelta(days=1))
    assert (told.written.files, told.unfinished) == ((), ())
    assert files(tmp_path) == before
    assert github.accounting.points - spent == told.cost.points <= 6


def test_interrupted_runs_come_to_the_same_archive(
    github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repositories, "_PIECE", 20)
    github.holds(scenario())
    run(github, tmp_path / "once")
    for runs in range(1, 40):
        github.faults[:] = [rate_limited(When(request=len(github.accounting.requests) + 8))]
        github.budgets["graphql"].refill()
        told = run(github, tmp_path / "often", NOW + dt.timedelta(minutes=runs))
        if not told.unfinished and not told.failures:
            break
    assert 10 <= runs < 39
    assert files(tmp_path / "often") == files(tmp_path / "once")


def test_a_run_that_is_killed_loses_no_more_than_a_piece(
    github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def told(answer: dict[str, Any]) -> dict[str, Any]:
        asked = [one for one in github.accounting.requests if one.name == "Issues"]
        if len(asked) == 5:
            monkeypatch.setattr(Session, "_answered", killed)
        return answer

    def killed(*_: object) -> Answer:
        raise Killed

    monkeypatch.setattr(repositories, "_PIECE", 200)
    github.holds(scenario())
    github.faults.append(Fault(None, told, When(query="Issues"), times=None))
    with pytest.raises(Killed):
        run(github, tmp_path, NOW, LAMP)
    assert len(load_archive(tmp_path / "archive", tmp_path)[0].issues) == 400  # of five pages
    assert load_bookmarks(tmp_path)[LAMP.slug]["issues"].cursor


def test_a_run_whose_time_is_up_keeps_what_it_read_and_blames_nobody(github: GitHub, tmp_path: Path) -> None:
    ours = RunTime()

    def told(answer: dict[str, Any]) -> dict[str, Any]:
        ours.end()
        return answer

    github.holds(scenario())
    github.faults.append(Fault(None, told, When(query="PullRequests")))
    with Session("token", github.base_url, ours) as session:
        read = refresh_repositories((LAMP, FORUM), session, tmp_path, tmp_path / "archive", NOW, (1, 1))
    assert (read.failures, read.unfinished) == ((), (LAMP, FORUM))
    assert read.words == {LAMP: "10 issues, 10 pull requests read"}


def test_a_run_that_comes_to_the_limit_says_so_and_keeps_what_it_has(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario())
    github.faults.append(rate_limited(When(query="PullRequests")))
    told = run(github, tmp_path)
    reason = re.compile("GitHub's limit of questions is used up until [0-9:]{5} UTC; the next run goes on")
    assert [one.source for one in told.failures if reason.fullmatch(one.reason)] == [LAMP]
    assert told.unasked == {LAMP}
    assert told.unfinished == (FORUM,)
    assert told.written.new == {"discussions": 10, "issues": 10}


def test_points_that_run_short_leave_the_rest_to_the_next_run(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario())
    github.budgets["graphql"].spend(905)
    told = run(github, tmp_path)
    assert told.failures == ()
    assert told.unfinished == (FORUM, LAMP)
    assert 0 < told.written.new["issues"] < 730
    github.budgets["graphql"].refill()
    assert run(github, tmp_path).unfinished == ()
    assert len(load_archive(tmp_path / "archive", tmp_path)[0].issues) == 730


def test_a_later_pass_that_is_under_way_is_told_too(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario())
    run(github, tmp_path, NOW, LAMP)
    github.budgets["graphql"].refill()
    github.budgets["graphql"].spend(893)
    assert run(github, tmp_path, NOW + dt.timedelta(days=7), LAMP).unfinished == (LAMP,)
    assert load_bookmarks(tmp_path)[LAMP.slug]["issues"].cursor


def test_what_changed_was_deleted_or_got_reactions_meanwhile(github: GitHub, tmp_path: Path) -> None:
    issues = [
        {"by": "ada", "at": "2026-05-01", "id": "stays", "reactions": {"HEART": [{"by": "bo", "at": "2026-06-03"}]}},
        {"by": "ada", "at": "2026-05-02", "id": "goes", "deleted": "2026-06-03"},
        {"by": "ada", "at": "2026-05-03", "id": "closes", "closed": "2026-06-03"},
    ]
    github.holds({"at": "2026-06-01", "repositories": {"officina/lamp": {"issues": issues}}})
    run(github, tmp_path, NOW, LAMP)
    github.at = "2026-06-04"

    def known() -> dict[str, tuple[int, str]]:
        return {one.id: (one.reactions, one.closed) for one in load_archive(tmp_path / "archive", tmp_path)[0].issues}

    run(github, tmp_path, NOW + dt.timedelta(days=3), LAMP)
    closed = "2026-06-03T10:00:00Z"
    assert known() == {"stays": (0, ""), "goes": (0, ""), "closes": (0, closed)}
    run(github, tmp_path, NOW + dt.timedelta(days=7), LAMP)
    assert known() == {"stays": (1, ""), "closes": (0, closed)}


def test_a_lost_or_damaged_cache_costs_a_pass_and_nothing_else(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario())
    run(github, tmp_path)
    before, path = files(tmp_path), tmp_path / CACHE / "bookmarks.json"
    told = json.loads(path.read_bytes())
    told[LAMP.slug]["issues"] |= {"cursor": "x y\n"}
    told[FORUM.slug] = {"discussions": {"seen": "yesterday"}, "wishes": {}}
    path.write_text(json.dumps(told), "utf-8")
    assert {slug: set(lists) for slug, lists in load_bookmarks(tmp_path).items()} == {LAMP.slug: {"pulls", "releases"}}
    path.write_text("[" * 100_000, "utf-8")
    assert load_bookmarks(tmp_path) == {}
    assert run(github, tmp_path).written.files == ()
    assert files(tmp_path) == before


def test_bookmarks_of_an_archive_that_is_gone_count_for_nothing(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario())
    run(github, tmp_path)
    before = files(tmp_path)
    shutil.rmtree(tmp_path / "archive/issues")
    assert run(github, tmp_path).written.new == {"discussions": 0, "issues": 730, "pulls": 0, "releases": 0}
    assert files(tmp_path) == before


def test_one_repository_that_is_gone_harms_no_other(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario(**{"officina/lamp": {"deleted": "2026-05-01"}}))
    told = run(github, tmp_path)
    assert [(one.source, one.reason) for one in told.failures] == [
        (LAMP, "does not exist, or the token may not read it")
    ]
    assert told.unasked == frozenset()
    assert told.written.new == {"discussions": 330}


@pytest.mark.parametrize("is_forbidden", [True, False])
def test_a_list_that_cannot_be_read_or_kept_keeps_no_other_from_being_read_whole(
    github: GitHub, tmp_path: Path, is_forbidden: bool
) -> None:
    """As with a token that may read pull requests, but not issues."""
    github.holds(scenario())
    folder = tmp_path / "archive/issues" / LAMP.slug
    if is_forbidden:
        github.faults.append(partial(["repository", "page"], when=When(query="Issues"), times=None))
    else:
        folder.mkdir(parents=True)
        (folder / "2025.jsonl").write_text("{oh\n", "utf-8")
    told = run(github, tmp_path, NOW, LAMP)
    ((source, reason, *_),) = told.failures
    assert (source, reason == "the token may not read its issues") == (LAMP, is_forbidden)
    assert {kind: number for kind, number in told.written.new.items() if number} == {"pulls": 120, "releases": 1}
    assert "issues" not in load_bookmarks(tmp_path).get(LAMP.slug, {})


def test_a_new_name_is_told(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario(**{"officina/forum": {"discussions": [{"by": "ada"}]}}))
    github.holds({"repositories": {"officina/agora": {"was": ["officina/forum"], "discussions": [{"by": "ada"}]}}})
    assert run(github, tmp_path, NOW, FORUM).renamed == {FORUM: "officina/agora"}


def changed(*path: str | int, to: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Puts something else into an answer, at this path of its page."""

    def on(told: dict[str, Any]) -> dict[str, Any]:
        holder = told["data"]["repository"]["page"]
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = to
        return told

    return on


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("nodes", 0, "createdAt"), "yesterday"),
        (("nodes", 0, "updatedAt"), True),
        (("nodes", 0, "id"), ["I"]),
        (("nodes", 0, "author"), {"__typename": "User", "login": "half a \ud800", "databaseId": 11}),
        (("nodes", 0, "number"), 2**63),
        (("nodes", 0, "url"), "javascript:alert(1)"),
        (("nodes", 0, "author"), {"__typename": "User", "login": "ada", "databaseId": "11"}),
        (("nodes", 0, "comments", "nodes", 0, "createdAt"), "2026-02-30T10:00:00Z"),
        (("nodes", 0), "I"),
        (("nodes",), None),
        (("pageInfo",), {"hasNextPage": True, "endCursor": None}),
        (("pageInfo",), []),
    ],
)
def test_what_is_no_record_is_told_and_read_again_when_it_is_one(
    github: GitHub, tmp_path: Path, path: tuple[str | int, ...], value: object
) -> None:
    github.holds(scenario(**{"officina/lamp": {"issues": many(3, comments=[{"by": "bo"}])}}))
    github.faults.append(Fault(None, changed(*path, to=value), When(query="Issues"), times=None))
    told = run(github, tmp_path, NOW, LAMP)
    assert [one.source for one in told.failures] == [LAMP]
    assert not any(told.written.new.values())
    github.faults.clear()
    assert run(github, tmp_path, NOW, LAMP).written.new["issues"] == 3
    harvest, problems = load_archive(tmp_path / "archive", tmp_path)
    assert (len(harvest.issues), problems) == (3, [])


@pytest.mark.parametrize(
    ("query", "failures", "words"),
    [
        ("Issues", ["GitHub tells one page after itself, without an end"], "1 pull request read"),
        ("MoreComments", [], "230 issues read; GitHub fails to tell pull request 231 ("),
    ],
)
def test_pages_that_lead_back_are_not_read_for_ever(
    github: GitHub, tmp_path: Path, query: str, failures: list[str], words: str
) -> None:
    github.holds(scenario(**{"officina/lamp": {"issues": many(230), "pulls": many(1, comments=[{"by": "bo"}] * 200)}}))
    again: dict[str, Any] = {}

    def on(told: dict[str, Any]) -> dict[str, Any]:
        assert len(github.accounting.requests) < 100
        page = (told["data"].get("repository") or told["data"]["node"])["page"]
        page["pageInfo"] = again.setdefault(query, page["pageInfo"])
        return told

    github.faults.append(Fault(None, on, When(query=query), times=None))
    told = run(github, tmp_path, NOW, LAMP)
    assert [one.reason for one in told.failures] == failures
    assert words in told.words[LAMP]


def test_a_cursor_that_github_does_not_know_begins_the_pass_anew(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario())
    run(github, tmp_path, NOW, LAMP)
    path = tmp_path / CACHE / "bookmarks.json"
    told = json.loads(path.read_bytes())
    told[LAMP.slug]["issues"] |= {"cursor": "stale", "begun": "2026-05-31T07:00:00Z", "reached": "2025-03-01T00:00:00Z"}
    path.write_text(json.dumps(told), "utf-8")
    read = run(github, tmp_path, NOW, LAMP)
    assert (read.failures, read.words[LAMP].partition(",")[0]) == ((), "730 issues")
    assert "cursor" not in json.loads(path.read_bytes())[LAMP.slug]["issues"]


def test_a_pass_that_began_in_the_future_is_none(github: GitHub, tmp_path: Path) -> None:
    github.holds(scenario(**{"officina/forum": {"discussions": [{"by": "ada"}]}}))
    run(github, tmp_path, dt.datetime(2099, 1, 1, tzinfo=dt.UTC), FORUM)
    run(github, tmp_path, NOW, FORUM)
    assert load_bookmarks(tmp_path)[FORUM.slug]["discussions"].swept == "2026-06-01T07:00:00Z"


@pytest.mark.parametrize("time", ["2026-19-39T29:99:99Z", "2026-02-30T10:00:00Z"])
def test_a_bookmark_of_a_day_that_there_is_not_is_none(tmp_path: Path, time: str) -> None:
    path = tmp_path / CACHE / "bookmarks.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"a": {"issues": {"seen": time}, "pulls": {"swept": "2026-05-01T10:00:00Z"}}}), "utf-8")
    assert load_bookmarks(tmp_path) == {"a": {"pulls": Bookmark(swept="2026-05-01T10:00:00Z")}}


@pytest.mark.parametrize("told", [{"cursor": "abc"}, {"cursor": "abc", "begun": "2026-05-01T10:00:00Z"}])
def test_a_bookmark_of_a_pass_that_nobody_knows_the_beginning_of_is_none(tmp_path: Path, told: dict[str, str]) -> None:
    path = tmp_path / CACHE / "bookmarks.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"a": {"issues": told}}), "utf-8")
    assert load_bookmarks(tmp_path) == {}


def test_of_several_shards_the_bookmark_that_read_furthest_counts(tmp_path: Path) -> None:
    folder = tmp_path / CACHE
    folder.mkdir(parents=True)
    for name, day in (("bookmarks-1-of-2.json", "02"), ("bookmarks-2-of-2.json", "01"), ("bookmarks.json", "01")):
        (folder / name).write_text(json.dumps({"a": {"issues": {"seen": f"2026-05-{day}T10:00:00Z"}}}), "utf-8")
    assert load_bookmarks(tmp_path) == {"a": {"issues": Bookmark(seen="2026-05-02T10:00:00Z")}}


def test_what_names_lists_and_kinds_names_all_of_them() -> None:
    assert tuple(LISTS) == get_args(ListName)
    assert {*LISTS, *get_args(SourceKind)} <= FOLDERS.keys()
