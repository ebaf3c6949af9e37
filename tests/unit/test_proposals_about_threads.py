"""Whom to ask, what to take up again and what is missing, in hubs made by hand around each limit."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.derive.propose import proposed
from folkmoot.load.proposals import proposal_kinds
from folkmoot.model.proposal import Proposal, ProposalKind
from folkmoot.model.withheld import Withheld
from support.counted import Counted, counting


def day(number: int) -> str:
    """So many days before 15 June 2026."""
    return str(dt.date(2026, 6, 15) - dt.timedelta(days=number))


def pairs(found: list[Proposal]) -> list[tuple[str, str]]:
    return [(one.subject, one.other) for one in found]


def test_those_are_asked_who_know_what_a_question_is_about(hub: Counted) -> None:
    for slug in ("skilled", "writer", "curious", "ada", "away", "gone", "there"):
        skills = [] if slug in ("writer", "curious") else ["Solar power"]
        joined = day(400) if slug == "gone" else day(300)
        hub.joined(slug, joined, skills=skills, status="away" if slug == "away" else "active")
        if slug not in ("gone", "curious"):
            hub.did(slug, day(20))
    hub.connection.execute("UPDATE members SET interests = ['solar cooking'] WHERE slug = 'curious'")
    for number in range(21):
        hub.joined(f"other-{number}", day(300), skills=["felt"])
    hub.posted("sun", day(30), authors=["writer"], topics=["solar"])
    hub.opened(day(3), title="Which SOLAR panel, and how?", thread="discussions/f/1", url="https://f.example/1")
    hub.did("there", day(2), thread="discussions/f/1")
    found = hub.proposed("experts")
    assert [(one.other, one.score) for one in found] == [("skilled", 6), ("writer", 3), ("curious", 2)]
    assert found[0].subject == "discussions/f/1"
    assert found[0].facts["skills"] == ["Solar power"]
    assert found[1].facts["topics"] == ["solar"]
    assert found[2].facts["interests"] == ["solar cooking"]
    assert {one.url for one in found} == {"https://f.example/1"}


def test_those_are_asked_who_responded_under_the_same_words_or_in_the_category(hub: Counted) -> None:
    hub.opened(day(500), day(499), title="The lamp flickers", thread="issues/a/1", kind="issues", responses=3)
    hub.opened(day(800), day(799), title="Another lamp", thread="issues/a/2", kind="issues", responses=1)
    hub.opened(day(9), day(9), answered=day(8), category="Q&A", title="Felt", thread="discussions/f/2", responses=1)
    hub.opened(day(3), title="Whose lamp is it", category="Q&A", thread="discussions/f/1")
    hub.did("github:7", day(5), target="ada", thread="issues/a/1")
    hub.did("old", day(5), target="ada", thread="issues/a/2")
    hub.did("hash:x", day(5), target="ada", thread="issues/a/1")
    hub.did("answerer", day(8), "answered", target="ada", thread="discussions/f/2")
    found = hub.proposed("experts")
    assert pairs(found) == [("discussions/f/1", "answerer"), ("discussions/f/1", "github:7")]
    assert found[0].number("answers") == 1
    assert found[1].number("threads") == 1
    assert [one.score for one in found] == [1, 1]


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (True, {"created": day(1)}),
        (False, {"created": day(0)}),
        (True, {"created": day(90)}),
        (False, {"created": day(91)}),
        (False, {"closed": day(1)}),
        (True, {"first_response": day(1), "responses": 1}),
        (False, {"first_response": day(1), "responses": 1, "answerable": False}),
        (False, {"first_response": day(1), "responses": 1, "answered": day(1)}),
        (True, {"kind": "issues", "answerable": False}),
        (False, {"kind": "pulls", "answerable": False}),
    ],
)
def test_only_what_waits_is_a_question(hub: Counted, told: bool, fields: dict[str, object]) -> None:
    hub.joined("ada", day(300))
    hub.joined("bob", day(300), skills=["lamps"])
    usual: dict[str, object] = {"created": day(3), "title": "Lamps", "thread": "t/1"}
    hub.opened(**(usual | fields))  # type: ignore[arg-type]
    assert pairs(hub.proposed("experts")) == [("t/1", "bob")] * told


def test_what_everybody_knows_tells_nothing_of_anybody(hub: Counted) -> None:
    for number in range(24):
        hub.joined(f"m-{number:02}", day(20), skills=["repair" if number < 7 else "lamps" if number < 13 else "felt"])
    hub.opened(day(3), title="Lamps to repair", thread="t/1")
    assert [one.other for one in hub.proposed("experts")] == ["m-07", "m-08", "m-09"]  # 6 of 24, and not 7


def test_words_of_many_titles_tell_nothing(hub: Counted) -> None:
    for number in range(80):
        word = "lamp" if number < 4 else "repair" if number < 9 else "felt"
        hub.opened(day(100), day(99), thread=f"t/{number:02}", title=f"One {word}", responses=1)
    hub.did("lamplighter", day(5), target="ada", thread="t/00")
    hub.did("repairer", day(5), target="ada", thread="t/05")
    hub.opened(day(3), title="Repair a lamp", thread="t/99")
    assert [one.other for one in hub.proposed("experts")] == ["lamplighter"]


def test_at_most_three_are_asked_and_the_active_ones_first(hub: Counted) -> None:
    for slug in ("a", "b", "c", "d"):
        hub.joined(slug, day(200), skills=["lamps"])
    for slug, latest in (("a", 91), ("b", 90), ("c", 90), ("d", 90)):
        hub.did(slug, day(latest))
    hub.opened(day(3), title="Lamps", thread="t/1")
    found = hub.proposed("experts")
    assert [one.other for one in found] == ["b", "c", "d"]
    assert {one.among for one in found} == {1}, "it is one question"


def test_speakers_are_found_for_planned_events(hub: Counted) -> None:
    for slug in ("host", "knows"):
        hub.joined(slug, day(100), skills=["lamps"])
    for number, slug in ((0, "today"), (-60, "soon"), (-61, "later")):
        hub.takes_place(day(number), slug=slug, topics=["lamps"], hosts=["host"])
    hub.takes_place(day(-30), slug="off", topics=["lamps"], status="cancelled")
    hub.takes_place(day(-20), slug="soon", topics=["felt"])
    hub.takes_place(day(-10), slug="plain", title="Lamps")
    found = hub.proposed("experts")
    assert pairs(found) == []  # of the series, the next date is about felt
    hub.connection.execute("DELETE FROM events WHERE topics = ['felt']")
    found = hub.proposed("experts")
    assert [(one.subject, one.other, one.word("what")) for one in found] == [
        (f"events/soon#{day(-60)}", "knows", "event")
    ]


def test_lively_discussions_that_fell_silent_are_taken_up_again(hub: Counted) -> None:
    def spoke(thread: str, people: str, latest: int, responses: int, **fields: str) -> None:
        hub.opened(day(500), day(499), thread=thread, title=thread, responses=responses, **fields)
        for actor in people:
            hub.did(actor, day(latest), target="ada", thread=thread)

    spoke("four", "abc", 60, 3)
    spoke("three", "ab", 60, 5)
    spoke("six", "a", 400, 6)
    spoke("early", "abc", 59, 3)
    spoke("late", "abc", 401, 3)
    spoke("closed", "abc", 100, 3, closed=day(90))
    spoke("settled", "abc", 100, 3, answered=day(90))
    spoke("issue", "abc", 100, 9, kind="issues")
    found = hub.proposed("relaunch")
    assert [(one.subject, one.score) for one in found] == [("six", 8), ("four", 7)]
    assert found[1].since == dt.date(2026, 4, 16)
    assert found[1].facts == {"title": "four", "people": 4, "responses": 3}


def missing(hub: Counted, what: str) -> list[Proposal]:
    return [one for one in hub.proposed("missing") if one.subject == what]


def test_the_next_meeting_is_missing_where_none_is_within_45_days(hub: Counted) -> None:
    assert [one.since for one in missing(hub, "meeting")] == [None]
    hub.takes_place(day(100), hosts=["ada", "bob"])
    hub.takes_place(day(-45), status="cancelled")
    hub.takes_place(day(-46))
    (one,) = missing(hub, "meeting")
    assert one.since == dt.date(2026, 3, 7)
    assert one.facts == {"people": ["ada", "bob"], "next": "2026-07-31"}
    hub.takes_place(day(-45))
    assert missing(hub, "meeting") == []


def test_the_joint_project_of_this_quarter_is_missing(hub: Counted) -> None:
    hub.project("last", quarter="2026-Q1")
    (one,) = missing(hub, "project")
    assert (one.other, one.since) == ("2026-Q2", dt.date(2026, 4, 1))
    hub.project("lamp", quarter="2026-Q2")
    assert missing(hub, "project") == []


def test_an_agenda_is_missing_after_the_active_days(hub: Counted) -> None:
    hub.did("ada", day(90), agenda=["applied", "external"])
    hub.did("ada", day(91), agenda=["internal"])
    assert [(one.other, one.since) for one in missing(hub, "agenda")] == [("internal", dt.date(2026, 3, 16))]


def test_a_recap_is_missing_from_the_seventh_day_to_the_sixtieth(hub: Counted) -> None:
    for number in (6, 7, 60, 61):
        hub.takes_place(day(number), slug=f"evening-{number}", hosts=["ada"])
    hub.takes_place(day(20), slug="told", recap=True)
    hub.takes_place(day(20), slug="off", status="cancelled")
    hub.takes_place(day(30), slug="weekly")
    hub.takes_place(day(23), slug="weekly", held=False)
    assert [one.other for one in missing(hub, "recap")] == [
        f"events/evening-7#{day(7)}",
        f"events/weekly#{day(23)}",
        f"events/evening-60#{day(60)}",
    ]
    assert missing(hub, "recap")[0].facts == {"people": ["ada"]}


def test_translations_are_missing_where_the_hub_has_several_languages(hub: Counted, tmp_path: Path) -> None:
    hub.posted("new", day(90), title="New", language="fr", authors=["ada"])
    hub.posted("old", day(91))
    hub.posted("planned", day(-1))
    hub.posted("told", day(3))
    hub.connection.execute("INSERT INTO translations VALUES ('posts/told', 'fr')")
    hub.project("lamp", started=day(4), language="en")
    hub.takes_place(day(2), language="en")
    assert [(one.other, one.words("languages")) for one in missing(hub, "translation")] == [
        ("events/evening", ["fr"]),
        ("projects/lamp", ["fr"]),
        ("posts/new", ["en"]),
    ]
    with counting(tmp_path, languages=["en"]) as other:
        other.posted("new", day(3), language="fr")
        assert missing(other, "translation") == []


def test_a_series_is_told_as_its_last_date_is(hub: Counted) -> None:
    hub.takes_place(day(30), title="Then", language="en", hosts=["bob"])
    hub.takes_place(day(9), title="Now", language="fr", hosts=["ada"])
    (one,) = missing(hub, "translation")
    assert one.facts == {"title": "Now", "languages": ["en"], "people": ["ada"]}


def test_a_team_is_missing_somebody_who_answers_for_it(hub: Counted) -> None:
    hub.serves("led", "ada", day(9), role="treasurer")
    hub.serves("plain", "bob", day(9))
    hub.serves("plain", "ada", day(90), day(1), role="lead")
    hub.serves("empty", "cleo", day(90), day(5), role="lead")
    hub.serves("planned", "cleo", day(-1), role="lead")
    assert [(one.other, one.words("people")) for one in missing(hub, "team")] == [("plain", ["bob"]), ("empty", [])]


def test_at_most_five_of_a_kind_are_missing_and_all_are_counted(hub: Counted) -> None:
    for number in range(7):
        hub.posted(f"p-{number}", day(number))
    found = hub.proposed("missing")
    assert len([one for one in found if one.subject == "translation"]) == 5
    assert {one.among for one in found} == {7 + 1 + 1}  # the project and the meeting


def test_an_empty_hub_is_proposed_what_it_has_none_of(hub: Counted) -> None:
    found, untold = proposed(hub.connection, proposal_kinds(), Withheld())
    assert untold == []
    assert [(one.kind, one.subject) for one in found] == [
        ("missing", "meeting"),
        ("missing", "project"),
    ]


def test_an_agenda_is_missing_once_others_have_had_their_time(hub: Counted) -> None:
    hub.did("ada", day(90), agenda=["applied"])
    assert missing(hub, "agenda") == []
    hub.did("ada", day(91), agenda=["applied"])
    assert [one.other for one in missing(hub, "agenda")] == ["external", "internal"]


def test_a_project_that_started_this_quarter_is_its_project(hub: Counted) -> None:
    hub.project("late", started="2026-03-31")
    hub.project("idea", started="2026-06-01", status="idea")
    assert [one.other for one in missing(hub, "project")] == ["2026-Q2"]
    hub.project("new", started="2026-04-01")
    assert missing(hub, "project") == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT 1", "its columns are 1"),
        ("SELECT 1; SELECT 2", "has to hold one SELECT"),
        ("DELETE FROM members", "has to hold one SELECT"),
        ("SELECT nothing", "nothing"),
        ("SELECT sum(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b", "longer than 1 seconds"),
    ],
)
def test_what_cannot_be_computed_is_told_and_the_others_stand(hub: Counted, sql: str, words: str) -> None:
    wrong = ProposalKind("wrong", "Wrong", "", "", sql)
    others = [one for one in proposal_kinds() if one.name == "missing"]
    found, (untold,) = proposed(hub.connection, [wrong, *others], Withheld(), longest=1)
    assert untold.startswith("the proposals “Wrong” cannot be computed: ")
    assert words in untold
    assert len(found) == 2


def test_what_was_proposed_is_known_again_until_there_is_a_new_reason(hub: Counted) -> None:
    hub.did("ada", day(91), agenda=["applied", "external"])
    keys = [one.key for one in missing(hub, "agenda")]
    assert ("missing", "agenda", "applied", day(91)) in keys
    assert ("missing", "agenda", "internal", "") in keys
    assert len(set(keys)) == 3
