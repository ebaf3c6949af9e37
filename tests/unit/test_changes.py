"""What differs between two versions of a hub: each kind of change as people read it, and none that is not told."""

import datetime as dt
from typing import Any

import pytest

from folkmoot.derive.changes import changes
from folkmoot.model.change import Named
from folkmoot.model.touched import Touched
from support.communities import community, page, record, version
from support.told_changes import changed, series, term, told

ADA = record("members", "ada-rossi")
BO = record("members", "bo-ek", name="Bo Ek", joined="2025-01-31")
AGREED = {"profile": "2024-02-29", "photo": "2024-02-29"}


def test_what_is_the_same_is_no_change() -> None:
    one = community(ADA, record("events", hosts=["ada-rossi"]), pages=(page("about.md", "About"),))
    again = community(ADA, record("events", hosts=["ada-rossi"]), pages=(page("about.md", "About"),))
    assert changes(one, again) == ()


def test_who_joins_and_leaves_comes_behind_what_they_agree_to() -> None:
    ana = record("members", "ana-lima", name="Ana Lima", joined="2026-06-12", consent={"photo": "2026-06-12"})
    assert told(community(BO, record("places", name="Barn")), community(ana)) == [
        "records that Ana Lima agrees, since 12 June 2026, to show the picture",
        "Ana Lima joins, as a member since 12 June 2026",
        "Bo Ek leaves, and the file about them is removed",
        "removes the place Barn",
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            {},
            {"consent": {"ties": "2026-01-02"}},
            "records that Ada Rossi agrees, since 2 January 2026, to tell whom they met",
        ),
        (
            {"consent": AGREED},
            {"consent": {"profile": "2024-02-29"}},
            "withdraws the consent of Ada Rossi to show the picture",
        ),
        (
            {"consent": {"photo": "2024-02-29"}},
            {"consent": {"photo": "2026-02-28"}},
            "dates the consent of Ada Rossi to show the picture on 28 February 2026 instead of 29 February 2024",
        ),
        ({}, {"visibility": "name"}, "shows nothing of Ada Rossi on the site but the name"),
        ({"visibility": "name"}, {}, "shows Ada Rossi on the site again, as far as they agreed"),
        ({}, {"visibility": "hidden"}, "hides a member who is not named here from the site"),
        ({}, {"status": "alumni"}, "Ada Rossi leaves, and counts as a former member"),
        ({"status": "alumni"}, {}, "Ada Rossi is active again"),
        ({}, {"status": "away"}, "Ada Rossi is away for now"),
        ({"name": "Old Name"}, {}, "a member is called Ada Rossi now"),
        ({"name": "A", "visibility": "name"}, {"visibility": "name"}, "changes the name of Ada Rossi"),
        ({}, {"pronouns": "she/her"}, "changes the pronouns of Ada Rossi"),
        ({"consent": AGREED}, {"consent": AGREED, "pronouns": "she/her"}, "sets the pronouns of Ada Rossi to she/her"),
        (
            {"consent": AGREED, "location": {"city": "Ghent"}},
            {"consent": AGREED, "location": {"city": "Bruges", "country": "BE"}},
            "changes the town of Ada Rossi from Ghent to Bruges",
        ),
        (
            {"consent": AGREED, "skills": ["soldering", "sewing"]},
            {"consent": AGREED, "skills": ["sewing", "neon signs"]},
            "adds “neon signs” to the skills of Ada Rossi",
        ),
        (
            {"consent": AGREED, "languages": ["en", "fr"]},
            {"consent": AGREED, "languages": ["fr", "en"]},
            "puts the languages of Ada Rossi in another order",
        ),
        (
            {"feeds": [{"url": "https://a.example/feed"}]},
            {},
            "removes a feed of Ada Rossi: https://a.example/feed",
        ),
        (
            {"links": [{"label": "Blog", "url": "https://a.example"}]},
            {"links": [{"label": "Blog", "url": "https://b.example"}]},
            "changes Blog in the links of Ada Rossi",
        ),
        ({"bio": "I mend lamps."}, {"bio": "I mend old lamps."}, "edits the text of Ada Rossi (1 word added)"),
    ],
)
def test_what_a_members_file_says(before: dict[str, Any], after: dict[str, Any], sentence: str) -> None:
    assert changed("members", before, after)[0] == sentence


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ({}, {"start": "2026-06-09 19:00"}, "moves “Lamp evening” from 18:30 to 19:00"),
        (
            {},
            {"start": "2026-06-16 18:30"},
            "moves “Lamp evening” from Tue, 9 Jun 2026, 18:30 to Tue, 16 Jun 2026, 18:30",
        ),
        ({}, {"start": "2026-06-09"}, "moves “Lamp evening” from Tue, 9 Jun 2026, 18:30 to Tue, 9 Jun 2026"),
        (
            {"end": "2026-06-09 21:00"},
            {"end": "2026-06-09 22:00"},
            "changes the end of “Lamp evening” from 21:00 to 22:00",
        ),
        ({}, {"status": "cancelled"}, "cancels “Lamp evening”"),
        ({}, {"status": "tentative"}, "says that “Lamp evening” is not certain"),
        ({"status": "cancelled"}, {}, "says that “Lamp evening” takes place"),
        ({}, {"title": "Night of lamps"}, "renames “Lamp evening” to “Night of lamps”"),
        ({"place": "barn"}, {"place": "library"}, "moves “Lamp evening” from Barn to Library"),
        ({}, {"place": "library"}, "sets the place of “Lamp evening” to Library"),
        ({}, {"hosts": ["bo-ek"]}, "adds Bo Ek to the hosts of “Lamp evening”"),
        (
            {},
            {"recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU"}},
            "makes a series of “Lamp evening”: every month on the second Tuesday",
        ),
        ({"recurrence": {"rule": "FREQ=DAILY"}}, {}, "makes the series “Lamp evening” a single event"),
        (
            {"recurrence": {"rule": "FREQ=WEEKLY"}},
            {"recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU"}},
            "changes the rhythm of “Lamp evening”: every month on the second Tuesday instead of every Tuesday",
        ),
        (
            {"recurrence": {"rule": "FREQ=WEEKLY"}},
            {"recurrence": {"rule": "FREQ=WEEKLY;UNTIL=20270101T230000Z"}, "timezone": "Europe/Rome"},
            "changes the rhythm of “Lamp evening”: every Tuesday, until 2 January 2027 instead of every Tuesday",
        ),
        ({}, {"recap": "It was bright."}, "tells what happened at “Lamp evening” (3 words added)"),
        (
            {},
            {"photos": [{"file": "a.webp", "alt": "A"}, {"file": "b.webp", "alt": "B"}]},
            "adds 2 pictures to “Lamp evening”",
        ),
        ({"photos": [{"file": "a.webp", "alt": "A"}]}, {}, "removes a picture of “Lamp evening”"),
        ({}, {"speakers": ["bo-ek", {"name": "Zoe Kim"}]}, "adds Bo Ek and Zoe Kim to the speakers of “Lamp evening”"),
        (
            {},
            {"speakers": ["bo-ek", {"name": "Zoe Kim", "talk": "Lamps"}, {"member": "bo-ek", "talk": "A @b"}]},
            "adds Bo Ek to the speakers of “Lamp evening”",
        ),
        (
            {"speakers": ["bo-ek"]},
            {"speakers": ["bo-ek", {"name": "Zoe Kim", "talk": "Lamps at night"}]},
            "adds the talk “Lamps at night” of Zoe Kim to “Lamp evening”",
        ),
        (
            {},
            {"call_for_papers": {"url": "https://a.example", "closes": "2026-05-01"}},
            "sets the call for talks of “Lamp evening” to 1 May 2026",
        ),
        ({}, {"language": "fr"}, "sets the language of “Lamp evening” to French"),
        ({}, {"summary": "x " * 60}, "changes the summary of “Lamp evening”"),
    ],
)
def test_what_an_events_file_says(before: dict[str, Any], after: dict[str, Any], sentence: str) -> None:
    places = (record("places", "barn", name="Barn"), record("places", "library"))
    said = changed("events", before, after, BO, *places)
    assert said[0] == sentence


