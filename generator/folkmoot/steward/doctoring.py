"""The use case `doctor`: what a repository's settings at GitHub still need, so that a hub's workflows do their work."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from folkmoot.collect.github.settings import Answer, Settings, read_repository, read_settings
from folkmoot.errors import WrongUse
from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.load.profile import load_profile
from folkmoot.model.community import Sources, github_name
from folkmoot.model.proposed import ACCEPTED
from folkmoot.steward.idle import idle_note
from folkmoot.text import listed, one_line

State = Literal["well", "needed", "advised", "unseen"]

_FORMS = ".github/ISSUE_TEMPLATE"
_WORKFLOWS = ".github/workflows"
_STOPPED = {
    "disabled_inactivity": "GitHub stopped it, since nothing happened in the repository for 60 days",
    "disabled_manually": "somebody stopped it",
    "disabled_fork": "it does not run in a fork until somebody starts it",
}


class Finding(NamedTuple):
    """What is to be said of one setting: how it is, why that matters, and the address where it is changed.

    `state` is well, needed (something does not work without), advised, or unseen, where the token may not see it.
    """

    setting: str
    state: State
    said: str
    why: str
    where: str


class Hub(NamedTuple):
    """What of a hub its settings have to fit: the files below .github, and what is collected from where."""

    repository: str
    branch: str
    forms: tuple[str, ...]
    labels: tuple[str, ...]
    workflows: frozenset[str]
    sources: Sources


def examine(root: Path, now: dt.datetime, token: str, base_url: str, named: str = "") -> list[Finding]:
    """Everything about the settings of the hub's repository at GitHub, which is `named` (owner/name) or in its files.

    Raises `WrongUse` where there is no hub, or where nobody says which repository is its.
    """
    hub = hub_of(root, named)
    settings = read_settings(hub.repository, hub.branch, token, base_url)
    found = [*findings(hub, settings), *_elsewhere(hub, token, base_url)]
    if note := idle_note(root, now):
        found.append(Finding("Activity", "advised", note, "", f"https://github.com/{hub.repository}/actions"))
    return found


def hub_of(root: Path, named: str = "") -> Hub:
    """What the files of the hub in `root` ask of its repository; raises `WrongUse` where there is no hub."""
    profile = load_profile(root)
    repository = named or github_name(profile.repository or "" if profile else "")
    if not repository:
        raise WrongUse(
            "nothing says which repository at GitHub is the hub’s",
            "write it as repository: in content/community.yml, or name it: --github OWNER/NAME",
        )
    forms = sorted((root / _FORMS).glob("*.yml"))
    workflows = frozenset(path.name for path in (root / _WORKFLOWS).glob("*.yml"))
    labels = {label for path in forms for label in _labels(path)}
    return Hub(
        repository,
        profile.branch if profile else "main",
        tuple(path.name for path in forms if path.name != "config.yml"),
        tuple(sorted(labels | ({ACCEPTED} if "propose.yml" in workflows else set()))),
        workflows,
        profile.sources if profile else Sources(),
    )


def _labels(form: Path) -> list[str]:
    try:
        written = read_yaml(form.read_bytes()).values.get("labels")
    except (OSError, Unreadable):
        return []
    return [one for one in written if isinstance(one, str)] if isinstance(written, list) else []


def findings(hub: Hub, settings: Settings) -> Iterator[Finding]:
    """What is to be said of each setting of the hub's own repository."""
    place = f"https://github.com/{hub.repository}"
    told = settings["repository"]
    if told.told is None:
        yield Finding(
            "Repository", "unseen", f"{hub.repository}: {told.reason}", "without it nothing else can be seen", place
        )
        return
    if "publish.yml" in hub.workflows:
        yield _pages(settings["pages"], f"{place}/settings/pages")
    if hub.workflows:
        yield from _actions(hub, settings, f"{place}/settings/actions")
        yield from _running(hub, settings["workflows"], f"{place}/actions")
    if hub.forms:
        yield _switch("Issues", told, "has_issues", "the forms for proposals are issues", f"{place}/settings")
    if hub.labels:
        yield _known_labels(hub, settings["labels"], f"{place}/labels")
    if hub.repository.lower() in map(str.lower, hub.sources.discussions):
        why = "content/community.yml names them among the sources; if you want none, take them out there"
        yield _switch("Discussions", told, "has_discussions", why, f"{place}/settings")
    yield _protection(hub, settings, f"{place}/settings/branches")


def _pages(answer: Answer, where: str) -> Finding:
    why = "publish.yml hands the site to GitHub Pages, which takes it only then"
    if answer.status == 404:
        return Finding("Pages", "needed", "is not switched on; choose GitHub Actions as the source", why, where)
    return _judged("Pages", answer, "build_type", "workflow", "choose GitHub Actions as the source", why, where)


