"""What the API says of the sources elsewhere, and of what others write."""

from collections.abc import Callable

from folkmoot.model.faring import Faring, faring
from folkmoot.model.harvest import Mention
from folkmoot.model.hub import Hub
from folkmoot.model.wanted import words_in
from folkmoot.render.api import outside
from folkmoot.render.api.records import Records
from folkmoot.text import one_line


def sources_document(hub: Hub, records: Records) -> outside.Sources:
    """Every source and how it fares, those in trouble first."""
    found = faring(hub.sources, hub.harvest, hub.now)
    return outside.Sources(items=tuple(_fared(one, records) for one in found))


def _fared(one: Faring, records: Records) -> outside.SourceInList:
    moved = one.applied and outside.MovedTo(url=one.moved_to, since=one.moved, applied=one.applied)
    return outside.SourceInList(
        kind=one.source.kind,
        url=one.source.url,
        title=one.source.title,
        member=records.members.get(one.source.owner),
        plight=one.plight,
        since=one.since or None,
        reason=one.reason,
        moved=moved or None,
        same_as=one.twin.url if one.twin else "",
        most_a_day=one.most_a_day,
        collected=one.records,
        latest=one.newest or None,
        read=one.succeeded or None,
        asked=one.asked or None,
    )


def mention_shape(hub: Hub) -> Callable[[Mention], outside.MentionInList]:
    """What makes a shape of what others wrote."""
    sources = {source.slug: source for source in hub.sources if source.kind == "mentions"}

    def shape(one: Mention) -> outside.MentionInList:
        source = sources.get(one.source)
        return outside.MentionInList(
            title=one_line(one.title),
            url=one.url,
            excerpt=one_line(one.excerpt),
            published=one.published,
            source=(source.title or source.url) if source else one.source,
            keywords=words_in(source.reading.include, one.tags, one.title, one.excerpt) if source else (),
            language=one.language,
        )

    return shape
