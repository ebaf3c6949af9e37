"""Running the page engine on the author's own configuration: what it is told, and what it answers."""

import json
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from folkmoot.errors import EngineFailure, WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.render.configured import readable

JOB, REPORT, DOCS, SITE = "job.json", "report.json", "docs", "site"
"""What lies in a build's private folder: what the engine is told, what it answers, what it renders, and its pages."""


EngineName = Literal["mkdocs", "zensical"]
"""The engines: both work on the author's mkdocs.yml, the second one without plugins of others."""

_CALLED: Mapping[str, str] = {"mkdocs": "MkDocs", "zensical": "Zensical"}


class Rendered(NamedTuple):
    """What the engine said, and where it takes the site to be: an address that ends in a slash, or ""."""

    said: str
    site_url: str


class Settings(NamedTuple):
    """What a hub's site needs of its engine, where the author's mkdocs.yml says nothing else.

    `theme`, `nav` and `extensions` are defaults; `extra` is added to the configuration's `extra.folkmoot`. `records`
    are the addresses, by language, of what people's own pages link to, by the path of the record's file. `sources` are
    the hub's files by the engine's name for them, where that is another one.
    """

    theme: dict[str, Any]
    nav: list[Any]
    extensions: dict[str, dict[str, Any]]
    extra: dict[str, Any]
    records: dict[str, dict[str, str]]
    sources: dict[str, str]


def job(root: Path, site_url: str, settings: Settings, name: EngineName = "mkdocs") -> Artifact:
    """What the engine of this name is told, for its private folder. `site_url` replaces mkdocs.yml's unless ""."""
    told = {"root": str(root.absolute()), "site_url": site_url, "settings": settings._asdict(), "engine": name}
    return Artifact(JOB, json.dumps(told, ensure_ascii=False, sort_keys=True).encode())


def run(
    root: Path, workshop: Path, epoch: int, begun: Callable[[Callable[[], None]], None] = lambda _: None
) -> Rendered:
    """Runs the engine on the hub's mkdocs.yml and the job, pages and files in the private folder.

    `epoch` is the build's moment in seconds since 1970 (SOURCE_DATE_EPOCH). Raises `WrongUse` where mkdocs.yml asks for
    what cannot be, and `EngineFailure` with the engine's own words where it fails. Paths in its warnings are told as
    the author's. `begun` is told how to end it before its time.
    """
    readable(root)
    # -P keeps files in the hub from being taken for modules of Python.
    command = [sys.executable, "-P", "-m", "folkmoot.mkdocs_plugin", str(workshop)]
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(epoch),
        "PYTHONIOENCODING": "utf-8",
        "NO_COLOR": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    with subprocess.Popen(  # noqa: S603 (our own interpreter, no shell)
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as engine:
        try:
            begun(engine.kill)
            printed, complained = engine.communicate()
        except BaseException:
            engine.kill()
            raise
    said = _for_the_author(complained.replace(str(workshop / DOCS), "content"), _sources(workshop))
    report = _told_in(workshop / REPORT)
    if "refused" in report:
        raise WrongUse(*report["refused"])
    if engine.returncode or "site_url" not in report:
        said = said or printed.strip() or f"it ended with exit code {engine.returncode} and said nothing"
        name = _CALLED[_told_in(workshop / JOB).get("engine", "mkdocs")]
        raise EngineFailure(f"{name} could not render the pages:\n{said}", "mend what it names")
    return Rendered(said, report["site_url"])


def _sources(workshop: Path) -> dict[str, str]:
    """What the author's files are called, by the engine's names of them, as the job says."""
    settings: dict[str, Any] = _told_in(workshop / JOB).get("settings", {})
    sources: dict[str, str] = settings.get("sources", {})
    return sources


def _told_in(file: Path) -> dict[str, Any]:
    """What is told in a JSON file; nothing where there is none, or half a one."""
    try:
        told: dict[str, Any] = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return told


def _for_the_author(said: str, sources: Mapping[str, str] = MappingProxyType({})) -> str:
    """The engine's words without a program's inner places, and with pages called what their authors call them.

    What a link says stays as it is written. A page that is shown in several languages is told once.
    """
    said = re.sub(r"Traceback \(most recent call last\):\n(?:[ \t]+.*\n|\n)*", "", said)

    def called(name: re.Match[str]) -> str:
        return f"'{sources.get(name[1]) or posixpath.normpath(f'content/{name[1]}')}'"

    told = re.sub(r"(?<! link )(?<!Did you mean )'([\w./-]+\.md)'", called, said).strip()
    return "\n".join(dict.fromkeys(told.split("\n")))
