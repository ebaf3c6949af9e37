"""The schemas as files of the site, below schemas/v1/.

The rule of versions: within schemas/v1/ keys and choices are added, and what was right stays right; what cannot be said
so goes to schemas/v2/, and schemas/v1/ stays beside it for a year.
"""

import json
from collections.abc import Iterator
from typing import Any

from folkmoot.render.schemas.kinds import KINDS, Kind
from folkmoot.render.schemas.records import DIALECT, schema_of


def schemas(site_url: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of every schema. `site_url` ends in a slash or is ""."""
    for kind in KINDS:
        content = json.dumps(published(kind, site_url), ensure_ascii=False, separators=(",", ":"))
        yield kind.schema_path, content.encode()


def published(kind: Kind, site_url: str = "") -> dict[str, Any]:
    """The schema of a kind of file; its $id is absolute where the site's address is known."""
    own = kind.schema_path
    return {
        "$schema": DIALECT,
        "$id": f"{site_url}{own}" if site_url else own.rpartition("/")[2],
        **schema_of(kind.record),
        "title": kind.title,
    }
