"""A second process that works beside this one: it is forked, so it starts at once and knows what this one knows.

Where that is not possible there is none, and whoever wanted its answer does the work: it is for being quicker alone.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self


class Beside:
    """Does some work in another process; a context, which that process ends with."""

    def __init__(self, work: Callable[[], bytes], *, is_worth_it: bool = True) -> None:
        """`work` gives the answer; where it raises, there is none. Without `is_worth_it` no process is started."""
        self._work, self._is_worth_it = work, is_worth_it
        self._pid = self._pipe = 0

    def __enter__(self) -> Self:
        if self._is_worth_it and _is_possible():
            with suppress(OSError):  # no more processes or pipes are to be had
                self._begin()
        return self

    def _begin(self) -> None:
        read, write = os.pipe()
        try:
            self._pid = os.fork()
        except OSError:
            os.close(read)
            os.close(write)
            raise
        if not self._pid:
            os.close(read)  # with it open, this process would wait for itself once the other one is gone
            self._serve(write)
        os.close(write)
        self._pipe = read

    def _serve(self, pipe: int) -> None:
        """Works, answers, and ends the process, whatever happens."""
        try:
            with os.fdopen(pipe, "wb") as answer:
                answer.write(self._work())
        finally:
            os._exit(0)

    def answer(self) -> bytes:
        """What came of it, once it is there; b"" where nothing did, so that the work is still to be done."""
        if not self._pipe:
            return b""
        with os.fdopen(self._pipe, "rb") as pipe:
            self._pipe = 0
            return pipe.read()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pipe:
            os.close(self._pipe)
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        if self._pid:
            with suppress(ChildProcessError):  # who ignores its children's end never hears of it
                os.waitpid(self._pid, 0)


def _is_possible() -> bool:
    """Whether this process can be forked: nothing else runs in it that could hold a lock, and there is a processor."""
    alone = threading.active_count() == 1 and sys.platform != "darwin"
    return hasattr(os, "fork") and alone and len(os.sched_getaffinity(0)) > 1
