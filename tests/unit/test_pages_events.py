"""What visitors read of events and places: when, on whose clocks, how often, where, and in which list."""

import datetime as dt
import re
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from folkmoot.build import draft
from folkmoot.model.event import EventKind
from folkmoot.render.calendars.offers import KINDS
from folkmoot.render.page import Page
from folkmoot.render.pages.event_lists import ROWS
from folkmoot.render.wording.phrases import Phrases
from folkmoot.render.wording.rhythm import rhythm
from folkmoot.render.wording.tongue import tongue
from folkmoot.render.wording.zones import city_of, letters_and_distance
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
ROME = ZoneInfo("Europe/Rome")
LAB = "name: Lamp Lab\naddress: Via Lume 1\ncountry: IT\ncoordinates: {latitude: 45.5, longitude: 7.25}\n"


def event(title: str, keys: str, text: str = "") -> str:
    return f"---\ntitle: {title}\nkind: chat\n{keys}---\n\n{text}\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    """The pages of a hub by address; the meeting of the minimal hub is left out."""
    found = draft(minimal_hub(root, **{"events/meeting.md": "", **files}), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def html(page: Page) -> str:
    return page.lead + "".join(f"<h2>{section.title}</h2>{section.html}" for section in page.sections)


def words(markup: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", markup).split()).replace(" ,", ",")


def section(page: Page, anchor: str) -> str:
    """The section's words, "" where the page has none such."""
    return words(next((one.html for one in page.sections if one.anchor == anchor), ""))


def titles(page: Page) -> list[str]:
    return re.findall(r'fm-row__title"[^>]*>([^<]*)<', html(page))


def said(rule: str, first: dt.date = dt.date(2026, 1, 13), tag: str = "en") -> str:
    speech = tongue(tag)
    return rhythm(speech, rule, first, ROME, Phrases(speech).day)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=DAILY;BYDAY=SA,SU", "every Saturday and Sunday"),
        ("FREQ=WEEKLY", "every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "every Monday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tuesday"),
        ("FREQ=WEEKLY;BYMONTH=9,10", "every Tuesday, in September and October"),
        ("FREQ=MONTHLY", "every month on day 13"),
        ("FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "every month on the second Tuesday"),
        ("FREQ=MONTHLY;BYDAY=1MO,+3MO", "every month on the first Monday and the third Monday"),
        ("FREQ=MONTHLY;BYDAY=-1SU;INTERVAL=2", "every 2 months on the last Sunday"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1", "every month on day 1 and the last day"),
        ("FREQ=YEARLY", "every year on 13 January"),
        ("FREQ=YEARLY;BYMONTH=3", "every year on 13 March"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=3SA", "every year in November on the third Saturday"),
        ("FREQ=YEARLY;BYMONTH=5,11;BYMONTHDAY=2", "every year in May and November on day 2"),
        ("freq=weekly; count=1;", "every Tuesday, 1 time in all"),
        ("FREQ=WEEKLY;COUNT=10", "every Tuesday, 10 times in all"),
        ("FREQ=WEEKLY;UNTIL=20261231", "every Tuesday, until 31 December 2026"),
        ("FREQ=WEEKLY;UNTIL=20261231T233000Z", "every Tuesday, until 1 January 2027"),
    ],
)
def test_how_a_series_repeats_is_said_in_words(rule: str, expected: str) -> None:
    assert said(rule) == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3;BYSETPOS=1",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTHDAY=2",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=HOURLY",
        "nonsense",
    ],
)
def test_rules_without_words_say_nothing_wrong(rule: str) -> None:
    assert said(rule) == ""


def test_a_yearly_rule_keeps_a_leap_day_and_knows_no_31_june() -> None:
    assert said("FREQ=YEARLY", dt.date(2024, 2, 29)) == "every year on 29 February"
    assert said("FREQ=YEARLY;BYMONTH=6", dt.date(2026, 1, 31)) == ""


def test_weekdays_and_months_are_in_the_language_of_the_page() -> None:
    assert "mardi" in said("FREQ=WEEKLY", tag="fr")
    assert "13 gennaio" in said("FREQ=YEARLY", tag="it")


