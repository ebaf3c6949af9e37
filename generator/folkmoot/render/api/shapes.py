"""What the records of the static JSON API look like: small shapes, made of one another, every key with its sentence.

A key with a default is left out of a document where it holds that default: nothing is ever null, and no list, no text
is there empty. Keys that end in `_html` hold sanitised HTML, all other texts are plain.
"""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from folkmoot.model.credit import Contribution
from folkmoot.model.event import EventKind
from folkmoot.model.moment import Precision
from folkmoot.model.project import ProjectStatus


def _open_to_additions(schema: dict[str, Any]) -> None:
    """Keys may be added within a version, so the schema does not refuse those it does not know."""
    schema.pop("additionalProperties", None)
    if "$schema" in schema["properties"]:
        schema["required"] = ["$schema", "base", *schema.get("required", ())]


class Shape(BaseModel):
    """A part of the API's documents."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, json_schema_extra=_open_to_additions)


class Document(Shape):
    """A file of the API."""

    schema_address: str = Field("", alias="$schema", description="This document's JSON Schema, relative to it.")
    base: str = Field(
        "",
        description="What the other addresses are relative to: the site's address; where the site does not know its"
        " own, the way there from this document.",
    )


class MemberRef(Shape):
    """A member who is on the site."""

    slug: str = Field(description="The member's name in addresses; it stays when their name changes.")
    name: str = Field(description="What they want to be called.")
    url: str = Field(description="Their page.")
    api: str = Field(description="Their document.")


class RecordRef(Shape):
    """An event, project, post, team or place, by name and address."""

    slug: str = Field(description="Its name in addresses.")
    title: str = Field(description="What it is called.")
    url: str = Field(description="Its page in the hub's main language.")
    api: str = Field(description="Its document.")


class DatedRef(RecordRef):
    """An event on a date, or a post."""

    date: str = Field(description="Its day such as 2026-05-14, or its month such as 2026-05.")


class Person(Shape):
    """Somebody at an event: a member, or a person from outside by name and page. Members have a `slug`."""

    name: str = Field(description="What they are called.")
    slug: str = Field("", description="The member's name in addresses; left out of people from outside.")
    url: str = Field("", description="Their page: a member's on this site, anybody else's elsewhere.")
    api: str = Field("", description="The member's document.")
    talk: str = Field("", description="What they speak about.")


class NamedLink(Shape):
    """An address elsewhere."""

    label: str = Field(description="What it is called.")
    url: str = Field(description="Where it leads.")


class Image(Shape):
    """A picture."""

    url: str = Field(description="The picture's file.")
    alt: str = Field(description="What it shows, for those who cannot see it.")
    credit: str = Field("", description="Who made it, and its licence.")


class TakenDown(Shape):
    """That something was taken down."""

    on: dt.date = Field(description="The day.")
    why: str = Field(description="Why, in the language of what was taken down.")


class Timing(Shape):
    """When something takes place, in the local time of its zone."""

    date: str = Field(description="The first local day such as 2026-05-14; only 2026-05 where the day is open.")
    last: str = Field("", description="The last local day, or month, where it is another.")
    start: dt.datetime | None = Field(None, description="When it starts, where a time is announced.")
    end: dt.datetime | None = Field(None, description="When it ends, where that is announced.")
    zone: str = Field("", description="The zone of start and end, by its name in the IANA database.")
    precision: Precision = Field(description="How much is announced: the minute, the day, or only the month.")


class Winner(Shape):
    """Who won what in a contest or game."""

    award: str = Field(description="For example First prize.")
    to: tuple[Person, ...] = Field((), description="Who won.")
    work: NamedLink | None = Field(None, description="What they entered.")


class Thanks(Shape):
    """A member who gets credit by hand, and what for."""

    member: MemberRef = Field(description="Who it is.")
    gave: tuple[Contribution, ...] = Field(
        (), description="What they gave, in the words of all-contributors; not of those who want only their name shown."
    )


class Outcome(Shape):
    """What came of an event, or of one of its dates."""

    speakers: tuple[Person, ...] = Field((), description="Who spoke or will speak.")
    credits: tuple[Thanks, ...] = Field((), description="Who gave something to it that no program sees.")
    attendees: tuple[MemberRef, ...] = Field((), description="Members who came, and agreed that this is shown.")
    attendance: int | None = Field(None, description="How many people came.")
    recap_html: str = Field("", description="What happened.")
    photos: tuple[Image, ...] = Field((), description="Pictures of it.")
    recordings: tuple[NamedLink, ...] = Field((), description="Videos, audio and slides.")
    results: tuple[Winner, ...] = Field((), description="Who won.")


class OnDate(Outcome, Timing):
    """An event on one of its dates. What came of a single event stands in the event itself."""

    title: str = Field("", description="What this date is about, where that is not the event's title.")
    of: str = Field("", description="The day that the series' rule gives, which stays when the date is moved.")
    status: str = Field(description="confirmed, tentative or cancelled.")
    moved: bool = Field(False, description="Whether it is not on its usual date.")
    reason: str = Field("", description="Why it was moved.")


class UnusualDate(Shape):
    """A date on which a series does not take place as usual."""

    date: dt.date = Field(description="The day on which it would have been.")
    moved_to: str = Field("", description="When it takes place instead, in local time; left out where it is dropped.")
    reason: str = Field("", description="Why.")


class Call(Shape):
    """Where and until when talks can be proposed."""

    url: str = Field(description="Where to propose a talk.")
    opens: dt.date | None = Field(None, description="The first day.")
    closes: dt.date | None = Field(None, description="The last day.")


class Response(Shape):
    """You said, we did."""

    said: str = Field(description="What several of those who answered said.")
    did: str = Field(description="What was done about it, or why nothing is.")


class Feedback(Shape):
    """A question to everybody."""

    form: str = Field("", description="Where to answer.")
    closes: dt.date | None = Field(None, description="The last day.")
    answers: int | None = Field(None, description="How many people answered.")
    outcome: tuple[Response, ...] = Field((), description="What was said, and what was done.")


class StandingAside(Shape):
    """Somebody of the jury who does not judge an entry."""

    judge: Person = Field(description="Who.")
    why: str = Field("", description="Why, where they told; whoever entered it never judges it.")


class ContestEntry(Shape):
    """What somebody entered in a contest."""

    title: str = Field(description="What it is called.")
    by: tuple[Person, ...] = Field(description="Who entered it.")
    url: str = Field("", description="Where it can be seen.")
    aside: tuple[StandingAside, ...] = Field((), description="Who of the jury does not judge it.")


class Contest(Shape):
    """How to enter a contest, who judges, and what was entered."""

    enter: str = Field("", description="Where to enter.")
    opens: dt.date | None = Field(None, description="The first day on which one can enter.")
    closes: dt.date | None = Field(None, description="The last day.")
    criteria: tuple[str, ...] = Field((), description="What is judged.")
    jury: tuple[Person, ...] = Field((), description="Who judges.")
    entries: tuple[ContestEntry, ...] = Field((), description="What was entered, by people whom the site shows.")


class Award(Shape):
    """What a member won."""

    award: str = Field(description="For example First prize.")
    at: DatedRef = Field(description="The event, on its day.")


class MemberInList(MemberRef):
    """A member, in few words."""

    joined: str = Field("", description="The month they joined, such as 2024-02.")
    status: str = Field("", description="alumni: a former member; away: away at the moment (consent: profile).")
    photo: str = Field("", description="Their picture (consent: photo).")
    city: str = Field("", description="The town they live in (consent: profile).")
    country: str = Field("", description="The country, as two letters of ISO 3166 (consent: profile).")
    languages: tuple[str, ...] = Field((), description="Languages they speak, best first, BCP 47 (consent: profile).")
    skills: tuple[str, ...] = Field((), description="What they can be asked about (consent: profile).")


class Duty(Shape):
    """A member's time in a team."""

    team: RecordRef = Field(description="The team.")
    role: str = Field(description="For example lead.")
    since: str = Field(description="The month it began.")
    until: str = Field("", description="The month it ends or ended.")


