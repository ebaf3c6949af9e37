"""What of the archive is shown: the archive forgets nothing, but the site is as of a day, and people may step back."""

import datetime as dt
import re
from collections.abc import Set
from dataclasses import replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from folkmoot.model.community import Community
from folkmoot.model.harvest import CalendarEvent, Discussion, Entry, Harvest, Mention
from folkmoot.model.instant import written
from folkmoot.model.slot import known_zone
from folkmoot.model.source import quiet_slugs, sources
from folkmoot.model.wanted import words_in
from folkmoot.text import collated, one_line

_Signed = TypeVar("_Signed", bound=Entry)
_WORDS = re.compile(r"\w+")
_BETWEEN = re.compile(r"[^\w\s'’.-]+|\b(?:and|avec|by|con|di|e|et|mit|par|und|von|with|y)\b")
"""What stands between the people of an author's line, in lower case."""


def seen(community: Community, harvest: Harvest, today: dt.date) -> Harvest:
    """The harvest as it was at the end of `today`, the community's day, without what people do not want to be seen.

    These are the entries of members who want no more shown than a name, and hidden authors. Entries of a feed that was
    merely removed stay: they are history. So do those of a feed that the community or a public member names too, and a
    hidden member's discussions; but none of them says whose it is. Of entries only a name tells the author: who holds
    the name of a hidden member in theirs, but for capitals, accents and spaces, is not named either. What others wrote
    is left out where it names a hidden member, or holds a word that its source is to be read without by now; so is an
    event of a calendar whose title does, and of others what does.
    """
    harvest = _until(harvest, today, known_zone(community.profile.timezone) or ZoneInfo("UTC"))
    quiet = quiet_slugs(community)
    refused = {source.slug: source.reading.exclude for source in sources(community)}
    hidden = [one for one in community.members.values() if not one.is_shown]
    names = {_folded(one.name) for one in hidden} - {""}
    logins = {one.github.lower() for one in hidden if one.github}
    numbers = {one.github_id for one in hidden if one.github_id}

    def unsigned(one: _Signed) -> _Signed:
        return replace(one, author="") if names and one.author and _names_one_of(one.author, names) else one

    def is_unwanted(one: Mention) -> bool:
        if words_in(refused.get(one.source, ()), one.tags, one.title, one.excerpt):
            return True
        return any(_names_one_of(text, names) for text in (one.title, one.excerpt, *one.tags))

    def unspoken(one: CalendarEvent) -> CalendarEvent:
        description, location = ("" if _names_one_of(text, names) else text for text in (one.description, one.location))
        tags = tuple(tag for tag in one.tags if not _names_one_of(tag, names))
        return replace(one, description=description, location=location, tags=tags)

    def unnamed(one: Discussion) -> Discussion:
        is_hidden = one.author_id in numbers or one.author.lower() in logins
        return replace(one, author="", author_id=0) if is_hidden else one

    return harvest._replace(
        entries=tuple(unsigned(entry) for entry in harvest.entries if entry.source not in quiet),
        mentions=tuple(unsigned(one) for one in harvest.mentions if not is_unwanted(one)),
        discussions=tuple(map(unnamed, harvest.discussions)),
        events=tuple(unspoken(one) for one in harvest.events if not _names_one_of(one.title, names))
        if names
        else harvest.events,
    )


def _names_one_of(author: str, names: Set[str]) -> bool:
    """Whether an author's line holds one of the `names`, which are folded, as whole words.

    A name of one word, such as Mo, is part of other people's names: alone it must be all that is said of a person.
    """
    folded = f" {_folded(author)} "
    people = {_folded(part) for part in _BETWEEN.split(collated(one_line(author)))}
    return not names.isdisjoint((*people, folded.strip())) or any(
        f" {name} " in folded for name in names if " " in name
    )


def _folded(name: str) -> str:
    """A name's words without capitals and accents; a name without any letter stays as it is."""
    plain = collated(one_line(name))
    return " ".join(_WORDS.findall(plain)) or plain


def _until(harvest: Harvest, today: dt.date, zone: ZoneInfo) -> Harvest:
    """What had happened when `today` ended in `zone`.

    Of a month's work only the days of its beginning and end are known: it counts as a whole once it began.
    """
    midnight = dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), zone)
    end = written(midnight)
    day = today.isoformat()
    return Harvest(
        entries=tuple(
            replace(one, edited="") if one.edited >= end else one for one in harvest.entries if one.published < end
        ),
        discussions=tuple(_talked(one, end) for one in harvest.discussions if one.published < end),
        work=tuple(
            one if one.last[:10] <= day else replace(one, last=day) for one in harvest.work if one.first[:10] <= day
        ),
        mentions=tuple(one for one in harvest.mentions if one.published < end),
        states=tuple(one for one in harvest.states if one.published < end),
        events=tuple(
            one if one.withdrawn < end else replace(one, withdrawn="") for one in harvest.events if one.published < end
        ),
        visits={source: visit for source, visit in harvest.visits.items() if visit.asked < end},
        pictures=tuple(one for one in harvest.pictures if one.published < end),
    )


def _talked(one: Discussion, end: str) -> Discussion:
    """A discussion with what had been said in it; how many reactions there were then is not known."""
    if one.updated < end and one.answered < end and one.closed < end:
        return one
    comments = tuple(comment for comment in one.comments if comment.created < end)
    answered = one.answered if one.answered < end else ""
    return replace(
        one,
        updated=max([one.published, answered, *(comment.created for comment in comments)]),
        closed=one.closed if one.closed < end else "",
        answered=answered,
        comments=comments if answered else tuple(replace(comment, answer=False) for comment in comments),
    )
