"""Writing files below a folder: only what changed, whole or not at all, and never outside of it."""

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.model.artifact import Artifact

HALF = ".fm-"
"""How the names of files start that are not whole yet."""


def folders_of(path: str) -> list[str]:
    """The folders that lead to a path, the outermost first: of a/b/c.md, a and a/b."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def refuse_source(root: Path, site: Path, sources: Iterable[str | Path]) -> None:
    """Raises `WrongUse` where a site in the folder `site` would take the place of what it is made from.

    That is: where it is the hub in `root` or holds it; where it is, holds or lies in one of the `sources` (paths
    relative to `root`, or absolute); and where it lies below the hub by its name, but a link leads elsewhere.
    """
    place, hub = site.resolve(), root.resolve()
    hint = "name another folder with --site, such as site/ in the hub's folder"
    if hub.is_relative_to(place):
        raise WrongUse(f"{site} holds the hub itself", hint)
    for source in sources:
        taken = (root / source).resolve()
        if place.is_relative_to(taken) or taken.is_relative_to(place):
            raise WrongUse(f"{site} is where the hub's own files are, in {source}", hint)
    named = Path(os.path.abspath(site))  # noqa: PTH100 (Path.absolute keeps "..", and resolve follows the links)
    if named.is_relative_to(os.path.abspath(root)) and not place.is_relative_to(hub):  # noqa: PTH100
        raise WrongUse(f"{site} is a link that leads out of the hub, to {place}", f"name that folder: --site {place}")


@contextmanager
def workshop() -> Iterator[Path]:
    """A private folder for one build, which nobody else can prepare or read, and which is gone afterwards."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="folkmoot-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FolkmootError(
            f"there is no place for a temporary folder: {error.strerror}", "make room, or set TMPDIR to another disk"
        ) from None
    with folder as name:
        yield Path(name).resolve()


def sweep(directory: Path) -> None:
    """Removes what a program that was killed left half done at the folder's top, where nobody else writes just now."""
    try:
        for entry in directory.glob(f"{HALF}*"):
            entry.unlink()
    except OSError:  # whoever may not remove it may not write here either, and is told when they do
        pass


def write(directory: Path, artifact: Artifact, *, durable: bool = False, aside: Path | None = None) -> bool:
    """Writes one file below the folder, whole or not at all; returns whether its bytes were other ones before.

    A `durable` file is on the disk, not only on its way there, before it takes the place of the old one. Until it is
    whole it lies in the folder `aside`, or beside the old one.
    """
    target = _inside(directory, artifact.path)
    try:
        if target.read_bytes() == artifact.content and not _behind_link(directory, target):
            return False
    except OSError:  # not there, or in the way: what stands there is replaced, or writing says why it cannot be
        pass
    try:
        _make_room(directory, target)
        replace_file(target, artifact.content, durable=durable, aside=aside)
    except OSError as error:
        raise FolkmootError(
            f"{target} cannot be written: {error.strerror}", "check the disk and the folder's permissions"
        ) from None
    return True


def write_private(directory: Path, artifact: Artifact) -> None:
    """Writes one file below somebody's own folder, whole or not at all.

    Its owner alone may read it where it is new; one that is there stays for those for whom it is. Raises `WrongUse`
    where a folder is in its way, which nobody has said may go, and `FolkmootError` where it cannot be written.
    """
    target = _inside(directory, artifact.path)
    if target.is_dir():
        raise WrongUse(f"{target} is a folder, where a file is to be written", "give the folder another name")
    try:
        target.parent.mkdir(exist_ok=True, parents=True)
        like = target.stat() if target.is_file() and not target.is_symlink() else None
        replace_file(target, artifact.content, like=like, mode=0o600)
    except OSError as error:
        raise FolkmootError(
            f"{target} cannot be written: {error.strerror}", "check the disk and the folder's permissions"
        ) from None


def replace_file(
    target: Path,
    content: bytes,
    *,
    durable: bool = False,
    like: os.stat_result | None = None,
    mode: int = 0o644,
    aside: Path | None = None,
) -> None:
    """Puts a file into the place of another, whole or not at all; raises `OSError`.

    It belongs to whom the file belonged that it is `like`, and they may do the same with it; without one `mode` says
    who may, and by that everybody may read it. Until it is whole it lies in the folder `aside`, or beside the other.
    """
    handle, name = tempfile.mkstemp(dir=aside or target.parent, prefix=HALF)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            new = os.fstat(file.fileno())
            if like and (new.st_uid, new.st_gid) != (like.st_uid, like.st_gid):
                os.chown(name, like.st_uid, like.st_gid)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        # A temporary file is for its owner alone; a site is for everybody.
        Path(name).chmod(stat.S_IMODE(like.st_mode) if like else mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def held(directory: Path) -> dict[str, bytes]:
    """The folder's files by their paths in it; links are not followed, and git's own files are not looked at."""
    try:
        return {
            path.relative_to(directory).as_posix(): path.read_bytes()
            for top in directory.iterdir()
            if top.name != ".git"
            for path in sorted([top, *top.rglob("*")])
            if path.is_file() and not path.is_symlink()
        }
    except OSError as error:
        raise FolkmootError(f"{error.filename} cannot be read: {error.strerror}", "check its permissions") from None


def write_new(directory: Path, artifacts: Iterable[Artifact]) -> None:
    """Writes files where none are yet; raises `WrongUse` that names all that are in the way, before it writes any."""
    wanted = list(artifacts)
    there = {
        place
        for artifact in wanted
        for place in (artifact.path, *folders_of(artifact.path))
        if _in_the_way(_inside(directory, place), is_file=place == artifact.path)
    }
    if there:
        raise WrongUse(
            f"{directory} already holds {', '.join(sorted(there))}", "choose an empty folder, or move these files away"
        )
    for artifact in wanted:
        write(directory, artifact)


def _in_the_way(place: Path, *, is_file: bool) -> bool:
    return place.is_symlink() or (place.exists() if is_file else place.is_file())


def _between(directory: Path, target: Path) -> list[Path]:
    """The folders below `directory` that lead to a file in it, the outermost first."""
    return [*takewhile(lambda folder: folder != directory, target.parents)][::-1]


def _behind_link(directory: Path, target: Path) -> bool:
    """Whether the file, or a folder between it and `directory`, is a link: its bytes are those of some other file."""
    return target.is_symlink() or any(folder.is_symlink() for folder in _between(directory, target))


def _make_room(directory: Path, target: Path) -> None:
    """Makes the file's folder, where a file or a link may stand from an earlier build."""
    if not directory.is_dir():
        directory.mkdir(exist_ok=True, parents=True)
    for folder in _between(directory, target):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        for found in sorted(target.rglob("*"), reverse=True):
            found.rmdir() if found.is_dir() and not found.is_symlink() else found.unlink()
        target.rmdir()


def _inside(directory: Path, path: str) -> Path:
    refuse_path(path)
    return directory.joinpath(*path.split("/"))


def refuse_path(path: str) -> None:
    """Raises `FolkmootError` where a path is none inside a folder, with slashes and without dots that lead upwards."""
    if path.startswith("/") or "\\" in path or "\0" in path or any(part in ("", ".", "..") for part in path.split("/")):
        raise FolkmootError(f"“{path}” is no path inside a folder")
