"""The documents of a small hub's API, read back."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from folkmoot.derive.hub import derive
from folkmoot.derive.unpublished import as_published
from folkmoot.load.archive import load_archive
from folkmoot.load.hub import load_hub
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.harvest import Entry
from folkmoot.model.hub import Hub
from folkmoot.model.moment import day_of
from folkmoot.model.source import sources
from folkmoot.render.api.documents import api
from folkmoot.render.api.schemas import FOLDER
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
SITE = "https://moot.example/hub/"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def derived(root: Path) -> Hub:
    """The hub in a folder, with its archive, at `NOW`: what a build knows before it makes pages."""
    community, metrics, problems = load_hub(root)
    archive = root / community.profile.archive_dir
    harvest, faults = load_archive(archive, root)
    assert [*problems, *faults] == []
    with open_warehouse(archive) as warehouse:
        now = day_of(NOW, community.profile.timezone)
        return derive(as_published(community, NOW), harvest, sources(community), warehouse, metrics, now)[0]


def hub_of(root: Path, **files: str) -> Hub:
    """The least hub with these files on top."""
    return derived(minimal_hub(root, **files))


def read(hub: Hub, site_url: str = SITE) -> dict[str, Any]:
    """The documents by their paths below api/v1/."""
    return {path.removeprefix(FOLDER): json.loads(content) for path, content in api(hub, site_url)}


def documents(found: dict[str, Any]) -> dict[str, Any]:
    """All but the schemas."""
    return {path: document for path, document in found.items() if not path.startswith("schemas/")}


def nodes(value: Any, key: str = "") -> list[tuple[str, Any]]:
    """Every value of a document with the key it has, lists and objects included."""
    inner = (
        value.items() if isinstance(value, dict) else [(key, one) for one in value] if isinstance(value, list) else ()
    )
    return [(key, value), *(node for name, one in inner for node in nodes(one, name))]


def entry_of(source: str, **more: Any) -> Entry:
    """An entry of a feed."""
    given = {"url": "https://all.example/1", "title": "T", "excerpt": "E", "author": "Quentin Secret", "language": "en"}
    stamp = "2026-01-02T03:04:05Z"
    return Entry(**({"source": source, "id": "1", "published": stamp, "first_seen": stamp} | given | more))
