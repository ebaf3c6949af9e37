"""Reports of hubs in which very much waits: the most urgent is named, of the rest it is said how much there is."""

import datetime as dt
import json
from pathlib import Path

import pytest

from folkmoot.report import Outcome, Request, report
from support.hubs import minimal_hub, write

pytestmark = pytest.mark.figures

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
PROFILE = """\
name: Test Moot
sources:
  discussions:
    - lantern-club/hub
"""
LONG = "|<b>*_`#1 @all " * 17
"""255 characters, of which many are written as two or three."""
GITHUB = 65_536
"""How many characters an issue or a comment at GitHub holds."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return minimal_hub(
        tmp_path / "hub", **{"content/community.yml": PROFILE, "mkdocs.yml": "site_url: https://m.example/hub\n"}
    )


def ask(root: Path, asked: list[tuple[str, str]]) -> None:
    """Puts questions that nobody answers into the archive: the day and the title of each."""
    told = [
        {
            "id": f"D{number}",
            "number": number,
            "title": title,
            "url": f"https://github.com/lantern-club/hub/discussions/{number}",
            "category": "Q&A",
            "answerable": True,
            "bot": False,
            "author": f"bo-{number}",
            "author_id": 100 + number,
            "published": f"{day}T10:00:00Z",
            "updated": f"{day}T10:00:00Z",
            "closed": "",
            "answered": "",
            "reactions": 0,
            "comments": [],
            "source": "lantern-club-hub",
        }
        for number, (day, title) in enumerate(asked, start=1)
    ]
    for year in sorted({day[:4] for day, _ in asked}):
        lines = [json.dumps(one, sort_keys=True) + "\n" for one in told if str(one["published"]).startswith(year)]
        write(root, f"archive/discussions/lantern-club-hub/{year}.jsonl", "".join(lines))


def reported(root: Path, private: Path | None = None) -> Outcome:
    if private:
        private.mkdir(exist_ok=True)
    outcome = report(Request(root, NOW, "month", private=private))
    assert [one for one in outcome.problems if one.severity == "error"] == []
    return outcome


def test_hundreds_of_questions_fit_into_an_issue_and_the_rest_is_counted(root: Path, tmp_path: Path) -> None:
    days = [str(dt.date(2026, 6, 10) - dt.timedelta(days=number % 40)) for number in range(400)]
    ask(root, [(day, f"{number} {LONG}") for number, day in enumerate(days)])
    outcome = reported(root, tmp_path / "notes")
    public, private = outcome.files["report.md"], outcome.private["report-private.md"]
    assert len(public) < GITHUB
    assert len(private) < GITHUB
    assert "**Questions that nobody has answered yet** (400)" in public
    assert "**Questions that nobody has answered yet** (400)" in private
    assert public.count("https://github.com/lantern-club/hub/discussions/") == 50
    assert "\n- and 350 more\n" in public
    assert "\n- and 390 more\n" in private
    assert "<li>and 350 more</li>" in outcome.files["report.html"]
    assert "<li>and 390 more</li>" in outcome.private["report-private.html"]


def test_questions_of_the_active_days_come_first_and_of_those_the_one_that_waits_longest(root: Path) -> None:
    # The active days are 90: they begin on 17 March.
    titles = {
        "2024-01-01": "Long ago",
        "2026-03-16": "Just before",
        "2026-03-17": "First",
        "2026-05-01": "Next",
        "2026-06-13": "Last",
    }
    ask(root, list(titles.items()))
    text = reported(root).files["report.md"]
    order = sorted(titles.values(), key=lambda title: text.index(f"[{title}]"))
    assert order == ["First", "Next", "Last", "Just before", "Long ago"]


def test_proposals_that_there_is_no_room_for_are_left_out_and_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(root, [("2026-06-10", f"{number} {LONG}") for number in range(30)])
    whole = reported(root, tmp_path / "notes").private["report-private.md"]
    assert "Left out" not in whole
    assert "\nand 10 more\n" in whole.partition("## Say welcome\n")[2].partition("\n## ")[0]
    monkeypatch.setattr("folkmoot.render.reports.markdown.ROOM", 12_000)
    short = reported(root, tmp_path / "notes").private["report-private.md"]
    assert len(short) < 12_000
    assert "## At a glance" in short
    assert "\n## Say welcome\n" not in short
    assert "Left out for want of room: Say welcome" in short


def test_figures_that_nobody_knows_are_named_in_a_sentence_below_the_others(root: Path) -> None:
    outcome = reported(root)
    sentence = "Too few to say, or not known: Answered within 48 hours, "
    assert f"\n{sentence}" in outcome.files["report.md"]
    assert f">{sentence}" in outcome.files["report.html"]
    assert "| Answered within 48 hours |" not in outcome.files["report.md"].partition("## Who takes part")[2]
    known = json.loads(outcome.files["report.json"])["figures"]
    assert "response_within_48_hours" in {one["metric"] for one in known}, "programs get all of them"
