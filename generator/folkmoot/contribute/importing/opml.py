"""Lists of feeds in OPML (opml.org/spec2.opml), as feed readers export them."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from pydantic import TypeAdapter, ValidationError

from folkmoot.contribute.importing.rows import LARGEST, Candidate, Found, Remark
from folkmoot.contribute.importing.values import Unknown, language_tag
from folkmoot.errors import WrongUse
from folkmoot.model.base import Url
from folkmoot.text import excerpt, plain, schemeless

_URL: TypeAdapter[str] = TypeAdapter(Url)


class _Outlines:
    """Gathers the outlines of a list, with the line that each stands on; what it declares of its own is refused."""

    def __init__(self) -> None:
        self.found: list[tuple[int, Mapping[str, str]]] = []
        self.tags: set[str] = set()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EntityDeclHandler = self._refuse
        self.parser.AttlistDeclHandler = self._refuse

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self.tags.add(tag.lower())
        if tag.lower() == "outline":
            told = {key.lower(): value for key, value in attributes.items()}
            self.found.append((self.parser.CurrentLineNumber, told))

    def _refuse(self, *_: object) -> None:
        raise WrongUse("it declares entities or attributes of its own", "no list of feeds needs them; export it again")


def opml_found(name: str, content: bytes) -> Found:
    """The feeds of a list, each with its title; outlines without a feed are folders, and no rows.

    Raises `WrongUse` where the file is no OPML.
    """
    if len(content) > LARGEST:
        raise WrongUse(f"{name} has {len(content):,} bytes", f"at most {LARGEST:,} are read; divide it")
    outlines = _Outlines()
    try:
        outlines.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise WrongUse(
            f"{name}, line {error.lineno}: this is no XML: {expat.errors.messages[error.code]}", _AGAIN
        ) from None
    except WrongUse as error:
        raise WrongUse(f"{name}: {error}", error.hint) from None
    except (ValueError, LookupError):  # an encoding that nobody knows
        raise WrongUse(f"{name} is in an encoding that is not known", "export it again, in UTF-8") from None
    if "opml" not in outlines.tags:
        raise WrongUse(f"{name} is no list of feeds in OPML", _AGAIN)
    candidates: list[Candidate] = []
    left: list[Remark] = []
    for line, told in outlines.found:
        place = f"{name}, line {line}"
        # A title may hold HTML (opml.org/spec2.opml), and some readers escape it once too often.
        title = excerpt(plain(told.get("title") or told.get("text") or ""), 200)
        if url := _address(told):
            values = {"url": url, **({"title": title} if title else {}), **_site(told), **_language(told)}
            candidates.append(Candidate("feeds", values, "", "", (place,)))
        elif told.get("type", "").lower() in ("rss", "atom"):
            left.append(Remark(place, title, "it is a feed without an address (xmlUrl)"))
    order = tuple(f"{name}, line {line}" for line, _ in outlines.found)
    return Found(tuple(candidates), len(candidates) + len(left), tuple(left), order=order)


def _address(told: Mapping[str, str]) -> str:
    """Where a feed is; `feed:` in front of it is how programs once handed it over to a reader."""
    url = told.get("xmlurl", "").strip()
    bare = re.sub(r"^feed:(?://)?", "", url, flags=re.IGNORECASE)
    return url if bare == url else bare if "://" in bare else f"https://{bare}"


def _site(told: Mapping[str, str]) -> dict[str, str]:
    """The page that a feed belongs to; some readers write there what is no address, or the feed's own."""
    site = told.get("htmlurl", "").strip()
    try:
        return {"site": _URL.validate_python(site)} if schemeless(site) != schemeless(_address(told)) else {}
    except ValidationError:
        return {}


def _language(told: Mapping[str, str]) -> dict[str, str]:
    try:
        return {"language": language_tag(told["language"].strip())} if told.get("language", "").strip() else {}
    except Unknown:
        return {}


_AGAIN = "export the feeds as OPML from the feed reader again"
