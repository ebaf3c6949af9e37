"""Reading feed documents: RSS, Atom and RDF through feedparser, JSON Feed by hand, all to the same few plain words.

Run as a program it reads documents one after the other from its standard input, for `folkmoot.collect.parsers`.
"""

import calendar
import datetime as dt
import email.utils
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import feedparser

from folkmoot.text import excerpt, one_line, plain

MOST_ITEMS = 1000
EXCERPT = 500

_TITLE = 300
_MARKUP = 20_000
_TAGS, _TAG = 8, 60
_EPOCH_YEAR = 1970
_WEB_PAGE = re.compile(rb"<!doctype\s+html|<html\b", re.IGNORECASE)
_EMAIL = re.compile(r"\S+@\S+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?")


class NoFeed(Exception):
    """A document is no feed; `str(error)` says in words what it is instead."""


class Item(NamedTuple):
    """An entry as its document tells it, in plain text; `published` is UTC as 2026-05-14T17:00:00Z, or "" undated."""

    guid: str
    url: str
    title: str
    excerpt: str
    author: str
    published: str
    tags: tuple[str, ...]


class Document(NamedTuple):
    """A feed as it was read: its language as a tag or "", its first thousand items."""

    language: str
    items: tuple[Item, ...]


def read_document(body: bytes, content_type: str, url: str) -> Document:
    """The feed in `body`; `url` is where it was found, for relative links. Raises `NoFeed`."""
    if not body.strip():
        raise NoFeed("answers with an empty document")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _json_feed(body, url)
    return _xml_feed(body, content_type, url)


def _xml_feed(body: bytes, content_type: str, url: str) -> Document:
    # Without a charset, RFC 3023 makes text/xml ASCII, which no server means.
    headers = {"content-type": content_type if "charset" in content_type.lower() else "application/xml"}
    read = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not read.version and not read.entries:
        if _WEB_PAGE.search(body[:2048]):
            raise NoFeed("answers with a web page, not a feed")
        raise NoFeed("answers with something that is no feed")
    author = _author(read.feed)
    items = tuple(_xml_item(entry, url, author) for entry in read.entries[:MOST_ITEMS])
    return Document(language_tag(read.feed.get("language")), items)


def _xml_item(entry: Any, base: str, feed_author: str) -> Item:
    title = _words(entry.get("title_detail"), _TITLE)
    bodies = [entry.get("summary_detail"), *(entry.get("content") or ())]
    return Item(
        guid=_line(entry.get("id")),
        url=web_address(base, entry.get("link")),
        title=title,
        excerpt=next((words for words in (_words(one, EXCERPT) for one in bodies) if words not in ("", title)), ""),
        author=_author(entry) or feed_author,
        published=next(filter(None, _xml_dates(entry)), ""),
        tags=_tags(tag.get("term") for tag in entry.get("tags") or ()),
    )


def _xml_dates(entry: Any) -> Iterator[str]:
    for name in ("published", "created", "updated"):  # dict.get: feedparser's own maps one date to another, and warns
        if parsed := dict.get(entry, f"{name}_parsed"):
            yield _stamp(lambda said: dt.datetime.fromtimestamp(calendar.timegm(said), dt.UTC), parsed)
        elif said := dict.get(entry, name):
            yield _stamp(email.utils.parsedate_to_datetime, said)


def _stamp(read: Callable[[Any], dt.datetime], said: Any) -> str:
    """The moment as the archive writes it, or "" where there is none, or only the epoch that programs start from."""
    try:
        when = read(said)
        when = when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when.astimezone(dt.UTC)
    except (ValueError, OverflowError, TypeError, OSError):
        return ""
    return f"{when:%Y-%m-%dT%H:%M:%SZ}" if when.year > _EPOCH_YEAR else ""


def _words(detail: Any, limit: int) -> str:
    if not detail:
        return ""
    value = _sound(detail.get("value"))
    return excerpt(one_line(value) if detail.get("type") == "text/plain" else plain(value), limit)


def _author(told: Any) -> str:
    # The whole first: feedparser takes the end of an address such as ada@blog.example for part of the name.
    return _name(told.get("author") or (told.get("author_detail") or {}).get("name"))


