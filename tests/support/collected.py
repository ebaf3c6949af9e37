"""Hubs with an archive in tests: what was collected, and the pages' own HTML before the engine frames them."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from pathlib import Path

from folkmoot.build import draft
from folkmoot.render.page import Page
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
FEED = "https://ada.example/feed.xml"
SLUG = "ada-example-feed-xml"
ADA = f"name: Ada Rossi\njoined: 2024-02-29\nfeeds: [{{url: {FEED}}}]\n"


def pages(root: Path, **files: str) -> dict[str, Page]:
    """The pages of a hub by address."""
    found = draft(minimal_hub(root, **files), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def html(page: Page) -> str:
    return page.lead + "".join(f"<h2>{section.title}</h2>{section.html}" for section in page.sections)


def section(page: Page, anchor: str) -> str:
    """The section's words, "" where the page has none such."""
    found = next((one.html for one in page.sections if one.anchor == anchor), "")
    return " ".join(re.sub("<[^>]*>", " ", re.sub("</?time[^>]*>", "", found)).split())


def titles(page: Page) -> list[str]:
    return re.findall(r'fm-(?:entry|row)__title"[^>]*>([^<]*)<', html(page))


def entry(number: int, day: str, source: str = SLUG, **more: str) -> dict[str, object]:
    told = {"id": f"{number:020}", "url": f"https://ada.example/{number}", "title": f"T{number}", **more}
    return {"source": source, "published": f"{day}T12:00:00Z", "first_seen": f"{day}T12:00:00Z", **told}


def state(source: str, day: str, word: str, reason: str = "", url: str = FEED) -> dict[str, object]:
    told = {"source": source, "id": f"{source}-{day}", "published": f"{day}T06:00:00Z", "state": word}
    return {**told, "reason": reason, "url": url}


def discussion(number: int, day: str, **more: object) -> dict[str, object]:
    url = f"https://github.com/moot/forum/discussions/{number}"
    told = {"source": "moot-forum", "id": f"D{number:05}", "number": number, "url": url, "title": f"D{number}"}
    stamp = f"{day}T12:00:00Z"
    return {**told, "category": "Q&A", "answerable": True, "published": stamp, "updated": stamp, **more}


def archived(kind: str, records: Iterable[dict[str, object]]) -> dict[str, str]:
    """The archive's files with these records."""
    files: dict[str, list[dict[str, object]]] = {}
    for one in sorted(records, key=lambda one: (str(one["published"]), str(one["id"]))):
        files.setdefault(f"archive/{kind}/{one['source']}/{str(one['published'])[:4]}.jsonl", []).append(one)
    return {
        path: "".join(json.dumps(one, sort_keys=True, separators=(",", ":")) + "\n" for one in found)
        for path, found in files.items()
    }
