"""What is asked of whoever proposes a record: a question for each key that somebody new can answer.

Which keys there are, what each takes and which are needed is read from the JSON Schema of the record. What a schema has
and no form asks for is named with the reason, so that nothing is forgotten.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from folkmoot.render.asking.words import WORDS, Words
from folkmoot.render.schemas.kinds import KINDS
from folkmoot.render.schemas.published import published


class Question(NamedTuple):
    """One question: its key from the record's root (`location.city`), and what kind of answer the schema takes.

    `rows` are what each item of a list is asked, `either` those keys of them of which one is needed; `options` are the
    words that can be chosen from, `usual` those that count where nothing is said.
    """

    key: str
    kind: str
    words: Words
    needed: bool = False
    options: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    rows: tuple["Question", ...] = ()
    either: tuple[str, ...] = ()


UNASKED: Mapping[str, str] = {
    "member.github_id": "nobody knows theirs, and the login is enough to begin",
    "member.accounts": "they are found out when there is work to tell whose it is",
    "member.photo": "a picture is a file of its own",
    "member.status": "who joins takes part",
    "member.formerly": "a new file had no other name",
    "event.recurrence.exceptions": "what is dropped or moved is known later",
    "event.occurrences": "nothing has been held yet",
    **dict.fromkeys(
        (f"member.feeds.{key}" for key in ("include", "exclude", "paused", "text", "most")),
        "the file is the place for what most feeds do not need",
    ),
    "event.sequence": "nothing has been announced yet",
    "event.formerly": "a new file had no other name",
    "event.credits": "nobody has given anything yet",
    "event.attendees": "nobody has come yet",
    "event.attendance": "nobody has come yet",
    "event.recap": "nothing has happened yet",
    "event.photos": "nothing has happened yet",
    "event.recordings": "nothing has happened yet",
    "event.results": "nobody has won yet",
    "event.contest.entries": "nobody has entered yet",
    "event.contest.jury": "it is chosen when there is something to judge",
    **dict.fromkeys(
        ("event.publish", "event.draft", "project.publish", "project.draft"),
        "whoever looks after the community decides when it appears",
    ),
    "event.taken_down": "nothing is there yet that could be taken down",
    "project.taken_down": "nothing is there yet that could be taken down",
    "project.credits": "nobody has given anything yet",
    "project.outcome": "nothing has come of it yet",
    "project.formerly": "a new file had no other name",
}
"""The keys that no form asks for, and why."""

_UNCHOSEN = {"event.status": ("cancelled",)}
"""What nobody proposes, of the words that can be chosen from."""

_EITHER = {"event.speakers": ("member", "name")}

_LIKE = {
    "address": ("event", "rsvp"),
    "country": ("member", "location.country"),
    "language": ("event", "language"),
    "login": ("member", "github"),
    "moment": ("event", "start"),
    "quarter": ("project", "quarter"),
    "record": ("event", "place"),
    "day": ("member", "joined"),
    "text": ("member", "bio"),
    "zone": ("event", "timezone"),
}
"""Kinds of answers, each by a key that takes such: another that takes the same is asked for in the same way."""

_PLURALS = {"language": "languages", "record": "members", "line": "words"}
_PLACED = {"event.place": "place", "event.project": "project"}
"""Which records a name stands for that is no member's."""


@cache
def schema(name: str) -> dict[str, Any]:
    """The published schema of a kind of file."""
    return published(next(kind for kind in KINDS if kind.name == name))


@cache
def questions(name: str) -> tuple[Question, ...]:
    """Every question about a record, in the order of its keys, the text below the front matter last."""
    found = tuple(_of(name, schema(name)))
    return (*found, _named(name, "text", "text")) if name != "member" else found


def _of(name: str, node: Mapping[str, Any], before: str = "", *, optional: bool = False) -> Iterator[Question]:
    """The questions about the keys of a record, or of one that stands inside it."""
    for short, inner in node["properties"].items():
        key = f"{before}{short}"
        if f"{name}.{key}" in UNASKED:
            continue
        needed = short in node.get("required", ()) and not optional
        if "properties" in inner and "items" not in inner:
            yield from _of(name, inner, f"{key}.", optional=True)
        elif "properties" in inner.get("items", ()):
            rows = tuple(
                one._replace(key=one.key.removeprefix(f"{key}.")) for one in _of(name, inner["items"], f"{key}.")
            )
            yield _named(name, key, "rows")._replace(rows=rows)
        else:
            kind, options = _taken(name, key, inner)
            usual = inner.get("default", ())
            usual = (usual,) if isinstance(usual, str) else tuple(usual)
            yield _named(name, key, kind)._replace(needed=needed, options=options, usual=usual)


def _named(name: str, key: str, kind: str) -> Question:
    return Question(key, kind, WORDS[f"{name}.{key}"], either=_EITHER.get(f"{name}.{key}", ()))


def _taken(name: str, key: str, node: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The kind of answer that a key takes, and the words that can be chosen from."""
    if key.startswith("consent."):
        return "agreement", ()
    if key == "recurrence.rule":
        return "rule", ()
    if f"{name}.{key}" in _PLACED:
        return _PLACED[f"{name}.{key}"], ()
    if "items" in node:
        kind, options = _taken(name, f"{key}.", node["items"])
        return ("choices" if options else _PLURALS.get(kind, "words")), options
    words = node.get("enum") or next((one["enum"] for one in node.get("anyOf", ()) if "enum" in one), ())
    if words:
        return "choice", tuple(word for word in words if word not in _UNCHOSEN.get(f"{name}.{key}", ()))
    kind = next((kind for kind, like in _LIKE.items() if _pattern(*like) == node["pattern"]), "line")
    return ("member" if kind == "record" and not key.endswith(".") else kind), ()


@cache
def _pattern(name: str, key: str) -> str:
    node = schema(name)
    for part in key.split("."):
        node = node["properties"][part]
    return str(node["pattern"])
