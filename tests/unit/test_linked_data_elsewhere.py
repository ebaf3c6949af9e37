"""What pages tell search engines of events that take place elsewhere: what their calendar says, and no more."""

import json
from pathlib import Path
from typing import Any

from folkmoot.model.source import source_slug
from folkmoot.render.linked_data import (
    elsewhere_data,
)
from support.api_documents import hub_of
from support.told_to_engines import NASTY, SITE, nodes, read


def of_calendar(root: Path, *told: dict[str, Any], calendar: str = "") -> list[dict[str, Any]]:
    """What is said of these events of a calendar elsewhere."""
    url = "https://lantern.example/c.ics"
    known = {
        **{
            "source": source_slug("events", url),
            "id": "a",
            "uid": "a",
            "start": "2026-07-01T17:00:00Z",
            "title": "Neon",
        },
        **{"published": "2026-05-01T06:00:00Z", "first_seen": "2026-05-01T06:00:00Z"},
    }
    lines = [json.dumps(known | {"id": str(number)} | one) for number, one in enumerate(told)]
    files = {
        "content/community.yml": "name: Test Moot\ntimezone: Europe/Rome\nsources:\n  calendars:\n"
        f"    - {{url: '{url}', title: Lantern{calendar}}}\n",
        "content/places/lab.yml": "name: Lamp Lab\naddress: 1 Lamp Lane, Turin\n",
        f"archive/events/{known['source']}/2026.jsonl": "\n".join(lines) + "\n",
    }
    hub = hub_of(root, **files)
    found: list[dict[str, Any]] = read(elsewhere_data(hub, SITE, hub.everything))["@graph"]
    for node in nodes(found):
        assert node not in (None, "", [], {})
    return found


def test_of_an_event_elsewhere_only_what_its_calendar_says_is_told(tmp_path: Path) -> None:
    assert of_calendar(tmp_path, {}) == [
        {
            "@type": "Event",
            "name": "Neon",
            "eventStatus": "https://schema.org/EventScheduled",
            "startDate": "2026-07-01T19:00:00+02:00",
        }
    ]


def test_an_event_elsewhere_with_everything(tmp_path: Path) -> None:
    told = {
        **{
            "url": "https://lantern.example/neon",
            "end": "2026-07-01T19:00:00Z",
            "zone": "Asia/Tokyo",
            "tags": ["lamps"],
        },
        **{"description": NASTY, "location": "Lamp House", "recurrence": "2026-06-30T17:00:00Z", "sequence": 3},
    }
    (found,) = of_calendar(tmp_path, told, calendar=", language: it, kind: workshop")
    assert found.pop("description")
    assert found == {
        "@type": "EducationEvent",
        "url": "https://lantern.example/neon",
        "name": "Neon",
        "eventStatus": "https://schema.org/EventRescheduled",
        "previousStartDate": "2026-07-01",
        "startDate": "2026-07-02T02:00:00+09:00",
        "endDate": "2026-07-02T04:00:00+09:00",
        "location": {"@type": "Place", "name": "Lamp House"},
        "inLanguage": "it",
        "keywords": ["lamps"],
    }


def test_where_an_event_elsewhere_is(tmp_path: Path) -> None:
    at_lab, online, days = of_calendar(
        tmp_path,
        {"location": "Lamp Lab"},
        {"location": "https://meet.example/x", "start": "2026-07-02T17:00:00Z", "status": "cancelled"},
        {"start": "2026-07-03", "end": "2026-07-04", "status": "tentative"},
    )
    assert (at_lab["location"][0]["@id"], at_lab["eventAttendanceMode"][19:]) == (
        f"{SITE}places/lab/",
        "OfflineEventAttendanceMode",
    )
    assert online["location"] == [{"@type": "VirtualLocation", "url": "https://meet.example/x"}]
    assert online["eventStatus"] == "https://schema.org/EventCancelled"
    assert (days["startDate"], days["endDate"], "eventStatus" in days) == ("2026-07-03", "2026-07-04", False)


def test_of_no_event_elsewhere_nothing_is_told(tmp_path: Path) -> None:
    hub = hub_of(tmp_path, **{"events/bench.md": "---\ntitle: B\nkind: chat\nstart: 2026-07-01\n---\n"})
    assert elsewhere_data(hub, SITE, hub.everything) == ""
