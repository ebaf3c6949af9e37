"""What the hub's own files say, as rows of the tables that metrics count on: derive/facts.sql tells their columns."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from folkmoot.derive.former import slugs_by_token
from folkmoot.model.community import Community
from folkmoot.model.credit import TOLD_ANYWAY, Credit
from folkmoot.model.event import Event, HeldOccurrence
from folkmoot.model.harvest import Source
from folkmoot.model.hub import Occurrence, has_begun
from folkmoot.model.member import Member
from folkmoot.model.period import Period, counted
from folkmoot.model.repository import repository_of, same_repository

_Row = dict[str, Any]


class Facts(NamedTuple):
    """The community's files, with the dates of its events, as they stand at `now` (aware); days are those in `zone`."""

    community: Community
    occurrences: tuple[Occurrence, ...]
    now: dt.datetime
    zone: ZoneInfo

    def tables(self, asked: tuple[Period, ...] = ()) -> dict[str, list[_Row]]:
        """The rows by table; periods that are `asked` for stand beside those that there always are."""
        profile = self.community.profile
        today = self.now.astimezone(self.zone).date()
        windows = counted(today, profile.thresholds.active_days, asked)
        events = [(self._event(one), one) for one in self.occurrences]
        posts = self._posts()
        founded = profile.founded.isoformat() if profile.founded else None
        told = {"now": _utc(self.now), "today": str(today), "founded": founded, "languages": profile.languages}
        return {
            "params": [told | profile.thresholds.model_dump()],
            "periods": [self._period(one) for one in windows],
            "members": self._members(),
            "terms": self._terms(),
            "events": [row for row, _ in events],
            "posts": posts,
            "projects": self._projects(),
            "translations": self._translations(),
            "credits": self._credits(events, posts),
            "agendas": [{"category": category, "agenda": agenda} for category, agenda in profile.agendas.items()],
        }

    def absences(
        self, departures: Iterable[tuple[str, dt.datetime, dt.datetime, dt.datetime]], salt: str
    ) -> list[_Row]:
        """When people were no members any more, of hidden ones nothing; a former name of a file tells whose it is, too.

        A departure tells who (a token made with `salt`), when they had joined, left, and came back, the first and the
        last None where nobody knows.
        """
        members, today = self.community.members, self.now.astimezone(self.zone).date()
        slugs = slugs_by_token(self.community, salt)
        told = [(slugs.get(row[0], row[0]), _day(row[1]), _day(row[2]), _day(row[3])) for row in departures]
        return [
            {
                "actor": actor,
                "joined": joined and self._midnight(joined),
                "began": self._midnight(began),
                "ended": self._midnight(ended) if ended and ended <= today else None,
            }
            for actor, joined, began, ended in told
            if began and began <= today and (actor not in members or members[actor].is_shown)
        ]

    def sources(self, sources: Iterable[Source]) -> list[_Row]:
        """What is collected, each source with the project whose repository it is."""
        projects: dict[str, str] = {}
        for slug, project in self.community.projects.items():
            for address in project.repositories:
                projects.setdefault(same_repository(self.community, address), slug)
        return [
            {
                "slug": source.slug,
                "kind": source.kind,
                "owner": source.owner,
                "project": projects.get(repository_of(self.community, source), ""),
                "language": source.language,
            }
            for source in sources
        ]

    def _midnight(self, day: dt.date) -> str:
        return _utc(dt.datetime.combine(day, dt.time(), self.zone))

    def _period(self, one: Period) -> _Row:
        return {
            "period": one.name,
            "since": self._midnight(one.first),
            "until": self._midnight(one.until),
            "first": str(one.first),
            "last": str(one.until - dt.timedelta(days=1)),
        }

    def _seen(self, slugs: Iterable[str | None]) -> list[str]:
        """Those who are members and not hidden, each once, in the order they are named in."""
        members = self.community.members
        return [s for s in dict.fromkeys(slugs) if s and s in members and members[s].is_shown]

    def _members(self) -> list[_Row]:
        return [self._member(self.community.members[slug]) for slug in self._seen(self.community.members)]

    def _member(self, one: Member) -> _Row:
        profile = self.community.profile
        row = {
            "slug": one.slug,
            "joined": self._midnight(one.joined),
            "founder": one.slug in profile.founders,
            "status": one.status,
        }
        agreed = one if one.allows("profile") else Member(name=one.name, joined=one.joined)
        lives = agreed.location
        return row | {
            "language": next((language for language in agreed.languages if language in profile.languages), ""),
            "languages": agreed.languages,
            "skills": agreed.skills,
            "interests": agreed.interests,
            "available_for": agreed.available_for,
            "town": f"{lives.city}, {lives.country or ''}" if lives and lives.city else "",
            "roles": agreed.roles,
            "organisation": " ".join((agreed.organisation or "").split()).casefold(),
            "invited_by": next(iter(self._seen([agreed.invited_by])), ""),
            "ties": one.allows("ties"),
        }

    def _terms(self) -> list[_Row]:
        return [
            {
                "team": slug,
                "actor": term.member,
                "role": term.role,
                "since": str(term.since),
                "until": term.until and str(term.until),
            }
            for slug, team in self.community.teams.items()
            for term in team.members
            if self._seen([term.member])
        ]

    def _event(self, one: Occurrence) -> _Row:
        event, came = one.event, one.gathering
        # What is announced for a month only cannot be said to be over before its end.
        day = one.last if one.precision == "month" else one.date
        happened = one.start or dt.datetime.combine(day, dt.time(), self.zone)
        recorded = one.recurrence is None or isinstance(came, HeldOccurrence)
        attendees = self._seen(came.attendees)
        return {
            "thread": "events/" + "#".join(filter(None, (event.slug, one.anchor))),
            "slug": event.slug,
            "kind": event.kind,
            "status": one.status,
            "happened": _utc(happened),
            "held": recorded and one.status == "confirmed" and happened <= self.now,
            "attendance": came.attendance,
            "agenda": self._agenda(event),
            "hosts": self._seen(event.hosts),
            "speakers": self._seen(person.member for person in came.speakers),
            "attendees": [slug for slug in attendees if self.community.members[slug].allows("attendance")],
            "project": self._project(event),
            "title": one.title,
            "language": event.held_in(self.community.profile.languages),
            "topics": event.topics,
            "recap": bool(came.recap),
        }

    def _project(self, event: Event) -> str:
        return event.project if event.project and event.project in self.community.projects else ""

    def _agenda(self, event: Event) -> list[str]:
        """The event's own agenda, else that of the project it is about."""
        project = self.community.projects.get(event.project or "")
        return list(dict.fromkeys(event.agenda or (project.agenda if project else ())))

    def _posts(self) -> list[_Row]:
        return [
            {
                "thread": f"posts/{slug}",
                "slug": slug,
                "published": self._midnight(post.date),
                "agenda": list(dict.fromkeys(post.agenda)),
                "authors": self._seen(post.authors),
                "title": post.title,
                "language": post.language or self.community.profile.languages[0],
                "topics": post.topics,
            }
            for slug, post in self.community.posts.items()
        ]

    def _projects(self) -> list[_Row]:
        return [
            {
                "thread": f"projects/{slug}",
                "slug": slug,
                "status": project.status,
                "started": self._midnight(project.started) if project.started else None,
                "agenda": list(dict.fromkeys(project.agenda)),
                "title": project.title,
                "language": project.language or self.community.profile.languages[0],
                "topics": project.topics,
                "quarter": project.quarter or "",
                "leads": self._seen(project.leads),
                "contributors": self._seen(project.contributors),
            }
            for slug, project in self.community.projects.items()
        ]

    def _translations(self) -> list[_Row]:
        counted_of = ("events/", "posts/", "projects/")
        return [
            {"thread": record, "language": language}
            for record, versions in self.community.translations.items()
            if record.startswith(counted_of)
            for language in versions
        ]

    def _credits(self, events: list[tuple[_Row, Occurrence]], posts: list[_Row]) -> list[_Row]:
        """What the hub's files give credit for, each once; of events, for those that were held.

        Of a series and of a project nobody wrote down when it was.
        """
        rows = {
            (member, contribution, about["thread"]): {
                "actor": member,
                "contribution": contribution,
                "happened": about.get("happened"),
                "thread": about["thread"],
                "project": about.get("project", ""),
                "agenda": about.get("agenda", []),
                "source": about["source"],
            }
            for about, credits_ in self._credited(events, posts)
            for credit in credits_
            for member in self._seen([credit.member])
            for contribution in credit.gave
            if member not in about.get(TOLD_ANYWAY.get(contribution, ""), ())
        }
        return list(rows.values())

    def _credited(
        self, events: list[tuple[_Row, Occurrence]], posts: list[_Row]
    ) -> Iterator[tuple[Mapping[str, Any], tuple[Credit, ...]]]:
        """Everything that gives credit, with what is known of it."""
        dates: defaultdict[str, list[Occurrence]] = defaultdict(list)
        for row, one in events:
            dates[one.event.slug].append(one)
            if row["held"]:
                yield row | {"source": "events"}, one.gathering.credits
        today = self.now.astimezone(self.zone).date()
        for event in self.community.events.values():
            if event.recurrence and has_begun(event, dates[event.slug], self.now, today):
                whole = {"thread": f"events/{event.slug}", "source": "events", "project": self._project(event)}
                yield whole, event.credits
        for row in posts:
            yield row | {"source": "posts", "happened": row["published"]}, self.community.posts[row["slug"]].credits
        for slug, project in self.community.projects.items():
            yield {"thread": f"projects/{slug}", "source": "projects", "project": slug}, project.credits


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None


def _utc(moment: dt.datetime) -> str:
    """As DuckDB reads a TIMESTAMP."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(sep=" ")
