"""Calendars elsewhere that cannot be meant as they are written."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

from folkmoot.model.advice import CALENDAR_ADVICE
from folkmoot.model.community import Community
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Rewrite
from folkmoot.text import schemeless

_GROUP = re.compile(r"(?:www\.)?meetup\.com")
_GOOGLE = ("calendar.google.com", "www.google.com")
_SECRET = re.compile("/private-[^/]+/")


def repeated_calendars(community: Community) -> Iterator[Problem]:
    """Calendars that stand in the list twice."""
    known: set[str] = set()
    for index, calendar in enumerate(community.profile.sources.calendars):
        if (address := schemeless(calendar.address)) in known:
            yield Problem(
                community.profile.path,
                "calendar-twice",
                "this calendar is in the list already",
                "keep one of the two",
                keys=("sources", "calendars", index, "url"),
                value=calendar.url,
                severity="warning",
            )
        known.add(address)


def calendar_pages(community: Community) -> Iterator[Problem]:
    """Addresses at which people look at a calendar, where programs find none."""
    for index, calendar in enumerate(community.profile.sources.calendars):
        meant = _file_of(calendar.address)
        if meant is not None:
            yield Problem(
                community.profile.path,
                "calendar-page",
                "this is the page of a calendar, and not the calendar itself",
                f"write {meant}" if meant else "write the address that the page gives for calendar programs (.ics)",
                keys=("sources", "calendars", index, "url"),
                value=calendar.url,
                remedy=Rewrite(meant) if meant else None,
            )


def secret_calendars(community: Community) -> Iterator[Problem]:
    """Addresses that a calendar gives to its owner alone, in a file that everybody can read."""
    for index, calendar in enumerate(community.profile.sources.calendars):
        parts = urlsplit(calendar.address)
        if (parts.hostname or "").lower() in _GOOGLE and _SECRET.search(parts.path):
            yield Problem(
                community.profile.path,
                "calendar-secret",
                "this is the secret address of a calendar, and whoever reads this file can read all of it",
                "write the public address in iCal format; if somebody else may have seen this one, reset it in the "
                "calendar's settings",
                keys=("sources", "calendars", index, "url"),
            )


def calendars_as_feeds(community: Community) -> Iterator[Problem]:
    """Calendars among the feeds, where nobody could read them."""
    profile = community.profile
    named: list[tuple[str, KeyPath, str]] = [
        (one.path, ("feeds", index, "url"), feed.url)
        for one in community.members.values()
        for index, feed in enumerate(one.feeds)
    ]
    own = profile.sources.feeds
    named += [(profile.path, ("sources", "feeds", index, "url"), feed.url) for index, feed in enumerate(own)]
    for path, keys, url in named:
        if urlsplit(url).path.lower().endswith((".ics", ".ical")):
            yield Problem(
                path,
                "feed-calendar",
                "this is the address of a calendar, and not of a feed",
                CALENDAR_ADVICE,
                keys=keys,
                value=url,
            )


def _file_of(address: str) -> str | None:
    """The calendar behind the page at an address, "" where nobody can tell it; None where this is no such page."""
    parts = urlsplit(address)
    host, path = (parts.hostname or "").lower(), parts.path.rstrip("/")
    if host in _GOOGLE and path.startswith("/calendar/") and "/ical/" not in path:
        named = parse_qs(parts.query)
        whose = next(iter([*named.get("src", []), *named.get("cid", [])]), "")
        return (
            f"https://calendar.google.com/calendar/ical/{quote(whose, safe='')}/public/basic.ics"
            if "@" in whose
            else ""
        )
    if _GROUP.fullmatch(host) and "/ical" not in path:
        group = next((step for step in path.split("/") if step and not re.fullmatch("[a-z]{2}-[A-Z]{2}", step)), "")
        return f"https://www.meetup.com/{group}/events/ical/" if group else ""
    if host in ("lu.ma", "luma.com", "www.luma.com"):
        return ""
    return None
