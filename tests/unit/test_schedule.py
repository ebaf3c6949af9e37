"""Series into occurrences: which days, in whose clocks, and with what to tell."""

import datetime as dt
from typing import Any

import pytest

from folkmoot.derive.schedule import occurrences
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event, HeldOccurrence
from folkmoot.model.hub import Occurrence
from folkmoot.model.place import Place

TODAY = dt.date(2026, 5, 20)
SECOND_TUESDAYS = "FREQ=MONTHLY;BYDAY=2TU"


def event(slug: str = "meetup", **fields: Any) -> Event:
    told = {"title": slug.title(), "kind": "meeting", "start": "2026-01-13 19:00"} | fields
    return Event.model_validate(told).placed(Origin(f"events/{slug}.md", slug))


def community(*events: Event, zone: str = "Europe/Rome", places: dict[str, Place] | None = None) -> Community:
    found = {one.slug: one for one in events}
    return Community(Profile(name="Test", timezone=zone), {}, found, {}, {}, {}, places or {}, (), ())


def scheduled(*events: Event, today: dt.date = TODAY, zone: str = "Europe/Rome") -> tuple[Occurrence, ...]:
    return occurrences(community(*events, zone=zone), today)


def days(found: tuple[Occurrence, ...]) -> list[str]:
    return [one.date.isoformat() for one in found]


def series(rule: str = SECOND_TUESDAYS, **fields: Any) -> Event:
    exceptions = fields.pop("exceptions", [])
    return event(recurrence={"rule": rule, "exceptions": exceptions}, **fields)


def test_a_single_event_to_the_minute() -> None:
    (one,) = scheduled(event(start="2026-03-01 19:00", end="2026-03-01 21:30", speakers=["ada"]))
    assert (one.date, one.last, one.precision) == (dt.date(2026, 3, 1), dt.date(2026, 3, 1), "minute")
    assert one.start is not None
    assert one.start.isoformat() == "2026-03-01T19:00:00+01:00"
    assert one.end is not None
    assert one.end.isoformat() == "2026-03-01T21:30:00+01:00"
    assert (one.recurrence, one.anchor, one.moved, one.zone) == (None, "", False, "Europe/Rome")
    assert one.gathering.speakers[0].member == "ada"


@pytest.mark.parametrize(
    ("fields", "date", "last", "precision", "end"),
    [
        ({"start": "2026-05"}, "2026-05-01", "2026-05-31", "month", False),
        ({"start": "2024-02"}, "2024-02-01", "2024-02-29", "month", False),
        ({"start": "2026-05", "end": "2026-06"}, "2026-05-01", "2026-06-30", "month", False),
        ({"start": "2026-05-14 19:00", "date_precision": "month"}, "2026-05-01", "2026-05-31", "month", False),
        ({"start": "2026-05", "date_precision": "minute"}, "2026-05-01", "2026-05-31", "month", False),
        ({"start": "2026-05-14 19:00", "date_precision": "day"}, "2026-05-14", "2026-05-14", "day", False),
        ({"start": "2026-05-14", "date_precision": "minute"}, "2026-05-14", "2026-05-14", "day", False),
        ({"start": "2026-05-14"}, "2026-05-14", "2026-05-14", "day", False),
        ({"start": "2026-05-14", "end": "2026-05-16"}, "2026-05-14", "2026-05-16", "day", False),
        ({"start": "2026-05-14 19:00"}, "2026-05-14", "2026-05-14", "minute", False),
        ({"start": "2026-05-14 19:00", "end": "2026-05-16"}, "2026-05-14", "2026-05-16", "minute", False),
        ({"start": "2026-05-14 19:00", "end": "2026-05-15 00:00"}, "2026-05-14", "2026-05-14", "minute", True),
        ({"start": "2026-05-14 19:00", "end": "2026-05-15 01:00"}, "2026-05-14", "2026-05-15", "minute", True),
        ({"start": "2026-05-14 19:00", "end": "2026-05-13 01:00"}, "2026-05-14", "2026-05-14", "minute", False),
        ({"start": "2999-12-31 23:00"}, "2999-12-31", "2999-12-31", "minute", False),
        ({"start": "2999-12", "end": "2999-12"}, "2999-12-01", "2999-12-31", "month", False),
        ({"start": "1000-01-01 00:00"}, "1000-01-01", "1000-01-01", "minute", False),
        ({"start": "1000-01-01 00:00", "end": "2999-12-31 23:59"}, "1000-01-01", "2999-12-31", "minute", True),
    ],
)
def test_what_is_announced(fields: dict[str, Any], date: str, last: str, precision: str, end: bool) -> None:
    (one,) = scheduled(event(**fields))
    assert (one.date.isoformat(), one.last.isoformat(), one.precision) == (date, last, precision)
    assert (one.start is not None) == (precision == "minute")
    assert (one.end is not None) == end


