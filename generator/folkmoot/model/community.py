"""The community as a whole: `content/community.yml`, and everything the hub's files say together."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from folkmoot.model.advice import explain
from folkmoot.model.base import (
    Addressed,
    Contact,
    Day,
    Filed,
    FilePath,
    Language,
    Record,
    Repository,
    Short,
    Slug,
    Text,
    Url,
    Zone,
    matching,
    one_line,
    with_a_host,
)
from folkmoot.model.event import Agenda, Event, EventKind
from folkmoot.model.families import FAMILIES
from folkmoot.model.feed import Feed, Selected, WatchSource
from folkmoot.model.forgotten import Forgotten
from folkmoot.model.image import Picture
from folkmoot.model.member import Member
from folkmoot.model.own_page import Page
from folkmoot.model.paths import version_file
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.model.translation import TranslatedProfile, Translation
from folkmoot.text import plural

Colour = Annotated[
    str,
    matching(r"#[0-9a-fA-F]{6}", "write the colour as # and six hexadecimal digits, such as #0f5257"),
    Field(examples=["#0f5257"]),
]
Domain = Annotated[str, matching(r"[a-z0-9.-]+\.[a-z]{2,}", "write the domain alone, such as community.example")]
Branch = Annotated[str, matching(r"[A-Za-z0-9._/-]+", "write the branch's name, such as main")]
_AT_GITHUB = re.compile(
    r"(?:(?:(?:https?|ssh)://)?(?:git@)?(?:www\.)?github\.com[/:]|@)?(?P<owner>[A-Za-z0-9-]+)/(?P<name>[A-Za-z0-9._-]+?)"
    r"(?:\.git)?(?:/(?:actions|blob|commits?|discussions|issues|projects|pulls?|releases|tags|tree|wiki)\b\S*)?/?",
    re.IGNORECASE | re.ASCII,
)


def github_name(written: str) -> str:
    """`owner/name` of a repository at GitHub by what people write for it, such as a page of it; "" where it is none."""
    found = _AT_GITHUB.fullmatch(written.strip())
    return f"{found['owner']}/{found['name']}" if found and found["name"].strip(".") else ""


GitHubName = Annotated[
    str, matching(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", "write owner/name, as in the repository's address", 140)
]

Program = Annotated[
    str,
    matching(r".*[^*@.\s-].*", "write an address, a login or a name; * alone is everybody", 200),
    BeforeValidator(one_line),
]
"""A program as a git history names it: an address, a login or a name, `*` for whatever stands there."""

CalendarAddress = Annotated[
    str,
    matching(r"(?:https?|webcals?)://[^\s\"<>\\^`{|}]+", "a calendar's address starts with https:// or webcal://", 500),
    AfterValidator(with_a_host),
]
"""The web address of a calendar, as programs and calendar services write it."""

Membership = Literal["open", "vouched"]

explain(Membership, open="whoever wants to joins", vouched="a newcomer names a member who vouches")

PROFILE_FILE = "content/community.yml"
"""The file of the community's own facts; a folder that has it is a hub."""


def profile_file(language: str) -> str:
    """The file in which the community says in another language what it is."""
    return version_file(PROFILE_FILE, language)


def is_profile_file(path: str) -> bool:
    """Whether a file is named like one of the community's own words, in whatever language."""
    return re.fullmatch(r"content/community(?:\.[A-Za-z-]+)?\.yml", path) is not None


class Colours(Record):
    """The hub's own two colours."""

    primary: Colour = Field("#3f51b5", description="The header's colour, as #rrggbb.")
    accent: Colour = Field("#c2410c", description="The colour of what can be clicked, as #rrggbb.")


class FeedSource(Feed):
    """A feed that belongs to no single member, shown on the planet."""

    site: Url | None = Field(None, description="The page that people read it on, for the list of who writes where.")


class CalendarSource(Selected):
    """A calendar of somebody else's, whose events stand beside the community's own."""

    url: CalendarAddress = Field(description="The address of an iCalendar file (.ics); webcal:// is read as https://.")
    title: Short = Field(description="What to call it: its events say that they come from there.")
    page: Url | None = Field(
        None, description="Where people read it; events without an address of their own lead there."
    )
    language: Language | None = Field(None, description="The language most of it is written in.")
    kind: EventKind = Field("meeting", description="What sort of event its events are.")
    place: Slug | None = Field(None, description="A file in content/places: where events are that do not say so.")
    online: Url | None = Field(None, description="Where to take part online in events that name no place.")

    @property
    def address(self) -> str:
        """Where it is fetched."""
        return re.sub(r"^webcals?://", "https://", self.url)


