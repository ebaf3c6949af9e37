"""The theme's templates with their words put in: an engine without gettext renders them all the same, in one language.

What stands in `_("…")`, `ngettext(…)` and `lang.t("…")` becomes a text; everything else of a template stays as it is.
"""

import ast
import re
from collections.abc import Callable, Mapping

from folkmoot.errors import EngineFailure

_CALL = re.compile(r"(?<![\w.])(?P<name>_|ngettext|lang\.t)\(")
_NAMED = re.compile(r"(?P<key>[a-z_]+)\s*=\s*(?!=)(?P<value>.+)", re.DOTALL)
_PLACE = re.compile(r"%\((?P<key>\w+)\)s")

Asked = Callable[[str], str]
"""What is said for a word that a template asks for."""


def said(template: str, gettext: Asked, counted: Callable[[str, str, int], str], theme: Asked) -> str:
    """A template with every word said: by `gettext`, by `counted` for numbers, and by the `theme` for its own."""
    parts, end = [], 0
    for call in _CALL.finditer(template):
        if call.start() < end:
            continue
        inner, after = _within(template, call.end())
        given = _parts(inner)
        if given[0][:1] not in ("'", '"'):
            continue  # what is asked for is known when the page is rendered
        named = {found["key"]: found["value"] for one in given if (found := _NAMED.fullmatch(one))}
        words = [_text(one) for one in given if not _NAMED.fullmatch(one)]
        match call["name"]:
            case "ngettext":
                text = counted(words[0], words[1], int(words[2]))
            case "_":
                text = gettext(words[0])
            case _:
                text = theme(words[0])
        parts += [template[end : call.start()], _joined(text, named)]
        end = after
    return "".join([*parts, template[end:]])


def _within(template: str, start: int) -> tuple[str, int]:
    """What stands between parentheses, of which the first was read, and where they end."""
    depth, quote = 1, ""
    for place in range(start, len(template)):
        sign = template[place]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        else:
            depth += (sign == "(") - (sign == ")")
            if depth == 0:
                return template[start:place], place + 1
    raise EngineFailure("a template of the theme does not end what it asks for")


def _parts(inner: str) -> list[str]:
    """What stands between the outermost commas."""
    parts, depth, quote = [""], 0, ""
    for sign in inner:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        if sign == "," and depth == 0 and not quote:
            parts.append("")
        else:
            parts[-1] += sign
    return [one.strip() for one in parts]


def _text(written: str) -> str:
    return str(ast.literal_eval(written))


def _joined(text: str, named: Mapping[str, str]) -> str:
    """A text as an expression of a template, with what is named in it in its place."""
    pieces = _PLACE.split(text)
    if len(pieces) == 1:
        return _quoted(text)
    told = [f"({named[piece]})" if index % 2 else _quoted(piece) for index, piece in enumerate(pieces)]
    return f"({' ~ '.join(told)})"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
