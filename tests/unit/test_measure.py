"""How metrics are run, and what happens to one that cannot be computed."""

from pathlib import Path

import duckdb
import pytest

from folkmoot.derive.activity import tell_apart
from folkmoot.derive.measure import measure
from folkmoot.load.metrics import metric_files
from folkmoot.model.activity import Figure, Metric
from support.counted import Counted, packaged


def test_an_empty_hub_has_figures_and_no_problems(hub: Counted) -> None:
    metrics, _ = metric_files(Path("nowhere"))
    tell_apart(hub.connection)
    found, problems = measure(hub.connection, metrics)
    assert problems == []
    assert [one.metric.name for one in found] == [metric.name for metric in metrics]
    assert all(one.now and figure.n == 0 and not figure.value for one in found for figure in one.figures)


@pytest.mark.parametrize("name", [metric.name for metric in metric_files(Path("nowhere"))[0]])
def test_every_metric_ends_in_an_order_of_its_rows(hub: Counted, name: str) -> None:
    for number in range(30):
        hub.did(f"p{number}", "2026-05-01", thread=f"posts/{number}", agenda=["applied"])
    tell_apart(hub.connection)
    answer = hub.connection.execute(hub.connection.extract_statements(packaged(name).sql)[0])
    names = [column[0] for column in answer.description or ()]
    keys = [names.index(one) for one in ("scope", "period", "series") if one in names]
    rows = [tuple(row[key] for key in keys) for row in answer.fetchall()]
    assert rows == sorted(set(rows))


def own(sql: str) -> Metric:
    return Metric("own", "Our own", "", "d", "u", "", "s", sql)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELEC 1", "syntax error"),
        ("", "one SELECT, or a second one"),
        ("SELECT 1; SELECT 2; SELECT 3", "one SELECT, or a second one"),
        ("WITH x AS (DELETE FROM days RETURNING 1) SELECT '' AS period, '' AS series, 1 AS value, 1 AS n", "read-only"),
        ("SELECT 'May 2026' AS period, '' AS series, 1 AS value, 1 AS n", "there is no period 'May 2026'"),
        ("SELECT '2026-13' AS period, '' AS series, 1 AS value, 1 AS n", "there is no period '2026-13'"),
        ("SELECT '' AS period, '' AS series, 1e30 AS value, 1 AS n", "is larger than 1,000,000,000,000,000"),
        ("SELECT 'all' AS period, '' AS series, 1 AS value, 2000000000000000 AS n", "a figure of all is larger"),
        ("DROP TABLE activity", "one SELECT, or a second one"),
        ("INSERT INTO sources VALUES ('x', '', '', '', '')", "one SELECT, or a second one"),
        ("SELECT '' AS period, 1 AS value", "its columns are period, value"),
        ("SELECT '' AS period, NULL AS series, 1 AS value, 1 AS n", "period, series and scope have to be text"),
        ("SELECT 2026 AS period, '' AS series, 1 AS value, 1 AS n", "period, series and scope have to be text"),
        ("SELECT '' AS period, '' AS series, 'many' AS value, 1 AS n", "could not convert string"),
        ("SELECT '' AS period, '' AS series, 1 AS value, 'inf'::DOUBLE AS n", "infinity"),
        ("SELECT '' AS period, '' AS series, 1 AS value, 1 AS n FROM nowhere", "nowhere does not exist"),
        ("SELECT '' AS period, content AS series, 1 AS value, 1 AS n FROM read_text('/etc/passwd')", "disabled"),
    ],
)
def test_a_metric_that_fails_is_a_problem_and_the_others_are_measured(hub: Counted, sql: str, words: str) -> None:
    found, problems = measure(hub.connection, [own(sql), packaged("contributors")])
    assert [one.metric.name for one in found] == ["contributors"]
    (problem,) = problems
    assert (problem.path, problem.code) == ("metrics/own.sql", "metric-sql")
    assert "“Our own” cannot be computed" in problem.message
    assert words in problem.message
    assert "\n" not in problem.message


ENDLESS = "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT sum(n) FROM t"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (f"({ENDLESS})", "it takes longer than 3 seconds"),
        ("(SELECT count(*) FROM range(1000000000000))", "it takes longer than 3 seconds"),
        ("unnest(range(100001))", "it gives more than 100,000 rows"),
    ],
)
def test_a_metric_without_end_is_ended_and_the_others_are_measured(hub: Counted, value: str, words: str) -> None:
    endless = own(f"SELECT '' AS period, '' AS series, {value} AS value, 1 AS n")
    # On a machine with much else to do, a metric that ends takes longer than a fifth of a second as well.
    found, problems = measure(hub.connection, [endless, packaged("contributors")], longest=3)
    assert [one.metric.name for one in found] == ["contributors"]
    assert [(one.path, one.code) for one in problems] == [("metrics/own.sql", "metric-sql")]
    assert problems[0].message.endswith(f"cannot be computed: {words}")


def test_a_metric_that_needs_too_much_memory_says_so() -> None:
    greedy = own("SELECT '' AS period, '' AS series, len(list(i)) AS value, 1 AS n FROM range(100000000) AS t (i)")
    with duckdb.connect(config={"memory_limit": "50MB", "temp_directory": "", "threads": 1}) as small:
        found, problems = measure(small, [greedy])
    assert found == ()
    assert [one.message.partition(": ")[2] for one in problems] == ["it needs more memory than a query may take"]


def test_a_metric_may_give_as_many_rows_as_there_is_room_for(hub: Counted) -> None:
    rows = "SELECT '' AS period, i::VARCHAR AS series, 1 AS value, 1 AS n FROM range(100000) AS t (i)"
    ((_, found),), problems = measure(hub.connection, [own(rows)])
    assert problems == []
    assert len(found) == 100_000


def test_columns_in_any_order_and_numbers_of_any_kind(hub: Counted) -> None:
    rows = "(VALUES ('b', 'nan'::DOUBLE, NULL), ('a', 1.5::DECIMAL(4, 2), 3)) AS t (series, value, n)"
    ((_, found),), problems = measure(hub.connection, [own(f"SELECT n, value, series, '' AS period FROM {rows}")])
    assert problems == []
    assert found == (Figure("", "a", 1.5, 3), Figure("", "b", None, 0))


@pytest.mark.parametrize("sql", ["SET threads = 4", "SET memory_limit = '1TB'", "SET enable_external_access = true"])
def test_from_the_first_metric_on_nobody_changes_the_settings(hub: Counted, sql: str) -> None:
    hub.measured("contributors")
    with pytest.raises(duckdb.Error, match="configuration has been locked"):
        hub.connection.execute(sql)
    assert hub.connection.execute("SELECT current_setting('threads')").fetchone() == (1,)


def test_a_metric_has_the_clocks_of_the_warehouse_and_not_of_the_machine(hub: Counted) -> None:
    sql = "SELECT '' AS period, current_setting('timezone') || ' ' || '2026-05-01 00:00+00'::TIMESTAMPTZ AS series"
    ((one,), problems) = measure(hub.connection, [own(f"{sql}, 1 AS value, 1 AS n")])
    assert problems == []
    assert [figure.series for figure in one.figures] == ["UTC 2026-05-01 00:00:00+00"]
