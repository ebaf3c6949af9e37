"""One file's bytes into plain dicts, lists and texts: strict YAML, and front matter above Markdown.

libyaml's events are folded directly: every scalar stays the text its author wrote (`NO`, `1.10` and `012` survive),
and what could surprise or harm is refused: keys given twice, anchors and aliases, tags, further documents, nesting
that no person writes.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from folkmoot.load.syntax import WIDE_KEY, Fault, fence_at, in_words, is_fence, wide_key_in
from folkmoot.model.turning import turning_sign
from folkmoot.text import excerpt, one_line

MAX_DEPTH = 20
MAX_BYTES = 1_000_000
MAX_VALUES = 20_000
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_FENCE = "---"
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\r"))
_BEGUN = (b"\xc2", b"\xef\xbf")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_MARKS = re.compile(r"(?:^|[\[{,:]|[-?][ \t])[ \t]*[&*!]", re.MULTILINE)
"""Where an anchor, an alias or a tag may stand, which is where a value or a key begins; a text may, too."""

_COMMENT_BEGINS = re.compile(r"\s#\S")
_HYPHEN_INSIDE = re.compile(r"^ *- [^\n]*\n+ +- ", re.MULTILINE)
"""Where a list's hyphen may stand one space too far: YAML reads the line as more of the text above it."""

_COMMENT = re.compile(r"\s+(#\S.*)")


