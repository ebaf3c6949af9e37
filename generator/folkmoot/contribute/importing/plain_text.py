"""Text from elsewhere, made safe to stand in a hub's Markdown: it shows what was written, and nothing in it acts."""

import html
import re

from folkmoot.text import sanitised

_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+")
_SIGNS = re.compile(r"[\\`*\[\]<>|~]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|!(?=\[)")
_LINE_SIGNS = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[+\-=](?=\s*[\s=\-]|$)|-(?=-)|\d{1,9}[.)](?=\s|$)|:(?=\s))")
_TRAILING = ".,;:!?)'\""
_MARKUP = re.compile(r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|html|html-blob)\b[^<>]*>", re.IGNORECASE)
_MOST_TAGS = 5_000
"""The sanitiser's time grows with the square of so many tags, one inside the other; no description has them."""
_BREAKS = re.compile(r"(?i)<br\s*/?>|</(?:p|div|h[1-6]|li|tr|ul|ol)>")
_ANCHOR = re.compile(r'(?is)<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>')
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def in_markdown(text: str) -> str:
    """Plain text as Markdown that shows the same words and lines; web addresses become links.

    Lines end as they do in the text (a backslash keeps a line's end), empty lines divide paragraphs, and lines that
    begin with a hyphen or a star and a space stay lists.
    """
    lines = [line.rstrip() for line in _unified(text).split("\n")]
    written = [_line(line) for line in lines]
    ended = [
        f"{line}\\" if line and below and not _is_item(below) else line
        for line, below in zip(written, [*written[1:], ""], strict=True)
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(ended)).strip("\n")


def from_html(markup: str) -> str:
    """The words of HTML as plain text: paragraphs, lines and the addresses of links stay.

    What has more tags than anybody writes stays as it is.
    """
    if markup.count("<") > _MOST_TAGS:
        return markup.strip()
    led = _ANCHOR.sub(lambda link: link[2] if link[1] in link[2] else f"{link[2]} ({link[1]})", sanitised(markup))
    spaced = _BREAKS.sub("\n", re.sub(r"(?i)<li\b[^>]*>", "- ", led).replace("</p>", "</p>\n"))
    return html.unescape(re.sub(r"<[^>]*>", "", spaced)).strip()


def is_html(text: str) -> bool:
    """Whether a text is HTML, as some calendars write descriptions though the format says they are plain."""
    return bool(_MARKUP.search(text))


def _unified(text: str) -> str:
    return _UNSEEN.sub("", re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text)).replace("\t", "    ")


def _is_item(line: str) -> bool:
    return line.startswith("- ")


def _line(line: str) -> str:
    bare = line.lstrip()
    if re.match(r"[-*•]\s+\S", bare):
        return f"- {_escaped(bare[1:].strip())}"
    return _LINE_SIGNS.sub(r"\1\\\2", _escaped(bare)) if not re.match(r"\s*\d{1,9}[.)]\s", bare) else _numbered(bare)


def _numbered(line: str) -> str:
    """A line that begins with a number, which stays the number that was written."""
    number, sign, rest = re.split(r"([.)])", line, maxsplit=1)
    return f"{number}\\{sign}{_escaped(rest)}"


def _escaped(words: str) -> str:
    """The words with a backslash in front of what Markdown would act on; addresses stand between angle brackets."""
    parts, after = [], 0
    for found in _ADDRESS.finditer(words):
        address = found[0].rstrip(_TRAILING)
        parts += [_signs(words[after : found.start()]), f"<{address}>"]
        after = found.start() + len(address)
    return "".join([*parts, _signs(words[after:])])


def _signs(words: str) -> str:
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", words)
