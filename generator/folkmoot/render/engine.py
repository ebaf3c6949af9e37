"""Running the page engine: a configuration made from the author's own, and what the site needs beyond it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from folkmoot.errors import EngineFailure, WrongUse
from folkmoot.model.community import Community, Profile
from folkmoot.render.page import Page
from folkmoot.text import one_line

CONFIGURATION = "mkdocs.yml"
_LISTED = ("events", "members", "projects", "planet", "discussions", "posts")
_SHELVED = ("teams", "places", "contributors", "pulse")
_PALETTE = (
    ("(prefers-color-scheme)", "default", "material/brightness-auto", "Switch to light mode"),
    ("(prefers-color-scheme: light)", "default", "material/brightness-7", "Switch to dark mode"),
    ("(prefers-color-scheme: dark)", "slate", "material/brightness-4", "Follow the system's mode"),
)


class Settings(NamedTuple):
    """What a hub's site needs of its engine, where the author's mkdocs.yml says nothing else.

    `theme`, `nav` and `extensions` are defaults; `extra` is added to the configuration's `extra.folkmoot`.
    """

    theme: dict[str, Any]
    nav: list[Any]
    extensions: dict[str, dict[str, Any]]
    extra: dict[str, Any]


def settings(community: Community, pages: tuple[Page, ...]) -> Settings:
    """The engine's settings for a hub: its colours, logo, menu, and where its files can be edited."""
    profile = community.profile
    theme: dict[str, Any] = {
        "language": profile.languages[0].split("-")[0],
        "font": False,
        "features": ["navigation.tabs", "navigation.top", "toc.follow", "content.code.copy"],
        "palette": [
            {
                "media": media,
                "scheme": scheme,
                "primary": "custom",
                "accent": "custom",
                "toggle": {"icon": icon, "name": name},
            }
            for media, scheme, icon, name in _PALETTE
        ],
    }
    if profile.logo:
        theme["logo"] = theme["favicon"] = profile.logo
    return Settings(
        theme=theme,
        nav=_menu(community, pages),
        extensions={"admonition": {}, "attr_list": {}, "footnotes": {}, "tables": {}, "toc": {"permalink": True}},
        extra={
            "name": profile.name,
            "tagline": profile.tagline or "",
            "notice": profile.notice or "",
            "edit": edit_address(profile),
            "primary": profile.colours.primary,
            "founded": profile.founded.year if profile.founded else None,
            "links": _standing_links(community),
        },
    )


def _standing_links(community: Community) -> list[tuple[str, str]]:
    """What stands at the foot of every page: the community's rules, and how to reach a person."""
    profile = community.profile
    titles = {page.path: page.title for page in community.pages}
    rules = (profile.policies.code_of_conduct, profile.policies.netiquette, profile.policies.terms)
    links = [(titles[path], f"{path.removesuffix('.md')}/") for path in rules if path in titles]
    if profile.contact:
        way = f"mailto:{profile.contact}" if "@" in profile.contact else profile.contact
        if way.startswith(("mailto:", "https://", "http://")):
            links.append(("Contact", way))
    return links


def edit_address(profile: Profile) -> str:
    """The address before a file's path at which the forge lets a visitor edit it; "" where the hub names no forge."""
    if not profile.repository:
        return ""
    address = profile.repository.removesuffix("/").removesuffix(".git")
    if re.match(r"https?://(www\.)?github\.com/", address):
        return f"{address}/edit/{profile.branch}/"
    if "codeberg.org/" in address or "gitea" in address or "forgejo" in address:
        return f"{address}/_edit/{profile.branch}/"
    return f"{address}/-/edit/{profile.branch}/"


def _menu(community: Community, pages: tuple[Page, ...]) -> list[Any]:
    """The menu of a hub whose mkdocs.yml names none: the generated lists, then the people's own pages."""
    titles = {page.address.removesuffix("/"): (page.title, page.src) for page in pages if not page.family}
    menu: list[Any] = [{"Home": "index.md"}]
    menu += [{titles[name][0]: titles[name][1]} for name in _LISTED if name in titles]
    own = [{page.title: page.path} for page in community.pages if page.path not in {src for _, src in titles.values()}]
    shelf = [{titles[name][0]: titles[name][1]} for name in _SHELVED if name in titles]
    return [*menu, {"About": [*own, *shelf]}]


def colours(profile: Profile) -> str:
    """The hub's own colours as CSS variables of the theme."""
    primary, accent = profile.colours.primary, profile.colours.accent
    return (
        f":root{{--md-primary-fg-color:{primary};--md-primary-fg-color--light:{primary};"
        f"--md-primary-fg-color--dark:{primary};--fm-primary:{primary};--fm-accent:{accent}}}\n"
    )


