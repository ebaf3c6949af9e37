"""Whose picture may be shown: a file is one picture, however many members name it."""

from folkmoot.model.community import Community
from folkmoot.model.member import Member


def with_agreed_portraits(community: Community) -> Community:
    """The community in which no member has a portrait that another one, who names the same file, did not agree to."""
    refused = {one.photo for one in community.members.values() if one.photo and not one.allows("photo")}

    def told(one: Member) -> Member:
        return one.model_copy(update={"photo": None}) if one.photo in refused and one.allows("photo") else one

    return community._replace(members={slug: told(one) for slug, one in community.members.items()})
