"""What pydantic found wrong, in one plain sentence each."""

import difflib
import json
import re
from collections.abc import Collection, Iterable
from typing import Any, get_args

from pydantic import BaseModel, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from folkmoot.load.documents import Document
from folkmoot.load.layout import head_of, hyphened, unhyphened, where_to
from folkmoot.load.names import better_name
from folkmoot.load.positions import value_at
from folkmoot.load.records_within import fields_at, outer_at, record_at
from folkmoot.load.syntax import SPACE_IT
from folkmoot.model.advice import FORM_ADVICE, ZONE_ADVICE
from folkmoot.model.base import PATTERN_ADVICE, SLUG, Country, FilePath, Language, Slug, Url, Zone
from folkmoot.model.community import GitHubName
from folkmoot.model.image import PictureFile
from folkmoot.model.member import Consent, Login
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Enlist, Indent, Interpret, Itemise, Meaning, Remedy, Rename, Rewrite
from folkmoot.model.slot import known_zone
from folkmoot.text import closest, excerpt, one_line

_ITEMS = FORM_ADVICE["list"]
_SAID: dict[str, tuple[str, str, str]] = {
    "missing": ("key-missing", "“{key}” is missing", "add a line {key}: …"),
    "tuple_type": ("type", "“{key}” must be a list", _ITEMS),
    "string_type": ("type", "“{key}” must be a single text", FORM_ADVICE["text"]),
    "model_type": ("type", "“{key}” must have keys of its own", "write these indented on the lines below: {fields}"),
    "int_parsing": ("type", "“{key}” must be a whole number", FORM_ADVICE["whole number"]),
    "int_parsing_size": ("number", "“{key}” is too large", FORM_ADVICE["whole number"]),
    "int_type": ("type", "“{key}” must be a whole number", FORM_ADVICE["whole number"]),
    "bool_parsing": ("type", "“{key}” must be true or false", FORM_ADVICE["switch"]),
    "bool_type": ("type", "“{key}” must be true or false", FORM_ADVICE["switch"]),
    "float_parsing": ("type", "“{key}” must be a number", FORM_ADVICE["number"]),
    "float_type": ("type", "“{key}” must be a number", FORM_ADVICE["number"]),
    "string_too_short": ("empty", "“{key}” is empty", "write something, or remove the line"),
    "too_short": ("empty", "“{key}” needs at least one item", "add an item that starts with a hyphen"),
    "date_type": ("day", "“{key}” must be a day", "write it as year-month-day, for example 2026-03-14"),
    "greater_than": ("number", "“{key}” is too small", "it must be more than {gt}"),
    "greater_than_equal": ("number", "“{key}” is too small", "it must be at least {ge}"),
    "less_than_equal": ("number", "“{key}” is too large", "it must be at most {le}"),
    "string_too_long": ("too-long", "“{key}” is too long", "at most {max_length} characters fit"),
}
_CONSENTING = (
    "write indented on the lines below those that you agree to, each with the day, such as profile: 2026-03-14;"
    " there are {fields}"
)
_CUSTOM = {
    "day_format": "day",
    "day_missing": "day",
    "day_far": "day",
    "time_missing": "time",
    "moment_format": "moment",
    "one_line": "one-line",
    "nothing_seen": "empty",
    "turned": "format",
    "no_host": "format",
    "credentials": "format",
}
_ABOUT = {
    "day_format": "“{key}” is not written as a day",
    "day_missing": "“{key}” is a day that does not exist",
    "day_far": "“{key}” is too far off",
    "time_missing": "“{key}” is a time that does not exist",
    "moment_format": "“{key}” is not written as a date",
    "one_line": "“{key}” takes more than one line",
    "nothing_seen": "“{key}” holds nothing that can be seen",
    "turned": "“{key}” turns the reading direction of what follows it",
    "no_host": "“{key}” is no whole web address",
    "credentials": "“{key}” holds a name or a password, and everybody can read it",
}
_NAMELESS = frozenset(("unknown-key", "choice"))
_PLAIN = re.compile(r"\w[\w ./+'’()-]*")
"""What needs no quotes as an item between brackets."""
_LISTED = re.compile(r" *(?!.*\b(?i:and|or|et|ou|e|ed|o)\b)[^\W\d_](?:[\w+#/’'-]|\.\w)*(?: [\w+#/’'-]+){0,2} *")
"""An item of a list that somebody forgot to put in brackets: up to three words, and no part of a sentence."""
_NOTHING = frozenset("- aucun aucune keine n/a na nessuna nessuno niente no none nothing rien tba tbd unknown".split())
"""What people write into a list that holds nothing."""
_LONGEST_LIST = 120
"""How many characters of a list are told as they should be written."""
_SURE = 0.8
"""How like a word what is written must be, of 1, for nothing else to be meant."""
_LIKELY = 0.7
"""The same, for keys that a record needs."""
_QUOTES = "“”„‟«»‘’‚‛"
"""The quotation marks that programs for texts write, and YAML takes for letters."""


