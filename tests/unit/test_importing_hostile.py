"""Files that would stop an import, and what they hold that would be lost: each is read in its time, and told of."""

import datetime as dt
import json
from pathlib import Path
from typing import get_args

import pytest

from folkmoot.cli.importing import EVENT_KINDS, FAMILIES
from folkmoot.contribute.importing.csv_rows import csv_rows
from folkmoot.contribute.importing.guessing import NEEDED
from folkmoot.contribute.importing.json_rows import json_rows
from folkmoot.contribute.importing.mapping import Scheme
from folkmoot.contribute.importing.recipe import Plan, carry_out, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.errors import WrongUse
from folkmoot.model import families
from folkmoot.model.event import EventKind
from support.hubs import found, minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n"
EVENT = "BEGIN:VEVENT\nUID:1\nSUMMARY:X\nDTSTART:20260801T100000\n{}END:VEVENT\n"
ROW = "Title,Start,Venue,City,Address\n"


def planned(tmp_path: Path, name: str, content: str, **asked: str) -> Plan:
    root = tmp_path / "hub"
    if not root.exists():
        minimal_hub(root)
    return plan(root, Request(str(write(tmp_path, name, content)), NOW, **asked))


def paths(made: Plan) -> list[str]:
    return [file.path for file in made.files]


def reasons(made: Plan) -> list[str]:
    return [one.reason for one in made.left]


def notes(made: Plan) -> list[str]:
    return [one.reason for one in made.notes]


def test_columns_of_one_name_are_numbered_however_many_there_are() -> None:
    read = csv_rows("t.csv", b"a (2)," + b"a," * 30_000 + b"b\nx\n")
    assert len(set(read.columns)) == 30_002
    assert read.columns[:4] == ("a (2)", "a", "a (3)", "a (4)")
    assert [dict(row.cells) for row in read.rows] == [{"a (2)": "x"}]


def test_short_rows_below_many_columns_take_no_room_for_what_they_do_not_hold() -> None:
    read = csv_rows("t.csv", b"a," * 20_000 + b"b\n" + b"x\n" * 20_000)
    assert sum(len(row.cells) for row in read.rows) == 20_000


def test_definitions_of_zones_that_nothing_ends_are_read_once(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"c\.ics"):
        planned(tmp_path, "c.ics", CALENDAR.format("BEGIN:VTIMEZONE\n" * 20_000 + EVENT.format("")))
    closed = "BEGIN:VTIMEZONE\n" * 20_000 + "TZID:Own\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE\n"
    made = planned(tmp_path, "c.ics", CALENDAR.format(closed + EVENT.replace("START:", "START;TZID=Own:").format("")))
    assert b"timezone: Asia/Tokyo\n" in made.files[0].content


@pytest.mark.parametrize("sign", ["<p", '<a href="', "<p>" + '<a href="x', "<div>", "<table><tr><td>"])
def test_a_text_that_is_all_tags_is_told_or_taken(tmp_path: Path, sign: str) -> None:
    made = planned(tmp_path, "c.ics", CALENDAR.format(EVENT.format(f"DESCRIPTION:{sign * 60_000}\n")))
    assert made.taken + made.refused == 1


def test_an_address_that_no_computer_has_is_a_link_in_the_text(tmp_path: Path) -> None:
    made = planned(tmp_path, "c.ics", CALENDAR.format(EVENT.format(f"LOCATION:https://{'bbb.' * 20_000}_\n")))
    assert made.files[0].content.endswith(b"bbb._>\n")


def test_thousands_of_one_name_are_each_a_file_of_their_own(tmp_path: Path) -> None:
    days = [f"X,2026-05-{number % 28 + 1:02} {number // 28 % 24:02}:{number // 672:02}\n" for number in range(4_000)]
    made = planned(tmp_path, "t.csv", f"Title,Start\n{''.join(days)}")
    assert (made.taken, len(set(paths(made)))) == (4_000, 4_000)
    people = json.dumps({"contributors": [{"name": "B", "login": f"b{number}"} for number in range(4_000)]})
    invited = planned(tmp_path, ".all-contributorsrc", people)
    assert len({one.path for one in invited.invitations}) == 4_000


