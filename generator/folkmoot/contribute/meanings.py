"""What words mean that are not written as the formats want them; "" where nobody can tell, or more than one thing."""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from babel.core import get_global

from folkmoot.check.dates import zone_named
from folkmoot.check.meant import Names, family_named
from folkmoot.contribute.countries import country_code
from folkmoot.contribute.days import NoDay, Order, Told, told_day, weekday_told
from folkmoot.contribute.languages import tag_meant
from folkmoot.model.account import LOGIN
from folkmoot.model.community import github_name
from folkmoot.model.problem import KeyPath
from folkmoot.model.remedy import Meaning

_QUOTED = re.compile(r"[“”„‟«»‘’‚‛]\s*(.*?)\s*[“”„‟«»‘’‚‛]", re.DOTALL)
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ORDERS: tuple[Order | None, ...] = (None, "day-month-year", "month-day-year")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
_NAMED_MONTH = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_FRENCH_TIME = re.compile(r"(?<![\d:])(\d{1,2})\s?[hH]\s?(\d{2})?(?![\d:\w])", re.ASCII)
_POINTED_TIME = re.compile(r"(?<=\s)(\d{1,2})\.(\d{2})$", re.ASCII)
_TWELVE = re.compile(r"(?<![\d:])12(?::00)?\s*[AaPp]\.?[Mm]\.?$")
"""Noon to some, and midnight to others."""
_HALVED = re.compile(r"\d\s*[AaPp]\.?[Mm]\.?$")
_EARLY = re.compile(r"(?<![\d:])\d:\d{2}", re.ASCII)
_SECONDS = re.compile(r":\d{2}:(?!00)\d{2}|:\d{2}:\d{2}[.,]\d", re.ASCII)
_LOGIN = re.compile(rf"(?:(?:https?://)?(?:www\.)?github\.com/)?@?({LOGIN})/?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,24})(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)
_FILES = frozenset(
    "ai alpha apk atom avif backup bak beta bib bmp bz2 c cfg class conf cpp cs css csv db deb dmg doc docx draft dwg"
    " eps epub exe final flac fodt fods fodp gif go gpx gz h heic htm html ics ini ipynb iso jar java jpeg jpg js json"
    " jsonl jsx key kml local log m4a markdown md mdx mid mkv mov mp3 mp4 mpeg mpg msi numbers odg odp ods odt ogg old"
    " opml otf pages pdf php png pps ppt pptx ps psd py rar rb rc rpm rs rst rtf scad sh so sql sqlite stl svg tar tex"
    " tgz tif tiff tmp toml ts tsv ttf txt vcf vtt wav webm webp wmv woff woff2 xls xlsx xml xz yaml yml zip".split()
)
"""Endings of files and of versions, which end no host's name in what people write without more."""
_FEED_SCHEME = re.compile(r"feed:(?=https?://|//)", re.IGNORECASE)
"""What programs for feeds write in front of an address that they are to open, or in place of its https."""
_VERSION = re.compile(r"(?:^|\.)v?\d+\.", re.IGNORECASE)
"""What a version has between its dots, such as v1.2.beta, and an address of the web seldom."""
_OF_GITHUB = frozenset(
    "about account apps codespaces collections contact customer-stories dashboard enterprise events explore features"
    " issues join login logout marketplace mobile new news notifications orgs organizations pricing pulls readme search"
    " security settings site sponsors stars team teams topics trending users".split()
)
"""What GitHub has at addresses where people's logins may stand; nobody is called so."""


def meant(meaning: Meaning, written: str, keys: KeyPath, names: Names) -> str:
    """What somebody means who writes these words for a value of that sort at `keys`, as the formats have it."""
    if "consent" in keys:
        return _respelt(written)
    words = bare(written)
    if not words:
        return ""
    if meaning == "record":
        key = next((key for key in reversed(keys) if isinstance(key, str)), "")
        return names.meant(family_named(key), words)
    return _READERS[meaning](words)


def _respelt(written: str) -> str:
    """A day whose digits stand in the order of the formats; nothing that people agree to is read out of words."""
    found = _YEAR_FIRST.fullmatch(written)
    try:
        return dt.date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def bare(written: str) -> str:
    """The words without the quotation marks around them that programs for texts write, and without unseen signs."""
    words = _UNSEEN.sub("", written).strip()
    found = _QUOTED.fullmatch(words)
    return found[1] if found else words


def _address(words: str) -> str:
    words = words.removeprefix("<").removesuffix(">") if words.startswith("<") else words
    if found := _FEED_SCHEME.match(words):
        words = words[found.end() :]
    if found := re.match(r"(https?)://(?=[^/])", words, re.IGNORECASE):
        return f"{found[1].lower()}://{words[found.end() :]}"
    host = _HOST.match(words.removeprefix("//"))
    if not host or "@" in words or re.search(r"\s", words):
        return ""
    is_file = (host[1].lower() in _FILES and not words.lower().startswith("www.")) or _VERSION.search(host[0])
    return "" if is_file else f"https://{words.removeprefix('//')}"


def _country(words: str) -> str:
    return country_code(words)


def _language(words: str) -> str:
    """A tag in other capitals or with an underscore, or a name; two letters may be those of a country."""
    tag = tag_meant(words)
    if len(words) != 2:
        return tag
    spoken = str(get_global("likely_subtags").get(f"und_{words.upper()}", "")).partition("_")[0]
    is_country = words.isupper() and words.upper() in get_global("territory_languages")
    return tag if tag == words.lower() and (not is_country or spoken == tag) else ""


def _login(words: str) -> str:
    found = _LOGIN.fullmatch(words)
    return found[1] if found and found[1].lower() not in _OF_GITHUB else ""


def _repository(words: str) -> str:
    name = github_name(words)
    return name if name.partition("/")[0].lower() not in _OF_GITHUB else ""


def _day(words: str) -> str:
    told = _told(words)
    return told.day.isoformat() if told and told.time is None else ""


def _moment(words: str) -> str:
    if month := _month(words):
        return month
    timed = _FRENCH_TIME.sub(lambda found: f"{found[1]:0>2}:{found[2] or '00'}", words)
    timed = _POINTED_TIME.sub(r"\1:\2", timed)
    # A clock with twelve hours would say whether it is before noon; other zones and seconds have no place in a moment.
    if (_EARLY.search(timed) and not _HALVED.search(timed)) or _SECONDS.search(timed) or _TWELVE.search(timed):
        return ""
    told = _told(timed)
    if told is None or told.offset is not None:
        return ""
    return told.day.isoformat() if told.time is None else f"{told.day.isoformat()} {told.time:%H:%M}"


def _month(words: str) -> str:
    if found := _MONTH.fullmatch(words):
        year, month = int(found[1]), int(found[2])
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else ""
    if found := _NAMED_MONTH.fullmatch(words):
        told = _told(f"1 {found[1]} {found[2]}")
        return f"{told.day:%Y-%m}" if told else ""
    return ""


def _told(words: str) -> Told | None:
    """The day that words can mean, and its time; None where they can mean none or two."""
    found: list[Told] = []
    for order in _ORDERS:
        try:
            found.append(told_day(words, order))
        except NoDay:
            continue
    if len(set(found)) != 1:
        return None
    return found[0] if _is_named_rightly(words, found[0].day) else None


def _is_named_rightly(words: str, day: dt.date) -> bool:
    return weekday_told(words) in (None, day.weekday())


_READERS: Mapping[Meaning, Callable[[str], str]] = {
    "address": _address,
    "country": _country,
    "day": _day,
    "language": _language,
    "login": _login,
    "moment": _moment,
    "repository": _repository,
    "zone": zone_named,
}
