"""Building hubs in tests: through the command line as people do, and through the recipe where that is enough."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

from folkmoot.build import Mode, Outcome, Request, build
from folkmoot.render.engine import EngineName

SAMPLE_TIME = dt.datetime(2026, 6, 15, 9, tzinfo=dt.timezone(dt.timedelta(hours=2)))
"""The moment at which the sample hub is shown."""

_MEANT = ("consent-missing", "file-unnamed", "hidden-named")
"""Warnings that hubs have on purpose: tests look whether what people did not agree to is shown all the same."""


def built(root: Path, site: Path, mode: Mode = "stamped", site_url: str = "", engine: EngineName = "mkdocs") -> Outcome:
    """Builds the hub at the sample's moment; fails the test where anything is wrong that is not meant."""
    outcome = build(Request(root, site, SAMPLE_TIME, mode=mode, site_url=site_url, engine=engine))
    assert [problem for problem in outcome.problems if problem.code not in _MEANT] == []
    return outcome


def sample(repository: Path, folder: Path) -> Path:
    """A copy of the sample hub, which a test may change."""
    for name in ("members", "events", "content", "archive"):
        shutil.copytree(repository / name, folder / "hub" / name)
    shutil.copy(repository / "mkdocs.yml", folder / "hub")
    return folder / "hub"


def folkmoot(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own, as a person would, away from a terminal."""
    command = [sys.executable, "-m", "folkmoot", *words]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
