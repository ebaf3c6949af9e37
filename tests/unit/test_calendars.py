"""Which calendars a hub has, and that programs show in each what the hub's pages tell."""

import datetime as dt
from pathlib import Path
from typing import Any, get_args

import icalendar
import pytest

from folkmoot.derive.schedule import occurrences
from folkmoot.load.community import load_community
from folkmoot.model.base import Filed, Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event, EventKind
from folkmoot.model.harvest import Harvest
from folkmoot.model.hub import Hub
from folkmoot.model.place import Place
from folkmoot.model.project import Project
from folkmoot.render.calendars.offers import calendars, offers
from support.calendar_programs import Seen, shown_by_ical, shown_by_icalendar
from support.calendar_programs import written as moment

SITE = "https://x.example/hub/"
TODAY = dt.date(2026, 6, 15)


def event(slug: str, **fields: Any) -> Event:
    told = {"title": slug.title(), "kind": "meeting", "start": "2026-07-14 19:00"} | fields
    return Event.model_validate(told).placed(Origin(f"events/{slug}.md", slug))


def by_slug(*records: Filed) -> dict[str, Any]:
    return {one.slug: one for one in records}


def at(community: Community, today: dt.date = TODAY) -> Hub:
    now = dt.datetime.combine(today, dt.time(), dt.UTC)
    return Hub(community, Harvest(), now, today, (), {}, occurrences(community, today), (), ())


def hub(*events: Event, **profile: Any) -> Hub:
    hall, attic = (
        Place(name=name, address="1 Road").placed(Origin(f"content/places/{slug}.yml", slug))
        for slug, name in (("hall", "The hall"), ("attic", "Éric’s attic"))
    )
    lamp = Project.model_validate({"title": "Lamp", "status": "active", "summary": "It glows."})
    told = Profile.model_validate({"name": "Moot, all", "timezone": "Europe/Zurich"} | profile)
    projects = by_slug(lamp.placed(Origin("content/projects/lamp.md", "lamp")))
    return at(Community(told, {}, by_slug(*events), projects, {}, {}, by_slug(hall, attic), (), ()))


def files(*events: Event, site: str = SITE, **profile: Any) -> dict[str, Any]:
    """The calendars, parsed, by path."""
    made = list(calendars(hub(*events, **profile), site, str))
    assert len({path for path, _ in made}) == len(made)
    return {path: icalendar.Calendar.from_ical(raw) for path, raw in made}


def uids(calendar: Any) -> list[str]:
    return [one["UID"].removesuffix("@hub.x.example") for one in calendar.events]


CALL = {"url": "https://x.example/propose", "closes": "2026-06-30"}
SOME = (
    event("a", kind="workshop", place="hall", online="https://meet.example/a", language="fr", project="lamp"),
    event("b", kind="workshop", place="attic", language="it", status="cancelled"),
    event("c", online="https://meet.example/c", language="fr", call_for_papers=CALL),
    event("d", language="pt-BR"),
)


def test_what_people_subscribe_to_has_a_calendar_of_its_own() -> None:
    made = {path: uids(one) for path, one in files(*SOME, languages=["it", "fr", "de"]).items()}
    assert made == {
        "events.ics": ["a", "b", "c", "d"],
        "calendars/online.ics": ["a", "c"],
        "calendars/calls-for-papers.ics": ["c.call-for-papers"],
        "calendars/kind-meeting.ics": ["c", "d"],
        "calendars/kind-workshop.ics": ["a", "b"],
        "calendars/language-it.ics": ["b"],
        "calendars/language-fr.ics": ["a", "c"],
        "calendars/language-pt-BR.ics": ["d"],
        "calendars/place-attic.ics": ["b"],
        "calendars/place-hall.ics": ["a"],
        "calendars/project-lamp.ics": ["a"],
        "events/a.ics": ["a"],
        "events/b.ics": ["b"],
        "events/c.ics": ["c"],
        "events/d.ics": ["d"],
    }


