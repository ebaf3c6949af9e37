"""What holds of every series, whatever its rule, its exceptions, its zone and the day it is looked at."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.derive.schedule import AHEAD, NEXT, occurrences
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event, HeldOccurrence
from folkmoot.model.hub import Occurrence
from folkmoot.model.recurrence import rule_dates, rule_problem

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = ["UTC", "Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]

dates = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
times = st.times(dt.time(0), dt.time(23, 59)).map(lambda time: f"{time:%H:%M}")


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    if draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True))
        nth = draw(st.sampled_from(["", "1", "2", "-1", "5"])) if frequency == "MONTHLY" else ""
        parts.append("BYDAY=" + ",".join(nth + day for day in chosen))
    elif frequency == "MONTHLY" and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(st.sampled_from([1, 15, 29, 31, -1]))}")
    end = draw(st.sampled_from(["", "COUNT", "UNTIL"]))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    elif end == "UNTIL":
        parts.append(f"UNTIL={draw(dates):%Y%m%d}")
    return ";".join(parts)


@st.composite
def series(draw: st.DrawFn) -> Event:
    start = draw(dates)
    told: dict[str, Any] = {
        "title": "Series",
        "kind": "chat",
        "start": f"{start} {draw(times)}" if draw(st.booleans()) else str(start),
        "timezone": draw(st.sampled_from(ZONES)),
        "recurrence": {
            "rule": draw(rules()),
            "exceptions": [
                {"date": str(day)} | ({"moved_to": str(to)} if to else {})
                for day, to in draw(st.dictionaries(dates, st.none() | dates, max_size=3)).items()
            ],
        },
        "occurrences": [{"date": str(day), "recap": "x"} for day in draw(st.lists(dates, max_size=3, unique=True))],
    }
    return Event.model_validate(told).placed(Origin("events/series.md", "series"))


def scheduled(event: Event, today: dt.date) -> tuple[Occurrence, ...]:
    return occurrences(Community(Profile(name="T"), {}, {"series": event}, {}, {}, {}, {}, (), ()), today)


@given(series(), dates)
def test_no_occurrence_twice_and_all_in_order(event: Event, today: dt.date) -> None:
    found = scheduled(event, today)
    days = [one.recurrence for one in found]
    assert len(days) == len(set(days))
    assert [one.date for one in found] == sorted(one.date for one in found)


@given(series(), dates)
def test_all_that_is_told_of_is_there_and_few_of_the_others(event: Event, today: dt.date) -> None:
    found = scheduled(event, today)
    told = [one.gathering for one in found if isinstance(one.gathering, HeldOccurrence)]
    assert event.recurrence is not None
    exceptions = event.recurrence.exceptions
    moved = {one.moved_to.date: one.date for one in exceptions if one.moved_to}
    rule, zone = event.recurrence.rule, ZoneInfo(event.timezone or "UTC")
    own = {one.date for one in exceptions} | {*rule_dates(rule, event.start.local, dt.date(2028, 1, 1), zone)}
    meant = {one.date if one.date in own else moved.get(one.date, one.date) for one in event.occurrences}
    assert len(told) == len(meant)
    assert {one.date for one in event.occurrences} & own <= {one.recurrence for one in found}
    others = [one for one in found if not isinstance(one.gathering, HeldOccurrence)]
    assert len(others) <= NEXT
    assert all(one.last >= today and one.date <= today + AHEAD for one in others)


@given(series(), dates)
def test_dropped_days_are_not_shown_unless_something_is_told_of_them(event: Event, today: dt.date) -> None:
    dropped = {one.date for one in event.recurrence.exceptions if not one.moved_to} if event.recurrence else set()
    told = {one.date for one in event.occurrences}
    assert not {one.recurrence for one in scheduled(event, today)} & (dropped - told)


@given(series(), dates)
def test_starts_are_on_their_own_days_in_their_own_zones(event: Event, today: dt.date) -> None:
    for one in scheduled(event, today):
        assert (one.start is None) == (event.start.time is None)
        if one.start is None or event.start.time is None:
            continue
        again = one.start.astimezone(dt.UTC).astimezone(ZoneInfo(one.zone))
        assert again.replace(tzinfo=None) == one.start.replace(tzinfo=None), "the clocks do show this time"
        wall = dt.datetime.combine(one.date, event.start.time)
        late = one.start.replace(tzinfo=None) - wall
        # Samoa left out a whole day in 2011; no other gap is longer than an hour.
        assert dt.timedelta() <= late <= dt.timedelta(hours=1)


@given(rules(), dates, dates, st.integers(0, 400))
def test_a_longer_look_ahead_only_adds_days(rule: str, start: dt.date, last: dt.date, more: int) -> None:
    assert rule_problem(rule) == ""
    first = dt.datetime.combine(start, dt.time(19))
    near = rule_dates(rule, first, last, ZoneInfo("Europe/Rome"))
    far = rule_dates(rule, first, last + dt.timedelta(days=more), ZoneInfo("Europe/Rome"))
    assert far[: len(near)] == near
    assert all(day > last for day in far[len(near) :])
    assert list(far) == sorted(set(far))


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from("FREQ= DAILY YEARLY BYDAY= ; , 1 - MO UNTIL= 0 Z T".split())).map("".join)
)
def test_any_text_is_a_rule_or_a_reason(text: str) -> None:
    first = dt.datetime(2026, 3, 10, 19)
    days = rule_dates(text, first, dt.date(2026, 6, 1), ZoneInfo("Europe/Rome"))
    assert days[0] == first.date()
    if rule_problem(text):
        assert days == (first.date(),)
