"""One change as one sentence, in a language, with whatever comes from files escaped for where it will stand."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from folkmoot import text
from folkmoot.model.change import Change, Group, Named, Repeating, Value
from folkmoot.model.moment import Moment
from folkmoot.render.changes.sayings import GROUPS, SAYINGS, SCOPES, WHAT, WORDS
from folkmoot.render.wording.elision import filled
from folkmoot.render.wording.phrases import Phrases
from folkmoot.render.wording.rhythm import rhythm
from folkmoot.render.wording.tongue import tongue

_QUOTED = frozenset(("events", "projects", "posts", "pages"))
"""The families whose records have titles, not names: they stand in quotation marks."""
_NAMES = frozenset(("members", "name", "partners", "speakers"))
"""The keys whose values are names: they stand without quotation marks."""
_LONG = 60
"""So many characters of a value stand in a sentence; what is longer is told by its name alone."""
_ITEMS = 8
"""So many things of one list are named, the rest are counted."""

Escape = Callable[[str], str]
"""Makes a text from somebody's file harmless where it will stand."""


class Sentences:
    """The sentences of one language."""

    def __init__(self, language: str, escaped: Escape) -> None:
        self._tongue = tongue(language)
        self._phrases = Phrases(self._tongue)
        self._words = self._tongue.words  # gettext's own names, by which the catalogues find what is said
        self._say = self._words.gettext
        self._escaped = escaped

    def group(self, group: Group) -> str:
        """The title that changes stand under."""
        return self._say(GROUPS[group])

    def title(self) -> str:
        """The title of a page about a proposal."""
        return self._say("What this changes")

    def looks(self) -> str:
        """The title above pages as they would be."""
        return self._say("How the pages would look")

    def caution(self) -> str:
        """What is said of pages that are shown as they would be."""
        return self._say(
            "This is a preview. Links lead to the site as it is published, where what is new is not there yet."
        )

    def none(self) -> str:
        """What is said where there is no change."""
        return self._say("Nothing changes for the community.")

    def more(self, number: int) -> str:
        """What is said of changes that there is no room for."""
        said = self._words.ngettext("and %(num)s more", "and %(num)s more", number)
        return said % {"num": self._phrases.number(number)}

    def of(self, change: Change) -> str:
        """The change, without a full stop; it begins with a small letter, unless with a name."""
        if change.kind in ("listed", "unlisted") and change.key.endswith("photos"):
            said = self._pictures(change)
        else:
            said = self._filled(self._say(self._saying(change)), self._values(change))
        behind = [self._shortened(change.reason)] if change.reason else [*self._counted(change)]
        return f"{said} ({', '.join(behind)})" if behind else said

    def capital(self, change: Change) -> str:
        """The change as it stands in a list: with a capital, but for names, which are what they are."""
        said = self.of(change)
        begins_with_name = change.subject.name and self._say(self._saying(change)).startswith("%(name)s")
        return said if begins_with_name else said[0].upper() + said[1:]

    def _filled(self, words: str, values: dict[str, str]) -> str:
        return filled(words, values, self._tongue.sentences.language, nouns=("what",) if "what" in values else ())

    def _values(self, change: Change) -> dict[str, str]:
        """What stands in the places of a sentence; "" for those that it has not."""
        scope = SCOPES.get(change.key.removeprefix("consent."), "")
        return {
            "name": self._name(change),
            "before": self._before(change),
            "after": self._after(change),
            "items": self._items(change.after if change.kind == "listed" else change.before, change.key),
            "whom": self._quoted(str(change.whom)) if _is_talk(change) else self._value(change.key, change.whom),
            "what": self._what(change.key),
            "scope": self._say(scope) if scope else "",
            "language": self._phrases.language(str(change.after)) if "translated" in change.kind else "",
            "rhythm": self._rhythm(change.repeats) if change.repeats else "",
        }

    def _saying(self, change: Change) -> str:
        kind, family, last = change.kind, change.subject.family, change.key.rpartition(".")[2]
        if kind in ("set", "changed") and (_is_long(change.before) or _is_long(change.after)):
            kind = "touched"
        state = str(change.after) if kind in ("status", "visibility") and family != "projects" else ""
        if not change.subject.name:
            state = state or "unnamed"
        if kind in ("term-begun", "term-prolonged"):
            state = "open" if change.after is None else "begun" if change.before is None else ""
        if kind == "repeats" and change.before is None:
            state = "begun"
        if kind == "added" and change.repeats:
            state = "series"
        if _is_talk(change):
            state = "talk"
        particular = (f"{kind} {state}", f"{kind} {family}", f"{kind} {change.key}", f"{kind} {last}", kind)
        return next((SAYINGS[one] for one in particular if one in SAYINGS), SAYINGS["touched"])

    def _name(self, change: Change) -> str:
        name = self._titled(change.subject)
        if change.day is None:
            return name
        return self._filled(self._say("%(name)s of %(day)s"), {"name": name, "day": self._phrases.day(change.day)})

    def _titled(self, named: Named) -> str:
        if not named.name:
            return self._unnamed(1)
        return self._quoted(named.name) if named.family in _QUOTED else self._shortened(named.name)

    def _quoted(self, words: str) -> str:
        return self._say("“%(title)s”") % {"title": self._shortened(words)}

    def _unnamed(self, number: int) -> str:
        said = self._words.ngettext("a member who is not named here", "%(num)s members who are not named here", number)
        return said % {"num": self._phrases.number(number)}

    def _shortened(self, words: str) -> str:
        return self._escaped(text.excerpt(text.one_line(words), _LONG + 20))

    def _what(self, key: str) -> str:
        parts = key.split(".")
        known = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        found = next((WHAT[one] for one in (*known, parts[-1]) if one in WHAT), "")
        return self._say(found) if found else self._quoted(key)

    def _before(self, change: Change) -> str:
        return self._one_side(change, change.before, change.after)

    def _after(self, change: Change) -> str:
        return self._one_side(change, change.after, change.before)

    def _one_side(self, change: Change, value: Value, other: Value) -> str:
        if change.kind == "titled" and change.subject.family in _QUOTED:
            return self._quoted(str(value))
        if isinstance(value, Moment) and isinstance(other, Moment) and value.time and value.date == other.date:
            return self._phrases.clock(value.local) if other.time else self._phrases.announced(value)
        return self._value(change.key, value)

    def _rhythm(self, one: Repeating) -> str:
        """How a series repeats, as its page says it; the rule itself where there are no words for it."""
        said = rhythm(self._tongue, one.rule, one.first, ZoneInfo(one.zone), self._phrases.day) if one.first else ""
        return said or self._shortened(one.rule)

    def _value(self, key: str, value: Value) -> str:
        match value:
            case None:
                return ""
            case bool():
                return self._say("yes") if value else self._say("no")
            case Moment():
                return self._phrases.announced(value)
            case Named():
                return self._titled(value)
            case Repeating():
                return self._rhythm(value)
            case dt.date():
                return self._phrases.day(value)
            case int():
                return self._phrases.number(value)
            case float():
                return str(format_decimal(value, "#,##0.######", locale=self._tongue.locale))
            case tuple():
                return self._items(value, key)
            case _:
                return self._words_of(key.rpartition(".")[2], str(value))

    def _words_of(self, key: str, words: str) -> str:
        """A text from a file; words that the formats prescribe as people say them, several words in quotation marks."""
        if key in ("language", "languages", "bio_language"):
            return self._shortened(self._phrases.language(words))
        if key == "country":
            return self._shortened(self._phrases.country(words))
        if key in ("date_precision", "membership"):
            return self._say(WORDS[words]) if words in WORDS else self._shortened(words)
        if key in ("agenda", "kind", "status"):
            return self._shortened(self._phrases.known(words))
        return self._quoted(words) if " " in words.strip() and key not in _NAMES else self._shortened(words)

    def _items(self, value: Value, key: str) -> str:
        if not isinstance(value, tuple) or isinstance(value, Moment | Named | Repeating):
            return self._value(key, value)
        unnamed = Counter(isinstance(one, Named) and not one.name for one in value)[True]
        named = [self._value(key, one) for one in value if not (isinstance(one, Named) and not one.name)]
        rest = len(named) - _ITEMS if len(named) > _ITEMS + 1 else 0
        shown = named[:_ITEMS] if rest else named
        if rest:
            return f"{', '.join(shown)} {self.more(rest + unnamed)}"
        return self._phrases.listed([*shown, *([self._unnamed(unnamed)] if unnamed else [])])

    def _pictures(self, change: Change) -> str:
        found = change.after if change.kind == "listed" else change.before
        number = len(found) if isinstance(found, tuple) else 1
        values = {"name": self._name(change), "num": self._phrases.number(number)}
        if change.kind == "listed":
            said = self._words.ngettext("adds a picture to %(name)s", "adds %(num)s pictures to %(name)s", number)
        else:
            said = self._words.ngettext("removes a picture of %(name)s", "removes %(num)s pictures of %(name)s", number)
        return self._filled(said, values)

    def _counted(self, change: Change) -> Iterator[str]:
        """How much of a text is new, and how much is gone."""
        if change.added:
            said = self._words.ngettext("%(num)s word added", "%(num)s words added", change.added)
            yield said % {"num": self._phrases.number(change.added)}
        if change.removed:
            said = self._words.ngettext("%(num)s word removed", "%(num)s words removed", change.removed)
            yield said % {"num": self._phrases.number(change.removed)}


def _is_talk(change: Change) -> bool:
    return change.kind == "listed" and isinstance(change.whom, str)


def _is_long(value: Value) -> bool:
    return isinstance(value, str) and len(value) > _LONG
