"""Reading repositories that are others by now, single conversations that GitHub fails to tell, and lists put away."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from folkmoot.asking import Request, at_github
from folkmoot.collect.github import passes
from folkmoot.collect.github.session import Session
from folkmoot.collect.runtime import RunTime
from folkmoot.load.archive import load_archive
from folkmoot.load.bookmarks import load_bookmarks
from folkmoot.load.visits import CACHE
from folkmoot.model.harvest import Harvest, Source
from folkmoot.repositories import Repositories, forget_others, refresh_repositories
from support.communities import community
from support.github.faults import Fault, When, gateway_timeout, partial, rate_limited, too_heavy
from support.github.server import GitHub

FORUM = Source("discussions", "officina-forum", "officina/forum")
LAMP = Source("issues", "officina-lamp-issues", "officina/lamp")
NOW = dt.datetime(2026, 6, 1, 7, tzinfo=dt.UTC)
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


def some(number: int, prefix: str, **fields: Any) -> list[dict[str, Any]]:
    days = [f"2026-04-{1 + n // 20:02}T{n % 20:02}:00:00Z" for n in range(number)]
    return [{"by": "ada", "at": day, "id": f"{prefix}{n}", **fields} for n, day in enumerate(days)]


def holds(github: GitHub, **repositories: dict[str, Any]) -> None:
    told = {f"officina/{name}": one for name, one in repositories.items()}
    github.holds({"at": "2026-06-01T07:00:00Z", "repositories": told})


def run(github: GitHub, root: Path, now: dt.datetime = NOW, *sources: Source) -> Repositories:
    with Session("token", github.base_url, wait=lambda _: None) as session:
        return refresh_repositories(sources or (LAMP,), session, root, root / "archive", now, (1, 1))


def harvest(root: Path) -> Harvest:
    return load_archive(root / "archive", root)[0]


def ids(root: Path) -> set[str]:
    """What the archive has of issues, pull requests and releases."""
    told = harvest(root)
    return {one.id for some in (told.issues, told.pulls, told.releases) for one in some}


ANOTHER = "is another repository now, of the same name: nothing is taken from it, and what was collected stays"


def test_what_a_stranger_made_anew_under_the_name_is_not_taken(github: GitHub, tmp_path: Path) -> None:
    """Nor what the first one had none of, such as releases."""
    holds(github, lamp={"id": 1, "issues": some(3, "I"), "pulls": some(1, "P")})
    run(github, tmp_path)
    theirs = {"id": 2, "issues": some(2, "X"), "pulls": some(2, "Y"), "releases": [{"tag": "v9"}]}
    holds(github, lamp=theirs)
    for now in (NOW + DAY, NOW + WEEK):
        told = run(github, tmp_path, now)
        assert [(one.source, one.reason) for one in told.failures] == [(LAMP, ANOTHER)]
        assert told.unasked == frozenset()
        assert ids(tmp_path) == {"I0", "I1", "I2", "P0"}


def test_a_repository_that_was_there_before_any_of_its_lists_had_something(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"id": 1})
    run(github, tmp_path)
    holds(github, lamp={"id": 2, "issues": some(2, "X")})
    assert [one.reason for one in run(github, tmp_path, NOW + DAY).failures] == [ANOTHER]
    assert ids(tmp_path) == set()


def test_a_list_that_was_switched_off_tells_a_stranger_too(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"id": 1, "pulls": some(1, "P"), "without": ["issues"]})
    run(github, tmp_path)
    holds(github, lamp={"id": 2, "issues": some(2, "X")})
    run(github, tmp_path, NOW + DAY)
    assert ids(tmp_path) == {"P0"}


def test_a_hub_that_names_it_again_means_the_new_one(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"id": 1, "issues": some(2, "I")}, forum={"id": 7, "discussions": some(1, "D")})
    run(github, tmp_path, NOW, LAMP, FORUM)
    forget_others({LAMP.slug, FORUM.slug}, tmp_path, (1, 1))
    assert set(load_bookmarks(tmp_path)) == {LAMP.slug, FORUM.slug}
    holds(github, lamp={"id": 2, "issues": some(2, "X")})
    forget_others({FORUM.slug}, tmp_path, (1, 1))
    assert set(load_bookmarks(tmp_path)) == {FORUM.slug}
    assert run(github, tmp_path, NOW + DAY).failures == ()
    assert ids(tmp_path) == {"X0", "X1"}


def test_a_run_forgets_what_no_file_names(tmp_path: Path) -> None:
    """Also where nothing at GitHub is named any more, and there is no token."""
    path = tmp_path / CACHE / "bookmarks.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({slug: {"issues": {"repository": "1"}} for slug in ("a", "b")}), "utf-8")
    at_github(Request(tmp_path, community(), tmp_path / "archive", NOW), (), RunTime())
    assert load_bookmarks(tmp_path) == {}


def test_a_repository_that_was_renamed_or_moved_goes_on(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"id": 1, "issues": some(2, "I")})
    run(github, tmp_path)
    holds(github, light={"id": 1, "was": ["officina/lamp"], "issues": some(3, "I")})
    told = run(github, tmp_path, NOW + WEEK)
    assert (told.failures, told.renamed) == ((), {LAMP: "officina/light"})
    assert ids(tmp_path) == {"I0", "I1", "I2"}


def test_bookmarks_from_before_repositories_had_numbers_take_what_is_there(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"id": 1, "issues": some(2, "I")})
    run(github, tmp_path)
    path = tmp_path / CACHE / "bookmarks.json"
    told = json.loads(path.read_bytes())
    assert [one.pop("repository") for one in told[LAMP.slug].values()] == ["1", "1", "1"]
    path.write_text(json.dumps(told), "utf-8")
    assert run(github, tmp_path, NOW + DAY).failures == ()
    assert load_bookmarks(tmp_path)[LAMP.slug]["issues"].repository == "1"
    told[LAMP.slug]["issues"]["repository"] = "1; DROP"
    path.write_text(json.dumps(told), "utf-8")
    assert "issues" not in load_bookmarks(tmp_path)[LAMP.slug]


def test_a_conversation_that_github_fails_to_tell_is_passed_by(github: GitHub, tmp_path: Path) -> None:
    """On a page in the middle of others, week after week; what the archive has of it stays, and it comes back."""
    issues = some(230, "I", comments=[{"by": "bo"}])
    holds(github, lamp={"issues": issues})
    run(github, tmp_path)
    before = {one.id: one for one in harvest(tmp_path).issues}
    github.at = "2026-06-20T07:00:00Z"
    issues += [{"by": "ada", "at": "2026-06-10T10:00:00Z", "id": "new"}]
    issues[57]["comments"] = [{"by": "bo"}, {"by": "ada", "at": "2026-06-09T10:00:00Z"}]
    issues[58]["comments"] = [{"by": "bo"}, {"by": "ada", "at": "2026-06-09T11:00:00Z"}]
    holds(github, lamp={"issues": issues})
    github.at = "2026-06-20T07:00:00Z"
    github.faults.append(too_heavy("I57"))
    for now in (NOW + DAY, NOW + WEEK):
        told = run(github, tmp_path, now)
        assert told.failures == ()
        assert "GitHub fails to tell issue 58 (asked for again when all is read, once a week)" in told.words[LAMP]
        after = {one.id: one for one in harvest(tmp_path).issues}
        assert after.keys() == {*before, "new"}
        assert after["I57"] == before["I57"]
        assert len(after["I58"].comments) == 2
    assert load_bookmarks(tmp_path)[LAMP.slug]["issues"].swept == "2026-06-08T07:00:00Z"
    sizes = [one.variables["first"] for one in github.accounting.requests if one.name == "Issues"]
    assert (sizes[-1], min(sizes)) == (100, 1)  # pages are large again behind it
    github.faults.clear()
    told = run(github, tmp_path, NOW + 2 * WEEK)
    assert "fails" not in told.words[LAMP]
    assert len({one.id: one for one in harvest(tmp_path).issues}["I57"].comments) == 2


@pytest.mark.parametrize("position", [0, 12, 99, 119])
def test_all_others_are_read_wherever_it_stands(github: GitHub, tmp_path: Path, position: int) -> None:
    holds(github, lamp={"pulls": some(120, "P"), "releases": [{"tag": "v1", "id": "V1"}, {"tag": "v2", "id": "V2"}]})
    github.faults.append(too_heavy(f"P{position}", "V1"))
    told = run(github, tmp_path)
    assert told.failures == ()
    assert told.words[LAMP] == (
        "119 pull requests, 1 release read; GitHub fails to tell"
        f" pull request {position + 1}, release v1 (asked for again when all is read, once a week)"
    )
    assert ids(tmp_path) == {f"P{n}" for n in range(120)} - {f"P{position}"} | {"V2"}


def no_node(told: dict[str, Any]) -> dict[str, Any]:
    return {"data": {**told["data"], "node": None}}


@pytest.mark.parametrize("query", ["MoreComments", "MoreReviews"])
@pytest.mark.parametrize(
    "fault",
    [gateway_timeout(), partial(["node"], "NOT_FOUND", times=None), Fault(on=no_node, times=None)],
    ids=["too much", "deleted meanwhile", "not told"],
)
def test_a_tail_that_github_fails_to_tell_leaves_the_conversation_as_it_was(
    github: GitHub, tmp_path: Path, query: str, fault: Fault
) -> None:
    long = {"comments": [{"by": "bo"}] * 60, "reviews": [{"by": "bo"}] * 60}
    pulls = some(40, "P")
    for n in (6, 7, 8):
        pulls[n] |= long
    holds(github, lamp={"pulls": pulls})
    run(github, tmp_path)
    github.faults.append(replace(fault, when=When(query=query, id="P7")))
    told = run(github, tmp_path, NOW + WEEK)
    assert (told.failures, told.words[LAMP].partition("; ")[0]) == ((), "39 pull requests read")
    kept = {one.id: one for one in harvest(tmp_path).pulls}
    assert len(kept) == 40
    assert [(len(kept[one].comments), len(kept[one].reviews)) for one in ("P6", "P7", "P8")] == [(60, 60)] * 3
    assert [one.variables["first"] for one in github.accounting.requests if one.name == query][-1] == 100


def test_a_limit_amid_a_tail_is_no_fault_of_the_conversation(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"pulls": [{"by": "ada", "id": "P0", "comments": [{"by": "bo"}] * 60}]})
    github.faults.append(rate_limited(When(query="MoreComments")))
    told = run(github, tmp_path)
    assert told.unasked == {LAMP}
    assert "fails" not in told.words.get(LAMP, "")
    github.budget.refill()
    run(github, tmp_path)
    (pull,) = harvest(tmp_path).pulls
    assert len(pull.comments) == 60


def test_what_of_a_conversation_github_does_not_tell_is_left_out(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"issues": [{"by": "ada", "comments": [{"by": "bo"}] * 60}]})
    on_page: list[str | int] = ["repository", "page", "nodes", 0, "comments", "nodes", 3]
    github.faults.append(partial(on_page, when=When(query="Issues"), times=None))
    github.faults.append(partial(["node", "page", "nodes", 3], when=When(query="MoreComments"), times=None))
    assert run(github, tmp_path).failures == ()
    (issue,) = harvest(tmp_path).issues
    assert len(issue.comments) == 58


def test_replies_that_github_fails_to_tell_keep_no_other_discussion_back(github: GitHub, tmp_path: Path) -> None:
    talk = some(30, "D")
    for n, one in enumerate(talk):
        one["comments"] = [{"by": "bo", "id": f"C{n}-{k}", "replies": [{"by": "ada"}]} for k in range(5)]
    holds(github, forum={"discussions": talk})
    run(github, tmp_path, NOW, FORUM)
    github.faults.append(gateway_timeout(when=When(query="Replies", id="C11-3")))
    told = run(github, tmp_path, NOW + WEEK, FORUM)
    assert told.failures == ()
    assert told.words[FORUM].startswith("29 discussions read; GitHub fails to tell discussion 12 (")
    assert {len(one.comments) for one in harvest(tmp_path).discussions} == {10}
    sizes = [one.variables["first"] for one in github.accounting.requests if one.name == "Replies"]
    assert (sizes[-1], min(sizes)) == (50, 1)
    assert len(harvest(tmp_path).discussions) == 30


def test_a_number_that_github_does_not_tell_is_no_other(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"id": 1, "issues": some(2, "I")})
    run(github, tmp_path)

    def without(told: dict[str, Any]) -> dict[str, Any]:
        told["data"]["repository"]["databaseId"] = None
        return told

    github.faults += [Fault(None, without, When(query=name), times=None) for name in ("Issues", "PullRequests")]
    assert run(github, tmp_path, NOW + WEEK).failures == ()
    assert load_bookmarks(tmp_path)[LAMP.slug]["issues"].repository == "1"


def test_many_that_github_fails_to_tell_are_passed_by_where_others_stand_between(
    github: GitHub, tmp_path: Path
) -> None:
    holds(github, lamp={"pulls": some(36, "P")})
    untold = {f"P{n}" for n in range(2, 36, 3)}
    github.faults.append(too_heavy(*untold))
    told = run(github, tmp_path)
    assert told.failures == ()
    assert told.words[LAMP] == (
        "24 pull requests read; GitHub fails to tell pull request 36, pull request 33, pull request 30, "
        "pull request 27, pull request 24 and 7 more (asked for again when all is read, once a week)"
    )
    assert ids(tmp_path) == {f"P{n}" for n in range(36)} - untold


def test_a_list_that_github_fails_to_tell_altogether_fails(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"issues": some(40, "I"), "pulls": some(2, "P")})
    github.faults.append(gateway_timeout(when=When(query="Issues")))
    told = run(github, tmp_path)
    assert [one.reason for one in told.failures] == ["GitHub has an error of its own (502)"]
    assert ids(tmp_path) == {"P0", "P1"}
    github.faults[:] = [too_heavy(*(f"I{n}" for n in range(40)))]
    github.accounting.clear()
    told = run(github, tmp_path)
    assert [one.reason for one in told.failures] == ["GitHub has an error of its own (502)"]
    assert len([one for one in github.accounting.requests if one.variables.get("whole") is False]) < 8


def test_a_github_that_fails_whatever_it_is_asked_is_left_alone(github: GitHub, tmp_path: Path) -> None:
    others = [Source("issues", f"officina-{n}-issues", f"officina/{n}") for n in range(12)]
    holds(github, **{str(n): {"issues": some(1, f"I{n}-")} for n in range(12)})
    github.faults.append(gateway_timeout())
    told = run(github, tmp_path, NOW, *others)
    assert len(told.failures) == 12
    assert [one.source for one in told.failures if one.reason.endswith(" (502), whatever it is asked")] == others[2:]
    assert told.unasked >= {*others[2:]}
    assert len(github.accounting.requests) < 60


def test_issues_that_were_switched_off_stay_in_the_archive(github: GitHub, tmp_path: Path) -> None:
    """GitHub shows none then, by their ids neither."""
    lamp = {"issues": some(3, "I"), "pulls": some(2, "P")}
    holds(github, lamp=lamp)
    run(github, tmp_path)
    holds(github, lamp={**lamp, "issues": [], "without": ["issues"]})
    told = run(github, tmp_path, NOW + WEEK)
    assert (told.failures, told.unfinished) == ((), ())
    assert told.words[LAMP] == "2 pull requests read; its issues are switched off"
    assert ids(tmp_path) == {"I0", "I1", "I2", "P0", "P1"}
    holds(github, lamp={**lamp, "issues": some(4, "I")})
    assert run(github, tmp_path, NOW + 2 * WEEK).words[LAMP] == "4 issues, 2 pull requests read"
    assert ids(tmp_path) == {"I0", "I1", "I2", "I3", "P0", "P1"}


def test_a_repository_that_never_had_issues_is_done(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"without": ["issues"]})
    told = run(github, tmp_path)
    assert (told.words[LAMP], told.failures, told.unfinished) == ("nothing read; its issues are switched off", (), ())


def test_discussions_that_were_switched_off_stay_in_the_archive(github: GitHub, tmp_path: Path) -> None:
    """A source that is nothing else fails."""
    holds(github, forum={"discussions": some(3, "D")})
    run(github, tmp_path, NOW, FORUM)
    holds(github, forum={"without": ["discussions"]})
    told = run(github, tmp_path, NOW + WEEK, FORUM)
    assert [one.reason for one in told.failures] == [
        "has no discussions; they are switched off in the repository's settings"
    ]
    assert told.unasked == frozenset()
    assert len(harvest(tmp_path).discussions) == 3


def test_a_repository_that_is_archived_is_read_to_the_end_and_said_to_be(github: GitHub, tmp_path: Path) -> None:
    holds(github, lamp={"issues": some(3, "I"), "archived": True})
    assert run(github, tmp_path).words[LAMP] == "3 issues read; is archived"
    assert run(github, tmp_path, NOW + WEEK).failures == ()
    assert ids(tmp_path) == {"I0", "I1", "I2"}


def test_what_is_passed_by_is_not_taken_for_deleted(
    github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without even a question: GitHub has just told that it is there."""
    holds(github, lamp={"issues": some(3, "I")})
    run(github, tmp_path)
    github.faults.append(too_heavy("I1"))
    asked: list[str] = []

    def gone(_: Session, unseen: list[str]) -> tuple[str, ...]:
        asked.extend(unseen)
        return ()

    monkeypatch.setattr(passes, "_gone", gone)
    run(github, tmp_path, NOW + WEEK)
    assert asked == []
    assert ids(tmp_path) == {"I0", "I1", "I2"}
