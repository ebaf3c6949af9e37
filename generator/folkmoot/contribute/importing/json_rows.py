"""Lists of objects in JSON: one file, or a folder of them, with what lies deeper told by dotted names."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from folkmoot.contribute.importing.rows import Read, Remark, Row, decoded
from folkmoot.errors import WrongUse
from folkmoot.text import excerpt, listed, one_line, plural

FILE = "(file)"
"""The column that holds the name of the file, without its ending, that an object stands in."""
FOLDER = "(folder)"
"""The column that holds the name of the folder that the file lies in."""

_DEEPEST = 20
_LONGEST_NAME = 200
"""So many letters the name of a column has at most, which a mapping could say."""
_LISTS = frozenset("events items results data rows records members people places projects posts feeds entries".split())
"""What a list is called by those who put something beside it, such as the number of its pages."""


class _Object(dict[str, Any]):
    """An object, with what it says of a key that stands in it more than once: JSON lets the last one count."""

    twice: tuple[str, ...] = ()


class _Number(str):
    """A number as it is written: 1.10 is a version to somebody."""

    __slots__ = ()


class _NoNumber(str):
    """NaN or Infinity, which JSON does not have, and programs write where a number is missing."""

    __slots__ = ()


class _Told(NamedTuple):
    """What a file holds: its objects, and what beside them is not taken."""

    objects: list[Any]
    beside: list[str]


def json_rows(files: Iterable[tuple[str, bytes]]) -> Read:
    """The objects of JSON files, by their paths; those that cannot be read are left, each with its reason.

    A file holds a list of objects, an object with one such list inside (`{"events": [ … ], "page": 1}`), or one object.
    `{"venue": {"name": "Hall"}}` is the column `venue.name`; of a list of objects the first is `links.1.url`. Raises
    `WrongUse` where no file holds an object.
    """
    reading = _Reading()
    for name, content in files:
        try:
            told = _told(parsed(decoded(name, content)))
        except WrongUse as error:
            reading.leave(name, str(error))
        except json.JSONDecodeError as error:
            reading.leave(name, f"line {error.lineno}, column {error.colno} is no JSON: {error.msg}")
        except (RecursionError, ValueError):
            reading.leave(name, "it holds lists in lists in lists that no person writes")
        else:
            for reason in told.beside:
                reading.leave(name, reason)
            reading.take(name, told.objects)
    left = reading.left
    if not reading.rows:
        told_why = f"{left[0].place}: {left[0].reason}" if left else "there is no object in it"
        raise WrongUse(told_why, "a JSON file holds a list of objects: [{…}, {…}]")
    return reading.read()


def parsed(text: str) -> Any:
    """What a text of JSON says, numbers as they are written; raises `ValueError` or `RecursionError`."""
    return json.loads(text, object_pairs_hook=_object, parse_float=_Number, parse_int=_Number, parse_constant=_NoNumber)


def rows_of(name: str, objects: list[Any]) -> Read:
    """The objects of a list in the file that is called `name`."""
    reading = _Reading()
    reading.take(name, objects)
    return reading.read()


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    told = _Object(pairs)
    if len(told) < len(pairs):
        times = Counter(key for key, _ in pairs)
        told.twice = tuple(
            f"the key “{_shown(key)}” stands there {number} times, and the last one is taken"
            for key, number in times.items()
            if number > 1
        )
    return told


class _Reading:
    """The rows as they come together, with what is told of them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.left: list[Remark] = []
        self._notes: list[Remark] = []
        self._order: list[str] = []

    def leave(self, place: str, reason: str) -> None:
        self._order.append(place)
        self.left.append(Remark(place, "", reason))

    def take(self, name: str, objects: list[Any]) -> None:
        parts = name.replace("\\", "/").removesuffix(".json").split("/")
        around = {FILE: parts[-1], FOLDER: parts[-2] if len(parts) > 1 else ""}
        for number, one in enumerate(objects, 1):
            place = f"{name}, item {number}" if len(objects) > 1 else name
            if not isinstance(one, dict) or not one:
                self.leave(place, "it is no object with keys and values")
                continue
            lost: list[str] = []
            cells: dict[str, Any] = {}
            for column, cell in _flat(one, lost):
                if column in cells or column in around:
                    lost.append(
                        f"what is called “{_shown(column)}” stands there more than once, and the first is taken"
                    )
                else:
                    cells[column] = cell
            self._order.append(place)
            self.rows.append(Row(place, around | cells))
            self._notes += [Remark(place, "", reason) for reason in dict.fromkeys(lost)]

    def read(self) -> Read:
        columns = dict.fromkeys(column for row in self.rows for column in row.cells)
        return Read(tuple(self.rows), tuple(self.left), tuple(self._notes), tuple(columns), tuple(self._order))


def _told(said: Any) -> _Told:
    """The objects of a file, and what stands beside their list."""
    if not isinstance(said, _Object):
        return _Told(said if isinstance(said, list) else [said], [])
    lists = {key: one for key, one in said.items() if isinstance(one, list) and one and isinstance(one[0], dict)}
    alone = not any(value and (isinstance(value, dict) or type(value) is str) for value in said.values())
    named = [key for key in lists if key in _LISTS] or (list(lists) if alone else [])
    if alone and len(named) > 1:
        told = listed([_shown(key) for key in named])
        raise WrongUse(f"it holds the lists {told}: nobody can tell which is meant; put each into a file of its own")
    if len(named) != 1:
        return _Told([said], [])
    (key,) = named
    others = [
        f"the list “{_shown(other)}” ({plural(len(one), 'item')}) beside “{_shown(key)}” is not taken: put it into a"
        " file of its own"
        if isinstance(one, list)
        else f"“{_shown(other)}” beside the list “{_shown(key)}” is not taken"
        for other, one in said.items()
        if other != key and one and type(one) is not _Number and one is not True
    ]
    return _Told(lists[key], [*said.twice, *others])


def _flat(value: Any, lost: list[str], name: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Cells by their dotted names: texts, true or false, lists of texts; numbers as they are written.

    What is no cell is told in `lost`.
    """
    if len(name) > _LONGEST_NAME:
        lost.append(f"“{_shown(name)}” is not taken: the names that lead to it are longer than {_LONGEST_NAME} letters")
    elif depth > _DEEPEST:
        lost.append(f"“{_shown(name)}” is not taken: it lies deeper than {_DEEPEST} lists and objects in each other")
    elif isinstance(value, dict):
        lost += value.twice if isinstance(value, _Object) else ()
        for key, one in value.items():
            yield from _flat(one, lost, f"{name}.{key}" if name else str(key), depth + 1)
    elif isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value):
        for number, one in enumerate(value, 1):
            yield from _flat(one, lost, f"{name}.{number}", depth + 1)
    elif isinstance(value, list):
        yield name, [cell for one in value if (cell := _cell(one, name, lost)) != ""]
    else:
        yield name, _cell(value, name, lost)


def _cell(value: Any, name: str, lost: list[str]) -> Any:
    if isinstance(value, _NoNumber):
        lost.append(f"“{_shown(name)}” is {value}, which is no value, and is left out")
        return ""
    if value is None:
        return ""
    return value if isinstance(value, bool) else str(value).strip()


def _shown(key: str) -> str:
    return excerpt(one_line(key), 60)
