"""Rules of RFC 5545: which may be written, where they end, and whether they ever come."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from folkmoot.model.recurrence import never_comes, rule_dates, rule_end, rule_problem


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,WE;WKST=SU",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=10",
        "freq=monthly; byday=+1mo;",
        "FREQ=MONTHLY;BYMONTHDAY=15,-1",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;BYSETPOS=2;UNTIL=20301231",
        "FREQ=WEEKLY;UNTIL=20301231T180000Z",
    ],
)
def test_rules_that_can_be_taken(rule: str) -> None:
    assert rule_problem(rule) == ""


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", "NAME=VALUE"),
        ("every second Tuesday", "NAME=VALUE"),
        ("RRULE:FREQ=DAILY", "leave out RRULE:"),
        ("BYDAY=2TU", "does not say how often"),
        ("FREQ=SECONDLY", "more than once a day"),
        ("FREQ=HOURLY;INTERVAL=24", "more than once a day"),
        ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY is not understood"),
        ("FREQ=DAILY;FREQ=WEEKLY", "stands in it twice"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not understood"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1 is not understood"),
        ("FREQ=DAILY;UNTIL=20260230", "UNTIL=20260230 is no day of the calendar"),
        ("FREQ=DAILY;UNTIL=20260101T250000", "no day of the calendar"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL=TOMORROW is not understood"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20260301", "exclude each other"),
        ("FREQ=WEEKLY;BYDAY=TUE", "BYDAY=TUE is not understood"),
        ("FREQ=WEEKLY;BYDAY=2TU", "use it with FREQ=MONTHLY"),
        ("FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2", "BYMONTHDAY goes with"),
        ("FREQ=MONTHLY;BYDAY=6MO", "a month has five"),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=53MO", "a month has five"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32 is not understood"),
        ("FREQ=MONTHLY;BYMONTH=13", "BYMONTH=13 is not understood"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS picks among"),
        ("FREQ=DAILY;BYHOUR=1,2", "BYHOUR is not a part"),
        ("FREQ=YEARLY;BYEASTER=1", "BYEASTER is not a part"),
        ("FREQ=DAILY;;", ""),
        ("FREQ=DAILY;;COUNT=2", "NAME=VALUE"),
        ("FREQ=DAILY;COUNT=٣", "COUNT=٣ is not understood"),
        ("FREQ=DAILY;COUNT=1٣", "COUNT=1٣ is not understood"),
    ],
)
def test_rules_that_cannot(rule: str, words: str) -> None:
    assert words in rule_problem(rule)
    assert bool(words) == bool(rule_problem(rule))


@pytest.mark.parametrize(
    ("zone", "until", "end"),
    [
        ("Asia/Tokyo", "99991231T235959Z", "3000-01-01T08:59:59"),
        ("America/New_York", "99991231T235959Z", "2999-12-31T18:59:59"),
        ("America/New_York", "00010101T000000Z", "0999-12-31T19:03:58"),
        ("Europe/Rome", "99991231", "2999-12-31T23:59:59"),
        ("Europe/Rome", "20260607", "2026-06-07T23:59:59"),
    ],
)
def test_an_end_for_ever_is_the_end_of_days(zone: str, until: str, end: str) -> None:
    found = rule_end(f"FREQ=DAILY;UNTIL={until}", ZoneInfo(zone))
    assert found is not None
    assert found.isoformat() == end


def test_a_rule_is_unrolled_once_for_all_who_ask_for_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(rule: str, **start: Any) -> Any:
        asked.append(rule)
        return rrulestr(rule, **start)

    monkeypatch.setattr("folkmoot.model.recurrence.rrulestr", counted)
    first, zone = dt.datetime(2026, 6, 1, 18, 7), ZoneInfo("Europe/Rome")
    far = rule_dates("FREQ=DAILY;INTERVAL=3", first, dt.date(2027, 6, 1), zone)
    near = rule_dates("FREQ=DAILY;INTERVAL=3", first, dt.date(2026, 7, 1), zone)
    until = rule_dates("FREQ=DAILY;INTERVAL=3;UNTIL=20260701", first, dt.date(2027, 6, 1), zone)
    assert not never_comes("FREQ=DAILY;INTERVAL=3", first)
    assert near == until == far[: len(near)]
    assert (len(near), len(far)) == (11, 122)
    assert asked == ["FREQ=DAILY;INTERVAL=3"]


@pytest.mark.parametrize(
    ("rule", "never"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", True),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", False),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", True),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=3", True),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=6", False),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=5SU", False),
        ("FREQ=YEARLY;BYDAY=MO;BYSETPOS=999", True),
        ("FREQ=DAILY;UNTIL=20200101", False),
    ],
)
def test_a_rule_may_give_no_day_at_all(rule: str, never: bool) -> None:
    assert rule_problem(rule) == ""
    assert never_comes(rule, dt.datetime(2026, 6, 1, 18)) is never
