"""`folkmoot import` on the command line: nothing is written unless asked, and what is said is what happens."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from support.hubs import COMMUNITY, found, minimal_hub, write

TABLE = "Title,Start,Notes\nOpen bench,2026-05-04 18:30,x\nNo day,soon,\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["import", *words, "--at", "2026-06-15"], catch_exceptions=False)


def held(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_dry_run_shows_everything_and_writes_nothing(tmp_path: Path) -> None:
    root, table = minimal_hub(tmp_path / "hub"), write(tmp_path, "t.csv", TABLE)
    before = held(root)
    result = run("csv", str(table), "--hub", str(root))
    assert held(root) == before
    assert result.exit_code == 1
    for words in (
        "guessed from the names of the columns",
        "events/open-bench-2026-05.md\n    ---\n    title: Open bench\n",
        "the column “Notes” is not taken",
        "Not taken:\n  t.csv, line 3: No day: start: “soon” is no day that can be read",
        "2 rows: 1 taken, 0 of the same thing as another row, 0 in the hub already, 1 not taken. 1 new file.",
        "Nothing was written. To write these files, add --write.",
    ):
        assert words in result.output


def test_written_files_are_those_that_were_shown(tmp_path: Path) -> None:
    root, table = minimal_hub(tmp_path / "hub"), write(tmp_path, "t.csv", TABLE.rpartition("No day")[0])
    before = held(root)
    result = run(str(table), "--hub", str(root), "--write")
    assert (result.exit_code, "1 file written. Look at it, then ask" in result.output) == (0, True)
    assert held(root).keys() - before.keys() == {"events/open-bench-2026-05.md"}
    assert before.items() <= held(root).items()
    assert found(root) == []
    again = run(str(table), "--hub", str(root), "--write")
    assert "1 in the hub already" in again.output
    assert "No file was written, since there is none that is new." in again.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "it is not said what to import"),
        (("cats", "x"), "“cats” is no kind of source"),
        (("csv", "missing.csv"), "there is no file missing.csv"),
        (("missing.csv",), "there is no file missing.csv"),
        (("github", "nobody"), "“nobody” is no repository at GitHub"),
        (("opml", "x.opml", "--family", "events"), "opml needs no mapping"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    result = run(*words, "--hub", str(minimal_hub(tmp_path)))
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output


def test_outside_a_hub_nothing_is_read(tmp_path: Path) -> None:
    result = run(str(write(tmp_path, "t.csv", TABLE)), "--hub", str(tmp_path))
    assert (result.exit_code, "is no hub" in result.output) == (2, True)


def test_a_folder_is_read_whole_and_what_is_no_file_in_it_is_passed_over(tmp_path: Path) -> None:
    root, folder = minimal_hub(tmp_path / "hub"), tmp_path / "tables"
    write(folder, "a/one.csv", "Title,Start\nOne,2026-05-04\n")
    write(folder, "two.csv", "Title,Start\nTwo,2026-05-05\n")
    write(folder, ".git/three.csv", "Title,Start\nThree,2026-05-05\n")
    os.mkfifo(folder / "four.csv")
    result = run("csv", str(folder), "--hub", str(root))
    assert "2 rows: 2 taken" in result.output
    refused = run("csv", str(folder / "four.csv"), "--hub", str(root))
    assert (refused.exit_code, "four.csv is no file of its own" in refused.output) == (2, True)


def test_a_folder_of_several_kinds_is_not_guessed(tmp_path: Path) -> None:
    write(tmp_path, "src/a.csv", TABLE)
    write(tmp_path, "src/b.ics", "")
    result = run(str(tmp_path / "src"), "--hub", str(minimal_hub(tmp_path / "hub")))
    assert (result.exit_code, "could be of several kinds" in result.output) == (2, True)


PEOPLE = "Name\tMember ID\tJoined Group on\nBo Ek\t1\t04/24/2014\n"


@pytest.mark.parametrize("has_links", [True, False])
def test_invitations_are_short_on_the_screen_and_whole_in_a_file(tmp_path: Path, has_links: bool) -> None:
    forge = "repository: https://github.com/officina/hub\n" * has_links
    root = minimal_hub(tmp_path / "hub", **{"content/community.yml": COMMUNITY + forge})
    table, letters, before = write(tmp_path, "m.csv", PEOPLE), tmp_path / "letters.txt", held(root)
    shown = run(str(table), "--hub", str(root))
    assert max(map(len, shown.output.splitlines())) < 140
    assert ("add --invitations FILE" in shown.output) is has_links
    written = run(str(table), "--hub", str(root), "--invitations", str(letters))
    assert "1 invitation written to" in written.output
    told = letters.read_text("utf-8")
    assert told.startswith("Bo Ek\n")
    assert ("joined%3A%202014-04-24%0A" if has_links else "    joined: 2014-04-24\n") in told
    assert held(root) == before
    again = run(str(table), "--hub", str(root), "--invitations", str(letters))
    assert (again.exit_code, "is there already" in again.output) == (2, True)
    assert letters.read_text("utf-8") == told


@pytest.mark.parametrize("place", ["x.txt", "members/x.txt", "new/x.txt", "../hub/x.txt", "../link/x.txt"])
def test_people_who_are_no_members_are_not_named_in_the_hub(tmp_path: Path, place: str) -> None:
    root, table = minimal_hub(tmp_path / "hub"), write(tmp_path, "m.csv", PEOPLE)
    (tmp_path / "link").symlink_to(root / "members")
    before = held(root)
    result = run(str(table), "--hub", str(root), "--invitations", str(root / place))
    assert (result.exit_code, "lies in the hub" in result.output, held(root)) == (2, True, before)


def test_nobody_is_written_to_where_nobody_is_invited(tmp_path: Path) -> None:
    root, table = minimal_hub(tmp_path / "hub"), write(tmp_path, "t.csv", TABLE)
    result = run(str(table), "--hub", str(root), "--invitations", str(tmp_path / "x.txt"))
    assert ("There is nobody to be invited" in result.output, (tmp_path / "x.txt").exists()) == (True, False)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "c.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:X\nDTSTART:20260514\nEND:VEVENT\nEND:VCALENDAR\n",
            "1 event: 1 taken, 0 of the same thing as another event",
        ),
        ("f.opml", '<opml><outline xmlUrl="https://a.example/feed"/></opml>', "1 feed: 1 taken"),
        ("f.opml", '<opml><outline xmlUrl="https://a.example/feed"/></opml>', "do not write that word a second time"),
        (".all-contributorsrc", '{"contributors": [{"login": "a"}, {"login": "b"}]}', "2 people: 2 taken"),
    ],
)
def test_what_is_counted_is_called_what_it_is(tmp_path: Path, name: str, content: str, told: str) -> None:
    assert told in run(str(write(tmp_path, name, content)), "--hub", str(minimal_hub(tmp_path / "hub"))).output
