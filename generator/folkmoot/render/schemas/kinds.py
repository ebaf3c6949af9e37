"""The kinds of files that a hub's records lie in, and what records are called in plain words."""

from typing import NamedTuple

from pydantic import BaseModel

from folkmoot.model import (
    base,
    community,
    contest,
    credit,
    event,
    feed,
    feedback,
    image,
    member,
    person,
    place,
    project,
    team,
)
from folkmoot.model.base import Filed, Record
from folkmoot.model.community import PROFILE_FILE, Profile, profile_file
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.taken_down import TakenDown
from folkmoot.model.team import Team
from folkmoot.model.translation import (
    TranslatedEvent,
    TranslatedProfile,
    TranslatedProject,
    TranslatedWelcome,
    Translation,
)

VERSION = "v1"
FOLDER = f"schemas/{VERSION}/"
"""Where the schemas lie, relative to the site's root."""


class Kind(NamedTuple):
    """A kind of file: its name in the schema's address, its title, its record, and the paths of its files."""

    name: str
    title: str
    record: type[Filed]
    paths: tuple[str, ...]

    @property
    def schema_path(self) -> str:
        """Where its schema lies, relative to the site's root."""
        return f"{FOLDER}{self.name}.json"

    @property
    def globs(self) -> tuple[str, ...]:
        """The paths of its files, as editors and shells write them."""
        return tuple(path.replace("<slug>", "*").replace("<language>", "*") for path in self.paths)

    @property
    def told(self) -> str:
        """What such a file holds, in a sentence."""
        return first_paragraph(self.record)


KINDS = (
    Kind("member", "A member", Member, ("members/<slug>.yml",)),
    Kind("event", "An event", Event, ("events/<slug>.md",)),
    Kind("project", "A project", Project, ("content/projects/<slug>.md",)),
    Kind("post", "A post", Post, ("content/posts/<slug>.md",)),
    Kind("team", "A team", Team, ("content/teams/<slug>.md",)),
    Kind("place", "A place", Place, ("content/places/<slug>.yml",)),
    Kind("community", "The community", Profile, (PROFILE_FILE,)),
    Kind(
        "community-translation",
        "The community in another language",
        TranslatedProfile,
        (profile_file("<language>"),),
    ),
    Kind("event-translation", "A translated event", TranslatedEvent, ("events/<slug>.<language>.md",)),
    Kind(
        "project-translation",
        "A translated project",
        TranslatedProject,
        ("content/projects/<slug>.<language>.md",),
    ),
    Kind(
        "translation",
        "A translated post or team",
        Translation,
        ("content/posts/<slug>.<language>.md", "content/teams/<slug>.<language>.md"),
    ),
)
"""Every kind of file that holds a record."""

INNER: dict[type[Record], str] = {
    base.Link: "A link",
    image.Picture: "A picture",
    member.Location: "A location",
    member.MemberFeed: "A member's feed",
    member.Consent: "Consent",
    person.Person: "A person at an event",
    event.CallForPapers: "A call for papers",
    event.Result: "A result",
    feedback.Feedback: "A question to everybody",
    feedback.Response: "What was said and done",
    contest.Contest: "A contest",
    contest.ContestEntry: "An entry of a contest",
    contest.Conflict: "A judge who stands aside",
    event.Recurrence: "A recurrence",
    event.RecurrenceException: "An exception",
    event.HeldOccurrence: "An occurrence",
    place.Coordinates: "Coordinates",
    credit.Credit: "A credit",
    TakenDown: "A note that something was taken down",
    project.HelpWanted: "Help wanted",
    team.Term: "A term",
    community.Colours: "Colours",
    community.FeedSource: "A feed",
    feed.WatchSource: "A watched source",
    community.CalendarSource: "A calendar elsewhere",
    community.Sources: "Sources",
    community.Channel: "A place on the web",
    community.Partner: "A partner",
    community.Thresholds: "Thresholds",
    community.Policies: "Policies",
    community.Welcome: "Welcome",
    TranslatedWelcome: "Welcome in another language",
}
"""What records that stand inside others are called."""

TITLES: dict[type[Record], str] = {kind.record: kind.title for kind in KINDS} | INNER
"""What each record is called."""


def keys_of(record: type[BaseModel]) -> list[str]:
    """A record's keys, its own before those it shares with others."""
    own = [name for name in record.model_fields if name in record.__annotations__]
    return [*own, *(name for name in record.model_fields if name not in own)]


def first_paragraph(record: type) -> str:
    """What a record's docstring says first."""
    return " ".join((record.__doc__ or "").partition("\n\n")[0].split())
