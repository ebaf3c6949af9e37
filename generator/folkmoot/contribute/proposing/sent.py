"""What was sent: an issue as GitHub tells it, or a text: that of an issue alone, or a letter."""

import json
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from folkmoot.check import Actor
from folkmoot.errors import WrongUse
from folkmoot.model.member import Login

MOST_BYTES = 4_000_000
"""More than an event of GitHub's has."""

_LOGIN: TypeAdapter[str] = TypeAdapter(Login)


class Sent(NamedTuple):
    """The text of a proposal, who sent it where that is known, and the labels of the issue.

    `is_issue` where GitHub tells it, which puts nothing around what was answered; letters do.
    """

    text: str
    actor: Actor | None = None
    labels: tuple[str, ...] = ()
    is_issue: bool = False


def read_sent(content: bytes) -> Sent:
    """What is in the file that was named; raises `WrongUse` where that is neither text nor an issue.

    An issue is a JSON object: one of GitHub's events about an issue, or the issue itself.
    """
    if len(content) > MOST_BYTES:
        raise WrongUse("this is too long for an issue", f"send at most {MOST_BYTES:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse("this is no text in UTF-8", "send an issue as JSON, or plain text") from None
    if not text.lstrip().startswith("{"):
        return Sent(text)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongUse(
            "this begins like JSON, and is none", "send an issue as GitHub tells it, or plain text"
        ) from None
    issue = told.get("issue", told)
    if not isinstance(issue, dict) or "body" not in issue:
        raise WrongUse("this is JSON, and no issue", "send an event about an issue, or the issue: it has a body")
    body = issue["body"]
    labels = issue.get("labels")
    names = [one.get("name") if isinstance(one, dict) else one for one in labels] if isinstance(labels, list) else []
    return Sent(
        _whole(body) if isinstance(body, str) else "",
        _actor(issue.get("user")),
        tuple(_whole(name) for name in names if isinstance(name, str)),
        is_issue=True,
    )


def _whole(text: str) -> str:
    """The text with its letters whole: JSON can hold halves of them, and no file can."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _actor(user: Any) -> Actor | None:
    if not isinstance(user, dict):
        return None
    try:
        login = _LOGIN.validate_python(user.get("login"))
    except ValidationError:
        return None
    number = user.get("id")
    known = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**63
    return Actor(login, number if isinstance(number, int) and known else 0)
