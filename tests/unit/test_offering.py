"""A branch of changes beside the hub's own: what stands on it, and when it is left alone."""

from pathlib import Path

import pytest

from folkmoot import git
from folkmoot.errors import FolkmootError
from folkmoot.publish import offering
from folkmoot.publish.offering import offer, offered_before
from folkmoot.publish.origin import Origin, tip_of
from support.repositories import Repository

US = ("Folkmoot", "bot@moot.example")


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    git.run("init", "--quiet", "--bare", "--initial-branch", "main", "--", str(tmp_path / "origin.git"))
    return Origin(str(tmp_path / "origin.git"), {}, US)


@pytest.fixture
def clone(tmp_path: Path, origin: Origin) -> Path:
    repository = Repository(tmp_path / "clone")
    repository.commit(day="2026-05-01", files={"a.yml": "a", "hub/b.yml": "b"})
    git.run("push", "--quiet", origin.address, "HEAD:refs/heads/main", at=repository.path)
    return repository.path


def held(origin: Origin, branch: str) -> dict[str, str]:
    at = Path(origin.address)
    names = git.run("ls-tree", "-r", "--name-only", branch, at=at).decode().split()
    return {name: git.run("show", f"{branch}:{name}", at=at).decode() for name in names}


def test_the_branch_holds_what_is_there_and_what_changes(clone: Path, origin: Origin) -> None:
    assert offer(clone, origin, "new", {"a.yml": None, "c.yml": b"c"}, "Change") == "written"
    assert held(origin, "new") == {"c.yml": "c", "hub/b.yml": "b"}
    assert offer(clone, origin, "new", {"a.yml": None, "c.yml": b"c"}, "Change") == "unchanged"
    assert (clone / "a.yml").exists(), "the folder stays as it was"


def test_a_hub_below_the_repositorys_top_changes_there(clone: Path, origin: Origin) -> None:
    offer(clone / "hub", origin, "new", {"b.yml": b"B"}, "Change")
    assert held(origin, "new") == {"a.yml": "a", "hub/b.yml": "B"}


def test_what_is_asked_for_no_longer_goes_from_the_branch(clone: Path, origin: Origin) -> None:
    offer(clone, origin, "new", {"c.yml": b"c", "d.yml": b"d"}, "Change")
    assert offer(clone, origin, "new", {"c.yml": b"c"}, "Change") == "changed"
    assert "d.yml" not in held(origin, "new")


def test_a_branch_that_somebody_went_on_with_stays(clone: Path, origin: Origin) -> None:
    offer(clone, origin, "new", {"c.yml": b"c"}, "Change")
    theirs = Origin(origin.address, {}, ("Zoe", "zoe@moot.example"))
    assert offer(clone, theirs, "new", {"c.yml": b"C"}, "Mine") == "theirs"
    assert held(origin, "new")["c.yml"] == "c"


def test_a_branch_that_moved_on_meanwhile_is_not_overwritten(
    clone: Path, origin: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(clone, origin, "new", {"c.yml": b"c"}, "Change")
    seen = tip_of(origin, "refs/heads/new")
    offer(clone, origin, "new", {"c.yml": b"later"}, "Change")
    monkeypatch.setattr(offering, "tip_of", lambda *_: seen)
    with pytest.raises(FolkmootError, match=r"cannot|failed|rejected"):
        offer(clone, origin, "new", {"c.yml": b"mine"}, "Change")
    assert held(origin, "new")["c.yml"] == "later"


def test_branches_are_found_again_with_what_they_hold_in_a_folder(clone: Path, origin: Origin) -> None:
    offer(clone / "hub", origin, "forget/one", {"marks/x.yml": b"x", "b.yml": None}, "Change")
    offer(clone / "hub", origin, "other", {"marks/y.yml": b"y"}, "Change")
    assert offered_before(clone / "hub", origin, "forget/", "marks") == {"forget/one": {"marks/x.yml": b"x"}}
    assert offered_before(clone, origin, "none/", "marks") == {}


def test_a_clone_with_its_whole_history_keeps_it(clone: Path, origin: Origin) -> None:
    offer(clone, origin, "new", {"c.yml": b"c"}, "Change")
    git.run("clone", "--quiet", "--", origin.address, str(clone.with_name("other")))
    other = clone.with_name("other")
    assert offer(other, origin, "new", {"c.yml": b"C"}, "Change") == "changed"
    assert not git.is_shallow(other)
