"""What is said of a day, a date or a zone that is none: why, and what would be right."""

from pathlib import Path

import pytest

from support.complained import EVENT, the_one
from support.hubs import found, minimal_hub, write

DAYS = [
    ("2023-02-29", "is a day that does not exist", "February 2023 has 28 days"),
    ("2024-02-30", "is a day that does not exist", "February 2024 has 29 days"),
    ("2999-12-32", "is a day that does not exist", "December 2999 has 31 days"),
    ("2023-04-31", "is a day that does not exist", "April 2023 has 30 days"),
    ("2023-13-01", "is a day that does not exist", "months run from 01 to 12"),
    ("2023-00-01", "is a day that does not exist", "months run from 01 to 12"),
    ("0000-01-01", "is too far off", "a year from 1000 to 2999, with four digits"),
    ("0999-12-31", "is too far off", "a year from 1000 to 2999"),
    ("3000-01-01", "is too far off", "a year from 1000 to 2999"),
    ("31/01/2023", "is not written as a day", "year-month-day, for example 2026-03-14"),
    ("2023-1-1", "is not written as a day", "year-month-day"),
    ("2023-01-01 10:00", "is not written as a day", "year-month-day"),
    ("٢٠٢٣-٠١-٠١", "is not written as a day", "year-month-day"),
]

MOMENTS = [
    ("9999-12-31 23:59", "is too far off: 9999-12-31 23:59", "a year from 1000 to 2999"),
    ("9999-12", "is too far off: 9999-12", "a year from 1000 to 2999"),
    ("0001-01-01 00:10", "is too far off: 0001-01-01 00:10", "a year from 1000 to 2999"),
    ("2026-02-29 19:00", "is a day that does not exist: 2026-02-29 19:00", "February 2026 has 28 days"),
    ("2026-13", "is a day that does not exist: 2026-13", "months run from 01 to 12"),
    ("2026-03-01 24:30", "is a time that does not exist: 2026-03-01 24:30", "hours run from 00 to 23"),
    ("2026-03-01 19:60", "is a time that does not exist", "minutes to 59"),
    ("29.3.2026, 7 pm", "is not written as a date: 29.3.2026, 7 pm", "write it as 2026-05-14 19:00"),
    ("2026-03-29T19:00+02:00", "is not written as a date", "the zone goes under timezone"),
    ("2026", "is not written as a date: 2026", "as 2026-05 where only the month is known"),
    ("[2026-03-29]", "is not written as a date", "write it as 2026-05-14 19:00"),
    ("[2026-03-29, 19:00, minute]", "is not written as a date", "write it as 2026-05-14 19:00"),
    ("{date: 2026-03-29}", "is not written as a date", "write it as 2026-05-14 19:00"),
]


@pytest.mark.parametrize(("day", "message", "hint"), DAYS)
def test_a_day_that_is_none_says_why(tmp_path: Path, day: str, message: str, hint: str) -> None:
    where, said, advice = the_one(minimal_hub(tmp_path, **{"members/bo-ek.yml": f"name: Bo Ek\njoined: {day}\n"}))
    assert where == "members/bo-ek.yml:2:9"
    assert said == f"“joined” {message}: {day}"
    assert hint in advice


@pytest.mark.parametrize("key", ["start", "end"])
@pytest.mark.parametrize(("moment", "message", "hint"), MOMENTS)
def test_a_date_that_is_none_says_why(tmp_path: Path, key: str, moment: str, message: str, hint: str) -> None:
    start = "" if key == "start" else "start: 2026-03-01\n"
    where, said, advice = the_one(minimal_hub(tmp_path, **{"events/chat.md": f"{EVENT}{start}{key}: {moment}\n---\n"}))
    assert where == f"events/chat.md:{4 + bool(start)}:{len(key) + 3}"
    assert said.startswith(f"“{key}” {message}")
    assert hint in advice


def test_an_unknown_time_zone_is_told_with_what_else_is_wrong_in_the_file(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path, **{"members/bo-ek.yml": "name: Bo Ek\njoined: soon\ntimezone: EDT\n"})
    codes = [(problem.code, problem.line, problem.hint) for problem in found(hub)]
    assert codes[1] == ("zone-unknown", 3, "did you mean America/New_York?")
    assert [code for code, *_ in codes] == ["day", "zone-unknown"]
    for right in ("timezone: UTC", "timezone: Europe/Rome", "timezone:", "timezone: [a]"):
        write(hub, "members/bo-ek.yml", f"name: Bo Ek\njoined: soon\n{right}\n")
        assert "zone-unknown" not in [problem.code for problem in found(hub)]
