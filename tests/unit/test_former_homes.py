"""A feed whose address was corrected: its entries neither vanish, nor appear twice, nor lose their author."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from folkmoot.derive.activity import fill
from folkmoot.derive.homes import rehome_tables, rehomed
from folkmoot.derive.seen import seen
from folkmoot.load.archive import load_archive
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.community import Community
from folkmoot.model.harvest import Entry, SourceState
from folkmoot.model.source import former_homes, listed, source_slug, sources
from folkmoot.publish import archive
from support.communities import community, record

OLD, NEW, NEWER = "http://ada.example/feed", "https://lovelace.example/index.xml", "https://ada.example/atom"
NOW = dt.datetime(2026, 7, 30, tzinfo=dt.UTC)


def entry(url: str, number: int, **other: Any) -> Entry:
    """What a feed at this address gives: entries have ids and links of their own there."""
    host = url.split("/")[2]
    told = Entry(
        source=source_slug("entries", url),
        id=f"{host}-{number}",
        url=f"https://{host}/{number}/",
        title=f"Lamp {number}",
        excerpt=f"How I mended lamp {number}.",
        author="somebody",
        language="en",
        published=f"2026-05-{number:02}T17:00:00Z",
        first_seen="2026-06-01T06:00:00Z",
    )
    return replace(told, **other)


def hub(*urls: str, **ada: Any) -> Community:
    feeds = [{"url": url} for url in urls]
    return community(record("members", "ada-rossi", feeds=feeds, **ada))


def collected(folder: Path, people: Community, entries: Iterable[Entry], *states: SourceState) -> archive.Written:
    entries = list(entries)
    homes = archive.homes(folder, listed(people), entries)
    return archive.write(folder, [*entries, *states, *homes.states], homes.former)


def shown(folder: Path, people: Community) -> list[tuple[str, str]]:
    """Titles and sources of what is shown, the oldest first; the warehouse holds the same."""
    harvest, problems = load_archive(folder, folder)
    assert problems == []
    moved = rehomed(harvest, listed(people))
    found = [(one.title, one.source) for one in reversed(moved.harvest.entries)]
    with open_warehouse(folder) as warehouse:
        for _ in range(2):
            rehome_tables(warehouse, moved)
            rows = warehouse.execute("SELECT title, source FROM entries ORDER BY published, title").fetchall()
            assert sorted(rows) == sorted(found)
    return found


def all_of(url: str, *numbers: int) -> list[tuple[str, str]]:
    return [(f"Lamp {number}", source_slug("entries", url)) for number in numbers]


def moved_to(url: str, source: str, day: str = "2026-06-20T06:00:00Z") -> SourceState:
    return SourceState(source_slug("entries", source), f"m-{day}", day, "moved", "", url)


def test_from_http_to_https_nothing_changes(tmp_path: Path) -> None:
    collected(tmp_path, hub(OLD), [entry(OLD, 1)])
    https = OLD.replace("http:", "https:")
    assert collected(tmp_path, hub(https), [entry(https, 1)]).files == ()
    assert shown(tmp_path, hub(https)) == all_of(OLD, 1)


def test_another_address_is_recognised_by_what_is_written_there(tmp_path: Path) -> None:
    collected(tmp_path, hub(OLD), [entry(OLD, number) for number in range(1, 6)])
    found = [entry(NEW, number, first_seen="2026-07-01T06:00:00Z") for number in range(4, 8)]
    written = collected(tmp_path, hub(NEW), found)
    assert shown(tmp_path, hub(NEW)) == all_of(NEW, *range(1, 8))
    assert written.files == ("entries/lovelace-example-index-xml/2026.jsonl", "sources/ada-example-feed/2026.jsonl")
    assert collected(tmp_path, hub(NEW), found).files == ()


def test_what_is_known_of_an_entry_goes_with_it(tmp_path: Path) -> None:
    collected(tmp_path, hub(OLD), [entry(OLD, 1), entry(OLD, 2)])
    moved = [entry(NEW, n, published="", first_seen="2026-07-01T06:00:00Z") for n in (1, 2)]
    undated = [replace(one, published=one.first_seen) for one in moved]
    links = [replace(one, url=one.url.replace("lovelace", "ada")) for one in undated]
    collected(tmp_path, hub(NEW), links)
    found = [one for one in load_archive(tmp_path, tmp_path)[0].entries if one.source == source_slug("entries", NEW)]
    assert [(one.id, one.home, one.published, one.first_seen, one.aliases) for one in found] == [
        (f"ada.example-{n}", "ada-example-feed", entry(OLD, n).published, entry(OLD, n).first_seen, (moved[n - 1].id,))
        for n in (2, 1)
    ]
    later = replace(links[1], title="Lamp 2, mended", excerpt="Quite otherwise.", first_seen="2026-07-02T06:00:00Z")
    collected(tmp_path, hub(NEW), [later])
    assert [title for title, _ in shown(tmp_path, hub(NEW))] == ["Lamp 1", "Lamp 2, mended"]


def test_the_target_of_a_permanent_redirect_is_the_same_feed(tmp_path: Path) -> None:
    """Even where nothing that it shows now was seen before."""
    collected(tmp_path, hub(OLD), [entry(OLD, 1)], moved_to(NEW.replace("https:", "http:"), OLD))
    collected(tmp_path, hub(NEW), [entry(NEW, 7)])
    assert shown(tmp_path, hub(NEW)) == all_of(NEW, 1, 7)


def test_both_were_collected_for_a_while(tmp_path: Path) -> None:
    both = hub(OLD, NEW)
    collected(tmp_path, both, [entry(OLD, 1), entry(OLD, 2), entry(NEW, 2), entry(NEW, 3)])
    assert len(shown(tmp_path, both)) == 4
    collected(tmp_path, hub(NEW), [entry(NEW, 2), entry(NEW, 3)])
    assert shown(tmp_path, hub(NEW)) == all_of(NEW, 1, 2, 3)
    collected(tmp_path, hub(OLD), [entry(OLD, 2)])
    assert [title for title, _ in shown(tmp_path, hub(OLD))] == ["Lamp 1", "Lamp 2", "Lamp 3"]


def test_there_and_on_and_back(tmp_path: Path) -> None:
    collected(tmp_path, hub(OLD), [entry(OLD, 1), entry(OLD, 2), entry(OLD, 3)])
    collected(tmp_path, hub(NEW), [entry(NEW, 2), entry(NEW, 3), entry(NEW, 4)])
    collected(tmp_path, hub(NEWER), [entry(NEWER, 3), entry(NEWER, 4), entry(NEWER, 5)])
    assert shown(tmp_path, hub(NEWER)) == all_of(NEWER, 1, 2, 3, 4, 5)
    collected(tmp_path, hub(OLD), [entry(OLD, 4), entry(OLD, 5), entry(OLD, 6)])
    assert shown(tmp_path, hub(OLD)) == all_of(OLD, 1, 2, 3, 4, 5, 6)


def test_a_feed_that_is_still_listed_keeps_its_entries(tmp_path: Path) -> None:
    other = community(
        record("members", "ada-rossi", feeds=[{"url": NEW}]),
        record("members", "bo-ek", visibility="hidden", feeds=[{"url": OLD}]),
    )
    collected(tmp_path, other, [entry(OLD, 1), entry(OLD, 2)], moved_to(NEW, OLD))
    collected(tmp_path, other, [entry(NEW, 1), entry(NEW, 2)])
    assert not any(one.source == "ada-example-feed" for one in archive.homes(tmp_path, listed(other), []).states)
    assert {source for _, source in shown(tmp_path, other)} == {"ada-example-feed", "lovelace-example-index-xml"}


def test_whoever_repeats_others_is_not_their_successor(tmp_path: Path) -> None:
    collected(tmp_path, hub(OLD), [entry(OLD, 1), entry(OLD, 9)])
    planet = [entry(OLD, 1, source=source_slug("entries", NEW)), *(entry(NEW, number) for number in range(2, 8))]
    collected(tmp_path, hub(NEW), planet)
    assert all_of(OLD, 1, 9) == [one for one in shown(tmp_path, hub(NEW)) if one[1] == "ada-example-feed"]


def test_who_steps_back_takes_what_was_written_at_the_former_address_along(tmp_path: Path) -> None:
    collected(tmp_path, hub(OLD), [entry(OLD, 1), entry(OLD, 2)])
    collected(tmp_path, hub(NEW), [entry(NEW, 2)])
    for visibility, titles in (("public", 2), ("name", 0), ("hidden", 0)):
        people = hub(NEW, visibility=visibility)
        moved = rehomed(load_archive(tmp_path, tmp_path)[0], listed(people))
        assert len(seen(people, moved.harvest, NOW.date()).entries) == titles, visibility


def test_metrics_count_what_was_written_at_the_former_address_for_its_author(tmp_path: Path) -> None:
    collected(tmp_path, hub(OLD), [entry(OLD, 1), entry(OLD, 2)])
    collected(tmp_path, hub(NEW), [entry(NEW, 2), entry(NEW, 3)])
    people = hub(NEW)
    moved = rehomed(load_archive(tmp_path, tmp_path)[0], listed(people))
    with open_warehouse(tmp_path) as warehouse:
        rehome_tables(warehouse, moved)
        fill(warehouse, people, sources(people), (), NOW, ZoneInfo("UTC"))
        found = warehouse.execute("SELECT actor, count(*) FROM activity WHERE kind = 'wrote' GROUP BY actor").fetchall()
    assert found == [("ada-rossi", 3)]


@pytest.mark.parametrize(
    ("moves", "homes"),
    [
        ({"a": "b"}, {}),
        ({"a": "b", "b": "z"}, {"z-example": ("b-example", "a-example")}),
        ({"a": "b", "b": "a"}, {}),
        ({"a": "z", "z": "b"}, {"z-example": ("a-example",)}),
        ({"a": "a"}, {}),
    ],
    ids=str,
)
def test_where_ways_lead(moves: dict[str, str], homes: dict[str, tuple[str, ...]]) -> None:
    people = hub("https://z.example")
    states = [
        SourceState(f"{a}-example", a, "2026-01-01T00:00:00Z", "moved", "", f"http://{b}.example/")
        for a, b in moves.items()
    ]
    assert former_homes(listed(people), states) == homes


def test_what_is_read_at_its_own_address_again_did_not_move() -> None:
    back = replace(moved_to(NEW, OLD), id="r", published="2026-07-01", state="recovered", url=OLD)
    states = [moved_to(NEW, OLD), back]
    assert former_homes(listed(hub(NEW)), states) == {}


def test_a_feed_that_has_another_slug_since_keeps_its_entries(tmp_path: Path) -> None:
    url, like = "https://blog.ada.example/feed", "https://blog-ada.example/feed"
    alone = hub(url)
    first = SourceState(source_slug("entries", url), "a", "2026-06-01T06:00:00Z", "first-seen", "", url)
    collected(tmp_path, alone, [entry(url, number) for number in (1, 2, 3)], first)
    both = community(
        record("members", "ada-rossi", feeds=[{"url": url}]), record("members", "mallory", feeds=[{"url": like}])
    )
    slugs = {one.owner: one.slug for one in sources(both)}
    theirs = [replace(entry(like, number, title=f"Spam {number}"), source=slugs["mallory"]) for number in (5, 6)]
    again = [replace(entry(url, 4), source=slugs["ada-rossi"])]  # a window of one: it has nothing in common
    collected(tmp_path, both, [*theirs, *again])
    assert sorted(shown(tmp_path, both)) == sorted(
        [(f"Lamp {number}", slugs["ada-rossi"]) for number in (1, 2, 3, 4)]
        + [(f"Spam {number}", slugs["mallory"]) for number in (5, 6)]
    )
