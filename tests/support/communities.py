"""Communities of a few records for tests, without any files."""

from collections.abc import Mapping
from typing import Any

from folkmoot.model.base import Filed, Origin, Written
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.own_page import Page
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.model.translation import TranslatedEvent, TranslatedProfile, TranslatedProject, Translation

LEAST: Mapping[str, tuple[type[Filed], dict[str, Any]]] = {
    "members": (Member, {"name": "Ada Rossi", "joined": "2024-02-29"}),
    "events": (Event, {"title": "Lamp evening", "kind": "meeting", "start": "2026-06-09 18:30"}),
    "projects": (Project, {"title": "Lamp book", "status": "active"}),
    "posts": (Post, {"title": "On lamps", "date": "2026-05-01", "authors": ["ada-rossi"]}),
    "teams": (Team, {"title": "Docs"}),
    "places": (Place, {"name": "Library", "address": "Kromme Wal 1"}),
    "community": (Profile, {"name": "Test Moot"}),
}
"""A record of each family with no more than it needs."""

TRANSLATED: Mapping[str, type[Filed]] = {
    "events": TranslatedEvent,
    "projects": TranslatedProject,
    "posts": Translation,
    "teams": Translation,
    "community": TranslatedProfile,
}


def record(family: str, slug: str = "one", text: str = "", **keys: Any) -> Any:
    """The least record of a family, with these keys beside or instead of its own."""
    kind, least = LEAST[family]
    return _placed(kind.model_validate(least | keys), family, slug, text)


def version(family: str, slug: str, language: str, text: str = "", **keys: Any) -> Any:
    """What stands beside a record in another language."""
    return _placed(TRANSLATED[family].model_validate(keys), family, f"{slug}.{language}", text)


def page(path: str, title: str, body: str = "Words.", **about: Any) -> Page:
    """A page that somebody wrote, without keys on top."""
    return Page(path, title, f"# {title}\n\n{body}\n", {}, f"# {title}\n\n{body}\n", **about)


def community(*records: Any, pages: tuple[Page, ...] = (), **about: Any) -> Community:
    """The records as a community, each in the family that it is of."""
    families: dict[str, Any] = {family: {} for family in LEAST}
    for one in records:
        family = next(name for name, (kind, _) in LEAST.items() if isinstance(one, kind))
        families[family][one.slug] = one
    profile = next(iter(families.pop("community").values()), None) or record("community")
    return Community(profile=profile, pages=pages, files=(), **about, **families)


def _placed(one: Any, family: str, slug: str, text: str) -> Any:
    ending = "yml" if family in ("members", "places", "community") else "md"
    folder = {"members": "members", "events": "events", "community": "content"}.get(family, f"content/{family}")
    name = f"community{slug.removeprefix('one')}" if family == "community" else slug
    one.placed(Origin(f"{folder}/{name}.{ending}", slug))
    return one.saying(text) if isinstance(one, Written) else one
