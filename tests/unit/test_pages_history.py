"""The history year by year, and the page for those who want to join."""

import datetime as dt
import re
from pathlib import Path

import pytest

from folkmoot.build import documents, draft
from folkmoot.render.page import Page
from support.hubs import COMMUNITY, found, minimal_hub, told

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
TEAM = "---\ntitle: Door\ncontact: door@moot.example\nmembers: [{terms}]\n---\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    """The pages of a hub by address."""
    made = draft(minimal_hub(root, **files), NOW)
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return {page.address: page for page in made.pages}


def words(markup: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", markup).split())


def section(page: Page, anchor: str) -> str:
    """The section's words, "" where the page has none such."""
    return next((words(one.html) for one in page.sections if one.anchor == anchor), "")


def person(name: str, joined: str, more: str = "") -> str:
    return f"name: {name}\njoined: {joined}\n{more}"


def test_a_year_names_who_joined_and_may_be_named_and_counts_the_others(tmp_path: Path) -> None:
    members = {
        "members/pat.yml": person("Pat Public", "2025-02-01"),
        "members/nan.yml": person("Nan Name", "2025-03-01", "visibility: name\n"),
        "members/hid.yml": person("Hid Den", "2025-04-01", "visibility: hidden\n"),
        "members/fut.yml": person("Fut Ure", "2026-07-01"),
    }
    made = pages(tmp_path, **members)
    assert words(made["history/2025/"].lead) == "2 people joined."
    assert section(made["history/2025/"], "joined") == "PP Pat Public And 1 other."
    assert "joined" not in section(made["history/"], "y-2026")
    assert not any(
        re.search("Nan|Hid|Fut", one.html)
        for page in made.values()
        if "history" in page.address
        for one in page.sections
    )


def test_years_of_which_nothing_is_told_are_left_out(tmp_path: Path) -> None:
    made = pages(tmp_path, **{"content/community.yml": f"{COMMUNITY}founded: 2019-05-04\nfounders: [ada-rossi]\n"})
    assert [page for page in made if page.startswith("history/")] == [
        "history/", "history/2026/", "history/2024/", "history/2019/",
    ]  # fmt: skip
    began = words(made["history/2019/"].lead)
    assert began.startswith("Test Moot began on 4 May 2019. It was begun by: AR Ada Rossi")
    assert [section.title for section in made["history/"].sections] == ["2026", "2024", "2019"]


def test_dates_are_counted_as_the_calendar_had_them_and_people_as_somebody_counted(tmp_path: Path) -> None:
    series = (
        "---\ntitle: Tuesday\nkind: chat\nstart: 2025-01-07\nattendance: 900\nrecurrence:\n"
        "  rule: FREQ=WEEKLY;COUNT=10\n  exceptions: [{date: 2025-01-14}]\n"
        "occurrences: [{date: 2025-01-21, title: The iron, attendance: 7, recap: Hot.}]\n---\n"
    )
    events = {
        "events/tuesday.md": series,
        "events/off.md": "---\ntitle: Off\nkind: chat\nstart: 2025-05-01\nstatus: cancelled\nattendance: 50\n---\n",
        "events/fair.md": "---\ntitle: Fair\nkind: barcamp\nstart: 2025-06-01\nattendance: 12\n---\n",
    }
    year = pages(tmp_path, **events)["history/2025/"]
    assert words(year.lead).startswith(
        "10 dates were in the calendar. At 2 of them somebody counted who came: 19 in all."
    )
    took_place = section(year, "events")
    assert re.findall("The iron 7 people|Fair 12 people|Off|Tuesday 9 dates", took_place) == [
        "The iron 7 people", "Fair 12 people", "Tuesday 9 dates",
    ]  # fmt: skip


