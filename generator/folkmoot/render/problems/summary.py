"""Problems as Markdown, for the summary of a workflow's run and for comments: everything, in one place."""

from collections.abc import Iterable

from folkmoot.model.problem import Problem, counted
from folkmoot.render.github_markdown import code, fenced, plain

_MOST_BYTES = 900_000
"""GitHub takes 1 MiB of summary a step, and nothing of a longer one."""


def summary(problems: Iterable[Problem], older: Iterable[Problem] = (), notes: Iterable[str] = ()) -> str:
    """What is wrong, what was wrong before, and what was not looked at; "" is never returned.

    What comes from files stands in code, or is escaped: nothing in it becomes a link, a picture or a mention.
    """
    problems, older = list(problems), list(older)
    parts = [f"## {counted(problems).capitalize() if problems else 'All is well'}"]
    parts += map(told_problem, problems)
    if older:
        parts.append(f"<details><summary>{counted(older)} from before this change</summary>")
        parts += map(told_problem, older)
        parts.append("</details>")
    parts += map(plain, notes)
    return _within(parts, _MOST_BYTES)


def told_problem(problem: Problem) -> str:
    """One problem with its place, its line and what would be right."""
    mark = "❌" if problem.severity == "error" else "⚠️"
    lines = [f"{mark} {code(problem.place)} {plain(problem.sentence)} ({problem.code})"]
    if problem.written.strip() and problem.column:
        below = " " * (problem.column - 1) + "^" * (problem.width or 1)
        lines.append(fenced(f"{problem.written}\n{below}"))
    if problem.hint:
        lines.append(plain(problem.hint))
    if problem.also:
        lines.append("The same in:")
        lines.append("\n".join(f"- {code(one.place)}" for one in problem.also))
    return "\n\n".join(lines)


def _within(parts: list[str], limit: int) -> str:
    """The parts that fit, and how many do not: a whole one less is better than half a one."""
    kept, size = [], 0
    for number, part in enumerate(parts):
        size += len(part.encode()) + 2
        if size > limit:
            kept.append(f"… and {len(parts) - number:,} more; `folkmoot check` tells all.")
            break
        kept.append(part)
    return "\n\n".join(kept) + "\n"
