"""Large answers: a few are held at once, the others wait, and that is nobody's fault."""

import threading
import time
from collections.abc import Iterator

import pytest

from folkmoot.collect import http
from folkmoot.collect.guard import FetchError
from folkmoot.collect.http import Client
from folkmoot.collect.room import Room
from folkmoot.collect.runtime import Over, RunTime
from support.feed_site import Page, Site, feed_site

LARGE = Page(b"x" * (http.LARGE + 200_000))


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site({"/large": LARGE, "/small": Page(b"x")}) as served:
        yield served


def client(site: Site, monkeypatch: pytest.MonkeyPatch, seconds: float = 10, run: RunTime | None = None) -> Client:
    """One that has room for a single large answer."""
    monkeypatch.setattr(http, "_LARGE_AT_ONCE", 1)
    return Client("", frozenset({site.host}), seconds, run)


def test_a_large_answer_waits_for_another_and_its_time_does_not_pass_meanwhile(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, done = client(site, monkeypatch, 2), []

    def ask() -> None:
        with ours.answering():
            done.append(len(ours.get(site.url("/large"), "*/*").body))

    with ours.answering():
        ours.get(site.url("/large"), "*/*")
        waiting = threading.Thread(target=ask)
        waiting.start()
        assert ours.get(site.url("/small"), "*/*").body == b"x", "who asks again is done with what was before"
        waiting.join(20)
        assert len(done) == 1
        ours.get(site.url("/large"), "*/*")
        waiting = threading.Thread(target=ask)
        waiting.start()
        waiting.join(2.5)
        assert waiting.is_alive()
    waiting.join(20)
    assert done == [len(LARGE.body)] * 2


def test_small_answers_never_wait(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, done = client(site, monkeypatch), []

    def ask() -> None:
        with ours.answering():
            done.append(ours.get(site.url("/small"), "*/*").body)

    with ours.answering():
        ours.get(site.url("/large"), "*/*")
        asking = threading.Thread(target=ask)
        asking.start()
        asking.join(20)
        assert done == [b"x"]


def test_who_does_not_tell_when_they_are_done_never_waits(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = client(site, monkeypatch)
    for _ in range(3):
        assert len(ours.get(site.url("/large"), "*/*").body) == len(LARGE.body)
    assert ours._room._free == 1


def test_what_fails_leaves_its_place(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = client(site, monkeypatch)
    site.pages["/broken"] = Page(LARGE.body, 200, {"Content-Length": f"{2 * len(LARGE.body)}"})
    for _ in range(2):
        with ours.answering(), pytest.raises(FetchError, match="broke off"):
            ours.get(site.url("/broken"), "*/*")
    assert ours._room._free == 1


def test_nobody_waits_for_room_when_the_run_is_over() -> None:
    run = RunTime()
    room, come = Room(1, run), []
    with room.held():
        room.enter()

        def wait() -> None:
            try:
                with room.held():
                    room.enter()
            except Over:
                come.append(True)

        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.1)
        run.end()
        waiting.join(20)
    assert come == [True]
    assert room._free == 1
