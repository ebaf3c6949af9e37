"""Days and months are those where the community is: worked out by hand for zones east and west of UTC."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from folkmoot.derive.activity import tell_clocks
from folkmoot.derive.measure import measure
from folkmoot.load.metrics import metric_files
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import Metric
from folkmoot.model.base import Origin
from folkmoot.model.harvest import Source
from folkmoot.model.post import Post
from support.activity_rows import Derived, derived, discussion, event, member, opened, work

NOW = dt.datetime(2027, 2, 10, 12, tzinfo=dt.UTC)
ZONES = ("Europe/Rome", "America/Los_Angeles", "Pacific/Kiritimati", "America/Havana", "Pacific/Pago_Pago", "UTC")

Told = dict[str, float]


def post(date: str) -> Post:
    told = {"title": "Hello", "date": date, "authors": ["ada"]}
    return Post.model_validate(told).placed(Origin("content/posts/hello.md", "hello"))


def at(folder: Path, zone: str, *records: Any, **given: Any) -> Derived:
    return derived(folder, *records, zone=zone, **{"now": NOW, "metrics": metric_files(Path("nowhere"))[0], **given})


def months(found: Derived, metric: str, series: str) -> Told:
    """The months with a figure that is not nought."""
    (one,) = (one for one in found.hub.measured if one.metric.name == metric)
    return {figure.period: figure.value for figure in one.months if figure.series == series and figure.value}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", ["2026-03", "2026-11"])
def test_a_post_of_the_first_counts_in_its_month(tmp_path: Path, zone: str, month: str) -> None:
    """On 1 November 2026 clocks go back in the Americas, in Havana at midnight of all times."""
    found = at(tmp_path, zone, post(f"{month}-01"))
    assert months(found, "contributors", "everybody") == months(found, "new_contributors", "everybody") == {month: 1}
    (one,) = found.hub.contributors
    (blog,) = found.hub.given
    first = dt.date.fromisoformat(f"{month}-01")
    assert (one.since, one.months, blog.since, blog.latest) == (first, (month,), first, first)


@pytest.mark.parametrize("zone", ZONES)
def test_who_joined_on_the_first_joined_in_its_month(tmp_path: Path, zone: str) -> None:
    found = at(tmp_path, zone, member("dan", joined="2026-03-01"))
    assert months(found, "joining_and_leaving", "joined") == {"2026-03": 1}


@pytest.mark.parametrize("zone", ZONES)
def test_days_of_the_archive_are_the_communitys(tmp_path: Path, zone: str) -> None:
    days = {"joined": "2025-01-01", "published": "2026-03-01", "returned": "2026-05-01"}
    gone = {"source": "members", "id": "1", "who": "hash:0", **days}
    done = work("github:2", "bob", first="2026-07-01", last="2026-07-01", published="2026-07-01")
    found = at(tmp_path, zone, departures=[gone], work=[done])
    assert months(found, "joining_and_leaving", "left") == {"2026-03": 1}
    assert months(found, "joining_and_leaving", "returned") == {"2026-05": 1}
    assert months(found, "contributors", "everybody") == {"2026-07": 1}
    (code,) = found.hub.given
    assert (code.since, code.latest) == (dt.date(2026, 7, 1), dt.date(2026, 7, 1))


@pytest.mark.parametrize("zone", ZONES)
def test_an_event_of_a_whole_day_is_on_that_day_wherever_it_is(tmp_path: Path, zone: str) -> None:
    found = at(tmp_path, zone, event(start="2026-05-01", timezone="Asia/Tokyo", hosts=["ada"]))
    assert months(found, "contributors", "everybody") == {"2026-05": 1}


@pytest.mark.parametrize(
    ("zone", "moment", "month"),
    [
        ("Europe/Rome", "2026-04-30T21:59:59Z", "2026-04"),
        ("Europe/Rome", "2026-04-30T22:00:00Z", "2026-05"),
        ("Europe/Rome", "2026-10-31T22:59:59Z", "2026-10"),
        ("Europe/Rome", "2026-10-31T23:30:00Z", "2026-11"),
        ("America/Los_Angeles", "2026-05-01T06:59:59Z", "2026-04"),
        ("America/Los_Angeles", "2026-05-01T07:00:00Z", "2026-05"),
        ("Pacific/Kiritimati", "2026-04-30T09:59:59Z", "2026-04"),
        ("Pacific/Kiritimati", "2026-04-30T10:00:00Z", "2026-05"),
        ("America/Havana", "2026-11-01T03:59:59Z", "2026-10"),
        ("America/Havana", "2026-11-01T04:00:00Z", "2026-11"),
        ("America/Havana", "2026-11-01T05:00:00Z", "2026-11"),
        ("UTC", "2026-04-30T23:30:00Z", "2026-04"),
    ],
)
def test_a_moment_is_in_the_month_that_the_communitys_clocks_show(
    tmp_path: Path, zone: str, moment: str, month: str
) -> None:
    asked = discussion("d1", published=moment, updated=moment)
    reported = opened("i1", author="bob", author_id=2, published=moment, updated=moment)
    found = at(tmp_path, zone, discussions=[asked], issues=[reported])
    assert months(found, "contributors", "everybody") == {month: 2}
    (one,) = (one for one in found.hub.measured if one.metric.name == "response_within_48_hours")
    assert [figure.period for figure in one.months if figure.n] == [month]
    assert {one.months for one in found.hub.contributors} == {(month,)}
    (bug,) = found.hub.given
    assert f"{bug.since:%Y-%m}" == f"{bug.latest:%Y-%m}" == month


def test_the_months_that_are_over_are_over_where_the_community_is(tmp_path: Path) -> None:
    evening = dt.datetime(2026, 10, 31, 23, 30, tzinfo=dt.UTC)
    last = {
        zone: max(months(at(tmp_path / zone, zone, post("2026-10-01"), now=evening), "contributors", "everybody"))
        for zone in ("Europe/Rome", "Pacific/Kiritimati")
    }
    assert last == {"Europe/Rome": "2026-10", "Pacific/Kiritimati": "2026-10"}
    found = at(tmp_path / "west", "America/Los_Angeles", post("2026-10-01"), now=evening)
    assert months(found, "contributors", "everybody") == {}
    (one,) = (one for one in found.hub.measured if one.metric.name == "contributors")
    assert (one.months[0].period, one.months[-1].period) == ("2025-10", "2026-09")


@pytest.mark.parametrize(
    ("zone", "moments", "group"),
    [
        # The day on which clocks go forward has 23 hours, and that on which they go back has 25.
        ("Europe/Rome", ("2026-03-28T23:00:00Z", "2026-03-29T21:59:00Z"), "one-off"),
        ("Europe/Rome", ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"), "occasional"),
        ("Europe/Rome", ("2026-10-24T22:00:00Z", "2026-10-25T22:59:00Z"), "one-off"),
        ("Europe/Rome", ("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"), "occasional"),
        ("America/Los_Angeles", ("2026-03-08T08:00:00Z", "2026-03-09T06:59:00Z"), "one-off"),
        ("America/Los_Angeles", ("2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z"), "occasional"),
        ("UTC", ("2026-03-28T23:00:00Z", "2026-03-29T21:59:00Z"), "occasional"),
    ],
)
def test_groups_go_by_the_communitys_days(tmp_path: Path, zone: str, moments: tuple[str, ...], group: str) -> None:
    told = [discussion(f"d{number}", published=one, updated=one) for number, one in enumerate(moments)]
    (one,) = at(tmp_path, zone, discussions=told, now=dt.datetime(2027, 2, 10, tzinfo=dt.UTC)).hub.contributors
    assert one.group == group


@pytest.mark.parametrize(
    ("zone", "published", "month"),
    [
        ("America/Los_Angeles", "2026-05-01T00:00:00Z", "2026-05"),  # a day: feeds can write it no other way
        ("America/Los_Angeles", "2026-05-01T00:00:01Z", "2026-04"),
        ("Pacific/Kiritimati", "2026-05-01T00:00:00Z", "2026-05"),
    ],
)
def test_what_a_feed_dates_by_the_day_is_of_that_day(tmp_path: Path, zone: str, published: str, month: str) -> None:
    entry = {"source": "blog", "id": "e", "url": "https://ada.example/1", "title": "E", "published": published}
    found = at(
        tmp_path,
        zone,
        sources=(Source("entries", "blog", "https://ada.example/feed", owner="ada"),),
        entries=[entry | {"first_seen": "2026-06-01T00:00:00Z"}],
    )
    assert months(found, "contributors", "everybody") == {month: 1}


def shown(zone: str, folder: Path) -> Callable[[str], Any]:
    """Computes something as a hub's own metric does, in the locked database."""

    def value(expression: str) -> Any:
        sql = f"SELECT '' AS period, CAST({expression} AS VARCHAR) AS series, 1 AS value, 1 AS n"
        with open_warehouse(folder) as connection:
            tell_clocks(connection, NOW, ZoneInfo(zone))
            (one,), problems = measure(connection, [Metric("own", "Our own", "", "d", "u", "", "s", sql)])
        assert problems == []
        return one.figures[0].series

    return value


