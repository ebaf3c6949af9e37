"""Whom to welcome, to write to, to introduce and to give a role, in hubs made by hand around each limit."""

import datetime as dt

from support.counted import Counted


def day(number: int) -> str:
    """So many days before 15 June 2026."""
    return str(dt.date(2026, 6, 15) - dt.timedelta(days=number))


def test_newcomers_are_welcomed_from_the_first_day_to_the_fourteenth(hub: Counted) -> None:
    for number in (0, 1, 14, 15):
        hub.joined(f"joined-{number:02}", day(number))
        hub.did(f"github:{number + 1}", day(number))
    found = hub.proposed("welcome")
    assert [(one.subject, one.score) for one in found] == [
        ("github:15", 14),
        ("joined-14", 14),
        ("github:2", 1),
        ("joined-01", 1),
    ]
    assert {one.among for one in found} == {4}
    assert found[0].since == dt.date(2026, 6, 1)


def test_whom_somebody_answered_is_not_welcomed_once_more(hub: Counted) -> None:
    for slug in ("ada", "answered", "replied", "herself"):
        hub.joined(slug, day(3))
    hub.opened(day(3), asker="ada", title="Hello", url="https://github.example/1", thread="discussions/f/1")
    hub.opened(day(3), asker="answered", first_response=day(2), thread="discussions/f/2")
    hub.did("bob", day(2), target="replied")
    hub.did("herself", day(2), target="herself")
    found = hub.proposed("welcome")
    assert [one.subject for one in found] == ["ada", "herself"]
    assert (found[0].thread, found[0].url) == ("discussions/f/1", "https://github.example/1")
    assert found[0].facts == {"what": "member", "title": "Hello"}


def test_nobody_is_welcomed_who_comes_back_or_was_there_long_before(hub: Counted) -> None:
    hub.joined("back", day(5))
    hub.left("back", day(300))
    hub.joined("known", day(5))
    hub.did("known", day(66))
    hub.joined("visited", day(5))
    hub.did("visited", day(65))
    hub.joined("away", day(5), status="away")
    hub.did("hash:abc", day(5))
    assert [one.subject for one in hub.proposed("welcome")] == ["visited"]


def test_founders_are_not_welcomed(hub: Counted) -> None:
    hub.joined("ada", day(3), founder=True)
    hub.joined("bob", day(3))
    assert [one.subject for one in hub.proposed("welcome")] == ["bob"]


def test_whoever_invited_somebody_knows_them(hub: Counted) -> None:
    hub.joined("ada", day(3), interests=["sewing"])
    hub.joined("bob", day(3), interests=["sewing"], invited_by="ada")
    hub.joined("cy", day(3), interests=["sewing"], invited_by="dan")
    assert [(one.subject, one.other) for one in hub.proposed("introductions")] == [("ada", "cy"), ("bob", "cy")]


def test_a_newcomer_is_welcomed_with_the_interests_that_they_tell(hub: Counted) -> None:
    hub.joined("ada", day(2), interests=["sewing"])
    hub.did("github:9", day(2))
    hub.connection.execute("INSERT INTO accounts VALUES ('nine', 9, 'github:9')")
    assert [dict(one.facts) for one in hub.proposed("welcome")] == [
        {"what": "member", "interests": ["sewing"]} if one == "ada" else {"what": "guest", "login": "nine"}
        for one in ("ada", "github:9")
    ]


def test_somebody_with_few_pauses_is_silent_after_half_a_year_and_gone_after_a_year(hub: Counted) -> None:
    for number in (182, 183, 365, 366):
        hub.joined(f"silent-{number}", "2020-01-01")
        hub.did(f"silent-{number}", day(number))
    for status in ("away", "alumni"):
        hub.joined(status, "2020-01-01", status=status)
        hub.did(status, day(200))
    hub.did("github:9", day(200))
    assert [(one.subject, one.since) for one in hub.proposed("write")] == [
        ("silent-183", dt.date(2025, 12, 14)),
        ("silent-365", dt.date(2025, 6, 15)),
    ]


