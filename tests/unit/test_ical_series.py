"""Series and time zones in calendars: they expand to the very days of the schedule, and clocks change when they do."""

import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from folkmoot.model.event import Event
from folkmoot.model.hub import Occurrence
from support.calendar_events import TODAY, ZURICH, event, hub, only, parsed, written
from support.calendar_programs import shown_by_ical, shown_by_icalendar
from support.calendar_programs import written as moment


@pytest.mark.parametrize("start", ["1000-01-01 00:10", "2999-12-31 23:50", "2999-12-31"])
@pytest.mark.parametrize("until", ["99991231T235959Z", "00010101T000000Z", "99991231"])
def test_the_first_and_the_last_day_can_be_shown(start: str, until: str) -> None:
    moved = [{"date": "2026-04-14", "moved_to": "2999-12-31"}]
    told = [{"date": "2998-04-14", "title": "x"}]
    for zone in ("Asia/Tokyo", "America/New_York"):
        rule = {"rule": f"FREQ=YEARLY;UNTIL={until}", "exceptions": moved}
        made = parsed(event(start=start, timezone=zone, recurrence=rule, occurrences=told))
        assert made.events[0].start.isoformat().startswith(start[:10])
        assert len(made.events) == 3


def test_a_rule_for_ever_ends_with_the_days() -> None:
    made = only(event(timezone="UTC", recurrence={"rule": "FREQ=WEEKLY;UNTIL=99991231T235959Z"}))
    assert made["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=29991231T235959Z"


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT", "Zulu"])
def test_an_event_in_utc_needs_no_zone(zone: str) -> None:
    made = parsed(event(timezone=zone))
    assert made.timezones == []
    assert made.events[0].start == dt.datetime(2026, 3, 10, 19, tzinfo=dt.UTC)


def changed(change: Any) -> list[dt.datetime]:
    """The local times at which the clocks change so: each on a line of its own, for programs that read no more."""
    lines = change.get("RDATE", [])
    found = [one.dt for line in (lines if isinstance(lines, list) else [lines]) for one in line.dts]
    assert len(found) == str(change.to_ical()).count("RDATE")
    return [change.DTSTART, *found]


@pytest.mark.parametrize(
    "zone", ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"]
)
def test_zones_change_when_the_clocks_do(zone: str) -> None:
    """The onsets, read by RFC 5545's own rule (local time less TZOFFSETFROM), are the zone database's."""
    (made,) = parsed(event(timezone=zone)).timezones
    onsets = {}
    for change in (*made.standard, *made.daylight):
        for local in changed(change):
            onsets[(local - change.TZOFFSETFROM).replace(tzinfo=dt.UTC)] = change.TZOFFSETTO
    first, *others = sorted(onsets)
    assert first.year in (2024, 2025)
    for onset in others:
        before, after = (
            (onset + dt.timedelta(minutes=step)).astimezone(ZoneInfo(zone)).utcoffset() for step in (-1, 0)
        )
        assert before != after == onsets[onset]
    hour = dt.timedelta(hours=1)
    moments = [dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + hour * n for n in range(24 * 365)]
    offsets = [moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments]
    changes = sum(a != b for a, b in pairwise(offsets))
    assert sum(onset.year == 2026 for onset in onsets) == changes


SERIES: dict[str, dict[str, Any]] = {
    "second Tuesdays": {"recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU"}},
    "loosely written": {"recurrence": {"rule": "freq=monthly; byday=2tu;"}},
    "weekly over both changes": {"recurrence": {"rule": "FREQ=WEEKLY"}, "end": "2026-03-10 22:00"},
    "whole days": {"start": "2026-03-10", "end": "2026-03-11", "recurrence": {"rule": "FREQ=MONTHLY;UNTIL=20260910"}},
    "until a day": {"recurrence": {"rule": "FREQ=WEEKLY;UNTIL=20260407"}},
    "until a moment": {"recurrence": {"rule": "FREQ=WEEKLY;UNTIL=20260407T170000Z"}},
    "until just before": {"recurrence": {"rule": "FREQ=WEEKLY;UNTIL=20260407T165959Z"}},
    "counted": {"recurrence": {"rule": "FREQ=DAILY;COUNT=5"}},
    "late in Honolulu": {
        "timezone": "Pacific/Honolulu",
        "start": "2026-03-10 23:30",
        "recurrence": {"rule": "FREQ=MONTHLY"},
    },
    "early in Auckland": {
        "timezone": "Pacific/Auckland",
        "start": "2026-03-10 00:30",
        "recurrence": {"rule": "FREQ=MONTHLY"},
    },
    "dropped and moved": {
        "recurrence": {
            "rule": "FREQ=MONTHLY;BYDAY=2TU",
            "exceptions": [
                {"date": "2026-04-14"},
                {"date": "2026-05-12", "moved_to": "2026-05-20 18:00"},
                {"date": "2026-06-09", "moved_to": "2026-06-10"},
                {"date": "2026-07-14", "moved_to": "2026-07-29"},
            ],
        }
    },
    "moved days": {
        "start": "2026-03-10",
        "recurrence": {"rule": "FREQ=WEEKLY", "exceptions": [{"date": "2026-03-17", "moved_to": "2026-03-19"}]},
    },
    "told of": {
        "recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": [{"date": "2026-06-09"}]},
        "occurrences": [
            {"date": "2026-04-14", "title": "Second"},
            {"date": "2026-04-21", "title": "One more"},
            {"date": "2026-05-19", "recap": "And another."},
            {"date": "2026-06-09", "title": "In spite of it all"},
        ],
    },
    "moved from nowhere": {
        "recurrence": {
            "rule": "FREQ=MONTHLY;BYDAY=2TU",
            "exceptions": [{"date": "2026-04-20", "moved_to": "2026-04-22"}],
        }
    },
    "the first dropped": {"recurrence": {"rule": "FREQ=WEEKLY", "exceptions": [{"date": "2026-03-10"}]}},
    "start off the rule": {"start": "2026-03-11 19:00", "recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU"}},
    "last days of months": {"recurrence": {"rule": "FREQ=MONTHLY;BYMONTHDAY=-1"}},
    "in long months": {"start": "2026-03-31 19:00", "recurrence": {"rule": "FREQ=MONTHLY"}},
    "every other week": {"recurrence": {"rule": "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU"}},
    "last working days": {"recurrence": {"rule": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"}},
    "New York over both changes": {
        "timezone": "America/New_York",
        "end": "2026-03-11 01:30",
        "recurrence": {"rule": "FREQ=WEEKLY;UNTIL=20271231"},
    },
    "in the hour that is skipped": {"start": "2026-03-22 02:30", "recurrence": {"rule": "FREQ=WEEKLY"}},
    "days without their time": {"date_precision": "day", "recurrence": {"rule": "FREQ=WEEKLY"}},
    "moved from a day to a time": {
        "start": "2026-03-10",
        "recurrence": {"rule": "FREQ=MONTHLY", "exceptions": [{"date": "2026-04-10", "moved_to": "2026-04-11 18:00"}]},
    },
    "moved over a change of clocks": {
        "end": "2026-03-10 21:00",
        "recurrence": {
            "rule": "FREQ=WEEKLY",
            "exceptions": [
                {"date": "2026-03-24", "moved_to": "2026-03-31 20:00"},
                {"date": "2026-10-27", "moved_to": "2026-10-24"},
            ],
        },
    },
    "moved and told of": {
        "recurrence": {"rule": "FREQ=WEEKLY", "exceptions": [{"date": "2026-03-17", "moved_to": "2026-03-19"}]},
        "occurrences": [{"date": "2026-03-19", "title": "Told by its new day"}],
    },
    "changed places": {
        "recurrence": {
            "rule": "FREQ=WEEKLY",
            "exceptions": [
                {"date": "2026-03-17", "moved_to": "2026-03-24 18:00"},
                {"date": "2026-03-24", "moved_to": "2026-03-17 20:00"},
            ],
        },
    },
    "an unusable rule": {
        "recurrence": {"rule": "FREQ=SECONDLY"},
        "occurrences": [{"date": "2026-04-01", "recap": "x"}],
    },
    "the first dropped, which the rule does not give": {
        "start": "2026-03-11 19:00",
        "recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": [{"date": "2026-03-11"}]},
    },
    "dropped, which the rule does not give": {
        "recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": [{"date": "2026-04-20"}]},
    },
    "moved out of the two years": {
        "recurrence": {"rule": "FREQ=MONTHLY", "exceptions": [{"date": "2026-04-10", "moved_to": "2028-05-01"}]},
    },
}


