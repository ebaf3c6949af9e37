"""What a command uses with all the processes that it starts: wall time, processor time, memory."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

_EVERY = 0.05


class Used(NamedTuple):
    """What a run used and said. `peak` is in bytes, 0 where the system does not tell it.

    Memory is the proportional set size (PSS in /proc/PID/smaps_rollup) of the whole tree of processes, so that pages
    which they share count once; it is looked at twenty times a second, so that what is shorter may be missed.
    """

    seconds: float
    cpu: float
    peak: int
    status: int
    said: str


def used_by(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Used:
    """Runs the command to its end, whatever its exit code; `said` is what it wrote to both outputs."""
    peak = 0
    ended = threading.Event()

    def watch(pid: int) -> None:
        nonlocal peak
        while not ended.wait(_EVERY):
            peak = max(peak, sum(map(_proportional, _tree(pid))))

    with tempfile.TemporaryFile() as written:
        begun = perf_counter()
        running = subprocess.Popen(command, cwd=folder, stdout=written, stderr=subprocess.STDOUT, env=environment)
        watcher = threading.Thread(target=watch, args=(running.pid,))
        watcher.start()
        try:
            _, status, usage = os.wait4(running.pid, 0)
            seconds = perf_counter() - begun
        finally:
            running.returncode = 0  # it was waited for; Popen must not ask again
            ended.set()
            watcher.join()
        written.seek(0)
        said = written.read().decode("utf-8", "replace")
    return Used(seconds, usage.ru_utime + usage.ru_stime, peak, os.waitstatus_to_exitcode(status), said)


def _tree(pid: int) -> Iterator[int]:
    """The process and all that it started, and they in turn; none where there is no /proc."""
    yield pid
    with suppress(OSError, ValueError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _tree(int(child))


def _proportional(pid: int) -> int:
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