def test_an_end_that_moves_along_is_no_change_of_its_own() -> None:
    before = {"start": "2026-06-09 18:30", "end": "2026-06-09 21:00"}
    after = {"start": "2026-06-09 19:00", "end": "2026-06-09 21:30"}
    assert changed("events", before, after) == ["moves “Lamp evening” from 18:30 to 19:00"]
    assert len(changed("events", before, after | {"end": "2026-06-09 22:30"})) == 2


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (series(), series({"date": "2026-08-11", "reason": "Heat"}), "cancels “Lamp evening” of 11 August 2026 (Heat)"),
        (
            series({"date": "2026-08-11"}),
            series({"date": "2026-08-11", "moved_to": "2026-08-18"}),
            "moves “Lamp evening” of 11 August 2026 to Tue, 18 Aug 2026",
        ),
        (series({"date": "2026-08-11"}), series(), "lets “Lamp evening” of 11 August 2026 take place as usual"),
        (
            series({"date": "2026-08-11"}),
            series({"date": "2026-08-11", "reason": "Heat"}),
            "says why “Lamp evening” of 11 August 2026 is not as usual (Heat)",
        ),
        (
            series(),
            series(occurrences=[{"date": "2026-07-14", "recap": "Rain."}]),
            "tells what happened at “Lamp evening” of 14 July 2026 (1 word added)",
        ),
        (
            series(occurrences=[{"date": "2026-07-14", "attendance": 9}]),
            series(occurrences=[{"date": "2026-07-14", "attendance": 10}]),
            "changes the attendance of “Lamp evening” of 14 July 2026 from 9 to 10",
        ),
        (
            series(occurrences=[{"date": "2026-07-14"}]),
            series(),
            "removes 14 July 2026 from the dates with a story of “Lamp evening”",
        ),
        (
            series(),
            series(occurrences=[{"date": "2026-07-14"}]),
            "adds 14 July 2026 to the dates with a story of “Lamp evening”",
        ),
    ],
)
def test_what_is_told_of_single_dates_of_a_series(before: dict[str, Any], after: dict[str, Any], sentence: str) -> None:
    assert changed("events", before, after) == [sentence]


