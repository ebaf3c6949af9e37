"""Who moves an event that people know of says so to their calendars, by counting it (RFC 5545, section 3.8.7.4)."""

import datetime as dt
from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.problem import Problem

_ANNOUNCED = ("start", "end", "timezone", "place", "online")
"""The keys by which people find an event."""


def uncounted_moves(before: Community, after: Community, today: dt.date) -> Iterator[Problem]:
    """Events whose time or place differs from before while their number does not: calendars that have them stay wrong.

    What is over, and what had no date yet, is in nobody's calendar.
    """
    known = {event.first_slug: event for event in before.events.values()}
    # A place is the same one where its file has another name.
    places = {slug: one.first_slug for one in after.places.values() for slug in (*one.formerly, one.slug)}
    for event in after.events.values():
        was = known.get(event.first_slug)
        if was is None or not was.has_date or not (was.recurrence or was.start.date >= today):
            continue
        # What is cancelled, and dates that are dropped or moved, count by themselves; who takes that back has to count.
        moved = [key for key in _ANNOUNCED if getattr(was, key) != getattr(event, key)]
        if "place" in moved and places.get(str(was.place)) == places.get(str(event.place), ""):
            moved.remove("place")
        moved += ["recurrence"] * (was.recurrence != event.recurrence)
        moved += ["status"] * ((was.status == "cancelled") != (event.status == "cancelled"))
        if moved and event.revision <= was.revision:
            yield Problem(
                event.path,
                "sequence-forgotten",
                f"“{moved[0]}” is another one now, and calendars that have this event will not notice",
                f"write sequence: {event.sequence + was.revision - event.revision + 1}",
                keys=(moved[0],),
                severity="warning",
            )
