"""What libyaml finds wrong, in words for somebody who has never seen YAML, and at the place where it went wrong."""

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from folkmoot.text import one_line


class Fault(NamedTuple):
    """What is wrong, what would be right, and where: line and column count from 0."""

    message: str
    hint: str
    line: int
    column: int


_WIDE = re.compile("^(?:[ \t]*|.*[\\w\"'])([:-])([\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff])")
"""What a text that was pasted has instead of the space behind a colon or a hyphen: YAML takes it for a letter."""

_ELSEWHERE = "look at the indentation and the quotation marks here and in the line above"
_LEFT = "start all keys of a group equally far left, with spaces in front of them"

# Part of what libyaml says, what that means, what would be right, and whether the place is where the thing began.
_SAID: tuple[tuple[str, str, str, bool], ...] = (
    (
        "block sequence entries are not allowed",
        "a text that starts with a hyphen and a space needs quotes",
        "put the text in quotes; a list starts on the next line",
        False,
    ),
    (
        "mapping keys are not allowed",
        "a text that starts with a question mark and a space needs quotes",
        "put the text in quotes",
        False,
    ),
    (
        "expected comment or line break",
        "the text stands on the same line as | or >",
        "write it on the lines below, indented; or put it in quotes and leave | or > away",
        False,
    ),
    ("tab character", "a tab stands where YAML wants spaces", "replace the tab with spaces", False),
    ("scanning an alias", "a text that starts with * needs quotes", "put the text in quotes", True),
    ("scanning an anchor", "a text that starts with & needs quotes", "put the text in quotes", True),
    ("scanning a tag", "a text that starts with ! needs quotes", "put the text in quotes", True),
    ("undefined tag handle", "a text that starts with ! needs quotes", "put the text in quotes", True),
    (
        "escape",
        "a backslash in double quotes starts a code, and this is none",
        "write \\\\ for a backslash, or use single quotes",
        False,
    ),
    (
        "hexdecimal",
        "a backslash in double quotes starts a code, and this is none",
        "write \\\\ for a backslash, or use single quotes",
        False,
    ),
    ("scanning a quoted scalar", "a quotation mark is opened and never closed", "close it, or leave both away", True),
    (
        "flow sequence",
        "a square bracket is not closed, or a comma is missing behind it",
        "write a list as [one, two]; put a text that starts with [ in quotes",
        True,
    ),
    (
        "flow mapping",
        "a curly bracket is not closed, or a comma is missing behind it",
        "write keys as {one: 1, two: 2}; put a text that starts with { in quotes",
        True,
    ),
    (
        "expected node content",
        "a bracket or a comma stands where a value is expected",
        "close each bracket that is opened, or put the text in quotes",
        False,
    ),
    (
        "could not find expected ':'",
        "a line has no colon followed by a space",
        "write key: value; indent a text that goes on from the line above",
        True,
    ),
    ("block collection", "the hyphens of a list are not below each other", "start each hyphen equally far left", False),
    ("directive", "a line starts with a percent sign", "put the text in quotes", True),
    ("incompatible YAML document", "a line starts with a percent sign", "remove the line", False),
    (
        "<document start>",
        "this line does not belong to what stands above it",
        f"{_LEFT}, and remove lines that consist of ... alone",
        False,
    ),
)


def in_words(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """The fault that libyaml reports in `text`."""
    said = one_line(" ".join(filter(None, (error.context, error.problem))))
    mark, began = error.problem_mark, error.context_mark
    lines = text.rstrip().split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # what is open at the end is told on the last line that holds something
        line, column = len(lines) - 1, len(lines[-1])
    here = lines[line]
    for number in (began.line if began else line, line):
        if found := _WIDE.search(lines[min(number, line)]):
            message = f"behind “{found[1]}” stands an invisible sign (U+{ord(found[2]):04X}), and no plain space"
            return Fault(message, "delete it, and type a space", min(number, line), found.start(2))
    for pattern, judge in _JUDGED:
        if pattern in said:
            return Fault(*judge(here, column), line, column)
    for pattern, message, hint, at_start in _SAID:
        if pattern in said:
            return Fault(message, hint, *((began.line, began.column) if at_start and began else (line, column)))
    return Fault(f"this is not valid YAML: {said}", _ELSEWHERE, line, column)


def _colon(here: str, column: int) -> tuple[str, str]:
    if re.fullmatch(r"\s+[\w-]+", here[:column]):
        return (
            "the line is indented further than the keys above it",
            f"{_LEFT}; put a text that holds a colon in quotes",
        )
    return "a colon and a space stand in the middle of a text", "put the whole text in quotes"


def _token(here: str, column: int) -> tuple[str, str]:
    found = here[column : column + 1]
    if found == "\t":
        return "a tab stands where YAML wants spaces", "replace the tab with spaces"
    return f"a text that starts with {found} needs quotes", "put the text in quotes"


def _key(here: str, column: int) -> tuple[str, str]:
    if not here[:column].strip():
        right = "start each hyphen of a list equally far left" if here.lstrip().startswith("-") else _LEFT
        return "the line is indented in a way that fits no line above it", right
    return (
        "the text goes on behind its closing quotation mark",
        "put the whole text in quotes; to write one of these quotation marks inside, use the other kind around it",
    )


_JUDGED: tuple[tuple[str, Callable[[str, int], tuple[str, str]]], ...] = (
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _token),
    ("did not find expected key", _key),
)