def test_keys_that_stand_twice_in_an_object_are_told() -> None:
    read = json_rows([("t.json", b'[{"title": "A", "title": "B", "at": {"x": 1, "x": 2}, "a.b": 1, "a": {"b": 2}}]')])
    assert read.rows[0].cells["title"] == "B"
    assert [one.reason for one in read.notes] == [
        "the key “title” stands there 2 times, and the last one is taken",
        "the key “x” stands there 2 times, and the last one is taken",
        "what is called “a.b” stands there more than once, and the first is taken",
    ]
    assert {one.place for one in read.notes} == {"t.json"}


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (
            '{"events": [{"a": 1}], "page": 2, "speakers": [{"b": 1}, {"b": 2}], "for": "us", "more": {"c": 1}}',
            [
                "the list “speakers” (2 items) beside “events” is not taken: put it into a file of its own",
                "“for” beside the list “events” is not taken",
                "“more” beside the list “events” is not taken",
            ],
        ),
        ('{"talks": [{"a": 1}], "events": [{"a": 2}]}', [
            "the list “talks” (1 item) beside “events” is not taken: put it into a file of its own",
        ]),
        ('{"events": [{"a": 1}], "events": [{"a": 2}]}', [
            "the key “events” stands there 2 times, and the last one is taken",
        ]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_list_is_told(content: str, left: list[str]) -> None:
    read = json_rows([("t.json", content.encode())])
    assert [one.reason for one in read.left] == left
    assert len(read.rows) == 1


def test_lists_of_which_nobody_can_tell_which_is_meant_are_refused() -> None:
    with pytest.raises(WrongUse, match="the lists “events” and “places”: nobody can tell which is meant"):
        json_rows([("t.json", b'{"events": [{"a": 1}], "places": [{"a": 1}]}')])


def test_what_lies_too_deep_or_behind_names_too_long_is_told() -> None:
    deep = '{"a":' * 25 + "1" + "}" * 25
    read = json_rows([("t.json", f'[{{"x": {deep}, "{"k" * 150}": {{"{"l" * 150}": 1, "m": 2}}}}]'.encode())])
    assert list(read.rows[0].cells) == ["(file)", "(folder)", f"{'k' * 150}.m"]
    assert [one.reason.partition("” is not taken: ")[2] for one in read.notes] == [
        "it lies deeper than 20 lists and objects in each other",
        "the names that lead to it are longer than 200 letters",
    ]


def test_numbers_stay_as_they_are_written_and_none_is_no_title(tmp_path: Path) -> None:
    content = (
        '[{"title": 1.10, "start": "2026-05-14"}, {"title": NaN, "start": "2026-05-15", "tags": [-Infinity, "x"]}]'
    )
    made = planned(tmp_path, "t.json", content, family="events")
    assert paths(made) == ["events/1-10-2026-05.md"]
    assert notes(made) == [
        "“title” is NaN, which is no value, and is left out",
        "“tags” is -Infinity, which is no value, and is left out",
    ]
    assert reasons(made) == ["“title” is missing (add a line title: …)"]


def test_a_column_in_brackets_is_told_as_any_other(tmp_path: Path) -> None:
    made = planned(tmp_path, "t.csv", "Title,Start,(notes)\nX,2026-05-14,y\n")
    (note,) = notes(made)
    assert note.startswith("the column “(notes)” is not taken: nothing that events have is called like it")


@pytest.mark.parametrize("former", ["x-2026-05", "x-2026-05-2"])
def test_a_name_that_was_somebodys_is_given_to_nobody(tmp_path: Path, former: str) -> None:
    kept = "---\ntitle: Old\nkind: meeting\nstart: 2020-01-01\nformerly: [{}]\n---\n"
    minimal_hub(tmp_path / "hub", **{"events/old.md": kept.format(former)})
    made = planned(tmp_path, "t.csv", "Title,Start\nX,2026-05-14\nX,2026-05-15\n")
    carry_out(tmp_path / "hub", made)
    assert made.taken == 2
    assert f"events/{former}.md" not in paths(made)
    assert found(tmp_path / "hub") == []


@pytest.mark.parametrize("title", ["Calendar", "fmshell", "con"])
def test_a_name_that_the_site_needs_is_given_to_nobody(tmp_path: Path, title: str) -> None:
    mapping = str(write(tmp_path, "m.yml", "family: projects\nkeys: {title: T, status: S, repositories: R}\n"))
    events = str(
        write(tmp_path, "e.yml", "family: events\nkeys: {title: T, start: D, kind: {always: chat}}\nslug: T\n")
    )
    for source, asked in (
        (f"T,D\n{title},2026-05-14\n", events),
        (f"T,S,R\n{title},active,https://github.com/a/b\n", mapping),
    ):
        made = planned(tmp_path, "t.csv", source, mapping=asked)
        assert made.taken == 1, reasons(made)
        carry_out(tmp_path / "hub", made)
    assert [one for one in found(tmp_path / "hub") if one.severity == "error"] == []


def test_a_row_that_would_break_a_file_of_the_hub_is_not_taken(tmp_path: Path) -> None:
    made = planned(tmp_path, "t.csv", "name,joined,github\nAbe Lo,2020-01-31,adarossi\n")
    (reason,) = reasons(made)
    assert reason.startswith("with it, there would be an error in members/ada-rossi.yml: the GitHub account “adarossi”")
    assert not made.files


def test_one_wrong_row_that_leans_on_the_next_over_and_over_is_refused(tmp_path: Path) -> None:
    mapping = str(write(tmp_path, "m.yml", "family: members\nkeys: {name: N, joined: J, invited_by: I}\n"))
    rows = "".join(f"M{number},2026-01-31,m{number + 1}\n" for number in range(200))
    with pytest.raises(WrongUse, match="one wrong row leans on the next"):
        planned(tmp_path, "t.csv", f"N,J,I\n{rows}", mapping=mapping)


def test_a_family_that_the_columns_do_not_fit_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WrongUse) as refused:
        planned(tmp_path, "t.csv", "Colour,Begin,Date\nx,y,z\n", family="events")
    assert str(refused.value) == (
        "the rows cannot be taken for events: no column is “title”, which may be called title or name or event or event"
        " name; “Begin” or “Date” could be “start”; the columns are Colour, Begin, Date"
    )
    assert "--family" not in refused.value.hint


