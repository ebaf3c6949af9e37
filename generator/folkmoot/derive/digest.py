"""A month or a year of a hub, for a letter: what happened in it, and what comes after."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from folkmoot.model.digest import Digest, Span
from folkmoot.model.hub import Hub, Occurrence
from folkmoot.model.post import Post

_AHEAD = dt.timedelta(days=42)
"""So far after the month a letter looks."""

_MOST = 20
_MOST_OF_A_YEAR = 60
"""So many of a kind are told at most; of what waits for help fewer."""

_MOST_WANTED = 5

_Thing = TypeVar("_Thing")


def digest(hub: Hub, span: Span) -> Digest:
    """What the hub knows of a month or a year; what comes is told as of the hub's day."""
    first, until = span.first, span.until
    community, left_out = hub.community, dict[str, int]()

    def few(name: str, found: Sequence[_Thing]) -> tuple[_Thing, ...]:
        most = _MOST_OF_A_YEAR if span.is_year else _MOST
        if len(found) > most:
            left_out[name] = len(found) - most
        return tuple(found[:most])

    joined = [one for one in community.in_order_of_joining() if one.visibility == "public" and one.joined <= hub.today]
    projects = sorted(community.projects.values(), key=lambda one: (one.started or dt.date.max, one.slug))
    ahead = [one for one in hub.own_upcoming if one.takes_place and until <= one.date < until + _AHEAD]
    held = [one for one in hub.occurrences if one.was_held(hub.now, hub.today) and first <= one.date < until]
    posts = sorted((one for one in community.posts.values() if first <= one.date < until), key=_by_day)
    return Digest(
        span,
        few("held", [one for one in held if not span.is_year or _stands_alone(one)]),
        few("posts", posts),
        few("joined", [one for one in joined if first <= one.joined < until]),
        few("begun", [one for one in projects if one.started and first <= one.started < until]),
        tuple((one, wanted) for one in projects if one.status == "active" for wanted in one.help_wanted)[:_MOST_WANTED],
        few("ahead", ahead),
        sum(first <= hub.day_of(one.published) < until for one in hub.harvest.entries),
        sum(first <= hub.day_of(one.published) < until for one in hub.harvest.discussions),
        sum(one.recurrence is None for one in held),
        sum(one.gathering.attendance or 0 for one in held),
        left_out,
    )


def _stands_alone(one: Occurrence) -> bool:
    """Whether it is more than one more date of a series: a name of its own, or a story."""
    return one.recurrence is None or one.title != one.event.title or bool(one.gathering.recap)


def _by_day(post: Post) -> tuple[dt.date, str]:
    return post.date, post.slug
