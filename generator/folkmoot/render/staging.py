"""The Markdown that the engine gets: people's pages as they are, and for every generated page a frame to fill.

In the mode "stamped" records share one shell a family and their texts never reach the engine. In the mode "staged"
every record is a page of its own that the engine renders: slower, the tests' oracle, the way out if a theme changes.
"""

import json
import re
from collections.abc import Iterable
from html import escape

from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.community import Page as Authored
from folkmoot.render.frame import BARE, SHELL, harmless, sentinel
from folkmoot.render.page import Page, Section

_PUNCTUATION = re.compile(r"[\\`*_{}\[\]()>#+\-.!]")
"""What Python-Markdown lets one escape: a heading is text, whatever it looks like."""

_HOLE = Section(sentinel("anchor"), sentinel("heading"), sentinel("section"))


def staged(community: Community, pages: Iterable[Page], mode: str) -> list[Artifact]:
    """Every Markdown file the engine is to render, beside the files below content/ that are not Markdown."""
    authored = {page.path: page for page in community.pages}
    texts = {path: harmless(page.text) for path, page in authored.items()}
    for page in _engine_pages(pages, mode):
        texts[page.src] = _markdown(page, authored.get(page.src))
    return [Artifact(path, text.encode()) for path, text in sorted(texts.items())]


def withheld(community: Community) -> frozenset[str]:
    """Portraits that nobody but a member who did not agree to theirs names: they are not published at all."""
    refused = {one.photo for one in community.members.values() if one.photo and not one.allows("photo")}
    agreed = {one.photo for one in community.members.values() if one.photo and one.allows("photo")}
    gatherings = [one for event in community.events.values() for one in (event, *event.occurrences)]
    pictures = {photo.file for one in gatherings for photo in one.photos}
    pictures |= {post.picture.file for post in community.posts.values() if post.picture}
    pictures |= {place.picture.file for place in community.places.values() if place.picture}
    return frozenset(refused - agreed - pictures)


def _engine_pages(pages: Iterable[Page], mode: str) -> Iterable[Page]:
    families = {}
    for page in pages:
        if mode == "staged":
            yield page
        elif page.family:
            families[page.family] = page.hide
        else:
            yield _hollow(page)
    for family, hide in families.items():
        for name, sections in ((SHELL, (_HOLE,)), (BARE, ())):
            shell = Page(
                f"{family}/{name}/", family, sentinel("title"), sentinel("description"), sentinel("source"), "", ()
            )
            yield shell._replace(lead=sentinel("lead"), sections=sections, hide=hide)


def _hollow(page: Page) -> Page:
    """A page of its own with the texts taken out: the headings stay, so that the engine lists them."""
    return page._replace(lead=sentinel("lead"), sections=(_HOLE,) if page.sections else ())


def _markdown(page: Page, authored: Authored | None) -> str:
    """A page as Markdown: what people wrote comes first, then finished HTML in blocks that Markdown leaves alone."""
    parts = [_front_matter(page, authored)]
    if authored:
        parts.append(harmless(authored.body.strip("\n")))
    parts.append(f'<div class="fm-lead">\n{page.lead}\n</div>')
    for section in page.sections:
        parts.append(f"## {_PUNCTUATION.sub(_escaped, section.title)} {{ #{section.anchor} }}")
        parts.append(f'<div class="fm-section">\n{section.html}\n</div>')
    return "\n\n".join(parts) + "\n"


def _escaped(mark: re.Match[str]) -> str:
    return "\\" + mark.group()


def _front_matter(page: Page, authored: Authored | None) -> str:
    """The page's keys; where people wrote a page of their own, theirs count, but for where the page comes from."""
    own = {"title": escape(page.title)} if authored is None else authored.keys
    keys = {"description": escape(page.description), "hide": page.hide, **own, "source": page.source}
    return "\n".join(
        ["---", *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()), "---"]
    )
