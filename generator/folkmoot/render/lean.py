"""Folkmoot's own scripts and style sheets as visitors get them: without what is told to those who change them."""

import re
from collections.abc import Mapping

_FOLDER = "assets/folkmoot/"
_TOLD: Mapping[str, re.Pattern[bytes]] = {
    "js": re.compile(rb"^[ \t]*//.*\n", re.MULTILINE),
    "css": re.compile(rb"[ \t]*/\*.*?\*/\n?", re.DOTALL),
}
"""By the ending of a file, its comments: in scripts those on lines of their own, which no text there holds."""


def lean(path: str, content: bytes) -> bytes:
    """A file of the site, by its path in it; every other file than Folkmoot's scripts and sheets as it is."""
    told = _TOLD.get(path.rpartition(".")[2]) if path.startswith(_FOLDER) else None
    return told.sub(b"", content) if told else content
