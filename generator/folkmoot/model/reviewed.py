"""What a review of a proposal found, as it is handed from the run that may read it to the one that may speak of it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from folkmoot.model.change import Group
from folkmoot.model.problem import Problem, Severity

FILE = "review.json"
"""What the file is called in which a review is handed on."""

MOST = 500
"""So many changes, and so many problems, are handed on; the rest is counted."""

LONGEST = 2_000
"""So many characters a sentence may have."""

_Words = Annotated[str, StringConstraints(max_length=LONGEST)]
_Count = Annotated[int, Field(ge=0, le=10**9)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ToldChange(_Part):
    """A change: what it is told with, and the sentence, in plain text."""

    group: Group
    sentence: _Words


class ToldProblem(_Part):
    """A problem, in plain text; lines and columns count from 1, 0 where they are not known."""

    path: _Words
    line: _Count = 0
    column: _Count = 0
    severity: Severity
    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,80}$")]
    message: _Words
    value: _Words = ""
    hint: _Words = ""

    @property
    def problem(self) -> Problem:
        """The same as what `check` finds."""
        return Problem(**self.model_dump())


class Reviewed(_Part):
    """A review: the language of its sentences, what changes, what is wrong, and how much more there is of both.

    `older` is how many problems there were before. Whoever reads one has it from a stranger: everything in it is plain
    text, to be escaped for where it will stand.
    """

    version: Literal[1] = 1
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{2,35}$")]
    changes: Annotated[tuple[ToldChange, ...], Field(strict=False, max_length=MOST)] = ()
    more_changes: _Count = 0
    problems: Annotated[tuple[ToldProblem, ...], Field(strict=False, max_length=MOST)] = ()
    more_problems: _Count = 0
    older: _Count = 0
