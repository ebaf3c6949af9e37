"""A private folder beside the hub: what is planned, written and kept there by those who look after the community."""

import os
from pathlib import Path
from typing import Any

from folkmoot.errors import WrongUse
from folkmoot.load.family_files import IGNORED
from folkmoot.load.located import located
from folkmoot.load.names import better_name
from folkmoot.load.records import record_of
from folkmoot.model.base import SLUG, Written
from folkmoot.model.private_folder import FAMILIES, PrivateFamily, PrivateFolder
from folkmoot.model.problem import Problem


def load_private(folder: Path) -> tuple[PrivateFolder, list[Problem]]:
    """What the private `folder` holds, and what is wrong in it, placed; nothing where its folders are not there.

    Raises `WrongUse` where one is there and cannot be read, and where `folder` itself is not there: one whose name is
    misspelt is none in which nobody asked to be left alone.
    """
    problems: list[Problem] = []
    try:
        folder.stat()
        found: dict[str, Any] = {one.folder: tuple(_records(folder, one, problems)) for one in FAMILIES}
    except FileNotFoundError:
        raise WrongUse(f"{folder} is not there", "check its name, or make the folder first") from None
    except OSError as error:
        raise WrongUse(
            f"{error.filename or folder} cannot be read: {error.strerror}", "it has to be a folder that you may open"
        ) from None
    return PrivateFolder(**found), located(folder, problems)


def _records(folder: Path, family: PrivateFamily, problems: list[Problem]) -> list[Written]:
    found: list[Written] = []
    place = folder / family.folder
    for path in sorted(place.iterdir()) if os.path.lexists(place) else ():
        where = f"{family.folder}/{path.name}"
        if path.name in IGNORED or path.name.startswith("."):
            continue
        if not path.is_file():
            problems.append(
                Problem(where, "file-name", "this is no file that can be read", "move it out of the folder")
            )
        elif path.suffix != ".md" or not SLUG.fullmatch(path.stem):
            hint = f"call it {family.folder}/{better_name(path.name) or family.example}.md"
            problems.append(Problem(where, "file-name", "this file is read by nobody", hint))
        elif one := record_of(folder, path, path.stem, family.record, problems):
            found.append(one)
    return found
