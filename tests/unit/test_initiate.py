"""A new hub as it is composed: every answer lands where it belongs, and nothing that exists is touched."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from folkmoot.contribute.initiate import Answers, init, left_to_git, new_hub
from folkmoot.errors import WrongUse
from folkmoot.model.community import Profile
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.project import Project
from support.begun import ANSWERS, LANGUAGES, NOW, composed
from support.editors import readable, told_by_editor
from support.hubs import found, write

DAY = NOW.date()
EDITED = ("member", "place", "community", "community-translation")
"""The kinds of files that VS Code's extension for YAML checks."""


def _front_matter(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = yaml.load(text.split("---\n")[1], yaml.BaseLoader)
    return fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_hub_holds_its_data_alone(language: str) -> None:
    assert list(composed(ANSWERS._replace(languages=(language,)))) == [
        ".github/CODEOWNERS",
        ".github/CODE_OF_CONDUCT.md",
        ".github/CONTRIBUTING.md",
        ".github/ISSUE_TEMPLATE/config.yml",
        ".github/ISSUE_TEMPLATE/event.yml",
        ".github/ISSUE_TEMPLATE/feed.yml",
        ".github/ISSUE_TEMPLATE/member.yml",
        ".github/ISSUE_TEMPLATE/project.yml",
        ".github/PULL_REQUEST_TEMPLATE.md",
        ".github/SECURITY.md",
        ".github/SUPPORT.md",
        ".github/dependabot.yml",
        ".github/workflows/check.yml",
        ".github/workflows/comment.yml",
        ".github/workflows/forget.yml",
        ".github/workflows/greet.yml",
        ".github/workflows/propose.yml",
        ".github/workflows/publish.yml",
        ".github/workflows/report.yml",
        ".gitignore",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "README.md",
        "content/about.md",
        "content/code-of-conduct.md",
        "content/community.yml",
        "content/index.md",
        "content/join.md",
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
    texts = composed(answers)
    profile = Profile.model_validate(yaml.load(texts["content/community.yml"], yaml.BaseLoader))
    (founder,) = profile.founders
    member = Member.model_validate(yaml.load(texts[f"members/{founder}.yml"], yaml.BaseLoader))
    event = Event.model_validate(_front_matter(texts["events/first-meeting.md"]))
    project = Project.model_validate(_front_matter(texts["content/projects/our-hub.md"]))
    assert (profile.name, profile.languages, profile.timezone) == (answers.name, answers.languages, answers.timezone)
    assert (member.name, member.joined, member.github) == (answers.founder, DAY, answers.login or None)
    assert event.start.date > DAY
    assert event.hosts == project.leads == profile.welcome.members == (founder,)
    assert all(page in {path.removeprefix("content/") for path in texts} for page in _pages(profile))


def _pages(profile: Profile) -> list[str | None]:
    policies = profile.policies
    return [policies.code_of_conduct, policies.netiquette, policies.terms]


@pytest.mark.parametrize("language", LANGUAGES)
def test_editors_are_told_where_the_schemas_are(language: str) -> None:
    texts = composed(ANSWERS._replace(languages=(language,)))
    at = "https://rockers.github.io/hub/schemas/v1/"
    assert json.loads(texts[".vscode/settings.json"]) == {
        "yaml.schemas": {
            f"{at}member.json": "members/*.yml",
            f"{at}place.json": "content/places/*.yml",
            f"{at}community.json": "content/community.yml",
            f"{at}community-translation.json": "content/community.*.yml",
        }
    }
    assert json.loads(texts[".vscode/extensions.json"]) == {"recommendations": ["redhat.vscode-yaml"]}
    for path, kind in (("members/zoe-angstrom.yml", "member"), ("content/community.yml", "community")):
        assert texts[path].startswith(f"# yaml-language-server: $schema={at}{kind}.json\n")
    assert {path.removeprefix(at) for path in _mapped(texts)} == {f"{name}.json" for name in EDITED}


def test_where_no_address_is_known_editors_read_what_a_build_writes() -> None:
    texts = composed(Answers(name="Plain"))
    assert _mapped(texts) == [f"./site/schemas/v1/{name}.json" for name in EDITED]
    assert not [path for path, text in texts.items() if "yaml-language-server" in text]


@pytest.mark.parametrize("answers", [ANSWERS, Answers(name="Plain")], ids=["all answers", "the name alone"])
def test_editors_have_nothing_to_say_of_a_new_hub(answers: Answers) -> None:
    seen = {path: told_by_editor(kind, values) for path, kind, _, values in readable(dict(composed(answers)))}
    assert len(seen) == 4
    assert {path: told for path, told in seen.items() if told} == {}


def _mapped(texts: Mapping[str, str]) -> list[str]:
    return list(json.loads(texts[".vscode/settings.json"])["yaml.schemas"])


def test_the_archive_stays_out_of_the_branch() -> None:
    texts = composed(ANSWERS)
    profile = Profile.model_validate(yaml.load(texts["content/community.yml"], yaml.BaseLoader))
    assert profile.archive_dir == ".folkmoot/archive"
    assert {"/.folkmoot/", "/archive/", "/site/"} <= set(texts[".gitignore"].splitlines())


def test_the_repository_gives_the_addresses() -> None:
    texts = composed(ANSWERS)
    profile = Profile.model_validate(yaml.load(texts["content/community.yml"], yaml.BaseLoader))
    assert profile.repository == "https://github.com/Rockers/hub"
    assert profile.sources.discussions == ("Rockers/hub",)
    assert yaml.safe_load(texts["mkdocs.yml"])["site_url"] == "https://rockers.github.io/hub/"


def test_a_hub_at_the_top_of_its_host_has_no_folder_in_its_address() -> None:
    mkdocs = yaml.safe_load(composed(ANSWERS._replace(repository="Rockers/rockers.github.io"))["mkdocs.yml"])
    assert mkdocs["site_url"] == "https://rockers.github.io/"


def test_the_engine_is_told_the_name_and_the_plugin() -> None:
    mkdocs = yaml.safe_load(composed(ANSWERS)["mkdocs.yml"])
    assert (mkdocs["site_name"], mkdocs["plugins"]) == (ANSWERS.name, ["folkmoot"])


def test_the_program_is_pinned() -> None:
    assert composed(ANSWERS)["requirements.txt"] == "folkmoot==7.8.9\n"
    assert "@v" in composed(Answers(name="Plain"))["requirements.txt"]


def test_the_name_is_no_markup_in_the_readme() -> None:
    assert composed(ANSWERS)["README.md"].startswith("# Rock: 'n' \"Roll\" \\#1 \\[\\*\\]\n")


def test_a_name_without_latin_letters_keeps_a_file() -> None:
    assert "members/founder.yml" in composed(ANSWERS._replace(founder="🎉"))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"name": ""}, "--name"),
        ({"name": "x" * 201}, "name"),
        ({"languages": ("english",)}, "english"),
        ({"languages": ()}, "--language"),
        ({"languages": ("en", "zz")}, "zz"),
        ({"repository": "https://github.com/a/b"}, "https://github.com/a/b"),
        ({"repository": "../.."}, "../.."),
        ({"login": "zoe@rossi"}, "“zoe@rossi” cannot be used for --login"),
        ({"founder": " "}, "--founder"),
        ({"spec": "\n"}, "install"),
        ({"timezone": "Europe/Rom"}, "“Europe/Rom” is no time zone"),
        ({"timezone": ""}, "timezone"),
    ],
)
def test_an_answer_that_cannot_stand_in_a_hub_is_refused(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        new_hub(ANSWERS._replace(**wrong), NOW)
    assert named in str(refusal.value)
    assert refusal.value.hint


def test_the_hub_is_written(tmp_path: Path) -> None:
    directory = tmp_path / "new/hub"
    begun = init(directory, ANSWERS, NOW)
    written = {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    assert written == {artifact.path: artifact.content for artifact in begun.written}
    assert set(written) == set(composed(ANSWERS))
    assert begun.kept == ()


def test_what_github_makes_with_a_new_repository_is_kept(tmp_path: Path) -> None:
    theirs = {"README.md": "mine", ".gitignore": "*.pyc", "LICENSE": "free", ".git/HEAD": "ref: refs/heads/main"}
    for path, text in theirs.items():
        write(tmp_path, path, text)
    begun = init(tmp_path, ANSWERS, NOW)
    assert begun.kept == (".gitignore", "README.md")
    assert {path: (tmp_path / path).read_text() for path in theirs} == theirs
    assert {one.path for one in begun.written} == set(composed(ANSWERS)) - set(theirs)
    assert found(tmp_path) == []
    assert set(left_to_git()) == set(composed(ANSWERS)[".gitignore"].split())


def test_a_folder_that_is_called_as_a_readme_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "README.md").mkdir()
    with pytest.raises(WrongUse, match=re.escape("already holds README.md")):
        init(tmp_path, ANSWERS, NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_what_is_in_the_way_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "members").write_text("a file where a folder would have to be")
    (tmp_path / "mkdocs.yml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "notes.txt").write_text("not in the way")
    with pytest.raises(WrongUse) as refusal:
        init(tmp_path, ANSWERS, NOW)
    assert str(refusal.value).endswith("already holds members/zoe-angstrom.yml, mkdocs.yml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "members", "mkdocs.yml", "notes.txt"]
    assert (tmp_path / "README.md").read_text() == "mine"


def test_a_link_in_place_of_a_folder_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub/events").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WrongUse, match=re.escape("events/first-meeting.md")):
        init(tmp_path / "hub", ANSWERS, NOW)
    assert (tmp_path / "hub/events").is_symlink()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_place_of_the_hub_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hub").write_text("mine")
    with pytest.raises(WrongUse):
        init(tmp_path / "hub", ANSWERS, NOW)
    assert (tmp_path / "hub").read_text() == "mine"


@pytest.mark.parametrize(
    ("zone", "meant"), [("Europe/Rom", "Europe/Rome"), ("CET", "Europe/Paris"), ("New York", "America/New_York")]
)
def test_a_zone_that_is_not_known_is_refused_with_the_one_that_is_meant(zone: str, meant: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        new_hub(ANSWERS._replace(timezone=zone), NOW)
    assert refusal.value.hint == f"did you mean {meant}?"


@pytest.mark.parametrize("login", ["zoe-a", "@zoe-a", " @zoe-a "])
def test_an_account_may_be_written_with_its_sign(login: str) -> None:
    member = yaml.safe_load(composed(ANSWERS._replace(login=login))["members/zoe-angstrom.yml"])
    assert member["github"] == "zoe-a"


def test_a_language_that_is_said_twice_is_one() -> None:
    profile = yaml.safe_load(composed(ANSWERS._replace(languages=("fr", "it", "fr")))["content/community.yml"])
    assert profile["languages"] == ["fr", "it"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_founder_agrees_to_be_shown_by_removing_signs_alone(language: str, tmp_path: Path) -> None:
    init(tmp_path, ANSWERS._replace(languages=(language,)), NOW)
    file = tmp_path / "members/zoe-angstrom.yml"
    opened = re.sub(r"(?m)^# ( *[a-z]+: *(?:\S.*)?)$", r"\1", file.read_text("utf-8"))
    file.write_text(opened, "utf-8")
    assert found(tmp_path) == []
    member = Member.model_validate(yaml.load(opened, yaml.BaseLoader))
    assert len(member.roles) == 1
    assert member.allows("profile")
    assert not member.allows("photo")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_are_added_by_removing_signs_alone(language: str) -> None:
    text = composed(ANSWERS._replace(languages=(language,)))["content/community.yml"]
    head, below = text.split("\nsources:\n")
    opened = re.sub(r"^  # ( *(?:- )?[a-z]+: ?\S*.*)$", r"  \1", below, flags=re.MULTILINE)
    wanted = Profile.model_validate(yaml.safe_load(f"{head}\nsources:\n{opened}")).sources
    assert [str(one.url) for one in wanted.feeds] == ["https://podcast.example.org/feed.xml"]
    assert [one.url for one in wanted.calendars] == ["https://friends.example.org/calendar.ics"]
    assert (wanted.issues, wanted.lines, wanted.bots) == (
        wanted.discussions or ("our-community/hub",),
        True,
        ("*-bot",),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_credit_is_given_by_removing_signs_alone(language: str) -> None:
    text = composed(ANSWERS._replace(languages=(language,)))["content/projects/our-hub.md"]
    opened = re.sub(r"^# ((?:credits:| {2}- member:| {4}gave:).*)$", r"\1", text, flags=re.MULTILINE)
    (credit,) = Project.model_validate(yaml.safe_load(opened.split("---\n")[1])).credits
    assert (credit.member, credit.gave) == ("zoe-angstrom", ("mentoring", "design"))


def test_a_hub_is_founded_on_the_day_of_its_own_clocks() -> None:
    late = dt.datetime(2026, 6, 15, 20, tzinfo=dt.UTC)
    founded = {}
    for zone in ("Asia/Tokyo", "America/Lima"):
        artifacts = {one.path: one.content for one in new_hub(ANSWERS._replace(timezone=zone), late)}
        founded[zone] = yaml.safe_load(artifacts["content/community.yml"])["founded"]
    assert founded == {"Asia/Tokyo": dt.date(2026, 6, 16), "America/Lima": dt.date(2026, 6, 15)}


@pytest.mark.parametrize("language", [*LANGUAGES, "de", "pt-BR"])
def test_a_new_hub_has_no_problem_at_all(language: str, tmp_path: Path) -> None:
    for number, answers in enumerate((ANSWERS, Answers(name="Plain"))):
        hub = tmp_path / str(number)
        init(hub, answers._replace(languages=(language,)), NOW)
        assert found(hub) == []


@pytest.mark.parametrize(
    ("founder", "file"), [("Con", "con-1"), ("Index", "index-1"), ("42", "42-1"), ("🙂", "founder")]
)
def test_a_founder_whose_name_no_file_may_have_has_a_file_all_the_same(tmp_path: Path, founder: str, file: str) -> None:
    init(tmp_path / "hub", Answers("Test Moot", founder=founder), NOW)
    assert (tmp_path / f"hub/members/{file}.yml").is_file()
    assert [problem for problem in found(tmp_path / "hub") if problem.severity == "error"] == []
