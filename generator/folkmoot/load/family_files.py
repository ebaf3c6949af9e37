"""The folders of a hub's families into records: each file by its name, and none lost silently."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from folkmoot.load.documents import Document
from folkmoot.load.names import better_name, is_fit, misplaced
from folkmoot.load.records import closed, record_at, record_of, record_said
from folkmoot.load.second import Second
from folkmoot.model.base import SLUG, Filed
from folkmoot.model.families import FAMILIES, Family
from folkmoot.model.forgotten import FOLDER as FORGOTTEN
from folkmoot.model.paths import name_and_language
from folkmoot.model.problem import Problem

IGNORED = frozenset((".gitkeep", ".DS_Store", "README.md", "Thumbs.db"))
"""Names of files that are no records, and no mistakes."""

_Entry = os.DirEntry[str]


def read_families(
    root: Path, languages: Collection[str], problems: list[Problem]
) -> dict[str, dict[str, Filed | None]]:
    """The records of every family by slug, None where a file cannot be read.

    Translations into `languages` stand under their slug and language: `open-day.fr`. Of a large hub a second process
    reads half of the files meanwhile.
    """
    listed = {name: _listed(root, family, problems) for name, family in FAMILIES.items()}
    with Second(_plain_paths(entries[1::2], FAMILIES[name]) for name, entries in listed.items()) as second:
        found = {
            name: _Folder(root, FAMILIES[name], [entry.name for entry in entries], languages, problems)
            for name, entries in listed.items()
        }
        for name, entries in listed.items():
            found[name].read(entries[::2], {})
        read = second.documents()
        for name, entries in listed.items():
            found[name].read(entries[1::2], read)
    return {name: folder.records() for name, folder in found.items()}


def filed(
    root: Path, path: Path, names: Collection[str], family: Family, problems: list[Problem], languages: Collection[str]
) -> tuple[str, Filed | None]:
    """The slug that a file of a family stands for, among all `names` of its folder, and what could be read of it."""
    slug = path.name.removesuffix(family.ending)
    stem, language = name_and_language(slug, languages)
    if family.translation and language and path.name.endswith(family.ending) and SLUG.fullmatch(stem):
        return slug, record_of(root, path, slug, family.translation, problems)
    if fault := misplaced(path, family.folder, family.ending, names, languages):
        problems.append(fault)
        return better_name(path.name), None
    return slug, record_of(root, path, slug, family.record, problems)


class _Folder:
    """A family's folder as its files are read, in whatever order."""

    def __init__(
        self, root: Path, family: Family, names: list[str], languages: Collection[str], problems: list[Problem]
    ) -> None:
        self._root, self._family, self._names, self._problems = root, family, names, problems
        self._languages = languages if family.translation else ()
        self._found: dict[str, tuple[str, Filed | None]] = {}

    def read(self, entries: Iterable[_Entry], documents: Mapping[str, Document]) -> None:
        """Reads these files; what stands in some of them is known by their paths."""
        family = self._family
        for entry in entries:
            slug, one = entry.name.removesuffix(family.ending), None
            # Most files are right, and are read without asking the disk about each more than once.
            if _is_plain(entry, family):
                where = family.path(slug)
                if document := documents.get(entry.path):
                    one = record_said(document, where, slug, family.record)
                if one is None:
                    one = record_at(entry.path, where, slug, family.record, self._problems)
                self._found[entry.name] = slug, one
            elif entry.name not in IGNORED and f"{family.folder}/{entry.name}" != FORGOTTEN:
                path = self._root / family.folder / entry.name
                self._found[entry.name] = filed(self._root, path, self._names, family, self._problems, self._languages)

    def records(self) -> dict[str, Filed | None]:
        """What was read by slug, in the order of the files' names."""
        records: dict[str, Filed | None] = {}
        for name in sorted(self._found):
            slug, one = self._found[name]
            if one is not None or slug not in records:
                records[slug] = one
        return records


def _listed(root: Path, family: Family, problems: list[Problem]) -> list[_Entry]:
    """What lies in a family's folder, by name; nothing where it is no folder, and that is told."""
    folder, base = family.folder, root / family.folder
    if not base.is_dir() or any((root / above).is_symlink() for above in (folder, folder.partition("/")[0])):
        if base.is_symlink() or base.exists():
            hint = f"make it a folder that holds {family.ending} files"
            problems.append(Problem(folder, "not-a-file", f"{folder} is no folder", hint))
        return []
    try:
        with os.scandir(base) as listed:
            return sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(closed(folder, error))
        return []


def _is_plain(entry: _Entry, family: Family) -> bool:
    """Whether a file is named as a record is, and is one of its own."""
    slug = entry.name.removesuffix(family.ending)
    return slug != entry.name and is_fit(slug) and entry.is_file(follow_symlinks=False)


def _plain_paths(entries: Iterable[_Entry], family: Family) -> Iterator[str]:
    return (entry.path for entry in entries if _is_plain(entry, family))
