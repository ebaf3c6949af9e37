"""Since when alumni are, as what the archive keeps of the hub's own history tells it."""

import datetime as dt
from collections.abc import Iterable, Mapping

from folkmoot.model.community import Community
from folkmoot.model.harvest import Departure
from folkmoot.model.turnover import token


def slugs_by_token(community: Community, salt: str) -> dict[str, str]:
    """The slugs of members by what the archive calls them under the name of their file, and under former ones."""
    members = community.members.values()
    slugs = {token(former, salt): one.slug for one in members for former in one.formerly}
    return slugs | {token(one.slug, salt): one.slug for one in members}


def former(community: Community, departures: Iterable[Departure], salt: str) -> Mapping[str, dt.date]:
    """The day on which members left who did not come back, by their slugs; whether it is told is for the hub."""
    slugs = slugs_by_token(community, salt)
    left: dict[str, dt.date] = {}
    for one in departures:
        slug = slugs.get(one.who, "")
        if slug and not one.returned:
            day = dt.date.fromisoformat(one.published)
            left[slug] = max(left.get(slug, day), day)
    return left
