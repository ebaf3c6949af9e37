"""What somebody proposes without git, once it is read: the files that it would become, and what is to be said of it."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from folkmoot.model.problem import Problem

ACCEPTED = "accepted"
"""The label with which a maintainer turns an issue into a pull request."""


class Remark(NamedTuple):
    """What is wrong with a proposal, or to be known of it, for whoever made it.

    `field` is the label that the form gives what is meant, "" where that is the whole or none is known; `place` is
    path, line and column in a file that was written by hand. A warning stops nothing.
    """

    message: str
    hint: str = ""
    field: str = ""
    value: str = ""
    severity: Literal["error", "warning"] = "error"
    code: str = ""
    place: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, with the value as it was written."""
        return f"{self.message}: {self.value}" if self.value and self.value not in self.message else self.message


class Drafted(NamedTuple):
    """A file as it would be; `is_update` where it takes the place of one that is there."""

    path: str
    text: str
    is_update: bool = False


class Proposed(NamedTuple):
    """What a proposal comes to. `form` is the form's name, "" for a file's own text; without an error it has files."""

    form: str
    files: tuple[Drafted, ...]
    remarks: tuple[Remark, ...]


def stops(remarks: Iterable[Remark]) -> bool:
    """Whether one of the remarks is an error, with which nothing is written."""
    return any(remark.severity == "error" for remark in remarks)


def remark_on(problem: Problem, field: str = "") -> Remark:
    """A problem in a drafted file, said of the form's field that it comes from, else of its place in the file."""
    return Remark(
        problem.message,
        problem.hint,
        field,
        problem.value,
        problem.severity,
        problem.code,
        "" if field else problem.place,
    )
