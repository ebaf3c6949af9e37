"""A stage on which a workflow runs: its jobs in their order, each on a machine of its own, before the tests' GitHub.

    stage = Stage(tmp_path, github)
    run = stage.run("check.yml", proposed(github, "officina/hub", 7))
    assert run.step("Review it").outcome == "success"

Steps run by the shell of their YAML, actions by the stand-ins of `actions.py`. What a runner would refuse, and what
this stage does not do, is a WorkflowError. Time limits, concurrency and the machine's own kind are not looked at.
"""

from collections.abc import Mapping
from pathlib import Path

from support.github import branches
from support.github.rest_visits import Token, account_of
from support.github.runs import WorkflowRun
from support.github.server import GitHub
from support.stage.events import Event
from support.stage.expressions import WorkflowError
from support.stage.job import JobRun, Needed
from support.stage.told import Job, Run
from support.stage.workflow import combinations, in_order, permissions, read, starts

_FIRST_RUN = 9_000


class Stage:
    """What outlasts a run: `caches` by key with their paths, and the site that was `published` last.

    `secrets` and `variables` are the repository's own. `workspaces` holds the machines of all jobs, for a look.
    """

    def __init__(self, folder: Path, github: GitHub) -> None:
        self.folder = folder / "stage"
        self.folder.mkdir()
        self.github = github
        self.published = self.folder / "published"
        self.caches: dict[str, tuple[str, Path]] = {}
        self.secrets: dict[str, str] = {}
        self.variables: dict[str, str] = {}
        self._runs = 0

    def run(self, workflow: str | Path, event: Event) -> Run:
        """Runs a workflow: a path, or the name of one in the repository as it is at the event."""
        path = f".github/workflows/{workflow}"
        if isinstance(workflow, Path):
            path, text = f".github/workflows/{workflow.name}", workflow.read_text(encoding="utf-8")
        else:
            assert event.repository.git
            text = branches.git(event.repository.git, "show", f"{event.sha}:{path}")
        told = read(text)
        if not starts(told, event):
            return Run()
        at_github = self.begun(str(told.get("name", path)), path, event)
        run = Run(at_github=at_github)
        done: dict[str, Needed] = {}
        for name, job, needs in in_order(told["jobs"]):
            behind = {one: done[one] for one in needs}
            ran = self._job(told, name, job, behind, event, at_github)
            run.jobs += ran
            done[name] = _together(ran, behind)
        at_github.status, at_github.conclusion = "completed", run.conclusion
        return run

    def begun(self, name: str, path: str, event: Event) -> WorkflowRun:
        """The run as GitHub knows it: of a proposal it names the commit that was proposed."""
        self._runs += 1
        of, pull = event.repository, event.payload.get("pull_request")
        head, source = event.sha, of
        if pull:
            head = pull["head"]["sha"]
            source = self.github.repository(pull["head"]["repo"]["full_name"])
        branch = event.head_ref or event.ref.removeprefix("refs/heads/")
        by = account_of(self.github.view, event.actor)
        number = _FIRST_RUN + self._runs
        run = WorkflowRun(
            of, number, name, path, event.name, head, branch, source, by, self.github.at, "in_progress", None
        )
        of.runs.append(run)
        return run

    def _job(
        self,
        told: dict[str, object],
        name: str,
        job: dict[str, object],
        behind: Mapping[str, Needed],
        event: Event,
        run: WorkflowRun,
    ) -> list[Job]:
        may = permissions(told, job, event)
        token = f"ghs_{run.number}_{name}"
        self.github.gives(token, Token(permissions=may, repository=event.repository.full_name))
        ran = JobRun(self, told, name, job, behind, event, run, token, may)
        if not ran.wanted():
            return [Job(name, "skipped")]
        found = []
        for place, matrix in enumerate(combinations(job, ran.value)):
            folder = self.folder / f"{run.number}-{name}-{place}"
            found.append(JobRun(self, told, name, job, behind, event, run, token, may).on(folder, matrix))
        # GitHub takes a job's token back when the job has ended.
        self.github.revoked.add(token)
        return found


def _together(jobs: list[Job], behind: Mapping[str, Needed]) -> Needed:
    """What the combinations of a job came to, for those that need it."""
    results = {job.result for job in jobs}
    result = "failure" if "failure" in results else jobs[0].result
    outputs = {name: value for job in jobs for name, value in job.outputs.items() if value}
    went_well = result == "success" and all(one.went_well for one in behind.values())
    failed = result == "failure" or any(one.failed for one in behind.values())
    return Needed(result, outputs, went_well, failed)


__all__ = ["Stage", "WorkflowError"]
