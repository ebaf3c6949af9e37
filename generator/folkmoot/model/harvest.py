"""What was collected elsewhere, as the archive keeps it: one frozen record a line of NDJSON.

Times are UTC, written as 2026-05-14T17:00:00Z. People are account ids and logins as GitHub shows them, or salted
hashes; never e-mail addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from folkmoot.model.conversation import Discussion, Issue, PullRequest, Release

SourceKind = Literal["entries", "events", "discussions", "issues", "work", "pictures", "mentions", "departures"]

SALT = "identity-salt"
"""The archive's file with what its hashes of people are made with, so that they stand for nobody elsewhere."""


WITHHELD = "withheld-accounts"
"""The archive's file with the salted hashes of accounts whose owners were hidden when they left, one a line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a source is to be read, as the hub's files say.

    Only entries are taken that have one of the tags or words in `include` (where there are any), and none of those in
    `exclude`. `text` is how much of them the planet shows, `most` how many of its newest entries stand on the planet's
    front page (0: no such limit). A `paused` source is not asked; what was collected from it stays.

    Of a history, `lines` says that they are counted too, and `bots` are the programs that count for nobody: addresses,
    logins or names, with `*` for whatever stands there. Of the hub's own history `archive` is the folder of what was
    collected; of any other it is "".
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    text: Literal["excerpt", "full"] = "excerpt"
    most: int = 0
    paused: bool = False
    lines: bool = False
    bots: tuple[str, ...] = ()
    archive: str = ""


AS_IT_IS = Reading()
"""How a source is read of which the hub's files say nothing in particular."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something outside that is collected: a feed, a calendar, a repository's talk or history, or what others write.

    `slug` names its folder in the archive and is made from `url` alone, so that it survives reordering. `owner` is
    the slug of the member whose own it is, or "". `site` is the page that people read it on, where that is known.
    """

    kind: SourceKind
    slug: str
    url: str
    title: str = ""
    owner: str = ""
    language: str = ""
    reading: Reading = AS_IT_IS
    site: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed (Atom's word for RSS's item). `published` is frozen when the entry is first seen.

    `id` is scoped to the source, so that no feed can overwrite another's entry. `title` and `excerpt` are plain text,
    `url` is http(s) or "". `content` is its whole text as HTML that harms nobody, where the source is shown in full.
    `edited` is when a run saw that its title, text or address had changed, "" where they never did. `aliases` are
    other ids that it came with later, and `earlier` are digests of what it said before. `home` is the source that it
    was first seen in, where that has another address since.
    """

    source: str
    id: str
    url: str
    title: str
    excerpt: str
    author: str
    language: str
    published: str
    first_seen: str
    tags: tuple[str, ...] = ()
    content: str = ""
    edited: str = ""
    aliases: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    home: str = ""


@dataclass(frozen=True, slots=True)
class Mention(Entry):
    """An entry of a watched source, written by others: kept because it names what the community looks out for."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One occurrence of an event in a calendar elsewhere (RFC 5545's VEVENT).

    `id` is scoped to the source. `uid`, `sequence` and `modified` (LAST-MODIFIED, "" unknown) are the calendar's own.
    `start` and `end` are UTC as 2026-05-14T17:00:00Z, or local times of no zone as 2026-05-14T19:00:00, or days, of
    which `end` is the last one; `end` is "" where none is told. `recurrence` is when the series' rule gives it
    (RECURRENCE-ID), written like `start`, or "" of a single event; the id stays when a series changes its hour.
    `zone` is the name of the zone that the calendar tells its times in, or "".

    `published`, never after `first_seen`, and `first_seen` are frozen. `withdrawn` is when the calendar was found
    not to hold it any more while it lay ahead, or "". All texts are plain, on one line, without e-mail addresses;
    `url` is http(s) or "".
    """

    source: str
    id: str
    uid: str
    recurrence: str
    start: str
    end: str
    zone: str
    title: str
    published: str
    first_seen: str
    status: Literal["confirmed", "tentative", "cancelled"] = "confirmed"
    sequence: int = 0
    modified: str = ""
    description: str = ""
    location: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What one person gave to one repository in one month: never a single commit.

    `who` is `github:<id>`, `login:<login>` in lower case, or `hash:<salted hash>` for a person nobody could name.
    `published` is the month as its first day; `kind` is code, content, docs, design, events, infra, translation or
    other. `weeks` are those with a commit, as ISO 8601 writes them (2026-W20): one that two months share is in both,
    and lines of older archives have none. `added` and `removed` are lines, 0 where nobody asks for them.
    """

    source: str
    id: str
    who: str
    login: str
    published: str
    kind: str
    commits: int
    first: str
    last: str
    weeks: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Departure:
    """A time for which somebody was no member any more, as the hub's own history tells.

    `who` is `hash:<salted hash>` of the name of their file, which it had last: the archive names nobody who left.
    `published` is the day they left, `joined` the one they had joined on, as their file said, or "", and `returned` the
    one they came back on, or "". Days are those where the community is.
    """

    source: str
    id: str
    who: str
    published: str
    joined: str = ""
    returned: str = ""


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture that was fetched, in WebP. `source` is made from its address alone, so that it tells no name.

    `id` is the beginning of the SHA-256 of its file, and `published` is when it was first seen.
    """

    source: str
    id: str
    published: str
    width: int
    height: int

    @property
    def file(self) -> str:
        """Where the archive keeps it."""
        return f"pictures/{self.source}/{self.id}.webp"

    @property
    def shown_at(self) -> str:
        """Where the site shows it: another picture has another address."""
        return f"pictures/{self.id}.webp"


