"""Countries and languages that there are, by the codes of ISO 3166 and BCP 47, as far as CLDR knows them."""

import functools
from collections.abc import Iterator
from typing import Any

from babel import Locale

from folkmoot.model.base import Record
from folkmoot.model.community import Community
from folkmoot.model.problem import KeyPath, Problem

_ENGLISH = Locale("en")


@functools.cache
def _countries() -> dict[str, str]:
    """The names of countries by code: CLDR lists regions, such as 150 for Europe and ZZ for none, among them."""
    return {code: name for code, name in _ENGLISH.territories.items() if len(code) == 2 and code not in _NO_COUNTRY}


_NO_COUNTRY = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))


def unknown_countries(community: Community) -> Iterator[Problem]:
    """Codes that belong to no country."""
    for record in community.records():
        for keys, code in _values(record, "country"):
            if code not in _countries():
                yield Problem(
                    record.path,
                    "country-unknown",
                    f"“{code}” is no country",
                    "write the two letters of a country (ISO 3166), such as IT for Italy or GB for the United Kingdom",
                    keys=keys,
                    value=code,
                )


_TAGGED = ("language", "languages", "bio_language")


def unknown_languages(community: Community) -> Iterator[Problem]:
    """Tags that name no language, or a region that there is not."""
    # Whose file cannot be read has languages that were guessed.
    for record in filter(lambda one: one.path, community.records()):
        for keys, tag in (pair for key in _TAGGED for pair in _values(record, key)):
            name, *regions = tag.split("-")
            if name not in _ENGLISH.languages or any(len(one) == 2 and one not in _countries() for one in regions):
                meant = _spoken_in(tag)
                yield Problem(
                    record.path,
                    "language-unknown",
                    f"“{tag}” is no language",
                    f"did you mean {meant} for {_ENGLISH.languages[meant]}?"
                    if meant
                    else "write a language's tag (BCP 47), such as en, fr or pt-BR",
                    keys=keys,
                    value=tag,
                )


_SPOKEN_IN = {
    "cn": "zh", "cz": "cs", "dk": "da", "gb": "en", "gr": "el", "jp": "ja", "se": "sv", "ua": "uk", "us": "en",
}  # fmt: skip


def _spoken_in(tag: str) -> str:
    """The language that is probably meant where somebody wrote a country: da for dk; "" where that is not known."""
    return _SPOKEN_IN.get(tag.partition("-")[0].lower(), "")


def _values(value: Any, name: str, way: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """What stands under a key of this name anywhere in a record, with the way there."""
    if isinstance(value, Record):
        for key in type(value).model_fields:
            found = getattr(value, key)
            if key == name:
                many = found if isinstance(found, tuple) else (found,) if found else ()
                for index, one in enumerate(many):
                    yield (*way, key, index) if isinstance(found, tuple) else (*way, key), one
            elif isinstance(found, (Record, tuple)):
                yield from _values(found, name, (*way, key))
    elif isinstance(value, tuple) and value and isinstance(value[0], Record):
        for index, one in enumerate(value):
            yield from _values(one, name, (*way, index))
