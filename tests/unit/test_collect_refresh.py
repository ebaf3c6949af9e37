"""The use case of collecting, from a community to its archive: what fails keeps what it had, and is reported."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from folkmoot.collect.patience import Trip
from folkmoot.collect.results import Found, is_outage
from folkmoot.collect.standing import Standing
from folkmoot.derive.homes import rehomed
from folkmoot.errors import WrongUse
from folkmoot.load.archive import load_archive
from folkmoot.load.visits import load_visits
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Failure, Harvest, Source
from folkmoot.model.source import listed, source_slug, sources
from folkmoot.refresh import Outcome, Request, refresh, shard_of, wanted_sources
from support.feed_site import Page, Site, feed_site, rss
from support.github_api import account, discussion, github_api
from support.repositories import Repository

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def community(site: Site, *paths: str, **more: list[str]) -> Community:
    told = {"feeds": [{"url": site.url(path)} for path in paths], **more}
    profile = Profile.model_validate({"name": "Test Moot", "domain": "moot.example", "sources": told})
    return Community(profile, {}, {}, {}, {}, {}, {}, (), ())


def run(tmp_path: Path, site: Site, hub: Community, days: int = 0, **more: object) -> Outcome:
    given = {"archive": tmp_path / "archive", "allow": frozenset({site.host}), **more}
    return refresh(Request(root=tmp_path, community=hub, now=NOW + days * DAY, **given))  # type: ignore[arg-type]


def harvest(tmp_path: Path) -> Harvest:
    found, problems = load_archive(tmp_path / "archive", tmp_path)
    assert problems == []
    return found


def states(tmp_path: Path) -> list[tuple[str, str]]:
    return [(one.state, one.reason) for one in reversed(harvest(tmp_path).states)]


def test_everything_is_collected(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Page(rss("one", "two"))
    Repository(tmp_path / "log").commit()
    hub = community(site, "/feed", discussions=["officina/forum"], repositories=["log"])
    told: list[tuple[str, str]] = []

    def tell(source: Source, words: str, fared: str) -> None:
        assert fared == "read"
        told.append((source.kind, words))

    with github_api(discussion(1, account("ada"))) as forum:
        outcome = run(tmp_path, site, hub, token="x", base_url=forum.base_url, progress=tell)
    assert (outcome.sources, outcome.failures, outcome.outage) == (3, (), False)
    assert outcome.new == {"discussions": 1, "entries": 2, "work": 1}
    assert told == [("entries", "2 entries"), ("discussions", "1 discussion"), ("work", "the work of 1 person")]
    found = harvest(tmp_path)
    assert (len(found.entries), len(found.discussions), len(found.work), len(found.states)) == (2, 1, 1, 3)
    assert site.asked[0][1]["user-agent"].endswith("(+https://moot.example/)")
    assert (tmp_path / "archive/identity-salt").is_file()


def test_a_second_run_without_news_changes_nothing(tmp_path: Path, site: Site) -> None:
    site.pages["/plain"] = Page(rss("one"))
    site.pages["/known"] = Page(rss("two"), 200, {"ETag": '"1"'})
    hub = community(site, "/plain", "/known")
    run(tmp_path, site, hub)
    outcome = run(tmp_path, site, hub, 1)
    assert (outcome.sources, outcome.new, outcome.written) == (2, {"entries": 0}, ())
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/known"] == [None, '"1"']


def test_an_archive_that_is_gone_is_filled_again_though_nothing_changed(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Page(rss("one"), 200, {"ETag": '"1"'})
    hub = community(site, "/feed")
    run(tmp_path, site, hub)
    assert run(tmp_path, site, hub, archive=tmp_path / "elsewhere").new == {"entries": 1}


@pytest.mark.parametrize("damage", ["", "[]", '{"x": 1}', "{", None])
def test_a_lost_or_damaged_cache_costs_no_more_than_a_cold_run(tmp_path: Path, site: Site, damage: str | None) -> None:
    site.pages |= {"/feed": Page(rss("one"), 200, {"ETag": '"1"'}), "/broken": Page(status=404)}
    hub = community(site, "/feed", "/broken")
    run(tmp_path, site, hub)
    cache = tmp_path / ".folkmoot/cache/visits.json"
    cache.unlink() if damage is None else cache.write_text(damage, encoding="utf-8")
    outcome = run(tmp_path, site, hub)
    assert (len(outcome.failures), outcome.written, outcome.waiting) == (1, (), ())
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/feed"] == [None, None]


def test_reading_some_sources_keeps_what_is_known_of_the_others(tmp_path: Path, site: Site) -> None:
    site.pages |= {path: Page(rss("one"), 200, {"ETag": f'"{path}"'}) for path in ("/a", "/b")}
    hub = community(site, "/a", "/b")
    run(tmp_path, site, hub)
    site.pages["/a"] = Page(status=404)
    assert len(run(tmp_path, site, hub, only=frozenset({sources(hub)[0].slug})).failures) == 1
    first, second = (load_visits(tmp_path)[source.slug] for source in sources(hub))
    assert (first.failures, second.failures, second.etag) == (1, 0, '"/b"')


def test_a_source_that_fails_keeps_its_records_and_its_history_is_told_once(tmp_path: Path, site: Site) -> None:
    hub = community(site, "/feed")
    answers = [
        Page(rss("one")),
        Page(status=403),
        Page(status=500),
        Page(status=410),
        Page(status=404),
        Page(rss("one", "two")),
        Page(rss("one", "two")),
    ]
    for day, answer in enumerate(answers):
        site.pages["/feed"] = answer
        outcome = run(tmp_path, site, hub, day * 8)
        assert len(outcome.failures) == (answer.status != 200)
        assert len(harvest(tmp_path).entries) == (1 if day < 5 else 2)
    assert states(tmp_path) == [
        ("first-seen", ""),
        ("failing", "refuses robots (403)"),
        ("gone", "is gone for good (410)"),
        ("recovered", ""),
    ]


def test_entries_keep_the_day_they_were_first_seen(tmp_path: Path, site: Site) -> None:
    hub = community(site, "/feed")
    site.pages["/feed"] = Page(rss("one", date=""))
    run(tmp_path, site, hub)
    run(tmp_path, site, hub, 5)
    (one,) = harvest(tmp_path).entries
    assert one.published == one.first_seen == "2026-06-15T09:00:00Z"


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
    assert not is_outage([*fallen, *well])
    one_owner = [_found(trip, f"http://host-{n}.big.example/", "is not there (404)") for n in range(8)]
    assert not is_outage([*one_owner, *well])
    assert is_outage([*fallen, *(_found(trip, f"http://host-{n}.example/", "is not there") for n in range(9))])


def _found(trip: Trip, url: str, reason: str = "") -> Found:
    source = replace(trip.source, url=url)
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
    assert told == [("waits until 2026-06-15T10:00:00Z", "waiting"), ("1 entry", "read")]
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


def test_a_redirect_for_good_is_told_once_and_applied_after_seven_days(tmp_path: Path, site: Site) -> None:
    hub = community(site, "/feed")
    site.pages |= {"/feed": Page(b"", 301, {"Location": "/new"}), "/new": Page(rss("one"), 200, {"ETag": '"1"'})}
    for day in range(9):
        outcome = run(tmp_path, site, hub, day)
        assert outcome.moved == {sources(hub)[0]: site.url("/new")}
        assert bool(outcome.written) == (day == 0)
    assert [path for path, _ in site.asked] == ["/feed", "/new"] * 7 + ["/new"] * 2
    assert [(one.state, one.url, one.published[:10]) for one in harvest(tmp_path).states] == [
        ("moved", site.url("/new"), "2026-06-15")
    ]
    site.pages |= {"/feed": Page(rss("one")), "/new": Page(status=404)}
    assert run(tmp_path, site, hub, 10).moved == {}
    assert states(tmp_path) == [("moved", "redirects for good"), ("recovered", "")]


def test_paused_sources_are_not_asked_and_keep_their_entries(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Page(rss("one"))
    run(tmp_path, site, community(site, "/feed"))
    told = {"name": "Test Moot", "sources": {"feeds": [{"url": site.url("/feed"), "paused": True}]}}
    hub = community(site)._replace(profile=Profile.model_validate(told))
    assert run(tmp_path, site, hub, 1) == Outcome(0, {}, (), (), False)
    assert len(site.asked) == len(harvest(tmp_path).entries) == 1


def test_of_what_is_watched_only_what_names_a_keyword_is_kept_and_apart(tmp_path: Path, site: Site) -> None:
    site.pages["/press"] = Page(rss("The Lamp Club wins", "lamps clubbed", "LAMP CLUB advert"), 200, {"ETag": '"1"'})
    signed = rss("anything").replace(b"</item>", b"<dc:creator>A Journalist</dc:creator></item>")
    site.pages["/search"] = Page(signed)
    site.pages["/silent"] = Page(rss("nothing"), 200, {"ETag": '"2"'})
    watch = [
        {"url": site.url("/press"), "keywords": ["Lämp Club"], "exclude": ["advert"]},
        {"url": site.url("/search"), "search": True},
        {"url": site.url("/silent"), "keywords": ["Lämp Club"]},
    ]
    profile = Profile.model_validate({"name": "Test Moot", "sources": {"watch": watch}})
    hub = community(site)._replace(profile=profile)
    told: list[tuple[str, str]] = []
    outcome = run(tmp_path, site, hub, progress=lambda source, words, _: told.append((source.url[-6:], words)))
    assert (outcome.sources, outcome.new) == (3, {"mentions": 2})
    assert sorted(told) == [("/press", "1 mention"), ("search", "1 mention"), ("silent", "0 mentions")]
    found = harvest(tmp_path)
    assert sorted((one.title, one.author) for one in found.mentions) == [("The Lamp Club wins", ""), ("anything", "")]
    assert found.entries == ()
    assert (tmp_path / "archive/mentions").is_dir()
    assert {one.state for one in found.states} == {"first-seen"}
    # What brought nothing is asked for what changed all the same, and a second run without news changes nothing.
    assert run(tmp_path, site, hub, 1).written == ()
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/silent"] == [None, '"2"']
    assert run(tmp_path, site, hub, 2, only=frozenset({"mentions"})).sources == 3


def test_shards_share_the_sources_out_and_their_archives_join_by_copying(tmp_path: Path, site: Site) -> None:
    Repository(tmp_path / "log").commit()
    paths = [f"/{n}" for n in range(12)]
    site.pages |= {path: Page(rss(path.strip("/"))) for path in paths}
    hub = community(site, *paths, repositories=["log"])
    read: list[str] = []

    def tell(source: Source, _words: str, fared: str) -> None:
        if fared == "read":
            read.append(source.slug)

    for number in (1, 2, 3):
        part = tmp_path / f"part-{number}"
        outcome = run(tmp_path, site, hub, archive=part, shard=(number, 3), progress=tell)
        assert 1 <= outcome.sources < 12
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


def test_what_nobody_lists_any_more_is_not_remembered_for_ever(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/a": Page(rss("one")), "/b": Page(rss("two"))}
    both = community(site, "/a", "/b")
    run(tmp_path, site, both)
    assert load_visits(tmp_path).keys() == {source.slug for source in sources(both)}
    left = community(site, "/a")
    run(tmp_path, site, left, 1)
    assert load_visits(tmp_path).keys() == {source.slug for source in sources(left)}


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


def test_a_missing_token_is_not_the_forums_fault(tmp_path: Path, site: Site) -> None:
    outcome = run(tmp_path, site, community(site, discussions=["officina/forum"]))
    assert [failure.reason.partition(";")[0] for failure in outcome.failures] == ["no GITHUB_TOKEN is set"]
    assert harvest(tmp_path).states == ()


def test_only_what_is_asked_for_is_read(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/a": Page(rss("one")), "/b": Page(rss("two"))}
    hub = community(site, "/a", "/b", repositories=["nowhere"])
    assert run(tmp_path, site, hub, only=frozenset({"entries"})).sources == 2
    with pytest.raises(WrongUse, match="no source is called entrees") as told:
        run(tmp_path, site, hub, only=frozenset({"entrees"}))
    assert told.value.hint == "did you mean entries?"


def test_an_address_of_github_that_is_none(tmp_path: Path, site: Site) -> None:
    with pytest.raises(WrongUse, match="is no address of GitHub"):
        run(tmp_path, site, community(site), base_url="api.github.com")


def test_a_community_without_sources(tmp_path: Path, site: Site) -> None:
    assert run(tmp_path, site, community(site)) == Outcome(0, {}, (), (), False)


def test_a_corrected_address_keeps_what_was_collected(tmp_path: Path, site: Site) -> None:
    site.pages["/old"] = Page(rss("one", "two"))
    site.pages["/new"] = Page(rss("two", "three"))
    run(tmp_path, site, community(site, "/old"))
    outcome = run(tmp_path, site, community(site, "/new"), 1)
    assert outcome.new == {"entries": 2}
    new = source_slug("entries", site.url("/new"))
    shown = rehomed(harvest(tmp_path), listed(community(site, "/new"))).harvest.entries
    assert sorted((one.title, one.source) for one in shown) == [("one", new), ("three", new), ("two", new)]
    assert ("moved", "is collected at its new address") in states(tmp_path)
    assert run(tmp_path, site, community(site, "/new"), 2).written == ()


def test_a_damaged_file_harms_its_source_alone_and_what_it_missed_is_read_again(tmp_path: Path, site: Site) -> None:
    site.pages |= {path: Page(rss("one"), 200, {"ETag": f'"{path}"'}) for path in ("/a", "/b")}
    hub = community(site, "/a", "/b")
    run(tmp_path, site, hub)
    site.pages |= {path: Page(rss("one", "two"), 200, {"ETag": f'"{path} 2"'}) for path in ("/a", "/b")}
    slug = source_slug("entries", site.url("/a"))
    file = tmp_path / f"archive/entries/{slug}/2026.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole + b"<<<<<<< HEAD\n")
    outcome = run(tmp_path, site, hub, 1)
    assert [(one.source.slug, "is no record of the archive" in one.reason) for one in outcome.failures] == [
        (slug, True)
    ]
    assert (outcome.sources, outcome.new) == (1, {"entries": 1})
    file.write_bytes(whole)
    assert run(tmp_path, site, hub, 2).new == {"entries": 1}
    assert states(tmp_path) == [("first-seen", "")] * 2, "the source itself is well"
