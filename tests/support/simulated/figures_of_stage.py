"""In which stage a scope is, worked out by the definition alone."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from support.simulated.figures_of_making import first_answers
from support.simulated.figures_of_people import FEWEST, Figure, share
from support.simulated.people import bringer
from support.simulated.scopes import ACTIVE, DAY, Scene, a_year_up_to, within

STAGES = ("inception", "establishment", "maturity")
_FEWEST_PEOPLE, _SHORTEST, _HELD = 10, 100, 30


class _Share(NamedTuple):
    """How much of it was the founders'."""

    founders: int
    n: int


def stage(scene: Scene) -> Iterator[Figure]:
    """The stages, and what tells them; a team has none."""
    if scene.kind == "team":
        return
    brought = list(_brought(scene))
    for frame in scene.frames:
        people, acts, came = _told(scene, brought, frame.last)
        now = _stage(scene, brought, frame.last)
        is_held = now is not None and now == _stage(scene, brought, frame.last - _HELD * DAY)
        for one in STAGES:
            yield frame.period, one, float(one == now) if is_held else None, people
        yield frame.period, "by others", share(acts.n - acts.founders, acts.n) if people >= FEWEST else None, acts.n
        yield frame.period, "brought by others", share(came.n - came.founders, came.n), came.n


def _told(scene: Scene, brought: list[tuple[dt.date, bool]], day: dt.date) -> tuple[int, _Share, _Share]:
    done = within(scene.contributions, day - ACTIVE * DAY, day)
    own = sum(one.row.weight for one in done if one.row.actor in scene.founders)
    came = [by_founder for joined, by_founder in brought if a_year_up_to(day) <= joined <= day]
    acts = _Share(own, sum(one.row.weight for one in done))
    return len({one.row.actor for one in done}), acts, _Share(sum(came), len(came))


def _stage(scene: Scene, brought: list[tuple[dt.date, bool]], day: dt.date) -> str | None:
    people, acts, came = _told(scene, brought, day)
    if people < _FEWEST_PEOPLE or (day - scene.doings[0].day).days < _SHORTEST:
        return None
    shares = [acts, came] if came.n >= FEWEST else [acts]
    if any(one.founders * 2 > one.n for one in shares):
        return "inception"
    return "maturity" if all(one.founders * 10 <= one.n for one in shares) else "establishment"


def _brought(scene: Scene) -> Iterator[tuple[dt.date, bool]]:
    """When the members came who are no founders and of whom it is known who brought them, and whether a founder did."""
    people = scene.truth.story.people.values()
    waiting = {one.thread: one.asker for one in scene.truth.threads}
    opened = {one.thread: one.opened for one in scene.truth.threads}
    answers: dict[str, str] = {}
    for one in sorted(first_answers(Scene(scene.truth, "hub")), key=lambda done: opened[done.row.thread]):
        answers.setdefault(waiting[one.row.thread], one.row.actor)
    came: dict[str, dt.date] = {}
    for spell in scene.spells:
        came.setdefault(spell.actor, spell.first)
    for key, member in scene.truth.members.items():
        by = bringer(member, people) or answers.get(key, "")
        if key in came and by and key not in scene.founders:
            yield came[key], by in scene.founders
