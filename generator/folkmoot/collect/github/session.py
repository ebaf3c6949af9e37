"""Asking GitHub: what a question costs, when to ask again, when to stop, and what refusals mean in words.

What GitHub's limits are and how it wants to be asked: docs.github.com, "Rate limits and query limits for the GraphQL
API".
"""

import datetime as dt
import time
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import chain, repeat
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from folkmoot import __version__
from folkmoot.collect.runtime import Over, RunTime
from folkmoot.text import one_line

if TYPE_CHECKING:
    from github import Github, GithubException

Told = dict[str, Any]
"""An object as GitHub tells it."""

_PAUSES = (1.0, 4.0, 15.0)
_LONGEST_PAUSE = 60.0
_SECONDARY_PAUSE = 60.0
"""GitHub's word for a limit that says nothing of how long: at least one minute."""

_BETWEEN = 1.0
"""The pause where only ever smaller pages are left to try."""

_SMALLEST_PAGE = 5
"""No page is begun smaller than this because others failed, or one bad moment would make all that follow dear."""

_IN_A_ROW = 10
"""So many questions that GitHub fails to answer, one after the other, are no fault of what was asked."""

_SECONDS = 20
_RESERVE = 0.1
"""So much of the points is left to whatever else uses the token in the same hour."""

_NOT_UNDERSTOOD = "GitHub answered in a form that is not understood"
_LIMITS = ("RATE_LIMIT", "RATE_LIMITED")
_SPENT = "GitHub's limit of questions is used up{until}; the next run goes on"


class Stopped(Exception):
    """GitHub gave no answer; `str(error)` says in words why. `is_ours`: it would refuse whatever else is asked, too."""

    def __init__(self, reason: str, *, is_ours: bool = False) -> None:
        super().__init__(reason)
        self.is_ours = is_ours


class Refused(Stopped):
    """GitHub would not answer this very question, whoever asks it."""


class Stumbled(Stopped):
    """GitHub failed at this very question, as often and as little as was asked; of others it may well tell."""


class Answer(NamedTuple):
    """What GitHub answered: `data`, and the paths in it that are null since nothing is there any more."""

    data: Told
    missing: frozenset[tuple[str | int, ...]] = frozenset()


class Cost(NamedTuple):
    """What was asked so far: points and questions, and of the points how many are left of how many, until when.

    `left` is -1 where GitHub did not say; `until` is UTC as 2026-05-14T17:00:00Z, or "".
    """

    points: int = 0
    questions: int = 0
    left: int = -1
    limit: int = 0
    until: str = ""

    def and_then(self, later: "Cost") -> "Cost":
        """What two sessions asked, one after the other."""
        last = later if later.left >= 0 else self
        return last._replace(points=self.points + later.points, questions=self.questions + later.questions)


