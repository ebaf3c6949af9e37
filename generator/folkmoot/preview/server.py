"""The preview's web server, on the standard library's own: for one person at their own machine."""

import json
import sys
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, unquote, urlsplit

from folkmoot.errors import WrongUse
from folkmoot.preview.desk import OURS, Answer

_PATIENCE = 20.0
"""Seconds for which a browser's question whether a page changed is kept waiting."""

_SCRIPT = (resources.files("folkmoot.preview") / "reload.js").read_bytes()


_OWN_NAMES = ("localhost", "127.0.0.1", "::1")
_STRANGE_NAME = b"""\
This answers only at the address that it was started with: it shows what is not published.
Open it as http://localhost and its port; a preview can be started with --host and the name that you want to use.
"""


class Answering(Protocol):
    """What knows the pages: a desk, or whatever else shows something on this machine alone."""

    @property
    def base(self) -> str:
        """The path that its addresses are below, which begins and ends in a slash; "" while that is not known."""

    def answer(self, address: str) -> Answer:
        """What there is at an address, relative to `base`."""

    def waits_for_change(self, address: str, seen: str, patience: float) -> bool:
        """Whether a page changed, at the latest after so many seconds."""


class Server(ThreadingHTTPServer):
    """Answers at an address of this machine, in threads of its own."""

    daemon_threads = True

    def __init__(self, host: str, port: int, desk: Answering) -> None:
        """Raises `WrongUse` where nothing can listen there."""
        try:
            super().__init__((host, port), partial(_Handler, desk, host))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise WrongUse(
                f"the preview cannot listen on {host}, port {port}: {reason}",
                "end the program that uses the port, or take another one with --port",
            ) from None
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}"
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Browsers that hang up in the middle of an answer are no news."""
        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, desk: Answering, host: str, *arguments: Any) -> None:
        self._desk, self._host = desk, host.lower()
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self._send(self._answer(), with_body=True)

    def do_HEAD(self) -> None:
        self._send(self._answer(), with_body=False)

    def log_message(self, *_: Any) -> None:
        """Says nothing: what matters to an author is told elsewhere."""

    def _answer(self) -> Answer:
        if not self._is_asked_by_name():
            return Answer(403, "text/plain; charset=utf-8", _STRANGE_NAME)
        try:
            asked = urlsplit(self.path)
        except ValueError:
            return Answer(400, "text/plain; charset=utf-8", b"This is no address.\n")
        path, base = unquote(asked.path), self._desk.base or "/"
        if not path.startswith(base):
            if path in ("/", base.rstrip("/")):
                return Answer(302, "text/plain", b"", "")
            # While the site's path is not known, the browser asks below another one.
            _, found, ours = path.rpartition(f"/{OURS}")
            return self._own(ours, asked.query) if found else Answer(404, "text/plain", b"The site is not here.\n")
        address = path.removeprefix(base)
        if address.startswith(OURS):
            return self._own(address.removeprefix(OURS), asked.query)
        return self._desk.answer(address)

    def _is_asked_by_name(self) -> bool:
        """Whether the browser asks for this machine by a name of its own, with any port.

        A page elsewhere can have its own name lead here (DNS rebinding), and would read what is not published yet.
        """
        said = self.headers.get_all("Host") or []
        try:
            name = urlsplit(f"//{said[0]}").hostname if len(said) == 1 else None
        except ValueError:
            return False
        # Who listens at all addresses is asked at one of them.
        return name in {*_OWN_NAMES, self._host, self.connection.getsockname()[0]}

    def _own(self, name: str, query: str) -> Answer:
        if name == "reload.js":
            return Answer(200, "text/javascript; charset=utf-8", _SCRIPT)
        if name == "changed":
            said = parse_qs(query, keep_blank_values=True)
            page, seen = (said.get(key, [""])[0] for key in ("page", "seen"))
            changed = self._desk.waits_for_change(page, seen, _PATIENCE)
            return Answer(200, "application/json", json.dumps({"changed": changed}).encode())
        return Answer(404, "text/plain", b"There is no such file.\n")

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        if answer.status == 503:
            self.send_header("Retry-After", "2")
        if answer.location is not None:
            self.send_header("Location", quote(f"{self._desk.base or '/'}{answer.location}"))
        self.end_headers()
        if with_body:
            self.wfile.write(answer.content)
