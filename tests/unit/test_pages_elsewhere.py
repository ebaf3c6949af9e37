"""Events of calendars elsewhere on the site: beside the community's own, marked, leading to where they are told."""

import datetime as dt
import html
import json
import re
from pathlib import Path

import icalendar
import pytest

from folkmoot.build import draft
from folkmoot.model.hub import Hub
from folkmoot.model.source import source_slug
from folkmoot.render.outputs import outputs
from folkmoot.render.page import Page
from folkmoot.render.search.findings import findings
from support.calendar_programs import shown_by_ical, shown_by_icalendar
from support.hubs import minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
URL = "https://lantern.example/c.ics"
SLUG = source_slug("events", URL)
EVIL = "{{ 7*7 }} **bold** <script>alert(1)</script> [x](javascript:alert(1))"
BARE = "https://bare.example/c.ics"
PROFILE = f"""name: Test Moot
timezone: Europe/Rome
languages: [en, fr]
domain: moot.example
sources:
  calendars:
    - {{url: "{URL}", title: Lantern & Co, page: "https://lantern.example/", language: it, kind: workshop, place: lab}}
    - {{url: "{BARE}", title: Bare}}
"""
LAB = "name: Lamp Lab\naddress: Via Lume 1\ncountry: IT\n"


def line(**told: object) -> str:
    known = {
        **{"source": SLUG, "id": str(told.get("uid", "a")), "uid": "a", "start": "2026-07-01T17:00:00Z"},
        **{"published": "2026-05-01T06:00:00Z", "first_seen": "2026-05-01T06:00:00Z", "title": "Neon night"},
    }
    return json.dumps({**known, **told})


LINES = (
    line(uid="neon@l.example", url="https://lantern.example/neon", end="2026-07-01T19:00:00Z", sequence=3),
    line(uid="evil", id="evil", title=EVIL, description=EVIL, location=EVIL, start="2026-07-02T17:00:00"),
    line(uid="s", id="s1", title="Weekly", start="2026-06-17T17:00:00Z", recurrence="2026-06-17T17:00:00Z"),
    line(uid="s", id="s2", title="Weekly", start="2026-06-25T17:00:00Z", recurrence="2026-06-24T17:00:00Z"),
    line(uid="off", id="off", title="Off", start="2026-07-03", end="2026-07-04", status="cancelled"),
    line(uid="old", id="old", title="Old lamps", start="2026-03-03T17:00:00Z"),
    line(
        uid="call",
        id="call",
        title="Call",
        start="2026-08-03T17:00:00Z",
        zone="Asia/Tokyo",
        location="https://meet.example/x",
    ),
    line(uid="gone", id="gone", title="Withdrawn", withdrawn="2026-06-01T06:00:00Z"),
)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hub, dict[str, Page]]:
    root = minimal_hub(
        tmp_path_factory.mktemp("hub"),
        **{
            "content/community.yml": PROFILE,
            "content/places/lab.yml": LAB,
            "events/meeting.md": "---\ntitle: Ours\nkind: meeting\nstart: 2026-07-10 19:00\n---\n",
            "events/fall.md": "---\ntitle: Fall\nkind: meeting\nstart: 2026-09-10 19:00\n---\n",
        },
    )
    write(root, f"archive/events/{SLUG}/2026.jsonl", "\n".join(LINES) + "\n")
    bare = line(source=source_slug("events", BARE), uid="b", title="From nowhere", start="2026-03-04T17:00:00Z")
    write(root, f"archive/events/{source_slug('events', BARE)}/2026.jsonl", bare + "\n")
    found = draft(root, NOW)
    assert [
        one for one in found.problems if one.severity == "error" or one.code.startswith(("archive", "calendar"))
    ] == []
    assert found.hub is not None
    return found.hub, {page.address: page for page in found.pages}


@pytest.fixture(scope="module")
def files(drafted: tuple[Hub, dict[str, Page]]) -> dict[str, bytes]:
    return dict(outputs(drafted[0], "https://moot.example/"))


def markup(page: Page) -> str:
    return page.lead + "".join(section.html for section in page.sections)


