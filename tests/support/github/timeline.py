"""What follows from several things at once: who answered what, review threads, the timeline, who took part."""

from collections.abc import Iterator
from typing import Any

from support.github.fields import Asking
from support.github.paging import Info, NotTold, connection
from support.github.world import Account, Thing, View


def reply_to(asking: Asking, thing: Thing) -> Thing | None:
    """What a reply answers: a comment of a discussion, or an earlier comment of the same review."""
    if thing.kind == "DiscussionComment":
        return thing.of if isinstance(thing.of, Thing) and thing.of.kind == "DiscussionComment" else None
    said = thing.of.parts["comments"]
    return said[thing.facts["replyTo"]] if "replyTo" in thing.facts else None


def threads(asking: Asking, pull: Thing) -> list[dict[str, Any]]:
    """The review threads of a pull request: each remark that answers none, with those that answer it."""
    said = [one for review in asking.view.parts(pull, "reviews") for one in asking.view.parts(review, "comments")]

    def thread(root: Thing) -> dict[str, Any]:
        follow = [root, *(one for one in said if reply_to(asking, one) is root)]

        def page(info: Info, **args: Any) -> dict[str, Any]:
            return connection(info, follow, args)

        known = {"id": f"PRRT_{root.id}", "path": root.facts.get("path", "README.md"), "comments": page}
        return {"__typename": "PullRequestReviewThread", "isResolved": False, "isOutdated": False, **known}

    return [thread(one) for one in said if reply_to(asking, one) is None]


_EVENTS = {
    "ReadyForReviewEvent": ("ready", ""),
    "MergedEvent": ("merged", "mergedBy"),
    "ClosedEvent": ("closed", "closedBy"),
    "ReopenedEvent": ("reopened", ""),
}
_TYPES = {
    "READY_FOR_REVIEW_EVENT": "ReadyForReviewEvent",
    "MERGED_EVENT": "MergedEvent",
    "CLOSED_EVENT": "ClosedEvent",
    "REOPENED_EVENT": "ReopenedEvent",
    "ISSUE_COMMENT": "IssueComment",
    "PULL_REQUEST_REVIEW": "PullRequestReview",
}


def events(asking: Asking, thing: Thing, info: Info, args: dict[str, Any]) -> dict[str, Any]:
    """The timeline, as far as scenarios tell it: what happened to the whole, who did it, and comments and reviews."""
    view = asking.view
    asked = args.get("itemTypes") or _TYPES
    if unknown := set(asked) - set(_TYPES):
        raise NotTold(f"the GitHub of the tests has no {', '.join(sorted(unknown))} in its timelines")
    kinds = {_TYPES[one] for one in asked}
    rows: list[tuple[str, str, Any]] = [(one["createdAt"], one["__typename"], one) for one in _happenings(view, thing)]
    rows += [(one.at, one.kind, one) for name in ("comments", "reviews") for one in view.parts(thing, name)]
    shown = sorted((row for row in rows if row[1] in kinds), key=lambda row: row[0])
    return connection(info, [row[2] for row in shown], args, heeded={"itemTypes"})


def _happenings(view: View, thing: Thing) -> Iterator[dict[str, Any]]:
    for kind, (name, who) in _EVENTS.items():
        # Merging closes too, and GitHub tells both.
        when = view.happened(thing, name) or (view.happened(thing, "merged") if name == "closed" else None)
        if when:
            actor = view.person(thing.people.get(who, thing.people.get("mergedBy", thing.by)))
            yield {"__typename": kind, "id": f"{kind}_{thing.id}", "createdAt": when, "actor": actor}


def participants(asking: Asking, thing: Thing) -> list[Account]:
    """The people who wrote or said something, each once."""
    view = asking.view
    said = [*view.parts(thing, "comments"), *view.parts(thing, "reviews")]
    people = [view.person(one.by) for one in (thing, *said)]
    return list(dict.fromkeys(one for one in people if one is not None and one.kind == "User"))
