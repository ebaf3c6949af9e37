"""Calendars: what is written is read back by a parser, and expands to the very days of the schedule."""

import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from folkmoot.derive.schedule import NEXT, occurrences
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event
from folkmoot.model.harvest import Harvest
from folkmoot.model.hub import Hub
from folkmoot.model.place import Place
from folkmoot.render.ical import calendar, has_date

TODAY = dt.date(2026, 3, 1)
ZURICH = ZoneInfo("Europe/Zurich")


def event(slug: str = "meetup", **fields: Any) -> Event:
    told = {"title": slug.title(), "kind": "meeting", "start": "2026-03-10 19:00"} | fields
    return Event.model_validate(told).placed(Origin(f"events/{slug}.md", slug))


def hub(*events: Event, today: dt.date = TODAY, **profile: Any) -> Hub:
    place = Place(
        name="Hall; east",
        address="1 Road, Zürich",
        coordinates={"latitude": 47.5, "longitude": 8.5},
    ).placed(Origin("content/places/hall.yml", "hall"))
    told = Profile.model_validate({"name": "Test", "timezone": "Europe/Zurich"} | profile)
    community = Community(told, {}, {one.slug: one for one in events}, {}, {}, {}, {"hall": place}, (), ())
    now = dt.datetime.combine(today, dt.time(), dt.UTC)
    return Hub(community, Harvest(), now, today, (), {}, occurrences(community, today), (), ())


def written(*events: Event, today: dt.date = TODAY, **profile: Any) -> bytes:
    return calendar(
        hub(*events, today=today, **profile), events, "Test, all", lambda one: f"https://x.example/{one.slug}/"
    )


def parsed(*events: Event, **profile: Any) -> Any:
    return icalendar.Calendar.from_ical(written(*events, **profile))


def only(*events: Event, **profile: Any) -> Any:
    (found,) = parsed(*events, **profile).events
    return found


def test_one_event() -> None:
    one = event(
        end="2026-03-10 21:00",
        place="hall",
        online="https://meet.example/a",
        topics=["a, b", "c"],
        summary="Bring; cake",
    )
    made = only(one, domain="hub.example")
    assert made["UID"] == "meetup@hub.example"
    assert made.start == dt.datetime(2026, 3, 10, 19, tzinfo=ZURICH)
    assert made.end == dt.datetime(2026, 3, 10, 21, tzinfo=ZURICH)
    assert made["DTSTAMP"].dt == dt.datetime(2026, 3, 10, 18, tzinfo=dt.UTC)
    assert (made["SUMMARY"], made["STATUS"], made["SEQUENCE"]) == ("Meetup", "CONFIRMED", 0)
    assert made["URL"] == "https://x.example/meetup/"
    assert made["LOCATION"] == "Hall; east, 1 Road, Zürich"
    assert made["GEO"].to_ical() == "47.5;8.5"
    assert made["DESCRIPTION"] == "Bring; cake"
    assert made.categories == ["a, b", "c"]
    assert made["CONFERENCE"] == "https://meet.example/a"


def test_the_calendar_itself() -> None:
    made = parsed(event())
    assert made["X-WR-CALNAME"] == made["NAME"] == "Test, all"
    assert made["REFRESH-INTERVAL"].dt == dt.timedelta(hours=12)
    assert made["X-PUBLISHED-TTL"] == "PT12H"
    assert made.errors == []
    assert [one.tz_name for one in made.timezones] == ["Europe/Zurich"]


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    raw = written(event(summary="ü" * 200))
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_without_a_domain_the_uid_is_still_stable() -> None:
    assert only(event())["UID"] == "meetup@folkmoot.invalid"


def test_days_without_a_time_are_whole_days() -> None:
    made = only(event(start="2026-03-10", end="2026-03-12"))
    assert (made.start, made.end) == (dt.date(2026, 3, 10), dt.date(2026, 3, 13))
    assert made["DTSTART"].params["VALUE"] == "DATE"


