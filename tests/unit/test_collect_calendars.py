"""Reading calendars: each service's habits, series with what differs, what is refused, and what nobody should keep."""

import datetime as dt
import re
import time

import pytest

from folkmoot.collect.calendar_document import MOST, NEXT
from folkmoot.collect.calendar_rows import Row
from folkmoot.collect.calendars import CalendarRead, calendar_of, withdrawn
from folkmoot.collect.documents import NoFeed
from folkmoot.collect.parsers import CALENDARS, Parsers
from folkmoot.model.harvest import CalendarEvent, Reading, Source
from support.calendars import GOOGLE, LUMA, MEETUP, MOBILIZON, OUTLOOK, calendar, event
from support.calendars_read import NOW, only, read

FIRST_DAY = "RECURRENCE-ID;TZID=Asia/Tokyo:00010101T000000"
SOURCE = Source("events", "lantern-example-cal", "https://lantern.example/cal.ics", "Lantern Club")


def kept(body: bytes | str, reading: Reading = Reading(), now: dt.datetime = NOW) -> CalendarRead:  # noqa: B008
    source = Source(SOURCE.kind, SOURCE.slug, SOURCE.url, SOURCE.title, reading=reading)
    return calendar_of(source, read(body, now)._asdict(), now)


def test_an_event_of_meetup() -> None:
    row = only(MEETUP)
    assert (row.start, row.end, row.zone) == ("2026-07-01T17:00:00Z", "2026-07-01T19:00:00Z", "Europe/Berlin")
    assert row.title == "Lamps, and how to mend them"
    assert row.location == "Lamp House (Long Street 1, Berlin, Germany)"
    assert (row.url, row.sequence, row.status) == ("https://www.meetup.com/lantern/events/1001/", 2, "confirmed")
    assert (row.created, row.modified) == ("2026-05-10T08:00:00Z", "2026-06-01T08:00:00Z")


def test_an_event_of_luma_leads_to_the_address_that_only_its_words_tell() -> None:
    row = only(LUMA)
    assert (row.start, row.zone, row.url) == ("2026-07-02T17:00:00Z", "UTC", "https://lu.ma/event/evt-AbCdEf")


def test_an_event_of_mobilizon_is_plain_text() -> None:
    row = only(MOBILIZON)
    assert row.description == "We solder & talk. Mail"
    assert (row.title, row.tags, row.status) == ("Soldering <for all>", ("Lamps", "Crafts"), "tentative")


def test_a_calendar_of_google_with_a_series() -> None:
    rows = read(GOOGLE).rows
    ahead = [row for row in rows if row.uid == "weekly@google.com" and row.start > "2026-06-15T09"]
    assert len(ahead) == NEXT
    days = {row.key: (row.start, row.title, row.status) for row in ahead}
    moved = {row.key: row.recurrence for row in ahead}
    assert moved["2026-07-06"] == "2026-07-06T17:00:00Z"
    assert days["2026-06-15"] == ("2026-06-15T17:00:00Z", "Weekly bench", "confirmed")
    assert "2026-06-29" not in days
    assert days["2026-07-06"] == ("2026-07-07T18:00:00Z", "Weekly bench, on a Tuesday", "confirmed")
    assert days["2026-07-13"][2] == "cancelled"
    past = [row.start for row in rows if row.uid == "weekly@google.com" and row.start < "2026-06-15T09"]
    # Across the change to summer time it stays at seven in the evening.
    assert (past[0], past[-1]) == ("2026-01-05T18:00:00Z", "2026-06-08T17:00:00Z")
    (camp,) = (row for row in rows if row.uid == "camp@google.com")
    assert (camp.start, camp.end, camp.zone) == ("2026-08-01", "2026-08-02", "")
    (call,) = (row for row in rows if row.uid == "call@google.com")
    assert (call.start, call.zone) == ("2026-07-10T17:00:00Z", "Europe/Berlin")


