"""`folkmoot serve` as an author meets it: a file is saved, the page follows; a mistake is told, and mended."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

_PATIENCE = 60


@pytest.fixture
def hub(repository: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(repository / "tests/golden/hub", tmp_path / "hub"))


@pytest.fixture
def preview(hub: Path) -> Iterator[str]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "folkmoot", "serve", "--at", "2026-06-15", "--port", str(port)]
    with (hub / "said.txt").open("wb") as said:
        running = subprocess.Popen(command, cwd=hub, stdout=said, stderr=said, start_new_session=True)
        yield f"http://127.0.0.1:{port}/hub/"
        os.killpg(running.pid, 15)
        running.wait(10)


def _waits_for(url: str, words: str) -> None:
    """Fails where the page never says so; how long it takes is not asserted."""
    seen = ""
    for _ in range(_PATIENCE * 4):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                seen = answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            seen = str(error)
        if words in seen:
            return
        time.sleep(0.25)
    pytest.fail(f"{url} never said “{words}”; last it said: {seen[:500]}")


def test_what_is_saved_is_shown(hub: Path, preview: str) -> None:
    profile = hub / "members/ada-rossi.yml"
    original = profile.read_text("utf-8")
    _waits_for(f"{preview}members/ada-rossi/", '<h1 lang="en">Ada Rossi</h1>')

    profile.write_text(original.replace("Ada Rossi", "Ada Verdi"), "utf-8")
    _waits_for(f"{preview}members/ada-rossi/", '<h1 lang="en">Ada Verdi</h1>')

    profile.write_text(original + "nonsense: 1\n", "utf-8")
    for _ in range(_PATIENCE * 4):
        if "there is no key “nonsense” here" in (hub / "said.txt").read_text("utf-8"):
            break
        time.sleep(0.25)
    else:
        pytest.fail((hub / "said.txt").read_text("utf-8"))
    # Meanwhile the last version without errors is shown.
    _waits_for(f"{preview}members/ada-rossi/", '<h1 lang="en">Ada Verdi</h1>')
    profile.write_text(original.replace("Ada Rossi", "Ada Bianchi"), "utf-8")
    _waits_for(f"{preview}members/ada-rossi/", '<h1 lang="en">Ada Bianchi</h1>')

    page = hub / "content/how.md"
    page.write_text("# How\n\nIn squares now.\n", "utf-8")
    _waits_for(f"{preview}how/", "In squares now.")
