"""Asking many sources at once: a few workers a host, so that a large or slow one delays nobody else's."""

import ctypes
import queue
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

from folkmoot.collect.http import AT_ONCE_A_HOST
from folkmoot.collect.runtime import Over, RunTime

_AT_ONCE = 64
"""Workers wait most of the time: with few of them, a handful of hosts that do not answer would hold up all others."""

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
"""What mallopt(3) calls the size from which on memory is given back when it is free, and the number of heaps."""

LARGE = 128 * 1024
"""What is larger than so many bytes does not stay a program's when it is done with it, as some answers are huge."""

_A_HOST = 2 * AT_ONCE_A_HOST
"""The client lets two of them ask; the others meanwhile read what they were answered."""

_MOST_A_HOST = _AT_ONCE // 4
"""The host with most feeds takes longest: while readers are busy with those of others, it should be asked on."""

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")


def _alike(_: object) -> int:
    return 0


def dealt(
    jobs: Iterable[_Job],
    host: Callable[[_Job], str],
    work: Callable[[_Job], _Result],
    time: RunTime | None = None,
    urgency: Callable[[_Job], int] = _alike,
) -> Iterator[_Result]:
    """What `work` makes of each job, as it is done; what it raises is raised here, and ends all.

    What is most urgent begins; then the hosts with most jobs, which get more of the workers, though never so many that
    others wait for them. When the `time` is over, or nobody takes what is done any more, what is under way is cut off,
    and nothing comes of it.
    """
    time = time or RunTime()
    _give_memory_back()
    by_host: defaultdict[str, deque[_Job]] = defaultdict(deque)
    for job in sorted(jobs, key=urgency, reverse=True):
        by_host[host(job)].append(job)
    done: queue.SimpleQueue[Future[_Result]] = queue.SimpleQueue()
    stopped = threading.Event()

    def work_through(waiting: deque[_Job]) -> None:
        while not stopped.is_set() and not time.is_over:
            try:
                job = waiting.popleft()
            except IndexError:
                return
            told: Future[_Result] = Future()
            try:
                told.set_result(work(job))
            except BaseException as error:  # noqa: BLE001 handed to the thread that waits, which raises it
                told.set_exception(error)
            done.put(told)

    left = sum(map(len, by_host.values()))
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="feed") as pool:
        try:
            for waiting in _shared_out(by_host.values(), left, urgency):
                pool.submit(work_through, waiting)
            while left:
                one = done.get(timeout=time.timeout).result()
                left -= 1
                yield one
        except (queue.Empty, Over):
            return
        finally:
            stopped.set()
            if left:
                time.end()


def _shared_out(hosts: Iterable[deque[_Job]], jobs: int, urgency: Callable[[_Job], int]) -> Iterator[deque[_Job]]:
    """The jobs of a host for each worker that begins with them, in the order in which workers begin."""
    for waiting in sorted(hosts, key=lambda some: (urgency(some[0]), len(some)), reverse=True):
        share = _AT_ONCE * len(waiting) // jobs
        for _ in range(min(max(_A_HOST, min(share, _MOST_A_HOST)), len(waiting))):
            yield waiting


def _give_memory_back() -> None:
    """Lets all threads take memory from one place: glibc gives each its own, which keeps what large answers needed.

    What is large has a place of its own: else glibc keeps more and more, once large things were thrown away.
    """
    with suppress(AttributeError, OSError, TypeError):  # other systems have no such choice, nor the need for it
        glibc = ctypes.CDLL(None)
        glibc.mallopt(_M_ARENA_MAX, 1)
        glibc.mallopt(_M_MMAP_THRESHOLD, LARGE)


@lru_cache(maxsize=10_000)
def host_of(url: str) -> str:
    """The host that an address asks, or "" where it is none: the client will say so."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def site_of(url: str) -> tuple[str, ...]:
    """What the last two names of an address's host say: whoever has a domain has as many hosts as they like."""
    return tuple(host_of(url).split(".")[-2:])
