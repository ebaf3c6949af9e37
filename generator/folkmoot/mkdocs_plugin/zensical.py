"""The second engine: Zensical renders the same pages, on what MkDocs makes of the author's mkdocs.yml.

Zensical knows one language and one menu, no plugins, and templates without gettext. So it runs once for each language,
on the theme with its words put in, and only the pages of that language are kept. Markdown is the same as MkDocs', with
the same extensions; what the plugin does to a page before and after stands in one of them.
"""

import json
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import yaml
from jinja2 import Environment
from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.postprocessors import Postprocessor  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Link, Navigation, Section, get_navigation
from mkdocs.structure.pages import Page

from folkmoot.errors import EngineFailure, WrongUse
from folkmoot.mkdocs_plugin.leading import Leading, links
from folkmoot.mkdocs_plugin.plugin import THEME, FolkmootPlugin
from folkmoot.mkdocs_plugin.said import said
from folkmoot.model.artifact import Artifact
from folkmoot.model.paths import url_of
from folkmoot.publish import tree
from folkmoot.publish.mirroring import mirror
from folkmoot.render import engine

NAME = "zensical"
_DOCS = "docs"
_PLAIN = ("folkmoot", "search", "material/search")
"""Plugins whose work is done otherwise, or not wanted."""

_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')
_LEFT_OUT = ("search.json", "sitemap.xml", "objects.inv")
"""What Zensical makes, and a hub's site has otherwise or not at all."""


class _Run:
    """What Zensical's Markdown has to know while it renders: it makes what it needs of the extension's name alone."""

    plugin: FolkmootPlugin
    files: Files
    pages: Mapping[str, Page]


_RUNNING = _Run()


def build(config: MkDocsConfig, workshop: Path) -> None:
    """Renders the private folder's pages into its site, as MkDocs' own `build` would.

    Raises `WrongUse` where Zensical is not installed, and `EngineFailure` where it fails.
    """
    if find_spec(NAME) is None:
        raise WrongUse("Zensical is not installed", "pip install zensical, or leave out --engine")
    plugin = config.plugins["folkmoot"]
    if not isinstance(plugin, FolkmootPlugin):
        raise EngineFailure("another plugin calls itself folkmoot")
    _tell_unknown(config)
    config = plugin.on_config(config)
    files = plugin.on_files(get_files(config), config)
    set_exclusions(files, config)
    menu = get_navigation(files, config)
    for page in _pages(files):
        page.read_source(config)
    plugin.on_nav(menu, files)
    _RUNNING.plugin, _RUNNING.files = plugin, files
    _RUNNING.pages = {_path(page.file): page for page in _pages(files)}
    room = workshop / NAME
    mirror(room / _DOCS, _documents(files))
    env = _environment(config, plugin)
    first = {plugin.languages.of(page): page for page in reversed([*_pages(files)])}
    for tag in plugin.languages.tags:
        if tag in first:
            _render(config, room, env, first[tag], tag)
            _take(config, room / _site(tag), workshop / engine.SITE, tag, is_main=tag == plugin.languages.tags[0])
    plugin.on_post_build(config)


def _tell_unknown(config: MkDocsConfig) -> None:
    """Warns of what mkdocs.yml asks for and Zensical has not."""
    left_out = [f"the plugin {name}" for name in config.plugins if name not in _PLAIN]
    left_out += [f"the hook {name}" for name in config.hooks]
    for one in left_out:
        _warn(f"Zensical leaves out {one} of mkdocs.yml")


def _warn(words: str) -> None:
    sys.stderr.write(f"WARNING -  {words}\n")


def _pages(files: Files) -> Iterator[Page]:
    return (file.page for file in files.documentation_pages() if file.page is not None)


def _path(file: File) -> str:
    """Where Zensical finds a page: as index.md of the folder that it becomes, so that links in it stay as they are."""
    return posixpath.join(posixpath.dirname(file.dest_uri), "index.md")


def _documents(files: Files) -> Iterator[Artifact]:
    for file in files:
        if file.inclusion.is_excluded():
            continue
        if file.is_documentation_page():
            yield Artifact(_path(file), file.content_bytes)
        elif file.generated_by is None and file.src_dir and file.src_uri == file.dest_uri:
            yield Artifact(file.dest_uri, file.content_bytes)


def _environment(config: MkDocsConfig, plugin: FolkmootPlugin) -> Environment:
    """What reads the theme's own words, and the one page whose texts depend on no other."""
    env = config.theme.get_env()
    plugin.languages.install(env, config.theme["language"])
    env.filters["url"] = _as_filter
    return env


