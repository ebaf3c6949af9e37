"""The static JSON API below api/v1/: what the hub knows, for programs; docs/reference/api.md is made from its shapes.

Documents are UTF-8 without white space between their tokens; `render.schemas` says what they hold, and the rule of
their versions. Lists are short, and each item names the document that holds the whole.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from folkmoot.model.activity import Figure
from folkmoot.model.conversation import Discussion
from folkmoot.model.harvest import Entry, Mention, Source
from folkmoot.model.hub import Hub
from folkmoot.render.api import metric_shapes, outside, schemas
from folkmoot.render.api.beside import coming_elsewhere
from folkmoot.render.api.community import community_document
from folkmoot.render.api.elsewhere import mention_shape, sources_document
from folkmoot.render.api.records import Records
from folkmoot.render.api.references import document
from folkmoot.render.api.schemas import ENDPOINTS, FOLDER, Beside, Endpoint
from folkmoot.render.api.shapes import Document
from folkmoot.text import one_line

NEWEST = 300
"""How many entries and discussions stand in a list; those of a whole year have a document of their own."""

_SCOPE = re.compile(r"(?:project|team|language)/[A-Za-z0-9-]{1,100}")
_CALENDAR = Beside(url="events.ics", type="text/calendar")
_Dated = TypeVar("_Dated", Entry, Mention, Discussion)


def api(hub: Hub, site_url: str, beside: Iterable[Beside] = (_CALENDAR,)) -> Iterator[tuple[str, bytes]]:
    """Every file of the API, as path (relative to the site's root) and content.

    `site_url` ends in a slash or is "". `beside` are the site's calendars and feeds, in the order in which the index
    is to name them.
    """
    records = Records(hub, site_url)
    for path, made in _documents(hub, records, tuple(beside)):
        endpoint = _endpoint(path)
        up = "../" * path.count("/")
        head = {
            "schema_address": up + endpoint.schema_path.removeprefix(FOLDER),
            "base": site_url or up + "../" * FOLDER.count("/"),
        }
        finished = made.model_copy(update=head)
        yield FOLDER + path, finished.model_dump_json(by_alias=True, exclude_defaults=True).encode()
    yield from schemas.schemas(site_url)


_BY_PATH = {endpoint.path: endpoint for endpoint in ENDPOINTS}


def _endpoint(path: str) -> Endpoint:
    if path in _BY_PATH:
        return _BY_PATH[path]
    folder = path.partition("/")[0]
    names = ("slug", "year", "scope")
    return next(_BY_PATH[named] for name in names if (named := f"{folder}/{{{name}}}.json") in _BY_PATH)


def _documents(hub: Hub, records: Records, beside: tuple[Beside, ...]) -> Iterator[tuple[str, Document]]:
    community = hub.community
    yield "index.json", _index(hub, beside)
    yield "community.json", community_document(records)

    people = [one for slug, one in sorted(community.members.items()) if slug in records.members]
    yield "members.json", schemas.Members(items=tuple(map(records.listed_member, people)))
    yield from ((f"members/{one.slug}.json", records.member(one)) for one in people)

    events = [one for _, one in sorted(community.events.items())]
    yield "events.json", schemas.Events(items=tuple(map(records.listed_event, events)))
    yield from ((f"events/{one.slug}.json", records.event(one)) for one in events)
    yield (
        "upcoming.json",
        schemas.Upcoming(items=tuple(map(records.coming, hub.own_upcoming)), elsewhere=tuple(coming_elsewhere(hub))),
    )

    projects = [one for _, one in sorted(community.projects.items())]
    yield "projects.json", schemas.Projects(items=tuple(map(records.listed_project, projects)))
    yield from ((f"projects/{one.slug}.json", records.project(one)) for one in projects)

    places = [one for _, one in sorted(community.places.items())]
    yield "places.json", schemas.Places(items=tuple(map(records.listed_place, places)))
    yield from ((f"places/{one.slug}.json", records.place(one)) for one in places)

    teams = [one for _, one in sorted(community.teams.items())]
    yield "teams.json", schemas.Teams(items=tuple(map(records.listed_team, teams)))
    yield from ((f"teams/{one.slug}.json", records.team(one)) for one in teams)

    posts = records.lookup.posts
    yield "posts.json", schemas.Posts(items=tuple(map(records.listed_post, posts)))
    yield from ((f"posts/{one.slug}.json", records.post(one)) for one in posts)

    yield from _planet(hub, records)
    yield "sources.json", sources_document(hub, records)
    yield from _mentions(hub)
    yield from _discussions(hub, records)
    yield from _metrics(hub)


def _index(hub: Hub, beside: tuple[Beside, ...]) -> schemas.Index:
    return schemas.Index(
        name=hub.community.profile.name,
        languages=hub.community.profile.languages,
        version=schemas.VERSION,
        endpoints=tuple(
            schemas.Offer(name=one.name, about=one.told, api=FOLDER + one.path, described_by=one.schema_path)
            for one in ENDPOINTS
        ),
        beside=beside,
    )


def _planet(hub: Hub, records: Records) -> Iterator[tuple[str, Document]]:
    sources = {source.slug: source for source in hub.sources if source.kind == "entries"}
    entries = hub.harvest.entries

    def shape(entry: Entry) -> outside.PlanetEntry:
        source = sources.get(entry.source)
        owner = records.members.get(source.owner) if source else None
        author = (source.title if source else "") or one_line(entry.author)
        return outside.PlanetEntry(
            title=one_line(entry.title),
            url=entry.url,
            excerpt=one_line(entry.excerpt),
            published=entry.published,
            member=owner,
            author="" if owner else author,
            feed=source.url if source else "",
            language=entry.language,
            tags=tuple(filter(None, map(one_line, entry.tags))),
        )

    years = _by_year(hub, entries)
    yield (
        "planet.json",
        outside.Planet(
            items=tuple(map(shape, entries[:NEWEST])),
            years=_years("planet", years),
            feeds=_feeds(hub, records, sources),
        ),
    )
    for year, found in years.items():
        yield f"planet/{year}.json", outside.PlanetYear(items=tuple(map(shape, found)))


def _feeds(hub: Hub, records: Records, sources: dict[str, Source]) -> tuple[outside.PlanetFeed, ...]:
    counts = Counter(entry.source for entry in hub.harvest.entries)
    # The newest state comes first: going backwards, it is the one that stays.
    states = {state.source: state for state in reversed(hub.harvest.states)}
    found = []
    for source in sorted(sources.values(), key=lambda one: one.url):
        state = states.get(source.slug)
        failing = state if state and state.state in ("failing", "gone", "quarantined") else None
        found.append(
            outside.PlanetFeed(
                url=source.url,
                title=source.title,
                member=records.members.get(source.owner),
                language=source.language,
                site=source.site,
                entries=counts[source.slug],
                state=failing.state if failing else "",
                since=failing.published if failing else None,
            )
        )
    return tuple(found)


def _mentions(hub: Hub) -> Iterator[tuple[str, Document]]:
    years = _by_year(hub, hub.harvest.mentions)
    shape = mention_shape(hub)
    newest = tuple(map(shape, hub.harvest.mentions[:NEWEST]))
    yield "mentions.json", outside.Mentions(items=newest, years=_years("mentions", years))
    for year, found in years.items():
        yield f"mentions/{year}.json", outside.MentionsYear(items=tuple(map(shape, found)))


def _discussions(hub: Hub, records: Records) -> Iterator[tuple[str, Document]]:
    def shape(one: Discussion) -> outside.DiscussionInList:
        slug = hub.member_of(one.author, one.author_id)
        return outside.DiscussionInList(
            number=one.number,
            title=one_line(one.title),
            url=one.url,
            category=one_line(one.category),
            member=records.members.get(slug),
            author="" if slug else one.author,
            published=one.published,
            updated=one.updated or None,
            question=one.answerable,
            answered=one.answered or None,
            closed=one.closed or None,
            comments=len(one.comments),
            reactions=one.reactions,
        )

    discussions = hub.harvest.discussions
    years = _by_year(hub, discussions)
    newest = tuple(map(shape, discussions[:NEWEST]))
    yield "discussions.json", outside.Discussions(items=newest, years=_years("discussions", years))
    for year, found in years.items():
        yield f"discussions/{year}.json", outside.DiscussionsYear(items=tuple(map(shape, found)))


def _by_year(hub: Hub, found: Sequence[_Dated]) -> dict[str, list[_Dated]]:
    """By the community's years, the latest first."""
    years: dict[str, list[_Dated]] = defaultdict(list)
    for one in found:
        years[f"{hub.day_of(one.published).year:04}"].append(one)
    return dict(sorted(years.items(), reverse=True))


def _years(family: str, years: dict[str, list[_Dated]]) -> tuple[outside.YearOf, ...]:
    return tuple(
        outside.YearOf(year=int(year), count=len(found), api=document(family, year)) for year, found in years.items()
    )


def _metrics(hub: Hub) -> Iterator[tuple[str, Document]]:
    """The hub's figures with what they count, and those of each scope in a document of their own."""
    scopes: dict[str, list[metric_shapes.ScopedMetric]] = defaultdict(list)
    for one in hub.measured:
        told: dict[str, list[Figure]] = defaultdict(list)
        for figure in one.figures:
            told[figure.scope].append(figure)
        for scope in filter(_is_scope, told):
            scopes[scope].append(
                metric_shapes.ScopedMetric(name=one.metric.name, figures=tuple(map(_figure, told[scope])))
            )
    names = {scope: scope.replace("/", "-", 1) for scope in sorted(scopes)}
    items = tuple(
        metric_shapes.MetricInList(
            name=one.metric.name,
            group=one.metric.group,
            title=one.metric.title,
            chaoss=one.metric.chaoss,
            definition=one.metric.definition,
            unit=one.metric.unit,
            caveat=one.metric.caveat,
            source=one.metric.source,
            figures=tuple(_figure(figure) for figure in one.figures if not figure.scope),
        )
        for one in hub.measured
    )
    refs = (metric_shapes.ScopeRef(scope=scope, api=document("metrics", name)) for scope, name in names.items())
    yield "metrics.json", schemas.Metrics(items=items, scopes=tuple(refs))
    for scope, name in names.items():
        yield f"metrics/{name}.json", schemas.ScopeMetrics(scope=scope, items=tuple(scopes[scope]))


def _is_scope(scope: str) -> bool:
    """Whether it is one that a file can be called after: a hub's own metric may give anything."""
    return bool(_SCOPE.fullmatch(scope))


def _figure(one: Figure) -> metric_shapes.MetricFigure:
    if one.value is None or not math.isfinite(one.value):
        return metric_shapes.MetricFigure(period=one.period, series=one.series)
    return metric_shapes.MetricFigure(period=one.period, series=one.series, value=one.value, n=one.n)
