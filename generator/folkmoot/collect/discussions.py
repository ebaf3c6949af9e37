"""Collecting GitHub Discussions: who asked, who answered and when; of what was said only the titles are kept."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from folkmoot import __version__
from folkmoot.model.harvest import Comment, Discussion, Failure, Source
from folkmoot.text import excerpt, one_line

if TYPE_CHECKING:
    from github import Github, GithubException

_PAGE = 50
_SMALLEST_PAGE = 5
_PAUSES = (1.0, 4.0, 15.0)
_LONGEST_PAUSE = 60.0
_SECONDS = 20

_Answer = dict[str, Any]


class Discussed(NamedTuple):
    """The discussions of a repository; where `failure` says why reading stopped, those that were read before it."""

    source: Source
    discussions: tuple[Discussion, ...]
    failure: Failure | None


class _Stopped(Exception):
    """GitHub gave no answer; `str(error)` says in words why."""


def read_discussions(
    source: Source, token: str, base_url: str, wait: Callable[[float], object] = time.sleep
) -> Discussed:
    """All discussions of the repository `source.url` (owner/name), with all comments and replies.

    GitHub answers such questions with a token alone. `base_url` is the address of its REST interface. What is
    refused for a moment is asked again up to three times, in smaller pages; `wait` sleeps that many seconds.
    """
    if not token:
        reason = "no GITHUB_TOKEN is set; GitHub shows discussions to programs with a token alone"
        return Discussed(source, (), Failure(source, reason))
    from github import Auth, Github

    found: dict[str, Discussion] = {}
    agent = f"Folkmoot/{__version__}"
    with Github(
        auth=Auth.Token(token),
        base_url=base_url,
        user_agent=agent,
        timeout=_SECONDS,
        retry=None,
        seconds_between_requests=None,
        seconds_between_writes=None,
    ) as github:
        try:
            for node in _discussions(github, source.url, wait):
                comments = sorted(_comments(github, node, wait), key=lambda one: (one.created, one.id))
                found.setdefault(node["id"], _discussion(source, node, tuple(comments)))
        except _Stopped as error:
            return Discussed(source, tuple(found.values()), Failure(source, str(error)))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            reason = f"GitHub answered in a form that is not understood ({type(error).__name__})"
            return Discussed(source, tuple(found.values()), Failure(source, reason))
    return Discussed(source, tuple(found.values()), None)


def query(name: str) -> str:
    """A GraphQL query of ours with the fragments that it uses."""
    folder = files("folkmoot.collect") / "queries"
    return "\n".join((folder / f"{part}.graphql").read_text(encoding="utf-8") for part in (name, "fragments"))


def _discussions(github: "Github", name: str, wait: Callable[[float], object]) -> Iterator[_Answer]:
    owner, _, repository = name.partition("/")
    after: str | None = None
    while True:
        variables = {"owner": owner, "name": repository, "first": _PAGE, "after": after}
        told = _asked(github, query("discussions"), variables, wait)["repository"]
        if told is None:
            raise _Stopped("does not exist, or the token may not read it")
        if not told["hasDiscussionsEnabled"]:
            raise _Stopped("has no discussions; they are switched off in the repository's settings")
        yield from filter(None, told["discussions"]["nodes"])
        after = _next(told["discussions"])
        if after is None:
            return


def _comments(github: "Github", discussion: _Answer, wait: Callable[[float], object]) -> Iterator[Comment]:
    for node in _whole(github, discussion["id"], discussion["comments"], wait):
        yield _comment(node, "")
        for reply in _whole(github, node["id"], node["replies"], wait):
            yield _comment(reply, node["id"])


def _whole(github: "Github", of: str, first: _Answer, wait: Callable[[float], object]) -> Iterator[_Answer]:
    """The first page of comments or replies that came along, and all that follow it."""
    page = first
    while True:
        yield from filter(None, page["nodes"])
        after = _next(page)
        if after is None:
            return
        variables = {"id": of, "first": _PAGE, "after": after}
        told = _asked(github, query("more_comments"), variables, wait)["node"]
        if told is None:
            return  # deleted while we read
        page = told["page"]


def _next(page: _Answer) -> str | None:
    return page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None


def _discussion(source: Source, node: _Answer, comments: tuple[Comment, ...]) -> Discussion:
    login, number, bot = _author(node["author"])
    return Discussion(
        source=source.slug,
        id=node["id"],
        number=node["number"],
        url=node["url"],
        title=excerpt(one_line(node["title"]), 300),
        category=one_line(node["category"]["name"]),
        answerable=node["category"]["isAnswerable"],
        author=login,
        author_id=number,
        bot=bot,
        published=node["createdAt"],
        updated=node["updatedAt"],
        closed=node["closedAt"] or "",
        answered=node["answerChosenAt"] or "",
        reactions=node["reactions"]["totalCount"],
        comments=comments,
    )


def _comment(node: _Answer, reply_to: str) -> Comment:
    login, number, bot = _author(node["author"])
    return Comment(node["id"], login, number, bot, node["createdAt"], node["isAnswer"], reply_to)


def _author(told: _Answer | None) -> tuple[str, int, bool]:
    """Login, account id and whether it is a program; GitHub tells nobody for an account that was deleted."""
    if told is None:
        return "", 0, False
    bot = told["__typename"] == "Bot" or told["login"].lower().endswith("[bot]")
    return told["login"], told.get("databaseId") or 0, bot


def _asked(github: "Github", question: str, variables: _Answer, wait: Callable[[float], object]) -> _Answer:
    from github import GithubException
    from requests import RequestException

    variables = dict(variables)
    for pause in (*_PAUSES, None):
        try:
            _, told = github.requester.graphql_query(question, variables)
            return dict(told["data"])
        except GithubException as error:
            asked_pause = _pause(error)
            if pause is None or asked_pause is None:
                raise _Stopped(_in_words(error)) from error
            wait(max(pause, asked_pause))
        except RequestException as error:
            if pause is None:
                raise _Stopped("GitHub could not be reached") from error
            wait(pause)
        variables["first"] = max(_SMALLEST_PAGE, variables["first"] // 2)
    raise AssertionError("the last attempt either answers or raises")


def _pause(error: "GithubException") -> float | None:
    """The seconds after which asking again may help, or None where it will not."""
    said = (error.headers or {}).get("retry-after", "")
    if said.isdigit():
        return float(said) if float(said) <= _LONGEST_PAUSE else None
    if _limited(error):
        return None
    return 0.0 if error.status in (500, 502, 503, 504) else None


def _limited(error: "GithubException") -> bool:
    told = error.data if isinstance(error.data, dict) else {}
    kinds = {one.get("type") for one in told.get("errors", ()) if isinstance(one, dict)}
    words = str(told.get("message", "")).lower()
    return "RATE_LIMITED" in kinds or "rate limit" in words or error.status == 429


def _in_words(error: "GithubException") -> str:
    if _limited(error):
        reset = (error.headers or {}).get("x-ratelimit-reset", "")
        until = f" until {dt.datetime.fromtimestamp(int(reset), dt.UTC):%H:%M} UTC" if reset.isdigit() else ""
        return f"GitHub's limit of questions is used up{until}; the next run goes on"
    known = {
        401: "GITHUB_TOKEN is not valid, or has expired",
        403: "the token may not read its discussions",
        404: "does not exist, or the token may not read it",
    }
    if error.status in known:
        return known[error.status]
    if error.status >= 500:
        return f"GitHub has an error of its own ({error.status})"
    told = error.data if isinstance(error.data, dict) else {}
    messages = [str(one.get("message")) for one in told.get("errors", ()) if isinstance(one, dict)]
    return f"GitHub refused to answer: {one_line(messages[0])[:200] if messages else error.status}"
