"""Somebody who asks to be forgotten is nowhere: in no file, page, figure or archive, and nothing brings them back."""

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from folkmoot.check.references import named_records
from folkmoot.cli import main
from folkmoot.derive.struck import Struck
from folkmoot.load.archive import load_archive
from folkmoot.load.community import load_community
from folkmoot.model.conversation import Comment, Discussion
from folkmoot.model.harvest import Entry, Work
from folkmoot.refresh import Request, refresh
from support import published
from support.building import built, sample
from support.feed_site import ITEM, RSS, Page, feed_site
from support.hubs import ADA, COMMUNITY, MEETING, found, minimal_hub
from support.images import picture
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
DAY = "2026-05-01T08:00:00Z"
QUIN = """\
name: Quin Oakes
joined: 2024-03-01
github: QOakes
github_id: 584231
accounts: [quin-before]
formerly: [q-of-old]
feeds: [{url: "https://oaken.example/feed.xml"}]
photo: photos/quin.png
bio: Likes lamps.
consent: {profile: 2025-01-01, photo: 2025-01-01, attendance: 2025-01-01, ties: 2025-01-01}
"""
MARKS = (b"quin oakes", b"quin-oakes", b"qoakes", b"584231", b"quin-before", b"q-of-old", b"oaken", b"quin.png")
PROFILE = f"""{COMMUNITY}archive_dir: archive
founders: [ada-rossi, quin-oakes]  # who began
welcome:
  members:
  - quin-oakes
sources:
  feeds: [{{url: "https://news.example/feed.xml"}}]
  discussions: [test/forum]
  repositories: [test/lamp]
"""
EVENT = """\
---
title: Lamps
kind: chat
start: 2026-05-02T19:00
hosts:
- quin-oakes   # who has the key
- ada-rossi
attendees: [quin-oakes, ada-rossi]
speakers:
- member: quin-oakes
  # what about
  talk: Oaken lamps
- name: Somebody Else
credits:
- {member: quin-oakes, gave: [design]}
- member: ada-rossi
  gave: [code]
results:
- award: First
  to: [{member: quin-oakes}]
- award: Second
  to: [{member: quin-oakes}, {name: Somebody Else}]
---

It was bright.
"""
POST = "---\ntitle: {}\ndate: 2026-05-03\nauthors: {}\n---\n\nWords.\n"
FILES = {
    "mkdocs.yml": "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n",
    "content/community.yml": PROFILE,
    "members/quin-oakes.yml": QUIN,
    "members/ada-rossi.yml": f"{ADA}invited_by: quin-oakes\n",
    "content/photos/quin.png": "",
    "events/meeting.md": MEETING.replace("hosts: [ada-rossi]", "hosts: [ quin-oakes ]"),
    "events/lamps.md": EVENT,
    "content/projects/lamp.md": "---\ntitle: Lamp\nsummary: Lit.\nstatus: active\nleads: [quin-oakes]\n---\nA lamp.\n",
    "content/posts/alone.md": POST.format("Alone", "[quin-oakes]"),
    "content/posts/together.md": POST.format("Together", "[quin-oakes, ada-rossi]"),
    "content/teams/board.md": "---\ntitle: Board\nmembers:\n  - member: quin-oakes\n    since: 2025-01-01\n---\nUs.\n",
}
OWN = Entry("oaken-example-feed-xml", "1", "https://oaken.example/1", "Mine", "Me.", "", "en", DAY, DAY)
NEWS = Entry("news-example-feed-xml", "2", "https://news.example/2", "News", "All is well.", "Bo", "en", DAY, DAY)
TITLED = replace(NEWS, id="3", title="An evening with Quin Oakes", url="https://news.example/3")
TOLD = replace(NEWS, id="4", excerpt="Thanks to Quin Oakes.", author="Oakes, Quin", url="https://news.example/4")
ASKED = Discussion(
    "test-forum", "D1", 1, "https://github.com/test/forum/discussions/1", "How?", "Q&A", True, "bo", 5, False,
    DAY, "2026-05-04T08:00:00Z", "", "", 2,
    (
        Comment("C1", "QOakes", 584231, False, "2026-05-04T08:00:00Z", False, ""),
        Comment("C2", "ada", 6, False, "2026-05-03T08:00:00Z", False, ""),
    ),
)  # fmt: skip
BEGUN = replace(
    ASKED, id="D2", number=2, title="Whose?", author="qoakes", author_id=584231, comments=ASKED.comments[1:]
)
WORK = Work("test-lamp-git", "W1", "github:584231", "QOakes", "2026-05-01", "code", 5, "2026-05-02", "2026-05-03")
OTHER = replace(WORK, id="W2", who="github:6", login="adarossi")


