"""How names are spelt in what others write: which of the spellings are taken for one that is sought, and which are not.

Taken for it are other capitals, accents, strokes and widths, signs that nobody sees, letters that look alike in another
alphabet, the last word first, the words written as one, and a first name cut to its letter. Not taken for it are
nicknames, other transcriptions, digits for letters, and the last name cut to its letter.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from folkmoot.text import one_line

_WORDS = re.compile(r"[^\W_]+")
_MARKED = re.compile(r"(?<!\w)[^\W_]\.|[^\W_]+")
"""Words, of which a single letter keeps its point."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Signs that nobody sees, also such as other scripts need (Unicode's Default_Ignorable_Code_Point)."""

_WITHOUT_STROKES = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
"""Letters that are others with a stroke, which addresses and many keyboards leave out; they fall into no parts."""

_ALIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԌԚԜҮӀаеѕіјкорсухԁԛԝһӏѵүΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχγօոսհցɑɡɩʋᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ",
        "ABESIJKMHOPCTYXGQWYIaesijkopcyxdqwhlvyABEZHIKMNOPTYXaikvopuxyonuhgagivabcdeghijklmnoprtuvwyz",
        strict=True,
    )
)
"""Letters of the Cyrillic, Greek and Armenian alphabets, and of phonetics, that look like Latin ones.

The commonest of Unicode Technical Standard 39, "Confusable Detection", and small capitals.
"""

_WHERE_THEY_ARE = re.compile("[\u0250-\u02af\u0370-\u058f\u1d00-\u1dbf\u1f00-\u1fff\U0001d6a8-\U0001d7cb]")
"""The blocks of Unicode that hold these letters, also with their accents and as signs of mathematics."""

_BETWEEN = re.compile(r"[^\w\s'’.-]+|\b(?:and|avec|by|con|di|e|et|mit|par|und|von|with|y)\b")
"""What stands between the people of an author's line, in lower case."""

_WITHOUT_SPACES = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+")
"""Chinese, Japanese and Korean letters: what stands beside a name is written to it."""

JOINED = 8
"""A name of so many letters is known without the space in it, too: a shorter one may be another word."""

_JOINED_THERE = 3
"""So many Chinese, Japanese or Korean letters are a name in the middle of a sentence: two are often part of words."""

_RARE = 4
"""A word of so many letters is looked for by itself: shorter ones are part of too many others."""


class _Folding(dict[int, str]):
    """What becomes of each letter, found out once: for `str.translate`."""

    def __init__(self, alike: dict[str, str]) -> None:
        super().__init__()
        self._alike = alike

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        decomposed = "" if _UNSEEN.match(letter) else unicodedata.normalize("NFKD", letter)
        latin = "".join(self._alike.get(one, one) for one in decomposed)
        # Decomposed once more: ℂ is a capital only then.
        small = unicodedata.normalize("NFKD", latin.casefold())
        plain = (one for one in small if not unicodedata.combining(one))
        self[code] = folded = "".join(_WITHOUT_STROKES.get(one, one) for one in plain)
        return folded


_AS_IT_IS, _AS_IT_LOOKS = _Folding({}), _Folding(_ALIKE)


def _spelt(text: str, folding: _Folding) -> str:
    """A text on one line as names are compared: without capitals, accents, strokes, and signs that nobody sees."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda letters: letters[0].translate(folding), text)
    return one_line(text).lower()


def spellings(text: str) -> tuple[str, ...]:
    """The text as names are compared; and once more, where letters look like Latin ones, with those in their place."""
    spelt = _spelt(text, _AS_IT_IS)
    if text.isascii() or not _WHERE_THEY_ARE.search(text):
        return (spelt,)
    looks = _spelt(text, _AS_IT_LOOKS)
    return (spelt,) if looks == spelt else (spelt, looks)


def _folded(spelt: str) -> str:
    """A spelt text's words alone; one without any letter stays as it is."""
    return " ".join(_WORDS.findall(spelt)) or spelt


def _joined(folded: str) -> str:
    """The words as one; Korean syllables are whole again, so that none is taken for the beginning of another."""
    return unicodedata.normalize("NFC", folded.replace(" ", ""))


_MOST_WORDS = 4
"""A name of more words is found where a text says nothing else: the longer, the more there would be to compare."""


def forms_of(name: str) -> frozenset[str]:
    """A name as texts may have it, of those that `forms_in` gives.

    Its words in both orders, and as one where that is long enough; and with the first one cut to its letter.
    """
    found = set[str]()
    for words in (_folded(line).split() for line in spellings(name)):
        if words:
            found |= {" ".join(order) for order in _orders(words)} | set(_shortened(words))
        if len(words) > 1 and len(joined := "".join(words)) >= JOINED:
            found.add(joined)
    return frozenset(found)


