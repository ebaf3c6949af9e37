"""Links in pages that people wrote, as paths between files: they lead to records and lists, in the page's language."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot.build import Mode, Request, build, draft
from folkmoot.render import engine
from folkmoot.render.site_settings import settings
from support.building import SAMPLE_TIME
from support.hubs import ADA, minimal_hub, write

MKDOCS = "site_name: Test Moot\nsite_url: https://moot.example/\ndocs_dir: content\ntheme: {name: material}\n"
PROJECT = "---\ntitle: Bikes\nstatus: active\nlanguage: fr\nformerly: [bici]\n---\n\nWe mend.\n"
LINKS = """# Links

[a]({up}../members/ada-rossi.yml) [b](/members/ada-rossi.yml#work) [c]({up}projects/bikes.md "T")
[d]({up}projects/bici.md)
[e]({up}places/hall.yml) [f]({up}../events/meeting.md?x=1) [g]({up}../events/index.md) [h]({up}../members/)
[i]({up}../content/about.md) [j][ref] [k]({up}../events/meeting.fr.md) ![l]({up}photos/a.svg) [m](#links)
<a class="x" href='{up}../members/ada-rossi.yml'>n</a> <a href="https://x.example/y.md">o</a> `[p](projects/bikes.md)`
[q](mailto:a@b.example) [r](/elsewhere/)

[ref]: {up}about.md
"""
LED = {
    "a": "members/ada-rossi/",
    "b": "members/ada-rossi/#work",
    "c": "projects/bikes/",
    "d": "projects/bikes/",
    "e": "places/hall/",
    "f": "events/meeting/?x=1",
    "g": "events/",
    "h": "members/",
    "i": "about/",
    "j": "about/",
    "k": "events/meeting/",
    "n": "members/ada-rossi/",
}
ELSEWHERE = {"m": "#links", "o": "https://x.example/y.md", "q": "mailto:a@b.example", "r": "/elsewhere/"}
_A = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>([a-z])</a>')


def hub(folder: Path, **more: str) -> Path:
    least = {
        "mkdocs.yml": MKDOCS + "plugins: [folkmoot]\n",
        "content/community.yml": "name: Test Moot\nlanguages: [en, fr]\n",
        "content/about.md": "# About\n",
        "content/links.md": LINKS.format(up=""),
        "content/guides/deep.md": LINKS.format(up="../"),
        "content/projects/bikes.md": PROJECT,
        "content/places/hall.yml": "name: The Hall\naddress: Via Po 1\n",
        "content/photos/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "events/meeting.fr.md": "---\ntitle: Rencontre\n---\n\nBonjour\n",
    }
    return minimal_hub(folder / "hub", **(least | more))


def led(site: Path, address: str) -> dict[str, str]:
    html = (site / address / "index.html").read_text("utf-8").partition("<article")[2]
    found = {words: href for href, words in _A.findall(html)}
    return {words: re.sub(r"^(?:\.\./)+", "/", href) if words in LED else href for words, href in found.items()}


@pytest.mark.parametrize("mode", ["stamped", "staged"])
def test_a_link_between_files_leads_to_the_page_in_the_pages_language(tmp_path: Path, mode: Mode) -> None:
    root = hub(tmp_path)
    outcome = build(Request(root, root / "site", SAMPLE_TIME, mode=mode))
    assert (outcome.problems, outcome.said) == ([], "")
    for address in ("links", "guides/deep"):
        english, french = led(root / "site", address), led(root / "site", f"fr/{address}")
        fixed = {"k": "/fr/events/meeting/"}
        assert english == {words: f"/{to}" for words, to in LED.items()} | ELSEWHERE | fixed
        assert french == {words: f"/fr/{to}" for words, to in LED.items()} | ELSEWHERE
        page = (root / "site" / address / "index.html").read_text("utf-8")
        depth = "../" * (address.count("/") + 1)
        assert f'src="{depth}photos/a.svg"' in page
        assert f'href="{depth}members/ada-rossi/"' in page
        assert "<code>[p](projects/bikes.md)</code>" in page


def test_plain_mkdocs_leads_them_alike_and_warns_of_none(tmp_path: Path) -> None:
    root = hub(tmp_path)
    build(Request(root, tmp_path / "site", SAMPLE_TIME))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1781500000", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert "projects/bikes.md" not in done.stderr
    for address in ("links", "fr/links", "guides/deep", "fr/guides/deep"):
        assert led(root / "site", address) == led(tmp_path / "site", address)


def test_with_pages_in_their_own_languages_alone_a_link_leads_where_the_page_is(tmp_path: Path) -> None:
    profile = "name: Test Moot\nlanguages: [en, fr]\npages_in_every_language: false\n"
    root = hub(tmp_path, **{"content/community.yml": profile})
    build(Request(root, root / "site", SAMPLE_TIME))
    english, french = led(root / "site", "links"), led(root / "site", "fr/links")
    assert english["c"] == french["c"] == "/projects/bikes/"
    assert (english["f"], french["f"]) == ("/events/meeting/?x=1", "/fr/events/meeting/?x=1")
    assert english["a"] == french["a"] == "/members/ada-rossi/"
    for address in (*english.values(), *french.values()):
        if address.startswith("/") and address != "/elsewhere/":
            assert (root / "site" / re.split("[?#]", address)[0].strip("/") / "index.html").is_file()


def test_the_home_page_leads_to_lists_and_records(tmp_path: Path) -> None:
    home = "# Home\n\n[h](../members/) [a](../members/ada-rossi.yml) [i](/content/about.md) [g](events/)\n"
    root = hub(tmp_path, **{"content/index.md": home})
    assert build(Request(root, root / "site", SAMPLE_TIME)).said == ""
    assert led(root / "site", "") == {"h": "members/", "a": "members/ada-rossi/", "i": "about/", "g": "events/"}


def test_nothing_leads_to_members_who_are_hidden(tmp_path: Path) -> None:
    root = hub(tmp_path, **{"members/ada-rossi.yml": f"{ADA}visibility: hidden\n"})
    assert not any(path.startswith("members/") for path in _settings(root).records)


def test_the_engine_is_told_of_those_records_alone_that_pages_name(tmp_path: Path) -> None:
    root = hub(tmp_path)
    write(root, "members/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-31\n")
    assert set(_settings(root).records) == {
        "members/ada-rossi.yml", "content/projects/bikes.md", "content/projects/bici.md", "content/places/hall.yml",
        "events/meeting.md", "events/meeting.fr.md",
    }  # fmt: skip


def _settings(root: Path) -> engine.Settings:
    drafted = draft(root, SAMPLE_TIME)
    assert drafted.hub is not None
    return settings(drafted.hub, drafted.pages)


def test_the_engines_warnings_name_files_as_their_authors_do() -> None:
    said = (
        "WARNING -  Doc file 'p.fr.md' contains a link 'x.md', but the target 'x.md' is not found.\n"
        "WARNING -  Doc file 'p.md' contains a link 'x.md', but the target 'x.md' is not found.\n"
        "WARNING -  Doc file 'a/q.fr.md' contains a link '../../y.md', but the target '../y.md' is not found.\n"
    )
    assert engine._for_the_author(said, {"p.fr.md": "content/p.md"}).split("\n") == [
        "WARNING -  Doc file 'content/p.md' contains a link 'x.md', but the target 'content/x.md' is not found.",
        "WARNING -  Doc file 'content/a/q.fr.md' contains a link '../../y.md', but the target 'y.md' is not found.",
    ]


def test_a_page_that_is_in_the_main_language_alone_is_known_by_its_file(tmp_path: Path) -> None:
    root = hub(tmp_path, **{"content/about.fr.md": "# À propos\n"})
    sources = _settings(root).sources
    assert sources["links.fr.md"] == "content/links.md"
    assert "about.fr.md" not in sources
