"""Jobs shared out among workers: many for the host that takes longest, and always some for the others."""

import threading
from collections.abc import Iterator

from folkmoot.collect.dealing import dealt


def jobs(**hosts: int) -> Iterator[str]:
    return (f"{host}-{number}" for host, number in hosts.items() for number in range(number))


def host(job: str) -> str:
    return job.partition("-")[0]


def test_the_host_with_most_jobs_gets_most_workers() -> None:
    """Ten of its jobs meet: with fewer workers they would wait for one another in vain."""
    meeting = threading.Barrier(10)

    def work(job: str) -> bool:
        return host(job) == "small" or meeting.wait(10) >= 0

    assert sum(dealt(jobs(small=20, large=40), host, work)) == 60


def test_a_host_never_gets_so_many_workers_that_others_wait() -> None:
    all_else = threading.Semaphore(0)

    def work(job: str) -> str:
        if host(job) == "huge":
            assert all_else.acquire(timeout=10)
        return host(job)

    done = []
    for one in dealt(jobs(huge=500, **{f"small{n}": 3 for n in range(10)}), host, work):
        done.append(one)
        if len(done) == 30:
            all_else.release(500)
    assert (len(done), "huge" in done[:30]) == (530, False)
