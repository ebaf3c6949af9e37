"""Events: each of them, their lists and calendar, and the places where they are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from folkmoot.model.event import Event
from folkmoot.model.hub import Occurrence
from folkmoot.model.place import Place
from folkmoot.model.slot import event_zone
from folkmoot.render.calendars.offers import offers
from folkmoot.render.canvas import Canvas
from folkmoot.render.contests import shown as shown_contest
from folkmoot.render.framing.frame import SITE
from folkmoot.render.giving import thanked_for, thanked_on
from folkmoot.render.head import Card
from folkmoot.render.linked_data import event_data
from folkmoot.render.page import Page
from folkmoot.render.pages import calendar, event_lists, places
from folkmoot.render.pages.event_lists import next_of_each

_DATES_AHEAD = 6
_ALIKE = 3


def pages(canvas: Canvas) -> Iterator[Page]:
    """What is on, what was, the calendar, every event, and every place."""
    chips = _bar(canvas)
    yield from event_lists.pages(canvas, chips)
    yield from calendar.pages(canvas, chips)
    yield from map(events(canvas), canvas.at_home(canvas.community.events.values()))
    yield from places.pages(canvas, chips)


def events(canvas: Canvas) -> Callable[[Event], Page]:
    """What makes the page of one event."""
    alike = _Alike(canvas)
    return lambda event: _event(canvas, event, alike)


def venues(canvas: Canvas) -> Callable[[Place], Page]:
    """What makes the page of one place."""
    chips = _bar(canvas)
    return lambda place: places.page(canvas, place, chips)


def _bar(canvas: Canvas) -> event_lists.Bar:
    return event_lists.bar(canvas, frozenset(offer.path for offer in offers(canvas.hub, canvas.say)))


class _Alike:
    """Finds what else is on for those who like an event: about the same topics, at the same place, of the same kind."""

    _LOOKED_AT = 12

    def __init__(self, canvas: Canvas) -> None:
        self._ahead: dict[str, Occurrence] = {}
        self._sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in next_of_each(canvas.hub.own_upcoming):
            if not one.takes_place:
                continue
            self._ahead[one.event.slug] = one
            for mark, _ in _marks(one.event):
                # The soonest are enough: of a thousand events on one topic nobody needs a choice of more.
                if len(self._sharing[mark]) < self._LOOKED_AT:
                    self._sharing[mark].append(one.event.slug)

    def to(self, event: Event) -> list[Occurrence]:
        """At most three, those with most in common first, then the soonest."""
        common: Counter[str] = Counter()
        for mark, weight in _marks(event):
            for slug in self._sharing.get(mark, ()):
                common[slug] += weight
        del common[event.slug]
        nearest = sorted(common, key=lambda slug: (-common[slug], self._ahead[slug].date, slug))
        return [self._ahead[slug] for slug in nearest[:_ALIKE]]


def _marks(event: Event) -> Iterator[tuple[tuple[str, str], int]]:
    """What two events can have in common, and how much it says."""
    for topic in dict.fromkeys(event.topics):
        yield ("topic", topic.casefold()), 3
    if event.place:
        yield ("place", event.place), 2
    yield ("kind", event.kind), 1


def _event(canvas: Canvas, event: Event, alike: _Alike) -> Page:
    hub = canvas.hub
    mine = canvas.lookup.of_event[event.slug]
    ahead = [one for one in mine if one.last >= hub.today]
    shown = next(iter([*ahead, *reversed(mine)]), None)
    place = canvas.community.places.get(event.place or "")
    return canvas.record_page(
        "event.html",
        event,
        event.title,
        description=event.summary or event.title,
        card=_card(canvas, event, mine),
        event=event,
        next=shown,
        after=ahead[1 : _DATES_AHEAD + 1],
        over=not ahead,
        rhythm=canvas.phrases.rhythm(event, event_zone(event, canvas.community)),
        place=place,
        project=canvas.community.projects.get(event.project or ""),
        hosts=canvas.shown(event.hosts),
        contest=shown_contest(canvas, event.contest) if event.contest else None,
        thanked=thanked_for(hub, event, mine),
        thanked_on=lambda one: thanked_on(hub, one),
        dropped=[
            one
            for one in (event.recurrence.exceptions if event.recurrence else ())
            if max(one.date, one.moved_to.date if one.moved_to else one.date) >= hub.today
        ],
        held=[
            one
            for one in reversed(mine)
            if one.recurrence and one.gathering is not event
            if canvas.told(one.gathering) or thanked_on(hub, one)
        ],
        has_calendar=event.has_date,
        alike=alike.to(event),
    )


def _card(canvas: Canvas, event: Event, mine: list[Occurrence]) -> Card:
    """The event for programs, with the first picture that there is: of it, of its latest date, or of its place."""
    latest = [photo for one in reversed(mine) for photo in one.gathering.photos]
    place = canvas.community.places.get(event.place or "")
    shown = next(iter([*event.photos, *latest, *([place.picture] if place and place.picture else [])]), None)
    file, alt = (shown.file, shown.alt) if shown else ("", "")
    return Card(picture=file, alt=alt, data=event_data(canvas.hub, SITE, event, mine, canvas.address(event), file))
