"""How long an author waits for the live preview of a large hub.

    PYTHONPATH=tests python benchmarks/preview.py --members 10000

Prints seconds from saving a file until the page says what was saved, as a browser would see it, and asserts nothing.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from support.big_hub import big_hub

_PATIENCE = 300.0


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure the live preview of a large invented hub.")
    asked.add_argument("--members", type=int, default=10_000)
    asked.add_argument("--port", type=int, default=8099)
    asked.add_argument("--times", type=int, default=5, help="How often each kind of file is edited.")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured(big_hub(Path(folder) / "hub", said.members), said.port, said.times)


def measured(root: Path, port: int, times: int) -> None:
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "folkmoot", "serve", "--at", "2026-06-15", "--port", str(port)]
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    begun = time.perf_counter()
    running = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
    try:
        _until(lambda: "</h1>" in _got(f"{url}members/person-00007/") and "md-header" in _got(url))
        print(f"start, until every page is there: {time.perf_counter() - begun:6.2f} s")
        _until(lambda: bool(_got(f"{url}events.ics")))
        print(f"start, until search is there:     {time.perf_counter() - begun:6.2f} s")
        member, event = root / "members/person-00007.yml", root / "events/evening-0007.md"
        _edits("a member", times, member, "name: ", f"{url}members/person-00007/")
        _edits("an event", times, event, "title: ", f"{url}events/evening-0007/")
        _edits("a page of one's own", times, root / "content/about.md", "# ", f"{url}about/")
        begun = time.perf_counter()
        _until(lambda: "brought up to date" not in _got(url))
        print(f"lists and search up to date after {time.perf_counter() - begun:6.2f} s")
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)


def _edits(what: str, times: int, file: Path, key: str, url: str) -> None:
    """Edits while lists and search are made from the edit before: the first of them finds the machine quiet."""
    waited = []
    for number in range(times):
        name = f"Edited {number}"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        begun = time.perf_counter()
        file.write_text("".join(f"{key}{name}\n" if line.startswith(key) else line for line in lines), "utf-8")
        _until(lambda name=name: f"{name}</h1>" in _got(url) or f"{name}<a" in _got(url))  # type: ignore[misc]
        waited.append(time.perf_counter() - begun)
        time.sleep(1)
    figures = " ".join(f"{seconds:.2f}" for seconds in waited)
    print(f"{what}: median {statistics.median(waited):.2f} s ({figures})")


def _until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE
    while not is_so():
        if time.monotonic() > ends:
            sys.exit("it never came")
        time.sleep(0.02)


def _got(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


if __name__ == "__main__":
    main()
