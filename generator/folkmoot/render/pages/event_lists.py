"""Events in lists: what is on and what was, all of them, or of one kind, in one language, online."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from folkmoot.model.event import Event
from folkmoot.model.hub import Occurrence
from folkmoot.model.place import Place
from folkmoot.render.addresses import address_of
from folkmoot.render.calendars.offers import KINDS
from folkmoot.render.canvas import Canvas
from folkmoot.render.framing.frame import SITE
from folkmoot.render.head import Card
from folkmoot.render.linked_data import elsewhere_data
from folkmoot.render.page import Page
from folkmoot.render.pages.history import silent_years
from folkmoot.render.spoken import by_language

LATEST = 30
"""How many past events a list shows where there is another that has them all."""

ROWS = 100
"""How many events stand on one page."""

ONLINE = "events/place/online/"
_FAMILY = "event-lists"
_PLACES = 8
_AGAIN = dt.timedelta(days=45)


class Chip(NamedTuple):
    """A way to a narrower list: its words, its address in the page's language, and how many events are ahead there.

    The list of a place is the place's own page; 0 is not shown. `part` is the part of the page that is meant, as #past.
    """

    words: str
    address: str
    ahead: int
    place: Place | None = None
    part: str = ""


Groups = tuple[tuple[str, tuple[Chip, ...]], ...]
"""Chips by what the lists behind them have in common."""


class Bar(NamedTuple):
    """The narrower lists that hold something to come, those that hold what was, and the paths of the calendar files."""

    ahead: Groups
    past: Groups
    calendars: frozenset[str]

    def calendar(self, path: str) -> str:
        """The path, or "" where there is no such calendar."""
        return path if path in self.calendars else ""


class Turns(NamedTuple):
    """The addresses of a list's pages before and after one, "" where there is none."""

    previous: str
    next: str


def next_of_each(occurrences: Iterable[Occurrence], within: dt.timedelta = dt.timedelta(0)) -> list[Occurrence]:
    """The next date of every event, in order; of a series also those that follow `within` this time."""
    first: dict[str, dt.date] = {}
    return [
        one
        for one in sorted(occurrences, key=lambda one: (one.date, one.event.slug))
        if one.date <= first.setdefault(one.event.slug, one.date) + within
    ]


def bar(canvas: Canvas, calendars: frozenset[str]) -> Bar:
    """The chips above the lists: of what takes place with the number of events (a series is one), of what was without.

    Behind a chip stand the latest of what was, not all of it: a number would not be what one finds.
    """
    ahead = _groups(canvas, (one for one in canvas.hub.upcoming if one.takes_place))
    past = _groups(canvas, canvas.hub.past)
    return Bar(ahead, tuple((words, tuple(map(_of_past, chips))) for words, chips in past), calendars)


def _of_past(chip: Chip) -> Chip:
    return chip._replace(ahead=0, part="#past" if chip.ahead else "")


def _groups(canvas: Canvas, occurrences: Iterable[Occurrence]) -> Groups:
    events = {one.event.slug: one.event for one in occurrences}.values()
    kinds = Counter(event.kind for event in events)
    there = Counter(event.place for event in events if event.place)
    online = sum(bool(event.online) for event in events)
    places = [
        (canvas.community.places[slug], count) for slug, count in there.items() if slug in canvas.community.places
    ]
    places = sorted(places, key=lambda found: (-found[1], found[0].slug))[:_PLACES]
    groups = (
        (
            canvas.say("By kind"),
            tuple(Chip(canvas.say(KINDS[kind]), f"events/kind/{kind}/", kinds[kind]) for kind in KINDS if kinds[kind]),
        ),
        (
            canvas.say("By language"),
            tuple(
                Chip(canvas.phrases.language(tag), f"events/language/{tag}/", len(same))
                for tag, same in by_language(canvas.community, events).items()
            ),
        ),
        (
            canvas.say("By place"),
            (
                *((Chip(canvas.say("Online"), ONLINE, online),) if online else ()),
                *(Chip(place.name, address_of(place), count, place) for place, count in places),
                *((Chip(canvas.say("All places"), "places/", 0),) if len(there) > _PLACES else ()),
            ),
        ),
    )
    return tuple((words, chips) for words, chips in groups if chips)


def pages(canvas: Canvas, chips: Bar) -> Iterator[Page]:
    """What is on, what was, and the narrower lists."""
    yield _ahead(canvas, chips)
    yield from _past(canvas, chips)
    events = canvas.lookup.events
    for kind, words in KINDS.items():
        calendar = chips.calendar(f"calendars/kind-{kind}.ics")
        same = [event.slug for event in events if event.kind == kind]
        yield from _narrower(canvas, chips, f"events/kind/{kind}/", canvas.say(words), calendar, same)
    for tag, spoken in by_language(canvas.community, events).items():
        title = canvas.say("Events in %(language)s", language=canvas.phrases.language(tag))
        calendar = chips.calendar(f"calendars/language-{tag}.ics")
        same = [event.slug for event in spoken]
        yield from _narrower(canvas, chips, f"events/language/{tag}/", title, calendar, same)
    online = [event.slug for event in events if event.online]
    calendar = chips.calendar("calendars/online.ics")
    yield from _narrower(canvas, chips, ONLINE, canvas.say("Online events"), calendar, online)