def test_the_zones_of_outlook() -> None:
    rows = {row.uid: (row.start, row.zone) for row in read(OUTLOOK).rows}
    assert rows["windows"] == ("2026-07-04T17:00:00Z", "Europe/Berlin")
    assert rows["own"] == ("2026-07-05T13:30:00Z", "")
    assert rows["colon"] == ("2026-07-04T19:00:00", "")


def test_a_time_of_no_zone_stays_one() -> None:
    assert only(calendar(event(start=":20260701T190000"))).start == "2026-07-01T19:00:00"
    shown = calendar(event(start=":20260701T190000"), head="X-WR-TIMEZONE:Europe/Berlin\n")
    assert only(shown).start == "2026-07-01T17:00:00Z"


def test_of_two_states_of_an_event_the_later_counts() -> None:
    one = event("a", "New", ":20260702T190000Z", "SEQUENCE:3")
    assert only(calendar(one, event("a", "Old", ":20260701T190000Z", "SEQUENCE:2"))).title == "New"
    older = event("a", "Old", ":20260701T190000Z", "SEQUENCE:3", "LAST-MODIFIED:20260101T000000Z")
    newer = event("a", "New", ":20260702T190000Z", "SEQUENCE:3", "LAST-MODIFIED:20260201T000000Z")
    assert only(calendar(newer, older)).title == "New"


def test_events_that_share_a_uid_are_all_kept() -> None:
    body = calendar(
        event("same", "One"), event("same", "Two", ":20260702T190000Z"), event("same", "Two", ":20260702T190000Z")
    )
    events = kept(body).events
    assert [one.title for one in events] == ["One", "Two"]
    assert len({one.id for one in events}) == 2


def test_events_without_uid_or_stamp_are_told_apart() -> None:
    body = calendar(event("", "One"), event("", "Two"))
    assert len({one.id for one in kept(body).events}) == 2
    assert {one.id for one in kept(body).events} == {
        one.id for one in kept(calendar(event("", "Two"), event("", "One"))).events
    }


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("UID:a\nSUMMARY:One", "“One” has no start (DTSTART)"),
        ("UID:a\nSUMMARY:One\nDTSTART:tomorrow", "“One” has a DTSTART that cannot be read"),
        ("UID:a\nDTSTART:20260701T190000Z", "one event has no title (SUMMARY)"),
        ("UID:a\nSUMMARY:Secret\nCLASS:PRIVATE\nDTSTART:20260701T190000Z", "one event is marked as private (CLASS)"),
        ("UID:a\nSUMMARY:One\nDTSTART:00010101T190000Z", "“One” starts in the year 1"),
        ("UID:a\nSUMMARY:One\nDTSTART:20261201T100000Z\nRECURRENCE-ID:00010101T0", "“One” has a RECURRENCE-ID that"),
        (f"UID:a\nSUMMARY:One\nDTSTART:20261201T100000Z\n{FIRST_DAY}", "“One” stands for a date in the year 1"),
        ("UID:a\nSUMMARY:One\nDTSTART:20260701T190000Z\nRRULE:FREQ=WEEKLY;BYDAY=2TU", "“One” repeats by a rule"),
        ("UID:a\nSUMMARY:One\nDTSTART:20260701T190000Z\nRRULE:FREQ=YEARLY;BYYEARDAY=367", "“One” repeats by a rule"),
        ("UID:a\nSUMMARY:One\nDTSTART:20260701T190000Z\nRRULE:FREQ=YEARLY;BYWEEKNO=54", "“One” repeats by a rule"),
        ("UID:a\nSUMMARY:One\nDTSTART:20260701T190000Z\nRRULE:nonsense", "“One” has a RRULE that cannot be read"),
        ("UID:a\nSUMMARY:One\nDTSTART:20260701T190000Z\nEXRULE:nonsense", "“One” has an EXRULE that cannot be read"),
        (
            "UID:a\nSUMMARY:One\nDTSTART:20260701T190000Z\nRRULE:FREQ=DAILY\nEXRULE:FREQ=HOURLY",
            "“One” repeats by a rule that is not followed: FREQ=HOURLY",
        ),
        (
            "UID:a\nSUMMARY:One\nDTSTART:20260701T190000Z" + "\nRRULE:FREQ=DAILY" * 13,
            "“One” repeats by more than 12 rules",
        ),
    ],
)
def test_one_event_that_cannot_be_read_is_told_and_the_others_stay(lines: str, reason: str) -> None:
    found = read(calendar(lines, event("b")))
    assert [row.uid for row in found.rows] == ["b"]
    assert found.left[0].startswith(reason)
    assert found.unread == ("a",)


