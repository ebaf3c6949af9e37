"""Alarms: each rings at its moment unless it is turned off, in whatever order they were set."""

import queue
import time

from folkmoot.collect.alarms import alarm

_LONG = 60.0


def test_alarms_ring_at_their_moment_and_not_when_they_are_turned_off() -> None:
    rung: queue.SimpleQueue[str] = queue.SimpleQueue()
    now = time.monotonic()
    with alarm(now + _LONG, lambda: rung.put("late")), alarm(now + 0.2, lambda: rung.put("second")):
        with alarm(now + 0.1, lambda: rung.put("off")):
            pass
        with alarm(now + 0.05, lambda: rung.put("first")):
            assert [rung.get(timeout=_LONG), rung.get(timeout=_LONG)] == ["first", "second"]
    assert rung.empty()


def test_an_alarm_that_fails_silences_no_other() -> None:
    rung: queue.SimpleQueue[str] = queue.SimpleQueue()
    with alarm(0.0, lambda: 1 / 0), alarm(0.0, lambda: rung.put("rings")):
        assert rung.get(timeout=_LONG) == "rings"


def test_an_alarm_before_all_that_were_set_is_not_late() -> None:
    rung: queue.SimpleQueue[str] = queue.SimpleQueue()
    with alarm(time.monotonic() + _LONG, lambda: rung.put("late")):
        with alarm(0.0, lambda: rung.put("at once")):
            assert rung.get(timeout=_LONG) == "at once"  # what comes next is waited for by now
        with alarm(time.monotonic() + 0.1, lambda: rung.put("soon")):
            assert rung.get(timeout=_LONG / 3) == "soon"
