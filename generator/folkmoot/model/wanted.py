"""Which entries and events of a source the community wants: by tags, words and phrases, however they are spelt."""

import functools
import re
from collections.abc import Iterable

from folkmoot.model.harvest import Reading
from folkmoot.text import sameness

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Letters of languages that write no spaces between words, or hang endings on them."""


_APART = " \u00b6 "
"""Stands between two texts, so that no phrase reaches from one into the next."""


def is_wanted(reading: Reading, tags: Iterable[str], text: str) -> bool:
    """Whether something with these tags, and this plain text, is taken from the source.

    A word counts as a tag, and as a whole word or phrase of the text; capitals and accents do not count.
    """
    if not reading.include and not reading.exclude:
        return True
    spelt = sameness(text)
    same = {sameness(tag) for tag in tags}

    def has_one(words: tuple[str, ...]) -> bool:
        return any(sameness(word) in same for word in words) or bool(words and _pattern(words).search(spelt))

    return not has_one(reading.exclude) and (not reading.include or has_one(reading.include))


def words_in(words: Iterable[str], tags: Iterable[str], *texts: str) -> tuple[str, ...]:
    """Those of the words that are among the tags, or stand in one of the plain texts; as `is_wanted` has it."""
    tags, text = tuple(tags), _APART.join(texts)
    return tuple(word for word in words if is_wanted(Reading((word,)), tags, text))


@functools.lru_cache(maxsize=1000)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_whole, map(sameness, words))) or r"(?!)")


def _whole(word: str) -> str:
    """The pattern of a word that is no part of another."""
    if not word:
        return r"(?!)"
    before, after = (
        "" if re.match(f"[{_UNSPACED}\\W]", letter) else bound
        for letter, bound in ((word[0], r"(?<!\w)"), (word[-1], r"(?!\w)"))
    )
    return f"{before}{re.escape(word)}{after}"