def test_the_zone_is_the_events_then_the_places_then_the_communitys() -> None:
    place = Place(name="Hall", address="1 Road", timezone="Asia/Tokyo").placed(
        Origin("content/places/hall.yml", "hall")
    )
    found = occurrences(
        community(
            event("own", timezone="America/New_York", place="hall"),
            event("place", place="hall"),
            event("nowhere", place="gone"),
            event("wrong", timezone="Europe/Atlantis"),
            places={"hall": place},
        ),
        TODAY,
    )
    assert {one.event.slug: one.zone for one in found} == {
        "own": "America/New_York",
        "place": "Asia/Tokyo",
        "nowhere": "Europe/Rome",
        "wrong": "Europe/Rome",
    }
    assert {one.event.slug: one.start.hour for one in found if one.start} == dict.fromkeys(
        ("own", "place", "nowhere", "wrong"), 19
    )


def test_the_next_twelve_and_none_of_the_untold_past() -> None:
    found = scheduled(series())
    assert days(found) == [
        *("2026-06-09", "2026-07-14", "2026-08-11", "2026-09-08", "2026-10-13", "2026-11-10"),
        *("2026-12-08", "2027-01-12", "2027-02-09", "2027-03-09", "2027-04-13", "2027-05-11"),
    ]
    assert [one.recurrence for one in found] == [one.date for one in found]


def test_no_further_than_400_days() -> None:
    found = scheduled(series("FREQ=MONTHLY;INTERVAL=4;BYDAY=2TU"))
    assert days(found) == ["2026-09-08", "2027-01-12", "2027-05-11"]
    assert TODAY + dt.timedelta(days=400) == dt.date(2027, 6, 24)


def test_what_is_on_today_and_what_still_goes_on_counts_as_coming() -> None:
    weekend = series("FREQ=MONTHLY;COUNT=8", start="2026-01-18", end="2026-01-20")
    assert days(scheduled(weekend, today=dt.date(2026, 5, 20)))[0] == "2026-05-18"
    assert days(scheduled(weekend, today=dt.date(2026, 5, 21)))[0] == "2026-06-18"


def test_the_past_that_has_something_to_tell() -> None:
    held = [{"date": "2026-02-10", "title": "On rust", "recap": "Well."}, {"date": "2026-04-14", "attendance": 9}]
    found = scheduled(series(occurrences=held))
    assert days(found)[:3] == ["2026-02-10", "2026-04-14", "2026-06-09"]
    assert [one.title for one in found[:3]] == ["On rust", "Meetup", "Meetup"]
    assert isinstance(found[0].gathering, HeldOccurrence)
    assert found[1].gathering.attendance == 9
    assert found[2].gathering.recap == ""
    assert len(found) == 14


def test_a_coming_occurrence_with_a_title_is_one_of_the_twelve() -> None:
    found = scheduled(series(occurrences=[{"date": "2026-07-14", "title": "Summer party"}]))
    assert len(found) == 12
    assert found[1].title == "Summer party"


