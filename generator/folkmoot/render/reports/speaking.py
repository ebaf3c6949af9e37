"""How proposals speak of people, dates and things, in one language."""

from collections.abc import Callable, Iterable

from folkmoot.model.hub import Occurrence
from folkmoot.model.proposal import Proposal
from folkmoot.render.canvas import Canvas
from folkmoot.render.github_markdown import quoted
from folkmoot.render.wording.elision import filled
from folkmoot.render.wording.phrases import Phrases
from folkmoot.render.wording.tongue import SOURCE, catalogued, tongue
from folkmoot.render.wording.translated import profile_in
from folkmoot.text import excerpt

_LONG = 120
"""So many characters of a title stand in a sentence."""

_NAMED = 3
"""So many people are named in a sentence, the first ones."""


class Speaker:
    """Says words in a language that there is a catalogue for.

    `shown` is what becomes of names and titles, which others wrote.
    """

    def __init__(self, canvas: Canvas, language: str, shown: Callable[[str], str] = str) -> None:
        self.canvas, self.shown = canvas, shown
        self.language = catalogued(language) or SOURCE
        self._tongue = tongue(self.language)
        self.phrases = Phrases(self._tongue)

    def say(self, words: str, **values: str) -> str:
        """The words in the language, with the values in their places."""
        return filled(self._tongue.words.gettext(words), values, self.language)

    def ngettext(self, one: str, many: str, number: int, **values: str) -> str:
        """The same for one or for many, which stands at %(num)s."""
        said = self._tongue.words.ngettext(one, many, number)
        return filled(said, values | {"num": self.phrases.number(number)}, self.language)

    def name(self, actor: str, login: str = "") -> str:
        """What somebody is called: by their file, else at GitHub, else as the archive has it."""
        member = self.canvas.community.members.get(actor)
        return self.shown(member.name if member else login or actor)

    def names(self, actors: Iterable[str]) -> str:
        """The names of several, as a sentence has them."""
        return self.phrases.listed([self.name(one) for one in actors][:_NAMED])

    def title(self, words: str) -> str:
        """Something's title, which may be missing."""
        return self.shown(excerpt(words, _LONG) or "–")

    def listed(self, words: Iterable[str]) -> str:
        """Words of others in a row, as a sentence has them."""
        return self.phrases.listed([self.shown(one) for one in words])

    def titles(self, titles: Iterable[str]) -> str:
        """Several titles, as a sentence has them."""
        return self.phrases.listed([self.say("“%(title)s”", title=self.title(one)) for one in titles])

    def languages(self, tags: Iterable[str]) -> str:
        """The names of languages, as a sentence has them."""
        return self.phrases.listed([self.phrases.language(tag) for tag in tags])

    def day(self, about: Proposal) -> str:
        """Since when there is reason for a proposal: 12 June 2026; a dash where nobody knows."""
        return self.phrases.day(about.since) if about.since else "–"

    def team(self, slug: str) -> str:
        """What a team is called."""
        team = self.canvas.original.teams.get(slug)
        return self.shown(self._translated(f"teams/{slug}", team.title) if team else slug)

    def event(self, one: Occurrence) -> str:
        """What an event is called, in the language where it is translated."""
        slug, event = one.event.slug, self.canvas.original.events[one.event.slug]
        # The canvas' own occurrences are told in its language; what stands under one date alone is as it was written.
        is_own = one.title != one.event.title
        return self.shown(one.title if is_own else self._translated(f"events/{slug}", event.title))

    def community(self) -> str:
        """What the community is called."""
        return self.shown(profile_in(self.canvas.original, self.language).name)

    def _translated(self, key: str, title: str) -> str:
        version = self.canvas.original.translations.get(key, {}).get(self.language)
        return (version.title if version else None) or title


def writer(canvas: Canvas, *people: str, otherwise: str = "") -> Speaker:
    """Who writes to people: in the first language that all of them speak and that there is a catalogue for.

    Where there is none, `otherwise` counts, else the hub's main language. Names and titles are quoted, since nobody
    knows what becomes of a letter: none of them calls anybody, links or draws.
    """
    members = [canvas.community.members.get(slug) for slug in people]
    spoken = [[catalogued(tag) for tag in member.languages] if member else [] for member in members]
    common = [tag for tag in spoken[0] if tag and all(tag in tags for tags in spoken)] if spoken else []
    return Speaker(canvas, next(iter(common), otherwise if catalogued(otherwise) else canvas.languages[0]), quoted)
