"""Changes as Markdown for a comment at GitHub: nothing in them can be a link, a picture, a mention or a heading."""

from collections.abc import Sequence
from itertools import groupby

from folkmoot.model.change import Change
from folkmoot.render.changes.sentences import Sentences
from folkmoot.render.github_markdown import quoted

ROOM = 60_000
"""How many characters are written at most; a comment at GitHub holds 65,536."""


def as_markdown(changes: Sequence[Change], language: str) -> str:
    """The changes as lists, each below what it belongs to; what there is no room for is counted."""
    sentences = Sentences(language, quoted)
    if not changes:
        return f"{sentences.none()}\n"
    written: list[str] = []
    room, told = ROOM, 0
    for group, found in groupby(changes, key=lambda one: one.group):
        title = f"**{sentences.group(group)}**\n\n"
        for position, one in enumerate(found):
            line = (
                ("\n" if written and not position else "")
                + ("" if position else title)
                + f"- {sentences.capital(one)}\n"
            )
            if len(line) > room:
                return "".join([*written, f"\n{sentences.more(len(changes) - told)}\n"])
            written.append(line)
            room -= len(line)
            told += 1
    return "".join(written)
