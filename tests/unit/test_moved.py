"""Who moves an event that is in people's calendars is asked to count it."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.check.moved import uncounted_moves
from folkmoot.load.community import load_community
from folkmoot.model.community import Community
from support.hubs import minimal_hub

TODAY = dt.date(2026, 6, 15)
EVENT = "title: Walk\nkind: chat\nstart: 2026-07-01 19:00\nplace: hall\nsequence: 1\n"
SERIES = "recurrence:\n  rule: FREQ=WEEKLY\n"
DROPPED = f"{SERIES}  exceptions: [{{date: 2026-07-08}}]\n"


def community(folder: Path, text: str, name: str = "walk") -> Community:
    files = {f"events/{name}.md": f"---\n{text}---\n", "content/places/hall.yml": "name: H\naddress: M 1\n"}
    loaded = load_community(minimal_hub(folder, **files, **{"content/places/inn.yml": "name: I\naddress: M 2\n"}))
    assert loaded.problems == []
    return loaded.community


def hints(folder: Path, was: str, now: str, name: str = "walk") -> list[tuple[object, str]]:
    found = uncounted_moves(community(folder / "was", was), community(folder / "now", now, name), TODAY)
    return [(one.keys[0], one.hint) for one in found]


@pytest.mark.parametrize(
    ("was", "now", "key", "number"),
    [
        (EVENT, EVENT.replace("19:00", "18:00"), "start", 2),
        (EVENT, EVENT.replace("07-01", "08-01"), "start", 2),
        (EVENT, EVENT.replace("hall", "inn").replace("sequence: 1\n", ""), "place", 2),
        (EVENT, f"{EVENT}end: 2026-07-01 22:00\n", "end", 2),
        (EVENT, f"{EVENT}timezone: Europe/London\n", "timezone", 2),
        (EVENT, f"{EVENT}online: https://meet.example\n", "online", 2),
        (EVENT, f"{EVENT}{SERIES}", "recurrence", 2),
        (f"{EVENT}{DROPPED}", f"{EVENT}{SERIES}", "recurrence", 3),
        (f"{EVENT}status: cancelled\n", EVENT, "status", 3),
        (
            f"{EVENT}{SERIES}".replace("2026", "2020"),
            f"{EVENT}{SERIES}".replace("2026-07-01 19", "2020-07-01 18"),
            "start",
            2,
        ),
    ],
)
def test_a_move_that_is_not_counted_is_told_with_the_number_that_is_right(
    tmp_path: Path, was: str, now: str, key: str, number: int
) -> None:
    assert hints(tmp_path / "a", was, now) == [(key, f"write sequence: {number}")]
    counted = now.replace("sequence: 1\n", "") + f"sequence: {number}\n"
    assert hints(tmp_path / "b", was, counted) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (EVENT, EVENT.replace("Walk", "Long walk")),
        (EVENT, f"{EVENT}status: cancelled\n"),
        (f"{EVENT}{SERIES}", f"{EVENT}{DROPPED}"),
        (EVENT, f"{EVENT}status: tentative\n"),
        (EVENT.replace("2026-07-01 19:00", "2026-07"), EVENT),
        (EVENT.replace("2026-07", "2026-05"), EVENT.replace("2026-07-01 19:00", "2026-05-01 18:00")),
    ],
)
def test_what_counts_by_itself_or_is_in_no_calendar_needs_no_number(tmp_path: Path, was: str, now: str) -> None:
    assert hints(tmp_path, was, now) == []


def test_a_renamed_file_is_the_same_event(tmp_path: Path) -> None:
    now = f"{EVENT.replace('19:00', '18:00')}formerly: [walk]\n"
    assert hints(tmp_path, EVENT, now, "stroll") == [("start", "write sequence: 2")]
    assert hints(tmp_path / "other", EVENT, EVENT.replace("19:00", "18:00"), "stroll") == []


def test_a_place_whose_file_is_renamed_is_where_it_was(tmp_path: Path) -> None:
    before, after = community(tmp_path / "was", EVENT), community(tmp_path / "now", EVENT.replace("hall", "inn"))
    inn = after.places["inn"].model_copy(update={"formerly": ("hall",)})
    renamed = after._replace(places={"inn": inn})
    assert list(uncounted_moves(before, renamed, TODAY)) == []
    assert len(list(uncounted_moves(before, after, TODAY))) == 1
