"""Events and the places where they are."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from folkmoot.model.event import Event
from folkmoot.model.hub import Occurrence
from folkmoot.model.place import Place
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.phrases import told

_DATES_AHEAD = 6
_LATEST = 30


def pages(canvas: Canvas) -> Iterator[Page]:
    """What is on, what was, every event, and every place."""
    hub = canvas.hub
    listed = sorted(next_of_each(hub.upcoming, dt.timedelta(days=45)), key=lambda one: (one.date, one.event.slug))
    yield canvas.page(
        "events.html",
        "events/",
        "Events",
        description=f"What is on at {canvas.community.profile.name}",
        source="events/",
        months=[(label, list(group)) for label, group in groupby(listed, lambda one: f"{one.date:%Y-%m}")],
        calls=_open_calls(canvas),
    )
    yield from _past(canvas)
    for event in canvas.community.events.values():
        yield _event(canvas, event)
    places = list(canvas.community.places.values())
    yield canvas.page(
        "places.html", "places/", "Places", description="Where we meet", source="content/places/", places=places
    )
    for place in places:
        yield _place(canvas, place)


def _past(canvas: Canvas) -> Iterator[Page]:
    """What was, latest first, and a page for every year."""
    years = [(label, list(group)) for label, group in groupby(canvas.hub.past, lambda one: str(one.date.year))]
    shown = [("", canvas.hub.past[:_LATEST]), *years]
    for year, occurrences in shown:
        yield canvas.page(
            "past.html",
            f"events/past/{year}/" if year else "events/past/",
            f"Events of {year}" if year else "Past events",
            description=f"What took place at {canvas.community.profile.name}" + f" in {year}" * bool(year),
            source="events/",
            occurrences=occurrences,
            years=[(label, len(group)) for label, group in years],
            year=year,
        )


def next_of_each(occurrences: Iterable[Occurrence], within: dt.timedelta = dt.timedelta(0)) -> list[Occurrence]:
    """The next date of every event, in order; of a series also those that follow `within` this time."""
    first: dict[str, dt.date] = {}
    return [
        one
        for one in sorted(occurrences, key=lambda one: (one.date, one.event.slug))
        if one.date <= first.setdefault(one.event.slug, one.date) + within
    ]


def _open_calls(canvas: Canvas) -> list[Event]:
    today = canvas.hub.today
    return sorted(
        (
            event
            for event in canvas.community.events.values()
            if (call := event.call_for_papers)
            and event.status != "cancelled"
            and (call.opens or today) <= today <= (call.closes or today)
        ),
        key=lambda event: (event.call_for_papers.closes if event.call_for_papers else None) or dt.date.max,
    )


def _event(canvas: Canvas, event: Event) -> Page:
    hub = canvas.hub
    mine = canvas.lookup.of_event[event.slug]
    ahead = [one for one in mine if one.last >= hub.today]
    shown = next(iter([*ahead, *reversed(mine)]), None)
    over = not ahead
    return canvas.record_page(
        "event.html",
        event,
        event.title,
        description=event.summary or event.title,
        language=event.language or "",
        event=event,
        next=shown,
        after=ahead[1 : _DATES_AHEAD + 1],
        over=over,
        place=canvas.community.places.get(event.place or ""),
        project=canvas.community.projects.get(event.project or ""),
        hosts=canvas.shown(event.hosts),
        dropped=[
            one
            for one in (event.recurrence.exceptions if event.recurrence else ())
            if max(one.date, one.moved_to.date if one.moved_to else one.date) >= hub.today
        ],
        held=[one for one in reversed(mine) if one.recurrence and one.gathering is not event and told(one.gathering)],
        has_calendar=event.has_date,
    )


def _place(canvas: Canvas, place: Place) -> Page:
    here = canvas.lookup.at_place[place.slug]
    today = canvas.hub.today
    return canvas.record_page(
        "place.html",
        place,
        place.name,
        description=place.address,
        place=place,
        upcoming=next_of_each(one for one in here if one.last >= today),
        past=[one for one in reversed(here) if one.last < today][:_LATEST],
    )
