"""Events by day: a table for every month in which something begins."""

import datetime as dt
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from folkmoot.model.hub import Occurrence
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.event_lists import Bar, month_of

_FAMILY = "event-months"


class Spot(NamedTuple):
    """Something on a day; `goes_on` where it stands on an earlier day of the same month already."""

    one: Occurrence
    goes_on: bool


class Day(NamedTuple):
    """A day of the table; those of the months beside it are empty."""

    date: dt.date
    inside: bool
    spots: Sequence[Spot]


class Month(NamedTuple):
    """A month, such as 2026-06, by weeks, and what is announced for some time in it."""

    label: str
    weeks: Sequence[Sequence[Day]]
    some_time: Sequence[Occurrence]


def pages(canvas: Canvas, chips: Bar) -> Iterator[Page]:
    """This month and the next one, and each month in which something begins."""
    begun: dict[str, list[Occurrence]] = defaultdict(list)
    for one in canvas.hub.everything:
        begun[month_of(one)].append(one)
    long = [one for one in canvas.hub.everything if one.precision != "month" and month_of(one) < f"{one.last:%Y-%m}"]
    labels = sorted(begun)
    now = f"{canvas.hub.today:%Y-%m}"
    years: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for label in labels:
        years[label[:4]].append((label, len(begun[label])))
    current = [_month(canvas, label, begun, long) for label in (now, _after(now))]
    yield canvas.page(
        "calendar.html",
        "events/calendar/",
        canvas.say("Calendar"),
        description=canvas.say("What is on at %(community)s", community=canvas.site_name),
        source="events/",
        chips=chips,
        months=current,
        clocks=_clocks(canvas, current),
        weekdays=weekdays(canvas),
        overview=True,
        before="",
        after="",
        years=sorted(years.items(), reverse=True),
    )
    for before, label, after in zip(["", *labels], labels, [*labels[1:], ""], strict=False):
        title = canvas.say("Events in %(month)s", month=canvas.phrases.month(label))
        shown = _month(canvas, label, begun, long)
        yield canvas.page(
            "calendar.html",
            f"events/calendar/{label}/",
            title,
            family=_FAMILY,
            description=canvas.say("%(whole)s: %(part)s", whole=title, part=canvas.site_name),
            source="events/",
            chips=chips,
            months=[shown],
            clocks=_clocks(canvas, [shown]),
            weekdays=weekdays(canvas),
            overview=False,
            before=before,
            after=after,
            years=[],
        )


def _clocks(canvas: Canvas, months: Sequence[Month]) -> str:
    """Whose clocks the times are on, and where to find one's own: on an event's page, if it has one and is not over."""
    spots = (spot.one for month in months for week in month.weeks for day in week for spot in day.spots)
    ahead = {one.elsewhere is None for one in spots if one.start and one.last >= canvas.hub.today}
    if ahead == {True}:
        return canvas.say("Times are on the clocks of each event's own place; its page also tells yours.")
    if True in ahead:
        return canvas.say("Times are on the clocks of each event's own place; our own events' pages also tell yours.")
    return canvas.say("Times are on the clocks of each event's own place.")


def _after(label: str) -> str:
    year, month = map(int, label.split("-"))
    return f"{year + month // 12:04}-{month % 12 + 1:02}"


def weekdays(canvas: Canvas) -> list[tuple[str, str]]:
    """The days of the week as the page's language counts them (CLDR's first day), short and in full."""
    locale = canvas.tongue.locale
    names = locale.days["stand-alone"]
    days = [(locale.first_week_day + day) % 7 for day in range(7)]
    return [(str(names["abbreviated"][day]), str(names["wide"][day])) for day in days]


def _month(canvas: Canvas, label: str, begun: Mapping[str, Sequence[Occurrence]], long: Sequence[Occurrence]) -> Month:
    year, month = map(int, label.split("-"))
    here = begun.get(label, ())
    dated = [one for one in long if month_of(one) < label <= f"{one.last:%Y-%m}"]
    dated += [one for one in here if one.precision != "month"]
    days: dict[dt.date, list[Spot]] = defaultdict(list)
    first = dt.date(year, month, 1)
    for one in dated:
        start = day = max(one.date, first)
        while day <= one.last and day.month == month and day.year == year:
            days[day].append(Spot(one, day > start))
            day += dt.timedelta(days=1)
    weeks = [
        [Day(day, day.month == month, days[day] if day.month == month and day in days else ()) for day in week]
        for week in Calendar(canvas.tongue.locale.first_week_day).monthdatescalendar(year, month)
    ]
    return Month(label, weeks, [one for one in here if one.precision == "month"])
