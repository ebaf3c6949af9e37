"""Finding the feed of a web page: what its head names as another form of it (rssboard.org/rss-autodiscovery)."""

import re
from html.parser import HTMLParser

import nh3

from folkmoot.collect.documents import web_address

FEEDS = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml")
)
CALENDARS = frozenset(("text/calendar",))

_MOST = 128 * 1024
_BODY = re.compile(r"<body\b|</head\b", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype\s+html|<html\b|<head\b|<title\b", re.IGNORECASE)
_COMMENTS = re.compile(r"\bcomm?en|\bkomment|コメント", re.IGNORECASE)
_BROWSER = nh3.Cleaner(
    tags={"base", "link"},
    attributes={"base": {"href"}, "link": {"rel", "type", "href", "title"}},
    clean_content_tags={"script", "style", "template", "noscript", "textarea", "title", "svg", "math"},
    link_rel=None,
)
"""Reads a page as a browser does, and leaves of it what may tell of feeds, in clean markup."""


def feed_of(page: bytes, url: str, types: frozenset[str] = FEEDS) -> str:
    """The address of the first feed that the page at `url` names, and that is none of its comments; "" without one.

    A document that is no web page names none.
    """
    if not _PAGE.search(page[:4096]):
        return ""
    head = page[:_MOST].decode("utf-8", "replace")
    links = _Links()
    links.feed(_BROWSER.clean(_BODY.split(head, maxsplit=1)[0]))
    base = web_address(url, links.base) or url
    for link in links.found:
        kind = link.get("type", "").partition(";")[0].strip().lower()
        address = web_address(base, link.get("href"))
        if kind in types and address and not _is_of_comments(link, address):
            return address
    return ""


def _is_of_comments(link: dict[str, str], address: str) -> bool:
    path = address.partition("://")[2].partition("/")[2]
    return bool(_COMMENTS.search(link.get("title", "")) or _COMMENTS.search(path))


class _Links(HTMLParser):
    """What a page's `base` says, and its links to other forms of it, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in reversed(attrs)}
        if tag == "base":
            self.base = self.base or said.get("href", "")
        elif "alternate" in said.get("rel", "").lower().split():
            self.found.append(said)
