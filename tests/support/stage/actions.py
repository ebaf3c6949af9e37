"""Stand-ins for the actions that workflows use: each does with `with` what the action's own page says, or fails so.

What an action is told and the stand-in does not know is an error, so that no slip passes for a setting.
"""

import base64
import io
import re
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from support.github.world import Repository
from support.stage.events import Event
from support.stage.expressions import WorkflowError
from support.stage.machine import Machine

if TYPE_CHECKING:
    from support.github.runs import WorkflowRun
    from support.stage.running import Stage


class ActionFailed(Exception):
    """An action ends its step as failed, and says why."""


@dataclass
class Use:
    """One use of an action: what it is told, and where."""

    stage: "Stage"
    machine: Machine
    event: Event
    run: "WorkflowRun"
    token: str
    permissions: dict[str, str]
    told: dict[str, str]
    said: list[str]

    @property
    def repository(self) -> Repository:
        return self.event.repository

    def _is_temporary(self, place: Path) -> bool:
        """Whether a place lies in the runner's own temporary folder, where nothing is that was checked out."""
        return place.is_relative_to(self.machine.temporary)

    def flag(self, name: str, otherwise: bool) -> bool:
        return self.told.get(name, str(otherwise)).lower() == "true"

    def paths(self) -> list[Path]:
        """The paths of `path` that are there, with what its stars stand for."""
        found: list[Path] = []
        for line in filter(None, map(str.strip, self.told["path"].splitlines())):
            if line.startswith(("!", "~")) or (line.startswith("/") and not self._is_temporary(Path(line))):
                raise WorkflowError(f"the stage keeps no such path: {line}")
            place = self.machine.workspace
            found += sorted(place.glob(line)) if "*" in line else [place / line] if (place / line).exists() else []
        return found


def _git(use: Use, folder: Path, *words: str) -> None:
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        env={"PATH": ":".join(use.machine.path), "HOME": str(use.machine.home), "GIT_TERMINAL_PROMPT": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ActionFailed(f"git {words[0]}: {done.stderr}")


def _checkout(use: Use) -> dict[str, str]:
    """Clones the commit of the event, or `ref`; the token stays in the configuration unless told otherwise."""
    github, event = use.stage.github, use.event
    if use.permissions.get("contents", "none") == "none":
        raise ActionFailed("Not Found: the job has no permission to read contents")
    folder = use.machine.workspace / use.told.get("path", ".")
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / ".git").exists():
        raise WorkflowError("a checkout over another is more than the stage does")
    for one in folder.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    full_name = use.told.get("repository", use.repository.full_name)
    token = base64.b64encode(f"x-access-token:{use.told.get('token', use.token)}".encode()).decode()
    header = f"http.{github.base_url}/.extraheader=AUTHORIZATION: basic {token}"
    _git(use, folder, "init", "--quiet", "--initial-branch=main")
    _git(use, folder, "remote", "add", "origin", f"{github.base_url}/{full_name}")
    depth = int(use.told.get("fetch-depth", "1"))
    wanted, ref = use.told.get("ref", ""), use.told.get("ref") or event.ref
    own = full_name == use.repository.full_name and not wanted
    if own and ref.startswith("refs/pull/"):
        source, there = event.sha, f"refs/remotes/{ref.removeprefix('refs/')}"
    else:
        branch = ref.removeprefix("refs/heads/") if own or wanted else "main"
        source, there = (event.sha if own else branch), f"refs/remotes/origin/{branch}"
    if depth:
        refs = ["--depth", str(depth), "--no-tags", f"+{source}:{there}"]
    else:
        refs = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"]
        refs += [f"+{source}:{there}"] if "/pull/" in there else []
    _git(use, folder, "-c", header, "fetch", "--quiet", "origin", *refs)
    if there.startswith("refs/remotes/origin/") and (own or not re.fullmatch("[0-9a-f]{40}", source)):
        _git(use, folder, "checkout", "--quiet", "-B", there.removeprefix("refs/remotes/origin/"), there)
    else:
        _git(use, folder, "checkout", "--quiet", "--detach", there)
    if use.flag("persist-credentials", True):
        _git(use, folder, "config", *header.split("=", 1))
    return {"ref": ref, "commit": event.sha}


