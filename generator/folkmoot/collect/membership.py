"""Who left and who came back, from the history of the members' files in the hub's own repository.

The line of the first parents is read: what happened to the branch itself, and when. What else was tried on the way to a
merge is nobody's joining or leaving.
"""

import datetime as dt
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from folkmoot import git
from folkmoot.model.turnover import Turn

_FOLDER = "members/"
_ENDING = ".yml"
_FILES = f":(top,glob)**/{_FOLDER}*{_ENDING}"
_ASKED = ("log", "--first-parent", "-m", "--root", "--raw", "--no-abbrev", "-z", "-M", "--no-ext-diff", "--no-color")
_BEGINNING = "2005-04-07"
"""Git's own first day: a commit of an earlier one comes from a clock that was never set."""

_LOGIN = "login:"

_AT_ONCE = 500
"""How many contents of files are held at once."""

SETTLED = dt.timedelta(days=2)
"""What is younger than this, before the newest commit, is read again: a day's mistake may be mended on that day."""


class Kept(NamedTuple):
    """What a member's file said at a commit, as far as it matters to joining and leaving.

    `number` is that of the main account, or ""; `accounts` are all that it names, as the archive writes them.
    """

    name: str
    number: str
    accounts: frozenset[str]
    joined: str
    is_member: bool
    is_hidden: bool
    formerly: tuple[str, ...]


class Turns(NamedTuple):
    """What a history tells, the oldest first; up to the commit `until`, or "", the next reading need not look again."""

    turns: tuple[Turn, ...] = ()
    until: str = ""


class _Change(NamedTuple):
    """A member's file before and after a commit: its slug, "" for none, and what git calls its content."""

    before: str
    after: str
    old: str
    new: str


class _Commit(NamedTuple):
    commit: str
    day: str
    changes: tuple[_Change, ...]


def read_turns(
    root: Path,
    since: str,
    today: dt.date,
    read: Callable[[bytes], Kept | None],
    seconds: float = git.READ_SECONDS,
    zone: dt.tzinfo = dt.UTC,
) -> Turns:
    """What the history of the repository around the hub in `root` tells of its members since a commit, or "".

    Where that commit is no part of the history any more, all of it is read. `read` takes a file apart; None is one
    that cannot be read. Days are those of `zone`, and nothing is dated after `today`. Raises `GitError`, for a clone
    that is cut off as well.
    """
    try:
        git.commit_of(root, "HEAD")
    except git.GitError:
        return Turns()  # nothing was committed yet
    if since and not git.is_ancestor(root, since):
        since = ""
    if not since and git.is_shallow(root):
        raise git.GitError("lies in a shallow clone, whose history is cut off; fetch it whole (fetch-depth: 0)")
    commits = _commits(root, since, today, seconds, zone)
    wanted = sorted({oid for one in commits for change in one.changes for oid in (change.old, change.new) if oid})
    files: dict[str, Kept | None] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        contents = git.named(root, {oid: oid for oid in wanted[begin : begin + _AT_ONCE]}, seconds)
        files |= {oid: read(content) for oid, content in contents.items()}
    return Turns(_without_mistakes(_turns(commits, files)), _settled(root))


def _commits(root: Path, since: str, today: dt.date, seconds: float, zone: dt.tzinfo) -> list[_Commit]:
    """The commits that changed members' files of this hub, the oldest first.

    Where all of them came from another folder at once, the hub was moved: earlier on, that folder was its own.
    """
    prefix = os.fsdecode(git.run("rev-parse", "--show-prefix", at=root)).rstrip("\n")
    folder = f"{prefix}{_FOLDER}"
    mark = secrets.token_hex(16)
    span = f"{since}..HEAD" if since else "HEAD"
    found: list[_Commit] = []
    day = today.isoformat()
    shape = f"--format={mark}%H%x00%ct%x00"
    for piece in git.stream(*_ASKED, shape, span, "--", _FILES, at=root, end=mark.encode(), seconds=seconds):
        if not piece:
            continue
        commit, clock, *words = os.fsdecode(piece).split("\0")
        committed = _day(clock, zone)
        # Clocks go wrong: no commit is younger than what follows it.
        day = min(day, committed) if committed >= _BEGINNING else day
        rows = list(_rows(words))
        before = _folder_before(root, commit, folder, rows)
        changes = tuple(_own(rows, before, folder))
        found.append(_Commit(commit, day, changes))
        folder = before
    return found[::-1]


def _day(clock: str, zone: dt.tzinfo) -> str:
    try:
        return dt.datetime.fromtimestamp(int(clock), zone).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


class _Row(NamedTuple):
    """What git tells of one path, or of two, where it takes one for the other's new name."""

    old: str
    new: str
    before: str
    after: str


def _rows(words: Iterable[str]) -> Iterator[_Row]:
    each = iter(words)
    for word in each:
        about = word.strip()
        if not about.startswith(":"):
            continue
        was, now, old, new, status = about[1:].split(" ")
        before = next(each)
        after = next(each) if status[0] == "R" else before
        # Links are no files of members.
        is_old, is_new = was.startswith("100"), now.startswith("100")
        yield _Row(old if is_old else "", new if is_new else "", before if is_old else "", after if is_new else "")


