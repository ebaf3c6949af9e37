"""Runs that collect a community's sources from a site on loopback, day after day."""

import datetime as dt
from pathlib import Path

from folkmoot.load.archive import load_archive
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Harvest
from folkmoot.refresh import Outcome, Request, refresh
from support.feed_site import Site

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


def community(site: Site, *paths: str, **more: object) -> Community:
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
