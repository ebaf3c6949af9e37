"""What those who look after a community mean to do, in a private folder: `plan/<slug>.md`, with a draft below."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from folkmoot.model.advice import explain
from folkmoot.model.base import Day, Language, Short, Slug, Topic, Url, Written
from folkmoot.model.event import Agenda
from folkmoot.model.moment import When

PlannedKind = Literal["post", "prompt", "announcement", "newsletter", "event", "contest"]

explain(
    PlannedKind,
    post="somebody writes about something",
    prompt="a question that begins a discussion",
    announcement="something is made known",
    newsletter="a letter to everybody",
    event="we meet",
    contest="the best work wins",
)


class Planned(Written):
    """Something that is planned; its draft stands in Markdown below the front matter."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {"start": "date", "publish": "date", "authors": "by", "hosts": "by"}

    title: Short = Field(description="What it is called.")
    kind: PlannedKind = Field(description="What sort of thing it is.")
    date: When | None = Field(None, description="When it is due: 2026-07-01 09:00, 2026-07-01 or 2026-07; if known.")
    agenda: tuple[Agenda, ...] = Field((), description="Which of our agendas it is on.")
    language: Language | None = Field(None, description="The language it is in; the hub's main one if left out.")
    by: tuple[Slug, ...] = Field((), description="The members who see to it.")
    where: Short | None = Field(None, description="Where it appears, for example the forum or Mastodon.")
    topics: tuple[Topic, ...] = Field((), description="What it is about.")
    done: Day | None = Field(None, description="The day on which it was done: then it is over.")
    url: Url | None = Field(None, description="What became of it.")
