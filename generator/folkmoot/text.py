"""Words as people write them: slugs, plain text, excerpts, the one Markdown renderer and the one sanitiser."""

import difflib
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple
from weakref import WeakKeyDictionary, ref

import nh3
import pyromark
from pyromark.event import Range
from slugify import slugify

_TAGS = set(
    "a abbr b blockquote br cite code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li"
    " ol p pre q s samp small strong sub summary sup table tbody td th thead tr u ul var".split()
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "div": {"id"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
NOTE = "note-"
"""What the id of a footnote begins with, where a page has a single text."""


Leader = Callable[[str, str], str | None]
"""Says where a link of a text leads: takes an attribute (href or src) and its value, None takes the attribute away."""


def as_written(_attribute: str, value: str) -> str:
    """Leaves every link as its author wrote it."""
    return value


_CLEANERS: WeakKeyDictionary[Leader, dict[str, nh3.Cleaner]] = WeakKeyDictionary()
"""Making one takes longer than using it; it goes when what leads its links does."""


def _cleaner(lead: Leader, note: str) -> nh3.Cleaner:
    known = _CLEANERS.setdefault(lead, {})
    if note not in known:
        known[note] = _new_cleaner(ref(lead), note)
    return known[note]


def _new_cleaner(lead: ref[Leader], note: str) -> nh3.Cleaner:
    def led(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href" and value.startswith("#"):
            # Footnotes: their ids carry a prefix, so that they cannot take those of the page.
            return f"#{note}{value[1:]}"
        leads = lead()
        return leads(attribute, value) if leads and attribute in ("href", "src") else value

    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=led,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
        id_prefix=note,
    )


_STRIPPER = nh3.Cleaner(tags=set(), attributes={})
_MARKDOWN = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES)
_TITLE = re.compile(r"<(/?)h1>")
_BETWEEN_BLOCKS = re.compile(r"(?i)</?(?:p|div|br|li|h[1-6]|tr|td|th|blockquote|pre|figure|figcaption|dd|dt)\b")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufeff]"
)
_LEFT_OPEN = re.compile(
    r"(?i)<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\t\n\f\r /])"
    r"""(?!(?:[\t\n\f\r ]+[a-z-]+=(?:"[^"<>]*"|'[^'<>]*'))+>[^<]*</\1>)"""
)
_TAKING = re.compile(
    r"(?i)<(?P<end>/?)(?P<name>iframe|math|noembed|noframes|noscript|plaintext|script|style|svg|template|textarea|title"
    r"|xmp)(?=[\s/>])(?P<alone>[^<>]*/>)?|</?(?:p|h[1-6]|li|dd|dt|td|th|pre|blockquote|div)>"
)
"""Elements that take all that follows for their own text or drawing, and what a text is made of.

Source: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody (raw text, foreign content, templates).
"""

_CONTAINER = re.compile(r"<(/?)(?:blockquote|ol|ul)\b[^>]*>")
_DEEPEST = 100
"""How many quotes and lists one inside the other are kept; the time that the sanitiser takes grows with its square."""

_MOST_TAGS = 20_000
"""So many tags, one inside the other, take the sanitiser half a second; twice as many take four times as long."""


def slug_of(text: str) -> str:
    """A file name for `text`: lower-case ASCII words joined by hyphens; "" where nothing of it can be written so."""
    return slugify(text.replace("+", " plus ").replace("#", " sharp "), max_length=60, word_boundary=True)


def schemeless(url: str) -> str:
    """The address without http(s)://, a leading www. and a trailing slash: what stays when a site changes those."""
    return re.sub(r"^https?://(www\.)?", "", url.strip(), flags=re.IGNORECASE).rstrip("/")


def sanitised(markup: str, lead: Leader = as_written, note: str = NOTE) -> str:
    """HTML from anybody, reduced to what cannot harm: no scripts, styles, forms, frames, or odd schemes.

    Of ids those of footnotes are left, which stand in a `div`; they get a prefix, so that they take none of the page's.
    """
    return _clean(_cleaner(lead, note), markup)


