"""The pages that people wrote: they are the engine's, but for what the site says around them."""

from collections.abc import Iterator

from folkmoot.model.paths import version_file
from folkmoot.render.canvas import Canvas
from folkmoot.render.framing.staging import language_of
from folkmoot.render.head import Card, said_in_head
from folkmoot.render.links import site_path
from folkmoot.render.page import Page


def pages(canvas: Canvas, taken: set[str]) -> Iterator[Page]:
    """People's own pages in the canvas' language; one that is not translated repeats the main language's, and says so.

    `taken` are the engine's files of pages that the site makes itself: what people wrote for those stands on them.
    """
    written = {page.path for page in canvas.community.pages}
    for original in canvas.community.pages:
        if original.language or original.path in taken:
            continue
        address = site_path(f"content/{original.path}")
        versions = {
            tag: there
            for tag, there in canvas.addresses.everywhere(address).items()
            if tag == canvas.languages[0] or version_file(original.path, tag) in written
        }
        page = canvas.words_at(original.path) or original
        here = canvas.prefix + address
        yield Page(
            address=here,
            family="",
            title=page.title,
            description="",
            source=f"content/{page.path}",
            lead="",
            sections=(),
            hide=(),
            language=canvas.language,
            prefix=canvas.prefix,
            spoken=language_of(page, canvas.languages[0]),
            head=said_in_head(canvas.tongue, canvas.site_name, page.title, "", here, versions, Card()),
            switch=canvas.switch(here, canvas.addresses.everywhere(address)),
            canonical=None if canvas.language in versions else address,
            authored=original.path,
        )
