"""A page of the site before the engine gives it its frame."""

from typing import NamedTuple

from folkmoot.model.paths import version_file

LEAD = '<div class="fm-lead">'
"""What the site itself says on a page begins here, below the words of people."""


class Section(NamedTuple):
    """A part of a page with a heading of its own. `html` is finished and safe; `title` is escaped."""

    anchor: str
    title: str
    html: str


def untemplated(html: str) -> str:
    """Finished HTML in which nothing looks like a template's tag to a plugin of the engine that reads it afterwards."""
    return str(html).strip("\n").replace("{{", "&#123;{").replace("{%", "&#123;%").replace("{#", "&#123;#")


class Page(NamedTuple):
    """What one page says. `title` and `description` are plain text; `lead` and the sections are finished HTML.

    `address` is relative to the site's root, ends in a slash, and is "" for the home page; in a language other than the
    main one it begins with `prefix`, such as "fr/". Pages of a `family` share a frame with those as deep; a
    page with the family "" has one of its own. `source` is the author's file or folder. `language` is the interface's,
    `spoken` that of the text. `head` and `switch` are finished HTML: what the page adds to the document's head, with
    `frame.SITE` for the site's address, and the items of the language switch. `canonical` is the address of the page
    that this one repeats, or None. `authored` is the file below content/ whose words are all of the page, which the
    engine renders; "" for every other page. `opening` is the file below content/ whose words stand above the page's,
    where that is another than its address says. `unlisted` pages are for visitors, and not for search engines.
    What stands on a `collected` page was published elsewhere, and `source` says where; what stands on a `counted` one
    was counted from the hub's files and from what is collected.
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
    prefix: str = ""
    spoken: str = ""
    head: str = ""
    switch: str = ""
    canonical: str | None = None
    authored: str = ""
    topics: tuple[str, ...] = ()
    opening: str = ""
    unlisted: bool = False
    collected: bool = False
    counted: bool = False

    @property
    def src(self) -> str:
        """The Markdown file that the engine would render at this address: fr/about/ is made from about.fr.md."""
        language = self.prefix.removesuffix("/")
        return version_file(self.main_src, language) if language else self.main_src

    @property
    def main_src(self) -> str:
        """The same in the hub's main language: about.md."""
        inner = self.address.removeprefix(self.prefix)
        return self.authored or self.opening or (f"{inner.removesuffix('/')}.md" if self.family else f"{inner}index.md")

    @property
    def file(self) -> str:
        """The file of the site that holds the page."""
        return self.address + "index.html"

    @property
    def root(self) -> str:
        """What leads from the page to the site's root."""
        return "../" * self.address.count("/")