def _python(use: Use) -> dict[str, str]:
    return {"python-version": use.told["python-version"], "python-path": str(use.machine.tools / "python")}


def _restore(use: Use) -> dict[str, str]:
    """Brings back what was kept under `key`, or the latest under a beginning in `restore-keys`."""
    key, kept = use.told["key"], use.stage.caches
    beginnings = filter(None, map(str.strip, use.told.get("restore-keys", "").splitlines()))
    latest = (name for start in beginnings for name in reversed(kept) if name.startswith(start))
    found = key if key in kept else next(latest, None)
    outputs = {"cache-primary-key": key, "cache-matched-key": found or "", "cache-hit": "true" if found == key else ""}
    if found is None:
        use.said.append(f"Cache not found for input keys: {key}")
        return outputs
    paths, folder = kept[found]
    if paths != use.told["path"]:
        raise WorkflowError(f"the cache {found} was kept for other paths, so that a runner would not find it")
    shutil.copytree(folder, use.machine.workspace, dirs_exist_ok=True, symlinks=True)
    return outputs


def _save(use: Use) -> dict[str, str]:
    """Keeps paths under `key`, once: what is kept already stays as it is."""
    key, paths = use.told["key"], use.paths()
    if key in use.stage.caches or not paths:
        use.said.append(f"Warning: nothing is kept as {key}")
        return {}
    folder = use.stage.folder / "caches" / str(len(use.stage.caches))
    for path in paths:
        there = folder / path.relative_to(use.machine.workspace)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(path, there, symlinks=True) if path.is_dir() else shutil.copy2(path, there)
    use.stage.caches[key] = (use.told["path"], folder)
    return {}


def _cache(use: Use) -> dict[str, str]:
    raise WorkflowError("actions/cache saves at the end of a job, which the stage does not: use restore and save")


def _files(paths: list[Path], hidden: bool) -> Iterator[Path]:
    for path in paths:
        for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
            below = one.relative_to(path) if path.is_dir() else Path(one.name)
            if one.is_file() and (hidden or not any(part.startswith(".") for part in below.parts)):
                yield one


def _upload(use: Use) -> dict[str, str]:
    """Keeps files as a zip; links are followed, and of several paths the names begin where all have gone together."""
    name, paths = use.told.get("name", "artifact"), use.paths()
    if is_plain := not use.flag("archive", True):
        # One file as it is: it gives the artifact its name ("Uploading a single file without archiving").
        if len(paths) > 1 or any(one.is_dir() for one in paths):
            raise ActionFailed("archive: false takes one file")
        name = Path(use.told["path"]).name
    if any(one.name == name for one in use.run.artifacts):
        raise ActionFailed(f"Failed to CreateArtifact: an artifact with this name already exists: {name}")
    files = list(_files(paths, use.flag("include-hidden-files", False)))
    if not files:
        said, wanted = f"No files were found with the provided path: {use.told['path']}.", "if-no-files-found"
        if use.told.get(wanted) == "error":
            raise ActionFailed(said)
        if use.told.get(wanted) != "ignore":
            use.said.append(f"::warning::{said} No artifacts will be uploaded.")
        return {}
    root = paths[0] if len(paths) == 1 and paths[0].is_dir() else _common([one.parent for one in files])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            # Without the file's own time, which may lie before what a zip can tell.
            archive.writestr(str(one.relative_to(root)), one.read_bytes())
    kept = use.run.keeps(name, files[0].read_bytes() if is_plain else packed.getvalue())
    address = (
        f"{use.stage.github.base_url}/{use.repository.full_name}/actions/runs/{use.run.number}/artifacts/{kept.number}"
    )
    return {"artifact-id": str(kept.number), "artifact-url": address}


