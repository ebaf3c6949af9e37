"""A hub as its pages are made from it: read, checked, derived; for the build, the live preview, and plain MkDocs."""

import datetime as dt
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb

from folkmoot import check
from folkmoot.derive.agreed import withheld
from folkmoot.derive.hub import derive, survey
from folkmoot.derive.unpublished import as_published
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.archive import load_archive
from folkmoot.load.community import content_files
from folkmoot.load.hub import Written, load_hub
from folkmoot.load.located import located
from folkmoot.load.pictures import kept_pictures
from folkmoot.load.visits import load_visits
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import Metric
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.harvest import Harvest
from folkmoot.model.hub import Hub
from folkmoot.model.moment import day_of
from folkmoot.model.period import PeriodKind, complete
from folkmoot.model.problem import Problem, holds_error, in_order
from folkmoot.model.source import sources
from folkmoot.render.framing.staging import staged
from folkmoot.render.page import Page
from folkmoot.render.pages import pages_of

Mode = Literal["stamped", "staged"]


class Draft(NamedTuple):
    """A hub that was read and checked, with its pages; `problems` come first, and with errors there are no pages."""

    hub: Hub | None
    pages: tuple[Page, ...]
    problems: list[Problem]


class Reading(NamedTuple):
    """What a hub's files and its archive say, and what is wrong with them, in order.

    `faults` are those of the problems that were met while reading, before any rule was asked. `warehouse` is that of
    the archive where it was begun while the rest was read, else None.
    """

    community: Community
    harvest: Harvest
    metrics: list[Metric]
    archive: Path
    faults: list[Problem]
    problems: list[Problem]
    warehouse: Future[duckdb.DuckDBPyConnection] | None = None


def read(root: Path, archive: Path | None = None, leaving_out: Collection[str] = (), *, ahead: bool = False) -> Reading:
    """Reads and checks a hub; of the archive's folders in `leaving_out`, such as work, nothing is read.

    With `ahead` a second thread makes the warehouse in the meantime, for `opened`, which takes it once. Raises
    `WrongUse` where `root` is no hub, or where the `archive` that was named is not there.
    """
    if archive is not None and not archive.is_dir():
        raise WrongUse(f"{archive} is no folder", "name the folder of what was collected, or leave --archive out")
    community, metrics, problems = load_hub(root)
    archive = archive or root / community.profile.archive_dir
    warehouse = _begun(archive) if ahead and not holds_error(problems) else None
    harvest, faults = load_archive(archive, root, leaving_out)
    harvest = harvest._replace(visits=load_visits(root))
    faults = [*problems, *faults]
    return Reading(community, harvest, metrics, archive, faults, judged(root, community, faults), warehouse)


def _begun(archive: Path) -> Future[duckdb.DuckDBPyConnection]:
    aside = ThreadPoolExecutor(1)
    warehouse = aside.submit(open_warehouse, archive)
    aside.shutdown(wait=False)
    return warehouse


def judged(root: Path, community: Community, faults: list[Problem]) -> list[Problem]:
    """What was met while reading and what the rules find, with their places, in order."""
    return in_order(located(root, check.problems_of(community, faults)))


def derived(reading: Reading, now: dt.datetime, *, drafts: bool = False) -> tuple[Hub, list[Problem]]:
    """The hub as of the start of the community's day, with what is published by `now`, or with `drafts` with all of it.

    With it come the problems of metrics that cannot be computed.
    """
    community = reading.community if drafts else as_published(reading.community, now)
    with _room_enough(), open_warehouse(reading.archive) as warehouse:
        day = day_of(now, community.profile.timezone)
        return derive(community, reading.harvest, sources(community), warehouse, reading.metrics, day)


@contextmanager
def _room_enough() -> Iterator[None]:
    """Says in words where a hub has outgrown what a warehouse may take."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise FolkmootError(
            "what the hub and its archive hold does not fit into the two gigabytes that counting may take",
            "collect from fewer sources, or move the oldest years out of the archive",
        ) from None


def uncomputable(hub: Written, now: dt.datetime) -> list[Problem]:
    """What is wrong with the hub's own metrics, tried on its files alone, as if nothing had been collected.

    The hub's files must have no errors.
    """
    own = [one for one in hub.metrics if one.is_own]
    day = day_of(now, hub.community.profile.timezone)
    with open_warehouse(None) as warehouse:
        return survey(hub.community, Harvest(), sources(hub.community), warehouse, own, day)[1]


SAID = ("discussions", "issues", "pulls", "releases", "work")
"""The archive's folders of which tables tell a report enough: records of a million lines would take their time."""


class Opened(NamedTuple):
    """A hub with the warehouse that it was surveyed in, and the problems of metrics that cannot be computed."""

    hub: Hub
    warehouse: duckdb.DuckDBPyConnection
    problems: list[Problem]


@contextmanager
def opened(
    reading: Reading, now: dt.datetime, asked: PeriodKind | None = None, room: Path | None = None
) -> Iterator[Opened]:
    """The hub as of the start of the community's day, as `derive.survey` tells it, with its warehouse, for the block.

    With `asked` there are figures for the last week, month or quarter that is over, and for the one before it. `room`
    is a folder that the warehouse may write into, for which it cannot have been begun while the hub was read.
    """
    community = as_published(reading.community, now)
    day = day_of(now, community.profile.timezone)
    periods = complete(asked, day.date()) if asked else ()
    with reading.warehouse.result() if reading.warehouse else open_warehouse(reading.archive, room) as warehouse:
        with _room_enough():
            found = survey(community, reading.harvest, sources(community), warehouse, reading.metrics, day, periods)
        hub, problems = found
        yield Opened(hub, warehouse, problems)


def draft(root: Path, now: dt.datetime, archive: Path | None = None, site_url: str = "") -> Draft:
    """Reads, checks and derives; raises `WrongUse` as `read` does. `site_url` ends in a slash; "" is not known."""
    hub, problems = hub_of(root, now, archive)
    return Draft(hub, pages_of(hub, site_url) if hub else (), problems)


def hub_of(root: Path, now: dt.datetime, archive: Path | None = None) -> tuple[Hub | None, list[Problem]]:
    """The hub as of the start of the community's day, None where anything has errors; with its problems, in order."""
    reading = read(root, archive)
    if holds_error(reading.problems):
        return None, reading.problems
    hub, uncomputed = derived(reading, now)
    return None if holds_error(uncomputed) else hub, [*reading.problems, *uncomputed]


def documents(root: Path, hub: Hub, pages: tuple[Page, ...], mode: Mode, archive: Path | None = None) -> list[Artifact]:
    """What the engine renders: Markdown, the files beside it, and the pictures that were collected.

    `archive` is the folder of these, None for the one that content/community.yml names.
    """
    hidden = withheld(hub.community)
    files = (file for file in content_files(root, hub.community) if file.path not in hidden)
    kept = kept_pictures(archive or root / hub.community.profile.archive_dir, hub.harvest.pictures)
    return [*staged(hub.community, pages, mode), *files, *kept]
