"""The HTTP client: where it may go, how long and how much it reads, how it follows redirects."""

import datetime as dt
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from folkmoot import __version__
from folkmoot.collect.guard import FetchError
from folkmoot.collect.http import Client, Validators, retry_after
from support.asking_feeds import client
from support.feed_site import Page, Site, bomb, feed_site

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def test_a_request_says_who_asks_and_brings_no_cookies_back(site: Site) -> None:
    site.pages["/"] = Page(b"x", 200, {"Set-Cookie": "a=b"})
    ours = client(site)
    ours.get(site.url("/"), "text/plain")
    ours.get(site.url("/"), "text/plain")
    headers = site.asked[1][1]
    assert headers["user-agent"] == f"Folkmoot/{__version__} (+https://hub.example/)"
    assert headers["accept"] == "text/plain"
    assert "cookie" not in headers


def test_conditional_requests_bring_304(site: Site) -> None:
    site.pages["/"] = Page(b"x", 200, {"ETag": '"1"', "Last-Modified": "Thu, 14 May 2026 17:00:00 GMT"})
    first = client(site).get(site.url("/"), "*/*")
    again = client(site).get(site.url("/"), "*/*", first.validators)
    assert first.validators == Validators('"1"', "Thu, 14 May 2026 17:00:00 GMT", site.url("/"))
    assert (again.status, again.body) == (304, b"")


def test_a_host_is_asked_by_two_at_once(site: Site) -> None:
    site.pages["/"] = Page(b"x" * 10, drip=0.01)
    ours = client(site)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: ours.get(site.url("/"), "*/*"), range(8)))
    assert site.most_at_once == 2


def test_redirects_are_followed_and_told(site: Site) -> None:
    site.pages |= {
        "/a": Page(b"", 301, {"Location": "b"}),
        "/b": Page(b"", 307, {"Location": "/c"}),
        "/c": Page(b"end"),
    }
    answer = client(site).get(site.url("/a"), "*/*")
    assert (answer.url, answer.body) == (site.url("/c"), b"end")


def test_five_redirects_are_enough(site: Site) -> None:
    site.pages |= {f"/{n}": Page(b"", 302, {"Location": f"/{n + 1}"}) for n in range(6)}
    site.pages["/6"] = Page(b"end")
    assert client(site).get(site.url("/1"), "*/*").body == b"end"
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        client(site).get(site.url("/0"), "*/*")


def test_what_inflates_beyond_the_limit_is_dropped(site: Site) -> None:
    site.pages["/"] = bomb(64)
    with pytest.raises(FetchError, match="larger than 10 MB"):
        client(site).get(site.url("/"), "*/*")


@pytest.mark.parametrize("status", [302, 404, 500])
def test_bodies_that_nobody_needs_are_not_read(site: Site, status: int) -> None:
    site.pages |= {"/": Page(b"x" * 1000, status, {"Location": "/end"}, drip=0.05), "/end": Page(b"end")}
    assert client(site, 5).get(site.url("/"), "*/*").body == (b"end" if status == 302 else b"")


def test_a_body_that_drips_is_cut_off(site: Site) -> None:
    site.pages["/"] = Page(b"x" * 1000, drip=0.02)
    with pytest.raises(FetchError, match=r"did not answer completely within 1 seconds"):
        client(site, 1).get(site.url("/"), "*/*")


def test_a_body_without_a_length_that_drips_is_cut_off_and_never_taken_for_whole(site: Site) -> None:
    site.pages["/"] = Page(b"x" * 1000, 200, {"Connection": "close"}, drip=0.02)
    with pytest.raises(FetchError, match="did not answer completely"):
        client(site, 1).get(site.url("/"), "*/*")


def test_headers_that_drip_are_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
        ours = Client("", frozenset({host}), 0.3)  # the connection is accepted by the system, and never answered
        with pytest.raises(FetchError, match="did not answer"):
            ours.get(f"http://{host}/", "*/*")


def test_a_body_without_a_length_is_read_to_its_end(site: Site) -> None:
    site.pages["/"] = Page(b"all of it", 200, {"Connection": "close"})
    assert client(site).get(site.url("/"), "*/*").body == b"all of it"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (Page(b"half", 200, {"Content-Length": "4000"}), "broke off before the answer was complete"),
        (Page(b"no gzip", 200, {"Content-Encoding": "gzip"}), "compressed answer is damaged"),
    ],
)
def test_broken_answers_are_told_in_words(site: Site, page: Page, words: str) -> None:
    site.pages["/"] = page
    with pytest.raises(FetchError, match=words):
        client(site).get(site.url("/"), "*/*")


def test_a_host_that_does_not_listen() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 refuses connections"):
        Client("", frozenset({host})).get(f"http://{host}/", "*/*")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("3600", NOW + dt.timedelta(hours=1)),
        ("0", NOW),
        ("Mon, 15 Jun 2026 12:30:00 GMT", NOW + dt.timedelta(hours=3.5)),
        ("Mon, 15 Jun 2026 12:30:00 -0000", NOW + dt.timedelta(hours=3.5)),
        ("Mon, 15 Jun 2099 12:30:00 GMT", NOW + dt.timedelta(days=7)),
        ("9" * 30, NOW + dt.timedelta(days=7)),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("Mon, 15 Jun 99999 12:30:00 GMT", None),
        ("", None),
    ],
)
def test_when_a_busy_server_wants_to_be_asked(said: str, when: dt.datetime | None) -> None:
    assert retry_after({"retry-after": said}, NOW) == when


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((301, 308), True), ((302,), False), ((301, 302), False), ((307, 308), False)],
)
def test_a_chain_with_a_temporary_hop_is_no_move(site: Site, statuses: tuple[int, ...], moved: bool) -> None:
    for number, status in enumerate(statuses):
        site.pages[f"/{number}"] = Page(b"", status, {"Location": f"/{number + 1}"})
    site.pages[f"/{len(statuses)}"] = Page(b"end")
    answer = client(site).get(site.url("/0"), "*/*")
    assert (answer.url, answer.moved) == (site.url(f"/{len(statuses)}"), moved)
    assert not client(site).get(answer.url, "*/*").moved


