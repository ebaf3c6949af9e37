"""One blog that stands in the files under two addresses: its entries are shown once, in one place, and it is told."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from folkmoot.derive.homes import Rehomed, rehome_tables
from folkmoot.derive.twins import once, told_twins
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.community import Community
from folkmoot.model.harvest import Entry, Harvest, SourceState
from folkmoot.model.source import source_slug, sources
from folkmoot.publish import archive
from support.communities import community, record

BLOG, ATOM, OTHER = "https://ada.example/feed", "https://ada.example/atom", "https://lists.example/feed"


def entry(url: str, number: int, link: str | None = None, **other: Any) -> Entry:
    """An entry of Ada's blog, in the feed at this address: it has an id of its own there."""
    told = Entry(
        source=source_slug("entries", url),
        id=f"{url}-{number}",
        url=f"https://ada.example/{number}/",
        title=f"Lamp {number}",
        excerpt=f"How I mended lamp {number}.",
        author="Ada",
        language="en",
        published=f"2026-05-{number:02}T17:00:00Z",
        first_seen="2026-06-01T06:00:00Z",
    )
    return replace(told, **other) if link is None else replace(told, url=link, **other)


def entries(url: str, *numbers: int, **other: Any) -> list[Entry]:
    return [entry(url, number, **other) for number in numbers]


def hub(ada: Iterable[str], own: Iterable[str] = (), **others: Iterable[str]) -> Community:
    """A community with Ada's feeds, its own, and those of other members."""
    members = [
        record("members", name, name=name, joined="2025-01-01", feeds=[{"url": url} for url in urls])
        for name, urls in {"ada-rossi": ada, **others}.items()
    ]
    return community(*members, record("community", sources={"feeds": [{"url": url} for url in own]}))


def moved(url: str, to: str) -> SourceState:
    return SourceState(source_slug("entries", url), f"m-{url}", "2026-06-02T06:00:00Z", "moved", "", to)


def joint(people: Community, found: Iterable[Entry], *states: SourceState) -> Rehomed:
    return once(Harvest(entries=tuple(found), states=states), sources(people))


def shown(found: Rehomed) -> list[tuple[str, str]]:
    return sorted((one.source, one.title) for one in found.harvest.entries)


def at(url: str, *numbers: int) -> list[tuple[str, str]]:
    return sorted((source_slug("entries", url), f"Lamp {number}") for number in numbers)


def test_two_feeds_of_one_blog_are_one_place(tmp_path: Path) -> None:
    people = hub([BLOG, ATOM])
    found = [*entries(BLOG, 1, 2, 3, 4), *entries(ATOM, 3, 4, 5, first_seen="2026-06-02T06:00:00Z")]
    together = joint(people, found)
    assert shown(together) == at(BLOG, 1, 2, 3, 4, 5)
    assert together.harvest.twins == {"ada-example-atom": "ada-example-feed"}
    (problem,) = told_twins(people, sources(people), together.harvest.twins)
    assert (problem.code, problem.keys, problem.severity) == ("feed-same", ("feeds", 1, "url"), "warning")
    assert BLOG in problem.message
    archive.write(tmp_path, found)
    with open_warehouse(tmp_path) as warehouse:
        for _ in range(2):
            rehome_tables(warehouse, together)
            rows = warehouse.execute("SELECT source, title FROM entries ORDER BY ALL").fetchall()
            assert rows == shown(together)


@pytest.mark.parametrize("paused", [BLOG, ATOM])
def test_a_feed_that_is_paused_is_told_to_be_no_other(paused: str) -> None:
    feeds = [{"url": url, "paused": url == paused} for url in (BLOG, ATOM)]
    people = community(record("members", "ada-rossi", name="Ada", joined="2025-01-01", feeds=feeds))
    together = joint(people, [*entries(BLOG, 1, 2), *entries(ATOM, 1, 2)])
    assert together.harvest.twins
    assert not list(told_twins(people, sources(people), together.harvest.twins))


