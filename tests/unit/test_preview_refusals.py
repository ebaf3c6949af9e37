"""What the live preview does not serve: files of others, refused pictures, strange names, addresses that are none."""

import datetime as dt
import http.client
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest

from folkmoot.build import draft
from folkmoot.preview.afresh import Rendered
from folkmoot.preview.desk import Desk
from folkmoot.preview.server import Server
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>{}</title></svg>'
PAGE = "<html><body><article class='md-content__inner'>Words</article></body></html>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A preview of a hub whose pages the engine has made: the page about it in two languages."""
    tmp_path = tmp_path_factory.mktemp("preview")
    root = minimal_hub(
        tmp_path / "hub",
        **{
            "content/community.yml": "name: Test Moot\nlanguages: [en, fr]\n",
            "content/about.md": "# About us\n\n![A lamp](photos/lamp.svg)\n",
            "content/about.fr.md": "# À propos\n",
            "content/rules/index.md": "# Rules\n",
            "content/photos/bo.svg": SVG.format("A portrait."),
            "content/photos/back.svg": SVG.format("A portrait that was taken back."),
            "content/photos/lamp.svg": SVG.format("A lamp."),
            "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-31\nphoto: photos/bo.svg\n",
        },
    )
    site = tmp_path / "engine/site"
    for path in ("index.html", "about/index.html", "fr/about/index.html", "rules/index.html", "404.html"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(PAGE, "utf-8")
    (tmp_path / "secret.txt").write_text("Nobody's business.", "utf-8")
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    (site / "elsewhere").symlink_to(tmp_path)
    (site / "circle").symlink_to(site / "circle")
    (site / "photos").mkdir()
    (site / "photos/back.svg").write_text(SVG.format("A portrait as the engine copied it before."), "utf-8")
    (site / "in.txt").write_text("Everybody's business.", "utf-8")
    made = Desk(root, tmp_path / "made")
    made.show(draft(root, NOW).hub, [], lags=False)
    made.frame(Rendered(site, "https://moot.example/"), (), afresh=True)
    made.make()
    return made


def test_a_portrait_that_somebody_did_not_agree_to_is_not_served(desk: Desk) -> None:
    assert desk.answer("photos/lamp.svg").content.decode() == SVG.format("A lamp.")
    for address in ("photos/bo.svg", "photos/back.svg"):
        refused = desk.answer(address)
        assert refused.status == 404
        assert b"portrait" not in refused.content


def test_links_that_lead_out_of_the_site_are_not_followed(desk: Desk) -> None:
    assert desk.answer("in.txt").content == b"Everybody's business."
    for address in ("out.txt", "elsewhere/secret.txt", "circle", "circle/"):
        found = desk.answer(address)
        assert (address, found.status) == (address, 404)
        assert b"Nobody" not in found.content


@pytest.mark.parametrize(
    "address", ["x" * 300, "x" * 300 + "/", "x/" * 3000, "x/" * 3000 + "a.css", "photos/" + "y" * 5000]
)
def test_addresses_that_no_disk_can_hold_are_missing(
    desk: Desk, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.answer(address).status == 404
    assert capsys.readouterr().err == ""


def test_misses_and_other_spellings_of_an_address_are_not_kept(desk: Desk) -> None:
    assert desk.answer("about/").status == 200
    kept = len(desk._kept)
    assert kept
    for number in range(5):
        assert desk.answer(f"no/{number}/").status == 404
        assert desk.answer("about/" + "/" * (number + 1)).status == 404
        assert desk.answer("./" * (number + 1) + "about/").status == 404
    assert len(desk._kept) == kept


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("", "content/index.md"),
        ("about/", "content/about.md"),
        ("fr/about/", "content/about.fr.md"),
        ("rules/", "content/rules/index.md"),
        ("fr/rules/", "content/rules/index.md"),
        ("fr/", "content/index.md"),
    ],
)
def test_a_page_of_peoples_own_is_known_by_its_file(desk: Desk, address: str, file: str) -> None:
    assert desk._source(address) == file


@pytest.fixture(scope="module")
def port(desk: Desk) -> Iterator[int]:
    server = Server("127.0.0.1", 0, desk)
    server.start()
    yield server.server_port
    server.stop()


def asked(port: int, target: str, *hosts: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.putrequest("GET", target, skip_host=True)
        for host in hosts:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8000"])
def test_who_asks_this_machine_by_its_own_name_is_answered(port: int, host: str) -> None:
    assert asked(port, "/about/", host)[0] == 200


@pytest.mark.parametrize(
    "hosts",
    [
        (), ("",), ("evil.example",), ("evil.example:8000",), ("localhost.evil.example",), ("127.0.0.1.evil.example",),
        ("[",), ("localhost", "evil.example"), ("192.0.2.1",),
    ],
)  # fmt: skip
@pytest.mark.parametrize("target", ["/about/", "/photos/lamp.svg", "/_folkmoot/changed?page=about/&seen="])
def test_who_asks_by_another_name_gets_nothing(port: int, hosts: tuple[str, ...], target: str) -> None:
    status, said = asked(port, target, *hosts)
    assert status == 403
    assert b"answers only at the address that it was started with" in said


def test_a_name_that_it_was_started_with_is_its_own(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "server_bind", _bound_here)
    server = Server("Hub.Home", 0, desk)
    server.start()
    try:
        assert asked(server.server_port, "/about/", "hub.home:8000")[0] == 200
        assert asked(server.server_port, "/about/", "other.home")[0] == 403
    finally:
        server.stop()


def _bound_here(server: Server) -> None:
    """Takes a port of this machine, whatever name was given: no name of a network is asked for."""
    server.server_address = ("127.0.0.1", 0)
    ThreadingHTTPServer.server_bind(server)


def test_an_address_that_is_none_is_told_so(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(port, "http://[", "localhost") == (400, b"This is no address.\n")
    assert capsys.readouterr().err == ""
