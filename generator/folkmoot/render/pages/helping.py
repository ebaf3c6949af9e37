"""Who could help with what: what projects wait for, beside what members know and would like to do."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from folkmoot.model.member import Member
from folkmoot.model.project import HelpWanted, Project
from folkmoot.render.canvas import Canvas
from folkmoot.text import collated

_NAMED = 6
"""How many people are named who could help with one thing."""

ALIVE = ("active", "idea")
"""Where a project stands that still takes helpers."""


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
    alive = [one for one in canvas.community.projects.values() if one.status in ALIVE]
    longest = max((len(one.help_wanted) for one in alive), default=0)
    return [Task(one, one.help_wanted[turn]) for turn in range(longest) for one in alive if turn < len(one.help_wanted)]


def who_could_help(canvas: Canvas, project: Project) -> list[Call]:
    """For each thing a project waits for, the members with a skill for it: who has most of them comes first.

    Only what people agreed to have shown is looked at, and only people who are around and not in the project already.
    """
    return [_call(canvas, project, want) for want in project.help_wanted]


def _call(canvas: Canvas, project: Project, want: HelpWanted) -> Call:
    if project.status not in ALIVE:
        return Call(want, (), 0)
    inside = {*project.leads, *project.contributors}
    found: dict[str, int] = {}
    for skill in {collated(skill) for skill in want.skills}:
        for member in canvas.lookup.knowing[skill]:
            if member.status == "active" and member.slug not in inside:
                found[member.slug] = found.get(member.slug, 0) + 1
    best = sorted(canvas.shown(found), key=lambda one: (-found[one.slug], collated(one.name), one.slug))
    return Call(want, tuple(best[:_NAMED]), max(len(best) - _NAMED, 0))


def where_to_help(canvas: Canvas, member: Member) -> list[Task]:
    """What waits for somebody with this member's skills, then for their interests; not in their own projects."""
    if not member.allows("profile") or member.status != "active":
        return []
    skills, interests = _by_sound(member.skills), _by_sound(member.interests)
    found = [
        Task(task.project, task.want, _shared(task.want, skills), _shared(task.want, interests))
        for task in tasks(canvas)
        if member.slug not in (*task.project.leads, *task.project.contributors)
    ]
    matched = [task for task in found if task.known or task.wished]
    return sorted(matched, key=lambda task: (-len(task.known), -len(task.wished)))


def _by_sound(words: Iterable[str]) -> Mapping[str, str]:
    return {collated(word): word for word in words}


def _shared(want: HelpWanted, words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(skill for skill in want.skills if collated(skill) in words)
