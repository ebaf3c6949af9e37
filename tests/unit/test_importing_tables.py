"""Tables and lists of other programs into files of a hub: dialects, mappings, guesses, and what is said of each row."""

import datetime as dt
import json
from pathlib import Path

import pytest

from folkmoot.contribute.countries import country_code
from folkmoot.contribute.days import NoDay, Order, told_moment
from folkmoot.contribute.importing.csv_rows import csv_rows
from folkmoot.contribute.importing.json_rows import json_rows
from folkmoot.contribute.importing.mapping import known_schemes, read_scheme, scheme_for
from folkmoot.contribute.importing.recipe import Plan, carry_out, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.errors import WrongUse
from folkmoot.load.documents import read_yaml
from support.hubs import found, minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)

MAPPING = """\
family: events
keys:
  title: What
  kind: {column: Sort, values: {Talk: meeting, Hands-on: workshop}}
  start: {column: Day, time: Hour, order: day-month-year}
  language: Tongue
  topics: {column: Tags, split: ";"}
  online: {column: Link, when: Remote}
  call_for_papers.url: Call
  call_for_papers.closes: {column: Until, order: day-month-year}
text: About
venue:
  name: Hall
  address: {template: "{Street}, {Town}"}
  city: Town
  country: Land
same: [What, Day]
"""
HEAD = "What,Sort,Day,Hour,Tongue,Tags,Link,Remote,Call,Until,About,Hall,Street,Town,Land"
ROW = (
    'Soldering,Hands-on,03/04/2026,7 pm,Italian,a;b,https://a.example,no,,,"Bring *a* lamp\nand #1",'
    "Officina,Via 1,Torino,Italia"
)


def planned(tmp_path: Path, name: str, content: str | bytes, mapping: str = "", **asked: str) -> Plan:
    root = tmp_path / "hub"
    if not root.exists():
        minimal_hub(root)
    source = write(tmp_path, name, content)
    named = str(write(tmp_path, "mapping.yml", mapping)) if mapping else ""
    return plan(root, Request(str(source), NOW, mapping=named, **asked))


def texts(made: Plan) -> dict[str, str]:
    return {file.path: file.content.decode() for file in made.files}


def reasons(made: Plan) -> list[tuple[str, str]]:
    return [(one.place, one.reason) for one in made.left]


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n",
        "a;b\r\n1;2\r\n",
        "a\tb\n1\t2",
        "\ufeffa,b\n1,2\n",
        "sep=|\na|b\n1|2\n",
        '"a","b"\n"1","2"\n\n',
        "a,b\n1,2\n".encode("utf-16"),
    ],
)
def test_the_dialects_of_tables(content: str | bytes) -> None:
    read = csv_rows("t.csv", content if isinstance(content, bytes) else content.encode())
    assert [dict(row.cells) for row in read.rows] == [{"a": "1", "b": "2"}]
    assert not read.left