class Unreadable(Exception):
    """The file cannot be read as a whole; `line` and `column` count from 1, 0 where the file as a whole is meant."""

    def __init__(self, code: str, message: str, hint: str, line: int = 0, column: int = 0, value: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column
        self.value = excerpt(one_line(value), 80)


class Document(NamedTuple):
    """A file taken apart: its keys and values, the Markdown below them, and what locating a value again needs."""

    values: dict[str, Any]
    body: str
    yaml_text: str
    first_line: int
    """The line of the file on which the YAML starts."""


def decoded(content: bytes) -> str:
    """The file's text: UTF-8 with or without a byte order mark, any line ends; raises `Unreadable`.

    Control characters are refused wherever they stand: HTML, feeds and calendars cannot hold them.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable(
            "file-too-large",
            f"the file has {len(content):,} bytes",
            f"at most {MAX_BYTES:,} bytes are read; shorten it",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        raise Unreadable(
            "not-utf-8",
            f"the byte 0x{content[error.start]:02x} is not text in UTF-8",
            "save the file with the encoding UTF-8",
            content.count(b"\n", 0, error.start) + 1,
            len(content[start : error.start].decode("utf-8-sig", "replace")) + 1,
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Looking at bytes first makes this free for the files that are right, which are nearly all.
    if len(content.translate(None, _CONTROLS)) != len(content) or any(begun in content for begun in _BEGUN):
        _refuse(_UNFIT, text, 1)
    return text


def refuse_turning(markdown: str, first_line: int = 1) -> None:
    """Raises `Unreadable` where a text in Markdown turns its reading direction, as `model.base.turning_sign` says."""
    if (at := turning_sign(markdown)) >= 0:
        raise _invisible(markdown, at, first_line, "delete it: it turns the reading direction of what stands near it")


def _refuse(unfit: re.Pattern[str], text: str, first_line: int) -> None:
    if found := unfit.search(text):
        raise _invisible(text, found.start(), first_line, "delete it; if the file is no text, save it as text")


def _invisible(text: str, at: int, first_line: int, hint: str) -> Unreadable:
    before = text[:at]
    message = f"an invisible character (U+{ord(text[at]):04X}) stands here"
    place = (before.count("\n") + first_line, len(before) - before.rfind("\n"))
    return Unreadable("yaml-character", message, hint, *place)


def read_yaml(content: bytes) -> Document:
    """A file that is YAML from the first line to the last; raises `Unreadable`."""
    text = decoded(content)
    if not text.strip():
        raise _empty()
    return Document(_folded(text, 1), "", text, 1)


def read_front_matter(content: bytes) -> Document:
    """A file with YAML between two lines of three hyphens and Markdown below; raises `Unreadable`."""
    text = decoded(content)
    if not text.strip():
        raise _empty()
    lines = text.split("\n")
    if is_fence(lines[0]):
        raise _at(fence_at(0, lines[0]), text, 1)
    if lines[0].rstrip() != _FENCE:
        raise Unreadable(
            "front-matter-missing",
            "the file does not start with a line of three hyphens",
            "start with ---, then the keys (title: …), then --- again, then the text",
            1,
            1,
        )
    try:
        end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE)
    except StopIteration:
        raise Unreadable(
            "front-matter-open",
            "the keys at the top have no end",
            "close them with a second line of three hyphens (---)",
            1,
            1,
        ) from None
    front, below = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    refuse_turning(below, end + 2)
    return Document(_folded(front, 2), below.strip("\n"), front, 2)


def _empty() -> Unreadable:
    return Unreadable("file-empty", "the file is empty", "write into it what it is for, or delete it")


def _folded(text: str, first_line: int) -> dict[str, Any]:
    # YAML counts these as line ends, editors do not: the places would be wrong, and the texts torn.
    if not text.isascii():
        _refuse(_LINE_ENDS, text, first_line)
    try:
        return _Fold(text).mapping()
    except yaml.MarkedYAMLError as error:
        raise _at(in_words(error, text), text, first_line) from None
    except yaml.YAMLError as error:
        raise Unreadable(
            "yaml-syntax",
            f"this is not valid YAML: {one_line(str(error))}",
            "look for characters that nobody sees",
            first_line,
        ) from None
    except _Refused as refused:
        place = (refused.line + first_line, refused.column)
        raise Unreadable(refused.code, refused.message, refused.hint, *place, _line(text, refused.line)) from None


def _at(fault: Fault, text: str, first_line: int) -> Unreadable:
    place = (fault.line + first_line, fault.column + 1)
    return Unreadable("yaml-syntax", fault.message, fault.hint, *place, _line(text, fault.line))


def _line(text: str, number: int) -> str:
    return text.split("\n")[number] if number <= text.count("\n") else ""


class _Refused(Exception):
    def __init__(self, event: Event, code: str, message: str, hint: str, place: tuple[int, int] | None = None) -> None:
        super().__init__(message)
        mark = event.start_mark
        self.code, self.message, self.hint = code, message, hint
        self.line, self.column = place or ((mark.line, mark.column + 1) if mark else (0, 1))


class _Fold:
    """Folds the parser's events; nesting is bounded, so that recursion is too."""

    def __init__(self, text: str) -> None:
        # Past the stream's end, which ends the folding, there would be None.
        self._next: Callable[[], Any] = yaml.CBaseLoader(text).get_event
        self._left = MAX_VALUES
        self._all = text
        # Only where a comment, a hyphen or a key may have got lost is every value's line looked at.
        is_odd = ("#" in text and _COMMENT_BEGINS.search(text)) or _HYPHEN_INSIDE.search(text)
        is_odd = is_odd or (None if text.isascii() else WIDE_KEY.search(text))
        self._lines = text.split("\n") if is_odd else None
        # Nearly every file is short and has no such marks: nothing in it but texts in quotes can be wrong by itself.
        marked = any(mark in text for mark in "&*!") and _MARKS.search(text)
        self._is_plain = self._lines is None and len(text) < MAX_VALUES and not marked
        self._next()

    def mapping(self) -> dict[str, Any]:
        """The one mapping a file consists of; an empty file is an empty mapping."""
        if isinstance(self._next(), StreamEndEvent):
            return {}
        root = self._next()
        if isinstance(root, ScalarEvent) and root.value in _NULL and root.implicit[0]:
            values: dict[str, Any] = {}
        elif isinstance(root, MappingStartEvent):
            self._plain(root)
            values = self._dict(1)
        else:
            self._keys_within(root, is_whole_file=True)
            raise _Refused(
                root,
                "not-keys",
                "the file does not consist of keys and values",
                "write lines like name: Ada, with a space behind the colon",
            )
        while not isinstance(event := self._next(), DocumentEndEvent):
            pass
        if not isinstance(event := self._next(), StreamEndEvent):
            raise _Refused(
                event, "second-document", "a second document starts here", "remove the line of hyphens (---)"
            )
        return values

    def _dict(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        following, is_plain = self._next, self._is_plain
        # The event's own class is asked for: nearly all of the time that reading takes is spent in these loops.
        while (kind := type(key := following())) is not MappingEndEvent:
            if not is_plain:
                self._plain(key)
            if kind is not ScalarEvent:
                raise _Refused(key, "key-not-text", "a key must be a plain word", "write lines like name: Ada")
            name = key.value
            if name in values:
                raise _Refused(key, "key-twice", f"the key “{name}” is given twice", "keep one of the two")
            event = following()
            if is_plain and type(event) is ScalarEvent and event.style != '"':
                value = event.value
                values[name] = None if value in _NULL and event.implicit[0] else value
            else:
                values[name] = self._value(event, depth)
        return values

    def _list(self, depth: int) -> list[Any]:
        values: list[Any] = []
        following, is_plain = self._next, self._is_plain
        while (kind := type(event := following())) is not SequenceEndEvent:
            if is_plain and kind is ScalarEvent and event.style != '"':
                value = event.value
                values.append(None if value in _NULL and event.implicit[0] else value)
            else:
                values.append(self._value(event, depth))
        return values

    def _value(self, event: Any, depth: int) -> Any:
        self._left -= 1
        if self._left < 0:
            raise _Refused(
                event,
                "file-too-large",
                f"the file has more than {MAX_VALUES:,} values",
                "divide it, or shorten its lists",
            )
        self._plain(event)
        if type(event) is ScalarEvent:
            value = event.value
            if event.style == '"' or self._lines:
                self._whole(event)
            return None if value in _NULL and event.implicit[0] else value
        if depth >= MAX_DEPTH:
            raise _Refused(event, "too-deep", f"this is nested more than {MAX_DEPTH} levels deep", "write it flatter")
        return self._dict(depth + 1) if type(event) is MappingStartEvent else self._list(depth + 1)

    def _plain(self, event: Any) -> None:
        """Refuses what YAML offers beyond text, lists and mappings."""
        if type(event) is AliasEvent:
            raise _Refused(event, "alias", "a text that starts with * needs quotes", "put the text in quotes")
        if event.anchor:
            raise _Refused(event, "alias", "a text that starts with & needs quotes", "put the text in quotes")
        if event.tag:
            raise _Refused(event, "tag", "a text that starts with ! needs quotes", "put the text in quotes")

    def _whole(self, event: ScalarEvent) -> None:
        """Refuses control characters written as escapes, texts that a comment cuts short, and lists read as texts."""
        if event.style == '"' and (found := _UNFIT.search(event.value)):
            raise _Refused(
                event,
                "yaml-character",
                f"the text holds an invisible character (U+{ord(found.group()):04X})",
                "remove the code that starts with a backslash",
            )
        if self._lines and not event.style and (found := self._comment_behind(event, self._lines)):
            raise _Refused(
                event,
                "comment-not-read",
                f"“{excerpt(found[1], 40)}” would not be read: YAML takes what follows a # for a comment",
                "put the whole text in quotes; if it is a comment, write a space behind the #",
            )

        if self._lines and not event.style:
            self._keys_within(event)
        if self._lines and not event.style and (place := self._hyphen_within(event, self._lines)):
            raise _Refused(
                event,
                "yaml-syntax",
                "the hyphens of a list are not below each other, and so its items are read as one text",
                "start each hyphen equally far left; if this is one text, put it in quotes",
                place,
            )

    def _keys_within(self, event: Any, *, is_whole_file: bool = False) -> None:
        """Refuses a text that starts a line of its own with a key, whose colon has an unseen sign behind it.

        Of a file that has no keys at all any line may do so, and one that marks code on pages is refused, too.
        """
        begin, end = event.start_mark, event.end_mark
        lines = self._lines or self._all.split("\n")
        if type(event) is not ScalarEvent or not begin or not end or begin.line >= len(lines):
            return  # a text that is left out at the end of the file stands on the line behind its last
        if lines[begin.line][: begin.column].strip():
            return
        fault = wide_key_in(lines, begin.line, end.line if is_whole_file else begin.line)
        if is_whole_file and is_fence(lines[begin.line]):
            fault = fence_at(begin.line, lines[begin.line])
        if fault:
            raise _Refused(event, "yaml-syntax", fault.message, fault.hint, (fault.line, fault.column + 1))

    def _hyphen_within(self, event: ScalarEvent, lines: list[str]) -> tuple[int, int] | None:
        """The line, from 0, and the column, from 1, of the first hyphen that starts a line within a text."""
        begin, end = event.start_mark, event.end_mark
        within = lines[begin.line + 1 : end.line + 1] if begin and end else []
        found = ((number, line.find("- ")) for number, line in enumerate(within, begin.line + 1 if begin else 0))
        return next(((number, at + 1) for number, at in found if at >= 0 and not lines[number][:at].strip()), None)

    def _comment_behind(self, event: ScalarEvent, lines: list[str]) -> re.Match[str] | None:
        mark = event.end_mark
        return _COMMENT.match(lines[mark.line], mark.column) if mark and mark.line < len(lines) else None
