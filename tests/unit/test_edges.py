"""What holds on the very day, with the very number, and for whoever is named twice or did not agree."""

import datetime as dt
import json
from pathlib import Path

import pytest

from folkmoot.derive.schedule import occurrences
from folkmoot.load.community import load_community
from folkmoot.model.hub import Hub
from folkmoot.preview.present import Present
from folkmoot.render.canvas import Canvas
from folkmoot.render.linked_data import event_data, person_data
from folkmoot.render.lookup import Lookup
from folkmoot.render.pages.about import team_page
from folkmoot.render.pages.event_lists import next_of_each
from folkmoot.render.pages.facets import Facets
from folkmoot.render.pages.helping import where_to_help
from folkmoot.render.pages.joining import page as joining
from support.api_documents import NOW, SITE, SVG, hub_of, read
from support.hubs import minimal_hub
from support.member_pages import crowd, member, names, pages

TODAY = dt.date(2026, 6, 15)
AGREED = "consent: {profile: 2025-01-01, attendance: 2025-01-01}\n"


def chat(keys: str) -> str:
    return f"---\ntitle: Chat\nkind: chat\n{keys}---\n"


def canvas_of(root: Path, **files: str) -> Canvas:
    return Canvas(hub_of(root, **files), "en")


@pytest.mark.parametrize(("consent", "is_told"), [("", False), (AGREED, True)])
def test_who_came_is_something_to_tell_where_they_agreed(tmp_path: Path, consent: str, is_told: bool) -> None:
    files = {
        "members/bo.yml": member("Bo", consent=consent),
        "events/chat.md": chat("start: 2026-06-01\nattendees: [bo]\n"),
    }
    canvas = canvas_of(tmp_path, **files)
    assert canvas.told(canvas.community.events["chat"]) is is_told


@pytest.mark.parametrize(("day", "is_over"), [("2026-06-14", True), ("2026-06-15", False)])
def test_nobody_took_part_in_what_is_today(tmp_path: Path, day: str, is_over: bool) -> None:
    files = {"members/bo.yml": member("Bo"), "events/chat.md": chat(f"start: {day} 19:00\nattendees: [bo]\n")}
    assert bool(Lookup(hub_of(tmp_path, **files)).attended["bo"]) is is_over


def test_a_series_that_meets_today_is_told_with_today(tmp_path: Path) -> None:
    hub = hub_of(tmp_path, **{"events/chat.md": chat("start: 2026-06-08 19:00\nrecurrence: {rule: FREQ=WEEKLY}\n")})
    mine = [one for one in hub.occurrences if one.event.slug == "chat"]
    found = event_data(hub, SITE, hub.community.events["chat"], mine, "events/chat/")
    assert json.loads(found.partition(">")[2].rpartition("<")[0])["startDate"].startswith("2026-06-15T19:00")


@pytest.mark.parametrize(("status", "is_member"), [("active", True), ("away", True), ("alumni", False)])
def test_who_left_is_no_member_of_the_community(tmp_path: Path, status: str, is_member: bool) -> None:
    hub = hub_of(tmp_path, **{"members/bo.yml": member("Bo", f"status: {status}\n")})
    assert ('"memberOf"' in person_data(hub, SITE, hub.community.members["bo"])) is is_member


def test_who_leads_a_project_is_not_told_a_second_time_as_a_contributor(tmp_path: Path) -> None:
    files = {
        "members/bo.yml": member("Bo"),
        "members/cy.yml": member("Cy"),
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\nleads: [bo]\ncontributors: [cy, bo]\n---\n",
    }
    project = read(hub_of(tmp_path, **files))["projects/lamp.json"]
    named = {key: [one["slug"] for one in project[key]] for key in ("leads", "contributors")}
    assert named == {"leads": ["bo"], "contributors": ["cy"]}


@pytest.mark.parametrize(("days", "is_shown"), [(400, True), (401, False)])
def test_a_series_is_shown_400_days_ahead(tmp_path: Path, days: int, is_shown: bool) -> None:
    rule = f"start: {TODAY}\nrecurrence: {{rule: FREQ=DAILY;INTERVAL={days}}}\n"
    community = load_community(minimal_hub(tmp_path, **{"events/chat.md": chat(rule)})).community
    dates = [one.date for one in occurrences(community, TODAY) if one.event.slug == "chat"]
    assert dates == [TODAY, TODAY + dt.timedelta(days)][: 2 if is_shown else 1]


TEAM = (
    "---\ntitle: Hosts\nmembers:\n- {member: first, since: 2026-06-15}\n- {member: last, since: 2025-01-01,"
    " until: 2026-06-15}\n- {member: was, since: 2025-01-01, until: 2026-06-14}\n"
    "- {member: next, since: 2026-06-16}\n---\n"
)


