"""What is broken in the example hub so that a problem comes about, and what it was before."""

from typing import NamedTuple

FOLDER = "a folder"


class Breakage(NamedTuple):
    """How a problem comes about.

    In the file at `path`, `right` becomes `wrong`; without `right` the file is `wrong` from first to last, as bytes or
    text, or a folder. `asks` says what the rule wants, where `check.RULES` does not. `told` introduces the example.
    """

    group: int
    path: str
    wrong: str | bytes
    right: str = ""
    asks: str = ""
    told: str = ""
    gone: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        return {"sql": "sql", "jsonl": "json"}.get(self.path.rpartition(".")[2], "yaml")