def _as_filter(address: str) -> str:
    """An address as what Zensical's own filter is to make of it: it knows where the page lies."""
    return f"{{{{ {json.dumps(str(address))} | url }}}}"


def _render(config: MkDocsConfig, room: Path, env: Environment, page: Page, tag: str) -> None:
    """Lets Zensical render all pages with the words and the menu of a language, which are those of a `page` in it."""
    menu = _RUNNING.plugin.languages.menu(page)  # from now on the words are in this language
    _write_theme(config, room / _theme(tag), env, tag)
    file = room / f"mkdocs-{tag}.yml"
    file.write_text(yaml.dump(_told(config, menu, page, tag), allow_unicode=True), "utf-8")
    from zensical import build as run

    try:
        run(str(file), {"clean": True, "strict": False})
    except Exception as error:  # noqa: BLE001 (it is another program's: whatever it raises, it is told)
        raise EngineFailure(f"Zensical could not render the pages:\n{error}", "mend what it names") from None


def _theme(tag: str) -> str:
    return f"theme-{tag}"


def _site(tag: str) -> str:
    return f"site-{tag}"


def _told(config: MkDocsConfig, menu: Navigation, page: Page, tag: str) -> dict[str, Any]:
    """What Zensical is told, of a page's language: the author's configuration, as MkDocs understood it."""
    speech = _RUNNING.plugin.languages
    extensions: list[object] = list(config.markdown_extensions)
    named = [one for one in extensions if isinstance(one, str)]
    theme = {key: config.theme[key] for key in config.theme if key not in ("custom_dir", "static_templates")}
    palette = theme.get("palette")
    if isinstance(palette, list):
        theme["palette"] = [_renamed(one) for one in palette]
    folkmoot = dict(config.extra["folkmoot"])
    folkmoot |= {key: str(speech.own_words(page, folkmoot[key])) for key in ("notice", "tagline")}
    folkmoot["links"] = [list(one) for one in speech.standing_links(page, folkmoot["links"])]
    return {
        "site_name": str(config.site_name),
        **{key: config[key] for key in ("site_url", "site_description", "site_author", "copyright") if config[key]},
        "docs_dir": _DOCS,
        "site_dir": _site(tag),
        "theme": {"variant": "classic", **theme, "name": "material", "custom_dir": _theme(tag)},
        "nav": [_entry(one) for one in menu.items],
        "plugins": [],
        # It would look at links before they are led.
        "validation": {"invalid_links": False, "invalid_link_anchors": False},
        "invalid_links": False,
        "markdown_extensions": [
            *({name: config.mdx_configs.get(name, {})} for name in named),
            f"{__name__}:Dressing",
        ],
        "extra": {**config.extra, "folkmoot": folkmoot},
        "extra_css": [str(one) for one in config.extra_css],
        "extra_javascript": [str(one) for one in config.extra_javascript],
    }


def _renamed(option: Mapping[str, Any]) -> dict[str, Any]:
    toggle = option.get("toggle")
    if not isinstance(toggle, dict):
        return dict(option)
    return {**option, "toggle": {**toggle, "name": _RUNNING.plugin.languages.toggle_name(str(toggle.get("name", "")))}}


def _entry(item: StructureItem) -> Any:
    if isinstance(item, Section):
        return {str(item.title): [_entry(one) for one in item.children]}
    if isinstance(item, Page):
        return {str(item.title): _path(item.file)}
    return {str(item.title): item.url if isinstance(item, Link) else ""}


def _write_theme(config: MkDocsConfig, place: Path, env: Environment, tag: str) -> None:
    """The theme with its words said in the language that is spoken just now, below what the author puts over it."""
    own = config.theme.custom_dir
    for folder in (THEME, Path(own) if own else None):
        for file in sorted(folder.rglob("*")) if folder else ():
            target = place / file.relative_to(folder or file)
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix == ".html":
                target.write_text(_said(file.read_text("utf-8"), env, tag), "utf-8")
            elif file.is_file():
                shutil.copyfile(file, target)
    (place / "partials/language.html").write_text(_language_of(env, tag), "utf-8")
    if not (own and (Path(own) / "404.html").exists()):
        (place / "404.html").write_text(_missing(env, place / "404.html"), "utf-8")


