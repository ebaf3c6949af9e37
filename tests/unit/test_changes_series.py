"""Changes that are easily told wrongly: series, what stands twice, what is renamed and edited, translations."""

from typing import Any

import pytest

from folkmoot.model.community import Community
from folkmoot.model.own_page import Page
from support.communities import community, page, record, version
from support.told_changes import changed, series, term, told

BO = record("members", "bo-ek", name="Bo Ek", joined="2025-01-31")


def test_a_former_member_who_is_added_did_not_only_join() -> None:
    assert told(community(), community(record("members", status="alumni"))) == [
        "Ada Rossi joins, as a member since 29 February 2024",
        "Ada Rossi leaves, and counts as a former member",
    ]


def test_a_new_series_tells_how_it_repeats() -> None:
    about = {"start": "2026-10-06 19:00", "timezone": "Europe/Rome"}
    evening = record("events", recurrence={"rule": "FREQ=MONTHLY;BYDAY=1TU"}, **about)
    assert told(community(), community(evening)) == [
        "adds the series “Lamp evening”, from Tue, 6 Oct 2026, 19:00, every month on the first Tuesday"
    ]
    odd = record("events", recurrence={"rule": "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1"}, **about)
    assert told(community(), community(odd)) == [
        "adds the series “Lamp evening”, from Tue, 6 Oct 2026, 19:00, FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1"
    ]
    open_date = record("events", start="2026-10", recurrence={"rule": "FREQ=MONTHLY"})
    assert told(community(), community(open_date)) == [
        "adds the series “Lamp evening”, from some time in October 2026, FREQ=MONTHLY"
    ]


def test_a_rule_ends_on_the_day_that_it_is_in_the_zone_of_its_place() -> None:
    rule = {"rule": "FREQ=WEEKLY;UNTIL=20261231T233000Z"}
    hub = community(
        record("events", place="library", recurrence=rule), record("places", "library", timezone="Asia/Tokyo")
    )
    assert told(community(), hub)[0].endswith("every Tuesday, until 1 January 2027")


def test_what_stands_twice_in_a_list_is_told_all_the_same() -> None:
    blog, notes = ({"label": "Blog", "url": f"https://{name}.example"} for name in "ab")
    assert changed("members", {"links": [blog]}, {"links": [blog, notes]}) == ["adds Blog to the links of Ada Rossi"]
    assert changed("members", {"links": [blog, notes]}, {"links": [blog]}) == [
        "removes Blog from the links of Ada Rossi"
    ]
    held = {"date": "2026-07-14", "attendance": 9}
    assert changed("events", series(occurrences=[held]), series(occurrences=[held, held | {"attendance": 7}])) == [
        "sets the attendance of “Lamp evening” of 14 July 2026 to 7"
    ]
    off = {"date": "2026-08-11"}
    assert changed("events", series(off), series(off, off | {"reason": "Heat"})) == [
        "cancels “Lamp evening” of 11 August 2026 (Heat)"
    ]
    assert changed(
        "teams", {"members": [term("bo-ek")]}, {"members": [term("bo-ek"), term("bo-ek", role="x")]}, BO
    ) == ["adds Bo Ek to Docs"]


def test_a_file_that_is_renamed_and_edited_tells_both() -> None:
    old = record("events", "lamps", "Bring a lamp.", place="barn")
    new = record("events", "lamp-evening", "Bring lamps.", start="2026-06-09 19:00", formerly=["lamps"])
    barn = record("places", "barn", name="Barn")
    translated = (
        {"fr": version("events", "lamps", "fr", title="Soirée")},
        {
            "fr": version("events", "lamp-evening", "fr", title="Soirée lampes"),
            "it": version("events", "lamp-evening", "it", title="Serata"),
        },
    )
    before = community(old, barn, translations={"events/lamps": translated[0]})
    after = community(new, barn, translations={"events/lamp-evening": translated[1]})
    assert told(before, after, ("events/lamp-evening.md", "events/lamps.md")) == [
        "renames the file of “Lamp evening” from lamps to lamp-evening",
        "moves “Lamp evening” from 18:30 to 19:00",
        "changes the version of “Lamp evening” in French (1 word added)",
        "translates “Lamp evening” into Italian",
        "removes the place of “Lamp evening”",
        "edits the text of “Lamp evening” (1 word added, 2 words removed)",
    ]
    about, again = page("about.md", "About", "One."), page("who.md", "About", "Two.", formerly=("about.md",))
    assert told(community(pages=(about,)), community(pages=(again,))) == [
        "renames the file of “About” from about.md to who.md",
        "edits the page “About” (1 word added, 1 word removed)",
    ]


def test_translations_come_go_and_change() -> None:
    event = record("events")

    def hub(*records: Any, **titles: str) -> Community:
        versions = {tag: version("events", "one", tag, title=title) for tag, title in titles.items()}
        return community(*records, translations={"events/one": versions} if versions else {})

    assert told(hub(event, fr="Soirée", it="Serata"), hub(event, it="Serata luci", es="Tarde")) == [
        "translates “Lamp evening” into Spanish",
        "removes the version of “Lamp evening” in French",
        "changes the version of “Lamp evening” in Italian (1 word added)",
    ]
    assert told(hub(fr="Soirée"), hub(fr="Soirée lampes")) == ["changes the version of “one” in French (1 word added)"]
    assert (
        told(hub(event, fr="Soirée"), hub())
        == [
            "removes the event “Lamp evening”",
        ]
        + ["removes the version of “one” in French"] * 0
    )
    profiles = [{"fr": version("community", "one", "fr", tagline=words)} for words in ("Bonjour", "Salut")]
    assert told(community(profiles=profiles[0]), community(profiles=profiles[1])) == [
        "changes the version of Test Moot in French (1 word added, 1 word removed)"
    ]


