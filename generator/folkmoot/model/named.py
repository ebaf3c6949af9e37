"""Which files below content/ somebody names: in the keys of a record, in a text, or on a page."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain
from urllib.parse import unquote

from pydantic import BaseModel

from folkmoot.model.base import Filed, Written
from folkmoot.model.community import Community
from folkmoot.model.image import PICTURES
from folkmoot.model.own_page import Page
from folkmoot.model.paths import hub_path
from folkmoot.text import links_of, may_link

_PORTRAITS = "photos/"
"""Where portraits lie by convention, whoever's they are."""

_WORD = re.compile(r"[^\s\"'`<>()\[\]{},;=|]+")
"""What may be a file's name on a page: pages name files in tags, styles and keys too."""


def unnamed_files(community: Community) -> frozenset[str]:
    """The files that lie where portraits lie and that nobody names, relative to content/.

    Who takes a portrait back removes a line, and the file stays behind. So of content/photos/, and of the pictures in
    any folder in which a member's portrait lies, those are left over that no record, text or page names.
    """
    folders = {posixpath.dirname(one.photo) for one in community.members.values() if one.photo}
    return frozenset(unnamed_of({file for file in community.files if _is_among_portraits(file, folders)}, community))


def unnamed_of(files: Set[str], community: Community) -> set[str]:
    """Those of some files below content/ that nobody names in a community."""
    left = set(files) - {one.photo for one in community.members.values() if one.photo}
    if left:
        translations = (one for versions in community.translations.values() for one in versions.values())
        # Of members the portraits are known: often nothing is left to look for before the many are looked through.
        for record in (*community.profiles.values(), *translations, *reversed([*community.records()])):
            if not left:
                break
            left.difference_update(_named(record))
        if left:
            left.difference_update(_named_on(community.pages, left))
    return left


def named_by(records: Iterable[Filed], pages: Iterable[Page], files: Iterable[str]) -> set[str]:
    """Those of some files below content/ that these records and pages name."""
    known = set(files)
    found = {name for record in records for name in _named(record)} & known
    return found | ({*_named_on(pages, known)} & known)


def _named(record: Filed) -> Iterator[str]:
    """What a record may mean a file by."""
    for text in _texts(record):
        yield text
        if may_link(text):
            yield from _linked(record.path, text)


def _named_on(pages: Iterable[Page], files: Set[str]) -> Iterator[str]:
    """What pages may mean some of these files by."""
    spaced = any(not _WORD.fullmatch(file) for file in files)
    return chain.from_iterable(_on_page(page, spaced=spaced) for page in pages)


def _is_among_portraits(file: str, folders: Set[str]) -> bool:
    is_picture = posixpath.splitext(file)[1].lower() in PICTURES
    return file.lower().startswith(_PORTRAITS) or (is_picture and posixpath.dirname(file) in folders)


def _texts(record: Filed) -> Iterator[str]:
    """Every text in a record, however deep, in no order."""
    if isinstance(record, Written):
        yield record.text
    left: list[object] = [record]
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            left += value
        elif isinstance(value, BaseModel):
            left += [getattr(value, key) for key in value.model_fields_set]
        elif isinstance(value, Mapping):
            left += value.values()


def _linked(path: str, markdown: str) -> Iterator[str]:
    """The files below content/ that a record's text links to, by their paths from its own file."""
    for link in links_of(markdown):
        yield _meant(posixpath.dirname(path), link.address).removeprefix("content/")


def _on_page(page: Page, *, spaced: bool) -> Iterator[str]:
    """What a page may mean: by a path from its file, from its address on the site, or from the site's root.

    With `spaced` names with spaces or brackets are meant, too, which only Markdown knows the ends of.
    """
    address = (page.original or page.path).removesuffix(".md").removesuffix("index")
    words = [word for word in _WORD.findall(page.text) if "." in word]
    if spaced:
        words += [link.address for link in links_of(page.body)]
    for word in words:
        for folder in (posixpath.dirname(page.path), address, f"{page.language}/{address}", ""):
            yield _meant(folder, word)


def _meant(folder: str, address: str) -> str:
    return hub_path(folder, unquote(re.split("[?#]", address, maxsplit=1)[0]))
