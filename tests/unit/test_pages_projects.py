"""Projects: who could help with what, where one could help, the quarters, the partners."""

import datetime as dt
import re
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages import helping
from folkmoot.text import plain, sameness
from support.hubs import COMMUNITY, minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
SHOWN = "consent: {profile: 2025-01-01}\n"


def member(name: str, keys: str = "") -> str:
    return f"name: {name}\njoined: 2024-01-01\n{keys}"


def project(title: str, keys: str = "") -> str:
    return f"---\ntitle: {title}\nstatus: active\n{keys}---\n\nText.\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    found = draft(minimal_hub(root, **files), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def section(page: Page, anchor: str) -> str:
    return next((plain(one.html) for one in page.sections if one.anchor == anchor), "")


WANTED = "help_wanted:\n  - title: Solder it\n    skills: [Soldering, KiCad]\n"


def test_who_has_most_of_what_it_takes_comes_first(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "members/one.yml": member("Ann One", SHOWN + "skills: [soldering]\n"),
            "members/two.yml": member("Zoe Two", SHOWN + "skills: [kicad, SOLDERING]\n"),
            "members/none.yml": member("Nil None", SHOWN + "skills: [cooking]\n"),
            "content/projects/lamp.md": project("Lamp", WANTED),
        },
    )
    said = section(found["projects/lamp/"], "help-wanted")
    assert re.search(r"Who could help:.*Zoe Two.*Ann One", said)
    assert "Nil" not in said


def test_nobody_is_named_without_consent_or_where_they_are_away_hidden_or_in_the_project(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "members/silent.yml": member("Sil Ent", "skills: [soldering]\n"),
            "members/away.yml": member("Away Far", SHOWN + "skills: [soldering]\nstatus: away\n"),
            "members/hid.yml": member("Hid Den", SHOWN + "skills: [soldering]\nvisibility: hidden\n"),
            "members/lead.yml": member("Lea Der", SHOWN + "skills: [soldering]\n"),
            "content/projects/lamp.md": project("Lamp", WANTED + "leads: [lead]\n"),
        },
    )
    assert "Who could help" not in section(found["projects/lamp/"], "help-wanted")


def test_a_finished_project_asks_nobody(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "members/one.yml": member("Ann One", SHOWN + "skills: [soldering]\n"),
            "content/projects/lamp.md": project("Lamp", WANTED).replace("active", "finished"),
        },
    )
    assert "Ann One" not in section(found["projects/lamp/"], "help-wanted")
    assert "Solder it" not in plain(found["projects/help-wanted/"].lead)


def test_many_helpers_are_counted(tmp_path: Path) -> None:
    many = {f"members/m{n}.yml": member(f"Member {n}", SHOWN + "skills: [soldering]\n") for n in range(9)}
    found = pages(tmp_path, **many, **{"content/projects/lamp.md": project("Lamp", WANTED)})
    assert "and 3 more" in section(found["projects/lamp/"], "help-wanted")


def test_words_that_differ_by_a_mark_are_different_skills(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "members/bus.yml": member("Bus Driver", SHOWN + "skills: [バス]\n"),
            "members/path.yml": member("Path Finder", SHOWN + "skills: [パス]\ninterests: [ＢＵＳ]\n"),
            "content/projects/one.md": project("Bus", "help_wanted:\n  - title: Drive it\n    skills: [ﾊﾞｽ]\n"),
            "content/projects/two.md": project("Path", "help_wanted:\n  - title: Find it\n    skills: [パス]\n"),
        },
    )
    assert "Bus Driver" in section(found["projects/one/"], "help-wanted")
    assert "Path Finder" not in section(found["projects/one/"], "help-wanted")
    said = section(found["projects/help-wanted/"], "by-skill")
    assert said.count("Drive it") == said.count("Find it") == 1
    assert re.search(r"Drive it.*(?:バス|パス).*Find it|Find it.*(?:バス|パス|ﾊﾞｽ).*Drive it", said)


def test_of_many_the_best_are_chosen_and_nobody_is_compared_with_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants = "".join(f"  - title: Task {n}\n    skills: [{'wood, iron' if n == 17 else 'wood'}]\n" for n in range(20))
    files = {f"members/m{n:02}.yml": member(f"M {n:02}", SHOWN + "skills: [wood, iron]\n") for n in range(9)}
    files["members/own.yml"] = member("Own", SHOWN + "skills: [wood]\n")
    root = minimal_hub(
        tmp_path, **files, **{"content/projects/lamp.md": project("Lamp", f"leads: [own]\nhelp_wanted:\n{wants}")}
    )
    hub = draft(root, NOW).hub
    assert hub
    canvas = Canvas(hub, "en")
    found = canvas.community.members["m00"]
    assert [task.want.title for task in helping.where_to_help(canvas, found)] == [
        f"Task {n}" for n in (17, 0, 1, 2, 3, 4, 5, 6)
    ]
    assert helping.where_to_help(canvas, canvas.community.members["own"]) == []
    (*_, call) = helping.who_could_help(canvas, canvas.community.projects["lamp"])
    assert ([one.slug for one in call.members], call.more) == ([f"m{n:02}" for n in range(6)], 3)
    asked = 0

    def counted(word: str) -> str:
        nonlocal asked
        asked += 1
        return sameness(word)

    monkeypatch.setattr(helping, "sameness", counted)
    helping.where_to_help(canvas, found)
    # Two words of theirs, and those of the eight tasks that are told, once for skills and once for interests.
    assert asked == 2 + 2 * 9