def test_a_dropped_date_is_gone_and_a_moved_one_has_moved() -> None:
    exceptions = [
        {"date": "2026-08-11", "reason": "Holidays"},
        {"date": "2026-07-14", "moved_to": "2026-07-16 18:30", "reason": "A concert"},
        {"date": "2026-09-08", "moved_to": "2026-09-09"},
        {"date": "2026-10-13", "moved_to": "2026-10"},
    ]
    found = scheduled(series(exceptions=exceptions, end="2026-01-13 21:00"))
    assert days(found)[:4] == ["2026-06-09", "2026-07-16", "2026-09-09", "2026-10-01"]
    moved = found[1]
    assert (moved.moved, moved.reason, moved.recurrence) == (True, "A concert", dt.date(2026, 7, 14))
    assert moved.start is not None
    assert moved.end is not None
    assert (moved.start.time(), moved.end.time()) == (dt.time(18, 30), dt.time(20, 30))
    assert found[2].start is not None
    assert found[2].start.time() == dt.time(19, 0), "moved to a day, it keeps its time"
    assert (found[3].precision, found[3].last) == ("month", dt.date(2026, 10, 31))
    assert all(one.recurrence != dt.date(2026, 8, 11) for one in found)


def test_a_past_date_moved_into_the_future_is_coming() -> None:
    found = scheduled(series(exceptions=[{"date": "2026-05-12", "moved_to": "2026-05-26"}]))
    assert days(found)[0] == "2026-05-26"


@pytest.mark.parametrize("day", ["2026-03-10", "2026-03-12"])
def test_what_is_told_of_a_moved_date_may_name_either_day(day: str) -> None:
    moved = [{"date": "2026-03-10", "moved_to": "2026-03-12"}]
    found = scheduled(series(exceptions=moved, occurrences=[{"date": day, "recap": "Nice."}]))
    assert days(found)[0] == "2026-03-12"
    assert (found[0].recurrence, found[0].gathering.recap) == (dt.date(2026, 3, 10), "Nice.")
    assert len(found) == 13


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (["2026-05-12", "2026-05-19"], {"2026-05-12": "2026-05-19 18:00", "2026-05-19": "2026-05-19 19:00"}),
        (["2026-05-19"], {"2026-05-19": "2026-05-19 19:00"}),
        (["2026-05-12"], {"2026-05-12": "2026-05-19 18:00"}),
    ],
)
def test_a_day_of_the_series_means_itself_even_where_another_was_moved_to_it(
    told: list[str], shown: dict[str, str]
) -> None:
    one = series(
        "FREQ=WEEKLY",
        start="2026-05-05 19:00",
        exceptions=[{"date": "2026-05-12", "moved_to": "2026-05-19 18:00"}],
        occurrences=[{"date": day, "recap": f"Of {day}."} for day in told],
    )
    found = [o for o in scheduled(one, today=dt.date(2026, 6, 1)) if isinstance(o.gathering, HeldOccurrence)]
    assert {o.anchor: f"{o.start:%Y-%m-%d %H:%M}" for o in found} == shown
    assert {o.anchor: o.gathering.recap for o in found} == {day: f"Of {day}." for day in told}


def test_an_occurrence_may_be_moved_as_far_as_days_go() -> None:
    exceptions = [{"date": "2026-07-14", "moved_to": "2999-12-31"}, {"date": "2026-06-09", "moved_to": "1000-01"}]
    told = [{"date": "2026-07-14", "recap": "x"}, {"date": "2026-06-09", "recap": "y"}]
    found = scheduled(series(exceptions=exceptions, occurrences=told, end="2026-01-14 21:00"))
    assert (found[0].last.isoformat(), found[-1].last.isoformat()) == ("1000-01-31", "3000-01-01")


def test_what_is_told_of_a_day_that_the_rule_does_not_give_is_shown() -> None:
    told = [{"date": "2026-02-17", "recap": "Extra."}, {"date": "2026-03-10", "recap": "It took place after all."}]
    found = scheduled(series(occurrences=told, exceptions=[{"date": "2026-03-10"}]))
    assert days(found)[:3] == ["2026-02-17", "2026-03-10", "2026-06-09"]


