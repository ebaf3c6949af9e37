"""Who is responsible for what, and until when: `content/teams/<slug>.md`."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from folkmoot.model.base import Addressed, Contact, Day, Language, Record, Short, Slug, Written, matching

HubPath = Annotated[
    str,
    matching(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*", "write the path in the hub, such as content/projects", 200),
]
"""A folder or file of the hub, without letters that mean something in CODEOWNERS."""


class Term(Record):
    """Somebody's time in a team."""

    member: Slug = Field(description="The member's file name without its ending.")
    role: Short = Field("member", description="For example lead.")
    since: Day = Field(description="The first day.")
    until: Day | None = Field(None, description="The last day, planned or past.")

    def serves(self, day: dt.date) -> bool:
        """Whether this is somebody's time on a day; the first and the last are included."""
        return self.since <= day and (self.until is None or day <= self.until)


class Team(Addressed, Written):
    """A team, with the terms of those who serve or served in it; its duties stand in the Markdown below."""

    title: Short = Field(description="What it is called.")
    members: tuple[Term, ...] = Field((), description="Who serves in it, and who did.")
    reviews: tuple[HubPath, ...] = Field(
        (),
        description="Folders and files of the hub that it answers for, such as events: folkmoot owners tells GitHub to"
        " ask its members about changes there.",
    )
    language: Language | None = Field(None, description="The language it is described in.")
    contact: Contact | None = Field(None, description="How to reach the whole team.")
    summary: Short | None = Field(None, description="One sentence for lists.")
