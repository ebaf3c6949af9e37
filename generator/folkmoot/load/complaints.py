"""What pydantic found wrong, in one plain sentence each."""

import json
import re
from typing import Any, get_args

from pydantic import BaseModel, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from folkmoot.load.documents import Document
from folkmoot.load.items_meant import fault_in, is_example, is_no_item, item_meant, list_meant
from folkmoot.load.keys_meant import key_advice, right_key, right_place, spelt
from folkmoot.load.layout import hyphened, unhyphened, where_to
from folkmoot.load.names import account_advice, better_name, repository_advice
from folkmoot.load.positions import value_at
from folkmoot.load.records_within import called_elsewhere, fields_at, outer_at, record_at
from folkmoot.load.syntax import SPACE_IT
from folkmoot.model.advice import FORM_ADVICE, ZONE_ADVICE
from folkmoot.model.base import PATTERN_ADVICE, SLUG, Country, FilePath, Language, Slug, Url, Zone
from folkmoot.model.community import GitHubName
from folkmoot.model.image import PictureFile
from folkmoot.model.member import Consent, Login, OtherAccount
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Enlist, Interpret, Itemise, Meaning, Remedy, Rewrite
from folkmoot.model.zones import known_zone
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
    "feed_calendar": "feed-calendar",
    "feed_scheme": "format",
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
    "feed_calendar": "this is the address of a calendar, and not of a feed",
    "feed_scheme": "“{key}” is not written as it must be",
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
_NOTHING = frozenset(
    (
        "- aucun aucune false keine n/a na nessuna nessuno niente no none nothing off on rien tba tbd true unknown yes"
    ).split()
)
"""What people write into a list that holds nothing, or that they take for a switch."""
_LONGEST_LIST = 120
"""How many characters of a list are told as they should be written."""
_QUOTES = "“”„‟«»‘’‚‛"
"""The quotation marks that programs for texts write, and YAML takes for letters."""


def _pattern(kind: Any) -> str:
    """The pattern that a kind of text has to match."""
    constraints = (one for one in get_args(kind) if isinstance(one, StringConstraints))
    return next(str(one.pattern) for one in constraints if one.pattern)


_MEANINGS: dict[str, Meaning] = {
    _pattern(Slug): "record",
    _pattern(Login): "login",
    _pattern(OtherAccount): "login",
    _pattern(Url): "address",
    _pattern(Country): "country",
    _pattern(Language): "language",
    _pattern(Zone): "zone",
    _pattern(GitHubName): "repository",
    "day_format": "day",
    "feed_scheme": "address",
    "moment_format": "moment",
}
"""What a text is that does not match a pattern, or is no day: it can be said otherwise."""
_ADVICE = {_pattern(OtherAccount): account_advice, _pattern(GitHubName): repository_advice}
"""What says more of a text that does not match a pattern, by what was written."""
_FILE = _pattern(FilePath)
_FILES = (_FILE, _pattern(PictureFile))
_MOST = 20
"""How many faults of one file are told; whoever has more writes another format than ours."""


def complaints(path: str, document: Document, record: type[BaseModel], error: ValidationError) -> list[Problem]:
    """The faults pydantic found in a document; of very many the first, and how many more."""
    faults = _roots(error.errors(include_url=False), document, record)
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


