"""What of the archive is shown: the archive forgets nothing, but the site is as of a day, and people may step back."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from folkmoot.derive.identity import withheld_in
from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.community import Community
from folkmoot.model.conversation import Discussion
from folkmoot.model.harvest import Harvest, Mention
from folkmoot.model.instant import written
from folkmoot.model.source import quiet_slugs, sources
from folkmoot.model.wanted import words_in
from folkmoot.model.withheld import Withheld
from folkmoot.model.zones import known_zone


def seen(community: Community, harvest: Harvest, today: dt.date, withheld: Withheld | None = None) -> Harvest:
    """The harvest as it was at the end of `today`, the community's day, without what people do not want to be seen.

    These are the entries of members who want no more shown than a name, and hidden authors. Entries of a feed that was
    merely removed stay: they are history. So do those of a feed that the community or a public member names too, and a
    hidden member's discussions; but none of them says whose it is. Nothing names a hidden member, or whoever else is
    `withheld`, as `Unnamed` has it; where that is not told, it is found out. Of entries only a name tells the author:
    who holds the name of a hidden member in theirs, but for capitals, accents and spaces, is not named either. What
    others wrote is left out, too, where it holds a word that its source is to be read without by now.
    """
    unnamed = Unnamed(withheld_in(community, harvest) if withheld is None else withheld)
    harvest = _until(harvest, today, known_zone(community.profile.timezone) or ZoneInfo("UTC"))
    quiet = quiet_slugs(community)
    refused = {source.slug: source.reading.exclude for source in sources(community)}

    def is_unwanted(one: Mention) -> bool:
        return bool(words_in(refused.get(one.source, ()), one.tags, one.title, one.excerpt))

    return harvest._replace(
        entries=unnamed.of(entry for entry in harvest.entries if entry.source not in quiet),
        mentions=unnamed.of(one for one in harvest.mentions if not is_unwanted(one)),
        discussions=unnamed.of(harvest.discussions),
        events=unnamed.of(harvest.events),
        issues=unnamed.of(harvest.issues),
        pulls=unnamed.of(harvest.pulls),
        releases=unnamed.of(harvest.releases),
    )


def _until(harvest: Harvest, today: dt.date, zone: ZoneInfo) -> Harvest:
    """What had happened when `today` ended in `zone`.

    Of a month's work only the days of its beginning and end are known: it counts as a whole once it began.
    """
    midnight = dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), zone)
    end = written(midnight)
    day = today.isoformat()
    this_week = "{:04}-W{:02}".format(*today.isocalendar())
    return Harvest(
        entries=tuple(
            replace(one, edited="") if one.edited >= end else one for one in harvest.entries if one.published < end
        ),
        discussions=tuple(_talked(one, end) for one in harvest.discussions if one.published < end),
        work=tuple(
            one
            if one.last[:10] <= day
            else replace(one, last=day, weeks=tuple(week for week in one.weeks if week <= this_week))
            for one in harvest.work
            if one.first[:10] <= day
        ),
        mentions=tuple(one for one in harvest.mentions if one.published < end),
        states=tuple(one for one in harvest.states if one.published < end),
        events=tuple(
            one if one.withdrawn < end else replace(one, withdrawn="") for one in harvest.events if one.published < end
        ),
        visits={source: visit for source, visit in harvest.visits.items() if visit.asked < end},
        pictures=tuple(one for one in harvest.pictures if one.published < end),
        issues=tuple(one for one in harvest.issues if one.published < end),
        pulls=tuple(one for one in harvest.pulls if one.published < end),
        releases=tuple(one for one in harvest.releases if one.published < end),
        twins=harvest.twins,
        departures=tuple(
            one if one.returned <= day else replace(one, returned="")
            for one in harvest.departures
            if one.published <= day
        ),
        salt=harvest.salt,
        withheld=harvest.withheld,
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
