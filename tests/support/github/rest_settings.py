"""Runs of workflows, what they kept, and what an administrator chose, as REST tells it."""

from typing import Any

from support.github import branches
from support.github.fields import WEB
from support.github.rest_pulls import one_commit
from support.github.rest_shapes import repository_told, simple_account
from support.github.rest_visits import Route, Told, Visit, below_repository, refusal, role, said
from support.github.runs import Artifact, WorkflowRun
from support.github.world import Repository, View

_BELOW_RUN = "jobs logs check_suite artifacts cancel rerun"


def run_told(view: View, run: WorkflowRun, base: str) -> dict[str, Any]:
    """A run of a workflow."""
    here = f"{base}/repos/{run.of.full_name}/actions/runs/{run.number}"
    actor = simple_account(run.by, base)
    commit = {"id": run.head_sha, "tree_id": run.head_sha, "message": "A change", "timestamp": run.at}
    signed = {"name": run.by.login, "email": run.by.noreply}
    return {
        "id": run.number,
        "name": run.workflow,
        "node_id": f"WFR_{run.number}",
        "head_branch": run.head_branch,
        "head_sha": run.head_sha,
        "path": run.path,
        "display_title": "A change",
        "run_number": 1,
        "run_attempt": 1,
        "event": run.event,
        "status": run.status,
        "conclusion": run.conclusion,
        "workflow_id": 1,
        "url": here,
        "html_url": f"{WEB}/{run.of.full_name}/actions/runs/{run.number}",
        "pull_requests": run.pulls,
        "created_at": run.at,
        "updated_at": run.at,
        "run_started_at": run.at,
        "actor": actor,
        "triggering_actor": actor,
        **{f"{name}_url": f"{here}/{name}" for name in _BELOW_RUN.split()},
        "workflow_url": f"{base}/repos/{run.of.full_name}/actions/workflows/1",
        "previous_attempt_url": None,
        "head_commit": {**commit, "author": signed, "committer": signed},
        "repository": minimal_repository(view, run.of, base),
        "head_repository": minimal_repository(view, run.head_repository, base),
    }


_MINIMAL = "id node_id name full_name owner private html_url description fork url".split()


def minimal_repository(view: View, of: Repository, base: str) -> dict[str, Any]:
    """A repository that is told in passing: without its figures, and with the address of its hooks."""
    told = repository_told(view, of, base)
    addresses = {
        name: value
        for name, value in told.items()
        if name.endswith("_url") and name not in ("clone_url", "mirror_url", "svn_url", "git_url", "ssh_url")
    }
    return {**addresses, **{name: told[name] for name in _MINIMAL}, "hooks_url": f"{told['url']}/hooks"}


def _run(visit: Visit, of: Repository, wanted: str) -> WorkflowRun:
    visit.demand(of, "actions", "read")
    for one in of.runs:
        if str(one.number) == wanted and one.at <= visit.view.at:
            return one
    raise refusal(404, "Not Found")


def _one_run(visit: Visit, of: Repository, wanted: str) -> Told:
    return Told(200, run_told(visit.view, _run(visit, of, wanted), visit.base))


def _artifact_told(of: Repository, run: WorkflowRun, one: Artifact, base: str) -> dict[str, Any]:
    here = f"{base}/repos/{of.full_name}/actions/artifacts/{one.number}"
    whence = {"id": run.number, "repository_id": of.number, "head_repository_id": run.head_repository.number}
    return {
        "id": one.number,
        "node_id": f"MDg6QXJ0aWZhY3Q{one.number}",
        "name": one.name,
        "size_in_bytes": one.size,
        "url": here,
        "archive_download_url": f"{here}/zip",
        "expired": one.expired,
        "created_at": one.at,
        "updated_at": one.at,
        "expires_at": one.at,
        "workflow_run": {**whence, "head_branch": run.head_branch, "head_sha": run.head_sha},
    }


def _artifacts(visit: Visit, of: Repository, wanted: str) -> Told:
    run, name = _run(visit, of, wanted), visit.asked.get("name")
    kept = [one for one in run.artifacts if name in (None, one.name)]
    size, page = int(visit.asked.get("per_page") or 30), int(visit.asked.get("page") or 1)
    shown = kept[(page - 1) * size : page * size]
    told = [_artifact_told(of, run, one, visit.base) for one in shown]
    return Told(200, {"total_count": len(kept), "artifacts": told}, page=size)


