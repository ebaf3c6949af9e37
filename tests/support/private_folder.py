"""What the commands of a private folder say, and what they write there."""

import csv
import io
from pathlib import Path

from support.building import folkmoot

AT = ("--at", "2026-06-15")


def told(command: str, root: Path, private: Path, *more: str) -> str:
    """What a command tells about a hub and a private folder; fails the test where it fails."""
    said = folkmoot(command, *AT, "--private", str(private), *more, cwd=root)
    assert said.returncode == 0, said.stderr
    return said.stdout


def lines(text: str, heading: str) -> list[str]:
    """The lines of a list in the Markdown; none where it is not there."""
    return text.partition(f"**{heading}** (")[2].partition("\n\n")[2].partition("\n\n")[0].splitlines()


def rows(path: Path) -> list[dict[str, str]]:
    """A table that was written."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
