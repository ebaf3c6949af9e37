"""Series: rules that calendars understand, and occurrences on the days they give."""

import datetime as dt
from bisect import bisect
from collections.abc import Iterator, Sequence

from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.recurrence import rule_dates, rule_problem
from folkmoot.model.slot import event_zone

_LONGEST = 100
"""No series runs for more years: days further off are strays, and need not be counted out."""


def unusable_rules(community: Community) -> Iterator[Problem]:
    """Recurrence rules that are no RRULE, or repeat more often than daily."""
    for event in community.events.values():
        if event.recurrence and (reason := rule_problem(event.recurrence.rule)):
            yield Problem(
                event.path,
                "rule-unusable",
                reason,
                "write an RRULE such as FREQ=MONTHLY;BYDAY=2TU (the second Tuesday of each month)",
                keys=("recurrence", "rule"),
                value=event.recurrence.rule,
            )


def stray_occurrences(community: Community) -> Iterator[Problem]:
    """Days that are told of and belong to no series, are told of twice, or are none of the series' own.

    The last is a warning, since an occurrence out of the ordinary is shown all the same.
    """
    for event in community.events.values():
        if event.recurrence is None:
            for index, held in enumerate(event.occurrences):
                yield Problem(
                    event.path, "occurrence-astray", "only a series has occurrences, and this event takes place once",
                    "add recurrence: with a rule, or write what is told of it without occurrences:",
                    keys=("occurrences", index, "date"), value=held.date.isoformat(),
                )  # fmt: skip
        elif not rule_problem(event.recurrence.rule):
            yield from _told_twice(event)
            yield from _off_the_rule(event, community)


def _told_twice(event: Event) -> Iterator[Problem]:
    for listed in (_exceptions(event), _occurrences(event)):
        known: set[dt.date] = set()
        for keys, day in listed:
            if day in known:
                yield Problem(
                    event.path, "occurrence-astray", f"{day} is listed twice", "put both into one item",
                    keys=keys, value=day.isoformat(),
                )  # fmt: skip
            known.add(day)


def _off_the_rule(event: Event, community: Community) -> Iterator[Problem]:
    moved = {one.moved_to.date for one in event.recurrence.exceptions if one.moved_to} if event.recurrence else set()
    listed = [*_exceptions(event), *((keys, day) for keys, day in _occurrences(event) if day not in moved)]
    given = _days(event, community, max((day for _, day in listed), default=event.start.date))
    known = set(given)
    for keys, day in listed:
        if day not in known:
            yield Problem(
                event.path, "occurrence-astray", f"the series has no {day:%A} {day}", _nearest(day, given),
                keys=keys, value=day.isoformat(), severity="warning",
            )  # fmt: skip


def _exceptions(event: Event) -> list[tuple[KeyPath, dt.date]]:
    exceptions = event.recurrence.exceptions if event.recurrence else ()
    return [(("recurrence", "exceptions", index, "date"), one.date) for index, one in enumerate(exceptions)]


def _occurrences(event: Event) -> list[tuple[KeyPath, dt.date]]:
    return [(("occurrences", index, "date"), one.date) for index, one in enumerate(event.occurrences)]


def _days(event: Event, community: Community, last: dt.date) -> tuple[dt.date, ...]:
    """The days of the series, in order, up to some that come after `last`."""
    if event.recurrence is None:
        return ()
    first = event.start.local
    bound = dt.date(min(last.year + 1, first.year + _LONGEST, dt.MAXYEAR), 12, 31)
    return rule_dates(event.recurrence.rule, first, bound, event_zone(event, community))


def _nearest(day: dt.date, given: Sequence[dt.date]) -> str:
    place = bisect(given, day)
    near = " and ".join(one.isoformat() for one in given[max(place - 1, 0) : place + 1])
    return f"the nearest days it has: {near}"
