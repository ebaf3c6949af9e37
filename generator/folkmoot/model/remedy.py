"""What mends a problem, where there is exactly one right answer, and what was mended."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Meaning = Literal["address", "country", "day", "language", "login", "moment", "record", "repository", "zone"]
"""What a value is that is written otherwise than it must be; the words then tell which one is meant, or do not."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The value at the problem's keys is written as this text."""

    value: str


@dataclass(frozen=True, slots=True)
class Interpret:
    """The value at the problem's keys is written as what it means, if that can only be one thing.

    What words mean depends on the names of countries and languages and on who is in the hub, so it is found when
    somebody asks for it, not with every problem.
    """

    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Enlist:
    """The text at the problem's keys becomes a list of these items."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """The key at the problem's keys is called this; `is_same` where only capitals, hyphens or spaces differ."""

    key: str
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Itemise:
    """The lines of the text at the problem's keys become items of a list: a space goes behind each of their hyphens."""


@dataclass(frozen=True, slots=True)
class Indent:
    """The key at the problem's keys, with what it holds, goes below the key `under`, which stands above it."""

    under: str


@dataclass(frozen=True, slots=True)
class Remove:
    """The item at the problem's keys goes out of its list: it says what is said already."""


@dataclass(frozen=True, slots=True)
class Move:
    """The file has this path."""

    path: str


Remedy = Rewrite | Interpret | Enlist | Itemise | Rename | Indent | Remove | Move


class Mended(NamedTuple):
    """One mend: the file, the line of it, the key or "" for the line itself, and what was written and is now.

    `keys` and `code` are those of the problem. With `after` "" an item is gone that was there twice, or a line that was
    no part of the file; of a file that has another name the line is 0.
    """

    path: str
    line: int
    key: str
    before: str
    after: str
    code: str
    keys: tuple[str | int, ...] = ()

    @property
    def told(self) -> str:
        """The mend on one line."""
        if not self.line:
            return f"{self.before} → {self.after}"
        place, before = f"{self.path}:{self.line}", f"{self.key}: {self.before}" if self.key else self.before
        why = "out: it is said already" if self.key else "out"
        return f"{place}  {before} → {self.after}" if self.after else f"{place}  {before} ({why})"