def test_rows_are_told_by_the_line_they_begin_on() -> None:
    read = csv_rows("t.csv", b'a,b\n"line\nbreak","say ""x"""\n\n1,2,3\nshort\n')
    assert [(row.place, *row.cells.values()) for row in read.rows] == [
        ("t.csv, line 2", "line\nbreak", 'say "x"'),
        ("t.csv, line 6", "short"),
    ]
    ((place, name, reason),) = read.left
    assert (place, name) == ("t.csv, line 5", "1")
    assert reason.startswith("it has 3 cells, and there are 2 columns")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04workbook", "is a workbook or an archive"),
        (b"a,b\n\xe4,1\n", "the byte 0xe4 in line 2 is not text in UTF-8"),
        (b"a\0b", "zero bytes"),
        (b"", "is empty"),
        (b"\n \n", "is empty"),
    ],
)
def test_what_is_no_table_is_said(content: bytes, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        csv_rows("t.csv", content)


def test_a_quote_that_is_never_closed_loses_no_row_silently() -> None:
    read = csv_rows("t.csv", b'a,b\n1,2\n"open,3\n4,5\n')
    assert [row.place for row in read.rows] == ["t.csv, line 2"]
    assert "nothing can be read" in read.left[0].reason


def test_json_lists_objects_and_what_lies_in_them() -> None:
    told = {
        "events": [{"name": "A", "venue": {"name": "Hall"}, "links": [{"url": "https://a.example"}], "on": True}, 3]
    }
    read = json_rows([("folder/one.json", json.dumps(told).encode())])
    (row,) = read.rows
    assert row.cells == {
        "(file)": "one",
        "(folder)": "folder",
        "name": "A",
        "venue.name": "Hall",
        "links.1.url": "https://a.example",
        "on": True,
    }
    assert read.left[0].place == "folder/one.json, item 2"


def test_a_file_of_json_that_cannot_be_read_is_told_and_the_others_are_taken() -> None:
    read = json_rows([("a.json", b'[{"x": 1},]'), ("b.json", b'{"x": "1"}'), ("c.json", b"[" * 100_000)])
    assert [row.cells["x"] for row in read.rows] == ["1"]
    assert [one.place for one in read.left] == ["a.json", "c.json"]
    assert read.left[0].reason.startswith("line 1, column ")


def test_a_mapping_fills_an_event_and_its_place(tmp_path: Path) -> None:
    made = planned(tmp_path, "t.csv", f"{HEAD}\n{ROW}\n", MAPPING)
    assert not made.left
    assert texts(made) == {
        "content/places/officina.yml": "name: Officina\naddress: Via 1, Torino\ncity: Torino\ncountry: IT\n",
        "events/soldering-2026-04.md": (
            "---\ntitle: Soldering\nkind: workshop\nstart: 2026-04-03 19:00\nplace: officina\nlanguage: it\n"
            "topics: [a, b]\n---\nBring \\*a\\* lamp\\\nand #1\n"
        ),
    }
    carry_out(tmp_path / "hub", made)
    assert found(tmp_path / "hub") == []


def test_rows_of_one_thing_become_one_and_their_differences_are_told(tmp_path: Path) -> None:
    again = ROW.replace("a;b", "b;c").replace("Italian", "French")
    made = planned(tmp_path, "t.csv", f"{HEAD}\n{ROW}\n{again}\n", MAPPING)
    assert (made.rows, made.taken, made.merged) == (2, 1, 1)
    assert "topics: [a, b, c]\n" in texts(made)["events/soldering-2026-04.md"]
    assert [one.reason for one in made.notes] == ["language “it” is taken from t.csv, line 2, not “fr”"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("03/04/2026", "31/02/2026"), "start: “31/02/2026” is a day that does not exist"),
        (("03/04/2026", ""), "“start” is missing (add a line start: …)"),
        (("7 pm", "noon"), "start: “noon” is no time: write it as 19:00"),
        (("Hands-on", "Picnic"), "“kind” cannot be “Picnic”"),
        (("Soldering", "x" * 201), "“title” is too long"),
    ],
)
def test_a_row_whose_record_would_be_wrong_is_not_taken(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    made = planned(tmp_path, "t.csv", f"{HEAD}\n{ROW.replace(*change)}\n", MAPPING)
    assert (made.taken, made.refused) == (0, 1)
    ((place, reason),) = reasons(made)
    assert place == "t.csv, line 2"
    assert reason.startswith(told)


def test_what_a_key_cannot_hold_is_left_out_and_told(tmp_path: Path) -> None:
    row = "Soldering,Hands-on,03/04/2026,7 pm,Elvish,a;b,https://a.example,no,,01/02/2026,,Officina,Via 1,Torino,Korea"
    made = planned(tmp_path, "t.csv", f"{HEAD}\n{row}\n", MAPPING)
    assert made.taken == 1
    assert sorted(one.reason for one in made.notes) == [
        "call_for_papers is left out: it needs url, and there is none",
        "country is left out: no country is known as “Korea”",
        "language is left out: no language is known as “Elvish”",
    ]


def test_an_import_again_makes_nothing_twice_and_changes_nothing(tmp_path: Path) -> None:
    made = planned(tmp_path, "t.csv", f"{HEAD}\n{ROW}\n", MAPPING)
    carry_out(tmp_path / "hub", made)
    before = (tmp_path / "hub/events/soldering-2026-04.md").read_bytes()
    again = planned(tmp_path, "t.csv", f"{HEAD}\n{ROW.replace('a;b', 'z')}\n", MAPPING)
    assert (again.files, again.taken, len(again.there)) == ((), 0, 1)
    assert again.there[0].reason.endswith("it says otherwise there, and stays as it is: topics")
    with pytest.raises(WrongUse, match="already holds"):
        carry_out(tmp_path / "hub", made)
    assert (tmp_path / "hub/events/soldering-2026-04.md").read_bytes() == before


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    other = ROW.replace("03/04/2026", "24/04/2026")
    made = planned(tmp_path, "t.csv", f"{HEAD}\n{ROW}\n{other}\n", MAPPING)
    assert [path for path in texts(made) if path.startswith("events")] == [
        "events/soldering-2026-04-2.md",
        "events/soldering-2026-04.md",
    ]


def test_columns_are_guessed_where_their_names_leave_no_doubt(tmp_path: Path) -> None:
    made = planned(tmp_path, "t.csv", "Event Name,Start Date,Venue,Notes\nOpen bench,4 May 2026 18:30,Hall,x\n")
    assert "    title: Event Name" in [line.replace("      ", "    ") for line in made.said]
    assert texts(made)["events/open-bench-2026-05.md"].startswith("---\ntitle: Open bench\nkind: meeting\n")
    told = "the column “Notes” is not taken: nothing that events have is called like it"
    assert any(one.reason.startswith(told) for one in made.notes)
    kept = "\n".join(line.removeprefix("    ") for line in made.said if line.startswith("    "))
    again = planned(tmp_path, "t.csv", "Event Name,Start Date,Venue,Notes\nOpen bench,4 May 2026 18:30,Hall,x\n", kept)
    assert texts(again) == texts(made)


@pytest.mark.parametrize("head", ["Title,Name,Start", "Colour,Size", "Title"])
def test_what_is_not_clear_is_not_guessed(tmp_path: Path, head: str) -> None:
    with pytest.raises(WrongUse, match=r"be told|could be"):
        planned(tmp_path, "t.csv", f"{head}\nx,y,z\n"[: len(head) + 1] + ",".join("x" for _ in head.split(",")) + "\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("family: events\nkeys: {titel: A}\n", "events have no key titel (did you mean title?)"),
        ("family: cats\nkeys: {title: A}\n", "“family” cannot be “cats”"),
        ("family: events\nkeys: {title: {column: A, always: B}}\n", "exactly one of column, always and template"),
        ("family: events\n", "“keys” is missing"),
        ("family: places\nkeys: {name: A}\nvenue: {name: B}\n", "only events have a venue"),
        ("family: [\n", "a bracket or a comma stands"),
        ("family: events\nkeys: {start: {column: A, order: mdy}}\n", "cannot be “mdy”"),
    ],
)
def test_a_mapping_that_is_wrong_says_what(text: str, told: str) -> None:
    with pytest.raises(WrongUse) as refused:
        read_scheme("m.yml", text.encode())
    assert told in str(refused.value)


