"""The same thing in another language: `events/<slug>.fr.md` beside `events/<slug>.md`, `about.fr.md` beside `about.md`,
`content/community.fr.yml` beside `content/community.yml`.

A translation says its words again and nothing else: dates, people and places are the original's.
"""

from operator import attrgetter
from typing import Any

from pydantic import Field

from folkmoot.model.base import Filed, Record, Short, Text, Written


class Translation(Written):
    """What a translated event, project, post or team says in another language; what is left out stays as it is."""

    title: Short = Field(description="What it is called in this language.")
    summary: Short | None = Field(None, description="One sentence for lists.")

    def words(self) -> dict[str, Any]:
        """What replaces the original's values, by key."""
        return {key: value for key in type(self).model_fields if (value := getattr(self, key))}


class TranslatedEvent(Translation):
    """An event in another language: `events/<slug>.<language>.md`."""

    recap: Text = Field("", description="What happened, in Markdown.")


class TranslatedProject(Translation):
    """A project in another language: `content/projects/<slug>.<language>.md`."""

    outcome: Text = Field("", description="What came of it, in Markdown.")


class TranslatedWelcome(Record):
    """What newcomers are told in another language."""

    answers_within: Short | None = Field(None, description="How soon somebody answers, for example deux jours.")
    greeting: Text = Field("", description="What `folkmoot greet` posts to newcomers who speak this language.")


class TranslatedProfile(Filed):
    """What the community says of itself in another language: `content/community.<language>.yml`."""

    tagline: Short | None = Field(None, description="One line about it, at the foot of every page.")
    description: Text = Field("", description="A paragraph for the home page, in Markdown.")
    notice: Short | None = Field(None, description="A line shown on top of every page.")
    welcome: TranslatedWelcome = Field(TranslatedWelcome(), description="What newcomers are told on the page join/.")

    def words(self) -> dict[str, str]:
        """What replaces the original's values, by key; `welcome.answers_within` is a key within another."""
        return words_of(self)


_WORDS = ("tagline", "description", "notice", "welcome.answers_within", "welcome.greeting")


def words_of(profile: Filed) -> dict[str, str]:
    """What a community says of itself that differs from language to language, in its own file or in a translation."""
    return {key: words for key in _WORDS if (words := attrgetter(key)(profile))}
