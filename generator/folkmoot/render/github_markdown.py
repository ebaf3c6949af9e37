"""Words from files in Markdown for GitHub: in comments and summaries nothing of them links, calls anybody or draws.

GitHub's dialect (https://github.github.com/gfm/) makes links of bare addresses, and GitHub itself of mentions, numbers
of issues and names of commits
(https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls).
"""

import re
import unicodedata

from folkmoot.text import one_line

_MARKS = re.compile(r"[\\`*_\[\]<>~|$#]")
"""What opens something within a line: emphasis, code, links, tags, formulas, cells of tables."""
_BLOCK = re.compile(r"\A(?:[-+=](?=[ \-+=]|\Z)|\d{1,9}(?=[.)](?: |\Z)))")
"""What makes a list or a heading of the line that it begins."""
_BROKEN = re.compile(
    r"(?<=@)(?=[\w-]|\\_)|(?<=\\#)(?=\w|\\_)|(?<=\bGH-)(?=\d)"  # mentions and mail addresses, issues
    r"|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bmailto:)(?=\S)|(?<=\bxmpp:)(?=\S)"  # addresses
    r"|(?<=:)(?=(?:[a-z0-9+-]|\\_)+:)",  # pictograms such as :lamp:
    re.IGNORECASE,
)
_COMMIT = re.compile(r"\b[0-9a-f]{7,40}\b", re.IGNORECASE)
_FEW = re.compile(".{1,6}")
_BREAK = "\u200b"
"""A space without width: what stands on both sides of it is no longer one word."""
_ADDRESS = re.compile(r"(?<!\d)[.:/](?=\w)|[.:/](?=[^\W\d])|/[/.]")
"""What mail programs make links of, which send comments on: evil.example, a/b."""
_USUAL = frozenset(" \u00a0\u202f,.:;!?…’'()«»“”„–—&+/-")
"""The marks that names and titles have."""
_TICKS = re.compile("`+")


def plain(words: str) -> str:
    """The words on one line, as GitHub shows them to the letter, for sentences: CommonMark 2.4 and 6.

    Fit for a paragraph, an item of a list and a cell of a table.
    """
    escaped = _MARKS.sub(r"\\\g<0>", one_line(words).replace("&", "&amp;"))
    begun = _BLOCK.sub(lambda found: f"\\{found[0]}" if not found[0].isdigit() else f"{found[0]}\\", escaped)
    apart = _COMMIT.sub(lambda found: _BREAK.join(_FEW.findall(found[0])), begun)
    return _BROKEN.sub(_BREAK, apart)


def quoted(words: str) -> str:
    """The words on one line: as they are where they are letters and the usual marks, else as code.

    For names and addresses, which somebody may want to copy: `plain` puts marks into them that cannot be seen.
    """
    line = one_line(words)
    if plain(line) == line.replace("&", "&amp;") and _is_usual(line) and not _ADDRESS.search(line):
        return plain(line)
    return code(line)


def _is_usual(words: str) -> bool:
    return all(one in _USUAL or unicodedata.category(one)[0] in "LMN" for one in words)


def code(words: str) -> str:
    """A span of code, fenced by more backticks than it holds (CommonMark 6.1)."""
    line = one_line(words)
    if not line:
        return ""
    fence = "`" * (_longest_fence(line) + 1)
    edge = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{edge}{line}{edge}{fence}"


def fenced(lines: str) -> str:
    """A block of code, fenced by more backticks than it holds (CommonMark 4.5)."""
    fence = "`" * max(3, _longest_fence(lines) + 1)
    return f"{fence}text\n{lines}\n{fence}"


def _longest_fence(words: str) -> int:
    return max(map(len, _TICKS.findall(words)), default=0)
