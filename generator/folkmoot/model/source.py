"""Which sources a community has outside its own files: feeds, calendars, discussions, histories, what is watched."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

from folkmoot.model.community import Community
from folkmoot.model.feed import Feed
from folkmoot.model.harvest import Reading, Source, SourceKind, SourceState
from folkmoot.model.member import Member
from folkmoot.model.problem import KeyPath
from folkmoot.model.repository import HUB, path_in_hub, repository_of, same_repository
from folkmoot.text import schemeless, slug_of

_ROOM = 50
_MARKS = (8, 16, 32)
"""How many digits tell slugs apart that are alike; more where that is not enough."""

_ENDINGS: Mapping[SourceKind, str] = {"work": "-git", "issues": "-issues"}

_LISTS: Mapping[SourceKind, str] = {
    "entries": "feeds",
    "events": "calendars",
    "discussions": "discussions",
    "issues": "issues",
    "work": "repositories",
    "mentions": "watch",
}
"""The key below `sources` in the community's file under which sources of a kind stand."""

_Address = tuple[SourceKind, str]


def sources(community: Community) -> tuple[Source, ...]:
    """Everything to be collected, each address once: members' feeds, the community's feeds, calendars, discussions,
    histories, and what is watched.

    A repository is one address in each list, however its name is written. Only members whose visibility is public bring
    their feeds. An address that a member and the community both name is the member's. No two sources share a slug,
    whatever their kind.
    """
    wanted = _wanted(community)
    return tuple(source for address, source in _told_apart(community).items() if address in wanted)


def quiet_slugs(community: Community) -> frozenset[str]:
    """The slugs of sources that only members name who are not public: what was collected from them is not shown."""
    wanted = _wanted(community)
    return frozenset(source.slug for address, source in _told_apart(community).items() if address not in wanted)


def listed(community: Community) -> tuple[Source, ...]:
    """Every source that somebody names, those too that only members name who are not public."""
    return tuple(_told_apart(community).values())


def former_homes(listed: Iterable[Source], states: Iterable[SourceState]) -> dict[str, tuple[str, ...]]:
    """Where feeds were before: by the slug of a listed source the slugs of those that led to it, the latest first.

    A former home is one that nobody lists any more, and that has moved, by one address or several, to one that is; or
    that has the address of one that is, which got another slug since, to be told from others.
    """
    homes = {schemeless(source.url): source.slug for source in listed if source.kind == "entries"}
    slugs = set(homes.values())
    last: dict[str, SourceState] = {}
    own: dict[str, str] = {}
    for state in sorted(states, key=lambda one: (one.published, one.id)):
        if state.state in ("moved", "recovered"):
            last[state.source] = state
        if state.state != "moved":
            own[state.source] = schemeless(state.url)
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for slug, address in own.items():
        if address in homes and slug not in slugs:
            found[homes[address]].append((0, slug))
    slugs |= {slug for same in found.values() for _, slug in same}
    moved = {slug: state.url for slug, state in last.items() if state.state == "moved" and slug not in slugs}
    for slug, url in moved.items():
        way, here = [slug], url
        while schemeless(here) not in homes and (after := source_slug("entries", here)) in moved and after not in way:
            way.append(after)
            here = moved[after]
        if home := homes.get(schemeless(here)):
            found[home].append((len(way), slug))
    return {home: tuple(slug for _, slug in sorted(way)) for home, way in found.items()}


def named_in(community: Community, source: Source) -> tuple[str, KeyPath]:
    """The file that names the source, and the keys of its address there; "" and none where none names it.

    A repository may stand in several lists: each source of it is named in its own.
    """
    owner = community.members.get(source.owner)
    key = _LISTS.get(source.kind, "")
    lists: list[tuple[str, tuple[str, ...], tuple[Any, ...]]] = [(owner.path, ("feeds",), owner.feeds)] if owner else []
    if key:
        lists.append((community.profile.path, ("sources", key), getattr(community.profile.sources, key)))
    for path, keys, items in lists:
        for index, item in enumerate(items):
            # A calendar may be written otherwise (webcal://) than it is asked for.
            if source.url in (item, getattr(item, "url", ""), getattr(item, "address", "")):
                way: KeyPath = (*keys, index) if isinstance(item, str) else (*keys, index, "url")
                return path, way
    return "", ()


def _wanted(community: Community) -> set[_Address]:
    return {_address(community, one) for one in (*_of_members(community, is_public=True), *_of_community(community))}