def test_a_team_are_those_who_serve_today_on_every_page(tmp_path: Path) -> None:
    files = {f"members/{slug}.yml": member(slug.title()) for slug in ("first", "last", "was", "next")}
    welcome = {"content/community.yml": "name: Test Moot\ntimezone: Europe/Rome\nwelcome: {team: hosts}\n"}
    canvas = canvas_of(tmp_path, **files, **welcome, **{"content/teams/hosts.md": TEAM})
    page = team_page(canvas, canvas.community.teams["hosts"])
    said = {
        section.anchor: [slug for slug in ("first", "last", "was", "next") if f"members/{slug}/" in section.html]
        for section in page.sections
    }
    assert said == {"members": ["first", "last"], "former": ["was"]}
    (facet,) = Facets(canvas.community, TODAY).by_kind["team"]
    assert {one.slug for one in facet.members} == {"first", "last"}
    html = joining(canvas).lead + "".join(section.html for section in joining(canvas).sections)
    assert [slug for slug in ("first", "last", "was", "next") if f"members/{slug}/" in html] == ["first", "last"]


@pytest.mark.parametrize(("status", "offered"), [("active", 1), ("away", 0), ("alumni", 0)])
def test_who_is_away_is_not_asked_for_help(tmp_path: Path, status: str, offered: int) -> None:
    files = {
        "members/bo.yml": member("Bo", f"skills: [sewing]\nstatus: {status}\n"),
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\nhelp_wanted:\n"
        "- {title: Sew a shade, skills: [sewing]}\n---\n",
    }
    canvas = canvas_of(tmp_path, **files)
    assert len(where_to_help(canvas, canvas.community.members["bo"])) == offered


def test_of_a_series_those_dates_are_listed_that_follow_within_45_days(tmp_path: Path) -> None:
    files = {
        "events/often.md": chat(f"start: {TODAY}\nrecurrence: {{rule: FREQ=DAILY;INTERVAL=45}}\n"),
        "events/seldom.md": chat(f"start: {TODAY}\nrecurrence: {{rule: FREQ=DAILY;INTERVAL=46}}\n").replace(
            "Chat", "Moot"
        ),
    }
    hub = hub_of(tmp_path / "hub", **files)
    assert len(next_of_each([one for one in hub.upcoming if one.event.slug == "often"])) == 1
    found = pages(tmp_path / "pages", **files)["events/"]
    html = found.lead + "".join(section.html for section in found.sections)
    assert (html.count(">Chat<"), html.count(">Moot<")) == (2, 1)


@pytest.mark.parametrize(("closes", "is_open"), [("2026-06-15", True), ("2026-06-14", False)])
def test_a_call_is_open_on_the_day_that_it_closes(tmp_path: Path, closes: str, is_open: bool) -> None:
    call = f"start: 2026-09-01\ncall_for_papers: {{closes: {closes}, url: 'https://call.example/'}}\n"
    found = pages(tmp_path, **{"events/chat.md": chat(call)})["events/"]
    html = found.lead + "".join(section.html for section in found.sections)
    assert ("https://call.example/" in html) is is_open


@pytest.mark.parametrize(("count", "goes_on"), [(100, False), (101, True)])
def test_a_list_of_a_hundred_is_one_page(tmp_path: Path, count: int, goes_on: bool) -> None:
    found = pages(tmp_path, **crowd(count))
    assert len(names(found["members/skill/welding/"])) == 100
    assert ("members/skill/welding/2/" in found) is goes_on


def test_the_preview_shows_no_portrait_that_somebody_on_it_refuses(tmp_path: Path) -> None:
    """Nor once a file has changed, when only that is read again."""
    shared = "photo: photos/us.svg\n"
    files = {
        "members/ann.yml": member("Ann", shared, "consent: {profile: 2025-01-01, photo: 2025-01-01}\n"),
        "members/shy.yml": member("Shy", shared),
        "content/photos/us.svg": SVG,
    }
    root = minimal_hub(tmp_path, **files)
    present = Present(root, None)
    present.read_all(NOW)
    assert _portrait(present.hub) is None
    (root / "members/ann.yml").write_text(files["members/ann.yml"].replace("name: Ann", "name: Anna"), "utf-8")
    present.read_again(["members/ann.yml"], content=False)
    assert _portrait(present.hub) is None
    assert present.hub is not None
    assert present.hub.community.members["ann"].name == "Anna"


def _portrait(hub: Hub | None) -> str | None:
    assert hub is not None
    return hub.community.members["ann"].photo