def forms_in(line: str) -> Iterator[str]:
    """All that may be a name of a text that `spellings` gave; a short word alone, where the text is no more.

    A letter stands for a first name where it has a point, or where the text is no more than a name.
    """
    words = _folded(line).split()
    yield " ".join(words)
    if len(words) <= _MOST_WORDS and any(len(word) == 1 for word in words):
        yield " ".join(f"{word}." if len(word) == 1 else word for word in words)
    yield from (word for word in words if len(word) >= JOINED)
    yield from _runs(words)
    if "." in line:
        yield from (run for run in _runs(_MARKED.findall(line)) if "." in run)


def _runs(words: list[str]) -> Iterator[str]:
    """Words that stand one after the other, from two on; all of them are no run."""
    for size in range(2, min(_MOST_WORDS, len(words) - 1) + 1):
        for first in range(len(words) - size + 1):
            yield " ".join(words[first : first + size])


class NamesSought:
    """Finds these names in texts that `spellings` gave.

    A name of one word, such as Mo, is part of other people's names: alone it must be all that is said of a person. So
    must a first name's letter without a point, since "a" is a word of many languages. A first name's letter is nobody's
    where one of the `others` has it and the same last name.
    """

    def __init__(self, names: Iterable[str], others: Iterable[str] = ()) -> None:
        spelt = {_folded(line) for name in names for line in spellings(name)} - {""}
        several = [name.split() for name in sorted(spelt) if " " in name]
        taken = {form for name in others for line in spellings(name) for form in _shortened(_folded(line).split())}
        self._long = {" ".join(order) for words in several for order in _orders(words)}
        self._long |= {word for words in several if len(word := "".join(words)) >= JOINED}
        self._unspaced = {
            word
            for name in spelt
            for order in _orders(name.split())
            if len(word := _joined(" ".join(order))) >= _JOINED_THERE and _WITHOUT_SPACES.fullmatch(word)
        }
        self._shortened = {form for words in several for form in _shortened(words)} - taken
        self._alone = spelt | {form.replace(".", "") for form in self._shortened}
        # Nearly all texts hold none of these, which is found out fast.
        signs = {max(name.split(), key=len) for name in spelt}
        signs |= {word for words in several for word in (words[0], words[-1]) if len(word) >= _RARE}
        short = {form for form in self._shortened if max(map(len, form.split())) < _RARE}
        signs |= short | {form.replace(". ", ".") for form in short} | {form.replace(".", "") for form in short}
        self._signs = tuple(sorted(signs))

    def may_be(self, line: str) -> bool:
        """Whether it is worth while to look at a text closely."""
        for sign in self._signs:  # noqa: SIM110 - any() takes twice as long, in the one place where it counts
            if sign in line:
                return True
        return False

    def are_told(self, line: str) -> bool:
        """Whether one of the names is in a plain text, or is all that it says of a person."""
        if not self.may_be(line):
            return False
        folded = _folded(line)
        alone = {folded, *(_folded(part) for part in _BETWEEN.split(line))}
        if not self._alone.isdisjoint(alone) or self._are_in(folded):
            return True
        marked = f" {' '.join(_MARKED.findall(line))} "
        return ". " in marked and any(f" {form} " in marked for form in self._shortened)

    def are_whole(self, line: str) -> bool:
        """Whether one of the names of several words is in a text or an address, or one that needs no spaces."""
        return self.may_be(line) and self._are_in(_folded(line))

    def _are_in(self, folded: str) -> bool:
        spaced = f" {folded} "
        if any(f" {name} " in spaced for name in self._long):
            return True
        joined = _joined(folded) if self._unspaced else ""
        return any(name in joined for name in self._unspaced)


def _orders(words: list[str]) -> Iterator[list[str]]:
    """The two orders that people write names in."""
    yield words
    yield [words[-1], *words[:-1]]


def _shortened(words: list[str]) -> Iterator[str]:
    """A name of several words with its first one cut to the letter, as in A. Rossi, A. M. Rossi and Rossi, A."""
    if len(words) < 2 or min(map(len, words)) < 2 or _WITHOUT_SPACES.match(_joined(words[0])):
        return
    first, *between, last = words
    cut, middle = f"{first[0]}.", [f"{word[0]}." for word in between]
    if not between:  # the last name first, as in Yamada Taro
        yield f"{last[0]}. {first}"
    for told in ((cut, last), (last, cut), (cut, *between, last), (cut, *middle, last), (last, cut, *middle)):
        yield " ".join(told)
    if middle:
        yield " ".join((first, *middle, last))