class Session:
    """A run's questions to GitHub. Raises `Stopped` where there is no answer, and again for all that follows a limit,
    and `Over` where the run's time is up.

    `base_url` is the address of the REST interface; `wait` sleeps that many seconds.
    """

    def __init__(
        self, token: str, base_url: str, run: RunTime | None = None, wait: Callable[[float], object] = time.sleep
    ) -> None:
        self._token, self._base_url, self._wait = token, base_url, wait
        self.run = run or RunTime()
        self._github: Github | None = None
        self._smaller: dict[str, int] = {}
        self._stumbles = 0
        self._over: Stopped | None = None
        self.cost = Cost()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._github is not None:
            self._github.close()

    @property
    def is_short(self) -> bool:
        """Whether what can wait should: little is left of this hour's points."""
        return self._over is not None or 0 <= self.cost.left <= self.cost.limit * _RESERVE

    def ask(self, name: str, /, **variables: Any) -> Answer:
        """The answer to one of our queries; `first`, the size of a page, shrinks where GitHub takes too long for it.

        Raises `Stumbled` where it fails at a page of one, too.
        """
        from github import GithubException
        from requests import RequestException

        if self._over:
            raise self._over
        if "first" in variables:
            variables["first"] = min(variables["first"], self._smaller.get(name, variables["first"]))
        for attempt, pause in enumerate(chain(_PAUSES, repeat(_BETWEEN))):
            if self.run.is_over:
                raise Over
            try:
                told = self._answered(name, variables)
            except (GithubException, RequestException, ValueError) as error:
                needed = _pause(error) if isinstance(error, GithubException) else 0.0
                is_last = attempt >= len(_PAUSES) and not (_is_too_much(error) and variables.get("first", 1) > 1)
                if is_last or needed is None:
                    raise self._stopped(error) from error
                self._wait(self.run.longest(max(pause, needed)))
            else:
                self._stumbles = 0
                return told
            if "first" in variables:
                variables["first"] = max(1, variables["first"] // 2)
                self._smaller[name] = max(_SMALLEST_PAGE, variables["first"])
        raise AssertionError("the last attempt either answers or raises")

    def as_large_as_before(self, name: str) -> None:
        """Lets pages of a query begin large again: what was too much for GitHub is passed."""
        self._smaller.pop(name, None)

    def _answered(self, name: str, variables: Told) -> Answer:
        from github import GithubException

        try:
            _, told = self._opened().requester.graphql_query(query(name), variables)
        except GithubException as error:
            if not (isinstance(error.data, dict) and _is_partial(error.data)):
                self._count(error.data)
                raise
            told = error.data
        self._count(told)
        if not isinstance(told.get("data"), dict):
            raise Stopped(_NOT_UNDERSTOOD)
        lost = (one for one in told.get("errors", ()) if one.get("type") == "NOT_FOUND")
        return Answer(told["data"], frozenset(tuple(one.get("path") or ()) for one in lost))

    def _opened(self) -> "Github":
        # Its import takes a second, and most commands ask nothing.
        from github import Auth, Github

        if self._github is None:
            self._github = Github(
                auth=Auth.Token(self._token),
                base_url=self._base_url,
                user_agent=f"Folkmoot/{__version__}",
                timeout=_SECONDS,
                retry=None,
                seconds_between_requests=None,
                seconds_between_writes=None,
            )
        return self._github

    def _count(self, told: Any) -> None:
        data = told.get("data") if isinstance(told, dict) else None
        said = data.get("rateLimit") if isinstance(data, dict) else None
        self.cost = self.cost._replace(questions=self.cost.questions + 1)
        if isinstance(said, dict):
            points, left = self.cost.points + said["cost"], said["remaining"]
            self.cost = Cost(points, self.cost.questions, left, said["limit"], said["resetAt"])

    def _stopped(self, error: Exception) -> Stopped:
        from github import GithubException

        if isinstance(error, ValueError) and not isinstance(error, OSError):
            return Stopped(_NOT_UNDERSTOOD)  # JSON that breaks off in the middle
        if _is_too_much(error):
            return self._stumbled(error)
        if not isinstance(error, GithubException):
            return self._ended("GitHub could not be reached")
        if _is_limited(error):
            reset = (error.headers or {}).get("x-ratelimit-reset", "")
            return self._ended(_SPENT.format(until=_clock(reset)))
        if error.status == 401:
            return self._ended("GITHUB_TOKEN is not valid, or has expired")
        return _refusal(error)

    def _stumbled(self, error: Exception) -> Stopped:
        status = getattr(error, "status", None)
        reason = f"GitHub has an error of its own ({status})" if status else "GitHub did not answer in time"
        self._stumbles += 1
        return self._ended(f"{reason}, whatever it is asked") if self._stumbles >= _IN_A_ROW else Stumbled(reason)

    def _ended(self, reason: str) -> Stopped:
        self._over = Stopped(reason, is_ours=True)
        return self._over


@cache
def query(name: str) -> str:
    """A GraphQL query of ours with the fragments that it uses."""
    folder = files("folkmoot.collect.github") / "queries"
    text = (folder / f"{name}.graphql").read_text(encoding="utf-8")
    needed = [part for part in ("comment", "who") if f"...{part}" in text]
    if "comment" in needed and "who" not in needed:
        needed.append("who")
    return "\n".join([text, *((folder / f"_{part}.graphql").read_text(encoding="utf-8") for part in needed)])


def _is_partial(told: Told) -> bool:
    """Whether an answer with errors holds something all the same: what GitHub could tell besides."""
    data = told.get("data")
    kinds = {one.get("type") for one in told.get("errors", ()) if isinstance(one, dict)}
    if not isinstance(data, dict) or kinds - {"NOT_FOUND", "FORBIDDEN"}:
        return False
    return any(value is not None for key, value in data.items() if key != "rateLimit")


def _pause(error: "GithubException") -> float | None:
    """The seconds after which asking again may help, or None where it will not."""
    said = (error.headers or {}).get("retry-after", "")
    if said.isascii() and said.isdigit():
        return float(said) if float(said) <= _LONGEST_PAUSE else None
    if "secondary rate limit" in _message(error):
        return _SECONDARY_PAUSE
    return 0.0 if _is_too_much(error) else None


def _is_too_much(error: Exception) -> bool:
    """Whether GitHub failed at what it was asked, by a fault of its own or since it takes too long: less may do."""
    from github import GithubException
    from requests import ReadTimeout

    if not isinstance(error, GithubException):
        return isinstance(error, ReadTimeout)
    if _is_limited(error) or "retry-after" in (error.headers or {}):
        return False
    # GitHub tells of its own time-outs with a status of their own, or with 200 and these words.
    is_said = "something went wrong while executing" in _message(error)
    return is_said or "RESOURCE_LIMITS_EXCEEDED" in _kinds(error) or error.status in (500, 502, 503, 504)


def _is_limited(error: "GithubException") -> bool:
    return not _kinds(error).isdisjoint(_LIMITS) or "rate limit" in _message(error) or error.status == 429


def _kinds(error: "GithubException") -> set[str]:
    return {str(one.get("type")) for one in _errors(error)}


def _errors(error: "GithubException") -> list[Told]:
    told = error.data if isinstance(error.data, dict) else {}
    return [one for one in told.get("errors") or () if isinstance(one, dict)]


def _message(error: "GithubException") -> str:
    told = error.data if isinstance(error.data, dict) else {}
    said = [told.get("message"), *(one.get("message") for one in _errors(error))]
    return " ".join(str(one) for one in said if one).lower()


def _clock(reset: str) -> str:
    """Until when a limit lasts, in words, as far as GitHub tells it in seconds since 1970."""
    try:
        return f" until {dt.datetime.fromtimestamp(int(reset), dt.UTC):%H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return ""


def _refusal(error: "GithubException") -> Stopped:
    known = {403: "the token may not read it", 404: "does not exist, or the token may not read it"}
    if error.status in known:
        return Stopped(known[error.status])
    if error.status >= 500:
        return Stopped(f"GitHub has an error of its own ({error.status})")
    if "FORBIDDEN" in _kinds(error):
        return Stopped(known[403])
    messages = [one_line(str(one.get("message")))[:200] for one in _errors(error)]
    return Refused(f"GitHub refused to answer: {messages[0] if messages else error.status}")
