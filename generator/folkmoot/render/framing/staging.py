"""The Markdown that the engine gets: people's pages as they are, and for every generated page a frame to fill.

In the mode "stamped" records share one shell a family and their texts never reach the engine. In the mode "staged"
every record is a page of its own that the engine renders: slower, the tests' oracle, the way out if a theme changes.
"""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any

from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.own_page import Page as Authored
from folkmoot.render.framing.frame import frame_address, harmless, sentinel
from folkmoot.render.page import LEAD, Page, Section, untemplated

_PUNCTUATION = re.compile(r"[\\`*_{}\[\]()>#+\-.!]")
"""What Python-Markdown lets one escape: a heading is text, whatever it looks like."""

_HOLE = Section(sentinel("anchor"), sentinel("heading"), sentinel("section"))


def staged(community: Community, pages: Iterable[Page], mode: str) -> list[Artifact]:
    """Every Markdown file the engine is to render: of `fr/about/` it is about.fr.md, beside about.md."""
    authored = {page.path: page for page in community.pages}
    main = community.profile.languages[0]
    texts = {page.src: _markdown(page, _words(page, authored), main) for page in _engine_pages(pages, mode)}
    return [Artifact(path, text.encode()) for path, text in sorted(texts.items())]


def language_of(page: Authored, main: str) -> str:
    """The language that a page of somebody's own is written in: its file's name or its key `language` says it."""
    said = page.keys.get("language")
    return page.language or (said if isinstance(said, str) else main)


def _words(page: Page, authored: Mapping[str, Authored]) -> Authored | None:
    """What people wrote for a page, in its language or else in the main one."""
    return authored.get(page.src) or authored.get(page.main_src)


def _engine_pages(pages: Iterable[Page], mode: str) -> Iterable[Page]:
    frames: dict[str, Page] = {}
    for page in pages:
        if mode == "staged" or page.authored:
            yield page
        elif page.family:
            frames.setdefault(frame_address(page), _shell(page))
        else:
            yield _hollow(page)
    yield from frames.values()


def _shell(page: Page) -> Page:
    """The page made of sentinels whose frame the page takes, with all others of its folder, language and shape."""
    return page._replace(
        address=frame_address(page),
        title=sentinel("title"),
        description=sentinel("description"),
        source=sentinel("source"),
        lead=sentinel("lead"),
        sections=(_HOLE,) if page.sections else (),
        head=sentinel("head"),
        switch=_switch(page),
        spoken=sentinel("spoken"),
        canonical=sentinel("canonical"),
    )


def _switch(page: Page) -> str:
    """The place of the language switch, which a hub of one language does not have."""
    return sentinel("switch") if page.switch else ""


def _hollow(page: Page) -> Page:
    """A page of its own with the texts taken out: the headings stay, so that the engine lists them."""
    return page._replace(
        lead=sentinel("lead"),
        sections=(_HOLE,) if page.sections else (),
        head=sentinel("head"),
        switch=_switch(page),
    )


def _markdown(page: Page, authored: Authored | None, main: str) -> str:
    """A page as Markdown: what people wrote comes first, then finished HTML in blocks that Markdown leaves alone."""
    parts = [_front_matter(page, authored, main)]
    if authored:
        parts.append(harmless(authored.body.strip("\n")))
    else:
        # The theme would add a heading of its own, which tells no language.
        parts.append(f'<h1 lang="{escape(page.spoken or page.language)}">{untemplated(escape(page.title))}</h1>')
    if not page.authored:
        parts.append(f"{LEAD}\n{page.lead}\n</div>")
    for section in page.sections:
        parts.append(f"## {_PUNCTUATION.sub(_escaped, section.title)} {{ #{section.anchor} }}")
        parts.append(f'<div class="fm-section">\n{section.html}\n</div>')
    return "\n\n".join(parts) + "\n"


def _escaped(mark: re.Match[str]) -> str:
    return "\\" + mark.group()


def _as_text(keys: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of somebody's page, of which the theme prints two as they are: what looks like HTML in them is text."""
    said = {key: keys[key] for key in ("title", "description") if isinstance(keys.get(key), str)}
    return {**keys, **{key: escape(unescape(text)) for key, text in said.items()}}


def _front_matter(page: Page, authored: Authored | None, main: str) -> str:
    """The page's keys; where people wrote a page of their own, theirs count, but for what the site says about it.

    `spoken` is the language of people's words where it is not the page's: as a rule the `main` one, of what is not
    translated.
    """
    said: dict[str, Any] = {} if page.authored else {"description": escape(page.description), "hide": page.hide}
    own = {"title": untemplated(escape(page.title))} if authored is None else _as_text(authored.keys)
    ours: dict[str, Any] = {
        "source": page.source,
        "language": page.language,
        "head": page.head,
        "switch": page.switch,
    }
    if authored and (spoken := language_of(authored, main)) != page.language:
        ours["spoken"] = spoken
    if page.collected:
        ours["collected"] = True
    if page.counted:
        ours["counted"] = True
    if page.canonical is not None:
        ours["canonical"] = page.canonical
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {**said, **own, **ours}.items())
    return "\n".join(["---", *lines, "---"])
