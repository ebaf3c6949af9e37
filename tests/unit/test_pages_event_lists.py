"""What lists of events count and leave out: what was called off, what is over, and what stands behind a chip."""

import datetime as dt
import re
from pathlib import Path

from folkmoot.build import draft
from folkmoot.render.page import Page
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
LAB = "name: Lamp Lab\naddress: Via Lume 1\ncountry: IT\n"
OFF = "status: cancelled\n"


def event(title: str, keys: str, kind: str = "chat") -> str:
    return f"---\ntitle: {title}\nkind: {kind}\n{keys}---\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    """The pages of a hub by address; the meeting of the minimal hub is left out."""
    found = draft(minimal_hub(root, **{"events/meeting.md": "", **files}), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def words(markup: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", markup).split()).replace(" ,", ",")


def section(page: Page, anchor: str) -> str:
    """The section's HTML, "" where the page has none such."""
    return next((one.html for one in page.sections if one.anchor == anchor), "")


def titles(markup: str) -> list[str]:
    return re.findall(r'fm-row__title"[^>]*>([^<]*)<', markup)


def chips(page: Page) -> dict[str, str]:
    """Where the chips above a list lead, by their words and numbers."""
    bar = page.lead.partition('<details class="fm-narrow__more">')[2].partition("</details>")[0]
    return {words(text): address for address, text in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', bar)}


def test_what_is_called_off_is_nowhere_the_next_time_of_a_place_and_is_not_counted(tmp_path: Path) -> None:
    files = {
        "content/places/lab.yml": LAB,
        "content/places/attic.yml": LAB.replace("Lamp Lab", "Attic"),
        "events/off.md": event("Off", f"start: 2026-06-20\nplace: lab\n{OFF}"),
        "events/on.md": event("On", "start: 2026-07-01\nplace: lab\n"),
        "events/alone.md": event("Alone", f"start: 2026-06-21\nplace: attic\n{OFF}"),
    }
    found = pages(tmp_path, **files)
    assert "1 event ahead; the next one: Wed, 1 Jul 2026" in words(found["places/"].lead)
    assert "Attic" not in found["places/"].lead
    assert words(section(found["places/"], "others")) == "Attic Via Lume 1, Italy"
    assert titles(section(found["places/lab/"], "events")) == ["Off", "On"]
    assert "Alone cancelled" in words(section(found["places/attic/"], "events"))


def test_a_chip_counts_what_takes_place(tmp_path: Path) -> None:
    files = {
        "content/places/lab.yml": LAB,
        "events/off.md": event("Off", f"start: 2026-06-20\nplace: lab\nlanguage: fr\n{OFF}"),
        "events/on.md": event("On", "start: 2026-07-01\nplace: lab\nlanguage: fr\n"),
        "events/game.md": event("Game", f"start: 2026-06-21\n{OFF}", "game"),
    }
    found = pages(tmp_path, **files)
    assert list(chips(found["events/"])) == ["Chats 1", "French 1", "Lamp Lab 1"]
    assert titles(found["events/kind/chat/"].lead) == ["Off", "On"]
    assert "The numbers count the events that will take place" in found["events/"].lead


def test_chips_above_what_was_lead_to_what_was_and_carry_no_number(tmp_path: Path) -> None:
    places = {f"content/places/p{number}.yml": LAB.replace("Lamp Lab", f"P{number}") for number in range(9)}
    past = {
        f"events/e{number}.md": event("E", f"start: 2026-05-0{number + 1}\nplace: p{number}\n") for number in range(9)
    }
    more = {
        "events/was.md": event("Was", "start: 2026-05-01\nonline: https://x.example\nlanguage: de\n", "game"),
        "events/soon.md": event("Soon", "start: 2026-07-01\nlanguage: fr\n", "workshop"),
    }
    found = pages(tmp_path, **places, **past, **more)
    led = chips(found["events/past/"])
    by_place = [*(f"P{number}" for number in range(8)), "All places"]
    assert list(led) == ["Chats", "Games", "English", "German", "Online", *by_place]
    assert led["Chats"] == "../../events/kind/chat/#past"
    assert led["P0"] == "../../places/p0/#past"
    assert led["All places"] == "../../places/"
    for words_of, address in led.items():
        if words_of != "All places":
            assert titles(section(found[address.removeprefix("../../").removesuffix("#past")], "past"))
    assert chips(found["events/past/2026/"]).keys() == led.keys()
    assert chips(found["events/calendar/2026-05/"]).keys() == led.keys()
    assert list(chips(found["events/calendar/"])) == ["Workshops 1", "French 1"]
    assert "The numbers count" not in found["events/past/"].lead


def test_calendars_are_offered_below_the_events(tmp_path: Path) -> None:
    found = pages(tmp_path, **{"events/on.md": event("On", "start: 2026-06-20\n")})
    assert ".ics" not in found["events/"].lead
    assert "events.ics" in section(found["events/"], "subscribe")
    for address, event_of, calendar in (
        ("events/kind/chat/", "On</a>", "calendars/kind-chat.ics"),
        ("events/calendar/2026-06/", "On</a>", "events.ics"),
    ):
        assert -1 < found[address].lead.find(event_of) < found[address].lead.find(calendar)
    assert ".ics" not in found["events/calendar/"].lead
    assert "events.ics" in section(found["events/calendar/"], "m-2026-07")


def test_what_is_called_off_takes_nobodys_place_at_home(tmp_path: Path) -> None:
    on = {f"events/on{day}.md": event(f"On{day}", f"start: 2026-07-0{day}\n") for day in range(1, 8)}
    off = {f"events/off{day}.md": event(f"Off{day}", f"start: 2026-06-2{day}\n{OFF}") for day in range(1, 8)}
    late = {"events/late.md": event("Late", f"start: 2026-07-06\n{OFF}")}
    found = pages(tmp_path, **on, **off, **late)
    shown = titles(section(found[""], "what-is-on"))
    assert shown == [*(f"Off{day}" for day in range(1, 6)), *(f"On{day}" for day in range(1, 6))]
    assert "7 dates ahead" in words(found[""].lead)


def test_the_town_of_a_place_is_told_where_its_name_does_not_say_it(tmp_path: Path) -> None:
    files = {
        "content/places/lab.yml": LAB + "city: Turin\n",
        "content/places/hall.yml": LAB.replace("Lamp Lab", "Hall of Lyon") + "city: Lyon\n",
        "events/on.md": event("On", "start: 2026-07-01\nplace: lab\nonline: https://meet.example/\n"),
        "events/here.md": event("Here", "start: 2026-07-02\nplace: lab\n"),
        "events/hall.md": event("There", "start: 2026-07-03\nplace: hall\nonline: https://meet.example/\n"),
    }
    page = pages(tmp_path, **files)["events/"]
    assert {"Lamp Lab, Turin 2", "Hall of Lyon 1"} <= set(chips(page))
    rows = words(section(page, "m-2026-07"))
    assert "Lamp Lab, Turin and online" in rows
    assert "· Lamp Lab, Turin" in rows.partition("Here")[2]
    assert "· Hall of Lyon and online" in rows


def test_what_is_called_off_far_ahead_is_not_on_the_home_page(tmp_path: Path) -> None:
    days = {f"events/on-{day}.md": event(f"On {day}", f"start: 2026-07-0{day}\n") for day in range(1, 7)}
    off = {"events/soon.md": event("Soon", f"start: 2026-07-02\n{OFF}")}
    far = {"events/far.md": event("Far", f"start: 2026-11-01\n{OFF}")}
    home = pages(tmp_path, **days, **off, **far)[""]
    listed = titles(home.lead + "".join(one.html for one in home.sections))
    assert listed == ["On 1", "On 2", "Soon", "On 3", "On 4", "On 5"]
