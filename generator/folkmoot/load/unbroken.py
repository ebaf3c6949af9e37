"""A file that libyaml cannot read, with the one sign mended that stops it, where only one thing can have been meant.

Each mend is tried and kept only if the file can then be read, or if what stops it then was wrong before, elsewhere.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from folkmoot.load.documents import Unreadable, decoded
from folkmoot.load.mended import end_of_keys, text_of
from folkmoot.load.records import document_of
from folkmoot.load.syntax import SPACE_IT, UNBRACKET_IT, is_fence
from folkmoot.model.problem import Problem

CODES = frozenset(("alias", "comment-not-read", "not-keys", "tag", "yaml-syntax"))
"""The codes of what is tried to mend here."""

_NEEDS_QUOTES = re.compile(
    r"a text that starts with .* needs quotes|a colon and a space stand in the middle of a text"
    r"|the text goes on behind its closing quotation mark"
)
_ENTRY = re.compile(
    r"(?P<head>[ ]*(?:-[ \t]+)*(?:[\w-]+:[ \t]+)?)(?P<text>[^\s#][^ \t]*(?:[ \t]+(?!#(?:[ ]|$))[^ \t]+)*)"
    r"(?P<tail>[ \t]*(?:(?<=[ \t])#.*)?)"
)
"""A line with a text: what stands before it, hyphens and a key, the text itself, and a comment."""
_COLOUR = re.compile(r"(?P<head>[ ]*[\w-]+:[ \t]+)(?P<colour>#[0-9a-fA-F]{6})[ \t]*")
"""A colour, which nobody writes as a comment."""
_ITEM = re.compile(r"(?P<text>[^\s,\[\]{}'\"\\:#](?:[^,\[\]{}'\"\\:#]*[^\s,\[\]{}'\"\\:#])?)(?=[ ]*[,\]])")
_UNSPACED = re.compile(r"(?P<head>[ ]*(?:-[ ]+)?)(?P<key>[a-z_]+):(?P<text>[^\s:/].*)")
_UNSURE = re.compile(r".\s|'(?!.*'\s*$)|\"(?!.*\"\s*$)")
"""How a text begins that may have been meant otherwise: with one letter, or with quotation marks that stay open."""
_INDENTED = re.compile(r"[ ]*\t[ \t]*")
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?\r?$", re.MULTILINE)
"""What a text begins with that stands on lines of its own, in which tabs may be the author's."""
_TAB_WIDTHS = (2, 4, 8)
_BEGIN = re.compile(r"[ ]*(?:-[ \t]+(?=\S+:(?:\s|$)))*")
"""What stands before the key of a line, or before the hyphen of a text in a list."""
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
    if is_fence(lines[fault.line - 1]):
        return _without_fences(content, path, fault)
    if fault.message.startswith("a tab stands") and "\t" in _indent(lines[fault.line - 1]):
        return _without_tabs(content, path)
    if _is_on_purpose(lines, fault):
        return None
    for number, line in _tried(lines, fault, keys):
        if fault.hint not in (SPACE_IT, *UNBRACKET_IT) and _goes_on(lines, number):
            continue
        new, plain = (_with_line(content, number, lines[number - 1], one) for one in (line, _plain(line)))
        if _is_alone(_stopped(new, path), plain, path):
            return new
    return None


def _with_line(content: bytes, number: int, old: str, new: str) -> bytes:
    text = text_of(content)
    begin = text.at(number - 1, 0)
    return text.with_part(begin, begin + len(old), new)


