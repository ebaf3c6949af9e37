"""Who contributed, and whose accounts probably belong together: what maintainers look at before they write files."""

import datetime as dt
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from folkmoot import git
from folkmoot.collect.linking import links_of
from folkmoot.collect.signatures import read_signatures, repository_at_hand
from folkmoot.derive.credited import Everybody, everybody, left_out
from folkmoot.derive.doubles import doubles
from folkmoot.derive.identity import Account, accounts_in, actors
from folkmoot.derive.unclaimed import unclaimed
from folkmoot.draft import derived, read
from folkmoot.errors import WrongUse
from folkmoot.load.hashed import salt_of, withheld_accounts
from folkmoot.load.hub import load_hub
from folkmoot.load.visits import ACCOUNTS, CACHE, load_history
from folkmoot.model.artifact import Artifact
from folkmoot.model.forgotten import hashes_by_salt
from folkmoot.model.harvest import SALT, Source
from folkmoot.model.hub import Hub
from folkmoot.model.problem import Problem, holds_error
from folkmoot.model.repository import projects_listed
from folkmoot.model.signature import Double, Signature, Unclaimed
from folkmoot.model.source import sources
from folkmoot.publish import tree
from folkmoot.render.all_contributors import NAME, Entry, Merged, Person, document_of, merged, new_document

_DAY = 86_400


class Doubles(NamedTuple):
    """People who probably have several accounts, those others who belong to nobody, the repositories that were looked
    into, and by their address why others could not be; with `is_partial` some files have errors, and members in them
    are not known.
    """

    found: tuple[Double, ...]
    unclaimed: tuple[Unclaimed, ...]
    read: tuple[Source, ...]
    unread: tuple[tuple[Source, str], ...]
    is_partial: bool


def find_doubles(root: Path, now: dt.datetime, archive: Path | None = None) -> Doubles:
    """Whose accounts and addresses probably belong together, and whose belong to nobody, by the histories at hand.

    Nobody is asked, and nothing is written. Raises `WrongUse` where there is no hub, or where its archive has no salt.
    """
    hub = load_hub(root)
    archive = archive or root / hub.community.profile.archive_dir
    salt = _salt(archive)
    today = int(now.timestamp()) // _DAY
    signatures: list[Signature] = []
    read: list[Source] = []
    unread: list[tuple[Source, str]] = []
    for source in sources(hub.community):
        if source.kind != "work":
            continue
        repository = repository_at_hand(source, root, root / CACHE / "git")
        if repository is None:
            unread.append((source, "is not at hand; folkmoot collect brings it"))
            continue
        try:
            until = time.monotonic() + git.READ_SECONDS
            links = links_of(load_history(root, f"{source.slug}.json", ACCOUNTS))
            signatures += [
                one._replace(account=f"github:{link.number}", login=link.login)
                if (link := links.get(one.account)) and link.number
                else one
                for one in read_signatures(source, repository, salt, today, until)
            ]
            read.append(source)
        except git.GitError as error:
            unread.append((source, str(error)))
    gone = hashes_by_salt(hub.community.forgotten, withheld_accounts(archive), salt)
    found = doubles(hub.community, signatures, gone)
    proposed = {other.account for one in found for other in one.others}
    strangers = unclaimed(hub.community, signatures, gone)
    nobodys = tuple(one for one in strangers if one.account not in proposed)
    return Doubles(found, nobodys, tuple(read), tuple(unread), holds_error(hub.problems))


def _salt(archive: Path) -> str:
    """The archive's salt, by which it hides addresses; raises `WrongUse` where it has none that can be read."""
    salt = salt_of(archive)
    if not salt:
        raise WrongUse(f"{archive} has no {SALT} yet", "run folkmoot collect first, which reads the histories")
    return salt


class Listed(NamedTuple):
    """Who contributed, with the archive's problems; None, with all problems, where the hub's files have errors."""

    everybody: Everybody | None
    hub: Hub | None
    problems: list[Problem]


def list_contributors(root: Path, now: dt.datetime, archive: Path | None = None) -> Listed:
    """Who contributed, by the hub's files and its archive; raises `WrongUse` where there is no hub."""
    reading = read(root, archive)
    if holds_error(reading.problems):
        return Listed(None, None, reading.problems)
    hub, problems = derived(reading, now)
    if holds_error(problems):
        return Listed(None, None, [*reading.problems, *problems])
    return Listed(everybody(hub), hub, [one for one in reading.problems if one.code == "archive-line"])


class Exported(NamedTuple):
    """A `.all-contributorsrc` with whoever it lacked; `projects` are the titles of those that it tells of alone, none
    where it tells of the whole hub, and `without` is how many members have no login that it could name.
    """

    merged: Merged
    projects: tuple[str, ...]
    without: int


def all_contributors(hub: Hub, file: Path) -> Exported:
    """The `.all-contributorsrc` at `file` with those who are named and have a login; raises `WrongUse` for no such.

    Where it says that it is the list of a project's repository, which is not the hub's own, it is told what was given
    to that project, else what was given to anything.
    """
    begun = new_document(hub.community.profile.repository or "")
    try:
        document = document_of(file.read_bytes() if file.exists() else b"", begun)
        projects = projects_listed(hub.community, document.repository)
        found = everybody(hub, {one.slug for one in projects})
        people = [
            Person(one.who, one.login, one.name, one.number, one.page, one.has_portrait, tuple(one.gave))
            for one in found.named
        ]
        whose = _whose(hub, document.entries)
        made = merged(document, people, whose, left_out(hub).holds)
        without = sum(1 for one in people if not one.login and one.who not in whose)
        return Exported(made, tuple(one.title for one in projects), without)
    except OSError as error:
        raise WrongUse(f"{file} cannot be read: {error.strerror}", "look at its name and its permissions") from None
    except json.JSONDecodeError as error:
        told = f"{file} is no JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        raise WrongUse(told, "mend it there; often it is a comma too many or too few") from None
    except (ValueError, TypeError, AttributeError, RecursionError):
        told = f"{file} is no {NAME}: it has no list of contributors"
        raise WrongUse(told, "mend it, or name another file with --file") from None


def _whose(hub: Hub, entries: Iterable[Entry | None]) -> list[str]:
    """Whose the entries of a file are: a member's slug, else an account as the archive has it, "" for nobody's."""
    accounts = [Account(one.login, one.number) if one and (one.login or one.number) else None for one in entries]
    asked = [*accounts_in(hub.harvest), *(one for one in accounts if one)]
    owners = actors(hub.community, asked, hub.withheld)
    return [owners[one] if one else "" for one in accounts]


def write_contributors(file: Path, content: bytes) -> None:
    """Writes the file; raises `WrongUse` where that is not possible."""
    try:
        tree.write(file.absolute().parent, Artifact(file.name, content))
    except OSError as error:
        raise WrongUse(f"{file} cannot be written: {error.strerror}", "name a file in another folder") from None
