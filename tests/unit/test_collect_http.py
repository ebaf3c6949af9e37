"""The HTTP client: where it may go, how long and how much it reads, how it follows redirects."""

import datetime as dt
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from folkmoot import __version__
from folkmoot.collect.guard import FetchError, checked_host, is_public
from folkmoot.collect.http import Client, Validators, retry_words
from support.feed_site import Page, Site, bomb, feed_site

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def client(site: Site, seconds: float = 10) -> Client:
    return Client("https://hub.example/", frozenset({site.host}), seconds)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00:ec2::254"),
        *("::ffff:127.0.0.1", "::ffff:168.63.129.16", "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1", "fec0::1"),
    ],
)
def test_addresses_of_inner_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]", "0"],
)
def test_every_spelling_of_this_machine_is_refused_before_connecting(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    with pytest.raises(FetchError, match="no public address"):
        Client("").get(f"http://{host}/feed.xml", "*/*")


def test_a_name_is_judged_by_what_it_resolves_to(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError, match=r"rebound\.example is no public address"):
        Client("").get("http://rebound.example/", "*/*")


def test_it_connects_to_the_very_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [[(2, 1, 6, "", ("93.184.215.14", 443))], [(2, 1, 6, "", ("127.0.0.1", 443))]]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers.pop(0))
    reached: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], **_: object) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError, match=r"blog\.example refuses connections"):
        Client("").get("https://blog.example/", "*/*")
    assert reached == [("93.184.215.14", 443)]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://a.example/x", "only http:// and https://"),
        ("file:///etc/passwd", "only http:// and https://"),
        ("http:///x", "only http:// and https://"),
        ("http://[half", "no web address"),
        ("http://a.example:99999/", "no web address"),
        ("http://a.example:22/", "asks for port 22"),
        ("http://me:secret@a.example/", "user name or a password"),
    ],
)
def test_addresses_that_are_not_asked(url: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        checked_host(url, frozenset())


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
    assert first.validators == Validators('"1"', "Thu, 14 May 2026 17:00:00 GMT")
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


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("file:///etc/passwd", "only http:// and https://"),
        ("http://127.0.0.2/", "no public address"),
        ("http://169.254.169.254/latest/meta-data", "no public address"),
        ("http://[half", "no web address"),
    ],
)
def test_every_hop_is_guarded(site: Site, target: str, words: str) -> None:
    site.pages["/"] = Page(b"", 302, {"Location": target})
    with pytest.raises(FetchError, match=words):
        client(site).get(site.url("/"), "*/*")


def test_only_the_allowed_port_of_a_host_is_open(site: Site) -> None:
    with feed_site({"/": Page(b"secret")}) as other:
        site.pages["/"] = Page(b"", 302, {"Location": other.url("/")})
        with pytest.raises(FetchError, match="asks for port"):
            client(site).get(site.url("/"), "*/*")
        assert other.asked == []


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
    with pytest.raises(FetchError, match=r"did not answer completely within 0\.3 seconds"):
        client(site, 0.3).get(site.url("/"), "*/*")


def test_a_body_without_a_length_that_drips_is_cut_off_and_never_taken_for_whole(site: Site) -> None:
    site.pages["/"] = Page(b"x" * 1000, 200, {"Connection": "close"}, drip=0.02)
    with pytest.raises(FetchError, match="did not answer completely"):
        client(site, 0.3).get(site.url("/"), "*/*")


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
    ("said", "words"),
    [
        ("3600", ", not before 2026-06-15 10:00 UTC"),
        ("Mon, 15 Jun 2026 12:30:00 GMT", ", not before 2026-06-15 12:30 UTC"),
        ("soon", ""),
        ("9" * 30, ""),
        ("", ""),
    ],
)
def test_when_a_busy_server_wants_to_be_asked(said: str, words: str) -> None:
    assert retry_words({"retry-after": said}, NOW) == words
