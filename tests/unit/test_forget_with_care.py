"""What forgetting somebody leaves alone, and what it refuses: nothing of others goes, and nothing is overlooked."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.errors import FolkmootError
from folkmoot.model.harvest import SALT, Departure, Entry, SourceState, Work
from folkmoot.model.turnover import token
from folkmoot.publish.amending import remove
from support.hubs import ADA, COMMUNITY, found, minimal_hub
from support.images import picture

DAY = "2026-05-01T08:00:00Z"
QUIN = "name: Quin Oakes\njoined: 2024-03-01\ngithub: QOakes\nformerly: [q-of-old]\nphoto: quin.png\n"
POST = "---\ntitle: Lamps\ndate: 2026-05-03\nauthors: {}\n{}---\n\nWords.\n"
NEWS = Entry("news-example-feed-xml", "1", "https://news.example/1", "News", "All is well.", "Bo", "en", DAY, DAY)
PROFILE = f'{COMMUNITY}archive_dir: archive\nsources:\n  feeds: [{{url: "https://news.example/feed.xml"}}]\n'


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    files = {"content/community.yml": PROFILE, "members/quin-oakes.yml": QUIN, "members/ada-rossi.yml": ADA}
    path = minimal_hub(tmp_path / "hub", **files)
    (path / "content/quin.png").write_bytes(picture())
    return path


def forget(hub: Path, *words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["forget", *words, "--hub", str(hub)])
    assert result.exit_code == code, result.output
    return result


def with_post(hub: Path, authors: str, more: str = "") -> Path:
    place = hub / "content/posts/lamps.md"
    place.parent.mkdir(exist_ok=True)
    place.write_text(POST.format(authors, more))
    return place


def archived(hub: Path, *entries: Entry | Work | Departure | SourceState) -> None:
    from folkmoot.publish.archive import write

    assert write(hub / "archive", entries).unwritten == {}


@pytest.mark.parametrize("broken", ["members/quin-oakes.yml", "content/posts/lamps.md"])
def test_where_a_file_cannot_be_read_nothing_is_forgotten(hub: Path, broken: str) -> None:
    with_post(hub, "quin-oakes" if "posts" in broken else "[quin-oakes]")
    if "members" in broken:
        (hub / broken).write_text(f"{QUIN}no_such_key: 1\n")
    said = forget(hub, "quin-oakes", "--write", code=1)
    assert f"“{broken}” cannot be read, and may tell of somebody" in said.output
    assert "folkmoot check says how" in said.output
    assert (hub / "members/quin-oakes.yml").exists()
    assert not (hub / "members/forgotten").exists()


def test_a_post_to_which_others_gave_something_is_left_to_a_person(hub: Path) -> None:
    place = with_post(hub, "[quin-oakes]", "credits: [{member: ada-rossi, gave: [code]}]\n")
    said = forget(hub, "quin-oakes", "--write", code=1)
    assert "change this yourself" in said.output
    assert "Words." in place.read_text()


def test_a_post_that_is_theirs_alone_goes(hub: Path) -> None:
    place = with_post(hub, "[quin-oakes]", "credits: [{member: quin-oakes, gave: [code]}]\n")
    forget(hub, "quin-oakes", "--write")
    assert not place.exists()


def test_a_former_name_of_their_file_is_cut_as_well(hub: Path) -> None:
    place = with_post(hub, "[q-of-old, ada-rossi]")
    forget(hub, "quin-oakes", "--write")
    assert "authors: [ada-rossi]" in place.read_text()


def test_a_note_between_brackets_is_nobodys_to_cut(hub: Path) -> None:
    place = with_post(hub, "[ada-rossi, # hers\n  quin-oakes]")
    assert "change this yourself" in forget(hub, "quin-oakes", "--write", code=1).output
    assert "# hers" in place.read_text()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/community.yml", f"{PROFILE}logo: quin.png\n"),
        ("content/about.md", "# Us\n\n![the bench](quin.png)\n"),
        ("mkdocs.yml", "site_name: Test\ndocs_dir: content\ntheme: {name: material, logo: quin.png}\n"),
    ],
)
def test_a_picture_that_anything_else_shows_stays(hub: Path, path: str, text: str) -> None:
    (hub / path).write_text(text)
    said = forget(hub, "quin-oakes", "--write")
    assert (hub / "content/quin.png").exists()
    assert f"{path}:" in said.output, "whoever looks after the hub is told"


def test_a_picture_of_theirs_alone_goes(hub: Path) -> None:
    forget(hub, "quin-oakes", "--write")
    assert not (hub / "content/quin.png").exists()


@pytest.mark.parametrize("author", ["Q. Oakes", "Oakes, Q.", "quinoakes", "QuinOakes", "q oakes", "Oakes Quin"])
def test_hashes_know_a_name_in_the_ways_in_which_it_is_written(hub: Path, author: str) -> None:
    forget(hub, "quin-oakes", "--write")
    archived(hub, replace(NEWS, author=author))
    forget(hub, "--collected", "--write")
    (kept,) = (hub / "archive/entries").rglob("*.jsonl")
    assert author not in kept.read_text()
    assert "All is well" in kept.read_text()


@pytest.mark.parametrize("author", ["Quentin Oakes", "Q Marsh", "Oakley", "quinoa"])
def test_hashes_take_nobody_else_for_them(hub: Path, author: str) -> None:
    forget(hub, "quin-oakes", "--write")
    archived(hub, replace(NEWS, author=author))
    forget(hub, "--collected", "--write")
    (kept,) = (hub / "archive/entries").rglob("*.jsonl")
    assert author in kept.read_text()


def test_their_file_stays_until_the_archive_is_cleared(hub: Path) -> None:
    archived(hub, Work("lamp", "W1", "login:qoakes", "QOakes", "2026-05-01", "code", 5, "2026-05-02", "2026-05-03"))
    (place,) = (hub / "archive/work").rglob("*.jsonl")
    whole = place.read_text()
    place.write_text(f"{whole}no json\n")
    forget(hub, "quin-oakes", "--write", code=1)
    assert (hub / "members/quin-oakes.yml").exists()
    place.write_text(whole)
    forget(hub, "quin-oakes", "--write")
    assert not (hub / "members/quin-oakes.yml").exists()
    assert not place.exists() or "QOakes" not in place.read_text()
    shutil.rmtree(hub / "archive")


def test_a_folder_of_the_archive_that_is_a_link_is_told_and_nothing_behind_it_goes(hub: Path, tmp_path: Path) -> None:
    (tmp_path / "aside").mkdir()
    (tmp_path / "aside/2026.jsonl").write_text("mine\n")
    (hub / "archive/entries").mkdir(parents=True)
    (hub / "archive/entries/theirs").symlink_to(tmp_path / "aside")
    said = forget(hub, "quin-oakes", "--write", code=1)
    assert "not done: archive, entries/theirs: this is a link" in said.output
    assert (tmp_path / "aside/2026.jsonl").read_text() == "mine\n"


def test_where_it_cannot_be_read_who_is_forgotten_nothing_is_called_done(hub: Path) -> None:
    forget(hub, "quin-oakes", "--write")
    (mark,) = (hub / "members/forgotten").iterdir()
    whole = mark.read_text()
    mark.write_text(f"{whole}more: 1\n")
    assert "cannot be read" in forget(hub, "--collected", "--write", code=1).output
    mark.write_text(whole)
    forget(hub, "--collected", "--write")


@pytest.mark.parametrize("way", ["a link", "another ending", "a file"])
def test_nobody_switches_forgetting_off_unseen(hub: Path, tmp_path: Path, way: str) -> None:
    forget(hub, "quin-oakes", "--write")
    folder = hub / "members/forgotten"
    (mark,) = folder.iterdir()
    if way == "another ending":
        mark.rename(mark.with_suffix(".yaml"))
    else:
        folder.rename(tmp_path / "aside")
        folder.symlink_to(tmp_path / "aside") if way == "a link" else folder.write_text("x")
    (fault,) = [one for one in found(hub) if one.path.startswith("members/forgotten")]
    assert (fault.code, fault.severity) == ("not-a-file", "error")


def test_a_second_person_shares_the_salt_of_the_first(hub: Path) -> None:
    (hub / "members/bo-ek.yml").write_text("name: Bo Ek\njoined: 2026-01-01\ngithub: boek\n")
    forget(hub, "quin-oakes", "--write")
    forget(hub, "bo-ek", "--write")
    first, second = ((one.read_text()) for one in (hub / "members/forgotten").iterdir())
    assert first != second
    assert [line for line in first.splitlines() if line.startswith("salt")] == [
        line for line in second.splitlines() if line.startswith("salt")
    ]


def test_whoever_has_their_name_or_account_today_is_not_taken_for_them(hub: Path) -> None:
    forget(hub, "quin-oakes", "--write")
    (hub / "members/quin-two.yml").write_text("name: Quin Oakes\njoined: 2026-01-01\ngithub: QOakes\n")
    work = Work("lamp", "W1", "login:qoakes", "QOakes", "2026-05-01", "code", 5, "2026-05-02", "2026-05-03")
    archived(hub, replace(NEWS, author="Quin Oakes"), work)
    forget(hub, "--collected", "--write")
    assert "Quin Oakes" in "".join(one.read_text() for one in (hub / "archive/entries").rglob("*.jsonl"))
    assert "QOakes" in "".join(one.read_text() for one in (hub / "archive/work").rglob("*.jsonl"))


@pytest.mark.parametrize(("who", "login"), [("hash:0011", "QOakes"), ("login:qoakes", ""), ("github:7", "qoakes")])
def test_work_is_theirs_by_login_as_well_as_by_account(hub: Path, who: str, login: str) -> None:
    forget(hub, "quin-oakes", "--write")
    archived(hub, Work("lamp", "W1", who, login, "2026-05-01", "code", 5, "2026-05-02", "2026-05-03"))
    forget(hub, "--collected", "--write")
    assert "W1" not in "".join(one.read_text() for one in (hub / "archive/work").rglob("*.jsonl"))


def test_their_own_feed_is_known_by_its_folder_once_no_file_names_it(hub: Path) -> None:
    (hub / "members/quin-oakes.yml").write_text(f'{QUIN}feeds: [{{url: "https://oaken.example/feed.xml"}}]\n')
    own = replace(NEWS, source="oaken-example-feed-xml", author="")
    archived(hub, own, NEWS)
    forget(hub, "quin-oakes", "--write")
    archived(hub, own)
    forget(hub, "--collected", "--write")
    assert [one.parent.name for one in (hub / "archive/entries").rglob("*.jsonl")] == [NEWS.source]


def test_whoever_is_called_so_is_named_by_their_file(hub: Path) -> None:
    (hub / "members/li-lei.yml").write_text("name: 李雷\njoined: 2026-01-01\n")
    assert "did you mean li-lei?" in forget(hub, "李雷", code=2).output
    (hub / "members/li-two.yml").write_text("name: 李雷\njoined: 2026-01-01\n")
    assert "did you mean" not in forget(hub, "李雷", code=2).output


@pytest.mark.parametrize("name", ["quin-oakes", "q-of-old"])
def test_a_file_called_as_theirs_was_is_told_whatever_it_says(hub: Path, name: str) -> None:
    forget(hub, "quin-oakes", "--write")
    (hub / f"members/{name}.yml").write_text("name: Somebody Else\njoined: 2026-01-01\n")
    assert [one.code for one in found(hub) if one.path == f"members/{name}.yml"] == ["member-forgotten"]


@pytest.mark.parametrize("words", [("quin-oakes",), ("--collected",)], ids=["at once", "by hashes"])
def test_that_they_once_left_is_forgotten_and_that_others_did_is_not(hub: Path, words: tuple[str, ...]) -> None:
    archived(hub, NEWS)
    salt = "0" * 32
    (hub / "archive" / SALT).write_text(f"{salt}\n")
    theirs, others = (
        Departure("members", one, token(slug, salt), "2025-01-01", "2024-01-01", "2026-01-01")
        for one, slug in (("1", "q-of-old"), ("2", "somebody-else"))
    )
    archived(hub, theirs, others)
    if words == ("--collected",):
        forget(hub, "quin-oakes", "--write")
        archived(hub, theirs)
    forget(hub, *words, "--write")
    kept = "".join(one.read_text() for one in (hub / "archive/departures").rglob("*.jsonl"))
    assert theirs.who not in kept
    assert others.who in kept


def test_where_their_feed_was_before_goes_with_it(hub: Path) -> None:
    (hub / "members/quin-oakes.yml").write_text(f'{QUIN}feeds: [{{url: "https://oaken.example/new.xml"}}]\n')
    before = replace(NEWS, source="oaken-example-old-xml", author="")
    moved = SourceState(before.source, "1", DAY, "moved", "", "https://oaken.example/new.xml")
    archived(hub, before, moved, NEWS)
    forget(hub, "quin-oakes", "--write")
    assert [one.parent.name for one in (hub / "archive/entries").rglob("*.jsonl")] == [NEWS.source]
    assert not list((hub / "archive/sources").rglob("*.jsonl"))


def test_a_file_that_somebody_changed_meanwhile_is_not_removed(hub: Path) -> None:
    with pytest.raises(FolkmootError, match=r"members/quin-oakes\.yml"):
        remove(hub, "members/quin-oakes.yml", b"as it was before")
    assert (hub / "members/quin-oakes.yml").exists()


def test_a_link_is_no_text_of_the_hub(hub: Path, tmp_path: Path) -> None:
    (tmp_path / "aside.md").write_text("Quin Oakes was here.\n")
    (hub / "content/beside.md").write_text("# Us\n\nQuin Oakes was here.\n")
    (hub / ".github").mkdir()
    (hub / ".github/aside.md").symlink_to(tmp_path / "aside.md")
    said = forget(hub, "quin-oakes").output
    assert "content/beside.md:3" in said
    assert "aside.md" not in said


def test_nobody_asks_them_for_a_review_any_more(hub: Path) -> None:
    (hub / "content/community.yml").write_text(f"{PROFILE}founders: [ada-rossi]\n")
    team = "---\ntitle: Lights\nmembers:\n  - member: quin-oakes\n    role: lead\n    since: 2024-03-01\n---\n"
    (hub / "content/teams").mkdir()
    (hub / "content/teams/lights.md").write_text(team)
    assert CliRunner().invoke(main, ["owners", "--hub", str(hub), "--write"]).exit_code == 0
    before = (hub / ".github/CODEOWNERS").read_text()
    assert before.count("@QOakes") == 2
    told = forget(hub, "quin-oakes", "--write").output
    assert "change  .github/CODEOWNERS: nobody asks them for a review" in told
    after = (hub / ".github/CODEOWNERS").read_text()
    assert "oakes" not in after.lower()
    assert CliRunner().invoke(main, ["owners", "--hub", str(hub), "--write"]).exit_code == 0
    right = set((hub / ".github/CODEOWNERS").read_text().splitlines())
    assert right <= set(after.splitlines())
    assert "\n* @adarossi\n" in after


def test_owners_that_people_wrote_are_theirs(hub: Path) -> None:
    (hub / ".github").mkdir()
    (hub / ".github/CODEOWNERS").write_text("/members/quin-oakes.yml @QOakes\n")
    told = forget(hub, "quin-oakes", "--write").output
    assert (hub / ".github/CODEOWNERS").read_text() == "/members/quin-oakes.yml @QOakes\n"
    assert ".github/CODEOWNERS" in told


def test_who_alone_maintains_and_welcomes_is_told_to_be_missed(hub: Path) -> None:
    (hub / "content/community.yml").write_text(
        f"{PROFILE}founders: [quin-oakes]\nwelcome: {{members: [quin-oakes], answers_within: two days}}\n"
    )
    told = forget(hub, "quin-oakes").output
    assert "they are the only one who maintains the hub" in told
    assert "they are the only one who welcomes newcomers" in told
    (hub / "content/community.yml").write_text(f"{PROFILE}founders: [quin-oakes, ada-rossi]\n")
    assert "the only one" not in forget(hub, "quin-oakes").output
