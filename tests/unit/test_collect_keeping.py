"""When what was found goes into the archive: at once, but for what an outage or a feed's move may make of it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.collect.patience import Trip
from folkmoot.collect.results import Found, Outlook
from folkmoot.collect.standing import Standing
from folkmoot.derive.twins import once
from folkmoot.load.archive import load_archive
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Source
from folkmoot.model.source import source_slug
from folkmoot.refresh import Outcome, Request, refresh
from support.feed_site import Page, Site, feed_site, rss

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def run(tmp_path: Path, site: Site, paths: list[str], days: int = 0) -> tuple[Outcome, list[int]]:
    """What a run came to, and how many entries the archive held each time that a source was told of."""
    told = {"name": "Test Moot", "domain": "moot.example", "sources": {"feeds": [{"url": site.url(p)} for p in paths]}}
    hub = Community(Profile.model_validate(told), {}, {}, {}, {}, {}, {}, (), ())
    there: list[int] = []

    def tell(*_: object) -> None:
        there.append(len(load_archive(tmp_path / "archive", tmp_path)[0].entries))

    now, allow = NOW + dt.timedelta(days=days), frozenset({site.host})
    return refresh(Request(tmp_path, hub, tmp_path / "archive", now, allow=allow, progress=tell)), there


def test_what_was_read_is_kept_while_others_are_awaited(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(5)]
    site.pages |= {path: Page(rss(path.strip("/"))) for path in paths}
    outcome, there = run(tmp_path, site, paths)
    assert there == [0, 1, 2, 3, 4], "each is told before it is kept"
    assert (outcome.new, len(outcome.written)) == ({"entries": 5}, 10), "with how it fares"


def test_nothing_is_kept_before_it_is_certain_that_this_is_no_outage(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(20)]
    site.pages |= {path: Page(rss(path.strip("/"))) for path in paths}
    run(tmp_path, site, paths)
    site.pages |= {path: Page(rss(path.strip("/"), "new")) for path in paths}
    assert run(tmp_path, site, paths, 1)[1] == [20] * 14 + [34, 35, 36, 37, 38, 39], "six of twenty may fail"


def test_what_may_be_a_feed_that_nobody_lists_any_more_is_kept_last(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(3)]
    site.pages |= {path: Page(rss(path.strip("/"))) for path in ("/gone", *paths)}
    run(tmp_path, site, ["/gone"])
    outcome, there = run(tmp_path, site, paths, 1)
    assert (there, outcome.new) == ([1, 1, 1], {"entries": 3})


def test_what_is_awaited_may_still_fail() -> None:
    trips = [
        Trip(Source("entries", f"feed-{n}", f"http://host-{n}.example/feed"), Standing("first-seen")) for n in range(14)
    ]
    outlook = Outlook(trips)
    for trip in trips[5:]:
        outlook.add(Found(trip, (), ""))
    assert outlook.may_be_outage(), "five of fourteen may fail"
    outlook.add(Found(trips[4], (), ""))
    assert not outlook.may_be_outage(), "and now four"


def test_a_clock_that_is_set_back_makes_no_difference_at_every_run(tmp_path: Path, site: Site) -> None:
    """One of less than a month makes none; after a longer one each source is told of once, by the clock of then."""
    site.pages |= {"/well": Page(rss("a")), "/bad": Page(rss("b"))}

    def files(*days: int) -> list[int]:
        return [len(run(tmp_path, site, ["/well", "/bad"], day)[0].written) for day in days]

    assert files(0) == [4]
    site.pages["/bad"] = Page(b"", 500)
    assert files(1, -9, -7, -12, -1, 4) == [1, 0, 0, 0, 0, 0]
    site.pages["/bad"] = Page(rss("b"))
    assert files(-4, -2, -14, 0) == [0, 0, 0, 0]
    assert files(3) == [1], "by the right clock it failed until now"
    assert files(4, -400, -399, -800) == [0, 0, 0, 0], "it was well at first, too"
    site.pages["/well"] = Page(b"", 500)
    assert files(-700, -690, -900, 5, 6) == [1, 0, 0, 1, 0]


def test_a_clock_that_was_far_ahead_hides_nothing_of_what_comes(tmp_path: Path, site: Site) -> None:
    site.pages["/a"] = Page(b"", 500)
    run(tmp_path, site, ["/a"], 20000)
    site.pages["/a"] = Page(rss("a"))
    outcome, _ = run(tmp_path, site, ["/a"])
    assert [one.state for one in outcome.changes] == ["first-seen"]
    assert run(tmp_path, site, ["/a"], 1)[0].changes == ()
    site.pages["/a"] = Page(b"", 500)
    assert [one.state for one in run(tmp_path, site, ["/a"], 2)[0].changes] == ["failing"]


def test_a_feed_that_leads_for_good_to_another_one_that_is_listed_is_shown_once(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/old": Page(rss("a", "b")), "/new": Page(rss("b", "c"))}
    run(tmp_path, site, ["/old", "/new"])
    site.pages["/old"] = Page(b"", 301, {"Location": "/new"})
    run(tmp_path, site, ["/old", "/new"], 1)
    harvest, _ = load_archive(tmp_path / "archive", tmp_path)
    assert len(harvest.entries) == 5, "the archive keeps both"
    feeds = [Source("entries", source_slug("entries", site.url(path)), site.url(path)) for path in ("/old", "/new")]
    shown = once(harvest, feeds).harvest.entries
    assert sorted((one.title, one.source) for one in shown) == [(name, feeds[1].slug) for name in "abc"]
