"""What members write on the hub itself: `content/posts/<slug>.md`."""

import datetime as dt

from pydantic import Field

from folkmoot.model.base import Addressed, Day, Language, Short, Slug, Topic
from folkmoot.model.credit import Credit
from folkmoot.model.event import Agenda
from folkmoot.model.feedback import Feedback
from folkmoot.model.image import Picture
from folkmoot.model.unpublished import Timed


class Post(Addressed, Timed):
    """An article in Markdown below the front matter."""

    title: Short = Field(description="The headline.")
    date: Day = Field(description="The day it is published.")
    authors: tuple[Slug, ...] = Field(description="The members who wrote it.", min_length=1)
    credits: tuple[Credit, ...] = Field(
        (), description="What else members gave to it, such as pictures or a translation."
    )
    language: Language | None = Field(None, description="The language it is written in.")
    topics: tuple[Topic, ...] = Field((), description="What it is about.")
    agenda: tuple[Agenda, ...] = Field((), description="Which of our agendas it is on.")
    summary: Short | None = Field(None, description="One sentence for lists and previews.")
    feedback: Feedback | None = Field(None, description="What it asks everybody, and what came of that.")
    picture: Picture | None = Field(None, description="A picture above the text.")

    @property
    def appears(self) -> dt.datetime:
        """From when on it is on the site, in the community's local time: never before the day that it is dated."""
        return max(super().appears, dt.datetime.combine(self.date, dt.time()))
