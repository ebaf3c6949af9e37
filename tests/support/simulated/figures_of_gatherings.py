"""What the metrics of events and joint projects are to give of a scope, worked out by their definitions alone."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, pairwise

from support.simulated.acts import Occasion
from support.simulated.figures_of_people import FEWEST, Figure, share
from support.simulated.scopes import DAY, Frame, Scene, a_year_up_to
from support.simulated.truth import quantile

_AT_EVENTS = ("hosted", "spoke", "attended")
_TIME_FOR_RECAPS = 14 * DAY


def _held(scene: Scene) -> list[tuple[dt.date, Occasion]]:
    """The evenings of a scope, each with its day; none of them is about a project."""
    story = scene.truth.story
    return [
        (day, one)
        for one, language in zip(story.occasions, cycle(story.plan.languages), strict=False)
        if _is_here(scene, one, day := scene.truth.local_day(one.start), language)
    ]


def _is_here(scene: Scene, one: Occasion, day: dt.date, language: str) -> bool:
    if scene.kind == "team":
        return any(spell.actor in one.hosts and spell.first <= day <= spell.last for spell in scene.spells)
    return scene.kind == "hub" or (scene.kind == "language" and scene.name == language)


def _over_a_year(frame: Frame) -> dt.date:
    """The day from which on something is told that takes a year to be told."""
    return min(frame.first, a_year_up_to(frame.last))


def _attendance(scene: Scene) -> Iterator[Figure]:
    held = [(day, len(one.came)) for day, one in _held(scene)]
    for frame in scene.frames:
        there = [people for day, people in held if frame.first <= day <= frame.last]
        yield frame.period, "together", float(sum(there)) if there else None, len(there)
        year = [people for day, people in held if _over_a_year(frame) <= day <= frame.last]
        yield frame.period, "median", quantile(year, 0.5) if len(year) >= FEWEST else None, len(year)


def _meetups(scene: Scene) -> Iterator[Figure]:
    held = _held(scene)
    for frame in scene.frames:
        number = sum(frame.first <= day <= frame.last for day, _ in held)
        yield frame.period, "held", float(number), number


def _meetup_rhythm(scene: Scene) -> Iterator[Figure]:
    days = sorted({day for day, _ in _held(scene)})
    for frame in scene.frames:
        pauses = [
            (after - before).days for before, after in pairwise(days) if _over_a_year(frame) <= after <= frame.last
        ]
        yield frame.period, "between", quantile(pauses, 0.5) if len(pauses) >= FEWEST else None, len(pauses)
    yield "", "since", float((scene.today - days[-1]).days) if days else None, int(bool(days))
    # Nothing is planned beyond the end of a plan.
    yield "", "until", None, 0


def _newcomers_at_events(scene: Scene) -> Iterator[Figure]:
    firsts: dict[str, dt.date] = {}
    for one in scene.doings:
        firsts.setdefault(one.row.actor, one.day)
    came = {one.row.actor for one in scene.doings if one.row.kind in _AT_EVENTS and one.day == firsts[one.row.actor]}
    for frame in scene.frames:
        number = sum(frame.first <= firsts[actor] <= frame.last for actor in came)
        yield frame.period, "newcomers", float(number), number


def _recaps(scene: Scene) -> Iterator[Figure]:
    held = _held(scene)
    for frame in scene.frames:
        last = frame.last - _TIME_FOR_RECAPS
        since = min(frame.first, a_year_up_to(last) - DAY)
        old = [one.has_recap for day, one in held if since <= day < last]
        yield frame.period, "with a recap", share(sum(old), len(old)), len(old)


def _joint_projects(scene: Scene) -> Iterator[Figure]:
    """Projects are described in the hub's first language."""
    plan = scene.truth.story.plan
    if scene.kind not in ("hub", "language"):
        return
    told = [one.quarter for one in plan.projects if one.quarter and scene.name in ("", plan.languages[0])]
    for frame in scene.frames:
        here = [one for one in told if frame.period == "all" or 0 <= _quarter(frame.last) - _named(one) < 4]
        here = [one for one in here if _named(one) <= _quarter(frame.last)]
        yield frame.period, "projects", float(len(here)), len(here)
        yield frame.period, "quarters", float(len(set(here))), len(set(here))


def _quarter(day: dt.date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _named(quarter: str) -> int:
    """The same number, of a quarter's name: 2026-Q2."""
    return int(quarter[:4]) * 4 + int(quarter[6:]) - 1


GATHERINGS: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {
    "attendance": _attendance,
    "joint_projects": _joint_projects,
    "meetup_rhythm": _meetup_rhythm,
    "meetups": _meetups,
    "newcomers_at_events": _newcomers_at_events,
    "recaps": _recaps,
}
