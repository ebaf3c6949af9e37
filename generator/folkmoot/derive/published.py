"""What members and others published, as rows of tables that figures count on: derive/making.sql tells their columns."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from folkmoot.model.harvest import Entry, Mention, Source
from folkmoot.model.instant import day_of


class Published:
    """Days are those in `zone`; what is in a language that is none of `languages` has none: what is in pt is in pt-BR.

    Where a record tells no language, it is its source's.
    """

    def __init__(self, sources: Iterable[Source], languages: Iterable[str], zone: ZoneInfo) -> None:
        self._sources = {(source.kind, source.slug): source for source in sources}
        self._tags = {_beginning(tag): tag for tag in sorted(languages, reverse=True)}
        self._zone = zone

    def mentions(self, mentions: Iterable[Mention]) -> list[dict[str, Any]]:
        """A row for each mention."""
        return [self._row(one, self._sources.get(("mentions", one.source))) | {"title": one.title} for one in mentions]

    def tags(self, entries: Iterable[Entry]) -> list[dict[str, Any]]:
        """A row for each tag of an entry in a member's feed."""
        return [
            self._row(one, source) | {"actor": source.owner, "tag": tag}
            for one in entries
            if one.tags and (source := self._sources.get(("entries", one.source))) and source.owner
            for tag in one.tags
        ]

    def _row(self, one: Entry, source: Source | None) -> dict[str, Any]:
        language = one.language or (source.language if source else "")
        return {
            "day": str(day_of(one.published, self._zone)),
            "url": one.url,
            "language": self._tags.get(_beginning(language), ""),
        }


def _beginning(tag: str) -> str:
    return tag.partition("-")[0].lower()