def _said(template: str, env: Environment, tag: str) -> str:
    """A template as Zensical can read it."""
    known: str = env.globals["theme_language"][tag]  # type: ignore[index]
    own: Any = env.get_template(f"partials/languages/{known}.html").module
    otherwise: Any = env.get_template("partials/languages/en.html").module
    words = _RUNNING.plugin.languages
    told = said(template, words.gettext, words.ngettext, lambda key: own.t(key) or otherwise.t(key) or key)
    told = re.sub(r"own_words\(page, ([\w.]+)\)", r"\1", told)
    told = re.sub(r"standing_links\(page, ([\w.]+)\)", r"\1", told)
    told = re.sub(r"toggle_name\(([\w.]+)\)", r"\1", told)
    return told.replace("config.site_name | e", "config.site_name")


def _language_of(env: Environment, tag: str) -> str:
    known: str = env.globals["theme_language"][tag]  # type: ignore[index]
    own: Mapping[str, str] = env.globals["page_language"].get(tag) or {}  # type: ignore[attr-defined]
    ours = "".join(f"{{% elif key == {json.dumps(key)} %}}{escape(value)}" for key, value in own.items())
    return (
        f'{{% import "partials/languages/{known}.html" as lang %}}'
        '{% import "partials/languages/en.html" as fallback %}'
        f'{{% macro t(key) %}}{{% if key == "" %}}{ours}{{% else %}}{{{{ lang.t(key) or fallback.t(key) or key }}}}'
        "{% endif %}{% endmacro %}"
    )


def _missing(env: Environment, template: Path) -> str:
    """The page for addresses where nothing is, which speaks all languages at once: its words are final."""
    ours = env.get_template("404.html")
    context = ours.new_context({"config": {"site_name": ""}, "base_url": "."})
    blocks = {name: "".join(ours.blocks[name](context)) for name in ("content",)}
    source = template.read_text("utf-8")
    for name, html in blocks.items():
        whole = re.compile(rf"(\{{% block {name} %\}}).*?(\{{% endblock %\}})", re.DOTALL)
        source = whole.sub(lambda found, html=html: f"{found[1]}{html}{found[2]}", source)  # type: ignore[misc]
    return source


def _take(config: MkDocsConfig, made: Path, site: Path, tag: str, *, is_main: bool) -> None:
    """Takes over the pages of a language, and with those of the main one whatever else was made."""
    ours = {page.file.dest_uri: page for page in _RUNNING.pages.values()}
    for path, content in tree.held(made).items():
        if page := ours.get(path):
            if _RUNNING.plugin.languages.of(page) == tag:
                tree.write(site, Artifact(path, _placed(content, page, config.site_url or "")))
        elif is_main and path not in _LEFT_OUT:
            tree.write(site, Artifact(path, content))


def _placed(content: bytes, page: Page, site_url: str) -> bytes:
    """A page that says which one it repeats; a slash is no sign that HTML wants escaped, and MkDocs' theme does not."""
    content = content.replace(b"&#x2f;", b"/")
    if (repeated := page.meta.get("canonical")) is None or not site_url:
        return content
    link = f'<link rel="canonical" href="{site_url}{url_of(repeated)}">'
    return _CANONICAL.sub(lambda _: link, content.decode(), count=1).encode()


class Dressing(Extension):  # type: ignore[misc]
    """What the plugin does to a page, within Zensical's Markdown: leads links, names anchors, tells the language."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name that Markdown calls)
        """Sees to it that links are led last of all, and what people wrote is dressed once it is HTML."""
        dressed = _Dressed(md)
        md.treeprocessors.register(_Led(md, dressed), "folkmoot-led", -1)
        md.postprocessors.register(dressed, "folkmoot-dressed", -100)


def _page_of(md: Markdown) -> Page | None:
    from zensical.extensions.context import ContextPreprocessor

    told = ContextPreprocessor.from_markdown(md)
    return _RUNNING.pages.get(told.page.path) if told else None


def _leading(page: Page) -> Leading:
    leading = Leading(_RUNNING.plugin.leading.records)
    leading.begin(page, _RUNNING.files, _RUNNING.plugin.languages.of(page))
    return leading


class _Led(Treeprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, dressed: "_Dressed") -> None:
        super().__init__(md)
        self._dressed = dressed

    def run(self, root: Element) -> None:
        self._dressed.is_whole = True
        if page := _page_of(self.md):
            leading = _leading(page)
            for element, key in links(root):
                if (address := leading.address(element.get(key, ""), of_engine=True)) is not None:
                    element.set(key, address)


class _Dressed(Postprocessor):  # type: ignore[misc]
    is_whole = False
    """Whether the page's tree is done: before, the table of contents asks every postprocessor about each heading."""

    def run(self, text: str) -> str:
        page = _page_of(self.md) if self.is_whole else None
        if page is None:
            return text
        return _RUNNING.plugin.languages.dressed(_leading(page).written(text), page, _RUNNING.files)