IN_TWO_YEARS = dt.date(2028, 3, 1)


def scheduled(one: Event) -> list[tuple[str, str, str]]:
    """Start, end and title of every occurrence in two years, as pages tell them: they look 400 days ahead."""
    todays = [TODAY + dt.timedelta(days=step) for step in range(0, 731, 60)]
    found = {(o.anchor, o) for today in todays for o in hub(one, today=today).occurrences if o.date < IN_TWO_YEARS}
    return sorted({(moment(o.start or o.date), moment(_end(o)), o.title) for _, o in found})


def _end(one: Occurrence) -> dt.date:
    after = one.last + dt.timedelta(days=1)
    if one.start is None:
        return after
    return one.end or (dt.datetime.combine(after, dt.time(), ZoneInfo(one.zone)) if one.last > one.date else one.start)


@pytest.mark.parametrize("name", SERIES)
def test_two_programs_show_a_series_as_the_pages_do(name: str) -> None:
    one = event("series", **SERIES[name])
    raw = written(one)
    shown = shown_by_icalendar(raw, TODAY, IN_TWO_YEARS)
    assert shown_by_ical(raw, TODAY, IN_TWO_YEARS) == shown
    assert [(seen.start, seen.end, seen.title) for seen in shown] == scheduled(one)
    assert len(shown) > 1


