"""How sources fare, by what the archive tells of their changes and the cache of the last visit."""

import datetime as dt
from itertools import count

import pytest

from folkmoot.model.conversation import Discussion
from folkmoot.model.faring import Faring, faring
from folkmoot.model.harvest import CalendarEvent, Entry, Harvest, Reading, Source, SourceState, State, Visit, Work

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
HERE, THERE = "http://a.example/feed", "https://b.example/feed"
SOURCE = Source("entries", "a-example-feed", HERE)


def states(*told: tuple[str, State] | tuple[str, State, str]) -> tuple[SourceState, ...]:
    """States of the source, the oldest first: day, state, and where it leads or why; newest first as in a harvest."""
    made = []
    for number, (day, state, *rest) in zip(count(), told, strict=False):
        said = rest[0] if rest else ""
        url, reason = (said, "redirects for good") if state == "moved" else (HERE, said)
        made.append(SourceState(SOURCE.slug, f"s{number}", f"2026-{day}T06:00:00Z", state, reason, url))
    return tuple(reversed(made))


def of(
    *told: tuple[str, State] | tuple[str, State, str], visit: Visit | None = None, source: Source = SOURCE
) -> Faring:
    harvest = Harvest(states=states(*told), visits={source.slug: visit} if visit else {})
    (one,) = faring([source], harvest, NOW)
    return one


@pytest.mark.parametrize(
    ("told", "plight", "since"),
    [
        ([], "unread", ""),
        ([("01-01", "first-seen")], "well", "01-01"),
        ([("01-01", "first-seen"), ("03-03", "failing", "no")], "failing", "03-03"),
        ([("03-03", "failing", "asks to come back later (429), not before x")], "waiting", "03-03"),
        ([("03-03", "failing", "no"), ("04-01", "recovered")], "well", "04-01"),
        ([("01-01", "failing", "a"), ("02-01", "recovered"), ("03-03", "failing", "b")], "failing", "03-03"),
        ([("03-03", "failing", "no"), ("04-01", "gone", "410")], "gone", "04-01"),
        # Told by when it could last be read, and not by when somebody lost patience.
        ([("03-03", "failing", "no"), ("04-02", "quarantined", "no")], "quarantined", "03-03"),
        ([("01-01", "first-seen"), ("03-03", "moved", THERE)], "moved", "03-03"),
    ],
)
def test_a_plight_and_its_beginning_follow_from_the_changes(
    told: list[tuple[str, State]], plight: str, since: str
) -> None:
    one = of(*told)
    assert (one.plight, one.since[5:10]) == (plight, since)
    assert one.is_troubled == (plight not in ("unread", "well"))
    assert one.is_unreadable == (plight not in ("unread", "well", "moved"))


