"""The HTTP of the GitHub of the tests: which part of it answers what, and how an answer goes out."""

import hashlib
import threading
import traceback
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from support.github.faults import Reply
from support.github.git_http import is_git, token_in
from support.github.rest import written
from support.github.rest_visits import Told, said

if TYPE_CHECKING:
    from support.github.server import GitHub

_PREFIX = "/api/v3"


def reply_of(told: Told) -> Reply:
    """An answer as it goes out, with its ETag."""
    body = written(told.body)
    tag = f'W/"{hashlib.sha256(body).hexdigest()}"'
    return Reply(told.status, body, {"ETag": tag, **told.headers})


class Server(ThreadingHTTPServer):
    """Answers many at once, but one at a time where the world may change."""

    daemon_threads = True
    github: "GitHub"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.turn = threading.Lock()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing where whoever asked went away; anything else is told."""
        import sys

        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server
    # An answer leaves in one piece: a head by itself would wait for the other side to say that it came.
    wbufsize = 1 << 16

    def do_POST(self) -> None:
        if self.path not in ("/graphql", "/api/graphql"):
            return self.do_PATCH()
        body = self._body()
        return self._send(self._answer(lambda: self.server.github.ask(body, self._token())))

    def do_PATCH(self) -> None:
        github, body = self.server.github, self._body()
        if is_git(self.path):
            return self._git(body)
        if not self._token():
            return self._send(reply_of(said(401, "Requires authentication")))
        target, base = self._place()
        return self._send(self._answer(lambda: github.write(self.command, target, base, self._token(), body)))

    do_PUT = do_DELETE = do_PATCH  # noqa: N815 - the names that http.server looks for

    def do_GET(self) -> None:
        github = self.server.github
        if self.path == "/_accounting":
            return self._send(reply_of(Told(200, github.accounting.summary())))
        if self.path.startswith("/_blobs/"):
            return self._send(github.blob(self.path.removeprefix("/_blobs/"), "Authorization" in self.headers))
        if is_git(self.path):
            return self._git(b"")
        known = self.headers.get("If-None-Match") or ""
        target, base = self._place()
        return self._send(self._answer(lambda: github.visit(target, base, self._token(), known)))

    def _git(self, body: bytes) -> None:
        token = token_in(self.headers.get("Authorization") or "")
        headers = dict(self.headers.items())
        self._send(self._answer(lambda: self.server.github.git(self.command, self.path, token, body, headers)))

    def _place(self) -> tuple[str, str]:
        """The path below the interface, and the address of the interface."""
        prefix = _PREFIX if self.path.startswith(f"{_PREFIX}/") else ""
        return self.path.removeprefix(prefix), self.server.github.base_url + prefix

    def _body(self) -> bytes:
        """What was sent, in one piece or in chunks, as git sends what is large."""
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        pieces = []
        while size := int(self.rfile.readline(), 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def _answer(self, make: Callable[[], Reply]) -> Reply:
        with self.server.turn:
            try:
                return make()
            except Exception:  # noqa: BLE001 - whoever asks gets an answer, and the test the fault
                said = traceback.format_exc()
                self.server.github.broken.append(said)
                return reply_of(Told(500, {"message": f"the GitHub of the tests is broken: {said}"}))

    def _token(self) -> str:
        return (self.headers.get("Authorization") or "").partition(" ")[2]

    def _send(self, reply: Reply) -> None:
        if reply.body is None and reply.status == 0:
            self.close_connection = True
            return
        body = reply.body or b""
        self.send_response(reply.status)
        known = {"Content-Type": "application/json; charset=utf-8", "X-GitHub-Request-Id": "0:1:2"}
        for name, value in {**known, **reply.headers, "Content-Length": str(len(body))}.items():
            if not (reply.status in (204, 304) and name.startswith("Content-")):
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