class Gift(Shape):
    """What a member gave, of one kind. Acts are counted where it is known when they were."""

    contribution: Contribution = Field(description="The kind, in the words of all-contributors.")
    count: int = Field(0, description="How many single acts: an evening, a talk, an answer or a commit is one.")
    first: str = Field("", description="The month of the first one, such as 2026-05.")
    latest: str = Field("", description="The month of the last one.")
    projects: tuple[RecordRef, ...] = Field((), description="The projects to which it was given.")


class Given(Shape):
    """Who gave something of one kind to a project."""

    contribution: Contribution = Field(description="The kind, in the words of all-contributors.")
    members: tuple[MemberRef, ...] = Field((), description="The members who did, by name.")
    others: int = Field(0, description="How many others did.")


class RepositoryShare(Shape):
    """What a member gave to one repository."""

    repository: str = Field(description="The repository's name or address.")
    commits: int = Field(description="Commits in all.")
    first: str = Field(description="The month of the first one.")
    latest: str = Field(description="The month of the last one.")
    kinds: tuple[str, ...] = Field((), description="code, content, docs, design, events, infra, translation or other.")


class EventInList(RecordRef):
    """An event or series, in few words."""

    kind: EventKind = Field(description="What sort of event it is.")
    status: str = Field(description="confirmed, tentative or cancelled.")
    summary: str = Field("", description="One sentence about it.")
    when: Timing | None = Field(None, description="The next date; of what is over, the last one.")
    over: bool = Field(False, description="Whether no date lies ahead.")
    rule: str = Field("", description="Of a series: how it repeats, as an RRULE of RFC 5545 without its name.")
    where: str = Field(description="online, hybrid, on site, or open where that is not known yet.")
    place: RecordRef | None = Field(None, description="Where it is.")
    online: str = Field("", description="Where to take part online.")
    calendar: str = Field("", description="The event as a calendar file (iCalendar).")
    language: str = Field("", description="The language it is held in (BCP 47).")
    topics: tuple[str, ...] = Field((), description="What it is about.")


