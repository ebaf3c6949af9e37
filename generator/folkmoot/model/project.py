"""What members make together: `content/projects/<slug>.md`, described in Markdown below the front matter."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from folkmoot.model.advice import explain
from folkmoot.model.base import (
    Addressed,
    Day,
    Language,
    Link,
    Record,
    Repository,
    Short,
    Slug,
    Text,
    Topic,
    Url,
    matching,
)
from folkmoot.model.credit import Credit
from folkmoot.model.event import Agenda
from folkmoot.model.unpublished import Timed

Quarter = Annotated[
    str,
    matching(r"[0-9]{4}-Q[1-4]", "write the year and the quarter, such as 2026-Q2"),
    Field(examples=["2026-Q2"]),
]
ProjectStatus = Literal["idea", "active", "paused", "finished", "abandoned"]

explain(
    ProjectStatus,
    idea="nobody has begun yet",
    active="we are at it",
    paused="it rests, and goes on later",
    finished="it is done",
    abandoned="it is given up",
)


class HelpWanted(Record):
    """Something that waits for somebody to take it up."""

    title: Short = Field(description="What is to be done.")
    skills: tuple[Topic, ...] = Field((), description="What it takes, in the words members use for their skills.")
    url: Url | None = Field(None, description="The issue or page where it is discussed.")


class Project(Addressed, Timed):
    """A joint project."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"members": "contributors"}

    title: Short = Field(description="What it is called.")
    status: ProjectStatus = Field(description="Where it stands.")
    leads: tuple[Slug, ...] = Field((), description="The members who answer for it.")
    contributors: tuple[Slug, ...] = Field((), description="The members who take part.")
    credits: tuple[Credit, ...] = Field((), description="What members gave to it that no program sees.")
    repositories: tuple[Repository, ...] = Field(
        (), description="Git addresses, owner/name at GitHub, or folders of the hub."
    )
    help_wanted: tuple[HelpWanted, ...] = Field((), description="What waits for help.")
    started: Day | None = Field(None, description="The day it began.")
    quarter: Quarter | None = Field(None, description="The quarter whose joint project it is, such as 2026-Q2.")
    outcome: Text = Field("", description="What came of it, in Markdown.")
    links: tuple[Link, ...] = Field((), description="Its pages elsewhere.")
    language: Language | None = Field(None, description="The language it is described in.")
    topics: tuple[Topic, ...] = Field((), description="What it is about.")
    agenda: tuple[Agenda, ...] = Field(("applied",), description="Usually applied: what we make together.")
    summary: Short | None = Field(None, description="One sentence for lists.")
