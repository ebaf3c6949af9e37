"""The feeds that a hub offers: its posts, its planet and its events, each whole and by language, in two formats."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from folkmoot import text
from folkmoot.model.harvest import Entry, Source
from folkmoot.model.hub import Hub
from folkmoot.model.post import Post
from folkmoot.model.slot import known_zone
from folkmoot.render.feeds import atom, jsonfeed, opml
from folkmoot.render.feeds.announcements import announced
from folkmoot.render.feeds.feed import (
    AddressOf,
    Author,
    Base,
    Candidate,
    Feed,
    Item,
    Upstream,
    Words,
    authors,
    base_of,
    line,
    main_language,
    tag_of,
)
from folkmoot.render.wording.translated import profile_in

NEWEST = 50
"""How many items a feed holds."""

FOLDER = "feeds"
"""Where feeds lie on the site."""

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


def syndication(hub: Hub, address_of: AddressOf, site_url: str, words: Words) -> Iterator[tuple[str, bytes]]:
    """Every feed as a path and its bytes, and the list of the planet's sources (OPML).

    `site_url` ends in a slash or is "". Where neither it nor the hub's domain is known there are no addresses to put
    into feeds, and none is made; the list of sources needs none.
    """
    if base := base_of(hub.community.profile, site_url):
        for feed in _feeds(hub, base, address_of, words):
            for ending, (_, written) in _FORMATS.items():
                yield f"{feed.path}.{ending}", written(feed)
    if listed := opml.subscriptions(hub, words.say):
        yield f"{FOLDER}/planet.opml", listed


def _kinds(hub: Hub) -> list[str]:
    has = {
        "posts": bool(_posts(hub)),
        "planet": bool(hub.harvest.entries) or any(source.kind == "entries" for source in hub.sources),
        "events": bool(hub.community.events),
    }
    return [kind for kind in _TITLES if has[kind]]


def _languages(hub: Hub, kind: str) -> tuple[str, ...]:
    """The languages that a kind of feed is split into: the hub's own first, then what there is beside them."""
    own = hub.community.profile.languages
    sources = {source.slug: source for source in hub.sources}
    found: Iterable[str] = {
        "posts": lambda: (post.language or own[0] for post in _posts(hub)),
        "planet": lambda: (_entry_language(entry, sources.get(entry.source)) for entry in hub.harvest.entries),
        "events": lambda: (event.language or own[0] for event in hub.community.events.values()),
    }[kind]()
    languages = dict.fromkeys([*map(main_language, own), *sorted(filter(None, map(main_language, found)))])
    return tuple(languages) if len(languages) > 1 else ()


def _path(kind: str, language: str) -> str:
    return f"{FOLDER}/{kind}-{language}" if language else f"{FOLDER}/{kind}"


def _title(hub: Hub, kind: str, language: str, words: Words) -> str:
    parts = {"whole": hub.community.profile.name, "part": words.say(_TITLES[kind])}
    title = words.say("%(whole)s: %(part)s") % parts
    return line(f"{title} ({words.language(language)})" if language else title)


def _feeds(hub: Hub, base: Base, address_of: AddressOf, words: Words) -> Iterator[Feed]:
    profile = hub.community.profile
    zone = known_zone(profile.timezone) or ZoneInfo("UTC")
    founded = dt.datetime.combine(profile.founded, dt.time(), zone) if profile.founded else None
    for kind in _kinds(hub):
        candidates = {
            "posts": lambda: _posted(hub, base, address_of, zone),
            "planet": lambda: _collected(hub, base, address_of),
            "events": lambda: announced(hub, base, address_of, words),
        }[kind]()
        # A feed must not say an id twice (RFC 4287, 4.1.1), whatever stands twice in the files.
        ranked = [one for _, one in sorted({one.id: one for one in candidates}.items())]
        ranked.sort(key=lambda one: one.updated, reverse=True)
        made: dict[str, Item] = {}
        for language in ("", *_languages(hub, kind)):
            chosen = [one for one in ranked if not language or main_language(one.language) == language][:NEWEST]
            made.update((one.id, one.item()) for one in chosen if one.id not in made)
            yield Feed(
                id=base.id_of(_path(kind, language)),
                url=base.url,
                path=_path(kind, language),
                home=f"{base.url}{kind}/",
                title=_title(hub, kind, language, words),
                subtitle=profile_in(hub.community, language).tagline or "",
                language=language or profile.languages[0],
                publisher=Author(profile.name, base.url),
                founded=founded,
                items=tuple(made[one.id] for one in chosen),
            )


