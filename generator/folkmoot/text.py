"""Words as people write them: slugs, plain text, excerpts, the one Markdown renderer and the one sanitiser."""

import difflib
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import nh3
import pyromark
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


@cache
def _cleaner(lead: Leader, note: str) -> nh3.Cleaner:
    def led(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href" and value.startswith("#"):
            # Footnotes: their ids carry a prefix, so that they cannot take those of the page.
            return f"#{note}{value[1:]}"
        return lead(attribute, value) if attribute in ("href", "src") else value

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
    return sanitised(_shallow(_TITLE.sub(r"<\1h2>", _MARKDOWN.html(markdown))), lead, note) if markdown else ""


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
    return " ".join(_UNSEEN.sub("", text).split())


def excerpt(text: str, limit: int) -> str:
    """At most `limit` characters of a plain text, cut between words, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rpartition(" ")[0] if " " in head[limit // 2 :] else head
    return cut.rstrip(" ,;:.-–—") + "…"


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or "" where none is near enough to be meant."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""
