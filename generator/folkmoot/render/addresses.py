"""Where the pages of records are, in every language of the hub."""

from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.families import FAMILY_OF
from folkmoot.render.wording.tongue import languages_of


class Addresses:
    """Knows the addresses of a hub's pages: all are relative to the site's root."""

    def __init__(self, community: Community) -> None:
        self.languages = languages_of(community)
        """The languages in which there are pages, the main one first."""
        self._everywhere = community.profile.pages_in_every_language
        self._translations = community.translations

    def prefix(self, language: str) -> str:
        """What the addresses of pages in a language begin with: nothing in the main one, else the language."""
        return "" if language == self.languages[0] else f"{language}/"

    def everywhere(self, address: str) -> dict[str, str]:
        """The addresses of a list by language: it is there in all of them."""
        return {language: self.prefix(language) + address for language in self.languages}

    def told_in(self, record: Filed) -> tuple[str, ...]:
        """The languages of the hub in which the record's words are there, that of the original first.

        An original in a language that is none of the hub's counts as one in the main language.
        """
        language = getattr(record, "language", None)
        home = language if language in self.languages else self.languages[0]
        return (home, *self._translations.get(key_of(record), ()))

    def versions(self, record: Filed) -> dict[str, str]:
        """The addresses of a record's pages by language, that of the original first.

        Where a record has not a page in every language, it has one at the address without a language.
        """
        home, *others = self.told_in(record)
        address = address_of(record)
        if not self._everywhere:
            return {home: address} | {language: f"{language}/{address}" for language in others}
        return {language: self.prefix(language) + address for language in dict.fromkeys((home, *self.languages))}

    def original(self, record: Filed) -> str:
        """The address of a record's page in the language of its original."""
        return next(iter(self.versions(record).values()))


def key_of(record: Filed) -> str:
    """What translations know a record by, such as `events/open-day`; "" for what has no page of its own."""
    return f"{FAMILY_OF[type(record)]}/{record.slug}" if type(record) in FAMILY_OF else ""


def address_of(record: Filed) -> str:
    """A record's address, relative to the pages of a language."""
    return f"{FAMILY_OF[type(record)]}/{record.slug}/"
