"""Events of calendars elsewhere beside the community's own: on their dates, once, and joined to those in git."""

import datetime as dt
from typing import Any

import pytest

from folkmoot.derive.elsewhere import elsewhere
from folkmoot.derive.joined import Joined, joined
from folkmoot.derive.seen import seen
from folkmoot.model.community import Community
from folkmoot.model.harvest import CalendarEvent, Harvest
from folkmoot.model.hub import Occurrence
from folkmoot.model.source import sources
from support.communities import community, record

TODAY = dt.date(2026, 6, 15)
LANTERN, MOTH = "lantern-example-c-ics", "moth-example-c-ics"
CALENDARS = [
    {"url": "https://lantern.example/c.ics", "title": "Lantern", "page": "https://lantern.example/", "language": "it"},
    {"url": "webcal://moth.example/c.ics", "title": "Moth", "kind": "chat", "place": "hall"},
]


def hub(*events: Any, calendars: list[dict[str, Any]] = CALENDARS, **profile: Any) -> Community:
    told = {"timezone": "Europe/Rome", "sources": {"calendars": calendars}, **profile}
    hall = record("places", "hall", name="The Hall", address="Long Street 1, Turin", city="Turin", country="IT")
    yard = record("places", "yard", name="The Yard", address="Short Street 1, Turin", city="Turin", country="IT")
    return community(*events, hall, yard, record("community", **told))


def own(slug: str = "neon", **more: Any) -> Any:
    return record("events", slug, **{"title": "Neon night", "kind": "meeting", "start": "2026-07-01 19:00", **more})


def remote(**more: Any) -> CalendarEvent:
    told = {
        **{"source": LANTERN, "id": more.get("uid", "a"), "uid": "a", "recurrence": "", "end": "", "zone": ""},
        **{"start": "2026-07-01T17:00:00Z", "title": "Neon night"},
        **{"published": "2026-05-01T06:00:00Z", "first_seen": "2026-05-01T06:00:00Z"},
    }
    return CalendarEvent(**{**told, **more})


def shown(*events: CalendarEvent, to: Community | None = None) -> tuple[Occurrence, ...]:
    told = to or hub()
    return elsewhere(told, events, sources(told), TODAY)


def put_together(told: Community, *events: CalendarEvent) -> Joined:
    return joined(told, shown(*events, to=told), TODAY)


@pytest.mark.parametrize(
    ("told", "date", "last", "start", "zone"),
    [
        ({"zone": "America/New_York"}, "2026-07-01", "2026-07-01", "2026-07-01T13:00:00-04:00", "America/New_York"),
        ({}, "2026-07-01", "2026-07-01", "2026-07-01T19:00:00+02:00", "Europe/Rome"),
        ({"zone": "UTC"}, "2026-07-01", "2026-07-01", "2026-07-01T19:00:00+02:00", "Europe/Rome"),
        ({"zone": "No/Where"}, "2026-07-01", "2026-07-01", "2026-07-01T19:00:00+02:00", "Europe/Rome"),
        ({"start": "2026-07-01T19:00:00"}, "2026-07-01", "2026-07-01", "2026-07-01T19:00:00+02:00", "Europe/Rome"),
        ({"start": "2026-07-01", "end": "2026-07-03"}, "2026-07-01", "2026-07-03", "None", "Europe/Rome"),
        ({"end": "2026-07-01T22:00:00Z"}, "2026-07-01", "2026-07-01", "2026-07-01T19:00:00+02:00", "Europe/Rome"),
        ({"end": "2026-07-02T22:00:00Z"}, "2026-07-01", "2026-07-02", "2026-07-01T19:00:00+02:00", "Europe/Rome"),
    ],
)
def test_when_it_is(told: dict[str, str], date: str, last: str, start: str, zone: str) -> None:
    (one,) = shown(remote(**told))
    assert (str(one.date), str(one.last), one.zone) == (date, last, zone)
    assert (one.start.isoformat() if one.start else "None") == start


def test_what_is_told_of_it() -> None:
    (one,) = shown(remote(url="https://lantern.example/neon", location="Elsewhere 3", description="Glow", tags=("x",)))
    assert one.elsewhere is not None
    assert (one.elsewhere.calendar, one.elsewhere.address) == ("Lantern", "https://lantern.example/neon")
    assert (one.event.path, one.event.kind, one.event.language, one.event.summary) == ("", "meeting", "it", "Glow")
    assert one.event.topics == ("x",)
    (bare,) = shown(remote())
    assert bare.elsewhere is not None
    assert bare.elsewhere.address == "https://lantern.example/"


