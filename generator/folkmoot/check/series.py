"""Series: rules that calendars understand, and occurrences on the days they give."""

import datetime as dt
from bisect import bisect
from collections.abc import Iterator, Sequence

from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.recurrence import never_comes, rule_problem, starts_off
from folkmoot.model.slot import event_zone, planned_days, told_days

_LONGEST = 100
"""No series runs for more years: days further off are strays, and need not be counted out."""

_SHOWN = 3
"""So many of the first days of a series show what becomes of it."""


def unusable_rules(community: Community) -> Iterator[Problem]:
    """Recurrence rules that are no RRULE, repeat more often than daily, or give no day."""
    for event in community.events.values():
        if event.recurrence and (reason := _unusable(event.recurrence.rule, event.start.local)):
            yield Problem(
                event.path,
                "rule-unusable",
                reason,
                "write an RRULE such as FREQ=MONTHLY;BYDAY=2TU (the second Tuesday of each month)",
                keys=("recurrence", "rule"),
                value=event.recurrence.rule,
            )


def _unusable(rule: str, first: dt.datetime) -> str:
    if reason := rule_problem(rule):
        return reason
    return f"this rule gives no day from {first:%Y-%m-%d} on" if never_comes(rule, first) else ""


def stray_starts(community: Community) -> Iterator[Problem]:
    """Series that begin on a day, or in a month, that their rule does not give.

    RFC 5545 (3.8.5.3) lets such a day count, and few who write it mean it; who tells of that day means it.
    """
    for event in community.events.values():
        if event.recurrence is None or _unusable(event.recurrence.rule, event.start.local):
            continue
        if not starts_off(event.recurrence.rule, event.start.local) or event.start.date in _listed(event):
            continue
        days = _first_days(event, community)
        if days[0] != event.start.date:
            continue  # it is announced for a month, and begins on the first day that the rule gives in it
        yield _off_from_the_start(event, days)


def _off_from_the_start(event: Event, days: Sequence[dt.date]) -> Problem:
    first, *others = (day.isoformat() for day in days)
    told = f"{', '.join([first, *others][:_SHOWN])} and so on" if len(days) > _SHOWN else " and ".join([first, *others])
    when, unit, length = ("in", "month", 7) if event.start.precision == "month" else ("on", "day", 10)
    missed = first[:length] if unit == "month" else f"{days[0]:%A} {first}"
    right = f"start it {when} {others[0][:length]}, the first {unit} that it gives, or correct it" if others else ""
    return Problem(
        event.path,
        "start-astray",
        f"the rule gives no {missed}, {when} which the series starts, so its dates are {told}",
        f"{right or 'correct the rule'}; if {first} is meant, list it in occurrences, too",
        keys=("start",),
        value=first[:length],
        severity="warning",
    )


def _listed(event: Event) -> set[dt.date]:
    """The days that something is told of, whatever that is."""
    return {day for _, day in (*_exceptions(event), *_occurrences(event))}


def _first_days(event: Event, community: Community) -> tuple[dt.date, ...]:
    """The days on which a series begins, one more than are shown where there are so many."""
    zone, year = event_zone(event, community), event.start.date.year
    days: tuple[dt.date, ...] = ()
    for years in (1, 10, _LONGEST):
        days = planned_days(event, zone, dt.date(year + years, 12, 31))
        if len(days) > _SHOWN:
            break
    return days[: _SHOWN + 1]


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
            yield from _told_twice(event, community)
            yield from _off_the_rule(event, community)


def _told_twice(event: Event, community: Community) -> Iterator[Problem]:
    exceptions, occurrences = _exceptions(event), _occurrences(event)
    meant = told_days(event, event_zone(event, community))
    for listed, days in ((exceptions, [day for _, day in exceptions]), (occurrences, meant)):
        known: dict[dt.date, dt.date] = {}
        for (keys, written), day in zip(listed, days, strict=True):
            if day not in known:
                known[day] = written
                continue
            moved = f"{known[day]} and {written} are the same occurrence, which was moved"
            yield Problem(
                event.path, "occurrence-astray", moved if known[day] != written else f"{written} is listed twice",
                "put both into one item", keys=keys, value=written.isoformat(),
            )  # fmt: skip


def _off_the_rule(event: Event, community: Community) -> Iterator[Problem]:
    told = zip(_occurrences(event), told_days(event, event_zone(event, community)), strict=True)
    listed = [*_exceptions(event), *((keys, written) for (keys, written), day in told if day == written)]
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
    bound = dt.date(min(last.year + 1, event.start.date.year + _LONGEST), 12, 31)
    return planned_days(event, event_zone(event, community), bound)


def _nearest(day: dt.date, given: Sequence[dt.date]) -> str:
    place = bisect(given, day)
    near = " and ".join(one.isoformat() for one in given[max(place - 1, 0) : place + 1])
    return f"the nearest days it has: {near}"
