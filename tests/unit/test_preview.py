"""The live preview over HTTP: a file is saved, its page follows at once, lists later; mistakes are told in place."""

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from folkmoot.build import Request as BuildRequest
from folkmoot.build import build
from folkmoot.errors import WrongUse
from folkmoot.model.problem import Problem
from folkmoot.preview import Preview, Request
from folkmoot.render import engine
from support.building import files
from support.hubs import ADA, MEETING, minimal_hub, write
from support.shown import NOW, PATIENCE, Got, Shown, comes_true

pytestmark = pytest.mark.figures

SETTINGS = """\
site_name: Test Moot
site_url: https://moot.example/test/
docs_dir: content
theme: {name: material}
plugins: [folkmoot]
"""
FRENCH = "---\ntitle: Première rencontre\n---\n\nApportez une lampe.\n"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """A preview below a path; every test leaves the hub as it found it."""
    root = minimal_hub(
        tmp_path_factory.mktemp("hub"),
        **{
            "mkdocs.yml": SETTINGS,
            "content/community.yml": "name: Test Moot\ntimezone: Europe/Rome\nlanguages: [en, fr]\n",
            "content/about.md": "# About us\n\nWe mend lamps.\n",
            "events/meeting.fr.md": FRENCH,
            "members/hid-den.yml": "name: Hid Den\njoined: 2025-01-01\nvisibility: hidden\n",
        },
    )
    running = Shown(root, tmp_path_factory.mktemp("workshop"))
    try:
        running.settles()
        yield running
    finally:
        running.end()


@pytest.fixture(autouse=True)
def _as_it_was(shown: Shown) -> Iterator[None]:
    """Whatever a failed test leaves behind is taken back, so that it fails alone."""
    before = files(shown.root)
    yield
    for path in files(shown.root).keys() - before.keys():
        (shown.root / path).unlink()
    for path, content in before.items():
        if not (shown.root / path).is_file() or (shown.root / path).read_bytes() != content:
            write(shown.root, path, content)


def test_every_page_is_the_one_that_a_build_makes(shown: Shown, tmp_path: Path) -> None:
    shown.settles()
    outcome = build(BuildRequest(shown.root, tmp_path / "site", NOW))
    assert not outcome.problems
    built = files(tmp_path / "site")
    assert "fr/events/meeting/index.html" in built
    for path, content in built.items():
        if path == ".folkmoot-site":
            continue
        found = shown.get(path)
        assert found.status == 200, path
        if path.endswith(".html"):
            text = re.sub(r'<script src="/test/_folkmoot/reload\.js"[^>]*></script>', "", found.text)
            assert text != found.text or 'http-equiv="refresh"' in text, path
            assert text == content.decode(), path
        elif path.endswith((".ics", ".xml", ".json", ".css", ".txt", ".js")):
            assert found.text == content.decode("utf-8", "replace"), path


def test_an_edited_member_is_shown_and_lists_follow(shown: Shown) -> None:
    write(shown.root, "members/ada-rossi.yml", ADA.replace("Ada Rossi", "Ada Verdi"))
    shown.says("members/ada-rossi/", '<h1 lang="en">Ada Verdi</h1>')
    assert "Ada Verdi" in shown.get("events/meeting/").text
    late = shown.get("members/").text
    assert ("Lists and search are being brought up to date." in late) != ("Ada Verdi" in late)
    shown.says("members/", "Ada Verdi")
    assert "brought up to date" not in shown.get("events/meeting/").text
    write(shown.root, "members/ada-rossi.yml", ADA)
    shown.says("members/ada-rossi/", '<h1 lang="en">Ada Rossi</h1>')


def test_an_edited_event_moves_in_the_calendar(shown: Shown) -> None:
    shown.settles()
    write(shown.root, "events/meeting.md", MEETING.replace("2026-05-14 19:00", "2026-09-23 18:30"))
    shown.says("events/meeting/", 'datetime="2026-09-23')
    shown.waits("events/meeting.ics", lambda found: "20260923T183000" in found.text)
    write(shown.root, "events/meeting.md", MEETING)
    shown.says("events/meeting/", 'datetime="2026-05-14')


def test_a_translation_is_edited_removed_and_added(shown: Shown) -> None:
    write(shown.root, "events/meeting.fr.md", FRENCH.replace("Première", "Toute première"))
    shown.says("fr/events/meeting/", '<h1 lang="fr">Toute première rencontre</h1>')
    assert "First meeting" in shown.get("events/meeting/").text
    (shown.root / "events/meeting.fr.md").unlink()
    shown.says("fr/events/meeting/", '<h1 lang="en">First meeting</h1>')
    write(shown.root, "events/meeting.fr.md", FRENCH)
    shown.says("fr/events/meeting/", '<h1 lang="fr">Première rencontre</h1>')


