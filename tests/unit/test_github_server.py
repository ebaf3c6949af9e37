"""The GitHub that the tests ask: its prices, limits and pages are GitHub's own, as its documents say."""

import json
from typing import Any

import pytest
from graphql import parse

from support.github.costs import cost_of, operation_of
from support.github.faults import When, rate_limited, secondary_limit
from support.github.schema import missing_schema, published_schema
from support.github.server import GitHub

LISTED = """query Listed($first: Int!, $after: String) { repository(owner: "officina", name: "forum") {
    discussions(first: $first, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}) {
        totalCount pageInfo { endCursor hasNextPage } nodes { number } } } }"""

DOCUMENTED = """{ viewer { login repositories(first: 100) { edges { node { id
    issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } } } } } } }"""
DOCUMENTED_NODES = """{ viewer {
    repositories(first: 50) { edges { repository: node { name
        pullRequests(first: 20) { edges { node { title comments(first: 10) { edges { node { body } } } } } }
        issues(first: 20) { totalCount edges { node { title comments(first: 10) { edges { node { body } } } } } } } } }
    followers(first: 10) { edges { node { login } } } } }"""
"""Both stand in GitHub's document with what they cost."""

COUNTED = '{ repository(owner: "o", name: "r") { issues(first: 100) { nodes { reactions { totalCount } } } } }'
ROUNDED = """{ repository(owner: "o", name: "r") {
    issues(first: 75) { nodes { labels(first: 1) { totalCount } comments(first: 1) { totalCount } } } } }"""
TWICE = """{ repository(owner: "o", name: "r") { issues(first: 100) { nodes { ...a ...b } } } }
    fragment a on Issue { comments(first: 9) { totalCount } }
    fragment b on Issue { comments(first: 9) { nodes { id } } }"""
SKIPPED = """query($n: Int = 30) { repository(owner: "o", name: "r") {
    issues(last: $n) { nodes { id labels(first: 5) @skip(if: true) { totalCount } } } } }"""


def ask(github: GitHub, query: str, token: str = "token", **variables: Any) -> dict[str, Any]:
    reply = github.ask(json.dumps({"query": query, "variables": variables}).encode(), token)
    assert reply.body is not None
    told: dict[str, Any] = json.loads(reply.body)
    return told


def in_forum(github: GitHub, query: str) -> Any:
    return ask(github, f'{{ repository(owner: "officina", name: "forum") {{ {query} }} }}')["data"]["repository"]


def forum(**told: Any) -> dict[str, Any]:
    return {"repositories": {"officina/forum": told}}


def numbers(page: dict[str, Any]) -> list[int]:
    return [one["number"] for one in page["data"]["repository"]["discussions"]["nodes"]]


@pytest.mark.skipif(bool(missing_schema()), reason=missing_schema())
@pytest.mark.parametrize(
    ("query", "points", "nodes"),
    [
        ("{ viewer { login } }", 1, 0),
        (DOCUMENTED, 51, 100 + 5_000 + 300_000),
        (DOCUMENTED_NODES, 21, 22_060),
        (COUNTED, 1, 100),
        (ROUNDED, 2, 75 + 75 + 75),
        (TWICE, 1, 100 + 900),
        (SKIPPED, 1, 30),
        ('{ nodes(ids: ["a", "b", "c"]) { ... on Issue { comments(first: 100) { totalCount } } } }', 1, 300),
    ],
)
def test_prices_follow_the_documented_formula(query: str, points: int, nodes: int) -> None:
    document = parse(query)
    cost = cost_of(published_schema(), document, operation_of(document, None), {})
    assert (cost.points, cost.nodes) == (points, nodes)


def test_pages_follow_each_other_whatever_happens_between_them(github: GitHub) -> None:
    said = {"by": "bo", "at": "2026-05-09"}
    github.holds(forum(discussions=[{"by": "ada"}, {"by": "ada", "comments": [said]}, {"by": "ada"}, {"by": "ada"}]))
    github.at = "2026-05-08"
    first = ask(github, LISTED, first=2)
    assert numbers(first) == [4, 3]
    info = first["data"]["repository"]["discussions"]["pageInfo"]
    assert info["hasNextPage"] is True
    github.at = "2026-05-10"
    rest = ask(github, LISTED, first=2, after=info["endCursor"])
    assert numbers(rest) == [1]
    assert rest["data"]["repository"]["discussions"]["pageInfo"]["hasNextPage"] is False
    assert numbers(ask(github, LISTED, first=1)) == [2]
    backwards = in_forum(github, "discussions(last: 1) { nodes { number } pageInfo { hasPreviousPage } }")
    assert backwards["discussions"] == {"nodes": [{"number": 1}], "pageInfo": {"hasPreviousPage": True}}


