"""A web server on loopback that means harm: answers that never end, grow when they are opened, or lead elsewhere.

What it answers is written to the connection piece by piece, as no library for servers would.
"""

import socketserver
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/rss+xml\r\n"
_MEGABYTE = 1 << 20
_PAUSE = 0.05

Wire = Iterator[bytes]
"""What goes over the connection, in pieces; between them time may pass."""


@dataclass
class HostileSite:
    """The running server. `secret` is a file of this machine that nobody may read; it is a feed, to make that easy.

    `asked` are the paths that were asked for; `/canary` is one that only who obeys an answer asks for.
    """

    port: int
    secret: Path
    asked: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, name: str) -> str:
        return f"http://{self.host}/{name}"


def rss(inner: str, before: str = "") -> bytes:
    """A feed with one entry called Harmless, which holds `inner`; `before` stands ahead of the root element."""
    entry = f"<item><guid>urn:1</guid><title>Harmless</title>{inner}</item>"
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>t</title>{entry}</channel></rss>'.encode()


def _document(body: bytes) -> Wire:
    yield _HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _leading(target: str) -> Wire:
    yield f"HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()


def _dripping(start: bytes, rest: bytes) -> Wire:
    yield start
    for byte in rest:
        yield bytes([byte])
        time.sleep(_PAUSE)


def _endless() -> Wire:
    yield _HEAD + b"\r\n" + rss("")[:-16]
    for _ in range(64):  # more than anybody should read; a test of a reader that does is still to end
        yield b"<!--" + b" " * _MEGABYTE + b"-->"


def _bomb() -> Wire:
    """About a megabyte of gzip that inflates to a gigabyte: one part of it, over and over, and its end missing."""
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packed.compress(rss("")[:-16]) + packed.flush(zlib.Z_FULL_FLUSH)
    part = packed.compress(b"<!--" + b" " * _MEGABYTE + b"-->") + packed.flush(zlib.Z_FULL_FLUSH)
    yield _HEAD + b"Content-Encoding: gzip\r\n\r\n" + start + part * 1024


def _described(said: str, before: str = "") -> Wire:
    return _document(rss(f"<description>{said}</description>", before))


def _laughs() -> Wire:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return _described("&a9;", f'<!DOCTYPE r [<!ENTITY a0 "lol">{entities}]>')


def _outer_entity(address: str) -> Wire:
    return _described("&x;", f'<!DOCTYPE r [<!ENTITY x SYSTEM "{address}">]>')


CASES: Mapping[str, Callable[[HostileSite], Wire]] = {
    "canary": lambda _: _described("the canary was asked"),
    "gzip-bomb": lambda _: _bomb(),
    "endless-body": lambda _: _endless(),
    "dripping-body": lambda _: _dripping(_HEAD + b"\r\n", rss("") * 2),
    "dripping-headers": lambda _: _dripping(_HEAD + b"X-Padding: ", b"a" * 400),
    "redirect-loop": lambda _: _leading("/redirect-loop"),
    "redirect-to-another-address": lambda site: _leading(f"http://127.0.0.2:{site.port}/canary"),
    "redirect-to-a-mapped-address": lambda site: _leading(f"http://[::ffff:127.0.0.1]:{site.port}/canary"),
    "redirect-to-a-decimal-address": lambda site: _leading(f"http://2130706433:{site.port}/canary"),
    "redirect-to-a-hex-address": lambda site: _leading(f"http://0x7f000001:{site.port}/canary"),
    "redirect-to-a-private-name": lambda site: _leading(f"http://localhost:{site.port}/canary"),
    "redirect-to-a-file": lambda site: _leading(site.secret.as_uri()),
    "billion-laughs": lambda _: _laughs(),
    "quadratic-entity": lambda _: _described("&a;" * 50_000, f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]>'),
    "entity-of-a-file": lambda site: _outer_entity(site.secret.as_uri()),
    "entity-of-an-address": lambda site: _outer_entity(site.url("canary")),
    "author-that-takes-minutes": lambda _: _document(rss(f"<author>a@{'a.' * 150_000}!</author>")),
    "deep-nesting": lambda _: _document(rss("<x>" * 100_000 + "</x>" * 100_000)),
    "deep-html": lambda _: _described("&lt;b&gt;" * 100_000),
    "html-that-never-closes": lambda _: _described("&lt;a " * 50_000),
    "body-that-is-a-path": lambda site: _document(str(site.secret).encode()),
    "body-that-is-an-address": lambda site: _document(site.url("canary").encode()),
}
"""Every way to do harm by its path below the site."""


@contextmanager
def hostile_site(secret: Path) -> Iterator[HostileSite]:
    """Serves every case on 127.0.0.1, and on 127.0.0.2 where the system has it, until the block ends."""
    secret.write_bytes(rss("<description>the secret was read</description>"))

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().decode("latin-1").split(" ")[1]
            while self.rfile.readline().strip():
                pass
            site.asked.append(path)
            with suppress(OSError):  # the client had enough
                for piece in CASES[path.strip("/")](site):
                    self.wfile.write(piece)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        block_on_close = False

    with ExitStack() as running:
        first = running.enter_context(Server(("127.0.0.1", 0), Handler))
        site = HostileSite(first.server_address[1], secret)
        servers = [first]
        with suppress(OSError):
            servers.append(running.enter_context(Server(("127.0.0.2", site.port), Handler)))
        for server in servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
            running.callback(server.shutdown)
        yield site
