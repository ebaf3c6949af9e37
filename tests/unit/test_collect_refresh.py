"""The use case of collecting, from a community to its archive: what fails keeps what it had, and is reported."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.errors import WrongUse
from folkmoot.load.archive import load_archive
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Harvest, Source
from folkmoot.model.source import sources
from folkmoot.refresh import Outcome, Request, refresh
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

    def tell(source: Source, words: str) -> None:
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


@pytest.mark.parametrize("damage", ["", "[]", '{"x": 1}', "{"])
def test_a_damaged_cache_costs_no_more_than_a_cold_run(tmp_path: Path, site: Site, damage: str) -> None:
    site.pages["/feed"] = Page(rss("one"), 200, {"ETag": '"1"'})
    hub = community(site, "/feed")
    run(tmp_path, site, hub)
    (tmp_path / ".folkmoot/cache/validators.json").write_text(damage, encoding="utf-8")
    assert run(tmp_path, site, hub).failures == ()


def test_reading_some_sources_keeps_what_is_known_of_the_others(tmp_path: Path, site: Site) -> None:
    site.pages |= {path: Page(rss("one"), 200, {"ETag": f'"{path}"'}) for path in ("/a", "/b")}
    hub = community(site, "/a", "/b")
    run(tmp_path, site, hub)
    site.pages["/a"] = Page(status=404)
    assert len(run(tmp_path, site, hub, only=frozenset({sources(hub)[0].slug})).failures) == 1
    known = json.loads((tmp_path / ".folkmoot/cache/validators.json").read_bytes())
    assert known == {site.url("/b"): ['"/b"', ""]}


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
        outcome = run(tmp_path, site, hub, day)
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


def test_many_failures_at_once_blame_nobody_but_keep_what_was_found(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(10)]
    hub = community(site, *paths)
    site.pages |= {path: Page(rss(path.strip("/"))) for path in paths}
    run(tmp_path, site, hub)
    site.pages |= {path: Page(status=502) for path in paths[:4]} | {"/9": Page(rss("9", "new"))}
    outcome = run(tmp_path, site, hub, 1)
    assert outcome.outage
    assert len(outcome.failures) == 4
    assert outcome.new == {"entries": 1}
    assert {state for state, _ in states(tmp_path)} == {"first-seen"}


def test_feeds_that_are_known_to_fail_are_no_outage(tmp_path: Path, site: Site) -> None:
    paths = [f"/{n}" for n in range(10)]
    hub = community(site, *paths)
    site.pages |= {path: Page(rss("one")) for path in paths}
    for fallen in (3, 5):
        site.pages |= {path: Page(status=404) for path in paths[:fallen]}
        assert not run(tmp_path, site, hub, fallen).outage
    assert sum(state == "failing" for state, _ in states(tmp_path)) == 5


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