class Coming(OnDate):
    """A date ahead, with the event that it belongs to."""

    event: RecordRef = Field(description="The event.")
    where: str = Field(description="online, hybrid, on site, or open where that is not known yet.")
    place: RecordRef | None = Field(None, description="Where it is.")
    online: str = Field("", description="Where to take part online.")


class ComingElsewhere(Timing):
    """A date ahead of a calendar that is not the community's own, with what that tells of it."""

    title: str = Field(description="What it is called.")
    kind: EventKind = Field(description="What sort of event it is taken for.")
    url: str = Field("", description="Where it is told.")
    calendar: str = Field(description="What the hub calls the calendar.")
    uid: str = Field(description="Its UID in that calendar (RFC 5545).")
    of: str = Field("", description="The day that the series' rule gives, which stays when the date is moved.")
    status: str = Field(description="confirmed, tentative or cancelled.")
    location: str = Field("", description="Where it is, in the calendar's words.")
    place: RecordRef | None = Field(None, description="Where it is, where that is a place of this hub.")
    online: str = Field("", description="Where to take part online.")
    description: str = Field("", description="How its description begins, as plain text.")
    language: str = Field("", description="The language it is held in (BCP 47), where that is known.")
    topics: tuple[str, ...] = Field((), description="Its categories.")


class Wanted(Shape):
    """Something that waits for somebody to take it up."""

    title: str = Field(description="What is to be done.")
    skills: tuple[str, ...] = Field((), description="What it takes.")
    url: str = Field("", description="Where it is discussed.")


class Repository(Shape):
    """Where a project's files are."""

    name: str = Field(description="As the project names it: owner/name, an address, or a folder of the hub.")
    url: str = Field("", description="Its web address, where it has one.")
    commits: int | None = Field(None, description="Commits in all, where its history is counted.")
    lines_added: int | None = Field(None, description="Lines added in all, where the hub has them counted.")
    lines_removed: int | None = Field(None, description="Lines removed in all; like those added no measure of work.")
    first: str = Field("", description="The month of the first commit.")
    latest: str = Field("", description="The month of the last commit.")


class ProjectInList(RecordRef):
    """A project, in few words."""

    status: ProjectStatus = Field(description="Where it stands.")
    summary: str = Field("", description="One sentence about it.")
    quarter: str = Field("", description="The quarter whose joint project it is, such as 2026-Q2.")
    help_wanted: tuple[Wanted, ...] = Field((), description="What waits for help.")
    language: str = Field("", description="The language it is described in (BCP 47).")
    topics: tuple[str, ...] = Field((), description="What it is about.")


class PlaceInList(RecordRef):
    """A place, in few words."""

    address: str = Field(description="Street, number, post code and town.")
    city: str = Field("", description="The town.")
    country: str = Field("", description="The country, as two letters of ISO 3166.")
    latitude: float | None = Field(None, description="Degrees north (WGS 84).")
    longitude: float | None = Field(None, description="Degrees east (WGS 84).")


class TeamInList(RecordRef):
    """A team, in few words."""

    summary: str = Field("", description="One sentence about it.")


class Service(Shape):
    """Somebody's time in a team."""

    member: MemberRef = Field(description="Who.")
    role: str = Field(description="For example lead.")
    since: dt.date = Field(description="The first day.")
    until: dt.date | None = Field(None, description="The last day, planned or past.")


class PostInList(DatedRef):
    """A post, in few words."""

    summary: str = Field("", description="One sentence about it.")
    authors: tuple[MemberRef, ...] = Field((), description="The members who wrote it.")
    language: str = Field("", description="The language it is written in (BCP 47).")
    topics: tuple[str, ...] = Field((), description="What it is about.")