def archived(hub: Path, *records: Any) -> None:
    from folkmoot.publish.archive import write

    assert write(hub / "archive", records).unwritten == {}


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    path = minimal_hub(tmp_path / "hub", **FILES)
    (path / "content/photos/quin.png").write_bytes(picture())
    archived(path, OWN, NEWS, TITLED, TOLD, ASKED, BEGUN, WORK, OTHER)
    assert [one for one in found(path) if one.severity == "error"] == []
    return path


def forget(hub: Path, *words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["forget", *words, "--hub", str(hub)])
    assert result.exit_code == code, result.output
    return result


def holding(folder: Path) -> list[str]:
    """The files below a folder in whose name or content there is anything of Quin."""
    return published.holding(folder, MARKS)


def test_nothing_is_changed_until_it_is_asked_for(hub: Path) -> None:
    before = published.contents(hub)
    said = forget(hub, "quin-oakes").output
    assert published.contents(hub) == before
    assert "delete  members/quin-oakes.yml" in said
    assert "Nothing was changed" in said


@pytest.mark.parametrize("who", ["quin-oakes", "@qoakes", "QOakes", "github:584231", "quin-before"])
def test_they_are_in_no_file_of_the_hub_and_no_line_of_the_archive(hub: Path, who: str) -> None:
    forget(hub, who, "--write")
    assert holding(hub) == []
    assert [one for one in found(hub) if one.severity == "error"] == []
    harvest, problems = load_archive(hub / "archive", hub)
    assert problems == []
    assert harvest.work == (OTHER,)
    assert set(harvest.entries) == {NEWS, replace(TOLD, excerpt="", author="")}
    begun, asked = sorted(harvest.discussions, key=lambda one: one.author)
    assert (begun.author, begun.author_id, begun.title) == ("", 0, "Whose?")
    assert [one.author for one in asked.comments] == ["ada"]
    assert asked.updated == "2026-05-03T08:00:00Z"


def test_lines_of_others_stay_as_they_were_written(hub: Path) -> None:
    forget(hub, "quin-oakes", "--write")
    assert (hub / "content/community.yml").read_text() == PROFILE.replace(", quin-oakes]", "]").replace(
        "welcome:\n  members:\n  - quin-oakes\n", ""
    )
    assert (hub / "events/lamps.md").read_text() == EVENT.replace("- quin-oakes   # who has the key\n", "").replace(
        "attendees: [quin-oakes, ", "attendees: ["
    ).replace("- member: quin-oakes\n  # what about\n  talk: Oaken lamps\n", "").replace(
        "- {member: quin-oakes, gave: [design]}\n", ""
    ).replace("- award: First\n  to: [{member: quin-oakes}]\n", "").replace("[{member: quin-oakes}, ", "[")
    assert (hub / "members/ada-rossi.yml").read_text() == ADA
    assert not (hub / "content/posts/alone.md").exists()
    assert "authors: [ada-rossi]" in (hub / "content/posts/together.md").read_text()


def test_the_site_and_the_reports_have_nothing_of_them(hub: Path, tmp_path: Path) -> None:
    built(hub, tmp_path / "before")
    photo = (hub / "content/photos/quin.png").read_bytes()
    assert {"members/quin-oakes/index.html", "api/v1/members/quin-oakes.json"} <= set(holding(tmp_path / "before"))
    forget(hub, "quin-oakes", "--write")
    built(hub, tmp_path / "after")
    assert holding(tmp_path / "after") == []
    assert photo not in published.contents(tmp_path / "after").values()
    (tmp_path / "private").mkdir()
    for words in (["report", "--period", "month"], ["report", "--private", str(tmp_path / "private")]):
        result = CliRunner().invoke(main, [*words, "--hub", str(hub), "--at", "2026-06-15"])
        assert result.exit_code == 0, result.output
        (tmp_path / "said.txt").write_text(result.output)
    assert holding(tmp_path / "private") == []
    assert [one for one in holding(tmp_path) if one.startswith("said")] == []


