"""No bytes of somebody else's calendar stop the collecting: what can be read is right, the rest is told in words."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.collect.calendar_document import MOST, read_calendar
from folkmoot.collect.calendars import calendar_of, withdrawn
from folkmoot.collect.documents import NoFeed
from folkmoot.derive.elsewhere import elsewhere
from folkmoot.load.archive import load_archive
from folkmoot.model.harvest import CalendarEvent
from folkmoot.model.source import sources
from folkmoot.publish import archive
from support.calendars import GOOGLE, LUMA, MEETUP, MOBILIZON, OUTLOOK
from support.communities import community, record

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
SEEDS = [one.encode() for one in (MEETUP, LUMA, MOBILIZON, GOOGLE, OUTLOOK)]
SPLICES = st.sampled_from(
    [
        *(b"\n", b" ", b":", b";", b'"', b"\\", b"\x00", b"\xff", b"\xf0\x9f", b"BEGIN:VEVENT\n", b"END:VEVENT\n"),
        *(
            b"END:VCALENDAR\n",
            b"BEGIN:VTIMEZONE\n",
            b"RRULE:FREQ=SECONDLY\n",
            b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n",
            b"RRULE:FREQ=DAILY;BYWEEKNO=53;BYYEARDAY=1,-1\n",
            b"EXRULE:FREQ=WEEKLY;BYHOUR=1,2\n",
            b"EXRULE:FREQ=WEEKLY;BYSETPOS=400\n",
        ),
        *(b"RRULE:FREQ=DAILY;UNTIL=99991231T235959Z\n", b"DTSTART:00010101T000000Z\n", b"DTSTART:99991231T235959Z\n"),
        *(
            b"DTEND:99991231\n",
            b"DURATION:P99999999D\n",
            b"DURATION:-P1D\n",
            b"RDATE:00010101T000000,29991231T000000\n",
        ),
        *(
            b"RECURRENCE-ID:00010101T000000Z\n",
            b"RECURRENCE-ID;RANGE=THISANDFUTURE:20260713T170000Z\n",
            b"TZID=../../x",
        ),
        *(b"EXDATE:nonsense\n", b"SEQUENCE:99999999999999999999\n", b"SEQUENCE:\xc2\xb2\n", b"GEO:x;y\n", b"UID:\n"),
        *(b"X-WR-TIMEZONE:Mars/Base\n", b"LAST-MODIFIED:20260615\n", b"CREATED:00010101T000000Z\n", b"a@b.example"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A calendar with pieces cut out, doubled, moved, or put in."""
    body = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(body)))
        to = min(len(body), at + draw(st.integers(0, 80)))
        body = body[:at] + draw(st.one_of(SPLICES, st.just(b""), st.just(body[at:to] * 2))) + body[to:]
    return body


@given(mutated())
def test_whatever_a_calendar_holds_is_kept_as_it_can_be_shown(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    profile = record("community", sources={"calendars": [{"url": "https://x.example/c.ics", "title": "X"}]})
    told = community(profile)
    (source,) = sources(told)
    try:
        found = read_calendar(body, "text/calendar", NOW)
    except NoFeed as reason:
        assert "calendar" in str(reason)  # noqa: PT017
        return
    assert len(found.rows) <= MOST
    read = calendar_of(source, found._asdict(), NOW)
    folder = tmp_path_factory.mktemp("archive")
    archive.write(folder, read.events)
    assert archive.write(folder, read.events).files == ()
    harvest, problems = load_archive(folder, folder)
    assert problems == []
    assert set(harvest.events) == set(read.events)
    assert withdrawn(harvest.events, read, NOW) == ()
    for one in elsewhere(told, harvest.events, [source], NOW.date()):
        assert one.date <= one.last
        assert one.title
    for event in read.events:
        _is_harmless(event)


def _is_harmless(event: CalendarEvent) -> None:
    said = (event.title, event.description, event.location, *event.tags)
    assert not any(re.search(r"(?<![\w.+/@-])[\w.+-]+@[\w-]+\.[a-z]+", one) for one in said)
    assert all("\n" not in one and "\x00" not in one for one in (*said, event.uid, event.url))
    assert event.url == "" or event.url.startswith(("https://", "http://"))
