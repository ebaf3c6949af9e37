"""What REST tells of issues, comments, labels and pull requests, in the shapes of GitHub's OpenAPI description."""

import zlib
from typing import Any

from support.github import branches
from support.github.fields import Asking
from support.github.rest_shapes import repository_within, simple_account
from support.github.telling import THINGS, fact, number, url
from support.github.world import Account, Repository, Thing

_NONE: Any = None
"""No question of GraphQL: these fields need none."""


def _say(asking: Asking, thing: Thing, name: str) -> Any:
    return THINGS[name](asking, thing, _NONE, {})


def _person(one: Account | None, base: str) -> dict[str, Any] | None:
    return simple_account(one, base) if one else None


def label_told(of: Repository, name: str, base: str) -> dict[str, Any]:
    """A label of a repository."""
    looks = of.colours.get(name, {})
    return {
        "id": 1 + zlib.crc32(f"{of.number} {name}".encode()),
        "node_id": f"LA_{of.number}_{zlib.crc32(name.encode())}",
        "url": f"{base}/repos/{of.full_name}/labels/{name}",
        "name": name,
        "color": looks.get("color", "ededed"),
        "description": looks.get("description"),
        "default": False,
    }


def _written(asking: Asking, thing: Thing, base: str) -> dict[str, Any]:
    """What issues and pull requests have in common."""
    here = f"{base}/repos/{thing.repository.full_name}/issues/{thing.facts['number']}"
    people = [simple_account(one, base) for one in thing.facts["assignees"] if one]
    return {
        "id": number(thing),
        "node_id": thing.id,
        "html_url": url(thing),
        "comments_url": f"{here}/comments",
        "number": thing.facts["number"],
        "state": "open" if _say(asking, thing, "state") == "OPEN" else "closed",
        "title": fact(asking, thing, "title"),
        "body": fact(asking, thing, "body"),
        "user": _person(asking.view.person(thing.by), base),
        "labels": [label_told(thing.repository, name, base) for name in thing.facts.get("labels", ())],
        "assignee": people[0] if people else None,
        "assignees": people,
        "milestone": None,
        "locked": bool(fact(asking, thing, "locked")),
        "author_association": _say(asking, thing, "authorAssociation"),
        "created_at": thing.at,
        "updated_at": asking.view.updated(thing),
        "closed_at": _say(asking, thing, "closedAt"),
    }


def issue_told(asking: Asking, thing: Thing, base: str) -> dict[str, Any]:
    """An issue, or a pull request told as one."""
    repository = f"{base}/repos/{thing.repository.full_name}"
    here = f"{repository}/issues/{thing.facts['number']}"
    told = {
        **_written(asking, thing, base),
        "url": here,
        "repository_url": repository,
        "labels_url": f"{here}/labels{{/name}}",
        "events_url": f"{here}/events",
        "comments": len(asking.view.parts(thing, "comments")),
    }
    if thing.kind == "Issue":
        reason = _say(asking, thing, "stateReason")
        return {**told, "state_reason": reason and reason.lower()}
    pull = {"url": f"{repository}/pulls/{thing.facts['number']}", "html_url": url(thing)}
    pull |= {"diff_url": f"{url(thing)}.diff", "patch_url": f"{url(thing)}.patch"}
    pull["merged_at"] = _say(asking, thing, "mergedAt")
    return {**told, "draft": _say(asking, thing, "isDraft"), "pull_request": pull}


def comment_told(asking: Asking, thing: Thing, base: str) -> dict[str, Any]:
    """What somebody said below an issue or a pull request."""
    repository, whole = f"{base}/repos/{thing.repository.full_name}", thing.of
    assert isinstance(whole, Thing)
    return {
        "id": number(thing),
        "node_id": thing.id,
        "url": f"{repository}/issues/comments/{number(thing)}",
        "html_url": f"{url(whole)}#issuecomment-{number(thing)}",
        "issue_url": f"{repository}/issues/{whole.facts['number']}",
        "user": _person(asking.view.person(thing.by), base),
        "body": fact(asking, thing, "body"),
        "created_at": thing.at,
        "updated_at": asking.view.updated(thing),
        "author_association": _say(asking, thing, "authorAssociation"),
    }


def _end(asking: Asking, of: Repository | None, ref: str, sha: str, base: str) -> dict[str, Any]:
    """One end of a pull request: its branch, and the repository that has it."""
    return {
        "label": f"{of.owner.login}:{ref}" if of else f"unknown repository:{ref}",
        "ref": ref,
        "sha": sha,
        "user": _person(of.owner if of else None, base),
        "repo": repository_within(asking.view, of, base) if of else None,
    }


def pull_told(asking: Asking, thing: Thing, base: str, whole: bool) -> dict[str, Any]:
    """A pull request: `whole` where it is asked for by itself, else as lists tell it."""
    of = thing.repository
    here = f"{base}/repos/{of.full_name}/pulls/{thing.facts['number']}"
    issue = f"{base}/repos/{of.full_name}/issues/{thing.facts['number']}"
    sha = branches.head(thing)
    addresses = {
        "self": here,
        "html": url(thing),
        "issue": issue,
        "comments": f"{issue}/comments",
        "review_comments": f"{here}/comments",
        "review_comment": f"{base}/repos/{of.full_name}/pulls/comments{{/number}}",
        "commits": f"{here}/commits",
        "statuses": f"{base}/repos/{of.full_name}/statuses/{sha}",
    }
    merged = _say(asking, thing, "mergedAt")
    named = ("issue", "review_comments", "review_comment", "commits", "statuses")
    told = {
        **_written(asking, thing, base),
        **{f"{name}_url": addresses[name] for name in named},
        "url": here,
        "diff_url": f"{url(thing)}.diff",
        "patch_url": f"{url(thing)}.patch",
        "draft": _say(asking, thing, "isDraft"),
        "merged_at": merged,
        "merge_commit_sha": thing.facts.get("mergeOid"),
        "auto_merge": None,
        "requested_reviewers": [],
        "requested_teams": [],
        "head": _end(asking, branches.home(thing), fact(asking, thing, "headRefName"), sha, base),
        "base": _end(asking, of, fact(asking, thing, "baseRefName"), branches.base(thing), base),
        "_links": {name: {"href": address} for name, address in addresses.items()},
    }
    if not whole:
        return told
    return {
        **told,
        "merged": merged is not None,
        "merged_by": _person(_say(asking, thing, "mergedBy"), base),
        "mergeable": None if merged else True,
        "mergeable_state": "unknown" if merged else "clean",
        "rebaseable": None,
        "maintainer_can_modify": False,
        "comments": len(asking.view.parts(thing, "comments")),
        "review_comments": 0,
        "commits": 1,
        "additions": fact(asking, thing, "additions"),
        "deletions": fact(asking, thing, "deletions"),
        "changed_files": fact(asking, thing, "changedFiles"),
    }
