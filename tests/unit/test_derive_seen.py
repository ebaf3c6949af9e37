"""Who steps back from the site is not shown by what was collected before."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.derive.hub import derive
from folkmoot.derive.seen import seen
from folkmoot.load.community import load_community
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.harvest import Discussion, Entry, Harvest
from support.hubs import minimal_hub, write

DAY = "2026-05-01T08:00:00Z"


def entry(source: str) -> Entry:
    return Entry(source, "1", "https://bo.example/1", "One", "", "Bo Ek", "en", DAY, DAY)


def discussion(author: str, author_id: int) -> Discussion:
    return Discussion("s", "D", 1, "", "T", "C", True, author, author_id, False, DAY, DAY, "", "", 0)


@pytest.mark.parametrize(
    ("visibility", "titles", "authors"),
    [("public", 2, ["BoEk", "boek", "else"]), ("name", 1, ["BoEk", "boek", "else"]), ("hidden", 1, ["", "", "else"])],
)
def test_what_is_seen_of_a_member(tmp_path: Path, visibility: str, titles: int, authors: list[str]) -> None:
    hub = minimal_hub(tmp_path)
    write(
        hub,
        "members/bo-ek.yml",
        f"name: Bo Ek\njoined: 2025-01-01\ngithub: boek\ngithub_id: 7\nvisibility: {visibility}\n"
        "feeds:\n  - url: https://www.bo.example/feed/\n",
    )
    community = load_community(hub).community
    harvest = Harvest(
        entries=(entry("bo-example-feed"), entry("removed-example-feed")),
        discussions=(discussion("BoEk", 0), discussion("boek", 7), discussion("else", 8)),
    )
    found = seen(community, harvest)
    assert len(found.entries) == titles
    assert found.entries[-1].source == "removed-example-feed"
    assert [one.author for one in found.discussions] == authors
    assert [one.author_id for one in found.discussions if not one.author] == [0] * authors.count("")


@pytest.mark.parametrize("visibility", ["name", "hidden"])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/community.yml", "name: Test Moot\nsources: {feeds: [{url: 'http://bo.example/feed'}]}\n"),
        ("members/zoe.yml", "name: Zoe\njoined: 2025-01-01\nfeeds: [{url: 'http://bo.example/feed'}]\n"),
    ],
)
def test_nobody_switches_off_a_feed_of_the_community_or_of_somebody_public(
    tmp_path: Path, visibility: str, path: str, text: str
) -> None:
    bo = f"name: bo EK\njoined: 2025-01-01\nvisibility: {visibility}\nfeeds: [{{url: 'https://bo.example/feed'}}]\n"
    community = load_community(minimal_hub(tmp_path, **{"members/bo-ek.yml": bo, path: text})).community
    (shown,) = seen(community, Harvest(entries=(entry("bo-example-feed"),))).entries
    assert shown.author == ("" if visibility == "hidden" else "Bo Ek")


def test_the_hub_is_given_what_may_be_seen_and_no_more(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path)
    write(hub, "members/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-01\ngithub: boek\nvisibility: hidden\n")
    community = load_community(hub).community
    harvest = Harvest(discussions=(discussion("boek", 7), discussion("else", 8)))
    with open_warehouse(hub / "archive") as warehouse:
        derived, problems = derive(community, harvest, [], warehouse, [], dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    assert problems == []
    assert [one.author for one in derived.harvest.discussions] == ["", "else"]
