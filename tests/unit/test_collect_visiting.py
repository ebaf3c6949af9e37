"""Asking a source: where it moved to, what its web page names, what a refusal means, and what is not sent again."""

import datetime as dt
import threading
from collections.abc import Iterator

import pytest

from folkmoot.collect.documents import NoFeed
from folkmoot.collect.feeds import feed_reader
from folkmoot.collect.http import Answer, Client
from folkmoot.collect.parsers import Parsers
from folkmoot.collect.patience import Trip, succeeded, way_of
from folkmoot.collect.standing import Elsewhere, Move, Standing
from folkmoot.collect.visiting import Fetched, Reader, visited
from folkmoot.model.harvest import Failure, Reading, Source, Visit
from support.feed_site import Page, Site, feed_site, rss

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
PAGE = b'<!doctype html><title>Blog</title><link rel="alternate" type="application/rss+xml" href="/found">'
FOUND = "is a web page, which names its feed"
MOVED = "redirects for good"


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def _read(source: Source, answer: Answer) -> tuple[str, ...]:
    if not answer.body.startswith(b"<?xml"):
        raise NoFeed("answers with a web page, not a feed")
    return (answer.url.rpartition("/")[2],)


def trip(site: Site, path: str = "/feed", *moves: Move, found: str = "") -> Trip:
    source = Source("entries", "a", site.url(path))
    return Trip(source, Standing("moved" if moves else "", "", moves), Visit(found=found, way=way_of(source)))


def went(site: Site, one: Trip, now: dt.datetime = NOW) -> Fetched[str] | Failure:
    client = Client("", frozenset({site.host}), 5)
    reader = Reader("application/xml", frozenset({"application/rss+xml"}), _read)
    (result,) = visited([one], client, {"entries": reader}, now)
    return result


def read(site: Site, one: Trip) -> Fetched[str]:
    result = went(site, one)
    assert isinstance(result, Fetched), result
    return result


def paths(site: Site) -> list[str]:
    return [path for path, _ in site.asked]


@pytest.mark.parametrize(
    ("page", "reason", "state"),
    [
        (Page(b"<!doctype html><p>Hello"), "answers with a web page, not a feed", "failing"),
        (Page(b""), "answers with an empty document", "failing"),
        (Page(b"\x00\x01\x02"), "answers with something that is no feed", "failing"),
        (Page(b"{}"), "answers with JSON that is no feed", "failing"),
        (Page(status=401), "asks for a password (401)", "failing"),
        (Page(status=403), "refuses robots (403)", "failing"),
        (Page(status=404), "is not there (404)", "failing"),
        (Page(status=410), "is gone for good (410)", "gone"),
        (
            Page(b"", 429, {"Retry-After": "60"}),
            "asks to come back later (429), not before 2026-06-15 09:01 UTC",
            "failing",
        ),
        (Page(b"", 429, {"Retry-After": "Mon, 01 Jun 2026 00:00:00 GMT"}), "asks to come back later (429)", "failing"),
        (Page(status=503), "asks to come back later (503)", "failing"),
        (Page(status=500), "has an error of its own (500)", "failing"),
        (Page(status=418), "answers with a status that is no feed (418)", "failing"),
        (
            Page(b"", 302, {"Location": "file:///x"}),
            "leads to 'file:///x'; only http:// and https:// are read",
            "failing",
        ),
    ],
)
def test_failures_are_told_in_words(site: Site, page: Page, reason: str, state: str) -> None:
    site.pages["/feed"] = page
    with Parsers() as parsers:
        client = Client("", frozenset({site.host}), 5)
        (result,) = visited([trip(site)], client, {"entries": feed_reader(parsers, NOW)}, NOW)
    assert isinstance(result, Failure)
    assert (result.source, result.reason, result.state) == (trip(site).source, reason, state)


def test_a_server_says_when_it_wants_to_be_asked(site: Site) -> None:
    site.pages["/feed"] = Page(b"", 503, {"Retry-After": "3600"})
    assert went(site, trip(site))[3] == "2026-06-15T10:00:00Z"
    site.pages["/feed"] = Page(b"", 503, {"Retry-After": "Mon, 15 Jun 2099 12:30:00 GMT"})
    assert went(site, trip(site))[3] == "2026-06-22T09:00:00Z"
    site.pages["/feed"] = Page(b"", 503, {"Retry-After": "Mon, 01 Jun 2026 00:00:00 GMT"})
    assert went(site, trip(site))[3] == ""


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    site.pages["/feed"] = Page(rss("one"), 200, {"ETag": '"1"'})
    first = read(site, trip(site))
    assert first.records == ("feed",)
    visit = succeeded(trip(site), first.validators, "", NOW)
    again = read(site, Trip(first.source, visit=visit))
    assert (again.records, again.validators) == (None, None)
    assert succeeded(Trip(first.source, visit=visit), None, "", NOW) == visit, "the validators stay as they are"


