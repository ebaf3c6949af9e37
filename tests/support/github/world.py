"""What the GitHub of the tests holds: accounts, repositories and what was said in them, each thing with its times.

A `View` is what of it there is at a moment, and writing adds to it at one (`rest_issues.py`, `rest_pulls.py`).
Times are text as GitHub writes it, `2026-05-01T10:00:00Z`, which sorts as it passes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from support.github.runs import WorkflowRun

DELETED = "deleted"
"""The moment from which a thing is no longer there."""


@dataclass(eq=False, frozen=True)
class Account:
    """Somebody or something that acts at GitHub: a User, Bot, Organization, Mannequin or EnterpriseUserAccount."""

    login: str
    number: int
    kind: str = "User"
    name: str = ""
    emails: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    deleted: str = ""

    @property
    def id(self) -> str:
        return f"{self.kind[0]}_{self.number}"

    @property
    def short_login(self) -> str:
        """The login as GraphQL tells it, where programs lack what REST adds to their name."""
        return self.login.removesuffix("[bot]") if self.kind == "Bot" else self.login

    @property
    def noreply(self) -> str:
        """The address that GitHub gives an account that shows none (docs.github.com, "Email addresses reference")."""
        return f"{self.number}+{self.login}@users.noreply.github.com"


@dataclass(eq=False, frozen=True)
class Reaction:
    content: str
    by: Account | None
    at: str


@dataclass(eq=False)
class Thing:
    """A discussion, issue, pull request, release or commit, or a comment, reply or review below one.

    `rank` is its place among its siblings. `moments` are what happens to it when, by name; `facts` what it says, by
    the schema's names, and `before` what it said until it was edited.
    """

    kind: str
    id: str
    rank: int
    by: Account | None
    at: str
    of: "Thing | Repository"
    moments: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Account | None] = field(default_factory=dict)
    parts: dict[str, list["Thing"]] = field(default_factory=dict)
    reactions: list[Reaction] = field(default_factory=list)

    @property
    def repository(self) -> "Repository":
        return self.of.repository if isinstance(self.of, Thing) else self.of

    def everything(self) -> Iterator["Thing"]:
        """This and all below it."""
        yield self
        for parts in self.parts.values():
            for part in parts:
                yield from part.everything()


@dataclass(eq=False)
class Category:
    id: str
    name: str
    slug: str
    answerable: bool
    emoji: str = ":speech_balloon:"


@dataclass(eq=False)
class Repository:
    """A repository; `was` are names that lead to it still, `readers` the tokens that may see it where it is private.

    `without` are features that are switched off, and `hidden` those that a token may not read. `git` is the folder of
    the bare repository behind it, `roles` who is more than a reader, `colours` what labels look like, and `settings`
    what an administrator chose.
    """

    owner: Account
    name: str
    number: int
    at: str
    was: tuple[str, ...] = ()
    readers: frozenset[str] | None = None
    deleted: str = ""
    without: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    facts: dict[str, Any] = field(default_factory=dict)
    categories: list[Category] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    parts: dict[str, list[Thing]] = field(default_factory=dict)
    git: Path | None = None
    roles: dict[str, str] = field(default_factory=dict)
    colours: dict[str, dict[str, str]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    runs: "list[WorkflowRun]" = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"R_{self.number}"

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.name}"


@dataclass(eq=False)
class World:
    """All there ever is, and `at`, the moment at which it is looked at unless a test says otherwise."""

    at: str
    accounts: dict[str, Account] = field(default_factory=dict)
    repositories: list[Repository] = field(default_factory=list)

    def grown(self) -> None:
        """Something was added: what is found by its id is looked up anew."""
        self.__dict__.pop("by_id", None)

    @cached_property
    def by_id(self) -> Mapping[str, "Thing | Repository | Account | Category"]:
        """Everything that has an id, whether it is there or not."""
        found: dict[str, Thing | Repository | Account | Category] = {one.id: one for one in self.accounts.values()}
        for repository in self.repositories:
            found[repository.id] = repository
            found.update((category.id, category) for category in repository.categories)
            for things in repository.parts.values():
                found.update((one.id, one) for thing in things for one in thing.everything())
        return found


class View:
    """What of a world there is at a moment. It remembers what it worked out, so keep one a moment."""

    def __init__(self, world: World, at: str) -> None:
        self.world = world
        self.at = at
        self._updated: dict[Thing, str] = {}
        self._lists: dict[Any, list[Thing]] = {}

    def happened(self, thing: Thing, moment: str) -> str | None:
        """When this happened to it, or None while it did not."""
        when = thing.moments.get(moment, "")
        return when if when and when <= self.at else None

    def there(self, thing: Thing) -> bool:
        return thing.at <= self.at and not self.happened(thing, DELETED)

    def parts(self, of: Thing | Repository, name: str) -> list[Thing]:
        """What is below a thing or in a repository, in the order in which it came."""
        key = (of, name)
        if key not in self._lists:
            found = [part for part in of.parts.get(name, ()) if self.there(part)]
            self._lists[key] = sorted(found, key=lambda part: (part.at, part.rank))
        return self._lists[key]

    def fact(self, thing: Thing, name: str) -> Any:
        """What it says; KeyError where nobody said."""
        if name in thing.before and not self.happened(thing, "edited"):
            return thing.before[name]
        return thing.facts[name]

    def person(self, account: Account | None) -> Account | None:
        """The account, or None for one that was deleted: GitHub tells its words as nobody's."""
        return None if account is None or (account.deleted and account.deleted <= self.at) else account

    def updated(self, thing: Thing) -> str:
        """When it last changed, as GitHub counts for its lists: by what is below it too, but not by reactions.

        Whoever edits or deletes a comment leaves the time of the whole as it was. GitHub is not always so hard; who
        reads what it tells cannot rely on more.
        """
        if thing not in self._updated:
            own = [when for name in thing.moments if name != DELETED and (when := self.happened(thing, name))]
            below = [self._came(part) for name in thing.parts for part in self.parts(thing, name)]
            self._updated[thing] = max([thing.at, *own, *below])
        return self._updated[thing]

    def _came(self, thing: Thing) -> str:
        below = [self._came(part) for name in thing.parts for part in self.parts(thing, name)]
        answer = self.happened(thing, "answered") or ""
        return max([thing.at, answer, *below])

    def ordered(self, of: Repository, name: str, order: str) -> list[Thing]:
        """The things of a repository by CREATED_AT, UPDATED_AT, COMMENTS or NAME, the smallest first."""
        key = (of, name, order)
        if key not in self._lists:
            self._lists[key] = sorted(self.parts(of, name), key=lambda thing: self.place(thing, order))
        return self._lists[key]

    def place(self, thing: Thing, order: str) -> tuple[Any, int]:
        """What a thing is sorted by, with what tells it from others of the same place."""
        by: dict[str, Any] = {"CREATED_AT": thing.at}
        if order == "UPDATED_AT":
            by[order] = self.updated(thing)
        elif order == "COMMENTS":
            by[order] = len(self.parts(thing, "comments"))
        elif order == "NAME":
            by[order] = thing.facts.get("tagName", "")
        return by[order], thing.rank

    def repository(self, owner: str, name: str, token: str) -> Repository | None:
        """The repository of that name, or one that had it; None where there is none for this token."""
        full = f"{owner}/{name}".lower()
        for one in self.world.repositories:
            names = {one.full_name.lower(), *(was.lower() for was in one.was)}
            if full in names and self.readable(one, token):
                return one
        return None

    def readable(self, one: Repository, token: str) -> bool:
        deleted = one.deleted and one.deleted <= self.at
        return not deleted and one.at <= self.at and (one.readers is None or token in one.readers)

    def node(self, id: str, token: str) -> Thing | Repository | Account | Category | None:  # noqa: A002
        """What has this id, where it is still there and this token may see it."""
        found = self.world.by_id.get(id)
        if isinstance(found, Account):
            return self.person(found)
        if isinstance(found, Repository):
            return found if self.readable(found, token) else None
        if isinstance(found, Thing):
            return found if self._within(found) and self.readable(found.repository, token) else None
        return found

    def _within(self, thing: Thing) -> bool:
        return self.there(thing) and (not isinstance(thing.of, Thing) or self._within(thing.of))

    def account(self, login: str) -> Account | None:
        """The account of that login; one that was renamed is not found by its old one, as at GitHub."""
        return self.person(self.world.accounts.get(login.lower()))
