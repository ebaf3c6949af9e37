"""What GitHub refuses in an issue form beyond what its JSON Schema says, and what nobody could answer.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

_TEXTS = frozenset(("name", "description", "title", "type", "id", "label", "placeholder", "value", "render"))


def faults_of_form(text: str) -> list[str]:
    """Everything that is wrong with a form, a sentence each."""
    form = yaml.safe_load(text)
    body = form.get("body") or []
    asked = [one for one in body if one["type"] != "markdown"]
    found = [*_no_texts(form), *(f"{key} is missing" for key in ("name", "description", "body") if not form.get(key))]
    if not asked:
        found.append("the body asks for nothing")
    found += _twice("id", [one["id"] for one in asked if "id" in one])
    found += _twice("label", [_bare(one["attributes"].get("label", "")) for one in asked])
    for one in asked:
        found += _of_field(one)
    return found


def _no_texts(value: Any, key: str = "") -> Iterator[str]:
    """Texts that YAML takes for something else, or that are blank."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if not isinstance(name, str):
                yield f"the key {name} is no text"
            yield from _no_texts(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _no_texts(inner, "label" if key in ("options", "labels") else key)
    elif key in _TEXTS and (not isinstance(value, str) or not value.strip()):
        yield f"{key} is no text: {value!r}"


def _twice(what: str, words: Iterable[str]) -> Iterator[str]:
    return (f"the {what} {word} stands twice" for word, number in Counter(words).items() if number > 1)


def _bare(label: Any) -> str:
    """What labels must differ in: letters and digits."""
    return re.sub(r"\W+", "-", str(label).lower()).strip("-")


def _of_field(one: dict[str, Any]) -> Iterator[str]:
    if not re.fullmatch(r"[A-Za-z0-9_-]+", str(one.get("id", "x"))):
        yield f"the id {one['id']} has other letters"
    attributes = one["attributes"]
    if not attributes.get("label"):
        yield "a field has no label"
    options = [option["label"] if isinstance(option, dict) else option for option in attributes.get("options", ())]
    yield from _twice("option", map(str, options))
    if one["type"] in ("dropdown", "checkboxes") and not options:
        yield "nothing can be chosen"
    if one["type"] == "dropdown":
        yield from (f"the option {option} is GitHub's own" for option in options if str(option).lower() == "none")
        if attributes.get("multiple"):
            yield from (f"the option {option} has a comma" for option in options if "," in str(option))
