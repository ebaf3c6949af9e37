"""Events by the language that they are held in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from folkmoot.model.community import Community
from folkmoot.model.event import Event


def by_language(community: Community, events: Iterable[Event]) -> Mapping[str, list[Event]]:
    """The events by language: the hub's own first, in their order, then the others.

    Nothing where the hub has one language and no event names any: such lists would say what everybody knows. What is
    told elsewhere without a language is in none: nobody knows.
    """
    own, events = community.profile.languages, tuple(events)
    if len(own) == 1 and not any(event.language for event in (*community.events.values(), *events)):
        return {}
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.path or event.language:
            found[event.held_in(own)].append(event)
    return {tag: found[tag] for tag in dict.fromkeys((*own, *sorted(found))) if tag in found}
