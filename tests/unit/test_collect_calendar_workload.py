"""The calendars of the workload over loopback: all are read, twice the same, with the dates another reader finds."""

import datetime as dt
import importlib.util
from argparse import Namespace
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from folkmoot.load.archive import load_archive
from folkmoot.model.community import Community, Profile
from folkmoot.refresh import Request, refresh
from support.feed_site import Page, feed_site

CALENDARS = 4


@pytest.fixture(scope="module")
def made(repository: Path) -> tuple[list[bytes], dt.datetime]:
    file = repository.parent / "shared" / "workload" / "feed_server.py"
    if not file.is_file():
        pytest.skip("the workload lies beside the checkout, in ../shared/workload, and is not there")
    spec = importlib.util.spec_from_file_location("feed_server", file)
    assert spec is not None
    assert spec.loader is not None
    server = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(server)
    world = server.World(Namespace(feeds=1, port=1, seed=1, hosts=1, calendars=CALENDARS, median_kb=1, slow_s=0.0))
    return [world.ics(number) for number in range(CALENDARS)], server.NOW


def test_all_calendars_are_read_and_a_second_run_makes_no_diff(
    made: tuple[list[bytes], dt.datetime], tmp_path: Path
) -> None:
    bodies, now = made
    with feed_site() as site:
        for number, body in enumerate(bodies):
            site.pages[f"/c/{number}.ics"] = Page(body, 200, {"Content-Type": "text/calendar; charset=utf-8"})
        told = [{"url": site.url(f"/c/{number}.ics"), "title": f"Group {number}"} for number in range(CALENDARS)]
        hub = Community(
            Profile.model_validate({"name": "Moot", "timezone": "Europe/Berlin", "sources": {"calendars": told}}),
            *({}, {}, {}, {}, {}, {}, (), ()),
        )
        request = Request(tmp_path, hub, tmp_path / "archive", now, allow=frozenset({site.host}))
        first = refresh(request)
        again = refresh(request._replace(now=now + dt.timedelta(hours=1)))
    assert (first.sources, first.failures) == (CALENDARS, ())
    assert again.written == ()
    found, problems = load_archive(tmp_path / "archive", tmp_path)
    assert problems == []
    assert first.new == {"events": len(found.events)}
    window = now - dt.timedelta(days=399), now + dt.timedelta(days=30)
    for body in bodies:
        oracle = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(*window)
        uids = {str(one["UID"]) for one in oracle}
        mine = {one.start for one in found.events if one.uid in uids}
        assert {_written(one.start) for one in oracle if _begins_in(one.start, *window)} <= mine


def _written(start: dt.date) -> str:
    if isinstance(start, dt.datetime):
        return f"{start.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return start.isoformat()


def _begins_in(start: dt.date, first: dt.datetime, last: dt.datetime) -> bool:
    return f"{first:%Y-%m-%dT%H}" < _written(start) < f"{last:%Y-%m-%dT%H}"
