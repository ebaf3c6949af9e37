"""What feed documents say of their entries, whichever way they are read, before it is cut and cleaned."""

from typing import Literal, NamedTuple
from urllib.parse import urljoin

Kind = Literal["text", "html", "either"]
"""Plain text, HTML, or what RSS leaves open: text that some write as HTML."""


class Said(NamedTuple):
    """A text of a feed; `base` is what relative links in it start from."""

    value: str
    kind: Kind = "either"
    base: str = ""


class ToldEntry(NamedTuple):
    """An entry as its document has it. Of `dates` the first that can be read counts, `bodies` are summary first."""

    guid: str
    link: str
    title: Said
    bodies: tuple[Said, ...]
    author: str
    dates: tuple[str, ...]
    tags: tuple[str, ...]


class ToldFeed(NamedTuple):
    """A feed as its document has it: at most so many entries as were asked for."""

    language: str
    author: str
    entries: tuple[ToldEntry, ...]


class Unfit(Exception):
    """A document is not read this way: it is not well-formed, or says things in a way that is too rare to know."""


def joined(base: str, said: str) -> str:
    """The whole address that is said, from where it is said; "" where it is none."""
    try:
        return urljoin(base, said)
    except ValueError:
        return ""
