"""What was proposed on which day, as a private folder remembers it: nothing is proposed twice with a draft."""

import datetime as dt
import json
from pathlib import Path

LEDGER = "proposed.jsonl"
"""The file in a private folder: a line for each proposal, with its kind, subject, other, since and day."""

_KEY = ("kind", "subject", "other", "since")

Told = dict[tuple[str, ...], dt.date]
"""The day on which each proposal was told first, by `Proposal.key`."""


def load_ledger(folder: Path) -> Told:
    """What the folder remembers, which is nothing where there is no such file; other lines are passed over.

    Raises `OSError` where there is one that cannot be read: what it holds would be lost.
    """
    try:
        lines = (folder / LEDGER).read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return {}
    found: Told = {}
    for line in lines:
        try:
            told = json.loads(line)
            key = tuple(str(told[name]) for name in _KEY)
            day = dt.date.fromisoformat(told["day"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        found[key] = min(day, found.get(key, day))
    return found


def ledger_text(told: Told) -> str:
    """The file's text: in order, so that a repository shows what is new."""
    rows = (dict(zip(_KEY, key, strict=True)) | {"day": str(day)} for key, day in sorted(told.items()))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