def test_projects_posts_partners_and_terms_stand_in_their_years(tmp_path: Path) -> None:
    partner = "{name: Library, url: 'https://library.example', since: 2023-02-01, until: 2024-03-01}"
    terms = "{member: ada-rossi, role: lead, since: 2023-01-01, until: 2024-12-31}, {member: nan, since: 2023-01-01}"
    files = {
        "members/nan.yml": person("Nan Name", "2023-01-01", "visibility: name\n"),
        "content/community.yml": f"{COMMUNITY}partners: [{partner}]\n",
        "content/teams/door.md": TEAM.format(terms=terms),
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: finished\nstarted: 2023-04-01\nquarter: 2024-Q2\n---\n",
        "content/posts/light.md": "---\ntitle: Light\ndate: 2023-05-01\nauthors: [ada-rossi]\n---\n",
    }
    made = pages(tmp_path, **files)
    first, second = made["history/2023/"], made["history/2024/"]
    assert "Lamp begun; today: finished" in section(first, "projects")
    assert "Light" in section(first, "posts")
    assert "Became a partner: Library" in section(first, "partners")
    assert section(first, "teams") == "Began to serve: AR Ada Rossi · lead · Door"
    assert "2024-Q2 Lamp" in section(second, "projects")
    assert "Last day as a partner: Library" in section(second, "partners")
    assert section(second, "teams").startswith("Handed over, with thanks: AR Ada Rossi")


def test_who_answers_newcomers_is_who_serves_today(tmp_path: Path) -> None:
    terms = (
        "{member: ada-rossi, since: 2024-01-01}, {member: old, since: 2020-01-01, until: 2024-01-01},"
        " {member: new, since: 2027-01-01}, {member: hid, since: 2024-01-01}"
    )
    members = {
        "members/old.yml": person("Old Host", "2020-01-01"),
        "members/new.yml": person("New Host", "2026-01-01"),
        "members/bo.yml": person("Bo Ek", "2024-01-01"),
        "members/hid.yml": person("Hid Den", "2020-01-01", "visibility: hidden\n"),
    }
    welcome = "welcome: {team: door, members: [bo], event: tea, answers_within: two days}\n"
    tea = "---\ntitle: Tea\nkind: chat\nstart: 2026-10-01\n---\n"
    files = {
        "content/community.yml": COMMUNITY + welcome,
        "content/teams/door.md": TEAM.format(terms=terms),
        "events/tea.md": tea,
        "events/soon.md": tea.replace("Tea", "Soon").replace("2026-10", "2026-07"),
    }
    made = pages(tmp_path, **members, **files)["join/"]
    answers = section(made, "who-answers")
    assert "somebody answers within two days" in answers
    assert re.findall("Ada Rossi|Old Host|New Host|Bo Ek|Hid Den", answers) == ["Bo Ek", "Ada Rossi"]
    assert "door@moot.example" in answers
    assert "Newcomers are expected here: Oct 1 Tea" in section(made, "come-by")
    assert "Soon" not in section(made, "come-by")


def test_without_an_event_for_newcomers_they_are_asked_to_whatever_takes_place_next(tmp_path: Path) -> None:
    tea = "---\ntitle: Tea\nkind: chat\nstart: 2026-10-01\n---\n"
    files = {"events/tea.md": tea, "events/off.md": tea.replace("Tea", "Off\nstatus: cancelled")}
    come_by = section(pages(tmp_path, **files)["join/"], "come-by")
    assert come_by.startswith("What is on next; say that it is your first time: Oct 1 Tea")
    assert "Off" not in come_by


def test_newcomers_are_led_to_the_form(tmp_path: Path) -> None:
    made = pages(tmp_path, **{"content/community.yml": f"{COMMUNITY}languages: [en, fr]\n"})
    for address in ("join/", "fr/join/"):
        root = "../" * address.count("/")
        assert f'href="{root}{address.removesuffix("join/")}propose/member/"' in made[address].sections[-1].html