def test_what_others_did_counts_as_before(hub: Path, tmp_path: Path) -> None:
    forget(hub, "quin-oakes", "--write")
    built(hub, tmp_path / "site")
    told = json.loads((tmp_path / "site/api/v1/members/ada-rossi.json").read_text())
    assert told["name"] == "Ada Rossi"
    assert "Somebody Else" in (tmp_path / "site/events/lamps/index.html").read_text()


def test_nothing_that_is_collected_later_brings_them_back(hub: Path) -> None:
    profile = (hub / "content/community.yml").read_text()
    elsewhere = "  discussions: [test/forum]\n  repositories: [test/lamp]\n"
    date = "Fri, 01 May 2026 08:00:00 GMT"
    items = "".join(ITEM.format(name=name, date=date) for name in ("A talk by Quin Oakes", "News", "By OAKES, Quin"))
    forget(hub, "quin-oakes", "--write")
    with feed_site() as site:
        site.pages["/news.xml"] = Page(RSS.format(title="News", items=items).encode())
        profile = profile.replace("https://news.example/feed.xml", site.url("/news.xml")).replace(elsewhere, "")
        (hub / "content/community.yml").write_text(
            profile.replace(", quin-oakes]", "]").replace("- quin-oakes", "- ada-rossi")
        )
        community = load_community(hub).community
        request = Request(root=hub, community=community, now=NOW, archive=hub / "archive", allow=frozenset({site.host}))
        assert refresh(request).failures == ()
    harvest, _ = load_archive(hub / "archive", hub)
    assert [one.title for one in harvest.entries if one.source not in (NEWS.source, OWN.source)] == ["News"]
    assert holding(hub) == []
    struck = Struck.by(community)
    assert struck.of([WORK, OTHER]) == [OTHER]
    begun, asked = struck.of([BEGUN, ASKED])
    assert (begun.author, begun.author_id, [one.author for one in asked.comments]) == ("", 0, ["ada"])


def test_no_history_tells_that_they_left(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "hub")
    minimal_hub(repository.path, **{key: value for key, value in FILES.items() if key != "content/photos/quin.png"})
    (repository.path / "members/quin-oakes.yml").write_text(QUIN.replace("photo: photos/quin.png\n", ""))
    repository.commit(day="2026-05-01", files={})
    forget(repository.path, "quin-oakes", "--write")
    repository.commit(day="2026-06-01", files={})
    community = load_community(repository.path).community
    request = Request(root=repository.path, community=community, now=NOW, archive=repository.path / "archive")
    refresh(request._replace(only=frozenset({"members"})))
    harvest, _ = load_archive(repository.path / "archive", repository.path)
    assert (harvest.departures, harvest.withheld) == ((), frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "name: Q\njoined: 2026-06-01\ngithub: qoakes\n",
        "name: Q\njoined: 2026-06-01\ngithub_id: 584231\n",
        "name: Q\njoined: 2026-06-01\naccounts: [Quin-Before]\n",
    ],
)
def test_whoever_brings_them_back_is_told_so_and_nobody_is_named(hub: Path, text: str) -> None:
    forget(hub, "quin-oakes", "--write")
    (hub / "members/somebody.yml").write_text(text)
    (problem,) = [one for one in found(hub) if one.severity == "error"]
    assert (problem.code, problem.path) == ("member-forgotten", "members/somebody.yml")
    mark = next((hub / "members/forgotten").iterdir())
    assert f"members/forgotten/{mark.name}" in problem.hint
    assert "akes" not in f"{problem.message} {problem.hint}".lower()
    mark.unlink()
    assert [one for one in found(hub) if one.severity == "error"] == []


def test_doing_it_again_finds_nothing_and_completes_what_was_broken_off(hub: Path) -> None:
    before = {path: (hub / path).read_bytes() for path in ("events/lamps.md", "members/quin-oakes.yml")}
    forget(hub, "quin-oakes", "--write")
    marks = published.contents(hub / "members/forgotten")
    said = forget(hub, "@qoakes").output
    assert "Nothing here tells of them any more." in said
    for path, content in before.items():
        (hub / path).write_bytes(content)
    forget(hub, "quin-oakes", "--write")
    assert holding(hub) == []
    assert published.contents(hub / "members/forgotten") == marks


