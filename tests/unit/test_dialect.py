"""Metrics in Spark's SQL: what sqlglot leaves as DuckDB says it is said in Spark's words, or refused."""

import re
from pathlib import Path

import pytest
import sqlglot

from folkmoot.derive.dialect import Untranslatable, macros_in, translated, views
from folkmoot.load.metrics import metric_files
from folkmoot.load.warehouse import definitions

MACROS = macros_in(["CREATE MACRO day_of(moment) AS CAST(moment AS DATE);"])
SAID = {
    "SELECT quantile_cont(a, 0.5) FROM t": "SELECT PERCENTILE(a, 0.5) FROM t",
    "SELECT isodow(a) FROM t": "SELECT EXTRACT(DAYOFWEEK_ISO FROM a) FROM t",
    "SELECT min(a, 2) FROM t": "SELECT SLICE(SORT_ARRAY(COLLECT_LIST(a)), 1, 2) FROM t",
    "SELECT day_of(t.x) FROM t": "SELECT (CAST(t.x AS DATE)) FROM t",
    "WITH a AS MATERIALIZED (SELECT 1) SELECT * FROM a": "WITH a AS (SELECT 1) SELECT * FROM a",
    "SELECT date_diff('month', a, b) FROM t": ("SELECT ((YEAR(b) * 12 + MONTH(b)) - (YEAR(a) * 12 + MONTH(a))) FROM t"),
    "SELECT date_diff('day', a, b) FROM t": "SELECT DATEDIFF(DAY, a, b) FROM t",
    "SELECT sum(a * b ORDER BY c) FROM t": (
        "SELECT AGGREGATE(ARRAY_SORT(COLLECT_LIST(STRUCT(c AS place, a * b AS part))), CAST(0 AS DOUBLE),"
        " (sum, one) -> sum + one.part) FROM t"
    ),
    "SELECT row_number() OVER () AS n FROM t GROUP BY a, b": (
        "SELECT ROW_NUMBER() OVER (ORDER BY a, b) AS n FROM t GROUP BY a, b"
    ),
    "SELECT 1 AS a; SELECT 2 AS b": "SELECT 1 AS a",
}


@pytest.mark.parametrize("ours", SAID)
def test_what_spark_says_otherwise(ours: str) -> None:
    said = re.sub(r"\s+", " ", translated(ours, MACROS)).replace("( ", "(").replace(" )", ")")
    assert said == SAID[ours]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT date_diff('week', a, b) FROM t", "how many times WEEK"),
        ("SELECT row_number() OVER () FROM t", "numbered in no order"),
        ("SELECT a FROM t WHERE (", "Required keyword"),
        ("DELETE FROM members", "does not begin with a SELECT"),
        ("", "does not begin with a SELECT"),
    ],
)
def test_what_cannot_be_said_is_refused_in_words(query: str, reason: str) -> None:
    with pytest.raises(Untranslatable, match=reason):
        translated(query, MACROS)


def test_every_metric_and_what_it_counts_on_is_told(tmp_path: Path) -> None:
    metrics, _ = metric_files(tmp_path)
    own = definitions()
    macros = macros_in(own)
    told = [translated(metric.sql, macros) for metric in metrics]
    made = views(own, [metric.sql for metric in metrics], macros)
    assert len(told) > 40
    for text in [*told, *made[1:]]:
        sqlglot.parse_one(text, read="spark")  # raises where it is no SQL
    names = [match[1] for one in made if (match := re.match(r"CREATE OR REPLACE TEMPORARY VIEW (\w+)", one))]
    assert names[:2] == ["clocks", "frames"]
    for place, name in enumerate(names):
        before = "\n".join(made[: place + 1])
        assert not re.search(rf"\bFROM {name}\b|\bJOIN {name}\b", before), name
