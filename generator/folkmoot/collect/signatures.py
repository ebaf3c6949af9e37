"""Under which names and addresses people stand in the histories that are at hand; nothing is fetched, nothing kept."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from folkmoot import git
from folkmoot.collect.authors import Account, account_of, hashed
from folkmoot.collect.commits import Person, co_authors, corrected, read_commits
from folkmoot.collect.programs import Programs
from folkmoot.model.harvest import Source
from folkmoot.model.repository import Meant, meant, path_in_hub
from folkmoot.model.signature import Signature


def meant_at(source: Source, root: Path) -> Meant:
    """What the name of a repository means in the hub whose folder is `root`."""
    path = path_in_hub(source.url)
    return meant(source.url, {path} if path and is_folder(root / path) else ())


def is_folder(path: Path) -> bool:
    """Whether there is a folder; what is too long to be a path is none."""
    return os.path.isdir(path)  # noqa: PTH112 (Path.is_dir raises for it)


def repository_at_hand(source: Source, root: Path, cache: Path) -> Path | None:
    """Where a source's history lies: in a folder inside the hub's `root`, or a clone in `cache`; None for neither."""
    if named := meant_at(source, root).folder:
        folder = root / named
        return folder if git.is_repository(folder) and folder.resolve().is_relative_to(root.resolve()) else None
    clone = cache / source.slug
    return clone if git.is_repository(clone) else None


def read_signatures(source: Source, repository: Path, salt: str, today: int, until: float) -> tuple[Signature, ...]:
    """Everybody in a repository's history but programs, by address, authors and co-authors alike.

    `today` counts days since 1970; `until` is the moment (monotonic seconds) at which time is up. Raises `GitError`.
    """
    programs = Programs(source.reading.bots)
    authors: Counter[Person] = Counter()
    together: Counter[tuple[Person, tuple[str, str]]] = Counter()
    for commit in read_commits(repository, "HEAD", today, until):
        authors[commit.author] += 1
        together.update((commit.author, helper) for helper in co_authors(commit.message))
    right = corrected(repository, until, {helper for _, helper in together})
    found: defaultdict[str, _Sighted] = defaultdict(_Sighted)
    for person, commits in authors.items():
        found[person.email.lower()].add(person, commits)
    for (author, helper), commits in together.items():
        person = right[helper]
        found[person.email.lower()].add(person, commits if person.email.lower() != author.email.lower() else 0)
        found[person.email.lower()].beside.add(author.email.lower())
        found[author.email.lower()].beside.add(person.email.lower())
    return tuple(_signatures(source.slug, found, salt, programs))


class _Sighted:
    """What is told of one address."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.written: set[str] = set()
        self.beside: set[str] = set()
        self.commits = 0

    def add(self, person: Person, commits: int) -> None:
        self.names[person.name] += max(commits, 1)
        self.written.add(person.written.lower())
        self.commits += commits

    def account(self, email: str) -> Account | None:
        """The account that the address gives away, else one that a corrected address does: one with a number first."""
        told = [account_of(email), *map(account_of, sorted(self.written))]
        known = [one for one in told if one]
        return next((one for one in known if one.who.startswith("github:")), known[0] if known else None)


def _signatures(slug: str, found: dict[str, _Sighted], salt: str, programs: Programs) -> Iterator[Signature]:
    for email, one in sorted(found.items()):
        names = tuple(name for name, _ in sorted(one.names.items(), key=lambda told: (-told[1], told[0])))
        if not email or any(programs.has(name, address) for name in names for address in (email, *one.written)):
            continue
        account = one.account(email) or Account(hashed(email, salt), "")
        yield Signature(
            slug,
            email,
            names,
            account.who,
            account.login,
            one.commits,
            frozenset(one.written - {email}),
            frozenset(one.beside - {email}),
        )
