"""Folders that are made to hold exactly certain files: what is right is not touched, and nothing stale is left."""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.publish.tree import HALF, folders_of, refuse_path


def mirror(directory: Path, artifacts: Iterable[Artifact], *, sign: str = "") -> int:
    """Makes the folder hold exactly these files and returns how many were written; `sign` as for a `Mirror`."""
    made = Mirror(directory, sign=sign)
    wanted = {artifact.path: artifact.content for artifact in artifacts}
    refuse_both(wanted)
    # Pages come after what they show.
    for path, content in sorted(wanted.items(), key=lambda item: (item[0] != sign, item[0].endswith(".html"), item[0])):
        made.put(path, content)
    made.remove_all_but(wanted)
    return made.written


def refuse_both(paths: Collection[str]) -> None:
    """Raises `FolkmootError` where one of the paths would be a file and the folder of another."""
    wanted = set(paths)
    if both := wanted & {folder for path in wanted for folder in folders_of(path)}:
        raise FolkmootError(f"{min(both)} would be a file and a folder", "give one of them another name")


class Mirror:
    """A folder into which files are put one by one, each whole or not at all; `written` counts those that are new.

    Folders are looked at once: nobody else may write there meanwhile but other mirrors, into other folders below it.
    """

    def __init__(self, directory: Path, *, sign: str = "") -> None:
        """`sign` is a file that shows that the folder was made by an earlier build.

        A folder that holds files but not this one is refused (`WrongUse`), so that a mistyped name never empties
        somebody's folder; "" trusts the folder. What starts with a dot at the folder's top, such as the .git of a
        branch to publish, is nobody's page and stays.
        """
        self._root = str(directory.absolute())
        self.written = 0
        self._held: dict[str, dict[str, os.DirEntry[str]]] = {}
        _refuse_foreign(directory.absolute(), sign)

    def put(self, path: str, content: bytes) -> None:
        """Puts one file there; bytes that are right already are not touched.

        Raises `FolkmootError` where the path is none inside a folder, or the disk refuses.
        """
        refuse_path(path)
        folder, _, name = path.rpartition("/")
        target = f"{self._root}/{path}"
        try:
            there = self._listed(folder).get(name)
            if (
                there
                and there.is_file(follow_symlinks=False)
                and there.stat(follow_symlinks=False).st_size == len(content)
            ):
                with open(target, "rb") as file:  # noqa: PTH123 (of many thousands, a Path each would take its time)
                    if file.read() == content:
                        return
            if there and there.is_dir(follow_symlinks=False):
                shutil.rmtree(target)
            self._replace(f"{self._root}/{folder}", target, content)
        except OSError as error:
            raise FolkmootError(
                f"{target} cannot be written: {error.strerror}", "check the disk and the folder's permissions"
            ) from None
        self.written += 1

    def remove_all_but(self, wanted: Collection[str]) -> None:
        """Removes all files but those with these paths, and folders that are empty then."""
        paths = set(wanted)
        kept = paths | {folder for path in paths for folder in folders_of(path)}
        try:
            for entry in _replaceable(self._root):
                _remove_stale(entry, entry.name, kept)
        except OSError as error:
            raise FolkmootError(
                f"{error.filename} cannot be removed: {error.strerror}", "check the folder's permissions"
            ) from None

    def _listed(self, folder: str) -> dict[str, os.DirEntry[str]]:
        """What a folder held when it was first looked at; it is made where it is not there, or where no folder is."""
        if (known := self._held.get(folder)) is not None:
            return known
        place = f"{self._root}/{folder}".rstrip("/")
        if folder:
            above, _, name = folder.rpartition("/")
            there = self._listed(above).get(name)
            if there and not there.is_dir(follow_symlinks=False):
                os.unlink(place)  # noqa: PTH108
                there = None
            if there is None:
                os.makedirs(place, exist_ok=True)  # noqa: PTH103 (another mirror may have been quicker)
        else:
            os.makedirs(place, exist_ok=True)  # noqa: PTH103
        with os.scandir(place) as entries:
            found = self._held[folder] = {entry.name: entry for entry in entries}
        return found

    def _replace(self, folder: str, target: str, content: bytes) -> None:
        half = f"{folder}/{HALF}{os.getpid()}"
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            with os.fdopen(handle, "wb", buffering=0) as file:
                # A site is for everybody, whatever files are as a rule on this machine.
                os.fchmod(handle, 0o644)
                left = memoryview(content)
                while left:
                    left = left[file.write(left) :]
            os.replace(half, target)  # noqa: PTH105
        except BaseException:
            os.unlink(half)  # noqa: PTH108
            raise


def _holds(entry: os.DirEntry[str], content: bytes) -> bool:
    if not entry.is_file(follow_symlinks=False) or entry.stat(follow_symlinks=False).st_size != len(content):
        return False
    with open(entry.path, "rb") as file:  # noqa: PTH123 (of many thousands, a Path each would take its time)
        return file.read() == content


def _refuse_foreign(directory: Path, sign: str) -> None:
    try:
        if directory.exists() and not directory.is_dir():
            raise WrongUse(f"{directory} is a file", "name a folder")
        foreign = directory.is_dir() and any(not entry.name.startswith(".") for entry in directory.iterdir())
        strange = sign and foreign and not (directory / sign).is_file()
    except OSError as error:
        raise WrongUse(f"{directory} cannot be read: {error.strerror}", "name another folder") from None
    if strange:
        raise WrongUse(
            f"{directory} holds files that Folkmoot did not write", "name another folder, or empty this one yourself"
        )


def _replaceable(directory: str) -> Iterator[os.DirEntry[str]]:
    """What a build may take away at the folder's top: all but dot entries, of which only our own leftovers go."""
    with os.scandir(directory) as entries:
        return iter([one for one in entries if not one.name.startswith(".") or one.name.startswith(HALF)])


def _remove_stale(entry: os.DirEntry[str], path: str, kept: Collection[str]) -> None:
    if not entry.is_dir(follow_symlinks=False):
        if path not in kept:
            os.unlink(entry.path)  # noqa: PTH108
        return
    with os.scandir(entry.path) as entries:
        held = list(entries)
    for one in held:
        _remove_stale(one, f"{path}/{one.name}", kept)
    if path not in kept:
        os.rmdir(entry.path)  # noqa: PTH106
