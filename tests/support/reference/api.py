"""docs/reference/api.md, from the shapes of the API: every endpoint, every key."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from folkmoot.render.api.documents import NEWEST, api
from folkmoot.render.api.schemas import ENDPOINTS, FOLDER, Endpoint
from folkmoot.render.api.shapes import Document, Shape
from folkmoot.render.schemas.kinds import FOLDER as SCHEMAS
from folkmoot.render.schemas.kinds import KINDS, Kind
from support.api_documents import derived
from support.reference.markdown import anchor, fenced, joined, table

_OPENING = f"""\
# The API

Beside its pages the site has what they say as JSON, for programs: files like any others, on any host, without a key
and without a limit. `{FOLDER}index.json` lists them, with their JSON Schemas. What is said of people is what their
pages show: nothing of whoever is hidden, a name and an address of whoever wants to be named and no more, and the rest
as far as each person agreed (`consent` in [a member's file](formats.md#consent)). Whom somebody met is on their page
alone.

## What holds for every document

- **Versions.** Within `{FOLDER}` documents and keys are added, and nothing is removed, renamed or given another
  meaning; so ignore the keys that you do not know. What cannot be said so goes to a next version beside this one.
- **Left out, never null.** A key that has nothing to say is not there: what nobody wrote, what a person did not agree
  to, an empty list, `false`. Keys marked *always* are in every document.
- **Addresses** of this site are relative to its root, without a slash in front: `"members/ada-rossi/"`. Each document
  says under `base` where that is. `base` is absolute where the site knows its address (`site_url` in `mkdocs.yml`),
  else relative to the document, so that the files work in any folder: in JavaScript
  `new URL(item.url, new URL(document.base, address))`. Addresses elsewhere are absolute.
- **Texts** are plain, but for keys that end in `_html`: those hold HTML that was sanitised and can be shown as it is.
  Links in it begin with the site's address, where that is known, and are relative to its root where it is not.
- **Times** are ISO 8601 with their offset from UTC, `2026-05-14T19:00:00+02:00`, and `zone` beside them names the time
  zone. Days are `2026-05-14`, months `2026-05`.
- **Order.** Lists of people and records go by slug, dates run forward, and what was written comes newest first. The
  same files of a hub give the same bytes.
- **Length.** Lists are complete, but for `planet.json` and `discussions.json`: they hold the newest {NEWEST}, and name
  the documents of the years, which hold all."""

_EXAMPLES = {
    "members/{slug}.json": "members/ada-rossi.json",
    "events/{slug}.json": "events/lantern-walk.json",
    "upcoming.json": "upcoming.json",
}
_INNER = "What stands inside"
_SCHEMAS = f"""\
## The files of a hub

Beside the API the site has a JSON Schema (draft 07) for each kind of file that people write, so that [editors can
help](../contributor.md#let-your-editor-help), and other programs know what they may write. A schema takes the keys of
one file as YAML 1.2 reads them; what one file says of another, only `folkmoot check` knows. Within `{SCHEMAS}`
keys and choices are added, and what was right stays right."""
_LONGEST = 60


def page(example: Path) -> str:
    """The page; `example` is the hub whose documents it quotes."""
    contents = "\n".join(f"- [`{one.path}`](#{anchor(_heading(one))}): {one.told}" for one in ENDPOINTS)
    files = dict(api(derived(example), "https://lantern-club.example/"))
    inside = [part for part in dict.fromkeys(_inner_of_all()) if not issubclass(part, Document)]
    return joined(
        [
            _OPENING,
            "## The documents",
            contents,
            *(_endpoint(one, files) for one in ENDPOINTS),
            _SCHEMAS,
            table(("schema", "of"), [(f"`{one.schema_path}`", _kind(one)) for one in KINDS]),
            f"## {_INNER}",
            *(joined([f"### {part.__name__}", " ".join((part.__doc__ or "").split()), keys(part)]) for part in inside),
        ]
    )


def _kind(kind: Kind) -> str:
    return f"[{kind.title}](formats.md#{anchor(kind.title)}): {', '.join(f'`{path}`' for path in kind.paths)}"


def _heading(endpoint: Endpoint) -> str:
    return f"`{endpoint.path}`"


def _endpoint(endpoint: Endpoint, files: dict[str, bytes]) -> str:
    parts = [f"### {_heading(endpoint)}", endpoint.told, f"Schema: `{endpoint.schema_path}`.", keys(endpoint.shape)]
    if endpoint.path in _EXAMPLES:
        path = FOLDER + _EXAMPLES[endpoint.path]
        shown = json.dumps(_shortened(json.loads(files[path])), ensure_ascii=False, indent=2)
        parts += [f"For example `{path}`, with long texts cut:", fenced(shown, "json")]
    return joined(parts)


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shortened(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_shortened(one) for one in value[:2]]
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST and " " in value else value


def _inner_of_all() -> Iterator[type[Shape]]:
    for endpoint in ENDPOINTS:
        yield from inner(endpoint.shape)


def inner(shape: type[Shape]) -> Iterator[type[Shape]]:
    """The shapes that stand inside a shape, depth first."""
    for annotation in get_type_hints(shape).values():
        for part in _shapes_in(annotation):
            yield part
            yield from inner(part)


def _shapes_in(annotation: Any) -> Iterator[type[Shape]]:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    for part in get_args(annotation):
        yield from _shapes_in(part)


def keys(shape: type[Shape]) -> str:
    """A table of a shape's keys, with what each of them says."""
    hints = get_type_hints(shape)
    own = [(name, field) for name, field in shape.model_fields.items() if name not in Document.model_fields]
    rows = [
        (f"`{name}`", field.description or "", _words(hints[name]), "*always*" if field.is_required() else "")
        for name, field in own
    ]
    if issubclass(shape, Document):
        head = Document.model_fields
        rows = [
            (f"`{one.alias or name}`", one.description or "", "text", "*always*") for name, one in head.items()
        ] + rows
    return table(("key", "what it says", "kind", ""), rows)


def _words(annotation: Any) -> str:
    """A kind of value in plain words."""
    known = {str: "text", int: "whole number", float: "number", bool: "`true`", dt.date: "day", dt.datetime: "time"}
    if annotation in known:
        return known[annotation]
    parts = [part for part in get_args(annotation) if part not in (type(None), ...)]
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{part}`" for part in parts)
    if get_origin(annotation) is tuple:
        return f"list; each: {_words(parts[0])}"
    if parts:
        return " or ".join(map(_words, parts))
    return f"[{annotation.__name__}](#{anchor(annotation.__name__)})"
