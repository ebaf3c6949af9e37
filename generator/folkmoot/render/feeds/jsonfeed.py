"""Feeds in the JSON Feed format, version 1.1 (jsonfeed.org/version/1.1)."""

import json
from collections.abc import Iterable
from typing import Any

from folkmoot.render.feeds.feed import Author, Feed, Item, legal, stamp

MEDIA_TYPE = "application/feed+json"


def written(feed: Feed) -> bytes:
    """The feed as JSON Feed: the same items as in Atom, in the same order. What is not known is left out."""
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address("json"),
        "description": feed.subtitle,
        "language": feed.language,
        "authors": _authors([feed.publisher]),
        "items": [_item(item) for item in feed.items],
    }
    return (json.dumps(_known(told), ensure_ascii=False, indent=1) + "\n").encode()


def _item(item: Item) -> dict[str, Any]:
    told = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "date_published": stamp(item.published) if item.published else "",
        "date_modified": stamp(item.updated),
        "authors": _authors(item.authors),
        "tags": list(item.categories),
        "language": item.language,
    }
    # One of the two must be there, even of an item that has nothing but its title.
    content = {"content_html": item.html} if item.html else {"content_text": item.summary or item.title or item.url}
    return _known(told | content)


def _authors(authors: Iterable[Author]) -> list[dict[str, str]]:
    return [_known({"name": author.name, "url": author.url}) for author in authors]


def _known(told: dict[str, Any]) -> dict[str, Any]:
    """What there is to say, without the characters that Atom could not say either."""
    return {key: _legal(value) for key, value in told.items() if value or key == "items"}


def _legal(value: Any) -> Any:
    if isinstance(value, str):
        return legal(value)
    return [legal(one) if isinstance(one, str) else one for one in value]
