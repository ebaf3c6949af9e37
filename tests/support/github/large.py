"""A large GitHub, the same every time: years of discussions, issues and pull requests, and quiet days after them.

Most threads are short and a few are very long; people, programs, and people who left write them. `at` is the end of
the years; each day that a test lets pass from there brings a little: new threads, comments on old ones, edits,
deletions, reactions.
"""

import datetime as dt
import random
from typing import Any

from support.github.scenario import stamp

Told = dict[str, Any]

END = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_YEARS = dt.timedelta(days=730)
_PEOPLE = 400
_KINDS = ("discussions", "issues", "pulls")


def large(discussions: int = 2000, issues: int = 5000, pulls: int = 5000, repositories: int = 1, days: int = 3) -> Told:
    """A scenario with so many of each, all told, over so many repositories `officina/large-1` and so on."""
    drawn = _Drawn(random.Random(20260601))
    sizes = dict(zip(_KINDS, (discussions, issues, pulls), strict=True))
    held: dict[str, dict[str, list[Told]]] = {
        f"officina/large-{number + 1}": {
            kind: [drawn.thread(kind) for _ in range(size // repositories + (number < size % repositories))]
            for kind, size in sizes.items()
        }
        for number in range(repositories)
    }
    for day in range(days):
        drawn.quiet_day(END + dt.timedelta(days=day), list(held.values()))
    accounts = {f"person-{n}": {"id": 1000 + n, "emails": [f"p{n}@people.example"]} for n in range(_PEOPLE)}
    return {"at": stamp(END), "accounts": accounts, "repositories": held}


class _Drawn:
    """Everything that chance decides, in one order."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def thread(self, kind: str, at: dt.datetime | None = None) -> Told:
        """A discussion, issue or pull request with all that was said until the end of the years."""
        draw = self._chance
        came = at or END - _YEARS * draw.random()
        told: Told = {"by": self._somebody(), "at": stamp(came)}
        if at is None:
            told["comments"] = [self._comment(came, kind) for _ in range(self._length())]
            told["comments"].sort(key=lambda one: str(one["at"]))
        if kind == "discussions":
            told["category"] = draw.choice(["General", "Q&A", "Q&A"])
            if told["category"] == "Q&A" and told.get("comments") and draw.random() < 0.5:
                first = told["comments"][0]
                first["answer"] = first["at"]
        elif at is None and draw.random() < 0.8:
            told["merged" if kind == "pulls" and draw.random() < 0.85 else "closed"] = stamp(self._after(came))
        if kind == "pulls":
            told["reviews"] = [
                {
                    "by": self._somebody(),
                    "at": stamp(self._after(came)),
                    "state": draw.choice(["APPROVED", "COMMENTED"]),
                }
                for _ in range(draw.choice([0, 1, 1, 2, 3]) if at is None else 0)
            ]
        if draw.random() < 0.3:
            told["reactions"] = {"THUMBS_UP": [self._somebody() for _ in range(draw.randint(1, 4))]}
        return told

    def quiet_day(self, begins: dt.datetime, held: list[dict[str, list[Told]]]) -> None:
        """What a day brings to what is there: some twenty comments, a dozen new threads, few other changes."""
        draw = self._chance
        there = {kind: [one for of in held for one in of[kind]] for kind in _KINDS}

        def hour() -> str:
            return stamp(begins + dt.timedelta(minutes=draw.randint(1, 1400)))

        for kind, size in (("discussions", 6), ("issues", 8), ("pulls", 8)):
            for one in draw.sample(there[kind], min(size, len(there[kind]))):
                one.setdefault("comments", []).append({"by": self._somebody(), "at": hour()})
        for one in draw.sample(there["issues"], min(3, len(there["issues"]))):
            one.setdefault("closed", hour())
        said = [
            comment
            for one in draw.sample(there["discussions"], min(50, len(there["discussions"])))
            for comment in one.get("comments", ())
        ]
        for comment in draw.sample(said, min(2, len(said))):
            comment["deleted"] = hour()
        for one in draw.sample(there["discussions"], min(5, len(there["discussions"]))):
            given = one.setdefault("reactions", {})
            given.setdefault("HEART", []).append({"by": self._somebody(), "at": hour()})
        for kind, size in (("discussions", 2), ("issues", 5), ("pulls", 5)):
            for _ in range(size):
                came = begins + dt.timedelta(minutes=draw.randint(1, 1400))
                draw.choice(held)[kind].append(self.thread(kind, came))

    def _comment(self, came: dt.datetime, kind: str) -> Told:
        at = self._after(came)
        told: Told = {"by": self._somebody(), "at": stamp(at)}
        if kind == "discussions" and (replies := self._length() // 3):
            told["replies"] = [{"by": self._somebody(), "at": stamp(self._after(at))} for _ in range(replies)]
        return told

    def _length(self) -> int:
        """How much is said: little as a rule, over twenty once in thirty times, over a hundred once in five hundred."""
        draw = self._chance
        return draw.choices(
            (draw.randint(0, 4), draw.randint(5, 12), draw.randint(21, 60), draw.randint(101, 180)), (80, 17, 2.8, 0.2)
        )[0]

    def _after(self, came: dt.datetime) -> dt.datetime:
        """Some time later, soon more often than late, and before the years end."""
        return came + (END - came) * self._chance.random() ** 6

    def _somebody(self) -> str | None:
        draw = self._chance
        if draw.random() < 0.04:
            return None
        return "renovate[bot]" if draw.random() < 0.05 else f"person-{int(_PEOPLE * draw.random() ** 3)}"
