"""What the lines of a file say by where they begin, where that is not what their author meant."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from folkmoot.load.documents import Document
from folkmoot.load.records_within import record_alone
from folkmoot.load.syntax import close_items
from folkmoot.text import one_line


class Head(NamedTuple):
    """The key below which another one belongs that stands beside it; `is_empty` where it holds nothing yet.

    `is_sure` where none of the keys that belong there could be meant as they stand.
    """

    key: str
    is_empty: bool
    is_sure: bool

    def told(self, key: str) -> str:
        """Where a key belongs."""
        further = "put two spaces in front of it" if self.is_empty else "start it as far right as the keys there"
        return f"{key} belongs below {self.key}; {further}"


def head_of(key: str, around: Mapping[str, Any], outer: type[BaseModel]) -> Head | None:
    """The key above one that `outer` does not know, and whose own record does: `consent` for `profile`.

    `around` are the keys as they are written and what they hold. Between the two there are others of that record alone.
    """
    names = list(around)
    place = names.index(key)
    for number in range(place - 1, -1, -1):
        name = names[number]
        inner = record_alone(outer.model_fields[name].annotation) if name in outer.model_fields else None
        if inner is None or key not in inner.model_fields:
            continue
        held, between = around[name], names[number + 1 : place]
        is_mapping = held is None or (isinstance(held, dict) and key not in held)
        if not is_mapping or not all(one in inner.model_fields for one in between):
            return None
        run = [*between, *_leading(names[place + 1 :], inner.model_fields)]
        return Head(name, held is None, not any(one in outer.model_fields for one in run))
    return None


def where_to(key: str, around: Any, outer: type[BaseModel]) -> str:
    """Where a key belongs that stands `around` others, and that `outer` does not know; "" where nobody can tell."""
    head = head_of(key, around, outer) if isinstance(around, dict) else None
    if head:
        return head.told(key)
    inner = {name: record_alone(field.annotation) for name, field in outer.model_fields.items()}
    homes = [name for name, record in inner.items() if record and key in record.model_fields]
    return f"{key} belongs below {homes[0]}" if len(homes) == 1 else ""


def _leading(names: Iterable[str], known: Collection[str]) -> list[str]:
    """The first of the names, as long as they are known ones."""
    found = []
    for name in names:
        if name not in known:
            break
        found.append(name)
    return found


def hyphened(document: Document, key: str, text: str) -> list[str]:
    """The items of a list that was read as a `text`, since no space stands behind a hyphen of its lines; or none."""
    lines = _own_lines(document, key, text)
    return close_items("\n".join(lines)) if any(re.match(r"[ ]*-\S", line) for line in lines) else []


def unhyphened(document: Document, key: str, text: str) -> list[str]:
    """The lines of a list that was read as a `text`, since no hyphens stand in front of them; or none."""
    lines = [line.strip(" ,;") for line in _own_lines(document, key, text)]
    return lines if len(lines) > 1 and not any(re.match(r"[-\"'|>\[{]", line) for line in lines) else []


def _own_lines(document: Document, key: str, text: str) -> list[str]:
    """The lines of a text that begins below its key, as they are written."""
    below = re.compile(rf"^[ -]*{re.escape(key)}:[ \t]*\n((?:[ \t]+\S.*(?:\n|$))+)", re.MULTILINE)
    for found in below.finditer(document.yaml_text):
        if one_line(found[1]) == one_line(text):
            return found[1].rstrip("\n").split("\n")
    return []
