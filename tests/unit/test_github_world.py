"""What the tests' GitHub holds: everything that a scenario tells can be asked for, and is as it was at each moment."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.github.faults import accepted, bad_json, cut, gateway_timeout, partial, resource_limits
from support.github.large import large
from support.github.scenario import read_scenario
from support.github.server import GitHub

EVERYTHING = (files("support.github") / "everything.graphql").read_text(encoding="utf-8")


def ask(github: GitHub, query: str, token: str = "token", **variables: Any) -> dict[str, Any]:
    reply = github.ask(json.dumps({"query": query, "variables": variables}).encode(), token)
    assert reply.body is not None
    told: dict[str, Any] = json.loads(reply.body)
    return told


def everything(github: GitHub, name: str, token: str = "token") -> dict[str, Any]:
    owner, _, rest = name.partition("/")
    told = ask(github, EVERYTHING, token, owner=owner, name=rest)
    assert "errors" not in told
    found: dict[str, Any] = told["data"]["repository"]
    return found


def nodes(of: dict[str, Any], *names: str) -> list[Any]:
    """All nodes of a connection, and of those below it, by the names of their fields."""
    found = list(of[names[0]]["nodes"])
    return found if len(names) == 1 else [below for one in found for below in nodes(one, *names[1:])]


def test_everything_in_the_sample_can_be_asked_for(github: GitHub) -> None:
    world = github.holds("sample")
    github.points_an_hour(10_000)
    for one in world.repositories[:4]:
        everything(github, one.full_name)
    forum, log = everything(github, "officina-aperta/forum"), everything(github, "officina-aperta/logbook")
    _, toaster, glue = nodes(forum, "discussions")
    assert (glue["isAnswered"], glue["answerChosenBy"]["login"]) == (True, "oa-noor")
    assert [one["author"] and one["author"]["login"] for one in nodes(glue, "comments")] == [
        "oa-chiara",
        "renovate",
        None,
    ]
    assert (toaster["title"], toaster["author"]) == ("The toaster of Via Po", None)
    assert log["nameWithOwner"] == "officina-aperta/repair-log"
    assert [one["state"] for one in nodes(log, "pullRequests")] == ["MERGED", "OPEN", "OPEN"]
    assert [one["author"] and one["author"]["__typename"] for one in nodes(log, "pullRequests")] == [
        "User",
        "Bot",
        "Mannequin",
    ]
    (thread,) = nodes(log, "pullRequests", "reviewThreads")
    assert len(thread["comments"]["nodes"]) == 2
    (merged, *_) = nodes(log, "pullRequests")
    assert [one["actor"]["login"] for one in merged["timelineItems"]["nodes"]] == ["oa-chiara"]
    history = log["defaultBranchRef"]["target"]["history"]["nodes"]
    assert [one["author"]["user"] and one["author"]["user"]["login"] for one in history] == [
        None,
        None,
        "oa-noor",
        "oa-chiara",
    ]


@pytest.mark.parametrize(
    ("name", "token", "found"),
    [
        ("officina-aperta/key-cabinet", "token", False),
        ("officina-aperta/key-cabinet", "maintainer", True),
        ("officina-aperta/sunken-boat", "token", False),
        ("officina-aperta/logbook", "token", True),
        ("officina-aperta/nothing", "token", False),
    ],
)
def test_repositories_that_are_renamed_gone_or_private(github: GitHub, name: str, token: str, found: bool) -> None:
    github.holds("sample")
    owner, _, rest = name.partition("/")
    query = "query Q($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }"
    told = ask(github, query, token, owner=owner, name=rest)
    assert (told["data"]["repository"] is not None) is found
    if not found:
        said = f"Could not resolve to a Repository with the name '{name}'."
        assert [(one["type"], one["message"], one["path"]) for one in told["errors"]] == [
            ("NOT_FOUND", said, ["repository"])
        ]


def test_the_documented_form_of_scenarios_is_understood(github: GitHub, repository: Path) -> None:
    document = (repository / "docs/developer.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"```yaml\n(at: .*?)```", document, flags=re.DOTALL)
    github.holds(yaml.safe_load(told))
    github.points_an_hour(10_000)
    found = everything(github, "officina/old-forum")
    assert [one["title"] for one in nodes(found, "discussions")] == ["After"]
    assert [one["state"] for one in nodes(found, "issues") + nodes(found, "pullRequests")] == ["CLOSED", "MERGED"]


def test_what_is_switched_off_is_empty(github: GitHub) -> None:
    github.holds("sample")
    manual = everything(github, "officina-aperta/toaster-manual")
    assert (manual["hasDiscussionsEnabled"], manual["hasIssuesEnabled"], manual["isArchived"]) == (False, False, True)
    assert (manual["discussions"]["nodes"], manual["latestRelease"]["tagName"]) == ([], "2025")


CHANGING = {
    "accounts": {"odile": {"deleted": "2026-05-20"}},
    "repositories": {
        "officina/forum": {
            "discussions": [
                {
                    "id": "D_1",
                    "by": "odile",
                    "at": "2026-05-01",
                    "title": "After",
                    "edited": "2026-05-06",
                    "before": {"title": "Before"},
                    "reactions": {"HEART": ["ada", {"by": "bo", "at": "2026-05-07"}]},
                    "closed": "2026-05-09",
                    "reopened": "2026-05-10",
                    "comments": [
                        {"id": "DC_1", "by": "bo", "at": "2026-05-03", "deleted": "2026-05-08"},
                        {"id": "DC_2", "by": "bo", "at": "2026-05-04", "replies": [{"by": "ada", "at": "2026-05-05"}]},
                    ],
                }
            ]
        }
    },
}


@pytest.mark.parametrize(
    ("at", "title", "author", "updated", "comments", "hearts", "closed"),
    [
        ("2026-05-02", "Before", "odile", "01", 0, 1, False),
        ("2026-05-03", "Before", "odile", "03", 1, 1, False),
        ("2026-05-05", "Before", "odile", "05", 2, 1, False),
        ("2026-05-06", "After", "odile", "06", 2, 1, False),
        ("2026-05-07", "After", "odile", "06", 2, 2, False),
        ("2026-05-08", "After", "odile", "06", 1, 2, False),
        ("2026-05-09", "After", "odile", "09", 1, 2, True),
        ("2026-05-21", "After", None, "10", 1, 2, False),
    ],
)
def test_a_discussion_changes_as_time_passes(
    github: GitHub, at: str, title: str, author: str | None, updated: str, comments: int, hearts: int, closed: bool
) -> None:
    github.holds(CHANGING)
    github.at = at
    (one,) = nodes(everything(github, "officina/forum"), "discussions")
    assert (one["title"], one["author"] and one["author"]["login"]) == (title, author)
    assert one["updatedAt"] == f"2026-05-{updated}T10:00:00Z"
    assert (len(one["comments"]["nodes"]), one["reactions"]["totalCount"]) == (comments, hearts)
    assert one["closed"] is closed


def test_nodes_are_found_by_their_ids_while_they_are_there(github: GitHub) -> None:
    github.holds(CHANGING)
    query = "query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on DiscussionComment { createdAt } } }"
    github.at = "2026-05-09"
    told = ask(github, query, ids=["DC_2", "DC_1", "D_1"])
    assert [one and one["id"] for one in told["data"]["nodes"]] == ["DC_2", None, "D_1"]
    assert [(one["type"], one["path"]) for one in told["errors"]] == [("NOT_FOUND", ["nodes", 1])]
    github.at = "2026-05-07"
    assert "errors" not in ask(github, query, ids=["DC_1"])


def test_lists_are_filtered_and_ordered_as_they_are_asked_for(github: GitHub) -> None:
    issues = [
        {"by": "ada", "at": "2026-05-01", "labels": ["bug"], "comments": [{"by": "bo", "at": "2026-05-20"}]},
        {"by": "ada", "at": "2026-05-02", "closed": "2026-05-03"},
        {"by": "ada", "at": "2026-05-04"},
    ]
    github.holds({"repositories": {"officina/forum": {"issues": issues}}})

    def numbers(arguments: str) -> list[int]:
        listed = f"issues(first: 9, {arguments}) {{ nodes {{ number }} }}"
        query = f'{{ repository(owner: "officina", name: "forum") {{ {listed} }} }}'
        return [one["number"] for one in ask(github, query)["data"]["repository"]["issues"]["nodes"]]

    assert numbers("orderBy: {field: CREATED_AT, direction: DESC}") == [3, 2, 1]
    assert numbers("orderBy: {field: UPDATED_AT, direction: DESC}") == [1, 3, 2]
    assert numbers("orderBy: {field: UPDATED_AT, direction: ASC}") == [2, 3, 1]
    assert numbers("orderBy: null") == [1, 2, 3]
    assert numbers("states: [CLOSED]") == [2]
    assert numbers('labels: ["bug"]') == [1]
    assert numbers('filterBy: {since: "2026-05-04T10:00:00Z"}') == [1, 3]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("stargazerCount", "does not tell Repository.stargazerCount"),
        ('issues(first: 1, filterBy: {assignee: "ada"}) { totalCount }', "does not filter by assignee"),
        ("labels(first: 1, orderBy: {field: NAME, direction: ASC}) { totalCount }", "heeds no orderBy of labels"),
        (
            "issue(number: 1) { timelineItems(first: 1, itemTypes: [LABELED_EVENT]) { totalCount } }",
            "has no LABELED_EVENT in its timelines",
        ),
    ],
)
def test_what_no_scenario_tells_is_no_silent_null(github: GitHub, asked: str, said: str) -> None:
    github.holds({"repositories": {"officina/forum": {"issues": [{"by": "ada"}]}}})
    told = ask(github, f'{{ repository(owner: "officina", name: "forum") {{ {asked} }} }}')
    assert told["errors"][0]["message"] == f"the GitHub of the tests {said}"
    assert len(github.broken) == 1
    github.broken.clear()


def test_comments_come_in_the_order_that_is_asked_for(github: GitHub) -> None:
    said = [{"id": "A", "at": "2026-05-02", "edited": "2026-05-09"}, {"id": "B", "at": "2026-05-03"}]
    github.holds({"repositories": {"officina/forum": {"issues": [{"comments": said}]}}})

    def ids(arguments: str) -> list[str]:
        listed = f"issue(number: 1) {{ comments({arguments}) {{ nodes {{ id }} }} }}"
        told = ask(github, f'{{ repository(owner: "officina", name: "forum") {{ {listed} }} }}')
        return [one["id"] for one in told["data"]["repository"]["issue"]["comments"]["nodes"]]

    assert ids("first: 2") == ["A", "B"]
    assert ids("last: 1") == ["B"]
    assert ids("first: 2, orderBy: {field: UPDATED_AT, direction: DESC}") == ["A", "B"]
    assert ids("first: 2, orderBy: {field: UPDATED_AT, direction: ASC}") == ["B", "A"]


@pytest.mark.parametrize(
    "told",
    [
        {"repository": {}},
        {"repositories": {"officina/forum": {"discussion": []}}},
        {"repositories": {"officina/forum": {"discussions": [{"author": "ada"}]}}},
        {"repositories": {"officina/forum": {"issues": [{"comments": [{"answer": True}]}]}}},
    ],
)
def test_a_slip_of_the_pen_in_a_scenario_is_an_error(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="what is not known"):
        read_scenario(told)


def test_a_large_github_is_the_same_every_time_and_changes_little_in_a_day(github: GitHub) -> None:
    assert large(30, 40, 50) == large(30, 40, 50)
    world = github.holds(large(30, 40, 50, repositories=2))
    assert [one.full_name for one in world.repositories] == ["officina/large-1", "officina/large-2"]
    query = """query Q($n: String!) { repository(owner: "officina", name: $n) {
        discussions { totalCount } issues { totalCount } pullRequests { totalCount } } }"""

    def counted() -> list[int]:
        found = [ask(github, query, n=f"large-{n}")["data"]["repository"] for n in (1, 2)]
        return [sum(one[kind]["totalCount"] for one in found) for kind in ("discussions", "issues", "pullRequests")]

    assert counted() == [30, 40, 50]
    github.at = "2026-06-02T00:00:00Z"
    assert counted() == [32, 45, 55]


def test_misfortunes_are_githubs_own(github: GitHub) -> None:
    github.holds({"repositories": {"officina/forum": {"issues": [{"by": "ada"} for _ in range(4)]}}})
    query = """query Q($n: Int!) { repository(owner: "officina", name: "forum") {
        issues(first: $n) { nodes { number author { login } } } } }"""

    def asked(size: int = 4) -> Any:
        return ask(github, query, n=size)

    github.faults[:] = [partial(["repository", "issues", "nodes", 2, "author"])]
    told = asked()
    assert told["data"]["repository"]["issues"]["nodes"][2] == {"number": 3, "author": None}
    assert [(one["type"], one["path"]) for one in told["errors"]] == [
        ("FORBIDDEN", ["repository", "issues", "nodes", 2, "author"])
    ]
    github.faults[:] = [resource_limits(above=2)]
    assert asked()["data"]["repository"]["issues"]["nodes"][2:] == [None, None]
    assert "errors" not in asked(2)
    github.faults[:] = [gateway_timeout(above=2, status=504)]
    assert asked()["message"].startswith("We couldn't respond to your request in time")
    assert len(asked(2)["data"]["repository"]["issues"]["nodes"]) == 2
    github.faults[:] = [accepted(), bad_json(), cut()]
    replies = [github.ask(json.dumps({"query": query, "variables": {"n": 1}}).encode(), "t") for _ in range(4)]
    assert [(one.status, one.body is None) for one in replies] == [(202, False), (200, False), (0, True), (200, False)]
    with pytest.raises(ValueError, match="Unterminated"):
        json.loads(replies[1].body or b"")
