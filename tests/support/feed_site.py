"""A web server on loopback whose pages a test decides, with the ways in which real servers misbehave."""

import gzip
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>{title}</title><link>https://blog.example/</link><language>en-us</language>{items}</channel></rss>"""
ITEM = """<item><guid>https://blog.example/{name}</guid><link>https://blog.example/{name}</link>
<title>{name}</title><pubDate>{date}</pubDate><description>About {name}.</description></item>"""


class Page(NamedTuple):
    """What a path answers with. `drip` waits so many seconds after each byte of the body.

    With a header `Connection: close` the length is not told: the body ends with the connection.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    drip: float = 0.0


@dataclass
class Site:
    """The running server: its pages may change while it runs, and it remembers who asked for what."""

    host: str
    pages: dict[str, Page | Callable[[Mapping[str, str]], Page]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    most_at_once: int = 0
    _running: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def answer(self, path: str, headers: Mapping[str, str]) -> Page:
        """The page at a path; 304 where the request's validators still hold."""
        page = self.pages.get(path, Page(b"nothing here", 404))
        page = page if isinstance(page, Page) else page(headers)
        for said, asked in (("ETag", "if-none-match"), ("Last-Modified", "if-modified-since")):
            if said in page.headers and headers.get(asked) == page.headers[said]:
                return Page(b"", 304, {said: page.headers[said]})
        return page

    @contextmanager
    def serving(self, path: str, headers: dict[str, str]) -> Iterator[None]:
        with self._lock:
            self.asked.append((path, headers))
            self._running["all"] += 1
            self.most_at_once = max(self.most_at_once, self._running["all"])
        try:
            yield
        finally:
            with self._lock:
                self._running["all"] -= 1


def rss(*names: str, title: str = "Blog", date: str = "Thu, 14 May 2026 17:00:00 GMT") -> bytes:
    """An RSS document with an entry for each name."""
    return RSS.format(title=title, items="".join(ITEM.format(name=name, date=date) for name in names)).encode()


def bomb(megabytes: int) -> Page:
    """A small answer that inflates to many megabytes of blanks."""
    return Page(gzip.compress(b" " * (megabytes << 20), 9), 200, {"Content-Encoding": "gzip"})


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Tells of what went wrong, unless it is that a client went away."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def send_head(self, page: Page) -> None:
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.status != 304 and not {"Content-Length", "Connection"} & set(page.headers):
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if int(page.headers.get("Content-Length", len(page.body))) > len(page.body):
            self.close_connection = True

    def dripped(self, page: Page) -> bytes:
        """Sends all but the last byte, which is returned."""
        self.send_head(page)
        for byte in page.body[:-1]:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(page.drip)
        return page.body[-1:]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def _handler(site: Site) -> type[_Answering]:
    """What answers with the site's pages."""

    class Handler(_Answering):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                # What is answered no longer counts: whoever has it may ask again before this thread goes on.
                with site.serving(self.path, headers):
                    page = site.answer(self.path, headers)
                    body = self.dripped(page) if page.drip else page.body
                if not page.drip:
                    self.send_head(page)
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # the client had enough

    return Handler


@contextmanager
def feed_site(pages: Mapping[str, Page | Callable[[Mapping[str, str]], Page]] | None = None) -> Iterator[Site]:
    """Serves the pages on 127.0.0.1 until the block ends."""

    site = Site("", dict(pages or {}))
    server = _Server(("127.0.0.1", 0), _handler(site))
    site.host = f"127.0.0.1:{server.server_port}"
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
