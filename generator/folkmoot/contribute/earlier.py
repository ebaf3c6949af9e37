"""A hub as it was at a commit, read beside what it is now: only what changed is read again."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from folkmoot import git
from folkmoot.load.community import family_of, with_record
from folkmoot.load.hub import Written, load_hub
from folkmoot.load.names import shown
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import PROFILE_FILE, Community, Profile
from folkmoot.publish import tree

_FOLDERS = ("members/", "events/", "content/", "metrics/")
"""Where a hub's own files lie."""


class Earlier(NamedTuple):
    """The hub before a change, and what its renamed files are called now, by their paths before."""

    hub: Written
    renamed: dict[str, str]

    def path_now(self, path: str) -> str:
        """What a file of that time is called now."""
        return self.renamed.get(path, path)


def earlier(root: Path, now: Written, commit: str, changes: Collection[git.Change]) -> Earlier:
    """The hub in `root` as it was at a commit from which it differs by these `changes`.

    Where only records changed, only those are read; the rest is as it is `now`. Raises `GitError`.
    """
    touched = {path for one in changes for path in (one.path, one.before) if path}
    paths = {path for path in touched if path.startswith(_FOLDERS)}
    # What git does to files when it writes them may change with its own settings; then all are read again.
    plain = not any(path.rpartition("/")[2].startswith(".git") for path in touched)
    renamed = {one.before: one.path for one in changes if one.before and one.path}
    with tree.workshop() as folder:
        if plain and all(family_of(path) and shown(path) == path for path in paths):
            _write(root, commit, [one.before for one in changes if one.before in paths], folder)
            return Earlier(_with_records(folder, now, paths), renamed)
        _write(root, commit, (path for path in git.files_at(root, commit) if path.startswith(_FOLDERS)), folder)
        if not (folder / PROFILE_FILE).is_file():
            return Earlier(_nothing(), renamed)
        return Earlier(load_hub(folder), renamed)


def _write(root: Path, commit: str, paths: Iterable[str], folder: Path) -> None:
    # No file of this name can be written everywhere; it is a problem of its own, before as now.
    contents = git.contents_at(root, commit, (path for path in paths if "\\" not in path))
    tree.write_new(folder, (Artifact(path, content) for path, content in contents.items()))


def _with_records(folder: Path, now: Written, paths: Collection[str]) -> Written:
    community, faults = now.community, [fault for fault in now.problems if fault.path not in paths]
    for path in sorted(paths):
        community, found = with_record(folder, community, path)
        faults += found
    return now._replace(community=community, problems=faults)


def _nothing() -> Written:
    """The hub before there was one."""
    families: dict[str, dict[str, object]] = {
        family: {} for family in ("members", "events", "projects", "posts", "teams", "places")
    }
    return Written(Community(profile=Profile(name="?"), pages=(), files=(), **families), [], [])  # type: ignore[arg-type]