def test_a_calendar_that_cancels() -> None:
    assert only(calendar(event(), head="METHOD:CANCEL\n")).status == "cancelled"


def test_people_are_not_kept() -> None:
    for body in (MEETUP, LUMA, MOBILIZON, GOOGLE):
        said = str([(row.title, row.description, row.location, row.url, row.tags) for row in read(body).rows])
        assert not re.search(r"[\w.]+@\w+\.\w+", said), said
        assert "Rossi" not in said
        assert "Bo" not in said


def test_only_web_addresses_are_led_to() -> None:
    for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//", "http://["):
        assert only(calendar(event("a", "One", ":20260701T190000Z", f"URL:{url}"))).url == ""


@pytest.mark.parametrize(
    "body", [b"", b"<!doctype html><title>x</title>", b"\x00\xff\xfe", b"/etc/passwd", b"END:VCALENDAR"]
)
def test_what_is_no_calendar_is_told(body: bytes) -> None:
    with pytest.raises(NoFeed, match=r"no calendar|not a calendar"):
        read(body)


def test_text_in_other_encodings() -> None:
    assert only(calendar(event(title="Café")).decode().encode("cp1252")).title == "Café"
    assert only(b"\xef\xbb\xbf" + calendar(event(title="Café"))).title == "Café"
    assert only(calendar(event(title="Café")).decode().encode("utf-16")).title == "Café"


def test_ten_thousand_events_long_lines_and_deep_nesting_end_within_the_limit() -> None:
    many = calendar(*(event(f"u{number}", f"Event {number}", ":20260701T190000Z") for number in range(10_000)))
    long = calendar(event("a", "x" * 1_000_000, ":20260701T190000Z", "DESCRIPTION:" + "<b>" * 300_000))
    deep = b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 100_000
    with Parsers() as parsers:
        asked = {"content_type": "", "now": NOW.isoformat()}
        found = parsers.answer(CALENDARS, asked, many)
        assert len(found["rows"]) + found["left_count"] >= MOST
        assert len(found["rows"]) <= MOST
        (row,) = parsers.answer(CALENDARS, asked, long)["rows"]
        assert len(row[Row._fields.index("title")]) <= 300
        assert len(row[Row._fields.index("description")]) <= 1000
        with pytest.raises(NoFeed, match="nested too deeply"):
            parsers.answer(CALENDARS, asked, deep)


def test_a_zone_that_changes_every_second_is_nobodys() -> None:
    change = "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\n"
    zone = f"BEGIN:VTIMEZONE\nTZID:Odd\n{change}END:STANDARD\nEND:VTIMEZONE\n"
    assert only(calendar(event(start=";TZID=Odd:20260701T190000"), head=zone)).start == "2026-07-01T19:00:00"


def test_a_series_comes_too_late_in_a_calendar_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 1000, 5))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(ticks)))
    found = read(calendar(event("a"), event("b"), event("c")))
    assert [row.uid for row in found.rows] == ["a"]
    assert found.unread == ("b", "c")
    assert "takes too long" in found.left[0]