def test_what_comes_again_as_it_was_is_not_read_again_where_its_server_cannot_say_so(site: Site) -> None:
    site.pages["/feed"] = Page(rss("one"))
    visit = succeeded(trip(site), read(site, trip(site)).validators, "", NOW)
    again = read(site, trip(site)._replace(visit=visit))
    assert again.records is None
    assert succeeded(trip(site), again.validators, "", NOW) == visit
    for page in (Page(rss("two")), Page(rss("one"), 200, {"Content-Type": "text/html"})):
        site.pages["/feed"] = page
        assert read(site, trip(site)._replace(visit=visit)).records == ("feed",)
    site.pages["/feed"] = Page(rss("one"))
    assert read(site, trip(site)._replace(visit=visit._replace(way="other"))).records == ("feed",)


def test_who_says_that_nothing_changed_to_whom_it_never_told_anything_is_not_believed(site: Site) -> None:
    site.pages["/feed"] = Page(status=304)
    assert isinstance(went(site, trip(site)), Failure)


def test_what_is_wanted_in_another_way_is_read_anew(site: Site) -> None:
    site.pages["/feed"] = Page(rss("one"), 200, {"ETag": '"1"'})
    visit = succeeded(trip(site), read(site, trip(site)).validators, "", NOW)
    for changed in ({"language": "fr"}, {"reading": Reading(include=("lamps",))}):
        source = Source("entries", "a", site.url("/feed"), **changed)
        assert read(site, Trip(source, visit=visit)).records == ("feed",)
    renamed = Source("entries", "a", site.url("/feed"), title="Another name", owner="ada")
    assert read(site, Trip(renamed, visit=visit)).records is None


def test_a_redirect_for_good_is_told_and_a_temporary_one_is_not(site: Site) -> None:
    site.pages |= {"/feed": Page(b"", 301, {"Location": "/new"}), "/new": Page(rss("one"))}
    assert read(site, trip(site)).elsewhere == Elsewhere(site.url("/new"), MOVED)
    site.pages["/feed"] = Page(b"", 302, {"Location": "/new"})
    assert read(site, trip(site)).elsewhere is None


def test_the_new_address_is_asked_directly_after_seven_days(site: Site) -> None:
    site.pages |= {"/feed": Page(b"", 301, {"Location": "/new"}), "/new": Page(rss("one"))}
    for day, asked in (("2026-06-09", ["/feed", "/new"]), ("2026-06-08", ["/new"])):
        site.asked.clear()
        result = read(site, trip(site, "/feed", Move(site.url("/new"), f"{day}T09:00:00Z")))
        assert (paths(site), result.elsewhere) == (asked, Elsewhere(site.url("/new"), MOVED))


def test_where_the_new_address_fails_the_old_one_is_asked(site: Site) -> None:
    moved = trip(site, "/feed", Move(site.url("/new"), "2026-06-01T09:00:00Z"))
    site.pages |= {"/feed": Page(rss("one")), "/new": Page(status=404)}
    assert read(site, moved).elsewhere is None, "it is back at its own address"
    site.pages |= {"/feed": Page(b"", 301, {"Location": "/newer"}), "/newer": Page(rss("one"))}
    assert read(site, moved).elsewhere == Elsewhere(site.url("/newer"), MOVED)
    site.pages["/feed"] = Page(status=410)
    assert went(site, moved) == Failure(moved.source, "is not there (404)")
    site.asked.clear()
    site.pages["/new"] = Page(b"", 503, {"Retry-After": "60"})
    assert isinstance(went(site, moved), Failure)
    assert paths(site) == ["/new"], "who asks to come back later is not circumvented"


