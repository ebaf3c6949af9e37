"""What comes round again, on the desk."""

from pathlib import Path

import pytest

from support.building import folkmoot
from support.hubs import minimal_hub, write

MEMBER = "name: {}\njoined: {}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    people = {
        "ada-rossi": MEMBER.format("Ada Rossi", "2024-02-29"),
        "bo-ek": MEMBER.format("Bo Ek", "2025-03-27"),
        "cy-ek": MEMBER.format("Cy Ek", "2025-03-28"),
        "new": MEMBER.format("New", "2026-02-26"),
        "hid": MEMBER.format("Hid", "2020-03-01") + "visibility: hidden\n",
        "nam": MEMBER.format("Nam", "2020-03-01") + "visibility: name\n",
        "gone": MEMBER.format("Gone", "2020-03-01") + "status: alumni\n",
    }
    root = minimal_hub(tmp_path / "hub", **{f"members/{slug}.yml": text for slug, text in people.items()})
    write(root, "content/community.yml", "name: Test Moot\nfounded: 2016-03-05\n")
    write(root, "content/projects/a.md", "---\ntitle: Lamp\nstatus: finished\nstarted: 2025-02-25\n---\n")
    write(root, "content/projects/b.md", "---\ntitle: Left\nstatus: abandoned\nstarted: 2025-03-01\n---\n")
    return root


def told(root: Path, at: str, *more: str) -> list[str]:
    said = folkmoot("desk", "--at", at, *more, cwd=root)
    assert said.returncode == 0, said.stderr
    return said.stdout.partition("**Anniversaries** (")[2].partition("\n\n")[2].partition("\n\n")[0].splitlines()


def test_what_comes_round_within_thirty_days_is_told(root: Path, tmp_path: Path) -> None:
    ours = ["- Lamp – 1 year, 25 February 2026", "- Test Moot – 10 years, 5 March 2026"]
    assert told(root, "2026-02-25") == ours
    (tmp_path / "notes").mkdir()
    assert told(root, "2026-02-25", "--private", str(tmp_path / "notes")) == [
        ours[0], "- Ada Rossi – 2 years, 28 February 2026", ours[1], "- Bo Ek – 1 year, 27 March 2026",
    ]  # fmt: skip
    assert told(root, "2026-02-26") == ours[1:]


def test_it_looks_into_the_next_year(root: Path) -> None:
    write(root, "content/community.yml", "name: Test Moot\nfounded: 2016-01-05\n")
    assert told(root, "2025-12-20") == ["- Test Moot – 10 years, 5 January 2026"]