def test_all_that_waits_for_help_is_listed_by_skill(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "content/projects/lamp.md": project("Lamp", WANTED),
            "content/projects/map.md": project("Map", "help_wanted:\n  - title: Draw it\n    skills: [kicad]\n"),
        },
    )
    said = section(found["projects/help-wanted/"], "by-skill")
    assert re.search(r"KiCad.*Solder it.*Draw it.*Soldering.*Solder it", said)


def test_the_quarters_stand_latest_first(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "content/projects/lamp.md": project("Lamp", "quarter: 2025-Q4\n"),
            "content/projects/map.md": project("Map", "quarter: 2026-Q2\n"),
        },
    )
    assert re.search(r"2026-Q2 Map .*2025-Q4 Lamp", section(found["projects/"], "quarters"))


def test_partners_now_and_then(tmp_path: Path) -> None:
    partners = (
        "partners:\n  - {name: Now Ltd, url: 'https://now.example', since: 2024-01-01}\n"
        "  - {name: Then Ltd, url: 'https://then.example', since: 2020-01-01, until: 2021-01-31}\n"
    )
    found = pages(tmp_path, **{"content/community.yml": f"name: Test Moot\n{partners}"})
    assert "Now Ltd since January 2024" in plain(found["partners/"].lead)
    assert "Then Ltd January 2020 to January 2021" in section(found["partners/"], "former")
    assert "partners/" not in pages(tmp_path / "none")


def test_missing_translations_are_listed(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **{
            "content/community.yml": "name: Test Moot\nlanguages: [en, fr]\nrepository: https://github.com/moot/hub\n",
            "content/about.md": "# About us\n",
            "content/rules.md": "# Rules\n",
            "content/rules.fr.md": "# Règles\n",
            "events/later.md": "---\ntitle: Later\nkind: chat\nstart: 2026-08-01\n---\n",
            "events/plus-tard.md": "---\ntitle: Plus tard\nkind: chat\nstart: 2026-08-01\nlanguage: fr\n---\n",
        },
    )
    page = found["translations/"]
    french, english = section(page, "l-fr"), section(page, "l-en")
    assert "About us write content/about.fr.md" in french
    assert "Later write events/later.fr.md" in french
    assert "Rules" not in french
    assert "Plus tard" not in french
    assert "Plus tard write events/plus-tard.en.md" in english
    assert "About us" not in english
    assert "https://github.com/moot/hub/new/main?filename=content%2Fabout.fr.md" in "".join(
        one.html for one in page.sections
    )


def test_what_was_given_up_is_not_finished(tmp_path: Path) -> None:
    files = {
        f"content/projects/{status}.md": f"---\ntitle: T {status}\nstatus: {status}\n---\n\nText.\n"
        for status in ("finished", "abandoned")
    }
    page = pages(tmp_path, **files)["projects/"]
    assert [(one.title, re.findall(r"T \w+", one.html)) for one in page.sections] == [
        ("Finished", ["T finished"]),
        ("Given up", ["T abandoned"]),
    ]


TASK = re.compile(r"<strong>(Solder it|Draw it|Ask me)</strong>(.*?)</p>", re.DOTALL)


def test_every_list_of_tasks_tells_alike_how_to_take_one_up(tmp_path: Path) -> None:
    wants = (
        "help_wanted:\n  - {title: Solder it, skills: [welding], url: 'https://x.example/1'}\n"
        "  - {title: Draw it, skills: [welding]}\n"
    )
    found = pages(
        tmp_path,
        **{
            "members/ann.yml": member("Ann One", f"skills: [welding]\n{SHOWN}"),
            "content/projects/lamp.md": project("Lamp", f"leads: [ada-rossi]\n{wants}"),
        },
    )
    for address in ("", "join/", "projects/help-wanted/", "projects/lamp/", "members/ann/"):
        page = found[address]
        told = TASK.findall(page.lead + "".join(one.html for one in page.sections))
        assert {title for title, _ in told} == {"Solder it", "Draw it"}, address
        for title, rest in told:
            if title == "Solder it":
                assert '<a href="https://x.example/1" rel="noopener" aria-label="Solder it: Take it up where' in rest
                assert "Ada Rossi" not in rest
            else:
                assert plain(rest).endswith("To take it up, ask: ARAda Rossi"), address
                assert 'members/ada-rossi/"' in rest


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("contact: us@x.example\n", 'To take it up, write to: <a href="mailto:us@x.example">'),
        ("", '<a href="../../join/">To take it up, ask us</a>'),
    ],
)
def test_what_nobody_leads_is_taken_up_with_the_community(tmp_path: Path, contact: str, expected: str) -> None:
    files = {
        "content/community.yml": f"{COMMUNITY}{contact}",
        "members/gone.yml": "name: Gone Girl\njoined: 2024-01-01\nvisibility: hidden\n",
        "content/projects/lamp.md": project("Lamp", f"leads: [gone]\n{WANTED}"),
    }
    said = pages(tmp_path, **files)["projects/lamp/"].sections[0].html
    assert expected in said
    assert "Gone" not in said
