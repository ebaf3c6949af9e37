"""The planet: what members write on their own pages, and how their feeds fare."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from folkmoot.model.harvest import Entry
from folkmoot.render.canvas import Canvas
from folkmoot.render.feeds.feed import main_language
from folkmoot.render.page import Page
from folkmoot.render.pages import blogroll, sources
from folkmoot.render.pages.paging import MOST, sheets
from folkmoot.render.pages.subscribing import feeds, source_list

_Months = list[tuple[str, list[Entry]]]
"""The entries by month, such as 2026-06, the newest first."""

_RIVER = 60
_EACH = 4
"""So many entries of one author stand in a month of the river: a prolific feed leaves room for the others."""

_VOICES = 30
_FAMILY = "planet"


def pages(canvas: Canvas) -> Iterator[Page]:
    """The river, every month, every author and every language with its months, and the sources."""
    months = _by_month(canvas, canvas.hub.harvest.entries)
    languages = _by_language(canvas)
    told = sources.fared(canvas)
    feeds_told = [one for one in told if one.kind == "entries"]
    yield _front(canvas, months, languages, feeds_told)
    yield from _monthly(canvas, months, {tag: _by_month(canvas, found) for tag, found in languages.items()})
    written_in: dict[str, list[sources.Told]] = defaultdict(list)
    for one in feeds_told:
        written_in[one.voice] += [one] if one.url else []
    for voice, mine in sorted(canvas.lookup.by_voice.items()):
        yield from _of_voice(canvas, voice, mine, written_in[voice])
    for tag, found in languages.items():
        yield canvas.page(
            "planet_language.html",
            f"planet/language/{tag}/",
            canvas.say("Planet: %(language)s", language=canvas.phrases.language(tag)),
            family=_FAMILY,
            collected=True,
            description=canvas.say(
                "What the members of %(community)s write in %(language)s",
                community=canvas.site_name,
                language=canvas.phrases.language(tag),
            ),
            items=found[:MOST],
            total=len(found),
            feeds=feeds(canvas, "planet", main_language(tag)),
            base=f"planet/language/{tag}/",
            years=_years(_by_month(canvas, found)),
        )
    yield from sources.pages(canvas, told)
    yield from blogroll.pages(canvas)


def river(canvas: Canvas, most: int, each: int) -> list[Entry]:
    """The newest entries, at most `each` of one author in a month: a new feed's backlog does not fill the river.

    Of a source that says so, no more than its `most` newest are among them.
    """
    taken: Counter[tuple[str, str]] = Counter()
    of_source: Counter[str] = Counter()
    limits = {source.slug: source.reading.most for source in canvas.hub.sources if source.reading.most}
    found: list[Entry] = []
    for entry in canvas.hub.harvest.entries:
        of_source[entry.source] += 1
        if of_source[entry.source] > limits.get(entry.source, len(canvas.hub.harvest.entries)):
            continue
        key = (canvas.lookup.voice_of[entry.source], canvas.hub.month_of(entry.published))
        taken[key] += 1
        if taken[key] <= each:
            found.append(entry)
        if len(found) == most:
            break
    return found


def _by_month(canvas: Canvas, entries: Iterable[Entry]) -> _Months:
    months: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        months[canvas.hub.month_of(entry.published)].append(entry)
    return sorted(months.items(), reverse=True)


def _years(months: _Months) -> list[tuple[str, list[tuple[str, int]]]]:
    """The months by year, each with the number of its entries."""
    counted = ((label, len(found)) for label, found in months)
    return [(year, list(group)) for year, group in groupby(counted, lambda item: item[0][:4])]


def _front(canvas: Canvas, months: _Months, languages: Mapping[str, list[Entry]], told: list[sources.Told]) -> Page:
    totals = {label: len(group) for label, group in months}
    newest = river(canvas, _RIVER, _EACH)
    voices = sorted(canvas.lookup.by_voice.items(), key=lambda item: (item[1][0].published, item[0]), reverse=True)
    return canvas.page(
        "planet.html",
        "planet/",
        canvas.say("Planet"),
        collected=True,
        description=canvas.say(
            "What the members of %(community)s write on their own pages", community=canvas.site_name
        ),
        months=[(label, group, totals[label]) for label, group in _by_month(canvas, newest)],
        newest=newest,
        voices=[(voice, _name(canvas, mine[0]), len(mine)) for voice, mine in voices[:_VOICES]],
        voice_count=len(voices),
        languages=[(tag, len(found)) for tag, found in languages.items()],
        base="planet/",
        years=_years(months),
        feeds=feeds(canvas, "planet"),
        source_list=source_list(canvas),
        source_count=sum(one.group != "former" for one in told),
        troubled=[one for one in told if one.faring.is_unreadable],
    )


def _monthly(canvas: Canvas, months: _Months, languages: Mapping[str, _Months]) -> Iterator[Page]:
    """A page for every month in which something was written, and one for each language that it was written in."""
    say, name = canvas.say, canvas.phrases.month
    totals = {label: len(found) for label, found in months}
    spoken: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for tag, own in languages.items():
        for label, found in own:
            spoken[label].append((tag, len(found)))
    for place, (label, _) in enumerate(months):
        yield from _month(
            canvas,
            "planet/",
            months,
            place,
            say("Planet: %(month)s", month=name(label)),
            say("What the members of %(community)s wrote in %(month)s", community=canvas.site_name, month=name(label)),
            languages=spoken[label],
            whole=0,
        )
    for tag, own in languages.items():
        language = canvas.phrases.language(tag)
        for place, (label, found) in enumerate(own):
            told = {"language": language, "month": name(label)}
            yield from _month(
                canvas,
                f"planet/language/{tag}/",
                own,
                place,
                say("Planet: %(language)s, %(month)s", **told),
                say(
                    "What the members of %(community)s wrote in %(language)s: %(month)s",
                    community=canvas.site_name,
                    **told,
                ),
                languages=[],
                whole=totals[label] if totals[label] > len(found) else 0,
            )


def _month(
    canvas: Canvas, base: str, months: _Months, place: int, title: str, description: str, **context: Any
) -> Iterator[Page]:
    """The page of one of the months below `base`, with the way to the one before and after."""
    label, found = months[place]
    yield from sheets(
        canvas,
        "planet_month.html",
        f"{base}{label}/",
        title,
        found,
        family=_FAMILY,
        description=description,
        collected=True,
        base=base,
        label=label,
        newer=months[place - 1][0] if place else "",
        older=months[place + 1][0] if place + 1 < len(months) else "",
        **context,
    )


def _of_voice(canvas: Canvas, voice: str, mine: list[Entry], told: list[sources.Told]) -> Iterator[Page]:
    owner = next(iter(canvas.shown([voice])), None) if voice in canvas.lookup.entries else None
    yield from sheets(
        canvas,
        "planet_voice.html",
        f"planet/by/{voice}/",
        canvas.say("Planet: %(name)s", name=_name(canvas, mine[0])),
        mine,
        family=_FAMILY,
        description=canvas.say("What %(name)s writes, newest first", name=_name(canvas, mine[0])),
        source=owner.path if owner else "",
        collected=True,
        owner=owner,
        fared=told,
    )


def _name(canvas: Canvas, entry: Entry) -> str:
    """Who wrote an entry, else what it stands in."""
    source = canvas.sources.get(entry.source)
    owner = next(iter(canvas.shown([source.owner])), None) if source and source.owner else None
    return owner.name if owner else (source.title if source else "") or entry.author or entry.source


def _by_language(canvas: Canvas) -> Mapping[str, list[Entry]]:
    """The entries by language without script and region, the most used first; nothing where all are in one."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in canvas.hub.harvest.entries:
        if tag := main_language(canvas.language_of(entry)):
            found[tag].append(entry)
    several = len(found) > 1
    return {tag: found[tag] for tag in sorted(found, key=lambda tag: (-len(found[tag]), tag))} if several else {}
