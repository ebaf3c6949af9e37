"""Where a connection may lead: the public internet alone, whatever a member's file, a redirect or the DNS says.

Addresses come from files that anybody may propose, so that they could point the collector at its own network. A
connection is therefore refused after the name was resolved and before it is made; nothing in between can change it.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

import urllib3
from requests.adapters import DEFAULT_CA_BUNDLE_PATH, HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

from folkmoot.collect.alarms import set_alarm

PORTS = {"http": 80, "https": 443}

_LOOK_UP_SECONDS = 20.0
_CONNECT_SECONDS = 10.0
_TRIED = 4
"""How many of a host's addresses are tried: one that names a hundred which do not answer gets no more time by it."""

_CARRYING_IPV4 = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))
"""Addresses that are IPv4's, told as IPv6: by NAT64 (RFC 6052), of old (RFC 4291), and by translators (RFC 2765)."""

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


_Made = TypeVar("_Made")


class FetchError(Exception):
    """An address could not be fetched; `str(error)` says in words why."""


class NeverAsked(FetchError):
    """An address is one that is asked for nothing, whatever is there."""


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
        raise NeverAsked("carries a user name or a password, which do not belong into a public file")
    port = port or PORTS[parts.scheme]
    if port not in PORTS.values() and f"{host}:{port}" not in allow:
        raise NeverAsked(f"asks for port {port}; only 80 and 443 are read")
    return f"{host}:{port}"


def public_addresses(host: str, port: int, allow: frozenset[str]) -> list[str]:
    """The public IP addresses of a host, or all of them where `allow` names it; raises `FetchError` for none.

    Looking a name up is given up after 20 seconds, or when the request that it is for has to be over.
    """
    try:
        found = _apart(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM), _LOOK_UP_SECONDS)
    except TimeoutError as error:
        raise FetchError(f"the name of the host {host} could not be looked up in time") from error
    except (socket.gaierror, UnicodeError) as error:
        raise FetchError(f"the host {host} does not exist, or its name could not be looked up") from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if f"{host}:{port}".lower() not in allow:
        addresses = [address for address in addresses if is_public(address)]
    if not addresses:
        raise NeverAsked(f"the host {host} is no public address; only the public internet is read")
    return addresses


class _Watched(threading.local):
    """What the request that a thread is making is held by: its end (monotonic seconds), and what ends it."""

    deadline: float = float("inf")
    hold: Callable[[Callable[[], object]], None] = staticmethod(lambda _: None)


_watched = _Watched()


class Cut:
    """How a request is cut off: at its `deadline` (monotonic seconds), or before, from any thread."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self._held: list[Callable[[], object]] = []
        self._cut = threading.Event()
        self._alarm = set_alarm(deadline, self.off)

    def off(self) -> None:
        """Ends it now, whatever it waits for."""
        self._cut.set()
        for end in self._held:
            end()

    def was(self) -> bool:
        return self._cut.is_set()

    def hold(self, end: Callable[[], object]) -> None:
        """Calls `end` when it is cut off, or at once where it was."""
        self._held.append(end)
        if self.was():
            end()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """A block whose time does not count: what it waits for is no fault of who is asked."""
        self.stop()
        began = time.monotonic()
        try:
            yield
        finally:
            self.deadline += time.monotonic() - began
            _watched.deadline = self.deadline
            self._alarm = set_alarm(self.deadline, self.off)

    def stop(self) -> None:
        """Lets it go on for ever, or be done."""
        self._alarm.turn_off()


@contextmanager
def cut_off_at(deadline: float) -> Iterator[Cut]:
    """Ends this thread's request at `deadline` (monotonic seconds), also amid headers or a body that drip.

    A socket's own time limit starts anew with every byte.
    """
    cut = Cut(deadline)
    _watched.deadline, _watched.hold = deadline, cut.hold
    try:
        yield cut
    finally:
        cut.stop()
        _watched.deadline, _watched.hold = _Watched.deadline, _Watched.hold


def _apart(make: Callable[[], _Made], seconds: float) -> _Made:
    """What `make` gives, in a thread that is left to itself when the time is up: looking up and connecting never stop
    before they are done. Raises `TimeoutError`.
    """
    answer: queue.SimpleQueue[tuple[_Made | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answer.put((make(), None))
        except BaseException as error:  # noqa: BLE001 handed to the thread that waits, which raises it
            answer.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    _watched.hold(lambda: answer.put((None, TimeoutError())))
    try:
        made, error = answer.get(timeout=max(0.0, min(seconds, _watched.deadline - time.monotonic())))
    except queue.Empty:
        raise TimeoutError from None
    if made is None:
        raise error or TimeoutError
    return made


def _shut(one: socket.socket) -> None:
    with suppress(OSError):  # it may have closed by itself meanwhile
        one.shutdown(socket.SHUT_RDWR)


class _Guarded:
    """What both kinds of connection do: connect to addresses that were looked at, and let themselves be cut off."""

    allow: frozenset[str] = frozenset()
    host: str
    port: int
    sock: Any

    def _new_conn(self) -> socket.socket:
        reason: OSError = TimeoutError()
        for address in public_addresses(self.host, self.port, self.allow)[:_TRIED]:
            left = min(_CONNECT_SECONDS, _watched.deadline - time.monotonic())
            if left <= 0:
                break
            try:
                made = _apart(partial(socket.create_connection, (address, self.port), timeout=left), left)
            except OSError as error:
                reason = error
            else:
                _watched.hold(partial(_shut, made))
                return made
        raise reason

    def request(self, *args: Any, **options: Any) -> None:
        super().request(*args, **options)  # type: ignore[misc]
        _watched.hold(partial(_shut, self.sock))


class GuardedAdapter(HTTPAdapter):
    """Makes a requests session connect to public addresses alone, and to those of `allow` (`host:port`).

    `trusted` is a file with the certificates of authorities. It is read once: requests reads its own, some hundred of
    them, for every connection, which takes longer than most answers.
    """

    def __init__(self, allow: frozenset[str], connections_a_host: int, trusted: str = DEFAULT_CA_BUNDLE_PATH) -> None:
        self._tls = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
        self._tls.load_verify_locations(trusted)
        plain = type("GuardedConnection", (_Guarded, HTTPConnection), {"allow": allow})
        tls = type("GuardedTLSConnection", (_Guarded, HTTPSConnection), {"allow": allow})
        self._pools = {
            "http": type("GuardedPool", (urllib3.HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("GuardedTLSPool", (urllib3.HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
        super().__init__(pool_connections=64, pool_maxsize=connections_a_host, max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._tls, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def cert_verify(self, conn: Any, url: str, *_: object) -> None:
        """Leaves certificates to the context that all connections share, which takes no others."""
        if url.lower().startswith("https"):
            conn.cert_reqs = "CERT_REQUIRED"
