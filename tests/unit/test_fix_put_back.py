"""`folkmoot check --fix` reviews only a few times, puts back what it cannot keep, and leaves files their owners."""

import datetime as dt
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from folkmoot.cli import main
from folkmoot.contribute import meanings, mending
from folkmoot.contribute.mending import fix
from folkmoot.contribute.review import Reviewed, review
from folkmoot.errors import FolkmootError
from folkmoot.model.problem import Problem
from folkmoot.publish import tree
from support.hubs import minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
BO = "name: Bo Ek\njoined: 2025-1-31\ntimezone: japan\n"
MENDED = "name: Bo Ek\njoined: 2025-01-31\ntimezone: Asia/Tokyo\n"
ZONED = "name: Bo Ek\njoined: 2025-01-31\ntimezone: japan\n"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    mkdocs = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"
    return minimal_hub(tmp_path / "hub", **{"mkdocs.yml": mkdocs, "members/bo-ek.yml": BO})


def test_one_mend_that_brings_a_problem_does_not_make_each_file_a_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins = {f"members/m{number}.yml": BO.replace("Bo Ek", f"M {number}") for number in range(60)}
    hub = minimal_hub(tmp_path, **twins, **{"members/a.yml": f"{MENDED}github: '@adarossi'\n"})
    asked: list[Path] = []

    def told(root: Path, now: dt.datetime) -> Reviewed:
        asked.append(root)
        return review(root, now)

    monkeypatch.setattr(mending, "review", told)
    fixed = fix(hub, NOW)
    assert {one.path for one in fixed.mended} == set(twins)
    assert [one.path for one in fixed.left.problems if one.severity == "error"] == ["members/a.yml"]
    assert len(asked) <= 5


def test_where_it_is_told_elsewhere_half_of_the_files_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins = {f"members/m{number}.yml": ZONED.replace("Bo Ek", f"M {number}") for number in range(8)}
    hub = minimal_hub(tmp_path, **twins)
    asked: list[Path] = []

    def told(root: Path, now: dt.datetime) -> Reviewed:
        asked.append(root)
        found = review(root, now)
        is_there = (root / "members/m5.yml").read_text() != twins["members/m5.yml"]
        elsewhere = [Problem("members/ada-rossi.yml", "twin", "there is another", "")] if is_there else []
        return found._replace(problems=[*found.problems, *elsewhere])

    monkeypatch.setattr(mending, "review", told)
    fixed = fix(hub, NOW)
    assert {one.path for one in fixed.mended} == set(twins) - {"members/m5.yml"}
    assert (hub / "members/m5.yml").read_text() == twins["members/m5.yml"]
    assert len(asked) <= 12


def test_where_every_file_brings_something_elsewhere_it_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins = {f"members/m{number}.yml": ZONED.replace("Bo Ek", f"M {number}") for number in range(32)}
    hub = minimal_hub(tmp_path, **twins)
    asked: list[Path] = []

    def told(root: Path, now: dt.datetime) -> Reviewed:
        asked.append(root)
        found = review(root, now)
        new = [
            Problem("members/ada-rossi.yml", "twin", one, "")
            for one in twins
            if "japan" not in (root / one).read_text()
        ]
        return found._replace(problems=[*found.problems, *new])

    monkeypatch.setattr(mending, "review", told)
    assert fix(hub, NOW).mended == []
    assert all((hub / path).read_text() == text for path, text in twins.items())
    assert len(asked) <= 12


def test_whoever_changes_a_file_meanwhile_keeps_nothing_else_mended(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(hub, "members/bo-ek.yml", ZONED)
    dee = write(hub, "members/dee.yml", ZONED.replace("Bo Ek", "Dee"))

    def worse(root: Path, now: dt.datetime) -> Reviewed:
        found = review(root, now)
        if dee.read_text() == ZONED.replace("Bo Ek", "Dee"):
            return found
        dee.write_text("name: Dee, just now\njoined: 2025-01-31\n")
        return found._replace(problems=[*found.problems, Problem("members/ada-rossi.yml", "twin", "another", "")])

    monkeypatch.setattr(mending, "review", worse)
    fixed = fix(hub, NOW)
    assert (hub / "members/bo-ek.yml").read_text() == ZONED
    assert dee.read_text() == "name: Dee, just now\njoined: 2025-01-31\n"
    assert any(
        note.startswith("members/dee.yml was mended and cannot be put back: members/dee.yml was changed")
        for note in fixed.left.notes
    )


def test_a_review_that_breaks_off_puts_every_file_back(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def breaks_off(root: Path, now: dt.datetime) -> Reviewed:
        asked.append(root)
        if len(asked) > 1:
            write(root, "members/dee.yml", "name: Dee, just now\n")
            raise FolkmootError("the disk is gone")
        return review(root, now)

    write(hub, "members/dee.yml", BO.replace("Bo Ek", "Dee"))
    monkeypatch.setattr(mending, "review", breaks_off)
    with pytest.raises(FolkmootError, match=r"the disk is gone; members/dee.yml was mended and cannot be put back"):
        fix(hub, NOW)
    assert (hub / "members/bo-ek.yml").read_text() == BO


def test_counting_looks_up_no_names_of_languages_and_countries(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(hub, "members/dee.yml", f"{MENDED}languages: [French]\nlocation: {{country: Norway}}\n")
    monkeypatch.setattr(meanings, "tag_meant", None)
    monkeypatch.setattr(meanings, "country_code", None)
    said = CliRunner().invoke(main, ["check", "--hub", str(hub), "--at", "2026-06-15"], catch_exceptions=False)
    assert "\n4 of these may be mended with --fix\n" in said.output


def test_a_file_that_is_read_only_or_in_two_places_is_told_and_stays(hub: Path, tmp_path: Path) -> None:
    write(hub, "members/dee.yml", BO.replace("Bo Ek", "Dee"))
    (hub / "members/bo-ek.yml").chmod(0o444)
    (tmp_path / "elsewhere.yml").hardlink_to(hub / "members/dee.yml")
    fixed = fix(hub, NOW)
    assert fixed.mended == []
    assert fixed.left.notes == [
        "members/bo-ek.yml is read-only",
        "members/dee.yml is in a second place, too, and would be another file there",
    ]
    assert (hub / "members/bo-ek.yml").read_text() == BO
    assert (hub / "members/dee.yml").samefile(tmp_path / "elsewhere.yml")


def test_what_is_not_whole_yet_is_nobodys_record(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, asked = Path.replace, list[int]()

    def watched(self: Path, target: Path) -> Path:
        asked.append(len(review(hub, NOW).problems))
        return plain(self, target)

    before = len(review(hub, NOW).problems)
    monkeypatch.setattr(Path, "replace", watched)
    assert fix(hub, NOW).mended
    assert asked == [before]


def test_a_file_keeps_its_owner_or_stays(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, given = hub / "members/bo-ek.yml", list[tuple[int, int]]()
    there = file.stat()
    other = os.stat_result((0o100640, 0, 0, 1, there.st_uid + 1, there.st_gid, 0, 0, 0, 0))
    monkeypatch.setattr(os, "chown", lambda _, uid, gid: given.append((uid, gid)))
    tree.replace_file(file, b"new", like=other)
    assert (given, stat.S_IMODE(file.stat().st_mode)) == ([(there.st_uid + 1, there.st_gid)], 0o640)

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refused)
    with pytest.raises(PermissionError):
        tree.replace_file(file, b"newer", like=other)
    assert file.read_bytes() == b"new"
    assert not list(hub.rglob(".fm-*"))
