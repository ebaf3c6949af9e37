"""Series in calendars: their dates one by one, what differs from the rule, and where a series ends."""

import datetime as dt
from collections import defaultdict

import icalendar
import pytest
import recurring_ical_events

from folkmoot.collect.calendar_document import LATEST, NEXT
from support.calendar_programs import shown_by_icalendar, written
from support.calendars import GOOGLE, LUMA, MEETUP, MOBILIZON, OUTLOOK, calendar, event
from support.calendars_read import NOW, only, read


def starts(body: bytes | str, now: dt.datetime = NOW) -> list[str]:
    return [row.start for row in read(body, now).rows]


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["DURATION:PT90M"], "2026-07-01T20:30:00Z"),
        (["DTEND:20260701T200000Z"], "2026-07-01T20:00:00Z"),
        (["DTEND:20260601T200000Z"], ""),
        (["DTEND;VALUE=DATE:20260702"], ""),
        (["DTEND:garbage"], ""),
        (["DURATION:-PT1H"], ""),
        (["DTEND:29990701T200000Z"], ""),
    ],
)
def test_the_end(lines: list[str], end: str) -> None:
    assert only(calendar(event("a", "One", ":20260701T190000Z", *lines))).end == end


def test_dates_that_are_listed() -> None:
    body = calendar(
        event(
            "a",
            "One",
            ";TZID=Europe/Berlin:20260701T190000",
            "RDATE;TZID=Europe/Berlin:20260708T190000,20260715T200000",
            "RDATE;VALUE=PERIOD:20260722T170000Z/PT1H",
            "RDATE;TZID=Europe/Berlin:20260708T210000",
            "EXDATE;TZID=Europe/Berlin:20260715T200000",
        )
    )
    rows = read(body).rows
    assert [(row.key, row.start) for row in rows] == [
        ("2026-07-01", "2026-07-01T17:00:00Z"),
        ("2026-07-08", "2026-07-08T17:00:00Z"),
        ("2026-07-08T21:00", "2026-07-08T19:00:00Z"),
        ("2026-07-22", "2026-07-22T17:00:00Z"),
    ]


def test_a_series_that_changes_for_good() -> None:
    body = calendar(
        event("a", "Mondays", ":20260706T170000Z", "RRULE:FREQ=WEEKLY;COUNT=4"),
        event("a", "Tuesdays", ":20260721T180000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260720T170000Z", "SEQUENCE:1"),
    )
    assert [(row.start, row.title) for row in read(body).rows] == [
        ("2026-07-06T17:00:00Z", "Mondays"),
        ("2026-07-13T17:00:00Z", "Mondays"),
        ("2026-07-21T18:00:00Z", "Tuesdays"),
        ("2026-07-28T18:00:00Z", "Tuesdays"),
    ]


ALIKE = (
    ["RRULE:FREQ=DAILY;INTERVAL=3;COUNT=9"],
    ["RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260720T235959Z"],
    ["RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=6"],
    ["RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4"],
    ["RRULE:FREQ=YEARLY;COUNT=2"],
    ["RRULE:FREQ=YEARLY;BYYEARDAY=-1,200,290"],
    ["RRULE:FREQ=YEARLY;BYWEEKNO=30,-1;BYDAY=TH,SA"],
    ["RRULE:FREQ=YEARLY;WKST=SU;BYWEEKNO=1;BYDAY=SU"],
    ["RRULE:FREQ=DAILY;BYMONTHDAY=13"],
    ["RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;COUNT=5"],
    ["RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3", "RRULE:FREQ=MONTHLY;BYDAY=3TH;COUNT=3", "RRULE:FREQ=YEARLY"],
)


@pytest.mark.parametrize("rules", ALIKE, ids="\n".join)
def test_series_are_followed_as_another_program_follows_them(rules: list[str]) -> None:
    more = [*rules, "DURATION:PT1H", "STATUS:CONFIRMED", "SEQUENCE:0"]
    body = calendar(event("a", "One", ";TZID=America/New_York:20260702T190000", *more))
    seen = shown_by_icalendar(body, dt.date(2026, 6, 15), dt.date(2027, 7, 20))
    assert starts(body) == [one.start.replace("+00:00", "Z") for one in seen][:NEXT]


