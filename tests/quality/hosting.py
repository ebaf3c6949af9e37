"""The site as a static host sends it: below a sub-path, compressed, over connections that stay open."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from support.subpath import PREFIX

_TEXTS = ("text/", "application/javascript", "application/json", "application/wasm", "image/svg+xml")


@cache
def _compressed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    # One connection serves many requests, as a real host's does.
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def handle(self) -> None:
        # A browser that leaves a page drops its connections.
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        site = Path(self.directory)
        name = self.path.partition("?")[0].removeprefix(PREFIX) if self.path.startswith(PREFIX) else "404.html"
        file = site / name
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() and self.path.startswith(PREFIX) else 404
        file = file if status == 200 else site / "404.html"
        kind = self.guess_type(str(file))
        packed = kind.startswith(_TEXTS) and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _compressed(file, file.stat().st_mtime_ns) if packed else file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """Serves the folder until the block ends; gives the site's address, with a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        finally:
            server.shutdown()
            thread.join()
