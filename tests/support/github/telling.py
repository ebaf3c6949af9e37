"""What GraphQL is told of accounts and of things: a function for each field that follows from a scenario.

What no function and no scenario tells is an error in so many words, never a silent null.
"""

import zlib
from typing import Any

from support.github.fields import WEB, Asking, Field, paged, told
from support.github.paging import Info, NotTold, connection
from support.github.timeline import events, participants, reply_to, threads
from support.github.world import Account, Category, Repository, Thing, View

_ADDRESSES = {"Discussion": "discussions", "Issue": "issues", "PullRequest": "pull"}
_GROUPS = "THUMBS_UP THUMBS_DOWN LAUGH HOORAY CONFUSED HEART ROCKET EYES".split()


def _part(name: str) -> Field:
    def page(asking: Asking, thing: Thing, info: Info, args: dict[str, Any]) -> dict[str, Any]:
        view, order = asking.view, args.get("orderBy") or {"field": "CREATED_AT", "direction": "ASC"}
        by = order["field"]
        parts = sorted(view.parts(thing, name), key=lambda part: view.place(part, by))
        down = order["direction"] == "DESC"
        return connection(info, parts, args, lambda part: view.place(part, by), down, {"orderBy"})

    return page


def _happened(moment: str) -> Field:
    return told(lambda asking, thing: asking.view.happened(thing, moment))


def _closed(view: View, thing: Thing) -> bool:
    return _closed_at(view, thing) is not None


def _closed_at(view: View, thing: Thing) -> str | None:
    """When it was closed; None where it was opened again. Merging closes too."""
    closed, reopened = view.happened(thing, "closed"), view.happened(thing, "reopened")
    merged = view.happened(thing, "merged")
    return merged or (None if closed and reopened and reopened > closed else closed)


def _state(asking: Asking, thing: Thing) -> str:
    if thing.kind == "PullRequestReview":
        return str(thing.facts.get("state", "COMMENTED"))
    if asking.view.happened(thing, "merged"):
        return "MERGED"
    return "CLOSED" if _closed(asking.view, thing) else "OPEN"


def _reason(asking: Asking, thing: Thing) -> str | None:
    if not _closed(asking.view, thing):
        return "REOPENED" if asking.view.happened(thing, "reopened") else None
    return str(thing.facts.get("stateReason", "COMPLETED" if thing.kind == "Issue" else "RESOLVED"))


def url(thing: Thing) -> str:
    """Its address on GitHub's site."""
    whole, path = thing, ""
    while isinstance(whole.of, Thing):
        whole = whole.of
    base = f"{WEB}/{thing.repository.full_name}"
    if whole.kind == "Release":
        return f"{base}/releases/tag/{whole.facts.get('tagName')}"
    if whole.kind == "Commit":
        return f"{base}/commit/{oid(whole)}"
    path = f"{base}/{_ADDRESSES[whole.kind]}/{whole.facts['number']}"
    return path if whole is thing else f"{path}#{thing.kind.lower()}-{number(thing)}"


def number(thing: Thing) -> int:
    """The number that REST knows it by."""
    return 1 + zlib.crc32(thing.id.encode()) % 2_000_000_000


def oid(commit: Thing) -> str:
    """A commit's hash: the scenario's, or one made of its id."""
    return str(commit.facts.get("oid") or f"{zlib.crc32(commit.id.encode()):08x}" * 5)


def _answer(asking: Asking, discussion: Thing) -> Thing | None:
    said = asking.view.parts(discussion, "comments")
    everything = [*said, *(reply for one in said for reply in asking.view.parts(one, "replies"))]
    return next((one for one in everything if asking.view.happened(one, "answered")), None)


def _answered(asking: Asking, discussion: Thing) -> str | None:
    answer = _answer(asking, discussion)
    return asking.view.happened(answer, "answered") if answer else None


def _answered_by(asking: Asking, discussion: Thing) -> Account | None:
    answer = _answer(asking, discussion)
    return asking.view.person(answer.people.get("answerChosenBy", discussion.by)) if answer else None


def _categorised(asking: Asking, discussion: Thing) -> bool | None:
    category: Category = discussion.facts["category"]
    return _answer(asking, discussion) is not None if category.answerable else None


def _reactions(asking: Asking, thing: Thing) -> list[dict[str, Any]]:
    view = asking.view
    return [
        {
            "id": f"REA_{thing.id}_{rank}",
            "content": one.content,
            "createdAt": one.at,
            "user": user if (user := view.person(one.by)) and user.kind == "User" else None,
            "reactable": thing,
        }
        for rank, one in enumerate(thing.reactions)
        if one.at <= view.at
    ]


def _groups(asking: Asking, thing: Thing) -> list[dict[str, Any]]:
    given = _reactions(asking, thing)

    def group(content: str) -> dict[str, Any]:
        of_it = [one for one in given if one["content"] == content]
        who = [one["user"] for one in of_it]

        def page(info: Info, **args: Any) -> dict[str, Any]:
            return connection(info, who, args)

        first = of_it[0]["createdAt"] if of_it else None
        return {"content": content, "createdAt": first, "reactors": page, "users": page, "subject": thing}

    return [group(content) for content in _GROUPS]


def _labels(_: Asking, thing: Thing) -> list[dict[str, Any]]:
    return [label(thing.repository, name) for name in thing.facts.get("labels", ())]


