"""Reading feed documents: RSS, Atom and RDF one of two ways, JSON Feed by hand, all to the same few plain words.

Run as a program it reads documents one after the other from its standard input, for `folkmoot.collect.parsers`.
"""

import datetime as dt
import html
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from folkmoot.article import article
from folkmoot.collect import abandoned
from folkmoot.collect.dates import moment
from folkmoot.collect.encodings import decoded, readable, straightened
from folkmoot.collect.told import Kind, Said, ToldEntry, ToldFeed, Unfit, joined
from folkmoot.collect.wellformed import read_wellformed
from folkmoot.model.harvest import AS_IT_IS, Reading
from folkmoot.model.wanted import is_wanted
from folkmoot.text import excerpt, one_line, plain

MOST_ITEMS = 1000
EXCERPT = 500

_TITLE = 300
_MOST_CONTENT = 4_000_000
_MARKUP = 20_000
_SEARCHED = 200_000
_TAGS, _TAG = 8, 60
_EPOCH_YEAR = 1970
_WEB_PAGE = re.compile(r"<!doctype\s+html|<html\b", re.IGNORECASE)
_TAGGED = re.compile(
    r"</(?:a|abbr|b|big|br|cite|code|del|em|font|i|ins|kbd|p|q|s|small|span|strong|sub|sup|tt|u)>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_EMAIL = re.compile(r"\S+@\S+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?")


STUMBLES = (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What feedparser ends with where it does not know further: one feed's failure, never that of the run."""


class NoFeed(Exception):
    """A document is no feed; `str(error)` says in words what it is instead."""


class Item(NamedTuple):
    """An entry as its document tells it, in plain text; `published` is UTC as 2026-05-14T17:00:00Z, or "" undated.

    `content` is its whole text as HTML that harms nobody, where the source is to be shown in full. An item that is not
    wanted stands there to tell it from others.
    """

    guid: str
    url: str
    title: str
    excerpt: str
    author: str
    published: str
    tags: tuple[str, ...]
    content: str = ""
    is_wanted: bool = True


class Document(NamedTuple):
    """A feed as it was read: its language as a tag or "", its first thousand items."""

    language: str
    items: tuple[Item, ...]


def read_document(
    body: bytes, content_type: str, url: str, reading: Reading = AS_IT_IS, *, forgiving: bool = True
) -> Document:
    """The feed in `body`; `url` is where it was found, for relative links. Raises `NoFeed`.

    Where it may not be read the `forgiving` way, `Unfit` says that it needs to be.
    """
    if not body.strip():
        raise NoFeed("answers with an empty document")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _json_feed(body, url, reading)
    told = _told_feed(readable(body, content_type), url, forgiving=forgiving)
    author = _name(told.author)
    items = (_item(entry, url, author, reading) for entry in told.entries)
    return Document(language_tag(told.language), tuple(_bounded(items)))


def _bounded(items: Iterable[Item]) -> Iterator[Item]:
    """The items; the whole texts of the first ones, since one feed shall fill neither memory nor the archive."""
    room = _MOST_CONTENT
    for item in items:
        room -= len(item.content)
        yield item if room >= 0 else item._replace(content="")


def _told_feed(text: str, url: str, *, forgiving: bool) -> ToldFeed:
    try:
        return read_wellformed(text, url, MOST_ITEMS)
    except Unfit:
        if not forgiving:
            raise
    # Only where it is needed: it takes more memory than all the rest.
    from folkmoot.collect.forgiving import NoFeedAtAll, read_forgivingly

    try:
        return _read_with_a_retry(read_forgivingly, text)
    except STUMBLES as error:
        raise NoFeed(f"cannot be read as a feed ({type(error).__name__})") from None
    except NoFeedAtAll:
        is_page = _WEB_PAGE.search(text, 0, 2048)
        raise NoFeed(f"answers with {'a web page, not a feed' if is_page else 'something that is no feed'}") from None


def _read_with_a_retry(read: Callable[[str, int], ToldFeed], text: str) -> ToldFeed:
    try:
        return read(text, MOST_ITEMS)
    except ValueError:  # an address that is none ends feedparser's whole reading, where others start from it
        return read(text.replace("xml:base", "xml-base"), MOST_ITEMS)


def _item(entry: ToldEntry, url: str, feed_author: str, reading: Reading) -> Item:
    title = excerpt(_title(entry.title), _TITLE)
    first = map(_excerpt, entry.bodies)
    dates = (_stamp(moment(straightened(said))) for said in entry.dates)
    tags = _tags(entry.tags)
    return Item(
        guid=_line(entry.guid),
        url=web_address(url, entry.link),
        title=title,
        excerpt=next((words for words in first if words not in ("", title)), ""),
        author=_name(entry.author) or feed_author,
        published=next(filter(None, dates), ""),
        tags=tags,
        content=_content(entry.bodies, url, reading),
        is_wanted=_is_wanted(reading, tags, title, entry.bodies),
    )


def _is_wanted(reading: Reading, tags: tuple[str, ...], title: str, bodies: Iterable[Said]) -> bool:
    if not reading.include and not reading.exclude:
        return True
    return is_wanted(reading, tags, " \n ".join([title, *(_words(said, _SEARCHED) for said in bodies)]))


def _content(bodies: Iterable[Said], url: str, reading: Reading) -> str:
    """The longest of an entry's texts, where the source is to be shown in full."""
    if reading.text != "full":
        return ""
    longest = max(bodies, key=lambda said: len(said.value), default=Said(""))
    markup = straightened(longest.value)
    if longest.kind == "text":
        markup = "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", markup))
    return article(markup, joined(url, longest.base))


