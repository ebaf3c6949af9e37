"""Values that are not written as the formats have them, and can mean one thing alone: taken as `check --fix` would."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from folkmoot.check.meant import Names
from folkmoot.contribute.meanings import meant
from folkmoot.model.problem import Problem
from folkmoot.model.remedy import Interpret, Rewrite
from folkmoot.text import excerpt, one_line


def as_meant(
    values: Mapping[str, Any], problems: Iterable[Problem], names: Names
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values with those that have a problem as what they mean, and what is told of each; () where none can be."""
    mended: dict[str, Any] = deepcopy(dict(values))
    told: list[str] = []
    for problem in problems:
        *above, last = problem.keys or ("",)
        within: Any = mended
        try:
            for key in above:
                within = within[key]
            written = within[last]
        except (KeyError, IndexError, TypeError):
            continue
        if not isinstance(written, str):
            continue
        remedy, right = problem.remedy, ""
        if isinstance(remedy, Interpret):
            right = meant(remedy.meaning, written, problem.keys, names)
        elif isinstance(remedy, Rewrite):
            right = remedy.value
        if right:
            within[last] = right
            told.append(f"{problem.keys[0]} “{excerpt(one_line(written), 60)}” is taken as “{excerpt(right, 60)}”")
    return mended, tuple(told)
