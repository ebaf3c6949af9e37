"""What an import makes of days, columns and values that are not written as the formats have them."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.contribute.importing.mapping import read_scheme
from folkmoot.contribute.importing.recipe import Plan, carry_out, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.errors import WrongUse
from folkmoot.load.documents import read_front_matter, read_yaml
from support.hubs import found, minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
BY_HAND = """\
family: events
keys: {title: Title, start: Date}
venue: {name: Hall}
"""


def planned(tmp_path: Path, content: str, mapping: str = "", **asked: str) -> Plan:
    root = tmp_path / "hub"
    if not root.exists():
        minimal_hub(root)
    named = str(write(tmp_path, "mapping.yml", mapping)) if mapping else ""
    return plan(root, Request(str(write(tmp_path, "t.csv", content)), NOW, mapping=named, **asked))


def values(made: Plan) -> dict[str, dict[str, object]]:
    """The keys of each file, by its path."""
    read = {file.path: read_front_matter if file.path.endswith(".md") else read_yaml for file in made.files}
    return {file.path: dict(read[file.path](file.content).values) for file in made.files}


def reasons(made: Plan) -> list[str]:
    return [one.reason for one in made.left]


def notes(made: Plan) -> list[str]:
    return [one.reason for one in made.notes]


def joined(made: Plan) -> list[str]:
    return [str(one["joined"]) for one in values(made).values()]


@pytest.mark.parametrize(
    ("days", "meant"),
    [
        (("13/05/2025", "30.12.2025", "11/11/2025"), ["2025-05-13", "2025-12-30", "2025-11-11"]),
        (("03/04/2025", "13/05/2025"), ["2025-04-03", "2025-05-13"]),
        (("03/04/2025", "05/13/2025"), ["2025-03-04", "2025-05-13"]),
        (("03/04/2025", "2025-05-13", "4 May 2025", "13/05/2025"), ["2025-04-03", "2025-05-13", "2025-05-04", "…"]),
    ],
)
def test_a_day_that_reads_one_way_settles_its_column(tmp_path: Path, days: tuple[str, ...], meant: list[str]) -> None:
    rows = "".join(f"{name} Ek,{day}\n" for name, day in zip("ABCD", days, strict=False))
    made = planned(tmp_path, f"Name,Joined\n{rows}", family="members")
    assert (made.taken, reasons(made)) == (len(days), [])
    assert joined(made)[:3] == meant[:3]
    assert any("“03/04/2025” in the column “Joined” is read" in one for one in notes(made)) == ("03/04/2025" in days)


def test_where_two_days_contradict_each_other_both_are_named_and_the_open_one_is_left(tmp_path: Path) -> None:
    rows = "A Ek,13/05/2025\nB Ek,05/14/2025\nC Ek,03/04/2025\n"
    made = planned(tmp_path, f"Name,Joined\n{rows}", family="members")
    assert joined(made) == ["2025-05-13", "2025-05-14"]
    (reason,) = reasons(made)
    assert "“13/05/2025” (t.csv, line 2) can only be day first" in reason
    assert "“05/14/2025” (t.csv, line 3) can only be month first" in reason


def test_where_no_day_tells_the_order_the_line_of_the_mapping_is_ready(tmp_path: Path) -> None:
    table = 'Name,"Since, when"\nA Ek,03/04/2025\nB Ek,05/06/2025\n'
    mapping = 'family: members\nkeys:\n  name: Name\n  joined: "Since, when"\n'
    made = planned(tmp_path, table, mapping)
    assert made.taken == 0
    (reason,) = set(reasons(made))
    line = reason.partition("the line of the mapping is  ")[2].partition("  (or")[0]
    said = planned(tmp_path, table, mapping.replace('joined: "Since, when"', line))
    assert joined(said) == ["2025-04-03", "2025-06-05"]


def test_nothing_is_written_that_no_row_needs(tmp_path: Path) -> None:
    table = "Title,Date,Hall\nA,2026-05-04,Officina\nB,2026-05-05,Cantina\n"
    made = planned(tmp_path, table, BY_HAND)
    assert (made.taken, made.refused, made.files) == (0, 2, ())
    assert any(one.startswith("events need “kind”, and the mapping has none") for one in notes(made))
    one = planned(tmp_path, table + "C,2026-05-06,\n", BY_HAND.replace("{title", "{kind: Title, title"))
    assert (one.taken, one.files) == (0, ())
    kind = "{kind: {column: Title, values: {A: meeting}}, title"
    half = planned(tmp_path, table, BY_HAND.replace("{title", kind))
    assert sorted(values(half)) == ["content/places/officina.yml", "events/a-2026-05.md"]


def test_an_event_that_is_there_brings_no_place_with_it(tmp_path: Path) -> None:
    table = "Title,Date,Hall\nA,2026-05-04,Officina\n"
    mapping = BY_HAND.replace("{title", "{kind: {always: meeting}, title")
    carry_out(tmp_path / "hub", planned(tmp_path, table, mapping))
    write(tmp_path, "hub/content/places/officina.yml", "name: Officina Uno\naddress: Via Uno 1\n")
    again = planned(tmp_path, table, mapping)
    assert (len(again.there), again.files) == (1, ())


def test_skills_town_and_country_of_members_are_guessed(tmp_path: Path) -> None:
    head = "Name,Joined,Skills,Town,Country,Shoes\n"
    made = planned(tmp_path, f"{head}Bo Ek,2025-05-13,welding; glass,Torino,Italia,42\n", family="members")
    (told,) = values(made).values()
    assert told["skills"] == ["welding", "glass"]
    assert told["location"] == {"city": "Torino", "country": "IT"}
    assert any("“Shoes” is not taken: nothing that members have is called like it" in one for one in notes(made))
    assert not any("the mapping does not name it" in one for one in notes(made))


def test_a_day_and_the_time_beside_it_are_guessed(tmp_path: Path) -> None:
    rows = "Bench,2026-05-04,18:30,9 pm\nNight,2026-05-05,22:00,01:00\nLate,2026-05-06,22:00,\n"
    made = planned(tmp_path, f"Title,Date,Start time,End time\n{rows}")
    assert reasons(made) == []
    told = {str(one["title"]): (str(one["start"]), str(one.get("end"))) for one in values(made).values()}
    assert told == {
        "Bench": ("2026-05-04 18:30", "2026-05-04 21:00"),
        "Night": ("2026-05-05 22:00", "2026-05-06 01:00"),
        "Late": ("2026-05-06 22:00", "None"),
    }
    assert [one for one in notes(made) if "its end is taken as 2026-05-06 01:00" in one]
    carry_out(tmp_path / "hub", made)
    assert found(tmp_path / "hub") == []


@pytest.mark.parametrize(("head", "family"), [("Headline,When was it,Room", ""), ("Title,Name,Date", "events")])
def test_where_guessing_gives_up_a_mapping_is_ready_to_be_corrected(tmp_path: Path, head: str, family: str) -> None:
    with pytest.raises(WrongUse) as refused:
        planned(tmp_path, f"{head}\nx,2026-05-04,y\n", family=family)
    lines = refused.value.hint.partition("\n")[2]
    scheme = read_scheme("m.yml", lines.encode())
    assert scheme.family == (family or "posts")
    assert {"title", "start"} <= scheme.keys.keys() if family else scheme.keys["title"].column == "Headline"
    assert ("# or Name" in lines, "# which column holds it?" in lines) == (bool(family), not family)


def test_values_are_taken_as_what_they_mean_and_told(tmp_path: Path) -> None:
    head = "Name,Joined,GitHub,Website\n"
    table = (
        f"{head}Bo Ek,2025-05-13,@bo-ek,bo.example\nAda Rossi,2024-02-29,@adarossi,\nCy Oz,2025-05-13,not a login,\n"
    )
    made = planned(tmp_path, table, family="members")
    assert values(made) == {
        "members/bo-ek.yml": {
            "name": "Bo Ek",
            "joined": "2025-05-13",
            "github": "bo-ek",
            "links": [{"label": "Website", "url": "https://bo.example"}],
        }
    }
    assert "github “@bo-ek” is taken as “bo-ek”" in notes(made)
    assert "links “bo.example” is taken as “https://bo.example”" in notes(made)
    assert (len(made.there), made.refused) == (1, 1)


def test_a_number_sign_is_no_sharp(tmp_path: Path) -> None:
    made = planned(tmp_path, "Title,Date\nOpen bench #12,2026-05-04\nC# by night,2026-05-05\n")
    assert sorted(values(made)) == ["events/c-sharp-by-night-2026-05.md", "events/open-bench-12-2026-05.md"]


def test_a_misspelt_column_to_be_ignored_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="there is no column “Hal”"):
        planned(tmp_path, "Title,Date,Hall\nA,2026-05-04,B\n", BY_HAND + "ignore: [Hal]\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://zoom.example/j/812?pwd=abc", "a link with a password in it (pwd=)"),
        ("Passcode: 123456", "“Passcode”"),
        ("Meeting ID: 812 3456 7890", "“Meeting ID”"),
        ("*Mot de passe* : lanterne", "“Mot de passe”"),
        ("Kenncode: 1234", "“Kenncode”"),
        ("https://calendar.example/private-0123456789abcdef/basic.ics", "a link that only its owner should have"),
        ("The password of the network is on the wall. https://meet.jit.si/lanterns", ""),
        ("Passcodes are no fun, meeting ideas are", ""),
    ],
)
def test_what_lets_everybody_into_a_room_is_told(tmp_path: Path, text: str, told: str) -> None:
    made = planned(tmp_path, f'Title,Date,Description\nBench,2026-05-04,"{text}"\n')
    assert made.taken == 1
    said = [(one.place, one.name, one.reason) for one in made.notes]
    wanted = ("t.csv, line 2", "Bench", f"its file would show everybody {told}: take it out before you commit")
    assert said == ([wanted] if told else [])
    assert "123456" not in repr(made.notes)
