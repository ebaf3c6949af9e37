"""Feeds that are one, listed under several addresses: what they bring is shown once, in one place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from itertools import combinations
from typing import NamedTuple

from folkmoot.derive.homes import Rehomed
from folkmoot.model.community import Community
from folkmoot.model.harvest import Entry, Harvest, Source, SourceState
from folkmoot.model.problem import Problem
from folkmoot.model.recognised import Lines, recognised
from folkmoot.model.source import named_in
from folkmoot.text import schemeless

_LEAST = 2
"""One entry may be in two feeds by chance, or because its author was a guest."""

_CROWD = 10
"""What stands in more feeds than this tells none of them from another: a notice of the program that makes them."""

_Place = tuple[str, str]
"""A source and the id of an entry in it."""


class _Pair(NamedTuple):
    """Two feeds with what both have; `is_one` says that each is most of the other, or leads where the other one is."""

    slugs: tuple[str, str]
    shared: tuple[tuple[_Place, _Place], ...]
    is_one: bool


def once(harvest: Harvest, sources: Iterable[Source]) -> Rehomed:
    """The harvest with every entry once that several of these feeds bring, and `twins` told.

    Two feeds are twins where one leads to the other for good, or both to the same address, or where they share half of
    the entries that the smaller one has in the time that both tell of, and two at least. Of what they share that feed
    keeps it to which the other one leads; else the one that had any of it first, however long it has been there: nobody
    takes over what another one writes by repeating it. What only one of them has stays with it, unless both are the
    same person's, or both the community's, and each is most of the other: then they are one place.
    """
    feeds = {one.slug: one for one in sources if one.kind == "entries"}
    by_source: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in harvest.entries:
        if entry.source in feeds:
            by_source[entry.source].append(entry)
    ends = _ends(feeds, harvest.states)
    pairs = [pair for slugs in _candidates(by_source, ends) if (pair := _pair(slugs, by_source, ends))]
    if not pairs:
        return Rehomed(harvest, (), {})
    order = _order(feeds, by_source, ends, pairs)
    left_out = _copies(pairs, order)
    one_place, twins = dict[str, str](), dict[str, str]()
    for pair in pairs:
        first, second = sorted(pair.slugs, key=order.index)
        is_empty = all((second, one.id) in left_out for one in by_source[second])
        if pair.is_one or is_empty:
            twins.setdefault(second, first)
        if pair.is_one and feeds[first].owner == feeds[second].owner:
            one_place.setdefault(second, first)
    homes = {slug: _followed(one_place, slug) for slug in one_place}
    return Rehomed(
        harvest._replace(
            entries=tuple(
                entry if entry.source not in homes else _at_home(entry, homes[entry.source])
                for entry in harvest.entries
                if (entry.source, entry.id) not in left_out
            ),
            twins={slug: _followed(twins, slug) for slug in twins},
        ),
        tuple(sorted(left_out)),
        homes,
    )


def told_twins(community: Community, sources: Iterable[Source], twins: Mapping[str, str]) -> Iterator[Problem]:
    """What maintainers should know: which feeds stand in the files twice, at several addresses that are asked."""
    by_slug = {one.slug: one for one in sources}
    for slug, other in twins.items():
        if by_slug[slug].reading.paused or by_slug[other].reading.paused:
            continue
        path, keys = named_in(community, by_slug[slug])
        first, _ = named_in(community, by_slug[other])
        yield Problem(
            path,
            "feed-same",
            f"this feed is the same as {by_slug[other].url}, which stands in {first} already",
            "keep one of the two addresses; until then what both bring is shown once",
            keys=keys,
            value=by_slug[slug].url,
            severity="warning",
        )


def _at_home(entry: Entry, home: str) -> Entry:
    return replace(entry, source=home, home=entry.home or entry.source)


def _followed(ways: Mapping[str, str], slug: str) -> str:
    """Where the ways end; each leads to a feed further ahead in the order, so none is a circle."""
    while slug in ways:
        slug = ways[slug]
    return slug


def _ends(feeds: Mapping[str, Source], states: Iterable[SourceState]) -> dict[str, str]:
    """Where each feed is read in the end, without scheme: its own address, or where it leads for good."""
    ends = {slug: schemeless(one.url) for slug, one in feeds.items()}
    for state in sorted(states, key=lambda one: (one.published, one.id)):
        if state.source in feeds and state.state in ("moved", "recovered"):
            is_away = state.state == "moved"
            ends[state.source] = schemeless(state.url if is_away else feeds[state.source].url)
    return ends


def _candidates(by_source: Mapping[str, list[Entry]], ends: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs of feeds that may be twins, found without comparing each with each."""
    at: defaultdict[str, list[str]] = defaultdict(list)
    for slug, end in sorted(ends.items()):
        at[end].append(slug)
    found = {pair for same in at.values() for pair in combinations(same, 2)}
    first: dict[object, str] = {}
    crowds: defaultdict[object, set[str]] = defaultdict(set)
    for slug, entries in by_source.items():
        for one in entries:
            for mark in (one.url.partition("//")[2], (one.title, one.published)):
                if (other := first.setdefault(mark, slug)) != slug:
                    crowds[mark] |= {other, slug}
    crowded = (sorted(crowd) for crowd in crowds.values() if len(crowd) <= _CROWD)
    together = Counter(pair for crowd in crowded for pair in combinations(crowd, 2))
    return sorted(found | {pair for pair, number in together.items() if number >= _LEAST})