def test_an_occurrence_moved_to_a_month_is_left_out() -> None:
    moved = [{"date": "2026-04-14", "moved_to": "2026-04"}]
    one = event(recurrence={"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": moved})
    raw, last = written(one), dt.date(2026, 6, 1)
    assert [seen.start[:10] for seen in shown_by_icalendar(raw, TODAY, last)] == ["2026-03-10", "2026-05-12"]
    assert shown_by_ical(raw, TODAY, last) == shown_by_icalendar(raw, TODAY, last)


def test_overrides_name_the_occurrence_they_stand_for() -> None:
    moved = [{"date": "2026-04-14", "moved_to": "2026-04-16 18:00"}]
    one = event(recurrence={"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": moved})
    master, override = parsed(one).events
    assert master["RRULE"].to_ical() == b"FREQ=MONTHLY;BYDAY=2TU"
    assert "RECURRENCE-ID" not in master
    assert override["UID"] == master["UID"]
    assert override["RECURRENCE-ID"].dt == dt.datetime(2026, 4, 14, 19, tzinfo=ZURICH)


def test_zones_stand_in_the_order_of_their_names() -> None:
    names = ["Africa/Cairo", "America/Lima", "Asia/Tokyo", "Europe/Oslo", "Europe/Rome", "Pacific/Apia"]
    made = parsed(*(event(f"e{number}", timezone=name) for number, name in enumerate(reversed(names))))
    assert [one.tz_name for one in made.timezones] == names


def test_the_same_files_give_the_same_bytes_on_another_day() -> None:
    events = [event("b", timezone="Asia/Tokyo"), event("a"), event("c", timezone="America/Lima")]
    assert written(*events) == written(*reversed(events), today=dt.date(2026, 11, 30))


def onsets(*events: Event, today: dt.date = TODAY) -> dict[str, tuple[int, int]]:
    """The first and the last year in which a calendar tells of changed clocks, by zone; zones without any have none."""
    found = {}
    made: Any = icalendar.Calendar.from_ical(written(*events, today=today))
    for zone in made.timezones:
        years = [one.year for change in (*zone.standard, *zone.daylight) for one in changed(change)]
        found[zone.tz_name] = min(years), max(years)
    return found


def test_zones_are_told_for_the_years_of_their_own_events() -> None:
    old = event("a", start="1999-05-01 19:00", timezone="America/New_York")
    new = event("b", start="2024-12-31 22:00", end="2025-01-01 02:00")
    assert onsets(old) == {"America/New_York": (1998, 1999)}
    assert onsets(new) == {"Europe/Zurich": (2023, 2025)}
    assert onsets(new, old) == onsets(old) | onsets(new)
    assert onsets(new, event("c", start="2020-05-01 19:00")) == {"Europe/Zurich": (2019, 2025)}


TWICE = "FREQ=YEARLY;COUNT=2"


@pytest.mark.parametrize(
    ("rule", "exceptions", "told", "years"),
    [
        ("FREQ=WEEKLY", [], [], (2025, 2029)),
        ("FREQ=WEEKLY;UNTIL=20270301", [], [], (2025, 2027)),
        (TWICE, [], [], (2025, 2027)),
        (TWICE, [{"date": "2031-03-10"}], [], (2025, 2031)),
        (TWICE, [{"date": "2027-03-10", "moved_to": "2030-03-10"}], [], (2025, 2030)),
        (TWICE, [], [{"date": "2020-03-10"}], (2019, 2027)),
    ],
)
def test_zones_of_a_series_last_as_long_as_it_does_or_three_years(
    rule: str, exceptions: list[Any], told: list[Any], years: tuple[int, int]
) -> None:
    one = event(recurrence={"rule": rule, "exceptions": exceptions}, occurrences=told)
    assert onsets(one) == {"Europe/Zurich": years}


def test_whole_days_need_no_zone() -> None:
    days = event("a", start="2026-03-10", recurrence={"rule": "FREQ=WEEKLY"})
    assert onsets(days, event("b", date_precision="day")) == {}
    moved = [{"date": "2026-03-17", "moved_to": "2026-03-19 18:00"}]
    assert list(onsets(event(start="2026-03-10", recurrence={"rule": "FREQ=WEEKLY", "exceptions": moved}))) == [
        "Europe/Zurich"
    ]
