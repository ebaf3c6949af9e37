"""Problems as Markdown, for the summary of a workflow's run and for comments: everything, in one place."""

import re
from collections.abc import Iterable

from folkmoot.model.problem import Problem, counted

_MOST_BYTES = 900_000
"""GitHub takes 1 MiB of summary a step, and nothing of a longer one."""


def summary(problems: Iterable[Problem], older: Iterable[Problem] = (), notes: Iterable[str] = ()) -> str:
    """What is wrong, what was wrong before, and what was not looked at; "" is never returned.

    What comes from files stands in code, or is escaped: nothing in it becomes a link, a picture or a mention.
    """
    problems, older = list(problems), list(older)
    parts = [f"## {counted(problems).capitalize() if problems else 'All is well'}"]
    parts += map(_told, problems)
    if older:
        parts.append(f"<details><summary>{counted(older)} from before this change</summary>")
        parts += map(_told, older)
        parts.append("</details>")
    parts += map(_plain, notes)
    return _within(parts, _MOST_BYTES)


def _told(problem: Problem) -> str:
    mark = "❌" if problem.severity == "error" else "⚠️"
    lines = [f"{mark} {_code(problem.place)} {_plain(problem.sentence)} ({problem.code})"]
    if problem.written.strip() and problem.column:
        below = " " * (problem.column - 1) + "^" * (problem.width or 1)
        lines.append(_fenced(f"{problem.written}\n{below}"))
    lines += [_plain(words) for words in (problem.hint, problem.elsewhere) if words]
    return "\n\n".join(lines)


def _plain(text: str) -> str:
    """Text that Markdown and GitHub leave as it is (CommonMark 2.4); a mention or a number is no link."""
    escaped = re.sub(r"([\\`*_{}\[\]()#+\-.!|~<>&$])", r"\\\1", text)
    return re.sub(r"(?<=[@#])(?=\w)", "\u200b", escaped).replace("://", ":\u200b//")


def _code(text: str) -> str:
    """A code span, fenced by more backticks than it holds (CommonMark 6.1)."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _fenced(text: str) -> str:
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence}text\n{text}\n{fence}"


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
