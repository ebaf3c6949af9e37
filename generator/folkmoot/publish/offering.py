"""A branch with changes that somebody proposes, pushed to where the hub's repository is kept: one commit on the hub's.

Nothing of the folder changes: the commit is made beside it (git-read-tree(1), git-commit-tree(1)). A branch that a
person pushed to is theirs from then on, and stays as it is.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from folkmoot import git
from folkmoot.errors import FolkmootError
from folkmoot.publish.origin import Author, Origin, committed, go, tip_of

Offered = Literal["written", "changed", "unchanged", "theirs"]
"""What came of a branch: `theirs` where somebody else pushed to it, so that it stays as it is."""

_PLAIN = "100644"
_NONE = "0" * 40


def offer(
    root: Path, origin: Origin, branch: str, files: Mapping[str, bytes | None], message: str, author: Author = ("", "")
) -> Offered:
    """Pushes a branch on which the hub in `root`, as it was checked out, has these `files`; None removes one.

    `author` is whom the commit is credited to. Raises `FolkmootError` where git cannot, or where the branch moved on
    meanwhile.
    """
    ref = f"refs/heads/{branch}"
    top = git.toplevel(root)
    if top is None:
        raise FolkmootError(f"{root} is in no git repository", "run this in a clone of the hub's repository")
    within = root.resolve().relative_to(top.resolve()).as_posix()
    there = {path if within == "." else f"{within}/{path}": content for path, content in files.items()}
    base = git.run("rev-parse", "--verify", "HEAD^{commit}", at=top).decode().strip()
    tip = tip_of(origin, ref)
    if tip:
        _fetch(top, origin, tip)
        if not _is_ours(top, origin, tip):
            return "theirs"
    tree = _tree(top, base, there)
    if tip and tree == git.run("rev-parse", "--verify", f"{tip}^{{tree}}", at=top).decode().strip():
        return "unchanged"
    commit = committed(top, origin, tree, base, message, author)
    go(origin, "push", "--quiet", f"--force-with-lease={ref}:{tip}", "--", origin.address, f"{commit}:{ref}", at=top)
    return "changed" if tip else "written"


def keep(folder: Path, origin: Origin, message: str) -> bool:
    """Commits what changed in a clone's folder, and pushes it to the branch that is checked out; says whether it did.

    Raises `FolkmootError` where the folder is no clone, or where the branch moved on meanwhile.
    """
    if not git.is_repository(folder):
        raise FolkmootError(f"{folder} is no clone of a repository", "check it out first")
    branch = git.run("symbolic-ref", "HEAD", at=folder).decode().strip()
    git.run("add", "--all", "--", ".", at=folder)
    tree = git.run("write-tree", at=folder).decode().strip()
    base = git.run("rev-parse", "--verify", "HEAD^{commit}", at=folder).decode().strip()
    if tree == git.run("rev-parse", "--verify", f"{base}^{{tree}}", at=folder).decode().strip():
        return False
    commit = committed(folder, origin, tree, base, message)
    asked = ("push", "--quiet", f"--force-with-lease={branch}:{base}")
    go(origin, *asked, "--", origin.address, f"{commit}:{branch}", at=folder)
    git.run("update-ref", branch, commit, at=folder)
    return True


def offered_before(root: Path, origin: Origin, prefix: str, folder: str) -> dict[str, dict[str, bytes]]:
    """The branches that begin with `prefix`, where the repository is kept, with their files in a folder of the hub."""
    top = git.toplevel(root) or root
    within = root.resolve().relative_to(top.resolve())
    said = go(origin, "ls-remote", "--", origin.address, f"refs/heads/{prefix}*").decode()
    found = {}
    for tip, ref in (line.split("\t") for line in said.splitlines()):
        _fetch(top, origin, tip)
        listed = git.run("ls-tree", "-z", "--name-only", tip, "--", f"{(within / folder).as_posix()}/", at=top)
        paths = {Path(path).relative_to(within).as_posix(): path for path in os.fsdecode(listed).split("\0") if path}
        held = git.named(top, {path: f"{tip}:{there}" for path, there in paths.items()})
        found[ref.removeprefix("refs/heads/")] = held
    return found


def _fetch(top: Path, origin: Origin, commit: str) -> None:
    """Brings a commit; a depth that is asked for would cut off the history of a clone that has it whole."""
    depth = ("--depth", "1") if git.is_shallow(top) else ()
    asked = ("fetch", "--quiet", *depth, "--no-tags", "--no-write-fetch-head")
    go(origin, *asked, "--", origin.address, commit, at=top)


def _is_ours(top: Path, origin: Origin, commit: str) -> bool:
    """Whether a commit was made by whoever pushes for the hub, and not by a person who went on from there."""
    ours = origin.identity[1] or git.run("config", "user.email", at=top).decode().strip()
    return git.run("show", "--no-patch", "--format=%ce", commit, at=top).decode().strip() == ours


def _tree(top: Path, base: str, files: Mapping[str, bytes | None]) -> str:
    """The tree of a commit with these files in place of those that are there."""
    with tempfile.TemporaryDirectory(prefix="folkmoot-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git.run("read-tree", base, at=top, told=index)
        rows = []
        for path, content in files.items():
            if content is None:
                rows.append(f"0 {_NONE}\t{path}")
            else:
                blob = git.run("hash-object", "-w", "--stdin", at=top, given=content).decode().strip()
                rows.append(f"{_PLAIN} {blob}\t{path}")
        given = "".join(f"{one}\0" for one in rows)
        git.run("update-index", "-z", "--index-info", at=top, given=os.fsencode(given), told=index)
        return git.run("write-tree", at=top, told=index).decode().strip()
