"""The families of records that have files and pages of their own: where their files lie, and what these hold."""

from collections.abc import Mapping
from typing import NamedTuple

from folkmoot.model.base import Addressed
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.model.translation import TranslatedEvent, TranslatedProject, Translation


class Family(NamedTuple):
    """A family's word for one of its records, its folder below the hub, its files' ending, and its record.

    `translation` is what a file holds that stands beside a record in another language; None where there is none.
    """

    word: str
    folder: str
    ending: str
    record: type[Addressed]
    translation: type[Translation] | None = None

    def path(self, slug: str) -> str:
        """The file of the record with this slug, below the hub; of a translation, the slug ends in its language."""
        return f"{self.folder}/{slug}{self.ending}"


FAMILIES: Mapping[str, Family] = {
    "members": Family("member", "members", ".yml", Member),
    "events": Family("event", "events", ".md", Event, TranslatedEvent),
    "projects": Family("project", "content/projects", ".md", Project, TranslatedProject),
    "posts": Family("post", "content/posts", ".md", Post, Translation),
    "teams": Family("team", "content/teams", ".md", Team, Translation),
    "places": Family("place", "content/places", ".yml", Place),
}
"""Every family by its name, which is also the folder of the site in which its pages lie."""

FAMILY_OF: Mapping[type, str] = {family.record: name for name, family in FAMILIES.items()}
"""The name of a record's family by the record's class."""

_BY_FOLDER = {family.folder: name for name, family in FAMILIES.items()}


def family_in(folder: str) -> str:
    """The name of the family whose files lie in this folder of the hub, "" where none does."""
    return _BY_FOLDER.get(folder, "")
