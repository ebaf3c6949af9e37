"""What the metrics are to give of a story, worked out from its truth by their definitions alone."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise

from support.simulated.truth import ACTIVE, PARTS, Truth, quantile

Figures = list[tuple[str, str, float | None, int]]
"""Period, series, value, and the number of people or items that it stands on; in order."""

_FEWEST = 10
_TOO_FEW = 5


def figures(truth: Truth) -> dict[str, Figures]:
    """What each metric that is known here is to say, by its name."""
    return {name: sorted(found(truth), key=lambda one: one[:2]) for name, found in _METRICS.items()}


def _periods(truth: Truth) -> dict[str, tuple[dt.datetime, dt.datetime]]:
    """The last twelve months that are over, those before the plan's first too, the last 90 days, and all time."""
    plan = truth.story.plan
    months = {plan.month_name(number): truth.month(number) for number in range(plan.months - 12, plan.months)}
    return months | {"": (truth.now - ACTIVE, truth.now), "all": (dt.datetime.min.replace(tzinfo=dt.UTC), truth.now)}


def _a_year(truth: Truth) -> tuple[dt.datetime, dt.datetime]:
    return truth.month(truth.story.plan.months - 12)[0], truth.now


def _contributors(truth: Truth) -> Figures:
    found = {period: truth.contributors(*span) for period, span in _periods(truth).items()}
    return _with_members(truth, found)


def _new_contributors(truth: Truth) -> Figures:
    firsts = truth.firsts()
    spans = _periods(truth)
    found = {
        period: {actor for actor, first in firsts.items() if since <= first < until}
        for period, (since, until) in spans.items()
    }
    return _with_members(truth, found)


def _with_members(truth: Truth, found: Mapping[str, set[str]]) -> Figures:
    figures_: Figures = []
    for period, people in found.items():
        for series, number in (("everybody", len(people)), ("members", len(people & truth.members.keys()))):
            figures_.append((period, series, float(number), number))
    return figures_


def _joining(truth: Truth) -> Figures:
    is_known = any(row.kind == "left" for row in truth.rows)
    found: Figures = []
    for period, span in _periods(truth).items():
        for kind in ("joined", "left", "returned"):
            number = len(truth.of(kind, *span))
            found.append((period, kind, float(number) if kind == "joined" or is_known else None, number))
    return found


def _active(truth: Truth) -> Figures:
    states = truth.states()
    counted = Counter(states.values())
    return [
        ("", state, counted[state] / len(states) if states else None, len(states))
        for state in ("active", "quiet", "gone", "never active")
    ]


def _agendas(truth: Truth) -> Figures:
    span = truth.now - ACTIVE, truth.now
    number, shares = len(truth.items(*span)), truth.agenda_shares(*span)
    return [
        ("", agenda, shares.get(agenda, 0.0) if number >= _FEWEST else None, number)
        for agenda in ("applied", "external", "internal")
    ]


def _absence(truth: Truth) -> Figures:
    span = _a_year(truth)
    found: Figures = []
    for series, kinds in {"everything": (), **PARTS}.items():
        people = {
            row.actor for row in truth.contributions if span[0] <= row.moment and (not kinds or row.kind in kinds)
        }
        factor = truth.absence_factor(*span, kinds)
        found.append(("", series, None if factor is None else float(factor), len(people)))
    return found


def _first_response(truth: Truth) -> Figures:
    found: Figures = []
    for period, (since, until) in _periods(truth).items():
        waits = [
            one.hours
            for one in truth.threads
            if one.thread.startswith("discussions/") and one.hours is not None and since <= one.opened < until
        ]
        for series, part in (("median", 0.5), ("90th percentile", 0.9)):
            found.append((period, series, quantile(waits, part) if len(waits) >= _TOO_FEW else None, len(waits)))
    return found


def _within_48_hours(truth: Truth) -> Figures:
    found: Figures = []
    for period, (since, until) in _periods(truth).items():
        old = [
            one
            for one in truth.threads
            if one.thread.startswith("discussions/")
            and since <= one.opened < until
            and one.opened <= truth.now - dt.timedelta(hours=48)
        ]
        soon = sum(one.hours is not None and one.hours <= 48 for one in old)
        found.append((period, "within 48 hours", soon / len(old) if len(old) >= _TOO_FEW else None, len(old)))
    return found


def _groups(truth: Truth) -> Figures:
    today = truth.local_day(truth.now)
    counted: Counter[str] = Counter()
    for days in truth.days().values():
        if days[-1] >= today.replace(year=today.year - 1):
            counted[_group(days, today)] += 1
    series = ("newcomers", "returning", "regular", "occasional", "one-off")
    return [("", name, float(counted[name]), counted[name]) for name in series]


def _group(days: list[dt.date], today: dt.date) -> str:
    lately = today - ACTIVE
    if days[0] >= lately:
        return "newcomers"
    pauses = [(after - before).days for before, after in pairwise(days)]
    for place, pause in enumerate(pauses):
        if days[place + 1] >= lately and pause > 30 and pause > _usual(pauses[:place]):
            return "returning"
    month = today.year * 12 + today.month
    if len({one.year * 12 + one.month for one in days if one.year * 12 + one.month > month - 6}) >= 3:
        return "regular"
    return "one-off" if len(days) == 1 else "occasional"


def _usual(earlier: list[int]) -> float:
    """The longest pause that is still usual for somebody who had these."""
    low, high = quantile(earlier, 0.25), quantile(earlier, 0.75)
    if len(earlier) < 5 or low is None or high is None:
        return 182
    return high + 3 * (high - low)


_METRICS: dict[str, Callable[[Truth], Figures]] = {
    "active_ratio": _active,
    "agenda_balance": _agendas,
    "contributor_absence_factor": _absence,
    "contributor_groups": _groups,
    "contributors": _contributors,
    "joining_and_leaving": _joining,
    "new_contributors": _new_contributors,
    "response_within_48_hours": _within_48_hours,
    "time_to_first_response": _first_response,
}
