"""Scenarios: what a GitHub holds, as people write it in YAML or a test in a dict. docs/developer.md shows the form.

What is left out is filled in the same way every time: numbers in the order of writing, times a minute or an hour
apart, ids from names and numbers. A key that is not known is an error, so that a slip of the pen tests nothing else.
"""

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any

import yaml

from support.github.world import Account, Category, Reaction, Repository, Thing, World

SCENARIOS = Path(__file__).parent / "scenarios"
BEGINNING = "2026-05-01T10:00:00Z"
"""When things came that do not say when."""

_ACCOUNT = {"id", "kind", "name", "emails", "was", "deleted"}
_COMMON = {"by", "at", "id", "text", "edited", "before", "deleted", "reactions", "minimized", "association"}
_CLOSED = {"title", "number", "labels", "closed", "reopened", "reason", "locked", "comments", "lock"}
_KEYS = {
    "Discussion": _COMMON | _CLOSED | {"category", "upvotes"},
    "DiscussionComment": _COMMON | {"answer", "answer_by", "upvotes", "replies"},
    "Issue": _COMMON | _CLOSED | {"closed_by", "assignees"},
    "PullRequest": _COMMON
    | _CLOSED
    | {"closed_by", "assignees", "draft", "ready", "merged", "merged_by", "additions", "deletions", "files", "reviews"}
    | {"head", "base"},
    "IssueComment": _COMMON,
    "PullRequestReview": _COMMON | {"state", "comments"},
    "PullRequestReviewComment": _COMMON | {"path", "reply_to"},
    "Release": _COMMON | {"tag", "name", "prerelease", "draft"},
    "Commit": {"by", "at", "oid", "message", "name", "email", "committer"},
}
_REPOSITORY = {
    *("at", "id", "was", "private", "readers", "deleted", "without", "hidden", "archived", "fork", "description"),
    *("categories", "labels", "discussions", "issues", "pulls", "releases", "commits", "branch"),
    *("git", "roles", "settings"),
}
_LISTS = {
    "discussions": "Discussion",
    "issues": "Issue",
    "pulls": "PullRequest",
    "releases": "Release",
    "commits": "Commit",
}
_BELOW = {
    "Discussion": {"comments": "DiscussionComment"},
    "DiscussionComment": {"replies": "DiscussionComment"},
    "Issue": {"comments": "IssueComment"},
    "PullRequest": {"comments": "IssueComment", "reviews": "PullRequestReview"},
    "PullRequestReview": {"comments": "PullRequestReviewComment"},
}
_SHORT = {
    "Discussion": "D",
    "DiscussionComment": "DC",
    "Issue": "I",
    "PullRequest": "PR",
    "IssueComment": "IC",
    "PullRequestReview": "PRR",
    "PullRequestReviewComment": "PRRC",
    "Release": "RE",
    "Commit": "C",
}
_FACTS = {
    "title": "title",
    "text": "body",
    "upvotes": "upvoteCount",
    "state": "state",
    "path": "path",
    "tag": "tagName",
    "name": "name",
    "prerelease": "isPrerelease",
    "draft": "isDraft",
    "additions": "additions",
    "deletions": "deletions",
    "files": "changedFiles",
    "reason": "stateReason",
    "lock": "activeLockReason",
    "locked": "locked",
    "oid": "oid",
    "message": "message",
    "email": "email",
    "committer": "committer",
    "association": "authorAssociation",
    "labels": "labels",
    "minimized": "minimizedReason",
    "number": "number",
    "base": "baseRefName",
}
"""The scenario's words for what the schema calls otherwise."""

_MOMENTS = ("closed", "deleted", "edited", "merged", "ready", "reopened")
_CLOSING = {"merged_by": "mergedBy", "closed_by": "closedBy", "answer_by": "answerChosenBy"}


