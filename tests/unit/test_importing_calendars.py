"""Calendars of other programs into events of a hub: dates, zones, series with what is out of their order, and words."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.collect.calendar_text import zone_named
from folkmoot.contribute.importing.plain_text import from_html, in_markdown
from folkmoot.contribute.importing.recipe import Plan, carry_out, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.errors import WrongUse
from folkmoot.text import plain, rendered
from support.hubs import found, minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)

TEN = "start: 2026-08-01 10:00"
HALL = "name: Hall\naddress: Via Uno 1, Torino\n"


def planned(tmp_path: Path, name: str, content: str, **asked: str) -> Plan:
    root = tmp_path / "hub"
    if not root.exists():
        minimal_hub(root, **{"content/places/hall.yml": HALL})
    return plan(root, Request(str(write(tmp_path, name, content)), NOW, **asked))


def calendar(*events: str, head: str = "") -> str:
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n"


def one_file(made: Plan) -> str:
    assert [(one.place, one.reason) for one in made.left] == []
    (file,) = (file for file in made.files if file.path.startswith("events/"))
    return file.content.decode()


def keys(made: Plan) -> list[str]:
    return one_file(made).split("---\n")[1].splitlines()


SERIES = """
UID:1
SUMMARY:Repair evening
DTSTART;TZID=Europe/Berlin:20260106T190000
DTEND;TZID=Europe/Berlin:20260106T210000
RRULE:FREQ=WEEKLY;BYDAY=TU
"""


def test_a_series_with_everything_out_of_its_order(tmp_path: Path) -> None:
    series = SERIES + "EXDATE;TZID=Europe/Berlin:20260113T190000,20260120T190000\nEXDATE;VALUE=DATE:20260310\n"
    series += "RDATE;TZID=Europe/Berlin:20260108T190000\nCATEGORIES:repair,open\nSTATUS:TENTATIVE\n"
    moved = "UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20260127T190000\nDTSTART:20260128T183000Z\nSUMMARY:Toasters\n"
    dropped = "UID:1\nRECURRENCE-ID:20260203T180000Z\nDTSTART:20260203T180000Z\nSTATUS:CANCELLED\n"
    made = planned(tmp_path, "c.ics", calendar(series, moved, dropped))
    assert keys(made) == [
        "title: Repair evening",
        "kind: meeting",
        "start: 2026-01-06 19:00",
        "end: 2026-01-06 21:00",
        "timezone: Europe/Berlin",
        "recurrence:",
        "  rule: FREQ=WEEKLY;BYDAY=TU",
        "  exceptions:",
        "    - date: 2026-01-13",
        "    - date: 2026-01-20",
        "    - date: 2026-01-27",
        "      moved_to: 2026-01-28 19:30",
        "    - date: 2026-02-03",
        "    - date: 2026-03-10",
        "occurrences:",
        "  - date: 2026-01-08",
        "  - date: 2026-01-27",
        "    title: Toasters",
        "status: tentative",
        "topics: [repair, open]",
    ]
    assert (made.rows, made.taken, made.merged) == (3, 1, 2)
    carry_out(tmp_path / "hub", made)
    assert {(one.code, one.severity) for one in found(tmp_path / "hub")} == {("occurrence-astray", "warning")}
    again = planned(tmp_path, "c.ics", calendar(series, moved, dropped))
    assert (again.files, again.taken, len(again.there)) == ((), 0, 3)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("DTSTART:20260714T170000Z\nDURATION:PT90M", [
            "start: 2026-07-14 17:00", "end: 2026-07-14 18:30", "timezone: UTC",
        ]),
        ("DTSTART:20260714T170030", ["start: 2026-07-14 17:00"]),
        ("DTSTART;TZID=Europe/Rome:20260714T170000", ["start: 2026-07-14 17:00"]),
        ("DTSTART;VALUE=DATE:20260801\nDTEND;VALUE=DATE:20260803", ["start: 2026-08-01", "end: 2026-08-02"]),
        ("DTSTART;VALUE=DATE:20260801\nDTEND;VALUE=DATE:20260802", ["start: 2026-08-01"]),
        ("DTSTART;VALUE=DATE:20260801\nDURATION:P3D", ["start: 2026-08-01", "end: 2026-08-03"]),
        ("DTSTART;TZID=W. Europe Standard Time:20260801T100000", [TEN, "timezone: Europe/Berlin"]),
        ("DTSTART;TZID=/x.org/20260101_1/America/Lima:20260801T100000", [TEN, "timezone: America/Lima"]),
    ],
)  # fmt: skip
def test_dates_and_zones(tmp_path: Path, lines: str, told: list[str]) -> None:
    made = planned(tmp_path, "c.ics", calendar(f"UID:1\nSUMMARY:X\n{lines}"))
    assert keys(made) == ["title: X", "kind: meeting", *told]


def test_single_times_in_utc_are_shown_on_the_clocks_of_the_calendar(tmp_path: Path) -> None:
    made = planned(
        tmp_path, "c.ics", calendar("SUMMARY:X\nDTSTART:20260714T170000Z", head="X-WR-TIMEZONE:Asia/Tokyo\n")
    )
    assert keys(made)[2:] == ["start: 2026-07-15 02:00", "timezone: Asia/Tokyo"]


CUSTOM = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
{}BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE
"""