def test_what_both_lack_a_link_of_is_known_by_title_text_and_date() -> None:
    found = [*entries(BLOG, 1, 2, link=""), *entries(ATOM, 1, 2, link="", first_seen="2026-06-02T06:00:00Z")]
    assert shown(joint(hub([BLOG, ATOM]), found)) == at(BLOG, 1, 2)


@pytest.mark.parametrize(
    "states",
    [(moved(BLOG, "http://www.ada.example/atom/"),), (moved(BLOG, ATOM), moved(ATOM, ATOM))],
    ids=["to the other", "and that to itself"],
)
def test_what_leads_to_another_feed_for_good_is_that_one(states: tuple[SourceState, ...]) -> None:
    """Also where it was collected before that one, and has nothing in common with it."""
    people = hub([BLOG, ATOM])
    later = {"first_seen": "2026-06-03T06:00:00Z"}
    together = joint(people, [*entries(BLOG, 1, 2), *entries(ATOM, 2, 3, **later)], *states)
    assert shown(together) == at(ATOM, 1, 2, 3)
    assert shown(joint(people, [*entries(BLOG, 1), *entries(ATOM, 3, **later)], *states)) == at(ATOM, 1, 3)


def test_what_came_back_does_not_lead_elsewhere() -> None:
    back = replace(moved(BLOG, BLOG), id="r", published="2026-06-05T06:00:00Z", state="recovered")
    found = [*entries(BLOG, 1), *entries(ATOM, 3)]
    assert not joint(hub([BLOG, ATOM]), found, moved(BLOG, ATOM), back).harvest.twins


def test_two_addresses_that_lead_to_a_third_are_one_feed() -> None:
    new = "https://new.example/feed"
    found = [*entries(BLOG, 1, 2), *entries(ATOM, 1, 2, 3, first_seen="2026-06-02T06:00:00Z")]
    assert shown(joint(hub([BLOG, ATOM]), found, moved(BLOG, new), moved(ATOM, new))) == at(BLOG, 1, 2, 3)


def test_nobody_takes_over_what_another_one_writes() -> None:
    """Neither by repeating it, nor by leading to it or having it lead there: it stays with who was collected first."""
    people = hub([BLOG], mallory=[OTHER])
    theirs = [*entries(OTHER, 2, 3, first_seen="2026-06-02T06:00:00Z"), entry(OTHER, 9, link="https://lists.example/9")]
    for states in ((), (moved(OTHER, BLOG),), (moved(BLOG, OTHER),)):
        together = joint(people, [*entries(BLOG, 1, 2, 3), *theirs], *states)
        assert shown(together) == sorted(at(BLOG, 1, 2, 3) + at(OTHER, 9))
        assert together.harvest.twins == {"lists-example-feed": "ada-example-feed"}


@pytest.mark.parametrize("states", [(), (moved(OTHER, BLOG),), (moved(BLOG, OTHER),)])
def test_who_has_been_there_for_long_takes_nothing_over_either(states: tuple[SourceState, ...]) -> None:
    """Neither by posts of today, nor by writing old ones over, nor by having feeds of their own that are one."""
    people = hub([BLOG], mallory=[OTHER, "https://lists.example/atom"])
    long_ago = {"published": "2020-01-01T00:00:00Z", "first_seen": "2020-01-01T06:00:00Z"}
    own = [
        entry(
            url,
            n,
            f"https://lists.example/{n}",
            title=f"Own {n}",
            excerpt="",
            **long_ago | {"published": f"2020-01-0{n}"},
        )
        for url in (OTHER, "https://lists.example/atom")
        for n in (7, 8, 9)
    ]
    written_over = entry(OTHER, 1, **long_ago, edited="2026-06-05T06:00:00Z")
    copies = [written_over, *entries(OTHER, 2, 3, first_seen="2026-06-05T06:00:00Z")]
    together = joint(people, [*entries(BLOG, 1, 2, 3), *copies, *own], *states)
    assert [one.source for one in together.harvest.entries if "Lamp" in one.title] == ["ada-example-feed"] * 3