def _download(visit: Visit, of: Repository, wanted: str, _zip: str) -> Told:
    """Leads to where the bytes are kept: on another host, which takes no token."""
    visit.demand(of, "actions", "read", public=False)
    for one in (one for run in of.runs for one in run.artifacts):
        if str(one.number) == wanted:
            if one.expired:
                raise refusal(410, "Artifact has expired")
            store = visit.base.removesuffix("/api/v3").replace("//localhost:", "//127.0.0.1:")
            return Told(302, None, headers={"Location": f"{store}/_blobs/{one.number}"})
    raise refusal(404, "Not Found")


def _pages(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "pages", "read", public=False)
    chosen = of.settings.get("pages")
    if not chosen:
        raise refusal(404, "Not Found")
    more = chosen if isinstance(chosen, dict) else {}
    owner, name = of.owner.login.lower(), of.name
    told = {
        "url": f"{visit.base}/repos/{of.full_name}/pages",
        "status": "built",
        "cname": None,
        "custom_404": True,
        "html_url": f"https://{owner}.github.io/{name}/",
        "build_type": "workflow",
        "source": {"branch": of.facts["branch"], "path": "/"},
        "public": True,
        "https_enforced": True,
    }
    return Told(200, told | more)


def _workflow_permissions(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "administration", "read", public=False)
    default = of.settings.get("default_workflow_permissions", "read")
    may = bool(of.settings.get("can_approve_pull_request_reviews", False))
    return Told(200, {"default_workflow_permissions": default, "can_approve_pull_request_reviews": may})


def _actions(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "administration", "read", public=False)
    enabled = "actions" not in of.without
    return Told(200, {"enabled": enabled, **({"allowed_actions": "all"} if enabled else {})})


def _protection(visit: Visit, of: Repository, branch: str) -> Told:
    visit.demand(of, "administration", "read", public=False)
    protected = of.settings.get("protection", {})
    if branch not in protected:
        return said(404, "Branch not protected")
    here = f"{visit.base}/repos/{of.full_name}/branches/{branch}/protection"
    return Told(200, {"url": here, **protected[branch]})


def _branch(visit: Visit, of: Repository, branch: str) -> Told:
    visit.demand(of, "contents", "read")
    sha = branches.sha(of, f"refs/heads/{branch}")
    if not sha:
        raise refusal(404, "Branch not found")
    told = one_commit(visit, of, sha)
    protected = branch in of.settings.get("protection", {})
    here = f"{visit.base}/repos/{of.full_name}/branches/{branch}"
    rules = {"enabled": protected}
    links = {"html": f"{WEB}/{of.full_name}/tree/{branch}", "self": here}
    return Told(
        200,
        {
            "name": branch,
            "commit": told,
            "_links": links,
            "protected": protected,
            "protection": rules,
            "protection_url": f"{here}/protection",
        },
    )


def _permission(visit: Visit, of: Repository, login: str) -> Told:
    visit.demand(of, "metadata", "read")
    found = visit.view.account(login)
    if found is None:
        raise refusal(404, f"{login} is not a user")
    named = role(of, found.login)
    rough = {"triage": "read", "maintain": "write"}.get(named, named)
    rank = ("none", "read", "triage", "write", "maintain", "admin")
    may = {"pull": "read", "triage": "triage", "push": "write", "maintain": "maintain", "admin": "admin"}
    rights = {name: rank.index(named) >= rank.index(least) for name, least in may.items()}
    person = {**simple_account(found, visit.base), "permissions": rights, "role_name": named}
    return Told(200, {"permission": rough, "role_name": named, "user": person})


ROUTES: list[Route] = [
    *below_repository("GET", "/actions/runs/{run_id}", _one_run),
    *below_repository("GET", "/actions/runs/{run_id}/artifacts", _artifacts),
    *below_repository("GET", "/actions/artifacts/{artifact_id}/{archive_format}", _download),
    *below_repository("GET", "/actions/permissions", _actions),
    *below_repository("GET", "/actions/permissions/workflow", _workflow_permissions),
    *below_repository("GET", "/pages", _pages),
    *below_repository("GET", "/branches/{branch}/protection", _protection),
    *below_repository("GET", "/branches/{branch}", _branch),
    *below_repository("GET", "/collaborators/{username}/permission", _permission),
]