def test_pages_can_list_them_in_order() -> None:
    told = hub(*SOME, languages=["it", "fr", "de"])
    assert [(one.title, one.kind) for one in offers(told, str)] == [
        ("All events", "all"),
        ("Online", "online"),
        ("Calls for papers", "calls"),
        ("Meetings", "kind"),
        ("Workshops", "kind"),
        ("Italiano", "language"),
        ("Français", "language"),
        ("Português (Brasil)", "language"),
        ("Éric’s attic", "place"),
        ("The hall", "place"),
        ("Lamp", "project"),
    ]
    made = [path for path, _ in calendars(told, SITE, str)]
    assert [one.path for one in offers(told, str)] == made[:11]


def test_an_event_that_names_no_language_is_in_the_calendar_of_the_main_one() -> None:
    some = event("a"), event("b", language="fr"), event("c", language="it")
    made = {path: uids(one) for path, one in files(*some, languages=["fr", "it"]).items() if "language" in path}
    assert made == {"calendars/language-fr.ics": ["a", "b"], "calendars/language-it.ics": ["c"]}
    assert not [path for path in files(event("a")) if "language" in path]
    assert uids(files(event("a"), event("b", language="de"))["calendars/language-en.ics"]) == ["a"]


def test_two_hubs_without_a_domain_do_not_share_an_event() -> None:
    sites = [SITE, "https://x.example/other/", "https://y.example/hub/", ""]
    found = [str(files(event("a"), site=site)["events.ics"].events[0]["UID"]) for site in sites]
    found.append(str(files(event("a"), site="", name="Another")["events.ics"].events[0]["UID"]))
    assert found == [
        *("a@hub.x.example", "a@other.x.example", "a@hub.y.example"),
        *("a@moot-all.folkmoot.invalid", "a@another.folkmoot.invalid"),
    ]


def test_a_language_that_nobody_knows_is_its_tag() -> None:
    assert "tlh" in [one.title for one in offers(hub(event("a", language="tlh")), str)]


@pytest.mark.parametrize("kind", get_args(EventKind))
def test_every_kind_of_event_can_be_subscribed_to(kind: str) -> None:
    assert uids(files(event("a", kind=kind))[f"calendars/kind-{kind}.ics"]) == ["a"]


def test_a_hub_without_events_has_the_calendar_that_its_pages_name() -> None:
    assert {path: uids(one) for path, one in files().items()} == {"events.ics": []}


def test_a_month_is_no_date() -> None:
    series = event("d", start="2026-05", date_precision="day", recurrence={"rule": "FREQ=WEEKLY"})
    months = event("a", start="2026-05", place="hall"), event("b", date_precision="month", language="fr"), series
    assert list(files(*months)) == ["events.ics"]
    assert uids(files(*months, event("c"))["events.ics"]) == ["c"]


def test_a_call_for_papers_has_a_day_where_the_event_has_none() -> None:
    made = files(event("a", start="2026-11", call_for_papers=CALL))
    assert {path: uids(one) for path, one in made.items()} == {
        "events.ics": [],
        "calendars/calls-for-papers.ics": ["a.call-for-papers"],
    }


def test_a_call_without_a_last_day_makes_no_calendar() -> None:
    assert "calendars/calls-for-papers.ics" not in files(event("a", call_for_papers={"url": CALL["url"]}))


