"""Who gave what to a repository, from its git history: per person, month and kind of work, never per commit."""

import datetime as dt
import re
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from folkmoot import git
from folkmoot.cloning import fetch_history
from folkmoot.collect.counting import NO_MEMORY, Memory, counted
from folkmoot.collect.guard import PORTS, FetchError, checked_host, public_addresses
from folkmoot.collect.remaining import left
from folkmoot.collect.signatures import is_folder, meant_at
from folkmoot.model.clocks import Days
from folkmoot.model.harvest import Failure, Source, Work

_ADDRESS = re.compile(r"(?:https?|ssh|file)://\S+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^-\s]\S*")
_REMOTE = re.compile(r"([A-Za-z0-9._-]+@[A-Za-z0-9.-]+):.*")
_SSH = 22


class History(NamedTuple):
    """The work of everybody in one repository, ordered by month, person and kind, `NOTHING` among the kinds."""

    source: Source
    work: tuple[Work, ...]


def read_history(
    source: Source,
    root: Path,
    cache: Path,
    salt: str,
    now: dt.datetime,
    allow: frozenset[str] = frozenset(),
    seconds: float = git.READ_SECONDS,
    *,
    memory: Memory = NO_MEMORY,
    zone: dt.tzinfo = dt.UTC,
) -> History | Failure:
    """The history of the repository that `source.url` names: owner/name at GitHub, an address, or a folder.

    Folders are inside the hub's `root`, and read where they are; everything else is kept as a bare clone
    without file contents in `cache`. `salt` hides the addresses of those who cannot be named. `allow` names hosts
    (`host:port`) that may be asked though they are not public. It takes `seconds` at most, and no more than git has.
    `memory` holds what earlier runs found. Days and months are those of `zone`.
    """
    until = time.monotonic() + min(seconds, git.READ_SECONDS)
    try:
        repository = _at_hand(source, root, cache, allow, until)
        if git.is_shallow(repository):
            return Failure(source, "is a shallow clone, whose history is cut off; fetch it whole (fetch-depth: 0)")
        today, is_ours = Days(zone).of(int(now.timestamp())), repository.is_relative_to(cache)
        work = counted(source, repository, salt, today, memory, until, is_ours=is_ours, zone=zone)
        return History(source, work)
    except (git.GitError, FetchError) as error:
        return Failure(source, str(error))


def _at_hand(source: Source, root: Path, cache: Path, allow: frozenset[str], until: float) -> Path:
    named, address = meant_at(source, root)
    if named:
        return _folder(root, named)
    if address != source.url:
        address += ".git"
    if not _ADDRESS.fullmatch(address):
        raise git.GitError("is no address that git asks; write owner/name, or an address such as https://…")
    found_at = _guarded(address, allow)
    clone = cache / source.slug
    fetch_history(address, clone, found_at, left(until))
    return clone


def _folder(root: Path, named: str) -> Path:
    folder = root / named
    if not git.is_repository(folder):
        known = "is a folder without a git repository" if is_folder(folder) else "is no folder that exists"
        raise git.GitError(f"{known}; write owner/name, an address such as https://…, or a repository's folder")
    # Files may be anybody's proposal: they name no other repository of the machine, also by a link.
    if not folder.resolve().is_relative_to(root.resolve()):
        raise git.GitError("lies outside the hub's folder; write owner/name or an address, or put it inside")
    return folder


def _guarded(address: str, allow: frozenset[str]) -> str:
    """Where the host of a web address is, as git takes it, "" for others; raises `FetchError` where it is not public.

    Git would look the name up once more, and could be given another answer.
    """
    remote = _REMOTE.fullmatch(address)
    try:
        parts = urlsplit(f"ssh://{remote[1]}" if remote else address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FetchError("is no valid web address") from None
    if parts.scheme == "ssh":
        public_addresses(host, port or _SSH, allow)
    if parts.scheme not in PORTS:
        return ""
    checked_host(address, allow)
    port = port or PORTS[parts.scheme]
    addresses = public_addresses(host, port, allow)
    told = ",".join(f"[{one}]" if ":" in one else one for one in addresses)
    return "" if ":" in host else f"{host}:{port}:{told}"
