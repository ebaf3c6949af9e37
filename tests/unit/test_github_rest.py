"""REST as the tests' GitHub speaks it: every answer has the shape that GitHub's own description gives it."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from support.github.openapi import complaints
from support.github.server import GitHub

WORK = [
    {"by": "ada", "email": "ada@people.example", "at": "2026-05-01"},
    {"by": "ada", "at": "2026-05-02"},
    {"by": "ada", "name": "A.", "email": "ada@laptop.local", "at": "2026-05-03"},
    {"by": "renovate[bot]", "at": "2026-05-04"},
    {"by": "odile", "at": "2026-05-05"},
    {"name": "Somebody", "email": "x@people.example", "at": "2026-05-06"},
]
HELD = {
    "accounts": {
        "ada": {"id": 11, "name": "Ada Rossi", "emails": ["ada@people.example"]},
        "odile": {"id": 12, "deleted": "2026-05-20"},
        "officina": {"id": 10, "kind": "Organization"},
        "old": {"id": 13, "kind": "Mannequin"},
    },
    "repositories": {
        "officina/log": {"id": 501, "was": ["officina/logbook"], "commits": WORK, "issues": [{"by": "ada"}]},
        "officina/empty": {"without": ["issues", "discussions"], "archived": True},
        "officina/secret": {"private": True, "readers": ["maintainer"]},
        "officina/gone": {"deleted": "2026-05-20"},
    },
}


def get(github: GitHub, path: str, token: str = "token", **headers: str) -> requests.Response:
    named = {**headers, **({"Authorization": f"token {token}"} if token else {})}
    return requests.get(github.base_url + path, headers=named, allow_redirects=False, timeout=10)


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/repos/officina/log", "/repos/{owner}/{repo}", 200),
        ("/repos/Officina/LOG", "/repos/{owner}/{repo}", 200),
        ("/api/v3/repos/officina/empty", "/repos/{owner}/{repo}", 200),
        ("/repos/officina/logbook", "/repos/{owner}/{repo}", 301),
        ("/repos/officina/secret", "/repos/{owner}/{repo}", 404),
        ("/repos/officina/gone", "/repos/{owner}/{repo}", 404),
        ("/repositories/501", "/repos/{owner}/{repo}", 200),
        ("/repos/officina/log/contributors?anon=1", "/repos/{owner}/{repo}/contributors", 200),
        ("/repos/officina/log/commits", "/repos/{owner}/{repo}/commits", 200),
        ("/repos/officina/empty/commits", "/repos/{owner}/{repo}/commits", 409),
        ("/users/ada", "/users/{username}", 200),
        ("/users/renovate%5Bbot%5D", "/users/{username}", 200),
        ("/users/officina", "/users/{username}", 200),
        ("/users/odile", "/users/{username}", 404),
        ("/user/11", "/user/{account_id}", 200),
        ("/user/99", "/user/{account_id}", 404),
        ("/rate_limit", "/rate_limit", 200),
    ],
)
def test_answers_have_the_shape_that_github_describes(github: GitHub, path: str, route: str, status: int) -> None:
    github.holds(HELD)
    answer = get(github, path)
    assert answer.status_code == status
    assert complaints(route, status, answer.json()) == []
    assert answer.headers["X-RateLimit-Resource"] == "core"


def test_a_wrong_answer_is_seen() -> None:
    assert complaints("/users/{username}", 404, {"message": 1}) != []
    assert complaints("/user/{account_id}", 200, {"login": "ada"}) != []
    assert complaints("/rate_limit", 404, {"message": "x", "nonsense": "y"}) != []


def contributions(answer: requests.Response) -> list[tuple[Any, int]]:
    return [(one.get("login"), one["contributions"]) for one in answer.json()]


def test_who_contributed_is_counted_by_account_and_by_address(github: GitHub) -> None:
    github.holds(HELD)
    path = "/repos/officina/log/contributors"
    assert contributions(get(github, path)) == [("ada", 2), ("renovate[bot]", 1)]
    anonymous = get(github, f"{path}?anon=1").json()
    assert {one["email"] for one in anonymous if one["type"] == "Anonymous"} == {
        "ada@laptop.local",
        "somebody@example.org",
        "x@people.example",
    }
    assert get(github, "/repos/officina/empty/contributors").status_code == 204


def test_commits_are_linked_to_the_accounts_of_their_addresses(github: GitHub) -> None:
    github.holds(HELD)
    told = get(github, "/repos/officina/log/commits").json()
    assert [one["author"] and one["author"]["login"] for one in told] == [
        None,
        None,
        "renovate[bot]",
        None,
        "ada",
        "ada",
    ]
    since = get(github, "/repos/officina/log/commits?since=2026-05-05T00:00:00Z").json()
    assert len(since) == 2
    by_address = get(github, "/repos/officina/log/commits?author=ada@people.example").json()
    assert [one["commit"]["author"]["email"] for one in by_address] == ["ada@people.example"]


def test_pages_lead_to_each_other(github: GitHub) -> None:
    github.holds(HELD)
    seen, path = [], "/repos/officina/log/commits?per_page=4"
    while path:
        answer = get(github, path)
        seen.append(len(answer.json()))
        there = urlsplit(answer.links.get("next", {}).get("url", ""))
        path = f"{there.path}?{there.query}" if there.path else ""
    assert seen == [4, 2]
    assert set(answer.links) == {"prev", "first"}


def test_a_renamed_repository_is_found_by_its_number(github: GitHub) -> None:
    github.holds(HELD)
    moved = get(github, "/repos/officina/logbook/commits?per_page=2")
    assert moved.headers["Location"] == f"{github.base_url}/repositories/501/commits?per_page=2"
    followed = get(github, moved.headers["Location"].removeprefix(github.base_url))
    assert len(followed.json()) == 2


def test_what_is_known_already_costs_nothing(github: GitHub) -> None:
    github.holds(HELD)
    first = get(github, "/users/ada")
    again = get(github, "/users/ada", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-RateLimit-Remaining"] == first.headers["X-RateLimit-Remaining"]


def test_who_asks_too_often_waits_for_the_hour(github: GitHub) -> None:
    github.holds(HELD)
    for _ in range(60):
        assert get(github, "/users/ada", token="").status_code == 200
    refused = get(github, "/users/ada", token="")
    assert (refused.status_code, refused.headers["X-RateLimit-Remaining"]) == (403, "0")
    assert get(github, "/rate_limit", token="").json()["rate"]["remaining"] == 0
    assert get(github, "/users/ada").status_code == 200
    github.at = "2026-06-02"
    assert get(github, "/users/ada", token="").status_code == 200


def test_private_repositories_show_themselves_to_their_readers(github: GitHub) -> None:
    github.holds(HELD)
    told = get(github, "/repos/officina/secret", token="maintainer").json()
    assert (told["private"], told["visibility"]) == (True, "private")


def test_what_was_asked_can_be_read(github: GitHub) -> None:
    github.holds(HELD)
    get(github, "/users/ada")
    told = json.loads(get(github, "/_accounting").content)
    assert told["rest"] == 1
    assert told["by_name"] == {"/users/{username}": 1}
