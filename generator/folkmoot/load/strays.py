"""Files of records at places where nothing reads them: beside the families' folders, or in one that is called alike."""

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from folkmoot.load.documents import MAX_BYTES, Unreadable
from folkmoot.load.names import better_name, is_fit, is_spare, shown
from folkmoot.load.records import document_of
from folkmoot.model.families import FAMILIES, Family
from folkmoot.model.problem import Problem
from folkmoot.model.remedy import Move

_MOST_TOLD, _MOST_READ = 20, 200
"""Of how many files it is told, and how many are looked into: a hub can have folders of other things by these names."""

_Entry = os.DirEntry[str]


def strays(root: Path) -> list[Problem]:
    """The files that hold a record by what they say, and lie at the hub's top, or in `Members/`, `content/members/`."""
    found: list[Problem] = []
    for read, (entry, where, families) in enumerate(_candidates(root)):
        if read == _MOST_READ or len(found) == _MOST_TOLD:
            break
        family = _family_of(entry, families, is_at_top="/" not in where)
        if family is not None:
            found.append(_told(root, where, family))
    return found


def _candidates(root: Path) -> Iterator[tuple[_Entry, str, list[Family]]]:
    """Files by where they lie, each with the families that it may belong to."""
    for folder in ("", "content"):
        for entry in _listed(root / folder):
            where = f"{folder}/{entry.name}".lstrip("/")
            if entry.is_dir(follow_symlinks=False):
                alike = [family for family in FAMILIES.values() if _is_alike(root, where, family)]
                for inner in _listed(Path(entry.path)) if alike else ():
                    yield inner, f"{where}/{inner.name}", alike
            elif not folder:
                yield entry, where, list(FAMILIES.values())


def _listed(folder: Path) -> list[_Entry]:
    try:
        with os.scandir(folder) as listed:
            return sorted(listed, key=lambda entry: entry.name)
    except OSError:  # whoever reads the folder for what it is for tells that
        return []


def _is_alike(root: Path, where: str, family: Family) -> bool:
    """Whether a folder is called as a family's is, but for capitals, an s at the end, or content/ in front."""
    name, right = where.rpartition("/")[2].lower(), family.folder.rpartition("/")[2]
    if where == family.folder or name not in (right, right.removesuffix("s")):
        return False
    own = root / family.folder
    return not (own.exists() and own.samefile(root / where))  # so it is where capitals make no difference


def _family_of(entry: _Entry, families: list[Family], *, is_at_top: bool) -> Family | None:
    """The one family of a file whose keys it has: all that are needed, and no others.

    At the hub's top lie files of many programs: there one key, or a key that says something else, is not enough.
    """
    fit = [family for family in families if entry.name.endswith(family.ending)]
    try:
        if not fit or not entry.is_file(follow_symlinks=False) or entry.stat().st_size > MAX_BYTES:
            return None
        keys = document_of(entry.name, Path(entry.path).read_bytes()).values
    except (OSError, Unreadable):
        return None
    found = [family for family in fit if _has_all(keys, family, 2 if is_at_top else 1)]
    return found[0] if len(found) == 1 else None


def _has_all(keys: dict[str, object], family: Family, least: int) -> bool:
    fields = family.record.model_fields
    needed = {key for key, field in fields.items() if field.is_required()}
    if not needed <= keys.keys() <= fields.keys() or len(needed) < least:
        return False
    try:
        family.record.model_validate(keys)
    except ValidationError as error:
        return not any(fault["loc"][:1] and fault["loc"][0] in needed for fault in error.errors(include_url=False))
    return True


def _told(root: Path, path: str, family: Family) -> Problem:
    where = shown(path)
    slug = better_name(where.rpartition("/")[2])
    right = family.path(slug) if slug else f"{family.folder}/"
    an = "an" if family.word.startswith("e") else "a"
    message = f"this is the file of {an} {family.word}, and nobody looks for one here"
    if slug and (root / right).exists():
        return Problem(where, "file-place", message, f"delete it if it is left over: {right} is there already")
    if is_spare(where.rpartition("/")[2]):
        return Problem(where, "file-place", message, f"delete it if it is left over; else move it to {right}")
    remedy = Move(right) if is_fit(slug) and (root / family.folder).is_dir() else None
    return Problem(where, "file-place", message, f"move it to {right}", remedy=remedy)
