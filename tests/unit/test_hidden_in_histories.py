"""Hidden members count for nobody, also where a .mailmap or a co-author's line alone says that it was them."""

import time
from dataclasses import asdict
from pathlib import Path

import pytest

from folkmoot.collect.authors import hashed
from folkmoot.collect.counting import NO_MEMORY, counted
from folkmoot.model.harvest import Source
from support.activity_rows import Derived, derived, member
from support.repositories import Repository

SALT = "5a17"
SOURCE = Source("work", "repo-git", "org/repo")
SECRET = "5+qsecret@users.noreply.github.com"
OLD = "q@home.example"


def counted_from(tmp_path: Path, mailmap: str, *commits: tuple[str, str]) -> Derived:
    """What is made of these commits (author and message), in a hub in which Quin is hidden."""
    repository = Repository(tmp_path / "repository")
    repository.commit("Ada <1+ada@users.noreply.github.com>", files={".mailmap": mailmap, "a.py": ""})
    for author, message in commits:
        repository.commit(author, message=message, files={"b.py": message})
    work = counted(SOURCE, repository.path, SALT, 20_600, NO_MEMORY, time.monotonic() + 60)
    quin = member("quin", github="qsecret", visibility="hidden", accounts=["old-quin", hashed(OLD, SALT)])
    lines = [asdict(one) | {"weeks": list(one.weeks)} for one in work]
    return derived(tmp_path / "archive", quin, sources=(SOURCE,), work=lines)


@pytest.mark.parametrize(
    ("mailmap", "commits"),
    [
        (f"Quin <{SECRET}> <q@work.example>\n", [("Somebody <q@work.example>", "One")]),
        (f"Quin <q@work.example> <{SECRET}>\n", [(f"Somebody <{SECRET}>", "One")]),
        (f"Quin <{OLD}> <q@work.example>\n", [("Somebody <q@work.example>", "One")]),
        ("", [(f"Somebody <{OLD}>", "One")]),
        ("", [("Ada <1+ada@users.noreply.github.com>", f"One\n\nCo-authored-by: X <{SECRET}>")]),
        ("", [("Ada <1+ada@users.noreply.github.com>", f"One\n\nCo-authored-by: X <{OLD}>")]),
        (
            "",
            [("Ada <1+ada@users.noreply.github.com>", "One\n\nCo-authored-by: X <old-quin@users.noreply.github.com>")],
        ),
        (
            f"Quin <{SECRET}> <q@work.example>\n",
            [("Ada <1+ada@users.noreply.github.com>", "One\n\nCo-authored-by: X <q@work.example>")],
        ),
    ],
)
def test_nothing_of_a_hidden_member_is_counted(tmp_path: Path, mailmap: str, commits: list[tuple[str, str]]) -> None:
    found = counted_from(tmp_path, mailmap, *commits)
    assert {one.person for one in found.hub.shares} == {"ada"}
    assert {one.who for one in found.hub.given} == {"ada"}
    assert {row["actor"] for row in found.activity if row["kind"] == "committed"} == {"ada"}


def test_a_stranger_in_the_same_place_is_counted(tmp_path: Path) -> None:
    found = counted_from(tmp_path, "", ("Somebody <else@home.example>", "One\n\nCo-authored-by: X <x@home.example>"))
    assert {one.person for one in found.hub.shares} == {
        "ada",
        hashed("else@home.example", SALT),
        hashed("x@home.example", SALT),
    }