def test_words_choose_events() -> None:
    body = calendar(
        event("a", "Lamp évening"), event("b", "Neon", ":20260702T190000Z", "CATEGORIES:Lamp making"), event("c", "Ads")
    )
    assert [one.uid for one in kept(body, Reading(include=("lamp",))).events] == ["a", "b"]
    assert [one.uid for one in kept(body, Reading(exclude=("Evening", "ads"))).events] == ["b"]
    assert kept(calendar(event("a", "Lampshade")), Reading(include=("lamp",))).events == ()


def test_the_id_belongs_to_the_source_and_outlasts_a_move() -> None:
    before, after = kept(calendar(event())), kept(calendar(event(start=":20260801T190000Z")))
    assert before.events[0].id == after.events[0].id
    other = calendar_of(Source("events", "other", "https://o.example/c.ics"), read(calendar(event()))._asdict(), NOW)
    assert other.events[0].id != before.events[0].id


def test_what_the_calendar_holds_no_longer_is_withdrawn() -> None:
    series = event("s", "Series", ":20260601T190000Z", "RRULE:FREQ=WEEKLY")
    known = kept(calendar(event("a"), event("over", start=":20260601T190000Z"), series, event("odd"))).events

    def gone(body: bytes, now: dt.datetime = NOW) -> set[str]:
        return {f"{one.uid} {one.recurrence[:10]}".strip() for one in withdrawn(known, kept(body, now=now), now)}

    broken = event("odd", start=":nonsense")
    assert gone(calendar(event("a"), event("odd"), series)) == set()
    assert gone(calendar(event("a"), series, broken)) == set()
    assert gone(calendar(event("odd"), series)) == {"a"}
    assert gone(calendar(event("a"), event("odd"), f"{series}\nEXDATE:20260706T190000Z")) == {"s 2026-07-06"}
    # Later than the twelve that are shown, and nevertheless there.
    sooner = f"{series}\nRDATE:20260617T190000Z,20260618T190000Z"
    assert gone(calendar(event("a"), event("odd"), sooner)) == set()
    # A file that breaks off says nothing of what is not in it.
    assert gone(calendar(event("odd"), series).replace(b"END:VCALENDAR\n", b"")) == set()
    # Of an event that nobody can name it is not known whether it is one of those that are missed.
    assert gone(calendar(event("odd"), series, "SUMMARY:Nameless")) == set()
    # What was excluded since is taken back as well.
    assert (
        len(withdrawn(known, kept(calendar(event("a"), event("odd"), series), Reading(exclude=("series",))), NOW))
        == NEXT
    )


def test_a_clock_that_is_behind_takes_nothing_back() -> None:
    known = kept(calendar(event("a"), event("b"))).events
    earlier = NOW - dt.timedelta(days=1)
    assert withdrawn(known, kept(calendar(event("a")), now=earlier), earlier) == ()
    assert len(withdrawn(known, kept(calendar(event("a"))), NOW)) == 1


def test_what_is_beyond_the_most_that_are_taken_is_not_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = calendar(*(event(name, start=f":2026070{day}T190000Z") for day, name in enumerate("abc", start=1)))
    known = kept(whole).events
    monkeypatch.setattr("folkmoot.collect.calendar_document.MOST", 2)
    assert [row.uid for row in read(whole).rows] == ["a", "b"]
    assert withdrawn(known, kept(whole), NOW) == ()


def test_the_day_of_announcement_is_the_calendars_own_where_it_can_be_true() -> None:
    def published(*more: str) -> CalendarEvent:
        return kept(calendar(event("a", "One", ":20260701T190000Z", *more))).events[0]

    assert published("CREATED:20260510T080000Z").published == "2026-05-10T08:00:00Z"
    for told in ("CREATED:19000101T120000Z", "CREATED:20270101T120000Z", "CREATED:x", "DTSTAMP:20260510T080000Z"):
        assert published(told).published == published(told).first_seen == "2026-06-15T09:00:00Z"
