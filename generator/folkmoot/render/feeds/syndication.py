"""The feeds that a hub offers: its posts, its planet and its events, each whole and by language, in two formats."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from folkmoot import text
from folkmoot.article import article
from folkmoot.model.harvest import Entry, Source
from folkmoot.model.hub import Hub
from folkmoot.model.post import Post
from folkmoot.model.zones import known_zone
from folkmoot.render.addresses import Addresses, key_of
from folkmoot.render.feeds import atom, jsonfeed, opml
from folkmoot.render.feeds.announcements import announced
from folkmoot.render.feeds.feed import (
    Author,
    Base,
    Feed,
    Item,
    Upstream,
    Words,
    base_of,
    line,
    main_language,
    tag_of,
)
from folkmoot.render.feeds.telling import Candidate, Telling, telling, written_in

NEWEST = 50
"""How many items a feed holds."""

FOLDER = "feeds"
"""Where feeds lie on the site."""

SOURCE_LIST = f"{FOLDER}/planet.opml"
"""Where the list of the planet's sources lies."""

_TITLES = {"posts": "Posts", "planet": "Planet", "events": "Events"}
"""The kinds of feeds by name, which is also the address of the page that shows the same."""

_FORMATS = {"atom": (atom.MEDIA_TYPE, atom.written), "json": (jsonfeed.MEDIA_TYPE, jsonfeed.written)}


class Offered(NamedTuple):
    """A feed to subscribe to. `path` is relative to the site's root, `language` is "" where it has them all."""

    title: str
    path: str
    media_type: str
    language: str


def offered(hub: Hub, site_url: str, words: Words) -> tuple[Offered, ...]:
    """The feeds that `syndication` makes, for links to them: Atom before JSON Feed, the whole before the languages.

    A kind of which the hub has nothing has no feeds. A hub with a single language has none by language; else those of
    its own languages are always there, so that nobody's subscription breaks while there is nothing new in one.
    """
    if base_of(hub.community.profile, site_url) is None:
        return ()
    return tuple(
        Offered(_title(hub, kind, language, words), f"{_path(kind, language)}.{ending}", media_type, language)
        for kind in _kinds(hub)
        for language in ("", *_languages(hub, kind))
        for ending, (media_type, _) in _FORMATS.items()
    )


def syndication(hub: Hub, site_url: str, words_in: Callable[[str], Words]) -> Iterator[tuple[str, bytes]]:
    """Every feed as a path and its bytes, and the list of the planet's sources (OPML).

    A feed of one of the hub's languages is told in it and leads to its pages; all others say each text as it was
    written, and the rest in the main language. `words_in` gives the words of a language of the hub.

    `site_url` ends in a slash or is "". Where neither it nor the hub's domain is known there are no addresses to put
    into feeds, and none is made; the list of sources needs none.
    """
    if base := base_of(hub.community.profile, site_url):
        for feed in _feeds(hub, base, words_in):
            for ending, (_, written) in _FORMATS.items():
                yield f"{feed.path}.{ending}", written(feed)
    if listed := opml.subscriptions(hub, words_in(hub.community.profile.languages[0]).say):
        yield SOURCE_LIST, listed


def _kinds(hub: Hub) -> list[str]:
    has = {
        "posts": bool(hub.community.posts),
        "planet": bool(hub.harvest.entries) or any(source.kind == "entries" for source in hub.sources),
        "events": bool(hub.community.events),
    }
    return [kind for kind in _TITLES if has[kind]]


def _languages(hub: Hub, kind: str) -> tuple[str, ...]:
    """The languages that a kind of feed is split into: the hub's own first, then what there is beside them."""
    own = hub.community.profile.languages
    sources = {source.slug: source for source in hub.sources}
    found: Iterable[str] = {
        "posts": lambda: (written_in(post, hub.community.profile) for post in hub.community.posts.values()),
        "planet": lambda: (_entry_language(entry, sources.get(entry.source)) for entry in hub.harvest.entries),
        "events": lambda: (written_in(event, hub.community.profile) for event in hub.community.events.values()),
    }[kind]()
    languages = dict.fromkeys([*map(main_language, own), *sorted(filter(None, map(main_language, found)))])
    return tuple(languages) if len(languages) > 1 else ()


def _path(kind: str, language: str) -> str:
    return f"{FOLDER}/{kind}-{language}" if language else f"{FOLDER}/{kind}"


def _title(hub: Hub, kind: str, language: str, words: Words) -> str:
    parts = {"whole": hub.community.profile.name, "part": words.say(_TITLES[kind])}
    title = words.say("%(whole)s: %(part)s") % parts
    return line(f"{title} ({words.language(language)})" if language else title)


