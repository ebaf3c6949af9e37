"""Somebody at an event: a member, or a person from outside."""

from typing import ClassVar

from pydantic import Field

from folkmoot.model.base import Record, Short, Slug, Url


class Person(Record):
    """A member by slug, or somebody from outside by name and link. A bare word is a member's slug."""

    member: Slug | None = Field(None, description="The member's file name without its ending.")
    name: Short | None = Field(None, description="The name of somebody who is no member.")
    url: Url | None = Field(None, description="Their page.")
    talk: Short | None = Field(None, description="What they speak about.")

    word_for: ClassVar[str] = "member"

    @property
    def called(self) -> str:
        """What other lines of the file call them: a member's slug, anybody else's name."""
        return self.member or self.name or ""
