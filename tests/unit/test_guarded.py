"""On a runner of GitHub Actions nothing that is printed gives commands, and all of it stands in the summary."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from folkmoot.cli.guarded import MOST_BYTES, Guarded
from folkmoot.errors import FolkmootError, WrongUse
from support.hubs import minimal_hub

HOSTILE = "::add-mask::x\n```\n\n<details>\r@everybody\n"


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    return tmp_path / "summary.md"


def run(text: str, error: Exception | None = None) -> Result:
    @click.command(cls=Guarded, heading="Said")
    def say() -> None:
        click.echo(text, nl=False)
        click.echo("warned", err=True)
        if error:
            raise error

    return CliRunner().invoke(say)


def between(result: Result) -> list[str]:
    """The lines that the runner obeys nothing of."""
    opening, *lines, closing = result.stdout.splitlines()
    assert re.fullmatch(r"::stop-commands::[0-9a-f]{32}", opening)
    assert closing == f"::{opening.rpartition('::')[2]}::"
    assert result.stderr == ""
    return lines


def test_what_is_printed_is_no_command_and_ends_no_block_of_code(summary: Path) -> None:
    result = run(HOSTILE)
    assert result.exit_code == 0
    assert between(result) == [*HOSTILE.splitlines(), "warned"]
    lines = summary.read_text("utf-8").splitlines()
    assert lines[:2] == ["## Said", ""]
    assert lines[2:] == [f"    {line}" for line in (*HOSTILE.splitlines(), "warned")]


def test_each_run_stops_commands_by_another_word(summary: Path) -> None:
    assert run("a").stdout.splitlines()[0] != run("a").stdout.splitlines()[0]
    assert summary.read_text("utf-8").count("## Said") == 2


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (FolkmootError("::error::a", "b"), 1, "error: ::error::a"),
        (WrongUse("no", "yes"), 2, "error: no"),
        (ValueError("::error::c"), 1, "ValueError: ::error::c"),
        (click.ClickException("::error::d"), 1, "Error: ::error::d"),
    ],
)
def test_errors_and_crashes_are_no_commands_either(summary: Path, error: Exception, code: int, told: str) -> None:
    result = run("begun\n", error)
    assert result.exit_code == code
    assert told in between(result)
    assert f"    {told}" in summary.read_text("utf-8").splitlines()


def test_a_summary_is_no_longer_than_github_shows(summary: Path) -> None:
    summary.write_text("before\n")
    run("é" * MOST_BYTES)
    told = summary.read_bytes()
    assert len(told) <= MOST_BYTES
    assert told.startswith(b"before\n## Said")
    assert told.endswith(b"stands in the log of this step.)\n")
    run("again")
    assert summary.stat().st_size <= MOST_BYTES


def test_elsewhere_a_command_says_what_it_says() -> None:
    result = run("a\n")
    assert (result.stdout, result.stderr) == ("a\n", "warned\n")


def test_building_and_collecting_are_guarded(summary: Path, tmp_path: Path) -> None:
    from folkmoot.cli import main

    for command, heading in (("build", "Built"), ("collect", "Collected")):
        result = CliRunner().invoke(main, [command, "--hub", str(tmp_path)])
        assert (result.exit_code, between(result)[0][:6]) == (2, "error:")
        assert f"## {heading}\n" in summary.read_text("utf-8")


def test_a_command_that_has_nothing_for_the_summary_is_obeyed_no_more(summary: Path, tmp_path: Path) -> None:
    from folkmoot.cli import main

    hub = tmp_path / "x##[add-mask]y"
    for words in (["archive", "restore"], ["report"], ["preview", "main"]):
        result = CliRunner().invoke(main, [*words, "--hub", str(hub)])
        assert (result.exit_code, between(result)[0][:6]) == (2, "error:")
    assert not summary.exists()


def test_what_stops_a_command_that_commands_the_runner_itself_is_words(summary: Path, tmp_path: Path) -> None:
    from folkmoot.cli import main

    result = CliRunner().invoke(main, ["sources", "--parts", "--hub", str(tmp_path / "x##[add-mask]y")])
    opening, said, *_, closing = result.stderr.splitlines()
    assert (result.exit_code, result.stdout, said[:6]) == (2, "", "error:")
    assert opening == f"::stop-commands::{closing.strip(':')}"


def test_a_name_of_any_bytes_is_printed(summary: Path) -> None:
    result = run("a\udcffb\n")
    assert (result.exit_code, between(result)[0]) == (0, "a\\udcffb")


def test_a_summary_that_is_full_stays_as_it_is(summary: Path) -> None:
    summary.write_bytes(b"x" * MOST_BYTES)
    run("more")
    assert summary.stat().st_size == MOST_BYTES


def test_what_goes_into_a_file_is_alone_there_and_the_log_obeys_nothing(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"members/zed.yml": "name: Zed\njoined: '::error::x'\n"})
    with (tmp_path / "out.md").open("w") as out:
        ended = subprocess.run(
            [sys.executable, "-m", "folkmoot", "check"],
            cwd=root, env={**os.environ, "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": ""},
            stdout=out, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ended.returncode == 2
    assert "::stop-commands::" not in (tmp_path / "out.md").read_text("utf-8")
    opening, *_, closing = ended.stderr.splitlines()
    assert closing == f"::{opening.removeprefix('::stop-commands::')}::"
