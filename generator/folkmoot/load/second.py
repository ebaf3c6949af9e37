"""What a second process reads of a large hub while the first one reads the rest: taking YAML apart takes the most of
the time that reading a hub takes.
"""

import marshal
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain

from folkmoot.beside import Beside
from folkmoot.load.documents import Document, Unreadable
from folkmoot.load.records import document_of

WORTH = 1_000
"""From so many files on that it would read a second process is worth its start."""


class Second(Beside):
    """Reads files beside the process that asks for them."""

    def __init__(self, paths: Iterable[Iterator[str]]) -> None:
        found = list(chain.from_iterable(paths))
        super().__init__(lambda: marshal.dumps(list(_read(found))), is_worth_it=len(found) >= WORTH)

    def documents(self) -> dict[str, Document]:
        """What stands in the files, by path; of those that cannot be read, nothing."""
        try:
            return {path: Document(values, body, "", 0) for path, values, body in marshal.loads(self.answer())}  # noqa: S302
        except (EOFError, ValueError, TypeError):  # there is none, or it was ended: then this one reads everything
            return {}


def _read(paths: Iterable[str]) -> Iterator[tuple[str, object, str]]:
    for path in paths:
        with suppress(OSError, Unreadable), open(path, "rb", buffering=0) as file:  # noqa: PTH123 quicker by far
            document = document_of(path, file.read())
            yield path, document.values, document.body