def _name(said: Any) -> str:
    """A name for display; never an e-mail address, which RSS asks for and the archive must not repeat."""
    name = one_line(_EMAIL.sub("", _sound(said)[:1000])).strip("<> ")
    return excerpt(name[1:-1] if name[:1] + name[-1:] == "()" else name, 100)


def _json_feed(body: bytes, url: str) -> Document:
    """A JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    try:
        told = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise NoFeed("answers with JSON that is damaged") from None
    if not isinstance(told, dict) or "jsonfeed.org/version/" not in str(told.get("version", "")):
        raise NoFeed("answers with JSON that is no feed")
    items = told.get("items")
    if not isinstance(items, list):
        raise NoFeed("answers with a JSON Feed without items")
    author = _json_author(told)
    found = tuple(_json_item(item, url, author) for item in items[:MOST_ITEMS] if isinstance(item, dict))
    return Document(language_tag(told.get("language")), found)


def _json_item(item: dict[str, Any], base: str, feed_author: str) -> Item:
    html, bare, summary = (_sound(item.get(key)) for key in ("content_html", "content_text", "summary"))
    title = excerpt(_line(item.get("title")), _TITLE)
    told = next(filter(None, (one_line(summary), plain(html), one_line(bare))), "")
    dates = (item.get("date_published"), item.get("date_modified"))
    tags = item.get("tags")
    return Item(
        guid=_line(item.get("id")),
        url=web_address(base, item.get("url") or item.get("external_url")),
        title=title,
        excerpt=excerpt(told, EXCERPT),
        author=_json_author(item) or feed_author,
        published=next(filter(None, (_stamp(dt.datetime.fromisoformat, said) for said in dates)), ""),
        tags=_tags(iter(tags if isinstance(tags, list) else ())),
    )


def _json_author(told: dict[str, Any]) -> str:
    authors = told.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else told.get("author")
    return _name(first.get("name")) if isinstance(first, dict) else ""


def _line(said: Any) -> str:
    return one_line(_sound(str(said) if isinstance(said, int | float) and not isinstance(said, bool) else said))


def _sound(said: Any) -> str:
    """The text in a length that is worth reading, without halves of characters that no file can hold."""
    return said[:_MARKUP].encode("utf-8", "replace").decode() if isinstance(said, str) else ""


def _tags(said: Iterator[Any]) -> tuple[str, ...]:
    names = (excerpt(plain(_sound(name)[:1000]), _TAG) for name in said)
    return tuple({name.casefold(): name for name in reversed([*filter(None, names)])}.values())[::-1][:_TAGS]


def web_address(base: str, said: Any) -> str:
    """An absolute http(s) address without what could break out of an attribute, or "" where there is none."""
    link = _sound(said).strip()
    if not link:
        return ""
    try:
        whole = urljoin(base, link)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or len(whole) > 2000:
        return ""
    return quote(one_line(whole), safe="!#$%&'()*+,-./:;=?@[]_~")


def language_tag(said: Any) -> str:
    """A language as the hub writes it, such as `en` or `pt-BR`, or "" where nothing usable was said."""
    match = _LANGUAGE.fullmatch(said.strip()) if isinstance(said, str) else None
    if match is None:
        return ""
    language, script, region = match.groups()
    return "-".join(filter(None, [language.lower(), (script or "").title(), (region or "").upper()]))


def main() -> None:
    """Answers each document (a line of JSON with its size, then its bytes) with one line of JSON, until input ends."""
    source, target = sys.stdin.buffer, sys.stdout
    sys.stdout = sys.stderr  # nothing that a library prints may look like an answer
    while header := source.readline():
        asked = json.loads(header)
        body = source.read(asked["size"])
        try:
            document = read_document(body, asked["content_type"], asked["url"])
            answer = {"language": document.language, "items": document.items}
        except NoFeed as reason:
            answer = {"no_feed": str(reason)}
        except MemoryError:
            answer = {"no_feed": "grows too large when it is read"}
        except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
            # What feedparser stumbles over is one feed's failure, never that of the run.
            answer = {"no_feed": f"cannot be read as a feed ({type(error).__name__})"}
        target.write(json.dumps(answer) + "\n")
        target.flush()


if __name__ == "__main__":
    main()
