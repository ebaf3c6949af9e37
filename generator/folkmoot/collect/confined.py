"""A process of ours that reads what strangers wrote: it has little memory, is told no secret, and can be killed.

It ends with the program that started it, also where that is killed, and it does not hear Ctrl+C, which is not meant
for it: who started it ends it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import IO, TypeVar

from folkmoot.collect.alarms import alarm

MEMORY = 768 * 1024 * 1024
"""How many bytes of addresses a process may take; where the system knows no such limit, as many as it likes."""

_HANDED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LANG", "LC_ALL")
_START = (
    "from folkmoot.collect import confined; confined.begin({memory}, {line}); from {module} import main; main({how})"
)

_Told = TypeVar("_Told")


class Confined:
    """The process that runs `main` of a module of ours, which answers each question on its standard output.

    `how` are arguments of `main`, as they are written, `environment` is what it is told beside the paths of programs.
    """

    def __init__(self, module: str, how: str = "", environment: Mapping[str, str] | None = None) -> None:
        given = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
        theirs, self._line = self._lifeline()
        try:
            start = _START.format(memory=MEMORY, line=theirs, module=module, how=how)
            self._process = subprocess.Popen(  # noqa: S603 our own program
                [sys.executable, "-P", "-c", start],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**(environment or {}), **given},
                start_new_session=True,
                pass_fds=() if theirs is None else (theirs,),
            )
        except BaseException:
            self._let_go()
            raise
        finally:
            if theirs is not None:
                os.close(theirs)

    def told(self, question: bytes, content: bytes, read: Callable[[IO[bytes]], _Told], seconds: float) -> _Told | None:
        """What `read` takes from its answer to a question; None where it ended meanwhile, or did not answer in time.

        Then it is no more.
        """
        if self._process.stdin is None or self._process.stdout is None:
            return None
        try:
            with alarm(time.monotonic() + seconds, self.kill):
                # One after the other: put together they would take their room a second time.
                self._process.stdin.write(question)
                self._process.stdin.write(content)
                self._process.stdin.flush()
                return read(self._process.stdout)
        except (OSError, EOFError):
            return None

    def kill(self) -> None:
        """Ends it whatever it does, from any thread; who waits for an answer gets none."""
        self._process.kill()

    def end(self) -> None:
        """Ends it, and closes what led to it."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._let_go()

    def _lifeline(self) -> tuple[int | None, int | None]:
        """Two ends of what tells the process that we are still there, where the system has such a thing."""
        return (None, None) if sys.platform == "win32" else os.pipe()

    def _let_go(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            os.close(line)


def line_of(answer: IO[bytes]) -> bytes:
    """The next whole line; raises `EOFError` where it breaks off."""
    line = answer.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    return line


def begin(memory: int, line: int | None) -> None:
    """What such a process does first: it limits its memory, and ends as soon as nobody holds the other end of `line`.

    A signal does that, which ends it also amid what no other thread of it could end.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if line is None:
        return
    with suppress(ImportError, AttributeError, OSError):
        import fcntl
        import select

        fcntl.fcntl(line, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(line, fcntl.F_SETFL, fcntl.fcntl(line, fcntl.F_GETFL) | os.O_ASYNC)
        watch = select.poll()
        watch.register(line, 0)
        if watch.poll(0):  # whoever held it let go before there was a signal
            os._exit(1)
