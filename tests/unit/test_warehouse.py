"""Every warehouse is the same, whether its tables were defined by their SQL or copied from a pattern."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from folkmoot.load.warehouse import open_warehouse

CATALOGUE = {
    "tables": "SELECT table_name, sql FROM duckdb_tables() ORDER BY ALL",
    "views": "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
    "macros": "SELECT function_name, parameters, macro_definition FROM duckdb_functions() WHERE NOT internal"
    " ORDER BY ALL",
    "columns": "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL",
    "databases": "SELECT database_name, path FROM duckdb_databases() ORDER BY ALL",
    "settings": "SELECT name, value FROM duckdb_settings() ORDER BY ALL",
}
TWO = """
from pathlib import Path
from sys import argv
from folkmoot.load.warehouse import open_warehouse

with open_warehouse(Path(argv[1])) as first, open_warehouse(Path(argv[1])) as second:
    for query in argv[2:]:
        defined, copied = (one.execute(query).fetchall() for one in (first, second))
        print(len(defined) if defined == copied else 0)
"""


def test_a_processs_second_warehouse_knows_what_its_first_does(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TWO, str(tmp_path), *CATALOGUE.values()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = dict(zip(CATALOGUE, map(int, done.stdout.split()), strict=True))
    assert all(found.values()), found


def test_what_is_in_one_warehouse_is_in_no_other(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as one, open_warehouse(tmp_path) as other:
        one.execute("INSERT INTO agendas VALUES ('Help', 'applied')")
        one.execute("DROP VIEW contributions")
        assert other.execute("SELECT * FROM agendas").fetchall() == []
        assert other.execute("SELECT * FROM contributions").fetchall() == []
        with open_warehouse(tmp_path) as later:
            assert later.execute("SELECT * FROM agendas").fetchall() == []


def test_a_pattern_that_was_tidied_away_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_warehouse(tmp_path).close()
    monkeypatch.setattr("folkmoot.load.warehouse._pattern", lambda: tmp_path / "gone.duckdb")
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.execute("SELECT * FROM contributions").fetchall() == []


def test_no_pattern_is_left_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TWO, str(tmp_path), "SELECT 1"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


def test_a_warehouse_reaches_no_pattern(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse, pytest.raises(duckdb.Error, match="disabled by configuration"):
        warehouse.execute(f"ATTACH '{tmp_path}/pattern.duckdb' AS pattern")
