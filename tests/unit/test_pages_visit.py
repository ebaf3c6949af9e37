"""What somebody needs who wants to come: the hour on their own clock, the way there, what is ahead and what was."""

import datetime as dt
import re
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.render.page import Page
from folkmoot.text import plain
from support.hubs import COMMUNITY, minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
LAB = (
    "name: Lamp Lab\naddress: Via Lume 1\ncountry: IT\ncoordinates: {latitude: 45.5, longitude: 7.25}\n"
    "directions: By tram.\naccess: Two steps.\n"
)
SERIES = """\
start: 2026-01-05 19:00
place: lab
hosts: [ada-rossi]
summary: We meet.
recurrence: {rule: FREQ=WEEKLY}
occurrences:
  - {date: 2026-06-08, recap: 'We **soldered** a lamp.'}
  - {date: 2026-06-01, attendance: 3}
"""
TIMED = re.compile("data-fm-(?:until|last)")
"""What times.js reads."""

ON_MAP = 'href="https://www.openstreetmap.org/?mlat=45.5&amp;mlon=7.25#map=18/45.5/7.25"'


def event(title: str, keys: str, text: str = "") -> str:
    return f"---\ntitle: {title}\nkind: chat\n{keys}---\n\n{text}\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    found = draft(minimal_hub(root, **files), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def html(page: Page) -> str:
    return page.lead + "".join(section.html for section in page.sections)


def section(page: Page, anchor: str) -> str:
    return next((plain(one.html) for one in page.sections if one.anchor == anchor), "")


def leaves(page: Page) -> list[str]:
    """The year that each date tells in big letters, "" where it tells none."""
    found = re.findall(r'<span class="fm-leaf"[^>]*><span>[^<]*</span><strong>[^<]*</strong>(.*?)</span>\n', html(page))
    return [plain(one) for one in found]


@pytest.mark.parametrize("opening", ["", "Come in.\n"])
def test_every_page_with_an_hour_to_come_tells_it_on_the_readers_clock(tmp_path: Path, opening: str) -> None:
    files = {
        "content/community.yml": f"{COMMUNITY}languages: [en, fr]\nwelcome: {{event: weekly, members: [ada-rossi]}}\n",
        "content/join.md": opening and f"# Join\n\n{opening}",
        "content/places/lab.yml": LAB,
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\nleads: [ada-rossi]\n---\n\nText.\n",
        "events/weekly.md": event("Weekly", f"{SERIES}project: lamp\nonline: https://x.example/\nlanguage: en\n"),
        "events/today.md": event("Today", "start: 2026-06-15 08:00\nend: 2026-06-15 09:00\nplace: lab\n"),
        "events/day.md": event("Day", "start: 2026-06-20\n"),
        "events/month.md": event("Month", "start: 2026-06\n"),
        "events/talk.md": event("Talk", "start: 2026-07-01 19:00\nspeakers: [{member: ada-rossi, talk: One}]\n"),
        "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-01\n",
    }
    files = {path: text for path, text in files.items() if text}
    found = pages(tmp_path, **files)
    timed = {address: one.start() for address, page in found.items() if (one := TIMED.search(html(page)))}
    expected = {"", "events/", "events/weekly/", "join/", "members/ada-rossi/", "places/lab/", "projects/lamp/"}
    assert expected <= timed.keys()
    for address, first in timed.items():
        said = html(found[address])
        assert 0 <= said.find("assets/folkmoot/times.js") < first, address
        assert said.count("assets/folkmoot/times.js") == 1, address
    assert "times.js" not in html(found["members/bo-ek/"]), "where no hour is to come, no script is loaded"


def test_the_way_there_stands_before_what_happened(tmp_path: Path) -> None:
    files = {"content/places/lab.yml": LAB, "events/weekly.md": event("Weekly", SERIES, "Bring a lamp.")}
    page = pages(tmp_path, **files)["events/weekly/"]
    anchors = [one.anchor for one in page.sections]
    assert anchors[:2] == ["directions", "next-dates"]
    assert "2026-06-08" in anchors
    assert section(page, "directions") == "By tram. Access Two steps."


def test_the_address_of_an_event_leads_to_the_map_as_its_place_does(tmp_path: Path) -> None:
    files = {
        "content/places/lab.yml": LAB,
        "content/places/attic.yml": "name: Attic\naddress: Up there\n",
        "events/weekly.md": event("Weekly", SERIES),
        "events/above.md": event("Above", "start: 2026-07-01\nplace: attic\n"),
    }
    found = pages(tmp_path, **files)
    assert ON_MAP in found["places/lab/"].lead
    assert ON_MAP in found["events/weekly/"].lead
    assert "openstreetmap" not in found["events/above/"].lead


def test_what_somebody_invites_to_is_apart_from_what_they_invited_to(tmp_path: Path) -> None:
    files = {
        "content/places/lab.yml": LAB,
        "events/meeting.md": "",
        "events/weekly.md": event("Weekly", SERIES),
        "events/old.md": event("Old", "start: 2025-05-17\nhosts: [ada-rossi]\n"),
        "events/told.md": event("Told", "start: 2025-05-18\nspeakers: [{member: ada-rossi, talk: One}]\n"),
        "events/dark.md": event("Dark", "start: 2027-01-02\nhosts: [bo-ek]\n"),
        "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-01\n",
    }
    found = pages(tmp_path, **files)
    ada, bo = found["members/ada-rossi/"], found["members/bo-ek/"]
    assert re.findall("Still to come|Past events|Weekly|Old", section(ada, "hosted")) == [
        "Still to come", "Weekly", "Past events", "Old",
    ]  # fmt: skip
    assert re.findall("Still to come|Past events|Told", section(ada, "spoke")) == ["Past events", "Told"]
    assert re.findall("Still to come|Past events|Dark", section(bo, "hosted")) == ["Dark"]
    assert leaves(ada) == ["", "2025", "2025"]
    assert leaves(bo) == ["2027"]


