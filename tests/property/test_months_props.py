"""For any zone: what is written as a day is on that day, and every moment is on the day that clocks show there."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from folkmoot.derive.activity import tell_clocks
from folkmoot.load.warehouse import open_warehouse

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
ZONES = sorted(name for name in available_timezones() if "/" in name)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(Path(tmp_path_factory.mktemp("archive"))) as connection:
        yield connection


@given(
    zone=some.sampled_from(ZONES).map(ZoneInfo),
    month=some.dates(dt.date(2012, 1, 1), dt.date(2027, 12, 1)).map(lambda day: day.replace(day=1)),
    moment=some.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2027, 12, 31)),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_days_and_months_are_where_the_community_is(
    warehouse: duckdb.DuckDBPyConnection, zone: ZoneInfo, month: dt.date, moment: dt.datetime
) -> None:
    warehouse.execute("DELETE FROM clocks")
    tell_clocks(warehouse, NOW, zone)
    midnight = dt.datetime.combine(month, dt.time(), zone).astimezone(dt.UTC).replace(tzinfo=None)
    eve = midnight - dt.timedelta(seconds=1)
    told = warehouse.execute(
        "SELECT instant($1), month_of($2), month_of($3), local_time($4)", [month, midnight, eve, moment]
    ).fetchone()
    assert told is not None
    before = (month - dt.timedelta(days=1)).strftime("%Y-%m")
    assert told[:3] == (midnight, f"{month:%Y-%m}", before)
    assert told[3] == moment.replace(tzinfo=dt.UTC).astimezone(zone).replace(tzinfo=None)