def test_calling_off_a_series_does_not_undo_its_past() -> None:
    found = scheduled(series(status="cancelled", occurrences=[{"date": "2026-02-10", "recap": "Fine."}]))
    assert [one.status for one in found[:2]] == ["confirmed", "cancelled"]
    ahead = [{"date": "2026-06-09", "title": "Summer party"}]
    (party, *_) = scheduled(series(status="cancelled", occurrences=ahead))
    assert (party.title, party.status) == ("Summer party", "cancelled"), "what is still to come is called off"
    assert scheduled(event(status="tentative"))[0].status == "tentative"


def test_the_first_one_counts_even_where_the_rule_would_not_give_it() -> None:
    found = scheduled(series("FREQ=MONTHLY;BYDAY=2TU", start="2026-06-01 19:00"), today=TODAY)
    assert days(found)[:3] == ["2026-06-01", "2026-06-09", "2026-07-14"]


def test_a_series_that_starts_in_a_month() -> None:
    found = scheduled(series(start="2026-06"))
    assert days(found)[:2] == ["2026-06-01", "2026-07-01"]
    assert [one.recurrence for one in found[:2]] == [dt.date(2026, 6, 9), dt.date(2026, 7, 14)]
    assert found[0].last == dt.date(2026, 6, 30)


def test_local_time_stays_when_the_clocks_change() -> None:
    found = scheduled(
        series("FREQ=WEEKLY", start="2026-03-24 19:00", end="2026-03-24 21:00"), today=dt.date(2026, 3, 24)
    )
    assert [one.start.isoformat() for one in found[:2] if one.start] == [
        "2026-03-24T19:00:00+01:00",
        "2026-03-31T19:00:00+02:00",
    ]


def test_a_time_that_the_clocks_skip() -> None:
    (one,) = scheduled(event(start="2026-03-29 02:30"))
    assert one.start is not None
    assert one.start.isoformat() == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["2026-06-01", "2026-06-02", "2026-06-03"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=4", ["2026-06-01", "2026-06-04", "2026-06-15", "2026-06-18"]),
        ("freq=monthly;bymonthday=-1;count=2", ["2026-06-01", "2026-06-30", "2026-07-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["2026-06-01", "2026-06-30", "2026-07-31"]),
        ("FREQ=YEARLY;UNTIL=20270601", ["2026-06-01", "2027-06-01"]),
        ("FREQ=WEEKLY;UNTIL=20260608", ["2026-06-01", "2026-06-08"]),
        # 18:00 in Rome is 16:00 UTC in summer.
        ("FREQ=WEEKLY;UNTIL=20260608T160000Z", ["2026-06-01", "2026-06-08"]),
        ("FREQ=WEEKLY;UNTIL=20260608T155959Z", ["2026-06-01"]),
        ("FREQ=WEEKLY;INTERVAL=40;UNTIL=99991231T235959Z", ["2026-06-01", "2027-03-08"]),
        ("FREQ=WEEKLY;UNTIL=00010101T000000Z", ["2026-06-01"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6", ["2026-06-01"]),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=5SU;COUNT=1", ["2026-06-01"]),
        ("FREQ=SECONDLY", ["2026-06-01"]),
    ],
)
def test_what_rules_give(rule: str, expected: list[str]) -> None:
    assert days(scheduled(series(rule, start="2026-06-01 18:00"), today=dt.date(2026, 6, 1))) == expected


def test_by_date_then_time_then_name() -> None:
    found = scheduled(
        event("b", start="2026-06-01 19:00"),
        event("a", start="2026-06-01 19:00"),
        event("tokyo", start="2026-06-01 20:00", timezone="Asia/Tokyo"),
        event("open", start="2026-06-01"),
        event("before", start="2026-05-31 23:00"),
    )
    assert [one.event.slug for one in found] == ["before", "open", "tokyo", "a", "b"]
