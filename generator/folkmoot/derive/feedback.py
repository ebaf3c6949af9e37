"""Questions to everybody of which nobody has said what came of them."""

import datetime as dt
from collections.abc import Iterable

from folkmoot.model.post import Post

_PATIENCE = dt.timedelta(days=14)
"""So long after the last day whoever answered may expect to hear something."""


def unheard(posts: Iterable[Post], today: dt.date) -> list[Post]:
    """The posts whose question closed two weeks ago or earlier and has no outcome, the oldest first."""
    waiting = [
        (one.feedback.closes, one.slug, one)
        for one in posts
        if one.feedback and one.feedback.closes and not one.feedback.outcome
    ]
    return [one for closes, _, one in sorted(waiting, key=lambda told: told[:2]) if closes + _PATIENCE <= today]
