"""The history: what happened at the community, year by year, as far as its records tell."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from folkmoot.model.community import Partner
from folkmoot.model.digest import Span, span_of_letter
from folkmoot.model.event import Event
from folkmoot.model.hub import Occurrence
from folkmoot.model.member import Member
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.slot import event_zone, planned_days
from folkmoot.model.team import Team, Term
from folkmoot.render.canvas import Canvas
from folkmoot.render.links import site_path
from folkmoot.render.page import Page
from folkmoot.text import collated

_NAMES = 60
"""So many of those who joined in a year are named; the others are counted."""

_TITLES = 40
_FAMILY = "history"
_Thing = TypeVar("_Thing")


class Served(NamedTuple):
    """A term of a member who is on the site, in a team."""

    team: Team
    member: Member
    term: Term


class Year(NamedTuple):
    """What the records tell of one year, each list by date.

    `joined` are the first of those who joined and may be named, of `joined_count` who are on the site. `dates` are
    single events, and dates of a series that have a title of their own; `series` come with how many dates they had in
    the calendar; `held` is how many that makes, and `has_past` whether there is a page of the year's past events.
    `counted` is how many people came to the `counted_dates` at which somebody counted. `letters` are the addresses of
    the letters about it and its months, each with what it is about.
    """

    number: int
    joined: list[Member]
    joined_count: int
    dates: list[Occurrence]
    series: list[tuple[Event, int]]
    held: int
    counted: int
    counted_dates: int
    started: list[Project]
    joint: list[Project]
    posts: list[Post]
    post_count: int
    letters: list[tuple[str, Span]]
    partners: list[Partner]
    former_partners: list[Partner]
    began: list[Served]
    ended: list[Served]
    has_past: bool
    entries: int
    discussions: int
    answered: int


def pages(canvas: Canvas) -> Iterator[Page]:
    """All years with what they brought, and a page for each."""
    opening = canvas.words_at("history/index.md")
    years = _years(canvas)
    yield canvas.page(
        "history.html",
        "history/",
        opening.title if opening else canvas.say("History"),
        description=canvas.say("What happened at %(community)s, year by year", community=canvas.site_name),
        hide=(),
        years=years,
        founders=canvas.shown(canvas.community.profile.founders),
    )
    for index, year in enumerate(years):
        yield canvas.page(
            "history_year.html",
            f"history/{year.number}/",
            canvas.say("The year %(year)s", year=year.number),
            family=_FAMILY,
            description=canvas.say(
                "What happened at %(community)s in %(year)s", community=canvas.site_name, year=year.number
            ),
            one=year,
            founders=canvas.shown(canvas.community.profile.founders),
            newer=years[index - 1].number if index else None,
            older=years[index + 1].number if index + 1 < len(years) else None,
        )


def _years(canvas: Canvas) -> list[Year]:
    """The years of which there is something to tell, the latest first."""
    hub, profile = canvas.hub, canvas.community.profile
    today = hub.today
    joined = _by_year((one.joined.year, one) for one in canvas.visible if one.joined <= today)
    held = _by_year((one.date.year, one) for one in hub.occurrences if one.last < today and one.status == "confirmed")
    series = _counted(dates_of_series(canvas))
    projects = list(canvas.community.projects.values())
    started = _by_year((one.started.year, one) for one in projects if one.started and one.started <= today)
    joint = _by_year((int(one.quarter[:4]), one) for one in projects if one.quarter)
    posts = _by_year((one.date.year, one) for one in reversed(canvas.lookup.posts))
    letters = _by_year((span.first.year, (site_path(f"content/{path}"), span)) for path, span in _letters(canvas))
    partners = _by_year((one.since.year, one) for one in profile.partners if one.since <= today)
    former = _by_year((one.until.year, one) for one in profile.partners if one.until and one.until < today)
    served = [
        Served(team, member, term)
        for team in canvas.community.teams.values()
        for term in team.members
        for member in canvas.shown([term.member])
        if member.visibility == "public"
    ]
    began = _by_year((one.term.since.year, one) for one in served if one.term.since <= today)
    ended = _by_year((one.term.until.year, one) for one in served if one.term.until and one.term.until < today)
    past = {one.date.year for one in hub.past}
    entries = Counter(hub.day_of(one.published).year for one in hub.harvest.entries)
    discussions = Counter(hub.day_of(one.published).year for one in hub.harvest.discussions)
    answered = Counter(int(one.answered[:4]) for one in hub.harvest.discussions if one.answered)
    told: list[Mapping[int, Any]] = [
        joined,
        held,
        series,
        started,
        joint,
        posts,
        letters,
        partners,
        former,
        began,
        ended,
        entries,
        discussions,
        answered,
    ]
    numbers = {year for found in told for year in found} | ({profile.founded.year} if profile.founded else set())
    return [
        Year(
            number=year,
            joined=_named(joined[year])[:_NAMES],
            joined_count=len(joined[year]),
            dates=[one for one in held[year] if _stands_alone(one)][:_TITLES],
            series=sorted(series[year], key=lambda one: (-one[1], one[0].slug))[:_TITLES],
            held=sum(one.recurrence is None for one in held[year]) + sum(count for _, count in series[year]),
            counted=sum(one.gathering.attendance or 0 for one in held[year]),
            counted_dates=sum(one.gathering.attendance is not None for one in held[year]),
            started=sorted(started[year], key=lambda one: (one.started or today, one.slug)),
            joint=sorted(joint[year], key=lambda one: (one.quarter or "", one.slug)),
            posts=posts[year][:_TITLES],
            post_count=len(posts[year]),
            letters=sorted(letters[year], key=lambda one: one[1]),
            partners=sorted(partners[year], key=lambda one: (one.since, one.name)),
            former_partners=sorted(former[year], key=lambda one: (one.until or today, one.name)),
            began=sorted(began[year], key=lambda one: (one.term.since, one.team.slug, one.member.slug)),
            ended=sorted(ended[year], key=lambda one: (one.term.until or today, one.team.slug, one.member.slug)),
            has_past=year in past,
            entries=entries[year],
            discussions=discussions[year],
            answered=answered[year],
        )
        for year in sorted(numbers, reverse=True)
        if year <= today.year
    ]


def _letters(canvas: Canvas) -> Iterator[tuple[str, Span]]:
    """The pages that are letters, by their paths below content/, each with what it is about."""
    for page in canvas.community.pages:
        if span := span_of_letter(page.path):
            yield page.path, span


def _by_year(found: Iterable[tuple[int, _Thing]]) -> dict[int, list[_Thing]]:
    years: dict[int, list[_Thing]] = defaultdict(list)
    for year, thing in found:
        years[year].append(thing)
    return years


def _named(members: Iterable[Member]) -> list[Member]:
    """Those who agreed to be shown with more than their name, in the order in which they joined."""
    public = (one for one in members if one.visibility == "public")
    return sorted(public, key=lambda one: (one.joined, collated(one.name), one.slug))


def _stands_alone(one: Occurrence) -> bool:
    return one.recurrence is None or one.title != one.event.title


def _counted(dates: Iterable[tuple[Event, set[dt.date]]]) -> dict[int, list[tuple[Event, int]]]:
    """How many of its dates each series had, by year."""
    found: dict[int, list[tuple[Event, int]]] = defaultdict(list)
    for event, days in dates:
        for year, count in Counter(day.year for day in days).items():
            found[year].append((event, count))
    return found


def silent_years(canvas: Canvas) -> frozenset[int]:
    """The years with dates of series that are on no list of past events, since nothing is told of them."""
    listed = canvas.lookup.of_event
    return frozenset(
        day.year
        for event, days in dates_of_series(canvas)
        for day in days - {one.recurrence for one in listed[event.slug] if one.last < canvas.hub.today}
    )


def dates_of_series(canvas: Canvas) -> Iterator[tuple[Event, set[dt.date]]]:
    """Each series with the past dates that it had in the calendar: without those that were dropped beforehand."""
    yesterday = canvas.hub.today - dt.timedelta(days=1)
    for event in canvas.community.events.values():
        if event.recurrence and event.has_date:
            zone = event_zone(event, canvas.community)
            told = {
                one.recurrence
                for one in canvas.lookup.of_event[event.slug]
                if one.last < canvas.hub.today and canvas.told(one.gathering)
            }
            dropped = {one.date for one in event.recurrence.exceptions if not one.moved_to}
            planned = planned_days(event, zone, yesterday) if event.status == "confirmed" else ()
            yield event, {day for day in (set(planned) - dropped) | told if day}