def test_a_zone_that_nobody_knows_is_told_unless_somebody_says_which_it_is(tmp_path: Path) -> None:
    event = "UID:1\nSUMMARY:X\nDTSTART;TZID=Customized Time Zone:20260801T100000"
    made = planned(tmp_path, "c.ics", calendar(event, head=CUSTOM.format("")))
    assert [one.reason for one in made.left] == [
        "nobody knows the time zone “Customized Time Zone”; say which it is with --timezone"
    ]
    said = planned(tmp_path, "c.ics", calendar(event, head=CUSTOM.format("")), timezone="Asia/Tokyo")
    assert keys(said)[2:] == ["start: 2026-08-01 10:00", "timezone: Asia/Tokyo"]
    located = planned(tmp_path, "c.ics", calendar(event, head=CUSTOM.format("X-LIC-LOCATION:Asia/Tokyo\n")))
    assert keys(located) == keys(said)


def test_the_broken_definition_of_a_known_zone_does_no_harm(tmp_path: Path) -> None:
    head = "BEGIN:VTIMEZONE\nTZID:Asia/Tokyo\nBEGIN:STANDARD\nTZOFFSETTO:+9900\nEND:STANDARD\nEND:VTIMEZONE\n"
    made = planned(tmp_path, "c.ics", calendar("SUMMARY:X\nDTSTART;TZID=Asia/Tokyo:20260801T100000", head=head))
    assert keys(made)[2:] == ["start: 2026-08-01 10:00", "timezone: Asia/Tokyo"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("DTSTART:2026", "its DTSTART cannot be read"),
        ("SUMMARY:Y", "it has no start (DTSTART)"),
        ("DTSTART:20260801T100000\nRRULE:FREQ=HOURLY", "FREQ=HOURLY repeats more than once a day"),
        (
            "DTSTART:20260801T100000\nRRULE:FREQ=DAILY;BYHOUR=9,17",
            "BYHOUR is not a part of a rule that can be used here",
        ),
        ("DTSTART:20260801T100000\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "it repeats by more than one rule"),
        ("DTSTART:20260801T100000\nDTEND:20260801T090000", "it ends (2026-08-01 09:00) before it starts"),
        ("DTSTART:20260801T100000\nDTEND;VALUE=DATE:20260802", "its start is a day and its end a time"),
        ("DTSTART:20260801T100000\nCLASS:PRIVATE", "it is marked as private (CLASS), so it stays where it is"),
    ],
)
def test_what_cannot_be_an_event_here_has_a_reason(tmp_path: Path, lines: str, told: str) -> None:
    made = planned(tmp_path, "c.ics", calendar(f"UID:1\n{'' if 'SUMMARY' in lines else 'SUMMARY:X'}\n{lines}"))
    ((place, reason),) = ((one.place, one.reason) for one in made.left)
    assert place == "c.ics, UID 1"
    assert reason.startswith(told)
    assert not made.files