def label(repository: Repository, name: str) -> dict[str, Any]:
    """A label as GraphQL is told of it."""
    identity = f"LA_{repository.number}_{zlib.crc32(name.encode())}"
    return {"__typename": "Label", "id": identity, "name": name, "color": "ededed", "description": None}


def _whole(_: Asking, thing: Thing) -> Thing | None:
    """The discussion, issue or pull request that a thing is below."""
    found: Any = thing
    while isinstance(found.of, Thing):
        found = found.of
    return None if found is thing else found


def _associated(_: Asking, thing: Thing) -> str:
    owner = thing.by is thing.repository.owner
    return str(thing.facts.get("authorAssociation", "OWNER" if owner else "NONE"))


THINGS: dict[str, Field] = {
    "id": told(lambda _, thing: thing.id),
    "databaseId": told(lambda _, thing: number(thing)),
    "fullDatabaseId": told(lambda _, thing: number(thing)),
    "url": told(lambda _, thing: url(thing)),
    "permalink": told(lambda _, thing: url(thing)),
    "resourcePath": told(lambda _, thing: url(thing).removeprefix(WEB)),
    "repository": told(lambda _, thing: thing.repository),
    "createdAt": told(lambda _, thing: thing.at),
    "publishedAt": told(lambda _, thing: thing.at),
    "submittedAt": told(lambda _, thing: thing.at),
    "updatedAt": told(lambda asking, thing: asking.view.updated(thing)),
    "lastEditedAt": _happened("edited"),
    "includesCreatedEdit": told(lambda asking, thing: asking.view.happened(thing, "edited") is not None),
    "mergedAt": _happened("merged"),
    "merged": told(lambda asking, thing: asking.view.happened(thing, "merged") is not None),
    "closedAt": told(lambda asking, thing: _closed_at(asking.view, thing)),
    "closed": told(lambda asking, thing: _closed(asking.view, thing)),
    "state": told(_state),
    "stateReason": told(_reason),
    "author": told(lambda asking, thing: asking.view.person(thing.by)),
    "editor": told(
        lambda asking, thing: asking.view.person(thing.by) if asking.view.happened(thing, "edited") else None
    ),
    "mergedBy": told(lambda asking, thing: asking.view.person(thing.people.get("mergedBy"))),
    "authorAssociation": told(_associated),
    "assignees": paged(lambda _, thing: thing.facts["assignees"]),
    "participants": paged(participants),
    "labels": paged(_labels),
    "reactions": paged(_reactions),
    "reactionGroups": told(_groups),
    "comments": _part("comments"),
    "replies": _part("replies"),
    "reviews": _part("reviews"),
    "reviewThreads": paged(threads),
    "timelineItems": events,
    "replyTo": told(reply_to),
    "discussion": told(_whole),
    "issue": told(_whole),
    "pullRequest": told(_whole),
    "pullRequestReview": told(lambda _, thing: thing.of),
    "answer": told(_answer),
    "answerChosenAt": told(_answered),
    "answerChosenBy": told(_answered_by),
    "isAnswered": told(_categorised),
    "isAnswer": told(lambda asking, thing: asking.view.happened(thing, "answered") is not None),
    "isMinimized": told(lambda _, thing: "minimizedReason" in thing.facts),
    "isDraft": told(
        lambda asking, thing: bool(thing.facts.get("isDraft")) and not asking.view.happened(thing, "ready")
    ),
}
"""The fields of everything that people write."""

OTHERWISE: dict[str, Any] = {
    **{"body": "", "upvoteCount": 0, "locked": False, "activeLockReason": None, "minimizedReason": None},
    **{"additions": 10, "deletions": 2, "changedFiles": 1, "isPrerelease": False, "createdViaEmail": False},
    **{
        "headRefName": "patch-1",
        "baseRefName": "main",
        "isCrossRepository": True,
        "deletedAt": None,
        "milestone": None,
    },
    **{"name": None, "poll": None, "viewerDidAuthor": False, "reviewDecision": None, "path": "README.md"},
}
"""What is told of things where a scenario does not."""


def _title(thing: Thing) -> str:
    return f"{'Question' if thing.kind == 'Discussion' else 'Change' if thing.kind == 'PullRequest' else 'Issue'}"


def fact(asking: Asking, thing: Thing, name: str) -> Any:
    """What a thing says in its own words."""
    try:
        return asking.view.fact(thing, name)
    except KeyError:
        if name == "title":
            return f"{_title(thing)} {thing.facts['number']}"
        if name in ("bodyText", "bodyHTML", "description"):
            return fact(asking, thing, "body")
        if name in OTHERWISE:
            return OTHERWISE[name]
        raise NotTold(f"the GitHub of the tests does not tell {thing.kind}.{name}") from None


ACCOUNTS: dict[str, Field] = {
    "id": told(lambda _, account: account.id),
    "databaseId": told(lambda _, account: account.number),
    "login": told(lambda _, account: account.short_login),
    "name": told(lambda _, account: account.name or None),
    "url": told(lambda _, account: f"{WEB}/{account.login}"),
    "resourcePath": told(lambda _, account: f"/{account.login}"),
    "avatarUrl": lambda _asking, account, _info, _args: f"https://avatars.githubusercontent.com/u/{account.number}?v=4",
    "email": told(lambda *_: ""),
}
"""The fields of accounts."""