def test_texts_that_name_them_are_told_and_left_alone(hub: Path) -> None:
    page = "# About\n\nQuin\nOakes began it.\n\nThanks to [Quin Oakes](members/quin-oakes.md) and @qoakes.\n"
    (hub / "content/about.md").write_text(page)
    (hub / ".github").mkdir()
    (hub / ".github/CODEOWNERS").write_text("/members/ @QOakes\n")
    said = forget(hub, "quin-oakes", "--write").output
    assert "  .github/CODEOWNERS:1: /members/ @QOakes" in said
    assert "  content/about.md:6: Thanks to" in said
    assert (hub / "content/about.md").read_text() == page


def test_a_reference_that_is_written_strangely_is_left_to_a_person(hub: Path) -> None:
    before = EVENT.replace("- member: quin-oakes\n  # what", "-  # who?\n  member: quin-oakes\n  # what")
    (hub / "events/lamps.md").write_text(before)
    said = forget(hub, "quin-oakes", "--write", code=1)
    assert "events/lamps.md: speakers.1" in said.output
    after = (hub / "events/lamps.md").read_text()
    assert "-  # who?\n  member: quin-oakes\n  # what about\n  talk: Oaken lamps\n- name: Somebody Else\n" in after
    assert after.count("quin-oakes") == 1


def test_an_account_that_is_no_members_is_forgotten_too(hub: Path) -> None:
    stranger = replace(ASKED, id="D3", number=3, author="Passer-By", author_id=77, comments=())
    archived(hub, stranger)
    forget(hub, "passer-by", "--write")
    harvest, _ = load_archive(hub / "archive", hub)
    assert [one.author for one in harvest.discussions if one.id == "D3"] == [""]
    assert Struck.by(load_community(hub).community).of([stranger]) == [
        replace(stranger, author="", author_id=0, updated=DAY)
    ]


@pytest.mark.parametrize(("who", "hint"), [("quin-oaks", "did you mean quin-oakes?"), ("../x", "name a member's file")])
def test_nobody_of_that_name(hub: Path, who: str, hint: str) -> None:
    said = forget(hub, who, code=2)
    assert hint in said.output


def test_whoever_has_the_same_name_is_not_forgotten_with_them(hub: Path) -> None:
    (hub / "members/quin-two.yml").write_text("name: Quin Oakes\njoined: 2025-01-01\n")
    forget(hub, "quin-oakes", "--write")
    harvest, _ = load_archive(hub / "archive", hub)
    assert TITLED in harvest.entries
    assert Struck.by(load_community(hub).community).of([TITLED]) == [TITLED]


def test_every_reference_to_a_member_is_known(repository: Path, tmp_path: Path) -> None:
    """Whoever is named most in the sample hub is in none of its records afterwards, nor on its site."""
    hub = sample(repository, tmp_path)
    forget(hub, "giulia-onidda", "--write")
    community = load_community(hub).community
    assert "giulia-onidda" not in {slug for _, _, slug, family in named_records(community) if family == "members"}
    built(hub, tmp_path / "site")
    marks = (b"giulia onidda", b"giulia-onidda", b"giulia.example")
    named = [
        path
        for path, content in published.contents(tmp_path / "site").items()
        if any(one in content.lower() for one in marks)
    ]
    assert named == []


def test_a_damaged_file_of_the_archive_is_told_and_left(hub: Path) -> None:
    place = hub / "archive/work/test-lamp-git/2026.jsonl"
    place.write_text(place.read_text() + "no json\n")
    said = forget(hub, "quin-oakes", "--write", code=1)
    assert "not done: archive, test-lamp-git" in said.output
    assert "no json" in place.read_text()
    shutil.rmtree(place.parent)


def test_what_is_told_of_the_change_names_them_no_more(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "hub")
    minimal_hub(repository.path, **{key: value for key, value in FILES.items() if key != "content/photos/quin.png"})
    (repository.path / "members/quin-oakes.yml").write_text(QUIN.replace("photo: photos/quin.png\n", ""))
    repository.commit(day="2026-05-01", files={})
    forget(repository.path, "quin-oakes", "--write")
    for form in ("text", "markdown", "json"):
        result = CliRunner().invoke(main, ["diff", "HEAD", "--hub", str(repository.path), "--format", form])
        assert result.exit_code == 0, result.output
        assert "uin" not in result.output
    told = CliRunner().invoke(main, ["diff", "HEAD", "--hub", str(repository.path)]).output
    assert "A member who is not named here is forgotten, as they asked" in told
    assert "will be shown again" not in told
