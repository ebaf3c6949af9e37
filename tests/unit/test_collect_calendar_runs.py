"""Calendars from the server to the archive: what is new is kept, what changed is told once, what vanished is marked."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.load.archive import load_archive
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import CalendarEvent, Source
from folkmoot.model.source import sources
from folkmoot.refresh import Outcome, Request, refresh
from support.calendars import GOOGLE, calendar, event
from support.feed_site import Page, Site, feed_site

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def community(*calendars: dict[str, object]) -> Community:
    told = {"calendars": [{"title": "Lantern Club", **one} for one in calendars]}
    profile = Profile.model_validate({"name": "Test Moot", "domain": "moot.example", "sources": told})
    return Community(profile, {}, {}, {}, {}, {}, {}, (), ())


class Runs:
    """Collects one calendar, run after run, into an archive."""

    def __init__(self, site: Site, tmp_path: Path) -> None:
        self.site, self.root = site, tmp_path
        self.words: list[str] = []

    def run(self, body: bytes, days: int = 0, headers: dict[str, str] | None = None, **more: object) -> Outcome:
        self.site.pages["/c.ics"] = Page(body, 200, headers or {})
        return self.again(days, **more)

    def again(self, days: int = 0, **more: object) -> Outcome:
        def tell(_source: Source, words: str, _fared: str) -> None:
            self.words.append(words)

        hub = community({"url": self.site.url("/c.ics"), **more})
        archive, allow = self.root / "archive", frozenset({self.site.host})
        return refresh(Request(self.root, hub, archive, NOW + days * DAY, allow=allow, progress=tell))

    @property
    def events(self) -> dict[str, CalendarEvent]:
        found, problems = load_archive(self.root / "archive", self.root)
        assert problems == []
        return {f"{one.uid} {one.recurrence[:10]}".strip(): one for one in found.events}


@pytest.fixture
def runs(site: Site, tmp_path: Path) -> Runs:
    return Runs(site, tmp_path)


def test_a_calendar_is_collected_into_the_archive(runs: Runs) -> None:
    outcome = runs.run(calendar(event("a"), event("b", "Bad", ":nonsense")))
    assert (outcome.sources, outcome.failures, outcome.new) == (1, (), {"events": 1})
    assert runs.words == ["1 event; 1 left out: “Bad” has a DTSTART that cannot be read"]
    (path,) = (runs.root / "archive/events").glob("*/*.jsonl")
    assert path.name == "2026.jsonl"
    assert runs.events["a"].first_seen == "2026-06-15T09:00:00Z"


def test_a_run_that_finds_nothing_new_makes_no_diff(runs: Runs) -> None:
    stamped = [
        calendar(
            event(
                "a",
                "One",
                ":20260701T190000Z",
                f"DTSTAMP:202606{day}T090000Z",
                f"LAST-MODIFIED:202606{day}T090000Z",
                "CATEGORIES:x",
            )
        )
        for day in (15, 16)
    ]
    runs.run(stamped[0])
    assert runs.run(stamped[1], 1).written == ()


def test_a_later_state_counts_and_an_earlier_one_does_not(runs: Runs) -> None:
    runs.run(calendar(event("a", "One", ":20260701T190000Z", "SEQUENCE:1", "LAST-MODIFIED:20260601T000000Z")))
    runs.run(calendar(event("a", "Two", ":20260702T190000Z", "SEQUENCE:2", "LAST-MODIFIED:20260610T000000Z")), 1)
    assert (runs.events["a"].title, runs.events["a"].first_seen) == ("Two", "2026-06-15T09:00:00Z")
    runs.run(calendar(event("a", "Stale", ":20260701T190000Z", "SEQUENCE:1", "LAST-MODIFIED:20260620T000000Z")), 2)
    assert runs.events["a"].title == "Two"
    runs.run(calendar(event("a", "Stale", ":20260701T190000Z", "SEQUENCE:2", "LAST-MODIFIED:20260609T000000Z")), 3)
    assert runs.events["a"].title == "Two"
    runs.run(calendar(event("a", "Three", ":20260701T190000Z", "SEQUENCE:2")), 4)
    assert runs.events["a"].title == "Three"


def test_what_vanishes_is_marked_once_stays_and_comes_back(runs: Runs) -> None:
    both = calendar(event("a"), event("b", start=":20260616T190000Z"))
    runs.run(both)
    assert len(runs.run(calendar(event("b", start=":20260616T190000Z")), 1).written) == 1
    assert (runs.events["a"].withdrawn, runs.events["b"].withdrawn) == ("2026-06-16T09:00:00Z", "")
    assert runs.run(calendar(), 2).written == ()  # b is over by now, and stays as it was
    assert runs.events["b"].withdrawn == ""
    runs.run(both, 3)
    assert runs.events["a"].withdrawn == ""


def test_a_calendar_that_fails_withdraws_nothing(runs: Runs) -> None:
    runs.run(calendar(event("a")))
    outcome = runs.run(b"<!doctype html><h1>Sorry</h1>", 1)
    assert [failure.reason for failure in outcome.failures] == ["answers with a web page, not a calendar"]
    runs.run(calendar(event("b")).replace(b"END:VCALENDAR\n", b""), 2)
    assert runs.events["a"].withdrawn == ""
    assert "b" in runs.events


def test_an_unchanged_calendar_is_not_read_again_unless_a_series_goes_on(runs: Runs) -> None:
    tag = {"ETag": '"1"'}
    runs.run(calendar(event("a")), headers=tag)
    runs.again(1)
    assert runs.words == ["1 event", "unchanged"]
    runs.run(GOOGLE.encode(), 2, {"ETag": '"2"'})
    before = set(runs.events)
    runs.again(60)
    assert runs.words[-1] != "unchanged"
    further = {one.partition(" ")[2] for one in runs.events.keys() - before}
    assert (len(further), min(further), max(further)) == (7, "2026-09-21", "2026-11-02")


def test_a_paused_calendar_is_not_asked(runs: Runs) -> None:
    runs.run(calendar(event("a")))
    assert runs.again(1, paused=True).sources == 0
    assert len(runs.site.asked) == 1
    assert runs.events["a"].withdrawn == ""


def test_webcal_is_asked_as_https() -> None:
    (source,) = sources(community({"url": "webcal://lantern.example/cal.ics"}))
    assert (source.kind, source.slug, source.url) == (
        "events",
        "lantern-example-cal-ics",
        "https://lantern.example/cal.ics",
    )


def test_a_calendar_and_a_feed_at_one_address_have_folders_of_their_own() -> None:
    told = {"calendars": [{"url": "https://x.example/all", "title": "X"}], "feeds": [{"url": "https://x.example/all"}]}
    profile = Profile.model_validate({"name": "Moot", "sources": told})
    found = sources(Community(profile, {}, {}, {}, {}, {}, {}, (), ()))
    assert len({one.slug for one in found}) == 2