def test_a_date_with_its_year_in_front_needs_no_order(tmp_path: Path) -> None:
    keys = "{title: T, kind: {always: chat}, start: {column: D, order: day-month-year}}"
    mapping = str(write(tmp_path, "m.yml", f"family: events\nkeys: {keys}\n"))
    made = planned(tmp_path, "t.csv", "T,D\nX,2026-06-01\nY,02/06/2026\n", mapping=mapping)
    assert [line for file in made.files for line in file.content.decode().splitlines() if "start" in line] == [
        "start: 2026-06-01",
        "start: 2026-06-02",
    ]


def test_one_venue_in_many_spellings_is_one_place(tmp_path: Path) -> None:
    venues = ["Café-Bar “Sport”,Torino", "cafe bar Sport,TORINO", "CAFÉ BAR SPORT,", "Cafe Bar Sport,Milano"]
    rows = "".join(f"E{number},2026-05-1{number},{venue},\n" for number, venue in enumerate(venues))
    made = planned(tmp_path, "t.csv", ROW + rows)
    places = [path for path in paths(made) if "places" in path]
    assert places == ["content/places/cafe-bar-sport-2.yml", "content/places/cafe-bar-sport.yml"]
    held = [line for file in made.files for line in file.content.decode().splitlines() if line.startswith("place:")]
    assert held == ["place: cafe-bar-sport"] * 3 + ["place: cafe-bar-sport-2"]
    assert notes(made) == []


def test_what_a_row_says_otherwise_of_a_place_is_told(tmp_path: Path) -> None:
    made = planned(tmp_path, "t.csv", ROW + "A,2026-05-11,Hall,Torino,Via 1\nB,2026-05-12,Hall,Torino,Via 2\n")
    assert notes(made) == [
        "its place “Hall” is taken for content/places/hall.yml, which stays as it is: “address” would differ"
    ]


def test_dates_that_no_rule_gives_are_an_event_each(tmp_path: Path) -> None:
    listed = "DTEND:20260801T120000\nRDATE:20260803T183000,20260910T100000\nRDATE:20261001T100000,20261101T100000\n"
    moved = "RECURRENCE-ID:20261001T100000\nDTSTART:20261002T110000\nSUMMARY:Y\n"
    body = EVENT.format(f"{listed}EXDATE:20260910T100000\n")
    body += f"BEGIN:VEVENT\nUID:1\n{moved}END:VEVENT\n"
    body += (
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20261101T100000\nDTSTART:20261101T100000\nSTATUS:CANCELLED\nEND:VEVENT\n"
    )
    made = planned(tmp_path, "c.ics", CALENDAR.format(body))
    assert {file.path: file.content.decode().split("\n", 5)[1:5] for file in made.files} == {
        "events/x-2026-08-2.md": ["title: X", "kind: meeting", "start: 2026-08-03 18:30", "end: 2026-08-03 20:30"],
        "events/x-2026-08.md": ["title: X", "kind: meeting", "start: 2026-08-01 10:00", "end: 2026-08-01 12:00"],
        "events/y-2026-10.md": ["title: Y", "kind: meeting", "start: 2026-10-02 11:00", "end: 2026-10-02 13:00"],
    }
    assert (made.rows, made.taken, made.merged, made.refused) == (3, 1, 2, 0)
    carry_out(tmp_path / "hub", made)
    assert found(tmp_path / "hub") == []
    again = planned(tmp_path, "c.ics", CALENDAR.format(body))
    assert (again.files, len(again.there), again.merged) == ((), 3, 0)


def test_what_is_not_taken_is_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    made = planned(tmp_path, "t.csv", "Title,Start\nA,2026-05-14\nB,soon\nA,2026-05-14\nC,1,2\n,2026-05-14\nD,later\n")
    assert [one.place for one in made.left] == [f"t.csv, line {number}" for number in (3, 4, 5, 6, 7)]


def test_the_families_that_can_be_asked_for_are_those_that_a_mapping_has() -> None:
    allowed = Scheme.model_json_schema()["properties"]["family"]["enum"]
    assert sorted({*families.FAMILIES, "feeds"} - {"teams"}) == list(FAMILIES)
    assert get_args(EventKind) == EVENT_KINDS
    assert set(FAMILIES) == set(NEEDED) == set(allowed) - {"invitations"}
