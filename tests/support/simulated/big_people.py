"""The people of a large invented community: who is there in which month, and how much they have to say."""

import datetime as dt
import random
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

FIRST_MONTH = dt.date(2023, 6, 1)
MONTHS = 36
_DAY = 86_400
_LANGUAGES = (["en"], ["fr", "en"], ["it", "en"], ["en", "fr", "it"])


class Person(NamedTuple):
    """Somebody with an account, which is "" and 0 where GitHub deleted it.

    `counts` says whether what they do is told of anybody: not of bots, hidden members and deleted accounts. `joined` is
    the month, counted from the first, in which members joined.
    """

    login: str
    number: int
    counts: bool = True
    slug: str = ""
    joined: int = 0
    feed: str = ""
    consents: bool = False
    bot: bool = False


class Crowd(NamedTuple):
    """Everybody; by month who does anything, with the running sum of how much, and how many members there are."""

    members: list[Person]
    present: list[tuple[list[Person], list[float]]]
    sizes: list[int]

    @property
    def founders(self) -> list[str]:
        """The first five of the members."""
        return [one.slug for one in self.members[:5]]

    @property
    def shown(self) -> int:
        """How many members are not hidden."""
        return sum(one.counts for one in self.members)

    @property
    def end(self) -> int:
        """The moment after the last month, in seconds since 1970."""
        return _seconds(MONTHS)

    def anybody(self, rng: random.Random, month: int, number: int) -> list[Person]:
        """So many people who do something in a month, those more often who do much."""
        people, weights = self.present[month]
        return rng.choices(people, cum_weights=weights, k=number)

    def moment(self, rng: random.Random, month: int) -> int:
        """Any second of a month."""
        return rng.randrange(_seconds(month), _seconds(month + 1))

    def stamp(self, moment: int) -> str:
        """A moment as the archive writes it."""
        day, second = divmod(moment, _DAY)
        return f"{_day(day)}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"

    def month(self, number: int) -> str:
        """The name of a month: 2026-05."""
        return _first_day(number).isoformat()[:7]

    def file_of(self, number: int) -> dict[str, Any]:
        """The keys of a member's file that are not as everybody's."""
        one = self.members[number]
        consent = {"profile": "2023-06-01"}
        told: dict[str, Any] = {
            "joined": f"{self.month(one.joined)}-{1 + number % 28:02}",
            "github": one.login,
            "github_id": one.number,
            "languages": _LANGUAGES[number % len(_LANGUAGES)],
            "consent": {**consent, "attendance": "2023-06-01", "ties": "2023-06-01"} if one.consents else consent,
        }
        if one.feed:
            told["feeds"] = [{"url": one.feed}]
        return told if one.counts else {**told, "visibility": "hidden"}


def gathered_crowd(members: int, rng: random.Random) -> Crowd:
    """So many members, a tenth as many people from outside, bots and somebody whose account is gone."""
    everybody = [_member(number, members) for number in range(members)]
    present: list[dict[Person, float]] = [{} for _ in range(MONTHS)]
    for number, one in enumerate(everybody):
        much = rng.paretovariate(0.9)
        if number < 5 or rng.random() < 0.04:
            first, months = one.joined, MONTHS
        elif rng.random() < 0.45:
            first, months = one.joined + int(rng.expovariate(0.5)), 1 + int(rng.expovariate(0.6))
        else:
            continue  # more than half never do anything
        for month in range(first, min(MONTHS, first + months)):
            present[month][one] = min(much, 300.0)
    for number in range(max(3, members // 10)):
        guest = Person(f"guest-{number:04}", 900_000 + number)
        present[number % MONTHS][guest] = rng.paretovariate(1.5)
    for there in present:
        total = sum(there.values())
        there[Person("mender[bot]", 800_001, counts=False, bot=True)] = total / 30
        there[Person("", 0, counts=False)] = total / 300
    sizes = [sum(one.joined <= month for one in everybody) for month in range(MONTHS)]
    return Crowd(everybody, [(list(there), list(accumulate(there.values()))) for there in present], sizes)


def _member(number: int, members: int) -> Person:
    """A quarter is there from the beginning, the others join as time goes by; one in forty is hidden."""
    slug = f"person-{number:05}"
    hidden = number % 40 == 39
    return Person(
        login=f"crowd-{number:05}",
        number=100_000 + number,
        counts=not hidden,
        slug=slug,
        joined=max(0, (number * 4 // members - 1) * 12 + number * 4 % members * 12 // members) if number >= 5 else 0,
        feed=f"https://{slug}.example/feed.xml" if number % 33 == 3 and not hidden else "",
        consents=number % 3 != 1 and not hidden,
    )


def _first_day(month: int) -> dt.date:
    year, number = divmod(FIRST_MONTH.year * 12 + FIRST_MONTH.month - 1 + month, 12)
    return dt.date(year, number + 1, 1)


@lru_cache(maxsize=MONTHS + 1)
def _seconds(month: int) -> int:
    return (_first_day(month) - dt.date(1970, 1, 1)).days * _DAY


@lru_cache(maxsize=2000)
def _day(number: int) -> str:
    return (dt.date(1970, 1, 1) + dt.timedelta(days=number)).isoformat()
