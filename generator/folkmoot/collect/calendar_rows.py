"""What is told of a calendar's events between the process that reads them and the one that asks."""

import datetime as dt
from typing import NamedTuple

AROUND = dt.timedelta(days=400)
"""How far back an event may have begun that is seen for the first time, and how far ahead a series is followed."""


class Row(NamedTuple):
    """An occurrence as the calendar tells it; times as in `folkmoot.model.harvest.CalendarEvent`.

    `key` tells it from the others of its UID: the day that the rule gives, or "" of a single event.
    """

    uid: str
    key: str
    recurrence: str
    start: str
    end: str
    zone: str
    title: str
    description: str
    location: str
    url: str
    status: str
    tags: tuple[str, ...]
    sequence: int
    modified: str
    created: str