State = Literal["first-seen", "failing", "recovered", "moved", "gone", "quarantined"]
"""How a source fares. `moved`: it is read at another address. `gone`: taken down on purpose. `quarantined`: failing for
so long that it is asked once a week. Whatever it was, a source that is read at its own address again has `recovered`.
"""


@dataclass(frozen=True, slots=True)
class SourceState:
    """A change in how a source fares. What did not change is not written again.

    `url` is the source's own address; of one that `moved` it is where it is now, and `published` the day it was first
    seen there. `reason` is in words.
    """

    source: str
    id: str
    published: str
    state: State
    reason: str
    url: str


class Visit(NamedTuple):
    """What is remembered of asking a source, in the cache alone: without it, a build says that it is not known.

    `asked` and `succeeded` are when it was asked and read the last time, `failures` how often it failed in a row since,
    `not_before` when it wants to be asked again: UTC as 2026-05-14T17:00:00Z, or "". `etag` and `last_modified` are
    what the server gave to recognise the document by (RFC 9110, 8.8), and `address` is where, if elsewhere; `digest` is
    made from the document where the server gave nothing. `found` is the feed that the web page names which stands at
    the source's own address. `way` are digits that change with what is wanted of the source. `passed_over` is in how
    many runs since nobody got to it before their time was up.
    """

    asked: str = ""
    succeeded: str = ""
    failures: int = 0
    not_before: str = ""
    etag: str = ""
    last_modified: str = ""
    address: str = ""
    found: str = ""
    way: str = ""
    digest: str = ""
    passed_over: int = 0


class Failure(NamedTuple):
    """A source that could not be read this time, and why, in words. What was collected before is kept.

    `not_before` is when its server wants to be asked again, UTC as 2026-05-14T17:00:00Z, or "".
    """

    source: Source
    reason: str
    state: Literal["failing", "gone"] = "failing"
    not_before: str = ""


class Harvest(NamedTuple):
    """Everything in the archive, newest first within each kind; `visits` by the slug of their source, if known.

    `twins` are feeds that are the same as another one that is listed, too, by the slug of each that other one's.
    `salt` is what its hashes are made with, or "", and `withheld` are those of accounts whose owners left hidden.
    """

    entries: tuple[Entry, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    work: tuple[Work, ...] = ()
    states: tuple[SourceState, ...] = ()
    pictures: tuple[KeptPicture, ...] = ()
    visits: Mapping[str, Visit] = {}
    mentions: tuple[Mention, ...] = ()
    events: tuple[CalendarEvent, ...] = ()
    issues: tuple[Issue, ...] = ()
    pulls: tuple[PullRequest, ...] = ()
    releases: tuple[Release, ...] = ()
    twins: Mapping[str, str] = {}
    departures: tuple[Departure, ...] = ()
    salt: str = ""
    withheld: frozenset[str] = frozenset()
