"""Which sources a community has outside its own files: feeds, GitHub Discussions, and histories of repositories."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from folkmoot.model.community import Community
from folkmoot.model.harvest import Source, SourceKind
from folkmoot.text import schemeless, slug_of

_ROOM = 50


def sources(community: Community) -> tuple[Source, ...]:
    """Everything to be collected, each address once: members' feeds, the community's feeds, discussions, histories.

    Only members whose visibility is public bring their feeds. An address that a member and the community both name
    is the member's. No two sources share a slug, whatever their kind.
    """
    first: dict[tuple[SourceKind, str], Source] = {}
    for source in (*_of_members(community), *_of_community(community)):
        first.setdefault((source.kind, schemeless(source.url)), source)
    taken: dict[str, Source] = {}
    for source in sorted(first.values(), key=lambda one: (one.kind, schemeless(one.url))):
        if taken.setdefault(source.slug, source) is not source:
            key = (source.kind, schemeless(source.url))
            first[key] = replace(source, slug=_marked(source.slug, " ".join(key)))
    return tuple(first.values())


def source_slug(kind: SourceKind, url: str) -> str:
    """The folder a source has in the archive: made from the address without its scheme, at most 60 characters.

    A history is told from the discussions of the same repository by its ending `-git`. Addresses that cannot be
    written as a slug without loss end in eight digits of their SHA-256.
    """
    bare = schemeless(url)
    slug = slug_of(bare)
    if not slug or not bare.isascii() or max(len(slug), len(bare)) > _ROOM or set("+#") & set(bare):
        slug = _marked(slug, bare)
    return f"{slug}-git" if kind == "work" and not slug.endswith("-git") else slug


def _marked(slug: str, said: str) -> str:
    digits = hashlib.sha256(said.encode()).hexdigest()[:8]
    return "-".join(filter(None, [slug[: _ROOM - len(digits)].rstrip("-"), digits]))


def _of_members(community: Community) -> Iterator[Source]:
    for member in community.members.values():
        if member.visibility != "public":
            continue
        for feed in member.feeds:
            slug = source_slug("entries", feed.url)
            yield Source("entries", slug, feed.url, feed.title or "", member.slug, feed.language or "")


def _of_community(community: Community) -> Iterator[Source]:
    wanted = community.profile.sources
    for feed in wanted.feeds:
        yield Source("entries", source_slug("entries", feed.url), feed.url, feed.title or "", "", feed.language or "")
    for name in wanted.discussions:
        yield Source("discussions", source_slug("discussions", name), name, name)
    for address in wanted.repositories:
        yield Source("work", source_slug("work", address), address, address)
