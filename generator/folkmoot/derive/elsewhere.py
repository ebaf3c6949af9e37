"""Events of calendars elsewhere as they stand beside the community's own: each once, whichever calendars hold it."""

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from folkmoot.model.base import Origin
from folkmoot.model.community import CalendarSource, Community
from folkmoot.model.event import Event, Gathering
from folkmoot.model.harvest import CalendarEvent, Source
from folkmoot.model.hub import Elsewhere, Occurrence, by_date
from folkmoot.model.moment import Moment
from folkmoot.model.slot import aware
from folkmoot.model.zones import known_zone
from folkmoot.text import excerpt, sameness, schemeless

_SUMMARY = 200
_NO_CLOCKS = ("", "UTC", "Etc/UTC")
"""Zones that calendars name where they write moments alone: nobody's clocks show them."""

_NOTHING = Gathering(
    speakers=(), credits=(), attendees=(), attendance=None, recap="", photos=(), recordings=(), results=()
)


def elsewhere(
    community: Community, events: Iterable[CalendarEvent], sources: Iterable[Source], today: dt.date
) -> tuple[Occurrence, ...]:
    """The events of calendars elsewhere on their dates, in order, each as an occurrence of an event in no file.

    What a calendar holds no longer is left out. Of a calendar that the community no longer names, only what was is
    left: nobody says any more that the rest takes place. Two calendars that hold the same event, by its UID or its
    address, show it once: as the first of them tells it. What another one tells beyond under that UID gets one of its
    own: in the hub's calendars nobody changes or calls off what somebody else told.
    """
    events = tuple(events)
    told = {one.address: one for one in community.profile.sources.calendars}
    calendars = {source.slug: told[source.url] for source in sources if source.url in told}
    order = {slug: number for number, slug in enumerate(calendars)}
    shared = Counter((one.source, one.uid, one.recurrence) for one in events)
    home, places = known_zone(community.profile.timezone) or ZoneInfo("UTC"), _places(community)
    found: list[Occurrence] = []
    first: dict[tuple[str, str], str] = {}
    owners: dict[str, str] = {}
    for one in sorted(events, key=lambda one: (order.get(one.source, len(order)), one.source, one.start, one.id)):
        if one.withdrawn:
            continue
        uid = one.uid if shared[one.source, one.uid, one.recurrence] == 1 else ""
        is_theirs = bool(uid) and owners.setdefault(uid, one.source) == one.source
        shown = _occurrence(one, calendars.get(one.source), uid if is_theirs else "", home, places)
        # One calendar may hold several events of one address; what two hold is the first one's.
        is_new = all(first.setdefault(mark, one.source) == one.source for mark in _marks(one, uid))
        if is_new and (one.source in calendars or shown.last < today):
            found.append(shown)
    return tuple(sorted(found, key=by_date))


def _marks(one: CalendarEvent, uid: str) -> Iterator[tuple[str, str]]:
    """What an event in two calendars has in common: UID and date of the series, or address and day."""
    if uid:
        yield uid, one.recurrence
    if one.url:
        yield schemeless(one.url), one.start[:10]


def _occurrence(
    one: CalendarEvent, calendar: CalendarSource | None, uid: str, home: ZoneInfo, places: Mapping[str, str]
) -> Occurrence:
    zone = (None if one.zone in _NO_CLOCKS else known_zone(one.zone)) or home
    start, end = _moment(one.start, zone), _moment(one.end, zone)
    day = _day(one.start, zone)
    last = max(day, (end - dt.timedelta(microseconds=1)).date() if end else _day(one.end, zone) if one.end else day)
    usual = _day(one.recurrence, zone) if one.recurrence else None
    return Occurrence(
        event=_event(
            one,
            calendar,
            uid or one.id,
            places,
            Moment(day, start.time() if start else None, "minute" if start else "day"),
        ),
        recurrence=usual,
        title=one.title,
        date=day,
        last=last,
        start=start,
        end=end,
        zone=zone.key,
        precision="minute" if start else "day",
        status=one.status,
        moved=bool(usual) and one.recurrence != one.start,
        reason="",
        gathering=_NOTHING,
        elsewhere=Elsewhere(
            calendar=calendar.title if calendar else one.source,
            page=(calendar.page or "") if calendar else "",
            feed=calendar.address if calendar else "",
            url=one.url,
            id=one.id,
            uid=uid or f"{one.id}@{one.source}.folkmoot.invalid",
            recurrence=one.recurrence,
            sequence=one.sequence,
            location=one.location,
            description=one.description,
            first_seen=one.first_seen,
        ),
    )


def _moment(written: str, zone: ZoneInfo) -> dt.datetime | None:
    """The aware time that the archive holds, on the clocks of `zone`; None of a day, and of nothing."""
    if "T" not in written:
        return None
    said = dt.datetime.fromisoformat(written)
    return said.astimezone(zone) if said.tzinfo else aware(said, zone)


def _day(written: str, zone: ZoneInfo) -> dt.date:
    moment = _moment(written, zone)
    return moment.date() if moment else dt.date.fromisoformat(written)


def _event(
    one: CalendarEvent, calendar: CalendarSource | None, key: str, places: Mapping[str, str], start: Moment
) -> Event:
    """What stands in the place of an event in git; the dates of a series share a slug, which is made of the `key`."""
    place, online = _whereabouts(one, calendar, places)
    told = hashlib.sha256(key.encode()).hexdigest()[:8]
    event = Event.model_construct(
        title=one.title,
        kind=calendar.kind if calendar else "meeting",
        start=start,
        timezone=None if one.zone in _NO_CLOCKS else one.zone,
        place=place,
        online=online,
        status=one.status,
        language=calendar.language if calendar else None,
        topics=one.tags,
        summary=excerpt(one.description, _SUMMARY) or None,
    )
    return event.placed(Origin("", f"{one.source}-{told}"))


def _whereabouts(
    one: CalendarEvent, calendar: CalendarSource | None, places: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """The hub's own place that is meant, and where to take part online; else what is said of the whole calendar."""
    said = one.location
    if said.startswith(("https://", "http://")):
        return None, said if " " not in said and schemeless(said) != schemeless(one.url) else None
    if said:
        # Calendars write the address after the name: "Lamp House, Long Street 1" or "Lamp House (Long Street 1)".
        return places.get(sameness(said)) or places.get(sameness(re.split("[,(]", said, maxsplit=1)[0])), None
    return (calendar.place, None if calendar.place else calendar.online) if calendar else (None, None)


def _places(community: Community) -> Mapping[str, str]:
    """The slugs of the hub's places by their names and addresses."""
    return {sameness(name): place.slug for place in community.places.values() for name in (place.address, place.name)}
