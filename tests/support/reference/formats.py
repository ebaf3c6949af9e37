"""docs/reference/formats.md, from the records themselves: every kind of file, every key."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from folkmoot.model import base, community, image, member, moment, project, team
from folkmoot.model.advice import MEANINGS
from folkmoot.model.base import Record
from folkmoot.model.community import PROFILE_FILE
from folkmoot.model.conversation import Comment, IssueComment, Review
from folkmoot.model.folders import FOLDERS as COLLECTED
from folkmoot.model.incident import Step
from folkmoot.model.judging import Mark
from folkmoot.model.private_folder import FAMILIES, PrivateFamily
from folkmoot.render.schemas.kinds import INNER, KINDS, Kind, first_paragraph, keys_of
from support.reference.markdown import anchor, fenced, joined, table

_OPENING = """\
# Files and their keys

A hub is a folder of small text files. This page lists every kind of file and every key. The files shown here are
those of [a small example hub](../examples/hub), which uses each key at least once.

- Files ending in `.yml` are [YAML](https://yaml.org/): a key, a colon, a value. Files ending in `.md` have the same
  between two lines of three hyphens, and a text in Markdown below.
- A file's name becomes part of its page's address: lower-case letters, digits and hyphens, such as `ada-rossi.yml`.
- Editors can complete and check these files while you type, by the JSON Schema of each kind, which the site has:
  [how](../contributor.md#let-your-editor-help).
- A key that is not listed here is refused, so that a misspelt one is never silently lost. A key with nothing behind
  it counts as left out.
- What you write is taken as it stands: `NO` stays the country of Norway, and `1.10` keeps its zero. Anchors, aliases
  and tags of YAML are refused.
- Other pages, such as `content/about.md`, are plain Markdown for [MkDocs](https://www.mkdocs.org/). They need no
  keys; `formerly: [guides/about.md]` on top of one lists the paths below content/ that it had before, and
  `language: nl` says that it is in another language than the hub's main one; `publish` and `draft` are those of a post.
- A file with one of the hub's languages in its name, such as `events/lantern-walk.nl.md` or `content/index.nl.md`, says
  in that language what the file beside it says, which is `events/lantern-walk.md` or `content/index.md`. Which
  languages a hub has stands in `content/community.yml`, and `content/community.nl.yml` says its words in Dutch;
  [Translating](../translator.md) tells more. Members and places have no translations.
- A file that is renamed keeps its old name as `formerly`, so that old addresses lead to the new one. Leave out a name
  that is to be forgotten."""

_VALUES = "How values are written"

_INNER: dict[type[base.Record], str] = {**INNER, Step: "A step of moderators", Mark: "A mark"}

VALUES: tuple[tuple[Any, str, str, str], ...] = (
    (base.Short, "one line", "text on one line", "Thursday bench"),
    (base.Topic, "a few words", "one line, in your own words", "hand tools"),
    (base.Text, "Markdown", "text in Markdown (CommonMark, with tables and footnotes)", "We *mend* lamps."),
    (base.Day, "day", "a day as year-month-day", "2026-03-14"),
    (moment.When, "date", "a day with a time, a day, or a month; the zone stands elsewhere", "2026-05-14 19:00"),
    (base.Slug, "slug", "", "ada-rossi"),
    (base.Contact, "contact", "an e-mail address, a web address, or words", "hello@example.org"),
    (base.Repository, "repository", "owner/name, an address, or a path", "lantern-club/lamp-book"),
    (base.Url, "web address", "", "https://example.org/page"),
    (community.CalendarAddress, "calendar's address", "", "webcal://example.org/meetings.ics"),
    (base.Language, "language", "", "pt-BR"),
    (base.Country, "country", "", "IT"),
    (base.Zone, "time zone", "", "Europe/Rome"),
    (base.FilePath, "file", "", "photos/ada.webp"),
    (image.PictureFile, "file or address", "", "https://example.org/ada.jpg"),
    (member.Login, "GitHub login", "", "ada-rossi"),
    (member.OtherAccount, "account", "", "github:900000001"),
    (community.GitHubName, "owner/name", "", "lantern-club/forum"),
    (community.Program, "program", "", "renovate*"),
    (community.Colour, "colour", "", "#0f5257"),
    (community.Domain, "domain", "", "lantern-club.example"),
    (community.Branch, "branch", "", "main"),
    (team.HubPath, "path in the hub", "", "content/projects"),
    (project.Quarter, "quarter", "", "2026-Q2"),
)
"""Kinds of values: what records call them, their name, what to write (where no advice says so), an example."""

QUOTED: dict[str, tuple[str, ...]] = {
    "member": ("members/ada-rossi.yml", "members/bo-ek.yml"),
    "event": ("events/lantern-walk.md", "events/thursday-bench.md", "events/wick-evening.md"),
    "project": ("content/projects/lamp-book.md", "content/projects/wick-prices.md"),
    "post": ("content/posts/what-a-wick-wants.md", "content/posts/cheap-wicks.md"),
    "team": ("content/teams/evening-hosts.md",),
    "place": ("content/places/corner-library.yml",),
    "community": (PROFILE_FILE,),
    "community-translation": ("content/community.nl.yml",),
    "event-translation": ("events/lantern-walk.nl.md",),
    "project-translation": ("content/projects/lamp-book.nl.md",),
    "translation": ("content/teams/evening-hosts.nl.md",),
}
"""The example's files of each kind."""

_ARCHIVE = """\
## The archive

`folkmoot collect` writes here, and nobody else needs to. Files are `<kind>/<source>/<year>.jsonl`: a JSON object a
line, in the order of `published` and `id`. A line that cannot be read is reported and left out. The folder also
holds `identity-salt`, with which the addresses of people who cannot be named, and the names of the files of members
who left, are hashed; `withheld-accounts`, with such hashes of the accounts of people who were hidden when they left,
one a line; and beside the lines about pictures the pictures themselves, `<id>.webp`."""


def page(example: Path) -> str:
    """The page; `example` is the hub whose files it quotes."""
    seen: set[type[Record]] = set()
    sections = [_file(example, seen, kind) for kind in KINDS]
    contents = "\n".join(f"- [{kind.title}](#{anchor(kind.title)}): `{_where(kind)}`" for kind in KINDS)
    return joined(
        [
            _OPENING,
            contents,
            *sections,
            _private(example.parent / "desk"),
            _values(),
            _ARCHIVE,
            *map(_collected, [*COLLECTED.items(), *(("", one) for one in (Comment, IssueComment, Review))]),
        ]
    )


def _where(kind: Kind) -> str:
    return " or ".join(kind.paths)


def _file(example: Path, seen: set[type[Record]], kind: Kind) -> str:
    parts = [f"## {kind.title}", kind.told, f"It lies in `{_where(kind)}`. Its JSON Schema is `{kind.schema_path}`."]
    for path in QUOTED[kind.name]:
        language = "yaml" if path.endswith(".yml") else "markdown"
        parts += [f"`{path}`:", fenced((example / path).read_text("utf-8"), language)]
    parts.append(_keys(kind.record))
    for part in inner(kind.record):
        if part not in seen:
            seen.add(part)
            parts += [f"### {INNER[part]}", first_paragraph(part), _keys(part)]
    return joined(parts)


def _private(desk: Path) -> str:
    opening = (
        "What those who look after a community keep to themselves, in the folder that `--private` names, outside of the"
        " hub; the site knows nothing of it."
    )
    return joined(["## The private folder", opening, *(_of_private(desk, one) for one in FAMILIES)])


def _of_private(desk: Path, family: PrivateFamily) -> str:
    path = next(one for one in sorted((desk / family.folder).iterdir()) if one.suffix == ".md")
    within = ((f"#### {_INNER[part]}", first_paragraph(part), _keys(part)) for part in inner(family.record))
    return joined(
        [
            f"### {family.title}",
            f"`{family.folder}/<slug>.md`: {first_paragraph(family.record)}",
            f"`{family.folder}/{path.name}`:",
            fenced(path.read_text("utf-8"), "markdown"),
            _keys(family.record),
            *(one for part in within for one in part),
        ]
    )


def inner(record: type[Record]) -> Iterator[type[Record]]:
    """The records that stand inside a record, depth first."""
    for annotation in get_type_hints(record, include_extras=True).values():
        for part in _records_in(annotation):
            yield part
            yield from inner(part)


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records_in(part)


def _keys(record: type[BaseModel]) -> str:
    hints = get_type_hints(record, include_extras=True)
    rows = []
    for name in keys_of(record):
        field = record.model_fields[name]
        rows.append((f"`{name}`", field.description or "", _words(hints[name], field), _left_out(field)))
    return table(("key", "what it says", "written as", "left out"), rows)


def _words(annotation: Any, field: FieldInfo | None = None) -> str:
    """A kind of value in plain words."""
    for known, name, _, _ in VALUES:
        if annotation == known:
            return f"[{name}](#{anchor(_VALUES)})"
    if annotation is bool:
        return "`true` or `false`"
    if annotation in (str, int, float):
        return {str: "text", int: "a whole number", float: "a number"}[annotation] + _bounds(field)
    parts = [part for part in get_args(annotation) if part not in (type(None), ...)]
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{word}` ({meaning})" for word, meaning in zip(parts, MEANINGS[tuple(parts)], strict=True))
    if get_origin(annotation) is tuple:
        return f"a list; each: {_words(parts[0])}"
    if get_origin(annotation) is Mapping:
        return f"keys that you choose ({_words(parts[0])}), each with {_words(parts[1])}"
    if get_origin(annotation) in (Union, types.UnionType):
        return " or ".join(_words(part, field) for part in parts)
    return f"[keys of its own](#{anchor(_INNER[annotation])})"


def _bounds(field: FieldInfo | None) -> str:
    words = {"ge": "from", "gt": "above", "le": "to"}
    metadata = field.metadata if field else ()
    return "".join(f" {words[k]} {getattr(one, k):g}" for k in words for one in metadata if hasattr(one, k))


def _left_out(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    if field.default in (None, (), "", PydanticUndefined):
        return "–"
    if isinstance(field.default, bool):
        return f"`{str(field.default).lower()}`"
    if isinstance(field.default, BaseModel):
        return "as below" if any(field.default.model_dump().values()) else "–"
    return f"`[{', '.join(field.default)}]`" if isinstance(field.default, tuple) else f"`{field.default}`"


def _values() -> str:
    rows = [
        (name, f"{advice or _advice(kind)}{_length(kind)}", f"`{example}`") for kind, name, advice, example in VALUES
    ]
    return joined([f"## {_VALUES}", table(("kind", "what to write", "for example"), rows)])


def _constraints(kind: Any) -> StringConstraints:
    return next((one for one in get_args(kind) if isinstance(one, StringConstraints)), StringConstraints())


def _advice(kind: Any) -> str:
    return base.PATTERN_ADVICE[str(_constraints(kind).pattern)]


def _length(kind: Any) -> str:
    longest = _constraints(kind).max_length
    return f"; at most {longest:,} characters" if longest else ""


def _collected(kind: tuple[str, type]) -> str:
    folder, record = kind
    hints = get_type_hints(record)
    heading = f"### `{folder}`: {record.__name__}" if folder else f"### {record.__name__}, inside another record"
    names = ", ".join(
        f"`{field.name}`" + (" (list)" if get_origin(hints[field.name]) is tuple else "") for field in fields(record)
    )
    told = " ".join((record.__doc__ or "").split())
    return joined([heading, told, f"Its keys: {names}."])