def test_calendars_tell_their_name_their_page_and_where_they_come_from() -> None:
    made = files(*SOME)
    told = {path: (str(one["NAME"]), str(one["URL"]), str(one["SOURCE"])) for path, one in made.items()}
    assert {path: source for path, (_, _, source) in told.items()} == {path: f"{SITE}{path}" for path in made}
    assert all(one["X-WR-CALNAME"] == one["NAME"] for one in made.values())
    assert {path: whole[:2] for path, whole in told.items()} == {
        "events.ics": ("Moot, all", f"{SITE}events/"),
        "calendars/online.ics": ("Moot, all: Online", f"{SITE}events/"),
        "calendars/calls-for-papers.ics": ("Moot, all: Calls for papers", f"{SITE}events/"),
        "calendars/kind-meeting.ics": ("Moot, all: Meetings", f"{SITE}events/"),
        "calendars/kind-workshop.ics": ("Moot, all: Workshops", f"{SITE}events/"),
        "calendars/language-fr.ics": ("Moot, all: Français", f"{SITE}events/"),
        "calendars/language-it.ics": ("Moot, all: Italiano", f"{SITE}events/"),
        "calendars/language-pt-BR.ics": ("Moot, all: Português (Brasil)", f"{SITE}events/"),
        "calendars/place-attic.ics": ("Moot, all: Éric’s attic", f"{SITE}places/attic/"),
        "calendars/place-hall.ics": ("Moot, all: The hall", f"{SITE}places/hall/"),
        "calendars/project-lamp.ics": ("Moot, all: Lamp", f"{SITE}projects/lamp/"),
        "events/a.ics": ("A", f"{SITE}events/a/"),
        "events/b.ics": ("B", f"{SITE}events/b/"),
        "events/c.ics": ("C", f"{SITE}events/c/"),
        "events/d.ics": ("D", f"{SITE}events/d/"),
    }
    assert str(made["calendars/place-hall.ics"].events[0]["URL"]) == f"{SITE}events/a/"


def test_without_an_address_none_is_told() -> None:
    for path, raw in calendars(hub(*SOME), "", str):
        assert b"SOURCE" not in raw
        assert (b"URL" in raw) == (path == "calendars/calls-for-papers.ics")


def test_cancelled_events_stay_and_say_so() -> None:
    made = files(*SOME)
    for path in ("events.ics", "calendars/kind-workshop.ics", "calendars/place-attic.ics", "events/b.ics"):
        (status,) = [one["STATUS"] for one in made[path].events if one["UID"].startswith("b@")]
        assert status == "CANCELLED"


def test_calendars_have_the_zones_of_their_own_events() -> None:
    far = event("a", place="hall", timezone="Asia/Tokyo"), event("b", place="attic", timezone="America/Lima")
    zones = {path: [one.tz_name for one in calendar.timezones] for path, calendar in files(*far).items()}
    assert zones["events.ics"] == ["America/Lima", "Asia/Tokyo"]
    assert zones["calendars/place-hall.ics"] == ["Asia/Tokyo"]
    assert zones["calendars/place-attic.ics"] == ["America/Lima"]


@pytest.fixture(scope="module")
def sample(repository: Path) -> Community:
    return load_community(repository).community


def test_two_programs_show_the_same_in_every_calendar_of_the_sample_hub(sample: Community) -> None:
    first, last = dt.date(2025, 6, 15), dt.date(2027, 6, 15)
    whole: set[Seen] = set()
    for path, raw in calendars(at(sample), SITE, str):
        shown = shown_by_icalendar(raw, first, last)
        assert shown_by_ical(raw, first, last) == shown, path
        if path == "events.ics":
            whole.update(shown)
            assert len(whole) > 60
        elif path != "calendars/calls-for-papers.ics":
            assert whole.issuperset(shown), path


def test_programs_show_what_the_pages_of_the_sample_hub_tell(sample: Community) -> None:
    """What pages tell of in the year to come, and every single event that has been."""
    told = [one for one in at(sample).occurrences if one.event.has_date and one.precision != "month"]
    first, last = min(one.date for one in told), max(one.date for one in told) + dt.timedelta(days=1)
    (raw,) = (raw for path, raw in calendars(at(sample), SITE, str) if path == "events.ics")
    shown = {(seen.start, seen.title, seen.status) for seen in shown_by_icalendar(raw, first, last)}
    assert {(moment(one.start or one.date), one.title, one.status.upper()) for one in told} <= shown
    series = {one.event.slug for one in told if one.recurrence}
    alone = {moment(one.start or one.date) for one in told if not one.recurrence}
    assert len(series) == 3
    assert {seen.start for seen in shown_by_ical(raw, first, last) if seen.uid.partition("@")[0] not in series} == alone


def test_the_same_files_give_the_same_bytes_on_another_day(sample: Community) -> None:
    first, later = (dict(calendars(at(sample, day), SITE, str)) for day in (TODAY, dt.date(2026, 11, 30)))
    assert first == later
