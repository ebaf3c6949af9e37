"""The documents of the static JSON API, one kind an endpoint, and their JSON Schemas.

The rule of versions: within api/v1/ documents and keys are added, and nothing is removed, renamed or given another
meaning; what cannot be said so goes to api/v2/, and api/v1/ stays beside it for a year.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from folkmoot.model.event import Agenda
from folkmoot.render.api import metric_shapes, shapes
from folkmoot.render.api.outside import (
    Discussions,
    DiscussionsYear,
    Mentions,
    MentionsYear,
    Planet,
    PlanetYear,
    Sources,
)
from folkmoot.render.api.shapes import Document, Shape

VERSION = "v1"
FOLDER = f"api/{VERSION}/"
"""Where the API lies, relative to the site's root."""


class Offer(Shape):
    """One kind of document that the API has."""

    name: str = Field(description="What it is called.")
    about: str = Field(description="What it holds.")
    api: str = Field(description="Its address; {slug} and {year} stand for those that its list names.")
    described_by: str = Field(description="Its JSON Schema.")


class Beside(Shape):
    """A calendar, feed or list of feeds that the site has beside the API."""

    url: str = Field(description="Its address.")
    type: str = Field(description="Its media type.")
    title: str = Field("", description="What it is called.")
    language: str = Field("", description="The language of everything in it, where that is one (BCP 47).")


class Index(Document):
    """What there is: the addresses of all lists, of their schemas, and of calendars and feeds."""

    name: str = Field(description="What the community is called.")
    languages: tuple[str, ...] = Field(description="Its languages, the main one first (BCP 47).")
    version: str = Field(description="The version of the API.")
    endpoints: tuple[Offer, ...] = Field(description="The kinds of documents.")
    beside: tuple[Beside, ...] = Field((), description="Calendars and feeds.")


class Partner(Shape):
    """An organisation that the community works with."""

    name: str = Field(description="What it is called.")
    url: str = Field(description="Its page.")
    logo: str = Field("", description="Its logo.")
    since: dt.date = Field(description="The day it became a partner.")
    until: dt.date | None = Field(None, description="The last day, of a former partner.")


class Channel(Shape):
    """A place on the web where the community is, beside this site."""

    name: str = Field(description="What it is called.")
    url: str = Field(description="Where it is.")
    purpose: str = Field("", description="What it is for.")
    language: str = Field("", description="The language that is spoken there (BCP 47).")
    by: tuple[shapes.MemberRef, ...] = Field((), description="The members who look after it.")
    rules: str = Field("", description="What is expected there.")


class Rules(Shape):
    """The community's rules, as pages."""

    membership: str = Field(description="open, or vouched: a newcomer names a member who vouches.")
    code_of_conduct: str = Field("", description="The code of conduct.")
    netiquette: str = Field("", description="The netiquette.")
    terms: str = Field("", description="The terms.")


class Community(Document):
    """The community itself."""

    name: str = Field(description="What it is called.")
    tagline: str = Field("", description="One line about it.")
    description_html: str = Field("", description="A paragraph about it.")
    notice: str = Field("", description="A line that stands on top of every page.")
    logo: str = Field("", description="Its logo.")
    founded: dt.date | None = Field(None, description="The day it began.")
    founders: tuple[shapes.MemberRef, ...] = Field((), description="The members who began it.")
    languages: tuple[str, ...] = Field(description="Its languages, the main one first (BCP 47).")
    zone: str = Field(description="The zone of the community's day, by its name in the IANA database.")
    contact: str = Field("", description="An e-mail address or a page where a person answers.")
    repository: str = Field("", description="The hub's git repository.")
    channels: tuple[Channel, ...] = Field((), description="Its places on the web.")
    partners: tuple[Partner, ...] = Field((), description="Organisations it works with.")
    rules: Rules = Field(description="Its rules.")


class Members(Document):
    """The members who are on the site, by slug. Whoever wants to be named and no more has name and address alone."""

    items: tuple[shapes.MemberInList, ...] = Field(description="The members.")