def _title(said: Said) -> str:
    """A title in plain words. RSS leaves open whether it is HTML: it is where it ends a tag that titles have."""
    value = _sound(said.value)
    if said.kind == "html" or (said.kind == "either" and _TAGGED.search(value)):
        return plain(value)
    if said.kind == "either":
        value = _ENTITY.sub(lambda one: html.unescape(one[0]), value)
    return one_line(value)


def _excerpt(said: Said) -> str:
    words = _words(said, _MARKUP // 5)  # which is enough, as a rule, and quickly read
    return excerpt(words if len(words) > EXCERPT + _TITLE else _words(said, _MARKUP), EXCERPT)


def _words(said: Said, limit: int) -> str:
    value = _sound(said.value, limit)
    return one_line(value) if said.kind == "text" else plain(value)


def _stamp(when: dt.datetime | None) -> str:
    """The moment as the archive writes it, or "" where there is none, or only the epoch that programs start from."""
    return f"{when:%Y-%m-%dT%H:%M:%SZ}" if when and when.year > _EPOCH_YEAR else ""


def _name(said: Any) -> str:
    """A name for display; never an e-mail address, which RSS asks for and the archive must not repeat."""
    name = one_line(_EMAIL.sub("", _sound(said)[:1000])).strip("<> ")
    return excerpt(name[1:-1] if name[:1] + name[-1:] == "()" else name, 100)


def _json_feed(body: bytes, url: str, reading: Reading) -> Document:
    """A JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    try:
        told = json.loads(decoded(body, ""))
    except (ValueError, RecursionError):
        raise NoFeed("answers with JSON that is damaged") from None
    if not isinstance(told, dict) or "jsonfeed.org/version/" not in str(told.get("version", "")):
        raise NoFeed("answers with JSON that is no feed")
    items = told.get("items")
    if not isinstance(items, list):
        raise NoFeed("answers with a JSON Feed without items")
    author = _json_author(told)
    found = (_json_item(item, url, author, reading) for item in items[:MOST_ITEMS] if isinstance(item, dict))
    return Document(language_tag(told.get("language")), tuple(_bounded(found)))


def _json_item(item: dict[str, Any], base: str, feed_author: str, reading: Reading) -> Item:
    kinds: tuple[tuple[str, Kind], ...] = (("summary", "text"), ("content_html", "html"), ("content_text", "text"))
    bodies = [Said(value, kind) for key, kind in kinds if isinstance(value := item.get(key), str)]
    title = excerpt(_line(item.get("title")), _TITLE)
    first = map(_excerpt, bodies)
    dates = (moment(said) for key in ("date_published", "date_modified") if isinstance(said := item.get(key), str))
    said_tags = item.get("tags")
    tags = _tags(said_tags if isinstance(said_tags, list) else ())
    return Item(
        guid=_line(item.get("id")),
        url=web_address(base, item.get("url") or item.get("external_url")),
        title=title,
        excerpt=next(filter(None, first), ""),
        author=_json_author(item) or feed_author,
        published=next(filter(None, map(_stamp, dates)), ""),
        tags=tags,
        content=_content(bodies, base, reading),
        is_wanted=_is_wanted(reading, tags, title, bodies),
    )


def _json_author(told: dict[str, Any]) -> str:
    authors = told.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else told.get("author")
    return _name(first.get("name")) if isinstance(first, dict) else ""


def _line(said: Any) -> str:
    return one_line(_sound(str(said) if isinstance(said, int | float) and not isinstance(said, bool) else said))


def _sound(said: Any, limit: int = _MARKUP) -> str:
    """The text in a length that is worth reading, without halves of characters that no file can hold."""
    return straightened(said[:limit].encode("utf-8", "replace").decode()) if isinstance(said, str) else ""


def _tags(said: Iterable[Any]) -> tuple[str, ...]:
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


def main(*, forgiving: bool = True) -> None:
    """Answers each document (a line of JSON with its size, then its bytes) with one line of JSON, until input ends.

    The line may name a module of ours whose `answer` reads the document, where it is no feed.
    """
    source, target = sys.stdin.buffer, sys.stdout
    sys.stdout = sys.stderr  # nothing that a library prints may look like an answer
    while header := source.readline():
        abandoned.begin()
        asked = json.loads(header)
        body = source.read(asked["size"])
        answer = _answer(asked, body, forgiving=forgiving)
        body = b""
        target.write(json.dumps(answer) + "\n")
        target.flush()
        abandoned.done()


def _answer(asked: dict[str, Any], body: bytes, *, forgiving: bool) -> dict[str, Any]:
    """What is told of a document: what it holds, or why nothing of it can be said."""
    try:
        if "reader" in asked:
            return dict(import_module(asked["reader"]).answer(asked, body))
        reading = Reading(tuple(asked["include"]), tuple(asked["exclude"]), asked["text"])
        document = read_document(body, asked["content_type"], asked["url"], reading, forgiving=forgiving)
        return {"language": document.language, "items": document.items}
    except NoFeed as reason:
        return {"no_feed": str(reason)}
    except Unfit:
        return {"unfit": True}
    except MemoryError:
        return {"no_feed": "grows too large when it is read"}
    except Exception as error:  # noqa: BLE001 whatever a document makes a library stumble over is its own fault
        if "reader" not in asked and not forgiving:
            return {"unfit": True}
        return {
            "no_feed": f"cannot be read as a {'calendar' if 'reader' in asked else 'feed'} ({type(error).__name__})"
        }
