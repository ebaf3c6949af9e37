"""What the archive holds of each kind of source, and where it has holes."""

from collections import defaultdict
from collections.abc import Iterator
from typing import get_args

from folkmoot.model.faring import faring
from folkmoot.model.harvest import Harvest, SourceKind
from folkmoot.model.health import Kept
from folkmoot.model.hub import Hub

_MONTH = 7
_DAY = 10


def completeness(hub: Hub) -> tuple[Kept, ...]:
    """What is kept of each kind that the hub collects or has collected, on the hub's day."""
    made: dict[SourceKind, list[str]] = defaultdict(list)
    for kind, day in _made(hub.harvest):
        made[kind].append(day)
    fared = [one for one in faring(hub.sources, hub.harvest, hub.now) if one.plight != "former"]
    found = []
    for kind in get_args(SourceKind):
        mine = [one for one in fared if one.source.kind == kind]
        days = sorted(made[kind])
        if mine or days:
            unread = sum(not one.was_read for one in mine)
            empty = sum(one.was_read and not one.records for one in mine)
            first, last = (days[0], days[-1]) if days else ("", "")
            found.append(Kept(kind, len(mine), unread, empty, len(days), first, last, tuple(_gaps(days))))
    return tuple(found)


def _made(harvest: Harvest) -> Iterator[tuple[SourceKind, str]]:
    """The day on which each record was made; events of calendars by when they were first seen."""
    yield from (("entries", one.published[:_DAY]) for one in harvest.entries)
    yield from (("mentions", one.published[:_DAY]) for one in harvest.mentions)
    yield from (("events", one.first_seen[:_DAY]) for one in harvest.events)
    yield from (("discussions", one.published[:_DAY]) for one in harvest.discussions)
    yield from (("issues", one.published[:_DAY]) for one in harvest.issues)
    yield from (("issues", one.published[:_DAY]) for one in harvest.pulls)
    yield from (("issues", one.published[:_DAY]) for one in harvest.releases)
    yield from (("work", one.last[:_DAY]) for one in harvest.work)


def _gaps(days: list[str]) -> Iterator[str]:
    months = {day[:_MONTH] for day in days}
    month, last = min(months, default=""), max(months, default="")
    while month < last:
        if month not in months:
            yield month
        year, number = int(month[:4]), int(month[5:])
        month = f"{year + number // 12:04}-{number % 12 + 1:02}"
