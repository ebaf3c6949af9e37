"""Series into occurrences: what was told of, and what comes next."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from folkmoot.model.community import Community
from folkmoot.model.event import Event, Gathering, HeldOccurrence, RecurrenceException
from folkmoot.model.hub import Occurrence, by_date
from folkmoot.model.slot import Slot, event_zone, held_by_day, planned_days, slot_of

AHEAD = dt.timedelta(days=400)
"""How far ahead the occurrences of a series are shown."""

NEXT = 12
"""How many coming occurrences of a series are shown."""

_MONTH = dt.timedelta(days=31)
_NOTHING = Gathering(
    speakers=(), credits=(), attendees=(), attendance=None, recap="", photos=(), recordings=(), results=()
)


def occurrences(community: Community, today: dt.date) -> tuple[Occurrence, ...]:
    """Every single event, and of every series all that is told of and the next twelve within 400 days; by date.

    `today` is the community's own. Where a series has something to tell of a day that its rule does not give, that
    day is shown all the same.
    """
    found: list[Occurrence] = []
    for event in community.events.values():
        zone = event_zone(event, community)
        if event.recurrence is None:
            found.append(_occurrence(event, zone, slot_of(event, zone), event))
        else:
            found += _of_series(event, zone, today)
    return tuple(sorted(found, key=by_date))


def _of_series(event: Event, zone: ZoneInfo, today: dt.date) -> list[Occurrence]:
    candidates = sorted(_candidates(event, zone, today), key=by_date)
    ahead = [one for one in candidates if one.last >= today and one.date <= today + AHEAD]
    told = [one for one in candidates if isinstance(one.gathering, HeldOccurrence)]
    return [*told, *(one for one in ahead[:NEXT] if not isinstance(one.gathering, HeldOccurrence))]


def _candidates(event: Event, zone: ZoneInfo, today: dt.date) -> Iterator[Occurrence]:
    held = held_by_day(event, zone)
    exceptions: dict[dt.date, RecurrenceException] = (
        {one.date: one for one in event.recurrence.exceptions} if event.recurrence else {}
    )
    moved = {day for day, one in exceptions.items() if one.moved_to}
    usual = slot_of(event, zone)
    # What is long over and not told of is not looked at further: a daily series has thousands of such days.
    since = today - (usual.last - usual.date) - _MONTH
    planned = [day for day in planned_days(event, zone, today + AHEAD) if day >= since]
    for day in sorted({*planned, *moved, *held}):
        exception = exceptions.get(day)
        told = held.get(day)
        if exception and not exception.moved_to and not told:
            continue
        slot = slot_of(event, zone, day, exception.moved_to if exception else None)
        yield _occurrence(event, zone, slot, told or _NOTHING, day, exception, over=slot.last < today)


def _occurrence(
    event: Event,
    zone: ZoneInfo,
    slot: Slot,
    gathering: Gathering,
    day: dt.date | None = None,
    exception: RecurrenceException | None = None,
    *,
    over: bool = False,
) -> Occurrence:
    held = gathering if isinstance(gathering, HeldOccurrence) else None
    return Occurrence(
        event=event,
        recurrence=day,
        title=(held.title if held else None) or event.title,
        date=slot.date,
        last=slot.last,
        start=slot.start,
        end=slot.end,
        zone=zone.key,
        precision=slot.precision,
        # Calling off a series does not undo the evenings that took place.
        status="confirmed" if held and over else event.status,
        moved=bool(exception and exception.moved_to),
        reason=(exception.reason if exception else None) or "",
        gathering=gathering,
    )
