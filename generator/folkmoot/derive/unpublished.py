"""The community without what its site does not show: drafts, what appears later, and what was taken down."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from folkmoot.derive.taken_down import emptied
from folkmoot.model.base import Filed
from folkmoot.model.community import Community, Profile
from folkmoot.model.named import named_by, unnamed_of
from folkmoot.model.own_page import Page
from folkmoot.model.unpublished import Timed
from folkmoot.model.zones import known_zone


def as_published(community: Community, now: dt.datetime) -> Community:
    """The community as its site may show it at `now` (aware), which names in `unpublished` what it left out.

    That goes with its translations, with what others say of it, and with the pictures that nobody else names. What was
    taken down goes but for its facts and its note.
    """
    zone = known_zone(community.profile.timezone) or ZoneInfo("UTC")

    def waits(appears: dt.datetime) -> bool:
        # Moments are compared, not what clocks show: those show an hour twice when they go back.
        ever = dt.datetime.min < appears < dt.datetime.max
        return appears.replace(tzinfo=zone) > now.astimezone(dt.UTC) if ever else appears == dt.datetime.max

    timed: Mapping[str, Mapping[str, Timed]] = {
        "events": community.events,
        "projects": community.projects,
        "posts": community.posts,
    }
    everything = {f"{family}/{slug}": one for family, records in timed.items() for slug, one in records.items()}
    waiting = {key: one for key, one in everything.items() if waits(one.appears)}
    taken = {key: one for key, one in everything.items() if one.taken_down and key not in waiting}
    late = {page.path for page in community.pages if waits(page.appears)}
    pages = [page for page in community.pages if page.path in late or page.original in late]
    if not waiting and not taken and not pages:
        return community
    shown = _without_words(_without(community, waiting, pages), taken)
    named = named_by(_told(community, waiting | taken), pages, community.files)
    hidden = unnamed_of(named, shown)
    return shown._replace(
        files=tuple(file for file in community.files if file not in hidden),
        unpublished=frozenset([*(one.path for one in waiting.values()), *(f"content/{page.path}" for page in pages)]),
    )


def _told(community: Community, waiting: dict[str, Timed]) -> list[Filed]:
    """Records and their translations."""
    translations = (one for key in waiting for one in community.translations.get(key, {}).values())
    return [*waiting.values(), *translations]


def _without(community: Community, waiting: dict[str, Timed], pages: list[Page]) -> Community:
    changed: dict[str, Any] = {
        family: {slug: one for slug, one in getattr(community, family).items() if f"{family}/{slug}" not in waiting}
        for family in {key.partition("/")[0] for key in waiting}
    }
    changed["events"] = {
        slug: one.model_copy(update={"project": None}) if f"projects/{one.project}" in waiting else one
        for slug, one in changed.get("events", community.events).items()
    }
    gone = {page.path for page in pages}
    return community._replace(
        profile=_profile(community.profile, waiting, gone),
        pages=tuple(page for page in community.pages if page.path not in gone),
        translations={key: one for key, one in community.translations.items() if key not in waiting},
        **changed,
    )


def _without_words(community: Community, taken: dict[str, Timed]) -> Community:
    """Of what was taken down there are the facts, and no translations."""
    changed: dict[str, Any] = {
        family: {
            slug: emptied(one) if f"{family}/{slug}" in taken else one
            for slug, one in getattr(community, family).items()
        }
        for family in {key.partition("/")[0] for key in taken}
    }
    return community._replace(
        translations={key: one for key, one in community.translations.items() if key not in taken}, **changed
    )


def _profile(profile: Profile, waiting: dict[str, Timed], gone: set[str]) -> Profile:
    """What the community says of itself without naming any of that."""
    policies, welcome = profile.policies, profile.welcome
    names = {key: None for key in ("code_of_conduct", "netiquette", "terms") if getattr(policies, key) in gone}
    if names:
        profile = profile.model_copy(update={"policies": policies.model_copy(update=names)})
    if f"events/{welcome.event}" in waiting:
        profile = profile.model_copy(update={"welcome": welcome.model_copy(update={"event": None})})
    return profile
