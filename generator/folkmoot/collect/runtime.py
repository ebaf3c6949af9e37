"""The time that a run has: it is over by the clock, or when somebody stops the run. Then nothing is waited for."""

import math
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from typing import TypeVar

_One = TypeVar("_One")


class Over(Exception):
    """The run's time is up: whoever is asked now is no fault of its own."""


class RunTime:
    """How long something may take, in seconds, and what ends when that is over; safe to use from many threads.

    What is a part of another is over with it, at the latest.
    """

    def __init__(self, seconds: float = math.inf, within: "RunTime | None" = None) -> None:
        self._until = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._ends: dict[object, Callable[[], None]] = {}
        self._ended = False
        self._is_waiting = False
        self.is_stopped = False
        if within is not None:
            within._watch(self.end)

    def part(self, share: float, most: float = math.inf) -> "RunTime":
        """A part of the time that is left, such as 0.5 of it, though no more than so many seconds."""
        return RunTime(min(most, self.left * share), self)

    @property
    def left(self) -> float:
        """The seconds that are left, possibly infinite, never less than none."""
        return 0.0 if self._ended else max(0.0, self._until - time.monotonic())

    @property
    def timeout(self) -> float | None:
        """The same for the standard library, which takes None for ever."""
        return None if self.left == math.inf else self.left

    @property
    def is_over(self) -> bool:
        return self._ended or time.monotonic() >= self._until

    def longest(self, seconds: float) -> float:
        """So many seconds, or what is left, if that is less."""
        return min(seconds, self.left)

    def end(self) -> None:
        """Is over now: what is being waited for is cut off."""
        with self._lock:
            self._ended = True
            ends, self._ends = [*self._ends.values()], {}
        for end in ends:
            end()

    @contextmanager
    def cutting(self, end: Callable[[], None]) -> Iterator[None]:
        """Calls `end` when the time ends while the block lasts; raises `Over` where it is over before."""
        if self.is_over:
            raise Over
        key = self._watch(end)
        try:
            yield
        finally:
            with self._lock:
                self._ends.pop(key, None)

    def _watch(self, end: Callable[[], None]) -> object:
        key = object()
        with self._lock:
            ended = self._ended
            if not ended:
                self._ends[key] = end
        if ended:
            end()
        return key

    def stop(self, *_: object) -> None:
        """Stops the run, as a signal's handler in the main thread: at once where that waits, else as soon as it would.

        So what is written meanwhile is written whole.
        """
        self.is_stopped = True
        if self._is_waiting:
            self._is_waiting = False
            raise KeyboardInterrupt

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """A block of the main thread that is left by `KeyboardInterrupt` at any moment when the run is stopped."""
        self._is_waiting = True
        try:
            if self.is_stopped:
                raise KeyboardInterrupt
            yield
        finally:
            self._is_waiting = False

    def each(self, found: Generator[_One, None, None]) -> Iterator[_One]:
        """What is found until the run is stopped, if it is; then what finds it is closed, and the time is over."""
        with suppress(KeyboardInterrupt, StopIteration), closing(found):
            while True:
                with self.waiting():
                    one = next(found)
                yield one
        if self.is_stopped:
            self.end()