def test_an_end_without_a_time_is_the_end_of_that_day() -> None:
    made = only(event(end="2026-03-12"))
    assert made.end == dt.datetime(2026, 3, 13, tzinfo=ZURICH)


def test_a_month_is_no_date() -> None:
    series = event("d", start="2026-05", date_precision="day", recurrence={"rule": "FREQ=WEEKLY"})
    months = [event("a", start="2026-05"), event("b", date_precision="month"), series]
    assert [has_date(one) for one in months] == [one.has_date for one in months] == [False, False, False]
    assert event("c").has_date
    assert event("c", start="2026-05-14", date_precision="day").has_date
    made = parsed(*months, event("c"))
    assert [one["UID"] for one in made.events] == ["c@folkmoot.invalid"]
    assert parsed(*months).events == []


@pytest.mark.parametrize("status", ["confirmed", "tentative", "cancelled"])
def test_the_status_passes_through(status: str) -> None:
    assert only(event(status=status))["STATUS"] == status.upper()


def test_an_online_event_takes_place_there() -> None:
    made = only(event(online="https://meet.example/a"))
    assert made["LOCATION"] == "https://meet.example/a"


def test_the_description_falls_back_to_the_text() -> None:
    made = only(event().saying("# Hello\n\nA **long** evening."))
    assert made["DESCRIPTION"] == "Hello A long evening."


def test_without_an_address_there_is_no_url() -> None:
    one = event()
    assert b"URL" not in calendar(hub(one), [one], "Test", lambda _: "")


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


def test_an_event_in_utc_needs_no_zone() -> None:
    made = parsed(event(timezone="UTC"))
    assert made.timezones == []
    assert made.events[0].start == dt.datetime(2026, 3, 10, 19, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "zone", ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"]
)
def test_zones_change_when_the_clocks_do(zone: str) -> None:
    """The onsets, read by RFC 5545's own rule (local time less TZOFFSETFROM), are the zone database's."""
    (made,) = parsed(event(timezone=zone)).timezones
    onsets = {}
    for change in (*made.standard, *made.daylight):
        later = change["RDATE"].dts if "RDATE" in change else []
        for local in [change.DTSTART, *(one.dt for one in later)]:
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


def expanded(raw: bytes, first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    """The local days and titles that a calendar program shows, by an independent expansion."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(first, last)
    return sorted(
        (start.date() if isinstance(start := one["DTSTART"].dt, dt.datetime) else start, str(one["SUMMARY"]))
        for one in found
    )


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
    "an unusable rule": {
        "recurrence": {"rule": "FREQ=SECONDLY"},
        "occurrences": [{"date": "2026-04-01", "recap": "x"}],
    },
}


@pytest.mark.parametrize("name", SERIES)
def test_a_series_expands_to_the_days_of_the_schedule(name: str) -> None:
    one = event("series", **SERIES[name])
    last = dt.date(2026, 8, 1)
    schedule = [o for o in hub(one).occurrences if o.date < last]
    assert len(schedule) > 1
    shown = expanded(written(one), TODAY, last)
    if len(schedule) == NEXT:  # a calendar goes on where the schedule stops
        shown = shown[:NEXT]
    assert shown == sorted((o.date, o.title) for o in schedule)


@pytest.mark.parametrize("name", SERIES)
def test_a_series_starts_at_the_times_of_the_schedule(name: str) -> None:
    one = event("series", **SERIES[name])
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(written(one))).between(TODAY, dt.date(2026, 6, 1))
    starts = {part["DTSTART"].dt for part in found}
    assert starts == {o.start or o.date for o in hub(one).occurrences if o.date < dt.date(2026, 6, 1)}


def test_an_occurrence_moved_to_a_month_is_left_out() -> None:
    moved = [{"date": "2026-04-14", "moved_to": "2026-04"}]
    one = event(recurrence={"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": moved})
    assert [day.isoformat() for day, _ in expanded(written(one), TODAY, dt.date(2026, 6, 1))] == [
        "2026-03-10",
        "2026-05-12",
    ]


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
