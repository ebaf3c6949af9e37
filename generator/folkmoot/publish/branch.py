"""The archive's own branch: bringing it from where the hub's repository is, and putting there what was collected.

The clone is a shallow one. Where somebody else put something there meanwhile, the two are joined file by file from what
both set out from (git-read-tree(1), "3-way merge"), and line by line where both touched the same file, so that nothing
of the history is needed. What is pushed is one commit on top of theirs, never a merge.
"""

import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from folkmoot import git
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.model.folders import FOLDERS
from folkmoot.model.harvest import SALT, WITHHELD
from folkmoot.publish.lines import locked
from folkmoot.publish.origin import Origin, committed, go, tip_of
from folkmoot.publish.reconciling import means_the_same, new_records, reconciled
from folkmoot.text import excerpt, one_line, plural

NAME = "archive"
"""What the branch is called."""

_REF = f"refs/heads/{NAME}"
_PART = "refs/heads/part"
_NONE = "0" * 40
_TIMES = 6
"""So often the branch may move on while this run joins what is there."""

_GONE, _FILE = "000000", "100644"
"""How git says that a file is not there, and that it is a plain one."""

_NAME = r"[\w-][\w.-]*"
_ITS_FILES = re.compile(
    rf"(?:{'|'.join(FOLDERS)})/{_NAME}/{_NAME}\.jsonl|pictures/{_NAME}/{_NAME}\.webp|{SALT}|{WITHHELD}", re.ASCII
)

_NEEDED = re.compile(rb"^-([0-9a-f]{40})\b", re.MULTILINE)
_WORDS = {
    "entries": ("post", "posts"),
    "discussions": ("discussion", "discussions"),
    "issues": ("issue", "issues"),
    "pulls": ("pull request", "pull requests"),
    "releases": ("release", "releases"),
    "events": ("event", "events"),
    "work": ("month of work", "months of work"),
    "mentions": ("mention", "mentions"),
    "pictures": ("picture", "pictures"),
    "departures": ("departure", "departures"),
    "sources": ("word of a source", "words of sources"),
}


def restore(archive: Path, origin: Origin) -> bool:
    """Brings the branch into the folder, or begins an empty one there; returns whether there was one.

    A clone that is there already is brought up to date. Raises `GitError` where the repository does not answer, and
    `WrongUse` where the folder holds anything else, or what is not kept yet.
    """
    tip = tip_of(origin, _REF)
    if git.is_repository(archive):
        if _changed(archive, _index(archive), _commit(archive)):
            raise WrongUse(
                f"{archive} holds what is not kept yet", "keep it first: folkmoot archive keep, or remove the folder"
            )
        if tip:
            _fetch(archive, origin, tip)
            _take(archive, tip)
        return bool(tip)
    if archive.is_dir() and any(archive.iterdir()):
        raise WrongUse(f"{archive} already holds files", "remove the folder, and restore the archive again")
    # Links are written as plain files, line ends as they are: whoever collects reads and writes bytes.
    plain = ("--config", "core.symlinks=false", "--config", "core.autocrlf=false")
    if tip:
        asked = ("clone", "--quiet", "--depth", "1", "--single-branch", "--no-tags", "--branch", NAME, *plain)
        go(origin, *asked, "--", origin.address, str(archive.absolute()))
    else:
        git.run("init", "--quiet", "--initial-branch", NAME, "--", str(archive.absolute()))
    return bool(tip)


