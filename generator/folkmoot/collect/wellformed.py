"""The quick way for feed documents that are well-formed XML: RSS, Atom 1.0 and RDF, as feedparser understands them.

Nothing is declared in them that could grow or lead elsewhere: entities and what is outside make a document unfit.
What is not known here is unfit, too, and left to feedparser.
"""

from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple
from xml.parsers import expat

from folkmoot.collect.dates import moment
from folkmoot.collect.told import Kind, Said, ToldEntry, ToldFeed, Unfit, joined

_OWN = frozenset((
    "", "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss", "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss",
))  # fmt: skip
_ATOM = "http://www.w3.org/2005/Atom"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss": "media:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    _RDF: "rdf:",
} | dict.fromkeys(_OWN, "")
_XML = "http://www.w3.org/XML/1998/namespace "

_TEXTS: dict[str, tuple[str, Kind]] = {
    "title": ("title", "text"), "dc:title": ("title", "text"), "media:title": ("spare title", "text"),
    "description": ("body", "html"), "dc:description": ("body", "html"), "media:description": ("spare body", "html"),
    "summary": ("body", "text"), "itunes:summary": ("body", "text"), "content": ("content", "text"),
    "content:encoded": ("content", "html"), "fullitem": ("content", "html"),
}  # fmt: skip
"""Elements that hold a text: what it is, and how it is written where its type says nothing."""

_VALUES = {
    "guid": "id", "id": "id", "link": "link", "author": "author", "managingeditor": "author", "dc:creator": "author",
    "dc:author": "author", "itunes:author": "author", "published": "published", "issued": "published",
    "pubdate": "published", "dcterms:issued": "published", "updated": "updated", "modified": "updated",
    "dc:date": "updated", "dcterms:modified": "updated", "created": "created", "dcterms:created": "created",
    "category": "tag", "dc:subject": "tag", "media:category": "tag", "itunes:keywords": "tags",
    "media:keywords": "tags", "keywords": "tag", "language": "language", "dc:language": "language",
}  # fmt: skip
"""Elements that hold a word or a time, and what it is."""

_RARE = frozenset(("abstract", "body", "tags", "image", "textinput", "entry", "item", "channel", "feed"))
"""What feedparser makes something of where it stands in an entry."""

_HEADS = frozenset(("rss", "feed", "channel", "rdf:RDF"))
_HOLDING = frozenset(("channel", "media:content", "media:group"))

_TYPES: dict[str, Kind | None] = {
    "": None, "text": "text", "plain": "text", "text/plain": "text", "html": "html", "text/html": "html",
    "xhtml": "html", "application/xhtml+xml": "html",
}  # fmt: skip
_DEEPEST_MARKUP = 500


class _Element(NamedTuple):
    name: str
    base: str


class _Text:
    """A text that is being read, with the elements that stand in it as markup."""

    def __init__(self, role: str, kind: Kind, attributes: dict[str, str], base: str, *, is_markup: bool) -> None:
        self.role, self.kind, self.attributes, self.base, self.is_markup = role, kind, attributes, base, is_markup
        self.pieces: list[str] = []
        self.depth = 0

    @property
    def value(self) -> str:
        return "".join(self.pieces).strip()


