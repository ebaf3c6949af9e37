"""Stamping is true: what is stamped through a shell is, line for line, what the engine itself renders."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest

from folkmoot.draft import Mode
from folkmoot.model.families import FAMILIES
from folkmoot.model.moment import day_of
from folkmoot.render.engine import EngineName
from support.building import SAMPLE_TIME, built, files, sample

ENGINES: tuple[EngineName, ...] = ("mkdocs", "zensical")


@pytest.fixture(scope="module")
def stamped(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[EngineName], dict[str, bytes]]:
    return cache(lambda engine: _site(repository, tmp_path_factory.mktemp(engine), "stamped", engine))


def _site(repository: Path, folder: Path, mode: Mode, engine: EngineName = "mkdocs") -> dict[str, bytes]:
    hub = sample(repository, folder)
    built(hub, folder / "site", mode, engine=engine)
    return files(folder / "site")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_stamped_page_is_the_engines_own_render(
    engine: EngineName, repository: Path, stamped: Callable[[EngineName], dict[str, bytes]], tmp_path: Path
) -> None:
    staged = _site(repository, tmp_path, "staged", engine)
    for family in FAMILIES:
        assert sum(path.startswith(f"{family}/") and path.endswith("index.html") for path in staged) > 2, family
    made = stamped(engine)
    assert sorted(made) == sorted(staged)
    for path, content in made.items():
        if path.endswith(".html"):
            assert content.decode().split("\n") == staged[path].decode().split("\n"), path


def test_both_engines_say_the_same_on_the_same_pages(stamped: Callable[[EngineName], dict[str, bytes]]) -> None:
    one, other = (
        {path: content for path, content in stamped(engine).items() if path.endswith(".html")} for engine in ENGINES
    )
    assert one.keys() == other.keys()
    differing = [path for path in one if _article(path, one[path]) != _article(path, other[path])]
    assert differing == []


def _article(path: str, page: bytes) -> str:
    """What a page says below its header, with links by where they lead, since there are several ways to write them."""
    found = re.search(r"<article[^>]*>(.*)</article>", page.decode(), re.DOTALL)

    def led(link: re.Match[str]) -> str:
        return f'{link[1]}"{urljoin(f"https://hub.example/{path}", link[2])}"'

    return re.sub(r'((?:href|src)=)"([^"]*)"', led, re.sub(r"\s+", " ", found[1])).strip() if found else ""


@pytest.mark.parametrize("engine", ENGINES)
def test_whatever_a_heading_looks_like_it_is_text(engine: EngineName, repository: Path, tmp_path: Path) -> None:
    hub = Path(shutil.copytree(repository / "tests/golden/hub", tmp_path / "hub"))
    built(hub, tmp_path / "stamped", engine=engine)
    built(hub, tmp_path / "staged", "staged", engine=engine)
    stamped, staged = files(tmp_path / "stamped"), files(tmp_path / "staged")
    page = "events/lamp-night/index.html"
    assert b'href="javascript:' not in staged[page]
    assert b"[x](javascript:alert(1)) *a* foo_bar_ {#evil}" in staged[page]
    assert [path for path, content in stamped.items() if content != staged[path]] == []


def test_plain_mkdocs_makes_the_same_site(
    repository: Path, stamped: Callable[[EngineName], dict[str, bytes]], tmp_path: Path
) -> None:
    hub = sample(repository, tmp_path)
    epoch = str(int(day_of(SAMPLE_TIME, "Europe/Rome").timestamp()))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    done = subprocess.run(
        command, cwd=hub, env={**os.environ, "SOURCE_DATE_EPOCH": epoch}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    plain = files(hub / "site")
    made = stamped("mkdocs")
    assert sorted(plain) == sorted(made)
    assert [path for path, content in made.items() if plain[path] != content] == []
