"""What GraphQL is asked first: repositories, nodes, accounts, commits, and what is left of the hour's points."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from support.github.fields import WEB, Asking, Field, paged, told
from support.github.paging import Info, NotTold, connection, refusal
from support.github.telling import ACCOUNTS, THINGS, fact, label, oid
from support.github.world import Account, Category, Repository, Thing


def _repository(asking: Asking, _of: Any, _info: Info, args: dict[str, Any]) -> Repository:
    owner, name = args["owner"], args["name"]
    found = asking.view.repository(owner, name, asking.token)
    renamed = found is not None and found.full_name.lower() != f"{owner}/{name}".lower()
    if found is None or (renamed and args.get("followRenames") is False):
        raise refusal(f"Could not resolve to a Repository with the name '{owner}/{name}'.", "NOT_FOUND")
    return found


def _node(asking: Asking, _of: Any, _info: Info, args: dict[str, Any]) -> Any:
    return _found(asking, args["id"])


def _nodes(asking: Asking, _of: Any, _info: Info, args: dict[str, Any]) -> list[Any]:
    def one(id: str) -> Any:  # noqa: A002
        try:
            return _found(asking, id)
        except Exception as error:  # noqa: BLE001 - given back, it is the error of this place in the list alone
            return error

    if len(args["ids"]) > 100:
        said = f"You may not provide more than 100 node ids; you provided {len(args['ids'])}."
        raise refusal(said, "ARGUMENT_LIMIT")
    return [one(id) for id in args["ids"]]  # noqa: A001


def _found(asking: Asking, id: str) -> Any:  # noqa: A002
    found = asking.view.node(id, asking.token)
    if found is None:
        raise refusal(f"Could not resolve to a node with the global id of '{id}'.", "NOT_FOUND")
    return found


def _account(*kinds: str) -> Field:
    def find(asking: Asking, _of: Any, _info: Info, args: dict[str, Any]) -> Account:
        found = asking.view.account(args["login"])
        if found is None or found.kind not in kinds:
            said = f"Could not resolve to {'an' if kinds[0][0] in 'AEIOU' else 'a'} {kinds[0]}"
            raise refusal(f"{said} with the login of '{args['login']}'.", "NOT_FOUND")
        return found

    return find


ROOT: dict[str, Field] = {
    "repository": _repository,
    "node": _node,
    "nodes": _nodes,
    "user": _account("User"),
    "organization": _account("Organization"),
    "repositoryOwner": _account("User", "Organization"),
    "rateLimit": lambda asking, _of, _info, _args: asking.limits,
    "viewer": lambda _asking, _of, _info, _args: Account("github-actions[bot]", 41_898_282, "Bot"),
}


_UNDERSTOOD = set("first last after before orderBy filterBy states since labels answered categoryId".split())


def _list(name: str) -> Field:
    """The discussions, issues, pull requests or releases of a repository."""

    def page(asking: Asking, of: Repository, info: Info, args: dict[str, Any]) -> dict[str, Any]:
        if name in of.hidden:
            raise refusal("Resource not accessible by integration", "FORBIDDEN")
        order = args.get("orderBy") or {"field": "CREATED_AT", "direction": "DESC" if name == "releases" else "ASC"}
        view, by = asking.view, order["field"]
        things = [] if name in of.without else view.ordered(of, name, by)
        things = _filtered(asking, things, args)
        down = order["direction"] == "DESC"
        return connection(info, things, args, lambda thing: view.place(thing, by), down, set(args))

    return page


def _filtered(asking: Asking, things: list[Thing], args: dict[str, Any]) -> list[Thing]:
    wanted: Mapping[str, Any] = {**args, **(args.get("filterBy") or {})}
    if unknown := {name for name, value in wanted.items() if value} - _UNDERSTOOD:
        raise NotTold(f"the GitHub of the tests does not filter by {', '.join(sorted(unknown))}")

    def kept(thing: Thing) -> bool:
        def say(name: str) -> Any:
            return THINGS[name](asking, thing, None, {})  # type: ignore[arg-type]

        return (
            (not wanted.get("states") or _state_of(thing, say) in wanted["states"])
            and (not wanted.get("since") or asking.view.updated(thing) >= wanted["since"])
            and (not wanted.get("labels") or not set(wanted["labels"]).isdisjoint(thing.facts.get("labels", ())))
            and (wanted.get("answered") is None or bool(say("isAnswered")) is wanted["answered"])
            and (wanted.get("categoryId") is None or thing.facts["category"].id == wanted["categoryId"])
        )

    return [thing for thing in things if kept(thing)]


def _state_of(thing: Thing, say: Any) -> str:
    return ("CLOSED" if say("closed") else "OPEN") if thing.kind == "Discussion" else say("state")


def _single(name: str, kind: str) -> Field:
    def find(asking: Asking, of: Repository, _info: Info, args: dict[str, Any]) -> Thing:
        for thing in asking.view.parts(of, name):
            if thing.facts["number"] == args["number"]:
                return thing
        raise refusal(f"Could not resolve to a {kind} with the number of {args['number']}.", "NOT_FOUND")

    return find


def commits(asking: Asking, of: Repository) -> list[Thing]:
    """A repository's commits, the newest first."""
    return asking.view.parts(of, "commits")[::-1]


