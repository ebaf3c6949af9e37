"""A person of the community: one file a person, `members/<slug>.yml`, changed by that person or a maintainer."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from folkmoot.model.account import HASHED, LOGIN
from folkmoot.model.advice import explain
from folkmoot.model.base import (
    Addressed,
    Country,
    Day,
    Language,
    Link,
    Record,
    Short,
    Slug,
    Text,
    Topic,
    Zone,
    matching,
)
from folkmoot.model.feed import Feed
from folkmoot.model.image import PictureFile

Login = Annotated[str, matching(LOGIN, "write the GitHub login alone, without @ or address")]

OtherAccount = Annotated[
    str,
    matching(
        rf"(?:{LOGIN}|github:[1-9][0-9]{{0,17}}|{HASHED.pattern})",
        "write a GitHub login without @, or github: and the account's number, or what folkmoot contributors --doubles"
        " proposes",
    ),
]
"""An account as the archive names it: a login, `github:` and its number, or the hash of an address."""

ConsentScope = Literal["profile", "photo", "attendance", "ties"]
Visibility = Literal["public", "name", "hidden"]
MemberStatus = Literal["active", "away", "alumni"]

SHOWN_BY_CONSENT: Mapping[ConsentScope, tuple[str, ...]] = {
    "profile": (
        "pronouns",
        "organisation",
        "location",
        "languages",
        "skills",
        "interests",
        "bio",
        "roles",
        "available_for",
    ),
    "photo": ("photo",),
}
"""What each consent is needed for, of the keys that people write about themselves to have them read.

Who brought them and whether they are away is shown by consent, too, but stands there for the community's sake.
"""

explain(
    Visibility,
    public="all that consent allows is shown",
    name="nothing but the name is shown",
    hidden="the person is not on the site",
)
explain(MemberStatus, active="takes part", away="is away for a while", alumni="is a former member")


class Location(Record):
    """Where somebody lives, as coarsely as they like to say."""

    city: Short | None = Field(None, description="The town.")
    country: Country | None = Field(None, description="Two letters, for example IT.")


class MemberFeed(Feed):
    """A feed of the member's own writing, shown on the planet."""


class Consent(Record):
    """What a person agreed may be shown, each with the day they said so. What is absent is not agreed."""

    never_blank: ClassVar[frozenset[str]] = frozenset(("profile", "photo", "attendance", "ties"))

    profile: Day | None = Field(
        None,
        description="Pronouns, organisation, location, languages, skills, interests, what they like to be asked for,"
        " text and roles.",
    )
    photo: Day | None = Field(
        None, description="The picture; without one of their own, that of their GitHub account, if the hub takes those."
    )
    attendance: Day | None = Field(None, description="Which events they took part in.")
    ties: Day | None = Field(None, description="Whom they met, where the other person agreed too.")


class Member(Addressed):
    """A member's file. Only `name` and `joined` are needed; the rest is up to the person."""

    never_blank: ClassVar[frozenset[str]] = frozenset(("visibility",))

    name: Short = Field(description="The name they want to be called by.")
    joined: Day = Field(description="The day they joined.")
    pronouns: Short | None = Field(None, description="For example she/her.")
    organisation: Short | None = Field(None, description="Whom they work for, where that matters.")
    github: Login | None = Field(None, description="Their GitHub login, without @.")
    github_id: int | None = Field(None, gt=0, description="The numeric account id, which survives a change of login.")
    accounts: tuple[OtherAccount, ...] = Field(
        (),
        description="Other and former accounts of theirs: GitHub logins, numbers such as github:583231, and hash:… for"
        " addresses in git histories that name no account. What was done with them counts as theirs, or is hidden.",
    )
    languages: tuple[Language, ...] = Field((), description="Languages they speak, best first.")
    location: Location | None = Field(None, description="Town and country.")
    timezone: Zone | None = Field(None, description="For example Europe/Rome.")
    skills: tuple[Topic, ...] = Field((), description="What they can do, and can be asked about.")
    interests: tuple[Topic, ...] = Field((), description="What they would like to do or learn.")
    bio: Text = Field("", description="A few sentences about them, in Markdown.")
    bio_language: Language | None = Field(
        None, description="The language of `bio`, where it is not the hub's main one: it tells voices that read aloud."
    )
    links: tuple[Link, ...] = Field((), description="Elsewhere on the web.")
    feeds: tuple[MemberFeed, ...] = Field((), description="Their blogs and podcasts, for the planet.")
    roles: tuple[Topic, ...] = Field((), description="What they do in the community, for example host or moderator.")
    available_for: tuple[Topic, ...] = Field((), description="What they like to be asked for, for example mentoring.")
    invited_by: Slug | None = Field(None, description="The member who brought them.")
    photo: PictureFile | None = Field(
        None,
        description="A picture below content/, for example photos/ada.webp, or a web address to fetch it from, once.",
    )
    status: MemberStatus = Field("active", description="Whether they take part.")
    consent: Consent = Field(Consent(), description="What may be shown, with the day the person agreed to it.")
    visibility: Visibility = Field(
        "public",
        description="What the site shows of them. The file itself stays readable in the repository.",
    )

    @property
    def main_accounts(self) -> tuple[str, ...]:
        """`github` and `github_id` as the archive names accounts: `github:<id>`, `login:<login in lower case>`."""
        number = (f"github:{self.github_id}",) if self.github_id else ()
        return (*number, f"login:{self.github.lower()}") if self.github else number

    @property
    def other_accounts(self) -> tuple[str, ...]:
        """`accounts` in the same words, and `hash:<salted hash>` for addresses."""
        return tuple(one if ":" in one else f"login:{one.lower()}" for one in self.accounts)

    @property
    def logins(self) -> tuple[str, ...]:
        """Their logins at GitHub in lower case, the main one first."""
        told = (*self.main_accounts, *self.other_accounts)
        return tuple(one.removeprefix("login:") for one in told if one.startswith("login:"))

    def is_numbered(self, login: str) -> bool:
        """Whether this is the login of their main account, whose number is known: one of another number is not theirs.

        Logins can be given up, and taken over by others.
        """
        return bool(self.github_id) and login.lower() == str(self.github or "").lower()

    @property
    def is_shown(self) -> bool:
        """Whether the person is on the site at all."""
        return self.visibility != "hidden"

    @property
    def shows_work(self) -> bool:
        """Whether it is told what they gave: of whoever wants to be named and no more, it is their name alone."""
        return self.visibility == "public"

    def allows(self, scope: ConsentScope) -> bool:
        """Whether the person agreed to have this shown, and wants more shown than the name."""
        return self.visibility == "public" and getattr(self.consent, scope) is not None
