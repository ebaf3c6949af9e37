"""What each commit of a history changed: the kind of work, and the lines where they are asked for.

Git compares whole trees for it, which takes many times longer than reading who wrote the commits. A commit never
changes; so what was found of it is remembered, by its id alone.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from folkmoot import git
from folkmoot.cloning import fetch_contents
from folkmoot.collect.kinds import KINDS, kind_of_commit, rules_of
from folkmoot.collect.remaining import left
from folkmoot.model.harvest import Reading

# What has no lines, and is not fetched to find that out.
_WITHOUT_LINES = tuple(
    f".{ending}"
    for ending in "png jpg jpeg gif webp ico tif tiff psd xcf pdf mp3 mp4 ogg webm wav mov zip gz xz bz2 7z jar ttf otf"
    " woff woff2 stl step blend".split()
)
_WITHOUT = tuple(f":(exclude,icase,glob)**/*{ending}" for ending in _WITHOUT_LINES)
_COMPARED = ("diff-tree", "--stdin", "-r", "--root", "-z", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
# Two files are compared as one that moved where there are at most so many to compare.
_MOVED = ("-M", "-l200", "--diff-algorithm=myers")
AT_ONCE = 5_000


def form_of(archive: str = "") -> str:
    """Digits that change when the kinds do: then all is looked at anew. `archive` as for `rules_of`."""
    return hashlib.sha256(repr((2, rules_of(archive), _WITHOUT, _MOVED)).encode()).hexdigest()[:20]


class Change(NamedTuple):
    """What a commit is: the kind that most of its files are of, and its lines, -1 where nobody asked for them."""

    kind: str = "code"
    added: int = -1
    removed: int = -1


_PLAIN = {kind: Change(kind) for kind in KINDS}
_SAID = {kind: f" {kind}".encode() for kind in KINDS}


class Unfinished(git.GitError):
    """There was more to look at than the time allowed for; what was found is kept."""


class Changes:
    """What is known of commits, and what is found out of others in `repository`.

    The source's `reading` says whether lines are counted too, and whether it is the hub's own history; `is_ours` that
    the repository lacks the contents for lines, which are fetched then. `remembered` is what was written before; what
    is damaged in it is looked at anew.
    """

    def __init__(self, repository: Path, remembered: bytes, reading: Reading, *, is_ours: bool = False):
        self._repository, self._lines, self._is_ours = repository, reading.lines, is_ours
        self._archive, self._form = reading.archive, form_of(reading.archive).encode() + b"\n"
        self._known = dict(_read(remembered, self._form))
        self._new: list[bytes] = []

    def __getitem__(self, commit: bytes) -> Change:
        change = self._known[commit]
        return change if self._lines else _PLAIN[change.kind]

    def find(self, commits: Sequence[bytes], until: float) -> None:
        """Finds out about these commits what is not known yet.

        Raises `GitError`, which is `Unfinished` at the moment `until` (monotonic seconds).
        """
        wanted = [one for one in commits if one not in self._known or (self._lines and self._known[one].added < 0)]
        for start in range(0, len(wanted), AT_ONCE):
            if monotonic() > until:
                raise Unfinished(f"is large: {start} of {len(wanted)} commits were looked at, and the next run goes on")
            found = self._found(wanted[start : start + AT_ONCE], until)
            self._known |= found
            self._new += found

    def written(self, commits: Iterable[bytes]) -> bytes:
        """What is known of these commits, to be remembered."""
        return self._form + self._lines_of(one for one in commits if one in self._known)

    def written_after(self, remembered: bytes) -> bytes:
        """What was found out, to be remembered together with what is remembered, whether that was looked at or not."""
        if not remembered.startswith(self._form):
            return self.written(self._known)
        return remembered + self._lines_of(self._new)

    def _lines_of(self, commits: Iterable[bytes]) -> bytes:
        known = self._known
        told = ((one, known[one]) for one in commits)
        lines = [
            one + _SAID[change.kind] + (b" %d %d\n" % change[1:] if change.added >= 0 else b"\n")
            for one, change in told
        ]
        return b"".join(lines)

    def _found(self, commits: list[bytes], until: float) -> dict[bytes, Change]:
        found = dict.fromkeys(commits, _PLAIN[kind_of_commit((), self._archive)])
        contents: set[bytes] = set()
        for commit, files in _files(self._repository, commits, until):
            found[commit] = _PLAIN[kind_of_commit((path for _, path in files), self._archive)]
            if self._lines and self._is_ours:
                contents.update(one for about, path in files if _has_lines(path) for one in _contents(about))
        if not self._lines:
            return found
        fetch_contents(self._repository, contents, left(until))
        counted = dict(_lines(self._repository, commits, until))
        return {one: Change(change.kind, *counted.get(one, (0, 0))) for one, change in found.items()}


def _files(
    repository: Path, commits: Iterable[bytes], until: float
) -> Iterator[tuple[bytes, list[tuple[bytes, bytes]]]]:
    """The files that each commit changed, those at its old place and at its new one, and what git says about them.

    Commits without any are left out.
    """
    commit, files = b"", list[tuple[bytes, bytes]]()
    tokens = _told(repository, commits, until, "--raw", "--no-renames", "--abbrev=64")
    for token in tokens:
        if token.startswith(b":"):
            files.append((token, next(tokens)))
        elif token:
            if commit:
                yield commit, files
            commit, files = token, []
    if commit:
        yield commit, files


def _lines(repository: Path, commits: Iterable[bytes], until: float) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The lines that each commit added and removed, in all files that have any; commits without any are left out."""
    commit, added, removed = b"", 0, 0
    tokens = _told(repository, commits, until, "--numstat", *_MOVED, paths=(".", *_WITHOUT))
    for token in tokens:
        if b"\t" in token:
            more, less, path = token.split(b"\t", 2)
            if not path:  # it moved: from where, and where to
                next(tokens)
                next(tokens)
            added += int(more) if more.isdigit() else 0
            removed += int(less) if less.isdigit() else 0
        elif token:
            if commit:
                yield commit, (added, removed)
            commit, added, removed = token, 0, 0
    if commit:
        yield commit, (added, removed)


def _told(
    repository: Path, commits: Iterable[bytes], until: float, *options: str, paths: tuple[str, ...] = ()
) -> Iterator[bytes]:
    asked = b"".join(commit + b"\n" for commit in commits)
    return git.stream(*_COMPARED, *options, "--", *paths, at=repository, end=b"\0", given=asked, seconds=left(until))


def _contents(about: bytes) -> Iterator[bytes]:
    """The ids of a file's contents before and after, as git's raw format tells them; links to submodules have none."""
    before, after, old, new, _ = about[1:].split(b" ")
    yield from (one for mode, one in ((before, old), (after, new)) if mode.startswith(b"1") and mode != b"160000")


def _has_lines(path: bytes) -> bool:
    return not path.decode("utf-8", "replace").lower().endswith(_WITHOUT_LINES)


def _read(remembered: bytes, form: bytes) -> Iterator[tuple[bytes, Change]]:
    if not remembered.startswith(form):
        return
    for line in remembered.removeprefix(form).decode("ascii", "replace").splitlines():
        try:
            identity, kind, *numbers = line.split(" ")
            change = Change(kind, *map(int, numbers)) if numbers else _PLAIN[kind]
            if kind in _PLAIN and len(numbers) in (0, 2) and len(identity) in (40, 64):
                yield identity.encode(), change
        except (ValueError, KeyError, TypeError):
            continue
