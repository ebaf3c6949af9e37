"""What mkdocs.yml names must be there: plugins, extensions, and files. It is read, and nothing of it is run."""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from folkmoot.errors import WrongUse
from folkmoot.text import one_line

CONFIGURATION = "mkdocs.yml"
THEME = "material"
LISTED = ("events", "members", "projects", "planet", "discussions", "posts")
SHELVED = ("join", "history", "teams", "places", "partners", "contributors", "pulse", "translations")
"""The site's own lists: those in its menu, and those below the menu's last entry."""

_LEAST = "write one with the lines site_name: …, docs_dir: content, theme: {name: material} and plugins: [folkmoot]"
_OURS = frozenset(("folkmoot", "search", "material/search"))
"""Plugins that add no page or file of which this module does not know."""

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#")


def readable(root: Path, *, plain: bool = False) -> None:
    """Raises `WrongUse` where the hub's mkdocs.yml is none that Folkmoot can work with, as far as reading it tells.

    `plain` asks for what MkDocs needs to be run without Folkmoot's help: the line docs_dir: content, and as site_url a
    whole address or none. What another file says, by INHERIT or !ENV, is known to the engine alone.
    """
    tree = _author_tree(root)
    said = {name.value: node for name, node in tree.value}
    theme, docs = said.get("theme"), said.get("docs_dir")
    if isinstance(theme, yaml.MappingNode):
        theme = next((node for name, node in theme.value if name.value == "name"), None)
    if "INHERIT" in said:
        return
    if theme is None or (_is_word(theme) and theme.value != THEME):
        raise wrong_theme(theme.value if theme is not None else "")
    if docs is None and plain:
        raise WrongUse(f"{CONFIGURATION} does not say where the pages are", "add the line docs_dir: content")
    if docs is not None and _is_word(docs) and (root / docs.value).resolve() != (root / "content").resolve():
        raise wrong_docs(docs.value)
    values = _values(tree)
    if plain:
        _refuse_address(values)
    _refuse_missing(root, values, frozenset((*LISTED, *SHELVED)))


def site_address(root: Path) -> str:
    """The site's address in the hub's mkdocs.yml, ending in a slash; "" where it names none, or where reading alone
    does not tell it (INHERIT, !ENV). What is wrong with the file is told when the engine runs.
    """
    try:
        said = next((node for name, node in _author_tree(root).value if name.value == "site_url"), None)
    except WrongUse:
        return ""
    address = said.value if said is not None and _is_word(said) and said.tag.endswith(":str") else ""
    return f"{address.rstrip('/')}/" if address else ""


def wrong_theme(name: str) -> WrongUse:
    """What is said where mkdocs.yml asks for another theme than the one that Folkmoot's pages are made for."""
    said = f"theme {name}" if name not in ("", "~", "null") else "no theme"
    return WrongUse(
        f"{CONFIGURATION} names {said}, and Folkmoot's pages are made for the theme {THEME}",
        f"write theme: {{name: {THEME}}}; change its look with palette, custom_dir and extra_css",
    )


def wrong_docs(folder: str) -> WrongUse:
    """What is said where mkdocs.yml looks for pages elsewhere."""
    return WrongUse(
        f"{CONFIGURATION} says docs_dir: {folder}, and a hub's pages are in content/", "write docs_dir: content"
    )


def _author_tree(root: Path) -> yaml.MappingNode:
    try:
        tree = yaml.compose((root / CONFIGURATION).read_text("utf-8-sig"), yaml.SafeLoader)
    except FileNotFoundError:
        raise WrongUse(f"{root} has no {CONFIGURATION}", _LEAST) from None
    except OSError as error:
        raise WrongUse(f"{CONFIGURATION} cannot be read: {error.strerror}", _LEAST) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        hint = "mend it at the place that is named; a value with a colon or a bracket in it needs quotes"
        raise WrongUse(f"{CONFIGURATION} is not valid YAML: {one_line(str(error))}", hint) from None
    if not isinstance(tree, yaml.MappingNode):
        raise WrongUse(
            f"{CONFIGURATION} does not consist of keys and values", "write lines like site_name: Our community"
        )
    return tree


