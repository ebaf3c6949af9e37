"""Changes as JSON, for programs: each with its kind, what it is about, and the sentence that people read."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from folkmoot.model.change import Change, Named, Repeating
from folkmoot.model.moment import Moment
from folkmoot.render.changes.sentences import Sentences

VERSION = 1
"""Keys, kinds and groups are added within a version; whoever reads it ignores those that they do not know."""


def as_json(changes: Iterable[Change], language: str) -> str:
    """An object with the list `changes`, in the order in which people read them: docs/changes.md tells every key."""
    sentences = Sentences(language, str)
    document = {"version": VERSION, "language": language, "changes": [_told(one, sentences.of(one)) for one in changes]}
    # Half a character, which a file's name may hold, is no UTF-8.
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _told(change: Change, sentence: str) -> dict[str, Any]:
    """A change with every key that JSON readers can rely on; texts are told by their numbers of words."""
    return {
        "group": change.group,
        "kind": change.kind,
        "subject": change.subject._asdict(),
        "path": change.path,
        "key": change.key,
        "day": change.day.isoformat() if change.day else None,
        "before": _plain(change.before),
        "after": _plain(change.after),
        "whom": _plain(change.whom),
        "reason": change.reason,
        "repeats": _plain(change.repeats),
        "words_added": change.added,
        "words_removed": change.removed,
        "sentence": sentence,
    }


def _plain(value: Any) -> Any:
    match value:
        case Named():
            return value._asdict()
        case Moment():
            return str(value)
        case Repeating():
            return {"rule": value.rule, "first": _plain(value.first), "zone": value.zone}
        case tuple():
            return [_plain(one) for one in value]
        case dt.date():
            return value.isoformat()
        case _:
            return value
