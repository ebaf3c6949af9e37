"""Changing a file that somebody wrote: whole or not at all, and only as it was when it was read."""

import stat
from pathlib import Path

from folkmoot.errors import FolkmootError
from folkmoot.publish.tree import replace_file


def is_own(root: Path, path: str) -> bool:
    """Whether `path` is a file of the folder itself: neither it nor a folder above it is a link to somewhere else."""
    target = root.joinpath(*path.split("/"))
    above = [folder for folder in target.parents if root in folder.parents]
    return target.is_file() and not any(place.is_symlink() for place in (target, *above))


def amend(root: Path, path: str, before: bytes, after: bytes) -> None:
    """Writes a file that holds `before` anew; its owner and permissions stay.

    Raises `FolkmootError` where it holds something else by now, is read-only or in two places, or cannot be written.
    """
    target = root.joinpath(*path.split("/"))
    try:
        if not is_own(root, path) or target.read_bytes() != before:
            raise _changed(path)
        there = target.stat()
        if not there.st_mode & stat.S_IWUSR:
            raise FolkmootError(f"{path} is read-only", "allow to write it, and run the command again")
        if there.st_nlink > 1:
            raise FolkmootError(
                f"{path} is in a second place, too, and would be another file there", "mend it yourself"
            )
        # Whatever lies in a folder of records is read as one; what lies at the top is not.
        replace_file(target, after, durable=True, like=there, aside=root)
    except OSError as error:
        raise _unwritable(path, error) from None


def remove(root: Path, path: str, before: bytes) -> None:
    """Removes a file that holds `before`; raises `FolkmootError` where it holds something else by now, or stays."""
    target = root.joinpath(*path.split("/"))
    try:
        if not is_own(root, path) or target.read_bytes() != before:
            raise _changed(path)
        target.unlink()
    except OSError as error:
        raise _unwritable(path, error) from None


def rename(root: Path, before: str, after: str) -> None:
    """Gives a file another name, which no other file has; raises `FolkmootError` where one has it, or it cannot be."""
    old, new = root.joinpath(*before.split("/")), root.joinpath(*after.split("/"))
    try:
        # Where capitals make no difference, the file is there under its new name already.
        if not is_own(root, before) or ((new.exists() or new.is_symlink()) and not new.samefile(old)):
            raise _changed(after)
        old.rename(new)
    except OSError as error:
        raise _unwritable(before, error) from None


def _changed(path: str) -> FolkmootError:
    return FolkmootError(f"{path} was changed by somebody else in the meantime", "run the command again")


def _unwritable(path: str, error: OSError) -> FolkmootError:
    return FolkmootError(
        f"{path} cannot be written: {error.strerror}", "check the disk and the permissions of the file and its folder"
    )
