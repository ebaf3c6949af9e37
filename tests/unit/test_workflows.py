"""The workflows of this repository and of new hubs: well-formed, safe, and their shell does what it says."""

import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path, PurePath
from typing import Any

import pytest
import yaml

from folkmoot import picturing, turnover
from folkmoot.load.bookmarks import BOOKMARKS
from folkmoot.load.visits import ACCOUNTS, CACHE, HISTORIES, VISITS, of_shard
from support.hubs import minimal_hub, write

_CHECKOUT = Path(__file__).resolve().parents[2]
_HUB = _CHECKOUT / "generator/folkmoot/contribute/hub"
_DESK = _CHECKOUT / "generator/folkmoot/contribute/private_desk/repository"
SETS = {"this repository": _CHECKOUT / ".github", "a new hub": _HUB / ".github", "a desk": _DESK / ".github"}
WORKFLOWS = sorted(path for folder in SETS.values() for path in folder.glob("workflows/*.yml"))

# The tools stand beside the Python that runs the tests, whether or not its folder is on the PATH.
_TOOLS = Path(sys.executable).parent
_ENVIRONMENT = os.environ | {"PATH": f"{_TOOLS}{os.pathsep}{os.environ['PATH']}"}


def _named(path: Path) -> str:
    return str(path.relative_to(_CHECKOUT))


