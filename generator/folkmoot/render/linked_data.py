"""What a page is about, for search engines and other programs: JSON-LD in the words of schema.org, inside the page.

Every function takes the `site` that addresses begin with: the site's own address, ending in a slash, or whatever text
stands for it until it is known; it is never read, and with "" all addresses of the site are left out. The other
addresses are relative to the site's root. What is said of people is what their pages show.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from folkmoot.model.base import Filed
from folkmoot.model.event import Event, EventKind
from folkmoot.model.hub import Hub, Occurrence
from folkmoot.model.member import Member
from folkmoot.model.paths import url_of
from folkmoot.model.person import Person
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.recurrence import canonical_rule, rule_end, rule_problem
from folkmoot.model.slot import event_zone, slot_of
from folkmoot.render.links import site_path
from folkmoot.text import excerpt, plain, rendered

_Node = dict[str, Any]

_KINDS: dict[EventKind, str] = {"workshop": "EducationEvent", "chat": "SocialEvent", "game": "SocialEvent"}
"""Schema.org's word for a kind of event, where it has one that surely fits."""

_MODES = {"online": "Online", "on site": "Offline", "hybrid": "Mixed"}
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_UNITS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_SAYABLE = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "WKST"}
"""The parts of a rule that schema.org's Schedule has words for, and the first day of the week where it is its own."""

_HARMFUL = re.compile(r"[<>&\u2028\u2029]|\{(?=[{%#])")


def script(node: _Node) -> str:
    """The JSON-LD as an element of HTML: no text in it can end the element, begin a comment, or be a template's tag."""
    said = json.dumps({"@context": "https://schema.org"} | node, ensure_ascii=False, separators=(",", ":"))
    harmless = _HARMFUL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", said)
    return f'<script type="application/ld+json">{harmless}</script>'


def event_data(hub: Hub, site: str, event: Event, occurrences: Sequence[Occurrence], url: str, image: str = "") -> str:
    """An event or series. `occurrences` are its own, by date; `url` is its page and `image` a picture, or "".

    Of a series the next date, else the last one, stands as its start; its rule becomes a `Schedule` where that has
    words for it. Coming dates that the schedule does not tell (all of them where there is none) are `subEvent`s. What
    is announced for a month has no `startDate`: a month is no Date of schema.org's.
    """
    ahead = [one for one in occurrences if one.last >= hub.today]
    shown = next(iter([*ahead, *reversed(occurrences)]), None)
    schedule = _schedule(hub, event)
    told = [event, shown.gathering] if shown and shown.gathering is not event else [event]
    speakers = dict.fromkeys(one for gathering in told for one in gathering.speakers)
    others = [one for one in ahead if not schedule or one.moved or one.title != one.event.title]
    node = {
        "@type": _KINDS.get(event.kind, "Event"),
        "@id": _record_address(site, event),
        "url": _address(site, url),
        "name": event.title,
        "description": event.summary or excerpt(plain(rendered(event.text)), 500),
        "image": _address(site, url_of(image)),
        **(_when(shown) if shown else {}),
        "eventAttendanceMode": _word(f"{_MODES[event.where]}EventAttendanceMode") if event.where in _MODES else "",
        "location": _location(hub, site, event),
        "organizer": [_community(hub, site), *_members(hub, site, event.hosts)],
        "performer": [node for one in speakers for node in _speaker(hub, site, one)],
        "inLanguage": event.held_in(hub.community.profile.languages),
        "keywords": list(event.topics),
        "eventSchedule": schedule,
        "subEvent": [_part(one) for one in others] if event.recurrence else [],
    }
    return script(_said(node))


def elsewhere_data(hub: Hub, site: str, occurrences: Iterable[Occurrence]) -> str:
    """Dates of calendars elsewhere, for a list that shows them; "" where none of the `occurrences` is one.

    Their `url` is where they are told. Nothing is said that the calendar does not say: who organises them and what they
    cost nobody here knows.
    """
    told = [_elsewhere(hub, site, one) for one in occurrences if one.elsewhere]
    return script({"@graph": told}) if told else ""


