"""A month of a hub, for a letter: what happened in it, and what comes after."""

import datetime as dt

from folkmoot.model.digest import Digest
from folkmoot.model.hub import Hub
from folkmoot.model.post import Post

_AHEAD = dt.timedelta(days=42)
"""So far after the month a letter looks."""

_MOST = 20
"""So many of a kind are told at most; of what waits for help fewer."""

_MOST_WANTED = 5


def digest(hub: Hub, first: dt.date) -> Digest:
    """What the hub knows of the month that begins on `first`; what comes is told as of the hub's day."""
    until = following(first)
    community = hub.community
    joined = [one for one in community.in_order_of_joining() if one.visibility == "public" and one.joined <= hub.today]
    projects = sorted(community.projects.values(), key=lambda one: (one.started or dt.date.max, one.slug))
    ahead = [one for one in hub.own_upcoming if one.takes_place and until <= one.date < until + _AHEAD]
    return Digest(
        first,
        tuple(one for one in hub.occurrences if one.was_held(hub.now, hub.today) and first <= one.date < until)[:_MOST],
        tuple(sorted((one for one in community.posts.values() if first <= one.date < until), key=_by_day))[:_MOST],
        tuple(one for one in joined if first <= one.joined < until)[:_MOST],
        tuple(one for one in projects if one.started and first <= one.started < until)[:_MOST],
        tuple((one, wanted) for one in projects if one.status == "active" for wanted in one.help_wanted)[:_MOST_WANTED],
        tuple(ahead)[:_MOST],
        sum(first <= hub.day_of(one.published) < until for one in hub.harvest.entries),
        sum(first <= hub.day_of(one.published) < until for one in hub.harvest.discussions),
    )


def following(first: dt.date) -> dt.date:
    """The first day of the month after."""
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def _by_day(post: Post) -> tuple[dt.date, str]:
    return post.date, post.slug
