"""Stamping is true: what is stamped through a shell is, line for line, what the engine itself renders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot.model.families import FAMILIES
from folkmoot.model.moment import day_of
from support.building import SAMPLE_TIME, built, files, sample


@pytest.fixture(scope="module")
def stamped(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _site(repository, tmp_path_factory.mktemp("stamped"), "stamped")


def _site(repository: Path, folder: Path, mode: str) -> dict[str, bytes]:
    hub = sample(repository, folder)
    built(hub, folder / "site", "staged" if mode == "staged" else "stamped")
    return files(folder / "site")


def test_every_stamped_page_is_the_engines_own_render(
    repository: Path, stamped: dict[str, bytes], tmp_path: Path
) -> None:
    staged = _site(repository, tmp_path, "staged")
    for family in FAMILIES:
        assert sum(path.startswith(f"{family}/") and path.endswith("index.html") for path in staged) > 2, family
    assert sorted(stamped) == sorted(staged)
    for path, content in stamped.items():
        if path.endswith(".html"):
            assert content.decode().split("\n") == staged[path].decode().split("\n"), path


def test_whatever_a_heading_looks_like_it_is_text(repository: Path, tmp_path: Path) -> None:
    hub = Path(shutil.copytree(repository / "tests/golden/hub", tmp_path / "hub"))
    built(hub, tmp_path / "stamped")
    built(hub, tmp_path / "staged", "staged")
    stamped, staged = files(tmp_path / "stamped"), files(tmp_path / "staged")
    page = "events/lamp-night/index.html"
    assert b'href="javascript:' not in staged[page]
    assert b"[x](javascript:alert(1)) *a* foo_bar_ {#evil}" in staged[page]
    assert [path for path, content in stamped.items() if content != staged[path]] == []


def test_plain_mkdocs_makes_the_same_site(repository: Path, stamped: dict[str, bytes], tmp_path: Path) -> None:
    hub = sample(repository, tmp_path)
    epoch = str(int(day_of(SAMPLE_TIME, "Europe/Rome").timestamp()))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    done = subprocess.run(
        command, cwd=hub, env={**os.environ, "SOURCE_DATE_EPOCH": epoch}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    plain = files(hub / "site")
    assert sorted(plain) == sorted(stamped)
    assert [path for path, content in stamped.items() if plain[path] != content] == []