def _is_on_purpose(lines: list[str], fault: Problem) -> bool:
    """Whether a sign is meant for YAML: a tag of its own, or an anchor for which the file has an alias."""
    said = lines[fault.line - 1][fault.column - 1 :]
    if found := re.match(r"[&*]([\w-]+)", said):
        other = re.compile(rf"(?:^|[\s\[{{,]){'[*]' if said[0] == '&' else '&'}{re.escape(found[1])}(?![\w-])")
        return any(other.search(line) for line in lines)
    return said.startswith(("!!", "!<"))


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether what stands on a line, from 1, goes on below it: the next line is indented further."""
    begin = _BEGIN.match(lines[number - 1])
    following = next((line for line in lines[number:] if line.strip()), "")
    return len(_indent(following).expandtabs()) > len(begin[0] if begin else "")


def _plain(line: str) -> str:
    """The line with a word for its text, with which nothing can be wrong."""
    found = _ENTRY.fullmatch(line)
    return f"{found['head']}x" if found else line


def _tried(lines: list[str], fault: Problem, keys: Collection[str]) -> Iterator[tuple[int, str]]:
    """The lines, by their number from 1, that could be written otherwise, and how."""
    here, at = lines[fault.line - 1], fault.column - 1
    if fault.hint == SPACE_IT:
        yield fault.line, f"{here[: at + 1]} {here[at + 1 :]}"
    elif fault.hint in UNBRACKET_IT:
        yield fault.line, f"{here[:at].rstrip()}{re.sub(r'^[^]}]*[]}]', '', here[at:])}"
    elif fault.message.startswith("behind “"):
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


def _without_tabs(content: bytes, path: str) -> bytes | None:
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
    new = _untabbed(content, path, _TAB_WIDTHS[0])
    return new if _is_alone(_stopped(new, path), _untabbed(content, path, 0), path) else None


def _untabbed(content: bytes, path: str, width: int) -> bytes:
    """The file with so many spaces for the tabs that indent its keys; with 0 these lines are empty.

    The lines of a text stay, and what stands below the keys of a file in Markdown.
    """
    text = text_of(content)
    last = end_of_keys(text, path)
    begins = [*(begin for begin in text.starts if begin < last), last]
    lines = [text.whole[begin:end] for begin, end in pairwise(begins)]
    inside = -1
    for number, line in enumerate(lines):
        left = len(_indent(line).expandtabs(max(_TAB_WIDTHS)))
        if inside >= 0 and (left > inside or not line.strip()):
            continue
        inside = left if _BLOCK.search(line) else -1
        if found := _INDENTED.match(line):
            rest = line[found.end() :]
            lines[number] = found[0].expandtabs(width) + rest if width else line[len(line.rstrip("\r\n")) :]
    return text.with_part(begins[0], begins[-1], "".join(lines))


def _without_fences(content: bytes, path: str, fault: Problem) -> bytes | None:
    """The file without the line that marks code on pages, and without the one that closes it, at the file's end.

    Between the two there may be others, which belong to a text: these stay.
    """
    text = text_of(content)
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|$)", text.whole[text.starts[0] :])
    fences = [number for number, line in enumerate(lines) if is_fence(line.rstrip("\r\n"))]
    filled = [number for number, line in enumerate(lines) if line.strip()]
    gone = {fault.line - 1}
    if filled[0] in gone and filled[-1] in fences and len(fences) % 2 == 0:
        gone.add(filled[-1])
    elif path.endswith(".md"):  # below the keys one may belong to the text
        return None
    kept = "".join(line for number, line in enumerate(lines) if number not in gone)
    new = f"{text.whole[: text.starts[0]]}{kept}".encode()
    stopped = _stopped(new, path)
    return new if stopped is None or stopped.line > fault.line - 1 else None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _stopped(content: bytes, path: str) -> Unreadable | None:
    """What keeps the file from being read; None where nothing does."""
    try:
        document_of(path, content)
    except Unreadable as fault:
        return fault
    return None


def _is_alone(fault: Unreadable | None, plain: bytes, path: str) -> bool:
    """Whether a file can be read, or its `fault` is wrong by itself: it is there as well with a `plain` line above."""
    other = _stopped(plain, path) if fault else None
    return fault is None or (
        other is not None and (fault.line, fault.column, fault.message) == (other.line, other.column, other.message)
    )
