"""What was read from a file of somebody else's, each part with its place, and what could not be taken."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from folkmoot.errors import WrongUse

LARGEST = 50_000_000
"""Larger files, in bytes, are no list of a community's events or people."""


class Row(NamedTuple):
    """One row of a table, or one object of a list: its cells by the names of the columns."""

    place: str
    cells: Mapping[str, Any]


class Remark(NamedTuple):
    """Something to tell of a row: its `place`, the `name` people know it by ("" for none), and what is said."""

    place: str
    name: str
    reason: str


class Read(NamedTuple):
    """The rows of a table, those that could not be read, and what else is to tell of either.

    `columns` are all that the table names; a row need not have a cell for each. `order` are the places of all rows, as
    they follow each other.
    """

    rows: tuple[Row, ...]
    left: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    columns: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """What would become a file: the keys of a record of a `family`, the `text` below them, and a `slug` to begin with.

    `places` are where it was found; several rows may say the same. `venue` are the keys of the place where an event
    is held; `where` is where it is held in words, which stay in the text unless they are a place of the hub. `further`
    are all but the first of several that one row became: of these each is told, and the row counted once.
    """

    family: str
    values: Mapping[str, Any]
    text: str
    slug: str
    places: tuple[str, ...]
    venue: Mapping[str, Any] = {}
    where: str = ""
    further: bool = False

    @property
    def name(self) -> str:
        """What people know it by."""
        return str(self.values.get("title") or self.values.get("name") or self.values.get("url") or "")


class Found(NamedTuple):
    """What a source holds: the candidates, how many rows it has, which could not be taken, and what else is to tell.

    `order` are the places of all rows, as they follow each other in the source.
    """

    candidates: tuple[Candidate, ...]
    rows: int
    left: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    order: tuple[str, ...] = ()


def decoded(name: str, content: bytes) -> str:
    """A file's text: UTF-8, or UTF-16 with a byte order mark as Excel writes it; else raises `WrongUse`."""
    if len(content) > LARGEST:
        raise WrongUse(f"{name} has {len(content):,} bytes", f"at most {LARGEST:,} are read; divide it")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise WrongUse(
            f"{name} is a workbook or an archive, and no text", "save the sheet as “CSV UTF-8” and take that"
        )
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        told = f"the byte 0x{content[error.start]:02x} in line {line} is not text in UTF-8" * (encoding != "utf-16")
        raise WrongUse(
            f"{name}: {told or 'it begins like UTF-16, and is not'}", "save it with the encoding UTF-8 (“CSV UTF-8”)"
        ) from None
    if "\0" in text:
        raise WrongUse(f"{name} holds zero bytes, so it is no text", "export it again as text, with the encoding UTF-8")
    return text