def _actions(hub: Hub, settings: Settings, where: str) -> Iterator[Finding]:
    yield _judged("Actions", settings["actions"], "enabled", True, "allow actions", "nothing runs without them", where)
    yield _judged(
        "Rights of workflows",
        settings["rights"],
        "default_workflow_permissions",
        "read",
        "choose Read repository contents and packages permissions",
        "each workflow names the rights that it needs; one that forgets to should have few",
        where,
        advised=True,
    )
    if opening := [name for name in ("propose.yml", "forget.yml") if name in hub.workflows]:
        yield _judged(
            "Pull requests by workflows",
            settings["rights"],
            "can_approve_pull_request_reviews",
            True,
            "tick Allow GitHub Actions to create and approve pull requests",
            f"{' and '.join(opening)} {'opens' if len(opening) == 1 else 'open'} pull requests",
            where,
        )
    weak = "first_time_contributors_new_to_github"
    answer = settings["approval"]
    policy = answer.told.get("approval_policy") if isinstance(answer.told, dict) else None
    approved = Answer({"waits": policy not in (None, weak)}) if policy is not None else answer
    yield _judged(
        "Approval of first workflows",
        approved,
        "waits",
        True,
        "choose Require approval for first-time contributors",
        "whoever never contributed should not run anything on your account unseen",
        where,
        advised=True,
    )


def _running(hub: Hub, answer: Answer, where: str) -> Iterator[Finding]:
    why = "what is to happen by itself, such as publishing every morning, does not"
    if not isinstance(answer.told, list):
        yield _unseen("Workflows", answer, why, where)
        return
    stopped = []
    if hub.workflows and not answer.told:
        yield Finding("Workflows", "advised", "GitHub knows none of them yet: push them to the main branch", why, where)
        return
    for one in answer.told:
        path, state = str(one.get("path", "")), str(one.get("state", ""))
        name = path.rpartition("/")[2]
        if name in hub.workflows and path == f"{_WORKFLOWS}/{name}" and state != "active":
            reason = _STOPPED.get(state, f"its state is {one_line(state)}")
            stopped.append(
                Finding(f"Workflow {name}", "needed", f"{reason}; start it", why, f"{where}/workflows/{name}")
            )
    yield from stopped or [Finding("Workflows", "well", "all are started", why, where)]


def _known_labels(hub: Hub, answer: Answer, where: str) -> Finding:
    why = "a form gives its issues only labels that there are; with accepted, an issue becomes a pull request"
    if not isinstance(answer.told, list):
        return _unseen("Labels", answer, why, where)
    there = {str(one.get("name", "")).lower() for one in answer.told}
    missing = [label for label in hub.labels if label.lower() not in there]
    if missing:
        state: State = "needed" if ACCEPTED in missing else "advised"
        return Finding("Labels", state, f"make {listed(list(map(one_line, missing)))}", why, where)
    return Finding("Labels", "well", "all are there", why, where)


def _protection(hub: Hub, settings: Settings, where: str) -> Finding:
    name, why = f"Branch {hub.branch}", "changes should come by pull request, so that they are checked first"
    branch, rules = settings["branch"], settings["rules"]
    if (isinstance(branch.told, dict) and branch.told.get("protected")) or rules.told:
        return Finding(name, "well", "is protected", why, where)
    if branch.told is None and rules.told is None:
        return _unseen(name, branch, why, where)
    return Finding(name, "advised", "is not protected; require a pull request before merging", why, where)


def _elsewhere(hub: Hub, token: str, base_url: str) -> Iterator[Finding]:
    """Whether other repositories have what the hub collects from them."""
    wanted: dict[str, list[tuple[str, str]]] = {}
    lists = (("Discussions", "has_discussions", hub.sources.discussions), ("Issues", "has_issues", hub.sources.issues))
    for setting, key, names in lists:
        for name in names:
            if name.lower() != hub.repository.lower() or setting == "Issues":
                wanted.setdefault(name, []).append((setting, key))
    for name, asked in wanted.items():
        answer = read_repository(name, token, base_url)
        for setting, key in asked:
            why = "content/community.yml names them among the sources"
            yield _switch(f"{setting} of {name}", answer, key, why, f"https://github.com/{name}/settings")


def _switch(setting: str, answer: Answer, key: str, why: str, where: str) -> Finding:
    return _judged(setting, answer, key, True, "switch them on below Features", why, where)


def _judged(
    setting: str, answer: Answer, key: str, right: Any, todo: str, why: str, where: str, *, advised: bool = False
) -> Finding:
    """What is to be said where a key of an answer has to have one value."""
    held: Mapping[str, Any] = answer.told if isinstance(answer.told, dict) else {}
    if key not in held:
        unseen = _unseen(setting, answer, why, where)
        return unseen._replace(said=f"{unseen.said}; look yourself, and {todo}")
    if held[key] == right:
        return Finding(setting, "well", "as it should be", why, where)
    return Finding(setting, "advised" if advised else "needed", todo, why, where)


def _unseen(setting: str, answer: Answer, why: str, where: str) -> Finding:
    return Finding(setting, "unseen", answer.reason or "GitHub does not tell this token", why, where)
