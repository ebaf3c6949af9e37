"""Problems as workflow commands, which GitHub shows beside the lines of a proposal.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterable, Iterator

from folkmoot.model.problem import Problem

_SHOWN = 10
"""GitHub shows so many errors, and as many warnings, of a step, and drops the rest without a word."""


def annotations(problems: Iterable[Problem]) -> Iterator[str]:
    """One line a problem, the errors first, as many as GitHub shows of each kind.

    The first line tells no command: nothing that stands in a file can give one, since it is escaped.
    """
    ordered = list(problems)
    for severity in ("error", "warning"):
        same = [problem for problem in ordered if problem.severity == severity]
        yield from map(_annotation, same[:_SHOWN])


def _annotation(problem: Problem) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column}
    if problem.column and problem.width:
        place["endColumn"] = problem.column + problem.width
    place["title"] = problem.code
    about = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items() if value)
    message = "\n".join(filter(None, (problem.sentence, problem.hint, problem.elsewhere)))
    return f"::{problem.severity} {about}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """As the runner reads it: percent signs and line ends are escaped, and in properties what divides them."""
    for letter in f"%\r\n{more}":
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text