def read_scenario(told: str | Path | Mapping[str, Any]) -> World:
    """The world that a scenario tells: a dict, a path, or the name of a file beside this module, such as `sample`."""
    if isinstance(told, Mapping):
        return _World(told).world
    path = SCENARIOS / f"{told}.yml" if isinstance(told, str) else told
    return _World(yaml.safe_load(path.read_text(encoding="utf-8"))).world


def moment(told: object) -> str:
    """A time as GitHub writes it. A date alone is ten in the morning, UTC."""
    if isinstance(told, str) and len(told) == len(BEGINNING) and told.endswith("Z"):
        return told
    if isinstance(told, dt.datetime):
        told = told.isoformat()
    text = str(told).strip().replace(" ", "T")
    if len(text) == len("2026-05-01"):
        text += "T10:00:00"
    found = dt.datetime.fromisoformat(text)
    return stamp(found if found.tzinfo else found.replace(tzinfo=dt.UTC))


def _given(told: object, at: str) -> str:
    """When something happened; `true` is an hour after `at`."""
    return later(at, hours=1) if told is True else moment(told)


def stamp(when: dt.datetime) -> str:
    """A moment as GitHub writes it."""
    return f"{when.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def later(when: str, **by: int) -> str:
    """A time after another, by so many hours or minutes."""
    return stamp(dt.datetime.fromisoformat(when) + dt.timedelta(**by))