def _clean(cleaner: nh3.Cleaner, markup: str) -> str:
    # HTML repeats an unclosed <b> in every following paragraph, but no more than three that are alike; without
    # attributes they all are. An element that is never kept takes those over, unless it is closed at once.
    markup = _LEFT_OPEN.sub(r"<\1><wbr", markup)
    try:
        return str(cleaner.clean(markup))
    except UnicodeEncodeError:  # half a character, which JSON can hold
        return str(cleaner.clean(markup.encode("utf-8", "replace").decode()))


def rendered(markdown: str, lead: Leader = as_written, note: str = NOTE) -> str:
    """The HTML of a record's Markdown (CommonMark with tables and footnotes), sanitised; a title becomes a section.

    `note` is what the ids of its footnotes begin with: another for each text of a page.
    """
    if not markdown:
        return ""
    return sanitised(_shallow(_untaken(_TITLE.sub(r"<\1h2>", _MARKDOWN.html(markdown)))), lead, note)


class Linked(NamedTuple):
    """A link or picture in a text: the address as it is written, and where, in lines and columns from 1.

    `is_html` where people wrote the tag themselves.
    """

    address: str
    line: int
    column: int
    is_picture: bool
    is_html: bool


def links_of(markdown: str) -> Iterator[Linked]:
    """The links and pictures of a Markdown text, as `rendered` finds them, in the order of the text."""
    if not may_link(markdown):
        return
    content, block = _Placed(markdown.encode()), -1
    for event, span in _MARKDOWN.events_with_range(markdown):
        match event:
            case {"Start": {"Link": {"dest_url": address}}}:
                yield content.linked(span, address, is_picture=False)
            case {"Start": {"Image": {"dest_url": address}}}:
                yield content.linked(span, address, is_picture=True)
            case {"InlineHtml": str(markup)}:
                yield from _Tags(markup, *content.place(span["start"])).found
            case {"Start": "HtmlBlock"}:
                block = span["start"]
            case {"End": "HtmlBlock"}:
                yield from _Tags(content.text[block : span["end"]].decode(), *content.place(block)).found


def may_link(markdown: str) -> bool:
    """Whether a text could hold a link or a picture: most hold none, and are not looked into."""
    return "](" in markdown or "<" in markdown or "]:" in markdown


class _Placed:
    """A text in UTF-8 whose places are asked for one behind the other, as a rule: each is counted from the last."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._last = (0, 1, 1)

    def linked(self, span: Range, address: str, *, is_picture: bool) -> Linked:
        """The link at a place of the text."""
        # An address stands behind the words; of one that stands elsewhere, or is written otherwise, these are meant.
        at = self.text.rfind(address.encode(), span["start"], span["end"])
        return Linked(address, *self.place(span["start"] if at < 0 else at), is_picture, is_html=False)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a byte, from 1."""
        last, line, column = self._last if self._last[0] <= offset else (0, 1, 1)
        lines = self.text.count(b"\n", last, offset)
        begin = self.text.rfind(b"\n", last, offset) + 1 if lines else last
        self._last = offset, line + lines, (1 if lines else column) + len(self.text[begin:offset].decode())
        return self._last[1:]


class _Tags(HTMLParser):
    """Reads a piece of HTML that begins at a place, and keeps where its links and pictures lead."""

    def __init__(self, markup: str, line: int, column: int) -> None:
        super().__init__()
        self.found: list[Linked] = []
        self._begin = (line, column)
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        key = {"a": "href", "img": "src"}.get(tag)
        line, before = self.getpos()
        column = before + (self._begin[1] if line == 1 else 1)
        for name, value in attrs:
            if name == key and value:
                self.found.append(Linked(value, line + self._begin[0] - 1, column, tag == "img", is_html=True))