def test_validators_are_told_where_they_were_given_alone(site: Site) -> None:
    site.pages |= {"/a": Page(b"", 301, {"Location": "/b"}), "/b": Page(b"x", 200, {"ETag": '"1"'})}
    first = client(site).get(site.url("/a"), "*/*")
    assert client(site).get(site.url("/a"), "*/*", first.validators).status == 304
    assert [headers.get("if-none-match") for _, headers in site.asked] == [None, None, None, '"1"']
    site.pages["/a"] = Page(b"another document", 200, {"ETag": '"1"'})
    assert client(site).get(site.url("/a"), "*/*", first.validators).body == b"another document"


def test_a_target_in_utf8_is_understood(site: Site) -> None:
    site.pages |= {"/a": Page(b"", 301, {"Location": "/caf\u00c3\u00a9"}), "/caf%C3%A9": Page(b"end")}
    assert client(site).get(site.url("/a"), "*/*").body == b"end"


def test_what_breaks_off_is_asked_once_more(site: Site) -> None:
    answers = [Page(b"half", 200, {"Content-Length": "4000"}), Page(b"whole")]
    site.pages["/"] = lambda _: answers.pop(0)
    assert client(site).get(site.url("/"), "*/*").body == b"whole"
    site.pages["/"] = Page(b"half", 200, {"Content-Length": "4000"})
    with pytest.raises(FetchError, match="broke off"):
        client(site).get(site.url("/"), "*/*")
    assert len(site.asked) == 4


def test_a_host_has_two_turns_whatever_its_port(site: Site) -> None:
    with feed_site() as other:
        ours = Client("", frozenset({site.host, other.host}))
        running, most = 0, [0]
        lock, meeting = threading.Lock(), threading.Barrier(2)

        def asked(held: Site) -> None:
            ours.get(held.url("/"), "*/*")

        def counted(headers: object) -> Page:
            nonlocal running
            with lock:
                running += 1
                most[0] = max(most[0], running)
            meeting.wait(20)
            time.sleep(0.05)
            with lock:
                running -= 1
            return Page(b"x")

        site.pages["/"] = other.pages["/"] = counted
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(asked, [site, other] * 4))
    assert most == [2]


def test_who_was_cut_off_keeps_its_turn_for_a_while(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server goes on answering for some time, which would be a third answer at once."""
    monkeypatch.setattr("folkmoot.collect.http._LINGERS_SECONDS", 0.4)
    site.pages |= {"/drip": Page(b"x" * 1000, drip=0.02), "/": Page(b"x")}
    ours = client(site, 1)
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(ours.get, site.url("/drip"), "*/*") for _ in range(2)]:
            with pytest.raises(FetchError):
                one.result()
    assert ours.get(site.url("/"), "*/*").body == b"x"
    # However long the rest takes here, neither came sooner.
    assert time.monotonic() - began >= 1 + 0.4


def test_a_server_has_some_seconds_to_notice_that_nobody_reads_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Less, and two answers would be under way with the third; as long as a source has, and others wait for nothing."""
    waits: list[float] = []

    class Noted(threading.Timer):
        def start(self) -> None:
            if self.function == turns.give_back:
                waits.append(self.interval)
            super().start()

    monkeypatch.setattr(threading, "Timer", Noted)
    site.pages |= {"/drip": Page(b"x" * 1000, drip=0.02), "/": Page(b"x"), "/gone": Page(status=404)}
    ours = client(site, 1)
    turns = ours._turns["127.0.0.1"]
    for path in ("/", "/gone"):
        ours.get(site.url(path), "*/*")
    with pytest.raises(FetchError, match="did not answer completely"):
        ours.get(site.url("/drip"), "*/*")
    assert len(waits) == 1
    assert 2 <= waits[0] <= 5


def test_redirects_wait_for_a_turn_at_the_host_they_lead_to(site: Site) -> None:
    """Waiting for others at that host is no fault of who is asked last."""
    site.pages |= {"/slow": Page(b"x" * 4, drip=0.05)}
    site.pages |= {f"/{number}": Page(b"", 302, {"Location": "/slow"}) for number in range(16)}
    ours = client(site, 1.1)  # the last of them waits longer
    with ThreadPoolExecutor(16) as pool:
        bodies = [one.body for one in pool.map(lambda number: ours.get(site.url(f"/{number}"), "*/*"), range(16))]
    assert (set(bodies), site.most_at_once) == ({b"xxxx"}, 2)


def test_a_handshake_that_drips_is_cut_off() -> None:
    def drip(server: socket.socket) -> None:
        with suppress(OSError):
            accepted, _ = server.accept()
            with accepted:
                accepted.sendall(b"\x16\x03\x03\x3f\x00")  # the head of a record of TLS that never ends
                while True:
                    accepted.sendall(b"\x02")
                    time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=(server,), daemon=True).start()
        host = f"127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(FetchError, match="did not answer"):
            Client("", frozenset({host}), 0.4).get(f"https://{host}/", "*/*")


def test_a_host_of_many_addresses_that_do_not_answer_gets_no_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (f"93.184.215.{number}", 80)) for number in range(1, 100)]
    tried: list[str] = []

    def connect(address: tuple[str, int], **_: object) -> socket.socket:
        tried.append(address[0])
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError, match=r"blog\.example did not answer in time"):
        Client("").get("http://blog.example/", "*/*")
    assert len(tried) == 4