class _World:
    def __init__(self, told: Mapping[str, Any]) -> None:
        _known("scenario", told, {"at", "accounts", "repositories"})
        self.world = World(moment(told.get("at") or "2026-06-01T00:00:00Z"))
        for login, one in (told.get("accounts") or {}).items():
            self._account(login, one or {})
        for name, one in (told.get("repositories") or {}).items():
            self.world.repositories.append(self._repository(name, one or {}))

    def _account(self, login: str, told: Mapping[str, Any]) -> Account:
        _known(login, told, _ACCOUNT)
        kind = told.get("kind") or ("Bot" if login.endswith("[bot]") else "User")
        number = int(told.get("id") or 1 + zlib.crc32(login.encode()) % 100_000_000)
        deleted = moment(told["deleted"]) if told.get("deleted") else ""
        emails, was = tuple(told.get("emails") or ()), tuple(told.get("was") or ())
        account = Account(login, number, kind, told.get("name") or "", emails, was, deleted)
        self.world.accounts[login.lower()] = account
        return account

    def _who(self, login: str | None) -> Account | None:
        """The account of this login, which need not be told before; None stands for one that was deleted."""
        if login is None or login == "ghost":
            return None
        return self.world.accounts.get(login.lower()) or self._account(login, {})

    def _repository(self, full: str, told: Mapping[str, Any]) -> Repository:
        _known(full, told, _REPOSITORY)
        owner, _, name = full.partition("/")
        first = [*(told.get("was") or ()), full][0]
        repository = Repository(
            owner=self._who(owner) or self._account(owner, {}),
            name=name,
            number=int(told.get("id") or 1 + zlib.crc32(first.encode()) % 100_000_000),
            at=moment(told.get("at") or "2024-01-01"),
            was=tuple(told.get("was") or ()),
            readers=frozenset(told.get("readers") or ()) if told.get("private") else None,
            deleted=moment(told["deleted"]) if told.get("deleted") else "",
            without=frozenset(told.get("without") or ()),
            hidden=frozenset(told.get("hidden") or ()),
            facts={
                "isArchived": bool(told.get("archived")),
                "isFork": bool(told.get("fork")),
                "description": told.get("description"),
                "branch": told.get("branch") or "main",
            },
            git=Path(told["git"]) if told.get("git") else None,
            roles=dict(told.get("roles") or {}),
            settings=dict(told.get("settings") or {}),
        )
        repository.categories = list(
            _categories(repository, told.get("categories") or {"General": "", "Q&A": "answers"})
        )
        numbers = _free_numbers(one for name in ("discussions", "issues", "pulls") for one in told.get(name) or ())
        for name, kind in _LISTS.items():
            things = told.get(name) or ()
            repository.parts[name] = [
                self._thing(kind, one, rank, repository, numbers) for rank, one in enumerate(things)
            ]
        used = (
            label for things in repository.parts.values() for one in things for label in one.facts.get("labels", ())
        )
        repository.labels = list(dict.fromkeys([*(told.get("labels") or ()), *used]))
        return repository

    def _thing(
        self, kind: str, told: Mapping[str, Any], rank: int, of: Thing | Repository, numbers: Iterator[int]
    ) -> Thing:
        _known(kind, told, _KEYS[kind])
        numbered = kind in ("Discussion", "Issue", "PullRequest")
        facts = {_FACTS[key]: value for key, value in told.items() if key in _FACTS}
        if numbered:
            facts["number"] = int(told.get("number") or next(numbers))
        place = int(facts["number"]) if numbered else rank
        if "at" in told:
            at = moment(told["at"])
        else:
            at = later(of.at, hours=rank + 1) if isinstance(of, Thing) else later(BEGINNING, minutes=place)
        thing = Thing(
            kind=kind,
            id=str(told.get("id") or _id(kind, of, place)),
            rank=place,
            by=self._who(told.get("by")),
            at=at,
            of=of,
            moments={name: _given(told[name], at) for name in _MOMENTS if told.get(name)},
            facts=facts,
            before={_FACTS[key]: value for key, value in (told.get("before") or {}).items()},
            people={name: self._who(told[key]) for key, name in _CLOSING.items() if key in told},
            reactions=list(self._reactions(told.get("reactions") or (), at)),
        )
        if "head" in told:
            # `branch`, or `owner/name:branch` in a fork.
            where, _, thing.facts["headRefName"] = str(told["head"]).rpartition(":")
            thing.facts["headRepository"] = where or thing.repository.full_name
        thing.facts["assignees"] = [self._who(one) for one in told.get("assignees") or ()]
        if kind == "Discussion":
            thing.facts["category"] = _category(thing.repository, told.get("category"))
        if told.get("answer"):
            thing.moments["answered"] = _given(told["answer"], at)
        if "reply_to" in told:
            thing.facts["replyTo"] = int(told["reply_to"])
        for name, below in _BELOW.get(kind, {}).items():
            thing.parts[name] = [
                self._thing(below, one, n, thing, numbers) for n, one in enumerate(told.get(name) or ())
            ]
        return thing

    def _reactions(self, told: Any, at: str) -> Iterator[Reaction]:
        if isinstance(told, int):
            told = {"THUMBS_UP": [None] * told}
        for content, given in dict(told).items():
            for one in given:
                who = one if isinstance(one, Mapping) else {"by": one}
                yield Reaction(content, self._who(who["by"]), moment(who.get("at") or at))


def _categories(repository: Repository, told: Mapping[str, str | None]) -> Iterator[Category]:
    for rank, (name, answers) in enumerate(told.items()):
        slug = "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())
        yield Category(f"DIC_{repository.number}_{rank}", name, slug, bool(answers))


def _category(repository: Repository, name: str | None) -> Category:
    if name is None:
        return repository.categories[0]
    return next(one for one in repository.categories if one.name == name)


def _id(kind: str, of: Thing | Repository, place: object) -> str:
    number = f"{of.number}" if isinstance(of, Repository) else of.id.partition("_")[2] or of.id
    return f"{_SHORT[kind]}_{number}_{place}"


def _free_numbers(told: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """Numbers that no discussion, issue or pull request of the repository took: they share them at GitHub."""
    taken = {int(one["number"]) for one in told if one.get("number")}
    number = 0
    while True:
        number += 1
        if number not in taken:
            yield number


def _known(what: str, told: Mapping[str, Any], keys: Set[str]) -> None:
    if unknown := told.keys() - keys:
        raise ValueError(f"the scenario says of {what} what is not known: {', '.join(sorted(map(str, unknown)))}")