def site_address(root: Path, given: str) -> str:
    """Where the site will be, with a slash at its end: as given, else mkdocs.yml's site_url, else ""."""
    node = None if given else _get(_author_tree(root), "site_url")
    if isinstance(node, yaml.ScalarNode):
        given = os.environ.get(node.value, "") if node.tag == "!ENV" else node.value
    return f"{given.rstrip('/')}/" if given else ""


def configuration(root: Path, docs: Path, site: Path, settings_file: Path, site_url: str) -> str:
    """The author's mkdocs.yml, told to render the staged pages into a private folder.

    It is changed as a tree of nodes, so that tags such as !ENV and !!python/name stay as they are. Raises `WrongUse`
    where there is no mkdocs.yml or it cannot be read.
    """
    tree = _author_tree(root)
    if isinstance(parent := _get(tree, "INHERIT"), yaml.ScalarNode):
        _put(tree, "INHERIT", str(root / parent.value))
    if isinstance(hooks := _get(tree, "hooks"), yaml.SequenceNode):
        _put(tree, "hooks", [str(root / node.value) for node in hooks.value])
    if isinstance(theme := _get(tree, "theme"), yaml.MappingNode) and (own := _get(theme, "custom_dir")) is not None:
        _put(theme, "custom_dir", str(root / own.value))
    _put(tree, "docs_dir", str(docs))
    _put(tree, "site_dir", str(site))
    if site_url:
        _put(tree, "site_url", site_url)
    _put(tree, "plugins", _plugins(_get(tree, "plugins"), settings_file))
    return str(yaml.serialize(tree, allow_unicode=True))


def _author_tree(root: Path) -> yaml.MappingNode:
    try:
        tree = yaml.compose((root / CONFIGURATION).read_text("utf-8-sig"), yaml.SafeLoader)
    except FileNotFoundError:
        raise WrongUse(
            f"{root} has no {CONFIGURATION}",
            "write one with the lines site_name: …, theme: {name: material} and plugins: [folkmoot]",
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WrongUse(f"{CONFIGURATION} is not valid YAML: {one_line(str(error))}") from None
    if not isinstance(tree, yaml.MappingNode):
        raise WrongUse(
            f"{CONFIGURATION} does not consist of keys and values", "write lines like site_name: Our community"
        )
    return tree


def _plugins(node: yaml.Node | None, settings_file: Path) -> yaml.Node:
    """The author's plugins without the engine's own search, and with ours told where the settings lie."""
    ours = _node({"folkmoot": {"settings": str(settings_file)}})
    kept = []
    if isinstance(node, yaml.SequenceNode):
        kept = [one for one in node.value if _name(one) not in ("folkmoot", "search", "material/search")]
    elif isinstance(node, yaml.MappingNode):
        kept = [
            yaml.MappingNode("tag:yaml.org,2002:map", [pair])
            for pair in node.value
            if pair[0].value not in ("folkmoot", "search", "material/search")
        ]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [*kept, ours])


def _name(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode) and node.value:
        node = node.value[0][0]
    return str(node.value)


def _get(mapping: yaml.MappingNode, key: str) -> Any:
    return next((value for name, value in mapping.value if name.value == key), None)


def _put(mapping: yaml.MappingNode, key: str, value: Any) -> None:
    node = value if isinstance(value, yaml.Node) else _node(value)
    mapping.value = [pair for pair in mapping.value if pair[0].value != key]
    mapping.value.append((_node(key), node))


def _node(value: Any) -> Any:
    return yaml.compose(json.dumps(value), yaml.SafeLoader)


def run(root: Path, configured: Path, epoch: int) -> str:
    """Runs MkDocs on a configuration, in the hub's folder; returns what it said.

    `epoch` is the build's moment in seconds since 1970 (SOURCE_DATE_EPOCH). Raises `EngineFailure` with the engine's
    own words where it fails. Paths in its warnings are told as the author's.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(configured)]
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(epoch),
        "PYTHONIOENCODING": "utf-8",
        "NO_COLOR": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(  # noqa: S603 (our own interpreter, no shell)
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    # MkDocs tells what it does, with lists in indented lines; what it warns of is what people want to know.
    said = re.sub(r"(?m)^INFO .*\n?(?:[ \t]+.*\n?)*", "", done.stderr).strip()
    said = re.sub(r"'([\w./-]+\.md)'", r"'content/\1'", said)
    if done.returncode:
        raise EngineFailure(f"MkDocs could not render the pages:\n{said or done.stdout.strip()}", "mend what it names")
    return said


def serve(root: Path, host: str, port: int, epoch: int | None) -> int:
    """Runs MkDocs' live preview of the hub until it is interrupted; returns its exit code."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / CONFIGURATION)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = str(epoch)
    command += ["--dev-addr", f"{host}:{port}"]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode  # noqa: S603