def _posts(hub: Hub) -> list[Post]:
    """The posts whose day has come."""
    return [post for post in hub.community.posts.values() if post.date <= hub.today]


def _posted(hub: Hub, base: Base, address_of: AddressOf, zone: ZoneInfo) -> Iterator[Candidate]:
    """The posts, dated by the day that their authors wrote; nothing tells whether they were changed since."""
    for post in _posts(hub):
        item_id = base.id_of(f"posts/{post.first_slug}")
        moment = dt.datetime.combine(post.date, dt.time(), zone)
        language = post.language or hub.community.profile.languages[0]
        item = partial(_article, hub, base, address_of, post)
        yield Candidate(item_id, moment, language, partial(item, item_id=item_id, moment=moment, language=language))


def _article(
    hub: Hub, base: Base, address_of: AddressOf, post: Post, *, item_id: str, moment: dt.datetime, language: str
) -> Item:
    return Item(
        id=item_id,
        url=f"{base.url}{address_of(post)}",
        title=line(post.title),
        updated=moment,
        published=moment,
        authors=authors(hub.community, post.authors, base, address_of),
        html=_body(post, base),
        summary=line(post.summary or ""),
        categories=post.topics,
        language=tag_of(language),
    )


def _body(post: Post, base: Base) -> str:
    lead = base.lead(post.path.rpartition("/")[0])
    # Readers show many items on one page, so the footnotes of each are its own.
    said = text.rendered(post.text, lead, f"{text.NOTE}{post.slug}-")
    if post.picture is None:
        return said
    return f'<p><img src="{base.url}{quote(post.picture.file)}" alt="{escape(post.picture.alt)}"></p>\n{said}'


def _collected(hub: Hub, base: Base, address_of: AddressOf) -> Iterator[Candidate]:
    """What members wrote elsewhere, dated as the archive froze it at first sight."""
    sources = {source.slug: source for source in hub.sources}
    for entry in hub.harvest.entries:
        item_id = base.id_of(f"entries/{entry.source}/{entry.id}")
        moment = dt.datetime.fromisoformat(entry.published)
        source = sources.get(entry.source)
        language = _entry_language(entry, source)
        item = partial(_from_elsewhere, hub, base, address_of, entry, source)
        yield Candidate(item_id, moment, language, partial(item, item_id=item_id, moment=moment, language=language))


def _entry_language(entry: Entry, source: Source | None) -> str:
    return entry.language or (source.language if source else "")


def _from_elsewhere(
    hub: Hub,
    base: Base,
    address_of: AddressOf,
    entry: Entry,
    source: Source | None,
    *,
    item_id: str,
    moment: dt.datetime,
    language: str,
) -> Item:
    owner = authors(hub.community, [source.owner] if source else [], base, address_of)
    name = line((source.title if source else "") or entry.author or entry.source)
    return Item(
        id=item_id,
        url=entry.url or f"{base.url}planet/",
        title=line(entry.title) or entry.url,
        updated=moment,
        published=moment,
        authors=owner or (Author(name or entry.source),),
        summary=line(entry.excerpt),
        categories=tuple(filter(None, map(line, entry.tags))),
        language=tag_of(language),
        upstream=Upstream(source.title or source.url, source.url) if source else None,
    )
