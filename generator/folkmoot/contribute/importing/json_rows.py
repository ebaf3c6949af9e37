"""Lists of objects in JSON: one file, or a folder of them, with what lies deeper told by dotted names."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from folkmoot.contribute.importing.rows import Read, Remark, Row, decoded
from folkmoot.errors import WrongUse

FILE = "(file)"
"""The column that holds the name of the file, without its ending, that an object stands in."""
FOLDER = "(folder)"
"""The column that holds the name of the folder that the file lies in."""

_DEEPEST = 20
_LISTS = frozenset("events items results data rows records members people places projects posts feeds entries".split())
"""What a list is called by those who put something beside it, such as the number of its pages."""


def json_rows(files: Iterable[tuple[str, bytes]]) -> Read:
    """The objects of JSON files, by their paths; those that cannot be read are left, each with its reason.

    A file holds a list of objects, an object with one such list inside (`{"events": [ … ], "page": 1}`), or one object.
    `{"venue": {"name": "Hall"}}` is the column `venue.name`; of a list of objects the first is `links.1.url`. Raises
    `WrongUse` where no file holds an object.
    """
    rows: list[Row] = []
    left: list[Remark] = []
    for name, content in files:
        try:
            objects = _objects(json.loads(decoded(name, content)))
        except WrongUse as error:
            left.append(Remark(name, "", str(error)))
        except json.JSONDecodeError as error:
            left.append(Remark(name, "", f"line {error.lineno}, column {error.colno} is no JSON: {error.msg}"))
        except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
            left.append(Remark(name, "", "it holds lists in lists in lists, or numbers, that no person writes"))
        else:
            _take(name, objects, rows, left)
    if not rows:
        told = f"{left[0].place}: {left[0].reason}" if left else "there is no object in it"
        raise WrongUse(told, "a JSON file holds a list of objects: [{…}, {…}]")
    return Read(tuple(rows), tuple(left))


def _take(name: str, objects: list[Any], rows: list[Row], left: list[Remark]) -> None:
    parts = name.replace("\\", "/").removesuffix(".json").split("/")
    around = {FILE: parts[-1], FOLDER: parts[-2] if len(parts) > 1 else ""}
    for number, one in enumerate(objects, 1):
        place = f"{name}, item {number}" if len(objects) > 1 else name
        if isinstance(one, dict) and one:
            rows.append(Row(place, around | dict(_flat(one))))
        else:
            left.append(Remark(place, "", "it is no object with keys and values"))


def _objects(told: Any) -> list[Any]:
    if isinstance(told, dict):
        lists = {key: one for key, one in told.items() if isinstance(one, list) and one and isinstance(one[0], dict)}
        alone = not any(isinstance(value, (str, dict)) and value for value in told.values())
        named = [one for key, one in lists.items() if alone or key in _LISTS]
        return named[0] if len(named) == 1 else [told]
    return told if isinstance(told, list) else [told]


def _flat(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Cells by their dotted names: texts, true or false, lists of texts; numbers as they are written."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _flat(one, f"{name}.{key}" if name else str(key), depth + 1)
    elif isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value):
        for number, one in enumerate(value, 1):
            yield from _flat(one, f"{name}.{number}", depth + 1)
    elif isinstance(value, list):
        yield name, [cell for one in value if (cell := _cell(one)) != ""]
    else:
        yield name, _cell(value)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return value if isinstance(value, bool) else str(value).strip()
