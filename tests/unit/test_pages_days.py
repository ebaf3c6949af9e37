"""Pages and the API tell days, months and years as the community has them, read from the pages' HTML."""

import datetime as dt
import json
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.model.hub import Hub
from folkmoot.model.instant import day_of
from folkmoot.model.zones import known_zone
from folkmoot.render.api.documents import api
from folkmoot.render.page import Page
from support.collected import ADA, NOW, archived, discussion, entry, html, section
from support.hubs import COMMUNITY, minimal_hub

WATCH = "sources: {watch: [{url: 'https://press.example/rss', keywords: [T]}]}\n"


def made(root: Path, zone: str, *moments: str) -> tuple[Hub, dict[str, Page]]:
    """A hub in that zone in which somebody wrote, asked and told of it at these moments."""
    stamps = [{"published": one, "first_seen": one} for one in moments]
    entries = [{**entry(number, "2026-01-01"), **one} for number, one in enumerate(stamps)]
    mentions = [{**entry(number, "2026-01-01", "press-example-rss"), **one} for number, one in enumerate(stamps)]
    talks = [discussion(number, "2026-01-01", published=one, updated=one) for number, one in enumerate(moments)]
    files = {
        "members/ada-rossi.yml": ADA,
        "content/community.yml": COMMUNITY.replace("Europe/Rome", zone) + WATCH,
        **archived("entries", entries),
        **archived("mentions", mentions),
        **archived("discussions", talks),
    }
    found = draft(minimal_hub(root, **files), NOW)
    assert found.hub
    assert not [problem for problem in found.problems if problem.severity == "error"]
    return found.hub, {page.address: page for page in found.pages}


@pytest.mark.parametrize(
    ("zone", "moment", "month", "day"),
    [
        ("Europe/Rome", "2026-04-30T23:30:00Z", "2026-05", "1 May 2026"),
        ("America/Los_Angeles", "2026-05-01T06:30:00Z", "2026-04", "30 April 2026"),
        ("America/Los_Angeles", "2026-05-01T00:00:00Z", "2026-05", "1 May 2026"),  # a day without a time
        ("UTC", "2026-04-30T23:30:00Z", "2026-04", "30 April 2026"),
    ],
)
def test_months_and_days_are_the_communitys(tmp_path: Path, zone: str, moment: str, month: str, day: str) -> None:
    _, pages = made(tmp_path, zone, moment)
    assert [address for address in pages if address.startswith("planet/20")] == [f"planet/{month}/"]
    assert day in section(pages["planet/"], f"m-{month}")
    assert day in section(pages["pulse/mentions/"], f"m-{month}")
    assert day in html(pages["discussions/unanswered/"])
    assert f'datetime="{moment}"' in html(pages["planet/"]), "machines are told the moment"


def test_the_year_is_the_communitys(tmp_path: Path) -> None:
    hub, pages = made(tmp_path, "Europe/Rome", "2025-12-31T23:30:00Z")
    documents = dict(api(hub, ""))
    assert "history/2026/" in pages
    for family in ("planet", "mentions", "discussions"):
        told = json.loads(documents[f"api/v1/{family}.json"])
        assert [one["year"] for one in told["years"]] == [2026]
        assert f"api/v1/{family}/2026.json" in documents


def test_a_month_is_told_once_where_days_and_moments_meet(tmp_path: Path) -> None:
    """What was written in the evening of 30 April there comes after what is dated 1 May without a time."""
    _, pages = made(
        tmp_path, "America/Los_Angeles", "2026-05-01T05:00:00Z", "2026-05-01T00:00:00Z", "2026-04-30T23:00:00Z"
    )
    assert [one.anchor for one in pages["planet/"].sections][:2] == ["m-2026-05", "m-2026-04"]
    assert [one.anchor for one in pages["pulse/mentions/"].sections][:2] == ["m-2026-05", "m-2026-04"]
    assert [address for address in pages if address.startswith("planet/20")] == ["planet/2026-05/", "planet/2026-04/"]


def test_the_calendar_has_an_end() -> None:
    west, east = known_zone("America/Los_Angeles"), known_zone("Pacific/Kiritimati")
    assert west
    assert east
    assert day_of("0001-01-01T05:00:00Z", west) == dt.date.min
    assert day_of("9999-12-31T23:00:00Z", east) == dt.date.max
    assert day_of("2026-05-14", west) == day_of("2026-05-14T00:00:00Z", east) == dt.date(2026, 5, 14)
