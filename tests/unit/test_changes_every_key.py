"""Nothing that a record can hold differs without a change that tells of it."""

import gettext
import typing
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from pydantic import BaseModel, TypeAdapter

from folkmoot.derive.changes import changes, named_in
from folkmoot.derive.changes.naming import NAMING
from folkmoot.model.base import SLUG, Filed, Record
from folkmoot.model.change import Change
from folkmoot.model.community import Community
from folkmoot.render.changes.sayings import SAYINGS, WHAT
from folkmoot.render.changes.sentences import Sentences
from folkmoot.render.wording.tongue import tongue
from support.communities import LEAST, TRANSLATED, community, record, version


def told(before: Community, after: Community) -> list[str]:
    return [Sentences("en", str).of(one) for one in changes(before, after)]


WORDS: tuple[Any, ...] = (
    "ada", "bo", "IT", "BE", "#0f5257", "#000000", "https://a.example", "https://b.example", "2026-Q2", "2026-Q3",
    "github:7", "hash:0123456789abcdef",
    "a/b", "c/d", "a.webp", "b.webp", "a.example", "FREQ=DAILY", "FREQ=WEEKLY", "Europe/Rome", "Europe/Paris",
    "en", "fr",
    "2026-03-14", "2027-04-15", 7, 8, True, False, {"City": "applied"}, {"City": "internal"},
    "public", "name", "hidden", "active", "away", "alumni", "paused", "meeting", "chat", "confirmed", "cancelled",
    "applied", "internal", "open", "vouched", "day", "month",
    "excerpt", "full", "a11y", "mentoring",
)  # fmt: skip
"""Two values at least for every key that holds a single one, as files write them."""


def values_of(annotation: Any) -> list[Any]:
    """Values that a key of this type may hold: of a group of keys, one that differs in each of them."""
    bare = typing.get_args(annotation)[0] if typing.get_origin(annotation) is typing.Annotated else annotation
    if typing.get_origin(bare) is tuple:
        return [[one] for one in values_of(typing.get_args(bare)[0])]
    parts = {part for part in (bare, *typing.get_args(bare)) if isinstance(part, type)}
    if group := next((part for part in parts if issubclass(part, Record)), None):
        return groups_of(group)
    adapter = TypeAdapter(annotation)
    return [word for word in WORDS if fits(adapter, word)]


def groups_of(kind: type[Record]) -> list[Any]:
    inside = {name: values_of(field.rebuild_annotation()) for name, field in kind.model_fields.items()}
    first = {name: values[0] for name, values in inside.items()}
    return [first, *(first | {name: values[1]} for name, values in inside.items())]


def fits(adapter: TypeAdapter[Any], word: Any) -> bool:
    try:
        adapter.validate_python(word)
    except ValueError:
        return False
    return True


def is_called(change: Change) -> bool:
    """Whether the sentence on a change has words for its key."""
    last = change.key.rpartition(".")[2]
    particular = {f"{change.kind} {one}" for one in (change.subject.family, change.key, last, change.after)}
    own = particular & SAYINGS.keys() or "%(what)s" not in SAYINGS.get(change.kind, "%(what)s")
    return bool(own) or not {change.key, last, change.key.partition(".")[0]}.isdisjoint(WHAT)


@pytest.mark.parametrize("family", LEAST)
def test_no_key_changes_without_being_told(family: str) -> None:
    for name, field in LEAST[family][0].model_fields.items():
        values = values_of(field.rebuild_annotation())
        assert len(values) > 1, f"there are no two values for {name}"
        records = [record(family, **{name: value}) for value in values]
        without = [] if field.is_required() else [record(family)]
        for old, new in pairwise([*without, *records, *without]):
            before, after = community(old), community(new)
            found = changes(before, after)
            assert bool(found) == (getattr(old, name) != getattr(new, name)), (family, name)
            assert all(told(before, after))
            assert [one for one in found if not one.key or not is_called(one)] == []