class Member(shapes.MemberInList, Document):
    """A member: what they agreed to have shown, their links, and what they did in the community."""

    pronouns: str = Field("", description="For example she/her (consent: profile).")
    organisation: str = Field("", description="Whom they work for (consent: profile).")
    interests: tuple[str, ...] = Field((), description="What they would like to do or learn (consent: profile).")
    bio_html: str = Field("", description="A few sentences about them (consent: profile).")
    bio_language: str = Field("", description="The language of these, BCP 47 (consent: profile).")
    roles: tuple[str, ...] = Field((), description="What they do in the community (consent: profile).")
    available_for: tuple[str, ...] = Field((), description="What they like to be asked for (consent: profile).")
    invited_by: shapes.MemberRef | None = Field(None, description="Who brought them (consent: profile).")
    github: str = Field("", description="Their GitHub login.")
    links: tuple[shapes.NamedLink, ...] = Field((), description="Elsewhere on the web.")
    feeds: tuple[shapes.NamedLink, ...] = Field((), description="Their feeds on the planet.")
    teams: tuple[shapes.Duty, ...] = Field((), description="The teams they serve or served in.")
    projects: tuple[shapes.RecordRef, ...] = Field((), description="The projects they lead or take part in.")
    hosted: tuple[shapes.RecordRef, ...] = Field((), description="The events they invite or invited to.")
    spoke: tuple[shapes.DatedRef, ...] = Field((), description="Where they spoke or will speak.")
    won: tuple[shapes.Award, ...] = Field((), description="What they won in contests and games.")
    attended: tuple[shapes.DatedRef, ...] = Field((), description="Where they were (consent: attendance).")
    posts: tuple[shapes.DatedRef, ...] = Field((), description="What they wrote on this site.")
    repositories: tuple[shapes.RepositoryShare, ...] = Field((), description="What they gave to repositories.")
    gave: tuple[shapes.Gift, ...] = Field((), description="What they gave to the community, code or not, by kind.")


class Events(Document):
    """All events and series, by slug."""

    items: tuple[shapes.EventInList, ...] = Field(description="The events.")


class Event(shapes.EventInList, shapes.Outcome, Document):
    """An event or series, with its dates: of a series those that were told of, and the next twelve within 400 days."""

    hosts: tuple[shapes.MemberRef, ...] = Field((), description="The members who invite.")
    text_html: str = Field("", description="What it is about.")
    taken_down: shapes.TakenDown | None = Field(None, description="That it was taken down, and why.")
    rsvp: str = Field("", description="Where to say that one comes.")
    call_for_papers: shapes.Call | None = Field(None, description="Where to propose a talk.")
    contest: shapes.Contest | None = Field(None, description="How to enter, who judges, and what was entered.")
    project: shapes.RecordRef | None = Field(None, description="The project it is about.")
    agenda: tuple[Agenda, ...] = Field((), description="applied: our work; external: the world; internal: ourselves.")
    occurrences: tuple[shapes.OnDate, ...] = Field(description="Its dates, the first one first.")
    unusual: tuple[shapes.UnusualDate, ...] = Field((), description="Dates of a series that are dropped or moved.")


class Upcoming(Document):
    """What is on, from today on: the dates of all events, soonest first, and those that calendars elsewhere hold."""

    items: tuple[shapes.Coming, ...] = Field(description="The dates.")
    elsewhere: tuple[shapes.ComingElsewhere, ...] = Field((), description="The dates of calendars elsewhere.")


class Projects(Document):
    """All projects, by slug."""

    items: tuple[shapes.ProjectInList, ...] = Field(description="The projects.")


class Project(shapes.ProjectInList, Document):
    """A project."""

    started: dt.date | None = Field(None, description="The day it began.")
    leads: tuple[shapes.MemberRef, ...] = Field((), description="The members who answer for it.")
    contributors: tuple[shapes.MemberRef, ...] = Field((), description="The members who take part.")
    repositories: tuple[shapes.Repository, ...] = Field((), description="Where its files are.")
    links: tuple[shapes.NamedLink, ...] = Field((), description="Its pages elsewhere.")
    text_html: str = Field("", description="What it is.")
    taken_down: shapes.TakenDown | None = Field(None, description="That it was taken down, and why.")
    outcome_html: str = Field("", description="What came of it.")
    agenda: tuple[Agenda, ...] = Field((), description="applied: our work; external: the world; internal: ourselves.")
    events: tuple[shapes.RecordRef, ...] = Field((), description="The events about it.")
    gave: tuple[shapes.Given, ...] = Field((), description="Who gave what to it, by kind.")


class Places(Document):
    """All places, by slug."""

    items: tuple[shapes.PlaceInList, ...] = Field(description="The places.")


class Place(shapes.PlaceInList, Document):
    """A place where the community meets."""

    zone: str = Field("", description="Its time zone, by its name in the IANA database.")
    website: str = Field("", description="The place's own page.")
    access_html: str = Field("", description="Steps, lifts, toilets, quiet room: what one must know beforehand.")
    directions_html: str = Field("", description="How to get there.")
    picture: shapes.Image | None = Field(None, description="What it looks like.")
    events: tuple[shapes.RecordRef, ...] = Field((), description="The events there.")


