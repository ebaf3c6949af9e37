"""What fails or waits while sources are collected keeps what it had, an outage blames nobody, and parts meet."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from folkmoot.collect.patience import Trip
from folkmoot.collect.results import Found, Outlook
from folkmoot.collect.standing import Standing
from folkmoot.load.visits import load_visits
from folkmoot.model.harvest import Failure, Source
from folkmoot.model.source import source_slug, sources
from folkmoot.refresh import shard_of, slugs_named, wanted_sources
from support.feed_site import Page, Site, feed_site, rss
from support.refreshed import community, run, states
from support.repositories import Repository


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def test_of_many_failures_at_once_nothing_is_kept_and_nobody_is_blamed(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(10)]
    hub = community(site, *paths)
    site.pages |= {path: Page(rss(path.strip("/"))) for path in paths}
    run(tmp_path, site, hub)
    site.pages |= {path: Page(status=502) for path in paths[:4]}
    site.pages["/9"] = Page(rss("9", "new"), 200, {"ETag": '"new"'})
    outcome = run(tmp_path, site, hub, 1)
    assert outcome.outage
    assert (len(outcome.failures), outcome.new, outcome.written) == (4, {}, ())
    assert {state for state, _ in states(tmp_path)} == {"first-seen"}
    site.pages |= {path: Page(rss(path.strip("/"))) for path in paths[:4]}
    outcome = run(tmp_path, site, hub, 1)
    assert (outcome.outage, outcome.waiting, outcome.new) == (False, (), {"entries": 1}), "it is read by the next run"


def test_feeds_that_are_known_to_fail_are_no_outage(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(10)]
    hub = community(site, *paths)
    site.pages |= {path: Page(rss("one")) for path in paths}
    for fallen in (3, 5):
        site.pages |= {path: Page(status=404) for path in paths[:fallen]}
        assert not run(tmp_path, site, hub, fallen).outage
    hub = community(site, *paths, *(f"/new-{n}" for n in range(9)))
    assert not run(tmp_path, site, hub, 6).outage, "nor are those that never were well"
    assert sum(state == "failing" for state, _ in states(tmp_path)) == 14


def test_what_fails_in_three_runs_is_believed(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(6)]
    hub = community(site, *paths)
    site.pages |= {path: Page(rss("one")) for path in paths}
    run(tmp_path, site, hub)
    site.pages |= {path: Page(status=403) for path in paths[:5]}
    assert [run(tmp_path, site, hub, day).outage for day in (1, 1, 1)] == [True, True, False]
    assert sum(state == "failing" for state, _ in states(tmp_path)) == 5


def test_sources_that_are_asked_for_by_name_are_believed(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(5)]
    hub = community(site, *paths)
    site.pages |= {path: Page(rss("one")) for path in paths}
    run(tmp_path, site, hub)
    site.pages |= {path: Page(status=403) for path in paths}
    named = frozenset(source.slug for source in sources(hub))
    assert not run(tmp_path, site, hub, 1, only=named).outage


def test_one_host_of_many_feeds_that_falls_is_no_outage_of_ours(tmp_path: Path, site: Site) -> None:
    """Or nothing would ever be kept again once a service is closed where many have their blogs."""
    trip = Trip(sources(community(site, "/0"))[0], Standing("first-seen"))
    fallen = [_found(trip, f"http://big.example/{n}", "is not there (404)") for n in range(8)]
    well = [_found(trip, f"http://host-{n}.example/") for n in range(9)]
    assert not _is_outage([*fallen, *well])
    one_owner = [_found(trip, f"http://host-{n}.big.example/", "is not there (404)") for n in range(8)]
    assert not _is_outage([*one_owner, *well])
    assert _is_outage([*fallen, *(_found(trip, f"http://host-{n}.example/", "is not there") for n in range(9))])


def _is_outage(found: list[Found]) -> bool:
    outlook = Outlook(one.trip for one in found)
    for one in found:
        outlook.add(one)
    return outlook.may_be_outage()


def _found(trip: Trip, url: str, reason: str = "") -> Found:
    source = replace(trip.source, slug=source_slug("entries", url), url=url)
    return Found(trip._replace(source=source), (), "", Failure(source, reason) if reason else None)


def test_servers_are_not_asked_before_they_want_to_be_even_after_an_outage(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(4)]
    hub = community(site, *paths)
    site.pages |= {path: Page(rss("one")) for path in paths}
    run(tmp_path, site, hub)
    site.pages |= {path: Page(b"", 429, {"Retry-After": "3600"}) for path in paths}
    assert run(tmp_path, site, hub, 1).outage
    outcome = run(tmp_path, site, hub, 1)
    assert (outcome.outage, len(outcome.waiting), len(outcome.failures)) == (False, 4, 0)


def test_what_waits_is_neither_read_nor_failed_and_changes_nothing(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/well": Page(rss("one")), "/broken": Page(status=404)}
    hub = community(site, "/well", "/broken")
    run(tmp_path, site, hub)
    site.asked.clear()
    told: list[tuple[str, str]] = []

    def tell(source: Source, words: str, fared: str) -> None:
        told.append((words, fared))

    outcome = run(tmp_path, site, hub, progress=tell)
    assert (outcome.sources, outcome.failures, outcome.written) == (1, (), ())
    assert outcome.waiting == sources(hub)[1:]
    assert told == [("waits until 2026-06-15T10:00:00Z", "waiting"), ("unchanged", "read")]
    assert [path for path, _ in site.asked] == ["/well"]
    named = run(tmp_path, site, hub, only=frozenset({outcome.waiting[0].slug}))
    assert (len(named.failures), named.waiting) == (1, ())


def test_what_fails_for_thirty_days_is_asked_once_a_week_and_comes_back_by_itself(tmp_path: Path, site: Site) -> None:
    hub = community(site, "/feed")
    asked = []
    for day in range(60):
        site.pages["/feed"] = Page(status=404) if day < 50 else Page(rss("one"))
        before = len(site.asked)
        outcome = run(tmp_path, site, hub, day)
        asked += [day] * (len(site.asked) - before)
        assert bool(outcome.quarantined) == (30 <= day < 51)
    assert asked == [*range(31), 37, 44, *range(51, 60)]
    assert states(tmp_path) == [
        ("failing", "is not there (404)"),
        ("quarantined", "is not there (404)"),
        ("recovered", ""),
    ]


def test_shards_share_the_sources_out_and_their_archives_join_by_copying(tmp_path: Path, site: Site) -> None:
    Repository(tmp_path / "log").commit()
    paths = [f"/{n}" for n in range(12)]
    site.pages |= {path: Page(rss(path.strip("/"))) for path in paths}
    hub = community(site, *paths, repositories=["log"])
    # Which part a source is in follows from its address, and the port of this site is another one each time.
    parts = [shard_of(source.slug, 3) for source in sources(hub)]
    read: list[str] = []

    def tell(source: Source, _words: str, fared: str) -> None:
        if fared == "read":
            read.append(source.slug)

    for number in (1, 2, 3):
        part = tmp_path / f"part-{number}"
        outcome = run(tmp_path, site, hub, archive=part, shard=(number, 3), progress=tell)
        assert outcome.sources + len(outcome.failures) == parts.count(number)
        for path in sorted(part.rglob("*.*") if number > 1 else part.rglob("*")):
            target = tmp_path / "archive" / path.relative_to(part)
            assert not target.is_file(), "no two shards write the same file"
            if path.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    assert len(set(read)) == len(read)
    again = [run(tmp_path, site, hub, 1, shard=(number, 3), progress=tell) for number in (1, 2, 3)]
    assert sum(outcome.sources for outcome in again) == 13
    assert {visit.asked for visit in load_visits(tmp_path).values()} == {"2026-06-16T09:00:00Z"}
    assert sorted(source.slug for source in sources(hub)) == sorted(set(read))


def test_only_the_first_shard_makes_a_salt(tmp_path: Path, site: Site) -> None:
    """Or the work of one source would be told by other hashes than that of another, and the files would clash."""
    Repository(tmp_path / "log").commit()
    hub = community(site, repositories=["log"])
    shards = 2 if shard_of(sources(hub)[0].slug, 2) == 2 else 3
    own = shard_of(sources(hub)[0].slug, shards)
    assert own > 1, "the repository is another shard's"
    outcome = run(tmp_path, site, hub, shard=(own, shards))
    assert "waits for the archive's identity-salt" in outcome.failures[0].reason
    assert (outcome.written, list((tmp_path / "archive").rglob("*"))) == ((), [])
    assert run(tmp_path, site, hub, shard=(1, shards)).sources == 0
    assert run(tmp_path, site, hub, shard=(own, shards)).new == {"work": 1}


def test_a_source_stays_in_its_shard_whatever_others_there_are(tmp_path: Path, site: Site) -> None:
    few = community(site, "/a", "/b")
    many = community(site, *(f"/{n}" for n in range(9)), "/a", "/b")
    parts = [{source.slug for source in wanted_sources(hub, shard=(1, 3))} for hub in (few, many)]
    assert parts[0] == parts[1] & {source.slug for source in sources(few)}
    named = sources(few)[0].slug
    assert [len(wanted_sources(few, frozenset({named}), (number, 3))) for number in (1, 2, 3)].count(1) == 1


@pytest.mark.parametrize(
    ("key", "kind"),
    [("feeds", "entries"), ("calendars", "events"), ("repositories", "work"), ("watch", "mentions"), ("work", "work")],
)
def test_sources_are_named_by_the_key_below_which_they_stand(site: Site, key: str, kind: str) -> None:
    assert slugs_named(community(site), [key]) == {kind}
