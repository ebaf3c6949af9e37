"""What a private folder plans: the files `plan/<slug>.md`."""

from pathlib import Path

from folkmoot.load.family_files import IGNORED
from folkmoot.load.located import located
from folkmoot.load.names import better_name
from folkmoot.load.records import record_of
from folkmoot.model.base import SLUG
from folkmoot.model.plan import Planned
from folkmoot.model.problem import Problem

PLAN = "plan"
"""The folder of what is planned, below a private folder."""


def load_plan(folder: Path) -> tuple[tuple[Planned, ...], list[Problem]]:
    """What the private `folder` plans, by the names of the files, and what is wrong in it, placed; nothing without one.

    Raises `OSError` where the folder is there and cannot be read.
    """
    found: list[Planned] = []
    problems: list[Problem] = []
    place = folder / PLAN
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        where = f"{PLAN}/{path.name}"
        if path.name in IGNORED or path.name.startswith("."):
            continue
        if path.suffix != ".md" or not SLUG.fullmatch(path.stem):
            hint = f"call it {PLAN}/{better_name(path.name) or 'open-day'}.md"
            problems.append(Problem(where, "file-name", "this file is read by nobody", hint))
        elif one := record_of(folder, path, path.stem, Planned, problems):
            found.append(one)
    return tuple(found), located(folder, problems)
