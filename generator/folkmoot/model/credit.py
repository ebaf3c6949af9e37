"""What people give to a community, code or not, in the words of all-contributors (allcontributors.org, "Emoji Key")."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from folkmoot.model.advice import explain
from folkmoot.model.base import Record, Slug

Contribution = Literal[
    "a11y",
    "audio",
    "blog",
    "bug",
    "business",
    "code",
    "content",
    "data",
    "design",
    "doc",
    "eventOrganizing",
    "example",
    "financial",
    "fundingFinding",
    "ideas",
    "infra",
    "maintenance",
    "mentoring",
    "platform",
    "plugin",
    "projectManagement",
    "promotion",
    "question",
    "research",
    "review",
    "security",
    "talk",
    "test",
    "tool",
    "translation",
    "tutorial",
    "userTesting",
    "video",
]
"""A kind of contribution."""

TOLD_ANYWAY: Mapping[str, Literal["hosts", "speakers", "authors"]] = {
    "eventOrganizing": "hosts",
    "talk": "speakers",
    "blog": "authors",
}
"""The contributions that events and posts tell with keys of their own: credit for them says and counts nothing more."""

explain(
    Contribution,
    a11y="making it usable with every body and every aid",
    audio="podcasts, music, sounds",
    blog="articles and entries",
    bug="reports of what is wrong",
    business="agreements with partners and customers",
    code="programs, and whatever else repositories hold",
    content="the words and pictures of a site or a publication",
    data="data, gathered or put in order",
    design="how things look, and how they are used",
    doc="documentation",
    eventOrganizing="bringing people together",
    example="examples for others to begin with",
    financial="money given",
    fundingFinding="finding money",
    ideas="ideas, planning and feedback",
    infra="servers, builds and other machinery",
    maintenance="upkeep: releases, housekeeping, old matters closed",
    mentoring="helping others to learn",
    platform="making it run elsewhere, packaging",
    plugin="additions by others",
    projectManagement="keeping a project together",
    promotion="spreading the word",
    question="answering questions",
    research="finding out",
    review="reading what others propose",
    security="keeping it safe",
    talk="talks",
    test="tests",
    tool="tools for the work",
    translation="translating and interpreting",
    tutorial="lessons for beginners",
    userTesting="trying things out as those will who use them",
    video="films and recordings",
)


class Credit(Record):
    """What a member gave to a project, an event or a post, where no program can see it."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"name": "member", "kind": "gave", "contributions": "gave"}
    such_as: ClassVar[Mapping[str, str | list[str]]] = {"member": "ada-rossi", "gave": ["mentoring"]}

    member: Slug = Field(description="The member's file name without its ending.")
    gave: tuple[Contribution, ...] = Field(
        description="What they gave, in the words of all-contributors: mentoring, design, translation, video.",
        min_length=1,
    )