def test_how_membership_works_is_told_as_the_policies_say(tmp_path: Path) -> None:
    vouched = f"{COMMUNITY}founders: [ada-rossi]\npolicies: {{membership: vouched, code_of_conduct: conduct.md}}\n"
    files = {"content/community.yml": vouched, "content/conduct.md": "# Be kind\n"}
    told_there = section(pages(tmp_path / "vouched", **files)["join/"], "membership")
    assert "A member vouches for you" in told_there
    assert "Be kind" in told_there
    assert "Nobody has to vouch for you" in section(pages(tmp_path / "open")["join/"], "membership")


@pytest.mark.parametrize(
    ("path", "main"), [("join.md", "join.md"), ("join/index.md", "join/index.md"), ("", "join/index.md")]
)
def test_peoples_own_words_stand_above_the_page_for_newcomers(tmp_path: Path, path: str, main: str) -> None:
    made = draft(
        minimal_hub(tmp_path, **({f"content/{path}": "# Come in\n\nThe kettle is on.\n"} if path else {})), NOW
    )
    assert made.hub
    assert [page.main_src for page in made.pages if page.address == "join/"] == [main]
    texts = {one.path: one.content.decode() for one in documents(tmp_path, made.hub, made.pages, "stamped")}
    joining = [text for name, text in texts.items() if name.startswith("join")]
    assert len(joining) == 1
    assert ("The kettle is on." in joining[0]) == bool(path)
    # Once and short below people's own words, which say the same at length.
    titles = [section.title for page in made.pages if page.address == "join/" for section in page.sections]
    assert titles == ["At a glance" if path else "How to become a member"]


def test_the_page_for_newcomers_has_one_file_of_peoples_words(tmp_path: Path) -> None:
    words_of_people = dict.fromkeys(("content/join.md", "content/join/index.md"), "# Come in\n")
    problems = found(minimal_hub(tmp_path, **words_of_people))
    assert [problem.code for problem in problems] == ["address-taken"]


def test_below_peoples_own_words_stand_the_names_dates_and_links_of_the_page_for_newcomers(tmp_path: Path) -> None:
    profile = (
        f"{COMMUNITY}repository: https://github.com/moot/hub\ncontact: ciao@moot.example\n"
        "welcome: {members: [ada-rossi], event: tea, answers_within: two days}\n"
        "policies: {code_of_conduct: conduct.md}\n"
    )
    files = {
        "content/community.yml": profile,
        "content/join.md": "# Come in\n",
        "content/conduct.md": "# Be kind\n",
        "events/tea.md": "---\ntitle: Tea\nkind: chat\nstart: 2026-10-01\n---\n",
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\nhelp_wanted: [{title: Solder}]\n---\n",
    }
    made = pages(tmp_path, **files)["join/"]
    glance = section(made, "at-a-glance")
    assert "somebody answers within two days. ciao@moot.example AR Ada Rossi Come by Newcomers are" in glance
    assert re.search("expected here: Tea Thu,? 1 Oct 2026", glance)
    assert "should stay private. How that works Answer a few questions" in glance
    assert glance.endswith("Be kind What you can take up 1 task waits for help")
    assert not made.lead
    (html,) = (one.html for one in made.sections)
    assert 'href="../projects/help-wanted/"' in html
    assert 'href="../propose/member/"' in html


@pytest.mark.parametrize("own", [{}, {"content/join.md": "# Come in\n", "content/join.fr.md": "# Entrez\n"}])
def test_newcomers_are_told_what_is_translated_in_their_language_and_the_rest_is_marked(
    tmp_path: Path, own: dict[str, str]
) -> None:
    profile = (
        f"{COMMUNITY}languages: [en, fr, it]\ncontact: ciao@moot.example\nwelcome: {{answers_within: two days}}\n"
        "policies: {code_of_conduct: conduct.md, terms: terms.md}\n"
    )
    files = {
        "content/community.yml": profile,
        "content/community.fr.yml": "welcome: {answers_within: deux jours}\n",
        "content/conduct.md": "# Be kind\n",
        "content/conduct.fr.md": "# Soyons aimables\n",
        "content/terms.md": "# Terms\n",
    }
    made = pages(tmp_path, **files, **own)
    said = {tag: "".join(one.html for one in made[f"{tag}join/"].sections) for tag in ("", "fr/", "it/")}
    assert "within two days." in said[""]
    assert '<a href="../conduct/">Be kind</a> · <a href="../terms/">Terms</a>' in said[""]
    assert "deux jours" in said["fr/"]
    assert "two days" not in said["fr/"]
    rules = '<a href="../../fr/conduct/">Soyons aimables</a> · <a href="../../fr/terms/" lang="en">Terms</a>'
    assert rules in said["fr/"]
    assert '<span lang="en">two days</span>' in said["it/"]
    assert '<a href="../../it/conduct/" lang="en">Be kind</a>' in said["it/"]
    assert made["fr/join/"].title == ("Entrez" if own else "Nous rejoindre")


