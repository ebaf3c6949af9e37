"""When what was found goes into the archive: at once, but for what an outage or a feed's move may make of it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.collect.patience import Trip
from folkmoot.collect.results import Found, is_outage
from folkmoot.collect.standing import Standing
from folkmoot.load.archive import load_archive
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Source
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
    read = [Found(trip, (), "") for trip in trips[4:]]
    assert not is_outage(read, awaited=trips[:3])
    assert is_outage(read[1:], awaited=trips[:4])
    assert not is_outage(read, awaited=trips[:4])