def test_the_text_alone_of_a_translation_can_change() -> None:
    sides = [
        community(
            record("events"),
            translations={"events/one": {"fr": version("events", "one", "fr", words, title="Soirée")}},
        )
        for words in ("Apportez une lampe.", "Apportez deux lampes.")
    ]
    assert told(sides[0], sides[1]) == [
        "changes the version of “Lamp evening” in French (2 words added, 2 words removed)"
    ]


def test_a_page_that_only_notes_its_former_name_is_not_edited() -> None:
    body = "# About\n\nWords.\n"
    noting = "---\nformerly: [about.md]\n---\n" + body
    about = Page("about.md", "About", body, {}, body)
    who = Page("who.md", "About", noting, {"formerly": ["about.md"]}, body, formerly=("about.md",))
    assert told(community(pages=(about,)), community(pages=(who,))) == [
        "renames the file of “About” from about.md to who.md"
    ]


def test_of_two_former_names_the_newer_one_is_the_file_that_was() -> None:
    before = community(record("places", "barn"), record("places", "shed"))
    after = community(record("places", "hall", formerly=["barn", "shed"]))
    assert told(before, after) == [
        "removes the place Library",
        "renames the file of Library from shed to hall",
        "adds barn and shed to the former names of Library",
    ]


def test_an_end_that_is_announced_otherwise_is_told() -> None:
    days = {"start": "2026-06-09", "end": "2026-06-10"}
    assert changed("events", days, {"start": "2026-06-16 00:00", "end": "2026-06-17 00:00"})[1:] == [
        "changes the end of “Lamp evening” from Wed, 10 Jun 2026 to Wed, 17 Jun 2026, 00:00"
    ]
    assert len(changed("events", days, {"start": "2026-06-16", "end": "2026-06-17"})) == 1


def test_accounts_for_programs_come_last() -> None:
    assert changed("events", {}, {"sequence": 1, "summary": "Bright."}) == [
        "sets the summary of “Lamp evening” to Bright.",
        "changes the sequence number of “Lamp evening” from 0 to 1",
    ]


def test_lines_at_the_end_of_a_text_are_no_words() -> None:
    sides = [community(record("posts", text=text)) for text in ("A lamp.\n", "A lamp.")]
    assert told(sides[0], sides[1]) == []


def test_agendas_are_told_in_their_order() -> None:
    agendas = {"Zoo": "external", "City": "external"}
    assert changed("community", {}, {"agendas": agendas}) == [
        "adds City and Zoo to the agendas of discussions of Test Moot"
    ]


def test_a_series_that_ends_does_not_tell_of_each_exception() -> None:
    assert changed("events", series({"date": "2026-08-11"}), {}) == ["makes the series “Lamp evening” a single event"]


@pytest.mark.parametrize(
    ("number", "hidden", "ending"),
    [(9, 0, "t7 and t8"), (10, 0, "t7 and 2 more"), (11, 2, "T7 and 5 more")],
)
def test_of_many_things_some_are_named_and_all_are_counted(number: int, hidden: int, ending: str) -> None:
    if not hidden:
        (said,) = changed("events", {}, {"topics": [f"t{one}" for one in range(number)]})
    else:
        people = [record("members", f"t{one}", name=f"T{one}") for one in range(number)]
        people += [record("members", f"h{one}", visibility="hidden") for one in range(hidden)]
        (said,) = changed("events", {}, {"hosts": [one.slug for one in people]}, *people)
    assert f"{ending} to the" in said


def test_words_that_the_formats_prescribe_are_told_as_people_say_them() -> None:
    assert changed("events", {}, {"kind": "chat"}) == ["changes the kind of “Lamp evening” from meeting to chat"]
    sides = [community(record("events", kind=kind)) for kind in ("meeting", "chat")]
    assert "rencontre" in told(sides[0], sides[1], language="fr")[0]
    assert changed("events", {}, {"date_precision": "month"}) == [
        "sets the announced precision of “Lamp evening” to month alone"
    ]
    assert changed("community", {}, {"policies": {"membership": "vouched"}}) == [
        "changes the way to become a member of Test Moot from joining freely to being vouched for"
    ]


def test_a_long_name_is_shortened() -> None:
    (said,) = told(community(), community(record("posts", title="lamp " * 30)))
    assert said.endswith("lamp…”")
    assert len(said) < 110


def test_a_point_on_the_map_is_told_exactly() -> None:
    points = [{"latitude": 45.0703, "longitude": east} for east in (7.68682, 7.68699)]
    assert changed("places", {"coordinates": points[0]}, {"coordinates": points[1]}) == [
        "changes the longitude of Library from 7.68682 to 7.68699"
    ]
    sides = [community(record("places", coordinates=point)) for point in points]
    assert "7,68699" in told(sides[0], sides[1], language="fr")[0]
