"""A hub whose people agree to be pictured, and runs that ask for their pictures."""

import datetime as dt
from pathlib import Path
from typing import Any

from folkmoot.load.archive import load_archive
from folkmoot.model.community import Community
from folkmoot.model.harvest import KeptPicture
from folkmoot.refresh import Outcome, Request, refresh
from support.communities import community, record
from support.feed_site import Site

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
AGREED = {"photo": "2026-01-01"}


def hub(*records: Any, avatars: bool = True, **sources: Any) -> Community:
    profile = record("community", sources={"github_avatars": avatars, **sources}, timezone="Europe/Rome")
    return community(profile, *records)


def ada(slug: str = "ada", **keys: Any) -> Any:
    return record("members", slug, **({"github": "Ada", "consent": AGREED} | keys))


def run(tmp_path: Path, site: Site, told: Community, days: float = 0, **more: Any) -> Outcome:
    given = {"allow": frozenset({site.host}), **more}
    return refresh(Request(tmp_path, told, tmp_path / "archive", NOW + days * DAY, **given))


def kept(tmp_path: Path) -> list[KeptPicture]:
    harvest, problems = load_archive(tmp_path / "archive", tmp_path)
    assert problems == []
    return list(harvest.pictures)


def files(tmp_path: Path) -> list[str]:
    folder = tmp_path / "archive"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def paths(site: Site) -> list[str]:
    return [path for path, _ in site.asked]
