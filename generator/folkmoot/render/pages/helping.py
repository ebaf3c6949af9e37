"""Who could help with what: what projects wait for, beside what members know and would like to do."""

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from itertools import chain
from typing import NamedTuple

from folkmoot.model.member import Member
from folkmoot.model.project import HelpWanted, Project
from folkmoot.render.canvas import Canvas
from folkmoot.render.lookup import ALIVE
from folkmoot.text import sameness

_NAMED = 6
"""How many people are named who could help with one thing."""

_OFFERED = 8
"""How much a profile tells that somebody could help with."""


class Task(NamedTuple):
    """Something that waits for help, with its project and what of it somebody knows or wants to learn."""

    project: Project
    want: HelpWanted
    known: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()


class Call(NamedTuple):
    """Something that waits for help, the members who know what it takes, best first, and how many more there are."""

    want: HelpWanted
    members: tuple[Member, ...]
    more: int


def tasks(canvas: Canvas) -> list[Task]:
    """What waits for hands in projects that are alive: one of each project first, then the others."""
    return [Task(project, want) for project, want in canvas.lookup.waiting]


def who_could_help(canvas: Canvas, project: Project) -> list[Call]:
    """For each thing a project waits for, the members with a skill for it: who has most of them comes first.

    Only what people agreed to have shown is looked at, and only people who are around and not in the project already.
    """
    return [_call(canvas, project, want) for want in project.help_wanted]


def _call(canvas: Canvas, project: Project, want: HelpWanted) -> Call:
    if project.status not in ALIVE:
        return Call(want, (), 0)
    lookup = canvas.lookup
    found = _counted(_words(want.skills), lookup.knowing)
    for slug in (*project.leads, *project.contributors):
        found.pop(lookup.helper_numbers.get(slug, -1), None)
    best = heapq.nsmallest(_NAMED, ((-count, number) for number, count in found.items()))
    return Call(want, tuple(lookup.helpers[number] for _, number in best), len(found) - len(best))


def where_to_help(canvas: Canvas, member: Member) -> list[Task]:
    """What waits most for somebody with this member's skills, then for their interests; not in their own projects."""
    if not member.allows("profile") or member.status != "active":
        return []
    lookup = canvas.lookup
    skills, interests = _words(member.skills), _words(member.interests)
    known, wished = _counted(skills, lookup.wanting), _counted(interests, lookup.wanting)
    own = {number for project in lookup.projects[member.slug] for number in lookup.waiting_of[project.slug]}
    best = heapq.nsmallest(
        _OFFERED,
        ((-known[number], -wished[number], number) for number in (known.keys() | wished.keys()) - own),
    )
    found = (lookup.waiting[number] for _, _, number in best)
    return [Task(project, want, _shared(want, skills), _shared(want, interests)) for project, want in found]


def _words(written: Iterable[str]) -> Set[str]:
    return {sameness(word) for word in written}


def _counted(words: Iterable[str], numbers: Mapping[str, list[int]]) -> Counter[int]:
    """How many of the words each number stands under."""
    return Counter(chain.from_iterable(numbers.get(word, ()) for word in words))


def _shared(want: HelpWanted, words: Set[str]) -> tuple[str, ...]:
    return tuple(skill for skill in want.skills if sameness(skill) in words)
