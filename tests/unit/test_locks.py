"""The locks: every requirement pinned, every file hashed, and no word of where it was fetched."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PINNED = re.compile(r"([a-z0-9.-]+)==(\S+)( ; [^\\]+)? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")


def _wanted(repository: Path, *, development: bool) -> list[Requirement]:
    table = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    groups = table["dependency-groups"]
    lines = [*table["project"]["dependencies"], *groups["build"], *(groups["dev"] if development else ())]
    return [Requirement(line) for line in lines if isinstance(line, str)]


def _pinned(lock: Path) -> dict[str, list[str]]:
    versions: dict[str, list[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if found := PINNED.fullmatch(line):
            versions.setdefault(found[1], []).append(found[2])
    return versions


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_pinned_names_and_hashes_alone(repository: Path, name: str) -> None:
    lines = (repository / name).read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if not (PINNED.fullmatch(line) or HASH.fullmatch(line))] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_what_the_project_asks_for(repository: Path, name: str) -> None:
    pinned = _pinned(repository / name)
    for requirement in _wanted(repository, development="dev" in name):
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement} is in pyproject.toml, but not in {name}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_developers_run_what_is_published(repository: Path) -> None:
    published, developed = _pinned(repository / "requirements.lock"), _pinned(repository / "requirements-dev.lock")
    assert {name: developed.get(name) for name in published} == published
