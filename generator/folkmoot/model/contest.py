"""What a contest asks for and who judges it, below `contest` of an event."""

from typing import ClassVar

from pydantic import Field

from folkmoot.model.base import Day, Record, Short, Url
from folkmoot.model.person import Person


class Conflict(Record):
    """That a judge does not judge an entry. A bare word is who."""

    judge: Short = Field(description="Who of the jury: the slug or the name that stands there.")
    why: Short | None = Field(None, description="Why, for everybody to read.")

    word_for: ClassVar[str] = "judge"


class ContestEntry(Record):
    """What somebody entered in a contest."""

    title: Short = Field(description="What it is called.")
    by: tuple[Person, ...] = Field(description="Members by slug, others by name.", min_length=1)
    url: Url | None = Field(None, description="Where it can be seen.")
    conflicts: tuple[Conflict, ...] = Field(
        (), description="Judges who do not judge it, beside those who entered it themselves."
    )


class Contest(Record):
    """How to enter a contest, who judges, and what was entered."""

    enter: Url | None = Field(None, description="Where to enter.")
    opens: Day | None = Field(None, description="The first day on which one can enter.")
    closes: Day | None = Field(None, description="The last day.")
    criteria: tuple[Short, ...] = Field((), description="What is judged.")
    jury: tuple[Person, ...] = Field((), description="Who judges: members by slug, others by name.")
    entries: tuple[ContestEntry, ...] = Field((), description="What was entered.")

    def aside(self, entry: ContestEntry) -> tuple[Conflict, ...]:
        """Who of the jury does not judge an entry: whoever declared a conflict, and whoever entered it themselves."""
        declared = {one.judge: one for one in reversed(entry.conflicts)}
        entered = {one.called for one in entry.by}
        names = (one.called for one in self.jury)
        return tuple(
            declared.get(name) or Conflict(judge=name) for name in names if name in declared or name in entered
        )
