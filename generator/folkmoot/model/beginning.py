"""The first six months of a community: what a founder does when, and what of it is done."""

from typing import Literal, NamedTuple

StepName = Literal[
    "purpose", "welcome", "rules", "invite", "post", "question", "date", "project", "meeting", "others", "letter",
    "role", "series", "agendas", "quarter",
]  # fmt: skip


class FirstStep(NamedTuple):
    """Something to do in the weeks `first` to `last` of a community, the first of which is 1."""

    name: StepName
    first: int
    last: int
    done: bool


class Beginning(NamedTuple):
    """A young community in its `week`: its steps, in their order."""

    week: int
    steps: tuple[FirstStep, ...]

    @property
    def due(self) -> tuple[FirstStep, ...]:
        """What it is time for."""
        return tuple(one for one in self.steps if not one.done and one.first <= self.week)

    @property
    def next(self) -> tuple[FirstStep, ...]:
        """What comes after that."""
        return tuple(one for one in self.steps if not one.done and one.first > self.week)