def _elsewhere(hub: Hub, site: str, one: Occurrence) -> _Node:
    event, url, said = one.event, "", ""
    if one.elsewhere:
        url, said = one.elsewhere.url, one.elsewhere.location
    return _said(
        {
            "@type": _KINDS.get(event.kind, "Event"),
            "url": url,
            "name": one.title,
            "description": event.summary,
            **_when(one),
            "eventAttendanceMode": _word(f"{_MODES[event.where]}EventAttendanceMode") if event.where in _MODES else "",
            "location": _location(hub, site, event) or ({"@type": "Place", "name": said} if said else None),
            "inLanguage": event.language,
            "keywords": list(event.topics),
        }
    )


def _part(one: Occurrence) -> _Node:
    return _said({"@type": "Event", "name": one.title, **_when(one)})


def _when(one: Occurrence) -> _Node:
    """Start, end and status of one date. What is not settled yet has no status: schema.org has no word for it."""
    status = {"cancelled": "EventCancelled", "confirmed": "EventScheduled"}.get(one.status, "")
    if one.moved and one.status == "confirmed":
        status = "EventRescheduled"
    node: _Node = {"eventStatus": _word(status) if status else ""}
    if one.moved and one.recurrence:
        node["previousStartDate"] = one.recurrence.isoformat()
    if one.precision == "month":
        return node
    several = one.last.isoformat() if one.last != one.date else ""
    return node | {
        "startDate": (one.start or one.date).isoformat(),
        "endDate": one.end.isoformat() if one.end else several,
    }


def _schedule(hub: Hub, event: Event) -> _Node | None:
    """The rule in the words of schema.org's Schedule; None where it has none for it, or where the day is open."""
    if not event.recurrence or rule_problem(event.recurrence.rule) or not event.has_date:
        return None
    parts = dict(part.split("=", 1) for part in canonical_rule(event.recurrence.rule).split(";"))
    if not _sayable(parts):
        return None
    zone = event_zone(event, hub.community)
    usual, end = slot_of(event, zone), rule_end(event.recurrence.rule, zone)
    days = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    return _said(
        {
            "@type": "Schedule",
            "repeatFrequency": f"P{parts.get('INTERVAL', '1')}{_UNITS[parts['FREQ']]}",
            "byDay": [_word(_DAYS[day]) if day in _DAYS else day for day in days],
            "byMonth": [int(month) for month in parts.get("BYMONTH", "").split(",") if month],
            "byMonthDay": [int(day) for day in parts.get("BYMONTHDAY", "").split(",") if day],
            "repeatCount": int(parts["COUNT"]) if "COUNT" in parts else None,
            "startDate": usual.date.isoformat(),
            "endDate": end.date().isoformat() if end else "",
            "startTime": f"{usual.start:%H:%M:%S}" if usual.start else "",
            "endTime": f"{usual.end:%H:%M:%S}" if usual.end else "",
            "scheduleTimezone": zone.key,
            "exceptDate": [one.date.isoformat() for one in event.recurrence.exceptions],
        }
    )


def _sayable(parts: dict[str, str]) -> bool:
    """Whether a Schedule with these parts can mean nothing else than the rule does."""
    if parts.get("WKST", "MO") != "MO" or not parts.keys() <= _SAYABLE:
        return False
    if "BYDAY" not in parts or parts["FREQ"] in ("DAILY", "WEEKLY"):
        return True
    # P1M with a bare Tuesday could be one Tuesday a month, and the rule means each of them.
    counted = all(re.search(r"\d", day) for day in parts["BYDAY"].split(","))
    return counted and "BYMONTHDAY" not in parts and (parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts)