@pytest.mark.parametrize(
    ("told", "place", "online"),
    [
        ({"location": "the HALL, Long Street 1, Turin"}, "hall", None),
        ({"location": "Long Street 1, Turin"}, "hall", None),
        ({"location": "A cellar"}, None, None),
        ({"location": "https://meet.example/x"}, None, "https://meet.example/x"),
        ({"location": "https://moth.example/e", "url": "https://moth.example/e"}, None, None),
        ({}, "hall", None),
    ],
)
def test_where_it_is(told: dict[str, str], place: str | None, online: str | None) -> None:
    (one,) = shown(remote(source=MOTH, **told))
    assert (one.event.place, one.event.online) == (place, online)


def test_what_is_withdrawn_is_not_shown_and_neither_is_what_nobody_watches_any_more() -> None:
    assert shown(remote(withdrawn="2026-06-01T06:00:00Z")) == ()
    assert shown(remote(source="gone-example-c-ics")) == ()
    (past,) = shown(remote(source="gone-example-c-ics", start="2026-05-02"))
    assert past.elsewhere is not None
    assert past.elsewhere.calendar == "gone-example-c-ics"


def test_two_calendars_that_hold_one_event_show_it_once() -> None:
    (by_uid,) = shown(remote(source=MOTH), remote())
    assert by_uid.elsewhere is not None
    assert by_uid.elsewhere.calendar == "Lantern"
    told = {"url": "https://x.example/neon"}
    assert len(shown(remote(uid="b", **told), remote(source=MOTH, uid="c", **told))) == 1
    assert len(shown(remote(uid="b", **told), remote(uid="c", **told))) == 2, "one calendar may mean two by it"
    assert len(shown(remote(uid="b"), remote(source=MOTH, uid="c"))) == 2


@pytest.mark.parametrize(
    "theirs", [{"recurrence": "2026-07-01T17:00:00Z"}, {"recurrence": "2026-07-01", "start": "2026-07-02"}]
)
def test_no_calendar_tells_anything_under_the_uid_of_anothers_event(theirs: dict[str, Any]) -> None:
    found = shown(remote(), remote(source=MOTH, id="m", status="cancelled", sequence=99, **theirs))
    told = {one.elsewhere.calendar: one.elsewhere.uid for one in found if one.elsewhere}
    assert told == {"Lantern": "a", "Moth": "m@moth-example-c-ics.folkmoot.invalid"}


def test_two_events_under_one_uid_stay_two() -> None:
    one, other = shown(remote(), remote(id="b", title="Another", start="2026-07-08T17:00:00Z"))
    assert one.event.slug != other.event.slug
    assert one.elsewhere is not None
    assert other.elsewhere is not None
    assert one.elsewhere.uid != other.elsewhere.uid
    first, second = (shown(remote(id=day, start=day, recurrence=day))[0] for day in ("2026-07-01", "2026-07-08"))
    assert first.event.slug == second.event.slug


def test_the_archive_is_as_of_the_day() -> None:
    told = Harvest(events=(remote(withdrawn="2026-06-20T06:00:00Z"), remote(uid="b", published="2026-06-16T06:00:00Z")))
    (one,) = seen(hub(), told, TODAY).events
    assert (one.uid, one.withdrawn) == ("a", "")
    assert seen(hub(), told, TODAY + dt.timedelta(days=7)).events[0].withdrawn


