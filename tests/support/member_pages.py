"""Hubs of members, and what their pages say."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path

from folkmoot.build import draft
from folkmoot.render.page import Page
from folkmoot.render.pages.refining import INDEX, people_index
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
OPEN = "consent: {profile: 2025-01-01}\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    found = draft(minimal_hub(root, **files), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def index(root: Path, **files: str) -> dict[str, list[list[object]]]:
    """What directory.js reads."""
    hub = draft(minimal_hub(root, **files), NOW).hub
    assert hub
    path, content = people_index(hub)
    assert path == INDEX
    said: dict[str, list[list[object]]] = json.loads(content)
    return said


def html(page: Page) -> str:
    return page.lead + "".join(section.html for section in page.sections)


def names(page: Page) -> list[str]:
    """Whose cards stand on a page."""
    return re.findall(r'fm-card__title"[^>]*>([^<]*)<', page.lead)


def tally(markup: str) -> list[tuple[str, str]]:
    """What a list with counts says: the words and how many."""
    return re.findall(r'<li><a href="[^"]*">([^<]*)</a> <span class="fm-quiet">([^<]*)<', markup)


def member(name: str, keys: str = "", consent: str = OPEN) -> str:
    return f"name: {name}\njoined: 2025-01-01\n{keys}{consent}"


def crowd(count: int, keys: str = "skills: [welding]\n") -> Mapping[str, str]:
    return {f"members/p{number:03}.yml": member(f"Person {number:03}", keys) for number in range(count)}
