"""Where an archive's lines are: `<kind>/<source>/<year>.jsonl`, each a file of its own.

No link is followed below the archive's folder, which itself may be one: an archive can be a part of the hub's own
files, and whoever proposes a link there could have any file of a maintainer's machine read.
"""

from pathlib import Path

from folkmoot.model.folders import FOLDERS


def archive_files(directory: Path, kind: str) -> list[Path]:
    """The archive's files of one kind, in the order of their names."""
    if (directory / kind).is_symlink():
        return []
    found = (directory / kind).glob("*/*.jsonl")
    return sorted(one for one in found if one.is_file() and not (one.is_symlink() or one.parent.is_symlink()))


def linked(directory: Path) -> list[Path]:
    """What of an archive is not read, since it is a link."""
    kinds = [directory / kind for kind in FOLDERS]
    within = (place for kind in kinds for pattern in ("*", "*/*.jsonl") for place in kind.glob(pattern))
    return sorted({place for place in (*kinds, *within) if place.is_symlink()})
