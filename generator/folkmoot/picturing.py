"""The part of collecting that is about pictures: what members and events show from elsewhere is fetched and kept."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from folkmoot.collect.dealing import host_of
from folkmoot.collect.http import LONGEST_WAIT, Client, Validators
from folkmoot.collect.pictures import Taken, collect_pictures
from folkmoot.collect.resizing import Resized, Resizer
from folkmoot.collect.runtime import RunTime
from folkmoot.derive.agreed import as_agreed
from folkmoot.load.visits import CACHE
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.harvest import Failure, KeptPicture, Source
from folkmoot.model.instant import written
from folkmoot.model.picture import picture_sources
from folkmoot.model.zones import known_zone
from folkmoot.publish import pictures as kept
from folkmoot.publish import tree
from folkmoot.text import plural

PICTURES = Source("pictures", "pictures", "", "Pictures")
"""All pictures together, as one source: of hundreds nobody wants to be told one by one that they are the same."""

MEMORY = "pictures.json"
"""The file in the cache that tells when each picture was asked for."""

_AGAIN_AFTER = dt.timedelta(days=7)
"""A picture that is there is asked for again after so long, to see whether it changed."""
_MISSING_AFTER = dt.timedelta(days=1)
"""One that could not be fetched is asked for again after so long."""
_MOST = 300
"""How many pictures a run asks for; the others wait for the next, those first that the site lacks."""


class Pictures(NamedTuple):
    """What came of a run: how many pictures are new, the archive's files that changed, and what was not to be had."""

    new: int
    files: tuple[str, ...]
    failures: tuple[Failure, ...]
    words: str


class _Remembered(NamedTuple):
    """When a picture was asked for the last time (UTC as 2026-05-14T17:00:00Z), and what its server gave then.

    `not_before` is when its server wants to be asked again, or "".
    """

    asked: str
    validators: Validators
    not_before: str = ""

    def waits(self, now: dt.datetime) -> bool:
        """Whether it is too early to ask its server; what lies further ahead than any wait is damage."""
        return written(now) < self.not_before <= written(now + LONGEST_WAIT)


def refresh_pictures(
    root: Path,
    community: Community,
    archive: Path,
    now: dt.datetime,
    allow: frozenset[str] = frozenset(),
    run: RunTime | None = None,
) -> Pictures:
    """Fetches what the community shows from elsewhere and whose owner agreed, and removes all other pictures.

    A picture that cannot be fetched any more stays. `now` is aware; what is remembered between runs lies in `root`.
    `allow` lifts the guard against private addresses for these `host:port`. What the `run` has no time for is left for
    the next.
    """
    run = run or RunTime()
    zone = known_zone(community.profile.timezone) or ZoneInfo("UTC")
    wanted = {source.slug: source for source in picture_sources(as_agreed(community, now.astimezone(zone).date()))}
    # First of all: what somebody took back is gone, also where the network is down.
    removed = kept.keep_only(archive, wanted.keys())
    files, failures, new, asked, left = list(removed), list[Failure](), 0, 0, 0
    if wanted:
        held, remembered = kept.held(archive), _read(root)
        due = _due(wanted, held, remembered, now)
        busy = {host_of(wanted[slug].url) for slug in wanted.keys() & remembered.keys() if remembered[slug].waits(now)}
        free = [source for source in due if host_of(source.url) not in busy]
        known = {slug: remembered[slug].validators for slug in held.keys() & remembered.keys()}
        client = Client(community.profile.home, allow, run=run)
        with Resizer(run=run) as resizer:
            for found in run.each(collect_pictures(free[:_MOST], client, resizer, known, now, run=run)):
                asked += 1
                slug = found.source.slug
                if isinstance(found, Failure):
                    failures.append(found)
                    before = remembered[slug].validators if slug in remembered else Validators()
                    remembered[slug] = _Remembered(written(now), before, found.not_before)
                    continue
                if found.picture is not None:
                    picture = _record(found, found.picture, now)
                    new += slug not in held
                    if held.get(slug) != picture.id:
                        files += kept.put(archive, picture, found.picture.content)
                remembered[slug] = _Remembered(written(now), found.validators)
        left = len(due) - asked
        _write(root, {slug: remembered[slug] for slug in wanted.keys() & remembered.keys()})
    words = plural(len(wanted), "picture") + (f", {left} of them left for the next run" if left else "")
    return Pictures(new, tuple(sorted(set(files))), tuple(failures), words)


def _due(
    wanted: Mapping[str, Source], held: Mapping[str, str], remembered: Mapping[str, _Remembered], now: dt.datetime
) -> list[Source]:
    """What is to be asked for: first those that the archive lacks, then those that were not asked for longest."""

    def is_due(slug: str) -> bool:
        if slug not in remembered:
            return slug not in held or _is_its_day(slug, now)
        latest = written(now - (_AGAIN_AFTER if slug in held else _MISSING_AFTER))
        return not latest < remembered[slug].asked <= written(now)

    def order(slug: str) -> tuple[bool, str, str]:
        return slug in held, remembered[slug].asked if slug in remembered else "", slug

    return [wanted[slug] for slug in sorted(filter(is_due, wanted), key=order)]


def _is_its_day(slug: str, now: dt.datetime) -> bool:
    """Whether a picture of which nothing is remembered is asked for today: each has a day of the week of its own."""
    return (int(hashlib.sha256(slug.encode()).hexdigest(), 16) - now.toordinal()) % _AGAIN_AFTER.days == 0


def _record(found: Taken, picture: Resized, now: dt.datetime) -> KeptPicture:
    digest = hashlib.sha256(picture.content).hexdigest()[:20]
    return KeptPicture(found.source.slug, digest, written(now), picture.width, picture.height)


def _read(root: Path) -> dict[str, _Remembered]:
    """What is remembered by slug; nothing where the cache is lost or damaged."""
    try:
        told = json.loads((root / CACHE / MEMORY).read_bytes())
        said = {slug: [str(one) for one in given] for slug, given in told.items()}
        return {slug: _Remembered(given[0], Validators(*given[1:4]), *given[4:]) for slug, given in said.items()}
    except (OSError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return {}


def _write(root: Path, remembered: Mapping[str, _Remembered]) -> None:
    told = {slug: [one.asked, *one.validators[:3], one.not_before] for slug, one in remembered.items()}
    tree.write(root / CACHE, Artifact(MEMORY, json.dumps(told, indent=1, sort_keys=True).encode()))