def _said(*command: str | Path, cwd: Path = _CHECKOUT) -> tuple[int, str]:
    done = subprocess.run(command, cwd=cwd, env=_ENVIRONMENT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _jobs(path: Path) -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(path.read_text())["jobs"]
    return jobs


def _steps(path: Path) -> list[dict[str, Any]]:
    return list(itertools.chain.from_iterable(job["steps"] for job in _jobs(path).values()))


def _script(name: str, workflow: str = "publish.yml") -> str:
    """The shell of the step called `name` in a new hub's workflow."""
    steps = _steps(SETS["a new hub"] / "workflows" / workflow)
    return next(str(step["run"]) for step in steps if step["name"] == name)


def test_all_sets_are_there() -> None:
    assert [_named(path).rpartition("/")[2] for path in WORKFLOWS] == [
        *("check.yml", "ci.yml", "comment.yml", "forget.yml", "greet.yml", "propose.yml", "publish.yml", "report.yml"),
        *("check.yml", "comment.yml", "forget.yml", "greet.yml", "propose.yml", "publish.yml", "report.yml"),
        "desk.yml",
    ]


@pytest.mark.parametrize("folder", SETS.values(), ids=SETS)
def test_zizmor_finds_nothing_even_as_a_pedant(folder: Path) -> None:
    status, said = _said("zizmor", "--offline", "--pedantic", "--no-progress", folder)
    assert status == 0, said
    assert "No findings" in said


@pytest.mark.parametrize("path", WORKFLOWS, ids=_named)
def test_a_workflow_follows_githubs_schema(path: Path) -> None:
    for schema in ("vendor.github-workflows", "custom.github-workflows-require-timeout"):
        status, said = _said("check-jsonschema", "--builtin-schema", schema, path)
        assert status == 0, said


@pytest.mark.parametrize("folder", SETS.values(), ids=SETS)
def test_dependabots_settings_follow_its_schema(folder: Path) -> None:
    status, said = _said("check-jsonschema", "--builtin-schema", "vendor.dependabot", folder / "dependabot.yml")
    assert status == 0, said


@pytest.mark.parametrize("path", WORKFLOWS, ids=_named)
def test_actionlint_and_shellcheck_find_nothing(path: Path) -> None:
    status, said = _said("jactionlint", path)
    assert (status, said) == (0, "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=_named)
def test_the_shell_stops_at_the_first_failure_and_is_told_nothing_by_strangers(path: Path) -> None:
    for step in _steps(path):
        if "run" in step:
            assert step["run"].startswith("set -euo pipefail\n"), step["name"]
            assert "${{" not in step["run"], step["name"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=_named)
def test_actions_are_pinned_to_commits(path: Path) -> None:
    for step in _steps(path):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step.get("uses", "a/b@" + "0" * 40)), step["name"]


def test_only_keeping_and_proposing_may_write_to_a_repository() -> None:
    writers = [
        (_named(path), name)
        for path in WORKFLOWS
        for name, job in _jobs(path).items()
        if job["permissions"].get("contents") == "write"
    ]
    hub = _named(_HUB / ".github/workflows")
    assert writers == [
        (".github/workflows/forget.yml", "propose"),
        (".github/workflows/propose.yml", "propose"),
        (f"{hub}/forget.yml", "propose"),
        (f"{hub}/forget.yml", "clear"),
        (f"{hub}/propose.yml", "propose"),
        (f"{hub}/publish.yml", "keep"),
        (_named(_DESK / ".github/workflows/desk.yml"), "desk"),
    ]


def test_what_collecting_remembers_is_kept_from_run_to_run_and_shown() -> None:
    jobs = _jobs(_HUB / ".github/workflows/publish.yml")
    steps = [(job, step) for job, told in jobs.items() for step in told["steps"] if "cache" in step.get("uses", "")]
    uses = [(job, step["uses"].split("@")[0]) for job, step in steps]
    restored, saved = "actions/cache/restore", "actions/cache/save"
    assert uses == [
        *[("collect", restored)] * 2,
        *[("collect", saved), ("keep", restored), ("keep", saved), ("build", restored)],
    ]
    kept = [step["with"]["path"].split() for _, step in steps]
    sources = [f"{CACHE}/{name}" for name in ("bookmarks*.json", turnover.MEMORY, picturing.MEMORY, "visits*.json")]
    histories = [f"{CACHE}/{name}" for name in (ACCOUNTS, "git", HISTORIES)]
    assert kept == [sources, histories, histories, *[sources] * 3], "addresses in histories are not for the build"
    assert len({step["with"]["key"] for _, step in steps if step["with"]["path"].split() == histories}) == 1
    for name in (BOOKMARKS, VISITS):
        assert any(PurePath(f"{CACHE}/{of_shard(name, (2, 4))}").match(pattern) for pattern in sources)


def test_the_archive_is_restored_in_one_way() -> None:
    steps = [step["run"] for path in WORKFLOWS for step in _steps(path) if step["name"] == "Restore the archive"]
    assert len(steps) == 10
    assert len(set(steps)) == 1


def test_a_part_that_fails_stops_no_other_and_a_site_that_cannot_be_built_takes_no_ones_place() -> None:
    jobs = _jobs(_HUB / ".github/workflows/publish.yml")
    assert jobs["collect"]["strategy"]["fail-fast"] is False
    assert {jobs[name]["if"] for name in ("keep", "build", "deploy")} == {
        "${{ !cancelled() && needs.plan.result == 'success' }}",
        "${{ !cancelled() }}",
        "${{ !cancelled() && needs.build.result == 'success' }}",
    }


class Runner:
    """Machines like GitHub's, each with a hub's checkout, beside the repository that it comes from."""

    def __init__(self, folder: Path) -> None:
        self.origin = folder / "hub.git"
        self.folder = folder
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))

    def git(self, *words: str, cwd: Path | None = None) -> str:
        done = subprocess.run(["git", *words], cwd=cwd or self.folder, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def checkout(self, name: str) -> Path:
        place = self.folder / name
        self.git("init", "--quiet", "--initial-branch=main", str(place))
        self.git("remote", "add", "origin", str(self.origin), cwd=place)
        return minimal_hub(place, **{"content/community.yml": COMMUNITY})

    def run(self, step: str, cwd: Path, workflow: str = "publish.yml", **told: str) -> subprocess.CompletedProcess[str]:
        machine = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_TOKEN": "not-a-secret",
            "GITHUB_OUTPUT": str(cwd.with_suffix(".output")),
            "GITHUB_STEP_SUMMARY": str(cwd.with_suffix(".summary")),
        }
        command = ["bash", "-c", _script(step, workflow)]
        environment = _ENVIRONMENT | machine | told
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