class Teams(Document):
    """All teams, by slug."""

    items: tuple[shapes.TeamInList, ...] = Field(description="The teams.")


class Team(shapes.TeamInList, Document):
    """A team, with those who serve or served in it."""

    contact: str = Field("", description="How to reach the whole team.")
    text_html: str = Field("", description="What it does.")
    members: tuple[shapes.Service, ...] = Field((), description="Who serves or served in it.")


class Posts(Document):
    """What members wrote on this site, newest first."""

    items: tuple[shapes.PostInList, ...] = Field(description="The posts.")


class Post(shapes.PostInList, Document):
    """A post."""

    text_html: str = Field("", description="The text.")
    taken_down: shapes.TakenDown | None = Field(None, description="That it was taken down, and why.")
    agenda: tuple[Agenda, ...] = Field((), description="applied: our work; external: the world; internal: ourselves.")
    feedback: shapes.Feedback | None = Field(None, description="What it asks everybody, and what came of that.")
    picture: shapes.Image | None = Field(None, description="The picture above the text.")
    credits: tuple[shapes.Thanks, ...] = Field((), description="Who gave something to it beside its authors.")


class Metrics(Document):
    """How the community is doing, in figures, each with its definition."""

    items: tuple[metric_shapes.MetricInList, ...] = Field(
        description="The metrics, by name, with the hub's own figures."
    )
    scopes: tuple[metric_shapes.ScopeRef, ...] = Field((), description="What else there are figures of.")


class ScopeMetrics(Document):
    """The figures of one project, team or language; what they count stands in `metrics.json`."""

    scope: str = Field(description="project/, team/ or language/, and which.")
    items: tuple[metric_shapes.ScopedMetric, ...] = Field(description="The metrics that tell it apart, by name.")


class Endpoint(NamedTuple):
    """A kind of document: where it lies below api/v1/, and what it holds."""

    path: str
    shape: type[Document]

    @property
    def name(self) -> str:
        """What one of its documents is called: planet-year."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", self.shape.__name__).lower()

    @property
    def told(self) -> str:
        """What it holds, in a sentence."""
        return " ".join((self.shape.__doc__ or "").split())

    @property
    def schema_path(self) -> str:
        """Where its schema lies, relative to the site's root."""
        return f"{FOLDER}schemas/{self.name}.schema.json"


ENDPOINTS = (
    Endpoint("index.json", Index),
    Endpoint("community.json", Community),
    Endpoint("members.json", Members),
    Endpoint("members/{slug}.json", Member),
    Endpoint("events.json", Events),
    Endpoint("events/{slug}.json", Event),
    Endpoint("upcoming.json", Upcoming),
    Endpoint("projects.json", Projects),
    Endpoint("projects/{slug}.json", Project),
    Endpoint("places.json", Places),
    Endpoint("places/{slug}.json", Place),
    Endpoint("teams.json", Teams),
    Endpoint("teams/{slug}.json", Team),
    Endpoint("posts.json", Posts),
    Endpoint("posts/{slug}.json", Post),
    Endpoint("planet.json", Planet),
    Endpoint("planet/{year}.json", PlanetYear),
    Endpoint("sources.json", Sources),
    Endpoint("mentions.json", Mentions),
    Endpoint("mentions/{year}.json", MentionsYear),
    Endpoint("discussions.json", Discussions),
    Endpoint("discussions/{year}.json", DiscussionsYear),
    Endpoint("metrics.json", Metrics),
    Endpoint("metrics/{scope}.json", ScopeMetrics),
)
"""Everything that the API has, in the order of its index."""


class _Published(GenerateJsonSchema):
    """Schemas as the documents are: what is left out has no null and no default."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schema_of(endpoint: Endpoint, site_url: str = "") -> dict[str, Any]:
    """The JSON Schema (2020-12) of an endpoint's documents; its $id is absolute where the site's address is known."""
    own = endpoint.schema_path
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"{site_url}{own}" if site_url else own.rpartition("/")[2],
        **_schema_of(endpoint.shape),
    }


@cache
def _schema_of(shape: type[Document]) -> dict[str, Any]:
    return shape.model_json_schema(by_alias=True, schema_generator=_Published, mode="serialization")


def schemas(site_url: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of every schema. `site_url` ends in a slash or is ""."""
    for endpoint in ENDPOINTS:
        content = json.dumps(schema_of(endpoint, site_url), ensure_ascii=False, separators=(",", ":"))
        yield endpoint.schema_path, content.encode()
