"""Taking people who asked for it out of the archive: whole folders, and lines of others' sources."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from folkmoot.errors import FolkmootError
from folkmoot.publish.archive import Record, line_of
from folkmoot.publish.lines import Damaged, existing_lines, locked, write_lines

_Place = tuple[str, str]
"""A folder of the archive by its name, and a source in it."""


def strike(
    archive: Path,
    folders: Iterable[str],
    gone: Mapping[_Place, Collection[str]],
    changed: Mapping[_Place, Mapping[str, Record]],
) -> dict[str, str]:
    """Removes `folders` (relative to the archive), and by kind and source the lines with the ids that are `gone`, and
    writes those that `changed` anew. What is not there is gone already.

    Gives by source, in words, why its files are left as they are. Raises `FolkmootError` where nothing can be written.
    """
    unwritten: dict[str, str] = {}
    with locked(archive):
        for folder in sorted(folders):
            _remove(archive / folder)
        for kind, source in sorted({*gone, *changed}):
            place = kind, source
            try:
                lines = existing_lines(archive / kind / source)
            except Damaged as reason:
                unwritten[source] = str(reason)
                continue
            anew = {key: line_of(one) for key, one in changed.get(place, {}).items() if key in lines}
            left = {key: line for key, line in lines.items() if key not in gone.get(place, ())}
            write_lines(archive, f"{kind}/{source}", left | anew)
    return unwritten


def _remove(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        return
    try:
        for path in sorted(folder.iterdir()):
            path.unlink()
        folder.rmdir()
    except OSError as error:
        raise FolkmootError(
            f"{error.filename} cannot be removed: {error.strerror}", "check the folder's permissions"
        ) from None
