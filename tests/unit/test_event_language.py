"""An event that names no language is held in the hub's main one: lists, calendars, feeds and the API agree on it."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import icalendar
import pytest

from folkmoot.build import draft
from folkmoot.render.linked_data import event_data
from folkmoot.render.outputs import outputs
from folkmoot.render.page import Page
from support.api_documents import NOW, SITE, derived
from support.hubs import minimal_hub
from support.syndicated import ATOM, texts

FRENCH = "name: Test Moot\ntimezone: Europe/Rome\nlanguages: [fr, en]\n"


def event(title: str, language: str = "") -> str:
    told = f"language: {language}\n" if language else ""
    return f"---\ntitle: {title}\nkind: chat\nstart: 2026-07-01\n{told}---\n"


def hub(root: Path, profile: str = FRENCH, **events: str) -> Path:
    files = {f"events/{slug}.md": text for slug, text in events.items()}
    return minimal_hub(root, **{"content/community.yml": profile, "events/meeting.md": "", **files})


def pages(root: Path) -> dict[str, Page]:
    return {page.address: page for page in draft(root, NOW).pages}


def titles(page: Page) -> list[str]:
    return re.findall(r'fm-row__title"[^>]*>([^<]*)<', "".join(one.html for one in page.sections) + page.lead)


@pytest.fixture
def french(tmp_path: Path) -> Path:
    return hub(tmp_path, unsaid=event("Unsaid"), dit=event("Dit", "fr"), told=event("Told", "en"))


def test_it_is_in_the_main_languages_list_and_counted_there(french: Path) -> None:
    found = pages(french)
    assert titles(found["events/language/fr/"]) == ["Dit", "Unsaid"]
    assert titles(found["events/language/en/"]) == ["Told"]
    assert re.findall(r'events/language/(\w+)/"[^>]*>\D*(\d+)', found["events/kind/chat/"].lead) == [
        *(("fr", "2"), ("en", "1")),
    ]
    assert "events/language/fr/" in found["events/unsaid/"].lead
    rows = "".join(one.html for one in found["events/"].sections) + found["events/"].lead
    assert len(re.findall(r"· français\s*</p>", rows)) == 2


def test_calendars_feeds_and_the_api_agree(french: Path) -> None:
    made = dict(outputs(derived(french), SITE))
    calendar = icalendar.Calendar.from_ical(made["calendars/language-fr.ics"])
    assert [str(one["SUMMARY"]) for one in calendar.events] == ["Dit", "Unsaid"]
    assert {one["SUMMARY"].params["LANGUAGE"] for one in calendar.events} == {"fr"}
    feed = ET.fromstring(made["feeds/events-fr.atom"])
    assert sorted(title.partition(",")[0] for title in texts(feed, "entry/title")) == ["Dit", "Unsaid"]
    assert len(feed.findall(f"{ATOM}entry")) == 2
    assert json.loads(made["api/v1/events/unsaid.json"])["language"] == "fr"


def test_search_engines_are_told_the_same(french: Path) -> None:
    told = derived(french)
    assert '"inLanguage":"fr"' in event_data(told, SITE, told.community.events["unsaid"], [], "events/unsaid/")


def test_a_hub_of_one_language_of_which_nobody_speaks_has_no_lists_by_language(tmp_path: Path) -> None:
    profile = FRENCH.replace("fr, en", "fr")
    quiet = hub(tmp_path / "quiet", profile, unsaid=event("Unsaid"))
    assert not [address for address in pages(quiet) if "events/language" in address]
    assert not [path for path, _ in outputs(derived(quiet), SITE) if "calendars/language" in path]
    assert "français" not in pages(quiet)["events/unsaid/"].lead
    mixed = hub(tmp_path / "mixed", profile, unsaid=event("Unsaid"), told=event("Told", "de"))
    assert titles(pages(mixed)["events/language/fr/"]) == ["Unsaid"]
    assert {path for path, _ in outputs(derived(mixed), SITE) if "calendars/language" in path} == {
        *("calendars/language-fr.ics", "calendars/language-de.ics")
    }