def _pattern(kind: Any) -> str:
    """The pattern that a kind of text has to match."""
    constraints = (one for one in get_args(kind) if isinstance(one, StringConstraints))
    return next(str(one.pattern) for one in constraints if one.pattern)


_MEANINGS: dict[str, Meaning] = {
    _pattern(Slug): "record",
    _pattern(Login): "login",
    _pattern(Url): "address",
    _pattern(Country): "country",
    _pattern(Language): "language",
    _pattern(Zone): "zone",
    _pattern(GitHubName): "repository",
    "day_format": "day",
    "moment_format": "moment",
}
"""What a text is that does not match a pattern, or is no day: it can be said otherwise."""
_FILE = _pattern(FilePath)
_FILES = (_FILE, _pattern(PictureFile))
_MOST = 20
"""How many faults of one file are told; whoever has more writes another format than ours."""


def complaints(path: str, document: Document, record: type[BaseModel], error: ValidationError) -> list[Problem]:
    """The faults pydantic found in a document; of very many the first, and how many more."""
    faults = _roots(error.errors(include_url=False), record)
    told = [_complaint(path, document, record, details) for details in faults[:_MOST]]
    if more := len(faults) - len(told):
        told.append(
            Problem(path, "more-problems", f"{more:,} more are wrong in this file", "mend the first ones first")
        )
    zone = document.values.get("timezone")
    # A rule asks for this where the file can be read; whoever has to mend it wants to hear of everything at once.
    if "timezone" in record.model_fields and isinstance(zone, str) and not any("timezone" in f["loc"] for f in faults):
        told = [*_unknown_zone(path, zone), *told]
    return told


def _unknown_zone(path: str, zone: str) -> list[Problem]:
    """What is wrong with a time zone that is written as one, and is none."""
    if not zone or zone == "UTC" or ("/" in zone and known_zone(zone)):
        return []
    said = f"“{zone}” is no time zone of the IANA list"
    return [Problem(path, "zone-unknown", said, ZONE_ADVICE, keys=("timezone",), value=zone, remedy=Interpret("zone"))]


def _roots(faults: list[ErrorDetails], record: type[BaseModel]) -> list[ErrorDetails]:
    """The faults without those that follow from another: a key that is missing, since it is misspelt."""
    meant = {
        (*keys[:-1], closest(str(keys[-1])[:60].lower(), fields_at(record, keys[:-1])))
        for fault in faults
        if fault["type"] == "extra_forbidden" and (keys := fault["loc"])
    }
    return [fault for fault in faults if fault["type"] != "missing" or fault["loc"] not in meant]


def _complaint(path: str, document: Document, record: type[BaseModel], details: ErrorDetails) -> Problem:
    keys: KeyPath = details["loc"]
    found = value_at(document.values, keys)
    code, message, hint = _left_open(document, details) or _sentence(document, details, record)
    hint = _by_layout(document, details, record) or hint
    value = excerpt(one_line(found), 120) if isinstance(found, str) and code not in _NAMELESS else ""
    at_key = details["type"] == "extra_forbidden"
    remedy = _remedy(document, details, record)
    return Problem(path, code, message, hint, keys=keys, value=value, at_key=at_key, remedy=remedy)


def _remedy(document: Document, details: ErrorDetails, record: type[BaseModel]) -> Remedy | None:
    """What mends a fault, where only one thing can have been meant."""
    kind, keys, given = details["type"], details["loc"], details["input"]
    if kind == "extra_forbidden":
        return _right_key(document, record, keys) or _right_place(document, record, keys)
    if not isinstance(given, str) or not keys or keys[0] == "formerly":
        return None
    if kind == "literal_error":
        spelt = {_spelt(word): word for word in _words_of(details["ctx"]["expected"])}
        word = spelt.get(_spelt(given.strip(f" {_QUOTES}")))
        return Rewrite(word) if word else None
    if kind == "tuple_type" and record_at(record, keys) is None and (items := _items(given)):
        if hyphened(document, str(keys[-1]), given):
            return Itemise()
        is_sure = all(_LISTED.fullmatch(item) for item in given.split(",")) and given.strip().lower() not in _NOTHING
        return Enlist(tuple(items)) if is_sure else None
    meaning = _MEANINGS.get(details["ctx"]["pattern"] if kind == "string_pattern_mismatch" else kind)
    return Interpret(meaning) if meaning else None


