"""A new hub as it is composed: every answer lands where it belongs, and nothing that exists is touched."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from folkmoot.contribute.initiate import Answers, init, new_hub
from folkmoot.errors import WrongUse
from folkmoot.model.community import Profile
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.project import Project

DAY = dt.date(2026, 6, 15)
ANSWERS = Answers(
    name="Rock: 'n' \"Roll\" #1 [*]",
    languages=("fr", "pt-BR"),
    repository="Rockers/hub",
    founder="Zoë Ångström",
    login="zoe-a",
    spec="folkmoot==7.8.9",
)


def _texts(answers: Answers) -> Mapping[str, str]:
    return {artifact.path: artifact.content.decode() for artifact in new_hub(answers, DAY)}


def _front_matter(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = yaml.load(text.split("---\n")[1], yaml.BaseLoader)
    return fields


def test_a_new_hub_holds_its_data_alone() -> None:
    assert list(_texts(ANSWERS)) == [
        ".github/dependabot.yml",
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        ".gitignore",
        "README.md",
        "content/about.md",
        "content/code-of-conduct.md",
        "content/community.yml",
        "content/index.md",
        "content/netiquette.md",
        "content/projects/our-hub.md",
        "content/terms.md",
        "events/first-meeting.md",
        "members/zoe-angstrom.yml",
        "mkdocs.yml",
        "requirements.txt",
    ]


@pytest.mark.parametrize("answers", [ANSWERS, Answers(name="Plain")], ids=["all answers", "the name alone"])
def test_the_records_are_in_order(answers: Answers) -> None:
    texts = _texts(answers)
    profile = Profile.model_validate(yaml.load(texts["content/community.yml"], yaml.BaseLoader))
    (founder,) = profile.founders
    member = Member.model_validate(yaml.load(texts[f"members/{founder}.yml"], yaml.BaseLoader))
    event = Event.model_validate(_front_matter(texts["events/first-meeting.md"]))
    project = Project.model_validate(_front_matter(texts["content/projects/our-hub.md"]))
    assert (profile.name, profile.languages) == (answers.name, answers.languages)
    assert (member.name, member.joined, member.github) == (answers.founder, DAY, answers.login or None)
    assert event.start.date > DAY
    assert event.hosts == project.leads == (founder,)
    assert all(page in {path.removeprefix("content/") for path in texts} for page in _pages(profile))


def _pages(profile: Profile) -> list[str | None]:
    policies = profile.policies
    return [policies.code_of_conduct, policies.netiquette, policies.terms]


def test_the_archive_stays_out_of_the_branch() -> None:
    texts = _texts(ANSWERS)
    profile = Profile.model_validate(yaml.load(texts["content/community.yml"], yaml.BaseLoader))
    assert profile.archive_dir == ".folkmoot/archive"
    assert {"/.folkmoot/", "/archive/", "/site/"} <= set(texts[".gitignore"].splitlines())


def test_the_repository_gives_the_addresses() -> None:
    texts = _texts(ANSWERS)
    profile = Profile.model_validate(yaml.load(texts["content/community.yml"], yaml.BaseLoader))
    assert profile.repository == "https://github.com/Rockers/hub"
    assert profile.sources.discussions == ("Rockers/hub",)
    assert yaml.safe_load(texts["mkdocs.yml"])["site_url"] == "https://rockers.github.io/hub/"


def test_a_hub_at_the_top_of_its_host_has_no_folder_in_its_address() -> None:
    mkdocs = yaml.safe_load(_texts(ANSWERS._replace(repository="Rockers/rockers.github.io"))["mkdocs.yml"])
    assert mkdocs["site_url"] == "https://rockers.github.io/"


def test_the_engine_is_told_the_name_and_the_plugin() -> None:
    mkdocs = yaml.safe_load(_texts(ANSWERS)["mkdocs.yml"])
    assert (mkdocs["site_name"], mkdocs["plugins"]) == (ANSWERS.name, ["folkmoot"])


def test_the_program_is_pinned() -> None:
    assert _texts(ANSWERS)["requirements.txt"] == "folkmoot==7.8.9\n"
    assert "@v" in _texts(Answers(name="Plain"))["requirements.txt"]


def test_the_name_is_no_markup_in_the_readme() -> None:
    assert _texts(ANSWERS)["README.md"].startswith("# Rock: 'n' \"Roll\" \\#1 \\[\\*\\]\n")


def test_a_name_without_latin_letters_keeps_a_file() -> None:
    assert "members/founder.yml" in _texts(ANSWERS._replace(founder="🎉"))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"languages": ("english",)}, "english"),
        ({"languages": ()}, "languages"),
        ({"repository": "https://github.com/a/b"}, "https://github.com/a/b"),
        ({"repository": "../.."}, "../.."),
        ({"login": "@zoe"}, "@zoe"),
        ({"founder": " "}, "name"),
        ({"spec": "\n"}, "install"),
    ],
)
def test_an_answer_that_cannot_stand_in_a_hub_is_refused(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        new_hub(ANSWERS._replace(**wrong), DAY)
    assert named in str(refusal.value)
    assert refusal.value.hint


def test_the_hub_is_written(tmp_path: Path) -> None:
    directory = tmp_path / "new/hub"
    artifacts = init(directory, ANSWERS, DAY)
    written = {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    assert written == {artifact.path: artifact.content for artifact in artifacts}


def test_what_is_in_the_way_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "members").write_text("a file where a folder would have to be")
    (tmp_path / "mkdocs.yml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "notes.txt").write_text("not in the way")
    with pytest.raises(WrongUse) as refusal:
        init(tmp_path, ANSWERS, DAY)
    assert "README.md, members/zoe-angstrom.yml, mkdocs.yml" in str(refusal.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "members", "mkdocs.yml", "notes.txt"]
    assert (tmp_path / "README.md").read_text() == "mine"


def test_a_link_in_place_of_a_folder_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub/events").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WrongUse, match=re.escape("events/first-meeting.md")):
        init(tmp_path / "hub", ANSWERS, DAY)
    assert (tmp_path / "hub/events").is_symlink()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_place_of_the_hub_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hub").write_text("mine")
    with pytest.raises(WrongUse):
        init(tmp_path / "hub", ANSWERS, DAY)
    assert (tmp_path / "hub").read_text() == "mine"