def _folder_before(root: Path, commit: str, folder: str, rows: Iterable[_Row]) -> str:
    """The hub's folder of members before a commit."""
    moved = Counter(
        _place(row.before) for row in rows if row.before and _place(row.after) == folder != _place(row.before)
    )
    if not moved:
        return folder
    try:
        there = git.run("ls-tree", "--full-tree", "--name-only", f"{commit}^", folder, at=root)
    except git.GitError:
        return folder
    return folder if there.strip() else max(moved, key=lambda place: (moved[place], place))


def _place(path: str) -> str:
    return path[: path.rfind("/") + 1]


def _own(rows: Iterable[_Row], before: str, after: str) -> Iterator[_Change]:
    """What happened to the hub's own files: one that came from elsewhere is new, and one that went there is gone."""
    gone: dict[str, str] = {}
    new: dict[str, str] = {}
    for row in rows:
        was = _slug(row.before) if _place(row.before) == before else ""
        now = _slug(row.after) if _place(row.after) == after else ""
        if was and now:
            yield _Change(was, now, row.old, row.new)
        elif was:
            gone[was] = row.old
        elif now:
            new[now] = row.new
    for slug in sorted(gone.keys() | new.keys()):
        was, now = slug if slug in gone else "", slug if slug in new else ""
        yield _Change(was, now, gone.get(slug, ""), new.get(slug, ""))


def _slug(path: str) -> str:
    return path[path.rfind("/") + 1 :].removesuffix(_ENDING)


def _turns(commits: Iterable[_Commit], files: Mapping[str, Kept | None]) -> Iterator[Turn]:
    latest: dict[str, Kept | None] = {}
    for commit in commits:
        for change in _as_people(commit.changes, files, latest):
            slug = change.after or change.before
            before = latest.pop(change.before, None)
            old = files.get(change.old) or before
            # A file that cannot be read says nothing new.
            new = files.get(change.new) or old if change.after else None
            formerly = new.formerly if new else ()
            if change.after:
                latest[slug] = new
            if change.before and slug != change.before:
                formerly = tuple(dict.fromkeys((change.before, *formerly)))
                yield Turn("renamed", slug, commit.day, "", formerly)
            known = new or old
            was, now = bool(old and old.is_member), bool(new and new.is_member)
            accounts = tuple(sorted(known.accounts)) if known else ()
            if old and old.is_hidden and new and not new.is_hidden and not _goes_on(change, old, new):
                yield Turn("hidden", change.before, commit.day, accounts=tuple(sorted(old.accounts)))
            if known and known.is_hidden:
                yield Turn("hidden", slug, commit.day, accounts=() if change.after else accounts)
            elif now and not was:
                yield Turn("back", slug, commit.day, "", formerly, accounts)
            elif was and not now:
                yield Turn("left", slug, commit.day, old.joined if old else "", accounts=accounts)


def _without_mistakes(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """The turns without those of somebody who came and went on one day: they were there by mistake."""
    found: list[Turn | None] = []
    came: dict[str, int] = {}
    for turn in turns:
        if turn.what == "renamed" and (place := came.pop(turn.formerly[0], None)) is not None:
            came[turn.slug] = place
        place = came.pop(turn.slug, None) if turn.what == "left" else None
        if place is not None and (arrival := found[place]) and arrival.day == turn.day:
            found[place] = None
            continue
        if turn.what == "back":
            came[turn.slug] = len(found)
        found.append(turn)
    return tuple(filter(None, found))


def _as_people(
    changes: Iterable[_Change], files: Mapping[str, Kept | None], latest: Mapping[str, Kept | None]
) -> Iterator[_Change]:
    """The changes by person: git takes two people's files for one that are much alike, one's for two that are not."""
    apart: list[_Change] = []
    for change in changes:
        old, new = files.get(change.old) or latest.get(change.before), files.get(change.new)
        if change.before in ("", change.after) or not change.after:
            apart.append(change)
        elif change.old == change.new or _is_same(change.before, old, new) or (old and new and old.name == new.name):
            yield change
        else:
            apart += [change._replace(after="", new=""), change._replace(before="", old="")]
    gone = {change.before: change for change in apart if not change.after}
    for change in apart:
        if change.after and not change.before:
            new = files.get(change.new)
            former = next((slug for slug in gone if _is_same(slug, files.get(gone[slug].old), new)), "")
            was = gone.pop(former, None)
            yield change._replace(before=was.before, old=was.old) if was else change
        elif change.after:
            yield change
    yield from gone.values()


def _goes_on(change: _Change, old: Kept, new: Kept) -> bool:
    """Whether a file is still the same person's: a name that got free may be given to somebody else at once."""
    return change.before != change.after or old.name == new.name or _is_same(change.before, old, new)


def _is_same(slug: str, old: Kept | None, new: Kept | None) -> bool:
    """Whether two files of different names are one person's: the new one names the former, or both an account.

    A login alone tells nothing where the numbers are two: it was given up, and somebody else has it.
    """
    if new is None:
        return False
    if slug in new.formerly:
        return True
    if old is None:
        return False
    shared = old.accounts & new.accounts
    if old.number and new.number and old.number != new.number:
        shared = frozenset(one for one in shared if not one.startswith(_LOGIN))
    return bool(shared)


def _settled(root: Path) -> str:
    """The newest commit that is so old, compared with the newest of all, that nothing of its day comes any more."""
    newest = int(git.run("log", "-1", "--format=%ct", "HEAD", "--", at=root))
    before = newest - round(SETTLED.total_seconds())
    if before <= 0:
        return ""
    said = git.run("rev-list", "-1", "--first-parent", f"--before={before}", "HEAD", "--", at=root)
    return said.decode().strip()
