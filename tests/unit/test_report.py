"""`folkmoot report`: what happened in a period, what changed, and what needs a hand, worked out by hand."""

import datetime as dt
import json
from pathlib import Path

import pytest

from folkmoot.errors import WrongUse
from folkmoot.model.period import PeriodKind
from folkmoot.report import Request, report
from support.hubs import MEETING, minimal_hub, write

pytestmark = pytest.mark.figures

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
PROFILE = """\
name: Test Moot
timezone: Europe/Rome
languages: [en, fr]
sources:
  discussions:
    - lantern-club/hub
"""
MEMBER = "name: {}\njoined: {}\n"
HELD = "---\ntitle: {}\nkind: meeting\nstart: {}\nhosts: [ada-rossi]\n{}---\n"


def discussion(number: int, title: str, published: str, **fields: object) -> dict[str, object]:
    told = {"id": f"D{number}", "number": number, "title": title, "published": published, "category": "Q&A"}
    usual = {"url": f"https://github.com/lantern-club/hub/discussions/{number}", "answerable": True, "bot": False}
    said = {
        "author": "bo",
        "author_id": 7,
        "updated": published,
        "closed": "",
        "answered": "",
        "reactions": 0,
        "comments": [],
    }
    return told | usual | said | {"source": "lantern-club-hub"} | fields


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return minimal_hub(
        tmp_path / "hub", **{"content/community.yml": PROFILE, "mkdocs.yml": "site_url: https://m.example/hub\n"}
    )


def markdown(
    root: Path, kind: PeriodKind = "month", scope: str = "", language: str = "", now: dt.datetime = NOW
) -> str:
    outcome = report(Request(root, now, kind, scope=scope, language=language))
    assert [one for one in outcome.problems if one.severity == "error"] == []
    return outcome.files["report.md"]


