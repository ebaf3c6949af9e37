"""Which of some phrases a text says: how sources are told what is wanted of them, and what is looked out for."""

import functools
import re
from collections.abc import Iterable

from folkmoot.text import collated

_BETWEEN = r"[\s_‐‑–-]+"
"""What may stand between two words of a phrase: repair-café is repair café."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The letters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese and Chinese."""


def spotted(phrases: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """The phrases that stand in one of the texts, in their order: whole words, whatever their capitals and accents."""
    folded = [collated(text) for text in texts if text]
    return tuple(phrase for phrase in phrases if any(map(_pattern(phrase).search, folded)))


@functools.lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = [word for word in re.split(_BETWEEN, collated(phrase).strip()) if word]
    if not words:
        return re.compile(r"(?!)")
    # What begins or ends with a sign, such as C++, has no letter there that could belong to a longer word.
    begin = rf"(?<![^\W{_UNSPACED}])" if re.match(rf"[^\W{_UNSPACED}]", words[0]) else ""
    end = rf"(?![^\W{_UNSPACED}])" if re.search(rf"[^\W{_UNSPACED}]$", words[-1]) else ""
    return re.compile(begin + _BETWEEN.join(map(re.escape, words)) + end)
