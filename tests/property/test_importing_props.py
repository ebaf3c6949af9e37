"""No bytes of somebody else's stop an import: each row is taken or told with its reason; what is taken is right."""

import datetime as dt
import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from folkmoot.contribute.importing.plain_text import in_markdown
from folkmoot.contribute.importing.recipe import Plan, carry_out, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.errors import FolkmootError
from folkmoot.text import plain, rendered
from support.hubs import found, minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)

WORDS = st.one_of(
    st.sampled_from(
        [
            *("", "2026-05-14", "2026-05-14 19:00", "03/04/2026", "4 May 2026 7 pm", "9999-12-31", "20260514T190000Z"),
            *(
                "https://a.example",
                "https://[",
                "ftp://x",
                "meeting",
                "UK",
                "en,fr",
                "../x",
                "\u202e",
                "x" * 300,
                "---",
            ),
            *("# a", "<script>", "P1D", "PT99999999999H", "FREQ=DAILY;COUNT=3", "FREQ=SECONDLY", "UTC", "Europe/Rome"),
            *("con", "index", "🎉"),
        ]
    ),
    st.text(max_size=30),
)
COLUMNS = ("Title", "Start", "End", "Kind", "Venue", "City", "Country", "Tags", "Language", "Description", "Timezone")
CSV_BITS = st.sampled_from(
    [b",", b";", b"\t", b'"', b"\n", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xff", b"sep=;\n"]
)
ICAL_NAMES = st.sampled_from(
    "DTSTART DTEND DURATION RRULE EXDATE RDATE RECURRENCE-ID SUMMARY UID STATUS LOCATION URL CLASS CATEGORIES BEGIN"
    " END DTSTART;TZID=X DTSTART;VALUE=DATE RDATE;VALUE=PERIOD X-WR-TIMEZONE DTEND;TZID=UTC EXDATE;VALUE=DATE".split()
)
ICAL_VALUES = st.one_of(
    st.sampled_from(
        "20260514T190000 20260514 20260514T190000Z 00010101T000000Z 99991231 20260514T190000,20260515 VEVENT VCALENDAR"
        " VTIMEZONE P1D -P1D PT1H P99999999D FREQ=DAILY FREQ=WEEKLY;BYDAY=TU FREQ=HOURLY 20260514T100000Z/PT1H".split()
    ),
    WORDS,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.sampled_from(COLUMNS) | WORDS, inside, max_size=6),
    max_leaves=12,
)


def imported(name: str, content: bytes, kind: str, **asked: str) -> None:
    """Imports a file into a small hub: it is refused with a sentence, or every row is accounted for and all is well."""
    with tempfile.TemporaryDirectory() as folder:
        root = minimal_hub(Path(folder) / "hub")
        source = write(Path(folder), name, content)
        try:
            made = plan(root, Request(str(source), NOW, kind, **asked))
        except FolkmootError as error:
            told = str(error)
        else:
            told = _is_right(root, made)
        assert told


def _is_right(root: Path, made: Plan) -> str:
    """Whether every row is accounted for, and the hub is well with what is written."""
    assert made.rows == made.taken + made.merged + len(made.there) + made.refused
    assert all(one.reason for one in made.left)
    carry_out(root, made)
    assert [one for one in found(root) if one.severity == "error"] == []
    return "all is well"


@given(st.lists(st.lists(WORDS, min_size=len(COLUMNS), max_size=len(COLUMNS)), min_size=1, max_size=4))
def test_rows_of_a_table_are_taken_or_told(rows: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (list(COLUMNS), *rows)]
    imported("t.csv", "\r\n".join(lines).encode("utf-8", "replace"), "csv", family="events")


TIMES = st.sampled_from("13/05/2026 05/13/2026 03/04/2026 9999-12-31 31/02/2026 18:30 9pm 25:00 @bo a.example".split())


