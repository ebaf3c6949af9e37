"""Entries: what is written is read back by two parsers, and expands to the very days of the schedule."""

import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from pydantic import ValidationError

from folkmoot.derive.schedule import occurrences
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event
from folkmoot.model.harvest import Harvest
from folkmoot.model.hub import Hub, Occurrence
from folkmoot.model.place import Place
from folkmoot.render.calendars.ical import calendar_file, call_of, entry_of
from support.calendar_programs import shown_by_ical, shown_by_icalendar
from support.calendar_programs import written as moment

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
    within = hub(*events, today=today, **profile)
    return calendar_file([entry_of(within, one, f"https://x.example/{one.slug}/") for one in events], "Test, all")


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
    assert "COMMENT" not in made.timezones[0]
    assert [one.tz_name for one in made.timezones] == ["Europe/Zurich"]


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    raw = written(event(summary="ü" * 200))
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_without_a_domain_the_uid_is_still_stable() -> None:
    assert only(event())["UID"] == "meetup@folkmoot.invalid"


def test_the_uid_outlasts_the_renaming_of_the_file() -> None:
    one = event("new", formerly=["first", "second"])
    assert only(one)["UID"] == "first@folkmoot.invalid"
    assert call(formerly=["first"])["UID"] == "first.call-for-papers@hub.example"


def test_days_without_a_time_are_whole_days() -> None:
    made = only(event(start="2026-03-10", end="2026-03-12"))
    assert (made.start, made.end) == (dt.date(2026, 3, 10), dt.date(2026, 3, 13))
    assert made["DTSTART"].params["VALUE"] == "DATE"


def test_an_end_without_a_time_is_the_end_of_that_day() -> None:
    made = only(event(end="2026-03-12"))
    assert made.end == dt.datetime(2026, 3, 13, tzinfo=ZURICH)


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
    raw = calendar_file([entry_of(hub(one), one, "")], "Test")
    assert b"URL" not in raw
    assert b"SOURCE" not in raw


def test_a_calendar_tells_its_own_address_and_that_of_its_page() -> None:
    raw = calendar_file([], "Test", "https://x.example/events/", "https://x.example/a,b;c.ics")
    assert b"\r\nURL:https://x.example/events/\r\n" in raw
    assert b"\r\nSOURCE;VALUE=URI:https://x.example/a,b;c.ics\r\n" in raw
    assert icalendar.Calendar.from_ical(raw).events == []


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


def test_the_number_of_changes_is_counted_from_the_file() -> None:
    moved = [{"date": "2026-04-14", "moved_to": "2026-04-16 18:00"}, {"date": "2026-05-12"}]
    series: dict[str, Any] = {"recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": moved}}
    told = [
        event(),
        event(sequence=3),
        event(status="cancelled"),
        event(status="tentative"),
        event(status="cancelled", sequence=3),
    ]
    assert [only(one)["SEQUENCE"] for one in told] == [0, 3, 1, 0, 4]
    assert [one["SEQUENCE"] for one in parsed(event(**series)).events] == [2, 2]
    assert [one["SEQUENCE"] for one in parsed(event(**series, sequence=1, status="cancelled")).events] == [4, 4]


@pytest.mark.parametrize("sequence", [-1, 10_000, 1.5, "often"])
def test_a_number_of_changes_that_programs_would_refuse_is_refused(sequence: Any) -> None:
    with pytest.raises(ValidationError):
        event(sequence=sequence)


def test_nothing_is_invented_about_when_a_file_was_changed() -> None:
    assert b"LAST-MODIFIED" not in written(event())


def test_words_tell_their_language() -> None:
    series = {"rule": "FREQ=WEEKLY"}
    told = [{"date": "2026-03-17", "title": "Le thé"}]
    made = parsed(event(language="fr", summary="Un soir", recurrence=series, occurrences=told))
    params = [(str(one["SUMMARY"]), one["SUMMARY"].params, one["DESCRIPTION"].params) for one in made.events]
    assert params == [("Meetup", *[{"LANGUAGE": "fr"}] * 2), ("Le thé", *[{"LANGUAGE": "fr"}] * 2)]
    assert b"LANGUAGE" not in written(event(summary="One evening"))


def call(**fields: Any) -> Any:
    one = event(**{"call_for_papers": {"url": "https://x.example/propose", "closes": "2026-02-28"}} | fields)
    entry = call_of(hub(one, domain="hub.example"), one)
    assert entry
    (found,) = icalendar.Calendar.from_ical(calendar_file([entry], "Calls")).events
    return found


def test_a_call_for_papers_is_the_day_on_which_it_closes() -> None:
    made = call(summary="Three days", language="en", place="hall", sequence=2)
    assert made["UID"] == "meetup.call-for-papers@hub.example"
    assert (made.start, made.end) == (dt.date(2026, 2, 28), dt.date(2026, 3, 1))
    assert made["DTSTART"].params["VALUE"] == "DATE"
    assert made["SUMMARY"] == "Call for papers closes: Meetup"
    assert made["URL"] == "https://x.example/propose"
    assert made["DESCRIPTION"] == "Three days"
    assert (made["STATUS"], made["TRANSP"], made["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 2)
    assert made.subcomponents == []
    assert "LOCATION" not in made


def test_a_call_for_a_cancelled_event_is_cancelled() -> None:
    assert (call(status="cancelled")["STATUS"], call(status="cancelled")["SEQUENCE"]) == ("CANCELLED", 1)
    assert call(status="tentative")["STATUS"] == "CONFIRMED"


def test_a_call_without_a_last_day_is_no_entry() -> None:
    for one in (event(), event(call_for_papers={"url": "https://x.example/propose", "opens": "2026-02-01"})):
        assert call_of(hub(one), one) is None
