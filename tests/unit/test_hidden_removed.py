"""Who removes the file of somebody hidden is told what is shown again: no name is kept anywhere else."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.check.hidden import forgotten_names
from folkmoot.contribute.review import review_change
from support.communities import community, record
from support.hubs import minimal_hub
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
ADA = record("members", "ada-rossi")
HUGO = record("members", "hugo", name="Hugo Verborgen", github="hugo-example", visibility="hidden")


def test_a_change_that_removes_the_file_brings_a_warning(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    hidden = "name: Hugo Verborgen\njoined: 2025-01-18\nvisibility: hidden\n"
    hub = minimal_hub(repository.path / "hub", **{"members/hugo.yml": hidden})
    repository.commit()
    (hub / "members/hugo.yml").unlink()
    found = review_change(hub, NOW, "HEAD").problems
    assert [(one.path, one.code, one.severity) for one in found] == [("members/hugo.yml", "hidden-removed", "warning")]
    assert "keep the file" in found[0].hint


@pytest.mark.parametrize(
    "now",
    [
        record("members", "hugo-v", name="Hugo Verborgen", visibility="hidden"),
        record("members", "nobody", name="Nobody", github="Hugo-Example", visibility="hidden"),
        record("members", "nobody", name="Nobody", formerly=["hugo"]),
        record("members", "hugo", name="Hugo Verborgen"),
    ],
)
def test_who_is_called_otherwise_or_is_shown_is_there_still(now: object) -> None:
    assert [*forgotten_names(community(ADA, HUGO), community(ADA, now), NOW.date())] == []


def test_what_cannot_be_read_and_who_was_shown_are_not_told() -> None:
    unread = community(ADA)._replace(unread=frozenset(("members/hugo",)))
    assert [*forgotten_names(community(ADA, HUGO), unread, NOW.date())] == []
    assert [*forgotten_names(community(ADA, HUGO), community(HUGO), NOW.date())] == []
    assert [one.code for one in forgotten_names(community(ADA, HUGO), community(), NOW.date())] == ["hidden-removed"]
