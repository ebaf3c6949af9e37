"""What the metrics of ties are to give of a scope, worked out by their definitions alone."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from support.simulated.figures_of_people import Figure, counts, share
from support.simulated.people import bringer
from support.simulated.scopes import ACTIVE, DAY, Scene, a_year_up_to, within
from support.simulated.truth import Row, Truth

_TOGETHER = ("hosted", "spoke", "published")
_LARGEST, _MOST_A_MONTH, _NEW = 150, 3, 60
_WAYS = {
    "hosted": "hosts",
    "spoke": "speaks",
    "published": "writes",
    "wrote": "writes",
    "answered": "answers",
    "reviewed": "answers",
}

Pair = frozenset[str]


class _Tie(NamedTuple):
    day: dt.date
    pair: Pair
    points: int


class _Act(NamedTuple):
    """That two people did something together; `place` is where: in which project, in which language."""

    day: dt.date
    project: str
    language: str
    thread: str
    pair: Pair
    points: int


@lru_cache(maxsize=1)
def _acts(truth: Truth) -> tuple[_Act, ...]:
    """Everything that two did together anywhere, of two people in one thread three a month."""
    scene = Scene(truth, "hub")
    together: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[str, Row] = {}
    found: list[_Act] = []
    for row in scene.doings:
        if row.row.to and row.row.to != row.row.actor:
            found.append(_act(scene, row.row, (row.row.actor, row.row.to), 10))
        if row.row.kind in (*_TOGETHER, "attended"):
            first.setdefault(row.row.thread, row.row)
            together[row.row.thread][row.row.kind].add(row.row.actor)
    for thread, kinds in together.items():
        for kind in _TOGETHER:
            found += (_act(scene, first[thread], pair, 10) for pair in combinations(kinds.get(kind, ()), 2))
        people = set().union(*kinds.values())
        if thread.startswith("events/") and len(people) <= _LARGEST:
            found += (_act(scene, first[thread], pair, 1) for pair in combinations(people, 2))
    told: list[_Act] = []
    counted: Counter[tuple[Pair, str, int, str]] = Counter()
    for act in sorted(found, key=lambda one: one[:4]):
        key = act.pair, act.thread, act.points, f"{act.day:%Y-%m}"
        counted[key] += 1
        if counted[key] <= _MOST_A_MONTH:
            told.append(act)
    return tuple(told)


def _act(scene: Scene, row: Row, pair: Iterable[str], points: int) -> _Act:
    day = scene.truth.local_day(row.moment)
    return _Act(day, row.project, row.language, row.thread, frozenset(pair), points)


def _ties(scene: Scene) -> list[_Tie]:
    """Those here: in a team, of two who both served on that day."""
    return [
        _Tie(one.day, one.pair, one.points)
        for one in _acts(scene.truth)
        if scene.kind == "hub"
        or (scene.kind == "team" and all(_serves(scene, actor, one.day) for actor in one.pair))
        or (scene.kind != "team" and scene.name == (one.project if scene.kind == "project" else one.language))
    ]


def _serves(scene: Scene, actor: str, day: dt.date) -> bool:
    return any(one.actor == actor and one.first <= day <= one.last for one in scene.spells)


def _pairs(scene: Scene) -> Iterator[Figure]:
    by_pair: defaultdict[Pair, list[_Tie]] = defaultdict(list)
    for tie in _ties(scene):
        by_pair[tie.pair].append(tie)
    for frame in scene.frames:
        found: Counter[str] = Counter()
        month = frame.last.year * 12 + frame.last.month
        for ties in by_pair.values():
            known = [one for one in ties if one.day <= frame.last]
            months = {one.day.year * 12 + one.day.month for one in known}
            lately = sum(one.points for one in known if (frame.last - one.day).days < 90)
            before = sum(one.points for one in known if 90 <= (frame.last - one.day).days < 180)
            found["pairs"] += any(frame.first <= one.day for one in known)
            found["new"] += any(frame.first <= one.day for one in known) and known[0].day >= frame.first
            found["lasting"] += sum(month - 6 < one <= month for one in months) >= 2
            found["growing"] += lately > before > 0
        yield from counts(frame.period, found, ("pairs", "new", "lasting", "growing"))


def _closeness(scene: Scene) -> Iterator[tuple[str, set[str], set[Pair]]]:
    """Of each period, who did anything in its last 90 days, and which two of them did so together."""
    ties = _ties(scene)
    for frame in scene.frames:
        since = frame.last - ACTIVE * DAY
        people = {one.row.actor for one in within(scene.doings, since, frame.last)}
        yield frame.period, people, {one.pair for one in ties if since <= one.day <= frame.last and one.pair <= people}


def _density(scene: Scene) -> Iterator[Figure]:
    for period, people, pairs in _closeness(scene):
        others = people - scene.founders
        tied = set().union(*pairs)
        yield period, "density", _dense(len(people), len(pairs)), len(people)
        yield period, "without founders", _dense(len(others), sum(one <= others for one in pairs)), len(others)
        yield period, "alone", share(len(people - tied), len(people)), len(people)


def _dense(people: int, pairs: int) -> float | None:
    possible = people * (people - 1) / 2
    return pairs / possible if people >= 5 else None


def _ties_each(scene: Scene) -> Iterator[Figure]:
    for period, people, pairs in _closeness(scene):
        yield period, "ties", share(2 * len(pairs), len(people)), len(people)


def _ambassadors(scene: Scene) -> Iterator[Figure]:
    firsts = {actor: days[0] for actor, days in scene.days_of(Scene(scene.truth, "hub").contributions).items()}
    ways: list[tuple[dt.date, str, str]] = []
    for one in scene.contributions:
        if one.row.kind in _WAYS:
            ways.append((one.day, one.row.actor, _WAYS[one.row.kind]))
        new = firsts.get(one.row.to)
        if new and new <= one.day <= new + _NEW * DAY:
            ways.append((one.day, one.row.actor, "welcomes"))
    people = scene.truth.story.people.values()
    if scene.kind == "hub":
        brought = ((one.joined, bringer(one, people)) for one in scene.truth.members.values())
        ways += ((joined, by, "invites") for joined, by in brought if by in scene.truth.members)
    for frame in scene.frames:
        since = a_year_up_to(frame.last)
        told = {(actor, way) for day, actor, way in ways if since <= day <= frame.last}
        numbers = Counter(actor for actor, _ in told).values()
        many = sum(number >= 3 for number in numbers)
        yield from counts(
            frame.period, {"ambassadors": many, "helpers": len(numbers) - many}, ("ambassadors", "helpers")
        )


TIES: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {
    "ambassadors": _ambassadors,
    "density": _density,
    "ties": _pairs,
    "ties_each": _ties_each,
}
