"""The use case `archive`: where a hub's archive is kept, and how a program may go there."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from folkmoot import git
from folkmoot.errors import WrongUse
from folkmoot.load.profile import load_profile
from folkmoot.load.visits import CACHE
from folkmoot.model.artifact import Artifact
from folkmoot.publish import branch, tree
from folkmoot.publish.origin import Origin

_ELSE = ".folkmoot/archive"
"""Where a new hub has its archive: what is taken where the community's file cannot be read, of which `check` tells."""

_BUNDLE = "archive.bundle"
_MEMORY = re.compile(r"[a-z]+(?:-\d{1,3}-of-\d{1,3})?\.json", re.ASCII)


def folder(root: Path, archive: Path | None = None) -> Path:
    """The folder of the hub's archive: the one that is named, else what the community's file says.

    Raises `WrongUse` where there is no hub in `root`, and where the archive is a part of the hub's own history.
    """
    profile = load_profile(root)
    found = archive or root / (profile.archive_dir if profile else _ELSE)
    if (top := git.toplevel(root)) and any(_is_own(place, top.resolve()) for place in _leading_to(found, root)):
        raise WrongUse(
            f"{found} is kept with the hub’s own files, not on a branch of its own",
            "there is nothing to restore or to keep: commit it with the rest",
        )
    return found


def _leading_to(archive: Path, root: Path) -> Iterator[Path]:
    """Where an archive's folder is, and the links on the way to it: one that a proposal brought leads anywhere."""
    yield archive.resolve()
    hub, place = root.resolve(), root.resolve() / os.path.relpath(archive, root)
    yield from (one for one in (place, *place.parents) if one.is_relative_to(hub) and one.is_symlink())


def _is_own(place: Path, top: Path) -> bool:
    """Whether the repository at `top` holds the folder or the link."""
    if not place.is_relative_to(top):
        return False
    return bool(git.run("ls-files", "-z", "--", place.relative_to(top).as_posix(), at=top))


def put_aside(root: Path, archive: Path, where: Origin, part: Path) -> str:
    """Puts into a folder what a run on this machine brought, for another machine that keeps all of them.

    That is what changed in the archive, and what is remembered of the sources since it was restored. Returns in words
    what changed, or "".
    """
    kept = branch.put_aside(archive, where, part / _BUNDLE)
    head = git.run("rev-parse", "--git-path", "HEAD", at=archive).decode().strip()
    restored = (archive / head).stat().st_mtime_ns
    for path in sorted((root / CACHE).glob("*.json")):
        if path.stat().st_mtime_ns >= restored and _MEMORY.fullmatch(path.name):
            tree.write(part, Artifact(path.name, path.read_bytes()))
    return kept


def keep(root: Path, archive: Path, where: Origin, parts: tuple[Path, ...], *, is_squashed: bool = False) -> str:
    """Keeps on the branch what changed here and in the parts, or in those that lie in the folders that are named.

    What they remember of the sources comes only then: it says that what was read is there. Returns in words what was
    kept, or "".
    """
    folders = sorted({path.parent for part in parts for path in part.rglob("*") if path.is_file()})
    bundles = [one for folder in folders if (one := folder / _BUNDLE).is_file() and not one.is_symlink()]
    kept = branch.keep(archive, where, bundles, is_squashed=is_squashed)
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        if _MEMORY.fullmatch(path.name) and path.is_file() and not path.is_symlink():
            tree.write(root / CACHE, Artifact(path.name, path.read_bytes()))
    return kept
