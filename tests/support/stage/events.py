"""What happens at GitHub and starts workflows, with the payload that GitHub would send.

It is made of what the world holds. docs.github.com, "Webhook events and payloads", tells the shapes; issues, pull
requests and repositories are those of REST.
"""

from dataclasses import dataclass, field
from typing import Any

from support.github import branches
from support.github.fields import Asking
from support.github.rest_settings import run_told
from support.github.rest_shapes import repository_told, simple_account
from support.github.rest_talk_shapes import comment_told, issue_told, label_told, pull_told
from support.github.rest_visits import account_of
from support.github.runs import WorkflowRun
from support.github.server import GitHub
from support.github.world import Repository, Thing


@dataclass(frozen=True)
class Event:
    """An event: `sha` and `ref` are what a workflow checks out, `fork` says whose the proposal is.

    `changed` are the files that a push changes.
    """

    name: str
    repository: Repository
    sha: str
    ref: str
    actor: str
    payload: dict[str, Any] = field(default_factory=dict)
    base_ref: str = ""
    head_ref: str = ""
    fork: bool = False
    changed: tuple[str, ...] = ()


def _event(github: GitHub, name: str, of: Repository, by: str, **payload: Any) -> Event:
    """An event on the default branch, which is where all stand but proposals and pushes."""
    told = {
        "repository": repository_told(github.view, of, github.base_url),
        "sender": simple_account(account_of(github.view, by), github.base_url),
        **payload,
    }
    main = str(of.facts["branch"])
    return Event(name, of, branches.sha(of, f"refs/heads/{main}"), f"refs/heads/{main}", by, told)


def pushed(github: GitHub, full_name: str, by: str, branch: str = "main", before: str = "0" * 40) -> Event:
    """Somebody pushed to a branch, which was at the commit `before`; it is a new one without."""
    of = github.repository(full_name)
    sha, ref = branches.sha(of, f"refs/heads/{branch}"), f"refs/heads/{branch}"
    event = _event(
        github, "push", of, by, ref=ref, before=before, after=sha, created=False, deleted=False, forced=False
    )
    assert of.git
    asked = ("ls-tree", "-r", "--name-only", sha) if not before.strip("0") else ("diff", "--name-only", before, sha)
    return Event("push", of, sha, ref, by, event.payload, changed=tuple(branches.git(of.git, *asked).splitlines()))


def proposed(github: GitHub, full_name: str, number: int, action: str = "opened", by: str = "") -> Event:
    """Somebody opened a pull request, or pushed to it (`synchronize`), or edited it."""
    of = github.repository(full_name)
    pull = _numbered(of, "pulls", number)
    branches.brought(pull)
    told = pull_told(Asking(github.view, "", {}), pull, github.base_url, whole=True)
    merge = f"refs/pull/{number}/merge"
    by = by or str(told["user"]["login"])
    event = _event(github, "pull_request", of, by, action=action, number=number, pull_request=told)
    head, base = told["head"], told["base"]
    fork = branches.home(pull) is not of
    return Event("pull_request", of, branches.sha(of, merge), merge, by, event.payload, base["ref"], head["ref"], fork)


def ran(github: GitHub, run: WorkflowRun) -> Event:
    """A workflow came to its end."""
    told = run_told(github.view, run, github.base_url)
    workflow = {"id": told["workflow_id"], "name": run.workflow, "path": run.path, "state": "active"}
    return _event(
        github, "workflow_run", run.of, run.by.login, action="completed", workflow_run=told, workflow=workflow
    )


def scheduled(github: GitHub, full_name: str, cron: str = "23 4 * * *") -> Event:
    """The clock struck."""
    of = github.repository(full_name)
    return _event(github, "schedule", of, of.owner.login, schedule=cron)


def dispatched(github: GitHub, full_name: str, by: str, **inputs: str) -> Event:
    """Somebody pressed the button."""
    of = github.repository(full_name)
    return _event(github, "workflow_dispatch", of, by, inputs=inputs, ref=f"refs/heads/{of.facts['branch']}")


def on_issue(github: GitHub, full_name: str, number: int, action: str, by: str, label: str = "") -> Event:
    """Somebody did something to an issue: `opened`, `edited`, or `labeled` with `label`."""
    of = github.repository(full_name)
    told = issue_told(Asking(github.view, "", {}), _numbered(of, "issues", number), github.base_url)
    more = {"label": label_told(of, label, github.base_url)} if label else {}
    return _event(github, "issues", of, by, action=action, issue=told, **more)


def commented(github: GitHub, full_name: str, number: int, by: str) -> Event:
    """Somebody said the latest word below an issue."""
    of = github.repository(full_name)
    asking, issue = Asking(github.view, "", {}), _numbered(of, "issues", number)
    told = issue_told(asking, issue, github.base_url)
    said = comment_told(asking, github.view.parts(issue, "comments")[-1], github.base_url)
    return _event(github, "issue_comment", of, by, action="created", issue=told, comment=said)


def _numbered(of: Repository, kind: str, number: int) -> Thing:
    return next(one for one in of.parts[kind] if one.facts["number"] == number)
