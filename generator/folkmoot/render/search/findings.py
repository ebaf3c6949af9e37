"""What the search finds: records by what their pages say, people's own pages, entries and discussions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from folkmoot import text
from folkmoot.model.base import Filed
from folkmoot.model.event import Event
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.model.paths import url_of
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.render.addresses import Addresses, address_of
from folkmoot.render.page import LEAD, Page
from folkmoot.render.search.index import Finding
from folkmoot.render.wording.tongue import languages_of

KINDS: dict[type[Filed], str] = {
    Member: "member",
    Event: "event",
    Project: "project",
    Post: "post",
    Team: "team",
    Place: "place",
}
"""What a kind of record is called among the findings; beside them there are page, entry and discussion."""

MOST_TOPICS = 300
"""So many topics can be chosen from, the most used; a rare one is found by its word."""

_NEWEST = 4000
"""So many entries, and as many discussions, are found: all findings together make the index that every search loads."""

_ARTICLE = re.compile(r"<article\b[^>]*\bmd-content__inner\b[^>]*>(.*?)</article>", re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_ASIDE = re.compile(r'<aside class="fm-source".*?</aside>|<a class="headerlink".*?</a>', re.DOTALL)
_FACTS = re.compile(r'<dl class="fm-facts.*?</dl>', re.DOTALL)
_NAMES = re.compile(r"<dt[^>]*>.*?</dt>", re.DOTALL)
_LINKS = re.compile(
    # Where it is on a map, with the coordinates, and addresses that stand for themselves.
    r'<a href="https://www\.openstreetmap\.org/[^>]*>[^<]*</a>(?:\s*<span class="fm-quiet">[-\d., ]*</span>)?'
    r"|<a\b[^>]*>\s*https?://[^<\s]*\s*</a>"
)
_APART = re.compile(
    r'<ul class="fm-(?:cards|rows|river|numbers)\b.*?</ul>'
    r'|<(?P<box>details|figure|p) class="[^"]*\bfm-(?:calendar-address|badge|chart|label)\b.*?</(?P=box)>'
    r'|<p class="fm-actions.*?</p>|<figure class="fm-picture.*?</figure>'
    r'|<div class="fm-photos">.*?</div>'
    r'|<span[^>]* aria-hidden="true"[^>]*>.*?</span>',
    re.DOTALL,
)
"""What a page says of other records, which are found by themselves, what it says the same of every record, its buttons
and the credits of its pictures."""

_BETWEEN = re.compile(
    r"(?i)</?(?:p|div|br|li|h[1-6]|tr|td|th|blockquote|pre|figure|figcaption|dd|dt)\b|</span>\s*<span\b"
)
"""Where one thing that a page says ends and the next begins; spans side by side stand apart by their style."""

_MARK = "\ue000"
_MARKS = re.compile(rf"([^\s{_MARK}]?)\s*{_MARK}[\s{_MARK}]*")

_SPOKEN = re.compile(r'<html\b[^>]*\blang="?([A-Za-z-]+)')
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


Told = tuple[Page, "Finding | None"]
"""A page, of which no texts are needed any more, and what search finds of the record that it is about."""


def findings(hub: Hub, pages: Iterable[Page], files: Mapping[str, bytes]) -> list[Finding]:
    """Everything that can be found. `files` are the site's by path; lists are left out, they repeat what is elsewhere.

    Entries, discussions and events elsewhere have no page here: they lead to where they were written.
    """
    records = RecordFindings(hub)
    return findings_with(hub, [(page, records.of(page)) for page in pages], files)


def findings_with(hub: Hub, told: Iterable[Told], files: Mapping[str, bytes]) -> list[Finding]:
    """The same, of pages whose findings are there already; `files` need none of those of records."""
    told = tuple(told)
    pages = [page for page, _ in told]
    found = [*_with_titles(told), *_written(hub, pages, files), *_elsewhere(hub), *_entries(hub), *_discussions(hub)]
    return _with_usual_topics(found)


class RecordFindings:
    """What the pages of records have to be found: each record once, and once more in every language it is told in."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._records = {address_of(record): record for _, record in hub.community.addressed()}
        self._addresses = Addresses(hub.community)

    def of(self, page: Page) -> Finding | None:
        """What is found of a page; None where it is no record's, or repeats another."""
        record = self._records.get(_plain_address(page)) if page.canonical is None else None
        if record is None:
            return None
        # Headings say the same on every page of a family; of an event they name its occurrences.
        headed = isinstance(record, Event)
        parts = (f"{part.title} {part.html}" if headed else part.html for part in page.sections)
        return Finding(
            page.address,
            page.title,
            _running(_own_words(" ".join([page.lead, *parts]))),
            KINDS[type(record)],
            _languages(self._hub, page, record),
            _topics(record),
            _better_served(page, self._addresses.told_in(record), self._addresses.languages),
        )


def _plain_address(page: Page) -> str:
    """The address of a page without its language."""
    return page.address.removeprefix(page.prefix)


def _with_titles(told: Iterable[Told]) -> Iterator[Finding]:
    """The findings of records in the order of their addresses, each with its titles in other languages."""
    found = sorted(((page, one) for page, one in told if one), key=lambda each: each[1].address)
    titles: dict[str, list[str]] = defaultdict(list)
    for page, _ in found:
        titles[_plain_address(page)].append(page.title)
    for page, one in found:
        yield one._replace(also=_others(page.title, titles[_plain_address(page)]))


def _better_served(page: Page, told: Sequence[str], languages: Sequence[str]) -> tuple[str, ...]:
    """The languages whose readers have a better page: in their own language, else the original.

    `told` are the languages in which it is there, that of the original first.
    """
    others = told if page.language == told[0] else languages if len(told) > 1 else ()
    return tuple(language for language in others if language != page.language)