@pytest.mark.parametrize(
    ("key", "tag", "expected"),
    [
        ("Europe/Rome", "it", "Roma"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires"),
        ("Atlantic/Reykjavik", "de", "Reykjavík"),
        ("UTC", "en", ""),
        ("Etc/GMT+5", "en", ""),
    ],
)
def test_zones_are_called_after_their_city(key: str, tag: str, expected: str) -> None:
    assert city_of(key, tongue(tag).locale) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("Europe/Rome", "CEST, UTC+2"),
        ("Asia/Kolkata", "IST, UTC+5:30"),
        ("America/Sao_Paulo", "UTC-3"),
        ("America/St_Johns", "NDT, UTC-2:30"),
        ("UTC", "UTC"),
    ],
)
def test_zones_have_letters_and_a_distance(key: str, expected: str) -> None:
    assert letters_and_distance(dt.datetime(2026, 6, 15, 12, tzinfo=ZoneInfo(key))) == expected


def test_a_time_says_whose_clocks_it_is_on(tmp_path: Path) -> None:
    keys = "start: 2026-07-01 19:00\nend: 2026-07-01 21:00\ntimezone: Asia/Tokyo\n"
    found = pages(tmp_path, **{"events/talk.md": event("Talk", keys)})
    assert "Wed, 1 Jul 2026, 19:00–21:00, Tokyo time (JST, UTC+9)" in words(found["events/talk/"].lead)
    assert 'datetime="2026-07-01T19:00:00+09:00" data-fm-until="2026-07-01T21:00:00+09:00"' in html(found["events/"])
    assert "19:00–21:00, Tokyo time" in section(found["events/"], "m-2026-07")


def test_what_is_over_and_what_has_no_time_wants_no_clock(tmp_path: Path) -> None:
    events = {
        "events/over.md": event("Over", "start: 2026-06-01 19:00\n"),
        "events/day.md": event("Day", "start: 2026-07-01\n"),
    }
    found = pages(tmp_path, **events)
    assert "data-fm-until" not in found["events/over/"].lead + found["events/day/"].lead


def test_a_series_tells_its_rhythm_and_what_was_moved(tmp_path: Path) -> None:
    keys = (
        "start: 2026-05-12 19:00\nrecurrence:\n  rule: FREQ=MONTHLY;BYDAY=2TU\n  exceptions:\n"
        "    - {date: 2026-07-14, moved_to: 2026-07-21 18:00, reason: Holiday}\n"
        "    - {date: 2026-08-11, reason: Heat}\n"
    )
    found = pages(tmp_path, **{"events/bench.md": event("Bench", keys)})
    assert "every month on the second Tuesday" in words(found["events/bench/"].lead)
    assert "moved from Tue, 14 Jul 2026" in words(found["events/bench/"].lead)
    assert "Bench moved from Tue, 14 Jul 2026 Tue, 21 Jul 2026, 18:00" in section(found["events/"], "m-2026-07")
    told = section(found["events/bench/"], "exceptions")
    assert "Tue, 11 Aug 2026: does not take place (Heat)" in told
    assert "moved to Tue, 21 Jul 2026, 18:00 (Holiday)" in told


def test_a_rule_without_words_is_a_series(tmp_path: Path) -> None:
    keys = "start: 2026-05-29\nrecurrence: {rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'}\n"
    found = pages(tmp_path, **{"events/last.md": event("Last", keys)})
    assert "a series; the next dates stand below" in words(found["events/last/"].lead)


def test_narrower_lists_hold_what_belongs_there_and_count_what_is_ahead(tmp_path: Path) -> None:
    events = {
        "events/un.md": event("Un", "start: 2026-07-01\nlanguage: fr\nonline: https://x.example\n"),
        "events/due.md": event("Due", "start: 2026-07-02\nlanguage: it\nplace: lab\n").replace("chat", "workshop"),
        "events/weekly.md": event("Weekly", "start: 2026-06-16\nlanguage: fr\nrecurrence: {rule: FREQ=WEEKLY}\n"),
        "events/old.md": event("Old", "start: 2026-01-01\nlanguage: de\n").replace("chat", "game"),
    }
    found = pages(tmp_path, **events, **{"content/places/lab.yml": LAB})
    chips = words(found["events/"].lead)
    assert "By kind Workshops 1 Chats 2" in chips
    assert "French 2 Italian 1" in chips
    assert "German" not in chips
    assert "By place Online 1 Lamp Lab 1" in chips
    assert titles(found["events/kind/chat/"]) == ["Weekly", "Un"]
    assert titles(found["events/language/fr/"]) == ["Weekly", "Un"]
    assert titles(found["events/place/online/"]) == ["Un"]
    assert titles(found["events/kind/game/"]) == ["Old"]
    assert "Nothing of this is planned" in found["events/kind/game/"].lead
    assert 'href="../../../events/kind/workshop/" aria-current="page"' in found["events/kind/workshop/"].lead
    assert 'href="../../../calendars/kind-workshop.ics"' in found["events/kind/workshop/"].lead
    assert "events/kind/meeting/" not in found


