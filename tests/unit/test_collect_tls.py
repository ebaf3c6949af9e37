"""Whom the collector believes: hosts whose certificates an authority signed, for their own name, in their time."""

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from folkmoot.collect.guard import GuardedAdapter

BEGINNING, END = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2120, 1, 1, tzinfo=dt.UTC)
OVER = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)


class _Key:
    """A key, with its certificate once it has one."""

    def __init__(self, name: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])

    def signed(self, key: "_Key", host: str = "", until: dt.datetime = END) -> bytes:
        """The certificate of another key, of a host or of an authority, in PEM."""
        builder = (
            x509.CertificateBuilder()
            .subject_name(key.name)
            .issuer_name(self.name)
            .public_key(key.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(BEGINNING)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=not host, path_length=None), critical=True)
        )
        if host:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def private(self) -> bytes:
        form = serialization.PrivateFormat.PKCS8
        return self.key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


class _Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def served(folder: Path, certificate: bytes, key: _Key) -> Iterator[int]:
    """The port of a server on loopback that shows this certificate."""
    path = folder / "server.pem"
    path.write_bytes(certificate + key.private())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hello)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield int(server.server_port)
    server.shutdown()
    server.server_close()


def fetched(port: int, *trusted: str) -> str:
    adapter = GuardedAdapter(frozenset({f"localhost:{port}"}), 2, *trusted)
    request = requests.Request("GET", f"https://localhost:{port}/").prepare()
    with adapter.send(request, timeout=5) as response:
        return response.text


@pytest.fixture
def authority(tmp_path: Path) -> tuple[_Key, str]:
    key = _Key("authority")
    path = tmp_path / "authority.pem"
    path.write_bytes(key.signed(key))
    return key, str(path)


def test_a_certificate_for_the_hosts_own_name_is_believed(tmp_path: Path, authority: tuple[_Key, str]) -> None:
    key = _Key("localhost")
    with served(tmp_path, authority[0].signed(key, "localhost"), key) as port:
        assert fetched(port, authority[1]) == "hello"


@pytest.mark.parametrize("fault", ["of somebody unknown", "for another name", "out of its time", "its own"])
def test_any_other_is_not(tmp_path: Path, authority: tuple[_Key, str], fault: str) -> None:
    key = _Key("localhost")
    certificate = {
        "of somebody unknown": lambda: _Key("authority").signed(key, "localhost"),
        "for another name": lambda: authority[0].signed(key, "other.example"),
        "out of its time": lambda: authority[0].signed(key, "localhost", OVER),
        "its own": lambda: key.signed(key, "localhost"),
    }[fault]()
    with served(tmp_path, certificate, key) as port, pytest.raises(requests.exceptions.SSLError):
        fetched(port, authority[1])


def test_authorities_of_everybody_do_not_sign_for_loopback(tmp_path: Path, authority: tuple[_Key, str]) -> None:
    key = _Key("localhost")
    certificate = authority[0].signed(key, "localhost")
    with served(tmp_path, certificate, key) as port, pytest.raises(requests.exceptions.SSLError):
        fetched(port)


def test_the_authorities_are_read_once_a_run(
    tmp_path: Path, authority: tuple[_Key, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    load = ssl.SSLContext.load_verify_locations

    def counted(self: ssl.SSLContext, *args: str, **named: str) -> None:
        read.append(args)
        load(self, *args, **named)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", counted)
    key = _Key("localhost")
    with served(tmp_path, authority[0].signed(key, "localhost"), key) as port:
        adapter = GuardedAdapter(frozenset({f"localhost:{port}"}), 2, authority[1])
        for _ in range(3):
            request = requests.Request("GET", f"https://localhost:{port}/", headers={"Connection": "close"}).prepare()
            adapter.send(request, timeout=5).close()
    assert len(read) == 1
