"""Discussion starters: the stock of them, what became of those that were used, and what could be asked next."""

import datetime as dt
from typing import NamedTuple

from folkmoot.model.plan import Planned
from folkmoot.model.proposal import Proposal


class Rising(NamedTuple):
    """A topic of which more things were about in the last four weeks (`now`) than in the four weeks `before`.

    `examples` are the latest of these, each a title and an address or "". `stocked` are the prompts about it that wait.
    """

    topic: str
    now: int
    before: int
    examples: tuple[tuple[str, str], ...]
    stocked: tuple[Planned, ...] = ()


class Became(NamedTuple):
    """What became of a prompt: how many answers and people, and the day of the last word; all None where the archive
    has no discussion of that address.
    """

    prompt: Planned
    responses: int | None = None
    people: int | None = None
    latest: dt.date | None = None


class Prompting(NamedTuple):
    """Prompts as of a day: the `stock` of those to come, what became of those that were used, the latest first, topics
    that rise, and discussions to take up again.
    """

    stock: tuple[Planned, ...]
    became: tuple[Became, ...]
    rising: tuple[Rising, ...]
    again: tuple[Proposal, ...]