class _Entry:
    """An entry that is being read; of what can be said once, the last counts that says something."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.texts: dict[str, list[Said]] = {}
        self.tags: list[str] = []

    def told(self) -> ToldEntry:
        said, texts = self.said, self.texts
        titles = [one for one in texts.get("title", []) if one.value] or texts.get("spare title", [])
        bodies = [*(texts.get("body") or texts.get("spare body", [])), *texts.get("content", [])]
        guid = said.get("id", "")
        return ToldEntry(
            guid,
            said.get("link", "") or said.get("link by id", ""),
            titles[0] if titles else Said(""),
            tuple(bodies),
            said.get("author", ""),
            tuple(said[name] for name in ("published", "created", "updated") if said.get(name)),
            tuple(self.tags),
        )


class _Reader:
    """Folds the events of a document; raises `Unfit` for what it does not know."""

    def __init__(self, base: str, most: int) -> None:
        self._base, self._most = base, most
        self._open: list[_Element] = []
        self._text: _Text | None = None
        self._skipped = 0
        self._is_atom = False
        self._author: list[str] = []
        self._feed = _Entry()
        self._entry: _Entry | None = None
        self._entries: list[ToldEntry] = []

    def feed(self) -> ToldFeed:
        said = self._feed.said
        return ToldFeed(said.get("language", ""), said.get("author", ""), tuple(self._entries))

    def start(self, written: str, attributes: dict[str, str]) -> None:
        if self._text is not None:
            self._inner(self._text, written, attributes)
            return
        if self._skipped:
            self._skipped += 1
            return
        name = _name(written)
        above = self._open[-1] if self._open else None
        base = above.base if above else self._base
        element = _Element(name, joined(base, attributes.get(_XML + "base", "")))
        if above is None:
            self._root(written, name, attributes)
        elif name in ("item", "entry") and self._entry is None and len(self._open) <= 2:
            self._entry = _Entry()
            if about := attributes.get(f"{_RDF} about"):
                self._entry.said["id"] = about
        elif not self._within(element, above, attributes):
            self._skipped = 1
            return
        self._open.append(element)

    def _root(self, written: str, name: str, attributes: dict[str, str]) -> None:
        if written not in (f"{_ATOM} feed", f"{_RDF} RDF") and name != "rss":
            raise Unfit
        self._is_atom = name == "feed"
        for key in (_XML + "lang", "lang"):
            if attributes.get(key):
                self._feed.said["language"] = attributes[key]

    def _within(self, element: _Element, above: _Element, attributes: dict[str, str]) -> bool:
        """Whether what stands in this element counts."""
        name = element.name
        if "mode" in attributes:
            raise Unfit
        if above.name == "author":
            if not self._is_atom or name not in ("name", "email"):
                return False
            self._text = _Text(f"author {name}", "text", {}, "", is_markup=False)
            return True
        if not self._counts(name, above.name):
            return False
        if name in _HOLDING:
            return True
        if name == "author" and self._is_atom:
            self._author = ["", ""]
            return True
        return self._begun(element, attributes)

    def _counts(self, name: str, above: str) -> bool:
        if self._entry is None:
            return above in _HEADS and (name == "channel" or _VALUES.get(name) in ("author", "language"))
        if name in _RARE:
            raise Unfit
        return above in ("item", "entry") or name.startswith("media:")

    def _begun(self, element: _Element, attributes: dict[str, str]) -> bool:
        name = element.name
        if name in _TEXTS:
            role, usual = _TEXTS[name]
            said = attributes.get("type", "").lower().strip()
            if said not in _TYPES or (role == "content" and "src" in attributes and not said):
                raise Unfit
            kind = (_TYPES[said] or usual) if self._is_atom and not name.startswith("media:") else "either"
            is_markup = said in ("xhtml", "application/xhtml+xml")
            self._text = _Text(role, kind, attributes, element.base, is_markup=is_markup)
        elif name in _VALUES:
            self._text = _Text(_VALUES[name], "text", attributes, element.base, is_markup=False)
        else:
            return False
        return True

    def _inner(self, text: _Text, written: str, attributes: dict[str, str]) -> None:
        """An element in a text: markup that was not escaped."""
        text.depth += 1
        if not text.role.endswith(("body", "title", "content")) or text.depth > _DEEPEST_MARKUP:
            raise Unfit
        if not text.is_markup:
            if text.kind == "html" and written.endswith("div"):
                raise Unfit  # what stands in it is escaped, after all
            text.is_markup, text.kind = True, "html"
        local = written.rpartition(" ")[2]
        told = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if " " not in key)
        text.pieces.append(f"<{local}{told}>")

    def end(self, written: str) -> None:
        if self._text is not None and self._text.depth:
            self._text.depth -= 1
            self._text.pieces.append(f"</{written.rpartition(' ')[2]}>")
            return
        if self._skipped:
            self._skipped -= 1
            return
        element = self._open.pop()
        text, self._text = self._text, None
        if text is not None:
            self._settle(text)
        elif element.name == "author":
            self._said("author", " ".join(filter(None, self._author[:1])) or self._author[1])
        elif element.name in ("item", "entry") and self._entry is not None:
            self._entries.append(self._entry.told())
            self._entry = None
            if len(self._entries) >= self._most:
                raise _EnoughError

    def characters(self, said: str) -> None:
        text = self._text
        if text is not None:
            text.pieces.append(escape(said, quote=False) if text.is_markup else said)

    def _said(self, role: str, value: str) -> None:
        entry = self._entry or self._feed
        if value:
            entry.said[role] = value

    def _settle(self, text: _Text) -> None:
        entry, role, value = self._entry or self._feed, text.role, text.value
        if role.startswith("author "):
            self._author[role == "author email"] = value
        elif role in ("tag", "tags"):
            terms = value.split(",") if role == "tags" else (text.attributes.get("term", ""), value)
            entry.tags.extend(term.strip() for term in terms if term.strip())
        elif role == "link":
            self._link(text, value)
        elif role in ("published", "created", "updated"):
            if value and moment(value) is None:
                raise Unfit
            self._said(role, value)
        elif role.endswith(("body", "title", "content")):
            if value:
                entry.texts.setdefault(role, []).append(Said(value, text.kind, text.base))
        else:
            self._said(role, value)
            if role == "id" and value:
                self._guid(entry, text, value)

    def _guid(self, entry: _Entry, text: _Text, value: str) -> None:
        is_link = text.attributes.get("isPermaLink", text.attributes.get("ispermalink", "true")) == "true"
        if is_link and text.base != self._base:
            value = entry.said["id"] = joined(text.base, value)
        entry.said["link by id"] = value if is_link and value.lower().startswith("http") else ""

    def _link(self, text: _Text, value: str) -> None:
        attributes = text.attributes
        href = attributes.get("url") or attributes.get("uri") or attributes.get("href")
        is_page = attributes.get("rel", "alternate").lower() == "alternate" and attributes.get(
            "type", "text/html"
        ).lower() in ("text/html", "application/xhtml+xml", "html", "xhtml")
        if not href or is_page:
            self._said("link", joined(text.base, href or value) if href or value else "")


class _EnoughError(Exception):
    """As many entries as were asked for are read."""


def read_wellformed(text: str, base: str, most: int) -> ToldFeed:
    """The feed in a well-formed document, relative links made whole; raises `Unfit`."""
    reader = _Reader(base, most)
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 18
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    refuse: Callable[..., Any] = _refuse
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except _EnoughError:
        pass
    except expat.ExpatError as error:
        raise Unfit from error
    return reader.feed()


def _refuse(*_: object) -> None:
    raise Unfit


def _name(written: str) -> str:
    """An element's name in small letters, with the prefix that its namespace has here."""
    namespace, _, local = written.rpartition(" ")
    prefix = _PREFIXES.get(namespace)
    if prefix is None:
        prefix = _PREFIXES.get(namespace.lower(), "other:")
    return "rdf:RDF" if prefix == "rdf:" and local == "RDF" else prefix + local.lower()
