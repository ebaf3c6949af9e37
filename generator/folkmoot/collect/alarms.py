"""What is to happen at a moment unless something else happens before, all in one thread.

A thread for each of them (`threading.Timer`) would take as long as many of the requests that they watch.
"""

import heapq
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count


@dataclass(order=True, slots=True)
class Alarm:
    """Something that rings at a `moment` (monotonic seconds), until it is turned off."""

    moment: float
    number: int
    ring: Callable[[], object] | None = field(compare=False)

    def turn_off(self) -> None:
        self.ring = None


def set_alarm(moment: float, ring: Callable[[], object]) -> Alarm:
    """Calls `ring` from another thread at the `moment`. It must not take long: all others wait."""
    return _CLOCK.put(moment, ring)


@contextmanager
def alarm(moment: float, ring: Callable[[], object]) -> Iterator[None]:
    """Calls `ring` from another thread at the `moment`, unless the block ends before."""
    one = set_alarm(moment, ring)
    try:
        yield
    finally:
        one.turn_off()


class _Clock:
    """Alarms, the next one first."""

    def __init__(self) -> None:
        self._alarms: list[Alarm] = []
        self._numbers = count()
        self._changed = threading.Condition()
        self._is_running = False

    def put(self, moment: float, ring: Callable[[], object]) -> Alarm:
        with self._changed:
            if not self._is_running:
                threading.Thread(target=self._run, name="alarms", daemon=True).start()
                self._is_running = True
            one = Alarm(moment, next(self._numbers), ring)
            heapq.heappush(self._alarms, one)
            if self._alarms[0] is one:
                self._changed.notify()
        return one

    def _run(self) -> None:
        while True:
            # Asked once alone: whoever turns the alarm off may do so meanwhile.
            if ring := self._next().ring:
                with suppress(Exception):  # one that fails must not silence all that follow
                    ring()

    def _next(self) -> Alarm:
        """Waits for the next alarm's moment."""
        with self._changed:
            while True:
                ahead = self._alarms[0].moment - time.monotonic() if self._alarms else None
                if ahead is not None and ahead <= 0:
                    return heapq.heappop(self._alarms)
                self._changed.wait(ahead)


_CLOCK = _Clock()
