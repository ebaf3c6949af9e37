"""What the records that a change speaks of are called, and which those are."""

from collections.abc import Iterator, Mapping
from typing import Any

from folkmoot.model.base import Record
from folkmoot.model.change import Named
from folkmoot.model.community import Community
from folkmoot.model.event import Person
from folkmoot.model.member import Member

NAMING: Mapping[str, str] = {
    "hosts": "members",
    "attendees": "members",
    "leads": "members",
    "contributors": "members",
    "authors": "members",
    "founders": "members",
    "invited_by": "members",
    "member": "members",
    "policies.maintainers": "teams",
    "welcome.members": "members",
    "welcome.team": "teams",
    "welcome.event": "events",
    "place": "places",
    "project": "projects",
}
"""The family whose records a key names, for every key that holds slugs of others."""

_UNNAMED = Named("members", "", "")


class Names:
    """What records are called now, or were called before they were removed."""

    def __init__(self, before: Community, after: Community) -> None:
        self._sides = (after, before)

    def of(self, family: str, slug: str) -> Named:
        """The record of that name; of a member who is hidden nothing is told, one that is not known has its slug."""
        for side in self._sides:
            record = getattr(side, family).get(slug)
            if isinstance(record, Member) and not record.is_shown:
                return _UNNAMED
            if record is not None:
                return Named(family, slug, title_of(record))
        return Named(family, slug, slug)

    def at_events(self, slug: str) -> Named:
        """A member who came to an event, named only where they agreed to that."""
        for side in self._sides:
            if record := side.members.get(slug):
                return self.of("members", slug) if record.allows("attendance") else _UNNAMED
        return Named("members", slug, slug)

    def person(self, one: Person) -> Named | str:
        """A member, or somebody from outside."""
        return self.of("members", one.member) if one.member else one.name or ""


def title_of(record: Any) -> str:
    """What a record is called."""
    return str(getattr(record, "title", None) or getattr(record, "name", ""))


def named_in(record: Record, above: str = "") -> Iterator[tuple[str, str]]:
    """The family and slug of every other record that this one names."""
    for key in type(record).model_fields:
        value, family = getattr(record, key), NAMING.get(f"{above}{key}") or NAMING.get(key)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Record):
                yield from named_in(one, f"{key}.")
            elif family and isinstance(one, str):
                yield family, one
