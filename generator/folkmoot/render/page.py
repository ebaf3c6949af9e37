"""A page of the site before the engine gives it its frame."""

from typing import NamedTuple


class Section(NamedTuple):
    """A part of a page with a heading of its own. `html` is finished and safe; `title` is escaped."""

    anchor: str
    title: str
    html: str


class Page(NamedTuple):
    """What one page says. `title` and `description` are plain text; `lead` and the sections are finished HTML.

    `address` is relative to the site's root, ends in a slash, and is "" for the home page. Pages of one `family` share
    a frame; a page with the family "" has one of its own. `source` is the author's file or folder. `language` is
    the one its text is in, "" for the hub's own.
    """

    address: str
    family: str
    title: str
    description: str
    source: str
    lead: str
    sections: tuple[Section, ...]
    hide: tuple[str, ...] = ("navigation",)
    language: str = ""

    @property
    def src(self) -> str:
        """The Markdown file that the engine would render at this address."""
        if self.family:
            return self.address.removesuffix("/") + ".md"
        return self.address + "index.md"

    @property
    def file(self) -> str:
        """The file of the site that holds the page."""
        return self.address + "index.html"
