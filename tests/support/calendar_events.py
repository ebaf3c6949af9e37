"""Events in a hub of their own, and what a calendar file says of them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from folkmoot.derive.schedule import occurrences
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event
from folkmoot.model.harvest import Harvest
from folkmoot.model.hub import Hub
from folkmoot.model.place import Place
from folkmoot.render.calendars.ical import calendar_file, entry_of
from folkmoot.render.identity import uid_domain

TODAY = dt.date(2026, 3, 1)
ZURICH = ZoneInfo("Europe/Zurich")


def event(slug: str = "meetup", **fields: Any) -> Event:
    told = {"title": slug.title(), "kind": "meeting", "start": "2026-03-10 19:00"} | fields
    return Event.model_validate(told).placed(Origin(f"events/{slug}.md", slug))


def hub(*events: Event, today: dt.date = TODAY, **profile: Any) -> Hub:
    place = Place(
        name="Hall; east",
        address="1 Road, Zürich",
        coordinates={"latitude": 47.5, "longitude": 8.5},
    ).placed(Origin("content/places/hall.yml", "hall"))
    told = Profile.model_validate({"name": "Test", "timezone": "Europe/Zurich"} | profile)
    community = Community(told, {}, {one.slug: one for one in events}, {}, {}, {}, {"hall": place}, (), ())
    now = dt.datetime.combine(today, dt.time(), dt.UTC)
    return Hub(community, Harvest(), now, today, (), {}, occurrences(community, today), (), ())


def written(*events: Event, today: dt.date = TODAY, **profile: Any) -> bytes:
    within = hub(*events, today=today, **profile)
    domain = uid_domain(within.community.profile, "https://x.example/")
    entries = [entry_of(within, one, f"https://x.example/{one.slug}/", domain) for one in events]
    return calendar_file(entries, "Test, all")


def parsed(*events: Event, **profile: Any) -> Any:
    return icalendar.Calendar.from_ical(written(*events, **profile))


def only(*events: Event, **profile: Any) -> Any:
    (found,) = parsed(*events, **profile).events
    return found