def test_a_hubs_own_metric_counts_by_the_communitys_days(tmp_path: Path) -> None:
    rome = shown("Europe/Rome", tmp_path)
    assert rome("local_time(TIMESTAMP '2026-10-31 23:30:00')") == "2026-11-01 00:30:00"
    assert rome("day_of(TIMESTAMP '2026-10-31 23:30:00')") == "2026-11-01"
    assert rome("month_of(TIMESTAMP '2026-10-31 23:30:00')") == "2026-11"
    assert rome("instant(DATE '2026-11-01')") == "2026-10-31 23:00:00"
    assert rome("instant(TIMESTAMP '2026-03-29 02:30:00')") == "2026-03-29 01:00:00"  # no clock showed that
    assert rome("instant(TIMESTAMP '2026-10-25 02:30:00')") == "2026-10-25 00:30:00"  # clocks showed it twice
    assert rome("day_of(NULL) IS NULL AND month_of(NULL) IS NULL") == "true"
    assert (
        shown("Africa/Cairo", tmp_path)("instant(DATE '2026-04-24')") == "2026-04-23 22:00:00"
    )  # there is no midnight
    # The clocks are those of the machine's own list of zones, by which the site shows all other times.
    for zone in ("America/Vancouver", "Africa/Casablanca"):
        here = dt.datetime(2026, 12, 1, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
        assert shown(zone, tmp_path)("instant(DATE '2026-12-01')") == f"{here:%Y-%m-%d %H:%M:%S}"
