"""A hub as it is told in another language: where there is a translation, its words stand instead of the original's."""

from dataclasses import replace
from typing import TypeVar

from folkmoot.model.base import Origin, Record, Written
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event
from folkmoot.model.hub import Hub, Occurrence
from folkmoot.model.translation import Translation

_Record = TypeVar("_Record", bound=Record)
_Written = TypeVar("_Written", bound=Written)


def translated(hub: Hub, language: str) -> Hub:
    """The hub with all that is translated into the language; the rest stays in the language it is in."""
    versions = {key: found[language] for key, found in hub.community.translations.items() if language in found}
    own = hub.community
    if not versions and language not in own.profiles:
        return hub
    community = own._replace(
        profile=profile_in(own, language),
        events={slug: _told(one, versions.get(f"events/{slug}")) for slug, one in own.events.items()},
        projects={slug: _told(one, versions.get(f"projects/{slug}")) for slug, one in own.projects.items()},
        posts={slug: _told(one, versions.get(f"posts/{slug}")) for slug, one in own.posts.items()},
        teams={slug: _told(one, versions.get(f"teams/{slug}")) for slug, one in own.teams.items()},
    )
    occurrences = (retold(one, community.events[one.event.slug]) for one in hub.occurrences)
    return hub._replace(community=community, occurrences=tuple(occurrences))


def profile_in(community: Community, language: str) -> Profile:
    """What the community says of itself, in the language as far as it says it there."""
    version = community.profiles.get(language)
    if version is None:
        return community.profile
    return _with_words(community.profile, version)


def _with_words(record: _Record, version: Record) -> _Record:
    """The record with what its version says, key by key within keys."""
    said = {key: value for key in type(version).model_fields if (value := getattr(version, key))}
    inner = {key: _with_words(getattr(record, key), value) for key, value in said.items() if isinstance(value, Record)}
    return record.model_copy(update=said | inner)


def _told(record: _Written, version: Translation | None) -> _Written:
    if version is None:
        return record
    copy = record.model_copy(update=version.words())
    copy.placed(Origin(version.path, record.slug))
    return copy.saying(version.text) if version.text.strip() else copy


def retold(one: Occurrence, event: Event) -> Occurrence:
    """The occurrence of an event, which may be a translation now, with the words of that."""
    if event is one.event:
        return one
    title = event.title if one.title == one.event.title else one.title
    gathering = event if one.gathering is one.event else one.gathering
    return replace(one, event=event, title=title, gathering=gathering)
