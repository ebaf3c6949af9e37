"""What each page shows, and of whom: read from the pages' own HTML, before the engine frames them."""

import datetime as dt
import re
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.render.page import Page
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
ALL = "consent: {profile: 2025-01-01, photo: 2025-01-01, attendance: 2025-01-01, ties: 2025-01-01}\n"


def event(title: str, keys: str, text: str = "") -> str:
    return f"---\ntitle: {title}\nkind: chat\n{keys}---\n\n{text}\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    """The pages of a hub by address."""
    found = draft(minimal_hub(root, **files), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def html(page: Page) -> str:
    return page.lead + "".join(f"<h2>{section.title}</h2>{section.html}" for section in page.sections)


def section(page: Page, anchor: str) -> str:
    """The section's words, "" where the page has none such."""
    found = next((one.html for one in page.sections if one.anchor == anchor), "")
    return " ".join(re.sub("<[^>]*>", " ", found).split())


def person(name: str, keys: str = "", joined: str = "2025-01-01") -> str:
    return f"name: {name}\njoined: {joined}\n{keys}"


@pytest.fixture
def together(tmp_path: Path) -> dict[str, Page]:
    """Four people at one event: two who agreed to everything, one to ties alone, one to attendance alone."""
    members = {
        "members/ann.yml": person("Ann All", ALL),
        "members/bob.yml": person("Bob Both", ALL),
        "members/tia.yml": person("Tia Ties", "consent: {ties: 2025-01-01}\n"),
        "members/att.yml": person("Att Endance", "consent: {attendance: 2025-01-01}\n"),
    }
    keys = "start: 2026-03-01 19:00\nattendees: [ann, bob, tia, att]\nrecap: Fine.\n"
    return pages(tmp_path, **members, **{"events/party.md": event("Party", keys)})


def test_whom_somebody_met_is_shown_where_both_agreed_to_both(together: dict[str, Page]) -> None:
    assert section(together["members/ann/"], "met") == "BB Bob Both"
    assert section(together["members/bob/"], "met") == "AA Ann All"
    assert section(together["members/tia/"], "met") == ""
    assert section(together["members/att/"], "met") == ""


def test_who_came_is_shown_of_those_who_agreed(together: dict[str, Page]) -> None:
    recap = section(together["events/party/"], "recap")
    assert all(name in recap for name in ("Ann All", "Bob Both", "Att Endance"))
    assert "Tia" not in recap
    assert section(together["members/att/"], "attended").startswith("Mar 1 Party")
    assert section(together["members/tia/"], "attended") == ""


@pytest.mark.parametrize(("came", "said"), [(1, "1 person came. AA Ann All"), (2, "came. Among them AA Ann All")])
def test_who_came_alone_is_not_among_others(tmp_path: Path, came: int, said: str) -> None:
    keys = f"start: 2026-03-01 19:00\nattendees: [ann]\nattendance: {came}\n"
    found = pages(tmp_path, **{"members/ann.yml": person("Ann All", ALL), "events/party.md": event("Party", keys)})
    assert said in " ".join(section(found["events/party/"], "recap").split())


def test_nobody_attended_what_is_still_to_come(tmp_path: Path) -> None:
    keys = "start: 2026-08-01 19:00\nattendees: [ann, bob]\n"
    found = pages(
        tmp_path,
        **{"members/ann.yml": person("Ann", ALL), "members/bob.yml": person("Bob", ALL)},
        **{"events/later.md": event("Later", keys)},
    )
    assert section(found["members/ann/"], "attended") == section(found["members/ann/"], "met") == ""


def test_home_greets_those_who_want_to_be_seen(tmp_path: Path) -> None:
    new = {
        "members/pat.yml": person("Pat Public", joined="2026-06-10"),
        "members/nan.yml": person("Nan Name", "visibility: name\n", joined="2026-06-11"),
        "members/hid.yml": person("Hid Den", "visibility: hidden\n", joined="2026-06-12"),
        "members/fut.yml": person("Fut Ure", joined="2026-07-01"),
    }
    shown = section(pages(tmp_path, **new)[""], "who-is-new")
    assert "Pat Public" in shown
    assert not re.search("Nan|Hid|Fut", shown)


