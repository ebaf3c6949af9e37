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


_SIGNS = "[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
_WIDE = re.compile(f"^(?:[ \t]*|.*[\\w\"'])([:-])({_SIGNS})")
"""What a text that was pasted has instead of the space behind a colon or a hyphen: YAML takes it for a letter."""
WIDE_KEY = re.compile(f"^[ ]*[a-z_]+(:)({_SIGNS})", re.MULTILINE)
"""A key on a line, and such a sign."""
_CLOSE_HYPHEN = re.compile(r"^([ \t]*-)[^\s-]")
"""An item of a list whose hyphen has no space behind it: YAML takes the hyphen for a letter."""
_ITEM = re.compile(r"-[ ]*([^\s\d#&*!|>'\"%@`\[\]{},-](?:(?!:(?:\s|$)|\s#).)*)")
_FENCE = re.compile(r"[ \t]*(?:```+|~~~+)[ \t]*[\w-]*[ \t]*")
"""What stands above and below a piece of code on a page from which somebody copied it."""

SPACE_IT = "put a space behind the hyphen"
UNBRACKET_IT = ("take the [] away", "take the {} away")
_EMPTY = re.compile(r"((?:[ ]|-[ ]+)*)[\w-]+:[ ]+(\[[ ]*\]|\{[ ]*\})[ ]*(?:#.*)?")
"""A key that holds nothing, by its brackets."""
_CLOSE = (("could not find expected ':'", 0), ("mapping values are not allowed", 1))
"""What libyaml says of a hyphen without a space, and how many lines further down it notices."""

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
    if found := _of_signs(said, lines[: line + 1], min(began.line if began else line, line)):
        return found
    for pattern, judge in _JUDGED:
        if pattern in said:
            return judge(here, line, column)
    for pattern, message, hint, at_start in _SAID:
        if pattern in said:
            return Fault(message, hint, *((began.line, began.column) if at_start and began else (line, column)))
    return Fault(f"this is not valid YAML: {said}", _ELSEWHERE, line, column)


def _of_signs(said: str, lines: list[str], began: int) -> Fault | None:
    """The fault where a line holds another sign than the one that is meant; the last of the lines is where it showed.

    It may be on the line on which it `began`, from 0.
    """
    last = len(lines) - 1
    if is_fence(lines[last]):
        return fence_at(last, lines[last])
    if fault := _closed_above(lines):
        return fault
    for number in (began, last):
        if found := _WIDE.search(lines[number]):
            return _wide_at(number, found)
    for pattern, back in _CLOSE:
        number = began - back
        if pattern in said and number >= 0 and (found := _CLOSE_HYPHEN.match(lines[number])):
            return Fault("a hyphen of a list has no space behind it", SPACE_IT, number, found.end(1) - 1)
    return None


def _closed_above(lines: list[str]) -> Fault | None:
    """The fault that the last of the lines goes on with what brackets above it have closed: a list, `feeds: []`."""
    here, above = lines[-1], range(len(lines) - 2, -1, -1)
    number = next((one for one in above if lines[one].strip() and not lines[one].lstrip().startswith("#")), -1)
    found = _EMPTY.fullmatch(lines[number].rstrip()) if number >= 0 else None
    further = len(here) - len(here.lstrip(" ")) - len(found[1]) if found else -1
    if not found or further < 0 or (further == 0 and not here.lstrip().startswith("- ")):
        return None
    is_list = found[2].startswith("[")
    message = f"{'[]' if is_list else '{}'} says that there is nothing here, and more stands on the lines below"
    return Fault(message, UNBRACKET_IT[0 if is_list else 1], number, found.start(2))


def is_fence(line: str) -> bool:
    """Whether a line is one that marks code on pages, and nothing else."""
    return _FENCE.fullmatch(line) is not None


def fence_at(line: int, written: str) -> Fault:
    """The fault that a line, from 0, is no part of the file."""
    message = "this line marks a piece of code on a page, and is no part of the file"
    hint = "remove this line: it belongs to the page that you copied from"
    return Fault(message, hint, line, len(written) - len(written.lstrip()))


def wide_key_in(lines: list[str], first: int, last: int) -> Fault | None:
    """The first of the lines from `first` to `last`, from 0, that is a key with an unseen sign for the space."""
    found = ((number, WIDE_KEY.match(line)) for number, line in enumerate(lines[first : last + 1], first))
    return next((_wide_at(number, one) for number, one in found if one), None)


def close_items(written: str) -> list[str]:
    """The items of a list, as the lines of a text that all start with a hyphen, some without a space behind it.

    None where it may be another text, or a number below zero.
    """
    found = [_ITEM.fullmatch(line.strip(" ")) for line in written.strip().split("\n")]
    items = [one[1] for one in found if one]
    return items if len(items) == len(found) else []


def _wide_at(line: int, found: re.Match[str]) -> Fault:
    message = f"behind “{found[1]}” stands an invisible sign (U+{ord(found[2]):04X}), and no plain space"
    return Fault(message, "delete it, and type a space", line, found.start(2))


def _colon(here: str, line: int, column: int) -> Fault:
    if found := re.fullmatch(r"(\s+)[\w-]+", here[:column]):
        return Fault("the line is indented further than the keys above it", _LEFT, line, found.end(1))
    return Fault("a colon and a space stand in the middle of a text", "put the whole text in quotes", line, column)


def _token(here: str, line: int, column: int) -> Fault:
    found = here[column : column + 1]
    if found == "\t":
        return Fault("a tab stands where YAML wants spaces", "replace the tab with spaces", line, column)
    return Fault(f"a text that starts with {found} needs quotes", "put the text in quotes", line, column)


def _key(here: str, line: int, column: int) -> Fault:
    if not here[:column].strip():
        right = "start each hyphen of a list equally far left" if here.lstrip().startswith("-") else _LEFT
        return Fault("the line is indented in a way that fits no line above it", right, line, column)
    return Fault(
        "the text goes on behind its closing quotation mark",
        "put the whole text in quotes; to write one of these quotation marks inside, use the other kind around it",
        line,
        column,
    )


_JUDGED: tuple[tuple[str, Callable[[str, int, int], Fault]], ...] = (
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _token),
    ("did not find expected key", _key),
)