def _common(folders: list[Path]) -> Path:
    first, *others = folders
    return next(one for one in (first, *first.parents) if all(other.is_relative_to(one) for other in others))


def _download(use: Use) -> dict[str, str]:
    """Unpacks what this run kept, by `name` or by a beginning with a star in `pattern`."""
    if "name" in use.told:
        found = [one for one in use.run.artifacts if one.name == use.told["name"]]
        if not found:
            raise ActionFailed(f"Unable to download artifact(s): Artifact not found for name: {use.told['name']}")
    else:
        found = [one for one in use.run.artifacts if Path(one.name).match(use.told.get("pattern", "*"))]
    there = use.machine.workspace / use.told.get("path", ".")
    for one in found:
        apart = "name" not in use.told and not use.flag("merge-multiple", False)
        with zipfile.ZipFile(io.BytesIO(one.content)) as archive:
            archive.extractall(there / one.name if apart else there)
    return {"download-path": str(there)}


def _hand_over(use: Use) -> dict[str, str]:
    """Packs a site as Pages takes it: a tar in an artifact."""
    site = use.machine.workspace / use.told.get("path", "_site/")
    if not site.is_dir():
        raise ActionFailed(f"tar: {site}: Cannot open: No such file or directory")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", dereference=True) as archive:
        archive.add(site, arcname=".", filter=lambda one: None if Path(one.name).name in (".git", ".github") else one)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive_of_it:
        archive_of_it.writestr("artifact.tar", packed.getvalue())
    kept = use.run.keeps(use.told.get("name", "github-pages"), content.getvalue())
    return {"artifact_id": str(kept.number)}


def _deploy(use: Use) -> dict[str, str]:
    """Publishes what the run handed over, where Pages is switched on and the job may."""
    for name in ("pages", "id-token"):
        if use.permissions.get(name) != "write":
            raise ActionFailed(f"Ensure GITHUB_TOKEN has permission {name!r}: write")
    of = use.repository
    if not of.settings.get("pages"):
        raise ActionFailed("Failed to create deployment (status: 404). Ensure GitHub Pages has been enabled")
    found = [one for one in use.run.artifacts if one.name == use.told.get("artifact_name", "github-pages")]
    if len(found) != 1:
        raise ActionFailed(f"There are {len(found)} artifacts to deploy")
    with zipfile.ZipFile(io.BytesIO(found[0].content)) as archive:
        packed = io.BytesIO(archive.read("artifact.tar"))
    shutil.rmtree(use.stage.published, ignore_errors=True)
    with tarfile.open(fileobj=packed) as site:
        site.extractall(use.stage.published, filter="data")
    return {"page_url": f"https://{of.owner.login.lower()}.github.io/{of.name}/"}


_ACTIONS: dict[str, tuple[Callable[[Use], dict[str, str]], str]] = {
    "actions/checkout": (_checkout, "ref repository path fetch-depth persist-credentials token"),
    "actions/setup-python": (_python, "python-version"),
    "actions/cache": (_cache, "path key restore-keys"),
    "actions/cache/restore": (_restore, "path key restore-keys"),
    "actions/cache/save": (_save, "path key"),
    "actions/upload-artifact": (_upload, "name path retention-days if-no-files-found include-hidden-files archive"),
    "actions/download-artifact": (_download, "name path pattern merge-multiple"),
    "actions/upload-pages-artifact": (_hand_over, "path name retention-days"),
    "actions/deploy-pages": (_deploy, "artifact_name"),
}


def used(action: str, use: Use) -> dict[str, str]:
    """The outputs of an action; ActionFailed where it ends its step, WorkflowError where the stage does not know it."""
    name = action.partition("@")[0]
    if name not in _ACTIONS:
        raise WorkflowError(f"the stage has no stand-in for the action {name}")
    do, known = _ACTIONS[name]
    if unknown := use.told.keys() - set(known.split()):
        raise WorkflowError(f"the stand-in of {name} does not know {', '.join(sorted(unknown))}")
    result: Any = do(use)
    return {key: str(value) for key, value in result.items()}
