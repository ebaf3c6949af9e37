"""A file in a letter: what somebody mailed, without the greeting, quotes, fences and signature that stand around it.

Whatever is left out is told. Where two files could be meant, or nobody can tell where one ends, none is taken.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from folkmoot.load.documents import MAX_BYTES, Unreadable, read_yaml
from folkmoot.model.proposed import Remark
from folkmoot.text import excerpt, one_line

_SAID = re.compile(r"path:[ \t]*(\S.*)", re.IGNORECASE)
_ENDINGS = (".yml", ".yaml", ".md")
_LINES_FOR = re.compile(r"(?:.*\s)?(members/[a-z0-9-]+\.yml|content/community\.yml)")
"""How a letter with lines for a file that is there begins, in whatever language: the file's path comes last."""
_LINES = re.compile(r"(?:feeds|sources):[ \t]*")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[\w-]*[ \t]*")
_BOX = re.compile(r"\s*[-*+]\s\[\s?[xX]?\s?\]")
_HEADING = re.compile(r" {0,3}###(?!#)")
_KEYED = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)|[#\-\s\]}\"']|$")
"""How a line of a YAML file begins that keys and their values stand in."""
_MOST_PARAGRAPHS = 10
"""A farewell, a signature and what a program puts below have fewer; more are no letter's end."""
_SPACES = re.compile("[\u00a0\u202f\u2007\u200b\ufeff]")
_LED = re.compile(r"[\s\u200b\ufeff]*(?:-[\s\u200b\ufeff]+)*(?:[A-Za-z_][\w-]*:[\s\u200b\ufeff]*)?")
"""What of a line in YAML is structure: spaces, hyphens, and a key."""


class Whole(NamedTuple):
    """A file that was written as a whole, or lines for one: where they are to be, and what they say."""

    path: str
    text: str


class Opened(NamedTuple):
    """What a letter holds: a file, or the text that may answer a form; and what is to be said of the rest."""

    whole: Whole | None
    text: str
    remarks: tuple[Remark, ...] = ()


class _Part(NamedTuple):
    """Lines of a letter, and what of it stands around them."""

    lines: list[str]
    above: list[str]
    below: list[str]


def is_whole(text: str) -> bool:
    """Whether a text is a file and nothing else: its path in the first line, an empty line, its text."""
    first, _, rest = _unified(text).lstrip("\n").partition("\n")
    return bool(_SAID.fullmatch(first.strip())) and (not rest or not rest.partition("\n")[0].strip())


def file_in(text: str) -> Opened:
    """The file that stands in a letter, with an error instead where it cannot be told which that is; or none."""
    if len(text) > MAX_BYTES:
        return Opened(None, text, (_too_long(len(text)),))
    lines = _unified(text).lstrip("\n").split("\n")
    starts = _starts(lines)
    if not starts and is_whole(text):
        starts = [0]
    if not starts:
        return Opened(None, text)
    nearest = min(_depth(lines[start]) for start in starts)
    meant = [start for start in starts if _depth(lines[start]) == nearest]
    if len(meant) > 1:
        return Opened(None, text, (_several(len(meant)),))
    # What somebody answers to stands below what they write now, and is quoted once more.
    earlier = [start for start in starts if start > meant[0]]
    part = _quoted_part(lines, meant[0], nearest, earlier[0] if earlier else len(lines))
    path = _path_in(part.lines[0])
    if (inside := _unfenced(part, may_follow=True)) is None:
        return Opened(None, text, (_fences(),))
    part = _unsigned(inside, path)
    body, was_mended = _plainly_spaced(part.lines[1:], path)
    told = [*_left_out(part.above, "above the file"), *_left_out(part.below, "below the file")]
    whole = Whole(path, "\n".join(body).strip("\n") + "\n")
    return Opened(whole, text, (*told, *([_spaces()] if was_mended else [])))


def answers_in(text: str) -> Opened:
    """The text of a letter in which the headings of a form stand, without quotes, a fence and a signature."""
    lines = _unified(text).split("\n") if len(text) <= MAX_BYTES else []
    first = next((place for place, line in enumerate(lines) if _HEADING.match(_bare(line))), None)
    if first is None:
        return Opened(None, text)
    part = _unfenced(_quoted_part(lines, first, _depth(lines[first]), len(lines)), may_follow=False)
    if part is None:
        return Opened(None, text, (_fences(),))
    part = _unsigned(part, "")
    told = (*_left_out(part.above, "above the answers"), *_left_out(part.below, "below the answers"))
    boxes = (_SPACES.sub(" ", line) if _BOX.match(line) else line for line in part.lines)
    return Opened(None, "\n".join(boxes), told)


def _unified(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _depth(line: str) -> int:
    found = _QUOTED.match(line)
    return found[0].count(">") if found else 0


def _bare(line: str) -> str:
    """A line without the signs of quoting, and with spaces that are plain."""
    return _SPACES.sub(" ", _QUOTED.sub("", line, count=1)) if _depth(line) else _SPACES.sub(" ", line)


def _starts(lines: Sequence[str]) -> list[int]:
    """The lines that say which file follows."""
    found = []
    following = ""  # the first words below a line, fences left out
    for place in reversed(range(len(lines))):
        bare = _bare(lines[place]).rstrip()
        said = _SAID.fullmatch(bare)
        is_path = said and "/" in said[1] and said[1].lower().endswith(_ENDINGS)
        if is_path or (_LINES.fullmatch(following) and _LINES_FOR.fullmatch(bare)):
            found.append(place)
        if bare.strip() and not _FENCE.fullmatch(bare):
            following = bare.strip()
    return found[::-1]


def _path_in(line: str) -> str:
    bare = _SPACES.sub(" ", line).strip()
    found = _SAID.fullmatch(bare) or _LINES_FOR.fullmatch(bare)
    return found[1].strip() if found else ""


def _quoted_part(lines: list[str], start: int, depth: int, earlier: int) -> _Part:
    """The lines from one on that are quoted as often as it, unquoted; the lines above are unquoted as far as these.

    Nothing of it stands in the quote, or below, in which the line `earlier` is.
    """
    end = start
    while end < len(lines) and _depth(lines[end]) >= depth:
        end += 1
    if earlier < end:
        while _depth(lines[earlier - 1]) > depth:
            earlier -= 1
        # Programs write a line above that says who wrote when.
        above = earlier - 1
        while above > start and not lines[above].strip():
            above -= 1
        end = above if above > start and lines[above].rstrip().endswith(":") else earlier
    quotes = re.compile(rf"^(?:>[ \t]?){{{depth}}}")
    unquoted = [quotes.sub("", line) for line in lines[:end]]
    return _Part(unquoted[start:], unquoted[:start], lines[end:])


def _unfenced(part: _Part, *, may_follow: bool) -> _Part | None:
    """The part as far as its fence reaches, where one is open above it, or `may_follow` its first line and does.

    None where there are other fences behind, so that nobody can tell which line closes it.
    """
    opened, above = "", len(part.above)
    for place, line in enumerate(part.above):
        if opened and _closes(line, opened):
            opened, above = "", len(part.above)
        elif not opened and (found := _FENCE.fullmatch(line)):
            opened, above = found[1], place
    head, rest = part.lines[0], part.lines[1:]
    if not opened:
        first = next((place for place, line in enumerate(rest) if line.strip()), None)
        if not may_follow or first is None or not (found := _FENCE.fullmatch(rest[first])):
            return part
        opened, rest = found[1], rest[first + 1 :]
    end = next((place for place, line in enumerate(rest) if _closes(line, opened)), len(rest))
    below = rest[end + 1 :]
    if any(_FENCE.fullmatch(line) for line in below):
        return None
    left = [*part.above[:above], *part.above[above + 1 :]]
    return _Part([head, *rest[:end]], left, [*below, *part.below])


def _closes(line: str, opened: str) -> bool:
    said = line.strip()
    return len(said) >= len(opened) and set(said) == {opened[0]}


def _unsigned(part: _Part, path: str) -> _Part:
    """The part without a signature: what stands below two hyphens and a space (RFC 3676, 4.3), or is no YAML."""
    lines = part.lines
    for place, line in enumerate(lines[1:], 1):
        alone = not lines[place - 1].strip() or path.endswith(".yml")  # else it underlines a heading
        if line == "-- " or (line == "--" and alone):
            return _Part(lines[:place], part.above, [*lines[place + 1 :], *part.below])
    if not path.endswith(".yml") or _is_yaml(lines[1:], path):
        return part
    for place in islice(_paragraphs(lines), _MOST_PARAGRAPHS):
        if any(_KEYED.match(line) for line in lines[place:] if line):
            break
        if _is_yaml(lines[1:place], path):
            return _Part(lines[:place], part.above, [*lines[place:], *part.below])
    return part


def _paragraphs(lines: Sequence[str]) -> Iterator[int]:
    """The places at which paragraphs begin, the last one first."""
    return (place for place in range(len(lines) - 1, 1, -1) if lines[place].strip() and not lines[place - 1].strip())


def _is_yaml(lines: Sequence[str], path: str) -> bool:
    try:
        read_yaml("\n".join(_plainly_spaced(lines, path)[0]).encode())
    except (Unreadable, UnicodeEncodeError):
        return False
    return True


def _plainly_spaced(lines: Sequence[str], path: str) -> tuple[list[str], bool]:
    """The lines with plain spaces where these are structure, and whether there were others; texts keep theirs."""
    end = len(lines)
    if path.endswith(".md"):
        fences = [place for place, line in enumerate(lines) if line.rstrip() == "---"]
        end = fences[1] if len(fences) > 1 else 0
    mended = [_LED.sub(lambda found: _SPACES.sub(" ", found[0]), line, count=1) for line in lines[:end]]
    return [*mended, *lines[end:]], mended != list(lines[:end])


def _left_out(lines: Sequence[str], where: str) -> Iterator[Remark]:
    if said := one_line(" ".join(_bare(line) for line in lines)):
        told = f"what stands {where} is not taken"
        yield Remark(told, "", value=excerpt(said, 80), severity="warning", code="left-out")


def _too_long(length: int) -> Remark:
    told = f"this has {length:,} characters, and no file of a hub has more than {MAX_BYTES:,}"
    return Remark(told, "send it in parts", code="too-long")


def _several(number: int) -> Remark:
    return Remark(
        f"{number} lines here say which file follows, so that nobody can tell where one ends",
        "send each file by itself",
        code="several-files",
    )


def _fences() -> Remark:
    return Remark(
        "the file stands between marks for code, and has such marks in it, so that nobody can tell where it ends",
        "send it without the marks around it",
        code="fences-astray",
    )


def _spaces() -> Remark:
    return Remark(
        "spaces that a mail program had made were read as plain ones",
        "look whether every line stands where it should",
        severity="warning",
        code="mail-spaces",
    )