def keep(archive: Path, origin: Origin, parts: Iterable[Path] = (), *, is_squashed: bool = False) -> str:
    """Commits what changed in the archive's folder and in the `parts`, and pushes it to the branch.

    Where others pushed meanwhile, it goes on top of theirs. With `is_squashed` the branch is one commit afterwards,
    without its history. Returns the message of the commit, "" where nothing changed that means something. Raises
    `FolkmootError`; the folder then keeps what it has.
    """
    with _opened(archive):
        base = _commit(archive)
        tree = _index(archive)
        for number, part in enumerate(parts):
            set_out, theirs = _received(archive, origin, part, number)
            tree = _joined(archive, _tree(archive, set_out), theirs, tree)
        if not is_squashed and not _changed(archive, tree, base):
            return ""
        for _ in range(_TIMES):
            tip = tip_of(origin, _REF)
            if tip:
                _fetch(archive, origin, tip)
            # A branch that is gone took nothing away: it is made anew, whole.
            whole = _joined(archive, _tree(archive, base), tree, _tree(archive, tip or base))
            if tip and not is_squashed and not _changed(archive, whole, tip):
                _take(archive, tip)
                return ""
            message = "The archive without its history" if is_squashed else _message(archive, tip, whole)
            commit = committed(archive, origin, whole, "" if is_squashed else tip, message)
            try:
                # It is only put in the place of what was joined: where that is something else by now, again.
                asked = ("push", "--quiet", f"--force-with-lease={_REF}:{tip}")
                go(origin, *asked, "--", origin.address, f"{commit}:{_REF}", at=archive)
            except git.GitError:
                if tip_of(origin, _REF) == tip:
                    raise
            else:
                _take(archive, commit)
                return message
        raise FolkmootError("the archive could not be kept: others write to its branch all the time", "try again later")


def put_aside(archive: Path, origin: Origin, into: Path) -> str:
    """Writes what changed in the archive's folder into a file for another machine, which keeps it; git's own bundle.

    Returns what it holds in words. Where nothing changed that is "", and no file is written.
    """
    with _opened(archive):
        base, tree = _commit(archive), _index(archive)
        if not _changed(archive, tree, base):
            return ""
        message = _message(archive, base, tree)
        commit = committed(archive, origin, tree, base, message)
        git.run("update-ref", _PART, commit, at=archive)
        into.parent.mkdir(parents=True, exist_ok=True)
        known = [f"^{base}"] if base else []
        git.run("bundle", "create", "--quiet", str(into.absolute()), _PART, *known, at=archive)
        return message


@contextmanager
def _opened(archive: Path) -> Iterator[None]:
    if not git.is_repository(archive):
        raise WrongUse(f"{archive} is no clone of the branch {NAME}", "folkmoot archive restore makes one")
    with locked(archive):
        yield


def _fetch(archive: Path, origin: Origin, commit: str) -> None:
    if not _has(archive, commit):
        asked = ("fetch", "--quiet", "--depth", "1", "--no-tags", "--no-write-fetch-head")
        go(origin, *asked, "--", origin.address, commit, at=archive)


def _has(archive: Path, commit: str) -> bool:
    with suppress(git.GitError):
        git.run("cat-file", "-e", f"{commit}^{{tree}}", at=archive)
        return True
    return False


def _commit(archive: Path) -> str:
    """The commit that the folder was last at, "" in one that has none yet."""
    with suppress(git.GitError):
        return git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}", at=archive).decode().strip()
    return ""


def _tree(archive: Path, commit: str) -> str:
    if not commit:
        return git.run("mktree", at=archive).decode().strip()
    return git.run("rev-parse", "--verify", f"{commit}^{{tree}}", at=archive).decode().strip()


def _index(archive: Path) -> str:
    """The tree of what the folder holds of an archive, which the index then holds, too."""
    ours = [name for name in (*FOLDERS, SALT, WITHHELD) if (archive / name).exists()]
    git.run("add", "--update", "--", ".", at=archive)
    if ours:
        git.run("-c", f"core.excludesFile={os.devnull}", "add", "--force", "--", *ours, at=archive)
    return git.run("write-tree", at=archive).decode().strip()


def _changes(archive: Path, before: str, after: str) -> Iterator[tuple[str, bytes, bytes]]:
    """The files in which two trees differ, each with its content there, b"" where it is not."""
    said = git.run("diff-tree", "-r", "-z", "--no-renames", "--name-only", before, after, at=archive)
    paths = [path for path in os.fsdecode(said).split("\0") if path]
    was, now = (git.named(archive, {path: f"{tree}:{path}" for path in paths}) for tree in (before, after))
    return ((path, was.get(path, b""), now.get(path, b"")) for path in paths)


