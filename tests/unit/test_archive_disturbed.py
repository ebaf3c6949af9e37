"""What befalls runs while they write: the next one completes what they began, and nothing is lost or left behind."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot.load.archive import load_archive
from folkmoot.publish import archive, tree
from support.disturbed_runs import records, written

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="runs are killed as POSIX does it")


def disturbed(how: str, folder: Path) -> list[list[str]]:
    """What the disturbed runs said, each its message and its hint."""
    run = subprocess.run(
        [sys.executable, "-m", "support.disturbed_runs", how, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        cwd=Path(__file__).parents[1],
    )
    assert (run.returncode, run.stderr) == (0, "")
    return [json.loads(line) for line in run.stdout.splitlines()]


def completed(folder: Path) -> list[Path]:
    """The disturbed archives, each found whole and completed by another run to what an undisturbed one makes."""
    undisturbed = shutil.copytree(folder / "base", folder.parent / "undisturbed")
    written(undisturbed, 2)
    before = {one.id for one in load_archive(undisturbed, folder)[0].entries if one.first_seen < "2026-03-02"}
    places = sorted(place for place in folder.iterdir() if place.name != "base")
    for place in places:
        harvest, problems = load_archive(place, folder)
        assert problems == [], place
        assert before <= {one.id for one in harvest.entries}, place
        written(place, 2)
        assert tree.held(place) == tree.held(undisturbed), place
    return places


def test_a_run_that_was_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    assert disturbed("killed", tmp_path / "runs") == []
    places = completed(tmp_path / "runs")
    assert len(places) > 40, "each change of the disk is a moment at which a run can be killed"


def test_a_disk_that_fills_up_is_told_and_leaves_whole_files(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    said = disturbed("full", tmp_path / "runs")
    assert len(said) == 4
    assert all("cannot be written: File too large" in message and "disk" in hint for message, hint in said), said
    assert not list(tmp_path.rglob(".fm-*"))
    completed(tmp_path / "runs")


def test_runs_at_once_wait_for_one_another(tmp_path: Path) -> None:
    assert disturbed("together", tmp_path) == []
    harvest, problems = load_archive(tmp_path / "archive", tmp_path)
    assert problems == []
    assert len(harvest.entries) == 60


def test_an_archive_that_nobody_may_write_is_told(tmp_path: Path) -> None:
    ((message, hint),) = disturbed("barred", tmp_path)
    assert "cannot be written: Permission denied" in message
    assert "folder" in hint


def test_parts_of_an_archive_that_runs_of_their_own_wrote_make_the_whole(tmp_path: Path) -> None:
    """Each source is written by one of them, whose files lie over those of the others, in any order."""
    archive.identity_salt(tmp_path / "part-0")
    shutil.copytree(tmp_path / "part-0", tmp_path / "whole")
    for day in (1, 2):
        written(tmp_path / "whole", day)
    sources = sorted({one.source for one in records(2)})
    for part in range(3):
        mine = sources[part::3]
        for day in (1, 2):
            archive.write(tmp_path / f"part-{part}", [one for one in records(day) if one.source in mine])
    for order in ((0, 1, 2), (2, 0, 1)):
        merged = tmp_path / f"merged-{order[0]}"
        for part in order:
            shutil.copytree(tmp_path / f"part-{part}", merged, dirs_exist_ok=True)
        assert tree.held(merged) == tree.held(tmp_path / "whole")
