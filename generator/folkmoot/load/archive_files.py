"""Where an archive's lines are: `<kind>/<source>/<year>.jsonl`, each a file of its own.

No link is followed below the archive's folder, which itself may be one: an archive can be a part of the hub's own
files, and whoever proposes a link there could have any file of a maintainer's machine read.
"""

from pathlib import Path

from folkmoot.model.folders import FOLDERS
from folkmoot.model.problem import Problem


def archive_files(directory: Path, kind: str) -> list[Path]:
    """The archive's files of one kind, in the order of their names."""
    if (directory / kind).is_symlink():
        return []
    found = (directory / kind).glob("*/*.jsonl")
    return sorted(one for one in found if one.is_file() and not (one.is_symlink() or one.parent.is_symlink()))


def links_told(directory: Path, root: Path) -> list[Problem]:
    """A problem for each link in an archive, which is not read."""
    kinds = [directory / kind for kind in FOLDERS]
    within = (place for kind in kinds for pattern in ("*", "*/*.jsonl") for place in kind.glob(pattern))
    fault, hint = "this is a link, and only files are read", "put the file itself there"
    return [
        Problem(shown_below(place, root), "archive-line", fault, hint, severity="warning")
        for place in sorted({place for place in (*kinds, *within) if place.is_symlink()})
    ]


def shown_below(path: Path, root: Path) -> str:
    """How a problem names a file: relative to the hub in `root`, where it lies below it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
