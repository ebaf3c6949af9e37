"""The adapter to MkDocs: `mkdocs build` and `mkdocs serve` make the same site as `folkmoot build`.

In the engine's own run (`job` is given) the pages are staged already, and the plugin only dresses them. Without it the
plugin reads the hub itself, adds the staged pages, and finishes the site when MkDocs is done; only then it needs what
reads and renders hubs, which takes longer to import than most sites take to render.
"""

import datetime as dt
import json
import logging
import os
import re
from collections.abc import Iterator, Set
from contextlib import contextmanager
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from folkmoot.errors import FolkmootError
from folkmoot.mkdocs_plugin.languages import Languages
from folkmoot.mkdocs_plugin.leading import Leading
from folkmoot.model.paths import url_of
from folkmoot.publish import tree
from folkmoot.publish.mirroring import mirror
from folkmoot.render import configured, engine

if TYPE_CHECKING:
    from folkmoot.build import Draft
    from folkmoot.model.hub import Hub
    from folkmoot.model.problem import Problem
    from folkmoot.render.page import Page as StagedPage

THEME = Path(str(resources.files("folkmoot.render"))) / "theme"
_WATCHED = ("members", "events", "metrics")
_AT_GITHUB = re.compile(r"https://github\.com/(?P<owner>[\w-]+)/(?P<name>[\w.-]+)/")
_log = logging.getLogger("mkdocs.plugins.folkmoot")


class PluginSettings(Config):
    """What mkdocs.yml may say below `folkmoot`: nothing, since a hub says everything in content/community.yml."""

    job = config_options.Optional(config_options.Type(str))


class FolkmootPlugin(BasePlugin[PluginSettings]):
    """Makes MkDocs' pages a community hub."""

    _serving = False
    _good: "Draft | None" = None

    def on_startup(self, command: str, **_: Any) -> None:
        """Learns what MkDocs does, which keeps this object, and so the last draft without errors, while it serves."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the hub, or the settings of a run by `folkmoot build`, and gives the theme what they say."""
        self._draft: Draft | None = None
        self._root = Path(config.config_file_path).parent
        if self.config.job:
            job = json.loads(Path(self.config.job).read_text("utf-8"))
            settings = engine.Settings(**job["settings"])
        else:
            with _told_to_mkdocs():
                settings = self._read(config)
        _dress(config, settings)
        self.languages = Languages(settings.extra["languages"])
        self.leading = Leading(settings.records)
        config.markdown_extensions.append(self.leading)
        return config

    def _read(self, config: MkDocsConfig) -> engine.Settings:
        from folkmoot import build
        from folkmoot.model.instant import instant
        from folkmoot.render.site_settings import settings

        if config.theme.name != configured.THEME:
            raise configured.wrong_theme(config.theme.name or "")
        if Path(config.docs_dir).resolve() != (self._root / "content").resolve():
            raise configured.wrong_docs(config.docs_dir)
        now = instant("", os.environ.get("SOURCE_DATE_EPOCH", ""), lambda: dt.datetime.now(dt.UTC))
        self._draft = build.draft(self._root, now, site_url=config.site_url or "")
        for problem in self._draft.problems:
            _log.log(logging.ERROR if problem.severity == "error" else logging.WARNING, _told(problem))
        if self._draft.hub is None and self._serving and self._good is not None:
            _log.warning("The last version without errors is shown until these are mended.")
            self._draft = self._good
        if self._draft.hub is None:
            raise PluginError(f"the hub has {len(self._draft.problems)} problems; they are listed above")
        self._good = self._draft
        archive = self._root / self._draft.hub.community.profile.archive_dir
        # MkDocs empties its folder before it writes.
        tree.refuse_source(self._root, Path(config.site_dir), [*build.SOURCES, archive])
        return settings(self._draft.hub, self._draft.pages)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Takes the records' files out of the engine's hands and puts the staged pages in."""
        if self._draft is not None and self._draft.hub is not None:
            self._put_in(files, self._draft.hub, self._draft.pages, config)
        self.languages.settle(files)
        return files

    def _put_in(self, files: Files, hub: "Hub", pages: "tuple[StagedPage, ...]", config: MkDocsConfig) -> None:
        from folkmoot import build

        wanted = {artifact.path: artifact for artifact in build.documents(self._root, hub, pages, "stamped")}
        for file in list(files):
            shown = file.src_uri in hub.community.files and file.src_uri in wanted
            if file.generated_by is None and not shown and not _of_theme(file, config):
                files.remove(file)
        for path, artifact in wanted.items():
            if path not in hub.community.files:
                files.append(
                    File.generated(config, path, content=artifact.content, inclusion=InclusionLevel.NOT_IN_NAV)
                )

    def on_nav(self, nav: Navigation, files: Files, **_: Any) -> Navigation:
        """Repeats the menu in every language."""
        self.languages.repeat(nav, files)
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
        """Gives the theme the interface's words."""
        self.languages.install(env, config.theme["language"])
        return env

    def on_page_markdown(self, markdown: str, page: Page, files: Files, **_: Any) -> str:
        """Hangs the page below its list in the menu; links are its own from now on."""
        self.languages.begin(page)
        self.leading.begin(page, files, self.languages.of(page))
        return markdown

    def on_page_content(self, html: str, page: Page, files: Files, **_: Any) -> str:
        """Leads links, names anchors, and tells the language of the text where it is another than the page's."""
        return self.languages.dressed(self.leading.written(html), page, files)

    def on_page_context(self, context: TemplateContext, page: Page, config: MkDocsConfig, **_: Any) -> TemplateContext:
        """Gives the page the menu of its language, and the address of what it repeats."""
        if (canonical := page.meta.get("canonical")) is not None and config.site_url:
            page.canonical_url = f"{config.site_url}{url_of(canonical)}"
        context["nav"] = self.languages.menu(page)
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Fills the frames and adds calendars and search."""
        if not config.site_url:
            # Under `mkdocs build --strict` a warning would be an error, and a site at the start of its host needs none.
            _log.log(logging.WARNING if self.config.job else logging.INFO, _unplaced(config.extra["folkmoot"]["edit"]))
        if self._draft is None or self._draft.hub is None:
            return
        from folkmoot.render.site import finished

        site = Path(config.site_dir)
        with _told_to_mkdocs():
            # The script with which MkDocs' own server tells a page to load anew is one that no policy knows.
            hub, pages, policed = self._draft.hub, self._draft.pages, not self._serving
            artifacts = finished(hub, pages, tree.held(site), config.site_url or "", policed=policed)
            mirror(site, artifacts)

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Watches the folders of records beside the engine's own."""
        archive = [self._draft.hub.community.profile.archive_dir] if self._draft and self._draft.hub else []
        for name in (*_WATCHED, *archive):
            if (self._root / name).is_dir():
                server.watch(str(self._root / name))
        return server


