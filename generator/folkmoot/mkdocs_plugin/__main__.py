"""The engine's run: MkDocs on the author's mkdocs.yml, with the pages and the job of a build's private folder.

MkDocs reads the file itself, so that INHERIT, !ENV and paths relative to it mean what they mean under `mkdocs build`.
"""

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.theme import Theme

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.mkdocs_plugin.plugin import given
from folkmoot.model.artifact import Artifact
from folkmoot.publish import tree
from folkmoot.render import configured, engine
from folkmoot.text import one_line

_SEARCHES = ("search", "material/search")


def rendered(workshop: Path) -> int:
    """Renders the private folder's pages and returns the exit code.

    The report tells the address of the site, or what mkdocs.yml asks for that cannot be.
    """
    _speak()
    report: dict[str, str | list[str]]
    try:
        report = {"site_url": _run(workshop)}
    except WrongUse as refused:
        report = {"refused": [str(refused), refused.hint]}
    except FolkmootError as error:
        return _failed(str(error))
    except MkDocsException as error:
        return _failed(error.format_message())
    except Exception as error:  # noqa: BLE001 (plugins and hooks are other people's: whatever they raise, it is told)
        return _failed(f"{type(error).__name__}: {one_line(str(error))}")
    tree.write(workshop, Artifact(engine.REPORT, json.dumps(report).encode()))
    return 0


def _speak() -> None:
    """Tells what MkDocs warns of, not what it does."""
    stream = logging.StreamHandler()
    stream.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    stream.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(stream)


def _failed(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 1


def _run(workshop: Path) -> str:
    job = json.loads((workshop / engine.JOB).read_bytes())
    file = Path(job["root"]) / configured.CONFIGURATION
    said = given(file)
    docs = said.get("docs_dir")
    if docs is not None and (file.parent / str(docs)).resolve() != (file.parent / "content").resolve():
        raise configured.wrong_docs(str(docs))
    config = load_config(
        str(file),
        docs_dir=str(workshop / engine.DOCS),
        site_dir=str(workshop / engine.SITE),
        site_url=job["site_url"] or None,
        plugins=plugins(said.get("plugins"), workshop / engine.JOB),
    )
    if config.theme.name != configured.THEME:
        raise configured.wrong_theme(config.theme.name or "")
    config.theme.__class__ = ThemeInSight
    if job["engine"] == "zensical":
        from folkmoot.mkdocs_plugin import zensical

        zensical.build(config, workshop)
        return config.site_url or ""
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return config.site_url or ""


class _InSight(FileSystemLoader):
    """The theme's files without hidden folders: MkDocs takes nothing from those, which hold 14,000 icons."""

    def list_templates(self) -> list[str]:
        """Every file by its path in the theme's folders, sorted."""
        found: set[str] = set()
        for place in self.searchpath:
            for folder, folders, names in os.walk(place, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                at = Path(folder).relative_to(place)
                found.update((at / name).as_posix() for name in names)
        return sorted(found)


class ThemeInSight(Theme):
    """The author's theme, whose files are looked for where they are seen."""

    def get_env(self) -> Environment:
        """What renders its templates."""
        env = super().get_env()
        env.loader = _InSight(self.dirs)
        return env


def plugins(theirs: Any, job: Path) -> Any:
    """The author's plugins in their order, without the engine's own search, and with ours told where the job lies."""
    if isinstance(theirs, dict):
        theirs = [{name: options} for name, options in theirs.items()]
    if theirs is not None and not isinstance(theirs, list):
        return theirs  # MkDocs says what is wrong with it.
    ours = {"folkmoot": {"job": str(job)}}
    kept: list[Any] = []
    for one in theirs or ():
        name = next(iter(one), "") if isinstance(one, dict) else one
        if name == "folkmoot":
            kept.append(ours)
        elif name not in _SEARCHES:
            kept.append(one)
    return kept if ours in kept else [*kept, ours]


if __name__ == "__main__":
    sys.exit(rendered(Path(sys.argv[1])))
