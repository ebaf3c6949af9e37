"""Rules in other people's calendars give the dates that a program gives which follows every rule of RFC 5545."""

import datetime as dt

from hypothesis import assume, example, given
from hypothesis import strategies as st

from folkmoot.collect.calendar_document import LATEST, NEXT, read_calendar
from folkmoot.collect.calendar_rows import AROUND
from support.calendar_programs import shown_by_icalendar
from support.calendars import calendar, event
from support.examples import fewer

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
FIRST, LAST = (NOW - AROUND).date() + dt.timedelta(days=1), (NOW + AROUND).date()

DAYS = st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
PARTS = {
    "INTERVAL": st.integers(1, 3).map(str),
    "WKST": DAYS,
    "BYMONTH": st.lists(st.integers(1, 12).map(str), min_size=1, max_size=3, unique=True).map(",".join),
    "BYMONTHDAY": st.lists(st.sampled_from(("1", "13", "-1", "29")), min_size=1, max_size=2, unique=True).map(",".join),
    "BYYEARDAY": st.lists(st.sampled_from(("1", "60", "200", "-1", "366")), min_size=1, unique=True).map(",".join),
    "BYWEEKNO": st.lists(st.sampled_from(("1", "20", "53", "-1")), min_size=1, max_size=3, unique=True).map(",".join),
    "COUNT": st.integers(1, 40).map(str),
    "UNTIL": st.sampled_from(("20260701T000000Z", "20261224T190000Z", "99991231T235959Z")),
}
MEANT = {"YEARLY": set(PARTS), "MONTHLY": set(PARTS) - {"BYYEARDAY", "BYWEEKNO"}, "WEEKLY": {"BYMONTH"}}
MEANT["DAILY"] = MEANT["WEEKLY"] | {"BYMONTHDAY"}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule that RFC 5545 allows; weeks of the year have a weekday, without which programs differ."""
    frequency = draw(st.sampled_from(sorted(MEANT)))
    named = [name for name in PARTS if name in MEANT[frequency] | {"INTERVAL", "WKST", "COUNT", "UNTIL"}]
    chosen = draw(st.lists(st.sampled_from(named), max_size=2, unique=True))
    parts = {"FREQ": frequency} | {name: draw(PARTS[name]) for name in chosen}
    if "COUNT" in parts:
        parts.pop("UNTIL", None)
    if "BYWEEKNO" in parts or draw(st.booleans()):
        parts["BYDAY"] = ",".join(draw(st.lists(DAYS, min_size=1, max_size=2, unique=True)))
    return ";".join(f"{name}={value}" for name, value in parts.items())


STARTS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2026, 12, 31)).map(lambda one: f"{one:%Y%m%d}T190000")


def told(start: str, *lines: str) -> bytes:
    return calendar(
        event("a", "One", f";TZID=Europe/Berlin:{start}", "DURATION:PT1H", "STATUS:X", "SEQUENCE:0", *lines)
    )


def followed(body: bytes) -> list[str]:
    found = read_calendar(body, "text/calendar", NOW)
    assert found.left == ()
    return [row.start for row in found.rows if f"{FIRST}" <= row.start < f"{LAST}"]


def days(start: str, rule: str) -> set[str]:
    return {one.start.replace("+00:00", "Z") for one in shown_by_icalendar(told(start, f"RRULE:{rule}"), FIRST, LAST)}


def taken(starts: set[str]) -> list[str]:
    """The next twelve and the latest of the past, as the calendar is read."""
    ahead = sorted(one for one in starts if one >= "2026-06-15T09:00:00Z")
    return [*sorted(starts - set(ahead))[-LATEST:], *ahead[:NEXT]]


@given(STARTS, st.lists(rules(), min_size=1, max_size=2, unique=True))
@example("20241230T190000", ["FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO"])
def test_all_that_is_allowed_is_followed(start: str, series: list[str]) -> None:
    body = told(start, *(f"RRULE:{rule}" for rule in series))
    assert followed(body) == taken({day for rule in series for day in days(start, rule)})


@given(STARTS, rules(), rules())
@fewer(3)
def test_a_rule_of_exceptions_takes_away_what_it_gives(start: str, rule: str, without: str) -> None:
    gone = days(start, without)
    begun = min(days(start, "FREQ=DAILY;COUNT=1") or {""})
    assume(begun not in gone)
    body = told(start, f"RRULE:{rule}", f"EXRULE:{without}")
    assert followed(body) == taken(days(start, rule) - gone)