def _by_layout(document: Document, details: ErrorDetails, record: type[BaseModel]) -> str:
    """What would be right where the beginnings of lines tell what was meant; "" where they do not."""
    kind, (*above, last), given = details["type"], details["loc"] or ("",), details["input"]
    if kind == "extra_forbidden":
        around = value_at(document.values, tuple(above))
        return where_to(str(last), around, outer_at(record, tuple(above)))
    if kind != "tuple_type" or not isinstance(given, str) or record_at(record, details["loc"]) is not None:
        return ""
    if hyphened(document, str(last), given):
        return SPACE_IT
    items = ", ".join(item for line in unhyphened(document, str(last), given) for item in _items(line))
    is_short = 0 < len(items) <= _LONGEST_LIST
    return f"write [{items}], or put a hyphen and a space in front of each item" if is_short else ""


def _right_place(document: Document, record: type[BaseModel], keys: KeyPath) -> Indent | None:
    """The key below which one belongs that stands beside it, if it could be meant nowhere else."""
    *above, last = keys
    around = value_at(document.values, tuple(above))
    known = fields_at(record, tuple(above))
    if not isinstance(around, dict) or _surely(str(last)[:60], known):
        return None
    head = head_of(str(last), around, outer_at(record, tuple(above)))
    return Indent(head.key) if head and head.is_sure else None


def _right_key(document: Document, record: type[BaseModel], keys: KeyPath) -> Rename | None:
    """The key that is meant by one that there is not, unless it is there, too.

    What people agree to is not read into a word that is not exactly its own.
    """
    *above, last = keys
    known, around = fields_at(record, tuple(above)), value_at(document.values, tuple(above))
    outer = outer_at(record, tuple(above))
    right = _key_meant(str(last), known, outer)
    if not right or not isinstance(around, dict) or right in around:
        return None
    unknown = [key for key in around if key not in known and key != last]
    others = len(unknown) >= _MOST or any(_key_meant(str(key), known, outer) == right for key in unknown)
    is_same = _spelt(str(last)) == _spelt(right)
    is_consent = right == "consent" or record_at(record, tuple(above)) is Consent
    return None if others or (is_consent and not is_same) else Rename(right, is_same)


def _spelt(word: str) -> str:
    return re.sub(r"[\s_-]+", "_", word.strip().lower())


def _surely(word: str, known: Iterable[str]) -> str:
    """The known word that is meant by another spelling or a slip, "" where it is none or could be two.

    A slip leaves the first letter: `inactive` is not `active`.
    """
    spelt = {_spelt(one): one for one in known}
    if found := spelt.get(_spelt(word)):
        return found
    near = difflib.get_close_matches(_spelt(word), spelt, n=2, cutoff=_SURE)
    return spelt[near[0]] if len(near) == 1 and near[0][0] == _spelt(word)[0] else ""


def _key_meant(word: str, known: Iterable[str], outer: type[BaseModel]) -> str:
    """The key that is surely meant by another spelling or a slip; of a key that is needed, by a worse one: `nmae`."""
    if right := _surely(word[:60], known):
        return right
    near = difflib.get_close_matches(_spelt(word[:60]), list(known), n=2, cutoff=_LIKELY)
    is_needed = len(near) == 1 and outer.model_fields[near[0]].is_required()
    return near[0] if is_needed and near[0][0] == _spelt(word)[0] else ""


def _words_of(expected: str) -> list[str]:
    """The words that pydantic says can be chosen."""
    return expected.replace(" or ", ", ").replace("'", "").split(", ")


def _left_open(document: Document, details: ErrorDetails) -> tuple[str, str, str] | None:
    """What is wrong where a key or a hyphen stands there with nothing behind it."""
    *above, last = details["loc"] or ("",)
    around = value_at(document.values, tuple(above))
    if details["type"] == "missing" and isinstance(around, dict) and last in around:
        return "empty", f"“{_named(details['loc'])}” is empty", f"write something behind {last}:"
    if isinstance(last, int) and details["input"] is None:
        return "empty", f"“{_named(details['loc'])}” is empty", "write something behind the hyphen, or remove it"
    return None