class Sources(Record):
    """What `folkmoot collect` reads from elsewhere. Members' feeds stand in their own files."""

    feeds: tuple[FeedSource, ...] = Field((), description="Feeds beside the members' own.")
    calendars: tuple[CalendarSource, ...] = Field((), description="Calendars whose events are shown beside ours.")
    discussions: tuple[GitHubName, ...] = Field((), description="Repositories whose GitHub Discussions are shown.")
    issues: tuple[GitHubName, ...] = Field(
        (),
        description="Repositories at GitHub whose issues, pull requests, reviews and releases count as contribution.",
    )
    repositories: tuple[Repository, ...] = Field(
        (), description="Git repositories whose history counts as contribution: owner/name, an address, or a path."
    )
    lines: bool = Field(
        False, description="Whether the lines added and removed in these repositories are counted, too."
    )
    bots: tuple[Program, ...] = Field(
        (),
        description="Programs whose commits count for nobody, beside those that everybody knows: addresses, logins or "
        "names, with * for whatever stands there, such as *-bot.",
    )
    github_avatars: bool = Field(
        False,
        description="Whether members who agreed to have their picture shown, and give none, are shown with that of"
        " their GitHub account.",
    )
    watch: tuple[WatchSource, ...] = Field(
        (), description="Feeds in which others may write about the community; shown apart from the planet."
    )
    shards: int = Field(
        1,
        ge=1,
        le=20,
        description="In how many parts a workflow reads the sources, each on a machine of its own: 1 will do for some"
        " hundred of them.",
    )


class Channel(Record):
    """A place on the web where the community is, beside this site."""

    name: Short = Field(description="What it is called.")
    url: Url = Field(description="Where it is.")
    purpose: Short | None = Field(None, description="What it is for.")
    language: Language | None = Field(None, description="The language that is spoken there.")
    by: tuple[Slug, ...] = Field((), description="The members who look after it.")
    rules: Short | None = Field(None, description="What is expected there, in a sentence.")


class Partner(Record):
    """An organisation the community works with."""

    name: Short = Field(description="What it is called.")
    url: Url = Field(description="Its page.")
    logo: FilePath | None = Field(None, description="A picture below content/.")
    since: Day = Field(description="The day it became a partner.")
    until: Day | None = Field(None, description="The last day, of a former partner.")


class Thresholds(Record):
    """The windows in which activity is counted, in days."""

    active_days: int = Field(90, ge=1, le=3650, description="Active is who did something within so many days.")
    gone_days: int = Field(365, ge=1, le=3650, description="Gone is who did nothing for so many days.")
    newcomer_days: int = Field(60, ge=1, le=365, description="Newcomers joined within so many days.")


class Policies(Record):
    """The community's rules, as pages below content/."""

    membership: Membership = Field("open", description="How one becomes a member.")
    maintainers: Slug | None = Field(
        None, description="The team whose members may change anybody's file; the founders where this is left out."
    )
    code_of_conduct: FilePath | None = Field(None, description="For example code-of-conduct.md.")
    netiquette: FilePath | None = Field(None, description="For example netiquette.md.")
    terms: FilePath | None = Field(None, description="For example terms.md.")


class Welcome(Record):
    """Who answers newcomers, and where they are expected."""

    team: Slug | None = Field(None, description="The team that answers: a file in content/teams.")
    members: tuple[Slug, ...] = Field((), description="Members who answer beside the team, the first to ask first.")
    event: Slug | None = Field(None, description="The event or series where newcomers are expected.")
    answers_within: Short | None = Field(None, description="How soon somebody answers, for example two days.")
    greeting: Text = Field(
        "",
        description="What `folkmoot greet` posts a day after somebody's first pull request was merged, in Markdown. "
        "Without it nothing is posted: maintainers get a draft.",
    )


