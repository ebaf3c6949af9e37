"""The table of threats in the guide for developers names tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = [
    row.strip("|").split(" | ")
    for row in (ROOT / "docs/developer.md")
    .read_text("utf-8")
    .partition("## Threats to the workflows\n")[2]
    .splitlines()
    if "::test_" in row
]


def test_each_threat_is_tried_by_a_test_that_there_is() -> None:
    assert len(ROWS) >= 10
    for threat, stopped_by, tried_by in ROWS:
        assert threat.strip()
        assert stopped_by.strip()
        named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", tried_by)
        assert named, threat
        missing = [one for file, one in named if f"def {one}(" not in (ROOT / "tests/unit" / file).read_text("utf-8")]
        assert missing == []


def test_every_hostile_test_is_in_the_table() -> None:
    told = "".join(row[2] for row in ROWS)
    for file in ("test_archive_hostile.py", "test_proposals_hostile.py"):
        tried = re.findall(r"(?m)^def (test_\w+)", (ROOT / "tests/unit" / file).read_text("utf-8"))
        assert [one for one in tried if f"`{file}::{one}`" not in told] == []
