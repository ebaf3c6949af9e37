"""What a change brings: the problems that there are with it and that were not there without."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from folkmoot.model.change import Touched
from folkmoot.model.families import FAMILIES
from folkmoot.model.problem import Problem

_LOOKED_AT = frozenset(("page-script", "file-script"))
"""What asks for a look at what a file holds, which is another once the file has changed."""


class Apart(NamedTuple):
    """Problems told apart: those that came, and those that were there before."""

    brought: list[Problem]
    older: list[Problem]


def apart(now: Iterable[Problem], before: Iterable[Problem], files: Iterable[Touched] = ()) -> Apart:
    """The problems of `now`, told apart by whether the same one was in the same file `before`, wherever in it.

    `files` are those that the change touches: what was renamed keeps its problems.
    """
    touched = list(files)
    renamed = {one.before: one.path for one in touched if one.before and one.path}
    changed = {one.path for one in touched}
    known = Counter(_what(problem, renamed.get(problem.path, problem.path)) for problem in before)
    found = Apart([], [])
    for problem in now:
        what = _what(problem, problem.path)
        known[what] -= 1
        is_new = known[what] < 0 or (problem.code in _LOOKED_AT and problem.path in changed)
        (found.brought if is_new else found.older).append(problem)
    return found


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


def _what(problem: Problem, path: str) -> tuple[str, ...]:
    return path, problem.code, problem.message, problem.value
