"""Whatever somebody writes behind a key: an editor with the JSON Schema takes what Folkmoot takes, and hardly more."""

import string
from typing import Any, NamedTuple

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.render.schemas.kinds import KINDS, Kind
from folkmoot.render.schemas.published import published
from support.editors import UNSAID, as_editors_read, told_by_editor, told_by_record

LEAST: dict[str, dict[str, Any]] = {
    "member": {"name": "A", "joined": "2024-01-31"},
    "event": {"title": "A", "kind": "chat", "start": "2026-05"},
    "project": {"title": "A", "status": "idea"},
    "post": {"title": "A", "date": "2024-01-31", "authors": ["a"]},
    "team": {"title": "A"},
    "place": {"name": "A", "address": "B"},
    "community": {"name": "A"},
    "community-translation": {},
    "event-translation": {"title": "A"},
    "project-translation": {"title": "A"},
    "translation": {"title": "A"},
}
PLAIN = st.sampled_from(
    "1 0 -1 +1 007 12 12.0 1.5 .5 1. 1e3 1e-3 1_000 0x1f 0o17 .inf -.inf .nan 90 91 180.5 true True FALSE yes no on y t"
    " 2026-03-14 2026-02-30 2026-13 2026-05 2026-05-14T19:00 2026-05-14T24:00 0999-01-01 ada-rossi Ada public idea chat"
    " active applied open en pt-BR english IT it Europe/Rome https://a.example http:// a.example ftp://a.example"
    " a@b.example mailto:a@b.example owner/name git@host:x photos/a.webp ../x /x a.md FREQ=WEEKLY 2026-Q2 2026-Q5"
    " main moot.example confirmed day open-day ~ null".split()
)
QUOTED = st.one_of(
    PLAIN,
    st.sampled_from(["", " ", " a ", "a\n", "a\nb", "2026-05-14 19:00", " 2026-05-14", "x" * 60, "x" * 61, "x" * 200]),
    st.sampled_from(
        ["x" * 201, f" {'x' * 200}\n", "🎉" * 200, "🎉" * 201, "a\u202eb", "\u2067", "#0f5257", "#0f525", "é"]
    ),
    st.text(st.sampled_from(string.printable[:95] + "é🎉\n\u00a0"), max_size=12),
)


class Scalar(NamedTuple):
    """A text, and whether it stands in quotes."""

    text: str
    is_quoted: bool


SCALARS = st.builds(Scalar, PLAIN, st.just(False)) | st.builds(Scalar, QUOTED, st.just(True))


def _choices(node: dict[str, Any]) -> list[str]:
    """The words that a key may hold, where it holds one of several."""
    return [*node.get("enum", ()), *(word for part in node.get("anyOf", ()) for word in part.get("enum", ()))]


@st.composite
def _values(draw: st.DrawFn, node: dict[str, Any]) -> Any:
    """A value that could stand where a schema's node stands, more often than not of the right form."""
    if draw(st.integers(0, 15)) == 0:
        return draw(st.none() | SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(st.just("a"), SCALARS))
    if "items" in node:
        return draw(st.lists(_values(node["items"]), max_size=2))
    if "properties" in node and not ("pattern" in node and draw(st.booleans())):
        keys = draw(st.lists(st.sampled_from(sorted(node["properties"])), max_size=2, unique=True))
        some = dict.fromkeys([*keys, *node.get("required", ())])
        return {key: draw(_values(node["properties"][key])) for key in some}
    if "propertyNames" in node:
        return draw(st.dictionaries(QUOTED, st.sampled_from(["applied", "x"]).map(_plain), max_size=2))
    words = [_plain(word) for word in (*_choices(node), *node.get("examples", ()))]
    return draw(st.sampled_from(words) | SCALARS if words else SCALARS)


def _plain(word: Any) -> Scalar:
    return Scalar(str(word), False)


@st.composite
def _files(draw: st.DrawFn) -> tuple[Kind, dict[str, Any]]:
    kind = draw(st.sampled_from(KINDS))
    keys = published(kind)["properties"]
    return kind, {key: draw(_values(keys[key])) for key in [draw(st.sampled_from(sorted(keys)))]}


def _as_folkmoot_reads(value: Any) -> Any:
    if isinstance(value, Scalar):
        return None if not value.is_quoted and value.text in ("~", "null") else value.text
    if isinstance(value, dict):
        return {key: _as_folkmoot_reads(one) for key, one in value.items()}
    return [_as_folkmoot_reads(one) for one in value] if isinstance(value, list) else value


def _as_editors_read(value: Any) -> Any:
    if isinstance(value, Scalar):
        return value.text if value.is_quoted else as_editors_read(value.text)
    if isinstance(value, dict):
        return {key: _as_editors_read(one) for key, one in value.items()}
    return [_as_editors_read(one) for one in value] if isinstance(value, list) else value


def _at(values: Any, place: str) -> Any:
    for key in place.split("."):
        if isinstance(values, dict) and key in values:
            values = values[key]
        elif isinstance(values, list) and key.isdigit():
            values = values[int(key)]
    return values


def _is_unsaid(fault: tuple[str, str], seen: Any) -> bool:
    """Whether a schema cannot know of a fault: a number has lost how it was written, and a text has no size."""
    name, place = fault
    there = _at(seen, place)
    if name in ("greater_than", "greater_than_equal", "less_than_equal"):
        return isinstance(there, str)
    if name == "too_short" and there:
        return True  # pydantic counts the items that are right
    # As text a number may be no slug (1.5), as a number no digits alone (1e3).
    return name in UNSAID or isinstance(there, int | float)


@settings(max_examples=400)
@given(_files())
def test_editors_take_what_folkmoot_takes_and_refuse_what_it_refuses(file: tuple[Kind, dict[str, Any]]) -> None:
    kind, written = file
    values = LEAST[kind.name] | _as_folkmoot_reads(written)
    seen = LEAST[kind.name] | _as_editors_read(written)
    faults, told = told_by_record(kind, values), told_by_editor(kind, seen)
    if not faults:
        assert told == [], yaml.safe_dump(values)
    elif not all(_is_unsaid(fault, seen) for fault in faults):
        assert told, (faults, values)
