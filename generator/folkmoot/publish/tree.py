"""Writing folders of files: only what changed, whole or not at all, and nothing stale left behind."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.model.artifact import Artifact


def mirror(directory: Path, artifacts: Iterable[Artifact], *, sign: str = "") -> int:
    """Makes the folder hold exactly these files and returns how many were written; right bytes are not touched.

    `sign` is a file that shows that the folder was made by an earlier build. A folder that holds files but not this one
    is refused (`WrongUse`), so that a mistyped name never empties somebody's folder; "" trusts the folder.
    """
    directory = directory.absolute()
    if directory.exists() and not directory.is_dir():
        raise WrongUse(f"{directory} is a file", "name a folder")
    if sign and directory.is_dir() and any(directory.iterdir()) and not (directory / sign).is_file():
        raise WrongUse(
            f"{directory} holds files that Folkmoot did not write", "name another folder, or empty this one yourself"
        )
    wanted = {artifact.path: artifact.content for artifact in artifacts}
    written = sum(write(directory, Artifact(path, content)) for path, content in sorted(wanted.items()))
    for found in sorted(directory.rglob("*"), reverse=True):
        if found.is_dir() and not found.is_symlink():
            if not any(found.iterdir()):
                found.rmdir()
        elif found.relative_to(directory).as_posix() not in wanted:
            found.unlink()
    return written


def write(directory: Path, artifact: Artifact, *, durable: bool = False) -> bool:
    """Writes one file below the folder, whole or not at all; returns whether its bytes were other ones before.

    A `durable` file is on the disk, not only on its way there, before it takes the place of the old one.
    """
    target = _inside(directory, artifact.path)
    try:
        if target.read_bytes() == artifact.content:
            return False
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass
    try:
        _make_room(directory, target)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".fm-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(artifact.content)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            os.chmod(name, 0o644)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise FolkmootError(f"{target} cannot be written: {error.strerror}", "check the disk and the folder's permissions")
    return True


def held(directory: Path) -> dict[str, bytes]:
    """The folder's files by their paths in it; links are not followed."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def write_new(directory: Path, artifacts: Iterable[Artifact]) -> None:
    """Writes files where none are yet; raises `WrongUse` that names all that are in the way, before it writes any."""
    wanted = list(artifacts)
    there = [artifact.path for artifact in wanted if os.path.lexists(_inside(directory, artifact.path))]
    if there:
        raise WrongUse(
            f"{directory} already holds {', '.join(sorted(there))}", "choose an empty folder, or move these files away"
        )
    for artifact in wanted:
        write(directory, artifact)


def _make_room(directory: Path, target: Path) -> None:
    """Makes the file's folder, where a file or a link may stand from an earlier build."""
    for folder in reversed([parent for parent in target.parents if directory in (parent, *parent.parents)]):
        if folder != directory and (folder.is_symlink() or folder.is_file()):
            folder.unlink()
        folder.mkdir(exist_ok=True, parents=True)
    if target.is_dir() and not target.is_symlink():
        for found in sorted(target.rglob("*"), reverse=True):
            found.rmdir() if found.is_dir() and not found.is_symlink() else found.unlink()
        target.rmdir()


def _inside(directory: Path, path: str) -> Path:
    parts = path.split("/")
    if path.startswith("/") or "\\" in path or any(part in ("", ".", "..") for part in parts):
        raise FolkmootError(f"“{path}” is no path inside a folder")
    return directory.joinpath(*parts)
