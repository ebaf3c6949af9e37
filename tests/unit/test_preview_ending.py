"""A preview that is ended in the middle of its work: nothing of it stays, however often somebody says so."""

import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from folkmoot.errors import EngineFailure
from folkmoot.preview import Preview, Request
from folkmoot.render import engine
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
SETTINGS = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"
_TWICE = """
import os, signal
from folkmoot.cli import commands, stopping
from folkmoot.publish.tree import workshop
for number in stopping.ENDING:
    signal.signal(number, commands._end_once)
try:
    with workshop() as folder:
        (folder / "file").write_text("x")
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
except KeyboardInterrupt:
    print(folder.exists())
"""


def test_a_second_signal_does_not_stop_the_clearing_away() -> None:
    done = subprocess.run([sys.executable, "-c", _TWICE], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("False\n", 0), done.stderr


def test_the_engine_can_be_ended_before_its_time(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": SETTINGS})
    (tmp_path / "workshop").mkdir()

    def at_once(end: Callable[[], None]) -> None:
        end()

    with pytest.raises(EngineFailure, match="could not render"):
        engine.run(root, tmp_path / "workshop", 2**30, at_once)
    assert not (tmp_path / "workshop" / engine.REPORT).exists()


def test_ending_waits_for_what_still_writes(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": SETTINGS})
    (tmp_path / "workshop").mkdir()
    preview = Preview(Request(root, "127.0.0.1", 0, lambda: NOW), tmp_path / "workshop", print, print)
    ended, killed = threading.Event(), []

    def kill() -> None:
        killed.append(True)
        ended.set()

    preview._engine = threading.Thread(target=ended.wait, args=(60,), daemon=True)
    preview._engine.start()
    preview._begun(kill)
    assert not killed
    preview._end_engine()
    assert killed == [True]
    assert not preview._engine.is_alive()
    preview._begun(kill)
    assert killed == [True, True]
    preview._server.server_close()
