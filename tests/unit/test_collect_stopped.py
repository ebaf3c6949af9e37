"""A run that ends before its work is done, by the clock or because somebody stops it: soon, and with what it has."""

import datetime as dt
import json
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from folkmoot.cli import main
from folkmoot.cli.stopping import stoppable
from folkmoot.collect.dealing import dealt
from folkmoot.collect.guard import FetchError, cut_off_at
from folkmoot.collect.http import Client
from folkmoot.collect.runtime import Over, RunTime
from folkmoot.load.archive import load_archive
from folkmoot.load.visits import load_visits
from folkmoot.model.community import Community, Profile
from folkmoot.refresh import Outcome, Request, refresh
from support.feed_site import Page, Site, feed_site, rss
from support.hubs import minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
FOR_EVER = Page(b"x" * 10_000, drip=0.05)
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def community(site: Site, *paths: str, **more: list[str]) -> Community:
    told = {"feeds": [{"url": site.url(path)} for path in paths], **more}
    profile = Profile.model_validate({"name": "Test Moot", "domain": "moot.example", "sources": told})
    return Community(profile, {}, {}, {}, {}, {}, {}, (), ())


def run(tmp_path: Path, site: Site, hub: Community, seconds: float, days: int = 0, **more: object) -> Outcome:
    now, allow = NOW + dt.timedelta(days=days), frozenset({site.host})
    request = Request(tmp_path, hub, tmp_path / "archive", now, allow=allow, run=RunTime(seconds), **more)  # type: ignore[arg-type]
    return refresh(request)


def named(outcome: Outcome) -> list[str]:
    return [source.url.rpartition("/")[2] for source in outcome.unreached]


def kept(tmp_path: Path) -> set[str]:
    return {entry.title for entry in load_archive(tmp_path / "archive", tmp_path)[0].entries}