class Profile(Filed):
    """What content/community.yml says."""

    name: Short = Field(description="What the community is called.")
    tagline: Short | None = Field(None, description="One line about it, at the foot of every page.")
    description: Text = Field("", description="A paragraph for the home page, in Markdown.")
    notice: Short | None = Field(None, description="A line shown on top of every page.")
    logo: FilePath | None = Field(None, description="An SVG or picture below content/.")
    card: Picture | None = Field(
        None, description="What social networks show beside links to the site, best 1200 by 630 points, PNG or JPEG."
    )
    colours: Colours = Field(Colours(), description="The hub's own colours.")
    domain: Domain | None = Field(None, description="The site's own domain; calendars use it in their UIDs.")
    founded: Day | None = Field(None, description="The day it began.")
    founders: tuple[Slug, ...] = Field((), description="The members who began it.")
    languages: tuple[Language, ...] = Field(("en",), min_length=1, description="Its languages, the main one first.")
    pages_in_every_language: bool = Field(
        True,
        description="Whether each person, event, project, post, team and place has a page in every language. With "
        "false each has one in its own language and one for each translation: less to publish where there are many.",
    )
    timezone: Zone = Field("UTC", description="The zone of events that name none, and of the community's day.")
    contact: Contact | None = Field(None, description="An e-mail address or a page where a person answers.")
    repository: Url | None = Field(None, description="The web address of the hub's git repository, for edit links.")
    branch: Branch = Field("main", description="The branch that is published.")
    archive_dir: FilePath = Field("archive", description="The folder of what was collected, below the hub.")
    sources: Sources = Field(Sources(), description="What is collected from elsewhere.")
    agendas: Mapping[Short, Agenda] = Field(
        default_factory=dict, description="Which agenda a category of discussions belongs to, by the category's name."
    )
    channels: tuple[Channel, ...] = Field((), description="Its places on the web, told on the page join/.")
    partners: tuple[Partner, ...] = Field((), description="Organisations the community works with.")
    thresholds: Thresholds = Field(Thresholds(), description="The windows in which activity is counted.")
    policies: Policies = Field(Policies(), description="The community's rules.")
    welcome: Welcome = Field(Welcome(), description="Who answers newcomers; told on the page join/.")

    @property
    def home(self) -> str:
        """The address that tells a server's owner who asks: of the site, else of the repository, else ""."""
        return f"https://{self.domain}/" if self.domain else self.repository or ""


class Community(NamedTuple):
    """Everything the hub's own files say. The mappings go from slug to record, in the order of the slugs."""

    profile: Profile
    members: Mapping[str, Member]
    events: Mapping[str, Event]
    projects: Mapping[str, Project]
    posts: Mapping[str, Post]
    teams: Mapping[str, Team]
    places: Mapping[str, Place]
    pages: tuple[Page, ...]
    files: tuple[str, ...]
    """Pictures and other files below content/, relative to it."""
    unread: frozenset[str] = frozenset()
    """Records whose files are there and cannot be read, as `members/ada-rossi`: who names them is not at fault."""
    translations: Mapping[str, Mapping[str, Translation]] = {}
    """What stands beside a record (`events/open-day`) in other languages, by language."""
    profiles: Mapping[str, TranslatedProfile] = {}
    """What stands beside the profile in other languages, by language."""
    folders: frozenset[str] = frozenset()
    """The folders of the hub that names of repositories in its files mean, by their paths: `tools/lamp`, `.`."""
    histories: frozenset[str] = frozenset()
    """Those of these folders that are git repositories themselves."""
    forgotten: tuple[Forgotten, ...] = ()
    """People who asked to be forgotten, by the names of the files that stand for them."""
    unpublished: frozenset[str] = frozenset()
    """The files of records and pages that were left out of it, since their time has not come."""

    @property
    def held(self) -> str:
        """How much there is, in words."""
        return ", ".join(
            plural(len(getattr(self, name)), FAMILIES[name].word) for name in ("members", "events", "projects", "posts")
        )

    def maintainers(self, day: dt.date) -> list[Member]:
        """Who may change anybody's file on a day: the team that the policies name, else the founders."""
        named = self.profile.policies.maintainers
        terms = self.teams[named].members if named and named in self.teams else ()
        slugs = [term.member for term in terms if term.serves(day)] if named else self.profile.founders
        return [self.members[slug] for slug in slugs if slug in self.members]

    def in_order_of_joining(self) -> list[Member]:
        """The members, those first who came first; whom nobody could tell apart by that, by their names."""
        return sorted(self.members.values(), key=lambda member: (member.joined, member.slug))

    def records(self) -> Iterator[Filed]:
        """Every record that fills a file of its own."""
        yield self.profile
        for _, record in self.addressed():
            yield record

    def addressed(self) -> Iterator[tuple[str, Addressed]]:
        """Every record with a page of its own, and the folder of the site in which that lies."""
        for folder in FAMILIES:
            for record in getattr(self, folder).values():
                yield folder, record
