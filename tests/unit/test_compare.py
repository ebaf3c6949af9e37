"""What a change says, read from real repositories: only what differs, and what cannot be read is told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from folkmoot import git
from folkmoot.cli.diff import diff
from folkmoot.contribute.compare import compare
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.records import record_of
from folkmoot.render.changes.sentences import Sentences
from support.hubs import ADA, COMMUNITY, MEETING, minimal_hub
from support.repositories import Repository

BO = "name: Bo Ek\njoined: 2025-01-31\n"


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    """A hub in a repository, as it was."""
    repository = Repository(tmp_path / "hub")
    minimal_hub(repository.path, **{"members/bo-ek.yml": BO, "README.md": "Read me.\n"})
    repository.commit()
    return repository


def told(root: Path, base: str = "HEAD") -> list[str]:
    return [Sentences("en", str).of(one) for one in compare(root, base).changes]


def edit(hub: Repository, path: str, *changes: tuple[str, str]) -> None:
    text = (hub.path / path).read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (hub.path / path).write_text(text, "utf-8")


def test_nothing_is_told_of_what_is_not_the_communitys(hub: Repository) -> None:
    edit(hub, "README.md", ("Read", "Reread"))
    (hub.path / "generator.py").write_text("pass\n")
    (hub.path / "events/.gitkeep").write_text("")
    assert told(hub.path) == []


def test_changes_are_told_committed_or_not(hub: Repository) -> None:
    base = hub.git("rev-parse", "HEAD").strip()
    hub.commit(files={"members/cy-wu.yml": "name: Cy Wu\njoined: 2026-01-31\n"})
    edit(hub, "events/meeting.md", ("19:00", "19:30"), ("ada-rossi", "bo-ek"))
    hub.git("add", "--all")
    (hub.path / "members/ada-rossi.yml").unlink()
    (hub.path / "mkdocs.yml").write_text("site_name: Moot\n")
    assert told(hub.path, base) == [
        "Cy Wu joins, as a member since 31 January 2026",
        "Ada Rossi leaves, and the file about them is removed",
        "moves “First meeting” from 19:00 to 19:30",
        "adds Bo Ek to the hosts of “First meeting”",
        "removes Ada Rossi from the hosts of “First meeting”",
        "adds the file mkdocs.yml",
    ]


def test_what_others_did_in_the_base_is_no_part_of_the_change(hub: Repository) -> None:
    hub.git("switch", "--quiet", "--create", "mine")
    hub.commit(files={"members/cy-wu.yml": "name: Cy Wu\njoined: 2026-01-31\n"})
    hub.git("switch", "--quiet", "main")
    hub.commit(files={"members/bo-ek.yml": BO.replace("Bo Ek", "Bo Ekman")})
    hub.git("switch", "--quiet", "mine")
    assert told(hub.path, "main") == ["Cy Wu joins, as a member since 31 January 2026"]


def test_only_what_differs_and_what_it_names_is_read(hub: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    people = {f"members/m{number}.yml": f"name: M {number}\njoined: 2025-01-31\n" for number in range(50)}
    hub.commit(files=people)
    edit(hub, "events/meeting.md", ("ada-rossi", "m7"))
    read: list[str] = []

    def noted(root: Path, path: Path, *others: object) -> object:
        read.append(path.relative_to(root).as_posix())
        return record_of(root, path, *others)  # type: ignore[arg-type]

    for module in ("community", "family_files"):
        monkeypatch.setattr(f"folkmoot.load.{module}.record_of", noted)
    assert told(hub.path) == [
        "adds M 7 to the hosts of “First meeting”",
        "removes Ada Rossi from the hosts of “First meeting”",
    ]
    assert set(read) == {"content/community.yml", "events/meeting.md", "members/m7.yml", "members/ada-rossi.yml"}


def test_renamed_files_are_one_change(hub: Repository) -> None:
    hub.git("mv", "members/bo-ek.yml", "members/bo-ekman.yml")
    hub.git("mv", "events/meeting.md", "events/first-meeting.md")
    edit(hub, "events/first-meeting.md", ("hosts: [ada-rossi]", "hosts: [ada-rossi, bo-ekman]\nformerly: [meeting]"))
    assert told(hub.path) == [
        "renames the file of Bo Ek",
        "renames the file of “First meeting” from meeting to first-meeting",
        "adds Bo Ek to the hosts of “First meeting”",
    ]


def test_a_hub_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    root = minimal_hub(repository.path / "our hub")
    repository.commit(files={"members/outside.yml": BO})
    (repository.path / "members/outside.yml").unlink()
    (root / "members/bo-ek.yml").write_text(BO)
    assert told(root) == ["Bo Ek joins, as a member since 31 January 2025"]


@pytest.mark.parametrize("broken", ["name: [\n", "name: Bo Ek\n", "", "nick: Bo\njoined: 2025-01-31\n", "\udcff"])
def test_what_cannot_be_read_is_told(hub: Repository, broken: str) -> None:
    (hub.path / "members/bo-ek.yml").write_bytes(broken.encode("utf-8", "surrogateescape"))
    (hub.path / "members/Not A Name.yml").write_text(BO)
    unreadable = [
        "holds a file that cannot be read, members/bo-ek.yml: see folkmoot check",
        "holds a file that cannot be read, members/Not A Name.yml: see folkmoot check",
    ]
    assert told(hub.path) == unreadable
    hub.commit()
    (hub.path / "members/bo-ek.yml").write_text(BO)
    (hub.path / "members/Not A Name.yml").unlink()
    assert told(hub.path) == [
        "makes the file members/bo-ek.yml readable, which was not before",
        "removes the file members/Not A Name.yml",
    ]


def test_a_path_with_a_backslash_is_told_and_not_read(hub: Repository) -> None:
    (hub.path / "members\\cy.yml").write_text("name: Cy\n")
    (hub.path / "content/a\\b.md").write_text("# A\n")
    (hub.path / "events/a\\b.md").write_text("# A\n")
    assert told(hub.path) == ["adds the file content/a\\b.md", "adds the file events/a\\b.md"]
    hub.commit()
    (hub.path / "content/a\\b.md").unlink()
    assert told(hub.path) == ["removes the file content/a\\b.md"]


HIDDEN = BO + "visibility: hidden\n"


def test_the_file_of_who_is_hidden_is_not_named_where_it_cannot_be_read(hub: Repository) -> None:
    hub.commit(files={"members/bo-ek.yml": HIDDEN})
    (hub.path / "members/bo-ek.yml").write_text("name: [\n")
    (found,) = compare(hub.path, "HEAD").changes
    assert "bo-ek" not in repr(found)
    unnamed = "a member who is not named here"
    assert told(hub.path) == [f"holds a file that cannot be read, that of {unnamed}: see folkmoot check"]
    (hub.path / "members/bo-ek.yml").write_text(HIDDEN)
    hub.git("mv", "members/bo-ek.yml", "members/lamp-lady.yml")
    (hub.path / "members/lamp-lady.yml").write_text(f"{HIDDEN}skills: [")
    assert told(hub.path) == [f"holds a file that cannot be read, that of {unnamed}: see folkmoot check"]
    hub.git("mv", "members/lamp-lady.yml", "members/bo-ek.yml")
    (hub.path / "members/bo-ek.yml").write_text("name: [\n")
    hub.commit()
    (hub.path / "members/bo-ek.yml").write_text(HIDDEN)
    assert told(hub.path) == [f"makes the file of {unnamed} readable, which was not before"]
    assert "bo-ek" not in repr(compare(hub.path, "HEAD").changes)


def test_a_portrait_alone_does_not_tell_who_is_hidden(hub: Repository) -> None:
    hub.commit(files={"members/bo-ek.yml": HIDDEN})
    (hub.path / "content/photos").mkdir()
    for name in ("bo-ek.webp", "ada-rossi.webp"):
        (hub.path / "content/photos" / name).write_text("picture")
    assert told(hub.path) == [
        "changes the picture of a member who is not named here",
        "adds the file content/photos/ada-rossi.webp",
    ]


def test_a_file_that_is_renamed_and_edited_is_one_change_of_each(hub: Repository) -> None:
    hub.git("mv", "events/meeting.md", "events/first-meeting.md")
    edit(hub, "events/first-meeting.md", ("19:00", "19:30"), ("First meeting", "Second meeting"))
    assert told(hub.path) == [
        "renames the file of “Second meeting” from meeting to first-meeting",
        "renames “First meeting” to “Second meeting”",
        "moves “Second meeting” from 19:00 to 19:30",
    ]


def test_a_link_is_not_followed(hub: Repository, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n")
    (hub.path / "content/page.md").symlink_to(tmp_path / "secret.md")
    (hub.path / "members/cy-wu.yml").symlink_to(hub.path / "members/bo-ek.yml")
    assert told(hub.path) == [
        "holds a file that cannot be read, content/page.md: see folkmoot check",
        "holds a file that cannot be read, members/cy-wu.yml: see folkmoot check",
    ]


def test_the_communitys_own_file(hub: Repository) -> None:
    edit(hub, "content/community.yml", ("Test Moot", "New Moot"))
    assert told(hub.path) == ["renames Test Moot to New Moot"]
    (hub.path / "content/community.yml").write_text("name: [\n")
    unreadable = "holds a file that cannot be read, content/community.yml: see folkmoot check"
    assert told(hub.path) == [unreadable]
    hub.commit()
    (hub.path / "content/community.yml").write_text(COMMUNITY)
    assert told(hub.path) == ["makes the file content/community.yml readable, which was not before"]


def test_a_hub_that_begins(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "hub")
    repository.commit()
    minimal_hub(repository.path)
    assert told(repository.path) == [
        "Ada Rossi joins, as a member since 29 February 2024",
        "adds the event “First meeting”, Thu, 14 May 2026, 19:00",
        "begins the hub of Test Moot",
        "adds the page “Test Moot”",
    ]


def test_translations_and_pictures(hub: Repository) -> None:
    hub.commit(files={"content/community.yml": COMMUNITY + "languages: [en, fr]\n", "content/a.svg": "<svg/>"})
    (hub.path / "events/meeting.fr.md").write_text("---\ntitle: Réunion\n---\n")
    (hub.path / "content/community.fr.yml").write_text("tagline: Bonjour\n")
    (hub.path / "content/a.svg").write_text("<svg></svg>")
    (hub.path / "metrics").mkdir()
    (hub.path / "metrics/lamps.sql").write_text("SELECT 1\n")
    assert told(hub.path) == [
        "translates “First meeting” into French",
        "translates Test Moot into French",
        "adds the file metrics/lamps.sql",
        "changes the file content/a.svg",
    ]


def shallow(hub: Repository) -> Path:
    """A clone that knows the newest commits of two branches, and not where they parted."""
    hub.commit()
    hub.git("switch", "--quiet", "--create", "mine")
    hub.commit(files={"members/cy-wu.yml": "name: Cy Wu\njoined: 2026-01-31\n"})
    hub.git("switch", "--quiet", "main")
    hub.commit(files={"members/bo-ek.yml": BO.replace("Bo Ek", "Bo Ekman")})
    hub.git("clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=mine", f"file://{hub.path}", "../shallow")
    return hub.path.parent / "shallow"


def nowhere(hub: Repository) -> Path:
    shutil.rmtree(hub.path / ".git")
    return hub.path


def no_hub(hub: Repository) -> Path:
    (hub.path / "content/community.yml").unlink()
    return hub.path


@pytest.mark.parametrize(
    ("prepared", "base", "sentence"),
    [
        (nowhere, "HEAD", "in no git repository"),
        (lambda hub: hub.path, "nonsense", "git knows no commit “nonsense” here"),
        (lambda hub: hub.path, "--output=x", "git knows no commit “--output=x” here"),
        (lambda hub: hub.path, "", "git knows no commit “” here"),
        (shallow, "origin/main", "this clone has too little of the history"),
        (no_hub, "HEAD", "is no hub"),
    ],
)
def test_what_cannot_work_is_one_sentence(
    hub: Repository, prepared: Callable[[Repository], Path], base: str, sentence: str
) -> None:
    root = prepared(hub)
    with pytest.raises(WrongUse, match=sentence) as refusal:
        compare(root, base)
    assert refusal.value.hint


def test_what_git_cannot_read_is_one_sentence(hub: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise git.GitError("could not be read: git says 'bad object'")

    monkeypatch.setattr(git, "changes", broken)
    with pytest.raises(FolkmootError, match=f"^{hub.path} could not be read: git says 'bad object'$"):
        compare(hub.path, "HEAD")


def test_the_command_speaks_the_hubs_language_unless_told(hub: Repository) -> None:
    (hub.path / "members/ada-rossi.yml").write_text(ADA + "status: away\n")
    at = ["--hub", str(hub.path), "HEAD"]
    assert CliRunner().invoke(diff, at).output == "People\n    Ada Rossi is away for now\n"
    hub.commit(files={"content/community.yml": COMMUNITY + "languages: [it]\n", "events/meeting.md": MEETING})
    (hub.path / "members/ada-rossi.yml").write_text(ADA)
    said = CliRunner().invoke(diff, [*at, "--format", "markdown"])
    assert (said.exit_code, said.output.splitlines()[0]) == (0, "**Persone**")
    assert CliRunner().invoke(diff, [*at, "--language", "fr-CH"]).output.startswith("Personnes\n")
    assert isinstance(CliRunner().invoke(diff, [*at, "--language", "tlh"]).exception, WrongUse)
    hub.commit()
    same = CliRunner().invoke(diff, [*at, "--language", "en"])
    assert (same.exit_code, same.output) == (0, "Nothing changes for the community.\n")
