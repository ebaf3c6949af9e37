"""Pictures from elsewhere in their places: what was fetched is named as a file of the site, all else as none."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.harvest import KeptPicture
from folkmoot.model.image import Picture, is_address
from folkmoot.model.picture import photo_slug, picture_sources, portrait_slug, portraits

_Pictured = TypeVar("_Pictured", bound=Filed)


class Pictured(NamedTuple):
    """A community whose pictures are all files of the site, and those of them that come from the archive."""

    community: Community
    pictures: tuple[KeptPicture, ...]


def pictured(community: Community, kept: Iterable[KeptPicture]) -> Pictured:
    """The community, `as_agreed`, with the pictures that were fetched; `kept` are those of the archive, newest first.

    A picture that was not fetched yet is left out. One that nobody names any more, or whose owner no longer agrees to
    it, is not among the pictures.
    """
    wanted = {source.slug for source in picture_sources(community)}
    shown: dict[str, KeptPicture] = {}
    for one in kept:
        if one.source in wanted:
            shown.setdefault(one.source, one)
    files = {slug: one.shown_at for slug, one in shown.items()}
    return Pictured(_filled(community, files), tuple(shown.values()))


def _filled(community: Community, files: Mapping[str, str]) -> Community:
    profile = community.profile
    if profile.card and is_address(profile.card.file):
        profile = profile.model_copy(update={"card": _fetched(profile.card, files)})
    return community._replace(
        profile=profile,
        members=_with_portraits(community, files),
        events={slug: _with_photos(one, files) for slug, one in community.events.items()},
        places={slug: _with_picture(one, one.picture, files) for slug, one in community.places.items()},
        posts={slug: _with_picture(one, one.picture, files) for slug, one in community.posts.items()},
    )


def _with_portraits(community: Community, files: Mapping[str, str]) -> dict[str, Any]:
    elsewhere = {slug: files.get(portrait_slug(url)) for slug, url in portraits(community).items()}
    return {
        slug: one.model_copy(update={"photo": elsewhere.get(slug)})
        if slug in elsewhere or (one.photo and is_address(one.photo))
        else one
        for slug, one in community.members.items()
    }


def _with_photos(event: Event, files: Mapping[str, str]) -> Event:
    changed: dict[str, Any] = {}
    if any(is_address(photo.file) for photo in event.photos):
        changed["photos"] = _all_fetched(event.photos, files)
    if any(is_address(photo.file) for one in event.occurrences for photo in one.photos):
        changed["occurrences"] = tuple(
            one.model_copy(update={"photos": _all_fetched(one.photos, files)}) for one in event.occurrences
        )
    return event.model_copy(update=changed) if changed else event


def _with_picture(record: _Pictured, picture: Picture | None, files: Mapping[str, str]) -> _Pictured:
    if picture is None or not is_address(picture.file):
        return record
    return record.model_copy(update={"picture": _fetched(picture, files)})


def _all_fetched(photos: tuple[Picture, ...], files: Mapping[str, str]) -> tuple[Picture, ...]:
    return tuple(found for photo in photos if (found := _fetched(photo, files)))


def _fetched(picture: Picture, files: Mapping[str, str]) -> Picture | None:
    """The picture as a file of the site; None of one that was not fetched yet."""
    if not is_address(picture.file):
        return picture
    file = files.get(photo_slug(picture.file))
    return picture.model_copy(update={"file": file}) if file else None