def _sentence(document: Document, details: ErrorDetails, record: type[BaseModel]) -> tuple[str, str, str]:
    kind, keys, context = details["type"], details["loc"], details.get("ctx", {})
    key = _named(keys)
    if kind == "extra_forbidden":
        around = value_at(document.values, keys[:-1])
        told = _known_keys(record, keys, around if isinstance(around, dict) else ())
        return "unknown-key", f"there is no key “{_short(keys[-1])}” here", told
    if kind == "literal_error":
        return (
            "choice",
            f"“{key}” cannot be {_quoted(details['input'])}" if details["input"] else f"“{key}” is empty",
            _choices(context["expected"], details["input"]),
        )
    if kind == "string_pattern_mismatch":
        advice = _advice(context["pattern"], details["input"])
        if context["pattern"] in _FILES:
            advice = _file_advice(advice, keys, details["input"])
        return "format", f"“{key}” is not written as it must be", advice
    if kind in _CUSTOM:
        return _CUSTOM[kind], _ABOUT[kind].format(key=key), details["msg"]
    if kind in _SAID:
        code, message, hint = _SAID[kind]
        if kind == "tuple_type" and (items := _items(details["input"])) and record_at(record, keys) is None:
            return code, message.format(key=key), f"write [{', '.join(items)}], or {_ITEMS.removeprefix('write ')}"
        if kind == "model_type" and record_at(record, keys) is Consent:
            hint = _CONSENTING
        fields = ", ".join(fields_at(record, keys))
        return code, message.format(key=key), hint.format(key=keys[-1] if keys else key, fields=fields, **context)
    return "type", f"“{key}” is not right: {details['msg']}", "compare it with a file that has this right"


def _advice(pattern: str, given: Any) -> str:
    """How a text is to be written that has to match; of a name that stands for a file, the file's."""
    advice = PATTERN_ADVICE.get(pattern, "")
    slug = better_name(given) if pattern == f"^{SLUG.pattern}$" and isinstance(given, str) and len(given) <= 60 else ""
    return f"{advice.rpartition(', such as ')[0]}: {slug}" if slug else advice


def _file_advice(advice: str, keys: KeyPath, given: str) -> str:
    """How a file's path is to be written; all lie below content/ but the archive."""
    if keys[-1] == "archive_dir":
        return advice
    right = re.sub(r"^[./]*(?:content/)?", "", given)
    advice = advice.replace("below the folder", "below content/")
    return f"{advice.rpartition(', such as ')[0]}: {_short(right)}" if re.fullmatch(_FILE, right) else advice


def _named(keys: KeyPath) -> str:
    """A value's way in words: `links.2.url` counts items from 1, as people do."""
    return _short(".".join(str(key + 1) if isinstance(key, int) else key for key in keys))


def _short(text: Any) -> str:
    return excerpt(one_line(str(text)), 120)


def _quoted(given: Any) -> str:
    if isinstance(given, str):
        return f"“{_short(given)}”"
    return "a list" if isinstance(given, list) else "keys of its own"


def _items(given: Any) -> list[str]:
    """The items of a list that was written as a text, as they stand in brackets; none where they are no short words."""
    text = given.strip().removeprefix("[").removesuffix("]") if isinstance(given, str) else ""
    words = [one_line(word) for word in re.split("[,;\n]", text)]
    items = [word if _PLAIN.fullmatch(word) else json.dumps(word, ensure_ascii=False) for word in words if word]
    return items if len(", ".join(items)) <= _LONGEST_LIST else []


def _choices(expected: str, given: Any) -> str:
    known = _words_of(expected)
    meant = closest(given[:60].lower(), known) if isinstance(given, str) else ""
    return f"did you mean {meant}? " * bool(meant) + f"It can be {', '.join(known)}"


def _known_keys(record: type[BaseModel], keys: KeyPath, there: Collection[str]) -> str:
    """The key that is meant, which is none of those that are `there`, unless it is the same but for a slip."""
    word, known = str(keys[-1])[:60].lower(), fields_at(record, keys[:-1])
    if (meant := closest(word, known, _SURE)) in there and meant:
        return f"“{meant}” is there already: keep one of the two"
    meant = closest(word, [key for key in known if key not in there])
    return f"did you mean “{meant}”?" if meant else f"the keys are {', '.join(known)}"
