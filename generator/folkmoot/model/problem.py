"""What is wrong in a hub's files, said so that somebody who has never seen YAML can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from folkmoot.model.remedy import Remedy
from folkmoot.text import plural

Severity = Literal["error", "warning"]

KeyPath = tuple[str | int, ...]
"""The way to a value inside a file: ("hosts", 0) is the first host."""


_NAMED = 20
"""So many other places of a problem are named, the rest are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, at one place.

    `line` and `column` count from 1; 0 means that the place is the file as a whole, or is still to be found from
    `keys`: that of the value there, or of the key itself (`at_key`). `written` is that line as it stands in the file,
    `width` how many of its characters are meant, 0 where that is not known. `value` is the offending value as written.
    `hint` says what would be right. `within` is the line that is meant, from 1, of the text at `keys`, or of that below
    all keys where there are none; `line` is then still to be found from it. `also` are the same problem at other
    places, which are gone when it is mended. `remedy` is what `check --fix` may do about it, None where somebody has to
    decide.
    """

    path: str
    code: str
    message: str
    hint: str = ""
    line: int = 0
    column: int = 0
    keys: KeyPath = ()
    value: str = ""
    severity: Severity = "error"
    at_key: bool = False
    written: str = ""
    width: int = 0
    within: int = 0
    also: "tuple[Problem, ...]" = ()
    remedy: Remedy | None = None

    @property
    def place(self) -> str:
        """`path:line:column`, as editors and terminals understand it."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])

    @property
    def sentence(self) -> str:
        """What is wrong, with the value as it is written."""
        return f"{self.message}: {self.value}" if self.value and self.value not in self.message else self.message

    @property
    def elsewhere(self) -> str:
        """The other places that have the problem, the first by name; "" where there are none."""
        more = len(self.also) - _NAMED
        places = [*(one.place for one in self.also[:_NAMED]), *([f"{more:,} more places"] if more > 0 else [])]
        return f"the same in {' and '.join(filter(None, (', '.join(places[:-1]), places[-1])))}" if places else ""

    @property
    def paths(self) -> frozenset[str]:
        """Every file that has the problem."""
        return frozenset((self.path, *(one.path for one in self.also)))


def in_order(problems: "list[Problem]") -> "list[Problem]":
    """The problems by file and place, each once."""
    return sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.code, p.message, repr(p.keys)))


def holds_error(problems: "Iterable[Problem]") -> bool:
    """Whether one of the problems is an error, with which nothing is made."""
    return any(problem.severity == "error" for problem in problems)


def counted(problems: "Sequence[Problem]") -> str:
    """How many errors and warnings there are, in words; "" where there are none."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [plural(errors, "error")] * bool(errors) + [plural(warnings, "warning")] * bool(warnings)
    return " and ".join(parts)
