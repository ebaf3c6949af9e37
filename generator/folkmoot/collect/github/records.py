"""What GitHub tells, as records of the archive: who, what kind and when; of what was said, the titles alone."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from folkmoot.collect.github.session import Told
from folkmoot.model.conversation import Comment, Discussion, Issue, IssueComment, PullRequest, Release, Review
from folkmoot.text import excerpt, one_line

_TITLE = 300
_LATER = attrgetter("created", "id")


class Who(NamedTuple):
    """An account: its login and number, and whether a program has it; ("", 0, False) stands for a deleted one."""

    login: str
    number: int
    is_bot: bool


def who(told: Told | None) -> Who:
    """Whom GitHub names as an author; it names nobody for an account that was deleted."""
    if told is None:
        return Who("", 0, False)
    is_bot = told["__typename"] == "Bot" or told["login"].lower().endswith("[bot]")
    return Who(told["login"], told.get("databaseId") or 0, is_bot)


def discussion_of(source: str, node: Told) -> Discussion:
    """A discussion whose comments hold their replies, all of them."""
    comments = []
    for one in node["comments"]["nodes"]:
        comments.append(_comment(one))
        comments += [_comment(reply, one["id"]) for reply in one["replies"]["nodes"]]
    return Discussion(
        source,
        node["id"],
        node["number"],
        node["url"],
        _title(node["title"]),
        one_line(node["category"]["name"]),
        node["category"]["isAnswerable"],
        *who(node["author"]),
        published=node["createdAt"],
        updated=node["updatedAt"],
        closed=node["closedAt"] or "",
        answered=node["answerChosenAt"] or "",
        reactions=node["reactions"]["totalCount"],
        comments=tuple(sorted(comments, key=_LATER)),
    )


def issue_of(source: str, node: Told) -> Issue:
    """An issue with all its comments."""
    return Issue(
        source,
        node["id"],
        node["number"],
        node["url"],
        _title(node["title"]),
        *who(node["author"]),
        published=node["createdAt"],
        updated=node["updatedAt"],
        closed=node["closedAt"] or "",
        reason=(node["stateReason"] or "").lower() if node["closedAt"] else "",
        reactions=node["reactions"]["totalCount"],
        comments=_issue_comments(node["comments"]["nodes"]),
    )


def pull_of(source: str, node: Told) -> PullRequest:
    """A pull request with all its comments and reviews; a review that is not handed in yet is nobody's business."""
    return PullRequest(
        source,
        node["id"],
        node["number"],
        node["url"],
        _title(node["title"]),
        *who(node["author"]),
        published=node["createdAt"],
        updated=node["updatedAt"],
        closed=node["closedAt"] or "",
        merged=node["mergedAt"] or "",
        draft=node["isDraft"],
        reactions=node["reactions"]["totalCount"],
        comments=_issue_comments(node["comments"]["nodes"]),
        reviews=tuple(sorted(_reviews((node["reviews"] or {"nodes": ()})["nodes"]), key=_LATER)),
    )


def release_of(source: str, node: Told) -> Release | None:
    """A release, or None for one that is not published yet."""
    if node["isDraft"] or not node["publishedAt"]:
        return None
    login, number, _ = who(node["author"])
    return Release(
        source,
        node["id"],
        node["url"],
        _title(node["name"] or node["tagName"]),
        one_line(node["tagName"]),
        login,
        number,
        published=node["publishedAt"],
        updated=node["updatedAt"],
        preview=node["isPrerelease"],
    )


def _issue_comments(nodes: Iterable[Told]) -> tuple[IssueComment, ...]:
    comments = (IssueComment(node["id"], *who(node["author"]), node["createdAt"]) for node in nodes)
    return tuple(sorted(comments, key=_LATER))


def _comment(node: Told, reply_to: str = "") -> Comment:
    reactions = node["reactions"]["totalCount"] if "reactions" in node else 0
    return Comment(node["id"], *who(node["author"]), node["createdAt"], node["isAnswer"], reply_to, reactions)


def _reviews(nodes: Iterable[Told]) -> list[Review]:
    return [
        Review(node["id"], *who(node["author"]), node["submittedAt"], node["state"].lower())
        for node in nodes
        if node["submittedAt"] and node["state"] != "PENDING"
    ]


def _title(said: str) -> str:
    return excerpt(one_line(said), _TITLE)
