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
    if base.is_symlink() or (base.exists() and not base.is_dir()):
        problems.append(_unread(FOLDER, "this is no folder, so that nobody is forgotten"))
        return ()
    held = sorted(base.iterdir()) if base.is_dir() else []
    paths = [path for path in held if path.suffix == _ENDING]
    others = (path for path in held if path.suffix != _ENDING and not path.name.startswith("."))
    problems += [
        _unread(path.relative_to(root).as_posix(), f"only files that end in {_ENDING} are read here") for path in others
    ]
    found = (record_of(root, path, path.stem, Forgotten, problems) for path in paths)
    return tuple(one for one in found if one)


def _unread(where: str, fault: str) -> Problem:
    return Problem(where, "not-a-file", fault, "leave this folder and its files as folkmoot forget wrote them")
