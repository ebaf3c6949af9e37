"""The forgiving way for feed documents: feedparser, for all that the quick way does not read."""

import io
import re
import time
from collections.abc import Iterator
from typing import Any

import feedparser

from folkmoot.collect.dates import moment
from folkmoot.collect.told import Kind, Said, ToldEntry, ToldFeed

_SHORT = "title|link|guid|pubDate|author|dc:creator|category|id|updated|published"
# An element that holds a few words ends where the next one begins, at the latest.
_UNCLOSED = re.compile(
    rf"<(?P<name>{_SHORT})(?: [^<>]*)?(?<!/)>[^<]*(?=<(?:{_SHORT}|item|entry|description|content|summary)[ >/:])"
)
_YEAR = re.compile(r"\d{4}")


class NoFeedAtAll(Exception):
    """feedparser finds nothing that a feed has."""


def read_forgivingly(text: str, most: int) -> ToldFeed:
    """The feed in whatever this is; raises `NoFeedAtAll`, and what feedparser stumbles over."""
    read = feedparser.parse(
        io.BytesIO(_UNCLOSED.sub(r"\g<0></\g<name>>", text).encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    version = read.get("version", "")
    if not version and not read.entries:
        raise NoFeedAtAll
    is_atom = version.startswith("atom")
    entries = tuple(_entry(entry, is_atom=is_atom) for entry in read.entries[:most])
    return ToldFeed(str(read.feed.get("language") or ""), _author(read.feed), entries)


def _entry(entry: Any, *, is_atom: bool) -> ToldEntry:
    guid, link = _text(entry.get("id")), _text(entry.get("link"))
    bodies = [entry.get("summary_detail"), *(entry.get("content") or ())]
    return ToldEntry(
        guid=guid,
        link="" if link == guid and entry.get("guidislink") and not guid.lower().startswith("http") else link,
        title=_said(entry.get("title_detail"), is_atom=is_atom),
        bodies=tuple(_said(one, is_atom=is_atom) for one in bodies if one),
        author=_author(entry),
        dates=tuple(_dates(entry)),
        tags=tuple(_text(tag.get("term")) for tag in entry.get("tags") or ()),
    )


def _said(detail: Any, *, is_atom: bool) -> Said:
    if not detail:
        return Said("")
    told = detail.get("type") or ""
    kind: Kind = "html" if "xhtml" in told else "either" if not is_atom else "text" if told == "text/plain" else "html"
    return Said(_text(detail.get("value")), kind, _text(detail.get("base")))


def _dates(entry: Any) -> Iterator[str]:
    for name in ("published", "created", "updated"):  # dict.get: feedparser's own maps one date to another, and warns
        said, parsed = _text(dict.get(entry, name)), dict.get(entry, f"{name}_parsed")
        # It fills in what is left out from today; so it counts where the year is said.
        if said and moment(said) is None and parsed and str(parsed.tm_year) in _YEAR.findall(said):
            said = time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)
        if said:
            yield said


def _author(told: Any) -> str:
    # The whole first: feedparser takes the end of an address such as ada@blog.example for part of the name.
    return _text(told.get("author") or (told.get("author_detail") or {}).get("name"))


def _text(said: Any) -> str:
    return said if isinstance(said, str) else ""
