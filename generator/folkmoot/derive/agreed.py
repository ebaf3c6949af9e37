"""What people agreed to have shown: as of a day, and of a picture everybody whose it is."""

import datetime as dt

from folkmoot.model.community import Community
from folkmoot.model.member import Consent, Member


def as_agreed(community: Community, today: dt.date) -> Community:
    """The community with no consent that is dated after `today`, and no portrait that somebody on it did not agree to.

    A file is one picture, however many members name it.
    """
    members = {slug: _given(one, today) for slug, one in community.members.items()}
    refused = {one.photo for one in members.values() if one.photo and not one.allows("photo")}

    def told(one: Member) -> Member:
        return one.model_copy(update={"photo": None}) if one.photo in refused and one.allows("photo") else one

    return community._replace(members={slug: told(one) for slug, one in members.items()})


def _given(member: Member, today: dt.date) -> Member:
    ahead = {scope: None for scope in Consent.model_fields if (getattr(member.consent, scope) or today) > today}
    return member.model_copy(update={"consent": member.consent.model_copy(update=ahead)}) if ahead else member
