"""The languages of the interface: a catalogue of words each, and how dates and numbers are written in them."""

import gettext
import io
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale
from babel.core import UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from folkmoot.errors import WrongUse
from folkmoot.text import excerpt, one_line

if TYPE_CHECKING:
    from folkmoot.model.community import Community

SOURCE = "en"
"""The language that the words stand in within the program: it needs no catalogue."""

_CATALOGUES = resources.files("folkmoot.render.wording") / "catalogues"
_REGIONS = {"en": "en_GB"}
"""Where dates are to be written as in a certain country; elsewhere the language alone decides."""


class Tongue(NamedTuple):
    """A language of the interface: its tag (BCP 47), how it writes dates and numbers, and its words."""

    tag: str
    locale: Locale
    words: gettext.NullTranslations

    @property
    def name(self) -> str:
        """What the language calls itself, as a title: Français."""
        name = str(self.locale.language_name or self.tag)
        return name[0].upper() + name[1:]

    @property
    def sentences(self) -> Locale:
        """The language that its sentences are in, as Babel knows it: English where there is no catalogue."""
        return self.locale if catalogued(self.tag) else Locale.parse(_REGIONS[SOURCE])

    @property
    def direction(self) -> str:
        """Which way it is read: ltr or rtl."""
        return self.locale.text_direction


def N_(words: str) -> str:  # noqa: N802 (gettext's own name for words that are translated later)
    """Marks words for the catalogues."""
    return words


@cache
def tongue(tag: str) -> Tongue:
    """The interface in a language; where there is no catalogue for it, its words are English."""
    code = catalogued(tag)
    words: gettext.NullTranslations = gettext.NullTranslations()
    if code and code != SOURCE:
        words = gettext.GNUTranslations(_compiled((_CATALOGUES / f"{code}.po").read_bytes(), code))
    try:
        locale = Locale.parse(_REGIONS.get(tag, tag).replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(_REGIONS[SOURCE])
    return Tongue(tag, locale, words)


@cache
def language_name(tag: str, locale: Locale) -> str:
    """A language's name as `locale` says it: French; the tag where Babel knows none."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(locale) or tag)
    except (UnknownLocaleError, ValueError):
        return tag


def _compiled(catalogue: bytes, code: str) -> io.BytesIO:
    """A catalogue as gettext reads it. What is not translated in all its plural forms stays English."""
    messages = read_po(io.BytesIO(catalogue), locale=code.replace("-", "_"))
    for message in messages:
        if not all(message.string or ()):
            message.string = ""
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return compiled


@cache
def catalogues() -> frozenset[str]:
    """The languages that the interface is translated into, English included."""
    return frozenset(
        {SOURCE, *(one.name.removesuffix(".po") for one in _CATALOGUES.iterdir() if one.name[-3:] == ".po")}
    )


def catalogued(tag: str) -> str:
    """The catalogue for a language: its own, or that of the language without script and region; "" for none."""
    return next((code for code in (tag, tag.partition("-")[0]) if code in catalogues()), "")


def languages_of(community: "Community") -> tuple[str, ...]:
    """The languages of a hub's pages, the main one first: those with a catalogue, or with something translated."""
    main, *others = community.profile.languages
    translated = {page.language for page in community.pages} | {
        language for versions in (*community.translations.values(), community.profiles) for language in versions
    }
    return (main, *(tag for tag in dict.fromkeys(others) if tag != main and (catalogued(tag) or tag in translated)))


def language_asked(community: "Community", asked: str) -> str:
    """The language of a hub's pages that is `asked` for, its main one for "". Raises `WrongUse` for any other."""
    languages = languages_of(community)
    if asked and asked not in languages:
        told = excerpt(one_line(asked), 80)
        raise WrongUse(f"the hub has no pages in “{told}”", f"choose one of {', '.join(languages)}")
    return asked or languages[0]
