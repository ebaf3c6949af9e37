"""A hub as it was at a commit, read beside what it is now: only what changed is read again."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from folkmoot import git
from folkmoot.errors import WrongUse
from folkmoot.load.community import family_of, with_record
from folkmoot.load.hub import Written, load_hub
from folkmoot.load.names import shown
from folkmoot.load.stray_places import may_be_stray
from folkmoot.load.strays import strays
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import PROFILE_FILE, Community, Profile
from folkmoot.model.families import FAMILIES
from folkmoot.model.touched import Touched
from folkmoot.publish import tree

_FOLDERS = ("members/", "events/", "content/", "metrics/")
"""Where a hub's own files lie."""


def set_out(root: Path, ref: str) -> str:
    """The commit from which the work in `root` set out from `ref`, a branch or a commit: what others did since is not
    its own.

    Raises `WrongUse` where there is no repository or no such commit, and where the clone is too shallow to know.
    """
    if git.toplevel(root) is None:
        raise WrongUse(f"{root} is in no git repository", "a change is told from a commit; make one with: git init")
    try:
        commit = git.fork_point(root, ref)
    except git.GitError:
        raise WrongUse(
            f"git knows no commit “{ref}” here",
            "name a branch or a commit that this clone has, such as origin/main; git fetch brings what is missing",
        ) from None
    if git.is_shallow(root) and not git.is_ancestor(root, commit):
        raise WrongUse(
            f"this clone has too little of the history to tell where the work set out from {ref}",
            "bring the rest with git fetch --unshallow, or in a workflow with fetch-depth: 0",
        )
    return commit


def earlier(root: Path, now: Written, commit: str, changes: Collection[Touched]) -> Written:
    """The hub in `root` as it was at a commit from which it differs by these `changes`.

    Where only records changed, only those are read; the rest is as it is `now`. Raises `GitError`.
    """
    touched = {path for one in changes for path in (one.path, one.before) if path}
    # A link or a file may stand in the place of a folder.
    paths = {path for path in touched if f"{path}/".startswith(_FOLDERS)}
    beside = {path for path in touched if may_be_stray(path)} - paths
    # What git does to files when it writes them may change with its own settings; then all are read again.
    plain = not any(path.rpartition("/")[2].startswith(".git") for path in touched)
    with tree.workshop() as folder:
        if plain and all(map(family_of, paths)) and all(shown(path) == path for path in paths | beside):
            wanted = [one.before for one in changes if one.before in paths | beside]
            written_out(git.contents_at(root, commit, wanted), folder)
            return _with_records(folder, now, paths, beside)
        there = [path for path in git.files_at(root, commit) if path.startswith(_FOLDERS) or may_be_stray(path)]
        written_out(git.contents_at(root, commit, there), folder)
        if not (folder / PROFILE_FILE).is_file():
            return _nothing()
        return load_hub(folder)


def written_out(contents: Mapping[str, bytes], folder: Path) -> None:
    """Writes files of another time into a folder.

    One whose name not every computer can store is left out; it is a problem of its own, before as now.
    """
    tree.write_new(folder, (Artifact(path, content) for path, content in contents.items() if "\\" not in path))


def _with_records(folder: Path, now: Written, paths: Collection[str], beside: Collection[str]) -> Written:
    """The hub `now` with the records at these `paths` as they are in the folder, and with what lay `beside` them."""
    community, touched = now.community, {*paths, *beside}
    faults = [*(fault for fault in now.problems if fault.path not in touched), *strays(folder)]
    for path in sorted(paths):
        community, found = with_record(folder, community, path)
        faults += found
    return now._replace(community=community, problems=faults)


def _nothing() -> Written:
    """The hub before there was one."""
    families: dict[str, Any] = {family: {} for family in FAMILIES}
    return Written(Community(profile=Profile(name="?"), pages=(), files=(), **families), [], [])