def _roots(faults: list[ErrorDetails], document: Document, record: type[BaseModel]) -> list[ErrorDetails]:
    """The faults without those that follow from another: a key that is missing, since it is misspelt or since an item
    was written in another way; a list that is too short, since its items are wrong.
    """
    others = {keys[:-1] for fault in faults if fault["type"] == "extra_forbidden" and (keys := fault["loc"])}
    amiss = {keys for keys in others if is_no_item(record, keys, value_at(document.values, keys))}
    meant = {
        (*keys[:-1], elsewhere.get(word := str(keys[-1])[:60].lower()) or closest(word, fields_at(record, keys[:-1])))
        for fault in faults
        if fault["type"] == "extra_forbidden" and (keys := fault["loc"])
        for elsewhere in (called_elsewhere(record, keys),)
    }
    return [
        fault
        for fault in faults
        if (fault["type"] != "missing" or (fault["loc"] not in meant and fault["loc"][:-1] not in amiss))
        and (fault["type"] != "too_short" or not fault["input"])
    ]


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
        return right_key(document, record, keys) or right_place(document, record, keys)
    if not isinstance(given, str) or not keys or keys[0] == "formerly":
        return None
    if kind == "literal_error":
        words = {spelt(word): word for word in _words_of(details["ctx"]["expected"])}
        word = words.get(spelt(given.strip(f" {_QUOTES}")))
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
        told = _unknown_key(record, keys, value_at(document.values, keys[:-1]))
        return "unknown-key", f"there is no key “{_short(keys[-1])}” here", told
    if kind == "literal_error":
        return (
            "choice",
            f"“{key}” cannot be {_quoted(details['input'])}" if details["input"] else f"“{key}” is empty",
            _choices(context["expected"], details["input"]),
        )
    if kind == "string_pattern_mismatch":
        advice = _advice(context["pattern"], keys, details["input"])
        return "format", f"“{key}” is not written as it must be", advice
    if kind in _CUSTOM:
        return _CUSTOM[kind], _ABOUT[kind].format(key=key), details["msg"]
    if kind in _SAID:
        code, message, hint = _SAID[kind]
        if kind == "tuple_type" and (items := _items(details["input"])) and record_at(record, keys) is None:
            first = _items_advice(record, keys, items) or f"write [{', '.join(items)}], or"
            return code, message.format(key=key), f"{first} {_ITEMS.removeprefix('write ')}"
        if within := _items_within(record, keys, details):
            return code, message.format(key=key), within
        if kind == "model_type" and record_at(record, keys) is Consent:
            hint = _CONSENTING
        fields = ", ".join(fields_at(record, keys))
        return code, message.format(key=key), hint.format(key=keys[-1] if keys else key, fields=fields, **context)
    return "type", f"“{key}” is not right: {details['msg']}", "compare it with a file that has this right"


def _items_advice(record: type[BaseModel], keys: KeyPath, items: list[str]) -> str:
    """How one of the items of a list is to be written that would not be right in brackets either; "" if all would."""
    fault = fault_in(outer_at(record, keys[:-1]), str(keys[-1]), items)
    if fault and fault["type"] == "string_pattern_mismatch":
        return f"{_advice(fault['ctx']['pattern'], keys, fault['input'])};"
    return (
        f"{_choices(fault['ctx']['expected'], fault['input'])};" if fault and fault["type"] == "literal_error" else ""
    )


def _items_within(record: type[BaseModel], keys: KeyPath, details: ErrorDetails) -> str:
    """How items with keys of their own are to be written, where something else stands in their place; else ""."""
    within, given = record_at(record, keys), details["input"]
    if within and details["type"] == "tuple_type":
        text = list_meant(within, given)
        return f"write {'for example ' * is_example(within, text, given)}{keys[-1]}: {text}"
    if within and details["type"] == "model_type" and isinstance(keys[-1], int):
        return _in_its_place(within, given)
    return ""


def _in_its_place(record: type[BaseModel], given: Any) -> str:
    text = item_meant(record, given)
    return f"write {'for example ' * is_example(record, text, given)}{text} in its place" if text else ""


def _unknown_key(record: type[BaseModel], keys: KeyPath, around: Any) -> str:
    """What would be right in place of a key that there is not; `around` is what it stands in."""
    instead = _in_its_place(outer_at(record, keys[:-1]), around) if is_no_item(record, keys[:-1], around) else ""
    return instead or key_advice(record, keys, around if isinstance(around, dict) else ())


def _advice(pattern: str, keys: KeyPath, given: Any) -> str:
    """How a text is to be written that has to match; of a name that stands for a file, the file's."""
    advice = PATTERN_ADVICE.get(pattern, "")
    if pattern in _ADVICE:
        return _ADVICE[pattern](given) or advice
    if pattern in _FILES:
        return _file_advice(advice, keys, given)
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