def given(file: Path) -> dict[str, Any]:
    """What mkdocs.yml says, with what it inherits, before MkDocs judges it and fills in the rest."""
    with file.open("rb") as stream:
        said: dict[str, Any] = yaml_load(stream, get_yaml_loader(config=MkDocsConfig(config_file_path=str(file))))
    return said


@contextmanager
def _told_to_mkdocs() -> Iterator[None]:
    """Hands on what stops Folkmoot in the form that MkDocs prints without a traceback."""
    try:
        yield
    except FolkmootError as error:
        raise PluginError(f"{error} ({error.hint})") from None


def _told(problem: "Problem") -> str:
    return f"{problem.place}: {problem.message} ({problem.hint})"


def _unplaced(edit: str) -> str:
    """What is missing from a site that does not know its address; `edit` is where its files can be changed, or ""."""
    example = "https://example.org/hub/"
    if found := _AT_GITHUB.match(edit):
        host = f"{found['owner'].lower()}.github.io"
        example = f"https://{host}/" if found["name"].lower() == host else f"https://{host}/{found['name']}/"
    return (
        f"{configured.CONFIGURATION} does not say where the site will be. So it has no site maps, and 404.html, the "
        "page for addresses where nothing is, has no style and dead links if the site lies below a path. "
        f"Add its address, such as site_url: {example}"
    )


def _of_theme(file: File, config: MkDocsConfig) -> bool:
    return not Path(file.src_dir or "/").samefile(config.docs_dir)


def _without(menu: list[Any], waiting: Set[str]) -> list[Any]:
    """A menu without the pages that are not published yet, and without what they leave empty."""
    found: list[Any] = []
    for entry in menu:
        (title, leads), *_ = entry.items() if isinstance(entry, dict) and entry else (("", entry),)
        if isinstance(leads, list):
            kept = _without(leads, waiting)
            found += [{title: kept}] if kept or not leads else []
        elif not (isinstance(leads, str) and leads in waiting):
            found.append(entry)
    return found


def _dress(config: MkDocsConfig, settings: engine.Settings) -> None:
    """Fills in what the author's mkdocs.yml leaves open."""
    theme = given(Path(config.config_file_path)).get("theme")
    said = theme if isinstance(theme, dict) else {}
    # The community has one name, whatever mkdocs.yml says. Some of the theme's templates escape it and some do not; as
    # markup it is escaped once in both.
    config.site_name = Markup(escape(settings.extra["name"]))  # noqa: S704 (escaped just here)
    for key, wanted in settings.theme.items():
        if key not in said:
            config.theme[key] = wanted
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    waiting = {path.removeprefix("content/") for path, versions in settings.records.items() if not versions}
    config.nav = settings.nav if config.nav is None else _without(config.nav, waiting)
    for name, options in settings.extensions.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
    config.extra["folkmoot"] = settings.extra