def person_data(hub: Hub, site: str, member: Member) -> str:
    """A member, as far as they agreed; "" of a hidden one."""
    if not member.is_shown:
        return ""
    node = _person(site, member)
    if member.visibility == "public":
        accounts = [f"https://github.com/{member.github}"] if member.github else []
        agreed = member.allows("profile")
        node |= {
            "image": _address(site, url_of(member.photo)) if member.photo and member.allows("photo") else "",
            "sameAs": [*accounts, *(one.url for one in member.links)],
            "worksFor": _said({"@type": "Organization", "name": member.organisation or ""})
            if agreed and member.organisation
            else None,
            "knowsAbout": list(member.skills) if agreed else [],
            "knowsLanguage": list(member.languages) if agreed else [],
            "memberOf": _community(hub, site) if member.status != "alumni" else None,
        }
    return script(_said(node))


def article_data(hub: Hub, site: str, post: Post, url: str, image: str = "") -> str:
    """A post, at `url`, with the picture `image` or ""."""
    address = _address(site, url)
    node = {
        "@type": "BlogPosting",
        "@id": _record_address(site, post),
        "url": address,
        "mainEntityOfPage": address,
        "headline": post.title,
        "description": post.summary,
        "image": _address(site, url_of(image)),
        "datePublished": post.date.isoformat(),
        "inLanguage": post.language or hub.community.profile.languages[0],
        "author": _members(hub, site, post.authors),
        "publisher": _community(hub, site),
        "keywords": list(post.topics),
    }
    return script(_said(node))


def organization_data(hub: Hub, site: str) -> str:
    """The community itself, for its home page."""
    said = hub.community.profile
    contact = said.contact or ""
    node = _community(hub, site) | {
        "description": said.tagline or excerpt(plain(rendered(said.description)), 300),
        "logo": _address(site, url_of(said.logo)) if said.logo else "",
        "foundingDate": said.founded.isoformat() if said.founded else "",
        "founder": _members(hub, site, said.founders),
        "email": contact if re.fullmatch(r"[^@\s]+@[^@\s]+", contact) else "",
        "knowsLanguage": list(said.languages),
        "sameAs": [said.repository] if said.repository else [],
    }
    return script(_said(node))


def _said(node: _Node) -> _Node:
    """The node without what has nothing to say."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _word(term: str) -> str:
    return f"https://schema.org/{term}"


def _address(site: str, url: str) -> str:
    return f"{site}{url}" if site and url else ""


def _record_address(site: str, record: Filed) -> str:
    """What a record is known by, whatever the language of the page: its address without one."""
    return _address(site, f"{site_path(record.path).partition('/')[0]}/{record.slug}/")


def _community(hub: Hub, site: str) -> _Node:
    name, identity = hub.community.profile.name, _address(site, "#community")
    return _said({"@type": "Organization", "@id": identity, "name": name, "url": site})


def _person(site: str, member: Member) -> _Node:
    address = _record_address(site, member)
    return _said({"@type": "Person", "@id": address, "name": member.name, "url": address})


def _members(hub: Hub, site: str, slugs: Iterable[str]) -> list[_Node]:
    found = (hub.community.members.get(slug) for slug in slugs)
    return [_person(site, one) for one in found if one and one.is_shown]


def _speaker(hub: Hub, site: str, person: Person) -> list[_Node]:
    if person.member:
        return _members(hub, site, [person.member])
    return [_said({"@type": "Person", "name": person.name, "url": person.url})]


def _location(hub: Hub, site: str, event: Event) -> list[_Node]:
    place = hub.community.places.get(event.place or "")
    online = [{"@type": "VirtualLocation", "url": event.online}] if event.online else []
    return [*([_place(site, place)] if place else []), *online]


def _place(site: str, place: Place) -> _Node:
    point = place.coordinates
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "addressLocality": place.city,
        "addressCountry": place.country,
    }
    geo = {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude} if point else None
    return _said(
        {
            "@type": "Place",
            "@id": _record_address(site, place),
            "name": place.name,
            "url": place.url or _record_address(site, place),
            "address": _said(address),
            "geo": geo,
        }
    )
