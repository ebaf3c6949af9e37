"""The dates of calendars elsewhere, as the JSON API tells them."""

from collections.abc import Iterator

from folkmoot.model.hub import Hub
from folkmoot.render.api import shapes
from folkmoot.render.api.references import ref, timing


def coming_elsewhere(hub: Hub) -> Iterator[shapes.ComingElsewhere]:
    """The dates ahead, soonest first."""
    for one in hub.elsewhere:
        if one.elsewhere and one.last >= hub.today:
            told, place = one.elsewhere, hub.community.places.get(one.event.place or "")
            yield shapes.ComingElsewhere(
                **timing(one),
                title=one.title,
                kind=one.event.kind,
                url=told.address,
                calendar=told.calendar,
                uid=told.uid,
                of=one.anchor,
                status=one.status,
                location=told.location,
                place=ref(place) if place else None,
                online=one.event.online or "",
                description=told.description,
                language=one.event.language or "",
                topics=one.event.topics,
            )