def _is_word(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.startswith("tag:yaml.org")


class Unknown:
    """Stands for a value that only the engine can tell, such as !ENV."""


def _values(node: yaml.Node) -> Any:
    """The texts, lists and mappings that a part of mkdocs.yml consists of; `Unknown` for what reading cannot tell."""
    if isinstance(node, yaml.ScalarNode):
        return (node.value if node.tag.endswith(":str") else None) if _is_plain(node) else Unknown()
    if isinstance(node, yaml.SequenceNode) and _is_plain(node):
        return [_values(one) for one in node.value]
    if isinstance(node, yaml.MappingNode) and _is_plain(node):
        return {name.value: _values(one) for name, one in node.value if isinstance(name, yaml.ScalarNode)}
    return Unknown()


def _is_plain(node: yaml.Node) -> bool:
    return bool(node.tag.startswith("tag:yaml.org,2002:")) and "python" not in node.tag


def _refuse_address(said: Mapping[str, Any]) -> None:
    """Raises `WrongUse` where the site's address is none."""
    address = said.get("site_url")
    if not isinstance(address, str) or not address:
        return
    try:
        scheme, host, *_ = urlsplit(address)
    except ValueError:
        scheme = host = ""
    if not scheme or not host:
        guess = re.sub(r"^[a-z]*:?/*", "", address) if scheme in ("http", "https") else address.lstrip("/")
        raise WrongUse(
            f"mkdocs.yml says site_url: {address}, which is no whole address", f"write site_url: https://{guess}"
        )


def _refuse_missing(root: Path, said: Mapping[str, Any], lists: frozenset[str]) -> None:
    """Raises `WrongUse` for what mkdocs.yml names and is not there.

    `lists` are the folders of pages that the site makes itself. Where other plugins or hooks are at work, these
    may make pages and files of which nobody knows here.
    """
    plugins = list(_names(said.get("plugins")))
    _refuse_plugins(plugins)
    _refuse_extensions(_names(said.get("markdown_extensions")))
    hooks = said.get("hooks")
    for hook in hooks if isinstance(hooks, list) else ():
        if isinstance(hook, str) and not (root / hook).is_file():
            raise WrongUse(f"mkdocs.yml names the hook {hook}, and there is no such file", "add it, or remove the line")
    theme = said.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    if isinstance(folder, str) and folder and not (root / folder).is_dir():
        raise WrongUse(
            f"mkdocs.yml says custom_dir: {folder}, and there is no such folder", "make it, or remove the line"
        )
    if set(plugins) <= _OURS and not hooks and not any(isinstance(one, Unknown) for one in said.values()):
        _refuse_menu(root, said.get("nav"), lists)
        _refuse_files(root, said)


def _refuse_plugins(names: list[str]) -> None:
    known = {one.name for one in entry_points(group="mkdocs.plugins")}
    for name in names:
        if not {name, f"material/{name}"} & known:
            raise WrongUse(
                f"mkdocs.yml names the plugin {name}, which is not installed",
                "add the package that has it to requirements.txt and install it, or remove the line",
            )


def _refuse_extensions(names: Iterator[str]) -> None:
    known = {one.name for one in entry_points(group="markdown.extensions")}
    for name in names:
        package = name.partition(":")[0].partition(".")[0]
        if name not in known and package.isidentifier() and find_spec(package) is None:
            raise WrongUse(
                f"mkdocs.yml names the Markdown extension {name}, which is not installed",
                "add the package that has it to requirements.txt and install it, or remove the line",
            )


def _names(listed: Any) -> Iterator[str]:
    """The names in a list or mapping of plugins or extensions, whose options stand behind a colon."""
    for one in listed if isinstance(listed, list | dict) else ():
        name = next(iter(one), "") if isinstance(one, dict) else one
        if isinstance(name, str) and name:
            yield name


def _refuse_menu(root: Path, menu: Any, lists: frozenset[str]) -> None:
    if isinstance(menu, dict | str):
        raise WrongUse("nav: in mkdocs.yml is no list", "write each entry on a line that starts with a hyphen")
    for path in _targets(menu):
        top = path.removesuffix(".md").partition("/")[0]
        below = root / "content" / path
        if _ELSEWHERE.match(path) or not path.endswith(".md") or (below.is_file() and not _is_record(path)):
            continue
        if _is_record(path) and below.is_file():
            address = f"{path.removesuffix('.md')}/"
            raise WrongUse(f"nav: in mkdocs.yml leads to the file {path}", f"write the page's address: {address}")
        if top not in lists and path != "index.md":
            raise WrongUse(
                f"nav: in mkdocs.yml leads to {path}, and there is no file content/{path}",
                "add the page, or correct its path, which starts below content/",
            )


def _is_record(path: str) -> bool:
    return path.startswith(("projects/", "posts/", "teams/")) and not path.endswith("/index.md")


def _targets(menu: Any) -> Iterator[str]:
    if isinstance(menu, str):
        yield menu
    for one in menu.values() if isinstance(menu, dict) else menu if isinstance(menu, list) else ():
        yield from _targets(one)


def _refuse_files(root: Path, said: Mapping[str, Any]) -> None:
    for key in ("extra_css", "extra_javascript"):
        listed = said.get(key)
        for one in listed if isinstance(listed, list) else ():
            path = one.get("path") if isinstance(one, dict) else one
            if not isinstance(path, str) or _ELSEWHERE.match(path):
                continue
            name = path.partition("?")[0]
            if name and not (root / "content" / name).is_file() and not name.startswith("assets/"):
                raise WrongUse(
                    f"{key} in mkdocs.yml names {path}, and there is no file content/{name}",
                    "add the file, or correct its path, which starts below content/",
                )
