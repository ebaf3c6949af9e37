"""How a jury marks what was entered in a contest, in a private folder: `judging/<slug of the event>.md`."""

from collections.abc import Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from folkmoot.model.base import Record, Short, Written
from folkmoot.model.contest import Contest, ContestEntry
from folkmoot.model.event import Event

ContestState = Literal["ahead", "open", "judged", "decided", "cancelled"]


class Mark(Record):
    """What a judge gives an entry: more is better."""

    judge: Short = Field(description="Who of the jury: the slug or the name that stands in the event's file.")
    entry: Short = Field(description="The entry's title, as it stands in the event's file.")
    mark: float = Field(ge=0, le=100, description="For example 7 or 7.5, of as many as the jury agreed on.")
    why: Short | None = Field(None, description="What they would tell who entered it.")


class Judging(Written):
    """How a contest is judged; its file is named like the event's. The Markdown below is for the jury's notes."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"votes": "marks", "scores": "marks"}

    marks: tuple[Mark, ...] = Field((), description="The jury's marks, one for each judge and entry.")


class Standing(NamedTuple):
    """Where an entry stands: the `mean` of its marks, None without any, and its `rank`, which equal means share.

    `given` are the judges who marked it, `missing` those who should; who stands aside is in neither.
    """

    entry: ContestEntry
    rank: int
    mean: float | None
    given: tuple[str, ...]
    missing: tuple[str, ...]


class Contested(NamedTuple):
    """A contest, where it is, and its entries, the best first."""

    event: Event
    contest: Contest
    state: ContestState
    standings: tuple[Standing, ...]
