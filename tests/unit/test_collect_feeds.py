"""Collecting feeds: what becomes of them, how entries get their identity and dates, how hanging ones end."""

import datetime as dt
import subprocess
import threading
from collections.abc import Iterable, Iterator

import pytest

from folkmoot.collect.documents import Document, Item, NoFeed
from folkmoot.collect.feeds import entries_of, feed_reader
from folkmoot.collect.http import Client
from folkmoot.collect.parsers import Parsers
from folkmoot.collect.patience import Trip
from folkmoot.collect.visiting import Fetched, visited
from folkmoot.model.harvest import Entry, Failure, Source
from support.feed_site import Page, Site, feed_site, rss

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
SOURCE = Source("entries", "blog-example", "https://blog.example/feed.xml")


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    with Parsers() as running:
        yield running


def source(site: Site, path: str) -> Source:
    return Source("entries", f"source{path.replace('/', '-')}", site.url(path))


def asked(site: Site, parsers: Parsers, paths: Iterable[str]) -> Iterator[Fetched[Entry] | Failure]:
    client = Client("https://hub.example/", frozenset({site.host}))
    return visited([Trip(source(site, path)) for path in paths], client, {"entries": feed_reader(parsers, NOW)}, NOW)


def collected(site: Site, parsers: Parsers, paths: Iterable[str]) -> dict[str, Fetched[Entry] | Failure]:
    return {result.source.slug: result for result in asked(site, parsers, paths)}


def item(guid: str = "", url: str = "", title: str = "One", published: str = "", excerpt: str = "") -> Item:
    return Item(guid, url, title, excerpt, "", published, ())


def ids(*items: Item, source: Source = SOURCE) -> list[str]:
    return [entry.id for entry in entries_of(source, Document("", items), NOW)]


def test_a_feed_becomes_entries(site: Site, parsers: Parsers) -> None:
    site.pages["/a"] = Page(rss("one", "two"))
    (result,) = collected(site, parsers, ["/a"]).values()
    assert isinstance(result, Fetched)
    entries = result.records or ()
    assert [(entry.title, entry.url, entry.published) for entry in entries] == [
        ("one", "https://blog.example/one", "2026-05-14T17:00:00Z"),
        ("two", "https://blog.example/two", "2026-05-14T17:00:00Z"),
    ]
    assert {(entry.source, entry.language, entry.first_seen) for entry in entries} == {
        ("source-a", "en-US", "2026-06-15T09:00:00Z")
    }


def test_one_failure_leaves_the_others_alone(site: Site, parsers: Parsers) -> None:
    site.pages |= {f"/{n}": Page(rss("one")) if n % 3 else Page(b"nothing") for n in range(12)}
    results = collected(site, parsers, [f"/{n}" for n in range(12)])
    assert sum(isinstance(result, Fetched) for result in results.values()) == 8
    assert site.most_at_once <= 2


def test_a_document_that_hangs_is_ended_and_the_next_is_read() -> None:
    hangs = rss("one").replace(b"</title>", b"</title><x>&bare;</x><author>" + b"a" * 200_000 + b"</author>", 1)
    with Parsers(seconds=1.5) as parsers:
        with pytest.raises(NoFeed, match=r"takes more than 1\.5 seconds"):
            parsers.read(hangs, "", "https://blog.example/")
        parsers._seconds = 60  # on a machine with much else to do a reader takes its time to begin
        assert len(parsers.read(rss("one"), "", "https://blog.example/").items) == 1


def test_a_reader_that_died_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    with Parsers() as parsers:
        parsers.read(rss("one"), "", "")
        started[0].kill()
        started[0].wait()
        with pytest.raises(NoFeed):
            parsers.read(rss("one"), "", "")
        assert len(parsers.read(rss("one"), "", "").items) == 1
    assert all(reader.poll() is not None for reader in started)


def test_readers_are_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    seen: list[object] = []
    popen = subprocess.Popen

    def noted(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        seen.append(options["env"])
        return popen(*arguments, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", noted)
    with Parsers() as parsers:
        parsers.read(rss("one"), "", "")
    assert "secret" not in str(seen)


def test_an_error_of_ours_is_not_swallowed(site: Site, parsers: Parsers, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Document:
        raise ZeroDivisionError

    site.pages["/a"] = Page(rss("one"))
    monkeypatch.setattr(parsers, "read", broken)
    with pytest.raises(ZeroDivisionError):
        collected(site, parsers, ["/a"])


def test_stopping_early_ends_the_workers(site: Site, parsers: Parsers) -> None:
    site.pages |= {f"/{n}": Page(rss("one")) for n in range(40)}
    results = asked(site, parsers, [f"/{n}" for n in range(40)])
    next(results)
    del results
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("feed")]
    assert len(site.asked) < 40


def test_identity_survives_a_change_of_scheme_www_and_order() -> None:
    first = ids(item("https://www.blog.example/1"), item("urn:2"))
    assert ids(item("urn:2"), item("http://blog.example/1/")) == first[::-1]


def test_identity_falls_back_to_the_link_then_to_the_words() -> None:
    assert ids(item("", "https://a.example/1", "One")) == ids(item("", "http://a.example/1", "Renamed"))
    assert ids(item("", "", "One", excerpt="x")) != ids(item("", "", "One", excerpt="y"))


def test_no_feed_can_overwrite_the_entry_of_another() -> None:
    other = Source("entries", "other-example", "https://other.example/feed.xml")
    assert ids(item("urn:1")) != ids(item("urn:1"), source=other)


def test_an_id_that_several_entries_share_tells_none_of_them() -> None:
    items = [item("same", f"https://a.example/{n}") for n in range(3)]
    assert len(set(ids(*items))) == 3
    assert len(ids(item("same", "https://a.example/1"), item("same", "http://a.example/1"))) == 1


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2026-05-14T17:00:00Z", "2026-05-14T17:00:00Z"),
        ("2099-01-01T00:00:00Z", "2026-06-15T09:00:00Z"),
        ("", "2026-06-15T09:00:00Z"),
    ],
)
def test_undated_and_future_entries_are_published_when_first_seen(said: str, published: str) -> None:
    (entry,) = entries_of(
        SOURCE, Document("", (item("urn:1", published=said),)), NOW.astimezone(dt.timezone(dt.timedelta(hours=2)))
    )
    assert (entry.published, entry.first_seen) == (published, "2026-06-15T09:00:00Z")


def test_the_language_a_member_gives_wins_over_the_feeds() -> None:
    told = Source("entries", "a", "https://a.example/", language="fr")
    document = Document("en", (item("urn:1"),))
    assert entries_of(told, document, NOW)[0].language == "fr"
    assert entries_of(SOURCE, document, NOW)[0].language == "en"
