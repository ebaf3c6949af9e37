"""What was found out about links before: `links.csv` of a private folder, which `folkmoot links` writes."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import get_args

from folkmoot.errors import WrongUse
from folkmoot.model.base import parse_day
from folkmoot.model.outward import LINKS, LinkState, Looked

_LONGEST = 10_000_000
"""So long a cell may be: one names each file that has the address."""


def load_looked(folder: Path) -> dict[str, Looked]:
    """What was found before, by address; nothing where it was never asked for. Lines that people changed so that they
    say nothing any more are left out. Raises `WrongUse` where the file cannot be read.
    """
    path = folder / LINKS
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else ""
    except OSError as error:
        raise WrongUse(f"{path} cannot be read: {error.strerror}", "check its permissions") from None
    return {one.url: one for one in map(_of, _rows(text)) if one}


def _rows(text: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(_LONGEST)
    with suppress(csv.Error):  # what no table holds ends it
        for row in csv.DictReader(io.StringIO(text)):
            yield {key: value for key, value in row.items() if isinstance(value, str)}


def _of(row: dict[str, str]) -> Looked | None:
    state = next((one for one in get_args(LinkState) if one == row.get("state")), None)
    url, since, asked = (row.get(name, "") for name in ("url", "since", "asked"))
    if not (state and url and _is_day(since) and _is_day(asked)):
        return None
    return Looked(url, state, since, asked, row.get("reason", ""), row.get("moved_to", ""))


def _is_day(text: str) -> bool:
    try:
        return parse_day(text).isoformat() == text
    except ValueError:
        return False
