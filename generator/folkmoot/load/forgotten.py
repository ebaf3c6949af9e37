"""The files that stand for people who asked to be forgotten."""

from pathlib import Path

from folkmoot.load.records import record_of
from folkmoot.model.forgotten import FOLDER, Forgotten
from folkmoot.model.problem import Problem

_ENDING = ".yml"


def load_forgotten(root: Path, problems: list[Problem]) -> tuple[Forgotten, ...]:
    """The records in `members/forgotten` of the hub in `root`, in the order of their names.

    What cannot be read there is a problem: somebody may be named whom nothing may name any more.
    """
    base = root / FOLDER
    if not base.is_dir() or base.is_symlink():
        return ()
    paths = sorted(path for path in base.iterdir() if path.suffix == _ENDING)
    found = (record_of(root, path, path.stem, Forgotten, problems) for path in paths)
    return tuple(one for one in found if one)
