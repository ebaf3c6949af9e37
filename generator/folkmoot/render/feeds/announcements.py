"""Events as a feed tells of them: what comes, what is called off, and what came of it."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from folkmoot import text
from folkmoot.model.event import Gathering, HeldOccurrence
from folkmoot.model.hub import Elsewhere, Hub, Occurrence
from folkmoot.model.slot import event_zone, held_by_day, slot_of
from folkmoot.model.zones import known_zone
from folkmoot.render.feeds.feed import Author, Base, Item, line, tag_of
from folkmoot.render.feeds.telling import Candidate, Telling, written_in
from folkmoot.render.wording.translated import retold

SIGHT = dt.timedelta(days=400)
"""How far ahead a feed tells of single events, and of what is unusual in a series."""

SOON = dt.timedelta(days=28)
"""How far ahead the usual dates of a series are told of, and all else a second time."""

KEPT = dt.timedelta(days=30)
"""How long what is over stays in the feed."""


def announced(hub: Hub, base: Base) -> Iterator[Candidate]:
    """What comes in the next 400 days and what was in the last 30, in no order, by the language that it is held in.

    Of a series the usual dates are told of 28 days ahead; those that were moved or dropped, or have something of their
    own to tell, as early as single events. Events of calendars elsewhere are told of in the same way, and lead there.

    The files do not say when an event was entered or changed, so no item claims a date of publication. `updated` is
    the last day on which there was a reason to tell of it, as the event's own date gives it: 400 days ahead, when it
    comes into sight; 28 days ahead; and, where there is a recap, the day after. It never lies ahead of the hub's day.
    Whatever changes between those days changes the item, whose id stays, but not its date.
    """
    zone = known_zone(hub.community.profile.timezone) or ZoneInfo("UTC")
    for one in (*hub.occurrences, *_dropped(hub)):
        ahead = SIGHT if _special(one) else SOON
        if hub.today - KEPT <= one.last and one.date <= hub.today + ahead:
            item_id = base.id_of(f"events/{one.event.first_slug}/{one.anchor}".removesuffix("/"))
            updated = dt.datetime.combine(_told_on(one, hub.today), dt.time(), zone)
            language = written_in(one.event, hub.community.profile)
            yield Candidate(item_id, updated, (language,), partial(_item, one, item_id, updated))
    for one in hub.elsewhere:
        ahead = SIGHT if _special(one) else SOON
        if one.elsewhere and hub.today - KEPT <= one.last and one.date <= hub.today + ahead:
            item_id = base.id_of(f"elsewhere/{one.elsewhere.id}")
            updated = dt.datetime.combine(_told_on(one, hub.today), dt.time(), zone)
            item = partial(_item_elsewhere, one, one.elsewhere, item_id, updated)
            yield Candidate(item_id, updated, (tag_of(one.event.language or ""),), item)


def _special(one: Occurrence) -> bool:
    """Whether it is more than one of the usual dates of a series."""
    own = one.recurrence is None or isinstance(one.gathering, HeldOccurrence)
    return own or one.moved or one.status != one.event.status


def _told_on(one: Occurrence, today: dt.date) -> dt.date:
    if one.last < today and one.gathering.recap:
        return one.last + dt.timedelta(days=1)
    soon = one.date - SOON
    return soon if soon <= today else one.date - SIGHT


def _dropped(hub: Hub) -> Iterator[Occurrence]:
    """The dates on which series do not take place: whoever read of one has to learn that it is off."""
    for event in hub.community.events.values():
        if event.recurrence is None:
            continue
        zone = event_zone(event, hub.community)
        held = held_by_day(event, zone)
        for one in event.recurrence.exceptions:
            if one.moved_to is None and one.date not in held:
                slot = slot_of(event, zone, one.date)
                yield Occurrence(
                    event=event,
                    recurrence=one.date,
                    title=event.title,
                    date=slot.date,
                    last=slot.last,
                    start=slot.start,
                    end=slot.end,
                    zone=zone.key,
                    precision=slot.precision,
                    status="cancelled",
                    moved=False,
                    reason=one.reason or "",
                    gathering=Gathering.model_validate({}),
                )


def _item(one: Occurrence, item_id: str, updated: dt.datetime, telling: Telling) -> Item:
    words = telling.words
    one = retold(one, telling.community.events[one.event.slug])
    event, page = one.event, telling.page_of(one.event)
    recap = one.gathering.recap if one.last < telling.hub.today else ""
    state = _state(one)
    mark = f"[{words.say(state)}] " if state else ""
    about = event.summary or text.excerpt(text.plain(text.rendered(event.text)), 500)
    # Readers show many items on one page, so the footnotes of each are its own.
    note = f"{text.NOTE}{event.slug}-{one.anchor}-"
    paragraphs = [escape(f"{mark}{words.when(one)}"), escape(one.reason), _where(one, telling), escape(about)]
    return Item(
        id=item_id,
        # Only what has a story has a place of its own on the page.
        url=f"{page}#{one.anchor}" if recap and one.anchor else page,
        title=line(f"{mark}{one.title}, {words.when(one)}"),
        updated=updated,
        published=None,
        authors=telling.authors(event.hosts),
        html="".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs if paragraph)
        + text.rendered(recap, telling.lead(event), note),
        summary=line(about),
        categories=event.topics,
        language=tag_of(telling.spoken(event)),
    )


def _item_elsewhere(one: Occurrence, told: Elsewhere, item_id: str, updated: dt.datetime, telling: Telling) -> Item:
    words = telling.words
    state = _state(one)
    mark = f"[{words.say(state)}] " if state else ""
    source = words.say("from the calendar %(calendar)s") % {"calendar": told.calendar}
    paragraphs = [f"{mark}{words.when(one)}", told.location, told.description, source]
    return Item(
        id=item_id,
        url=told.address or f"{telling.home}events/calendar/{one.date:%Y-%m}/",
        title=line(f"{mark}{one.title}, {words.when(one)}"),
        updated=updated,
        published=None,
        authors=(Author(told.calendar, told.page),),
        html="".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs if paragraph),
        summary=line(told.description),
        categories=one.event.topics,
        language=tag_of(one.event.language or ""),
    )


def _state(one: Occurrence) -> str:
    if one.status != "confirmed":
        return one.status
    return "moved" if one.moved else ""


def _where(one: Occurrence, telling: Telling) -> str:
    """Place and address, as HTML."""
    place = telling.community.places.get(one.event.place or "")
    online = one.event.online
    return " · ".join(
        [
            *([escape(f"{place.name}, {place.address}")] if place else []),
            *([f'<a href="{escape(online)}">{escape(telling.words.say("online"))}</a>'] if online else []),
        ]
    )
