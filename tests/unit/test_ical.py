"""Entries: what is written is read back by two parsers, and expands to the very days of the schedule."""

import datetime as dt
from gettext import NullTranslations
from typing import Any

import icalendar
import pytest
from pydantic import ValidationError

from folkmoot.model.event import Event
from folkmoot.render.calendars import ical
from folkmoot.render.calendars.ical import calendar_file, call_of, entry_of
from folkmoot.render.wording.tongue import tongue
from support.calendar_events import ZURICH, event, hub, only, parsed, written


def test_one_event() -> None:
    one = event(
        end="2026-03-10 21:00",
        place="hall",
        online="https://meet.example/a",
        topics=["a, b", "c"],
        summary="Bring; cake",
    )
    made = only(one, domain="hub.example")
    assert made["UID"] == "meetup@hub.example"
    assert made.start == dt.datetime(2026, 3, 10, 19, tzinfo=ZURICH)
    assert made.end == dt.datetime(2026, 3, 10, 21, tzinfo=ZURICH)
    assert made["DTSTAMP"].dt == dt.datetime(2026, 3, 10, 18, tzinfo=dt.UTC)
    assert (made["SUMMARY"], made["STATUS"], made["SEQUENCE"]) == ("Meetup", "CONFIRMED", 0)
    assert made["URL"] == "https://x.example/meetup/"
    assert made["LOCATION"] == "Hall; east, 1 Road, Zürich"
    assert made["GEO"].to_ical() == "47.5;8.5"
    assert made["DESCRIPTION"] == "Bring; cake"
    assert made.categories == ["a, b", "c"]
    assert made["CONFERENCE"] == "https://meet.example/a"


def test_the_calendar_itself() -> None:
    made = parsed(event())
    assert made["X-WR-CALNAME"] == made["NAME"] == "Test, all"
    assert made["REFRESH-INTERVAL"].dt == dt.timedelta(hours=12)
    assert made["X-PUBLISHED-TTL"] == "PT12H"
    assert made.errors == []
    assert "COMMENT" not in made.timezones[0]
    assert [one.tz_name for one in made.timezones] == ["Europe/Zurich"]


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    raw = written(event(summary="ü" * 200))
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_without_a_domain_the_uid_tells_the_site() -> None:
    assert only(event())["UID"] == "meetup@x.example"
    assert only(event(), domain="hub.example")["UID"] == "meetup@hub.example"


def test_the_uid_outlasts_the_renaming_of_the_file() -> None:
    one = event("new", formerly=["first", "second"])
    assert only(one)["UID"] == "first@x.example"
    assert call(formerly=["first"])["UID"] == "first.call-for-papers@hub.example"


def test_days_without_a_time_are_whole_days() -> None:
    made = only(event(start="2026-03-10", end="2026-03-12"))
    assert (made.start, made.end) == (dt.date(2026, 3, 10), dt.date(2026, 3, 13))
    assert made["DTSTART"].params["VALUE"] == "DATE"


def test_an_end_without_a_time_is_the_end_of_that_day() -> None:
    made = only(event(end="2026-03-12"))
    assert made.end == dt.datetime(2026, 3, 13, tzinfo=ZURICH)


@pytest.mark.parametrize("status", ["confirmed", "tentative", "cancelled"])
def test_the_status_passes_through(status: str) -> None:
    assert only(event(status=status))["STATUS"] == status.upper()


def test_an_online_event_takes_place_there() -> None:
    made = only(event(online="https://meet.example/a"))
    assert made["LOCATION"] == "https://meet.example/a"


def test_the_description_falls_back_to_the_text() -> None:
    made = only(event().saying("# Hello\n\nA **long** evening."))
    assert made["DESCRIPTION"] == "Hello A long evening."


def test_without_an_address_there_is_no_url() -> None:
    one = event()
    raw = calendar_file([entry_of(hub(one), one, "", "x.example")], "Test")
    assert b"URL" not in raw
    assert b"SOURCE" not in raw


def test_a_calendar_tells_its_own_address_and_that_of_its_page() -> None:
    raw = calendar_file([], "Test", "https://x.example/events/", "https://x.example/a,b;c.ics")
    assert b"\r\nURL:https://x.example/events/\r\n" in raw
    assert b"\r\nSOURCE;VALUE=URI:https://x.example/a,b;c.ics\r\n" in raw
    assert icalendar.Calendar.from_ical(raw).events == []


def test_the_number_of_changes_is_counted_from_the_file() -> None:
    moved = [{"date": "2026-04-14", "moved_to": "2026-04-16 18:00"}, {"date": "2026-05-12"}]
    series: dict[str, Any] = {"recurrence": {"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": moved}}
    told = [
        event(),
        event(sequence=3),
        event(status="cancelled"),
        event(status="tentative"),
        event(status="cancelled", sequence=3),
    ]
    assert [only(one)["SEQUENCE"] for one in told] == [0, 3, 1, 0, 4]
    assert [one["SEQUENCE"] for one in parsed(event(**series)).events] == [2, 2]
    assert [one["SEQUENCE"] for one in parsed(event(**series, sequence=1, status="cancelled")).events] == [4, 4]


