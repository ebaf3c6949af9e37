"""The adapter to MkDocs: `mkdocs build` and `mkdocs serve` make the same site as `folkmoot build`.

In the engine's own run (`settings` is given) the pages are staged already, and the plugin only dresses them. Without it
the plugin reads the hub itself, adds the staged pages, and finishes the site when MkDocs is done.
"""

import datetime as dt
import json
import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from folkmoot import build
from folkmoot.errors import FolkmootError
from folkmoot.model.moment import instant
from folkmoot.model.problem import Problem
from folkmoot.publish import tree
from folkmoot.render import engine
from folkmoot.render.site import finished

THEME = Path(__file__).parent / "render" / "theme"
_WATCHED = ("members", "events", "archive", "metrics")
_log = logging.getLogger("mkdocs.plugins.folkmoot")


class PluginSettings(Config):
    """What mkdocs.yml may say below `folkmoot`."""

    settings = config_options.Optional(config_options.Type(str))
    at = config_options.Optional(config_options.Type(str))


class FolkmootPlugin(BasePlugin[PluginSettings]):
    """Makes MkDocs' pages a community hub."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the hub, or the settings of a run by `folkmoot build`, and gives the theme what they say."""
        self._draft: build.Draft | None = None
        self._root = Path(config.config_file_path).parent
        if self.config.settings:
            settings = engine.Settings(**json.loads(Path(self.config.settings).read_text("utf-8")))
        else:
            settings = self._read()
        _dress(config, settings)
        return config

    def _read(self) -> engine.Settings:
        try:
            now = instant(
                self.config.at or "", os.environ.get("SOURCE_DATE_EPOCH", ""), lambda: dt.datetime.now(dt.UTC)
            )
            self._draft = build.draft(self._root, now)
        except FolkmootError as error:
            raise PluginError(f"{error} ({error.hint})") from None
        for problem in self._draft.problems:
            _log.log(logging.ERROR if problem.severity == "error" else logging.WARNING, _told(problem))
        if self._draft.hub is None:
            raise PluginError(f"the hub has {len(self._draft.problems)} problems; they are listed above")
        return engine.settings(self._draft.hub.community, self._draft.pages)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Takes the records' files out of the engine's hands and puts the staged pages in."""
        if self._draft is None or self._draft.hub is None:
            return files
        hub = self._draft.hub
        wanted = {
            artifact.path: artifact for artifact in build.documents(self._root, hub, self._draft.pages, "stamped")
        }
        for file in list(files):
            if file.generated_by is None and file.src_uri not in hub.community.files and not _of_theme(file, config):
                files.remove(file)
        for path, artifact in wanted.items():
            if path not in hub.community.files:
                files.append(
                    File.generated(config, path, content=artifact.content, inclusion=InclusionLevel.NOT_IN_NAV)
                )
        return files

    def on_nav(self, nav: Navigation, files: Files, **_: Any) -> Navigation:
        """Hangs every page of a family below the family's list, so that the menu shows where one is."""
        listed = {page.file.src_uri: page for page in nav.pages}
        for file in files.documentation_pages():
            if file.page is not None and file.src_uri not in listed:
                folders = file.src_uri.split("/")[:-1]
                above = ("/".join([*folders[:depth], "index.md"]) for depth in range(len(folders), 0, -1))
                if index := next((listed[uri] for uri in above if uri in listed), None):
                    file.page.parent = index.parent or index  # type: ignore[assignment]
        return nav

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Fills the frames and adds calendars and search."""
        if self._draft is None or self._draft.hub is None:
            return
        site = Path(config.site_dir)
        try:
            artifacts = finished(self._draft.hub, self._draft.pages, tree.held(site), config.site_url or "", "stamped")
            tree.mirror(site, artifacts)
        except FolkmootError as error:
            raise PluginError(f"{error} ({error.hint})") from None

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Watches the folders of records beside the engine's own."""
        for name in _WATCHED:
            if (self._root / name).is_dir():
                server.watch(str(self._root / name))
        return server


def _told(problem: Problem) -> str:
    return f"{problem.place}: {problem.message} ({problem.hint})"


def _of_theme(file: File, config: MkDocsConfig) -> bool:
    return not Path(file.src_dir or "/").samefile(config.docs_dir)


def _dress(config: MkDocsConfig, settings: engine.Settings) -> None:
    """Fills in what the author's mkdocs.yml leaves open."""
    given = config.user_configs[0].get("theme") if config.user_configs else None
    said = given if isinstance(given, dict) else {}
    for key, wanted in settings.theme.items():
        if key not in said:
            config.theme[key] = wanted
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    if config.nav is None:
        config.nav = settings.nav
    for name, options in settings.extensions.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
    config.extra["folkmoot"] = settings.extra
