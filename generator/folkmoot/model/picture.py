"""Which pictures a community shows that lie elsewhere: at an address in a file, or with an account at GitHub."""

import hashlib
from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.event import Gathering
from folkmoot.model.harvest import Source
from folkmoot.model.image import Picture, is_address
from folkmoot.model.member import Member

AVATAR_OF_ID = "https://avatars.githubusercontent.com/u/{}?s=160"
AVATAR_OF_LOGIN = "https://github.com/{}.png?size=160"
"""Where GitHub has the picture of an account. A number stays with its owner; a login can become somebody else's."""

_PORTRAIT, _PHOTO = "portrait", "photo"


def picture_sources(community: Community) -> tuple[Source, ...]:
    """Every picture to be fetched, each once, of a community `as_agreed`: whose owner did not agree is not among them.

    What is shown as somebody's portrait and elsewhere is fetched for both, in two sizes.
    """
    found: dict[str, Source] = {}
    for slug, url in portraits(community).items():
        name = community.members[slug].name
        found.setdefault(portrait_slug(url), Source("pictures", portrait_slug(url), url, f"picture of {name}", slug))
    for picture in pictures(community):
        if is_address(picture.file):
            found.setdefault(photo_slug(picture.file), Source("pictures", photo_slug(picture.file), picture.file))
    return tuple(found[slug] for slug in sorted(found))


def portraits(community: Community) -> dict[str, str]:
    """The addresses of portraits that lie elsewhere, by the slug of the member, of those who agreed to be shown.

    An address that somebody else has as theirs, who did not agree, is nobody's.
    """
    takes_avatars = community.profile.sources.github_avatars
    members = community.members.values()
    refused = {_portrait(one, takes_avatars=takes_avatars) for one in members if not one.allows("photo")}
    found = {one.slug: _portrait(one, takes_avatars=takes_avatars) for one in members if one.allows("photo")}
    return {slug: url for slug, url in found.items() if url and url not in refused}


def pictures(community: Community) -> Iterator[Picture]:
    """Every picture that records name, portraits apart."""
    for event in community.events.values():
        gatherings: tuple[Gathering, ...] = (event, *event.occurrences)
        for gathering in gatherings:
            yield from gathering.photos
    for picture in (
        *(place.picture for place in community.places.values()),
        *(post.picture for post in community.posts.values()),
        community.profile.card,
    ):
        if picture:
            yield picture


def portrait_slug(url: str) -> str:
    """What the archive calls the portrait from an address."""
    return _slug(_PORTRAIT, url)


def photo_slug(url: str) -> str:
    """What the archive calls any other picture from an address."""
    return _slug(_PHOTO, url)


def is_portrait(slug: str) -> bool:
    """Whether the archive calls a portrait so."""
    return slug.startswith(f"{_PORTRAIT}-")


def _slug(kind: str, url: str) -> str:
    return f"{kind}-{hashlib.sha256(url.encode()).hexdigest()[:20]}"


def _portrait(member: Member, *, takes_avatars: bool) -> str:
    """The address of a member's portrait, whatever they agreed to, or "" where there is none or it lies in the hub."""
    if member.photo:
        return member.photo if is_address(member.photo) else ""
    if not takes_avatars:
        return ""
    if member.github_id:
        return AVATAR_OF_ID.format(member.github_id)
    return AVATAR_OF_LOGIN.format(member.github.lower()) if member.github else ""
