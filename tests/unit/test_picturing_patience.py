"""Collecting pictures from a server that asks to come back later: it is left alone until then, and for all pictures."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from folkmoot.load.visits import CACHE
from folkmoot.model import picture as model
from folkmoot.picturing import MEMORY
from folkmoot.refresh import Outcome, Request, refresh
from support.communities import community, record
from support.feed_site import Page, Site, feed_site
from support.images import picture

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
NAMES = ("ada", "bo", "cy", "dee", "eli")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with feed_site() as served:
        monkeypatch.setattr(model, "AVATAR_OF_LOGIN", served.url("/{}.png"))
        served.pages |= {f"/{name}.png": Page(b"", 429, {"Retry-After": str(3 * 86_400)}) for name in NAMES}
        yield served


def run(tmp_path: Path, site: Site, days: float) -> Outcome:
    members = [record("members", name, github=name, consent={"photo": "2026-01-01"}) for name in NAMES]
    told = community(record("community", sources={"github_avatars": True}), *members)
    return refresh(
        Request(tmp_path, told, tmp_path / "archive", NOW + days * DAY, allow=frozenset({site.host})),
    )


def test_a_host_that_asks_to_come_back_later_is_asked_for_no_more_pictures(tmp_path: Path, site: Site) -> None:
    outcome = run(tmp_path, site, 0)
    # Two were under way at once.
    assert 1 <= len(site.asked) <= 2
    assert {one.reason for one in outcome.failures} == {
        "asks to come back later (429), not before 2026-06-18 09:00 UTC"
    }
    assert len(outcome.failures) == len(site.asked)


def test_it_is_left_alone_until_the_time_it_said_also_in_later_runs(tmp_path: Path, site: Site) -> None:
    run(tmp_path, site, 0)
    before = len(site.asked)
    site.pages |= {f"/{name}.png": Page(picture()) for name in NAMES}
    for days in (1, 2, 2.99):
        run(tmp_path, site, days)
    assert len(site.asked) == before
    assert run(tmp_path, site, 3).failures == ()
    assert len(site.asked) == before + len(NAMES)


def test_a_failure_without_a_time_keeps_no_other_picture_away(tmp_path: Path, site: Site) -> None:
    site.pages["/ada.png"] = Page(b"", 503)
    site.pages |= {f"/{name}.png": Page(picture()) for name in NAMES[1:]}
    outcome = run(tmp_path, site, 0)
    assert len(site.asked) == len(NAMES)
    assert [one.source.url for one in outcome.failures] == [site.url("/ada.png")]


@pytest.mark.parametrize("damage", ["2099-01-01T00:00:00Z", "soon", ""])
def test_a_time_that_no_server_can_have_said_is_damage(tmp_path: Path, site: Site, damage: str) -> None:
    run(tmp_path, site, 0)
    file = tmp_path / CACHE / MEMORY
    told: dict[str, list[Any]] = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({slug: [*given[:4], damage] for slug, given in told.items()}), "utf-8")
    before = len(site.asked)
    run(tmp_path, site, 1)
    assert len(site.asked) > before


def test_what_was_remembered_without_such_a_time_is_read(tmp_path: Path, site: Site) -> None:
    site.pages |= {f"/{name}.png": Page(picture()) for name in NAMES}
    run(tmp_path, site, 0)
    file = tmp_path / CACHE / MEMORY
    told: dict[str, list[Any]] = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({slug: given[:4] for slug, given in told.items()}), "utf-8")
    run(tmp_path, site, 1)
    assert len(site.asked) == len(NAMES)