def test_the_title_of_a_private_event_is_told_nowhere(tmp_path: Path) -> None:
    made = planned(tmp_path, "c.ics", calendar("UID:1\nSUMMARY:My operation\nDTSTART:20260801\nCLASS:CONFIDENTIAL"))
    assert "operation" not in repr(made)


def test_an_occurrence_whose_series_is_not_there_is_an_event_of_its_own(tmp_path: Path) -> None:
    made = planned(
        tmp_path, "c.ics", calendar("UID:1\nRECURRENCE-ID:20260801T100000\nDTSTART:20260802T110000\nSUMMARY:X")
    )
    assert keys(made)[2:] == ["start: 2026-08-02 11:00"]
    assert "the series that it belongs to is not in this file" in made.notes[0].reason


def test_where_it_is_held_and_where_its_addresses_lead(tmp_path: Path) -> None:
    event = "SUMMARY:X\nDTSTART:20260801T100000\nLOCATION:hall\\, Via Uno 1\nURL:https://www.meetup.com/x/events/1/\n"
    event += "X-GOOGLE-CONFERENCE:https://meet.google.com/abc\nATTENDEE;CN=Bo:mailto:bo@b.example\n"
    event += 'DESCRIPTION:<p>Bring <b>your</b> lamp</p>See <a href="https://c.example/">this</a>'
    made = planned(tmp_path, "c.ics", calendar(event))
    assert keys(made)[3:] == [
        "place: hall",
        "online: https://meet.google.com/abc",
        "rsvp: https://www.meetup.com/x/events/1/",
    ]
    assert one_file(made).endswith("---\nBring your lamp\n\nSee this (<https://c.example/>)\n")
    assert "bo@b.example" not in repr(made)


def test_a_place_that_the_hub_has_not_stays_in_the_text(tmp_path: Path) -> None:
    made = planned(
        tmp_path, "c.ics", calendar("SUMMARY:X\nDTSTART:20260801T100000\nLOCATION:Bar *Sport*\nURL:https://x.example/")
    )
    assert one_file(made).endswith("---\nBar \\*Sport\\*\n\n<https://x.example/>\n")
    assert [one.reason for one in made.notes] == ["“Bar *Sport*” is no place of the hub, so it stands in the text"]


def test_an_event_that_may_have_been_moved_is_told(tmp_path: Path) -> None:
    carry_out(tmp_path / "hub", planned(tmp_path, "c.ics", calendar("UID:1\nSUMMARY:X\nDTSTART:20260801T100000")))
    made = planned(tmp_path, "c.ics", calendar("UID:1\nSUMMARY:X\nDTSTART:20260803T100000"))
    assert "the hub has an event of this title at 2026-08-01 10:00, in events/x-2026-08.md" in made.notes[0].reason


@pytest.mark.parametrize("content", ["", "BEGIN:VEVENT\nEND:VEVENT\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:X\n", "\0"])
def test_what_is_no_calendar_is_said(tmp_path: Path, content: str) -> None:
    with pytest.raises(WrongUse, match=r"^c\.ics"):
        planned(tmp_path, "c.ics", content)


YAML = """\
name: Calls
timezone: America/Lima
events:
  - summary: Call
    begin: 2026-01-06 19:00:00
    duration: {minutes: 90}
    repeat:
      interval: {weeks: 2}
      until: 2026-12-31
      except_on: [2026-01-20 19:00:00]
      also_on: [2026-01-21 19:00:00]
"""


