"""The process that looks at strangers' pictures: ended and replaced where one makes it hang or eat all memory."""

import json
import threading
from types import TracebackType
from typing import IO, NamedTuple, Self

from folkmoot.collect.confined import Confined, line_of
from folkmoot.collect.runtime import Over, RunTime

SECONDS = 15.0


class NoPicture(Exception):
    """What was fetched is no picture that can be shown; `str(error)` says in words why."""


class Resized(NamedTuple):
    """A picture in WebP as the site shows it, with its size in points."""

    content: bytes
    width: int
    height: int


class Resizer:
    """Makes pictures small, one after the other, in a process that starts with the first; safe to use from threads.

    A picture has `seconds` to be looked at. The process is given no token and little memory, and ends with the `run`.
    """

    def __init__(self, seconds: float = SECONDS, run: RunTime | None = None) -> None:
        self._seconds = seconds
        self._run = run or RunTime()
        self._turn = threading.Lock()
        self._process: Confined | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._turn:
            self._end()

    def small(self, content: bytes, *, is_portrait: bool) -> Resized:
        """The picture as the site shows it; raises `NoPicture`, also for what cannot be looked at in time, and `Over`
        when the run is.
        """
        head = json.dumps({"size": len(content), "is_portrait": is_portrait}).encode() + b"\n"
        with self._turn:
            process = self._process = self._process or Confined("folkmoot.collect.imaging")
            with self._run.cutting(process.kill):
                answer = process.told(head, content, _read, self._seconds)
            if answer is None:
                self._end()
                if self._run.is_over:
                    raise Over
                raise NoPicture(f"takes more than {self._seconds:g} seconds or too much memory to look at")
        if isinstance(answer, str):
            raise NoPicture(answer)
        return answer

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


def _read(answer: IO[bytes]) -> Resized | str:
    """What the process made, or why it made nothing."""
    told = json.loads(line_of(answer))
    if "unfit" in told:
        return str(told["unfit"])
    made = answer.read(told["size"])
    if len(made) < told["size"]:
        raise EOFError
    return Resized(made, told["width"], told["height"])
