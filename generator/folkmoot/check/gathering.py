"""Many problems with one cause, told as one: whoever mends the cause is done."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from folkmoot.model.community import PROFILE_FILE
from folkmoot.model.problem import Problem, holds_error, in_order

_NAMED_BY_MANY = frozenset(("reference-missing", "file-missing"))
"""What is missing is missing once, however many files name it."""

_MOST = 20
"""How many problems of one rule are told of one file."""


def gathered(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file and place, those with one cause as one; of very many of one rule in one file the first."""
    return in_order(list(_shortened(_by_name(_by_language(in_order(list(problems)))))))


def _by_language(problems: list[Problem]) -> list[Problem]:
    """One language that is missing in the hub's list is told once, beside the list, not of each file in it."""
    by_tag, others = _grouped(problems, lambda one: one.value if one.code in ("file-name", "language-unlisted") else "")
    return [*others, *(found[0] if len(found) == 1 else _unlisted(tag, found) for tag, found in by_tag.items())]


def _unlisted(tag: str, found: list[Problem]) -> Problem:
    first, second, *others = sorted(problem.path for problem in found)
    named = f"{first}, {second} and {len(others)} more" if others else f"{first} and {second}"
    return Problem(
        PROFILE_FILE,
        "language-unlisted",
        f"“{tag}” is no language of this hub, and {len(found)} files are named as translations into it: {named}",
        f"add “{tag}” to languages; a file that is no translation needs another name",
        keys=("languages",),
        value=tag,
        severity="error" if holds_error(found) else "warning",
        also=tuple(found),
    )


def _by_name(problems: list[Problem]) -> list[Problem]:
    """What several places name, and is not there, is told at the first of them."""
    by_cause, others = _grouped(problems, lambda one: one.message if one.code in _NAMED_BY_MANY else "")
    return [*others, *(replace(first, also=tuple(more)) for first, *more in by_cause.values())]


def _grouped(
    problems: Iterable[Problem], cause: Callable[[Problem], str]
) -> tuple[dict[str, list[Problem]], list[Problem]]:
    """The problems with a cause, by it, and those without one, for which it is ""."""
    groups: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[cause(problem)].append(problem)
    return groups, groups.pop("", [])


def _shortened(problems: Iterable[Problem]) -> Iterator[Problem]:
    told: Counter[tuple[str, str]] = Counter()
    left: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        told[problem.path, problem.code] += 1
        if told[problem.path, problem.code] <= _MOST:
            yield problem
        else:
            left[problem.path].append(problem)
    for path, more in left.items():
        yield Problem(
            path,
            "more-problems",
            f"{len(more):,} more are wrong in this file",
            "mend the first ones first",
            severity="error" if holds_error(more) else "warning",
        )
