"""Projects: who could help with what, where one could help, the quarters, the partners."""

import datetime as dt
import re
from pathlib import Path

from folkmoot.build import draft
from folkmoot.render.page import Page
from folkmoot.text import plain
from support.hubs import minimal_hub

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