def part(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one."""
    found = text.split(f"## {heading}\n")[1:]
    assert found, text
    return found[0].partition("\n## ")[0]


def test_what_happened_in_the_period_is_named_and_nothing_else(root: Path) -> None:
    for slug, day in (
        ("before", "2026-04-30"),
        ("first", "2026-05-01"),
        ("last", "2026-05-31"),
        ("after", "2026-06-01"),
    ):
        write(root, f"events/{slug}.md", HELD.format(f"Evening {slug}", day, "recap: Fine.\n"))
        write(
            root,
            f"content/posts/{slug}.md",
            f"---\ntitle: Post {slug}\ndate: {day}\nauthors: [ada-rossi]\n---\nWords.\n",
        )
        write(root, f"members/bo-{slug}.yml", MEMBER.format(f"Bo {slug.title()}", day))
    happened = part(markdown(root), "What happened")
    assert "- [Evening first](https://m.example/hub/events/first/) – 1 May 2026\n" in happened
    assert "- [Post last](https://m.example/hub/posts/last/) – 31 May 2026\n" in happened
    assert "- [Bo First](https://m.example/hub/members/bo-first/) – 1 May 2026\n- [Bo Last]" in happened
    assert "before" not in happened.lower()
    assert "after" not in happened.lower()
    assert "**Events held** (3)" in happened  # with the minimal hub's own


def test_who_is_not_on_the_site_is_not_in_the_report(root: Path) -> None:
    write(root, "members/bo-ek.yml", MEMBER.format("Bo Ek", "2026-05-04") + "visibility: hidden\n")
    write(root, "members/cy-ek.yml", MEMBER.format("Cy Ek", "2026-05-04"))
    text = markdown(root)
    assert "Cy Ek" in text
    assert "Bo Ek" not in text
    assert "**New members** (1)" in text


def test_a_change_is_told_beside_the_figure_before(root: Path) -> None:
    for number, day in enumerate(("2026-04-02", "2026-05-02", "2026-05-03")):
        write(root, f"members/bo-{number}.yml", MEMBER.format(f"Bo {number}", day))
    lines = markdown(root).splitlines()
    assert "| Joining and leaving: who joined | 2 | 1 | +1 |  |" in lines
    lines = markdown(root, "quarter").splitlines()
    assert "|  | 1st quarter 2026 | 4th quarter 2025 | Change | How sure it is |" in lines
    assert "| Joining and leaving: who joined | 0 | 0 | as before |  |" in lines
    week = markdown(root, "week", now=dt.datetime(2026, 5, 5, 12, tzinfo=dt.UTC))
    assert "From 27 April 2026 to 3 May 2026" in week
    assert "| Joining and leaving: who joined | 2 | 0 | +2 |  |" in week


def test_what_needs_a_hand_is_told_until_somebody_sees_to_it(root: Path) -> None:
    needs = part(markdown(root), "What needs a hand")
    assert "**No meetup is planned**" in needs
    assert "**There is no joint project this quarter**" in needs
    write(root, "events/next.md", HELD.format("Next", "2026-06-15", ""))
    write(root, "content/projects/lamp.md", "---\ntitle: Lamp\nstatus: active\nquarter: 2026-Q2\n---\n")
    assert "planned" not in (needs := part(markdown(root), "What needs a hand"))
    assert "joint project" not in needs
    write(root, "events/next.md", HELD.format("Next", "2026-06-15", "status: cancelled\n"))
    write(root, "content/projects/lamp.md", "---\ntitle: Lamp\nstatus: active\nstarted: 2026-03-31\n---\n")
    assert "planned" in (needs := part(markdown(root), "What needs a hand"))
    assert "joint project" in needs


@pytest.mark.parametrize(
    ("day", "recap", "is_told"),
    [
        ("2026-06-08", "", True),
        ("2026-06-09", "", False),
        ("2026-04-16", "", True),
        ("2026-04-15", "", False),
        ("2026-06-08", "recap: Fine.\n", False),
    ],
)
def test_a_recap_is_asked_for_from_a_week_to_two_months_later(root: Path, day: str, recap: str, is_told: bool) -> None:
    write(root, "events/meeting.md", HELD.format("Lamps", day, recap))
    assert ("Lamps" in part(markdown(root), "What needs a hand")) is is_told


def test_questions_wait_for_an_answer_of_somebody_else(root: Path) -> None:
    comment = {"id": "C1", "author": "cy", "author_id": 8, "bot": False, "created": "2026-05-02T10:00:00Z"}
    comment |= {"answer": False, "reply_to": "", "reactions": 0}
    own = comment | {"author": "bo", "author_id": 7}
    asked = [
        discussion(1, "Old one", "2026-05-01T10:00:00Z", comments=[own]),
        discussion(2, "Just asked", "2026-06-14T10:00:00Z"),
        discussion(3, "Responded", "2026-05-01T10:00:00Z", comments=[comment]),
        discussion(4, "Announced", "2026-05-01T10:00:00Z", answerable=False),
        discussion(5, "Closed", "2026-05-01T10:00:00Z", closed="2026-05-03T10:00:00Z"),
        discussion(7, "Of Di", "2026-05-01T10:00:00Z", author="di", author_id=9),
        discussion(6, "[x](https://evil.example) | @ada <b> #1", "2026-06-13T10:00:00Z"),
    ]
    write(root, "members/di-ek.yml", MEMBER.format("Di Ek", "2026-05-04") + "github: di\nvisibility: hidden\n")
    lines = "".join(json.dumps(one, sort_keys=True) + "\n" for one in asked)
    write(root, "archive/discussions/lantern-club-hub/2026.jsonl", lines)
    needs = part(markdown(root), "What needs a hand")
    assert "**Questions that nobody has answered yet** (2)" in needs
    assert "- [Old one](https://github.com/lantern-club/hub/discussions/1) – 1 May 2026\n" in needs
    assert "`[x](https://evil.example) | @ada <b> #1`" in needs
    assert not any(words in needs for words in ("Just asked", "Responded", "Announced", "Closed", "Of Di"))


def test_questions_that_name_somebody_hidden_are_not_told_and_long_ones_in_short(root: Path) -> None:
    write(root, "members/di-ek.yml", MEMBER.format("Zora Quill", "2026-05-04") + "github: zoraq\nvisibility: hidden\n")
    told = [
        discussion(1, "Where is Zora Quill?", "2026-06-01T10:00:00Z"),
        discussion(2, "Ask @zoraq about lamps", "2026-06-01T10:00:00Z"),
        discussion(3, "word " * 20_000, "2026-06-01T10:00:00Z", url="https://github.com/" + "x" * 90_000),
        discussion(4, "Who mends lamps?", "2026-06-01T10:00:00Z"),
    ]
    write(root, "archive/discussions/lantern-club-hub/2026.jsonl", "".join(f"{json.dumps(one)}\n" for one in told))
    outcome = report(Request(root, NOW, "month"))
    for text in outcome.files.values():
        assert "Zora" not in text
        assert "zoraq" not in text
        assert "Who mends lamps?" in text
    needed = part(outcome.files["report.md"], "What needs a hand")
    assert "word…" in needed
    assert len(needed) < 1_000


def test_when_somebody_joined_is_told_of_those_alone_who_want_more_than_their_name_shown(root: Path) -> None:
    write(root, "members/bo-ek.yml", MEMBER.format("Bo Ek", "2026-05-04") + "visibility: name\n")
    write(root, "members/cy-ek.yml", MEMBER.format("Cy Ek", "2026-05-04"))
    outcome = report(Request(root, NOW, "month"))
    happened = part(outcome.files["report.md"], "What happened")
    assert "Cy Ek](https://m.example/hub/members/cy-ek/) – 4 May 2026\n" in happened
    assert "Bo Ek](https://m.example/hub/members/bo-ek/)\n" in happened
    joined = next(one for one in json.loads(outcome.files["report.json"])["happened"] if one["kind"] == "joined")
    assert [one.get("day") for one in joined["items"]] == [None, "2026-05-04"]


def test_a_scope_has_a_report_of_its_own(root: Path) -> None:
    write(root, "content/projects/lamp.md", "---\ntitle: The lamp\nstatus: active\n---\n")
    write(root, "events/with.md", HELD.format("With it", "2026-05-05", "project: lamp\n"))
    write(root, "events/without.md", HELD.format("Without it", "2026-05-06", ""))
    text = markdown(root, scope="project/lamp")
    assert text.startswith("# The lamp: May 2026\n")
    assert "With it" in part(text, "What happened")
    assert "Without it" not in text
    assert "No meetup is planned" not in text
    assert "What could not be collected" not in text
    assert "**For the first time with it** (1)\n\n- [Ada Rossi]" in text


@pytest.mark.parametrize(
    ("scope", "hint"),
    [
        ("project/lmap", "did you mean project/lamp? else choose one of language/en, language/fr, project/lamp"),
        ("x", "choose one of language/en, language/fr, project/lamp"),
    ],
)
def test_an_unknown_scope_is_refused_with_what_is_there(root: Path, scope: str, hint: str) -> None:
    write(root, "content/projects/lamp.md", "---\ntitle: The lamp\nstatus: active\n---\n")
    with pytest.raises(WrongUse, match="nothing to tell of") as refused:
        markdown(root, scope=scope)
    assert refused.value.hint == hint


def test_it_speaks_one_of_the_hubs_languages(root: Path) -> None:
    assert "mai 2026" in markdown(root, language="fr").splitlines()[0]
    with pytest.raises(WrongUse, match="no pages in “it”"):
        markdown(root, language="it")


def test_a_hub_with_errors_has_no_report(root: Path) -> None:
    write(root, "events/meeting.md", MEETING.replace("kind: meeting", "kind: nonsense"))
    outcome = report(Request(root, NOW, "month"))
    assert outcome.files == {}
    assert outcome.problems != []


def test_a_report_that_is_too_long_for_a_comment_says_what_it_leaves_out(root: Path) -> None:
    words = "lantern " * 90
    header = f"-- definition: {words}\n-- unit: lamps\n-- source: ours\n-- group: "
    for number in range(120):
        sql = "SELECT period, 'all' AS series, 1.0 AS value, 2 AS n FROM periods ORDER BY period"
        write(root, f"metrics/lamps_{number}.sql", f"-- title: Lamps {number}\n{header}ties\n{sql}")
    text = markdown(root)
    assert len(text) < 60_000
    assert "## At a glance" in text
    assert "| Lamps 119 (lamps) | 1 | 1 | as before | from 2 only |" in text
    assert text.endswith("\nLeft out for want of room: What is counted, and how.\n")