def _told_in(languages: Sequence[str], language: str) -> str:
    """Which of the hub's languages a feed is told in, "" where it has not the words of this one."""
    return next((tag for tag in languages if main_language(tag) == language), "")


def _feeds(hub: Hub, base: Base, words_in: Callable[[str], Words]) -> Iterator[Feed]:
    profile, languages = hub.community.profile, Addresses(hub.community).languages
    tellings = {tag: telling(hub, base, words_in(tag or languages[0]), tag) for tag in ("", *languages)}
    zone = known_zone(profile.timezone) or ZoneInfo("UTC")
    founded = dt.datetime.combine(profile.founded, dt.time(), zone) if profile.founded else None
    for kind in _kinds(hub):
        candidates = {
            "posts": lambda: _posted(hub, base, zone),
            "planet": lambda: _collected(hub, base),
            "events": lambda: announced(hub, base),
        }[kind]()
        # A feed must not say an id twice (RFC 4287, 4.1.1), whatever stands twice in the files.
        ranked = [one for _, one in sorted({one.id: one for one in candidates}.items())]
        ranked.sort(key=lambda one: one.updated, reverse=True)
        for language in ("", *_languages(hub, kind)):
            told = tellings[_told_in(languages, language)]
            chosen = [one for one in ranked if not language or language in map(main_language, one.languages)]
            yield Feed(
                id=base.id_of(_path(kind, language)),
                url=base.url,
                path=_path(kind, language),
                home=f"{told.home}{kind}/",
                title=_title(hub, kind, language, told.words),
                subtitle=told.community.profile.tagline or "",
                language=language or profile.languages[0],
                publisher=Author(profile.name, told.home),
                founded=founded,
                items=tuple(one.item(told) for one in chosen[:NEWEST]),
            )


def _posted(hub: Hub, base: Base, zone: ZoneInfo) -> Iterator[Candidate]:
    """The posts, also by the languages that they are translated into.

    They are dated by the day that their authors wrote; nothing tells whether they were changed since.
    """
    for post in hub.community.posts.values():
        item_id = base.id_of(f"posts/{post.first_slug}")
        moment = dt.datetime.combine(post.date, dt.time(), zone)
        languages = (written_in(post, hub.community.profile), *hub.community.translations.get(key_of(post), ()))
        yield Candidate(item_id, moment, languages, partial(_article, post.slug, item_id, moment))


def _article(slug: str, item_id: str, moment: dt.datetime, telling: Telling) -> Item:
    post = telling.community.posts[slug]
    return Item(
        id=item_id,
        url=telling.page_of(post),
        title=line(post.title),
        updated=moment,
        published=moment,
        authors=telling.authors(post.authors),
        html=_body(post, telling),
        summary=line(post.summary or ""),
        categories=post.topics,
        language=tag_of(telling.spoken(post)),
    )


def _body(post: Post, telling: Telling) -> str:
    # Readers show many items on one page, so the footnotes of each are its own.
    said = text.rendered(post.text, telling.lead(post), f"{text.NOTE}{post.slug}-")
    if post.picture is None:
        return said
    return f'<p><img src="{telling.base.url}{quote(post.picture.file)}" alt="{escape(post.picture.alt)}"></p>\n{said}'


def _collected(hub: Hub, base: Base) -> Iterator[Candidate]:
    """What members wrote elsewhere, dated as the archive froze it at first sight."""
    sources = {source.slug: source for source in hub.sources}
    for entry in hub.harvest.entries:
        item_id = base.id_of(f"entries/{entry.home or entry.source}/{entry.id}")
        moment = dt.datetime.fromisoformat(entry.published)
        source = sources.get(entry.source)
        language = _entry_language(entry, source)
        item = partial(_from_elsewhere, entry, source, item_id, moment)
        yield Candidate(item_id, moment, (language,), item)


def _entry_language(entry: Entry, source: Source | None) -> str:
    return entry.language or (source.language if source else "")


def _from_elsewhere(entry: Entry, source: Source | None, item_id: str, moment: dt.datetime, telling: Telling) -> Item:
    owner = telling.authors([source.owner] if source else [])
    name = line((source.title if source else "") or entry.author or entry.source)
    return Item(
        id=item_id,
        url=entry.url or f"{telling.home}planet/",
        title=line(entry.title) or entry.url,
        updated=moment,
        published=moment,
        authors=owner or (Author(name or entry.source),),
        html=article(entry.content, entry.url),
        summary=line(entry.excerpt),
        categories=tuple(filter(None, map(line, entry.tags))),
        language=tag_of(_entry_language(entry, source)),
        upstream=Upstream(source.title or source.url, source.url) if source else None,
    )