COMMUNITY = "name: Test Moot\ntimezone: Europe/Rome\narchive_dir: .folkmoot/archive\nsources: {shards: 2}\n"
KEPT = ".folkmoot/archive/entries/blog/2026.jsonl"


def test_what_one_machine_collects_another_one_keeps_and_the_next_run_finds(runner: Runner) -> None:
    collector = runner.checkout("collector")
    assert runner.run("Restore the archive", collector).returncode == 0
    write(collector, KEPT, '{"id":"a","published":"2026-01-01"}\n')
    assert runner.run("Put aside what is new", collector).returncode == 0
    keeper = runner.checkout("keeper")
    runner.run("Restore the archive", keeper)
    (keeper / ".folkmoot/parts").mkdir()
    (collector / ".folkmoot/part").rename(keeper / ".folkmoot/parts/part-1-of-2")
    kept = runner.run("Keep it in the archive", keeper)
    assert (kept.returncode, kept.stdout.splitlines()[1:-1]) == (0, ["Kept: 1 post."])
    assert runner.git("log", "--format=%an: %s", "archive", cwd=runner.origin) == "github-actions[bot]: 1 post"
    for workflow in ("publish.yml", "check.yml"):
        later = runner.checkout(workflow)
        assert runner.run("Restore the archive", later, workflow).returncode == 0
        assert (later / KEPT).read_text() == '{"id":"a","published":"2026-01-01"}\n'


def test_a_run_of_which_no_part_came_keeps_nothing(runner: Runner) -> None:
    keeper = runner.checkout("keeper")
    runner.run("Restore the archive", keeper)
    assert "\nNothing new was collected.\n" in runner.run("Keep it in the archive", keeper).stdout
    assert runner.git("branch", "--list", cwd=runner.origin) == ""


def test_the_parts_are_told_as_the_matrix_takes_them(runner: Runner) -> None:
    hub = runner.checkout("hub")
    assert runner.run("Tell the parts", hub).returncode == 0
    name, _, told = hub.with_suffix(".output").read_text().partition("=")
    assert (name, json.loads(told)) == (
        "parts",
        [{"part": "1/2", "name": "1-of-2"}, {"part": "2/2", "name": "2-of-2"}],
    )
    write(hub, "content/community.yml", "name: [")
    runner.run("Tell the parts", hub)
    assert hub.with_suffix(".output").read_text().endswith('parts=[{"part": "1/1", "name": "1-of-1"}]\n')


@pytest.mark.parametrize(("step", "heading"), [("Build the site", "Built"), ("Collect", "Collected")])
def test_what_the_program_prints_cannot_command_the_runner(runner: Runner, step: str, heading: str) -> None:
    hub = runner.checkout("hub")
    write(hub, "members/bo.yml", '"::add-mask::x": 1\n')
    done = runner.run(step, hub, PART="1/2")
    opening, *between, closing = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (1, "")
    assert re.fullmatch(r"::stop-commands::[0-9a-f]{32}", opening)
    assert closing == f"::{opening.rpartition('::')[2]}::"
    assert any("::add-mask::x" in line for line in between)
    summary = hub.with_suffix(".summary").read_text("utf-8")
    assert summary.startswith(f"## {heading}\n\n    ")
    assert all(line.startswith("    ") for line in summary.splitlines()[2:])


def test_who_left_can_be_read_where_it_is_collected() -> None:
    checkout, *_ = _jobs(_HUB / ".github/workflows/publish.yml")["collect"]["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    assert "filter" not in checkout["with"]  # each version of a file would be fetched by itself