def _branch(asking: Asking, of: Repository) -> dict[str, Any] | None:
    found = commits(asking, of)
    name = of.facts["branch"]
    return {"id": f"REF_{of.number}", "name": name, "prefix": "refs/heads/", "target": found[0]} if found else None


def _object(asking: Asking, of: Repository, _info: Info, args: dict[str, Any]) -> Thing | None:
    """A commit by its hash, or the newest by the branch's name."""
    wanted = args.get("oid") or args.get("expression") or ""
    found = commits(asking, of)
    if wanted in ("HEAD", of.facts["branch"]):
        return found[0] if found else None
    return next((one for one in found if len(wanted) >= 7 and oid(one).startswith(wanted)), None)


def _latest(asking: Asking, of: Repository) -> Thing | None:
    found = [one for one in asking.view.parts(of, "releases") if not one.facts.get("isDraft")]
    return found[-1] if found else None


def _feature(name: str) -> Field:
    return told(lambda _, of: name not in of.without)


def _pushed(asking: Asking, of: Repository) -> str:
    found = commits(asking, of)
    return found[0].at if found else of.at


REPOSITORIES: dict[str, Field] = {
    "id": told(lambda _, of: of.id),
    "databaseId": told(lambda _, of: of.number),
    "name": told(lambda _, of: of.name),
    "nameWithOwner": told(lambda _, of: of.full_name),
    "owner": told(lambda _, of: of.owner),
    "url": told(lambda _, of: f"{WEB}/{of.full_name}"),
    "description": told(lambda _, of: of.facts["description"]),
    "createdAt": told(lambda _, of: of.at),
    "updatedAt": told(_pushed),
    "pushedAt": told(_pushed),
    "isPrivate": told(lambda _, of: of.readers is not None),
    "visibility": told(lambda _, of: "PUBLIC" if of.readers is None else "PRIVATE"),
    "isArchived": told(lambda _, of: of.facts["isArchived"]),
    "isFork": told(lambda _, of: of.facts["isFork"]),
    "isEmpty": told(lambda asking, of: not commits(asking, of)),
    "hasDiscussionsEnabled": _feature("discussions"),
    "hasIssuesEnabled": _feature("issues"),
    "discussions": _list("discussions"),
    "issues": _list("issues"),
    "pullRequests": _list("pulls"),
    "releases": _list("releases"),
    "discussion": _single("discussions", "Discussion"),
    "issue": _single("issues", "Issue"),
    "pullRequest": _single("pulls", "PullRequest"),
    "latestRelease": told(_latest),
    "labels": paged(lambda _, of: [label(of, name) for name in of.labels]),
    "discussionCategories": paged(lambda _, of: of.categories),
    "defaultBranchRef": told(_branch),
    "object": _object,
}


