"""`folkmoot export`: the tables that metrics count on, as Parquet, and the metrics in Spark's SQL."""

import datetime as dt
import json
import sys
from pathlib import Path

import duckdb
import pytest

from folkmoot.errors import WrongUse
from folkmoot.export import INDEX, Request, export
from folkmoot.load.warehouse import definitions, open_warehouse
from folkmoot.model.problem import holds_error
from support.building import files, folkmoot
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
OWN = """\
-- title: Lamps
-- definition: How many lamps there are.
-- unit: lamps
-- source: ours
SELECT 'all' AS period, 'lit' AS series, 3.0 AS value, count(*) AS n FROM members
"""
EVENING = "---\ntitle: Evening\nkind: meeting\nstart: {year}-03-02 19:00\nhosts: [ada-rossi]\n---\n"


def hub(folder: Path, **more: str) -> Path:
    years = {f"events/{year}.md": EVENING.format(year=year) for year in (2025, 2026)}
    return minimal_hub(folder / "hub", **{"metrics/lamps.sql": OWN, **years, **more})


def rows(out: Path, table: str, what: str = "*") -> list[tuple[object, ...]]:
    return duckdb.execute(f"SELECT {what} FROM '{out}/tables/{table}/**/*.parquet' ORDER BY ALL").fetchall()


def test_tables_are_written_by_year_and_read_again_as_they_were(tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcome = export(Request(hub(tmp_path), out, NOW))
    assert not holds_error(outcome.problems)
    assert rows(out, "members", "slug") == [("ada-rossi",)]
    assert rows(out, "activity", "kind, day, year") == [
        ("hosted", dt.date(2025, 3, 2), 2025),
        ("hosted", dt.date(2026, 3, 2), 2026),
        ("hosted", dt.date(2026, 5, 14), 2026),
        ("joined", dt.date(2024, 2, 29), 2024),
    ]
    assert {path.name for path in (out / "tables/activity").iterdir()} == {"year=2024", "year=2025", "year=2026"}
    assert rows(out, "clock_seconds", "ahead")
    told = json.loads((out / INDEX).read_text("utf-8"))
    assert told["tables"] == dict(outcome.tables) == {name: len(rows(out, name)) for name in outcome.tables}
    with open_warehouse(None) as warehouse:
        known = {name for (name,) in warehouse.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert outcome.tables.keys() - {"figures", "clock_seconds"} == known - {"clocks"}


def test_a_table_without_rows_tells_its_columns(tmp_path: Path) -> None:
    export(Request(hub(tmp_path), tmp_path / "out", NOW))
    read = duckdb.execute(f"DESCRIBE FROM '{tmp_path}/out/tables/ties/**/*.parquet'").fetchall()
    assert {"scope", "a", "b", "day", "year"} <= {name for name, *_ in read}


def test_figures_are_those_of_the_metrics(tmp_path: Path) -> None:
    export(Request(hub(tmp_path), tmp_path / "out", NOW))
    assert rows(tmp_path / "out", "figures") == [("lamps", "", "all", "lit", 3.0, 1)]


def test_an_earlier_export_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    root = hub(tmp_path)
    export(Request(root, out, NOW, with_spark=True))
    (root / "events/2025.md").unlink()
    export(Request(root, out, NOW))
    assert not (out / "tables/activity/year=2025").exists()
    assert not (out / "spark").exists()
    assert {path.name for path in out.iterdir()} == {"tables", INDEX}


def test_two_exports_are_the_same_bytes(tmp_path: Path) -> None:
    root = hub(tmp_path)
    for name in ("one", "other"):
        export(Request(root, tmp_path / name, NOW, with_spark=True))
    assert files(tmp_path / "one") == files(tmp_path / "other")


@pytest.mark.parametrize("where", ["hub/out", "hub", "checkout/notes"])
def test_nothing_is_written_where_it_may_become_public(tmp_path: Path, where: str) -> None:
    root = hub(tmp_path)
    (tmp_path / "checkout").mkdir()
    (tmp_path / "checkout/.git").write_text(f"gitdir: {root / '.git'}")
    (root / ".git").mkdir()
    before = files(tmp_path)
    with pytest.raises(WrongUse, match="may be public"):
        export(Request(root, tmp_path / where, NOW))
    assert files(tmp_path) == before


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/one.jpg").write_bytes(b"x")
    with pytest.raises(WrongUse, match="holds files that are no export"):
        export(Request(hub(tmp_path), tmp_path / "photos", NOW))
    assert files(tmp_path / "photos") == {"one.jpg": b"x"}


def test_a_hub_with_errors_leaves_the_earlier_export(tmp_path: Path) -> None:
    root, out = hub(tmp_path), tmp_path / "out"
    export(Request(root, out, NOW))
    before = files(out)
    (root / "members/ada-rossi.yml").write_text("nmae: Ada\n")
    done = folkmoot("export", "--to", str(out), "--at", "2026-06-15", cwd=root)
    assert done.returncode == 1
    assert "Nothing was exported: mend these first." in done.stderr
    assert files(out) == before


def test_a_metric_that_spark_cannot_be_told_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    odd = OWN.replace("Lamps", "Odd").replace("count(*)", "date_diff('week', min(joined), max(joined))")
    outcome = export(Request(hub(tmp_path, **{"metrics/odd.sql": odd}), tmp_path / "out", NOW, with_spark=True))
    assert [words.partition(":")[0] for words in outcome.untold] == ["the metric “Odd” cannot be said to Spark"]
    assert [path.name for path in (tmp_path / "out/spark/metrics").iterdir()] == ["lamps.sql"]


def test_without_sqlglot_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    monkeypatch.delitem(sys.modules, "folkmoot.derive.dialect", raising=False)
    monkeypatch.delattr("folkmoot.derive.dialect", raising=False)
    with pytest.raises(WrongUse) as refused:
        export(Request(hub(tmp_path), tmp_path / "out", NOW, with_spark=True))
    assert refused.value.hint == "pip install sqlglot"
    assert not (tmp_path / "out" / INDEX).exists()


def test_a_warehouse_with_room_reaches_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    with open_warehouse(None, tmp_path / "room") as warehouse:
        warehouse.execute(f"COPY (SELECT 1) TO '{tmp_path}/room/one.parquet'")
        for forbidden in (f"COPY (SELECT 1) TO '{tmp_path}/one.parquet'", f"FROM '{tmp_path}/room/../one.parquet'"):
            with pytest.raises(duckdb.Error, match="disabled by configuration"):
                warehouse.execute(forbidden)
    assert definitions()