@pytest.mark.parametrize(
    ("asked", "kind", "said"),
    [
        (
            "discussions(first: 101) { nodes { id } }",
            "EXCESSIVE_PAGINATION",
            "Requesting 101 records on the `discussions`",
        ),
        ("discussions { nodes { id } }", "MISSING_PAGINATION_BOUNDARIES", "You must provide a `first` or `last` value"),
        (
            'issues(first: 1, after: "x") { nodes { id } }',
            "INVALID_CURSOR_ARGUMENTS",
            "`x` does not appear to be a valid",
        ),
        ("discussion(number: 7) { id }", "NOT_FOUND", "Could not resolve to a Discussion with the number of 7."),
        ("pullRequests(first: 1) { nodes { id } }", "FORBIDDEN", "Resource not accessible by integration"),
    ],
)
def test_what_github_refuses_it_refuses_with_its_own_words(github: GitHub, asked: str, kind: str, said: str) -> None:
    github.holds(forum(hidden=["pulls"]))
    told = ask(github, f'{{ repository(owner: "officina", name: "forum") {{ {asked} }} }}')
    (error,) = told["errors"]
    assert error["type"] == kind
    assert error["message"].startswith(said)
    assert error["path"][0] == "repository"


def test_too_many_nodes_are_refused_before_anything_is_read(github: GitHub) -> None:
    github.holds(forum())
    query = "issues(first: 100) { nodes { comments(first: 100) { nodes { reactions(first: 100) { nodes { id } } } } } }"
    told = ask(github, f'{{ repository(owner: "officina", name: "forum") {{ {query} }} }}')
    said = "This query requests up to 1,010,100 possible nodes which exceeds the maximum limit of 500,000."
    assert told == {"errors": [{"type": "MAX_NODE_LIMIT_EXCEEDED", "message": said}]}


def test_a_question_that_the_schema_does_not_know_is_refused(github: GitHub) -> None:
    github.holds(forum())
    told = ask(github, "{ repository(owner: 1) { nickname } }")
    assert "data" not in told
    assert any("nickname" in one["message"] for one in told["errors"])


def test_points_are_spent_told_and_given_anew_every_hour(github: GitHub) -> None:
    github.holds(forum(discussions=[{"by": "ada"}]))
    github.points_an_hour(3)
    limits = "query { rateLimit { cost limit remaining used resetAt nodeCount } }"
    github.at = "2026-06-01T08:00:00Z"
    told = ask(github, limits)["data"]["rateLimit"]
    assert told == {"cost": 1, "limit": 3, "remaining": 2, "used": 1, "resetAt": "2026-06-01T09:00:00Z", "nodeCount": 0}
    ask(github, LISTED, first=10)
    ask(github, LISTED, first=10)
    reply = github.ask(json.dumps({"query": LISTED, "variables": {"first": 10}}).encode(), "token")
    assert reply.status == 200
    assert json.loads(reply.body or b"")["errors"][0]["type"] == "RATE_LIMIT"
    assert (reply.headers["X-RateLimit-Remaining"], reply.headers["X-RateLimit-Resource"]) == ("0", "graphql")
    github.at = "2026-06-01T09:00:00Z"
    assert numbers(ask(github, LISTED, first=10)) == [1]
    assert github.accounting.points == 4
    assert github.accounting.by_name == {"?": 1, "Listed": 4}
    assert github.accounting.longest_page == 10


def test_what_goes_wrong_goes_wrong_where_it_was_asked_to(github: GitHub) -> None:
    github.holds(forum(discussions=[{"by": "ada"}]))
    github.faults.append(rate_limited(When(query="Listed", request=2), kind="RATE_LIMITED"))
    assert numbers(ask(github, LISTED, first=1)) == [1]
    assert ask(github, LISTED, first=1)["errors"][0]["type"] == "RATE_LIMITED"
    assert github.budget.remaining == 0


def test_misfortune_follows_a_repository_to_what_is_asked_of_it_by_id(github: GitHub) -> None:
    github.holds(forum(discussions=[{"id": "D_1", "by": "ada"}]))
    github.faults.append(secondary_limit(retry_after=None, when=When(repository="Officina/Forum")))
    reply = github.ask(json.dumps({"query": '{ node(id: "D_1") { id } }'}).encode(), "token")
    assert (reply.status, "Retry-After" in reply.headers) == (403, False)
    assert ask(github, '{ node(id: "D_1") { id } }')["data"]["node"] == {"id": "D_1"}
    assert [one.repository for one in github.accounting.requests] == ["officina/forum"] * 2


def test_who_has_no_token_is_not_answered(github: GitHub) -> None:
    github.holds(forum())
    github.revoked.add("old")
    assert ask(github, LISTED, token="", first=1)["message"] == "This endpoint requires you to be authenticated."
    assert ask(github, LISTED, token="old", first=1)["message"] == "Bad credentials"
