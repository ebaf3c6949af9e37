"""How the files of an invented hub are written: YAML, Markdown below front matter, and the archive's NDJSON."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml


class _Repeating(yaml.SafeDumper):
    """Writes again what was written before: hubs' files have no aliases."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def keys(told: Mapping[str, Any]) -> str:
    """A file of keys alone, such as a member's."""
    return str(yaml.dump(dict(told), Dumper=_Repeating, sort_keys=False, allow_unicode=True))


def matter(told: Mapping[str, Any], text: str = "") -> str:
    """A file of Markdown with keys on top."""
    return f"---\n{keys(told)}---\n\n{text}\n"


def write(root: Path, path: str, text: str) -> None:
    """Writes one file below `root`, with the folders above it."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def write_lines(archive: Path, kind: str, source: str, lines: Iterable[Mapping[str, Any]]) -> None:
    """Writes all that the archive has of one kind from one source: a file a year, in the archive's own order."""
    years: defaultdict[str, list[str]] = defaultdict(list)
    for line in sorted(lines, key=lambda one: (one["published"], one["id"])):
        told = json.dumps({**line, "source": source}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        years[line["published"][:4]].append(f"{told}\n")
    for year, written in sorted(years.items()):
        write(archive, f"{kind}/{source}/{year}.jsonl", "".join(written))
