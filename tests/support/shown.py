"""A live preview that runs in the test's process, asked over HTTP as a browser asks it."""

import datetime as dt
import http.client
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from folkmoot.model.problem import Problem
from folkmoot.preview import Preview, Request

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
PATIENCE = 120.0


def comes_true(is_so: Callable[[], bool]) -> None:
    """Waits until it is so; what is asserted afterwards fails where it never is."""
    ends = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < ends:
        time.sleep(0.01)


class Got(NamedTuple):
    status: int
    kind: str
    text: str
    location: str


class Shown:
    """A running preview, and what it said."""

    def __init__(self, root: Path, workshop: Path, *, drafts: bool = False) -> None:
        self.root = root
        self.problems: list[list[Problem]] = []
        self.said: list[str] = []
        self.now = NOW
        request = Request(root, "127.0.0.1", 0, lambda: self.now, drafts=drafts)
        self.preview = Preview(request, workshop, self.problems.append, self.said.append)
        self.port = int(self.preview.url.rsplit(":", 1)[1].partition("/")[0])
        self._thread = threading.Thread(target=self.preview.run)
        self._thread.start()

    def end(self) -> None:
        self.preview.stop()
        self._thread.join()

    def get(self, path: str, prefix: str = "/test/") -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", prefix + path)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return Got(answer.status, answer.headers["Content-Type"], text, answer.headers.get("Location") or "")
        finally:
            connection.close()

    def waits(self, path: str, is_so: Callable[[Got], bool]) -> Got:
        """The page as soon as it is so; fails where it never is. How long it takes is not asserted."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if is_so(found := self.get(path)):
                return found
            time.sleep(0.03)
        pytest.fail(f"{path} never became so; last: {found.status} {found.text[:3000]}; {self.problems} {self.said}")

    def says(self, path: str, words: str) -> Got:
        return self.waits(path, lambda found: words in found.text)

    def settles(self) -> None:
        """Waits until lists, search and everything else are up to date."""
        self.waits("members/", lambda found: found.status == 200 and "brought up to date" not in found.text)
        self.waits("events.ics", lambda found: found.status == 200)