def test_a_project_tells_what_is_to_come_apart_from_what_was(tmp_path: Path) -> None:
    files = {
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\n---\n\nText.\n",
        "events/next.md": event("Next", "start: 2026-07-01\nproject: lamp\n"),
        "events/old.md": event("Old", "start: 2025-05-17\nproject: lamp\n"),
    }
    said = section(pages(tmp_path, **files)["projects/lamp/"], "events")
    assert re.findall("Still to come|Past events|Next|Old", said) == ["Still to come", "Next", "Past events", "Old"]


def test_a_date_of_a_series_that_was_begins_to_tell_what_happened(tmp_path: Path) -> None:
    files = {
        "content/places/lab.yml": LAB,
        "events/weekly.md": event("Weekly", SERIES),
        "events/once.md": event("Once", "start: 2026-05-01\nsummary: A fair.\nrecap: It rained.\n"),
        "events/bare.md": event("Bare", "start: 2026-05-02\nrecap: It snowed.\n"),
        "events/ahead.md": event("Ahead", "start: 2026-07-02\nsummary: Soon.\n"),
    }
    found = pages(tmp_path, **files)
    texts = re.findall(r'fm-row__text"[^>]*>([^<]*)<', html(found["events/past/"]))
    assert texts[:2] == ["We soldered a lamp.", "We meet."], "where nothing is told, the sentence of the series"
    assert texts[-2:] == ["It snowed.", "A fair."], "a single event has a sentence of its own"
    assert "We soldered" not in html(found["events/"])


def test_the_beginning_of_a_recap_is_marked_with_its_language(tmp_path: Path) -> None:
    files = {
        "content/community.yml": f"{COMMUNITY}languages: [fr, en]\n",
        "content/places/lab.yml": LAB,
        "events/weekly.md": event("Weekly", f"{SERIES}language: it\n"),
    }
    found = pages(tmp_path, **files)
    assert '<p class="fm-row__text" lang="it">We soldered a lamp.</p>' in html(found["events/past/"])


def test_every_calendar_and_every_list_of_what_was_has_its_tab(tmp_path: Path) -> None:
    files = {"content/places/lab.yml": LAB, "events/weekly.md": event("Weekly", SERIES)}
    found = pages(tmp_path, **files)

    def current(address: str) -> list[tuple[str, str]]:
        bar = html(found[address]).partition('<ul class="fm-numbers">')[2].partition("</ul>")[0]
        return re.findall(r'aria-current="(\w+)">([^<]*)<', bar)

    assert current("events/") == [("page", "All events")]
    assert current("events/calendar/") == [("page", "Calendar")]
    assert current("events/past/") == [("page", "Past events")]
    months = [address for address in found if re.fullmatch(r"events/calendar/\d{4}-\d{2}/", address)]
    assert months
    assert {tab for address in months for tab in current(address)} == {("true", "Calendar")}
    assert current("events/past/2026/") == [("true", "Past events")]


def test_of_what_was_or_is_called_off_no_place_is_still_open(tmp_path: Path) -> None:
    files = {
        "content/community.yml": f"{COMMUNITY}languages: [fr]\n",
        "events/old.md": event("Old", "start: 2026-05-17\nhosts: [ada-rossi]\n"),
        "events/off.md": event("Off", "start: 2026-05-18\nhosts: [ada-rossi]\nstatus: cancelled\n"),
        "events/dropped.md": event("Dropped", "start: 2026-07-18\nstatus: cancelled\n"),
        "events/ahead.md": event("Ahead", "start: 2026-07-19\n"),
    }
    found = pages(tmp_path, **files)
    for address in ("events/past/", "members/ada-rossi/"):
        assert "lieu à préciser" not in html(found[address]), address
    for address in ("events/old/", "events/off/", "events/dropped/"):
        assert "lieu à préciser" not in found[address].lead, address
    assert "Où" not in found["events/off/"].lead
    assert html(found["events/"]).count("lieu à préciser") == 1
    assert "lieu à préciser" in found["events/ahead/"].lead


def test_nothing_says_of_what_was_called_off_that_it_took_place(tmp_path: Path) -> None:
    files = {
        "content/community.yml": f"{COMMUNITY}languages: [fr]\n",
        "content/places/lab.yml": LAB,
        "events/off.md": event("Off", "start: 2026-05-18\nplace: lab\nhosts: [ada-rossi]\nstatus: cancelled\n"),
    }
    found = pages(tmp_path, **files)
    for address in ("events/past/", "events/kind/chat/", "members/ada-rossi/", "places/lab/"):
        page = found[address]
        assert "Off" in html(page)
        assert "annulé" in html(page)
        told = html(page) + page.title + page.description + " ".join(one.title for one in page.sections)
        assert "a eu lieu" not in told, address