def _changed(archive: Path, tree: str, commit: str) -> bool:
    """Whether a tree differs from that of a commit in anything that means something."""
    before = _tree(archive, commit)
    return tree != before and any(
        not means_the_same(was, now) if path.endswith(".jsonl") else was != now
        for path, was, now in _changes(archive, before, tree)
    )


def _message(archive: Path, commit: str, tree: str) -> str:
    """What is new in a tree, in words: "3 posts, 1 discussion"."""
    found = Counter[str]()
    files = 0
    for path, was, now in _changes(archive, _tree(archive, commit), tree):
        files += 1
        if path.endswith(".jsonl"):
            found[path.partition("/")[0]] += new_records(was, now)
    told = [plural(found[kind], *words) for kind, words in _WORDS.items() if found[kind]]
    return ", ".join(told) or f"Changes in {plural(files, 'file')}"


def _take(archive: Path, commit: str) -> None:
    """Makes the folder hold what a commit holds, and the next change set out from there."""
    git.run("update-ref", _REF, commit, at=archive)
    git.run("symbolic-ref", "HEAD", _REF, at=archive)
    git.run("read-tree", "--reset", "-u", commit, at=archive)


def _received(archive: Path, origin: Origin, part: Path, number: int) -> tuple[str, str]:
    """The commit that a part set out from ("" for none), and the tree that it came to."""
    try:
        with part.open("rb") as file:
            needed = _NEEDED.search(file.read(4096).partition(b"\n\n")[0])
    except OSError as error:
        raise WrongUse(f"{part} cannot be read: {error.strerror}", "name what --part wrote") from None
    set_out = needed[1].decode() if needed else ""
    if set_out:
        _fetch(archive, origin, set_out)
    named = f"refs/folkmoot/part-{number}"
    git.run("fetch", "--quiet", "--no-write-fetch-head", "--", str(part.absolute()), f"+{_PART}:{named}", at=archive)
    theirs = _tree(archive, named)
    _refuse_strange(archive, _tree(archive, set_out), theirs, part)
    return set_out, theirs


def _refuse_strange(archive: Path, before: str, after: str, part: Path) -> None:
    """Raises `FolkmootError` where a part brings anything but files of an archive: the job that keeps it may write.

    A link would lead who reads the branch elsewhere, and another file would be there that nobody looked at.
    """
    said = os.fsdecode(git.run("diff-tree", "-r", "-z", "--raw", "--no-renames", before, after, at=archive))
    rows = iter(said.split("\0"))
    for about, path in zip(rows, rows, strict=False):
        mode = about.split()[1]
        if mode not in (_GONE, _FILE) or (mode == _FILE and not _ITS_FILES.fullmatch(path)):
            shown = excerpt(one_line(path), 80)
            raise FolkmootError(f"{part} brings “{shown}”, which is nothing of an archive", "see who wrote that part")


def _joined(archive: Path, base: str, ours: str, theirs: str) -> str:
    """The tree in which both changes of the tree `base` are."""
    if theirs in (base, ours):
        return ours
    with tempfile.TemporaryDirectory(prefix="folkmoot-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git.run("read-tree", "-i", "-m", "--aggressive", base, ours, theirs, at=archive, told=index)
        said = os.fsdecode(git.run("ls-files", "--unmerged", "-z", at=archive, told=index))
        stages: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for row in filter(None, said.split("\0")):
            about, _, path = row.partition("\t")
            _, blob, stage = about.split()
            stages[path][stage] = blob
        settled = []
        for path, blobs in stages.items():
            held = git.named(archive, blobs)
            content = reconciled(path, *(held.get(stage, b"") for stage in "123"))
            settled.append(f"0 {_NONE}\t{path}")
            if content:
                blob = git.run("hash-object", "-w", "--stdin", at=archive, given=content).decode().strip()
                settled.append(f"100644 {blob}\t{path}")
        given = "".join(f"{one}\0" for one in settled)
        git.run("update-index", "-z", "--index-info", at=archive, given=os.fsencode(given), told=index)
        return git.run("write-tree", at=archive, told=index).decode().strip()
