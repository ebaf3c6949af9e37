"""What the API says of each record, and of whom: the same people agree to the same things as on the pages."""

from collections.abc import Iterable
from typing import Any

from folkmoot.model.event import Event, Gathering
from folkmoot.model.hub import Hub, Occurrence
from folkmoot.model.member import Member
from folkmoot.model.person import Person as Named
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team, Term
from folkmoot.render.api import schemas, shapes
from folkmoot.render.api.contests import contest_shape
from folkmoot.render.api.giving import gave, given, thanks
from folkmoot.render.api.references import (
    asked,
    document,
    each,
    file_address,
    image,
    on_day,
    on_its_day,
    ref,
    taken_down,
    timing,
)
from folkmoot.render.api.worked import repositories
from folkmoot.render.giving import Thanked, thanked, thanked_for, thanked_on
from folkmoot.render.links import Links
from folkmoot.render.lookup import Lookup
from folkmoot.render.repositories import repository_name, totals
from folkmoot.text import rendered


class Records:
    """A hub's records as shapes. Addresses are relative to the site's root; in HTML they begin with `site_url`."""

    def __init__(self, hub: Hub, site_url: str) -> None:
        self.hub, self.community, self.lookup = hub, hub.community, Lookup(hub)
        self._site_url, self._links = site_url, Links(hub.community)
        self.members: dict[str, shapes.MemberRef] = {
            slug: shapes.MemberRef(slug=slug, name=one.name, url=f"members/{slug}/", api=document("members", slug))
            for slug, one in hub.community.members.items()
            if one.is_shown
        }
        self._totals = {one.source: one for one in totals(hub)}
        self._repositories = {
            source.slug: repository_name(hub.community, source.url) for source in hub.sources if source.kind == "work"
        }

    def shown(self, slugs: Iterable[str]) -> tuple[shapes.MemberRef, ...]:
        """The members behind these slugs who are on the site, in the order given."""
        return tuple(self.members[slug] for slug in slugs if slug in self.members)

    def html(self, source: str, path: str) -> str:
        """What Markdown comes to in a file of the hub, sanitised."""
        lead = self._links.leader(path.rpartition("/")[0], self._site_url, self.community.profile.languages[0])
        return rendered(source, lead) if source else ""

    def listed_member(self, member: Member) -> shapes.MemberInList:
        """A member in few words. Whoever wants to be named and no more has name and addresses."""
        ref = self.members[member.slug]
        if member.visibility != "public":
            return shapes.MemberInList(slug=ref.slug, name=ref.name, url=ref.url, api=ref.api)
        agreed = member.allows("profile")
        location = member.location if agreed else None
        return shapes.MemberInList(
            slug=ref.slug,
            name=ref.name,
            url=ref.url,
            api=ref.api,
            joined=f"{member.joined:%Y-%m}",
            status=member.status if member.status == "alumni" or (member.status == "away" and agreed) else "",
            photo=file_address(member.photo) if member.allows("photo") else "",
            city=(location.city if location else None) or "",
            country=(location.country if location else None) or "",
            languages=member.languages if agreed else (),
            skills=member.skills if agreed else (),
        )

    def member(self, member: Member) -> schemas.Member:
        """A member as a whole."""
        brief = dict(self.listed_member(member))
        if member.visibility != "public":
            return schemas.Member(**brief)
        found, slug, agreed = self.lookup, member.slug, member.allows("profile")
        own: dict[str, Any] = {
            "github": member.github or "",
            "links": tuple(shapes.NamedLink(label=one.label, url=one.url) for one in member.links),
            "feeds": tuple(shapes.NamedLink(label=one.title or one.url, url=one.url) for one in member.feeds),
            "teams": tuple(self._duty(team, term) for team, term in found.terms[slug]),
            "projects": tuple(ref(one) for one in found.projects[slug]),
            "hosted": each(one.event for one in found.hosted[slug]),
            "spoke": tuple(map(on_day, found.spoken[slug])),
            "won": tuple(shapes.Award(award=result.award, at=on_day(one)) for one, result in found.won[slug]),
            "posts": tuple(on_its_day(one) for one in found.posts_by[slug]),
            "repositories": tuple(
                shapes.RepositoryShare(
                    repository=self._repositories.get(one.source, one.source),
                    commits=one.commits,
                    first=one.first[:7],
                    latest=one.last[:7],
                    kinds=one.kinds,
                )
                for one in found.shares[slug]
            ),
            "gave": gave(self.community, found.given[slug]),
        }
        if member.allows("attendance"):
            there = (one for one in found.attended[slug] if slug not in one.event.hosts)
            own["attended"] = tuple(map(on_day, there))
        if agreed:
            inviter = self.shown([member.invited_by or ""])
            own |= {
                "pronouns": member.pronouns or "",
                "organisation": member.organisation or "",
                "interests": member.interests,
                "bio_html": self.html(member.bio, member.path),
                "bio_language": (member.bio_language or self.community.profile.languages[0]) if member.bio else "",
                "roles": member.roles,
                "available_for": member.available_for,
                "invited_by": inviter[0] if inviter else None,
            }
        return schemas.Member(**brief, **own)

    def _duty(self, team: Team, term: Term) -> shapes.Duty:
        until = f"{term.until:%Y-%m}" if term.until else ""
        return shapes.Duty(team=ref(team), role=term.role, since=f"{term.since:%Y-%m}", until=until)

    def listed_event(self, event: Event) -> shapes.EventInList:
        """An event in few words."""
        mine = self.lookup.of_event[event.slug]
        ahead = [one for one in mine if one.last >= self.hub.today]
        when = next(iter([*ahead, *reversed(mine)]), None)
        return shapes.EventInList(
            **dict(ref(event)),
            kind=event.kind,
            status=event.status,
            summary=event.summary or "",
            when=shapes.Timing(**timing(when)) if when else None,
            over=not ahead,
            rule=event.recurrence.rule if event.recurrence else "",
            calendar=f"events/{event.slug}.ics" if event.has_date else "",
            language=event.held_in(self.community.profile.languages),
            topics=event.topics,
            **self._whereabouts(event),
        )

    def event(self, event: Event) -> schemas.Event:
        """An event as a whole."""
        call, project = event.call_for_papers, self.community.projects.get(event.project or "")
        return schemas.Event(
            **dict(self.listed_event(event)),
            **dict(self._outcome(event, event, thanked_for(self.hub, event, self.lookup.of_event[event.slug]))),
            hosts=self.shown(event.hosts),
            text_html=self.html(event.text, event.path),
            taken_down=taken_down(event),
            rsvp=event.rsvp or "",
            call_for_papers=shapes.Call(url=call.url, opens=call.opens, closes=call.closes) if call else None,
            contest=contest_shape(event.contest, self._people) if event.contest else None,
            project=ref(project) if project else None,
            agenda=event.agenda,
            occurrences=tuple(shapes.OnDate(**self._on_date(one)) for one in self.lookup.of_event[event.slug]),
            unusual=tuple(
                shapes.UnusualDate(
                    date=one.date, moved_to=str(one.moved_to) if one.moved_to else "", reason=one.reason or ""
                )
                for one in (event.recurrence.exceptions if event.recurrence else ())
            ),
        )

    def coming(self, one: Occurrence) -> shapes.Coming:
        """A date ahead, with its event."""
        return shapes.Coming(event=ref(one.event), **self._on_date(one), **self._whereabouts(one.event))

    def _whereabouts(self, event: Event) -> dict[str, Any]:
        place = self.community.places.get(event.place or "")
        return {"where": event.where, "place": ref(place) if place else None, "online": event.online or ""}

    def _on_date(self, one: Occurrence) -> dict[str, Any]:
        own = one.gathering is not one.event
        return {
            **timing(one),
            **(dict(self._outcome(one.gathering, one.event, thanked_on(self.hub, one))) if own else {}),
            "title": one.title if one.title != one.event.title else "",
            "of": one.anchor,
            "status": one.status,
            "moved": one.moved,
            "reason": one.reason,
        }

    def _outcome(self, gathering: Gathering, event: Event, told: Iterable[Thanked]) -> shapes.Outcome:
        members = self.community.members
        came = [slug for slug in gathering.attendees if slug in members and members[slug].allows("attendance")]
        return shapes.Outcome(
            speakers=self._people(gathering.speakers),
            credits=thanks(told, self.members),
            attendees=self.shown(came),
            attendance=gathering.attendance,
            recap_html=self.html(gathering.recap, event.path),
            photos=tuple(map(image, gathering.photos)),
            recordings=tuple(shapes.NamedLink(label=one.label, url=one.url) for one in gathering.recordings),
            results=tuple(
                shapes.Winner(
                    award=one.award,
                    to=winners,
                    work=shapes.NamedLink(label=one.work.label, url=one.work.url) if one.work else None,
                )
                for one in gathering.results
                # What nobody entered whom the site shows is left out: a link to it would tell who it was.
                if (winners := self._people(one.to))
            ),
        )

    def _people(self, people: Iterable[Named]) -> tuple[shapes.Person, ...]:
        """Members who are on the site, and people from outside by name and page; with what they speak about."""
        found = []
        for one in people:
            member = self.members.get(one.member or "")
            if member:
                found.append(shapes.Person(**dict(member), talk=one.talk or ""))
            elif not one.member:
                found.append(shapes.Person(name=one.name or "", url=one.url or "", talk=one.talk or ""))
        return tuple(found)

    def listed_project(self, project: Project) -> shapes.ProjectInList:
        """A project in few words."""
        return shapes.ProjectInList(
            **dict(ref(project)),
            status=project.status,
            summary=project.summary or "",
            quarter=project.quarter or "",
            help_wanted=tuple(
                shapes.Wanted(title=one.title, skills=one.skills, url=one.url or "") for one in project.help_wanted
            ),
            language=project.language or "",
            topics=project.topics,
        )

    def project(self, project: Project) -> schemas.Project:
        """A project as a whole."""
        return schemas.Project(
            **dict(self.listed_project(project)),
            started=project.started,
            leads=self.shown(project.leads),
            contributors=self.shown(slug for slug in project.contributors if slug not in project.leads),
            repositories=repositories(self.hub, project.repositories, self._totals),
            links=tuple(shapes.NamedLink(label=one.label, url=one.url) for one in project.links),
            text_html=self.html(project.text, project.path),
            taken_down=taken_down(project),
            outcome_html=self.html(project.outcome, project.path),
            agenda=project.agenda,
            events=each(one.event for one in self.lookup.about_project[project.slug]),
            gave=given(self.community, self.lookup.given_to[project.slug], self.members),
        )

    def listed_place(self, place: Place) -> shapes.PlaceInList:
        """A place in few words."""
        point = place.coordinates
        return shapes.PlaceInList(
            **dict(ref(place)),
            address=place.address,
            city=place.city or "",
            country=place.country or "",
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
        )

    def place(self, place: Place) -> schemas.Place:
        """A place as a whole."""
        return schemas.Place(
            **dict(self.listed_place(place)),
            zone=place.timezone or "",
            website=place.url or "",
            access_html=self.html(place.access, place.path),
            directions_html=self.html(place.directions, place.path),
            picture=image(place.picture) if place.picture else None,
            events=each(one.event for one in self.lookup.at_place[place.slug]),
        )

    def listed_team(self, team: Team) -> shapes.TeamInList:
        """A team in few words."""
        return shapes.TeamInList(**dict(ref(team)), summary=team.summary or "")

    def team(self, team: Team) -> schemas.Team:
        """A team as a whole."""
        return schemas.Team(
            **dict(self.listed_team(team)),
            contact=team.contact or "",
            text_html=self.html(team.text, team.path),
            members=tuple(
                shapes.Service(member=one, role=term.role, since=term.since, until=term.until)
                for term in team.members
                for one in self.shown([term.member])
            ),
        )

    def listed_post(self, post: Post) -> shapes.PostInList:
        """A post in few words."""
        return shapes.PostInList(
            **dict(on_its_day(post)),
            summary=post.summary or "",
            authors=self.shown(post.authors),
            language=post.language or "",
            topics=post.topics,
        )

    def post(self, post: Post) -> schemas.Post:
        """A post as a whole."""
        return schemas.Post(
            **dict(self.listed_post(post)),
            text_html=self.html(post.text, post.path),
            taken_down=taken_down(post),
            agenda=post.agenda,
            feedback=asked(post.feedback) if post.feedback else None,
            picture=image(post.picture) if post.picture else None,
            credits=thanks(thanked(self.community, post.credits, authors=post.authors), self.members),
        )
