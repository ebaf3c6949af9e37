"""Sources that mean harm: each ends within the limits and is told in words, and nothing that it leads to is touched."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from folkmoot.collect import guard
from folkmoot.collect.documents import Document, NoFeed
from folkmoot.collect.guard import FetchError
from folkmoot.collect.http import Client
from folkmoot.collect.parsers import Parsers
from support.hostile_site import CASES, HostileSite, hostile_site

PATIENCE = 15.0
HASTE = 0.7
HANGING = {"author-that-takes-minutes", "billion-laughs", "deep-nesting"}
"""What takes a reader so long that it is ended. Tests give all else the time that a busy machine may need."""

NO_PUBLIC = "is no public address"
NO_FEED = "answers with something that is no feed"

REFUSED = {
    "gzip-bomb": "is larger than 10 MB",
    "endless-body": "is larger than 10 MB",
    "dripping-body": "did not answer completely within 0.7 seconds",
    "dripping-headers": "did not answer completely within 0.7 seconds",
    "redirect-loop": "redirects more than 5 times",
    "redirect-to-another-address": NO_PUBLIC,
    "redirect-to-a-mapped-address": NO_PUBLIC,
    "redirect-to-a-decimal-address": NO_PUBLIC,
    "redirect-to-a-hex-address": NO_PUBLIC,
    "redirect-to-a-private-name": NO_PUBLIC,
    "redirect-to-a-file": "only http:// and https:// are read",
    "body-that-is-a-path": NO_FEED,
    "body-that-is-an-address": NO_FEED,
}
"""What is refused, and in which words. Everything else is either refused or read for what is harmless in it."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileSite]:
    with hostile_site(tmp_path_factory.mktemp("secret") / "feed.xml") as running:
        yield running


@pytest.fixture(scope="module")
def patient() -> Iterator[Parsers]:
    with Parsers(PATIENCE) as running:
        yield running


@pytest.fixture(scope="module")
def hasty() -> Iterator[Parsers]:
    with Parsers(HASTE) as running:
        yield running


def come_of(site: HostileSite, parsers: Parsers, name: str) -> Document | str:
    """What is read at the source, or why it is not; fails where that takes far longer than it may."""
    client = Client("https://hub.example/", frozenset({site.host}), HASTE if name.startswith("dripping") else PATIENCE)

    def read() -> Document | str:
        try:
            answer = client.get(site.url(name), "*/*")
            return parsers.read(answer.body, answer.headers.get("content-type", ""), answer.url)
        except (FetchError, NoFeed) as reason:
            return str(reason)

    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(read).result(PATIENCE)
    finally:
        pool.shutdown(wait=False)


@pytest.mark.parametrize("name", sorted({*CASES} - {"canary"}))
def test_harm_ends_within_the_limits_and_is_told(
    site: HostileSite, patient: Parsers, hasty: Parsers, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The site's port is taken for the web's own, so that it is the address that must be refused, not the port.
    monkeypatch.setitem(guard.PORTS, "http", site.port)
    found = come_of(site, hasty if name in HANGING else patient, name)
    assert f"/{name}" in site.asked
    assert "/canary" not in site.asked
    if isinstance(found, str):
        assert REFUSED.get(name, "") in found
        assert found, "a reason in words"
        assert "secret" not in found.replace(str(site.secret), "")
    else:
        assert name not in REFUSED
        assert [item.title for item in found.items] == ["Harmless"]
        assert "secret" not in str(found)
        assert len(str(found)) < 5000


def test_a_loop_is_followed_five_times(site: HostileSite, patient: Parsers) -> None:
    site.asked.clear()
    come_of(site, patient, "redirect-loop")
    assert len(site.asked) == 6


def test_what_no_case_may_tell_would_be_seen(site: HostileSite, patient: Parsers) -> None:
    (item,) = patient.read(site.secret.read_bytes(), "", "").items
    assert item.excerpt == "the secret was read"
    assert isinstance(come_of(site, patient, "canary"), Document)
    assert site.asked.pop() == "/canary"