def test_a_week_of_the_year_alone_means_the_weekday_of_the_first() -> None:
    body = calendar(event("a", "One", ";TZID=Europe/Berlin:20260702T190000", "RRULE:FREQ=YEARLY;BYWEEKNO=27,40"))
    assert starts(body) == ["2026-07-02T17:00:00Z", "2026-10-01T17:00:00Z", "2027-07-08T17:00:00Z"]


def test_a_series_that_ended_before_it_began_is_none() -> None:
    body = calendar(event("a", "One", ":20260702T190000Z", "RRULE:FREQ=WEEKLY;UNTIL=20260702T185959Z"), event("b"))
    assert [row.uid for row in read(body).rows] == ["b"]
    assert read(body).left == ()


@pytest.mark.parametrize(
    "body", [MEETUP, LUMA, MOBILIZON, GOOGLE, OUTLOOK], ids=["Meetup", "Luma", "Mobilizon", "Google", "Outlook"]
)
def test_calendars_of_services_are_read_as_another_program_reads_them(body: str | bytes) -> None:
    told = icalendar.Calendar.from_ical(body)
    theirs: defaultdict[str, list[str]] = defaultdict(list)
    for one in recurring_ical_events.of(told).between(dt.date(2026, 6, 15), dt.date(2027, 7, 20)):
        floats = isinstance(one.start, dt.datetime) and one.start.tzinfo is None
        start = one.start.isoformat() if floats else written(one.start)
        theirs[str(one["UID"])].append(start.replace("+00:00", "Z"))
    ours: defaultdict[str, list[str]] = defaultdict(list)
    for row in read(body).rows:
        if row.start >= "2026-06-15":
            ours[row.uid].append(row.start)
    assert ours == {uid: sorted(found)[:NEXT] for uid, found in theirs.items()}


def test_what_a_rule_excepts_is_left_out() -> None:
    first = ";TZID=Europe/Berlin:20260702T190000"
    summer = ["EXRULE:FREQ=WEEKLY;BYMONTH=8;BYDAY=TH", "EXRULE:FREQ=MONTHLY;BYDAY=1TH;BYHOUR=19;BYMINUTE=0"]
    body = calendar(event("a", "One", first, "RRULE:FREQ=WEEKLY;UNTIL=20260920", *summer, "RDATE:20260806T190000Z"))
    assert [row.key for row in read(body).rows] == [
        *("2026-07-09", "2026-07-16", "2026-07-23", "2026-07-30", "2026-08-06T21:00", "2026-09-10", "2026-09-17"),
    ]
    assert starts(body)[4] == "2026-08-06T19:00:00Z"


def test_days_that_never_come_take_no_other_series_its_time() -> None:
    never = "RRULE:FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30"
    found = read(calendar(*(event(f"{day}", "One", f":202607{day}T190000Z", never) for day in range(10, 16))))
    assert (found.left, len(found.rows)) == ((), 6)


@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY", "HOURLY"])
def test_what_repeats_more_than_daily_is_left_out_in_words(frequency: str) -> None:
    found = read(calendar(event("a", "Ping", ":20200101T000000Z", f"RRULE:FREQ={frequency}"), event("b")))
    assert [row.uid for row in found.rows] == ["b"]
    assert found.unread == ("a",)
    assert found.left[0].startswith(
        f"“Ping” repeats by a rule that is not followed: FREQ={frequency} repeats more than"
    )


def test_an_endless_series_is_cut_on_both_sides() -> None:
    found = read(calendar(event("a", "Daily", ":19750101T190000Z", "RRULE:FREQ=DAILY")))
    past = [row.start for row in found.rows if row.start < "2026-06-15T09"]
    assert (len(past), len(found.rows) - len(past)) == (LATEST, NEXT)
    assert past[-1] == "2026-06-14T19:00:00Z"
    assert ("a", "2026-12-24") in found.also


def test_what_began_long_ago_is_not_taken() -> None:
    found = read(calendar(event("old", start=":20250501T190000Z"), event("recent", start=":20250601T190000Z")))
    assert [row.uid for row in found.rows] == ["recent"]