def test_lists_months_and_places_show_them(drafted: tuple[Hub, dict[str, Page]]) -> None:
    _, pages = drafted
    led = '<a class="fm-row__title" href="https://lantern.example/neon" lang="it" rel="noopener">Neon night</a>'
    origin = 'from the calendar <a href="https://lantern.example/" rel="noopener">Lantern &amp; Co</a>'
    for address in ("events/", "", "events/kind/workshop/", "events/language/it/", "places/lab/"):
        assert led in markup(pages[address]), address
        assert origin in markup(pages[address]), address
    assert "Neon night" in markup(pages["events/calendar/2026-07/"])
    assert origin in markup(pages["events/calendar/2026-07/"])
    assert "Old lamps" in markup(pages["events/past/"])
    assert "Old lamps" in markup(pages["events/past/2026/"])
    assert "moved from Wed, 24 Jun 2026" in markup(pages["events/"])
    assert not any("Withdrawn" in markup(page) for page in pages.values())
    assert "du calendrier" not in markup(pages["events/"])
    assert "Neon night" in markup(pages["fr/events/"])


def spot(page: Page, title: str) -> str:
    """What stands of an event in a month's table."""
    found = next(one for one in re.findall("<li.*?</li>", markup(page), re.DOTALL) if f">{title}<" in one)
    return " ".join(html.unescape(re.sub("<[^>]*>", "", found)).split())


def test_a_month_holds_what_a_page_would_tell(drafted: tuple[Hub, dict[str, Page]]) -> None:
    _, pages = drafted
    assert (
        spot(pages["events/calendar/2026-08/"], "Call")
        == "02:00 Call Tokyo time · online · from the calendar Lantern & Co"
    )
    assert spot(pages["events/calendar/2026-07/"], "Neon night") == (
        "19:00 Neon night Lamp Lab · from the calendar Lantern & Co"
    )
    assert spot(pages["events/calendar/2026-07/"], "Off") == "Off cancelled Lamp Lab · from the calendar Lantern & Co"
    room = '<a href="https://meet.example/x" rel="noopener">online</a>'
    for address in ("events/", "events/calendar/2026-08/", "events/place/online/"):
        assert room in markup(pages[address]), address


def test_a_month_promises_no_page_where_none_is(drafted: tuple[Hub, dict[str, Page]]) -> None:
    _, pages = drafted
    ours, theirs = "its page also tells yours", "our own events' pages also tell yours"
    told = {
        month: [ours in html.unescape(markup(page)), theirs in html.unescape(markup(page))]
        for month in ("2026-03", "2026-07", "2026-08", "2026-09")
        for page in [pages[f"events/calendar/{month}/"]]
    }
    assert told == {
        "2026-03": [False, False],
        "2026-07": [False, True],
        "2026-08": [False, False],
        "2026-09": [True, False],
    }


def test_the_list_tells_programs_of_them_and_where_they_are_told(drafted: tuple[Hub, dict[str, Page]]) -> None:
    _, pages = drafted
    for address in ("events/", "fr/events/"):
        (said,) = re.findall('<script type="application/ld\\+json">(.*?)</script>', pages[address].head)
        named = [one["name"] for one in json.loads(said)["@graph"]]
        assert named == ["Weekly", "Weekly", "Neon night", EVIL, "Off", "Call"]
        assert json.loads(said)["@graph"][2]["url"] == "https://lantern.example/neon"
    assert not [
        page.address for page in pages.values() if "Neon night" in page.head and "events/" not in page.address[-7:]
    ]


def test_where_they_are_is_not_guessed(drafted: tuple[Hub, dict[str, Page]]) -> None:
    _, pages = drafted
    listed = markup(pages["events/past/"])
    row = listed[listed.index("From nowhere") : listed.index("Old lamps")]
    assert "4 Mar 2026" in row
    assert "place still open" not in row
    assert "· ·" not in " ".join(row.split())


def test_they_have_no_page_and_nobody_is_asked_about_them(drafted: tuple[Hub, dict[str, Page]]) -> None:
    hub, pages = drafted
    assert sorted(one for one in pages if one.startswith("events/") and one.count("/") == 2) == [
        *("events/calendar/", "events/fall/", "events/meeting/", "events/past/"),
    ]
    assert "Neon" not in markup(pages["join/"])
    assert "Neon" not in markup(pages["history/"])
    assert "Neon" not in markup(pages["translations/"])
    assert all(one.elsewhere is None for one in hub.occurrences)


