"""What REST tells of repositories, accounts and commits, in the shapes of GitHub's OpenAPI description."""

from typing import Any

from support.github.fields import WEB
from support.github.telling import oid
from support.github.world import Account, Repository, Thing, View

_BELOW_USER = {
    "followers_url": "followers",
    "following_url": "following{/other_user}",
    "gists_url": "gists{/gist_id}",
    "starred_url": "starred{/owner}{/repo}",
    "subscriptions_url": "subscriptions",
    "organizations_url": "orgs",
    "repos_url": "repos",
    "events_url": "events{/privacy}",
    "received_events_url": "received_events",
}
_BELOW_REPOSITORY = {
    "archive_url": "{archive_format}{/ref}",
    "assignees_url": "assignees{/user}",
    "blobs_url": "git/blobs{/sha}",
    "branches_url": "branches{/branch}",
    "collaborators_url": "collaborators{/collaborator}",
    "comments_url": "comments{/number}",
    "commits_url": "commits{/sha}",
    "compare_url": "compare/{base}...{head}",
    "contents_url": "contents/{+path}",
    "git_commits_url": "git/commits{/sha}",
    "git_refs_url": "git/refs{/sha}",
    "git_tags_url": "git/tags{/sha}",
    "issue_comment_url": "issues/comments{/number}",
    "issue_events_url": "issues/events{/number}",
    "issues_url": "issues{/number}",
    "keys_url": "keys{/key_id}",
    "labels_url": "labels{/name}",
    "milestones_url": "milestones{/number}",
    "notifications_url": "notifications{?since,all,participating}",
    "pulls_url": "pulls{/number}",
    "releases_url": "releases{/id}",
    "statuses_url": "statuses/{sha}",
    "trees_url": "git/trees{/sha}",
}
_PLAIN = "contributors deployments downloads events forks hooks languages merges stargazers subscribers tags teams"


def simple_account(one: Account, base: str) -> dict[str, Any]:
    """An account where it is told in passing."""
    below = {name: f"{base}/users/{one.login}/{end}" for name, end in _BELOW_USER.items()}
    return {
        "login": one.login,
        "id": one.number,
        "node_id": one.id,
        "avatar_url": f"https://avatars.githubusercontent.com/u/{one.number}?v=4",
        "gravatar_id": "",
        "url": f"{base}/users/{one.login}",
        "html_url": f"{WEB}/{one.login}",
        "type": "User" if one.kind == "EnterpriseUserAccount" else one.kind,
        "user_view_type": "public",
        "site_admin": False,
        **below,
    }


def whole_account(one: Account) -> dict[str, Any]:
    """What is told besides of an account that is asked for by itself; few show an address."""
    nothing = dict.fromkeys(("company", "location", "email", "hireable", "bio", "twitter_username"))
    counts = dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0)
    times = {"created_at": "2015-01-01T10:00:00Z", "updated_at": "2026-01-01T10:00:00Z"}
    return {"name": one.name or None, "blog": "", **nothing, **counts, **times}


def repository_told(view: View, of: Repository, base: str) -> dict[str, Any]:
    """A repository that is asked for by itself."""
    here, web = f"{base}/repos/{of.full_name}", f"{WEB}/{of.full_name}"
    pushed = view.parts(of, "commits")[-1].at if view.parts(of, "commits") else of.at
    opened = sum(view.happened(one, "closed") is None for one in view.parts(of, "issues"))
    addresses = {name: f"{here}/{end}" for name, end in _BELOW_REPOSITORY.items()}
    addresses |= {f"{name}_url": f"{here}/{name}" for name in (*_PLAIN.split(), "subscription")}
    counts = dict.fromkeys("forks forks_count stargazers_count watchers watchers_count size".split(), 0)
    return {
        **addresses,
        **counts,
        **dict.fromkeys(("homepage", "language", "mirror_url", "license")),
        "id": of.number,
        "node_id": of.id,
        "name": of.name,
        "full_name": of.full_name,
        "owner": simple_account(of.owner, base),
        "private": of.readers is not None,
        "visibility": "public" if of.readers is None else "private",
        "html_url": web,
        "description": of.facts["description"],
        "fork": of.facts["isFork"],
        "url": here,
        "git_url": f"git://github.com/{of.full_name}.git",
        "ssh_url": f"git@github.com:{of.full_name}.git",
        "clone_url": f"{web}.git",
        "svn_url": web,
        "default_branch": of.facts["branch"],
        "archived": of.facts["isArchived"],
        "disabled": False,
        "has_issues": "issues" not in of.without,
        "has_discussions": "discussions" not in of.without,
        "has_projects": True,
        "has_wiki": True,
        "has_pages": False,
        "open_issues": opened,
        "open_issues_count": opened,
        "network_count": 0,
        "subscribers_count": 0,
        "created_at": of.at,
        "updated_at": pushed,
        "pushed_at": pushed,
    }


def repository_within(view: View, of: Repository, base: str) -> dict[str, Any]:
    """A repository that is told with a pull request: without what is counted of it alone."""
    told = repository_told(view, of, base)
    del told["network_count"], told["subscribers_count"]
    return told | {"has_downloads": True}


def contributor_told(who: Account | str, name: str, number: int, base: str) -> dict[str, Any]:
    """Somebody who contributed: an account, or an address that belongs to none."""
    if isinstance(who, Account):
        return {**simple_account(who, base), "contributions": number}
    return {"type": "Anonymous", "email": who, "name": name, "contributions": number}


def commit_told(one: Thing, who: dict[str, Any], base: str) -> dict[str, Any]:
    """A commit in a list of them; `who` made it, as `committer` tells."""
    sha, full = oid(one), one.repository.full_name
    here = f"{base}/repos/{full}/commits/{sha}"
    account = simple_account(who["account"], base) if who["account"] else None
    signature = {"name": who["name"], "email": who["email"], "date": who["date"]}
    unsigned = {"verified": False, "reason": "unsigned", "signature": None, "payload": None, "verified_at": None}
    return {
        "sha": sha,
        "node_id": one.id,
        "url": here,
        "html_url": f"{WEB}/{full}/commit/{sha}",
        "comments_url": f"{here}/comments",
        "commit": {
            "author": signature,
            "committer": signature,
            "message": one.facts.get("message", "A change"),
            "comment_count": 0,
            "tree": {"sha": sha, "url": f"{base}/repos/{full}/git/trees/{sha}"},
            "url": f"{base}/repos/{full}/git/commits/{sha}",
            "verification": unsigned,
        },
        "author": account,
        "committer": account,
        "parents": [],
    }
