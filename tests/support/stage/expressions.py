"""The expressions of workflows, `${{ … }}`, as far as they are used here; anything else is an error.

Comparing follows docs.github.com, "Evaluate expressions in workflows and actions": text without regard to case, and
values of two kinds as numbers.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w-]*)|(?P<sign>==|!=|<=|>=|&&|\|\||[!()\[\].,<>*]))"
)
_WORDS = {"true": True, "false": False, "null": None}
_STATUS = re.compile(r"\b(?:success|failure|cancelled|always)\s*\(")
_INSERTED = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)

Function = Callable[..., Any]


class WorkflowError(Exception):
    """A workflow says what a runner would not take, or what this stage does not know."""


class Known(dict[str, Any]):
    """A context of which everything is known: who asks it for something else has made a slip."""

    def __missing__(self, name: str) -> Any:
        raise WorkflowError(f"nothing here is called {name!r}; there are {', '.join(sorted(self))}")


def inserted(text: Any, contexts: Mapping[str, Any], functions: Mapping[str, Function]) -> Any:
    """A value of the YAML with its expressions worked out: one that is an expression alone keeps its kind."""
    if not isinstance(text, str):
        return text
    if (whole := _INSERTED.fullmatch(text.strip())) and "${{" not in whole[1]:
        return evaluated(whole[1], contexts, functions)
    return _INSERTED.sub(lambda found: as_text(evaluated(found[1], contexts, functions)), text)


def condition(told: Any, contexts: Mapping[str, Any], functions: Mapping[str, Function]) -> bool:
    """Whether an `if` holds; without a word on how it went before, all has to have gone well."""
    text = "success()" if told is None else as_text(told).strip()
    if found := _INSERTED.fullmatch(text):
        text = found[1]
    elif "${{" in text:
        raise WorkflowError(f"an `if` of several expressions always holds: {text}")
    if not _STATUS.search(text):
        text = f"success() && ({text})"
    return truth(evaluated(text, contexts, functions))


def evaluated(text: str, contexts: Mapping[str, Any], functions: Mapping[str, Function]) -> Any:
    """The value of an expression; WorkflowError where it names or does what is not known."""
    return _Reader(text, contexts, {**_FUNCTIONS, **functions}).whole()


def truth(value: Any) -> bool:
    """Whether a value counts as true."""
    return value not in (None, False, "", 0) and not (isinstance(value, float) and math.isnan(value))


def as_text(value: Any) -> str:
    """A value as it is written into text."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict | list):
        raise WorkflowError("a whole object is written into text")
    return str(value)


def _number(value: Any) -> float:
    if value is None or isinstance(value, bool):
        return float(bool(value))
    if isinstance(value, str):
        try:
            return float(value.strip() or 0)
        except ValueError:
            return math.nan
    return float(value) if isinstance(value, int | float) else math.nan


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold() == right.casefold()
    if isinstance(left, dict | list) or isinstance(right, dict | list):
        return left is right
    return _number(left) == _number(right)


def _contains(whole: Any, part: Any) -> bool:
    if isinstance(whole, list):
        return any(_equal(one, part) for one in whole)
    return as_text(part).casefold() in as_text(whole).casefold()


def _format(pattern: str, *values: Any) -> str:
    return re.sub(r"\{(\d+)\}", lambda found: as_text(values[int(found[1])]), pattern)


_FUNCTIONS: dict[str, Function] = {
    "contains": _contains,
    "startsWith": lambda whole, part: as_text(whole).casefold().startswith(as_text(part).casefold()),
    "endsWith": lambda whole, part: as_text(whole).casefold().endswith(as_text(part).casefold()),
    "format": _format,
    "fromJSON": json.loads,
    "toJSON": lambda value: json.dumps(value, indent=2),
    "join": lambda values, between=",": between.join(map(as_text, values)),
}


class _Reader:
    """Reads an expression from left to right; each method is one rank of what binds."""

    def __init__(self, text: str, contexts: Mapping[str, Any], functions: Mapping[str, Function]) -> None:
        self._text, self._contexts, self._functions = text.strip(), contexts, functions
        self._at = 0
        self._kind, self._word = "", ""
        self._next()

    def _next(self) -> tuple[str, str]:
        """Takes a token, and looks at the one behind it."""
        taken = self._kind, self._word
        if self._at == len(self._text):
            self._kind, self._word = "end", ""
            return taken
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            raise WorkflowError(f"this is no expression: {self._text}")
        self._at = found.end()
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        self._kind = str(found.lastgroup)
        self._word = found[self._kind]
        return taken

    def _sign(self, *signs: str) -> str:
        return self._next()[1] if self._kind == "sign" and self._word in signs else ""

    def _demand(self, sign: str) -> None:
        if not self._sign(sign):
            raise WorkflowError(f"{sign!r} is missing in: {self._text}")

    def whole(self) -> Any:
        value = self._either()
        if self._kind != "end":
            raise WorkflowError(f"{self._word!r} was not expected in: {self._text}")
        return value

    def _either(self) -> Any:
        value = self._both()
        while self._sign("||"):
            other = self._both()
            value = value if truth(value) else other
        return value

    def _both(self) -> Any:
        value = self._compared()
        while self._sign("&&"):
            other = self._compared()
            value = other if truth(value) else value
        return value

    def _compared(self) -> Any:
        value = self._denied()
        while sign := self._sign("==", "!=", "<", ">", "<=", ">="):
            other = self._denied()
            if sign in ("==", "!="):
                value = _equal(value, other) == (sign == "==")
            else:
                left, right = _number(value), _number(other)
                value = {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[sign]
        return value

    def _denied(self) -> Any:
        return not truth(self._denied()) if self._sign("!") else self._within()

    def _within(self) -> Any:
        value = self._one()
        is_each = False  # behind .* whatever follows is asked of each item ("Object filters")
        while sign := self._sign(".", "["):
            if sign == "." and self._sign("*"):
                value, is_each = list(value.values()) if isinstance(value, dict) else list(value or ()), True
                continue
            if sign == ".":
                kind, name = self._next()
                if kind != "name":
                    raise WorkflowError(f"a name is missing behind the dot in: {self._text}")
            else:
                name = self._either()
                self._demand("]")
            value = [_part(one, name) for one in value] if is_each else _part(value, name)
        return value

    def _one(self) -> Any:
        kind, word = self._next()
        if kind == "text":
            return word[1:-1].replace("''", "'")
        if kind == "number":
            return float(word)
        if kind == "name":
            return self._called(word) if self._sign("(") else self._named(word)
        if word == "(":
            value = self._either()
            self._demand(")")
            return value
        raise WorkflowError(f"{word or 'the end'!r} was not expected in: {self._text}")

    def _named(self, word: str) -> Any:
        if word in _WORDS:
            return _WORDS[word]
        if word not in self._contexts:
            raise WorkflowError(f"there is no {word} to ask in: {self._text}")
        return self._contexts[word]

    def _called(self, word: str) -> Any:
        if word not in self._functions:
            raise WorkflowError(f"the stage has no function {word}: {self._text}")
        values = []
        while not self._sign(")"):
            values.append(self._either())
            if not self._sign(","):
                self._demand(")")
                break
        return self._functions[word](*values)


def _part(value: Any, name: Any) -> Any:
    if isinstance(value, Known):
        return value[name]
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, list) and isinstance(name, float):
        return value[int(name)] if 0 <= name < len(value) else None
    return None
