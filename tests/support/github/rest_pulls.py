"""Pull requests, read and written by REST, and which of them a commit belongs to."""

from typing import Any

from support.github import branches
from support.github.asking import commits, committer
from support.github.rest_issues import added, edited, fits, numbered, reopened_or_closed
from support.github.rest_shapes import commit_told
from support.github.rest_talk_shapes import pull_told
from support.github.rest_visits import Route, Told, Visit, below_repository, invalid, paged, refusal
from support.github.telling import oid
from support.github.world import Repository, Thing


def _state(visit: Visit, thing: Thing) -> str:
    return str(pull_told(visit.asking, thing, visit.base, whole=False)["state"])


def _label(pull: Thing) -> str:
    """`owner:branch`, as GitHub calls a branch of whichever repository."""
    owner = str(pull.facts.get("headRepository", pull.repository.full_name)).partition("/")[0]
    return f"{owner}:{pull.facts.get('headRefName', 'patch-1')}"


def _pulls(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "pull-requests", "read")
    asked, found = visit.asked, visit.view.parts(of, "pulls")
    state = asked.get("state", "open")
    found = [
        one
        for one in found
        if state in (_state(visit, one), "all")
        and asked.get("head", _label(one)).lower() == _label(one).lower()
        and asked.get("base") in (None, one.facts.get("baseRefName", "main"))
    ]
    by = "UPDATED_AT" if asked.get("sort") == "updated" else "CREATED_AT"
    down = asked.get("direction", "asc" if "sort" in asked else "desc") == "desc"
    found.sort(key=lambda one: visit.view.place(one, by), reverse=down)
    return paged(visit, [pull_told(visit.asking, one, visit.base, whole=False) for one in found])


def _pull(visit: Visit, of: Repository, wanted: str) -> Told:
    visit.demand(of, "pull-requests", "read")
    return Told(200, pull_told(visit.asking, numbered(visit, of, wanted, "pulls"), visit.base, whole=True))


def _source(visit: Visit, of: Repository, named: str) -> tuple[Repository, str]:
    """The repository and the branch that `branch` or `owner:branch` names."""
    owner, _, branch = named.rpartition(":")
    if not owner or owner.lower() == of.owner.login.lower():
        return of, branch
    forks = [one for one in visit.view.world.repositories if one.owner.login.lower() == owner.lower()]
    if not forks:
        raise invalid("PullRequest", "head", code="invalid")
    return forks[0], branch


def _propose(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "pull-requests", "write", anybody=True)
    sent: dict[str, Any] = visit.sent
    allowed = of.settings.get("can_approve_pull_request_reviews", False)
    if visit.tokens[visit.token].permissions is not None and not allowed:
        raise refusal(403, "GitHub Actions is not permitted to create or approve pull requests.")
    fits("PullRequest", sent)
    source, branch = _source(visit, of, sent["head"])
    if of.git:
        older, newer = branches.sha(of, f"refs/heads/{sent['base']}"), branches.sha(source, f"refs/heads/{branch}")
        if not older or not newer:
            raise invalid("PullRequest", "head" if older else "base", code="invalid")
        if source is of and not branches.between(of, older, newer):
            raise invalid("PullRequest", "base", f"No commits between {sent['base']} and {branch}")
    for one in visit.view.parts(of, "pulls"):
        if _label(one).lower() == f"{source.owner.login}:{branch}".lower() and _state(visit, one) == "open":
            raise invalid("PullRequest", "head", f"A pull request already exists for {_label(one)}.")
    facts = {"title": sent.get("title") or branch, "body": sent.get("body") or "", "isDraft": bool(sent.get("draft"))}
    facts |= {"headRefName": branch, "baseRefName": sent["base"], "headRepository": source.full_name}
    made = added(visit, "PullRequest", of, "pulls", facts | {"forks": [source]})
    return Told(201, pull_told(visit.asking, made, visit.base, whole=True))


def _edit(visit: Visit, of: Repository, wanted: str) -> Told:
    visit.demand(of, "pull-requests", "write")
    found, sent = numbered(visit, of, wanted, "pulls"), visit.sent
    fits("PullRequest", sent)
    edited(visit, found, **{name: sent[name] or "" for name in ("title", "body") if name in sent})
    if sent.get("state") == "closed":
        found.facts |= {"headOid": branches.head(found), "baseOid": branches.base(found)}
    if sent.get("state"):
        reopened_or_closed(visit, found, sent["state"])
    if sent.get("base"):
        found.facts["baseRefName"] = sent["base"]
    return Told(200, pull_told(visit.asking, found, visit.base, whole=True))


def _commit_of(visit: Visit, of: Repository, wanted: str) -> Thing:
    """The commit of that name: of the scenario, or of the git behind the repository."""
    if of.git is None:
        for one in commits(visit.asking, of):
            if len(wanted) >= 7 and oid(one).startswith(wanted):
                return one
    elif sha := branches.sha(of, wanted) or _proposed(visit, of, wanted):
        name, email, message = branches.git(of.git, "log", "-1", "--format=%an%x00%ae%x00%B", sha).split("\0")
        when = branches.git(of.git, "log", "-1", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%ad", sha)
        facts = {"oid": sha, "name": name, "email": email, "message": message.strip()}
        return Thing("Commit", f"C_{of.number}_{sha}", 0, None, when, of, facts=facts)
    raise refusal(422, f"No commit found for SHA: {wanted}")


def _proposed(visit: Visit, of: Repository, wanted: str) -> str:
    """A commit that is there since somebody proposes it."""
    for one in visit.view.parts(of, "pulls"):
        if branches.head(one) == wanted and branches.home(one):
            branches.brought(one)
    return branches.sha(of, wanted)


def one_commit(visit: Visit, of: Repository, wanted: str) -> dict[str, Any]:
    """A commit that is asked for by any of its names."""
    found = _commit_of(visit, of, wanted)
    return commit_told(found, committer(visit.asking, found), visit.base)


def _commit(visit: Visit, of: Repository, wanted: str) -> Told:
    visit.demand(of, "contents", "read")
    return Told(200, one_commit(visit, of, wanted))


def _pulls_of_commit(visit: Visit, of: Repository, wanted: str) -> Told:
    visit.demand(of, "pull-requests", "read")
    sha = oid(_commit_of(visit, of, wanted)) if of.git else wanted
    found = [one for one in visit.view.parts(of, "pulls") if _has(of, one, sha)]
    return paged(visit, [pull_told(visit.asking, one, visit.base, whole=False) for one in found])


def _has(of: Repository, pull: Thing, sha: str) -> bool:
    if sha in (branches.head(pull), pull.facts.get("mergeOid")):
        return True
    known = of.git and branches.sha(of, branches.head(pull))
    return bool(known) and sha in branches.between(of, branches.base(pull), branches.head(pull))


def linked(repositories: list[Repository]) -> None:
    """Tells every pull request which repositories of the world it may come from."""
    for of in repositories:
        for pull in of.parts.get("pulls", ()):
            pull.facts["forks"] = repositories


ROUTES: list[Route] = [
    *below_repository("GET", "/pulls", _pulls),
    *below_repository("POST", "/pulls", _propose),
    *below_repository("GET", "/pulls/{pull_number}", _pull),
    *below_repository("PATCH", "/pulls/{pull_number}", _edit),
    *below_repository("GET", "/commits/{commit_sha}/pulls", _pulls_of_commit),
    *below_repository("GET", "/commits/{ref}", _commit),
]
