"""A private folder beside the hub: what is planned, written and kept there by those who look after the community."""

from pathlib import Path
from typing import Any

from folkmoot.load.family_files import IGNORED
from folkmoot.load.located import located
from folkmoot.load.names import better_name
from folkmoot.load.records import record_of
from folkmoot.model.base import SLUG, Written
from folkmoot.model.private_folder import FAMILIES, PrivateFamily, PrivateFolder
from folkmoot.model.problem import Problem


def load_private(folder: Path) -> tuple[PrivateFolder, list[Problem]]:
    """What the private `folder` holds, and what is wrong in it, placed; nothing where its folders are not there.

    Raises `OSError` where one is there and cannot be read.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {one.folder: tuple(_records(folder, one, problems)) for one in FAMILIES}
    return PrivateFolder(**found), located(folder, problems)


def _records(folder: Path, family: PrivateFamily, problems: list[Problem]) -> list[Written]:
    found: list[Written] = []
    place = folder / family.folder
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        where = f"{family.folder}/{path.name}"
        if path.name in IGNORED or path.name.startswith("."):
            continue
        if path.suffix != ".md" or not SLUG.fullmatch(path.stem):
            hint = f"call it {family.folder}/{better_name(path.name) or family.example}.md"
            problems.append(Problem(where, "file-name", "this file is read by nobody", hint))
        elif one := record_of(folder, path, path.stem, family.record, problems):
            found.append(one)
    return found
