"""Points in time as people announce them, and the moment a command works at."""

import datetime as dt

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from folkmoot.errors import WrongUse
from folkmoot.model.base import parse_day
from folkmoot.model.instant import instant
from folkmoot.model.moment import Moment, When, day_of, parse_moment

NOW = dt.datetime(2026, 6, 15, 9, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-05-14 19:00", Moment(dt.date(2026, 5, 14), dt.time(19), "minute")),
        ("2026-05-14T19:05", Moment(dt.date(2026, 5, 14), dt.time(19, 5), "minute")),
        ("2026-05-14 00:00:00", Moment(dt.date(2026, 5, 14), dt.time(0), "minute")),
        ("2026-05-14", Moment(dt.date(2026, 5, 14), None, "day")),
        ("2026-05", Moment(dt.date(2026, 5, 1), None, "month")),
        ("1000-01-01", Moment(dt.date(1000, 1, 1), None, "day")),
        ("1066-10", Moment(dt.date(1066, 10, 1), None, "month")),
        ("2999-12-31 23:59", Moment(dt.date(2999, 12, 31), dt.time(23, 59), "minute")),
    ],
)
def test_a_moment_is_read_as_it_was_announced_and_written_the_same_way(written: str, moment: Moment) -> None:
    assert parse_moment(written) == moment
    assert str(moment) == written.replace("T", " ").removesuffix(":00" if written.count(":") == 2 else "")
    assert parse_moment(str(moment)) == moment


@pytest.mark.parametrize(
    "written",
    [
        "2026", "2026-5-14", "2026-05-14 7pm", "2026-05-14 19:00:30", "2026-05-14 19:00+02:00", "2026-05-14 19:00Z",
        "2026-05-14  19:00", "14.05.2026", "", " 2026-05", "2026-05\n", "٢٠٢٦-٠٥-١٤", "٢٠٢٦-٠٥",
        "2026-05-14 ١٩:٠٠", "2026-W20-4",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused_with_what_would_be_one(written: str) -> None:
    with pytest.raises(PydanticCustomError, match="write it as 2026-05-14 19:00") as raised:
        parse_moment(written)
    assert raised.value.type == "moment_format"


@pytest.mark.parametrize(
    ("written", "kind"),
    [("2026-02-29", "day_missing"), ("2026-00", "day_missing"), ("2026-05-14 24:00", "time_missing"),
     ("2026-05-14 19:60", "time_missing"), ("2026-02-30 10:00", "day_missing")],
)  # fmt: skip
def test_what_the_calendar_or_the_clock_lacks_is_refused(written: str, kind: str) -> None:
    with pytest.raises(PydanticCustomError, match="there is no such") as raised:
        parse_moment(written)
    assert raised.value.type == kind


@pytest.mark.parametrize(
    "written", ["0000-05", "0476-09-04", "0999-12-31 23:59", "3000-01", "9999-12-31", "9999-13-41"]
)
def test_what_leaves_no_room_around_it_is_refused_with_the_years_there_are(written: str) -> None:
    with pytest.raises(PydanticCustomError, match="from 1000 to 2999") as raised:
        parse_moment(written)
    assert raised.value.type == "day_far"


@pytest.mark.parametrize("given", [["2026-05-14", None, "day"], {"date": "2026-05-14"}, 2026, None, NOW.date()])
def test_only_a_text_or_a_moment_is_a_moment(given: object) -> None:
    with pytest.raises(ValidationError, match="write it as"):
        TypeAdapter(When).validate_python(given)


def test_a_moment_passes_through_json() -> None:
    adapter: TypeAdapter[Moment] = TypeAdapter(When)
    moment = parse_moment("2026-05-14 19:00")
    assert adapter.validate_python(moment) == moment
    assert adapter.dump_json(moment) == b'"2026-05-14 19:00"'
    assert adapter.validate_json(adapter.dump_json(moment)) == moment


def test_local_time_is_the_wall_clocks_and_midnight_where_none_is_known() -> None:
    assert parse_moment("2026-05-14 19:00").local == dt.datetime(2026, 5, 14, 19)
    assert parse_moment("2026-05").local == dt.datetime(2026, 5, 1)


def test_every_month_knows_its_length() -> None:
    for year in (1000, 1900, 2000, 2023, 2024, 2999):
        for month in range(1, 13):
            with pytest.raises(PydanticCustomError) as raised:
                parse_day(f"{year:04}-{month:02}-32")
            last = int(raised.value.message().split()[-2])
            assert parse_day(f"{year:04}-{month:02}-{last}") == dt.date(year, month, last)


def test_the_moment_given_comes_before_the_epoch_and_the_epoch_before_the_clock() -> None:
    assert instant("2026-06-15", "0", lambda: NOW) == dt.datetime(2026, 6, 15, tzinfo=dt.UTC)
    assert instant("2026-06-15T09:00:00+02:00", "", lambda: NOW).utcoffset() == dt.timedelta(hours=2)
    assert instant("", "86400", lambda: NOW) == dt.datetime(1970, 1, 2, tzinfo=dt.UTC)
    assert instant("", "", lambda: NOW) is NOW


@pytest.mark.parametrize("given", ["tomorrow", "2026-02-30", "26-06-15", "\0"])
def test_a_moment_that_is_none_is_wrong_use(given: str) -> None:
    with pytest.raises(WrongUse, match="is no moment") as raised:
        instant(given, "", lambda: NOW)
    assert "2026-06-15" in raised.value.hint


@pytest.mark.parametrize("given", ["0001-01-01", "1969-12-31", "3000-01-01", "9999-12-31T23:59:59-12:00"])
def test_a_moment_that_leaves_no_room_around_it_is_wrong_use(given: str) -> None:
    with pytest.raises(WrongUse, match="is too far off") as raised:
        instant(given, "", lambda: NOW)
    assert raised.value.hint == "write a moment from 1970 to 2999"


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1.5", "²", "999999999999"])
def test_an_epoch_that_is_none_is_wrong_use(epoch: str) -> None:
    with pytest.raises(WrongUse, match="SOURCE_DATE_EPOCH is ") as raised:
        instant("", epoch, lambda: NOW)
    assert "seconds since 1970" in raised.value.hint
    with pytest.raises(WrongUse, match="is too far off"):
        instant("", "99999999999", lambda: NOW)


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-06-15T23:30:00+00:00", "Europe/Rome", "2026-06-16T00:00:00+02:00"),
        ("2026-06-15T00:30:00+00:00", "America/Lima", "2026-06-14T00:00:00-05:00"),
        ("2026-03-29T12:00:00+00:00", "Europe/Rome", "2026-03-29T00:00:00+01:00"),
    ],
)
def test_a_day_is_that_of_the_communitys_own_clocks(moment: str, zone: str, day: str) -> None:
    assert day_of(dt.datetime.fromisoformat(moment), zone).isoformat() == day
