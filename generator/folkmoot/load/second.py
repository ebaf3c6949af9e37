"""A second process that reads files of a large hub while the first one reads others: taking YAML apart takes the most
of the time that reading a hub takes.

It is forked, so it starts at once and knows what this one knows; where that is not possible, or not worth it, there is
none, and the first process reads everything.
"""

import marshal
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from types import TracebackType
from typing import Self

from folkmoot.load.documents import Document, Unreadable
from folkmoot.load.records import document_of

WORTH = 1_000
"""From so many files on that it would read a second process is worth its start."""


class Second:
    """Reads files beside the process that asks for them; a context, which ends with it."""

    def __init__(self, paths: Iterable[Iterator[str]]) -> None:
        self._paths = list(chain.from_iterable(paths))
        self._pid = self._pipe = 0

    def __enter__(self) -> Self:
        if len(self._paths) >= WORTH and _is_possible():
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
            _serve(self._paths, write)
        os.close(write)
        self._pipe = read

    def documents(self) -> dict[str, Document]:
        """What stands in the files, by path; of those that cannot be read, nothing."""
        if not self._pid:
            return {}
        with os.fdopen(self._pipe, "rb") as pipe:
            said = pipe.read()
        self._pipe = 0
        try:
            return {path: Document(values, body, "", 0) for path, values, body in marshal.loads(said)}  # noqa: S302
        except (EOFError, ValueError, TypeError):  # it was ended before its time: then this one reads everything
            return {}

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


def _serve(paths: Iterable[str], pipe: int) -> None:
    """Reads the files, answers, and ends the process, whatever happens."""
    try:
        with os.fdopen(pipe, "wb") as answer:
            answer.write(marshal.dumps(list(_read(paths))))
    finally:
        os._exit(0)


def _read(paths: Iterable[str]) -> Iterator[tuple[str, object, str]]:
    for path in paths:
        with suppress(OSError, Unreadable), open(path, "rb", buffering=0) as file:  # noqa: PTH123 quicker by far
            document = document_of(path, file.read())
            yield path, document.values, document.body
