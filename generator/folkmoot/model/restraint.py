"""How much of a feed is taken whose entries are always new: some make up ids, links and texts at every reading.

What is dated after everything known, and not just now, is as somebody writes: it is taken up to more than anybody
writes in a day. Other entries that turn up are old ones that nobody saw before, or were never dated: of these a few a
day are taken, once so many came several times. Times are UTC as 2026-05-14T17:00:00Z.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from folkmoot.model.instant import written

FEW = 25
MOST = 200
"""So many new entries a day are taken of a feed that seems to make them up, and of any other; both of feeds alone that
brought as many or more three times in a row.
"""

_TIMES = 3
_JUST_NOW = timedelta(minutes=15)
"""What is dated so shortly before it is read may have its date from the reading."""

Sight = tuple[str, str]
"""When an entry was first seen, and when it was published."""


class Restraint:
    """What of a source's new entries is kept, by those that it brought `before`, at a reading `now`."""

    def __init__(self, before: Iterable[Sight], now: str) -> None:
        self._earlier, self._today = _parted(before, now[:10])
        self._newest = max((published for _, published in self._earlier), default="")
        self._days = _days_since(self._earlier, now)
        self.is_needed = _came_often(self._earlier, self._today, FEW)
        """Whether it brought so many new ones several times in a row that some may be made up."""

    def is_doubtful(self, one: Sight) -> bool:
        """Whether nobody may have written it since the feed was read before."""
        first_seen, published = one
        if published <= self._newest:
            return True
        try:
            return published >= written(datetime.fromisoformat(first_seen) - _JUST_NOW)
        except ValueError:
            return True

    def taken(self, fresh: Sequence[Sight]) -> list[int]:
        """The numbers of those that are to be kept, the newest first; the others are another day, if still there."""
        by_age = sorted(range(len(fresh)), key=lambda number: fresh[number][1], reverse=True)
        if not self.is_needed:
            return by_age
        doubtful = [number for number in by_age if self.is_doubtful(fresh[number])]
        others = [number for number in by_age if not self.is_doubtful(fresh[number])]
        if _came_often(self._earlier, self._today, MOST):
            others = others[: max(0, MOST * self._days - len(self._today))]
        return [*others, *doubtful[: max(0, FEW * self._days - self._doubtful_today())]]

    def most_a_day(self) -> int:
        """To how many new entries a day it was held today, 0 for no limit."""
        if self.is_needed and self._doubtful_today() == FEW * self._days:
            return FEW
        is_held = len(self._today) == MOST * self._days and _came_often(self._earlier, [], MOST)
        return MOST if is_held else 0

    def _doubtful_today(self) -> int:
        return sum(map(self.is_doubtful, self._today))


def most_a_day(seen: Iterable[Sight]) -> int:
    """To how many new entries a day a source was held when it last brought any; 0 for no limit."""
    seen = list(seen)
    return Restraint(seen, max((first_seen for first_seen, _ in seen), default="")).most_a_day() if seen else 0


def _parted(seen: Iterable[Sight], day: str) -> tuple[list[Sight], list[Sight]]:
    """What was first seen before a day, else at the first reading on it, and what was on that day."""
    earlier, today = list[Sight](), list[Sight]()
    for one in seen:
        (today if one[0][:10] == day else earlier).append(one)
    if not earlier and today:
        first, _ = min(today)
        earlier, today = [one for one in today if one[0] == first], [one for one in today if one[0] != first]
    return [one for one in earlier if one[0][:10] <= day], today


def _days_since(earlier: Sequence[Sight], now: str) -> int:
    """The days since anything was new, at least one: whoever reads once a week finds more."""
    try:
        last = date.fromisoformat(max((first_seen for first_seen, _ in earlier), default=now)[:10])
        return max(1, (date.fromisoformat(now[:10]) - last).days)
    except ValueError:
        return 1


def _came_often(earlier: Sequence[Sight], today: Sequence[Sight], number: int) -> bool:
    """Whether so many entries were new on each of the last days that brought any, or at each of the last readings."""
    if len(earlier) + len(today) < _TIMES * number or not earlier:
        return False
    days = Counter(first_seen[:10] for first_seen, _ in earlier)
    readings = Counter(first_seen for first_seen, _ in (*earlier, *today))
    latest = ([counted[key] for key in sorted(counted)[-_TIMES:]] for counted in (days, readings))
    return any(len(last) == _TIMES and min(last) >= number for last in latest)
