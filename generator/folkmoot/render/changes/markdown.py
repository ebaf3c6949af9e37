"""Changes as Markdown for a comment at GitHub: nothing in them can be a link, a picture, a mention or a heading."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from folkmoot.model.change import Change
from folkmoot.render.changes.sentences import Sentences, capital

ROOM = 60_000
"""How many characters are written at most; a comment at GitHub holds 65,536."""

_HARMLESS = re.compile(r"(?:[^\W_]|[ \u00a0\u202f,.:;!?…’'()«»“”„–—&+/-])*")
"""Letters, digits, and the marks that names and titles have."""
_LINKED = re.compile(r"(?<!\d)[.:/](?=\w)|[.:/](?=[^\W\d])|/[/.]|\b[0-9a-f]{7,40}\b|\bGH-\d", re.IGNORECASE)
"""What GitHub might make a link or a picture of: addresses, :lamp:, the names of commits, GH-1."""
_TICKS = re.compile("`+")


def as_markdown(changes: Sequence[Change], language: str) -> str:
    """The changes as lists, each below what it belongs to; what there is no room for is counted."""
    sentences = Sentences(language, escaped)
    if not changes:
        return f"{sentences.none()}\n"
    written: list[str] = []
    room, told = ROOM, 0
    for group, found in groupby(changes, key=lambda one: one.group):
        title = f"**{sentences.group(group)}**\n\n"
        for position, one in enumerate(found):
            said = sentences.of(one)
            line = ("\n" if written and not position else "") + ("" if position else title) + f"- {capital(said)}\n"
            if len(line) > room:
                return "".join([*written, f"\n{sentences.more(len(changes) - told)}\n"])
            written.append(line)
            room -= len(line)
            told += 1
    return "".join(written)


def escaped(words: str) -> str:
    """Words from a file: as they are where they are plain, else as code, in which GitHub reads nothing."""
    letters = "".join(letter for letter in words if not unicodedata.category(letter).startswith("M"))
    if _HARMLESS.fullmatch(letters) and not _LINKED.search(words):
        return words.replace("&", "&amp;")
    ticks = "`" * (max(map(len, _TICKS.findall(words)), default=0) + 1)
    edge = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{ticks}{edge}{words}{edge}{ticks}"