@pytest.mark.parametrize("path", ["planet/may.md", "discussions/category/lamps.md", "history/2025.md"])
def test_pages_below_lists_are_the_sites_own(tmp_path: Path, path: str) -> None:
    assert "address-taken" in [
        problem.code for problem in found(minimal_hub(tmp_path, **{f"content/{path}": "# Mine\n"}))
    ]


def test_who_is_named_as_answering_must_be_there(tmp_path: Path) -> None:
    welcome = "welcome: {team: doors, members: [ada-rosi], event: meetings}\n"
    files = {"content/community.yml": COMMUNITY + welcome, "content/teams/door.md": TEAM.format(terms="")}
    assert [told(problem)[1:] for problem in found(minimal_hub(tmp_path, **files))] == [
        ("there is no team “doors”", "did you mean “door”?"),
        ("there is no member “ada-rosi”", "did you mean “ada-rossi”?"),
        ("there is no event “meetings”", "did you mean “meeting”?"),
    ]


def test_the_list_of_what_was_says_where_dates_of_series_are_missing(tmp_path: Path) -> None:
    note = "Dates of a series are listed here only where something is told of them."
    series = "---\ntitle: {0}\nkind: chat\nstart: {1}-01-07\nrecurrence: {{rule: FREQ=WEEKLY;COUNT={2}}}\n{3}---\n"
    told = "occurrences: [{date: 2024-01-07, recap: Hot.}]\n"
    events = {
        "events/silent.md": series.format("Silent", 2025, 3, told.replace("2024-01-07", "2025-01-14")),
        "events/told.md": series.format("Told", 2024, 1, told),
    }
    made = pages(tmp_path / "hub", **events)
    assert "3 dates were in the calendar." in words(made["history/2025/"].lead)
    assert {year: note in made[f"events/past/{year}"].lead for year in ("", "2026/", "2025/", "2024/")} == {
        "": True, "2026/": False, "2025/": True, "2024/": False,
    }  # fmt: skip
    alone = pages(
        tmp_path / "alone", **{"events/meeting.md": "", "events/silent.md": series.format("Silent", 2025, 3, "")}
    )
    assert note in alone["events/past/"].lead
    assert "Nothing has taken place" not in alone["events/past/"].lead
    full = pages(tmp_path / "full", **{"events/told.md": events["events/told.md"]})
    assert note not in full["events/past/"].lead


def test_every_page_tells_the_file_that_its_opening_words_are_from(tmp_path: Path) -> None:
    names = ("index", "history/index", "events/index", "join")
    files = {f"content/{name}{ending}.md": "# Words\n" for name in names for ending in ("", ".fr")}
    files |= {
        "content/community.yml": COMMUNITY + "languages: [en, fr, it]\n",
        "content/history/index.fr.md": "# Mots\n",
    }
    made = pages(tmp_path, **files)
    for name, address in zip(names, ("", "history/", "events/", "join/"), strict=True):
        assert made[address].source == made[f"it/{address}"].source == f"content/{name}.md"
        assert made[f"fr/{address}"].source == f"content/{name}.fr.md"
    assert made["fr/history/"].title == "Mots"
    assert made["fr/events/past/"].source == "events/"
