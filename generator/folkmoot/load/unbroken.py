"""A file that libyaml cannot read, with the one sign mended that stops it, where only one thing can have been meant.

Each mend is tried and kept only if the file can then be read, or goes wrong further down alone.
"""

import re
from collections.abc import Collection, Iterator

from folkmoot.load.documents import Unreadable, decoded
from folkmoot.load.mended import text_of
from folkmoot.load.records import document_of
from folkmoot.model.problem import Problem

CODES = frozenset(("alias", "comment-not-read", "not-keys", "tag", "yaml-syntax"))
"""The codes of what is tried to mend here."""

_NEEDS_QUOTES = re.compile(
    r"a text that starts with .* needs quotes|a colon and a space stand in the middle of a text"
    r"|the text goes on behind its closing quotation mark"
)
_ENTRY = re.compile(
    r"(?P<head>[ ]*(?:-[ \t]+)*(?:[\w-]+:[ \t]+)?)(?P<text>[^\s#].*?)"
    r"(?P<tail>[ \t]*|[ \t]+#(?:[ ].*)?)"
)
"""A line with a text: what stands before it, hyphens and a key, the text itself, and a comment."""
_COLOUR = re.compile(r"(?P<head>[ ]*[\w-]+:[ \t]+)(?P<colour>#[0-9a-fA-F]{6})[ \t]*")
"""A colour, which nobody writes as a comment."""
_ITEM = re.compile(r"(?P<text>[^\s,\[\]{}'\"\\:#](?:[^,\[\]{}'\"\\:#]*[^\s,\[\]{}'\"\\:#])?)(?=[ ]*[,\]])")
_UNSPACED = re.compile(r"(?P<head>[ ]*(?:-[ ]+)?)(?P<key>[a-z_]+):(?P<text>[^\s:/].*)")
_UNSURE = re.compile(r".\s|'(?!.*'\s*$)|\"(?!.*\"\s*$)")
"""How a text begins that may have been meant otherwise: with one letter, or with quotation marks that stay open."""
_INDENTED = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*\r?$", re.MULTILINE)
"""What a text begins with that stands on lines of its own, in which tabs may be the author's."""
_TAB_WIDTHS = (2, 4, 8)
_BRACKETS = ("[", "{", "|", ">", "]", "}", ",")


def unbroken(content: bytes, path: str, fault: Problem, keys: Collection[str]) -> bytes | None:
    """The file without the `fault`, which libyaml met in it; None where nobody can tell what was meant.

    `keys` are those that files of its kind may hold.
    """
    try:
        lines = decoded(content).split("\n")
    except Unreadable:
        return None
    if not 0 < fault.line <= len(lines):
        return None
    if fault.message.startswith("a tab stands") and "\t" in _indent(lines[fault.line - 1]):
        return _without_tabs(content, path, fault)
    for number, line in _tried(lines, fault, keys):
        text = text_of(content)
        begin = text.at(number - 1, 0)
        new = text.with_part(begin, begin + len(lines[number - 1]), line)
        if _is_further(new, path, fault.line):
            return new
    return None


def _tried(lines: list[str], fault: Problem, keys: Collection[str]) -> Iterator[tuple[int, str]]:
    """The lines, by their number from 1, that could be written otherwise, and how."""
    here, at = lines[fault.line - 1], fault.column - 1
    if fault.message.startswith("behind “"):
        yield fault.line, f"{here[:at]} {here[at + 1 :].lstrip(' ')}"
    elif fault.code == "comment-not-read":
        if found := _COLOUR.fullmatch(here):
            yield fault.line, f'{found["head"]}"{found["colour"]}"'
    elif fault.message.startswith("a tab stands"):
        yield fault.line, f"{here[:at]} {here[at:].lstrip()}"
    else:
        if _NEEDS_QUOTES.fullmatch(fault.message):
            yield from ((fault.line, line) for line in (_quoted(here, keys), _quoted_item(here, at)) if line)
        for number in (fault.line, fault.line - 1):
            found = _UNSPACED.fullmatch(lines[number - 1]) if number else None
            if found and found["key"] in keys and not _UNSURE.match(found["text"]):
                yield number, f"{found['head']}{found['key']}: {found['text']}"


def _quoted(line: str, keys: Collection[str]) -> str:
    """The line with its text in quotation marks; "" where it is not sure what belongs to the text.

    Where one of the `keys` stands in it, with a colon, two lines may have become one.
    """
    found = _ENTRY.fullmatch(line)
    text = found["text"] if found else ""
    # What follows a # without a space may be a comment or not, and brackets may have been meant as brackets.
    if not found or not found["head"].strip() or text.startswith(_BRACKETS) or re.search(r"\s#|[\]}]$", text):
        return ""
    if re.match(r"\S+:\s", text) and found["head"].rstrip().endswith("-"):  # the first key of an item, misspelt
        return ""
    if any(name.endswith(key) for name in re.findall(r"([\w-]+)[\"']?:(?=\s|$)", text) for key in keys):
        return ""
    if (sign := text[0]) in "'\"" and len(text) > 1 and text.endswith(sign):
        inner = text[1:-1]
        # Around a text with an apostrophe in the middle of a word the outer signs are the quotation marks.
        if sign == '"' or not re.search(r"\w'\w", inner) or re.search(r"(?<!\w)'|'(?!\w)", inner):
            return ""
        text = inner
    if '"' not in text and "\\" not in text:
        return f'{found["head"]}"{text}"{found["tail"]}'
    doubled = text.replace("'", "''")
    return f"{found['head']}'{doubled}'{found['tail']}"


def _quoted_item(line: str, at: int) -> str:
    """The line of a list in brackets with the item that begins `at` in quotation marks; "" where there is none."""
    found = _ITEM.match(line, at)
    if not found or not re.match(r"[ ]*(?:-[ ]+)*(?:[\w-]+:[ ]+)?\[", line[:at]):
        return ""
    return f'{line[:at]}"{found["text"]}"{line[found.end() :]}'


def _without_tabs(content: bytes, path: str, fault: Problem) -> bytes | None:
    """The file with spaces for the tabs that indent its keys, if all usual widths of a tab say the same."""
    read: list[tuple[bytes, object]] = []
    for width in _TAB_WIDTHS:
        new = _untabbed(content, path, width)
        try:
            read.append((new, document_of(path, new).values))
        except Unreadable:
            continue
    if read:
        first, values = read[0]
        return first if all(other == values for _, other in read) else None
    if _BLOCK.search(content.decode()):
        return None
    new = _untabbed(content, path, _TAB_WIDTHS[0])
    return new if _is_further(new, path, fault.line) else None


def _untabbed(content: bytes, path: str, width: int) -> bytes:
    text = content.decode()
    end = len(text)
    if path.endswith(".md"):  # what stands below the keys is the author's own
        fence = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
        found = [one.start() for one in fence.finditer(text)]
        end = found[1] if len(found) > 1 else end
    return (_INDENTED.sub(lambda indent: indent[0].expandtabs(width), text[:end]) + text[end:]).encode()


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _is_further(content: bytes, path: str, line: int) -> bool:
    """Whether the file can be read, or what stops it comes after the `line`."""
    try:
        document_of(path, content)
    except Unreadable as fault:
        return fault.line > line
    return True
