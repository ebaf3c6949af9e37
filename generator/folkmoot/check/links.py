"""Links in texts lead somewhere: they are written as paths from their own file to another one of the hub."""

import functools
import posixpath
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from folkmoot.check.addresses import MADE, is_list, is_made
from folkmoot.model.base import Filed, Written
from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.own_page import Page
from folkmoot.model.paths import hub_path
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.text import Linked, closest, links_of, may_link

_KEYS = ("bio", "description", "recap", "outcome", "access", "directions")
"""The keys of records that hold Markdown."""

_GUESSES = 20
"""For how many broken links of a hub the nearest path is looked for, which takes its time among many."""

_INDEX = re.compile(r"(?:(?:^|(?<=/))(?:index|readme))?\.md$", re.IGNORECASE)


class _Text(NamedTuple):
    """A text of people's: the file it is in, the way to it there, and how many lines of the file stand above it.

    Without a way it stands below the keys. Where the lines are 0, `load.located` finds them. `page` is the page it is.
    """

    path: str
    keys: KeyPath
    markdown: str
    above: int = 0
    page: Page | None = None


def broken_links(community: Community) -> Iterator[Problem]:
    """Links and pictures that lead to nothing of the hub's; other hosts and places within a page are not looked at."""
    guesses = _GUESSES
    known: _Known | None = None
    for text in chain(_texts(community), _pages(community)):
        for link in links_of(text.markdown):
            path = _path(link.address)
            known = known or _Known(community)
            # What stands in braces is for a plugin of the engine's to fill.
            if not path or "{" in path or known.leads(text, path, link):
                continue
            guesses -= 1
            yield Problem(
                text.path,
                "link-broken",
                f"this {'picture' if link.is_picture else 'link'} leads nowhere",
                known.hint(text, path, guess=guesses >= 0),
                line=text.above + link.line if text.page else 0,
                column=link.column,
                keys=text.keys,
                value=link.address,
                width=0 if link.is_html else len(link.address),
                within=0 if text.page else link.line,
            )


def _path(address: str) -> str:
    """The path of a link between files; "" for all others, and for a place within the page."""
    try:
        scheme, host, path, *_ = urlsplit(address)
    except ValueError:
        return ""
    return "" if scheme or host else unquote(path)


def _texts(community: Community) -> Iterator[_Text]:
    translations = (one for versions in community.translations.values() for one in versions.values())
    for record in (*community.records(), *translations, *community.profiles.values()):
        if isinstance(record, Written) and may_link(record.text):
            yield _Text(record.path, (), record.text)
        yield from _of_keys(record)


def _of_keys(record: Filed) -> Iterator[_Text]:
    for key in _keys_of(type(record)):
        if may_link(words := getattr(record, key)):
            yield _Text(record.path, (key,), words)
    for index, occurrence in enumerate(record.occurrences if isinstance(record, Event) else ()):
        if may_link(occurrence.recap):
            yield _Text(record.path, ("occurrences", index, "recap"), occurrence.recap)


@functools.cache
def _keys_of(record: type[Filed]) -> tuple[str, ...]:
    return tuple(key for key in _KEYS if key in record.model_fields)


def _pages(community: Community) -> Iterator[_Text]:
    for page in community.pages:
        body = page.body.strip("\n")
        above = page.text.count("\n", 0, max(page.text.rfind(body), 0))
        yield _Text(f"content/{page.path}", (), body, above, page)


class _Known:
    """The files of a hub that are on its site, and the site's own pages."""

    def __init__(self, community: Community) -> None:
        self._unread = community.unread
        self._files = {f"content/{name}" for name in (*community.files, *(page.path for page in community.pages))}
        for page in community.pages:
            self._files |= {f"content/{path}" for path in page.formerly}
        self._languages = community.profile.languages
        self._records: dict[str, str] = {}
        for family, record in community.addressed():
            folder, _, name = record.path.rpartition("/")
            names = (name, *(f"{slug}.{name.rpartition('.')[2]}" for slug in record.formerly))
            self._records |= {f"{folder}/{one}": f"{family}/{one.partition('.')[0]}" for one in names}
        self._paths = sorted((*self._records, *self._files))
        self._translations = {one.path for versions in community.translations.values() for one in versions.values()}
        pages = {_INDEX.sub("", page.original or page.path).rstrip("/") for page in community.pages}
        self._addresses = {*pages, *self._records.values()}

    def leads(self, text: _Text, path: str, link: Linked) -> bool:
        """Whether a link of a text leads to a file or page that is on the site."""
        meant = hub_path(posixpath.dirname(text.path), path)
        if text.page is None:
            return self._is_file(meant) or self._is_own(meant)
        if path.startswith("/") and not path.endswith((".md", ".yml")):
            return True  # The site may lie anywhere: what begins at its host is not looked at.
        # In people's tags, and where no file is named, the engine takes a path for an address.
        written = link.is_html and (link.is_picture or not meant.endswith((".md", ".yml")))
        by_file = not written and (self._is_file(meant) or meant in self._translations or self._is_own(meant))
        return by_file or self._is_address(text.page, path)

    def _is_file(self, meant: str) -> bool:
        return meant in self._files or meant in self._records or self._is_unread(meant)

    def _is_unread(self, meant: str) -> bool:
        """Whether a record is there that cannot be read, which is a problem of its own."""
        return _INDEX.sub("", meant).removeprefix("content/").removesuffix(".yml") in self._unread

    def _is_own(self, meant: str) -> bool:
        """Whether a path stands for something that the site makes itself: a list, a calendar, the page of a year."""
        name = "" if meant == "content" else meant.removeprefix("content/")
        address = _INDEX.sub("", name).rstrip("/")
        calendar = address.removesuffix(".ics") in self._addresses and address.endswith(".ics")
        return is_list(address) or is_made(address) or bool(MADE.fullmatch(name)) or calendar or name == ""

    def _is_address(self, page: Page, path: str) -> bool:
        """Whether a path leads from a page's address to another page of the site, as browsers read it."""
        address = _INDEX.sub("", page.original or page.path).rstrip("/")
        meant = hub_path(f"{page.language}/{address}".strip("/"), path)
        language, _, below = meant.partition("/")
        inner = below if language in self._languages else "" if meant == "." else meant
        if inner.startswith("..") or path.endswith((".md", ".yml")):
            return False
        return inner in self._addresses or f"content/{inner}" in self._files or self._is_own(inner)

    def hint(self, text: _Text, path: str, *, guess: bool) -> str:
        """What would be right instead of a path."""
        folder = posixpath.dirname(text.path)
        meant = hub_path(folder, path)
        if meant in self._translations:
            stem, _, ending = meant.rpartition(".")
            original = f"{stem.rpartition('.')[0]}.{ending}"
            return f"write {posixpath.relpath(original, folder)}: each page leads to the version in its language"
        if text.page is not None and (self._is_file(meant) or self._is_own(meant)):
            return "in a tag of your own a path starts at the page's address: write this link or picture in Markdown"
        stem, ending = posixpath.splitext(posixpath.basename(meant))
        if guess and ending:
            alike = {posixpath.splitext(posixpath.basename(one))[0]: one for one in self._paths if one.endswith(ending)}
            if nearest := closest(stem, alike):
                return f"did you mean “{posixpath.relpath(alike[nearest], folder)}”?"
        return "write the path from this file to the other one, such as " + posixpath.relpath(
            "content/index.md" if text.page is None else "events/open-day.md", folder
        )
