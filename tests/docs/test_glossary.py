"""Every public record is in the glossary with its source, and the glossary names no record that is not there."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import folkmoot.model

ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \|$", re.MULTILINE)


def _records() -> set[str]:
    names = [one.name for one in pkgutil.iter_modules(folkmoot.model.__path__, "folkmoot.model.")]
    modules = [importlib.import_module(name) for name in names]
    return {
        name
        for module in modules
        for name, thing in inspect.getmembers(module, inspect.isclass)
        if thing.__module__ == module.__name__ and not name.startswith("_")
    }


def test_every_public_record_is_in_the_glossary_once(repository: Path) -> None:
    rows = ROW.findall((repository / "docs/glossary.md").read_text(encoding="utf-8"))
    assert sorted(name for name, _, _ in rows) == sorted(_records())
