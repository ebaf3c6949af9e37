"""What a community asks everybody, and what it made of the answers, below `feedback` of a post."""

import datetime as dt

from pydantic import Field

from folkmoot.model.base import Day, Record, Short, Url


class Response(Record):
    """You said, we did."""

    said: Short = Field(description="What several of those who answered said.")
    did: Short = Field(description="What was done about it, or why nothing is.")


class Feedback(Record):
    """A question to everybody: where to answer, until when, and what came of it."""

    form: Url | None = Field(None, description="Where to answer.")
    closes: Day | None = Field(None, description="The last day.")
    answers: int | None = Field(None, ge=0, description="How many people answered.")
    outcome: tuple[Response, ...] = Field((), description="What was said, and what was done.")

    def is_open(self, day: dt.date) -> bool:
        """Whether one can answer on a day: it is said where, until a day ahead, and nothing came of it yet."""
        return bool(self.form) and not self.outcome and (self.closes is None or day <= self.closes)
