"""What hub files say of a source on the web, and of how it is read: feeds here; other kinds share `Selected`."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from folkmoot.model.advice import CALENDAR_ADVICE, explain
from folkmoot.model.base import Language, Record, Short, Topic, Url
from folkmoot.model.harvest import Reading
from folkmoot.text import excerpt, one_line

_FEED_SCHEME = re.compile(r"feed:(?://)?(?=(https?://)?)", re.IGNORECASE)
_CALENDAR_SCHEME = re.compile(r"webcals?:", re.IGNORECASE)


ShownText = Literal["excerpt", "full"]

explain(ShownText, excerpt="the first lines", full="the whole text of each entry, where the feed brings it")


class Located(Record):
    """A source on the web: where it is, and what it is called."""

    such_as: ClassVar[Mapping[str, str | list[str]]] = {"url": "https://ada.example/feed.xml"}

    url: Url = Field(description="The address of an RSS, Atom or JSON feed.")
    title: Short | None = Field(None, description="What to call it; its address where this is left out.")
    language: Language | None = Field(None, description="The language most of it is written in.")

    @field_validator("url", mode="before")
    @classmethod
    def _of_a_feed(cls, value: Any) -> Any:
        """The address; raises where it is one that programs for feeds or calendars have for themselves."""
        written = value.strip() if isinstance(value, str) else ""
        if _CALENDAR_SCHEME.match(written):
            raise PydanticCustomError("feed_calendar", CALENDAR_ADVICE)
        if found := _FEED_SCHEME.match(written):
            whole = f"{'' if found[1] else 'https://'}{written[found.end() :]}"
            raise PydanticCustomError("feed_scheme", "write {whole}", {"whole": excerpt(one_line(whole), 120)})
        return value


class Selected(Record):
    """A source of which not everything may be wanted, and which may rest."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"keywords": "include"}

    include: tuple[Topic, ...] = Field(
        (),
        description="Tags and words: only entries that have one of them are taken. Capitals and accents do not count.",
    )
    exclude: tuple[Topic, ...] = Field(
        (), description="Tags and words: entries that have one of them are left out, whatever `include` says."
    )
    paused: bool = Field(False, description="Not read for now; what was collected stays.")

    @property
    def reading(self) -> Reading:
        """How the source is to be read."""
        return Reading(self.include, self.exclude, paused=self.paused)


class WatchSource(Located):
    """A feed in which others may write about the community: a search, a forum, a newspaper. Never on the planet."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"include": "keywords"}

    keywords: tuple[Topic, ...] = Field(
        (),
        description="Names and phrases to look out for: only entries are kept that have one of them in title, text or "
        "tags, as whole words. Capitals and accents do not count. Needed, unless `search` is true.",
    )
    search: bool = Field(False, description="Whether the feed is a search already, so that everything in it is kept.")
    exclude: tuple[Topic, ...] = Field((), description="Words by which an entry is left out, whatever `keywords` says.")
    paused: bool = Field(False, description="Not read for now; what was collected stays.")

    @property
    def reading(self) -> Reading:
        """How the source is to be read."""
        return Reading(self.keywords, self.exclude, paused=self.paused)


class Feed(Selected, Located):
    """A feed of entries, and how much of it the planet shows."""

    text: ShownText = Field("excerpt", description="How much of each entry the planet shows.")
    most: int = Field(
        0,
        ge=0,
        le=1000,
        description="So many of its newest entries stand on the planet's front page; 0 for no such limit.",
    )

    @property
    def reading(self) -> Reading:
        """How the feed is to be read."""
        return Reading(self.include, self.exclude, self.text, self.most, self.paused)
