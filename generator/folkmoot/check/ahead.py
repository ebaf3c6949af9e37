"""What is told as if it had been, and is still to come: mostly a year that was mistyped."""

import datetime as dt
from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.event import Event, Gathering
from folkmoot.model.member import Consent, Member
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.text import listed

_TOLD_AFTERWARDS = ("recap", "attendance", "attendees", "photos", "recordings", "results")
"""What is known of an event only when it has begun."""


def days_ahead(community: Community, today: dt.date) -> Iterator[Problem]:
    """Days on which somebody joined or agreed, later than `today`."""
    for member in community.members.values():
        for keys, day in _said(member):
            if day > today:
                meaning = "nothing of this is agreed before that day" if keys[0] == "consent" else "nobody joined yet"
                yield Problem(
                    member.path,
                    "day-ahead",
                    f"{day} is still to come: {meaning}",
                    "correct the year, if that is what is wrong",
                    keys=keys,
                    value=str(day),
                    severity="warning",
                )


def _said(member: Member) -> Iterator[tuple[KeyPath, dt.date]]:
    yield ("joined",), member.joined
    for scope in Consent.model_fields:
        if day := getattr(member.consent, scope):
            yield ("consent", scope), day


def told_ahead(community: Community, today: dt.date) -> Iterator[Problem]:
    """What came of events that have not begun by the end of `today`."""
    for event in community.events.values():
        for above, gathering, day in _gatherings(event):
            told = [key for key in _TOLD_AFTERWARDS if getattr(gathering, key) not in (None, "", ())]
            if told and day > today:
                yield Problem(
                    event.path,
                    "told-ahead",
                    f"{listed(told)} {'tells' if len(told) == 1 else 'tell'} what came of it, and it begins on {day}",
                    "correct the date, or tell it when it has been",
                    keys=(*above, told[0]),
                    severity="warning",
                )


def _gatherings(event: Event) -> Iterator[tuple[KeyPath, Gathering, dt.date]]:
    """An event and what is told of its dates, with the way there and the day on which it began."""
    yield (), event, event.start.date
    # A date that was moved is told under the day that it would have been.
    exceptions = event.recurrence.exceptions if event.recurrence else ()
    moved = {one.date: one.moved_to.date for one in exceptions if one.moved_to}
    for index, held in enumerate(event.occurrences):
        yield ("occurrences", index), held, moved.get(held.date, held.date)
