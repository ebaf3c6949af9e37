"""What a repository's history comes to: everybody's work by month and kind, counted on from what was counted before."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot import git
from folkmoot.collect.changed import AT_ONCE, Changes, form_of
from folkmoot.collect.commits import corrected, read_commits
from folkmoot.collect.programs import Programs
from folkmoot.collect.remaining import left
from folkmoot.collect.tally import Tally, date_of, week_of
from folkmoot.model.harvest import Source, Work

_FORM = 1
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Memory(NamedTuple):
    """What a run remembers for the next one, as files that may be lost: `recall` gives b"" for what is not there.

    No file holds an address or a name that the archive does not.
    """

    recall: Callable[[str], bytes]
    keep: Callable[[str, bytes], object]


NO_MEMORY = Memory(lambda _: b"", lambda *_: None)
"""Reads everything anew each time."""


def counted(
    source: Source,
    repository: Path,
    salt: str,
    today: int,
    memory: Memory,
    until: float,
    *,
    is_ours: bool = False,
    zone: dt.tzinfo = dt.UTC,
) -> tuple[Work, ...]:
    """Everybody's work in a repository that is at hand, ordered by month, person and kind, `NOTHING` among the kinds.

    What an earlier run counted counts on, and only the commits since are read: unless its last one is no part of the
    history any more, or anything else changed that says how it is to be counted (.mailmap, programs, kinds, lines,
    salt, zone). Days and months are those of `zone`.
    `today` counts days since 1970; `until` is the moment (monotonic seconds) at which time is up; `is_ours` says
    that the repository is a clone without contents. Raises `GitError`.
    """
    head = git.run("rev-list", "--max-count=1", "HEAD", "--", at=repository).decode().strip()
    tally = Tally(salt, Programs(source.reading.bots))
    way = _way(source, repository, salt, zone)
    before = _remembered(memory.recall(f"{source.slug}.json"), way, today)
    since = str(before["head"]) if before else ""
    if before and (since == head or _is_part(repository, since, head)):
        try:
            tally.remember(before)
        except (ValueError, KeyError, TypeError):
            since = ""
    else:
        since = ""
    if since != head:
        span = f"{since}..{head}" if since else head
        changes = _changes(source, repository, span, memory, until, is_ours=is_ours)
        commits = read_commits(repository, span, today, until, zone)
        tally.count(commits, changes.__getitem__, partial(corrected, repository, until))
        if tally.is_settled:
            told = {"way": way, "head": head, "day": today, **tally.written()}
            memory.keep(f"{source.slug}.json", json.dumps(told, separators=(",", ":")).encode())
    return _work(source.slug, tally)


def _changes(source: Source, repository: Path, span: str, memory: Memory, until: float, *, is_ours: bool) -> Changes:
    """What each commit of the span changed; what was found out is remembered, even where there is no time for all."""
    file = f"{source.slug}.commits"
    listed = git.stream("rev-list", "--no-merges", span, "--", at=repository, end=b"\n", seconds=left(until))
    commits = [commit for commit in listed if commit]
    remembered = memory.recall(file)
    # Of a few that are new nothing is known, and looking that up would take longer than they do.
    known = remembered if len(commits) > AT_ONCE or ".." not in span else b""
    changes = Changes(repository, known, source.reading, is_ours=is_ours)
    try:
        changes.find(commits, until)
    finally:
        memory.keep(file, changes.written_after(remembered) if ".." in span else changes.written(commits))
    return changes


def _is_part(repository: Path, commit: str, head: str) -> bool:
    try:
        git.run("merge-base", "--is-ancestor", commit, head, at=repository)
    except git.GitError:
        return False
    return True


def _way(source: Source, repository: Path, salt: str, zone: dt.tzinfo) -> str:
    """Digits that change with anything by which the same commits would be counted otherwise."""
    reading = source.reading
    said = (_FORM, form_of(reading.archive), reading.bots, reading.lines, salt, _mailmap(repository), str(zone))
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _mailmap(repository: Path) -> bytes:
    """What git corrects names and addresses by: the file in a working tree, or that of a bare repository's history."""
    try:
        if top := git.toplevel(repository):
            file = top / ".mailmap"
            return b"" if file.is_symlink() else file.read_bytes()  # git follows none either
        return git.run("rev-parse", "--verify", "--quiet", "HEAD:.mailmap", at=repository).strip()
    except (OSError, git.GitError):
        return b""


def _remembered(said: bytes, way: str, today: int) -> dict[str, Any] | None:
    """What an earlier run counted in the same way, on this day or before."""
    try:
        told = json.loads(said)
        fits = told["way"] == way and told["day"] <= today and _COMMIT.fullmatch(told["head"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return dict(told) if fits else None


def _work(slug: str, tally: Tally) -> tuple[Work, ...]:
    return tuple(
        Work(
            source=slug,
            id=hashlib.sha256(f"{slug}\n{who}\n{month}\n{kind}".encode()).hexdigest()[:20],
            who=who,
            login=login,
            published=f"{month}-01T00:00:00Z",
            kind=kind,
            commits=share.commits,
            first=date_of(share.first),
            last=date_of(share.last),
            weeks=tuple(map(week_of, sorted(share.weeks))),
            added=max(share.added, 0),
            removed=max(share.removed, 0),
        )
        for (month, who, kind), login, share in tally.rows()
    )