def test_a_calendar_of_yaml2ics(tmp_path: Path) -> None:
    assert keys(planned(tmp_path, "c.yaml", YAML))[2:] == [
        "start: 2026-01-06 19:00",
        "end: 2026-01-06 20:30",
        "timezone: America/Lima",
        "recurrence:",
        "  rule: FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231",
        "  exceptions:",
        "    - date: 2026-01-20",
        "occurrences:",
        "  - date: 2026-01-21",
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("begin: 2026-01-06", ["start: 2026-01-06"]),
        ("begin: 2026-01-06 10:00:00\nend: 2026-01-06 11:00:00", [
            "start: 2026-01-06 10:00", "end: 2026-01-06 11:00", "timezone: UTC",
        ]),
        ("begin: 2026-01-06 10:00:00 -07:00\nend: 2026-01-06 11:00:00 -07:00", [
            "start: 2026-01-06 10:00", "end: 2026-01-06 11:00", "timezone: Etc/GMT+7",
        ]),
        ("begin: 2026-01-06 10:00\nduration: {hours: 1}\ntimezone: Europe/Rome\nics: 'RRULE:FREQ=MONTHLY;BYDAY=1TU'", [
            "start: 2026-01-06 10:00", "end: 2026-01-06 11:00", "recurrence:", "  rule: FREQ=MONTHLY;BYDAY=1TU",
        ]),
    ],
)  # fmt: skip
def test_dates_of_yaml2ics(tmp_path: Path, lines: str, told: list[str]) -> None:
    indented = lines.replace("\n", "\n    ")
    made = planned(tmp_path, "c.yaml", f"events:\n  - summary: X\n    {indented}\n")
    assert keys(made) == ["title: X", "kind: meeting", *told]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("begin: 06/01/2026", "“06/01/2026” is no day"),
        ("end: 2026-01-06", "it has no begin"),
        ("begin: 2026-01-06 10:00\nduration: 60", "its duration is not written as minutes: 60"),
        ("begin: 2026-01-06\ntimezone: Mars/Base", "nobody knows the time zone “Mars/Base”"),
        ("begin: 2026-01-06\nrepeat: {interval: {hours: 3}, until: 2026-02-01}", "it repeats every 3 hours"),
        ("begin: 2026-01-06\nrepeat: {interval: {days: 3}}", "its repeat has no until"),
        ("begin: 2026-01-06\nics: 'ATTENDEE:x'", "its line of iCalendar cannot be taken: ATTENDEE:x"),
    ],
)
def test_what_yaml2ics_would_not_take_has_a_reason(tmp_path: Path, lines: str, told: str) -> None:
    indented = lines.replace("\n", "\n    ")
    made = planned(tmp_path, "c.yaml", f"events:\n  - summary: X\n    {indented}\n")
    ((place, reason),) = ((one.place, one.reason) for one in made.left)
    assert place == "c.yaml, event 1"
    assert reason.startswith(told)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Rome", "Europe/Rome"),
        ("GMT", "UTC"),
        ("Romance Standard Time", "Europe/Paris"),
        ("EST", ""),
        ("../x", ""),
    ],
)
def test_names_of_zones(name: str, zone: str) -> None:
    assert zone_named(name) == zone


@pytest.mark.parametrize(
    "text",
    ["a *b* _c_ `d` [e](f) <g> ~h~ |i| \\j &amp; !k", "# a", "1. b", "+ c", "---", "===", "> q", "a\nb", "![x](y)"],
)
def test_plain_text_stays_what_it_was(text: str) -> None:
    assert plain(rendered(in_markdown(text))) == " ".join(text.split())


def test_addresses_become_links_and_html_becomes_words() -> None:
    assert in_markdown("See https://a.example/x_y_z.\nEnd") == "See <https://a.example/x_y_z>.\\\nEnd"
    assert from_html("<ul><li>a</li><li>b</li></ul><script>x</script>") == "- a\n- b"
