"""Words that change before others: in French “d’Ada” and “aux hôtes”, in Italian “dall’8 giugno” and “agli ospiti”."""

import re
import unicodedata
from collections.abc import Mapping

_FRENCH = re.compile(r"\b([DdQq]u?)e (%\((\w+)\)s)")
_ITALIAN = re.compile(r"\b(a|[Ii]l|[DdNn]?[AaEe]l|[Ss]ul) (%\((\w+)\)s)")
_EIGHT = re.compile(r"(?:8|11)(?!\d)")
_ARTICLES = {
    "fr": {"à": {"le ": "au ", "les ": "aux "}, "de": {"le ": "du ", "les ": "des "}},
    "it": {
        word: {
            "il ": f"{begun}l ", "lo ": f"{begun}llo ", "la ": f"{begun}lla ", "l’": f"{begun}ll’",
            "i ": f"{begun}i ", "gli ": f"{begun}gli ", "le ": f"{begun}lle ",
        }
        for word, begun in (("a", "a"), ("da", "da"), ("di", "de"), ("in", "ne"), ("su", "su"))
    },
}  # fmt: skip
"""What a word becomes together with the article behind it."""


def filled(words: str, values: Mapping[str, object], language: str, nouns: tuple[str, ...] = ()) -> str:
    """The words with what stands in their places, such as `%(name)s`, joined as a language joins words.

    In French *de* and *que* lose their last letter before a vowel; whether an h is one no rule tells, so it is left.
    In Italian the articles do before *otto* and *undici* (l’8, dall’11), and *a* becomes *ad* before another a. The
    values of `nouns` begin with an article, which is none of a name's: *de* and *les hôtes* are *des hôtes*.
    """
    for noun in nouns:
        words, values = _with_article(words, values, noun, _ARTICLES.get(language, {}))
    if language == "fr":
        words = _FRENCH.sub(lambda at: f"{_french(at[1], str(values[at[3]]))}{at[2]}", words)
    elif language == "it":
        words = _ITALIAN.sub(lambda at: f"{_italian(at[1], str(values[at[3]]))}{at[2]}", words)
    return words % values


def _with_article(
    words: str, values: Mapping[str, object], noun: str, articles: Mapping[str, Mapping[str, str]]
) -> tuple[str, Mapping[str, object]]:
    place, value = f"%({noun})s", str(values[noun])
    for word, joined in articles.items():
        for article, both in joined.items():
            pattern = rf"\b{word} {re.escape(place)}"
            if value.startswith(article) and re.search(pattern, words):
                return re.sub(pattern, both + place, words), {**values, noun: value.removeprefix(article)}
    return words, values


def _french(before: str, value: str) -> str:
    return f"{before}’" if _letter(value) in "aeiouœæ" else f"{before}e "


def _italian(before: str, value: str) -> str:
    if before == "a":
        return "ad " if _letter(value) == "a" else "a "
    if not _EIGHT.match(value):
        return f"{before} "
    return {"il": "l’", "Il": "L’"}.get(before, f"{before}l’")


def _letter(value: str) -> str:
    """The first letter, small and without accents; a space where there is none."""
    return unicodedata.normalize("NFD", value)[:1].lower() or " "