def test_a_silence_is_held_against_the_rhythm_of_each(hub: Counted) -> None:
    # Pauses of 10, 10, 10, 10 and 20 days: Q1 = Q3 = 10, so that 31 days are long; 30 are not.
    for slug, latest in (("often", 31), ("often-too", 30)):
        hub.joined(slug, "2020-01-01")
        for back in (0, 10, 20, 30, 40, 60):
            hub.did(slug, day(latest + back))
    # Pauses of 10, 20, 30, 40 and 50: Q1 = 20, Q3 = 40, and 40 + 3 · 20 = 100.
    for slug, latest in (("seldom", 101), ("seldom-too", 100)):
        hub.joined(slug, "2020-01-01")
        for back in (0, 10, 30, 60, 100, 150):
            hub.did(slug, day(latest + back))
    assert [one.subject for one in hub.proposed("write")] == ["often", "seldom"]


def test_those_come_first_who_gave_most_before_they_fell_silent(hub: Counted) -> None:
    for slug in ("host", "coder", "chatty"):
        hub.joined(slug, "2020-01-01")
    hub.takes_place(day(200), hosts=["host"], title="Lamps")
    hub.did("host", day(229))
    hub.did("host", day(230))
    hub.did("coder", day(200), "committed", 500)
    for number in range(9):
        hub.did("chatty", day(200), url=f"{number}")
    found = hub.proposed("write")
    # A host's evening is 8, a comment 29 days before it 1, and one 30 days before it 0.9; of commits ten count.
    assert [(one.subject, one.score) for one in found] == [("coder", 10), ("host", 9.9), ("chatty", 9)]
    assert found[1].facts == {"titles": ["Lamps"], "kind": "hosted"}
    assert found[1].thread == f"events/evening#{day(200)}"


def test_at_most_ten_silent_people_are_told_and_the_others_counted(hub: Counted) -> None:
    for number in range(12):
        hub.joined(f"m-{number:02}", "2020-01-01")
        hub.did(f"m-{number:02}", day(200))
    found = hub.proposed("write")
    assert [one.subject for one in found] == [f"m-{number:02}" for number in range(10)]
    assert found[0].among == 12


def test_two_who_share_something_and_have_no_tie_are_introduced_once(hub: Counted) -> None:
    hub.joined("ada", day(400), skills=["Welding"], interests=["Felt"], town="Turin, IT")
    hub.joined("bob", day(10), interests=["welding"], town="Turin, IT")
    hub.joined("cleo", day(60), skills=["felt"])
    hub.joined("old", day(61), skills=["felt"])
    hub.joined("away", day(10), skills=["felt"], status="away")
    hub.did("ada", day(90))
    found = hub.proposed("introductions")
    # What one can and the other likes counts twice, and what few share three times: 2 · 3, and 3 for the town.
    assert [(one.subject, one.other, one.score) for one in found] == [("ada", "bob", 9), ("ada", "cleo", 6)]
    assert found[0].facts == {"shared": ["Welding"], "lessons": ["Welding"], "town": "Turin, IT"}
    assert found[0].since == dt.date(2026, 6, 5)


def test_nobody_is_introduced_to_whom_they_know(hub: Counted) -> None:
    for slug in ("ada", "answered", "met", "mate", "author", "stranger"):
        hub.joined(slug, day(10), interests=["felt"] if slug != "ada" else ["felt", "lamps"])
    hub.did("answered", day(5), target="ada")
    hub.takes_place(day(400), attendees=["ada", "met"])
    hub.serves("hosts", "ada", day(900), day(800))
    hub.serves("hosts", "mate", day(20))
    hub.posted("lamps", day(300), authors=["ada", "author"])
    found = {(one.subject, one.other) for one in hub.proposed("introductions")}
    assert {pair for pair in found if "ada" in pair} == {("ada", "stranger")}


def test_nobody_is_introduced_to_more_than_two_at_once(hub: Counted) -> None:
    for number in range(6):
        hub.joined(f"m-{number}", day(10), interests=["felt"])
    found = hub.proposed("introductions")
    told = [slug for one in found for slug in (one.subject, one.other)]
    assert found[0].among == 15
    assert max(told.count(slug) for slug in told) == 2