def _history(asking: Asking, of: Thing, info: Info, args: dict[str, Any]) -> dict[str, Any]:
    since, until = args.pop("since", None) or "", args.pop("until", None) or "9999"
    found = [one for one in commits(asking, of.repository) if since <= one.at <= until and one.at <= of.at]
    return connection(info, found, args, heeded={"since", "until"})


def committer(asking: Asking, commit: Thing) -> dict[str, Any]:
    """Who made a commit, as git knows it, and the account if GitHub knows one with this address."""
    who = asking.view.person(commit.by)
    email = commit.facts.get("email") or (who.noreply if who else "somebody@example.org")
    owner = who if who and email in (*who.emails, who.noreply) and who.kind in ("User", "Bot") else None
    name = commit.facts.get("name") or (who.name or who.login if who else "Somebody")
    user = owner if owner and owner.kind == "User" else None
    return {"name": name, "email": email, "date": commit.at, "user": user, "account": owner}


def _helpers(asking: Asking, commit: Thing) -> Iterator[dict[str, Any]]:
    """The co-authors that a commit's last lines name."""
    accounts = {
        email.lower(): one for one in asking.view.world.accounts.values() for email in (*one.emails, one.noreply)
    }
    for name, email in re.findall(r"(?im)^co-authored-by: *(.*?) *<(.+)>$", str(commit.facts.get("message", ""))):
        owner = asking.view.person(accounts.get(email.lower()))
        user = owner if owner and owner.kind == "User" else None
        yield {"name": name, "email": email, "date": commit.at, "user": user}


COMMITS: dict[str, Field] = {
    "id": told(lambda _, commit: commit.id),
    "oid": told(lambda _, commit: oid(commit)),
    "abbreviatedOid": told(lambda _, commit: oid(commit)[:7]),
    "committedDate": told(lambda _, commit: commit.at),
    "authoredDate": told(lambda _, commit: commit.at),
    "message": told(lambda _, commit: commit.facts.get("message", "A change")),
    "messageHeadline": told(lambda _, commit: str(commit.facts.get("message", "A change")).partition("\n")[0]),
    "url": THINGS["url"],
    "repository": THINGS["repository"],
    "author": told(committer),
    "committer": told(committer),
    "authors": paged(lambda asking, commit: [committer(asking, commit), *_helpers(asking, commit)]),
    "history": _history,
}

_CATEGORIES = {"createdAt": "2024-01-01T10:00:00Z", "updatedAt": "2024-01-01T10:00:00Z", "description": None}


def resolve(of: Any, info: Info, **args: Any) -> Any:
    """What a field is, by what it is a field of: the resolver of every field of GitHub's schema."""
    asking: Asking = info.context
    name = info.field_name
    if isinstance(of, dict):
        if name not in of:
            raise NotTold(f"the GitHub of the tests does not tell {info.parent_type.name}.{name}")
        value = of[name]
        return value(info, **args) if callable(value) else value
    if isinstance(of, Thing):
        field = (COMMITS if of.kind == "Commit" else THINGS).get(name)
        return field(asking, of, info, args) if field else fact(asking, of, name)
    if isinstance(of, Category):
        return _category(of, name)
    fields = REPOSITORIES if isinstance(of, Repository) else ACCOUNTS if isinstance(of, Account) else ROOT
    if name not in fields:
        raise NotTold(f"the GitHub of the tests does not tell {info.parent_type.name}.{name}")
    return fields[name](asking, of, info, args)


def _category(of: Category, name: str) -> Any:
    own = {"id": of.id, "name": of.name, "slug": of.slug, "isAnswerable": of.answerable, "emoji": of.emoji}
    return {**_CATEGORIES, **own}[name]


def kind_of(value: Any, *_: Any) -> str:
    """The name of the schema's type that a value is of, where a field may be of several."""
    if isinstance(value, (Thing, Account)):
        return value.kind
    return str(value["__typename"]) if isinstance(value, dict) else type(value).__name__
