"""One file's bytes into plain dicts, lists and texts: strict YAML, and front matter above Markdown.

libyaml's events are folded directly: every scalar stays the text its author wrote (`NO`, `1.10` and `012` survive),
and what could surprise or harm is refused: keys given twice, anchors and aliases, tags, further documents, nesting
that no person writes.
"""

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
    SequenceStartEvent,
    StreamEndEvent,
)

from folkmoot.text import one_line

MAX_DEPTH = 20
MAX_BYTES = 1_000_000
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_FENCE = "---"


class Unreadable(Exception):
    """The file cannot be read as a whole; `line` and `column` count from 1, 0 where the file as a whole is meant."""

    def __init__(self, code: str, message: str, hint: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


class Document(NamedTuple):
    """A file taken apart: its keys and values, the Markdown below them, and what locating a value again needs."""

    values: dict[str, Any]
    body: str
    yaml_text: str
    first_line: int
    """The line of the file on which the YAML starts."""


def decoded(content: bytes) -> str:
    """The file's text: UTF-8 with or without a byte order mark, any line ends; raises `Unreadable`."""
    if len(content) > MAX_BYTES:
        raise Unreadable(
            "file-too-large", f"the file has {len(content):,} bytes", f"at most {MAX_BYTES:,} bytes are read; shorten it"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        raise Unreadable(
            "not-utf-8",
            f"the byte 0x{content[error.start]:02x} is not text in UTF-8",
            "save the file with the encoding UTF-8",
            line,
            column,
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(content: bytes) -> Document:
    """A file that is YAML from the first line to the last; raises `Unreadable`."""
    text = decoded(content)
    return Document(_folded(text, 1), "", text, 1)


def read_front_matter(content: bytes) -> Document:
    """A file with YAML between two lines of three hyphens and Markdown below; raises `Unreadable`."""
    text = decoded(content)
    lines = text.split("\n")
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
    front = "\n".join(lines[1:end])
    return Document(_folded(front, 2), "\n".join(lines[end + 1 :]).strip("\n"), front, 2)


def _folded(text: str, first_line: int) -> dict[str, Any]:
    try:
        return _Fold(text).mapping()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        message, hint = _syntax(error)
        raise Unreadable("yaml-syntax", message, hint, line, column) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        raise Unreadable(
            "yaml-character",
            f"the character U+{_code_point(error):04X} cannot stand in YAML",
            "delete it; it is probably invisible",
            line,
        ) from None
    except yaml.YAMLError as error:
        raise Unreadable("yaml-syntax", f"this is not valid YAML: {one_line(str(error))}", "", first_line) from None
    except _Refused as refused:
        raise Unreadable(refused.code, refused.message, refused.hint, refused.line + first_line, refused.column) from None


class _Refused(Exception):
    def __init__(self, event: Event, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        mark = event.start_mark
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, mark.line, mark.column + 1


class _Fold:
    """Folds the parser's events; nesting is bounded, so that recursion is too."""

    def __init__(self, text: str) -> None:
        self._next: Callable[[], Event] = yaml.CBaseLoader(text).get_event  # type: ignore[no-untyped-call]
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
            raise _Refused(root, "not-keys", "the file does not consist of keys and values", "write lines like name: Ada")
        while not isinstance(event := self._next(), DocumentEndEvent):
            pass
        if not isinstance(event := self._next(), StreamEndEvent):
            raise _Refused(event, "second-document", "a second document starts here", "remove the line of hyphens (---)")
        return values

    def _dict(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(key := self._next(), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                self._plain(key)
                raise _Refused(key, "key-not-text", "a key must be a plain word", "write lines like name: Ada")
            self._plain(key)
            if key.value in values:
                raise _Refused(key, "key-twice", f"the key “{key.value}” is given twice", "keep one of the two")
            values[key.value] = self._value(self._next(), depth)
        return values

    def _list(self, depth: int) -> list[Any]:
        values = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            values.append(self._value(event, depth))
        return values

    def _value(self, event: Event, depth: int) -> Any:
        self._plain(event)
        if isinstance(event, ScalarEvent):
            return None if event.value in _NULL and event.implicit[0] else event.value
        if depth >= MAX_DEPTH:
            raise _Refused(event, "too-deep", f"this is nested more than {MAX_DEPTH} levels deep", "write it flatter")
        return self._dict(depth + 1) if isinstance(event, MappingStartEvent) else self._list(depth + 1)

    def _plain(self, event: Event) -> None:
        """Refuses what YAML offers beyond text, lists and mappings."""
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                event, "alias", "anchors (&) and aliases (*) are not allowed", "write the value out, or put it in quotes"
            )
        if getattr(event, "tag", None) and isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            raise _Refused(
                event, "tag", f"the tag {event.tag} is not allowed", "remove it, or put the value in quotes"
            )


_SYNTAX = (
    ("mapping values are not allowed", "a colon stands where none is expected", "put the whole text in quotes"),
    ("cannot start any token", "a character stands where none is expected", "put the text in quotes; indent with spaces"),
    ("quoted scalar", "a quotation mark is opened and never closed", "close it, or leave both away"),
    ("flow sequence", "a square bracket is opened and never closed", "close it with ]"),
    ("flow mapping", "a curly bracket is opened and never closed", "close it with }"),
    ("could not find expected ':'", "a line has no colon", "write key: value"),
    ("block mapping", "a line is indented in a way that fits no line above", "start each key of a group equally far left"),
    ("block collection", "a list's hyphens do not stand below each other", "start each hyphen equally far left"),
    ("directive", "a line starts with a percent sign", "put the text in quotes"),
)


def _syntax(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """What is wrong and what would be right, in words for somebody who has never seen YAML."""
    said = f"{error.context} {error.problem}"
    for pattern, message, hint in _SYNTAX:
        if pattern in said:
            return message, hint
    return f"this is not valid YAML: {one_line(said)}", "look at the indentation and quotation marks here and in the line above"


def _code_point(error: yaml.reader.ReaderError) -> int:
    return ord(error.character) if isinstance(error.character, str) else int(error.character)
