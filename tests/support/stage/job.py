"""One job of a run: what its expressions know, its steps in their order, and what each of them says to the next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from support.github.runs import WorkflowRun
from support.stage.actions import ActionFailed, Use, used
from support.stage.commands import LONGEST_SUMMARY, Command, pairs_in
from support.stage.events import Event
from support.stage.expressions import Known, WorkflowError, as_text, condition, inserted
from support.stage.machine import Machine
from support.stage.told import Job, Step

if TYPE_CHECKING:
    from support.stage.running import Stage

_FILES = {"GITHUB_OUTPUT": "output", "GITHUB_ENV": "env", "GITHUB_PATH": "path", "GITHUB_STEP_SUMMARY": "summary"}


@dataclass(frozen=True)
class Needed:
    """What a job that others need came to; `went_well` and `failed` count those that it needed itself."""

    result: str
    outputs: dict[str, str]
    went_well: bool
    failed: bool


class JobRun:
    """A job that is about to run, or one combination of its matrix."""

    def __init__(
        self,
        stage: "Stage",
        workflow: Mapping[str, Any],
        name: str,
        job: Mapping[str, Any],
        needs: Mapping[str, Needed],
        event: Event,
        run: WorkflowRun,
        token: str,
        permissions: dict[str, str],
    ) -> None:
        self._stage, self._workflow, self._job, self._needs = stage, workflow, job, needs
        self._event, self._run, self._token, self._permissions = event, run, token, permissions
        self._machine: Machine | None = None
        self._matrix: dict[str, Any] = {}
        self._steps: dict[str, Step] = {}
        self._env: dict[str, str] = {}
        self._told = Job(name)

    def wanted(self) -> bool:
        """Whether its `if` holds, and where it says nothing, whether all that it needs went well."""
        well = all(one.went_well for one in self._needs.values())
        failed = any(one.failed for one in self._needs.values())
        return condition(self._job.get("if"), self._contexts(), _statuses(well, failed))

    def value(self, told: Any) -> Any:
        """A value of the YAML with its expressions worked out."""
        return inserted(told, self._contexts(), {})

    def on(self, folder: Path, matrix: dict[str, Any]) -> Job:
        """Runs the steps on a machine in `folder`."""
        self._machine, self._matrix = Machine(folder), matrix
        self._told.workspace = self._machine.workspace
        self._write_event()
        for of in (self._workflow, self._job):
            self._env |= {key: as_text(self.value(value)) for key, value in (of.get("env") or {}).items()}
        ids = [step["id"] for step in self._job["steps"] if "id" in step]
        if len(ids) != len(set(ids)):
            raise WorkflowError(f"two steps of {self._told.name} have one id")
        self._steps = {one: Step(one) for one in ids}
        for step in self._job["steps"]:
            self._step(step)
        self._told.outputs = {
            key: as_text(self.value(value)) for key, value in (self._job.get("outputs") or {}).items()
        }
        # The address that is shown with a deployment is worked out as well, for a slip in it ends the job.
        environment = self._job.get("environment")
        self.value(environment.get("url") if isinstance(environment, dict) else environment)
        return self._told

    def _step(self, told: Mapping[str, Any]) -> None:
        step = self._steps.get(told.get("id", ""), Step(""))
        step.name = as_text(self.value(told.get("name", told.get("uses", "run"))))
        self._told.steps.append(step)
        failed = self._told.result == "failure"
        if not condition(told.get("if"), self._contexts(), _statuses(not failed, failed)):
            return
        own = {key: as_text(self.value(value)) for key, value in (told.get("env") or {}).items()}
        before, self._env = self._env, {**self._env, **own}
        try:
            if "uses" in told:
                self._use(step, told)
            else:
                self._shell(step, told)
        finally:
            self._env = {**before, **{key: self._env[key] for key in self._env.keys() - before.keys() - own.keys()}}
        step.conclusion = step.outcome
        if step.outcome == "failure":
            if self.value(told.get("continue-on-error", False)):
                step.conclusion = "success"
            else:
                self._told.result = "failure"

    def _use(self, step: Step, told: Mapping[str, Any]) -> None:
        assert self._machine
        words = {key: as_text(self.value(value)) for key, value in (told.get("with") or {}).items()}
        said: list[str] = []
        use = Use(self._stage, self._machine, self._event, self._run, self._token, self._permissions, words, said)
        try:
            step.outputs = used(told["uses"], use)
            step.outcome = "success"
        except ActionFailed as failed:
            said.append(f"::error::{str(failed).strip()}")
            step.outcome = "failure"
        step.said = "\n".join(said)

    def _shell(self, step: Step, told: Mapping[str, Any]) -> None:
        assert self._machine
        files = {name: self._machine.temporary / file for name, file in _FILES.items()}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        usual = {**_usual(self._workflow), **_usual(self._job)}
        shell = told.get("shell", usual.get("shell", ""))
        if shell not in ("", "bash"):
            raise WorkflowError(f"the stage has no shell {shell}")
        cwd = self._machine.workspace / self.value(told.get("working-directory", usual.get("working-directory", ".")))
        named = {f"GITHUB_{key.upper()}": as_text(value) for key, value in self._github().items() if key not in _SILENT}
        of_runner = {"RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", "RUNNER_TEMP": str(self._machine.temporary)}
        environment = {"CI": "true", "GITHUB_ACTIONS": "true", **named, **of_runner, **self._env}
        environment |= {name: str(file) for name, file in files.items()}
        # What is built is dated by the time of the tests' GitHub.
        environment.setdefault("SOURCE_DATE_EPOCH", str(self._stage.github.seconds))
        script = as_text(self.value(told["run"]))
        step.status, step.said = self._machine.run(script, shell, cwd, environment)
        step.outcome = "failure" if step.status else "success"
        self._read(step, {name: file.read_text(encoding="utf-8", errors="replace") for name, file in files.items()})

    def _read(self, step: Step, written: Mapping[str, str]) -> None:
        """Reads what a step wrote for the runner."""
        assert self._machine
        try:
            step.outputs = pairs_in(written["GITHUB_OUTPUT"])
            self._env |= pairs_in(written["GITHUB_ENV"])
        except ValueError as error:
            step.outcome = "failure"
            step.warnings.append(Command("error", f"Unable to process file command successfully. {error}"))
        self._machine.path[:0] = filter(None, written["GITHUB_PATH"].splitlines())
        step.summary = written["GITHUB_STEP_SUMMARY"]
        if len(step.summary.encode()) > LONGEST_SUMMARY:
            step.summary = ""
            said = "$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k"
            step.warnings.append(Command("error", said))

    def _contexts(self) -> dict[str, Any]:
        needs = {name: Known(result=one.result, outputs=_Silent(one.outputs)) for name, one in self._needs.items()}
        found = {
            "github": Known(self._github()),
            "env": dict(self._env),
            "vars": self._stage.variables,
            "secrets": {**({} if self._event.fork else self._stage.secrets), "GITHUB_TOKEN": self._token},
            "inputs": self._event.payload.get("inputs") or {},
            "needs": Known(needs),
            "matrix": Known(self._matrix),
        }
        if self._machine:
            steps = {
                name: Known(outputs=_Silent(one.outputs), outcome=one.outcome, conclusion=one.conclusion)
                for name, one in self._steps.items()
            }
            found["steps"] = Known(steps)
            found["job"] = Known(status=self._told.result)
            found["runner"] = Known(os="Linux", arch="X64", temp=str(self._machine.temporary))
        return found

    def _github(self) -> dict[str, Any]:
        """What `github` says, and GITHUB_… in the environment; of paths none before there is a machine."""
        event, of, github, run = self._event, self._event.repository, self._stage.github, self._run
        tail = event.ref.removeprefix("refs/heads/").removeprefix("refs/pull/")
        told = {
            "event": event.payload,
            "event_name": event.name,
            "repository": of.full_name,
            "repository_id": str(of.number),
            "repository_owner": of.owner.login,
            "repository_owner_id": str(of.owner.number),
            "sha": event.sha,
            "ref": event.ref,
            "ref_name": tail,
            "ref_type": "branch",
            "base_ref": event.base_ref,
            "head_ref": event.head_ref,
            "actor": event.actor,
            "actor_id": str(run.by.number),
            "triggering_actor": event.actor,
            "workflow": run.workflow,
            "workflow_ref": f"{of.full_name}/{run.path}@{event.ref}",
            "workflow_sha": event.sha,
            "job": self._told.name,
            "run_id": str(run.number),
            "run_number": str(run.number % 1000),
            "run_attempt": "1",
            "server_url": github.base_url,
            "api_url": github.base_url,
            "graphql_url": f"{github.base_url}/graphql",
            "token": self._token,
        }
        if self._machine:
            told |= {
                "workspace": str(self._machine.workspace),
                "event_path": str(self._machine.temporary / "event.json"),
            }
        return told

    def _write_event(self) -> None:
        assert self._machine
        file = self._machine.temporary / "event.json"
        file.write_text(json.dumps(self._event.payload), encoding="utf-8")


_SILENT = ("event", "token")
"""What expressions know and the environment of a step does not."""


class _Silent(dict[str, str]):
    """Outputs: what was not said is empty."""

    def get(self, name: str, otherwise: Any = "") -> Any:
        return super().get(name, otherwise)


def _usual(of: Mapping[str, Any]) -> dict[str, str]:
    told: dict[str, str] = (of.get("defaults") or {}).get("run") or {}
    return told


def _statuses(well: bool, failed: bool) -> dict[str, Any]:
    return {
        "success": lambda: well,
        "failure": lambda: failed,
        "always": lambda: True,
        "cancelled": lambda: False,
    }
