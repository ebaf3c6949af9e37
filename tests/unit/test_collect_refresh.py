"""The use case of collecting, from a community to its archive: what fails keeps what it had, and is reported."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.collect import commits, counting
from folkmoot.derive.homes import rehomed
from folkmoot.errors import WrongUse
from folkmoot.load.visits import load_visits
from folkmoot.model.community import Profile
from folkmoot.model.harvest import Source
from folkmoot.model.source import listed, source_slug, sources
from folkmoot.refresh import Outcome
from support.feed_site import Page, Site, feed_site, rss
from support.github.server import GitHub
from support.refreshed import community, harvest, run, states
from support.repositories import Repository


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def test_everything_is_collected(tmp_path: Path, site: Site, github: GitHub) -> None:
    site.pages["/feed"] = Page(rss("one", "two"))
    Repository(tmp_path / "log").commit()
    github.holds({"repositories": {"officina/forum": {"discussions": [{"by": "ada"}], "issues": [{"by": "ada"}]}}})
    hub = community(site, "/feed", discussions=["officina/forum"], issues=["officina/forum"], repositories=["log"])
    told: list[tuple[str, str]] = []

    def tell(source: Source, words: str, fared: str) -> None:
        assert fared == "read"
        told.append((source.kind, words))

    outcome = run(tmp_path, site, hub, token="x", base_url=github.base_url, progress=tell)
    assert (outcome.sources, outcome.failures, outcome.outage) == (4, (), False)
    assert outcome.new == {"discussions": 1, "entries": 2, "issues": 1, "work": 1}
    assert outcome.cost.points == github.accounting.points
    assert told == [
        ("entries", "2 entries"),
        ("discussions", "1 discussion read"),
        ("issues", "1 issue read"),
        ("work", "the work of 1 person"),
    ]
    found = harvest(tmp_path)
    assert (len(found.entries), len(found.discussions), len(found.work), len(found.states)) == (2, 1, 1, 4)
    assert len(found.issues) == 1
    assert site.asked[0][1]["user-agent"].endswith("(+https://moot.example/)")
    assert (tmp_path / "archive/identity-salt").is_file()


def test_a_history_is_counted_on_from_where_the_last_run_read_it(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "log")
    repository.commit(day="2026-05-04", files={"a.md": "1\n"})
    hub = community(site, repositories=["log"], lines=True, bots=["*@bots.example"])
    run(tmp_path, site, hub)
    first = repository.git("rev-parse", "HEAD").strip()
    repository.commit(day="2026-05-14", files={"a.md": "2\n"})
    repository.commit("Robot <x@bots.example>", "2026-05-15")
    spans: list[str] = []

    def spied(at: Path, span: str, today: int, until: float, zone: dt.tzinfo) -> Iterator[commits.Commit]:
        spans.append(span)
        return commits.read_commits(at, span, today, until, zone)

    monkeypatch.setattr(counting, "read_commits", spied)
    run(tmp_path, site, hub, 1)
    assert [span.partition("..")[0] for span in spans] == [first]
    (work,) = harvest(tmp_path).work
    assert (work.commits, work.weeks, work.added, work.removed) == (2, ("2026-W19", "2026-W20"), 2, 1)
    kept = sorted(path.name for path in (tmp_path / ".folkmoot/cache/histories").iterdir())
    assert kept == ["log-git.commits", "log-git.json"]


def test_a_second_run_without_news_changes_nothing(tmp_path: Path, site: Site) -> None:
    site.pages["/plain"] = Page(rss("one"))
    site.pages["/known"] = Page(rss("two"), 200, {"ETag": '"1"'})
    site.pages["/stamped"] = Page(rss("three"))
    hub = community(site, "/plain", "/known", "/stamped")
    run(tmp_path, site, hub)
    site.pages["/stamped"] = Page(rss("three") + b"<!-- made in 3 ms -->")
    outcome = run(tmp_path, site, hub, 1)
    assert (outcome.sources, outcome.new, outcome.written) == (3, {"entries": 0}, ())
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


def test_what_nobody_lists_any_more_is_not_remembered_for_ever(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/a": Page(rss("one")), "/b": Page(rss("two"))}
    both = community(site, "/a", "/b")
    run(tmp_path, site, both)
    assert load_visits(tmp_path).keys() == {source.slug for source in sources(both)}
    left = community(site, "/a")
    run(tmp_path, site, left, 1)
    assert load_visits(tmp_path).keys() == {source.slug for source in sources(left)}


def test_a_missing_token_is_not_the_forums_fault(tmp_path: Path, site: Site) -> None:
    outcome = run(tmp_path, site, community(site, discussions=["officina/forum"]))
    assert [failure.reason.partition(";")[0] for failure in outcome.failures] == ["no GITHUB_TOKEN is set"]
    assert outcome.unasked == {failure.source for failure in outcome.failures}
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
