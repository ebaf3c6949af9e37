"""Where a connection may lead: the public internet alone, whatever a member's file, a redirect or the DNS says.

Addresses come from files that anybody may propose, so that they could point the collector at its own network. A
connection is therefore refused after the name was resolved and before it is made; nothing in between can change it.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

PORTS = {"http": 80, "https": 443}

_CONNECT_SECONDS = 10.0
_TRIED = 4
"""How many of a host's addresses are tried: one that names a hundred which do not answer gets no more time by it."""

_CARRYING_IPV4 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
_INNER = tuple(
    map(
        ipaddress.ip_network,
        ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "64:ff9b:1::/48", "5f00::/16", "3fff::/20"),
    )
)
"""Addresses of networks' own insides that older versions of `ipaddress` take for public.

Source: https://www.iana.org/assignments/iana-ipv6-special-registry and its sister for IPv4; 64:ff9b:1::/48 leads to any
IPv4 address that a network chooses (RFC 8215), 5f00::/16 and 3fff::/20 are routed nowhere in public.
"""


class FetchError(Exception):
    """An address could not be fetched; `str(error)` says in words why."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also where IPv6 merely wraps an IPv4 address.

    168.63.129.16 looks public and is the host of every virtual machine at Azure, CI's among them; 192.0.0.192 is the
    same at another provider.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in network for network in _CARRYING_IPV4):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _INNER)


def checked_host(url: str, allow: frozenset[str]) -> str:
    """The `host:port` of a web address that may be asked; raises `FetchError` for any other address."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise FetchError(f"leads to {url[:200]!r}, which is no web address") from None
    if parts.scheme not in PORTS or not host:
        raise FetchError(f"leads to {url[:200]!r}; only http:// and https:// are read")
    if parts.username is not None:
        raise FetchError("carries a user name or a password, which do not belong into a public file")
    port = port or PORTS[parts.scheme]
    if port not in PORTS.values() and f"{host}:{port}" not in allow:
        raise FetchError(f"asks for port {port}; only 80 and 443 are read")
    return f"{host}:{port}"


def public_addresses(host: str, port: int, allow: frozenset[str]) -> list[str]:
    """The public IP addresses of a host, or all of them where `allow` names it; raises `FetchError` for none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise FetchError(f"the host {host} does not exist, or its name could not be looked up") from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if f"{host}:{port}".lower() not in allow:
        addresses = [address for address in addresses if is_public(address)]
    if not addresses:
        raise FetchError(f"the host {host} is no public address; only the public internet is read")
    return addresses


class _Watched(threading.local):
    """What the request that a thread is making is held by: its end (monotonic seconds), and its connections."""

    deadline: float = 0.0
    hold: Callable[[socket.socket], None] = staticmethod(lambda _: None)


_watched = _Watched()


@contextmanager
def cut_off_at(deadline: float) -> Iterator[Callable[[], bool]]:
    """Ends this thread's connection at `deadline` (monotonic seconds), also amid headers or a body that drip.

    A socket's own time limit starts anew with every byte. Yields a question: was it cut off?
    """
    held: list[socket.socket] = []
    cut = threading.Event()

    def cut_off() -> None:
        cut.set()
        for one in held:
            with suppress(OSError):  # it may have closed by itself meanwhile
                one.shutdown(socket.SHUT_RDWR)

    def hold(one: socket.socket) -> None:
        held.append(one)
        if cut.is_set():
            cut_off()

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), cut_off)
    timer.daemon = True
    _watched.deadline, _watched.hold = deadline, hold
    timer.start()
    try:
        yield cut.is_set
    finally:
        timer.cancel()
        _watched.hold = _Watched.hold


class _Guarded:
    """What both kinds of connection do: connect to addresses that were looked at, and let themselves be cut off."""

    allow: frozenset[str] = frozenset()
    host: str
    port: int
    sock: Any

    def _new_conn(self) -> socket.socket:
        reason: OSError = TimeoutError()
        for address in public_addresses(self.host, self.port, self.allow)[:_TRIED]:
            left = _watched.deadline - time.monotonic()
            if left <= 0:
                break
            try:
                return socket.create_connection((address, self.port), timeout=min(_CONNECT_SECONDS, left))
            except OSError as error:
                reason = error
        raise reason

    def request(self, *args: Any, **options: Any) -> None:
        super().request(*args, **options)  # type: ignore[misc]
        _watched.hold(self.sock)


class GuardedAdapter(HTTPAdapter):
    """Makes a requests session connect to public addresses alone, and to those of `allow` (`host:port`)."""

    def __init__(self, allow: frozenset[str], connections_a_host: int) -> None:
        plain = type("GuardedConnection", (_Guarded, HTTPConnection), {"allow": allow})
        tls = type("GuardedTLSConnection", (_Guarded, HTTPSConnection), {"allow": allow})
        self._pools = {
            "http": type("GuardedPool", (urllib3.HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("GuardedTLSPool", (urllib3.HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
        super().__init__(pool_connections=64, pool_maxsize=connections_a_host, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools
