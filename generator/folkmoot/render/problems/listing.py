"""Problems as JSON, for editors and other programs."""

import json
from collections.abc import Iterable
from typing import Any

from folkmoot.model.problem import Problem
from folkmoot.model.remedy import Mended

VERSION = 1
"""Keys are added within a version; whoever reads it ignores those that they do not know."""


def listing(
    problems: Iterable[Problem],
    older: Iterable[Problem] = (),
    notes: Iterable[str] = (),
    mended: Iterable[Mended] | None = None,
) -> str:
    """One document with every problem; `older` were there before the change that is asked about.

    `mended` is there where mending was asked for, empty where there was nothing to mend.
    """
    told: dict[str, Any] = {
        "version": VERSION,
        "problems": [_told(problem) for problem in problems],
        "older": [_told(problem) for problem in older],
        "notes": list(notes),
    }
    if mended is not None:
        told["mended"] = [_told_mended(one) for one in mended]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _told(problem: Problem) -> dict[str, Any]:
    """Lines and columns count from 1 and are left out where the file as a whole is meant, as is all that is empty."""
    told = {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.column + problem.width if problem.width else 0,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "value": problem.value,
        "hint": problem.hint,
        "keys": list(problem.keys),
        "also": [{"path": one.path, "line": one.line, "column": one.column} for one in problem.also],
    }
    return {name: value for name, value in told.items() if value}


def _told_mended(one: Mended) -> dict[str, Any]:
    told = {
        "path": one.path,
        "line": one.line,
        "code": one.code,
        "key": one.key,
        "before": one.before,
        "after": one.after,
    }
    return {name: value for name, value in told.items() if value}
