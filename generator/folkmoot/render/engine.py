"""Running the page engine on the author's own configuration, and what the site needs beyond it."""

import html
import json
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from folkmoot.errors import EngineFailure, WrongUse
from folkmoot.model import colour
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community, Profile
from folkmoot.model.hub import Hub
from folkmoot.render.configured import LISTED, SHELVED, readable
from folkmoot.render.feeds.opml import followed
from folkmoot.render.feeds.syndication import SOURCE_LIST, offered
from folkmoot.render.forge import edit_address
from folkmoot.render.links import led_to, site_path, url_of
from folkmoot.render.outputs import words_of
from folkmoot.render.page import Page
from folkmoot.render.wording.tongue import N_, languages_of, tongue

JOB, REPORT, DOCS, SITE = "job.json", "report.json", "docs", "site"
"""What lies in a build's private folder: what the engine is told, what it answers, what it renders, and its pages."""

_SOMEWHERE = "https://folkmoot.invalid/"
"""Stands for the site's address where only what there is counts: the engine alone knows where the site will be."""

_PALETTE = (
    ("(prefers-color-scheme)", "default", "material/brightness-auto", N_("Switch to light mode")),
    ("(prefers-color-scheme: light)", "default", "material/brightness-7", N_("Switch to dark mode")),
    ("(prefers-color-scheme: dark)", "slate", "material/brightness-4", N_("Follow the system's mode")),
)


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


def settings(hub: Hub, pages: tuple[Page, ...]) -> Settings:
    """The engine's settings for a hub: its colours, logo, menu, and where its files can be edited."""
    community, profile = hub.community, hub.community.profile
    speech = tongue(profile.languages[0])
    say = speech.words.gettext
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
                "toggle": {"icon": icon, "name": say(name)},
            }
            for media, scheme, icon, name in _PALETTE
        ],
    }
    feeds = offered(hub, _SOMEWHERE, words_of(hub))
    if profile.logo:
        theme["logo"] = theme["favicon"] = profile.logo
    return Settings(
        theme=theme,
        nav=_menu(community, pages, say),
        extensions={"admonition": {}, "attr_list": {}, "footnotes": {}, "tables": {}, "toc": {"permalink": True}},
        extra={
            "name": profile.name,
            "tagline": _in_languages(community, "tagline"),
            "notice": _in_languages(community, "notice"),
            "edit": edit_address(profile),
            "primary": profile.colours.primary,
            "founded": profile.founded.year if profile.founded else None,
            "links": _standing_links(community, say),
            "languages": list(languages_of(community)),
            "everywhere": profile.pages_in_every_language,
            "domain": profile.domain or "",
            "blogroll": SOURCE_LIST if any(followed(hub)) else "",
            "feeds": [[one.title, one.path, one.media_type] for one in feeds if not one.language],
        },
        records=led_to(community),
        sources={page.src: page.source for page in pages if page.authored and page.source != f"content/{page.src}"},
    )


def _in_languages(community: Community, key: str) -> dict[str, str]:
    """What the community says of itself under a key, by language, where it says anything."""
    main = {community.profile.languages[0]: community.profile}
    said = {language: getattr(one, key) for language, one in [*community.profiles.items(), *main.items()]}
    return {language: words for language, words in said.items() if words}


def _standing_links(community: Community, say: Callable[[str], str]) -> list[tuple[str, str]]:
    """What stands at the foot of every page: the community's rules, and how to reach a person: title and URL."""
    profile = community.profile
    titles = {page.path: page.title for page in community.pages}
    rules = (profile.policies.code_of_conduct, profile.policies.netiquette, profile.policies.terms)
    links = [(titles[path], url_of(site_path(f"content/{path}"))) for path in rules if path in titles]
    if profile.contact:
        way = f"mailto:{profile.contact}" if "@" in profile.contact else profile.contact
        if way.startswith(("mailto:", "https://", "http://")):
            links.append((say("Contact"), way))
    return links


def _menu(community: Community, pages: tuple[Page, ...], say: Callable[[str], str]) -> list[Any]:
    """The menu of a hub whose mkdocs.yml names none: the generated lists, then the people's own pages.

    The engine prints a menu's titles as they are, so they are escaped; entities of the people's own stay as they are.
    """
    main = [page for page in pages if not page.prefix and not page.family and not page.authored]
    titles = {page.address.removesuffix("/"): (html.escape(page.title), page.src) for page in main}
    menu: list[Any] = [{say("Home"): "index.md"}]
    menu += [{titles[name][0]: titles[name][1]} for name in LISTED if name in titles]
    listed = {src for _, src in titles.values()}
    own = [
        {_printable(page.title): page.path} for page in community.pages if page.path not in listed and not page.language
    ]
    shelf = [{titles[name][0]: titles[name][1]} for name in SHELVED if name in titles]
    return [*menu, {say("About"): [*own, *shelf]}]


def colours(profile: Profile) -> str:
    """The hub's own colours as CSS variables of the theme: what is written in them, or on them, can be read.

    `--fm-link` is the accent, made darker on light pages and brighter on dark ones as far as text in it needs that.
    """
    primary, accent = profile.colours.primary, profile.colours.accent
    on_primary = colour.text_on(primary)
    light, dark = (colour.readable(accent, grounds) for grounds in (colour.LIGHT, colour.DARK))
    return (
        f":root{{--md-primary-fg-color:{primary};--md-primary-fg-color--light:{primary};"
        f"--md-primary-fg-color--dark:{primary};--md-primary-bg-color:{on_primary};"
        f"--md-primary-bg-color--light:{on_primary};--fm-primary:{primary};--fm-accent:{accent};"
        f"--fm-link:{light};--fm-on-link:{colour.text_on(light)}}}\n"
        f"[data-md-color-scheme=slate]{{--fm-link:{dark};--fm-on-link:{colour.text_on(dark)}}}\n"
    )


def _printable(title: str) -> str:
    return html.escape(html.unescape(title))


def job(root: Path, site_url: str, settings: Settings) -> Artifact:
    """What the engine is told, for its private folder. `site_url` replaces that of mkdocs.yml unless ""."""
    told = {"root": str(root.absolute()), "site_url": site_url, "settings": settings._asdict()}
    return Artifact(JOB, json.dumps(told, ensure_ascii=False, sort_keys=True).encode())


def run(
    root: Path, workshop: Path, epoch: int, begun: Callable[[Callable[[], None]], None] = lambda _: None
) -> Rendered:
    """Runs MkDocs on the hub's mkdocs.yml and the job, pages and files in the private folder.

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
        raise EngineFailure(f"MkDocs could not render the pages:\n{said}", "mend what it names")
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