def test_a_mentor_answered_others_ten_times(hub: Counted) -> None:
    for slug in ("mentor", "nearly", "talker", "alone", "late", "founder", "named"):
        hub.joined(slug, day(400), founder=slug == "founder", available_for=["Mentoring"] * (slug == "named"))
    for slug, number in (("mentor", 10), ("nearly", 9), ("founder", 10), ("named", 10)):
        for thread in range(number):
            hub.did(slug, day(5), target="bob", thread=f"issues/a/{slug}-{thread}")
    for number in range(10):
        hub.did("alone", day(5), thread=f"issues/a/alone-{number}")
    for _ in range(3):
        hub.did("mentor", day(5), target="bob", thread="issues/a/mentor-0")
    for _ in range(12):
        hub.did("talker", day(5), target="bob", thread="issues/a/one")
    for thread in range(10):
        for second in range(20):
            hub.did("bob", f"{day(5)} 10:00:{second:02}", thread=f"issues/a/full-{thread}")
        hub.did("late", f"{day(5)} 11:00:00", target="bob", thread=f"issues/a/full-{thread}")
    assert [(one.subject, one.other, one.score) for one in hub.proposed("lead")] == [("mentor", "mentor", 12)]


def test_a_host_came_to_four_events_and_never_hosted(hub: Counted) -> None:
    people = ["guest", "rarely", "host", "former"]
    for slug in people:
        hub.joined(slug, day(400), roles=["Hôte à Lyon"] if slug == "former" else [])
    for number in range(4):
        came = people if number else [one for one in people if one != "rarely"]
        hub.takes_place(day(number + 1), attendees=came, title=f"Evening {number}")
    hub.takes_place(day(9), slug="own", hosts=["host"])
    hub.takes_place(day(9), slug="far", speakers=["former"])
    (found,) = hub.proposed("lead")
    assert (found.subject, found.other, found.score) == ("guest", "host", 4)
    assert found.words("titles") == ["Evening 0", "Evening 1", "Evening 2"]


def test_who_leads_next_is_active_in_two_projects_and_rising(hub: Counted) -> None:
    hub.project("lamp", title="Lamp", leads=["leader"])
    hub.project("bench", title="Bench")
    for slug in ("two", "one", "leader", "falling", "past"):
        hub.joined(slug, day(400))
        latest = 90 if slug == "past" else 5
        hub.did(slug, day(latest), project="lamp")
        hub.did(slug, day(latest), project="lamp" if slug == "one" else "bench")
    for number in range(3):
        hub.did("falling", day(100 + number))
    hub.did("two", day(120))
    (found,) = hub.proposed("lead")
    assert (found.subject, found.other) == ("two", "lead")
    assert found.facts == {"number": 2, "titles": ["Bench", "Lamp"]}


def test_a_moderator_responded_in_ten_threads_on_eight_days(hub: Counted) -> None:
    for slug, threads, days in (("many", 10, 8), ("few", 9, 9), ("hasty", 10, 7)):
        hub.joined(slug, day(400))
        for number in range(threads):
            hub.did(slug, day(5 + number % days), target="bob", thread=f"issues/a/{slug}-{number}")
    found = hub.proposed("lead")
    assert [one.subject for one in found if one.other == "moderator"] == ["many"]


def test_terms_that_end_within_sixty_days_are_told_with_those_who_stay(hub: Counted) -> None:
    for slug, until in (("today", 0), ("soon", -60), ("later", -61), ("past", 1), ("again", -10)):
        hub.serves("hosts", slug, day(300), day(until), role="greeter")
    hub.serves("hosts", "again", day(-11))
    found = hub.proposed("terms")
    assert [(one.subject, one.since) for one in found] == [
        ("today", dt.date(2026, 6, 15)),
        ("soon", dt.date(2026, 8, 14)),
    ]
    assert found[0].facts == {"role": "greeter", "others": ["again", "later", "soon"]}
    assert found[1].facts["others"] == ["again", "later"]
