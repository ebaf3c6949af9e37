"""Countries as people write them, in several languages or by their short forms, as the two letters of ISO 3166."""

import re
import unicodedata
from functools import cache

from babel import Locale

_LANGUAGES = (
    "en",
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "tr",
    "ru",
    "uk",
    "ja",
    "zh",
)
_SHORT = {
    "usa": "US", "us": "US", "united states of america": "US", "the united states": "US", "america": "US",
    "uk": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "uae": "AE", "emirates": "AE", "czech republic": "CZ", "the netherlands": "NL",
    "holland": "NL", "turkey": "TR", "hong kong": "HK", "macau": "MO", "macao": "MO", "south korea": "KR",
    "republic of korea": "KR", "north korea": "KP", "russian federation": "RU", "macedonia": "MK", "viet nam": "VN",
    "burma": "MM", "myanmar": "MM", "ivory coast": "CI", "cape verde": "CV", "swaziland": "SZ", "palestine": "PS",
    "vatican": "VA", "republic of ireland": "IE", "eire": "IE", "brasil": "BR", "deutschland": "DE", "schweiz": "CH",
    "people s republic of china": "CN", "pr china": "CN", "roc taiwan": "TW", "bosnia": "BA", "slovak republic": "SK",
    "drc": "CD", "dr congo": "CD", "the gambia": "GM", "the bahamas": "BS", "the philippines": "PH", "ksa": "SA",
}  # fmt: skip
"""What people say where Unicode's names (CLDR) say something else."""

_DOUBTFUL = frozenset(("congo", "korea"))
"""What two countries are called, though CLDR calls one of them so in some language."""


def country_code(written: str) -> str:
    """The two letters of a country, or "" where nobody can be sure which is meant: Korea, Congo, a town."""
    plain = _plain(written)
    code = plain.upper() if plain.upper() in _codes() else ""
    return _SHORT.get(plain) or code or _names().get(plain, "")


def _plain(name: str) -> str:
    """A name without capitals, accents, dots and what else differs from one spelling to the next."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", bare.replace(".", "").replace("&", " and ")).split())


@cache
def _codes() -> frozenset[str]:
    territories = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in territories if re.fullmatch("[A-Z]{2}", code)) - {
        "ZZ",
        "EU",
        "EZ",
        "UN",
        "QO",
        "XA",
        "XB",
    }


@cache
def _names() -> dict[str, str]:
    """The names in every language that is asked; one that means two countries in two languages means none."""
    found: dict[str, str] = {}
    doubtful = set(_DOUBTFUL)
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in _codes():
                plain = _plain(re.sub(r"\s*\(.*\)$", "", str(name)))
                if found.setdefault(plain, str(code)) != code:
                    doubtful.add(plain)
    return {name: code for name, code in found.items() if name and name not in doubtful}
