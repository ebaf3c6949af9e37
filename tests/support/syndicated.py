"""A hub's feeds in tests: made at one moment, with words that say plainly where they come from."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from folkmoot.derive.hub import derive
from folkmoot.derive.unpublished import as_published
from folkmoot.load.community import load_community
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.harvest import Entry, Harvest
from folkmoot.model.hub import Hub, Occurrence
from folkmoot.model.source import sources
from folkmoot.render.feeds.feed import Words
from folkmoot.render.feeds.syndication import syndication
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
SITE = "https://moot.example/hub/"
ATOM = "{http://www.w3.org/2005/Atom}"

NASTY = (
    "</script><b>{{ 7 }}</b> \U0001f9d1\u200d\U0001f33e {% x %} ]]> & \"q\" 'a' \u202egnol\u202c \x00\x0b\x1b\uffff end"
)
"""A text that harms where it is not escaped, with signs that XML cannot hold and marks that turn the direction."""

NASTY_LINE = "</script><b>{{ 7 }}</b> \U0001f9d1\u200d\U0001f33e {% x %} ]]> & \"q\" 'a' gnol end"
"""What is left of it on one line."""


def _when(one: Occurrence) -> str:
    return one.date.isoformat()


WORDS = Words(str, _when, lambda tag: f"<{tag}>")


def words_in(language: str) -> Words:
    """The words of the main language as they stand in the program; others say in which they are."""
    if language == "en":
        return WORDS
    return Words(
        lambda words: words.replace(": ", f":{language} ") if "%(" in words else f"{words}~{language}",
        lambda one: f"{_when(one)}~{language}",
        lambda tag: f"<{tag}~{language}>",
    )


def hub_of(root: Path, **files: str) -> Hub:
    """The hub that these files make with those of the minimal hub."""
    root = minimal_hub(root, **files)
    community, problems = load_community(root)
    assert not problems
    with open_warehouse(root / community.profile.archive_dir) as warehouse:
        return derive(as_published(community, NOW), Harvest(), sources(community), warehouse, [], NOW)[0]


def with_entries(hub: Hub, entries: Iterable[Entry]) -> Hub:
    """The hub with these entries in its archive, newest first."""
    ordered = sorted(entries, key=lambda one: (one.published, one.id), reverse=True)
    return hub._replace(harvest=hub.harvest._replace(entries=tuple(ordered)))


def entry(number: int = 1, **told: Any) -> Entry:
    """An entry of Bo's blog, of the first of May; `number` tells it from others."""
    day = f"2026-05-01T08:00:{number % 60:02}Z"
    said = {"source": "bo-example-feed", "id": f"e{number}", "url": f"https://bo.example/{number}"}
    said |= {"title": f"Entry {number}", "excerpt": "", "author": "", "language": "", "published": day}
    return Entry(**(said | {"first_seen": day} | told))


def post(title: str = "Post", date: str = "2026-06-01", keys: str = "", body: str = "Text.") -> str:
    """A file of a post by Ada."""
    authors = "" if "authors:" in keys else "authors: [ada-rossi]\n"
    return f"---\ntitle: {title}\ndate: {date}\n{authors}{keys}---\n\n{body}\n"


def event(title: str, start: str, keys: str = "", body: str = "") -> str:
    """A file of an event."""
    return f"---\ntitle: {title}\nkind: meeting\nstart: {start}\n{keys}---\n\n{body}\n"


def files(hub: Hub, site_url: str = SITE) -> dict[str, bytes]:
    """Every file of the hub's feeds by its path."""
    made = list(syndication(hub, site_url, words_in))
    assert len({path for path, _ in made}) == len(made)
    return dict(made)


def atom(hub: Hub, name: str) -> ET.Element:
    """One feed's Atom, read back."""
    return ET.fromstring(files(hub)[f"feeds/{name}.atom"])


def jsonfeed(hub: Hub, name: str) -> dict[str, Any]:
    """One feed's JSON, read back."""
    read: dict[str, Any] = json.loads(files(hub)[f"feeds/{name}.json"])
    return read


def texts(root: ET.Element, path: str) -> list[str]:
    """What stands in the elements on this path of Atom names, such as entry/title."""
    steps = "/".join(f"{ATOM}{step}" for step in path.split("/"))
    return [element.text or "" for element in root.iterfind(steps)]


def bo(keys: str = "") -> str:
    """Bo's file, who has a blog."""
    return f"name: Bo Ek\njoined: 2025-01-31\n{keys}feeds:\n  - url: https://bo.example/feed\n"
