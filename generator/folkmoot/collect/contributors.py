"""Asking GitHub who contributed to a repository: logins alone, of people alone."""

from collections.abc import Iterator
from typing import Any

from folkmoot import __version__

_SECONDS = 20
_PAGE = 100
_MOST = 10_000


def read_contributors(repository: str, token: str, base_url: str) -> tuple[tuple[str, ...], str]:
    """The logins of a repository's contributors (owner/name), those with most commits first, and "" or why not.

    GitHub links the addresses of the first 500 authors to accounts alone (docs.github.com, "List repository
    contributors"); programs are left out. `base_url` is the address of its REST interface.
    """
    if not token:
        return (), "no GITHUB_TOKEN is set; without one GitHub answers few questions"
    from github import Auth, Github, GithubException
    from requests import RequestException

    with Github(
        auth=Auth.Token(token),
        base_url=base_url,
        user_agent=f"Folkmoot/{__version__}",
        timeout=_SECONDS,
        per_page=_PAGE,
        retry=None,
        lazy=True,
        seconds_between_requests=None,
        seconds_between_writes=None,
    ) as github:
        try:
            return tuple(_people(github.get_repo(repository).get_contributors())), ""
        except GithubException as error:
            return (), _in_words(error.status)
        except RequestException:
            return (), "GitHub could not be reached"
        except (KeyError, TypeError, AttributeError, ValueError, AssertionError) as error:
            return (), f"GitHub answered in a form that is not understood ({type(error).__name__})"


def _people(told: Any) -> Iterator[str]:
    for number, one in enumerate(told):
        if number >= _MOST:
            return
        if one.type == "User" and not one.login.lower().endswith("[bot]"):
            yield one.login


def _in_words(status: int) -> str:
    known = {
        401: "GITHUB_TOKEN is not valid, or has expired",
        403: "the token may not read it, or GitHub's limit of questions is used up",
        404: "it does not exist, or the token may not read it",
        429: "GitHub's limit of questions is used up",
    }
    return known.get(status, f"GitHub refused to answer ({status})")
