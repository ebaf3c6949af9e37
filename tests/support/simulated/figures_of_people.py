"""What the metrics of people are to give of a scope, worked out by their definitions alone."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from support.simulated.scopes import ACTIVE, DAY, GONE, HALF_A_YEAR, Scene, a_year_up_to, within
from support.simulated.truth import quantile

Figure = tuple[str, str, float | None, int]
"""Period, series, value, and the number of people or items that it stands on."""

FEWEST = 5
PARTS = ("active", "quiet", "dormant", "gone", "never active")
GROUPS = ("newcomers", "returning", "regular", "occasional", "one-off")
LAYERS = ("core", "regular", "casual")


def share(part: float, n: int, fewest: int = FEWEST) -> float | None:
    """A part of so many; None where they are too few."""
    return part / n if n >= fewest else None


def counts(period: str, counted: Mapping[str, int], series: tuple[str, ...]) -> Iterator[Figure]:
    """A number for each of the series."""
    for one in series:
        yield period, one, float(counted.get(one, 0)), counted.get(one, 0)


def _contributors(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames:
        people = {one.row.actor for one in within(scene.contributions, frame.first, frame.last)}
        members = people & scene.truth.members.keys()
        yield from counts(frame.period, {"everybody": len(people), "members": len(members)}, ("everybody", "members"))


def _new_contributors(scene: Scene) -> Iterator[Figure]:
    firsts = {actor: days[0] for actor, days in scene.days_of(scene.contributions).items()}
    for frame in scene.frames:
        people = {actor for actor, day in firsts.items() if frame.first <= day <= frame.last}
        members = people & scene.truth.members.keys()
        yield from counts(frame.period, {"everybody": len(people), "members": len(members)}, ("everybody", "members"))


def _joining(scene: Scene) -> Iterator[Figure]:
    is_known = scene.kind == "team" or any(row.kind == "left" for row in scene.truth.rows)
    joined: dict[str, dt.date] = {}
    returned: list[dt.date] = []
    for spell in scene.spells:
        if spell.actor in joined:
            returned.append(spell.first)
        joined.setdefault(spell.actor, spell.first)
    left = [spell.last + DAY for spell in scene.spells if spell.last < scene.today]
    moves = {"joined": list(joined.values()), "left": left, "returned": returned}
    for frame in scene.frames:
        for kind, days in moves.items():
            number = sum(frame.first <= day <= frame.last for day in days)
            if kind == "joined" or scene.kind != "project":
                yield frame.period, kind, float(number) if kind == "joined" or is_known else None, number


def standing(days: list[dt.date], day: dt.date) -> str:
    """How somebody stands on a day who did something on these."""
    earlier = [one for one in days if one <= day]
    if not earlier:
        return "never active"
    silent = (day - earlier[-1]).days
    if silent <= ACTIVE:
        return "active"
    if silent > GONE:
        return "gone"
    return "dormant" if silent > max(30, int(usual(_pauses(earlier)))) else "quiet"


def _members(scene: Scene) -> Iterator[Figure]:
    days = scene.days_of(scene.doings)
    for frame in scene.frames:
        here = [one for one in scene.spells if one.first <= frame.last <= one.last]
        parts = Counter(standing(days.get(one.actor, []), frame.last) for one in here if _is_known(one.actor))
        yield from counts(frame.period, parts | {"everybody": len(here)}, ("everybody", *PARTS))


def _active_ratio(scene: Scene) -> Iterator[Figure]:
    days = scene.days_of(scene.doings)
    for frame in scene.frames:
        settled = [
            standing(days.get(one.actor, []), frame.last)
            for one in scene.spells
            if one.first < frame.last - ACTIVE * DAY and frame.last <= one.last and _is_known(one.actor)
        ]
        for part in PARTS:
            yield frame.period, part, share(settled.count(part), len(settled)), len(settled)


def _is_known(actor: str) -> bool:
    """Nobody knows what those did whose file is gone."""
    return not actor.startswith("gone:")


def _groups(scene: Scene) -> Iterator[Figure]:
    days = scene.days_of(scene.contributions)
    for frame in scene.frames:
        since, counted = a_year_up_to(frame.last), Counter[str]()
        for found in days.values():
            earlier = [day for day in found if day <= frame.last]
            if earlier and earlier[-1] >= since:
                counted[_group(earlier, frame.last)] += 1
        yield from counts(frame.period, counted, GROUPS)


def _group(days: list[dt.date], today: dt.date) -> str:
    lately = today - ACTIVE * DAY
    if days[0] >= lately:
        return "newcomers"
    pauses = _pauses(days)
    for place, pause in enumerate(pauses):
        if days[place + 1] >= lately and pause > max(30, usual(pauses[:place])):
            return "returning"
    month = today.year * 12 + today.month
    if len({one.year * 12 + one.month for one in days if one.year * 12 + one.month > month - 6}) >= 3:
        return "regular"
    return "one-off" if len(days) == 1 else "occasional"


def _pauses(days: list[dt.date]) -> list[int]:
    return [(after - before).days for before, after in pairwise(days)]


def usual(earlier: list[int]) -> float:
    """The longest pause that is still usual for somebody who had these."""
    low, high = quantile(earlier, 0.25), quantile(earlier, 0.75)
    if len(earlier) < 5 or low is None or high is None:
        return HALF_A_YEAR
    return high + 3 * (high - low)


def layers(scene: Scene, last: dt.date) -> dict[str, str]:
    """In which layer of the onion everybody is who contributed in the twelve months up to a day."""
    made: Counter[str] = Counter()
    for one in within(scene.contributions, a_year_up_to(last), last):
        made[one.row.actor] += one.row.weight
    found = {}
    for actor, weight in made.items():
        more = sum(other for other in made.values() if other > weight)
        found[actor] = (
            "core" if more * 5 < made.total() * 4 else "regular" if more * 20 < made.total() * 19 else "casual"
        )
    return found


def _onion(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames:
        yield from counts(frame.period, Counter(layers(scene, frame.last).values()), LAYERS)


def _conversion(scene: Scene) -> Iterator[Figure]:
    firsts = {actor: days[0] for actor, days in scene.days_of(scene.contributions).items()}
    for frame in scene.frames:
        until = frame.last - (ACTIVE + 1) * DAY
        newcomers = [actor for actor, day in firsts.items() if a_year_up_to(until) <= day <= until]
        found = layers(scene, frame.last)
        core = sum(found.get(actor) == "core" for actor in newcomers)
        regular = core + sum(found.get(actor) == "regular" for actor in newcomers)
        for series, number in (("core", core), ("regular", regular)):
            yield frame.period, series, share(number, len(newcomers)), len(newcomers)


def _cohorts(scene: Scene) -> Iterator[Figure]:
    days, lasts = scene.days_of(scene.contributions), scene.days_of(scene.doings)
    over = scene.today - (ACTIVE + 1) * DAY
    for frame in scene.frames:
        first, last = frame.first, frame.last
        if not frame.period:
            first = a_year_up_to(over)
        if frame.period in ("", "all"):
            last = over
        newcomers = [actor for actor, found in days.items() if first <= found[0] <= last]
        back = sum(len(days[one]) > 1 and (days[one][1] - days[one][0]).days <= ACTIVE for one in newcomers)
        active = sum(lasts[one][-1] >= scene.today - ACTIVE * DAY for one in newcomers)
        yield frame.period, "came back", share(back, len(newcomers)) if last <= over else None, len(newcomers)
        yield frame.period, "active", share(active, len(newcomers)), len(newcomers)


PEOPLE: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {
    "active_ratio": _active_ratio,
    "cohorts": _cohorts,
    "contributor_groups": _groups,
    "contributors": _contributors,
    "conversion": _conversion,
    "joining_and_leaving": _joining,
    "members": _members,
    "new_contributors": _new_contributors,
    "onion": _onion,
}
