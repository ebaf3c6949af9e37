"""Processes that read what strangers wrote end by themselves: whoever started one may have been killed meanwhile.

A signal ends it amid whatever it does, also in a library that would go on for hours.
"""

import signal
import sys

SECONDS = 60
"""More than anybody waits for an answer: who is still there ends the process before."""


def begin() -> None:
    """From now on there are so many seconds for an answer."""
    if sys.platform != "win32":
        signal.alarm(SECONDS)


def done() -> None:
    """The answer was given; the next question may take its time."""
    if sys.platform != "win32":
        signal.alarm(0)