def _ahead(canvas: Canvas, chips: Bar) -> Page:
    listed = next_of_each(canvas.hub.upcoming, _AGAIN)
    months = [(label, list(group)) for label, group in groupby(listed, month_of)]
    shown = 0
    near: list[tuple[str, list[Occurrence]]] = []
    for label, group in months:
        if near and shown + len(group) > ROWS:
            break
        near.append((label, group[:ROWS]))
        shown += len(group)
    later = Counter(month_of(one) for one in canvas.hub.upcoming)
    last = near[-1][0] if near else ""
    cut = {label for label, group in months[: len(near)] if len(group) > ROWS}
    return canvas.page(
        "events.html",
        "events/",
        canvas.say("Events"),
        description=canvas.say("What is on at %(community)s", community=canvas.site_name),
        source="events/",
        card=Card(data=elsewhere_data(canvas.hub, SITE, (one for _, group in near for one in group))),
        chips=chips,
        months=near,
        later=[(label, count) for label, count in sorted(later.items()) if label in cut or (near and label > last)],
        calls=_calls(canvas),
        calls_calendar=chips.calendar("calendars/calls-for-papers.ics"),
    )


def month_of(one: Occurrence) -> str:
    """The month in which something begins: 2026-06."""
    return f"{one.date:%Y-%m}"


def _past(canvas: Canvas, chips: Bar) -> Iterator[Page]:
    """What was, latest first, and the pages of every year."""
    years = [(label, list(group)) for label, group in groupby(canvas.hub.past, lambda one: str(one.date.year))]
    silent = {str(year) for year in silent_years(canvas)}
    description = canvas.say("%(community)s: %(what)s", what=canvas.say("Past events"), community=canvas.site_name)
    yield from _pages_of_past(canvas, chips, years, "", canvas.say("Past events"), description, partial=bool(silent))
    for year, _ in years:
        title = canvas.say("Events of %(year)s", year=year)
        told = canvas.say("%(whole)s: %(part)s", whole=description, part=year)
        yield from _pages_of_past(canvas, chips, years, year, title, told, partial=year in silent)


def _pages_of_past(
    canvas: Canvas,
    chips: Bar,
    years: Sequence[tuple[str, list[Occurrence]]],
    year: str,
    title: str,
    description: str,
    *,
    partial: bool,
) -> Iterator[Page]:
    """The pages of what was; `partial` where dates of series are not among it."""
    occurrences = dict(years)[year] if year else list(canvas.hub.past[:LATEST])
    parts = _parts(occurrences)
    address = f"events/past/{year}/" if year else "events/past/"
    for number, part in enumerate(parts, start=1):
        yield canvas.page(
            "past.html",
            _nth(address, number),
            titled(canvas, title, number),
            description=titled(canvas, description, number),
            source="events/",
            chips=chips,
            occurrences=part,
            years=[(label, len(group)) for label, group in years],
            year=year,
            partial=partial,
            turns=_turns(address, number, len(parts)),
        )


def _narrower(
    canvas: Canvas, chips: Bar, address: str, title: str, calendar: str, slugs: Iterable[str]
) -> Iterator[Page]:
    """The pages of a narrower list: what comes, and on the first also the latest that were; none for no events."""
    mine = set(slugs)
    if not mine:
        return
    parts = _parts(next_of_each(one for one in canvas.hub.upcoming if one.event.slug in mine))
    past = [one for one in canvas.hub.past if one.event.slug in mine][:LATEST]
    for number, part in enumerate(parts, start=1):
        yield canvas.page(
            "event_list.html",
            _nth(address, number),
            titled(canvas, title, number),
            family=_FAMILY,
            description=canvas.say("%(whole)s: %(part)s", whole=titled(canvas, title, number), part=canvas.site_name),
            source="events/",
            chips=chips,
            current=address,
            upcoming=part,
            past=past if number == 1 else [],
            calendar=calendar,
            turns=_turns(address, number, len(parts)),
        )


def _parts(occurrences: Sequence[Occurrence]) -> list[Sequence[Occurrence]]:
    """The occurrences page by page; one empty page where there are none."""
    return [occurrences[start : start + ROWS] for start in range(0, len(occurrences), ROWS)] or [()]


def _nth(address: str, number: int) -> str:
    return f"{address}{number}/" if number > 1 else address


def titled(canvas: Canvas, title: str, number: int) -> str:
    """A page's title, with its number where it is not the first."""
    return canvas.say("%(title)s, page %(number)s", title=title, number=number) if number > 1 else title


def _turns(address: str, number: int, count: int) -> Turns:
    return Turns(
        _nth(address, number - 1) if number > 1 else "",
        _nth(address, number + 1) if number < count else "",
    )


def _calls(canvas: Canvas) -> list[tuple[Event, bool]]:
    """The calls for papers that are open, those that close first coming first, then those that open later.

    With each goes whether it is open already.
    """
    today = canvas.hub.today
    found = [
        (event, (call.opens or today) <= today, (call.opens or today) if (call.opens or today) > today else call.closes)
        for event in canvas.community.events.values()
        if (call := event.call_for_papers) and event.status != "cancelled" and today <= (call.closes or today)
    ]
    found.sort(key=lambda one: (not one[1], one[2] or dt.date.max, one[0].slug))
    return [(event, already) for event, already, _ in found]
