"""Links from people's own pages to what the engine does not know as a file: records, and the site's lists.

They are written as paths between files, as everywhere in a hub. MkDocs resolves those between its own files and warns
of all others, so these are led before it looks at them.
"""

import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from folkmoot.model.paths import hub_path, url_of, version_file

_LED = "folkmoot-led:"
"""A scheme that MkDocs leaves alone: it stands before an address until MkDocs has looked."""

_OUTSIDE = ("events", "members")
"""Folders of records beside content/, which stand for the lists of the same names."""

_WRITTEN = re.compile(
    r"""(?P<before><a\s(?:[^>]*?\s)?href=)(?P<quote>["'])"""
    r"""(?P<url>[^"'>?#]*\.(?:md|yml)(?:[?#][^"'>]*)?)(?P=quote)"""
)
"""A link to a file in HTML that people wrote themselves, which MkDocs leaves as it is."""


class Leading(Extension):  # type: ignore[misc]
    """Knows the page that is rendered, and where its links lead."""

    def __init__(self, records: Mapping[str, Mapping[str, str]]) -> None:
        """`records` are the addresses of records by language, by the path of the record's file.

        What has none is not published yet.
        """
        super().__init__()
        self.records = records
        self._page: Page | None = None
        self._files = Files([])
        self._language = ""

    def begin(self, page: Page, files: Files, language: str) -> None:
        """From now on links are those of a page, which is shown in a language."""
        self._page, self._files, self._language = page, files, language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name that Markdown calls)
        """Sees to it that links are led right before MkDocs looks at them, which it does at 0, and shown afterwards."""
        md.treeprocessors.register(_Before(self), "folkmoot-led", 0)
        md.treeprocessors.register(_Behind(), "folkmoot-shown", -1)

    def written(self, html: str) -> str:
        """The page's HTML with the links in people's own tags led as well."""

        def led(link: re.Match[str]) -> str:
            url = self.address(unescape(link["url"]), of_engine=True)
            if self.is_unpublished(unescape(link["url"])):
                return link["before"].removesuffix("href=")
            return link.group() if url is None else f'{link["before"]}"{escape(url)}"'

        return _WRITTEN.sub(led, html)

    def address(self, url: str, *, of_engine: bool = False) -> str | None:
        """Where a link leads, relative to the page; None where it is none between files, or where nothing is.

        What MkDocs resolves itself is told `of_engine` alone.
        """
        page, path, rest = self._page, *_path_and_rest(url)
        if page is None or not path:
            return None
        meant = self._meant(page, path)
        found = self._of_record(meant)
        if found is None and (of_engine or not self._is_known(page, path)):
            found = self._of_file(meant)
        return None if found is None else f"{'../' * page.file.dest_uri.count('/')}{url_of(found)}{rest}" or "./"

    def is_unpublished(self, url: str) -> bool:
        """Whether a link leads to what will be there some day."""
        page, path = self._page, _path_and_rest(url)[0]
        return page is not None and bool(path) and self.records.get(self._meant(page, path)) == {}

    def _meant(self, page: Page, path: str) -> str:
        return hub_path(posixpath.dirname(f"content/{page.file.src_uri}"), path)

    def _is_known(self, page: Page, path: str) -> bool:
        """Whether MkDocs finds the file that a path means."""
        beside = posixpath.dirname(page.file.src_uri)
        return not path.startswith("/") and posixpath.normpath(posixpath.join(beside, path)) in self._files.src_uris

    def _of_record(self, meant: str) -> str | None:
        versions = self.records.get(meant, {})
        return versions.get(self._language) or next(iter(versions.values()), None)

    def _of_file(self, meant: str) -> str | None:
        """The address of a page or file below content/, or of the list that stands for a folder."""
        top, _, inner = meant.partition("/")
        if top not in ("content", *_OUTSIDE):
            return None
        name = inner if top == "content" else meant
        known = self._files.src_uris
        # A page of the site's own, such as join/, lies in a folder until somebody writes it as join.md.
        beside = f"{name.removesuffix('.md')}/index.md"
        for one in (name, f"{name.removesuffix('index.md').rstrip('/')}/index.md".lstrip("/"), beside):
            if file := known.get(version_file(one, self._language)) or known.get(one):
                return unquote(file.url).removeprefix("./")
        return None


def _path_and_rest(url: str) -> tuple[str, str]:
    """The path of a link between files, and what stands behind it; "" where it is none."""
    try:
        scheme, host, path, query, fragment = urlsplit(url)
    except ValueError:
        return "", ""
    if scheme or host:
        return "", ""
    return unquote(path), f"{'?' * bool(query)}{query}{'#' * bool(fragment)}{fragment}"


class _Before(Treeprocessor):  # type: ignore[misc]
    def __init__(self, leading: Leading) -> None:
        super().__init__()
        self._leading = leading

    def run(self, root: Element) -> None:
        for element, key in links(root):
            url = element.get(key, "")
            if self._leading.is_unpublished(url):
                element.tag = "span"
                del element.attrib[key]
            elif (address := self._leading.address(url)) is not None:
                element.set(key, f"{_LED}{address}")


class _Behind(Treeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        for element, key in links(root):
            element.set(key, element.get(key, "").removeprefix(_LED))


def links(root: Element) -> list[tuple[Element, str]]:
    """The elements of a page that lead somewhere, each with the attribute that says where."""
    keys = {"a": "href", "img": "src"}
    return [(element, keys[element.tag]) for element in root.iter() if element.tag in keys]