def test_what_is_cancelled_is_shown_as_such_so_that_nobody_stands_before_a_closed_door(tmp_path: Path) -> None:
    events = {
        "events/on.md": event("On", "start: 2026-07-01\n"),
        "events/off.md": event("Off", "start: 2026-06-20\nstatus: cancelled\n"),
    }
    found = pages(tmp_path, **events)
    assert "Off cancelled" in section(found[""], "what-is-on")
    assert "Off cancelled" in section(found["events/"], "m-2026-06")


def test_a_post_appears_on_its_day(tmp_path: Path) -> None:
    def post(date: str) -> str:
        return f"---\ntitle: Of {date}\ndate: {date}\nauthors: [ada-rossi]\n---\n\nText\n"

    dates = ("2026-06-14", "2026-06-15", "2026-06-16")
    found = pages(tmp_path, **{f"content/posts/of-{date}.md": post(date) for date in dates})
    assert [f"posts/of-{date}/" in found for date in dates] == [True, True, False]
    for page in found.values():
        assert "Of 2026-06-16" not in html(page)


def test_calls_for_papers_are_those_that_are_open_the_next_to_close_first(tmp_path: Path) -> None:
    def call(title: str, closes: str, more: str = "") -> str:
        keys = f"start: 2026-10\ncall_for_papers: {{url: https://a.example/{title}, closes: {closes}}}\n"
        return event(title, keys + more)

    events = {
        "events/aa.md": call("Late", "2026-09-01"),
        "events/bb.md": call("Soon", "2026-06-15"),
        "events/cc.md": call("Closed", "2026-06-14"),
        "events/dd.md": call("Cancelled", "2026-09-01", "status: cancelled\n"),
    }
    words = section(pages(tmp_path, **events)["events/"], "calls-for-papers")
    assert re.findall("Late|Soon|Closed|Cancelled", words) == ["Soon", "Late"]


def test_an_exception_is_told_until_the_day_it_was_moved_to_is_over(tmp_path: Path) -> None:
    exceptions = "{date: 2026-06-12, moved_to: 2026-06-20}, {date: 2026-06-05}, {date: 2026-07-03}"
    keys = f"start: 2026-05-01\nrecurrence:\n  rule: FREQ=WEEKLY\n  exceptions: [{exceptions}]\n"
    words = section(pages(tmp_path, **{"events/weekly.md": event("Weekly", keys)})["events/weekly/"], "exceptions")
    assert words == "Fri, 12 Jun 2026: moved to Sat, 20 Jun 2026 Fri, 3 Jul 2026: does not take place"


def test_past_events_start_with_the_latest_thirty(tmp_path: Path) -> None:
    events = {
        f"events/e{day:03}.md": event(f"E{day:03}", f"start: {dt.date(2026, 1, 1) + dt.timedelta(days=day)}\n")
        for day in range(40)
    }
    found = pages(tmp_path, **events, **{"events/meeting.md": event("Of May", "start: 2026-05-01\n")})
    titles = re.findall(r'fm-row__title"[^>]*>([^<]*)<', html(found["events/past/"]))
    assert titles == ["Of May", *(f"E{day:03}" for day in range(39, 10, -1))]
    assert len(re.findall("fm-row__title", html(found["events/past/2026/"]))) == 41


def test_a_profile_tells_the_next_date_of_a_series_and_what_was(tmp_path: Path) -> None:
    events = {
        "events/weekly.md": event("Weekly", "start: 2026-05-01\nhosts: [ada-rossi]\nrecurrence: {rule: FREQ=WEEKLY}\n"),
        "events/soon.md": event("Soon", "start: 2026-06-16\nhosts: [ada-rossi]\n"),
        "events/old.md": event("Old", "start: 2025-05-01\nhosts: [ada-rossi]\n"),
    }
    found = section(pages(tmp_path, **events)["members/ada-rossi/"], "hosted")
    assert re.findall(r"(\w+) (?:\w{3}), (\d+ \w+ \d+)", found) == [
        ("Soon", "16 Jun 2026"), ("Weekly", "19 Jun 2026"), ("meeting", "14 May 2026"), ("Old", "1 May 2025"),
    ]  # fmt: skip


