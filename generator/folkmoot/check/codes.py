"""Countries and languages that there are, by the codes of ISO 3166 and BCP 47, as far as CLDR knows them."""

import functools
from collections.abc import Iterator
from typing import Any, get_args

from babel import Locale
from pydantic import BaseModel

from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Interpret

_ENGLISH = Locale("en")


@functools.cache
def _countries() -> dict[str, str]:
    """The names of countries by code: CLDR lists regions, such as 150 for Europe and ZZ for none, among them."""
    return {code: name for code, name in _ENGLISH.territories.items() if len(code) == 2 and code not in _NO_COUNTRY}


_NO_COUNTRY = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))


def unknown_countries(community: Community) -> Iterator[Problem]:
    """Codes that belong to no country."""
    for record in community.records():
        for keys, code in values_of(record, "country"):
            if code not in _countries():
                yield Problem(
                    record.path,
                    "country-unknown",
                    f"“{code}” is no country",
                    "write the two letters of a country (ISO 3166), such as IT for Italy or GB for the United Kingdom",
                    keys=keys,
                    value=code,
                    remedy=Interpret("country"),
                )


_TAGGED = ("language", "languages", "bio_language")


def unknown_languages(community: Community) -> Iterator[Problem]:
    """Tags that name no language, or a region that there is not."""
    # Whose file cannot be read has languages that were guessed.
    for record in filter(lambda one: one.path, community.records()):
        for keys, tag in (pair for key in _TAGGED for pair in values_of(record, key)):
            if not _is_language(tag):
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
                    remedy=Interpret("language"),
                )


@functools.cache
def _is_language(tag: str) -> bool:
    name, *regions = tag.split("-")
    return name in _ENGLISH.languages and all(len(one) != 2 or one in _countries() for one in regions)


_SPOKEN_IN = {
    "cn": "zh", "cz": "cs", "dk": "da", "gb": "en", "gr": "el", "jp": "ja", "se": "sv", "ua": "uk", "us": "en",
}  # fmt: skip


def _spoken_in(tag: str) -> str:
    """The language that is probably meant where somebody wrote a country: da for dk; "" where that is not known."""
    return _SPOKEN_IN.get(tag.partition("-")[0].lower(), "")


def values_of(record: Filed, name: str) -> Iterator[tuple[KeyPath, str]]:
    """What stands under a key of this name anywhere in a record, with the way there."""
    for way in _ways(type(record), name):
        if value := getattr(record, way[0]):  # most say nothing there
            yield from _along(value, way[1:], way[:1])


@functools.cache
def _ways(record: type[BaseModel], name: str) -> tuple[tuple[str, ...], ...]:
    """The ways to keys of this name in a kind of record, through the records inside it."""
    own = ((name,),) if name in record.model_fields else ()
    inner = ((key, part) for key, field in record.model_fields.items() for part in _records_in(field.annotation))
    return (*own, *((key, *way) for key, part in inner for way in _ways(part, name)))


def _records_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)


def _along(value: Any, way: tuple[str, ...], above: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The texts at the end of a way: lists on it are gone through, and what is left out ends it."""
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _along(one, way, (*above, index))
    elif not way:
        if value:
            yield above, value
    elif value is not None:
        yield from _along(getattr(value, way[0]), way[1:], (*above, way[0]))
