"""The process that looks at strangers' pictures: ended and replaced where one makes it hang or eat all memory."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

SECONDS = 15.0

_MEMORY = 768 * 1024 * 1024
_HANDED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LANG", "LC_ALL")
_START = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
except (ImportError, ValueError, OSError):
    pass
from folkmoot.collect.imaging import main
main()
"""


class NoPicture(Exception):
    """What was fetched is no picture that can be shown; `str(error)` says in words why."""


class Resized(NamedTuple):
    """A picture in WebP as the site shows it, with its size in points."""

    content: bytes
    width: int
    height: int


class Resizer:
    """Makes pictures small, one after the other, in a process that starts with the first; safe to use from threads.

    A picture has `seconds` to be looked at. The process is given no token and little memory.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._turn:
            self._end()

    def small(self, content: bytes, *, is_portrait: bool) -> Resized:
        """The picture as the site shows it; raises `NoPicture`, also for what cannot be looked at in time."""
        with self._turn:
            answer = self._asked(content, is_portrait=is_portrait)
            if answer is None:
                self._end()
                raise NoPicture(f"takes more than {self._seconds:g} seconds or too much memory to look at")
        return answer

    def _asked(self, content: bytes, *, is_portrait: bool) -> Resized | None:
        """What the process made, None where it ended meanwhile."""
        process = self._process = self._process or _started()
        if process.stdin is None or process.stdout is None:
            return None
        timer = threading.Timer(self._seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            head = json.dumps({"size": len(content), "is_portrait": is_portrait}).encode() + b"\n"
            process.stdin.write(head + content)
            process.stdin.flush()
            line = process.stdout.readline()
            told = json.loads(line) if line.endswith(b"\n") else {"size": 1}
            made = process.stdout.read(told.get("size", 0))
        except OSError:
            return None
        finally:
            timer.cancel()
        if "unfit" in told:
            raise NoPicture(told["unfit"])
        return Resized(made, told["width"], told["height"]) if len(made) == told["size"] else None

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 our own program
        [sys.executable, "-P", "-c", _START.format(memory=_MEMORY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _HANDED_ON if name in os.environ},
    )
