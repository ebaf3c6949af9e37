"""What was taken down: its facts and the reason stand, and no word of it on any page, in any feed, index or file."""

import datetime as dt
import json
from pathlib import Path

import pytest

from folkmoot.build import Request, build
from folkmoot.derive.unpublished import as_published
from folkmoot.load.community import load_community
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
SECRET = "quokka"
"""A word that nothing says but what was taken down."""

_NOTE = "taken_down: {on: 2026-06-03, why: It named <somebody> who did not agree.}"
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n'


def hub(folder: Path, note: str = _NOTE) -> Path:
    """A hub with one of everything that can be taken down, which says the word wherever it can."""
    picture = f"{{file: posters/{SECRET}.svg, alt: A {SECRET}}}"
    told = f"recap: A {SECRET}\n  photos: [{picture}]\n  recordings: [{{label: {SECRET}, url: https://v.example/{SECRET}}}]"
    return minimal_hub(
        folder,
        **{
            "mkdocs.yml": (
                "site_name: Moot\nsite_url: https://moot.example/\ndocs_dir: content\ntheme: {name: material}\n"
                "plugins: [folkmoot]\n"
            ),
            "content/community.yml": "name: Moot\nlanguages: [en, fr]\ntimezone: Europe/Rome\n",
            "content/posts/wicks.md": (
                f"---\ntitle: Wicks\ndate: 2026-06-01\nauthors: [ada-rossi]\ntopics: [{SECRET}]\nsummary: A {SECRET}\n"
                f"picture: {picture}\n{note}\n---\n\nA {SECRET}.\n"
            ),
            "content/posts/wicks.fr.md": f"---\ntitle: Le {SECRET}\n---\n\nUn {SECRET}.\n",
            "events/walk.md": (
                "---\ntitle: Walk\nkind: chat\nstart: 2026-05-03 19:00\nhosts: [ada-rossi]\n"
                f"recurrence: {{rule: FREQ=WEEKLY}}\nonline: https://{SECRET}.example\n"
                f"summary: A {SECRET}\ntopics: [{SECRET}]\n"
                f"occurrences:\n- date: 2026-05-03\n  title: A {SECRET}\n  {told}\n{note}\n---\n\nBring a {SECRET}.\n"
            ),
            "content/projects/house.md": (
                f"---\ntitle: House\nstatus: active\nleads: [ada-rossi]\nsummary: A {SECRET}\ntopics: [{SECRET}]\n"
                f"outcome: A {SECRET}\nlinks: [{{label: {SECRET}, url: https://{SECRET}.example}}]\n"
                f"help_wanted: [{{title: Feed the {SECRET}}}]\n{note}\n---\n\nWood for a {SECRET}.\n"
            ),
            f"content/posters/{SECRET}.svg": _PICTURE,
        },
    )


def saying(site: Path) -> list[str]:
    """The site's files that say the word, by their names or in what they hold."""
    return sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and (SECRET in path.name or SECRET.encode() in path.read_bytes().lower())
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("taken")
    outcome = build(Request(hub(folder / "hub"), folder / "site", NOW))
    assert [one for one in outcome.problems if one.severity == "error"] == []
    return folder / "site"


def test_no_word_of_it_is_anywhere(site: Path, tmp_path: Path) -> None:
    assert saying(site) == []
    # Without the note the same words are found wherever they can be.
    build(Request(hub(tmp_path / "hub", "draft: false"), tmp_path / "site", NOW))
    assert len(saying(tmp_path / "site")) > 30


@pytest.mark.parametrize("path", ["posts/wicks", "events/walk", "projects/house"])
def test_its_page_says_that_it_was_taken_down_and_why(site: Path, path: str) -> None:
    english = (site / path / "index.html").read_text("utf-8")
    assert "Taken down on 3 June 2026:" in english
    assert "It named &lt;somebody&gt; who did not agree." in english
    french = (site / "fr" / path / "index.html").read_text("utf-8")
    assert "Retiré le 3 juin 2026" in french
    assert '<span lang="en">It named &lt;somebody&gt;' in french
    told = json.loads((site / "api/v1" / f"{path}.json").read_text("utf-8"))
    assert told["taken_down"] == {"on": "2026-06-03", "why": "It named <somebody> who did not agree."}
    assert "text_html" not in told


def test_its_facts_stand(tmp_path: Path) -> None:
    written = load_community(hub(tmp_path)).community
    shown = as_published(written, NOW)
    assert shown.posts["wicks"].authors == ("ada-rossi",)
    assert shown.events["walk"].recurrence == written.events["walk"].recurrence
    assert shown.projects["house"].leads == ("ada-rossi",)
    assert shown.unpublished == frozenset()
    # What was read stays as it was: the checks look at all of it.
    assert SECRET in written.posts["wicks"].text


def test_the_picture_of_another_stays(tmp_path: Path) -> None:
    root = hub(tmp_path)
    (root / "content/more.md").write_text(f"# More\n\n![Lamp](posters/{SECRET}.svg)\n", "utf-8")
    shown = as_published(load_community(root).community, NOW)
    assert f"posters/{SECRET}.svg" in shown.files
