"""What goes wrong on request: a test says what, and at which question.

    github.faults.append(gateway_timeout(above=25))
    github.faults.append(rate_limited(when=When(query="Issues", request=2)))

A fault holds for `times` requests that it fits, or for all of them with `times=None`.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

DOCUMENTS = "https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api"
_BARE = 4
"""An id, a number and two times are that many keys."""

_WRONG = (
    "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug"
)


@dataclass(frozen=True)
class Reply:
    """What the server answers. A body of None ends the connection with nothing said."""

    status: int
    body: bytes | None
    headers: Mapping[str, str]


@dataclass(frozen=True)
class When:
    """Which requests: the n-th, those of a query or route, of a repository, with a page larger than `above`, or by an
    `id`.
    """

    request: int | None = None
    query: str | None = None
    repository: str | None = None
    above: int | None = None
    kind: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class Question:
    """What a fault is fitted to: the request's number since the test began, counted from 1, and what it asks."""

    number: int
    kind: str
    name: str
    repositories: Sequence[str]
    page: int
    ids: Sequence[str] = ()


@dataclass
class Fault:
    """`instead` is what is answered; `on` changes an answer that was made; `spends` empties the hour's budget."""

    instead: Reply | None = None
    on: Callable[[dict[str, Any]], dict[str, Any] | Reply] | None = None
    when: When = When()
    times: int | None = 1
    spends: bool = False

    def fits(self, question: Question) -> bool:
        when = self.when
        return (
            self.times != 0
            and (when.request is None or when.request == question.number)
            and (when.query is None or when.query == question.name)
            and (when.repository is None or when.repository.lower() in map(str.lower, question.repositories))
            and (when.above is None or question.page > when.above)
            and (when.kind is None or when.kind == question.kind)
            and (when.id is None or when.id in question.ids)
        )

    def used(self) -> None:
        if self.times is not None:
            self.times -= 1


def answer(status: int, body: Any, when: When = When(), times: int | None = 1, **headers: str) -> Fault:
    """Any answer at all; `retry_after="30"` is the header Retry-After."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fault(
        Reply(status, body if isinstance(body, bytes) else json.dumps(body).encode(), named), None, when, times
    )


def gateway_timeout(
    above: int | None = None, status: int = 502, when: When = When(), times: int | None = None
) -> Fault:
    """What takes over ten seconds: questions with a page larger than `above`; those without one count as 0."""
    if status == 504:
        said: Any = {
            "message": "We couldn't respond to your request in time. Sorry about that. Please try resubmitting."
        }
    else:
        said = {"data": None, "errors": [{"message": f"{_WRONG}. Please include `0:1:2` when reporting this issue."}]}
    return answer(status, said, when if above is None else replace(when, above=above), times)


def too_heavy(*ids: str, status: int = 502) -> Fault:
    """Whatever tells more of one of these than which it is takes over ten seconds, however little is asked at once."""
    reply = gateway_timeout(status=status).instead
    assert reply is not None

    def on(told: dict[str, Any]) -> dict[str, Any] | Reply:
        return reply if any(one.get("id") in ids and len(one) > _BARE for one in _objects(told)) else told

    return Fault(None, on, times=None)


def secondary_limit(
    retry_after: int | None = 60, when: When = When(), times: int | None = 1, status: int = 403
) -> Fault:
    """Too much at once: status 403, 429 or 200, with the seconds to wait, or without."""
    said = {
        "documentation_url": f"{DOCUMENTS}#secondary-rate-limits",
        "message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    }
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return answer(status, said, when, times, **headers)


def exhausted(kind: str = "RATE_LIMIT") -> dict[str, Any]:
    """What GitHub says, with status 200, to who has no points left. Older documents call the type RATE_LIMITED."""
    error = {"type": kind, "code": "graphql_rate_limit", "message": "API rate limit already exceeded for user ID 1."}
    return {"errors": [error if kind == "RATE_LIMIT" else {"type": kind, "message": error["message"]}]}


def rate_limited(when: When = When(), times: int | None = 1, kind: str = "RATE_LIMIT") -> Fault:
    """The hour's points are gone, whoever spent them."""
    fault = answer(200, exhausted(kind), when, times)
    fault.spends = True
    return fault


def partial(
    path: Sequence[str | int], kind: str = "FORBIDDEN", message: str = "", when: When = When(), times: int | None = 1
) -> Fault:
    """An answer that lacks what is at `path`, and says so; one that has nothing there stays as it is."""
    words = message or ("Resource not accessible by integration" if kind == "FORBIDDEN" else f"{kind} at {path[-1]}")

    def without(told: dict[str, Any]) -> dict[str, Any]:
        holder: Any = told.get("data")
        for step in path[:-1]:
            holder = _at(holder, step)
        if _at(holder, path[-1]) is None:
            return told
        holder[path[-1]] = None
        error = {"type": kind, "path": list(path), "locations": [{"line": 1, "column": 1}], "message": words}
        return {**told, "errors": [*told.get("errors", ()), error]}

    return Fault(None, without, when, times)


def resource_limits(above: int, times: int | None = None, when: When = When()) -> Fault:
    """Too much asked at once: some of the data, and an error without a path, for pages larger than `above`."""

    def cut_short(told: dict[str, Any]) -> dict[str, Any]:
        error = {"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Resource limits for this query exceeded."}
        return {**told, "data": _halved(told.get("data")), "errors": [error]}

    return Fault(None, cut_short, replace(when, above=above), times)


def cut(when: When = When(), times: int | None = 1) -> Fault:
    """The connection ends before an answer."""
    return Fault(Reply(0, None, {}), None, when, times)


def bad_json(when: When = When(), times: int | None = 1) -> Fault:
    """An answer that breaks off in the middle of a word."""
    return answer(200, b'{"data": {"repository": {"disc', when, times)


def accepted(when: When = When(), times: int | None = 1) -> Fault:
    """Status 202: it is still being worked out (REST's statistics, above all)."""
    return answer(202, {}, when, times)


def _objects(told: Any) -> Iterator[dict[str, Any]]:
    """Every object in an answer."""
    if isinstance(told, dict):
        yield told
        told = list(told.values())
    for one in told if isinstance(told, list) else ():
        yield from _objects(one)


def _at(holder: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return holder[step] if isinstance(holder, list) and step < len(holder) else None
    return holder.get(step) if isinstance(holder, dict) else None


def _halved(told: Any) -> Any:
    """What is left where an answer was cut short: of every list of nodes, null in place of the second half."""
    if isinstance(told, dict):
        return {
            name: [*value[: len(value) // 2], *([None] * (len(value) - len(value) // 2))]
            if name == "nodes" and isinstance(value, list)
            else _halved(value)
            for name, value in told.items()
        }
    return told