@pytest.mark.parametrize(
    ("told", "was_read"),
    [
        ([], False),
        ([("03-03", "failing", "no"), ("04-02", "quarantined", "no")], False),
        ([("03-03", "gone", "410")], False),
        ([("01-01", "first-seen"), ("03-03", "failing", "no")], True),
        ([("03-03", "failing", "no"), ("04-01", "recovered")], True),
        ([("01-01", "moved", THERE)], True),
    ],
)
def test_whether_a_source_was_ever_read_follows_from_the_changes(
    told: list[tuple[str, State]], *, was_read: bool
) -> None:
    assert of(*told).was_read == was_read
    assert of(*told, visit=Visit(succeeded="2026-06-01T06:00:00Z")).was_read
    held = Harvest(
        states=states(*told),
        entries=(Entry(SOURCE.slug, "e", "", "T", "", "", "", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z"),),
    )
    assert faring([SOURCE], held, NOW)[0].was_read


def test_quarantine_is_told_with_its_reason_and_its_day() -> None:
    one = of(("03-03", "failing", "refuses robots (403)"), ("04-02", "quarantined", ""))
    assert (one.reason, one.quarantined[:10], one.since[:10]) == ("refuses robots (403)", "2026-04-02", "2026-03-03")


def test_where_a_source_moved_is_told_until_it_is_back_even_if_it_fails_there() -> None:
    moved = of(("03-03", "moved", THERE), ("03-20", "failing", "no"), ("04-01", "moved", THERE))
    assert (moved.plight, moved.moved_to, moved.moved[:10]) == ("moved", THERE, "2026-03-03")
    again = of(("03-03", "moved", "https://c.example/feed"), ("05-01", "moved", THERE))
    assert (again.moved_to, again.moved[:10]) == (THERE, "2026-05-01")
    failing = of(("03-03", "moved", THERE), ("03-20", "failing", "no"))
    assert (failing.plight, failing.moved_to) == ("failing", THERE)
    assert of(("03-03", "moved", THERE), ("04-01", "recovered")).moved_to == ""
    # Whoever corrected the address is told no more.
    assert of(("03-03", "moved", HERE)).plight == "well"


def test_a_move_counts_after_a_week_and_https_at_once() -> None:
    assert of(("03-03", "moved", THERE)).applied == dt.date(2026, 3, 10)
    assert of(("03-03", "moved", "https://a.example/feed")).applied == dt.date(2026, 3, 3)
    assert of(("03-03", "first-seen")).applied is None


def test_what_the_cache_remembers_is_told_and_without_it_nothing() -> None:
    visit = Visit(asked="2026-06-15T06:00:00Z", succeeded="2026-06-14T06:00:00Z")
    one = of(("01-01", "first-seen"), visit=visit)
    assert (one.asked, one.succeeded) == (visit.asked, visit.succeeded)
    assert (of(("01-01", "first-seen")).succeeded, of().asked) == ("", "")


@pytest.mark.parametrize(
    ("failures", "not_before", "plight"),
    [(1, "2026-06-15T13:00:00Z", "waiting"), (1, "2026-06-15T11:00:00Z", "well"), (0, "2026-06-16T00:00:00Z", "well")],
)
def test_a_source_that_asked_for_patience_waits_as_long_as_it_said(failures: int, not_before: str, plight: str) -> None:
    visit = Visit(failures=failures, not_before=not_before)
    assert of(("01-01", "first-seen"), visit=visit).plight == plight


def test_a_paused_source_is_in_no_trouble() -> None:
    paused = Source("entries", SOURCE.slug, HERE, reading=Reading(paused=True))
    assert of(("03-03", "failing", "no"), source=paused).plight == "paused"


def test_sources_of_every_kind_are_counted_and_former_ones_come_last() -> None:
    entry = Entry("gone-example", "e", "", "T", "", "", "", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z")
    talk = Discussion(
        "a-forum", "D", 1, "", "T", "", False, "", 0, False, "2026-02-02T00:00:00Z", "2026-02-02T00:00:00Z", "", "", 0
    )
    work = [
        Work("a-git", str(number), "github:1", "", "2026-03-01", "code", 5, "2026-03-02", f"2026-03-0{number}")
        for number in (3, 4)
    ]
    evening = CalendarEvent(
        "a-ics", "v", "u", "", "2026-09-09", "", "", "T", "2026-04-04T00:00:00Z", "2026-04-04T00:00:00Z"
    )
    read = [
        Source("discussions", "a-forum", "a/forum"),
        Source("work", "a-git", "a/git"),
        Source("events", "a-ics", "https://a.example/ics"),
        SOURCE,
    ]
    troubled = states(("03-03", "failing", "x"))
    harvest = Harvest((entry,), (talk,), tuple(work), events=(evening,), states=troubled)
    found = faring(read, harvest, NOW)
    assert [(one.source.slug, one.plight, one.records, one.newest[:10]) for one in found] == [
        (SOURCE.slug, "failing", 0, ""),
        ("a-ics", "unread", 1, "2026-04-04"),
        ("a-forum", "unread", 1, "2026-02-02"),
        ("a-git", "unread", 10, "2026-03-04"),
        ("gone-example", "former", 1, "2026-01-02"),
    ]
