"""What is mended in the engine's HTML: its faults against the standards, and what a page may load and run.

A static host sends no headers of ours, so the Content Security Policy stands in the page (CSP 3, section 3.3). Scripts
and styles that stand in the page itself are allowed by their hashes, one by one; nothing comes from other hosts.
"""

import base64
import hashlib
import re
from html import unescape

from folkmoot.errors import EngineFailure
from folkmoot.render.framing.frame import BARE, SHELL, holds_sentinel

_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>', re.IGNORECASE)
_INSIDE = r"(?:\"[^\"]*\"|'[^']*'|[^'\">])*"
_SCRIPT = re.compile(rf"<script(?P<attributes>\s{_INSIDE})?>(?P<text>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(rf"<style(?:\s{_INSIDE})?>(?P<text>.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_STYLED = re.compile(rf"<[a-z]{_INSIDE}\sstyle=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?(?P<type>[^\"'\s>]+)", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_RUN = frozenset({"", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"})
"""The types of script that a policy rules; any other block is data (HTML, section 4.12.1)."""

_CHECKBOX = re.compile(r'<input class="md-toggle[^>]*type="checkbox"[^>]*>')
_DRAWER = re.compile(r'<input class="md-toggle"[^>]*id="__drawer"[^>]*>')
_MENU_BUTTON = '<label class="md-header__button md-icon" for="__drawer">'
_MENU = re.compile(r'<nav class="md-nav md-nav--primary[^>]*? aria-label="(?P<name>[^"]*)"')

_SKIP = re.compile(r'(?<=<div data-md-component="skip">).*?(?=</div>)', re.DOTALL)
_SKIP_LINK = '<a class="md-skip" href="#__content">'
_OWN_SKIP_LINK = re.compile(rf"{_SKIP_LINK}[^<]*</a>")
_SKIPPED_TO = '<a id="__skip" tabindex="-1"></a>'
"""Where Zensical's own way past the header leads."""

_CONTENT = '<article class="md-content__inner'


def mended(html: str, *, policed: bool = True) -> str:
    """The engine's page without its known faults and, with `policed`, with its policy; mending twice changes nothing.

    HTML that is none of the theme's pages stays as it is. `mkdocs serve` puts a script of its own into pages when it
    sends them, which no policy made here can know: it needs `policed=False`. Raises `EngineFailure` where a script
    holds a place that is filled later, because its hash would not fit any more.
    """
    charset = _CHARSET.search(html)
    if charset is None:
        return html
    html = _CHECKBOX.sub(lambda found: found.group().replace(' autocomplete="off"', ""), html)
    html = _skipping_to_the_content(_within_reach(html)).replace(' tabindex=""', "")
    if not policed:
        return html
    html = _POLICY.sub("", html)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return f"{html[: charset.end()]}{tag}{html[charset.end() :]}"


def _within_reach(html: str) -> str:
    """The switch of the menu beside its button in the header, named: the theme has it outside of every landmark."""
    drawer, menu = _DRAWER.search(html), _MENU.search(html)
    if drawer is None or menu is None or _MENU_BUTTON not in html:
        return html
    switch = drawer.group()
    if "aria-label" not in switch:
        switch = switch.replace(' id="__drawer"', f' id="__drawer" aria-label="{menu["name"]}"')
    html = html[: drawer.start()] + html[drawer.end() :]
    return html.replace(_MENU_BUTTON, f"{switch}{_MENU_BUTTON}", 1)


def _skipping_to_the_content(html: str) -> str:
    """The page with its way past the header first, which leads to the start of the content.

    The theme's own leads to the first heading of the table of contents, past all that stands above it, and is missing
    where there is no heading.
    """
    link = _OWN_SKIP_LINK.search(html)
    if link is None or not _SKIP.search(html):
        return html
    html = html[: link.start()] + html[link.end() :]
    html = _SKIP.sub(lambda _: link.group(), html, count=1).replace(_SKIPPED_TO, "", 1)
    return html.replace(_CONTENT, _CONTENT.replace(" ", ' id="__content" ', 1), 1)


def policy(html: str) -> str:
    """The Content Security Policy that fits a page: its own files, and what stands in it."""
    scripts = [_hash(text) for text in _scripts(html)]
    styles = [_hash(found["text"]) for found in _STYLE.finditer(html)]
    # The alignment of a table's column is a style attribute, and people's pages may have more of them.
    attributes = [_hash(unescape(found["double"] or found["single"] or "")) for found in _STYLED.finditer(html)]
    styles += ["'unsafe-hashes'", *attributes] if attributes else []
    parts = {
        "default-src": ["'none'"],
        # WebAssembly is what Pagefind searches with.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *dict.fromkeys(scripts)],
        "style-src": ["'self'", *dict.fromkeys(styles)],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in parts.items())


def _scripts(html: str) -> list[str]:
    """The text of every script that stands in the page and is run."""
    texts = []
    for found in _SCRIPT.finditer(html):
        attributes = found["attributes"] or ""
        kind = _TYPE.search(attributes)
        if _SOURCE.search(attributes) or (kind["type"].lower() if kind else "") not in _RUN:
            continue
        text = found["text"]
        if holds_sentinel(text) or re.search(rf"/(?:{SHELL}|{BARE})[-/]", text):
            raise EngineFailure(
                "a script inside a page holds words that differ from page to page",
                "put it into a file of extra_javascript, or build with --mode staged",
            )
        texts.append(text)
    return texts


def _hash(text: str) -> str:
    # Browsers hash a text as they parsed it, and HTML's parser knows no carriage return.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
