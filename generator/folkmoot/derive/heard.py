"""What others wrote about the community, beside what was answered."""

import datetime as dt
from collections.abc import Iterable

from folkmoot.model.hub import Hub
from folkmoot.model.reply import Heard, Reply
from folkmoot.text import schemeless

_LATELY = 30
"""So many days back nobody has to look any further."""


def heard(hub: Hub, replies: Iterable[Reply]) -> Heard:
    """The mentions of the last days on the hub's day, and the replies, those that wait longest first."""
    written = sorted(replies, key=lambda one: one.path)
    known = {_key(str(one.url)) for one in written}
    mentions = {_key(one.url): one for one in hub.harvest.mentions}
    since = hub.today - dt.timedelta(days=_LATELY)
    unseen = [
        one for key, one in mentions.items() if key not in known and since <= hub.day_of(one.published) <= hub.today
    ]
    told = [(one, mentions.get(_key(str(one.url)))) for one in written]
    said = [pair for pair in told if pair[0].replied]
    return Heard(
        tuple(sorted(unseen, key=lambda one: (one.published, one.id), reverse=True)),
        tuple(pair for pair in told if not pair[0].replied and pair[0].needs != "none"),
        tuple(sorted(said, key=lambda pair: (pair[0].replied or dt.date.min, pair[0].path), reverse=True)),
    )


def _key(url: str) -> str:
    """An address as it is compared."""
    return schemeless(url).partition("#")[0].rstrip("/")
