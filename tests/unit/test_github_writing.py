"""What is written to the tests' GitHub by REST: it is there afterwards, in GitHub's shapes, for whoever may."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import requests

from support.github.openapi import complaints
from support.github.rest_visits import Token
from support.github.runs import WorkflowRun, zipped
from support.github.server import GitHub
from support.repositories import Repository

EVERYTHING = dict.fromkeys(("contents", "issues", "pull-requests", "actions", "pages"), "write")
FORM = {"title": "A new member", "by": "bo", "labels": ["member"], "comments": [{"by": "ada", "text": "Welcome"}]}
HUB = "officina/hub"


@pytest.fixture
def held(github: GitHub, tmp_path: Path) -> GitHub:
    """A hub with an issue, a pull request from a fork, and a bare repository behind each."""
    hub = Repository(tmp_path / "hub")
    hub.commit(files={"members/ada.yml": "name: Ada\n"})
    hub.git("clone", "--quiet", "--bare", ".", str(tmp_path / "hub.git"))
    hub.git("switch", "--quiet", "--create", "add-bo")
    hub.commit(files={"members/bo.yml": "name: Bo\n"}, message="Add Bo")
    hub.git("clone", "--quiet", "--bare", ".", str(tmp_path / "fork.git"))
    told = {
        HUB: {
            "git": str(tmp_path / "hub.git"),
            "roles": {"zoe": "maintain"},
            "labels": ["approved"],
            "settings": {
                "pages": True,
                "can_approve_pull_request_reviews": True,
                "protection": {"main": {"allow_deletions": {"enabled": False}}},
            },
            "issues": [FORM],
            "pulls": [{"title": "Add Bo", "by": "bo", "head": "bo/hub:add-bo", "comments": [{"by": "zoe"}]}],
        },
        "bo/hub": {"git": str(tmp_path / "fork.git"), "fork": True},
    }
    people: dict[str, Any] = {"officina": {"kind": "Organization"}, "bo": {"id": 7}, "zoe": {"id": 8}}
    github.holds({"at": "2026-06-01T10:00:00Z", "accounts": people, "repositories": told})
    github.gives("workflow", Token(permissions=EVERYTHING, repository=HUB))
    github.gives("admin", Token("officina"))
    of = github.repository(HUB)
    bot = github.world.accounts["bo"]
    run = WorkflowRun(
        of, 501, "Check", ".github/workflows/check.yml", "pull_request", "a" * 40, "add-bo", of, bot, of.at
    )
    of.runs.append(run)
    run.keeps("site", zipped({"index.html": "<p>"}), size=5)
    return github


def send(
    github: GitHub, method: str, path: str, body: object = None, token: str = "workflow", **more: Any
) -> requests.Response:
    address = f"{github.base_url}/repos/{HUB}{path}"
    named = {"Authorization": f"token {token}"}
    return requests.request(method, address, json=body, headers=named, allow_redirects=False, timeout=10, **more)


def comment_of(github: GitHub) -> str:
    return f"/issues/comments/{send(github, 'GET', '/issues/1/comments').json()[0]['id']}"


NEW = {"title": "Walk", "head": "bo:add-bo", "base": "main", "body": "", "draft": True}
LONG = {"body": "x" * 65_537}


@pytest.mark.parametrize(
    ("method", "path", "route", "body", "status"),
    [
        ("GET", "/issues?state=all", "/issues", None, 200),
        ("POST", "/issues", "/issues", {"title": "June", "body": "Figures", "labels": ["report"]}, 201),
        ("POST", "/issues", "/issues", {"title": "June", **LONG}, 422),
        ("POST", "/issues", "/issues", {"title": "x" * 257}, 422),
        ("GET", "/issues/1", "/issues/{issue_number}", None, 200),
        ("GET", "/issues/2", "/issues/{issue_number}", None, 200),
        ("GET", "/issues/9", "/issues/{issue_number}", None, 404),
        ("PATCH", "/issues/1", "/issues/{issue_number}", {"state": "closed", "state_reason": "not_planned"}, 200),
        ("PATCH", "/issues/1", "/issues/{issue_number}", LONG, 422),
        ("GET", "/issues/2/comments", "/issues/{issue_number}/comments", None, 200),
        ("POST", "/issues/2/comments", "/issues/{issue_number}/comments", {"body": "Look"}, 201),
        ("POST", "/issues/1/comments", "/issues/{issue_number}/comments", LONG, 422),
        ("GET", "COMMENT", "/issues/comments/{comment_id}", None, 200),
        ("PATCH", "COMMENT", "/issues/comments/{comment_id}", {"body": "Hello"}, 200),
        ("GET", "/labels", "/labels", None, 200),
        ("POST", "/labels", "/labels", {"name": "new", "color": "00ff00", "description": "News"}, 201),
        ("POST", "/labels", "/labels", {"name": "Approved", "color": "00ff00"}, 422),
        ("GET", "/labels/approved", "/labels/{name}", None, 200),
        ("GET", "/labels/none", "/labels/{name}", None, 404),
        ("GET", "/issues/1/labels", "/issues/{issue_number}/labels", None, 200),
        ("POST", "/issues/1/labels", "/issues/{issue_number}/labels", ["approved"], 200),
        ("PUT", "/issues/1/labels", "/issues/{issue_number}/labels", {"labels": ["approved"]}, 200),
        ("DELETE", "/issues/1/labels/member", "/issues/{issue_number}/labels/{name}", None, 200),
        ("DELETE", "/issues/1/labels/other", "/issues/{issue_number}/labels/{name}", None, 404),
        ("GET", "/pulls", "/pulls", None, 200),
        ("POST", "/pulls", "/pulls", {**NEW, "head": "nobody:x"}, 422),
        ("POST", "/pulls", "/pulls", NEW, 422),
        ("GET", "/pulls/2", "/pulls/{pull_number}", None, 200),
        ("PATCH", "/pulls/2", "/pulls/{pull_number}", {"title": "Add Bo Ek", "body": "Please"}, 200),
        ("GET", "/commits/main", "/commits/{ref}", None, 200),
        ("GET", "/commits/main/pulls", "/commits/{commit_sha}/pulls", None, 200),
        ("GET", "/actions/runs/501", "/actions/runs/{run_id}", None, 200),
        ("GET", "/actions/runs/501/artifacts", "/actions/runs/{run_id}/artifacts", None, 200),
        ("GET", "/pages", "/pages", None, 200),
        ("GET", "/actions/permissions", "/actions/permissions", None, 200),
        ("GET", "/actions/permissions/workflow", "/actions/permissions/workflow", None, 200),
        ("GET", "/branches/main", "/branches/{branch}", None, 200),
        ("GET", "/branches/none", "/branches/{branch}", None, 404),
        ("GET", "/branches/main/protection", "/branches/{branch}/protection", None, 200),
        ("GET", "/branches/none/protection", "/branches/{branch}/protection", None, 404),
        ("GET", "/collaborators/zoe/permission", "/collaborators/{username}/permission", None, 200),
    ],
)
def test_answers_have_the_shape_that_github_describes(
    held: GitHub, method: str, path: str, route: str, body: object, status: int
) -> None:
    path = comment_of(held) if path == "COMMENT" else path
    private = ("/actions/permissions", "/branches/main/protection", "/branches/none/protection")
    answer = send(held, method, path, body, "admin" if path.startswith(private) else "workflow")
    assert (answer.status_code, complaints(f"/repos/{{owner}}/{{repo}}{route}", status, answer.json(), method)) == (
        status,
        [],
    ), answer.text


def test_what_is_written_is_there_afterwards_and_by_graphql(held: GitHub) -> None:
    held.at = "2026-06-02"
    made = send(held, "POST", "/issues", {"title": "June", "body": "One", "labels": ["report"]}).json()
    assert (made["number"], made["user"]["login"]) == (3, "github-actions[bot]")
    said = send(held, "POST", "/issues/3/comments", {"body": "First"}).json()
    gone = send(held, "POST", "/issues/3/comments", {"body": "Second"}).json()
    held.at = "2026-06-03"
    send(held, "PATCH", "/issues/3", {"body": "Two"})
    send(held, "PATCH", f"/issues/comments/{said['id']}", {"body": "Mended"})
    assert send(held, "DELETE", f"/issues/comments/{gone['id']}").status_code == 204
    send(held, "PATCH", "/issues/3", {"state": "closed"})
    asked = '{ repository(owner: "officina", name: "hub") { issue(number: 3) { title body closedAt lastEditedAt'
    asked += " author { login } labels(first: 9) { nodes { name } } comments(first: 9) { nodes { body } } } } }"
    answer = requests.post(
        f"{held.base_url}/graphql", json={"query": asked}, headers={"Authorization": "bearer x"}, timeout=10
    )
    assert answer.json()["data"]["repository"]["issue"] == {
        "title": "June",
        "body": "Two",
        "closedAt": "2026-06-03T10:00:00Z",
        "lastEditedAt": "2026-06-03T10:00:00Z",
        "author": {"login": "github-actions"},
        "labels": {"nodes": [{"name": "report"}]},
        "comments": {"nodes": [{"body": "Mended"}]},
    }
    assert [(one.method, one.status) for one in held.journal] == [
        *[("POST", 201)] * 3,
        *[("PATCH", 200)] * 2,
        ("DELETE", 204),
        ("PATCH", 200),
    ]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [2, 1]),
        ("?labels=member", [1]),
        ("?labels=member,report", []),
        ("?creator=zoe", []),
        ("?state=closed", []),
        ("?state=all&direction=asc", [1, 2]),
        ("?since=2026-07-01T00:00:00Z", []),
    ],
)
def test_issues_are_listed_as_they_are_asked_for(held: GitHub, query: str, numbers: list[int]) -> None:
    assert [one["number"] for one in send(held, "GET", f"/issues{query}").json()] == numbers


def test_an_issue_is_closed_and_opened_again_at_any_moment(held: GitHub) -> None:
    states = [send(held, "PATCH", "/issues/1", {"state": one}).json()["state"] for one in ("closed", "open", "closed")]
    held.at = "2026-06-04"
    states.append(send(held, "PATCH", "/issues/1", {"state": "open"}).json()["state"])
    assert states == ["closed", "open", "closed", "open"]


REFUSED = "Resource not accessible by integration"


@pytest.mark.parametrize(
    ("permissions", "method", "path", "body", "status"),
    [
        ({}, "POST", "/issues", {"title": "x"}, 403),
        ({"issues": "read"}, "POST", "/issues", {"title": "x"}, 403),
        ({"issues": "write"}, "POST", "/issues", {"title": "x"}, 201),
        ({"issues": "write"}, "POST", "/issues/2/comments", {"body": "x"}, 403),
        ({"pull-requests": "write"}, "POST", "/issues/2/comments", {"body": "x"}, 201),
        ({"pull-requests": "write"}, "PATCH", "/issues/1", {"state": "closed"}, 403),
        ({"issues": "write"}, "POST", "/pulls", NEW, 403),
        ({}, "GET", "/issues/1", None, 200),
        ({}, "GET", "/actions/artifacts/50100/zip", None, 403),
        ({"actions": "read"}, "GET", "/actions/artifacts/50100/zip", None, 302),
        ({"contents": "write"}, "GET", "/branches/main/protection", None, 403),
    ],
)
def test_a_workflow_may_what_its_permissions_say(
    held: GitHub, permissions: dict[str, str], method: str, path: str, body: object, status: int
) -> None:
    held.gives("job", Token(permissions=permissions, repository=HUB))
    answer = send(held, method, path, body, "job")
    assert answer.status_code == status
    assert (status == 403) == (REFUSED in answer.text)


def test_a_token_writes_nowhere_else_and_strangers_nowhere(held: GitHub) -> None:
    held.gives("other", Token(permissions=EVERYTHING, repository="bo/hub"))
    assert send(held, "POST", "/issues", {"title": "x"}, "other").status_code == 403
    assert send(held, "POST", "/issues", {"title": "x"}, "unknown").status_code == 403
    assert requests.post(f"{held.base_url}/repos/{HUB}/issues", json={"title": "x"}, timeout=10).status_code == 401
    held.gives("reader", Token("bo"))
    held.gives("maintainer", Token("zoe"))
    assert send(held, "POST", "/issues", {"title": "x"}, "reader").status_code == 201
    assert send(held, "PATCH", "/issues/1", {"state": "closed"}, "reader").status_code == 403
    assert send(held, "PATCH", "/issues/1", {"state": "closed"}, "maintainer").status_code == 200


def test_what_github_does_not_take_is_refused(held: GitHub) -> None:
    assert "'title' is a required property" in send(held, "POST", "/issues", {"body": "x"}).json()["message"]
    assert "nonsense" in send(held, "POST", "/issues/1/comments", {"body": "x", "nonsense": 1}).json()["message"]
    assert send(held, "POST", "/nowhere", {}).status_code == 404


def test_a_pull_request_follows_its_branch_and_is_merged(held: GitHub) -> None:
    pull = send(held, "GET", "/pulls/2").json()
    assert pull["head"]["repo"]["full_name"] == "bo/hub"
    held.at = "2026-06-05"
    merge = held.merges(HUB, 2, "zoe")
    told = send(held, "GET", "/pulls/2").json()
    assert (told["merged"], told["state"], told["merged_by"]["login"]) == (True, "closed", "zoe")
    assert told["head"]["sha"] == pull["head"]["sha"]
    assert [one["number"] for one in send(held, "GET", f"/commits/{merge}/pulls").json()] == [2]
    assert send(held, "GET", "/branches/main").json()["commit"]["sha"] == merge
    assert [one["number"] for one in send(held, "GET", "/pulls?state=closed&head=bo:add-bo").json()] == [2]


def test_a_workflow_proposes_where_the_settings_let_it(held: GitHub, tmp_path: Path) -> None:
    here = tmp_path / "again"
    address = held.base_url.replace("//", "//x-access-token:workflow@")
    clone = Repository(tmp_path / "elsewhere")
    clone.git("clone", "--quiet", f"{held.base_url}/{HUB}", str(here))
    clone.git("-C", str(here), "commit", "--quiet", "--allow-empty", "--message", "x")
    clone.git("-C", str(here), "push", "--quiet", f"{address}/{HUB}", "HEAD:refs/heads/proposed")
    wanted = {**NEW, "head": "proposed"}
    made = send(held, "POST", "/pulls", wanted).json()
    assert (made["draft"], made["head"]["label"]) == (True, "officina:proposed")
    assert "already exists" in send(held, "POST", "/pulls", wanted).text
    assert "No commits between" in send(held, "POST", "/pulls", {**NEW, "head": "main"}).text
    held.repository(HUB).settings.clear()
    assert "not permitted to create" in send(held, "POST", "/pulls", wanted).text


@pytest.mark.parametrize("permissions", [{}, {"contents": "read"}, None])
def test_git_is_pushed_to_by_who_may(held: GitHub, tmp_path: Path, permissions: dict[str, str] | None) -> None:
    if permissions is not None:
        held.gives("job", Token(permissions=permissions, repository=HUB))
    address = held.base_url if permissions is None else held.base_url.replace("//", "//x-access-token:job@")
    repository = Repository(tmp_path / "elsewhere")
    repository.git("fetch", "--quiet", f"{held.base_url}/{HUB}", "main")
    with pytest.raises(Exception, match="git"):
        repository.git("push", "--quiet", f"{address}/{HUB}", "FETCH_HEAD:refs/heads/new", GIT_TERMINAL_PROMPT="0")
    assert send(held, "GET", "/branches/new").status_code == 404


def test_an_artifact_is_kept_where_no_token_is_taken(held: GitHub) -> None:
    [told] = send(held, "GET", "/actions/runs/501/artifacts").json()["artifacts"]
    assert (told["name"], told["size_in_bytes"]) == ("site", 5)
    address = send(held, "GET", "/actions/artifacts/50100/zip").headers["Location"]
    assert not address.startswith(held.base_url)
    with zipfile.ZipFile(io.BytesIO(requests.get(address, timeout=10).content)) as kept:
        assert kept.namelist() == ["index.html"]
    assert requests.get(address, headers={"Authorization": "token workflow"}, timeout=10).status_code == 400


def test_who_may_what_in_a_repository_is_told(held: GitHub) -> None:
    told = [send(held, "GET", f"/collaborators/{who}/permission").json() for who in ("officina", "zoe", "bo")]
    assert [(one["permission"], one["role_name"]) for one in told] == [
        ("admin", "admin"),
        ("write", "maintain"),
        ("read", "read"),
    ]
    assert send(held, "GET", "/collaborators/nobody/permission").status_code == 404
