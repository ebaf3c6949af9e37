"""The languages of a new hub as people type them: which tags there are, and which one somebody probably means.

What is known is what CLDR knows (Unicode's Common Locale Data Repository, as Babel brings it).
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from folkmoot.errors import WrongUse
from folkmoot.render.wording.tongue import SOURCE, catalogues
from folkmoot.text import sameness

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?")
_SEVERAL = re.compile(r"\s*[,;/+]\s*|\s+")
_NO_LANGUAGE = frozenset(("und", "zxx", "mul"))
"""What CLDR has words for, and nobody speaks: an unknown language, none, and several."""
_NO_REGION = "ZZ"
_OPTION = "--language"
_ALIKE = 0.8
"""How like each other a misspelt name and the name are, of 1: with less, any word would resemble one of so many."""


def refuse_unknown_languages(languages: Iterable[str]) -> None:
    """Raises `WrongUse` at the first that is no tag of a known language; it says which tag is probably meant."""
    for written in languages:
        if is_known(written):
            continue
        parts = [part for part in _SEVERAL.split(written) if part]
        several = [tag_meant(part) for part in parts]
        tag = tag_meant(written)
        if not tag and len(parts) > 1 and all(several):
            each = " ".join(f"{_OPTION} {tag}" for tag in dict.fromkeys(several))
            raise WrongUse(f"“{written}” is more than one language", f"repeat the option for each language: {each}")
        if tag := tag or _nearest(written):
            raise WrongUse(f"“{written}” is no language tag", f"did you mean {_OPTION} {tag}?")
        raise WrongUse(
            f"“{written}” cannot be used for {_OPTION}: no language of that tag or name is known",
            "write a language tag such as en, fr or pt-BR; repeat the option for each language",
        )


def is_known(tag: str) -> bool:
    """Whether a tag is written as tags are (BCP 47: `fr`, `pt-BR`, `zh-Hant-TW`), and CLDR knows all its parts."""
    found = _TAG.fullmatch(tag)
    return bool(found) and _written(*found.groups()) == tag if found else False


def _written(language: str, script: str | None, region: str | None) -> str:
    """The parts as a tag, in the capitals that tags have; "" where CLDR does not know one of them."""
    english = Locale(SOURCE)
    language = language.lower()
    script, region = script.title() if script else "", region.upper() if region else ""
    known = (
        language in _languages()
        and (not script or script in english.scripts)
        and (not region or (region in english.territories and region != _NO_REGION))
    )
    return "-".join(part for part in (language, script, region) if part) if known else ""


@cache
def _languages() -> frozenset[str]:
    found = (str(code) for code in (*Locale(SOURCE).languages, *locale_identifiers()))
    return frozenset(code for code in found if "_" not in code) - _NO_LANGUAGE


def tag_meant(written: str) -> str:
    """The tag that is probably meant by a tag in other capitals, an older code, a country, or a name; "" for none.

    `IT` and `ita` are `it`, `pt_br` is `pt-BR`, `jp` is `ja`; names are taken in English, in the language itself and in
    the languages of the interface.
    """
    word = written.strip()
    if found := _TAG.fullmatch(word):
        language, script, region = found.groups()
        code = str(get_global("language_aliases").get(language.lower(), language)).partition("_")[0]
        country = str((get_global("territory_aliases").get((region or "").upper()) or [region])[0] or "")
        if tag := _written(code, script, country) or _written(language, script, region):
            return tag
        if len(word) == 2 and word.upper() != _NO_REGION:
            return str(get_global("likely_subtags").get(f"und_{word.upper()}", "")).partition("_")[0]
    return _names().get(sameness(word), "")


def _nearest(written: str) -> str:
    """The tag of the language whose name is nearly what is written, or ""."""
    names = _names()
    near = difflib.get_close_matches(sameness(written), names, n=1, cutoff=_ALIKE)
    return names[near[0]] if near else ""


@cache
def _names() -> dict[str, str]:
    """Tags by the names of their languages, written alike; where two languages share a name, the better known one."""
    named = [
        *_own_names(),
        *(pair for code in (SOURCE, *sorted(catalogues())) for pair in Locale(code).languages.items()),
    ]
    found: dict[str, str] = {}
    for code, name in named:
        if code in _languages():
            found.setdefault(sameness(name), code)
    return found


def _own_names() -> Iterator[tuple[str, str]]:
    for code in sorted(code for code in locale_identifiers() if "_" not in code):
        if name := Locale(code).languages.get(code):
            yield code, name