def _told_apart(community: Community) -> dict[_Address, Source]:
    """Every source by its address, those of members who are not public too, each with a slug of its own.

    Where slugs are alike the community's own source keeps it, and all others get a mark: nobody takes over what was
    collected from another by proposing an address that is written alike. Whether a member is public changes no slug.
    """
    own = tuple(_of_community(community))
    first: dict[_Address, Source] = {}
    for source in (*_of_members(community, is_public=True), *own, *_of_members(community, is_public=False)):
        first.setdefault(_address(community, source), source)
    settled = {_address(community, source) for source in own}
    slugs = {address: source.slug for address, source in first.items()}
    for digits in _MARKS:  # an address can be chosen so that its slug is one with a mark
        number = Counter(slugs.values())
        number_of_own = Counter(slug for address, slug in slugs.items() if address in settled)
        alike = [
            address
            for address, slug in slugs.items()
            if number[slug] > 1 and not (address in settled and number_of_own[slug] == 1)
        ]
        slugs |= {address: _marked(first[address].slug, _said(first[address]), digits) for address in alike}
    return {address: replace(source, slug=slugs[address]) for address, source in first.items()}


def _address(community: Community, source: Source) -> _Address:
    return source.kind, repository_of(community, source) or schemeless(source.url)


def _said(source: Source) -> str:
    """What a mark is made of."""
    return f"{source.kind} {schemeless(source.url)}"


@lru_cache(maxsize=10_000)
def source_slug(kind: SourceKind, url: str) -> str:
    """The folder a source has in the archive: made from the address without its scheme, at most 60 characters.

    What else is read of a repository is told from its discussions by the endings `-git` and `-issues`. Addresses that
    cannot be written as a slug without loss end in eight digits of their SHA-256.
    """
    bare = schemeless(url)
    slug = slug_of(bare)
    if not slug or not bare.isascii() or max(len(slug), len(bare)) > _ROOM or set("+#") & set(bare):
        slug = _marked(slug, bare, _MARKS[0])
    ending = _ENDINGS.get(kind, "")
    return slug if slug.endswith(ending) else f"{slug}{ending}"


def _marked(slug: str, said: str, number: int) -> str:
    digits = hashlib.sha256(said.encode()).hexdigest()[:number]
    return "-".join(filter(None, [slug[: _ROOM - number].rstrip("-"), digits]))


def _of_members(community: Community, *, is_public: bool) -> Iterator[Source]:
    for member in community.members.values():
        if (member.visibility == "public") != is_public:
            continue
        for feed in member.feeds:
            yield _entries(feed, _site_of(member, feed.url), member.slug)


def _site_of(member: Member, feed: str) -> str:
    """The page that a member's feed belongs to: of their links to its host that which goes along with it furthest."""
    wanted = schemeless(feed).split("/")
    sites = [link.url for link in member.links if _shared(schemeless(link.url).split("/"), wanted)]
    return max(sites, key=lambda url: _shared(schemeless(url).split("/"), wanted), default="")


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two addresses share from the host on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _of_community(community: Community) -> Iterator[Source]:
    wanted = community.profile.sources
    for feed in wanted.feeds:
        yield _entries(feed, feed.site or "")
    for calendar in wanted.calendars:
        yield Source(
            kind="events",
            slug=source_slug("events", calendar.address),
            url=calendar.address,
            title=calendar.title,
            language=calendar.language or "",
            reading=calendar.reading,
            site=calendar.page or "",
        )
    for name in wanted.discussions:
        yield Source("discussions", source_slug("discussions", name), name, name)
    for name in wanted.issues:
        yield Source("issues", source_slug("issues", name), name, name)
    counting = Reading(lines=wanted.lines, bots=wanted.bots)
    own = same_repository(community, HUB)
    for address in wanted.repositories:
        is_own = same_repository(community, address) == own
        reading = replace(counting, archive=community.profile.archive_dir) if is_own else counting
        title = "the hub's own repository" if path_in_hub(address) == HUB else address
        yield Source("work", source_slug("work", address), address, title, reading=reading)
    for one in wanted.watch:
        slug = source_slug("mentions", one.url)
        yield Source("mentions", slug, one.url, one.title or "", "", one.language or "", one.reading)


def _entries(feed: Feed, site: str, owner: str = "") -> Source:
    slug = source_slug("entries", feed.url)
    return Source("entries", slug, feed.url, feed.title or "", owner, feed.language or "", feed.reading, site)


def is_same_but_secure(url: str, target: str) -> bool:
    """Whether `target` is the same address as `url`, by https in place of http."""
    try:
        ours, theirs = urlsplit(url), urlsplit(target)
        ports = ours.port or 80, theirs.port or 443
    except ValueError:
        return False
    is_secured = (ours.scheme, theirs.scheme, *ports) == ("http", "https", 80, 443)
    return is_secured and (ours.hostname, ours[2:4]) == (theirs.hostname, theirs[2:4])