def test_speakers_and_leads_are_shown_once_however_often_they_are_named(tmp_path: Path) -> None:
    keys = "start: 2026-03-01\nspeakers: [{member: ada-rossi, talk: One}, {member: ada-rossi, talk: Two}]\n"
    project = "---\ntitle: Lamp\nstatus: active\nleads: [ada-rossi]\ncontributors: [ada-rossi]\n---\n"
    found = pages(tmp_path, **{"events/talks.md": event("Talks", keys), "content/projects/lamp.md": project})
    profile = found["members/ada-rossi/"]
    assert section(profile, "spoke").count("Talks") == 1
    assert section(profile, "projects").count("Lamp") == 1


def test_help_is_wanted_by_what_is_alive(tmp_path: Path) -> None:
    def project(title: str, status: str) -> str:
        return f"---\ntitle: {title}\nstatus: {status}\nhelp_wanted: [{{title: Hand for {title}}}]\n---\n"

    states = ("idea", "active", "paused", "finished", "abandoned")
    found = pages(tmp_path, **{f"content/projects/{state}.md": project(state.title(), state) for state in states})
    assert re.findall(r"Hand for (\w+)", section(found[""], "help-wanted")) == ["Active", "Idea"]


def test_footnotes_of_several_texts_lead_to_their_own(tmp_path: Path) -> None:
    keys = "start: 2026-03-01\nrecap: |\n  Fine[^1].\n\n  [^1]: Recap.\n"
    found = html(pages(tmp_path, **{"events/talk.md": event("Talk", keys, "A[^1].\n\n[^1]: Text.")})["events/talk/"])
    ids = re.findall(r'id="(note-[^"]*)"', found)
    assert len(ids) == len(set(ids)) == 2
    assert re.findall(r'href="#(note-[^"]*)"', found) == ids


def test_descriptions_are_short_and_plain(tmp_path: Path) -> None:
    found = pages(tmp_path, **{"events/long.md": event("Long", f"start: 2026-07-01\nsummary: {'word ' * 39}\n")})
    assert len(found["events/long/"].description) <= 160


@pytest.mark.parametrize("contact", ["at the counter", "#hosts:moot.example", "<b>Ada</b>"])
def test_a_contact_is_a_link_where_it_is_an_address_alone(tmp_path: Path, contact: str) -> None:
    team = f"---\ntitle: Team\ncontact: '{contact}'\n---\n"
    assert "<a " not in pages(tmp_path, **{"content/teams/team.md": team})["teams/team/"].lead


def test_lists_are_ordered_as_people_look_names_up(tmp_path: Path) -> None:
    names = {"zoe": "Zoe Z", "elodie": "Élodie A", "emil": "emil b", "adam": "Adam C"}
    found = pages(tmp_path, **{f"members/{slug}.yml": person(name) for slug, name in names.items()})
    shown = re.findall(r'fm-card__title"[^>]*>([^<]*)<', found["members/"].lead)
    assert shown == ["Ada Rossi", "Adam C", "Élodie A", "emil b", "Zoe Z"]


def test_a_calendar_is_offered_where_there_is_a_date_to_put_into_it(tmp_path: Path) -> None:
    events = {
        "events/some-day.md": event("Some day", "start: 2026-07\ndate_precision: day\n"),
        "events/day.md": event("Day", "start: 2026-07-01\n"),
    }
    found = pages(tmp_path, **events)
    assert "events/day.ics" in found["events/day/"].lead
    assert ".ics" not in found["events/some-day/"].lead