def test_a_language_is_added(shown: Shown) -> None:
    profile = (shown.root / "content/community.yml").read_text("utf-8")
    write(shown.root, "content/community.yml", profile.replace("[en, fr]", "[en, fr, it]"))
    seen = set()

    def is_there(found: Got) -> bool:
        seen.add(found.status)
        return found.status == 200

    shown.waits("it/members/ada-rossi/", is_there)
    assert seen <= {404, 503, 200}
    write(shown.root, "content/community.yml", profile)
    shown.waits("it/members/ada-rossi/", lambda found: found.status == 404)
    shown.settles()


def test_an_edited_page_of_peoples_own_goes_through_the_engine(shown: Shown) -> None:
    write(shown.root, "content/about.md", "# About us\n\nWe mend *everything*.\n")
    shown.says("about/", "We mend <em>everything</em>.")
    write(shown.root, "content/index.md", "# Test Moot\n\nCome **in**.\n")
    shown.says("", "Come <strong>in</strong>.")
    write(shown.root, "content/about.md", "# About us\n\nWe mend lamps.\n")
    write(shown.root, "content/index.md", "# Test Moot\n\nWelcome.\n")
    shown.says("about/", "We mend lamps.")
    shown.says("", "Welcome.")


def test_a_mistake_is_told_above_the_last_good_version(shown: Shown) -> None:
    shown.settles()
    before = len(shown.problems)
    write(shown.root, "members/ada-rossi.yml", ADA + "nonsense: <b>1\n")
    told = shown.says("members/ada-rossi/", 'role="alert"').text
    assert "there is no key “nonsense” here" in told
    assert "members/ada-rossi.yml:4" in told
    assert "<b>1" not in told
    assert '<h1 lang="en">Ada Rossi</h1>' in told
    assert [problem.code for problem in shown.problems[before]] == ["unknown-key"]
    assert "when these errors are mended" in shown.get("members/").text
    write(shown.root, "events/meeting.md", MEETING.replace("First meeting", "Second meeting"))
    shown.says("events/meeting/", '<h1 lang="en">Second meeting</h1>')
    write(shown.root, "events/meeting.md", MEETING)
    write(shown.root, "members/ada-rossi.yml", ADA)
    shown.waits("members/ada-rossi/", lambda found: 'role="alert"' not in found.text)
    assert shown.said[-1] == "No errors any more."


def test_what_a_rule_refuses_never_reaches_a_page(shown: Shown) -> None:
    bad = MEETING.replace("kind: meeting", "kind: meeting\ntimezone: Europe/Nowhere\nrecurrence: {rule: FREQ=NEVER}")
    write(shown.root, "events/meeting.md", bad)
    told = shown.says("events/meeting/", "Europe/Nowhere")
    assert told.status == 200
    assert 'role="alert"' in told.text
    assert '<h1 lang="en">First meeting</h1>' in told.text
    write(shown.root, "events/meeting.md", MEETING)
    shown.waits("events/meeting/", lambda found: 'role="alert"' not in found.text)


def test_a_file_is_added_renamed_and_deleted(shown: Shown) -> None:
    assert shown.get("members/bo-ek/").status == 404
    write(shown.root, "members/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-31\n")
    shown.says("members/bo-ek/", '<h1 lang="en">Bo Ek</h1>')
    (shown.root / "members/bo-ek.yml").rename(shown.root / "members/bo-ekman.yml")
    shown.says("members/bo-ekman/", '<h1 lang="en">Bo Ek</h1>')
    gone = shown.waits("members/bo-ek/", lambda found: found.status == 404)
    assert "md-header" in gone.text
    (shown.root / "members/bo-ekman.yml").unlink()
    shown.waits("members/bo-ekman/", lambda found: found.status == 404)
    shown.settles()
    assert "Bo Ek" not in shown.get("members/").text


def test_a_misnamed_file_is_told_and_nothing_else_changes(shown: Shown) -> None:
    write(shown.root, "members/Bo Ek.yml", "name: Bo Ek\njoined: 2025-01-31\n")
    shown.says("members/ada-rossi/", "call it bo-ek.yml")
    (shown.root / "members/Bo Ek.yml").unlink()
    shown.waits("members/ada-rossi/", lambda found: 'role="alert"' not in found.text)


def test_facts_of_the_community_and_pictures_are_read_again(shown: Shown) -> None:
    profile = (shown.root / "content/community.yml").read_text("utf-8")
    write(shown.root, "content/community.yml", profile.replace("Test Moot", "Best Moot"))
    shown.says("about/", "Best Moot")
    write(shown.root, "content/community.yml", profile)
    write(shown.root, "content/notes/note.txt", "A note.")
    assert shown.says("notes/note.txt", "A note.").kind == "text/plain"
    (shown.root / "content/notes/note.txt").unlink()
    shown.waits("notes/note.txt", lambda found: found.status == 404)
    shown.says("about/", "Test Moot")


