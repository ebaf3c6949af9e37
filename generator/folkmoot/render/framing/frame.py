"""Frames: what the engine renders around a page, taken apart once and filled for every page of a family.

The engine sees a page whose texts are sentinels. Its HTML is split at them into static text and slots; a page's
headings, which stand in the body and in the table of contents, become loops. Filling a frame is then joining strings.
"""

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

from folkmoot.errors import EngineFailure
from folkmoot.model.paths import url_of
from folkmoot.render.page import Page, Section, untemplated

SHELL, BARE = "fmshell", "fmbare"
"""What the names of a family's two shell pages begin with: with a section, and for pages that have none."""

_MARK = "fmxslot"
_OF_PAGE = ("title", "description", "source", "address", "canonical", "spoken", "head", "switch", "lead")
_SLOTS = (*_OF_PAGE, "anchor", "heading", "section")


def sentinel(slot: str) -> str:
    """The word that stands for a slot; it passes Markdown, attributes and addresses unchanged."""
    return f"{_MARK}{slot}xfm"


SITE = sentinel("site")
"""Stands for the site's address in what a page adds to the document's head: it is known when the engine has run."""

_SLOT = re.compile(rf"{_MARK}({'|'.join(_SLOTS)})xfm")
_BODY_UNIT = re.compile(
    rf'<h(?P<level>[2-6]) id="{sentinel("anchor")}">(?:(?!<h[1-6]).)*?</h(?P=level)>'
    rf'\s*<div class="fm-section">\s*{sentinel("section")}\s*</div>',
    re.DOTALL,
)
_TOC_UNIT = re.compile(rf'<li class="md-nav__item">(?:(?!<li\b).)*?#{sentinel("anchor")}".*?</li>', re.DOTALL)


class _Slot(NamedTuple):
    name: str


class _Loop(NamedTuple):
    """A part that is repeated for every section, with what stands between two of them."""

    unit: tuple[str | _Slot, ...]
    between: str


_Part = str | _Slot | _Loop


class Frame:
    """An engine's page with holes."""

    def __init__(self, html: str, sections: bool, shell_address: str = "") -> None:
        """Takes the engine's HTML of a page made of sentinels; raises `EngineFailure` where the holes are not there.

        With `sections` the page has a place for them. `shell_address` is the address of a family's shell, which becomes
        the page's own; "" keeps all addresses.
        """
        if shell_address:
            html = html.replace(shell_address, sentinel("address"))
        self._parts = _taken_apart(html)
        bodies = sum(isinstance(part, _Loop) and _Slot("section") in part.unit for part in self._parts)
        loose = [part for part in self._parts if part in (_Slot("section"), _Slot("heading"))]
        if self._parts.count(_Slot("lead")) != 1 or bodies != int(sections) or loose:
            raise EngineFailure(
                "the page engine did not keep the places that Folkmoot fills",
                "a plugin or theme in mkdocs.yml changes the pages' HTML: try without it, or build with --mode staged",
            )

    def fill(self, page: Page, site_url: str) -> str:
        """The page's whole HTML; without an address of the site, addresses in its head are relative."""
        first = page.sections[0] if page.sections else Section("", "", "")
        values = {
            "title": untemplated(escape(page.title)),
            "description": escape(page.description),
            "source": escape(page.source),
            "address": page.address,
            "canonical": url_of(page.address if page.canonical is None else page.canonical),
            "spoken": escape(page.spoken or page.language),
            "head": page.head.replace(SITE, site_url or page.root or "./"),
            "switch": page.switch,
            "lead": page.lead,
            "anchor": first.anchor,
        }
        return "".join(
            part.between.join(_unit(part.unit, section) for section in page.sections)
            if isinstance(part, _Loop)
            else _unit((part,), first, values)
            for part in self._parts
        )


def _unit(unit: tuple[str | _Slot, ...], section: Section, values: dict[str, str] | None = None) -> str:
    values = values or {"anchor": section.anchor, "heading": section.title, "section": section.html}
    return "".join(part if isinstance(part, str) else values[part.name] for part in unit)


def _taken_apart(html: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    end = 0
    loops = sorted([*_BODY_UNIT.finditer(html), *_TOC_UNIT.finditer(html)], key=lambda match: match.start())
    for match in loops:
        before = html[end : match.start()]
        parts += _split(before)
        parts.append(_Loop(tuple(_split(match[0])), before[len(before.rstrip()) :]))
        end = match.end()
    return (*parts, *_split(html[end:]))


def _split(html: str) -> list[str | _Slot]:
    pieces = _SLOT.split(html)
    return [_Slot(piece) if index % 2 else piece for index, piece in enumerate(pieces) if index % 2 or piece]


def frame_address(page: Page) -> str:
    """The address of the engine's page whose frame a page takes.

    Pages of a family share a frame with those below the same top folder that are as deep, so that links to the site's
    root are the same: members/skill/welding/ takes that of members/fmshell-facets-en/fmshell-facets-en/.
    """
    if not page.family:
        return page.address
    top, *below = page.address.removeprefix(page.prefix).rstrip("/").split("/")
    family = f"{page.family}{'-collected' * page.collected}{'-counted' * page.counted}"
    name = f"{SHELL if page.sections else BARE}-{family}-{page.language}/"
    return f"{page.prefix}{top}/{name * len(below)}"


def is_shell(path: str) -> bool:
    """Whether a file of the engine's is a page that frames are taken from."""
    name = path.removesuffix("/index.html").rpartition("/")[2]
    return name.startswith((f"{SHELL}-", f"{BARE}-"))


class Frames:
    """Fills pages, reading the engine's HTML of each frame once."""

    def __init__(self, html_of: Callable[[str], str], site_url: str) -> None:
        """`html_of` gives the engine's HTML of an address; `site_url` ends in a slash or is ""."""
        self._html_of = html_of
        self._site_url = site_url
        self._known: dict[str, Frame] = {}

    def filled(self, page: Page) -> str:
        """The page's whole HTML; raises `EngineFailure` where the engine's page has no places to fill."""
        address = frame_address(page)
        if address not in self._known:
            shell = address if page.family else ""
            self._known[address] = Frame(self._html_of(address), bool(page.sections), shell)
        return self._known[address].fill(page, self._site_url)


def harmless(markdown: str) -> str:
    """People's text in which no word is a slot: the reader sees the same."""
    return markdown.replace(_MARK, f"{_MARK[:-1]}&#{ord(_MARK[-1])};")


def holds_sentinel(html: str) -> bool:
    """Whether a slot was left unfilled."""
    return _MARK in html