def test_git_does_not_make_one_person_of_two() -> None:
    """Members' files are short, so that git finds them alike."""
    files = [Touched("members/bo-ek.yml", "members/ada-rossi.yml")]
    assert {one.kind for one in changes(community(ADA), community(BO), files)} == {"joined", "left"}


def test_a_renamed_file_is_one_change() -> None:
    old, new = record("events", "lamps"), record("events", "lamp-evening")
    files = ("events/lamp-evening.md", "events/lamps.md")
    assert told(community(old), community(new), files) == [
        "renames the file of “Lamp evening” from lamps to lamp-evening"
    ]
    former = record("events", "lamp-evening", formerly=["lamps"])
    assert told(community(old), community(former)) == ["renames the file of “Lamp evening” from lamps to lamp-evening"]
    assert told(community(old), community(new)) == [
        "removes the event “Lamp evening”",
        "adds the event “Lamp evening”, Tue, 9 Jun 2026, 18:30",
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ([], [term("bo-ek", until="2027-03-31")], "adds Bo Ek to Docs until 31 March 2027"),
        ([], [term("bo-ek")], "adds Bo Ek to Docs"),
        ([term("bo-ek")], [], "takes Bo Ek off the list of Docs"),
        ([term("bo-ek")], [term("bo-ek", until="2027-03-31")], "lets Bo Ek serve in Docs until 31 March 2027"),
        ([term("bo-ek", until="2027-03-31")], [term("bo-ek")], "lets Bo Ek serve in Docs without an end"),
        (
            [term("bo-ek", until="2026-03-31")],
            [term("bo-ek", until="2027-03-31")],
            "lets Bo Ek serve in Docs until 31 March 2027 instead of 31 March 2026",
        ),
        ([term("bo-ek")], [term("bo-ek", role="lead")], "lists Bo Ek in Docs as lead instead of member"),
    ],
)
def test_who_serves_in_a_team(before: list[Any], after: list[Any], sentence: str) -> None:
    assert changed("teams", {"members": before}, {"members": after}, BO) == [sentence]


