"""Templates are compiled once, and again when anything changes that their code depends on."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from folkmoot.render import compiled
from folkmoot.render.compiled import Compiled


class Counted(Environment):
    """Counts how often a template is compiled."""

    compilations = 0

    def _compile(self, source: str, filename: str):  # type: ignore[no-untyped-def]
        type(self).compilations += 1
        return super()._compile(source, filename)


def rendered(folder: Path, source: str = "{{ 1 + 1 }}") -> tuple[str, int]:
    """What a run says that has nothing in memory, and how many templates it compiled."""
    Counted.compilations = 0
    env = Counted(loader=DictLoader({"a.html": source}), bytecode_cache=Compiled(folder))
    return env.get_template("a.html").render(), Counted.compilations


def test_the_next_run_compiles_nothing(tmp_path: Path) -> None:
    assert rendered(tmp_path / "new") == ("2", 1)
    assert rendered(tmp_path / "new") == ("2", 0)
    assert [path.suffix for path in (tmp_path / "new").iterdir()] == [".template"]


def test_one_run_compiles_once_for_all_environments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    Counted.compilations, shared = 0, Compiled(tmp_path)
    for _ in range(3):
        env = Counted(loader=DictLoader({"a.html": "a"}), bytecode_cache=shared)
        assert env.get_template("a.html").render() == "a"
    assert Counted.compilations == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("changed", ["the template", "Jinja", "Python", "how templates are read"])
def test_whatever_the_code_depends_on_has_it_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    rendered(tmp_path)
    source = "{{ 1 + 1 }}"
    if changed == "the template":
        source = "{{ 1 + 2 }}"
    elif changed == "Jinja":
        monkeypatch.setattr(compiled, "version", lambda _: "99")
    elif changed == "Python":
        monkeypatch.setattr("sys.implementation.cache_tag", "other-99")
    else:
        monkeypatch.setattr(compiled, "_READERS", ("canvas.py",))
    assert rendered(tmp_path, source) == ("3" if changed == "the template" else "2", 1)


@pytest.mark.parametrize("content", [b"", b"x" * 100, None])
def test_a_file_that_is_no_code_is_none(tmp_path: Path, content: bytes | None) -> None:
    rendered(tmp_path)
    (place,) = tmp_path.iterdir()
    place.write_bytes(place.read_bytes()[:-20] if content is None else content)
    assert rendered(tmp_path) == ("2", 1)
    assert rendered(tmp_path) == ("2", 0)


def test_where_nothing_can_be_written_it_is_compiled_each_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    assert [rendered(tmp_path / "taken")[1] for _ in range(2)] == [1, 1]
