"""A command that may be stopped: Ctrl+C, and what ends a program by its id, end it in order, and soon."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

ENDING = (signal.SIGINT, signal.SIGTERM)
"""The signals that end a program: Ctrl+C, and what ends one by its id."""

STOPPED = 130
"""The exit code of a command that was stopped: 128 and the number of Ctrl+C's signal, as shells tell it."""

_LATEST = 5.0
"""So many seconds what runs has to end in order, such as to write down what it has: then it ends all the same."""


@contextmanager
def stoppable(stop: Callable[[], object], said: str) -> Iterator[None]:
    """Calls `stop` when the command is to end while the block lasts; later signals change nothing.

    What does not end in five seconds is ended amid what it does, with the sentence `said`. For the main thread alone.
    """

    def end(*_: object) -> None:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN if hasattr(signal, "setitimer") else signal.SIG_DFL)
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, at_latest)
            signal.setitimer(signal.ITIMER_REAL, _LATEST)
        stop()

    def at_latest(*_: object) -> NoReturn:
        click.echo(said, err=True)
        os._exit(STOPPED)

    before = {number: signal.signal(number, end) for number in ENDING}
    try:
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
