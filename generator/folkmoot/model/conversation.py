"""What people say and do in a repository at GitHub, as the archive keeps it: who, when and of what kind.

Times are UTC, written as 2026-05-14T17:00:00Z. Of what was said only the titles are kept. `author` is a login, or ""
for a deleted account, and `author_id` its number, or 0.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueComment:
    """A comment on an issue or a pull request."""

    id: str
    author: str
    author_id: int
    bot: bool
    created: str


@dataclass(frozen=True, slots=True)
class Comment(IssueComment):
    """A comment on a discussion, or a reply to one, which `reply_to` names by its id.

    `answer` says that it is the answer that the asker chose.
    """

    answer: bool
    reply_to: str
    reactions: int = 0


@dataclass(frozen=True, slots=True)
class Review(IssueComment):
    """A review of a pull request. `verdict` is approved, changes_requested, commented or dismissed."""

    verdict: str


@dataclass(frozen=True, slots=True)
class Discussion:
    """A GitHub Discussion with its comments in order of time."""

    source: str
    id: str
    number: int
    url: str
    title: str
    category: str
    answerable: bool
    author: str
    author_id: int
    bot: bool
    published: str
    updated: str
    closed: str
    answered: str
    reactions: int
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue with its comments in order of time. `reason` is why it was closed: completed, not_planned, duplicate."""

    source: str
    id: str
    number: int
    url: str
    title: str
    author: str
    author_id: int
    bot: bool
    published: str
    updated: str
    closed: str
    reason: str
    reactions: int
    comments: tuple[IssueComment, ...] = ()


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request with its comments and reviews in order of time.

    `closed` is when it was merged or turned down, and `merged` when it was merged, or "".
    """

    source: str
    id: str
    number: int
    url: str
    title: str
    author: str
    author_id: int
    bot: bool
    published: str
    updated: str
    closed: str
    merged: str
    draft: bool
    reactions: int
    comments: tuple[IssueComment, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a repository, by a person; GitHub does not tell which program makes one."""

    source: str
    id: str
    url: str
    title: str
    tag: str
    author: str
    author_id: int
    published: str
    updated: str
    preview: bool
