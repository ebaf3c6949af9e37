"""A workflow's file: which events start it, its jobs in their order, and what each job may."""

import fnmatch
import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from support.stage.events import Event
from support.stage.expressions import WorkflowError

Told = dict[str, Any]

_JOB = {
    *("concurrency", "defaults", "env", "environment", "if", "name", "needs", "outputs", "permissions", "runs-on"),
    *("steps", "strategy", "timeout-minutes"),
}
_STEP = set("id name if uses with run env shell working-directory continue-on-error timeout-minutes".split())
_USUAL_TYPES = {"pull_request": ["opened", "synchronize", "reopened"]}


def read(text: str) -> Told:
    """A workflow; WorkflowError where a job or a step says what this stage does not do."""
    told: Told = yaml.safe_load(text)
    # YAML 1.1 takes the word `on` for true.
    told["on"] = told.pop("on", None) or told.pop(True)  # type: ignore[call-overload]
    for name, job in told["jobs"].items():
        _known(f"the job {name}", job, _JOB)
        for step in job["steps"]:
            _known(f"a step of {name}", step, _STEP)
            if ("run" in step) == ("uses" in step):
                raise WorkflowError(f"a step of {name} neither runs nor uses anything, or does both: {step}")
    return told


def _known(what: str, told: Told, words: set[str]) -> None:
    if unknown := told.keys() - words:
        raise WorkflowError(f"the stage does not know what {what} says: {', '.join(sorted(unknown))}")


def starts(told: Told, event: Event) -> bool:
    """Whether an event starts it, by its name, its kind, and the branch or the workflow that it is about."""
    on = told["on"]
    if not isinstance(on, dict):
        return event.name in ([on] if isinstance(on, str) else on)
    if event.name not in on:
        return False
    wanted = on[event.name] or {}
    if not isinstance(wanted, dict):
        return True
    if unknown := wanted.keys() - {"types", "branches", "workflows", "inputs", "paths"}:
        raise WorkflowError(f"the stage does not filter events by {', '.join(sorted(unknown))}")
    action = event.payload.get("action")
    types = wanted.get("types") or _USUAL_TYPES.get(event.name) or [action]
    branch = event.base_ref or event.ref.removeprefix("refs/heads/")
    if event.name == "workflow_run":
        branch = str(event.payload["workflow_run"]["head_branch"])
        if event.payload["workflow_run"]["name"] not in wanted["workflows"]:
            return False
    if "paths" in wanted and not any(_is_below(path, one) for path in event.changed for one in wanted["paths"]):
        return False
    return action in types and any(fnmatch.fnmatchcase(branch, one) for one in wanted.get("branches", ["*"]))


def _is_below(path: str, pattern: str) -> bool:
    """Whether a pattern such as docs/** names a path; WorkflowError for one that this stage does not understand."""
    if not pattern.endswith("/**") or set(pattern[:-3]) & set("*?[!+"):
        raise WorkflowError(f"the stage does not filter by paths such as {pattern}")
    return path.startswith(pattern[:-2])


def in_order(jobs: Mapping[str, Told]) -> Iterator[tuple[str, Told, list[str]]]:
    """The jobs, each behind those that it needs; WorkflowError where they wait for each other or for none."""
    waiting = {name: _listed(job.get("needs")) for name, job in jobs.items()}
    done: set[str] = set()
    while waiting:
        ready = next((name for name, needs in waiting.items() if done.issuperset(needs)), None)
        if ready is None:
            raise WorkflowError(f"jobs wait for what does not come: {waiting}")
        yield ready, jobs[ready], waiting.pop(ready)
        done.add(ready)


def _listed(told: str | list[str] | None) -> list[str]:
    return [told] if isinstance(told, str) else list(told or ())


def combinations(job: Told, value: Callable[[Any], Any]) -> list[Told]:
    """What `matrix` is in each run of a job: all combinations of its lists, and what `include` adds."""
    matrix = value((job.get("strategy") or {}).get("matrix"))
    if not matrix:
        return [{}]
    told = {name: value(listed) for name, listed in matrix.items()}
    extra = told.pop("include", None) or []
    if "exclude" in told:
        raise WorkflowError("the stage leaves nothing out of a matrix")
    found: list[Told] = [dict(zip(told, one, strict=True)) for one in itertools.product(*told.values())] if told else []
    for more in extra:
        fits = [one for one in found if told and all(more[key] == one[key] for key in told.keys() & more.keys())]
        for one in fits:
            one.update(more)
        found += [] if fits else [dict(more)]
    return found


def permissions(told: Told, job: Told, event: Event) -> dict[str, str]:
    """What a job's token may: a fork's proposal never writes."""
    given = job.get("permissions", told.get("permissions", {"contents": "read"}))
    if not isinstance(given, dict):
        raise WorkflowError(f"the permissions of a job are {given!r}: name each")
    weaker = event.fork and event.name == "pull_request"
    return {name: "read" if weaker and level == "write" else level for name, level in given.items()}
