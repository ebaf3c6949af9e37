"""Pages of a built site on one page that needs nothing beside it: for a look at what somebody proposes.

What is on the pages was sanitised when the site was built; it goes through nh3 once more, since it leaves its place.
Nothing of it runs, and nothing is asked for: styles and pictures are in the page, and its policy allows no more.
"""

import base64
import html
import mimetypes
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import nh3

_TAGS = set(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl"
    " dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp"
    " section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_DROPPED = set("script style template noscript iframe object svg math form select textarea button video audio".split())
"""Elements that go with all that stands in them."""

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "lang", "dir", "title", "aria-label", "aria-hidden", "aria-labelledby", "aria-describedby"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "data": {"value"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_NAMES = frozenset(("id", "aria-labelledby", "aria-describedby"))
_ANYWHERE = ("https://", "http://", "mailto:")
_LARGEST_PICTURE, _ALL_PICTURES = 200_000, 3_000_000
"""How many bytes a picture, and all of them, may have: of others what they show is told."""

_STYLES = re.compile(r'<link rel="stylesheet" href="([^"?]+)')
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')
_BODY = re.compile(r"<body((?:\s+[a-z-]+=\"[^\"]*\")*)\s*>")
_COLOURS = re.compile(r"\s(data-md-color-(?:primary|accent)|dir)=(\"[^\"]*\")")
_ELSEWHERE = re.compile(r"url\((?!\s*[\"']?data:)[^)]*\)|@import[^;]+;|@charset[^;]+;", re.IGNORECASE)
_FONTS = re.compile(r"@font-face\s*\{[^}]*\}", re.IGNORECASE)
_DARK = re.compile(r"(?<![^{}])([^{}]*\[data-md-color-scheme=\"?slate\"?\][^{}]*)\{([^{}]*)\}")
_SCHEME = re.compile(r"\[data-md-color-scheme=\"?slate\"?\]")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_OWN = """
body{height:auto}.fm-look{max-width:61rem;margin:0 auto;padding:.8rem}.fm-look>section{border:.05rem solid
var(--md-default-fg-color--lighter);border-radius:.3rem;margin:1.2rem 0;overflow:clip}.fm-look__place{background:
var(--md-code-bg-color);color:var(--md-code-fg-color);font-size:.7rem;margin:0;padding:.3rem .8rem}
.fm-look article{margin:0;padding:.8rem}.fm-look img{max-width:100%;height:auto}.md-typeset .headerlink{display:none}
"""


class Shown(NamedTuple):
    """A page of the site: its address, relative to the site's root, and its HTML."""

    address: str
    markup: str


class Said(NamedTuple):
    """What stands on the page in words: its language, its title, what changes (groups of sentences, by their titles),
    the title above the pages, what is to be known of them, and what is said of those that are not shown, or "".
    """

    language: str
    title: str
    changes: Iterable[tuple[str, Iterable[str]]]
    looks: str
    caution: str
    rest: str


def one_page(site: Path, site_url: str, pages: Iterable[Shown], said: Said) -> str:
    """The pages of the site in a folder, one below the other, after what changes in words.

    Links lead to where the site is published (`site_url`, "" for nowhere) or, if that is here, within the page.
    """
    pages = list(pages)
    here = {one.address: f"page-{number}" for number, one in enumerate(pages, start=1)}
    first = pages[0].markup if pages else ""
    attributes = "".join(f" {name}={value}" for name, value in _COLOURS.findall(_attributes(first)))
    pictures = _Pictures(site)
    sections = "\n".join(_section(one, here, site_url, pictures) for one in pages)
    title = html.escape(said.title)
    return f"""<!doctype html>
<html lang="{html.escape(said.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{_styles(site, pages)}{_OWN}</style>
</head>
<body data-md-color-scheme="default"{attributes}>
<main class="fm-look">
<header class="md-typeset">
<h1>{title}</h1>
{_told(said)}
{_contents(here, said)}
</header>
{sections}
</main>
</body>
</html>
"""


def _told(said: Said) -> str:
    parts = []
    for group, sentences in said.changes:
        lines = "".join(f"<li>{html.escape(one)}</li>" for one in sentences)
        parts.append((f"<h2>{html.escape(group)}</h2>\n" if group else "") + f"<ul>{lines}</ul>")
    return "\n".join(parts)


def _contents(here: dict[str, str], said: Said) -> str:
    links = "".join(f'<li><a href="#{anchor}">/{html.escape(address)}</a></li>' for address, anchor in here.items())
    shown = f"<h2>{html.escape(said.looks)}</h2>\n<p>{html.escape(said.caution)}</p>\n<ul>{links}</ul>"
    listed = shown if links else ""
    return listed + (f"\n<p>{html.escape(said.rest)}</p>" if said.rest else "")


def _section(page: Shown, here: dict[str, str], site_url: str, pictures: "_Pictures") -> str:
    anchor = here[page.address]

    def fitted(tag: str, name: str, value: str) -> str | None:
        if name in _NAMES:
            return " ".join(f"{anchor}-{one}" for one in value.split())
        if tag == "a" and name == "href":
            return _link(value, page.address, here, site_url)
        return pictures.inside(value, page.address) if tag == "img" and name == "src" else value

    begin, end = page.markup.find('<article id="__content"'), page.markup.rfind("</article>")
    inner = page.markup[page.markup.find(">", begin) + 1 : end] if 0 <= begin < end else ""
    cleaned = nh3.clean(
        inner, tags=_TAGS, clean_content_tags=_DROPPED, attributes=_ATTRIBUTES, attribute_filter=fitted,
        url_schemes={"http", "https", "mailto", "data"}, link_rel="noopener nofollow",
    )  # fmt: skip
    place = html.escape(f"/{page.address}")
    language = html.escape(found[1]) if (found := _LANGUAGE.search(page.markup)) else ""
    return (
        f'<section id="{anchor}" aria-label="{place}">\n<p class="fm-look__place">{place}</p>\n'
        f'<article class="md-content__inner md-typeset" lang="{language}">{cleaned}</article>\n</section>'
    )


def _link(value: str, address: str, here: dict[str, str], site_url: str) -> str | None:
    """Where a link of a page leads: within this page, onto the published site, elsewhere, or nowhere."""
    if value.lower().startswith(_ANYWHERE):
        return value
    if value.startswith("#"):
        return f"#{here[address]}-{value[1:]}"
    if ":" in value.partition("/")[0]:
        return None
    try:
        path = urljoin(f"https://site.example/{address}", value).removeprefix("https://site.example/")
    except ValueError:  # no address at all
        return None
    where = path.partition("#")[0].removesuffix("index.html")
    if where in here:
        return f"#{here[where]}"
    return urljoin(site_url, path) if site_url else None


def _held(site: Path, name: str) -> Path | None:
    """A file of the site, None where it holds none that is called so."""
    try:
        path = (site / name).resolve()
        return path if path.is_relative_to(site) and path.is_file() else None
    except (OSError, ValueError):  # a name that no disk can hold
        return None


class _Pictures:
    """The site's pictures as addresses that hold them; of larger ones, and of too many, nothing."""

    def __init__(self, site: Path) -> None:
        self._site = site.resolve()
        self._room = _ALL_PICTURES
        self._known: dict[Path, str] = {}

    def inside(self, value: str, address: str) -> str | None:
        try:
            path = _held(self._site, posixpath.normpath(posixpath.join(address, unquote(urlsplit(value).path))))
        except ValueError:  # no address at all
            return None
        if path is None:
            return None
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path] or None

    def _read(self, path: Path) -> str:
        kind, size = mimetypes.guess_type(path.name)[0] or "", path.stat().st_size
        if not kind.startswith("image/") or size > min(_LARGEST_PICTURE, self._room):
            return ""
        self._room -= size
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _attributes(markup: str) -> str:
    found = _BODY.search(markup)
    return found[1] if found else ""


def _styles(site: Path, pages: Iterable[Shown]) -> str:
    """The styles of all the pages, each once and in their order; what is for the dark scheme follows the reader's."""
    found = dict.fromkeys(path for page in pages for path in _files(page))
    held = (_held(site.resolve(), name) for name in found)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in held if path]
    whole = _ELSEWHERE.sub("", _FONTS.sub("", "\n".join(texts))).replace("</", "<\\/")
    return f":root{{color-scheme:light dark}}{_DARK.sub(_in_the_dark, whole)}"


def _in_the_dark(rule: re.Match[str]) -> str:
    """A rule of the dark scheme, in the place of the cascade that it has, for readers who chose it."""
    return f"@media (prefers-color-scheme:dark){{{_SCHEME.sub('[data-md-color-scheme]', rule[1])}{{{rule[2]}}}}}"


def _files(page: Shown) -> Iterator[str]:
    for link in _STYLES.findall(page.markup):
        yield posixpath.normpath(posixpath.join(page.address, html.unescape(link)))