def _untaken(markup: str) -> str:
    """The HTML with tags that would take the following paragraphs with them as text, such as a <textarea> in prose.

    An element that ends where it began, in the same paragraph, takes no more than its own.
    """
    tags = list(_TAKING.finditer(markup))
    if not any(tag["name"] for tag in tags):
        return markup
    lone: list[int] = []
    ends: set[str] = set()
    awaited: list[tuple[re.Match[str], bool]] = []
    for tag in reversed(tags):
        name = (tag["name"] or "").lower()
        if not name:
            ends = set()
        elif tag["end"] and name != "plaintext":  # which nothing ends
            ends.add(name)
        awaited.append((tag, name in ends))
    inside = ""
    for tag, is_ended in reversed(awaited):
        name = (tag["name"] or "").lower()
        if inside:
            inside = "" if tag["end"] and name == inside else inside
        elif name and not tag["end"] and not (tag["alone"] and name in ("math", "svg")):
            inside = name if is_ended else ""
            lone += [] if is_ended else [tag.start()]
    pieces = [markup[begin:end] for begin, end in zip([0, *lone], [*lone, len(markup)], strict=True)]
    return "&lt;".join([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _shallow(markup: str) -> str:
    """The HTML without the quotes and lists that are nested too deeply; what stands in them stays."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if not tag[1]:
            depth += 1
        level = depth
        if tag[1]:
            depth = max(depth - 1, 0)
        return tag[0] if level <= _DEEPEST else ""

    return _CONTAINER.sub(kept, markup)


def collated(name: str) -> str:
    """A name as lists are ordered by: É stands with E, capitals with small letters. Names that differ may share it."""
    if name.isascii():
        return name.casefold()
    # Decomposed first: ℂ is a capital only then.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def sameness(word: str) -> str:
    """What two spellings of one word share: capitals, width, spaces and the accents of Latin letters do not count.

    Compatible letters are one (NFKC, Unicode Annex 15). In other scripts a mark makes another letter: バス is a bus and
    パス a path, and й is no и.
    """
    if word.isascii():
        return one_line(word).casefold()
    folded = one_line(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold()))
    return unicodedata.normalize("NFC", "".join(_without_latin_marks(unicodedata.normalize("NFD", folded))))


def _without_latin_marks(letters: str) -> Iterator[str]:
    is_latin = False
    for letter in letters:
        if not unicodedata.combining(letter):
            is_latin = unicodedata.name(letter, "").startswith("LATIN ")
            yield letter
        elif not is_latin:
            yield letter


def plain(markup: str) -> str:
    """The words of a piece of HTML on one line, without tags, entities, or characters nobody sees.

    What comes behind the first 20,000 tags is left out.
    """
    markup = "<".join(markup.split("<", _MOST_TAGS)[:_MOST_TAGS])
    spaced = _BETWEEN_BLOCKS.sub(lambda tag: " " + tag.group(), markup)
    return one_line(html.unescape(_clean(_STRIPPER, spaced)))


def one_line(text: str) -> str:
    """The text on one line, without control characters and marks that turn the reading direction."""
    # Nearly all texts are so already; of spaces only the plain one is printable.
    if text.isprintable() and "  " not in text and text == text.strip(" "):
        return text
    return " ".join(seen(text).split())


def seen(text: str) -> str:
    """The text as it is, without control characters and marks that turn the reading direction."""
    return _UNSEEN.sub("", text)


def excerpt(text: str, limit: int) -> str:
    """At most `limit` characters of a plain text, cut between words, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rpartition(" ")[0] if " " in head[limit // 2 :] else head
    return cut.rstrip(" ,;:.-–—") + "…"


def closest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """The known word most like `word`, or "" where none is as near as `least` (1 is the word itself)."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=least)
    return matches[0] if matches else ""


def plural(number: int, thing: str, things: str = "") -> str:
    """`1 error`, `2,000 errors`; another plural form where it is given."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def listed(words: Sequence[str]) -> str:
    """`“a”`, `“a” and “b”`, `“a”, “b” and “c”`."""
    *others, last = [f"“{word}”" for word in words]
    return f"{', '.join(others)} and {last}" if others else last
