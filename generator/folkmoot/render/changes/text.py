"""Changes as text to read in a terminal."""

from collections.abc import Iterable
from itertools import groupby

from folkmoot.model.change import Change
from folkmoot.render.changes.sentences import Sentences


def as_text(changes: Iterable[Change], language: str) -> str:
    """The changes by what they belong to, one a line; what comes from files is on one line and steers no terminal."""
    sentences = Sentences(language, str)  # sentences shorten every value to one line of visible characters
    lines = []
    for group, found in groupby(changes, key=lambda one: one.group):
        lines += [sentences.group(group), *(f"    {sentences.capital(one)}" for one in found)]
    return "".join(f"{line}\n" for line in lines or [sentences.none()])
