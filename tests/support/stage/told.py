"""What came of a run: each job, each step, what was printed, and what the runner would have read in it."""

from dataclasses import dataclass, field
from pathlib import Path

from support.github.runs import WorkflowRun
from support.stage.commands import ANNOTATIONS, Command, commands


@dataclass
class Step:
    """A step: `outcome` before, and `conclusion` after `continue-on-error`: success, failure or skipped.

    `said` is what it printed on either stream, in order; `status` the exit code of its shell.
    """

    name: str
    outcome: str = "skipped"
    conclusion: str = "skipped"
    status: int | None = None
    said: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    warnings: list[Command] = field(default_factory=list)

    @property
    def commands(self) -> list[Command]:
        """What the runner obeyed, and what it says itself."""
        return [*commands(self.said), *self.warnings]

    @property
    def annotations(self) -> list[Command]:
        return [one for one in self.commands if one.name in ANNOTATIONS]


@dataclass
class Job:
    """A job, of one combination of its matrix; `result` is success, failure or skipped."""

    name: str
    result: str = "success"
    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    workspace: Path | None = None

    @property
    def summary(self) -> str:
        """What the page of the run shows of it."""
        return "".join(step.summary for step in self.steps)


@dataclass
class Run:
    """A run; `at_github` is what the world knows of it, None where the event starts no such workflow."""

    jobs: list[Job] = field(default_factory=list)
    at_github: WorkflowRun | None = None

    @property
    def started(self) -> bool:
        return self.at_github is not None

    @property
    def conclusion(self) -> str:
        """How it ended, as GitHub tells it."""
        results = {job.result for job in self.jobs}
        return "failure" if "failure" in results else "success" if "success" in results else "skipped"

    def job(self, name: str) -> Job:
        """The job of that name; of a matrix, the first."""
        return next(job for job in self.jobs if job.name == name)

    def step(self, name: str, job: str = "") -> Step:
        """The step of that name, in whichever job or in `job`."""
        return next(one for of in self.jobs if job in ("", of.name) for one in of.steps if one.name == name)

    @property
    def failed(self) -> list[str]:
        """The steps that failed, with what they said: what to look at first."""
        return [f"{step.name}: {step.said}" for job in self.jobs for step in job.steps if step.outcome == "failure"]

    @property
    def summary(self) -> str:
        return "".join(job.summary for job in self.jobs)
