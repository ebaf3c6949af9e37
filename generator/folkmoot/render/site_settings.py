"""What a hub's site needs of its engine: its colours, its menu, and where its files are."""

import html
from collections.abc import Callable
from typing import Any

from folkmoot.model import colour
from folkmoot.model.community import Community, Profile
from folkmoot.model.hub import Hub
from folkmoot.model.paths import url_of
from folkmoot.render.configured import LISTED, SHELVED
from folkmoot.render.engine import Settings
from folkmoot.render.feeds.opml import followed
from folkmoot.render.feeds.syndication import SOURCE_LIST, offered
from folkmoot.render.forge import edit_address
from folkmoot.render.links import led_to, site_path
from folkmoot.render.outputs import words_of
from folkmoot.render.page import Page
from folkmoot.render.wording.tongue import N_, languages_of, tongue

_SOMEWHERE = "https://folkmoot.invalid/"
"""Stands for the site's address where only what there is counts: the engine alone knows where the site will be."""

_PALETTE = (
    ("(prefers-color-scheme)", "default", "material/brightness-auto", N_("Switch to light mode")),
    ("(prefers-color-scheme: light)", "default", "material/brightness-7", N_("Switch to dark mode")),
    ("(prefers-color-scheme: dark)", "slate", "material/brightness-4", N_("Follow the system's mode")),
)


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