def _pair(slugs: tuple[str, str], by_source: Mapping[str, list[Entry]], ends: Mapping[str, str]) -> _Pair | None:
    """The two feeds with what they share, None where they are no twins."""
    mine, theirs = (_lines(by_source.get(slug, ())) for slug in slugs)
    same = recognised(theirs, mine, mine.values(), theirs.values())
    shared = tuple(((slugs[0], key), (slugs[1], str(line["id"]))) for key, line in sorted(same.items()))
    if ends[slugs[0]] == ends[slugs[1]]:
        return _Pair(slugs, shared, is_one=True)
    if len(shared) < _LEAST:
        return None
    days = [sorted(str(line["published"]) for line in lines.values()) for lines in (mine, theirs)]
    first, last = max(days[0][0], days[1][0]), min(days[0][-1], days[1][-1])
    smaller, larger = sorted(sum(first <= day <= last for day in some) for some in days)
    return _Pair(slugs, shared, is_one=2 * len(shared) >= larger) if 2 * len(shared) >= smaller else None


def _lines(entries: Iterable[Entry]) -> Lines:
    return {one.id: asdict(one) for one in entries}


def _order(
    feeds: Mapping[str, Source], by_source: Mapping[str, list[Entry]], ends: Mapping[str, str], pairs: Iterable[_Pair]
) -> list[str]:
    """The twins, those first that keep what others bring, too."""
    at = {schemeless(one.url): one for one in feeds.values()}
    common = defaultdict[str, set[str]](set)
    for pair in pairs:
        if len({feeds[slug].owner for slug in pair.slugs}) > 1:
            for slug, key in (place for both in pair.shared for place in both):
                common[slug].add(key)

    def since(slug: str) -> str:
        """When it first had what others have, too; what was written over may have said anything before."""
        entries = by_source.get(slug, ())
        theirs = [max(one.first_seen, one.edited) for one in entries if one.id in common[slug]]
        return min(theirs or (one.first_seen for one in entries), default="~")

    def rank(slug: str) -> tuple[bool, str, bool, str]:
        feed, there = feeds[slug], at.get(ends[slug])
        # No member is given what another one wrote, wherever its address leads by now.
        leads = (
            there is not None and there.slug != slug and ("" in (feed.owner, there.owner) or feed.owner == there.owner)
        )
        return leads, since(slug), not feed.owner, slug

    return sorted({slug for pair in pairs for slug in pair.slugs}, key=rank)


def _copies(pairs: Iterable[_Pair], order: list[str]) -> set[_Place]:
    """Of entries that are one all but that of the first feed in the order."""
    ranks = {slug: rank for rank, slug in enumerate(order)}
    first: dict[_Place, _Place] = {}

    def head(place: _Place) -> _Place:
        while (before := first.get(place, place)) != place:
            place = before
        return place

    for pair in pairs:
        for one, other in pair.shared:
            best, rest = sorted((head(one), head(other)), key=lambda place: (ranks[place[0]], place))
            first[rest] = best
    return {place for place in first if head(place) != place}
