"""Which key somebody means who writes one that a record does not know."""

import difflib
import re
from collections.abc import Collection, Iterable

from pydantic import BaseModel

from folkmoot.load.documents import Document
from folkmoot.load.layout import head_of
from folkmoot.load.positions import value_at
from folkmoot.load.records_within import called_elsewhere, fields_at, outer_at, record_at
from folkmoot.model.member import Consent
from folkmoot.model.problem import KeyPath
from folkmoot.model.remedy import Indent, Rename
from folkmoot.text import closest

_SURE = 0.8
"""How like a word what is written must be, of 1, for nothing else to be meant."""
_LIKELY = 0.7
"""The same, for keys that a record needs."""
_MOST = 20
"""Among so many unknown keys no single one is told from the others."""


def key_advice(record: type[BaseModel], keys: KeyPath, there: Collection[str]) -> str:
    """The key that is meant, which is none of those that are `there`, unless it is the same but for a slip."""
    word, known, elsewhere = str(keys[-1])[:60].lower(), fields_at(record, keys[:-1]), called_elsewhere(record, keys)
    near = closest(word, [*known, *elsewhere], _SURE)
    meant = elsewhere.get(near, near)
    if meant in there and meant:
        return f"“{meant}” is there already: keep one of the two"
    if near not in elsewhere:
        meant = closest(word, [key for key in known if key not in there])
    return f"did you mean “{meant}”?" if meant else f"the keys are {', '.join(known)}"


def right_place(document: Document, record: type[BaseModel], keys: KeyPath) -> Indent | None:
    """The key below which one belongs that stands beside it, if it could be meant nowhere else."""
    *above, last = keys
    around = value_at(document.values, tuple(above))
    known = fields_at(record, tuple(above))
    if not isinstance(around, dict) or _surely(str(last)[:60], known):
        return None
    head = head_of(str(last), around, outer_at(record, tuple(above)))
    return Indent(head.key) if head and head.is_sure else None


def right_key(document: Document, record: type[BaseModel], keys: KeyPath) -> Rename | None:
    """The key that is meant by one that there is not, unless it is there, too.

    What people agree to is not read into a word that is not exactly its own.
    """
    *above, last = keys
    known, around = fields_at(record, tuple(above)), value_at(document.values, tuple(above))
    right = _key_meant(record, keys)
    if not right or not isinstance(around, dict) or right in around:
        return None
    unknown = [key for key in around if key not in known and key != last]
    others = len(unknown) >= _MOST or any(_key_meant(record, (*above, str(key))) == right for key in unknown)
    is_same = spelt(str(last)) == spelt(right)
    is_consent = right == "consent" or record_at(record, tuple(above)) is Consent
    return None if others or (is_consent and not is_same) else Rename(right, is_same)


def spelt(word: str) -> str:
    """A word as it is, whatever its capitals, spaces and hyphens."""
    return re.sub(r"[\s_-]+", "_", word.strip().lower())


def _surely(word: str, known: Iterable[str]) -> str:
    """The known word that is meant by another spelling or a slip, "" where it is none or could be two.

    A slip leaves the first letter: `inactive` is not `active`.
    """
    respelt = {spelt(one): one for one in known}
    if found := respelt.get(spelt(word)):
        return found
    near = difflib.get_close_matches(spelt(word), respelt, n=2, cutoff=_SURE)
    return respelt[near[0]] if len(near) == 1 and near[0][0] == spelt(word)[0] else ""


def _key_meant(record: type[BaseModel], keys: KeyPath) -> str:
    """The key that is surely meant by another spelling or a slip; of a key that is needed, by a worse one: `nmae`."""
    word, outer = str(keys[-1])[:60], outer_at(record, keys[:-1])
    known, elsewhere = fields_at(record, keys[:-1]), called_elsewhere(record, keys)
    if right := _surely(word, [*known, *elsewhere]):
        return elsewhere.get(right, right)
    near = difflib.get_close_matches(spelt(word), known, n=2, cutoff=_LIKELY)
    is_needed = len(near) == 1 and outer.model_fields[near[0]].is_required()
    return near[0] if is_needed and near[0][0] == spelt(word)[0] else ""
