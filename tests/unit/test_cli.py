"""The commands as a person types them: what they say, where, and with which exit code."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from folkmoot.cli import main
from support.hubs import minimal_hub, write

MKDOCS = "site_name: Test Moot\ndocs_dir: content\ntheme:\n  name: material\nplugins: [folkmoot]\n"
COMMANDS = ("init", "check", "collect", "build", "serve")


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=True)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return minimal_hub(tmp_path / "hub", **{"mkdocs.yml": MKDOCS})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_its_options(command: str) -> None:
    assert f"  {command} " in run("--help").output
    found = run(command, "--help")
    assert found.exit_code == 0
    for parameter in main.commands[command].params:
        assert parameter.opts[0] in found.output or parameter.make_metavar(None) in found.output  # type: ignore[arg-type]


def test_a_right_hub_is_well(hub: Path) -> None:
    result = run("check", "--hub", hub)
    assert (result.exit_code, result.output) == (0, "All is well: 1 member, 1 event, 0 projects, 0 posts.\n")


def test_problems_are_told_all_at_once_with_place_and_hint(hub: Path) -> None:
    write(hub, "members/bo.yml", "name: Bo\njoined: 2025-02-30\nskils: [a]\n")
    write(hub, "events/other.md", "---\ntitle: Other\nkind: chat\nstart: 2026-01-01\nhosts: [ada-rosi]\n---\n")
    result = run("check", "--hub", hub)
    assert result.exit_code == 1
    assert "members/bo.yml:2:9: error:" in result.output
    assert "February 2025 has 28 days" in result.output
    assert "members/bo.yml:3:1: error: there is no key “skils” here" in result.output
    assert "events/other.md:5:9: error: there is no member “ada-rosi”" in result.output
    assert "did you mean “ada-rossi”?" in result.output
    assert result.output.endswith("3 errors\n1 of these may be mended with --fix\n")


def test_the_line_is_shown_and_what_of_it_is_meant(hub: Path) -> None:
    write(hub, "members/bo.yml", "name: Bo\njoined: 2025-02-30\nskils: [a]\n")
    write(hub, "members/mei.yml", "name: Mei\njoined: 2025-02-01\nskills:\t[日本語, \u202e“a”]\ngithub: 日本\n")
    lines = run("check", "--hub", hub).output.splitlines()
    assert "     2 | joined: 2025-02-30" in lines
    assert "       |         ^^^^^^^^^^" in lines
    assert "     3 | skils: [a]" in lines
    assert "       | ^^^^^" in lines
    # Letters that take two columns are underlined by two, and what is missing is underlined nowhere.
    assert "       |         ^^^^" in lines
    write(hub, "members/mei.yml", "joined: 2025-02-01\n")
    (hub / "members/bo.yml").unlink()
    assert run("check", "--hub", hub).output.splitlines() == [
        "members/mei.yml:1:1: error: “name” is missing [key-missing]",
        "    add a line name: …",
        "1 error",
    ]
    # What turns the reading direction cannot hide what the line says.
    write(hub, "members/mei.yml", "name: Mei\njoined: 2025-02-01\nskills: [soldering, \u202e]\n")
    assert "     3 | skills: [soldering, \ufffd]" in run("check", "--hub", hub).output.splitlines()


def test_a_hub_with_problems_is_not_built_and_its_site_stays(hub: Path) -> None:
    assert run("build", "--hub", hub, "--at", "2026-06-15").exit_code == 0
    before = (hub / "site/index.html").read_bytes()
    write(hub, "members/bo.yml", "name: [\n")
    result = run("build", "--hub", hub, "--at", "2026-06-15")
    assert result.exit_code == 1
    assert "members/bo.yml" in result.output
    assert (hub / "site/index.html").read_bytes() == before


def test_a_hub_without_members_is_warned_and_built(hub: Path) -> None:
    (hub / "members/ada-rossi.yml").unlink()
    (hub / "events/meeting.md").unlink()
    result = run("build", "--hub", hub, "--at", "2026-06-15")
    assert result.exit_code == 0
    assert "warning: the hub has no members yet" in result.output
    assert "Nobody has added themselves yet" in (hub / "site/members/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--hub", "."), "is no hub"),
        (("build", "--hub", "."), "is no hub"),
        (("collect", "--hub", "."), "is no hub"),
        (("serve", "--hub", "."), "is no hub"),
        (("check", "--hub", "nowhere"), "is no hub"),
    ],
)
def test_outside_a_hub_the_command_says_what_to_do(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output
    assert "folkmoot init" in result.output


def test_wrong_use_is_told(hub: Path, tmp_path: Path) -> None:
    result = run("build", "--hub", hub, "--at", "yesterday")
    assert (result.exit_code, "“yesterday” is no moment" in result.output) == (2, True)
    write(tmp_path, "holiday/picture.jpg", "mine")
    result = run("build", "--hub", hub, "--at", "2026-06-15", "--site", tmp_path / "holiday")
    assert (result.exit_code, "holds files that Folkmoot did not write" in result.output) == (2, True)
    assert (tmp_path / "holiday/picture.jpg").read_text() == "mine"
    (hub / "mkdocs.yml").write_text("site_name: [\n")
    result = run("build", "--hub", hub, "--at", "2026-06-15")
    assert (result.exit_code, "mkdocs.yml is not valid YAML" in result.output) == (2, True)
    (hub / "mkdocs.yml").unlink()
    result = run("build", "--hub", hub, "--at", "2026-06-15")
    assert (result.exit_code, "has no mkdocs.yml" in result.output) == (2, True)
    assert run("brew").exit_code == 2
    assert run("collect", "--hub", hub, "--only", "nothing").exit_code == 2


@pytest.mark.parametrize(
    ("mkdocs", "said", "right"),
    [
        ("", "has no mkdocs.yml", "docs_dir: content"),
        ("site_name: [\n", "mkdocs.yml is not valid YAML", "at the place that is named"),
        (
            MKDOCS.replace("docs_dir: content\n", ""),
            "does not say where the pages are",
            "add the line docs_dir: content",
        ),
        (MKDOCS.replace("material", "readthedocs"), "names theme readthedocs", "write theme: {name: material}"),
    ],
)
def test_all_is_well_only_with_a_configuration_that_can_be_built(hub: Path, mkdocs: str, said: str, right: str) -> None:
    (hub / "mkdocs.yml").unlink()
    if mkdocs:
        write(hub, "mkdocs.yml", mkdocs)
    write(hub, "members/bo.yml", "name: Bo\njoined: 2025-02-30\n")
    result = run("check", "--hub", hub)
    assert result.exit_code == 2
    assert "members/bo.yml:2:9: error:" in result.output, "what is wrong in the files is told as well"
    assert said in result.output
    assert right in result.output
    assert "All is well" not in result.output
    (hub / "members/bo.yml").unlink()
    served = run("serve", "--hub", hub)
    assert (served.exit_code, said in served.output) == (2, True)


def test_a_metric_without_a_header_is_told_by_check(hub: Path) -> None:
    write(hub, "metrics/mine.sql", "SELECT 1\n")
    for command in ("check", "build"):
        result = run(command, "--hub", hub)
        assert result.exit_code == 1
        assert "metrics/mine.sql:1: error: the header does not say the metric's title" in result.output


def test_an_archive_that_is_named_must_be_there(hub: Path) -> None:
    result = run("build", "--hub", hub, "--archive", hub / "nowhere")
    assert (result.exit_code, "nowhere is no folder" in result.output) == (2, True)
    assert not (hub / "site").exists()


def test_the_hubs_own_files_are_never_a_site(hub: Path) -> None:
    write(hub, "content/.folkmoot-site", "")
    result = run("build", "--hub", hub, "--site", hub / "content")
    assert (result.exit_code, "is where the hub's own files are" in result.output) == (2, True)
    assert (hub / "content/index.md").is_file()


def test_what_the_engine_warns_of_is_told(hub: Path) -> None:
    write(hub, "content/index.md", "# Hello\n\n!!! note\n\n    [lost](lost.md)\n")
    result = run("build", "--hub", hub, "--at", "2026-06-15")
    assert result.exit_code == 0
    assert "WARNING -  Doc file 'content/index.md' contains a link 'lost.md'" in result.output
    assert "INFO" not in result.output


def test_an_engine_that_fails_is_told_in_its_own_words(hub: Path) -> None:
    write(hub, "mkdocs.yml", MKDOCS + "nav:\n  - Home: index.md\nstrict: true\n")
    write(hub, "content/index.md", "# Hello\n\n!!! note\n\n    [lost](lost.md)\n")
    result = run("build", "--hub", hub, "--at", "2026-06-15")
    assert result.exit_code == 1
    assert "lost.md" in result.output
    assert "content/index.md" in result.output
    assert "Traceback" not in result.output


def test_the_moment_comes_from_the_environment_where_none_is_given(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000))
    assert run("build", "--hub", hub).exit_code == 0
    assert "Thu, 14 May 2026" in (hub / "site/events/index.html").read_text("utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = run("build", "--hub", hub)
    assert (result.exit_code, "SOURCE_DATE_EPOCH" in result.output) == (2, True)


def test_init_asks_and_never_overwrites(tmp_path: Path) -> None:
    answers = ("--name", "Bee Moot", "--founder", "Ada Rossi", "--at", "2026-06-15")
    result = run("init", tmp_path / "bees", *answers)
    assert result.exit_code == 0
    assert " check    says whether the files are right" in result.output
    assert "Its first texts are in English." in result.output
    assert run("check", "--hub", tmp_path / "bees").exit_code == 0
    (tmp_path / "bees/mkdocs.yml").write_text("mine")
    again = run("init", tmp_path / "bees", *answers)
    assert again.exit_code == 2
    assert "is a hub already" in again.output
    (tmp_path / "bees/content/community.yml").unlink()
    again = run("init", tmp_path / "bees", *answers)
    assert again.exit_code == 2
    assert "mkdocs.yml" in again.output
    assert (tmp_path / "bees/mkdocs.yml").read_text() == "mine"


ANSWERS = ("--name", "Bee Moot", "--founder", "Ada Rossi", "--at", "2026-06-15")


def _zone_of(hub: Path) -> str:
    return str(yaml.safe_load((hub / "content/community.yml").read_text("utf-8"))["timezone"])


def test_a_new_hub_meets_in_the_zone_that_is_said_or_else_in_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", ":America/Lima")
    result = run("init", tmp_path / "here", *ANSWERS)
    assert "The time zone is America/Lima, as on this machine; content/community.yml says so" in result.output
    assert _zone_of(tmp_path / "here") == "America/Lima"
    result = run("init", tmp_path / "said", *ANSWERS, "--timezone", "Europe/Rome")
    assert "The time zone is Europe/Rome; content/community.yml" in result.output
    assert _zone_of(tmp_path / "said") == "Europe/Rome"
    monkeypatch.setenv("TZ", "CET-1CEST")
    result = run("init", tmp_path / "unknown", *ANSWERS)
    assert "The time zone is UTC, since this machine names none; content/community.yml" in result.output
    assert _zone_of(tmp_path / "unknown") == "UTC"


def test_a_zone_that_is_not_there_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    result = run("init", tmp_path / "bees", *ANSWERS, "--timezone", "Europe/Rom")
    assert result.exit_code == 2
    assert "“Europe/Rom” is no time zone of the IANA list" in result.output
    assert "did you mean Europe/Rome?" in result.output
    assert not (tmp_path / "bees").exists()


@pytest.mark.parametrize(
    ("option", "answer", "said"),
    [
        ("--language", "italiano", "did you mean --language it?"),
        ("--language", "it,fr", "repeat the option for each language: --language it --language fr"),
        ("--timezone", "Europe/Rom", "did you mean Europe/Rome?"),
        ("--login", "ada/hub", "“ada/hub” cannot be used for --login"),
        ("--github", "ada", "“ada” cannot be used for --github"),
    ],
)
def test_what_cannot_stand_in_a_hub_is_refused_before_anything_is_asked(
    option: str, answer: str, said: str, tmp_path: Path
) -> None:
    result = CliRunner().invoke(main, ["init", str(tmp_path / "bees"), option, answer], input="Bee Moot\nAda\n\n")
    assert result.exit_code == 2
    assert said in result.output
    assert "What is" not in result.output
    assert not (tmp_path / "bees").exists()


def test_what_a_new_repository_holds_is_told_to_be_kept(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE", ".gitignore"):
        (tmp_path / name).write_text("theirs\n")
    result = run("init", tmp_path, *ANSWERS)
    assert result.exit_code == 0
    assert ".gitignore and README.md were there, and kept without a change." in result.output
    assert "    /.folkmoot/\n" in result.output
    assert "README.md there tells" not in result.output
    assert {(tmp_path / name).read_text() for name in ("README.md", "LICENSE", ".gitignore")} == {"theirs\n"}
    (tmp_path / "other").mkdir()
    (tmp_path / "other/README.md").write_text("theirs\n")
    result = run("init", tmp_path / "other", *ANSWERS)
    assert "\nREADME.md was there, and kept without a change.\n" in result.output
    assert "/.folkmoot/" not in result.output


def test_who_is_asked_for_a_name_is_asked_for_the_zone_until_it_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Rome")
    words = ["init", str(tmp_path / "bees"), "--at", "2026-06-15"]
    result = CliRunner().invoke(
        main, words, input="Bee Moot\nAda Rossi\nada/x\nada\nhttps://github.com/bees/hub\nParis\nEurope/Paris\n"
    )
    assert result.exit_code == 0
    assert "In which time zone does it meet? [Europe/Rome]: " in result.output
    assert "did you mean Europe/Paris?" in result.output
    assert _zone_of(tmp_path / "bees") == "Europe/Paris"
    assert "cannot be used for --login" in result.output
    assert "github: ada\n" in (tmp_path / "bees/members/ada-rossi.yml").read_text()
    assert "\nrepository: https://github.com/bees/hub\n" in (tmp_path / "bees/content/community.yml").read_text()


def test_a_hub_is_not_begun_twice_nor_with_a_placeholder(tmp_path: Path) -> None:
    asked = CliRunner().invoke(main, ["init", str(tmp_path), "--from", "git+https://x.example/f@COMMIT"])
    assert (asked.exit_code, "COMMIT stands for a commit" in asked.output) == (2, True)
    run("init", tmp_path, *ANSWERS)
    again = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert again.exit_code == 2
    assert "is a hub already" in again.output
    assert "What is" not in again.output


def test_a_program_of_this_machine_alone_is_told(tmp_path: Path) -> None:
    told = run("init", tmp_path / "bees", *ANSWERS, "--from", str(tmp_path))
    assert "That is a folder of this machine" in told.output


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Its first texts are in French."),
        ("fr-CA", "Its first texts are in French."),
        ("de", "There are no first texts in German (de) yet: they are in English, and say so by language: en."),
    ],
)
def test_it_is_told_in_which_language_the_first_texts_are(language: str, said: str, tmp_path: Path) -> None:
    result = run("init", tmp_path / "bees", *ANSWERS, "--language", language)
    assert said in result.output
    assert ("Menus and buttons are English, too" in result.output) == (language == "de")
