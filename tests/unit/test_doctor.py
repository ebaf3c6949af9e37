"""`folkmoot doctor`: what a repository's settings still need, why, where, and what could not be seen."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from support.hubs import COMMUNITY, minimal_hub
from support.repositories import Repository

PLACE = "/repos/moot/hub"
WELL: Mapping[str, Any] = {
    PLACE: {"full_name": "moot/hub", "has_issues": True, "has_discussions": True},
    f"{PLACE}/pages": {"build_type": "workflow"},
    f"{PLACE}/actions/permissions": {"enabled": True},
    f"{PLACE}/actions/permissions/workflow": {
        "default_workflow_permissions": "read",
        "can_approve_pull_request_reviews": True,
    },
    f"{PLACE}/actions/permissions/fork-pr-contributor-approval": {"approval_policy": "first_time_contributors"},
    f"{PLACE}/labels": [{"name": f"other {number}"} for number in range(120)]
    + [{"name": "Member"}, {"name": "accepted"}],
    f"{PLACE}/actions/workflows": {
        "workflows": [
            {"path": ".github/workflows/publish.yml", "state": "active"},
            {"path": "dynamic/dependabot", "state": "disabled_manually"},
        ]
    },
    f"{PLACE}/branches/main": {"protected": False},
    f"{PLACE}/rules/branches/main": [{"type": "pull_request"}],
    "/repos/moot/forum": {"has_discussions": True, "has_issues": True},
}
HUB = {
    "content/community.yml": COMMUNITY
    + "repository: https://github.com/moot/hub\nsources: {discussions: [moot/hub, moot/forum], issues: [moot/forum]}\n",
    ".github/workflows/publish.yml": "on: push\n",
    ".github/workflows/propose.yml": "on: issues\n",
    ".github/ISSUE_TEMPLATE/member.yml": "name: Join\nlabels: [member]\n",
}
PLACES = {
    "Pages": ("/pages", {"build_type": "legacy"}, "choose GitHub Actions", "/settings/pages"),
    "Actions": ("/actions/permissions", {"enabled": False}, "allow actions", "/settings/actions"),
    "Pull requests by workflows": (
        "/actions/permissions/workflow",
        {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": False},
        "create and approve pull requests",
        "/settings/actions",
    ),
    "Workflow publish.yml": (
        "/actions/workflows",
        {"workflows": [{"path": ".github/workflows/publish.yml", "state": "disabled_inactivity"}]},
        "60 days; start it",
        "/actions/workflows/publish.yml",
    ),
    "Labels": ("/labels", [{"name": "bug"}], "make “accepted” and “member”", "/labels"),
    "Issues": ("", {"has_issues": False, "has_discussions": True}, "switch them on", "/settings"),
    "Discussions": ("", {"has_issues": True, "has_discussions": False}, "switch them on", "/settings"),
}


class _Handler(BaseHTTPRequestHandler):
    answers: ClassVar[Mapping[str, Any]] = {}

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        told = self.answers.get(path, 404)
        if path.endswith("/labels") and isinstance(told, list):
            page = int(parse_qs(query)["page"][0])
            told = told[(page - 1) * 100 : page * 100]
        status = told if isinstance(told, int) else 200
        body = json.dumps({"message": "no"} if isinstance(told, int) else told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def github(answers: Mapping[str, Any]) -> Iterator[str]:
    """The address of a GitHub that gives these answers by path, numbers as errors, and 404 for all else."""
    handler = type("Handler", (_Handler,), {"answers": answers})
    server = ThreadingHTTPServer(("localhost", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def run(root: Path, answers: Mapping[str, Any], *words: str) -> Result:
    hub = minimal_hub(root, **HUB)
    with github(answers) as address:
        asked = ["doctor", "--hub", str(hub), "--github-api", address, "--at", "2026-06-15", *words]
        result = CliRunner().invoke(main, asked, env={"GITHUB_TOKEN": "x"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def found(root: Path, answers: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    result = run(root, answers, "--format", "json")
    return {one["setting"]: one for one in json.loads(result.output)["findings"]}


def test_a_repository_that_is_set_right_needs_nothing(tmp_path: Path) -> None:
    result = run(tmp_path, WELL)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "Nothing is needed.")
    assert {one["state"] for one in found(tmp_path, WELL).values()} == {"well"}


@pytest.mark.parametrize("setting", PLACES)
def test_what_is_needed_is_said_with_the_reason_and_the_place(tmp_path: Path, setting: str) -> None:
    path, told, said, where = PLACES[setting]
    result = run(tmp_path, {**WELL, f"{PLACE}{path}": told})
    lines = result.output.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(f"needed: {setting}: "))
    assert said in lines[place]
    assert len(lines[place + 1]) > 20
    assert lines[place + 2] == f"    https://github.com/moot/hub{where}"
    assert (result.exit_code, lines[-1]) == (1, "1 setting needed.")


@pytest.mark.parametrize(
    ("path", "told", "setting"),
    [
        ("/rules/branches/main", [], "Branch main"),
        (
            "/actions/permissions/workflow",
            {"default_workflow_permissions": "write", "can_approve_pull_request_reviews": True},
            "Rights of workflows",
        ),
        (
            "/actions/permissions/fork-pr-contributor-approval",
            {"approval_policy": "first_time_contributors_new_to_github"},
            "Approval of first workflows",
        ),
    ],
)
def test_what_is_advised_is_no_failure(tmp_path: Path, path: str, told: Any, setting: str) -> None:
    answers = {**WELL, f"{PLACE}{path}": told}
    assert found(tmp_path, answers)[setting]["state"] == "advised"
    assert run(tmp_path, answers).exit_code == 0


def test_pages_that_are_not_switched_on_are_needed_and_what_is_hidden_is_said_to_be(tmp_path: Path) -> None:
    hidden = {path: 403 for path in WELL if path.startswith(f"{PLACE}/")} | {f"{PLACE}/pages": 404}
    told = found(tmp_path, {**WELL, **hidden})
    assert told.pop("Pages")["state"] == "needed"
    unseen = {name: one["said"] for name, one in told.items() if one["state"] == "unseen"}
    assert {said.partition(";")[0] for said in unseen.values()} == {"the token may not see it"}
    assert unseen["Pull requests by workflows"].endswith(
        "look yourself, and tick Allow GitHub Actions to create and approve pull requests"
    )
    assert {"Labels", "Workflows", "Actions", "Branch main", "Rights of workflows"} <= unseen.keys()


def test_labels_of_forms_are_advised_and_the_one_that_accepts_is_needed(tmp_path: Path) -> None:
    told = found(tmp_path, {**WELL, f"{PLACE}/labels": [{"name": "accepted"}]})
    assert (told["Labels"]["state"], told["Labels"]["said"]) == ("advised", "make “member”")


def test_workflows_that_were_not_pushed_are_told(tmp_path: Path) -> None:
    told = found(tmp_path, {**WELL, f"{PLACE}/actions/workflows": {"workflows": []}})
    assert told["Workflows"]["said"].startswith("GitHub knows none of them yet")


def test_other_repositories_need_what_is_collected_from_them(tmp_path: Path) -> None:
    told = found(tmp_path, {**WELL, "/repos/moot/forum": {"has_discussions": False, "has_issues": True}})
    assert told["Discussions of moot/forum"]["state"] == "needed"
    assert told["Issues of moot/forum"]["state"] == "well"


def test_a_repository_that_cannot_be_seen_is_all_that_is_said_of_it(tmp_path: Path) -> None:
    result = run(tmp_path, {"/repos/moot/forum": WELL["/repos/moot/forum"]})
    assert "not seen: Repository: moot/hub: there is none, or the token may not see it" in result.output
    assert result.exit_code == 0


def test_a_hub_without_a_repository_is_told_to_name_it(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path)
    result = CliRunner().invoke(main, ["doctor", "--hub", str(hub)])
    assert (result.exit_code, "which repository" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-06-14", ""),
        ("2026-06-16", "GitHub stops the schedule on 2026-06-30"),
        ("2026-07-15", "GitHub may have stopped the schedule since 2026-06-30"),
    ],
)
def test_from_six_weeks_without_a_commit_on_the_end_of_the_schedule_is_told(tmp_path: Path, at: str, said: str) -> None:
    repository = Repository(tmp_path / "hub")
    minimal_hub(repository.path)
    repository.commit(day="2026-05-01")
    summary = tmp_path / "summary.md"
    asked = ["doctor", "--offline", "--hub", str(repository.path), "--at", at]
    assert said in CliRunner().invoke(main, asked).output
    result = CliRunner().invoke(main, asked, env={"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)})
    assert result.exit_code == 0
    assert result.output.startswith("::notice title=The schedule::The last commit is of 2026-05-01") == bool(said)
    assert summary.exists() == bool(said)
    assert bool(result.output) == bool(said)