def test_the_communitys_words_in_another_language_are_read_again(shown: Shown) -> None:
    profile = (shown.root / "content/community.yml").read_text("utf-8")
    write(shown.root, "content/community.yml", f"{profile}notice: Closed in August\n")
    shown.says("fr/about/", '<span lang="en">Closed in August</span>')
    write(shown.root, "content/community.fr.yml", "notice: Fermé en août\n")
    shown.says("fr/about/", "Fermé en août")
    write(shown.root, "content/community.fr.yml", "name: Nous\nnotice: Ouvert\n")
    assert "Fermé en août" in shown.says("fr/about/", "there is no key").text
    (shown.root / "content/community.fr.yml").unlink()
    shown.says("fr/about/", '<span lang="en">Closed in August</span>')
    write(shown.root, "content/community.yml", profile)
    shown.waits("fr/about/", lambda found: "Closed in August" not in found.text)


def test_hidden_members_have_no_page(shown: Shown) -> None:
    found = shown.get("members/hid-den/")
    assert found.status == 404
    assert "Hid Den" not in found.text


@pytest.mark.parametrize(
    "path",
    [
        "../members/ada-rossi.yml", "..%2fmembers/ada-rossi.yml", "%2e%2e/mkdocs.yml", "assets/../../mkdocs.yml",
        "//etc/passwd", "%2fetc%2fpasswd", "assets/..%5c..%5cmkdocs.yml", "community.yml", "_folkmoot/../../x", "a%00b",
        "members/fmshell-en/", "members/fmshell-en/index.html", ".folkmoot-site/x", "about.md",
    ],
)  # fmt: skip
def test_nothing_but_the_site_is_served(shown: Shown, path: str) -> None:
    found = shown.get(path)
    assert found.status in (302, 404)
    assert "joined:" not in found.text
    assert "fmxslot" not in found.text
    assert "root:" not in found.text


def test_the_site_is_below_its_path(shown: Shown) -> None:
    assert shown.get("", prefix="/") == Got(302, "text/plain", "", "/test/")
    assert shown.get("members/", prefix="/").status == 404
    assert shown.get("members") == Got(302, "text/plain", "", "/test/members/")
    assert shown.get("members/ada-rossi").location == "/test/members/ada-rossi/"


def test_a_browser_is_told_when_its_page_says_something_else_and_not_before(shown: Shown) -> None:
    shown.settles()
    page = shown.get("members/ada-rossi/").text
    seen = re.search(r'data-page="members/ada-rossi/" data-seen="(\w+)"', page)
    assert seen
    question = f"_folkmoot/changed?page=members/ada-rossi/&seen={seen[1]}"
    answers: list[Got] = []
    asking = threading.Thread(target=lambda: answers.append(shown.get(question)))
    asking.start()
    write(shown.root, "events/meeting.fr.md", FRENCH.replace("lampe", "torche"))
    shown.says("fr/events/meeting/", "torche")
    assert not answers
    write(shown.root, "members/ada-rossi.yml", ADA.replace("Ada Rossi", "Ada Bianchi"))
    asking.join(PATIENCE)
    assert json.loads(answers[0].text) == {"changed": True}
    assert "location.reload" in shown.get("_folkmoot/reload.js").text
    write(shown.root, "members/ada-rossi.yml", ADA)
    write(shown.root, "events/meeting.fr.md", FRENCH)
    shown.says("members/ada-rossi/", '<h1 lang="en">Ada Rossi</h1>')
    shown.says("fr/events/meeting/", "lampe")


def test_lists_that_come_while_the_engine_is_busy_get_their_frames(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, run = shown.preview, engine.run
    shown.settles()
    comes_true(lambda: preview._child is None)
    before = preview._listed

    def slow(*arguments: Any) -> engine.Rendered:
        comes_true(lambda: preview._listed != before)
        return run(*arguments)

    monkeypatch.setattr(engine, "run", slow)
    write(shown.root, "members/ada-rossi.yml", ADA.replace("Ada Rossi", "Ada Bianchi"))
    comes_true(lambda: preview._child is not None)
    about = (shown.root / "content/about.md").read_text("utf-8")
    write(shown.root, "content/about.md", about.replace("lamps", "torches"))
    shown.says("members/", "Ada Bianchi")
    shown.settles()
    write(shown.root, "content/about.md", about)
    write(shown.root, "members/ada-rossi.yml", ADA)
    shown.says("members/ada-rossi/", '<h1 lang="en">Ada Rossi</h1>')
    shown.says("about/", "lamps")


def test_a_taken_port_is_told_plainly(shown: Shown, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=f"cannot listen on 127.0.0.1, port {shown.port}"):
        Preview(Request(shown.root, "127.0.0.1", shown.port, lambda: NOW), tmp_path, print, print)


def test_what_is_wrong_from_the_start_is_told_and_nothing_is_shown(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": SETTINGS, "members/ada-rossi.yml": "name: Ada\n"})
    told: list[list[Problem]] = []
    preview = Preview(Request(root, "127.0.0.1", 0, lambda: NOW), tmp_path / "workshop", told.append, print)
    assert preview.run() is False
    assert "key-missing" in {problem.code for problem in told[0]}