@pytest.mark.parametrize("family", TRANSLATED)
def test_no_key_of_a_translation_changes_without_being_told(family: str) -> None:
    kind: type[Filed] = TRANSLATED[family]
    least = {} if family == "community" else {"title": "Titre"}
    for name in kind.model_fields:
        value: Any = {"answers_within": "deux jours"} if name == "welcome" else "Autre"
        sides = []
        for keys in (least, least | {name: value}):
            told_in = {"fr": version(family, "one", "fr", **keys)}
            about = {"profiles": told_in} if family == "community" else {"translations": {f"{family}/one": told_in}}
            sides.append(community(record(family), **about))
        assert [one.kind for one in changes(sides[0], sides[1])] == ["retranslated"], name


def test_the_catalogues_find_whatever_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nothing stays English for a translator who was never asked."""
    keywords = DEFAULT_KEYWORDS | dict.fromkeys(("say", "_say", "N_"))
    folder = repository / "generator/folkmoot"
    found = extract_from_dir(folder / "render/changes", [("**.py", "python")], keywords=keywords)
    phrases = extract_from_dir(folder / "render/wording", [("**.py", "python")], keywords=keywords)
    known = {words if isinstance(words, str) else words[0] for _, _, words, _, _ in [*found, *phrases]}
    said: set[str] = set()

    class Noted(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            said.add(message)
            return message

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            said.add(msgid1)
            return msgid1 if n == 1 else msgid2

    spoken = tongue("en")._replace(words=Noted())
    monkeypatch.setattr("folkmoot.render.changes.sentences.tongue", lambda _: spoken)
    sentences = Sentences("en", str)
    pictures = [{"file": "a.webp", "alt": "A"}]
    old, new = (
        record("events", "one", "Some words"),
        record("events", "one", "Others", photos=pictures, attendees=["x"]),
    )
    for before, after in ((old, new), (new, old), (old, record("members"))):
        assert all(sentences.capital(one) for one in changes(community(before), community(after)))
    sentences.none(), sentences.more(2)
    assert {"%(num)s word added", "a member who is not named here", "adds a picture to %(name)s"} < said
    assert sorted(said - known) == []


def test_texts_below_the_keys_are_told() -> None:
    for family in ("events", "projects", "posts", "teams"):
        sides = community(record(family, text="Bring a lamp.")), community(record(family, text="Bring lamps."))
        assert [(one.kind, one.added, one.removed) for one in changes(sides[0], sides[1])] == [("rewritten", 1, 2)]


def keys_of(kind: type[BaseModel], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in kind.model_fields.items():
        yield f"{above}{name}", field.rebuild_annotation()
        for inner in typing.get_args(field.annotation) or (field.annotation,):
            if isinstance(inner, type) and issubclass(inner, Record):
                yield from keys_of(inner, f"{name}.")


@pytest.mark.parametrize("family", LEAST)
def test_every_key_that_names_others_is_known(family: str) -> None:
    """So that their names can be read, and told."""
    for key, annotation in keys_of(LEAST[family][0]):
        if SLUG.pattern in repr(annotation):
            last = key.rpartition(".")[2]
            assert key in NAMING or last in NAMING or last == "formerly", key


def test_records_name_others() -> None:
    event = record(
        "events",
        hosts=["a"],
        place="p",
        speakers=["b", {"name": "Zoe"}],
        occurrences=[{"date": "2026-01-01", "attendees": ["c"]}],
    )
    named = {("members", "a"), ("places", "p"), ("members", "b"), ("members", "c")}
    assert set(named_in(event)) == named
    profile = record("community", welcome={"team": "t", "members": ["m"], "event": "e"}, founders=["f"])
    assert set(named_in(profile)) == {("teams", "t"), ("members", "m"), ("events", "e"), ("members", "f")}
    assert set(named_in(record("teams", members=[{"member": "x", "since": "2026-01-01"}]))) == {("members", "x")}


def test_sentences_begin_with_a_small_letter_or_a_name_and_end_without_a_stop() -> None:
    begun = [said.removeprefix("%(name)s ") for said in SAYINGS.values()]
    assert not [said for said in begun if not said[0].islower() or said.endswith(".")]
