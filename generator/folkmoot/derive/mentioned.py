"""Mentions elsewhere as rows of the table that their figures count on: derive/making.sql tells its columns."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from folkmoot.model.harvest import Mention, Source
from folkmoot.model.instant import day_of


def mention_rows(
    mentions: Iterable[Mention], sources: Iterable[Source], languages: Iterable[str], zone: ZoneInfo
) -> list[dict[str, Any]]:
    """A row for each mention, on its day in `zone`, in one of the `languages` or none: what is in pt is in pt-BR.

    Where a mention tells no language, it is its source's.
    """
    tags = {_beginning(tag): tag for tag in sorted(languages, reverse=True)}
    usual = {source.slug: source.language for source in sources if source.kind == "mentions"}
    return [
        {
            "day": str(day_of(one.published, zone)),
            "title": one.title,
            "url": one.url,
            "language": tags.get(_beginning(one.language or usual.get(one.source, "")), ""),
        }
        for one in mentions
    ]


def _beginning(tag: str) -> str:
    return tag.partition("-")[0].lower()