@given(st.lists(st.lists(st.one_of(TIMES, WORDS), min_size=4, max_size=4), min_size=1, max_size=4))
@pytest.mark.parametrize(
    ("head", "family"), [("Title,Date,Start time,End time", "events"), ("Name,Joined,GitHub,Website", "members")]
)
def test_guessed_days_times_and_values_are_taken_or_told(head: str, family: str, rows: list[list[str]]) -> None:
    lines = [head, *(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)]
    imported("t.csv", "\r\n".join(lines).encode("utf-8", "replace"), "csv", family=family)


@given(
    st.lists(st.one_of(CSV_BITS, st.binary(max_size=12), st.sampled_from([c.encode() for c in COLUMNS])), max_size=30)
)
def test_no_bytes_of_a_table_stop_an_import(bits: list[bytes]) -> None:
    imported("t.csv", b"Title,Start\n" + b"".join(bits), "csv")
    imported("t.csv", b"".join(bits), "csv")


@given(JSON, st.sampled_from(["events", "places", "feeds", "members", "posts", "projects"]))
def test_no_json_stops_an_import(told: object, family: str) -> None:
    imported("t.json", json.dumps([told, told]).encode(), "json", family=family)
    imported("x.all-contributorsrc", json.dumps({"contributors": [told]}).encode(), "all-contributors")


@given(st.lists(st.lists(st.tuples(ICAL_NAMES, ICAL_VALUES), max_size=7), min_size=1, max_size=3))
def test_no_calendar_stops_an_import(events: list[list[tuple[str, str]]]) -> None:
    lines = ["BEGIN:VCALENDAR"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            "DTSTART:20260514T190000",
            "SUMMARY:X",
            *(":".join(pair) for pair in event),
            "END:VEVENT",
        ]
    imported("c.ics", "\r\n".join([*lines, "END:VCALENDAR"]).encode("utf-8", "replace"), "ical")


@given(st.dictionaries(st.sampled_from("begin end duration repeat ics timezone url location summary".split()), JSON))
def test_no_yaml_calendar_stops_an_import(event: dict[str, object]) -> None:
    told = {"events": [{"summary": "X", "begin": "2026-05-14 19:00", **event}]}
    imported("c.yaml", json.dumps(told).encode(), "yaml2ics")


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    '{"events":[',
                    '{"title":"X","start":"2026-05-14"}',
                    '"title":',
                    '"start":',
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                ),
                *(
                    '"2026-05-14"',
                    "NaN",
                    "-Infinity",
                    "1e999",
                    "1.10",
                    "null",
                    '"\\ud800"',
                    '"a.b":',
                    '"a":{"b":1}',
                    '""',
                ),
            ]
        ),
        max_size=20,
    ),
    st.sampled_from(["json", "all-contributors"]),
)
def test_no_pieces_of_json_stop_an_import(pieces: list[str], kind: str) -> None:
    imported("t.json", "".join(pieces).encode(), kind, **({"family": "events"} if kind == "json" else {}))
    imported("t.json", f"[{{{''.join(pieces)}}}]".encode(), kind, **({"family": "events"} if kind == "json" else {}))
    imported("t.json", f'{{"contributors":[{"".join(pieces)}]}}'.encode(), kind)


@given(st.binary(max_size=200), st.sampled_from(["csv", "json", "ical", "yaml2ics", "opml", "all-contributors"]))
@pytest.mark.parametrize("begin", [b"", b"<opml><body><outline xmlUrl='", b"BEGIN:VCALENDAR\n", b'{"contributors": ['])
def test_no_bytes_at_all_stop_an_import(begin: bytes, content: bytes, kind: str) -> None:
    imported("file", begin + content, kind)


PLAIN = st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40)


@example("__0__")
@given(st.one_of(PLAIN, st.text(alphabet="ab1 *_`[]()<>#+-=~|\\&;!.:\n", max_size=30)))
def test_plain_text_shows_the_same_words(text: str) -> None:
    shown = re.sub(r"\W", "", plain(rendered(in_markdown(text))))
    assert shown == re.sub(r"\W", "", plain(text.replace("&", "&amp;").replace("<", "&lt;")))
