"""What outgrows a machine is told in words."""

from pathlib import Path

import duckdb
import pytest

from folkmoot.derive import activity
from support.building import folkmoot
from support.hubs import minimal_hub


def test_rows_are_handed_over_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "_IN_ONE_GO", 2)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE numbers (one BIGINT, word VARCHAR)")
        rows = [{"one": number, "word": f"{number}"} for number in range(5)]
        activity._insert(connection, "numbers", rows)
        assert connection.execute("FROM numbers").fetchall() == [(one["one"], one["word"]) for one in rows]
        activity._insert(connection, "numbers", [])
        assert connection.execute("SELECT count(*) FROM numbers").fetchall() == [(5,)]


@pytest.mark.parametrize("command", ["build", "report"])
def test_a_hub_that_has_outgrown_the_warehouse_is_told_so(command: str, tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small/sitecustomize.py").write_text(
        "import folkmoot.load.warehouse as it\nit._CLOSED = (\"memory_limit = '1MB'\", *it._CLOSED[1:])\n"
    )
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": "site_name: M\ntheme: {name: material}\n"})
    done = folkmoot(command, "--at", "2026-06-15", cwd=root, PYTHONPATH=str(tmp_path / "small"))
    assert done.returncode == 1
    assert "does not fit into the two gigabytes" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists()