def _others(title: str, titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in titles if other != title))


def _own_words(body: str) -> str:
    """The body of a record's page without what stands on every such page: such words would find them all."""
    body = _FACTS.sub(lambda facts: _LINKS.sub(" ", _NAMES.sub(" ", facts.group())), body)
    # What stands apart by its style alone is no single word.
    return _APART.sub(" ", body).replace("><", "> <")


def _running(body: str) -> str:
    """The words of a page on one line, with a dot between what stands apart there, as an excerpt shows them."""
    words = text.plain(_BETWEEN.sub(lambda tag: f" {_MARK} {tag.group()}", body.replace(_MARK, "")))
    return _MARKS.sub(lambda end: f"{end[1]} " if end[1] in ".!?…:;," else f"{end[1]} · ", words).strip(" ·")


def _languages(hub: Hub, page: Page, record: Filed) -> tuple[str, ...]:
    """Those a member speaks, and says so; those that anything else is written in."""
    if isinstance(record, Member):
        return _told(record.languages) if record.allows("profile") else ()
    return _told([page.spoken or page.language or hub.community.profile.languages[0]])


def _topics(record: Filed) -> tuple[str, ...]:
    if isinstance(record, Member):
        return (*record.skills, *record.interests) if record.allows("profile") else ()
    return record.topics if isinstance(record, Event | Project | Post) else ()


def _written(hub: Hub, pages: Iterable[Page], files: Mapping[str, bytes]) -> Iterator[Finding]:
    """The home page, and the words that people wrote for pages of their own or above lists, once in each language."""
    made = {page.file: page for page in pages}
    languages = languages_of(hub.community)
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for one in sorted(made.values(), key=lambda one: bool(one.prefix)):
        if _is_told(one):
            told[one.main_src][one.language] = one.title
    for path, content in sorted(files.items()):
        page = made.get(path)
        is_own = page is None or path == "index.html" or _is_told(page)
        if path.endswith("index.html") and is_own and (found := _ARTICLE.search(shown := content.decode())):
            article = _ASIDE.sub("", found[1])
            if page and not page.authored and _is_told(page):
                article = article.partition(LEAD)[0]
            title, spoken = _TITLE.search(article), _SPOKEN.search(shown)
            body = _TITLE.sub("", article, count=1)
            same = told[page.main_src] if page else {}
            yield Finding(
                url_of(path.removesuffix("index.html")),
                text.plain(title[1]) if title else hub.community.profile.name,
                _running(body),
                "page",
                _told([page.spoken if page and page.spoken else spoken[1] if spoken else ""]),
                told_in=_better_served(page, (*same,), languages) if page and same else (),
                also=_others(page.title, same.values()) if page and same else (),
            )


def _is_told(page: Page) -> bool:
    """Whether people's words stand on a page in its own language: as all of it, or above what the site says."""
    if page.authored:
        return page.canonical is None
    return not page.family and page.source == f"content/{page.src}"


def _elsewhere(hub: Hub) -> Iterator[Finding]:
    """The events of calendars elsewhere, a series once, as its next date tells it; what is ahead comes first."""
    known: set[str] = set()
    for one in [one for one in (*hub.upcoming, *hub.past) if one.elsewhere][:_NEWEST]:
        if one.elsewhere and one.event.slug not in known:
            known.add(one.event.slug)
            told = one.elsewhere
            yield Finding(
                told.address or f"events/calendar/{one.date:%Y-%m}/",
                one.title,
                " · ".join(filter(None, [one.date.isoformat(), told.location, told.calendar, told.description])),
                KINDS[Event],
                _told([one.event.language or ""]),
                one.event.topics,
            )


def _entries(hub: Hub) -> Iterator[Finding]:
    """The newest entries, each address once; one without an address leads to whose it is, else to the planet."""
    sources = {source.slug: source for source in hub.sources}
    known: set[str] = set()
    for entry in hub.harvest.entries[:_NEWEST]:
        source = sources.get(entry.source)
        owner = hub.community.members.get(source.owner) if source else None
        author = owner.name if owner else (source.title if source else "") or entry.author
        if entry.url in known:
            continue
        known |= {entry.url} if entry.url else set()
        yield Finding(
            entry.url or (address_of(owner) if owner else "planet/"),
            entry.title or entry.url or author,
            " · ".join(filter(None, [author, entry.excerpt, ", ".join(entry.tags)])),
            "entry",
            _told([entry.language or (source.language if source else "")]),
            entry.tags,
        )


def _discussions(hub: Hub) -> Iterator[Finding]:
    for one in hub.harvest.discussions[:_NEWEST]:
        yield Finding(one.url, one.title, one.category, "discussion")


def _told(tags: Iterable[str]) -> tuple[str, ...]:
    """Languages without script and region, as one filters by them: `fr` for fr-CH; what is no language is left out."""
    found = (_LANGUAGE.fullmatch(tag.strip()) for tag in tags)
    return tuple(dict.fromkeys(match[1].lower() for match in found if match))


def _with_usual_topics(found: list[Finding]) -> list[Finding]:
    """The findings with the most used topics alone, each in its most used spelling: Soldering and soldering are one."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in found:
        for topic in finding.topics:
            if name := text.one_line(topic):
                spellings[text.sameness(name)][name] += 1
    most_used = sorted(spellings, key=lambda one: (-spellings[one].total(), one))[:MOST_TOPICS]
    usual = {one: min(spellings[one], key=lambda name: (-spellings[one][name], name)) for one in most_used}
    return [
        one._replace(topics=tuple(dict.fromkeys(usual[key] for key in map(text.sameness, one.topics) if key in usual)))
        for one in found
    ]