def test_a_misspelt_column_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="there is no column “Day”, “Hour”"):
        planned(tmp_path, "t.csv", f"{HEAD.replace('Day', 'Date').replace('Hour', 'Time')}\n{ROW}\n", MAPPING)


@pytest.mark.parametrize("name", sorted(known_schemes()))
def test_a_mapping_that_comes_along_is_known_by_its_columns(name: str) -> None:
    scheme = known_schemes()[name]
    assert scheme.source
    assert scheme_for([*scheme.known_by, "More"]) == (name, scheme)


def test_guests_and_group_members_are_invited_and_nothing_else_of_them_is_told(tmp_path: Path) -> None:
    head = "api_id,name,email,approval_status,checked_in_at"
    guests = f"{head}\ng1,Bo Ek,bo@b.example,approved,\ng2,Cy Oz,c@c.example,declined,\n"
    made = planned(tmp_path, "guests.csv", guests)
    assert ([one.name for one in made.invitations], made.files) == (["Bo Ek"], ())
    assert [one.reason for one in made.left] == ["approval_status is “declined”, and only “approved” is taken"]
    members = "Name\tMember ID\tLocation\tJoined Group on\tIntro\nBo Ek\t1\tTorino\t04/24/2014\tYes\n"
    members += "Cy Oz\t2\tTorino\t04/03/2015\tYes\n"
    listed = planned(tmp_path, "members.csv", members)
    told = repr((made.invitations, listed.invitations, listed.notes))
    days = {one.name: read_yaml(one.starter.encode()).values["joined"] for one in listed.invitations}
    assert days == {"Bo Ek": "2014-04-24", "Cy Oz": "2015-04-03"}
    assert not any(word in told for word in ("bo@b.example", "Torino"))
    unclear = planned(tmp_path, "members.csv", members.replace("24/2014", "04/2014"))
    assert ["joined: 2026-06-15\n" in one.starter for one in unclear.invitations] == [False, True]
    assert [one.reason[:21] for one in unclear.notes] == ["joined is left out: n"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("U.S.A.", "US"), ("UK", "GB"), ("U.K.", "GB"), ("Scotland", "GB"), ("Czech Republic", "CZ"), ("gb", "GB")),
        *(("Czechia", "CZ"), ("Turkey", "TR"), ("Türkiye", "TR"), ("Bosnia and Herzegovina", "BA"), ("Italia", "IT")),
        *(("Deutschland", "DE"), ("Espagne", "ES"), ("日本", "JP"), ("Hong Kong", "HK"), ("Côte d'Ivoire", "CI")),
        *(("Korea", ""), ("Congo", ""), ("Europe", ""), ("Berlin", ""), ("", ""), ("ZZ", ""), ("XX", "")),
    ],
)
def test_countries_as_people_write_them(written: str, code: str) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize(
    ("written", "order", "moment"),
    [
        ("2026-03-04", None, "2026-03-04"),
        ("2026-03", None, "2026-03"),
        ("Mar 4, 2026", None, "2026-03-04"),
        ("Wednesday, 4th March 2026 at 7:05 PM", None, "2026-03-04 19:05"),
        ("2026-03-04 12:00 AM", None, "2026-03-04 00:00"),
        ("03/04/2026", "day-month-year", "2026-04-03"),
        ("03/04/2026", "month-day-year", "2026-03-04"),
        ("13/04/2026", None, "2026-04-13"),
        ("04/13/2026", None, "2026-04-13"),
        ("04.04.2026 7 pm", None, "2026-04-04 19:00"),
        ("2026-03-04T18:00:00Z", None, "2026-03-04 19:00"),
        ("2026-07-04T18:00:00.000-05:00", None, "2026-07-05 01:00"),
    ],
)
def test_days_that_are_clear(written: str, order: Order | None, moment: str) -> None:
    assert told_moment(written, order, "", "Europe/Rome") == moment


@pytest.mark.parametrize(
    "written", ["03/04/2026", "13/13/2026", "31/02/2026", "4.3.26", "Foo 4, 2026", "2026-02-30", "", "1551745800000"]
)
def test_days_that_are_not(written: str) -> None:
    with pytest.raises(NoDay):
        told_moment(written, None, "", "Europe/Rome")
