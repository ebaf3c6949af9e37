"""The memory for large answers: there is room for a few at once, and further ones wait until those are done with."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from folkmoot.collect.runtime import Over, RunTime


class _Held(threading.local):
    """Whether a thread tells when it is done with an answer, and whether that is a large one."""

    is_told = False
    is_large = False


class Room:
    """So many large answers at once, each with the thread that asked for it, from when it proves large."""

    def __init__(self, places: int, run: RunTime) -> None:
        self._free = places
        self._run = run
        self._changed = threading.Condition()
        self._held = _Held()

    @contextmanager
    def held(self) -> Iterator[None]:
        """A block of a thread at whose end it is done with what it was answered: who has none never waits."""
        self._held.is_told = True
        try:
            yield
        finally:
            self.leave()
            self._held.is_told = False

    @property
    def is_entered(self) -> bool:
        """Whether this thread has a place, or needs none."""
        return self._held.is_large or not self._held.is_told

    def enter(self) -> None:
        """The answer that this thread reads is large: waits for a place; raises `Over` when the run is."""
        with self._run.cutting(self._wake), self._changed:
            self._changed.wait_for(lambda: self._free > 0 or self._run.is_over)
            if self._run.is_over:
                raise Over
            self._free -= 1
        self._held.is_large = True

    def leave(self) -> None:
        """This thread no longer needs what it was answered."""
        if self._held.is_large:
            self._held.is_large = False
            with self._changed:
                self._free += 1
                self._changed.notify()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