def test_of_a_list_of_many_blogs_only_what_a_member_brings_too_is_left_out() -> None:
    people = hub([BLOG], own=[OTHER])
    many = [*entries(OTHER, 1, 20), *(entry(OTHER, n, link=f"https://bo.example/{n}") for n in range(5, 12))]
    together = joint(people, [*entries(BLOG, 1, 20), *many])
    assert shown(together) == sorted(at(BLOG, 1, 20) + at(OTHER, *range(5, 12)))
    assert together.harvest.twins == {}


def test_what_members_bring_is_theirs_where_the_community_lists_it_at_another_address() -> None:
    together = joint(hub([ATOM], own=[BLOG]), [*entries(BLOG, 1, 2), *entries(ATOM, 1, 2)])
    assert shown(together) == at(ATOM, 1, 2)
    assert together.harvest.twins == {"ada-example-feed": "ada-example-atom"}


def test_an_entry_that_stands_in_three_feeds_is_shown_once() -> None:
    people = hub([BLOG, ATOM], own=[OTHER])
    found = [one for url in (BLOG, ATOM, OTHER) for one in entries(url, 1, 2, 3)]
    assert shown(joint(people, found)) == at(ATOM, 1, 2, 3)


@pytest.mark.parametrize(
    "theirs",
    [
        entries(OTHER, 2),
        entries(OTHER, 1, 2, title="About lamps", excerpt="A nice blog.", published="2026-05-20T08:00:00Z"),
        [entry(OTHER, number, link="https://lists.example/", excerpt="") for number in (5, 6)],
    ],
    ids=["one by chance", "links to it", "others"],
)
def test_feeds_that_are_not_the_same_stay_two(theirs: list[Entry]) -> None:
    mine = entries(BLOG, 1, 2, 3)
    together = joint(hub([BLOG], own=[OTHER]), [*mine, *theirs])
    assert len(together.harvest.entries) == len(mine) + len(theirs)
    assert (together.harvest.twins, together.left_out, together.homes) == ({}, (), {})


@pytest.mark.parametrize(("feeds", "twins"), [(10, 9), (11, 0)])
def test_what_stands_in_many_feeds_tells_none_of_them_from_another(feeds: int, twins: int) -> None:
    """Such as the notices of the program that makes them all, which are most of what new blogs have."""
    urls = {f"m{n}": [f"https://m{n}.example/feed"] for n in range(feeds)}
    own = [entry(url, 9, link=f"{url}/9", title=url, excerpt=url) for (url,) in urls.values()]
    notices = [one for (url,) in urls.values() for one in entries(url, 1, 2, 3)]
    assert len(joint(hub([], **urls), [*own, *notices]).harvest.twins) == twins


def test_a_few_posts_that_stand_in_two_blogs_do_not_make_them_one() -> None:
    mine = entries(BLOG, *range(1, 21))
    theirs = [*entries(OTHER, 1, 20), *(entry(OTHER, n, title=f"Bat {n}", excerpt="", link="") for n in (5, 9, 11))]
    assert len(joint(hub([BLOG], own=[OTHER]), [*mine, *theirs]).harvest.entries) == 25


def test_the_feed_of_somebody_who_is_not_public_is_nobodys_twin() -> None:
    people = community(
        record("members", "ada-rossi", feeds=[{"url": BLOG}]),
        record("members", "bo-ek", visibility="hidden", feeds=[{"url": ATOM}]),
    )
    found = [*entries(ATOM, 1, 2), *entries(BLOG, 1, 2, first_seen="2026-06-02T06:00:00Z")]
    assert len(joint(people, found, moved(BLOG, ATOM)).harvest.entries) == 4
