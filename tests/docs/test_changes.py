"""The page on what a change says to programs tells what they get."""

import json
import re
import typing
from pathlib import Path

import pytest

from folkmoot.derive.changes import changes
from folkmoot.model.change import Group, Kind
from folkmoot.render.changes.document import VERSION, as_json
from support.communities import community, record


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "changes.md").read_text("utf-8")


def table(page: str, title: str) -> dict[str, list[str]]:
    """The rows of the table below a title, by their first cells."""
    section = page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return {row[0].strip("`"): row[1:] for row in rows[2:]}


def told() -> str:
    before = community(record("members", "ben-ek", name="Ben Ek"))
    evening = record(
        "events",
        "evening",
        title="Monthly evening",
        start="2026-10-06 19:00",
        timezone="Europe/Rome",
        recurrence={"rule": "FREQ=MONTHLY;BYDAY=1TU"},
    )
    return as_json(changes(before, community(evening)), "en")


def test_the_example_is_what_comes_out(page: str) -> None:
    assert re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) == [told()]


def test_every_key_is_told_in_its_order_with_its_type(page: str) -> None:
    document = json.loads(told())
    assert list(table(page, "The document")) == list(document)
    assert document["version"] == VERSION
    assert f"| {VERSION} |" in page
    left, added = document["changes"]
    keys = table(page, "A change")
    assert list(keys) == list(left) == list(added)
    types = {"text": str, "number": int, "day or null": type(None), "a name": dict}
    for key, (kind, *_) in keys.items():
        assert isinstance(left[key], types.get(kind, object)), key


def test_every_kind_and_group_is_told(page: str) -> None:
    assert set(table(page, "Kinds")) == set(typing.get_args(Kind))
    groups = re.findall(r"`([a-z]+)`", table(page, "A change")["group"][1])
    assert groups[: len(typing.get_args(Group))] == list(typing.get_args(Group))
