"""Feeds: what becomes of their items, each with an identity that lasts and the time it was published."""

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import asdict, replace

from folkmoot.collect.discovery import FEEDS
from folkmoot.collect.documents import Document, Item
from folkmoot.collect.http import Answer
from folkmoot.collect.parsers import Parsers
from folkmoot.collect.visiting import Reader
from folkmoot.model.harvest import Entry, Mention, Source
from folkmoot.model.instant import written
from folkmoot.text import plural, schemeless

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)


def feed_reader(parsers: Parsers, now: dt.datetime) -> Reader[Entry]:
    """How feeds are read: as entries that are first seen `now`, which is aware."""

    def read(source: Source, answer: Answer) -> tuple[Entry, ...]:
        document = parsers.read(answer.body, answer.headers.get("content-type", ""), answer.url, source.reading)
        return entries_of(source, document, now)

    return Reader(_ACCEPT, FEEDS, read)


def mention_reader(feeds: Reader[Entry]) -> Reader[Entry]:
    """How watched sources are read: as feeds, whose entries are others' words about the community.

    Who wrote them is not kept: these people have nothing to do with the community.
    """

    def read(source: Source, answer: Answer) -> tuple[Entry, ...]:
        return tuple(Mention(**asdict(replace(entry, author=""))) for entry in feeds.read(source, answer))

    return feeds._replace(read=read, words=lambda _, found: plural(len(found), "mention"))


def entries_of(source: Source, document: Document, now: dt.datetime) -> tuple[Entry, ...]:
    """The document's items as the archive's entries, each once.

    Undated entries, and those dated ahead of `now`, are published now, when they are first seen.
    """
    shared = _shared_guids(document.items)
    seen_now = written(now)
    found: dict[str, Entry] = {}
    for item in document.items:
        if not item.is_wanted:
            continue
        entry_id = _identity(source, item, shared)
        entry = Entry(
            source=source.slug,
            id=entry_id,
            url=item.url,
            title=item.title,
            excerpt=item.excerpt,
            author=item.author,
            language=source.language or document.language,
            published=min(item.published or seen_now, seen_now),
            first_seen=seen_now,
            tags=item.tags,
            content=item.content,
        )
        found.setdefault(entry_id, entry)
    return tuple(found.values())


def _shared_guids(items: tuple[Item, ...]) -> set[str]:
    """Ids that a careless feed gives to several entries, so that they tell none of them from another."""
    pairs = {(schemeless(item.guid), schemeless(item.url)) for item in items if item.guid}
    return {guid for guid, links in Counter(guid for guid, _ in pairs).items() if links > 1}


def _identity(source: Source, item: Item, shared: set[str]) -> str:
    guid = schemeless(item.guid)
    told = (guid if guid not in shared else "") or schemeless(item.url) or f"{item.title}\n{item.excerpt}"
    return hashlib.sha256(f"{source.slug}\n{told}".encode("utf-8", "surrogatepass")).hexdigest()[:20]
