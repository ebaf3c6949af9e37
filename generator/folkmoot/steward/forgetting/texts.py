"""Texts that name a person: they are others' words, and nobody but a person can change them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from folkmoot.model.spelt import NamesSought, spellings
from folkmoot.steward.forgetting.person import Person
from folkmoot.text import excerpt, one_line

_FOLDERS = ("members", "events", "content", "metrics", ".github")
_AT_TOP = (".md", ".yml", ".yaml", ".json", ".all-contributorsrc")
_TEXTS = (".md", ".yml", ".yaml", ".json", ".sql", ".svg", ".txt", ".csv", ".ics", ".html", "CODEOWNERS")
_LARGEST = 2_000_000


def places_named(root: Path, who: Person, after: Mapping[str, bytes | None], picture: str) -> tuple[str, ...]:
    """Where the hub's files name a person, as `events/x.md:12: …`, once they are as they will be `after`.

    `picture` is the file that shows them, or "". Files too large for a text are looked at by their names alone.
    """
    names = NamesSought(who.withheld.names)
    words = [re.escape(word) for word in (*who.slugs, *who.logins, Path(picture).name) if word]
    words += [re.escape(name) for name in who.withheld.names if len(name.split()) == 1]
    known = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE) if words else None

    def is_named(text: str) -> bool:
        return bool(known and known.search(text)) or any(map(names.are_whole, spellings(text)))

    found = []
    for path in _files(root):
        where = path.relative_to(root).as_posix()
        if where in after and after[where] is None:
            continue
        if is_named(path.stem):
            found.append(f"{where}: the name of the file")
        if not where.endswith(_TEXTS):
            continue
        content = after.get(where)
        for number, line in enumerate(_lines(path.read_bytes() if content is None else content), start=1):
            if is_named(line):
                found.append(f"{where}:{number}: {excerpt(one_line(line), 80)}")
    return tuple(found)


def files_with(root: Path, word: str) -> Iterator[str]:
    """The texts of the hub that hold a word, such as the name of a file, by their paths."""
    for path in _files(root):
        where = path.relative_to(root).as_posix()
        if where.endswith(_TEXTS) and word.encode() in path.read_bytes():
            yield where


def _files(root: Path) -> Iterator[Path]:
    top = (path for path in root.iterdir() if path.name.endswith(_AT_TOP))
    below: Iterable[Path] = (path for folder in _FOLDERS for path in (root / folder).rglob("*"))
    for path in sorted({*top, *below}):
        if path.is_file() and not path.is_symlink():
            yield path


def _lines(content: bytes) -> list[str]:
    return content.decode(errors="replace").splitlines() if len(content) <= _LARGEST else []