def test_of_many_places_the_busiest_have_chips(tmp_path: Path) -> None:
    files = {f"content/places/p{number}.yml": LAB.replace("Lamp Lab", f"P{number}") for number in range(9)}
    files |= {f"events/e{number}.md": event("E", f"start: 2026-07-01\nplace: p{number}\n") for number in range(9)}
    found = pages(tmp_path, **files, **{"events/more.md": event("More", "start: 2026-07-01\nplace: p8\n")})
    chips = words(found["events/"].lead)
    assert "By place P8 2 P0 1" in chips
    assert "P6 1 All places" in chips
    assert "P7" not in chips


def test_every_kind_of_event_has_a_title_for_its_list() -> None:
    assert set(KINDS) == set(get_args(EventKind))


def test_long_lists_are_split_and_nothing_is_lost(tmp_path: Path) -> None:
    start = dt.date(2026, 7, 1)
    ahead = {
        f"events/a{day:03}.md": event(f"A{day:03}", f"start: {start + dt.timedelta(days=day)}\n") for day in range(130)
    }
    past = {f"events/p{day:03}.md": event(f"P{day:03}", f"start: 2025-03-{day % 28 + 1:02}\n") for day in range(130)}
    found = pages(tmp_path, **ahead, **past)
    first, second = titles(found["events/kind/chat/"]), titles(found["events/kind/chat/2/"])
    assert [one for one in first + second if one[0] == "A"] == [f"A{day:03}" for day in range(130)]
    assert first.index("A099") == ROWS - 1
    assert 'rel="next" href="../../../events/kind/chat/2/"' in found["events/kind/chat/"].lead
    assert found["events/kind/chat/2/"].title == "Chats, page 2"
    year = titles(found["events/past/2025/"]) + titles(found["events/past/2025/2/"])
    assert sorted(year) == [f"P{day:03}" for day in range(130)]
    near = titles(found["events/"])
    assert len(near) == 92
    assert "October 2026 31 November 2026 7" in section(found["events/"], "later")
    later = words(found["events/calendar/2026-10/"].lead + found["events/calendar/2026-11/"].lead)
    assert all(f"A{day:03}" in later for day in range(92, 130))


def test_the_calendar_has_a_table_a_month_with_days_that_go_on(tmp_path: Path) -> None:
    events = {
        "events/long.md": event("Long", "start: 2026-06-29 10:00\nend: 2026-07-02 12:00\n"),
        "events/some.md": event("Some", "start: 2026-07\n"),
        "events/off.md": event("Off", "start: 2026-09-01 20:00\nstatus: cancelled\n"),
    }
    found = pages(tmp_path, **events)
    both = found["events/calendar/"]
    assert [one.anchor for one in both.sections] == ["m-2026-06", "m-2026-07", "months"]
    assert re.findall(r'scope="col"><abbr title="(\w+)"', both.sections[0].html)[0] == "Monday"
    assert '<td class=" fm-calendar__today" aria-current="date">' in both.sections[0].html
    assert "15 Mon, 15 Jun 2026 today" in section(both, "m-2026-06")
    june, july = words(found["events/calendar/2026-06/"].lead), words(found["events/calendar/2026-07/"].lead)
    assert "29 Mon, 29 Jun 2026 10:00 Long 30 Tue, 30 Jun 2026 goes on: Long" in june
    assert "1 Wed, 1 Jul 2026 10:00 Long 2 Thu, 2 Jul 2026 goes on: Long" in july
    assert "Some time in this month" in july
    assert "Some time" not in june
    assert "20:00 Off cancelled" in words(found["events/calendar/2026-09/"].lead)
    assert "events/calendar/2026-08/" not in found
    turns = re.findall(r'rel="(\w+)" href="([^"]*)"', found["events/calendar/2026-07/"].lead)
    assert turns == [("prev", "../../../events/calendar/2026-06/"), ("next", "../../../events/calendar/2026-09/")]


def test_what_lasts_for_months_stands_in_each_of_them(tmp_path: Path) -> None:
    events = {
        "events/summer.md": event("Summer", "start: 2026-05-30\nend: 2026-07-02\n"),
        "events/talk.md": event("Talk", "start: 2026-06-30\n"),
    }
    found = pages(tmp_path, **events)
    june = words(found["events/calendar/2026-06/"].lead)
    assert "1 Mon, 1 Jun 2026 Summer 2 Tue, 2 Jun 2026 goes on: Summer" in june
    assert "30 Tue, 30 Jun 2026 goes on: Summer Talk" in june
    assert "2 Thu, 2 Jul 2026 goes on: Summer 3 4" in section(found["events/calendar/"], "m-2026-07")


