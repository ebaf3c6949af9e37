"""Texts and numbers as editors see them, in the words of JSON Schema.

Folkmoot reads every scalar as the text its author wrote; an editor reads `1984` as a number and `yes` as a text (YAML
1.2, core schema). So a text may be a number here, and a number a text, which it is between quotes.
"""

import re
from typing import Any

from folkmoot.model.advice import FORM_ADVICE
from folkmoot.model.base import PATTERN_ADVICE

_NUMBERS = ("12", "-12", "+12", "1.5", ".5", "1.", "1e3", "1e-3", "1.5e+3", "0x1f", "0o17", ".inf", "-.inf", ".nan")
_SWITCHES = ("true", "True", "TRUE", "false", "False", "FALSE")
"""Ways to write numbers, and all ways to write true and false, that editors take for other things than text."""

OVERRIDING = r"\u202a-\u202e"
TURNING = OVERRIDING + r"\u2066-\u2069"
"""Signs that turn the reading direction, which the records refuse. A text of several lines may hold the latter where
each is closed, which a pattern cannot count."""


def _advised(form: str, pattern: str) -> dict[str, Any]:
    return {"pattern": pattern, "patternErrorMessage": FORM_ADVICE[form], "errorMessage": FORM_ADVICE[form]}


WHOLE_NUMBER = _advised("whole number", r"^\s*[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?\s*$")
NUMBER = _advised("number", r"^\s*[+-]?[0-9._]*[0-9][0-9._]*(?:[eE][+-]?[0-9_]*[0-9])?\s*$")
SWITCH = _advised(
    "switch",
    "^(?:[01tTfFyYnN]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF])$",
) | {"examples": [True, False]}
"""What pydantic takes for a number, true or false, where it is written as a text."""


def text(pattern: str, least: int, most: int | None, refused: str, is_line: bool) -> dict[str, Any]:
    """A text of `least` to `most` characters, without the white space around it, that matches the model's pattern.

    `refused` are the signs that may not stand in it, as they are written in a class of a regular expression.

    Lengths stand in the pattern, since they count without the white space, and code points where editors count
    UTF-16. What is there takes no more time than the text is long.
    """
    body = pattern.removeprefix("^").removesuffix("$").replace('\\"', '"')
    straight = rf"(?![\s\S]*[{refused}])" if refused else ""
    whole = rf"^{straight}\s*{_sized(body, least, most, is_line)}\s*$"
    types = ["string"]
    if any(re.search(whole, number) for number in _NUMBERS):
        types.append("number")
    if any(re.search(whole, switch) for switch in _SWITCHES):
        types.append("boolean")
    return {
        "type": types,
        "pattern": whole,
        "patternErrorMessage": _advice(pattern, least, most, is_line),
        "errorMessage": FORM_ADVICE["text"],
    }


def _sized(body: str, least: int, most: int | None, is_line: bool) -> str:
    sign = r"[^\n]" if is_line else r"[\s\S]"
    between = f"{{0,{most - 2}}}" if most else "*"
    some = rf"\S(?:{sign}{between}\S)?"
    if not body:
        return some if least else f"(?:{some})?"
    return rf"(?={some}\s*$)(?:{body})" if most or is_line else f"(?:{body})"


def _advice(pattern: str, least: int, most: int | None, is_line: bool) -> str:
    if pattern:
        advice = PATTERN_ADVICE[pattern]
        return f"{advice}; at most {most:,} characters" if most else advice
    kind = "write something on one line" if is_line else "write a text" if not least else "write something"
    return f"{kind}, of at most {most:,} characters" if most else kind