def test_what_moved_moves_again(site: Site) -> None:
    """Until the newer address has stood for seven days, the last settled one is asked."""
    site.pages |= {"/new": Page(b"", 308, {"Location": "/newer"}), "/newer": Page(rss("one"))}
    moves = [Move(site.url("/new"), "2026-06-01T09:00:00Z"), Move(site.url("/newer"), "2026-06-10T09:00:00Z")]
    for known in (moves[:1], moves):
        site.asked.clear()
        result = read(site, trip(site, "/feed", *known))
        assert (paths(site), result.elsewhere) == (["/new", "/newer"], Elsewhere(site.url("/newer"), MOVED))


def test_a_web_page_leads_to_its_feed(site: Site) -> None:
    site.pages |= {"/": Page(PAGE), "/found": Page(rss("one"), 200, {"ETag": '"1"'})}
    first = read(site, trip(site, "/"))
    assert (first.records, first.found) == (("found",), site.url("/found"))
    assert first.elsewhere == Elsewhere(site.url("/found"), FOUND)
    visit = succeeded(trip(site, "/"), first.validators, first.found, NOW)
    site.asked.clear()
    again = read(site, Trip(first.source, told_of(site), visit))
    assert (paths(site), again.records, again.found, again.elsewhere) == (
        ["/found"],
        None,
        first.found,
        first.elsewhere,
    )


def told_of(site: Site, path: str = "/found") -> Standing:
    """What the archive tells of a feed that was found an hour ago."""
    return Standing("moved", "", (Move(site.url(path), "2026-06-15T08:00:00Z"),))


def test_where_a_found_feed_fails_the_page_is_asked_again(site: Site) -> None:
    site.pages |= {"/": Page(PAGE), "/found": Page(rss("one")), "/former": Page(status=404)}
    found = trip(site, "/", found=site.url("/former"))
    result = read(site, found._replace(standing=told_of(site, "/former")))
    assert (paths(site), result.found) == (["/former", "/", "/found"], site.url("/found"))
    site.asked.clear()
    read(site, found)
    assert paths(site) == ["/", "/found"], "a cache that somebody brings along leads nowhere"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (Page(status=404), "is not there (404)"),
        (Page(PAGE), "answers with a web page, not a feed"),
        (Page(b"", 302, {"Location": "http://10.1.2.3/"}), "the host 10.1.2.3 is no public address"),
        (Page(b"", 302, {"Location": "file:///etc/passwd"}), "leads to 'file:///etc/passwd'"),
    ],
)
def test_a_feed_that_a_page_names_wrongly(site: Site, found: Page, reason: str) -> None:
    site.pages |= {"/": Page(PAGE), "/found": found}
    result = went(site, trip(site, "/"))
    assert isinstance(result, Failure)
    assert result.reason.startswith(f"is a web page, and the feed that it names, {site.url('/found')}, {reason}")


def test_a_page_does_not_lead_to_inner_networks(site: Site) -> None:
    site.pages["/"] = Page(PAGE.replace(b"/found", b"http://2130706433/found"))
    result = went(site, trip(site, "/"))
    assert isinstance(result, Failure)
    assert "is no public address" in result.reason


def test_a_page_that_names_itself_or_nothing(site: Site) -> None:
    for page in (PAGE.replace(b"/found", b"/"), b"<!doctype html><title>Blog</title>"):
        site.pages["/"] = Page(page)
        site.asked.clear()
        assert went(site, trip(site, "/")) == Failure(trip(site, "/").source, "answers with a web page, not a feed")
        assert len(site.asked) == 1


def test_a_slow_host_delays_nobody_else() -> None:
    """It answers no sooner than all that ask elsewhere are done."""
    done = threading.Event()

    def late(_: object) -> Page:
        done.wait(10)
        return Page(rss("one"))

    with feed_site({"/feed": late}) as slow, feed_site({"/feed": Page(rss("one"))}) as quick:
        hosts = {"localhost": slow.host.partition(":")[2], "127.0.0.1": quick.host.partition(":")[2]}
        trips = [
            Trip(Source("entries", f"{name}-{number}", f"http://{name}:{port}/feed"))
            for name, port in hosts.items()
            for number in range(6)
        ]
        client = Client("", frozenset(":".join(one) for one in hosts.items()), 30)
        results = visited(trips, client, {"entries": Reader("*/*", frozenset(), _read)}, NOW)
        first = [next(results).source.slug.partition("-")[0] for _ in range(6)]
        done.set()
        assert len(list(results)) == 6
    assert set(first) == {"127.0.0.1"}
    assert (slow.most_at_once, quick.most_at_once <= 2) == (2, True)
