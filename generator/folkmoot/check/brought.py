"""What a change brings: the problems that there are with it and that were not there without."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from folkmoot.model.community import Community
from folkmoot.model.families import FAMILIES
from folkmoot.model.problem import Problem
from folkmoot.model.touched import Touched

_LOOKED_AT = frozenset(("page-script", "file-script"))
"""What asks for a look at what a file holds, which is another once the file has changed."""


_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What may be the name of a record's file in a sentence."""


class Apart(NamedTuple):
    """Problems told apart: those that came, and those that were there before."""

    brought: list[Problem]
    older: list[Problem]


def apart(
    now: Iterable[Problem],
    before: Iterable[Problem],
    files: Iterable[Touched] = (),
    called: Mapping[str, str] = MappingProxyType({}),
) -> Apart:
    """The problems of `now`, told apart by whether the same one was in the same file `before`, wherever in it.

    `files` are those that the change touches: what was renamed keeps its problems. `called` leads from the names of
    records to those by which they are compared: who is named otherwise now has the problem that they had.
    """
    touched = list(files)
    renamed = {one.before: one.path for one in touched if one.before and one.path}
    changed = {one.path for one in touched}
    known = Counter(_what(problem, renamed.get(problem.path, problem.path), called) for problem in before)
    found = Apart([], [])
    for problem in now:
        what = _what(problem, problem.path, called)
        known[what] -= 1
        is_new = known[what] < 0 or (problem.code in _LOOKED_AT and problem.path in changed)
        (found.brought if is_new else found.older).append(problem)
    return found


def first_names(community: Community) -> dict[str, str]:
    """The first name of every record whose file was renamed, by all that it had: `formerly` says which."""
    renamed = [record for _, record in community.addressed() if record.formerly]
    return {slug: record.first_slug for record in renamed for slug in (*record.formerly, record.slug)}


def of_removed(problems: Iterable[Problem], files: Iterable[Touched]) -> list[Problem]:
    """The problems, with those named after their cause that come of records which the change takes away."""
    gone = {one.before for one in files if one.before and not one.path}
    return [_of_removed(problem, gone) for problem in problems]


def _of_removed(problem: Problem, gone: set[str]) -> Problem:
    if problem.code != "reference-missing" or not gone:
        return problem
    for family in FAMILIES.values():
        path = family.path(problem.value)
        if path in gone and f"no {family.word} “" in problem.message:
            told = f"this change removes the {family.word} “{problem.value}”, and the name still stands here"
            return replace(problem, message=told, hint=f"take it out wherever it stands, or keep {path}")
    return problem


def _what(problem: Problem, path: str, called: Mapping[str, str]) -> tuple[str, ...]:
    message, value = problem.message, problem.value
    if called:
        message, value = (_NAME.sub(lambda name: called.get(name[0], name[0]), text) for text in (message, value))
    return path, problem.code, message, value