def test_when_the_time_is_up_what_was_read_is_kept_and_nobody_else_is_blamed(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/well": Page(rss("one")), "/gone": Page(status=410), "/a": FOR_EVER, "/b": FOR_EVER, "/c": FOR_EVER}
    outcome = run(tmp_path, site, community(site, "/gone", "/well", "/a", "/b", "/c"), 1.5)
    assert sorted(named(outcome)) == ["a", "b", "c"]
    assert [failure.reason for failure in outcome.failures] == ["is gone for good (410)"]
    assert (outcome.sources, outcome.new, outcome.was_stopped) == (1, {"entries": 1}, False)
    assert kept(tmp_path) == {"one"}
    states = load_archive(tmp_path / "archive", tmp_path)[0].states
    assert {state.state for state in states} == {"first-seen", "gone"}
    visits = load_visits(tmp_path)
    told = {slug.rpartition("-")[2]: (one.failures, one.passed_over, bool(one.asked)) for slug, one in visits.items()}
    assert told == {
        "a": (0, 1, False),
        "b": (0, 1, False),
        "c": (0, 1, False),
        "gone": (1, 0, True),
        "well": (0, 0, True),
    }


def test_whom_nobody_got_to_is_asked_first_the_more_often_the_earlier(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"/{letter}" for letter in "abcdef"]
    site.pages |= {path: Page(rss(path)) for path in paths}
    hub = community(site, *paths)
    assert len(named(run(tmp_path, site, hub, 0))) == 6
    assert len(named(run(tmp_path, site, hub, 0, only=frozenset({host_slug(site, "e"), host_slug(site, "f")})))) == 2
    assert len(named(run(tmp_path, site, hub, 0, only=frozenset({host_slug(site, "f")})))) == 1
    monkeypatch.setattr("folkmoot.collect.dealing._AT_ONCE", 1)
    monkeypatch.setattr("folkmoot.collect.dealing._A_HOST", 1)
    run(tmp_path, site, hub, 60)
    assert [path for path, _ in site.asked] == ["/f", "/e", "/a", "/b", "/c", "/d"]
    assert {one.passed_over for one in load_visits(tmp_path).values()} == {0}


def host_slug(site: Site, name: str) -> str:
    return f"{site.host.replace('.', '-').replace(':', '-')}-{name}"


def test_a_source_that_fails_is_no_longer_passed_over(tmp_path: Path, site: Site) -> None:
    hub = community(site, "/missing")
    run(tmp_path, site, hub, 0)
    run(tmp_path, site, hub, 60)
    (visit,) = load_visits(tmp_path).values()
    assert (visit.failures, visit.passed_over) == (1, 0)


def test_feeds_that_hang_leave_time_for_repositories(tmp_path: Path, site: Site) -> None:
    site.pages["/a"] = FOR_EVER
    outcome = run(tmp_path, site, community(site, "/a", repositories=["nowhere/at/all"]), 3)
    assert named(outcome) == ["a"]
    assert [failure.source.kind for failure in outcome.failures] == ["work"]


def test_a_repository_that_nobody_got_to_did_not_fail(tmp_path: Path, site: Site) -> None:
    outcome = run(tmp_path, site, community(site, repositories=["nowhere/at/all"], discussions=["a/b"]), 0, token="x")
    assert (outcome.failures, len(outcome.unreached)) == ((), 2)


def test_what_the_time_was_not_enough_for_is_told(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/well": Page(rss("one")), "/a": FOR_EVER}
    root = minimal_hub(tmp_path)
    feeds = "".join(f"    - url: {site.url(path)}\n" for path in ("/well", "/a"))
    write(root, "content/community.yml", f"name: Test Moot\nsources:\n  feeds:\n{feeds}")
    arguments = ["collect", "--hub", str(root), "--allow-host", site.host]
    said = CliRunner().invoke(main, [*arguments, "--within", "0.03"])
    assert said.exit_code == 0
    assert said.output == (
        "1 source was not asked: the run's time was up. The next run begins with it; --within gives more time.\n"
        "1 source read, 0 failed, 1 not asked; 1 new entry.\n"
    )
    for wrong in ("0", "-1", "soon"):
        assert CliRunner().invoke(main, [*arguments, "--within", wrong]).exit_code == 2


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_ends_soon_and_keeps_what_it_read(
    tmp_path: Path, site: Site, number: signal.Signals
) -> None:
    site.pages |= {"/well": Page(rss("one")), "/a": FOR_EVER, "/b": FOR_EVER, "/c": FOR_EVER}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        urls = [*map(site.url, ("/well", "/a", "/b", "/c")), *(f"http://{host}/{n}" for n in range(3))]
        root = minimal_hub(tmp_path)
        feeds = "".join(f"    - url: {url}\n" for url in urls)
        write(root, "content/community.yml", f"name: Test Moot\nsources:\n  feeds:\n{feeds}")
        command = [sys.executable, "-m", "folkmoot", "collect", "--hub", str(root)]
        command += ["--allow-host", site.host, "--allow-host", host]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
            until = time.monotonic() + 60
            while not list(root.glob("archive/sources/*/*.jsonl")) and time.monotonic() < until:
                time.sleep(0.05)
            began = time.monotonic()
            running.send_signal(number)
            said, _ = running.communicate(timeout=60)
            assert time.monotonic() - began < 12, "a source alone has twenty seconds"
    assert (running.returncode, kept(root)) == (130, {"one"})
    assert said == (
        "1 source read, 0 failed, 6 not asked; 1 new entry.\n"
        "Stopped: what was read before is kept, and the next run begins with what is missing.\n"
    )
    told = json.loads((root / ".folkmoot/cache/visits.json").read_bytes())
    assert sorted(one.get("passed_over", 0) for one in told.values()) == [0, 1, 1, 1, 1, 1, 1]


_ENDLESS = """
import os, signal, sys, time
from folkmoot.cli import stopping
stopping._LATEST = 0.3
with stopping.stoppable(lambda: None, "the end"):
    os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGTERM)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        time.sleep(0.1)
"""


@posix
def test_what_does_not_end_in_order_is_ended_all_the_same() -> None:
    done = subprocess.run([sys.executable, "-c", _ENDLESS], capture_output=True, text=True, timeout=50, check=False)
    assert (done.stderr, done.returncode) == ("the end\n", 130)


@posix
def test_signals_mean_what_they_meant_as_soon_as_nothing_can_be_stopped() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable(lambda: None, ""):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_what_is_being_written_is_written_whole() -> None:
    """A run is stopped where it waits; elsewhere it goes on until it would wait."""
    ours = RunTime()
    closed = []

    def numbers() -> Generator[int, None, None]:
        try:
            yield from range(10)
        finally:
            closed.append(True)

    seen = []
    for number in ours.each(numbers()):
        if number == 2:
            ours.stop()
        seen.append(number)
    assert (seen, closed, ours.is_over) == ([0, 1, 2], [True], True)
    with pytest.raises(KeyboardInterrupt), ours.waiting():
        pytest.fail("waited")


def test_who_waits_is_stopped_at_once() -> None:
    ours = RunTime()

    def stopped() -> Generator[int, None, None]:
        yield 1
        ours.stop()
        yield 2

    assert [*ours.each(stopped())] == [1]


def test_a_part_of_the_time_is_over_with_all_of_it() -> None:
    ours, cut = RunTime(), []
    part = ours.part(0.5)
    with part.cutting(lambda: cut.append("a")):
        with part.cutting(lambda: cut.append("b")):
            pass
        ours.end()
    assert (cut, part.is_over, part.left) == (["a"], True, 0)
    with pytest.raises(Over), part.cutting(lambda: None):
        pytest.fail("it was over")
    assert RunTime(60, ours).is_over
    assert RunTime(60).part(0.5).left < 31
    assert (RunTime(60).part(1, 10).left < 11, RunTime().timeout, RunTime(0).timeout) == (True, None, 0)


def test_what_is_under_way_is_cut_off_and_nothing_comes_of_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("folkmoot.collect.http._LINGERS_SECONDS", 60)
    site.pages |= {"/": FOR_EVER, "/two": FOR_EVER}
    ours = RunTime()
    client = Client("", frozenset({site.host}), 60, ours)
    come = []

    def ask(path: str) -> None:
        try:
            client.get(site.url(path), "*/*")
        except (Over, FetchError) as reason:
            come.append(type(reason))

    # Two are answered, the third waits for its turn.
    threads = [threading.Thread(target=ask, args=(path,)) for path in ("/", "/two", "/")]
    for one in threads:
        one.start()
    while site.most_at_once < 2:
        time.sleep(0.02)
    ours.end()
    for one in threads:
        one.join(20)
    ask("/")
    assert come == [Over] * 4


def test_what_is_made_after_a_request_was_cut_off_is_ended_at_once() -> None:
    """Such as a connection that came about in that very moment, which nobody would shut any more."""
    ended: list[str] = []
    with cut_off_at(time.monotonic() + 60) as cut:
        cut.hold(lambda: ended.append("before"))
        assert ended == []
        cut.off()
        cut.hold(lambda: ended.append("after"))
    assert ended == ["before", "after"]


def test_nobody_waits_for_names_and_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither can be ended, so they are left to themselves."""
    forever = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: forever.wait(60))
    with pytest.raises(FetchError, match=r"the name of the host slow\.example could not be looked up in time"):
        Client("", seconds=0.3).get("http://slow.example/", "*/*")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.215.14", 80))])
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: forever.wait(60))
    monkeypatch.setattr("folkmoot.collect.guard._CONNECT_SECONDS", 60)
    began = time.monotonic()
    for ours, words in ((RunTime(), FetchError), (RunTime(), Over)):
        timer = threading.Timer(0.2, ours.end if words is Over else lambda: None)
        timer.start()
        with pytest.raises(words):
            Client("", seconds=60 if words is Over else 0.3, run=ours).get("http://slow.example/", "*/*")
        timer.join()
    forever.set()
    assert time.monotonic() - began < 30, "a connection has a minute here"


def test_workers_end_when_nobody_takes_what_they_did() -> None:
    ours, cut = RunTime(), queue.SimpleQueue[bool]()

    def work(job: int) -> int:
        if job:
            with ours.cutting(lambda: cut.put(True)):
                cut.get(timeout=30)
        return job

    jobs = dealt(range(2), str, work, ours)
    assert next(jobs) == 0
    jobs.close()  # type: ignore[attr-defined]
    assert ours.is_over


def test_the_host_of_what_is_most_urgent_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("folkmoot.collect.dealing._AT_ONCE", 1)
    jobs = [("large", 0), ("large", 0), ("large", 0), ("small", 1), ("tiny", 2)]
    done = [host for host, _ in dealt(jobs, lambda job: job[0], lambda job: job, None, lambda job: job[1])]
    assert done == ["tiny", "small", "large", "large", "large"]


def test_when_the_time_is_over_no_more_is_begun() -> None:
    begun = []

    def work(job: int) -> int:
        begun.append(job)
        time.sleep(0.3)
        return job

    assert [*dealt(range(50), lambda _: "one", work, RunTime(0.1))] == []
    assert len(begun) < 50