def test_the_week_begins_as_the_language_has_it(tmp_path: Path) -> None:
    community = "name: Test Moot\ntimezone: Europe/Rome\nlanguages: [en-US]\n"
    found = pages(
        tmp_path, **{"content/community.yml": community, "events/one.md": event("One", "start: 2026-06-20\n")}
    )
    table = found["events/calendar/2026-06/"].lead
    assert re.findall(r'<abbr title="(\w+)"', table)[0] == "Sunday"
    first_week = table.split("<tbody>")[1].split("</tr>")[0]
    assert first_week.count("<td") == 7
    assert re.findall(r'number">(\d+)<', first_week) == ["1", "2", "3", "4", "5", "6"]


def test_calls_that_open_later_come_after_the_open_ones(tmp_path: Path) -> None:
    def call(title: str, keys: str) -> str:
        return event(title, f"start: 2026-12-01\ncall_for_papers: {{url: 'https://x.example', {keys}}}\n")

    events = {
        "events/later.md": call("Later", "opens: 2026-06-16, closes: 2026-07-01"),
        "events/open.md": call("Open", "closes: 2026-08-01"),
    }
    found = pages(tmp_path, **events)
    listed = section(found["events/"], "calls-for-papers")
    assert listed.startswith("Open : open until 1 August 2026 · Propose a talk Later : opens on 16 June 2026 Subscribe")
    assert "calendars/calls-for-papers.ics" in listed
    assert "It opens on 16 June 2026." in section(found["events/later/"], "call-for-papers")


def test_an_event_leads_to_three_that_are_like_it(tmp_path: Path) -> None:
    events = {
        "events/me.md": event("Me", "start: 2026-06-20\ntopics: [Lamps, wicks]\nplace: lab\n"),
        "events/both.md": event("Both", "start: 2026-09-20\ntopics: [lamps, wicks]\n"),
        "events/there.md": event("There", "start: 2026-08-20\nplace: lab\n"),
        "events/kin.md": event("Kin", "start: 2026-08-10\n"),
        "events/far.md": event("Far", "start: 2026-08-19\n"),
        "events/off.md": event("Off", "start: 2026-06-21\ntopics: [lamps, wicks]\nstatus: cancelled\n"),
    }
    found = pages(tmp_path, **events, **{"content/places/lab.yml": LAB})
    alike = next(one.html for one in found["events/me/"].sections if one.anchor == "alike")
    assert re.findall(r'fm-row__title"[^>]*>([^<]*)<', alike) == ["Both", "There", "Kin"]


def test_a_place_tells_how_to_find_it_and_what_is_on(tmp_path: Path) -> None:
    events = {
        "events/next.md": event("Next", "start: 2026-07-01 19:00\nplace: lab\n"),
        "events/was.md": event("Was", "start: 2026-01-01\nplace: lab\n"),
    }
    found = pages(tmp_path, **events, **{"content/places/lab.yml": LAB, "content/places/attic.yml": LAB})
    place = found["places/lab/"]
    assert 'href="https://www.openstreetmap.org/?mlat=45.5&amp;mlon=7.25#map=18/45.5/7.25"' in place.lead
    assert 'href="../../calendars/place-lab.ics"' in place.lead
    assert "Next" in section(place, "events")
    assert "Was" in section(place, "past")
    assert "1 event ahead; the next one: Wed, 1 Jul 2026, 19:00, Rome time" in words(found["places/"].lead)
    assert section(found["places/"], "others") == "Lamp Lab Via Lume 1, Italy"
    assert ".ics" not in found["places/attic/"].lead


def test_an_event_says_what_it_is_for_programs(tmp_path: Path) -> None:
    found = pages(tmp_path, **{"events/talk.md": event("Talk </script>", "start: 2026-07-01 19:00\n")})
    assert '"startDate":"2026-07-01T19:00:00+02:00"' in found["events/talk/"].head
    assert found["events/talk/"].head.count("</script>") == 1


def test_titles_are_escaped_in_every_list(tmp_path: Path) -> None:
    found = pages(tmp_path, **{"events/bad.md": event("'<b>{{ 1 }}'", "start: 2026-07-01 19:00\nlanguage: fr\n")})
    for address in ("events/", "events/calendar/", "events/calendar/2026-07/", "events/kind/chat/", "events/bad/"):
        assert "<b>" not in html(found[address])
        assert "{{" not in html(found[address])
