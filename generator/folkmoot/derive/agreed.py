"""What people agreed to have shown: as of a day, and of a picture everybody whose it is."""

import datetime as dt
from collections.abc import Iterable

from folkmoot.model.community import Community
from folkmoot.model.member import Consent, Member
from folkmoot.model.named import unnamed_files


def as_agreed(community: Community, today: dt.date) -> Community:
    """The community with no consent that is dated after `today`, and no portrait that somebody on it did not agree to.

    A file is one picture, however many members name it.
    """
    members = {slug: _given(one, today) for slug, one in community.members.items()}
    refused = _refused(members.values())

    def told(one: Member) -> Member:
        return one.model_copy(update={"photo": None}) if one.photo in refused and one.allows("photo") else one

    return community._replace(members={slug: told(one) for slug, one in members.items()})


def withheld(community: Community) -> frozenset[str]:
    """The files below content/ that are not published, of a community `as_agreed`.

    Of what lies where portraits lie, that is all that nobody names whose words are shown. A portrait that somebody on
    it refuses is published as a picture of something else alone: of an event, a post or a place.
    """
    unspoken = {slug: one.model_copy(update={"bio": ""}) for slug, one in community.members.items() if _is_quiet(one)}
    gatherings = [one for event in community.events.values() for one in (event, *event.occurrences)]
    pictures = {photo.file for one in gatherings for photo in one.photos}
    pictures |= {post.picture.file for post in community.posts.values() if post.picture}
    pictures |= {place.picture.file for place in community.places.values() if place.picture}
    shown = community._replace(members={**community.members, **unspoken})
    return frozenset(_refused(community.members.values()) - pictures) | unnamed_files(shown)


def _refused(members: Iterable[Member]) -> set[str]:
    return {one.photo for one in members if one.photo and not one.allows("photo")}


def _is_quiet(member: Member) -> bool:
    return bool(member.bio) and not member.allows("profile")


def _given(member: Member, today: dt.date) -> Member:
    ahead = {scope: None for scope in Consent.model_fields if (getattr(member.consent, scope) or today) > today}
    return member.model_copy(update={"consent": member.consent.model_copy(update=ahead)}) if ahead else member
