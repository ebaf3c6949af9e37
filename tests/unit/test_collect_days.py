"""Days and months of what histories tell are those where the community is."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.load.archive import load_archive
from folkmoot.model.clocks import Days
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Harvest
from folkmoot.model.zones import known_zone
from folkmoot.refresh import Request, refresh
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)


def collected(root: Path, zone: str, now: dt.datetime = NOW) -> Harvest:
    sources = {"repositories": ["log"]}
    profile = Profile.model_validate({"name": "Test Moot", "timezone": zone, "sources": sources})
    outcome = refresh(Request(root, Community(profile, {}, {}, {}, {}, {}, {}, (), ()), root.parent / "archive", now))
    assert outcome.failures == ()
    return load_archive(root.parent / "archive", root)[0]


def work(harvest: Harvest) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.published[:7], one.first, one.last, one.weeks) for one in sorted(harvest.work, key=lambda one: one.id)]


@pytest.mark.parametrize(
    ("zone", "day", "clock", "month", "told", "week"),
    [
        ("UTC", "2026-05-31", "23:30:00Z", "2026-05", "2026-05-31", "2026-W22"),
        ("Europe/Rome", "2026-05-31", "21:59:59Z", "2026-05", "2026-05-31", "2026-W22"),
        ("Europe/Rome", "2026-05-31", "22:00:00Z", "2026-06", "2026-06-01", "2026-W23"),
        ("America/Los_Angeles", "2026-06-01", "06:59:59Z", "2026-05", "2026-05-31", "2026-W22"),
        ("America/Los_Angeles", "2026-06-01", "07:00:00Z", "2026-06", "2026-06-01", "2026-W23"),
        ("Pacific/Kiritimati", "2026-05-31", "10:00:00Z", "2026-06", "2026-06-01", "2026-W23"),
        # What the author's own clock said does not count: it was another day there.
        ("Europe/Rome", "2026-06-01", "06:00:00+14:00", "2026-05", "2026-05-31", "2026-W22"),
    ],
)
def test_work_is_of_the_communitys_month_and_day(
    tmp_path: Path, zone: str, day: str, clock: str, month: str, told: str, week: str
) -> None:
    Repository(tmp_path / "hub/log").commit(day=day, clock=clock)
    assert work(collected(tmp_path / "hub", zone)) == [(month, told, told, (week,))]


def test_a_hub_that_moves_has_its_work_counted_anew(tmp_path: Path) -> None:
    """What was remembered was of other days, and nothing counts twice."""
    Repository(tmp_path / "hub/log").commit(day="2026-05-31", clock="23:30:00Z")
    assert [month for month, *_ in work(collected(tmp_path / "hub", "UTC"))] == ["2026-05"]
    assert [month for month, *_ in work(collected(tmp_path / "hub", "Europe/Rome"))] == ["2026-06"]


def test_work_of_this_evening_is_of_today(tmp_path: Path) -> None:
    """In UTC it is tomorrow in the one place, and still yesterday in the other."""
    Repository(tmp_path / "hub/log").commit(day="2026-06-01", clock="05:00:00Z")
    now = dt.datetime(2026, 6, 1, 6, tzinfo=dt.UTC)
    assert work(collected(tmp_path / "hub", "America/Los_Angeles", now))[0][:2] == ("2026-05", "2026-05-31")
    Repository(tmp_path / "east/log").commit(day="2026-05-31", clock="11:00:00Z")
    now = dt.datetime(2026, 5, 31, 12, tzinfo=dt.UTC)
    assert work(collected(tmp_path / "east", "Pacific/Kiritimati", now))[-1][:2] == ("2026-06", "2026-06-01")


@pytest.mark.parametrize(
    ("zone", "left", "back"),
    [
        ("UTC", "2026-03-31", "2026-05-01"),
        ("Europe/Rome", "2026-04-01", "2026-05-01"),
        ("America/Los_Angeles", "2026-03-31", "2026-04-30"),
    ],
)
def test_people_leave_and_come_back_on_the_communitys_days(tmp_path: Path, zone: str, left: str, back: str) -> None:
    hub, file = Repository(tmp_path / "hub"), {"members/ada.yml": "name: Ada\njoined: 2025-01-01\n"}
    Repository(tmp_path / "hub/log").commit()
    hub.path.joinpath(".gitignore").write_text("log\n.folkmoot\n")
    hub.commit(day="2026-01-01", files=file)
    (hub.path / "members/ada.yml").unlink()
    hub.commit(day="2026-03-31", clock="23:30:00Z")
    hub.commit(day="2026-05-01", clock="06:30:00Z", files=file)
    (one,) = collected(hub.path, zone).departures
    assert (one.published, one.returned) == (left, back)


def test_days_are_those_of_a_zones_clocks() -> None:
    """Also before 1970, on days when clocks change, and where a day was left out."""
    moments = [
        *(dt.datetime(2026, 3, 29, hour, 30, tzinfo=dt.UTC) for hour in range(24)),
        *(dt.datetime(2011, 12, 30, hour, tzinfo=dt.UTC) for hour in range(24)),
        dt.datetime(1969, 12, 31, 23, 30, tzinfo=dt.UTC),
        *(dt.datetime(year, 7, 1, 22, 30, tzinfo=dt.UTC) for year in (1930, 2030, 2060)),
    ]
    for name in ("Europe/Rome", "Pacific/Apia", "America/New_York", "Asia/Kathmandu"):
        zone = known_zone(name)
        assert zone
        days = Days(zone)
        told = [dt.date(1970, 1, 1) + dt.timedelta(days.of(int(moment.timestamp()))) for moment in moments]
        assert told == [moment.astimezone(zone).date() for moment in moments]
