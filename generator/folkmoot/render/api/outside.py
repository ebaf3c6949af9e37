"""What the API tells of the world outside: the planet, the sources and how they fare, discussions, and mentions."""

import datetime as dt

from pydantic import Field

from folkmoot.model.faring import Plight
from folkmoot.render.api.shapes import Document, MemberRef, Shape


class PlanetEntry(Shape):
    """An entry of somebody's feed."""

    title: str = Field("", description="Its title.")
    url: str = Field("", description="Where it can be read.")
    excerpt: str = Field("", description="How it begins, as plain text.")
    published: dt.datetime = Field(description="When it was published (UTC).")
    member: MemberRef | None = Field(None, description="Whose feed it is from, where that is a member.")
    author: str = Field("", description="Who or what wrote it, where that is no member: the feed's title, or a name.")
    feed: str = Field("", description="The address of the feed, where it is still collected.")
    language: str = Field("", description="The language it is written in (BCP 47).")
    tags: tuple[str, ...] = Field((), description="The feed's own keywords.")


class PlanetFeed(Shape):
    """A feed of the planet."""

    url: str = Field(description="The feed's own address.")
    title: str = Field("", description="What it is called.")
    member: MemberRef | None = Field(None, description="Whose it is, where that is a member.")
    language: str = Field("", description="The language most of it is written in (BCP 47).")
    entries: int = Field(description="How many of its entries were collected.")
    site: str = Field("", description="The page that people read it on, where that is known.")
    state: str = Field("", description="failing, quarantined or gone, where it cannot be read at the moment.")
    since: dt.datetime | None = Field(None, description="Since when it cannot be read (UTC).")


class MovedTo(Shape):
    """Where a source leads instead of its own address."""

    url: str = Field(description="The new address.")
    since: dt.datetime = Field(description="When that was first seen (UTC).")
    applied: dt.date = Field(description="The day from which it is read there.")


class SourceInList(Shape):
    """Something elsewhere that is collected, and how it fares."""

    kind: str = Field(description="entries (a feed), discussions, work (a repository), events (a calendar), mentions.")
    url: str = Field("", description="Its address as the hub's files name it; left out where nobody knows it any more.")
    title: str = Field("", description="What it is called.")
    member: MemberRef | None = Field(None, description="Whose it is, where that is a member.")
    plight: Plight = Field(
        description="How it fares: well; unread (not so far); failing; quarantined (failing for long, so asked once a "
        "week); gone (taken down on purpose); moved; waiting (its host asked to come back later); paused; former."
    )
    since: dt.datetime | None = Field(None, description="Since when it fares so (UTC).")
    reason: str = Field("", description="Why it is in trouble, in English.")
    moved: MovedTo | None = Field(None, description="Where it leads instead.")
    same_as: str = Field(
        "", description="The address of another source that is the same: what both bring stands there."
    )
    most_a_day: int = Field(0, description="So many new entries a day are taken of it, since it brought too many.")
    collected: int = Field(description="How many entries, discussions, commits, events or mentions were collected.")
    latest: dt.datetime | dt.date | None = Field(None, description="When the newest of them was made.")
    read: dt.datetime | None = Field(None, description="When it was last read (UTC), where the build knows it.")
    asked: dt.datetime | None = Field(None, description="When it was last asked (UTC), where the build knows it.")


class MentionInList(Shape):
    """Something that others wrote about the community, or about what it looks out for."""

    title: str = Field("", description="Its title.")
    url: str = Field("", description="Where it can be read.")
    excerpt: str = Field("", description="How it begins, as plain text.")
    published: dt.datetime = Field(description="When it was published (UTC).")
    source: str = Field("", description="What the place is called in which it was found.")
    keywords: tuple[str, ...] = Field((), description="What of that which is looked out for stands in it.")
    language: str = Field("", description="The language it is written in (BCP 47).")


class DiscussionInList(Shape):
    """A GitHub Discussion."""

    number: int = Field(description="Its number in its repository.")
    title: str = Field(description="Its title.")
    url: str = Field(description="Where it is.")
    category: str = Field("", description="Its category.")
    member: MemberRef | None = Field(None, description="The member who opened it.")
    author: str = Field("", description="The GitHub login of the one who opened it, where that is no public member.")
    published: dt.datetime = Field(description="When it was opened (UTC).")
    updated: dt.datetime | None = Field(None, description="When it last changed (UTC).")
    question: bool = Field(False, description="Whether it can be answered.")
    answered: dt.datetime | None = Field(None, description="When an answer was accepted (UTC).")
    closed: dt.datetime | None = Field(None, description="When it was closed (UTC).")
    comments: int = Field(description="How many comments and replies it has.")
    reactions: int = Field(description="How many reactions it has.")


class YearOf(Shape):
    """What there is of one year."""

    year: int = Field(description="The year, where the community is.")
    count: int = Field(description="How many there are.")
    api: str = Field(description="The document that holds them all.")


class Planet(Document):
    """What members write on their own pages: the newest 300 entries; the documents of the years hold all of them."""

    items: tuple[PlanetEntry, ...] = Field(description="The entries, newest first.")
    years: tuple[YearOf, ...] = Field((), description="The years, the latest first.")
    feeds: tuple[PlanetFeed, ...] = Field((), description="The feeds that are collected, by address.")


class PlanetYear(Document):
    """All entries of one year."""

    items: tuple[PlanetEntry, ...] = Field(description="The entries, newest first.")


class Sources(Document):
    """What is collected from elsewhere, and how each source fares, those in trouble first."""

    items: tuple[SourceInList, ...] = Field(description="The sources.")


class Mentions(Document):
    """What others write about the community: the newest 300; the documents of the years hold all of them."""

    items: tuple[MentionInList, ...] = Field(description="What was found, newest first.")
    years: tuple[YearOf, ...] = Field((), description="The years, the latest first.")


class MentionsYear(Document):
    """All that others wrote in one year."""

    items: tuple[MentionInList, ...] = Field(description="What was found, newest first.")


class Discussions(Document):
    """What is talked about at GitHub: the newest 300 discussions; the documents of the years hold all of them."""

    items: tuple[DiscussionInList, ...] = Field(description="The discussions, newest first.")
    years: tuple[YearOf, ...] = Field((), description="The years, the latest first.")


class DiscussionsYear(Document):
    """All discussions of one year."""

    items: tuple[DiscussionInList, ...] = Field(description="The discussions, newest first.")
