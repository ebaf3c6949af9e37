"""Asking GitHub how a repository is set: each answer, or in words why it could not be seen."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from folkmoot import __version__

if TYPE_CHECKING:
    from github import Github

_SECONDS = 20
_PAGE = 100
_MOST_PAGES = 20

_ASKED = {
    "repository": "",
    "pages": "/pages",
    "actions": "/actions/permissions",
    "rights": "/actions/permissions/workflow",
    "approval": "/actions/permissions/fork-pr-contributor-approval",
    "labels": "/labels",
    "workflows": "/actions/workflows",
    "branch": "/branches/{branch}",
    "rules": "/rules/branches/{branch}",
}
"""What is asked about a repository, by what it is called here: the path below /repos/OWNER/NAME.

Source: docs.github.com/rest.
"""

_LISTS = {"labels": "", "workflows": "workflows"}
"""Those that come in pages, with the key of the list in an answer that holds more."""


class Answer(NamedTuple):
    """What GitHub answered: an object or a list as it tells it, or None with its `status` and the `reason` in words.

    `status` is 0 where there was no answer at all; 404 may also mean that the token may not see what there is.
    """

    told: Any
    status: int = 200
    reason: str = ""


Settings = Mapping[str, Answer]
"""The answers by what they are about: the same words as in what is asked."""


def read_settings(repository: str, branch: str, token: str, base_url: str) -> Settings:
    """How the repository owner/name is set, as far as the token may see; `base_url` is that of the REST interface."""
    with _opened(token, base_url) as github:
        found: dict[str, Answer] = {}
        for name, path in _ASKED.items():
            address = f"/repos/{repository}{path.format(branch=branch)}"
            found[name] = _list(github, address, _LISTS[name]) if name in _LISTS else _answer(github, address)
            if name == "repository" and found[name].told is None:
                return found | dict.fromkeys(set(_ASKED) - {name}, found[name])
        return found


def read_repository(repository: str, token: str, base_url: str) -> Answer:
    """What GitHub says of one repository, owner/name."""
    with _opened(token, base_url) as github:
        return _answer(github, f"/repos/{repository}")


@contextmanager
def _opened(token: str, base_url: str) -> "Iterator[Github]":
    # Its import takes a second, and most commands ask nothing.
    from github import Auth, Github

    with Github(
        auth=Auth.Token(token) if token else None,
        base_url=base_url,
        user_agent=f"Folkmoot/{__version__}",
        timeout=_SECONDS,
        retry=None,
        seconds_between_requests=None,
        seconds_between_writes=None,
    ) as github:
        yield github


def _answer(github: "Github", path: str) -> Answer:
    from github import GithubException
    from requests import RequestException

    try:
        _, told = github.requester.requestJsonAndCheck("GET", path)
    except GithubException as error:
        return Answer(None, error.status, _in_words(error.status))
    except (RequestException, ValueError, AssertionError):
        return Answer(None, 0, "GitHub could not be reached")
    return Answer(told) if isinstance(told, dict | list) else Answer(None, 0, "GitHub answered what is not understood")


def _list(github: "Github", path: str, key: str) -> Answer:
    found: list[Any] = []
    for page in range(1, _MOST_PAGES + 1):
        answer = _answer(github, f"{path}?per_page={_PAGE}&page={page}")
        told = answer.told.get(key) if key and isinstance(answer.told, dict) else answer.told
        if not isinstance(told, list):
            return answer._replace(told=None)
        found += told
        if len(told) < _PAGE:
            break
    return Answer(found)


def _in_words(status: int) -> str:
    known = {
        401: "the token is not valid, or has expired",
        403: "the token may not see it",
        404: "there is none, or the token may not see it",
        429: "GitHub's limit of questions is used up",
    }
    return known.get(status, f"GitHub refused to answer ({status})")
