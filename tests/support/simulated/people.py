"""The people of a plan, each with a name and an account that belong to nobody else."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from support.simulated.plan import FOUNDERS, Cohort, Plan


class Person(NamedTuple):
    """Somebody of a cohort. `key` is the name of their file, of those too who have none; `joined` is a local day."""

    key: str
    cohort: Cohort
    number: int
    joined: dt.date
    languages: tuple[str, ...]

    @property
    def login(self) -> str:
        """Their login at GitHub."""
        return f"{self.key}[bot]" if self.cohort.is_bot else self.key

    @property
    def feed(self) -> str:
        """The address of the feed that they have if they write anything."""
        return f"https://{self.key}.example/feed.xml"

    @property
    def has_file(self) -> bool:
        """Whether the hub has a file of theirs at the end."""
        return self.cohort.is_member and not self.cohort.file_is_gone

    @property
    def is_told(self) -> bool:
        """Whether anything that they do is counted: bots and hidden members are nowhere."""
        return not self.cohort.is_bot and not self.cohort.is_hidden

    @property
    def speaks(self) -> str:
        """The language that their file tells first; "" where there is no file, or it tells none."""
        return self.languages[0] if self.has_file and self.is_told and self.cohort.agrees else ""

    @property
    def is_founder(self) -> bool:
        return self.cohort.name == FOUNDERS

    @property
    def actor(self) -> str:
        """What the activity table calls them; "" for those who are nowhere."""
        if not self.is_told:
            return ""
        return self.key if self.has_file else f"github:{self.number}"


def bringer(one: Person, people: Iterable[Person]) -> str:
    """The key of who brought somebody; "" where they name nobody."""
    there = [other.key for other in people if other.cohort.name == one.cohort.brought_by]
    return there[one.number % len(there)] if there else ""


def everybody(plan: Plan) -> Iterator[Person]:
    """All people of all cohorts, in the order of these; they join on the first days of their month."""
    number = 1000
    for cohort in plan.cohorts:
        for place in range(cohort.people):
            number += 1
            main = plan.languages[place % len(plan.languages)]
            languages = tuple(dict.fromkeys((main, plan.languages[0])))
            joined = plan.day(cohort.joined, 1 + place % 5)
            yield Person(f"{cohort.name}-{place + 1}", cohort, number, joined, languages)
