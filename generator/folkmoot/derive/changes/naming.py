"""What the records that a change speaks of are called, and which those are."""

from collections.abc import Iterator, Mapping

from folkmoot.model.base import Record
from folkmoot.model.change import Named, Repeating
from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.person import Person
from folkmoot.model.slot import event_zone

NAMING: Mapping[str, str] = {
    "hosts": "members",
    "attendees": "members",
    "leads": "members",
    "contributors": "members",
    "authors": "members",
    "founders": "members",
    "invited_by": "members",
    "member": "members",
    "channels.by": "members",
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
                return Named(family, slug, record.called)
        return Named(family, slug, slug)

    def at_events(self, slug: str) -> Named:
        """A member who came to an event, named only where they are known to agree to that."""
        record = next((side.members[slug] for side in self._sides if slug in side.members), None)
        return self.of("members", slug) if record and record.allows("attendance") else _UNNAMED

    def hides(self, path: str) -> bool:
        """Whether a file is the portrait of a member who is hidden: theirs by their file, or by their slug."""
        members = {**self._sides[1].members, **self._sides[0].members}
        hidden = {slug for slug, one in members.items() if not one.is_shown}
        portraits = {f"content/{side.members[slug].photo}" for side in self._sides for slug in hidden & {*side.members}}
        return path in portraits or portrayed_in(path) in hidden

    def repeating(self, event: Event) -> Repeating | None:
        """How a series repeats."""
        if event.recurrence is None:
            return None
        zone = event_zone(event, self._sides[0])
        return Repeating(event.recurrence.rule, event.start.date if event.has_date else None, zone.key)

    def person(self, one: Person) -> Named | str:
        """A member, or somebody from outside."""
        return self.of("members", one.member) if one.member else one.name or ""


def portrayed_in(path: str) -> str:
    """The slug of the member whose portrait a file is by its place and name, such as content/photos/ada.webp; or ""."""
    folder, _, name = path.rpartition("/")
    return name.partition(".")[0].lower() if folder.lower() == "content/photos" else ""


def named_in(record: Record, above: str = "") -> Iterator[tuple[str, str]]:
    """The family and slug of every other record that this one names."""
    for key in type(record).model_fields:
        value, family = getattr(record, key), NAMING.get(f"{above}{key}") or NAMING.get(key)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Record):
                yield from named_in(one, f"{key}.")
            elif family and isinstance(one, str):
                yield family, one