def test_a_new_team_tells_who_is_in_it() -> None:
    team = record("teams", members=[term("bo-ek")])
    assert told(community(BO), community(BO, team)) == ["adds the team Docs", "adds Bo Ek to Docs"]


def test_projects_posts_places_and_the_community() -> None:
    assert changed("projects", {}, {"status": "finished"}) == [
        "changes the status of the project “Lamp book” to finished"
    ]
    assert changed("projects", {"status": "idea"}, {}) == ["changes the status of the project “Lamp book” to active"]
    assert changed("posts", {}, {"authors": ["ada-rossi", "bo-ek"]}, BO) == ["adds Bo Ek to the authors of “On lamps”"]
    assert changed("places", {"coordinates": {"latitude": 1, "longitude": 2}}, {}) == [
        "removes the point on the map of Library"
    ]
    partner = {"name": "Perdrix & Filles", "url": "https://a.example", "since": "2026-01-01"}
    assert changed("community", {}, {"partners": [partner]}) == ["adds Perdrix & Filles to the partners of Test Moot"]
    assert changed("community", {"agendas": {"City": "external"}}, {"agendas": {"City": "internal"}}) == [
        "changes City in the agendas of discussions of Test Moot"
    ]
    assert changed("community", {}, {"colours": {"accent": "#000000"}}) == [
        "changes the colour of links of Test Moot from #c2410c to #000000"
    ]


def test_pages_translations_and_files() -> None:
    about = page("about.md", "About us", "We mend lamps.")
    event = record("events")
    before = community(event, pages=(about, page("old.md", "Rules")))
    after = community(
        event,
        pages=(page("about.md", "About us", "We mend."), page("join.md", "Join"), page("rules.md", "Rules")),
        translations={"events/one": {"fr": version("events", "one", "fr", title="Soirée")}},
    )
    files = [("content/rules.md", "content/old.md"), ("content/a.webp", ""), ("", "mkdocs.yml"), ("b", "b"), ("c", "d")]
    assert told(before, after, *files) == [
        "translates “Lamp evening” into French",
        "removes the file mkdocs.yml",
        "adds the file content/a.webp",
        "adds the page “Join”",
        "edits the page “About us” (1 word added, 2 words removed)",
        "changes the file b",
        "renames the file d to c",
        "renames the file of “Rules” from old.md to rules.md",
    ]
    assert told(after, before)[0] == "removes the version of “Lamp evening” in French"


def test_json_readers_find_who_joined_and_who_serves_until_when() -> None:
    team = record("teams", members=[term("ada-rossi", until="2027-03-31")])
    found = changes(community(record("teams")), community(ADA, team))
    assert [(one.kind, one.subject, one.path, one.key) for one in found] == [
        ("joined", Named("members", "ada-rossi", "Ada Rossi"), "members/ada-rossi.yml", ""),
        ("term-begun", Named("teams", "one", "Docs"), "content/teams/one.md", "members"),
    ]
    assert (found[1].whom, found[1].after) == (Named("members", "ada-rossi", "Ada Rossi"), dt.date(2027, 3, 31))
