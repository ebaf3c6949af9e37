"""`folkmoot desk`: what is due, what waits and what is missing, with what is planned in private."""

import csv
import io
import os
from pathlib import Path

import icalendar
import pytest

from support.building import folkmoot
from support.hubs import minimal_hub, write

AT = ("--at", "2026-06-15")
NAMES = ["calendar.csv", "calendar.ics", "desk.csv", "desk.html", "desk.md"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    hub = minimal_hub(tmp_path / "hub", **{"members/bo-ek.yml": "name: Bo Ek\njoined: 2026-06-12\n"})
    write(hub, "members/cy-ek.yml", "name: Cy Ek\njoined: 2026-06-12\nvisibility: hidden\n")
    draft = "---\ntitle: Secret walk\nkind: chat\nstart: 2026-06-30\nhosts: [ada-rossi, cy-ek]\ndraft: true\n---\n"
    write(hub, "events/walk.md", draft)
    return hub


@pytest.fixture
def private(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    letter = "---\ntitle: =The |letter|\nkind: newsletter\ndate: 2026-06-12\nby: [bo-ek, nobody]\n---\nText\n"
    write(notes, "plan/letter.md", letter)
    write(notes, "plan/question.md", "---\ntitle: <b>Which?</b>\nkind: prompt\ndate: 2026-06-15 18:00\n---\n")
    return notes


def test_without_a_private_folder_it_names_nobody_beyond_the_site(root: Path) -> None:
    said = folkmoot("desk", *AT, cwd=root)
    assert said.returncode == 0, said.stderr
    assert "| 30 June 2026 | Secret walk | event |  | English | Ada Rossi | draft |" in said.stdout
    assert "No meetup is planned" in said.stdout
    assert "Bo Ek" not in said.stdout
    assert "Cy Ek" not in said.stdout
    assert "This names people" not in said.stdout
    assert not (root / "desk.md").exists()


def test_with_one_it_says_what_is_late_and_whom_to_welcome(root: Path, private: Path) -> None:
    said = folkmoot("desk", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0, said.stderr
    assert sorted(one.name for one in private.iterdir()) == [*NAMES, "plan"]
    text = (private / "desk.md").read_text("utf-8")
    assert said.stdout == text
    due = text.partition("## What is due")[2].partition("\n## ")[0]
    assert "**Overdue** (1)\n\n- `=The |letter|` – 12 June 2026, newsletter, planned, Bo Ek and nobody" in due
    assert "15 June 2026 18:00, question to begin with, planned" in due
    assert "Say welcome to Bo Ek – Bo Ek joined on 12 June 2026" in due
    assert "This names people" in text
    page = (private / "desk.html").read_text("utf-8")
    assert "&lt;b&gt;Which?&lt;/b&gt;" in page
    assert "<b>Which" not in page
    assert """content="default-src 'none'; style-src 'unsafe-inline'">""" in page
    assert "plan/letter.md:5:13" in said.stderr
    assert "nobody is called this" in said.stderr


def test_each_line_can_be_taken_into_a_spreadsheet_and_no_cell_is_a_formula(root: Path, private: Path) -> None:
    assert folkmoot("desk", *AT, "--private", str(private), cwd=root).returncode == 0
    rows = list(csv.DictReader(io.StringIO((private / "desk.csv").read_text("utf-8"))))
    assert {"overdue", "today", "welcome", "meetup", "gaps"} <= {one["list"] for one in rows}
    late = [(one["title"], one["day"]) for one in rows if one["list"] == "overdue"]
    assert late == [("'=The |letter|", "2026-06-12")]
    planned = list(csv.DictReader(io.StringIO((private / "calendar.csv").read_text("utf-8"))))
    assert [(one["day"], one["title"], one["source"]) for one in planned] == [
        ("2026-06-15", "<b>Which?</b>", "plan/question.md"),
        ("2026-06-30", "Secret walk", "events/walk.md"),
        ("", "Secret walk", "events/walk.md"),
    ]


def test_what_is_planned_is_a_calendar_for_programs(root: Path, private: Path) -> None:
    assert folkmoot("desk", *AT, "--private", str(private), cwd=root).returncode == 0
    found = icalendar.Calendar.from_ical((private / "calendar.ics").read_bytes())
    told = [(str(one["SUMMARY"]), str(one.decoded("DTSTART")), str(one["STATUS"])) for one in found.walk("VEVENT")]
    assert sorted(told) == [
        ("<b>Which?</b>", "2026-06-15 16:00:00+00:00", "TENTATIVE"),
        ("=The |letter|", "2026-06-12", "TENTATIVE"),
        ("Secret walk", "2026-06-30", "TENTATIVE"),
    ]
    assert len({str(one["UID"]) for one in found.walk("VEVENT")}) == 3


def test_it_speaks_the_languages_of_the_hub(root: Path) -> None:
    write(root, "content/community.yml", "name: Test Moot\nlanguages: [en, fr, it]\n")
    assert "## Ce qui manque" in folkmoot("desk", *AT, "--language", "fr", cwd=root).stdout
    assert "## Che cosa manca" in folkmoot("desk", *AT, "--language", "it", cwd=root).stdout
    assert folkmoot("desk", *AT, "--language", "nl", cwd=root).returncode == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--private", "notes"), "which may be public"),
        (("--private", "../notes", "--to", "../elsewhere"), "what names people stays there"),
        (("--keep",), "--keep is about the private folder"),
    ],
)
def test_what_is_private_stays_where_it_is(root: Path, private: Path, words: tuple[str, ...], told: str) -> None:
    said = folkmoot("desk", *AT, *words, cwd=root)
    assert said.returncode == 2
    assert said.stdout == ""
    assert told in said.stderr
    assert sorted(one.name for one in private.iterdir()) == ["plan"]


def test_where_everybody_reads_along_it_is_refused(root: Path, private: Path) -> None:
    runner = {"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "moot/hub", "GITHUB_TOKEN": ""}
    for words in ((), ("--private", str(private))):
        said = folkmoot("desk", *AT, *words, cwd=root, **runner)
        assert said.returncode == 2
        assert "Secret walk" not in said.stdout + said.stderr
        assert "no GITHUB_TOKEN is set" in said.stdout + said.stderr
        assert sorted(one.name for one in private.iterdir()) == ["plan"]


def test_a_hub_with_errors_has_no_desk(root: Path) -> None:
    write(root, "members/bo-ek.yml", "name: Bo Ek\n")
    said = folkmoot("desk", *AT, cwd=root)
    assert said.returncode == 1
    assert "There is nothing to tell: mend these first." in said.stderr
    assert said.stdout == ""


def test_what_is_not_published_yet_is_not_written_into_the_hub(root: Path) -> None:
    write(root, "content/desk.md", "# My desk\n")
    said = folkmoot("desk", *AT, "--to", str(root / "content"), cwd=root)
    assert said.returncode == 2
    assert "may be public" in said.stderr
    assert (root / "content/desk.md").read_text("utf-8") == "# My desk\n"


@pytest.mark.parametrize("where", ["../elsewhere", "link"])
def test_what_names_people_stays_in_its_folder(root: Path, private: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (private / "link").symlink_to(tmp_path / "elsewhere")
    said = folkmoot("desk", *AT, "--private", str(private), "--to", str(private / where), cwd=root)
    assert said.returncode == 2
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("name", ["nowhere", "notes/plan/letter.md"])
def test_a_folder_that_is_not_there_is_not_taken_for_an_empty_one(root: Path, private: Path, name: str) -> None:
    said = folkmoot("desk", *AT, "--private", str(private.parent / name), cwd=root)
    assert said.returncode == 2
    assert said.stdout == ""
    assert not (private.parent / "nowhere").exists()


def test_a_pipe_does_not_hold_it_up(root: Path, private: Path) -> None:
    os.mkfifo(private / "plan/pipe.md")
    said = folkmoot("desk", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0, said.stderr
    assert "plan/pipe.md" in said.stderr
