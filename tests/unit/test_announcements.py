"""What the events' feed tells of, when it does so, and what it says."""

import datetime as dt
from pathlib import Path

from support.syndicated import ATOM, SITE, atom, event, hub_of, texts

SERIES = "recurrence:\n  rule: FREQ=WEEKLY\n  exceptions:\n"


def test_events_that_come_and_those_just_over(tmp_path: Path) -> None:
    days = ("2026-05-15", "2026-05-16", "2026-06-15", "2026-07-13", "2026-07-14", "2027-07-20", "2027-07-21")
    events = {f"events/e{number}.md": event(f"E{number}", day) for number, day in enumerate(days)}
    made = atom(hub_of(tmp_path, **events, **{"events/meeting.md": ""}), "events")
    assert dict(zip(texts(made, "entry/title"), texts(made, "entry/updated"), strict=True)) == {
        "E3, 2026-07-13": "2026-06-14T22:00:00Z",
        "E5, 2027-07-20": "2026-06-14T22:00:00Z",
        "E2, 2026-06-15": "2026-05-17T22:00:00Z",
        "E1, 2026-05-16": "2026-04-17T22:00:00Z",
        "E4, 2026-07-14": "2025-06-08T22:00:00Z",
    }
    assert texts(made, "entry/updated") == sorted(texts(made, "entry/updated"), reverse=True)
    assert made.find(f"{ATOM}entry/{ATOM}published") is None
    assert made.findtext(f"{ATOM}updated") == "2026-06-14T22:00:00Z"


def test_an_event_is_not_new_again_from_day_to_day(tmp_path: Path) -> None:
    told = []
    first = hub_of(tmp_path, **{"events/a.md": event("A", "2026-07-16")})
    for number in range(8):
        made = atom(first._replace(today=first.today + dt.timedelta(days=number)), "events")
        told.append(dict(zip(texts(made, "entry/title"), texts(made, "entry/updated"), strict=True))["A, 2026-07-16"])
    assert told == ["2025-06-10T22:00:00Z"] * 3 + ["2026-06-17T22:00:00Z"] * 5


def test_a_series_tells_of_what_is_near_and_of_what_is_unusual(tmp_path: Path) -> None:
    exceptions = "    - {date: 2026-07-04, reason: A <holiday>}\n    - {date: 2026-08-22, moved_to: 2026-08-23}\n"
    exceptions += "    - {date: 2026-05-30}\n    - {date: 2026-01-03}\n    - {date: 2026-09-05}\n"
    held = "occurrences:\n  - {date: 2026-06-13, recap: 'It [rained](../content/index.md).'}\n"
    held += "  - {date: 2026-09-12, title: Fair}\n"
    series = event("Weekly", "2026-01-03 19:00", SERIES + exceptions + held, "All *are* welcome.")
    hub = hub_of(tmp_path, **{"events/w.md": series, "events/meeting.md": ""})
    made = atom(hub, "events")
    assert sorted(texts(made, "entry/title")) == sorted(
        [
            "Weekly, 2026-06-13",
            "Weekly, 2026-06-20",
            "Weekly, 2026-06-27",
            "[cancelled] Weekly, 2026-05-30",
            "[cancelled] Weekly, 2026-07-04",
            "Weekly, 2026-07-11",
            "[moved] Weekly, 2026-08-23",
            "[cancelled] Weekly, 2026-09-05",
            "Fair, 2026-09-12",
        ]
    )
    by_id = {one.findtext(f"{ATOM}id", "")[-10:]: one for one in made.iterfind(f"{ATOM}entry")}
    assert "<p>A &lt;holiday&gt;</p>" in by_id["2026-07-04"].findtext(f"{ATOM}content", "")
    assert by_id["2026-08-22"].findtext(f"{ATOM}title") == "[moved] Weekly, 2026-08-23"
    recap = by_id["2026-06-13"]
    assert recap.findtext(f"{ATOM}updated") == "2026-06-13T22:00:00Z"
    assert f'<a href="{SITE}" rel="noopener nofollow ugc">rained</a>' in recap.findtext(f"{ATOM}content", "")
    links = [one.attrib["href"] for one in recap.iterfind(f"{ATOM}link")]
    assert links == [f"{SITE}events/w/#2026-06-13"]
    assert by_id["2026-06-20"].find(f"{ATOM}link").attrib["href"] == f"{SITE}events/w/"  # type: ignore[union-attr]
    assert recap.findtext(f"{ATOM}summary") == "All are welcome."


def test_an_event_says_where_and_whether(tmp_path: Path) -> None:
    place = "name: Hall & Co\naddress: 1 <Road>\n"
    keys = "place: hall\nonline: https://meet.example/a?b&c\nstatus: cancelled\nsummary: Bring <cake>\n"
    hub = hub_of(
        tmp_path, **{"content/places/hall.yml": place, "events/meeting.md": event("Meeting", "2026-06-20", keys)}
    )
    (made,) = atom(hub, "events").iterfind(f"{ATOM}entry")
    assert made.findtext(f"{ATOM}title") == "[cancelled] Meeting, 2026-06-20"
    assert (made.findtext(f"{ATOM}content") or "").splitlines() == [
        "<p>[cancelled] 2026-06-20</p>",
        '<p>Hall &amp; Co, 1 &lt;Road&gt; · <a href="https://meet.example/a?b&amp;c">online</a></p>',
        "<p>Bring &lt;cake&gt;</p>",
    ]


def test_a_date_that_was_dropped_and_took_place_after_all_is_not_called_off(tmp_path: Path) -> None:
    keys = SERIES + "    - {date: 2026-06-06}\noccurrences:\n  - {date: 2026-06-06, recap: It was.}\n"
    hub = hub_of(tmp_path, **{"events/w.md": event("W", "2026-06-06", keys), "events/meeting.md": ""})
    titles = texts(atom(hub, "events"), "entry/title")
    assert [title for title in titles if "06-06" in title] == ["W, 2026-06-06"]


def test_what_came_of_it_is_told_when_it_is_over(tmp_path: Path) -> None:
    keys = "recap: Fine.\n"
    events = {"events/today.md": event("A", "2026-06-15", keys), "events/over.md": event("B", "2026-06-14", keys)}
    made = atom(hub_of(tmp_path, **events, **{"events/meeting.md": ""}), "events")
    assert dict(zip(texts(made, "entry/title"), texts(made, "entry/content"), strict=True)) == {
        "A, 2026-06-15": "<p>2026-06-15</p>\n",
        "B, 2026-06-14": "<p>2026-06-14</p>\n<p>Fine.</p>\n",
    }
