"""Spark counts what DuckDB counts: every figure of the sample hub, from the files of its export alone."""

import json
import math
import os
import subprocess
from pathlib import Path

import duckdb

from support.building import folkmoot

SPARK = ".venv/spark/bin/python"
"""Where `make test-deep` puts PySpark; it needs Java beside it."""


def test_every_figure_by_spark_is_that_of_duckdb(repository: Path, tmp_path: Path) -> None:
    at = "2026-06-15T09:00:00+02:00"
    done = folkmoot("export", "--at", at, "--to", str(tmp_path / "out"), "--spark", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert "cannot be said" not in done.stderr
    ours = {
        tuple(key): (value, n)
        for *key, value, n in duckdb.execute(
            f"SELECT metric, scope, period, series, value, n FROM '{tmp_path}/out/tables/figures/*.parquet'"
        ).fetchall()
    }
    told = subprocess.run(
        [repository / SPARK, tmp_path / "out/spark/figures.py"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYSPARK_PYTHON": str(repository / SPARK), "SPARK_LOCAL_IP": "127.0.0.1"},
    )
    assert told.returncode == 0, told.stderr[-3000:]
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    theirs = {(one["metric"], one["scope"], one["period"], one["series"]): (one["value"], one["n"]) for one in lines}
    assert len(lines) == len(theirs)
    assert len(ours) > 20_000
    assert theirs.keys() == ours.keys()
    differing = {key: (ours[key], theirs[key]) for key in ours if not _is_same(ours[key], theirs[key])}
    assert differing == {}


def _is_same(one: tuple[float | None, int], other: tuple[float | None, int]) -> bool:
    """Whole numbers are the same; the last binary digits of logarithms and of quantiles may be others."""
    if one[0] is None or other[0] is None:
        return one == other
    return one[1] == other[1] and math.isclose(one[0], other[0], rel_tol=1e-12)
