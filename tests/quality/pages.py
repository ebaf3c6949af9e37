"""The page types of a built site: found in its folders, so that a new template is judged without being listed."""

import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

MISSING = "nothing/is/here/"
"""An address that no site has: it shows the page that a visitor gets there."""

TEMPLATES = frozenset(
    "home page members members/* members/skill members/skill/* members/map events events/* events/calendar/* places/* "
    "projects/* teams/* posts/* planet discussions history/* pulse propose/event".split()
)
"""The page types that are laid out each in a way of its own, where all others share one: the pages that people write,
lists, a record of each family, a facet and what it is chosen from, map, calendar, planet, discussions, a year, charts,
a form.
"""

_HREFLANG = re.compile(r'hreflang="([a-zA-Z-]+)"')
_SOURCE = re.compile(r'<aside class="fm-source">.*?<code>([^<]*)</code>', re.DOTALL)
_GENERATED = re.compile(r'class="(fm-lead|fm-section)"')
_PERIOD = re.compile(r"\d+(-\d+)?")
"""A year, a month, or the number of a list's further page."""


class Kind(NamedTuple):
    """A page type in a language, and the address of the largest such page, which has most to get wrong.

    The name is an address with "*" for a record, a period or a value: `members/*`, `members/skill/*`. `language` is ""
    for pages outside of a language's folder: those are in the main language.
    """

    name: str
    address: str
    language: str = ""


def kinds(site: Path) -> list[Kind]:
    """Every page type of a site, those in the main language first.

    They are home, the page of an unknown address, each list, each way to narrow it, one record a family, and one of
    the pages that people wrote (`page`).
    """
    home = (site / "index.html").read_text("utf-8")
    languages = set(_HREFLANG.findall(home)) - {"x-default"}
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        language, _, inner = address.partition("/") if address.partition("/")[0] in languages else ("", "", address)
        html = path.read_text("utf-8")
        one = (language, _name(inner, html))
        largest[one] = max(largest.get(one, (0, "")), (len(html), f"{address}/".lstrip("/")))
    found = [Kind(name, address, language) for (language, name), (_, address) in sorted(largest.items())]
    missing = [Kind("404", MISSING)] if (site / "404.html").is_file() else []
    return sorted([*found, *missing], key=lambda kind: kind.language)


def _name(address: str, html: str) -> str:
    """What the type of a page is called, by its address without its language."""
    if not address:
        return "home"
    parts = PurePosixPath(address).parts
    source = _SOURCE.search(html)
    file = PurePosixPath(source[1].strip()) if source else PurePosixPath()
    # A page that comes from a file of its own name is that record, or one of the pages that people wrote.
    if file.suffix and file.name.partition(".")[0] == parts[-1] and not (len(parts) == 1 and _GENERATED.search(html)):
        return "page" if len(parts) == 1 else "/".join([*parts[:-1], "*"])
    known = [part for part in parts[:2] if not _PERIOD.fullmatch(part)]
    return "/".join(known if len(known) == len(parts) else [*known, "*"])