def test_what_is_taken_back_counts_as_a_change_when_the_number_is_raised_by_two() -> None:
    """As the description of the key, and so the reference, says."""
    dropped = {"rule": "FREQ=MONTHLY;BYDAY=2TU", "exceptions": [{"date": "2026-05-12"}]}
    kept = {"rule": "FREQ=MONTHLY;BYDAY=2TU"}
    for before, after in (
        (event(sequence=3, status="cancelled"), event(sequence=5)),
        (event(sequence=3, recurrence=dropped), event(sequence=5, recurrence=kept)),
    ):
        assert only(after)["SEQUENCE"] > only(before)["SEQUENCE"]
    assert "two more for a cancellation" in (Event.model_fields["sequence"].description or "")


@pytest.mark.parametrize("sequence", [-1, 10_000, 1.5, "often"])
def test_a_number_of_changes_that_programs_would_refuse_is_refused(sequence: Any) -> None:
    with pytest.raises(ValidationError):
        event(sequence=sequence)


def test_nothing_is_invented_about_when_a_file_was_changed() -> None:
    assert b"LAST-MODIFIED" not in written(event())


def test_words_tell_their_language() -> None:
    series = {"rule": "FREQ=WEEKLY"}
    told = [{"date": "2026-03-17", "title": "Le thé"}]
    made = parsed(event(language="fr", summary="Un soir", recurrence=series, occurrences=told))
    params = [(str(one["SUMMARY"]), one["SUMMARY"].params, one["DESCRIPTION"].params) for one in made.events]
    assert params == [("Meetup", *[{"LANGUAGE": "fr"}] * 2), ("Le thé", *[{"LANGUAGE": "fr"}] * 2)]


def test_an_event_that_names_no_language_is_in_the_hubs_main_one() -> None:
    made = only(event(summary="Une soirée"), languages=["fr", "en"])
    assert made["SUMMARY"].params == made["DESCRIPTION"].params == {"LANGUAGE": "fr"}
    one = call(summary="One evening")
    assert one["DESCRIPTION"].params == {"LANGUAGE": "en"}


def call(**fields: Any) -> Any:
    one = event(**{"call_for_papers": {"url": "https://x.example/propose", "closes": "2026-02-28"}} | fields)
    entry = call_of(hub(one), one, "hub.example")
    assert entry
    (found,) = icalendar.Calendar.from_ical(calendar_file([entry], "Calls")).events
    return found


def test_a_call_for_papers_is_the_day_on_which_it_closes() -> None:
    made = call(summary="Three days", language="en", place="hall", sequence=2)
    assert made["UID"] == "meetup.call-for-papers@hub.example"
    assert (made.start, made.end) == (dt.date(2026, 2, 28), dt.date(2026, 3, 1))
    assert made["DTSTART"].params["VALUE"] == "DATE"
    assert made["SUMMARY"] == "Call for papers closes: Meetup"
    assert made["URL"] == "https://x.example/propose"
    assert made["DESCRIPTION"] == "Three days"
    assert (made["STATUS"], made["TRANSP"], made["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 2)
    assert made.subcomponents == []
    assert "LOCATION" not in made


def test_a_call_is_told_in_the_hubs_main_language(monkeypatch: pytest.MonkeyPatch) -> None:
    class French(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.replace("Call for papers closes:", "Fin de l’appel :")

    said = {"fr": French()}
    monkeypatch.setattr(ical, "tongue", lambda tag: tongue(tag)._replace(words=said.get(tag, NullTranslations())))
    one = event(call_for_papers={"url": "https://x.example/propose", "closes": "2026-02-28"})
    for languages, summary in ((["fr", "en"], "Fin de l’appel : Meetup"), (["en", "fr"], "Call for papers closes: M")):
        entry = call_of(hub(one, languages=languages), one, "x.example")
        assert entry
        assert f"SUMMARY:{summary}".encode() in entry.content


def test_a_call_for_a_cancelled_event_is_cancelled() -> None:
    assert (call(status="cancelled")["STATUS"], call(status="cancelled")["SEQUENCE"]) == ("CANCELLED", 1)
    assert call(status="tentative")["STATUS"] == "CONFIRMED"


def test_a_call_without_a_last_day_is_no_entry() -> None:
    for one in (event(), event(call_for_papers={"url": "https://x.example/propose", "opens": "2026-02-01"})):
        assert call_of(hub(one), one, "x.example") is None