def test_no_calendar_names_a_hidden_member() -> None:
    ada = record("members", "ada", name="Ada Rossi", joined="2024-01-01", visibility="hidden")
    events = (
        remote(title="Lamps with ada  ROSSI"),
        remote(uid="b", description="Ada Rossi solders.", location="At Ada Rossi’s", tags=("Ada Rossi", "lamps")),
        remote(uid="c", description="Ada Rossini solders."),
    )
    (one, other) = seen(hub(ada), Harvest(events=events), TODAY).events
    assert (one.title, one.description, one.location, one.tags) == ("Neon night", "", "", ("lamps",))
    assert other == events[2]
    assert seen(hub(), Harvest(events=events), TODAY).events == events


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({}, {"title": "néon  NIGHT!"}),
        ({}, {"title": "Neon nights"}),
        ({"title": "Neon nights 7"}, {"title": "A neon night 7"}),
        ({}, {"start": "2026-07-01", "title": "Neon night"}),
        ({"title": "X", "rsvp": "https://lantern.example/1"}, {"url": "http://www.lantern.example/1/"}),
        ({"title": "X", "online": "https://lantern.example/1"}, {"url": "https://lantern.example/1"}),
        ({"title": "X", "text": "See [there](https://lantern.example/1)."}, {"url": "https://lantern.example/1"}),
        (
            {"title": "X", "rsvp": "https://lantern.example/1", "start": "2026-07-03 19:00"},
            {"url": "https://lantern.example/1"},
        ),
        ({"title": "X"}, {"uid": "neon@hub.example"}),
        ({"title": "X", "start": "2026-07-09 19:00"}, {"uid": "neon@hub.example"}),
        ({"start": "2026-06-03 19:00", "recurrence": {"rule": "FREQ=WEEKLY"}}, {}),
        (
            {
                "start": "2026-06-03 19:00",
                "recurrence": {"rule": "FREQ=WEEKLY", "exceptions": [{"date": "2026-07-01"}]},
            },
            {},
        ),
        ({"start": "2026-01-07 18:00", "recurrence": {"rule": "FREQ=WEEKLY"}}, {"start": "2026-03-04T17:00:00Z"}),
        ({"start": "2026-07-01 23:00", "timezone": "America/New_York"}, {"start": "2026-07-02T03:00:00Z"}),
        (
            {
                **{"title": "Bench", "start": "2026-06-03 19:00", "recurrence": {"rule": "FREQ=WEEKLY"}},
                "occurrences": [{"date": "2026-07-01", "title": "Neon night"}],
            },
            {},
        ),
        ({"place": "hall"}, {"title": "Lantern: Neon night with guests", "location": "The Hall (Long Street 1)"}),
        ({"place": "hall"}, {"title": "Night", "source": MOTH}),
        ({"place": "hall"}, {"title": "Neon nights", "location": "Round the corner"}),
    ],
)
def test_what_is_in_git_already_is_not_shown_again(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert put_together(hub(own(**ours), domain="hub.example"), remote(**theirs)).elsewhere == ()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({}, {"title": "Something else"}),
        ({}, {"start": "2026-07-01T18:00:00Z"}),
        ({}, {"start": "2026-07-02T17:00:00Z"}),
        ({"title": "X", "start": "2026-07-09 19:00"}, {"uid": "neon@elsewhere.example"}),
        ({"title": "X", "online": "https://room.example"}, {"url": "https://lantern.example/1"}),
        ({"start": "2026-07-01 23:00", "timezone": "America/New_York"}, {"start": "2026-07-02T04:00:00Z"}),
        ({"title": "Neon night 1"}, {"title": "Neon night 2"}),
        ({"title": "Neon night, bench A"}, {"title": "Neon night, bench B"}),
        ({"place": "yard"}, {"location": "The Hall"}),
        ({"place": "hall"}, {"title": "Lamp night", "location": "The Hall"}),
        ({"place": "hall", "title": "Lantern bench"}, {"title": "Lantern", "location": "The Hall"}),
        ({"place": "hall"}, {"title": "Night", "location": "The Hall", "start": "2026-07-01T17:30:00Z"}),
        ({"place": "hall"}, {"title": "Night"}),
        ({"place": "hall", "start": "2026-07-01"}, {"title": "Night", "location": "The Hall"}),
    ],
)
def test_what_is_another_event_stays(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert len(put_together(hub(own(**ours), domain="hub.example"), remote(**theirs)).elsewhere) == 1


def test_of_two_at_the_same_time_and_place_nobody_knows_which_is_meant() -> None:
    told = remote(title="Night", location="The Hall")
    assert put_together(hub(own(place="hall")), told).elsewhere == ()
    assert len(put_together(hub(own(place="hall"), own("b", title="B", place="hall")), told).elsewhere) == 1
    both = (told, remote(uid="b", title="Neon lamps", location="The Hall"))
    assert len(put_together(hub(own(place="hall")), *both).elsewhere) == 2


@pytest.mark.parametrize(
    ("ours", "theirs", "hint"),
    [
        ({"place": "hall"}, {"title": "Lamps", "location": "The Hall"}, "give this event the title"),
        ({}, {"title": "The neon night", "url": "https://lantern.example/1"}, "write rsvp: https://lantern.example/1"),
        (
            {"rsvp": "https://ours.example/"},
            {"title": "The neon night", "url": "https://lantern.example/1"},
            "link to https://lantern.example/1 in the text",
        ),
        (
            {"recurrence": {"rule": "FREQ=WEEKLY"}},
            {"title": "The neon night", "url": "https://lantern.example/1"},
            "link to https://lantern.example/1 in the text",
        ),
        ({"place": "hall"}, {"title": "Lamps"}, ""),
        ({"place": "yard"}, {"title": "The neon night", "location": "The Hall"}, ""),
        ({}, {"title": "The neon night", "status": "cancelled"}, ""),
        ({"status": "cancelled"}, {"title": "The neon night"}, ""),
        ({"start": "2026-06-03 19:00"}, {"title": "The neon night", "start": "2026-06-03T17:00:00Z"}, ""),
    ],
)
def test_what_may_be_one_is_told(ours: dict[str, Any], theirs: dict[str, Any], hint: str) -> None:
    found = put_together(hub(own(**ours)), remote(**theirs))
    assert len(found.elsewhere) == 1
    assert [problem.code for problem in found.problems] == (["calendar-alike"] if hint else [])
    assert all(hint in problem.hint for problem in found.problems)


def test_a_room_that_many_events_share_joins_those_of_the_same_day_alone() -> None:
    told = hub(
        own(title="A", online="https://room.example"),
        own("b", title="B", online="https://room.example", start="2026-07-08"),
    )
    calendars = [
        remote(title="C", url="https://room.example"),
        remote(uid="d", start="2026-07-22", url="https://room.example"),
    ]
    assert [one.event.slug for one in put_together(told, *calendars).elsewhere] == [shown(calendars[1])[0].event.slug]


def test_an_address_that_one_event_names_and_several_have_is_of_the_same_day_alone() -> None:
    told = hub(own(title="A", online="https://room.example"))
    calendars = [
        remote(title="C", url="https://room.example"),
        remote(uid="d", start="2026-07-22", url="https://room.example"),
    ]
    assert [one.date.day for one in put_together(told, *calendars).elsewhere] == [22]


def test_the_calendars_address_becomes_the_way_to_sign_up_if_it_is_its_own() -> None:
    def rsvp(ours: dict[str, Any], url: str) -> str | None:
        return put_together(hub(own(**ours)), remote(url=url)).community.events["neon"].rsvp

    assert rsvp({}, "https://www.lantern.example/1") == "https://www.lantern.example/1"
    assert rsvp({}, "https://phish.test/1") is None
    assert rsvp({}, "https://phish.example/1") is None
    assert rsvp({"rsvp": "https://ours.example/"}, "https://lantern.example/1") == "https://ours.example/"
    assert rsvp({"recurrence": {"rule": "FREQ=WEEKLY"}}, "https://lantern.example/1") is None


@pytest.mark.parametrize(
    ("calendar", "url", "is_own"),
    [
        ("https://ours.co.uk/c.ics", "https://phish.co.uk/1", False),
        ("https://ours.github.io/c.ics", "https://phish.github.io/1", False),
        ("https://calendar.google.com/c.ics", "https://sites.google.com/phish", False),
        ("https://api.lu.ma/ics/x", "https://lu.ma/1", True),
        ("https://www.meetup.com/x/events/ical/", "https://meetup.com/x/1", True),
        ("https://ours.example/c.ics", "https://www.ours.example:444/1", False),
    ],
)
def test_what_merely_ends_alike_is_not_the_calendars_own_site(calendar: str, url: str, is_own: bool) -> None:
    told = hub(own(), calendars=[{"url": calendar, "title": "Lantern"}])
    source = sources(told)[0].slug
    rsvp = put_together(told, remote(url=url, source=source)).community.events["neon"].rsvp
    assert rsvp == (url if is_own else None)


def test_calendars_of_one_title_sign_nobody_up_at_each_others_sites() -> None:
    calendars = [
        {"url": "https://ours.example/c.ics", "title": "Events"},
        {"url": "https://moth.test/c.ics", "title": "Events"},
    ]
    told = hub(own(), calendars=calendars)
    first, second = (source.slug for source in sources(told))
    signed = {
        (source, host): put_together(told, remote(url=f"https://{host}/1", source=source)).community.events["neon"].rsvp
        for source in (first, second)
        for host in ("ours.example", "moth.test")
    }
    assert [key for key, rsvp in signed.items() if rsvp] == [(first, "ours.example"), (second, "moth.test")]


def test_where_a_calendar_differs_maintainers_are_told_and_the_file_counts() -> None:
    def codes(ours: dict[str, Any], **theirs: Any) -> list[str]:
        found = put_together(hub(own(**ours)), remote(**theirs))
        assert found.community.events["neon"].status == ours.get("status", "confirmed")
        return [problem.code for problem in found.problems]

    assert codes({}, status="cancelled") == ["calendar-cancelled"]
    assert codes({"status": "cancelled"}, status="cancelled") == []
    assert codes({}, status="tentative") == []
    named = {"rsvp": "https://lantern.example/1"}
    assert codes(named, url="https://lantern.example/1", start="2026-07-02") == ["calendar-moved"]
    assert codes({**named, "start": "2026-05-01"}, url="https://lantern.example/1", start="2026-05-02") == []
    series = {
        "start": "2026-06-03 19:00",
        "recurrence": {"rule": "FREQ=WEEKLY", "exceptions": [{"date": "2026-07-01"}]},
    }
    assert codes(series, status="cancelled") == []
