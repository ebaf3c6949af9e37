"""Files as an editor sees them: YAML 1.2's core schema, and the JSON Schema of the file's kind."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft7Validator
from pydantic import ValidationError

from folkmoot.load.documents import Unreadable, read_front_matter, read_yaml
from folkmoot.render.schemas.kinds import KINDS, Kind
from folkmoot.render.schemas.published import published

UNSAID = {
    "nothing_seen": "which signs nobody sees is a table of Unicode that patterns cannot ask for everywhere",
    "no_host": "whether an address has a host takes a program that takes addresses apart",
    "credentials": "where a name stands in front of an @ takes the same program",
    "turned": "whether each sign that turns a part of a text is closed again takes counting",
    "day_missing": "29 February is a day of some years",
    "int_parsing_size": "editors know no number that is too large to be read",
}
"""The faults of one file, by pydantic's names, that only Folkmoot finds, with the reason."""


class _Core(yaml.SafeLoader):
    """Scalars as YAML 1.2.2, 10.3.2 resolves them: no dates, no yes and no, no numbers to the base of 60."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("float", r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", list("-+.")),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})\\Z"), _first)


def _whole(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    if node.value.startswith(("0o", "0x")):
        return int(node.value, 0)
    # Editors know no integers beyond what a float holds.
    return int(node.value) if len(node.value) < 300 else float(node.value)


def _broken(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    return float(re.sub(r"\.(inf|nan)\Z", r"\1", node.value, flags=re.IGNORECASE))


_Core.add_constructor("tag:yaml.org,2002:int", _whole)
_Core.add_constructor("tag:yaml.org,2002:float", _broken)


def as_editors_read(text: str) -> Any:
    """The values of a YAML text as an editor reads them."""
    return yaml.load(text, _Core)


def kind_of(path: str) -> Kind | None:
    """The kind of file that a path of a hub belongs to."""
    fitting = [kind for kind in KINDS if any(fnmatch(path, glob) for glob in kind.globs)]
    # A star stands for a dot, too: a translation's path is also that of what it translates.
    return next((kind for kind in reversed(fitting) if path.count("/") == kind.globs[0].count("/")), None)


@cache
def validator(kind: Kind) -> Draft7Validator:
    """What checks a file of a kind, as an editor does."""
    return Draft7Validator(published(kind))


def told_by_editor(kind: Kind, values: Any) -> list[str]:
    """What an editor has to say of the values of a file, as it reads them."""
    return [f"{one.json_path}: {one.message}" for one in validator(kind).iter_errors(values)]


def told_by_record(kind: Kind, values: Any) -> list[tuple[str, str]]:
    """What the record does not take of the values that Folkmoot reads: pydantic's name of each fault, and its place."""
    try:
        kind.record.model_validate(values)
    except ValidationError as error:
        return [(one["type"], ".".join(map(str, one["loc"]))) for one in error.errors(include_url=False)]
    return []


def readable(files: dict[str, Any]) -> Iterator[tuple[str, Kind, Any, Any]]:
    """Path, kind, and both readings of those files of a hub that hold a record and are YAML."""
    for path, content in files.items():
        kind = kind_of(path)
        if kind is None or not isinstance(content, str | bytes):
            continue
        try:
            read = read_front_matter if path.endswith(".md") else read_yaml
            document = read(content if isinstance(content, bytes) else content.encode())
        except Unreadable:
            continue
        seen = as_editors_read(document.yaml_text)
        yield path, kind, document.values, {} if seen is None else seen
