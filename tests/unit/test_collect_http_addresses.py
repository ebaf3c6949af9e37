"""Where the HTTP client may go: to addresses of the public net alone, at every hop, whatever names say."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from folkmoot.collect.guard import FetchError, checked_host, is_public
from folkmoot.collect.http import Client
from support.asking_feeds import client
from support.feed_site import Page, Site, feed_site


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00:ec2::254"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:0:127.0.0.1",
            "::ffff:0:a9fe:a9fe",
            "::ffff:168.63.129.16",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "::7f00:1",
            "fec0::1",
            "64:ff9b:1::7f00:1",
            "5f00::1",
        ),
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


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("file:///etc/passwd", "only http:// and https://"),
        ("http://127.0.0.2/", "no public address"),
        ("http://169.254.169.254/latest/meta-data", "no public address"),
        ("http://10.1.2.3/", "no public address"),
        ("http://168.63.129.16/metadata", "no public address"),
        ("http://[::ffff:127.0.0.1]/", "no public address"),
        ("http://[fe80::1]/", "no public address"),
        ("http://2130706433/", "no public address"),
        ("http://0x7f000001/", "no public address"),
        ("http://0177.0.0.1/", "no public address"),
        ("http://me:secret@127.0.0.1/", "user name or a password"),
        ("http://a.example:22/", "asks for port 22"),
        ("gopher://127.0.0.1/", "only http:// and https://"),
        ("//2130706433/", "no public address"),
        ("http://[half", "no web address"),
    ],
)
@pytest.mark.parametrize("status", [301, 307])
def test_every_hop_is_guarded(
    site: Site, target: str, words: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/"] = Page(b"", status, {"Location": target})
    connect = socket.create_connection
    reached = (site.host.partition(":")[0], int(site.host.partition(":")[2]))

    def watched(address: tuple[str, int], **options: Any) -> socket.socket:
        assert address == reached, "connected elsewhere"
        return connect(address, **options)

    monkeypatch.setattr(socket, "create_connection", watched)
    with pytest.raises(FetchError, match=words):
        client(site).get(site.url("/"), "*/*")


def test_only_the_allowed_port_of_a_host_is_open(site: Site) -> None:
    with feed_site({"/": Page(b"secret")}) as other:
        site.pages["/"] = Page(b"", 302, {"Location": other.url("/")})
        with pytest.raises(FetchError, match="asks for port"):
            client(site).get(site.url("/"), "*/*")
        assert other.asked == []


def test_neither_proxies_nor_netrc_are_used(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    site.pages["/"] = Page(b"direct")
    assert client(site).get(site.url("/"), "*/*").body == b"direct"
    assert "authorization" not in site.asked[0][1]
