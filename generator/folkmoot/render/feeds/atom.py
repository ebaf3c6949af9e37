"""Feeds in the Atom format (RFC 4287)."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from folkmoot.render.feeds.feed import Author, Feed, Item, legal, stamp

MEDIA_TYPE = "application/atom+xml"


def written(feed: Feed) -> bytes:
    """The feed as Atom. Titles and summaries are text; items have their whole HTML, where they have one."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": legal(feed.language)})
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    if feed.subtitle:
        _put(root, "subtitle", feed.subtitle)
    _put(root, "updated", stamp(feed.updated))
    _put(root, "link", rel="self", type=MEDIA_TYPE, href=feed.address("atom"))
    _put(root, "link", rel="alternate", type="text/html", href=feed.home)
    # Items without an author have this one (RFC 4287, 4.2.1).
    _put_authors(root, [feed.publisher])
    _put(root, "generator", "Folkmoot")
    for item in feed.items:
        _put_entry(root, item)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _put_entry(root: ET.Element, item: Item) -> None:
    entry = _put(root, "entry", **({"xml:lang": item.language} if item.language else {}))
    _put(entry, "id", item.id)
    _put(entry, "title", item.title)
    _put(entry, "link", rel="alternate", type="text/html", href=item.url)
    _put(entry, "updated", stamp(item.updated))
    if item.published:
        _put(entry, "published", stamp(item.published))
    _put_authors(entry, item.authors)
    for category in item.categories:
        _put(entry, "category", term=category)
    if item.summary:
        _put(entry, "summary", item.summary)
    if item.html:
        _put(entry, "content", item.html, type="html")
    if item.upstream:
        source = _put(entry, "source")
        _put(source, "id", item.upstream.url)
        _put(source, "title", item.upstream.title)
        _put(source, "link", rel="self", href=item.upstream.url)


def _put_authors(parent: ET.Element, authors: Iterable[Author]) -> None:
    for author in authors:
        element = _put(parent, "author")
        _put(element, "name", author.name)
        if author.url:
            _put(element, "uri", author.url)


def _put(parent: ET.Element, name: str, said: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, {key: legal(value) for key, value in attributes.items()})
    if said:
        element.text = legal(said)
    return element
