"""The places where the community meets."""

from collections.abc import Iterator

from folkmoot.model.hub import Occurrence
from folkmoot.model.place import Place
from folkmoot.render.canvas import Canvas
from folkmoot.render.head import Card
from folkmoot.render.page import Page
from folkmoot.render.pages.event_lists import LATEST, ROWS, Bar, next_of_each
from folkmoot.text import collated

_CARDS = 60


def pages(canvas: Canvas, chips: Bar) -> Iterator[Page]:
    """All places, those where something is on soon first, and each of them."""
    places = sorted(canvas.community.places.values(), key=lambda one: (collated(one.name), one.slug))
    ahead = {place.slug: [one for one in _ahead(canvas, place) if one.takes_place] for place in places}
    soon = sorted((one for one in places if ahead[one.slug]), key=lambda one: ahead[one.slug][0].date)[:_CARDS]
    yield canvas.page(
        "places.html",
        "places/",
        canvas.say("Places"),
        description=canvas.say("Where we meet"),
        source="content/places/",
        soon=[(place, ahead[place.slug]) for place in soon],
        others=[place for place in places if place not in soon],
    )
    for place in canvas.at_home(places):
        yield page(canvas, place, chips)


def _ahead(canvas: Canvas, place: Place) -> list[Occurrence]:
    """What is planned there, and what was and is called off: nobody should stand before a closed door."""
    return next_of_each(one for one in canvas.lookup.all_at_place[place.slug] if one.last >= canvas.hub.today)


def page(canvas: Canvas, place: Place, chips: Bar) -> Page:
    """The page of one place."""
    past = [one for one in reversed(canvas.lookup.all_at_place[place.slug]) if one.last < canvas.hub.today]
    picture = place.picture
    return canvas.record_page(
        "place.html",
        place,
        place.name,
        description=place.address,
        card=Card(picture=picture.file, alt=picture.alt) if picture else None,
        place=place,
        upcoming=_ahead(canvas, place)[:ROWS],
        past=past[:LATEST],
        more_past=len(past) > LATEST,
        calendar=chips.calendar(f"calendars/place-{place.slug}.ics"),
    )
