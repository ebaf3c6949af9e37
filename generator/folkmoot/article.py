"""Whole texts from elsewhere: HTML of anybody's, reduced to what can neither harm a reader nor break a page.

What comes out are paragraphs, lists, tables, quotes, code and links. Nothing of it is loaded, since the hub's pages
load nothing from elsewhere: pictures become links to them. No level of headings is left out, and what may be wider than
a page, and scrolls, can be reached by keyboard.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import nh3

from folkmoot.text import excerpt, one_line, plain, seen

_TAGS = set(
    "a abbr b blockquote br cite code dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre"
    " q s samp small strong sub sup table tbody td tfoot th thead tr u ul var".split()
)
_DROPPED = {"script", "style", "template", "svg", "math", "noscript", "noembed", "noframes", "iframe", "object",
            "textarea", "title", "select", "xmp", "plaintext"}  # fmt: skip
"""Elements that go with all that stands in them."""

_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_NUMBERS = frozenset(("colspan", "rowspan", "start"))
_SCHEMES = {"http", "https", "mailto"}
_REL = "noopener nofollow ugc"

_LONGEST = 60_000
_MOST_TAGS = 5_000
_LESS = 0.8
_DEEPEST = 60
_DEEPEST_BLOCKS = 10
_BLOCKS = frozenset(("blockquote", "dl", "ol", "table", "ul"))
_MOST_WORDS = 20_000
_HIGHEST = 3
"""The level of the first headings in an article: those above belong to the page."""
_LOWEST = 6

_OPENING = re.compile(r"<[/a-zA-Z]")
_PIECES = re.compile(r'<(/?)([a-z0-9]+)((?:\s+[a-z]+="[^"]*")*)\s*/?>')
_PAIRS = re.compile(r'\s([a-z]+)="([^"]*)"')
_HEADING = re.compile(r"<(/?)h([1-6])>")
_SCROLLING = re.compile("<(pre|table)>")
_TWO_PICTURES = re.compile(r"(?<=\]</a>)(?=<a [^<>]*>\[)")
_NOTHING = re.compile(r"<(a|b|cite|code|em|figure|figcaption|i|li|p|q|s|small|strong|u|ul|ol)(?: [^<>]*)?>\s*</\1>")
_ALONE = frozenset(("br", "hr", "img"))


def article(markup: str, base: str, highest: int = _HIGHEST) -> str:
    """HTML from anybody as an article; its first headings are of the level `highest`, relative links start from `base`.

    What is too long is cut off, and what is nested too deeply for any page is left as plain words. Given an article,
    it gives the same again.
    """
    limit = _LONGEST
    while True:
        made = _article(_short(markup, limit), base, highest)
        if _short(made, _LONGEST) == made:
            return made
        # Whole addresses, and ends of elements that were left out, make more of it than it was.
        limit = int(limit * min(_LESS, _LESS * _LONGEST / len(made)))


def _article(markup: str, base: str, highest: int) -> str:
    if "<" not in markup:
        words = one_line(html.unescape(markup))
        return f"<p>{html.escape(words, quote=False)}</p>" if words else ""
    cleaner = nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda _tag, name, value: _led(base, name, value),
        url_schemes=_SCHEMES,
        link_rel=_REL,
    )
    cleaned = seen(str(cleaner.clean(markup.encode("utf-8", "replace").decode())))
    if _is_deep(cleaned):
        return f"<p>{html.escape(excerpt(plain(markup), _MOST_WORDS), quote=False)}</p>"
    whole = _levelled(_TWO_PICTURES.sub(" ", "".join(_plainer(cleaned))), highest)
    while (less := _NOTHING.sub("", whole)) != whole:
        whole = less
    whole = _SCROLLING.sub(r'<\1 tabindex="0">', whole.strip())
    return whole if "<" in whole or not whole else f"<p>{whole}</p>"


def _short(markup: str, limit: int) -> str:
    """The beginning of a text, so much of it as is read quickly, cut where no tag is torn."""
    end = min(len(markup), limit)
    for number, tag in enumerate(_OPENING.finditer(markup, 0, end)):
        if number >= _MOST_TAGS:
            end = tag.start()
            break
    head = markup[:end]
    if end < len(markup) and head.rfind("<") > head.rfind(">"):
        head = head[: head.rfind("<")]
    return head


def _is_deep(markup: str) -> bool:
    """Whether so much of the sanitised HTML stands in one another that no page can show it."""
    depth = blocks = 0
    for tag in _PIECES.finditer(markup):
        step = 0 if tag[2] in _ALONE else -1 if tag[1] else 1
        depth += step
        blocks += step if tag[2] in _BLOCKS else 0
        if depth > _DEEPEST or blocks > _DEEPEST_BLOCKS:
            return True
    return False


def _led(base: str, name: str, value: str) -> str | None:
    if name in ("href", "src"):
        return _address(base, value)
    if name in _NUMBERS:
        return value if re.fullmatch(r"\d{1,4}", value) else None
    return value


def _address(base: str, said: str) -> str | None:
    """The whole address that is meant, where it is one that a reader may be led to."""
    said = (
        re.sub(r"[\x00-\x20\x7f]+", "", said) if re.match(r"[\x00-\x20]*[a-zA-Z]+[\x00-\x20]*:", said) else said.strip()
    )
    try:
        whole = urljoin(base, one_line(said)).replace(" ", "%20")
        parts = urlsplit(whole)
        is_safe = parts.scheme == "mailto" or (parts.scheme in _SCHEMES and parts.hostname)
    except ValueError:
        return None
    return whole if is_safe and len(whole) <= 2000 else None


def _plainer(markup: str) -> Iterator[str]:
    """The sanitised HTML in pieces, with a link in place of each picture; in a link, with its words.

    Whole lines of code are not marked as code once more: the theme would put buttons of its own there.
    """
    at = 0
    inside = Counter[str]()
    for tag in _PIECES.finditer(markup):
        name = tag[2]
        if name in ("a", "pre"):
            inside[name] += -1 if tag[1] else 1
        if name == "img" or (name == "code" and inside["pre"] > 0):
            yield markup[at : tag.start()]
            at = tag.end()
        if name == "img":
            yield _picture(dict(_PAIRS.findall(tag[3])), in_a_link=inside["a"] > 0)
    yield markup[at:]


def _picture(said: dict[str, str], *, in_a_link: bool) -> str:
    address = said.get("src", "")
    is_pixel = any(said.get(key) in ("0", "1", "0px", "1px") for key in ("width", "height"))
    if not address or is_pixel or address.startswith("mailto:"):
        return ""
    name = html.escape(one_line(html.unescape(said.get("alt", ""))), quote=False)
    name = name or html.escape(urlsplit(html.unescape(address)).path.rpartition("/")[2][:60], quote=False) or "…"
    return f"[{name}]" if in_a_link else f'<a href="{address}" rel="{_REL}">[{name}]</a>'


def _levelled(markup: str, highest: int) -> str:
    """The HTML with headings that stand below the page's own, each at most one level below the one before it."""
    above: list[int] = []

    def level(tag: re.Match[str]) -> str:
        if not tag[1]:
            own = int(tag[2])
            while above and above[-1] >= own:
                above.pop()
            above.append(own)
        return f"<{tag[1]}h{min(highest + len(above) - 1, _LOWEST)}>"

    return _HEADING.sub(level, markup)