def test_their_words_are_text(drafted: tuple[Hub, dict[str, Page]], files: dict[str, bytes]) -> None:
    _, pages = drafted
    shown = markup(pages["events/"])
    assert EVIL in html.unescape(shown)
    assert "**bold** &lt;script&gt;" in shown
    assert "{{" not in shown
    for page in pages.values():
        assert "<script>alert" not in markup(page)
        assert "<b>bold" not in markup(page)
        assert 'href="javascript:' not in markup(page)
    assert b"<script>alert" not in files["feeds/events.atom"]
    told = json.loads(files["feeds/events.json"])["items"]
    assert not any("<script>" in one["content_html"] for one in told)


def test_figures_do_not_count_them(drafted: tuple[Hub, dict[str, Page]]) -> None:
    hub, _ = drafted
    assert [one.event.slug for one in hub.occurrences] == ["meeting", "fall"]
    assert len(hub.upcoming) == 8


def test_the_hubs_calendars_hold_them_under_their_own_names(files: dict[str, bytes]) -> None:
    for path in ("events.ics", "calendars/kind-workshop.ics", "calendars/language-it.ics", "calendars/place-lab.ics"):
        parts = {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(files[path]).walk("VEVENT")}
        assert (str(parts["Neon night"]["UID"]), parts["Neon night"]["SEQUENCE"]) == ("neon@l.example", 3), path
        assert str(parts["Neon night"]["URL"]) == "https://lantern.example/neon"
    first, last = dt.date(2026, 6, 1), dt.date(2026, 8, 1)
    seen = shown_by_icalendar(files["events.ics"], first, last)
    assert [(one.start, one.title) for one in seen if one.uid == "s"] == [
        ("2026-06-17T17:00:00+00:00", "Weekly"),
        ("2026-06-25T17:00:00+00:00", "Weekly"),
    ]
    assert [(one.start, one.end, one.status) for one in seen if one.uid == "off"] == [
        ("2026-07-03", "2026-07-05", "CANCELLED")
    ]
    assert seen == shown_by_ical(files["events.ics"], first, last)
    assert not [
        path for path in files if path.startswith("events/") and path not in ("events/meeting.ics", "events/fall.ics")
    ]


def test_feeds_api_and_search_lead_to_where_they_are_told(
    drafted: tuple[Hub, dict[str, Page]], files: dict[str, bytes]
) -> None:
    hub, pages = drafted
    items = {one["title"]: one for one in json.loads(files["feeds/events.json"])["items"]}
    (neon,) = (one for title, one in items.items() if title.startswith("Neon"))
    assert neon["url"] == "https://lantern.example/neon"
    assert "from the calendar Lantern &amp; Co" in neon["content_html"]
    told = json.loads(files["api/v1/upcoming.json"])
    assert [one["event"]["slug"] for one in told["items"]] == ["meeting", "fall"]
    assert [(one["title"], one["calendar"], one["uid"]) for one in told["elsewhere"]][-3:] == [
        (EVIL, "Lantern & Co", "evil"),
        ("Off", "Lantern & Co", "off"),
        ("Call", "Lantern & Co", "call"),
    ]
    found = {one.title: one for one in findings(hub, pages.values(), {}) if one.kind == "event"}
    assert found["Neon night"].address == "https://lantern.example/neon"
    assert found["Weekly"].address == "https://lantern.example/"


def test_no_calendar_calls_off_an_event_of_ours_in_our_calendar(tmp_path: Path) -> None:
    root = minimal_hub(
        tmp_path,
        **{
            "content/community.yml": PROFILE.replace("domain: moot.example\n", ""),
            "content/places/lab.yml": LAB,
            "events/meeting.md": "---\ntitle: Ours\nkind: meeting\nstart: 2026-07-10\n---\n",
        },
    )
    off = line(uid="meeting@MOOT.example", id="x", title="Off", start="2026-07-03", status="cancelled", sequence=99)
    write(root, f"archive/events/{SLUG}/2026.jsonl", off + "\n")
    hub = draft(root, NOW).hub
    assert hub is not None
    written = dict(outputs(hub, "https://moot.example/"))["events.ics"]
    uids = {str(one["SUMMARY"]): str(one["UID"]) for one in icalendar.Calendar.from_ical(written).events}
    assert uids == {"Ours": "meeting@moot.example", "Off": "x.meeting@MOOT.example"}
