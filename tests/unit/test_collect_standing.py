"""How sources fare over time: what is news, where they moved, and when they are asked again."""

import datetime as dt

import pytest

from folkmoot.collect.patience import Trip, failed
from folkmoot.collect.standing import Elsewhere, Standing, change, standing_of
from folkmoot.model.harvest import Failure, Source, SourceState, Visit
from folkmoot.model.instant import written
from folkmoot.model.source import is_same_but_secure

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SOURCE = Source("entries", "a", "https://a.example/feed")
NEW, NEWER = "https://new.example/feed", "https://newer.example/feed"
WELL, BROKEN, GONE = None, Failure(SOURCE, "is not there (404)"), Failure(SOURCE, "is gone", "gone")
AT_NEW, AT_NEWER = Elsewhere(NEW, "redirects for good"), Elsewhere(NEWER, "redirects for good")


def told(*results: Failure | Elsewhere | None, days: int = 1) -> list[SourceState]:
    """What is written of a source that fared like that in runs that lie so many days apart."""
    states: list[SourceState] = []
    for number, result in enumerate(results):
        failure = result if isinstance(result, Failure) else None
        elsewhere = result if isinstance(result, Elsewhere) else None
        new = change(SOURCE, standing_of(states), failure, elsewhere, NOW + number * days * DAY)
        states += [new] if new else []
    return states


@pytest.mark.parametrize(
    ("results", "states"),
    [
        ([WELL, WELL], ["first-seen"]),
        ([BROKEN, BROKEN, WELL, WELL], ["failing", "recovered"]),
        ([WELL, BROKEN, GONE, BROKEN, WELL], ["first-seen", "failing", "gone", "recovered"]),
        ([AT_NEW, AT_NEW], ["moved"]),
        ([WELL, AT_NEW, BROKEN, AT_NEW], ["first-seen", "moved", "failing", "moved"]),
        ([AT_NEW, WELL], ["moved", "recovered"]),
        ([AT_NEW, AT_NEWER, AT_NEW], ["moved", "moved", "moved"]),
    ],
)
def test_only_changes_are_told(results: list[Failure | Elsewhere | None], states: list[str]) -> None:
    assert [one.state for one in told(*results)] == states


def test_a_server_that_redirects_elsewhere_every_time_is_told_of_thrice_a_week() -> None:
    ever_new = [Elsewhere(f"{NEW}?{number}", "redirects for good") for number in range(14)]
    assert len(told(*ever_new)) == 6
    assert len(told(*[AT_NEW, AT_NEWER] * 7)) == 6
    assert len(told(*[AT_NEW, WELL] * 7)) == 12
    assert [one.state for one in told(*ever_new[:4], BROKEN, AT_NEW)][-2:] == ["failing", "moved"]


def test_what_fails_for_thirty_days_is_in_quarantine_until_it_is_read() -> None:
    states = told(WELL, *[BROKEN] * 7, GONE, WELL, BROKEN, days=6)
    assert [(one.state, one.published[:10]) for one in states] == [
        ("first-seen", "2026-06-15"),
        ("failing", "2026-06-21"),
        ("quarantined", "2026-07-21"),
        ("gone", "2026-08-02"),
        ("recovered", "2026-08-08"),
        ("failing", "2026-08-14"),
    ]
    assert states[2].reason == BROKEN.reason


def test_a_move_is_known_from_the_day_it_was_first_seen() -> None:
    """Failing meanwhile, or another move that was taken back, does not start the days anew."""
    standing = standing_of(told(AT_NEW, BROKEN, AT_NEW, AT_NEWER, AT_NEW, AT_NEWER, days=3))
    assert [(one.url, one.since[:10]) for one in standing.moves] == [(NEW, "2026-06-15"), (NEWER, "2026-06-30")]
    assert standing_of(told(AT_NEW, WELL, AT_NEW)).moves[0].since[:10] == "2026-06-17"
    assert told(AT_NEW)[0].url == NEW


def test_the_newest_settled_move_is_where_it_is() -> None:
    standing = standing_of(told(AT_NEW, AT_NEWER, days=5))
    assert [standing.settled(SOURCE, NOW + days * DAY) for days in (6, 7, 11, 12)] == ["", NEW, NEW, NEWER]


@pytest.mark.parametrize(
    ("url", "target", "same"),
    [
        ("http://a.example/f?x", "https://a.example/f?x", True),
        ("http://a.example:80/f", "https://A.example:443/f", True),
        ("http://a.example/f", "https://a.example/g", False),
        ("http://a.example/f", "https://b.example/f", False),
        ("http://a.example/f", "https://a.example/f?x", False),
        ("http://a.example/f", "https://a.example:8443/f", False),
        ("https://a.example/f", "http://a.example/f", False),
        ("http://a.example/f", "https://[half", False),
    ],
)
def test_from_http_to_https_is_no_move_to_wait_for(url: str, target: str, *, same: bool) -> None:
    assert is_same_but_secure(url, target) is same
    source = Source("entries", "a", url)
    new = change(source, Standing(), None, Elsewhere(target, "redirects for good"), NOW)
    assert new is not None
    assert standing_of([new]).settled(source, NOW) == (target if same else "")


def waits(*, failures: int = 0, state: str = "failing", told: str = "") -> dt.timedelta:
    visit = failed(Visit(failures=failures), Failure(SOURCE, "", not_before=told), state, NOW)
    assert (visit.asked, visit.failures) == (written(NOW), failures + 1)
    return dt.datetime.fromisoformat(visit.not_before) - NOW


def test_what_fails_is_asked_less_and_less_often_but_never_given_up() -> None:
    hours = [waits(failures=failures) / dt.timedelta(hours=1) for failures in range(7)]
    assert hours == [1, 2, 4, 8, 16, 20, 20]
    assert waits(failures=10**9) < DAY, "runs once a day ask it every time"
    assert waits(failures=50, state="quarantined") == waits(state="gone") == dt.timedelta(days=6, hours=20)


def test_a_server_that_says_when_is_waited_for() -> None:
    assert waits(told=written(NOW + 3 * DAY)) == 3 * DAY
    assert waits(told=written(NOW + DAY / 48)) == dt.timedelta(hours=1)


@pytest.mark.parametrize(("ahead", "too_early"), [(-1, False), (0, False), (1, True), (7, True), (9, False)])
def test_what_lies_further_ahead_than_any_wait_is_damage(ahead: int, *, too_early: bool) -> None:
    assert Trip(SOURCE, visit=Visit(not_before=written(NOW + ahead * DAY))).waits(NOW) is too_early
    assert not Trip(SOURCE).waits(NOW)
