"""Every metric against figures worked out by hand, and what happens to a metric that cannot be computed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from folkmoot.derive.activity import tell_clocks
from folkmoot.derive.measure import measure
from folkmoot.load.metrics import metric_files
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import Figure, Measured, Metric

Figures = dict[tuple[str, str], Any]


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty hub on 15 June 2026 at noon: 90 days ago was 17 March at noon."""
    with open_warehouse(tmp_path) as connection:
        connection.execute("INSERT INTO params VALUES ('2026-06-15 12:00:00', 90, 365, 60)")
        tell_clocks(connection, dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC), ZoneInfo("UTC"))
        yield connection


def did(
    warehouse: duckdb.DuckDBPyConnection,
    actor: str,
    happened: str,
    kind: str = "commented",
    weight: float = 1,
    thread: str = "",
    agenda: tuple[str, ...] = (),
) -> None:
    warehouse.execute(
        "INSERT INTO activity VALUES (?, ?, ?, ?, '', [], ?, ?, 'test', '')",
        [actor, kind, happened, thread, list(agenda), weight],
    )


def joined(warehouse: duckdb.DuckDBPyConnection, slug: str, day: str, status: str = "active") -> None:
    warehouse.execute("INSERT INTO members VALUES (?, ?, false, ?)", [slug, day, status])
    did(warehouse, slug, day, "joined")


def opened(warehouse: duckdb.DuckDBPyConnection, created: str, first_response: str | None) -> None:
    warehouse.execute(
        "INSERT INTO threads VALUES (?, 'discussions', 'forum', '', '', '', [], 'ada', true, ?, ?, 0, NULL, NULL)",
        [f"discussions/{created}", created, first_response],
    )


def packaged(name: str) -> Metric:
    return next(metric for metric in metric_files(Path("nowhere"))[0] if metric.name == name)


def measured(warehouse: duckdb.DuckDBPyConnection, name: str) -> Measured:
    (one,), problems = measure(warehouse, [packaged(name)])
    assert problems == []
    return one


def figures(warehouse: duckdb.DuckDBPyConnection, name: str) -> Figures:
    return {(one.period, one.series): (one.value, one.n) for one in measured(warehouse, name).figures}


MONTHS = [*(f"2025-{month:02}" for month in range(6, 13)), *(f"2026-{month:02}" for month in range(1, 6))]


def test_contributors(warehouse: duckdb.DuckDBPyConnection) -> None:
    joined(warehouse, "ada", "2020-01-01")
    joined(warehouse, "idle", "2026-05-01")
    joined(warehouse, "guest", "2026-05-01")
    did(warehouse, "ada", "2026-05-01 00:00:00")
    did(warehouse, "ada", "2026-05-31 23:59:59", "hosted")
    did(warehouse, "github:9", "2026-05-10", "committed", 40)
    did(warehouse, "guest", "2026-05-11", "attended")
    did(warehouse, "ada", "2025-06-01 00:00:00")
    did(warehouse, "login:old", "2025-05-31 23:59:59")
    did(warehouse, "login:edge", "2026-03-17 12:00:00")
    did(warehouse, "login:beyond", "2026-03-17 11:59:59")
    did(warehouse, "login:now", "2026-06-15 12:00:00")
    found = figures(warehouse, "contributors")
    assert [period for period, series in found if series == "everybody"] == ["", *MONTHS]
    assert found["", "everybody"] == (4, 4)  # ada, github:9, edge and now
    assert found["", "members"] == (1, 1)
    assert found["2026-05", "everybody"] == (2, 2)
    assert found["2026-05", "members"] == (1, 1)
    assert found["2026-03", "everybody"] == (2, 2)
    assert found["2025-06", "everybody"] == (1, 1)
    assert found["2025-07", "everybody"] == (0, 0)


def test_new_contributors(warehouse: duckdb.DuckDBPyConnection) -> None:
    joined(warehouse, "ada", "2020-01-01")
    joined(warehouse, "bob", "2026-05-02")
    did(warehouse, "ada", "2024-02-01")
    did(warehouse, "ada", "2026-05-01")
    did(warehouse, "bob", "2026-04-30", "attended")
    did(warehouse, "bob", "2026-05-20")
    did(warehouse, "bob", "2026-06-01")
    did(warehouse, "github:9", "2026-02-10")
    did(warehouse, "github:9", "2026-05-10")
    found = figures(warehouse, "new_contributors")
    assert found["", "everybody"] == found["", "members"] == (1, 1)
    assert found["2026-05", "everybody"] == (1, 1)
    assert found["2026-04", "everybody"] == (0, 0)
    assert found["2026-02", "everybody"] == (1, 1)
    assert found["2026-02", "members"] == (0, 0)
    assert sum(value or 0 for (period, series), (value, _) in found.items() if period and series == "everybody") == 2


def test_active_ratio(warehouse: duckdb.DuckDBPyConnection) -> None:
    for slug in ("active", "comes-along", "quiet", "gone", "silent"):
        joined(warehouse, slug, "2024-01-01")
    joined(warehouse, "left", "2024-01-01", "alumni")
    joined(warehouse, "newcomer", "2026-05-01")
    did(warehouse, "active", "2026-03-17 12:00:00")
    did(warehouse, "comes-along", "2026-06-01", "attended")
    did(warehouse, "quiet", "2026-03-17 11:59:59")
    did(warehouse, "quiet", "2024-03-01")
    did(warehouse, "gone", "2025-06-15 11:59:59")
    did(warehouse, "left", "2026-06-01")
    did(warehouse, "newcomer", "2026-06-01")
    assert figures(warehouse, "active_ratio") == {
        ("", "active"): (pytest.approx(2 / 5), 5),
        ("", "quiet"): (pytest.approx(1 / 5), 5),
        ("", "gone"): (pytest.approx(1 / 5), 5),
        ("", "never active"): (pytest.approx(1 / 5), 5),
    }


def test_time_to_first_response(warehouse: duckdb.DuckDBPyConnection) -> None:
    opened(warehouse, "2026-05-01 10:00:00", "2026-05-01 11:00:00")  # 1 hour
    opened(warehouse, "2026-05-02 10:00:00", "2026-05-02 13:00:00")  # 3 hours
    opened(warehouse, "2026-05-03 10:00:00", "2026-05-03 10:30:00")  # half an hour
    opened(warehouse, "2026-05-04 10:00:00", "2026-05-08 10:00:00")  # 96 hours
    opened(warehouse, "2026-05-05 10:00:00", None)
    opened(warehouse, "2026-01-05 10:00:00", "2026-01-05 20:00:00")  # 10 hours
    found = figures(warehouse, "time_to_first_response")
    assert found["", "median"] == found["2026-05", "median"] == (2, 4)  # between 1 and 3
    assert found["2026-05", "90th percentile"] == (pytest.approx(3 + 0.7 * 93), 4)  # 0.9 · 3 = 2.7 steps along
    assert found["2026-01", "median"] == (10, 1)
    assert found["2026-02", "median"] == (None, 0)


def test_response_within_48_hours(warehouse: duckdb.DuckDBPyConnection) -> None:
    opened(warehouse, "2026-05-01 10:00:00", "2026-05-03 10:00:00")  # to the second
    opened(warehouse, "2026-05-02 10:00:00", "2026-05-04 10:00:01")
    opened(warehouse, "2026-05-03 10:00:00", None)
    opened(warehouse, "2026-06-13 12:00:00", "2026-06-13 13:00:00")  # just old enough
    opened(warehouse, "2026-06-13 12:00:01", "2026-06-13 13:00:00")  # not yet
    opened(warehouse, "2026-06-14 12:00:00", None)
    opened(warehouse, "2026-01-05 10:00:00", "2026-01-05 20:00:00")
    found = figures(warehouse, "response_within_48_hours")
    assert found["", "within 48 hours"] == (pytest.approx(2 / 4), 4)
    assert found["2026-05", "within 48 hours"] == (pytest.approx(1 / 3), 3)
    assert found["2026-01", "within 48 hours"] == (1, 1)
    assert found["2026-02", "within 48 hours"] == (None, 0)


def test_agenda_balance(warehouse: duckdb.DuckDBPyConnection) -> None:
    for number in range(6):
        did(warehouse, "ada", "2026-05-01", thread=f"posts/applied-{number}", agenda=("applied",))
    for actor in ("ada", "bob", "cat"):  # three people, one item
        did(warehouse, actor, "2026-05-01", thread="events/x", agenda=("external",))
    did(warehouse, "ada", "2026-05-01", thread="events/y", agenda=("applied", "internal"))
    did(warehouse, "ada", "2026-05-01", thread="events/z", agenda=("applied", "external", "internal"))
    did(warehouse, "ada", "2026-03-01", thread="posts/before", agenda=("internal",))
    did(warehouse, "ada", "2026-05-01", "wrote")
    did(warehouse, "ada", "2026-05-01", thread="posts/none")
    assert {value for value, _ in figures(warehouse, "agenda_balance").values()} == {None}, "nine items are too few"
    did(warehouse, "ada", "2026-05-01", thread="posts/internal", agenda=("internal",))
    assert figures(warehouse, "agenda_balance") == {
        ("", "applied"): (pytest.approx((6 + 1 / 2 + 1 / 3) / 10), 10),
        ("", "external"): (pytest.approx((1 + 1 / 3) / 10), 10),
        ("", "internal"): (pytest.approx((1 + 1 / 2 + 1 / 3) / 10), 10),
    }


def test_contributor_absence_factor(warehouse: duckdb.DuckDBPyConnection) -> None:
    # Commits 50, 30, 20: one person made half of them. With the talks it is 50, 50, 20: two people for 60 of 120.
    did(warehouse, "ada", "2026-05-01", "committed", 50)
    did(warehouse, "bob", "2026-05-01", "committed", 20)
    did(warehouse, "bob", "2026-04-01", "committed", 10)
    did(warehouse, "cat", "2026-05-01", "committed", 20)
    for _ in range(20):
        did(warehouse, "bob", "2026-05-01", "spoke")
    did(warehouse, "dan", "2025-06-15 11:59:59", "committed", 1000)
    did(warehouse, "dan", "2026-05-01", "attended", 1000)
    for actor in ("ada", "bob", "cat"):
        did(warehouse, actor, "2026-05-01", "wrote")
    assert figures(warehouse, "contributor_absence_factor") == {
        ("", "everything"): (2, 3),
        ("", "commits"): (1, 3),
        ("", "events"): (1, 1),
        ("", "writing"): (2, 3),
        ("", "discussions"): (None, 0),
    }


def test_what_is_said_at_github_is_no_commit_and_credit_by_hand_is_neither(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    for kind in ("asked", "commented", "answered", "reported", "proposed", "reviewed"):
        did(warehouse, "ada", "2026-05-01", kind)
    did(warehouse, "bob", "2026-05-01", "released", 2)
    did(warehouse, "cat", "2026-05-01", "committed")
    did(warehouse, "dan", "2026-05-01", "credited", 9)
    assert figures(warehouse, "contributor_absence_factor") == {
        ("", "everything"): (1, 4),
        ("", "commits"): (1, 2),
        ("", "discussions"): (1, 1),
        ("", "events"): (None, 0),
        ("", "writing"): (None, 0),
    }


def test_contributor_groups(warehouse: duckdb.DuckDBPyConnection) -> None:
    did(warehouse, "new", "2026-06-01")
    for day in ("2025-01-01", "2026-05-01"):
        did(warehouse, "back", day)
    for day in ("2026-01-01", "2026-02-01", "2026-06-01"):
        did(warehouse, "reg", day)
        did(warehouse, "ular", day)
    did(warehouse, "once", "2025-09-01")
    assert figures(warehouse, "contributor_groups") == {
        ("", "newcomers"): (1, 1),
        ("", "returning"): (1, 1),
        ("", "regular"): (2, 2),
        ("", "one-off"): (1, 1),
        ("", "occasional"): (0, 0),
    }


def test_an_empty_hub_has_figures_and_no_problems(warehouse: duckdb.DuckDBPyConnection) -> None:
    metrics, _ = metric_files(Path("nowhere"))
    found, problems = measure(warehouse, metrics)
    assert problems == []
    assert [one.metric.name for one in found] == [metric.name for metric in metrics]
    assert all(one.now and figure.n == 0 and not figure.value for one in found for figure in one.figures)


@pytest.mark.parametrize("name", [metric.name for metric in metric_files(Path("nowhere"))[0]])
def test_every_metric_ends_in_an_order_of_its_rows(warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    for number in range(30):
        did(warehouse, f"p{number}", "2026-05-01", thread=f"posts/{number}", agenda=("applied",))
    rows = warehouse.execute(packaged(name).sql).fetchall()
    assert [row[:2] for row in rows] == sorted({row[:2] for row in rows})


def own(sql: str) -> Metric:
    return Metric("own", "Our own", "", "d", "u", "", "s", sql)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELEC 1", "syntax error"),
        ("", "one SELECT and nothing else"),
        ("SELECT 1; SELECT 2", "one SELECT and nothing else"),
        ("DROP TABLE activity", "one SELECT and nothing else"),
        ("INSERT INTO members VALUES ('x', NULL, true, '')", "one SELECT and nothing else"),
        ("SELECT '' AS period, 1 AS value", "its columns are period, value"),
        ("SELECT '' AS period, NULL AS series, 1 AS value, 1 AS n", "period and series have to be text"),
        ("SELECT 2026 AS period, '' AS series, 1 AS value, 1 AS n", "period and series have to be text"),
        ("SELECT '' AS period, '' AS series, 'many' AS value, 1 AS n", "could not convert string"),
        ("SELECT '' AS period, '' AS series, 1 AS value, 'inf'::DOUBLE AS n", "infinity"),
        ("SELECT '' AS period, '' AS series, 1 AS value, 1 AS n FROM nowhere", "nowhere does not exist"),
        ("SELECT '' AS period, content AS series, 1 AS value, 1 AS n FROM read_text('/etc/passwd')", "disabled"),
    ],
)
def test_a_metric_that_fails_is_a_problem_and_the_others_are_measured(
    warehouse: duckdb.DuckDBPyConnection, sql: str, words: str
) -> None:
    found, problems = measure(warehouse, [own(sql), packaged("contributors")])
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
        ("unnest(range(10001))", "it gives more than 10,000 rows"),
    ],
)
def test_a_metric_without_end_is_ended_and_the_others_are_measured(
    warehouse: duckdb.DuckDBPyConnection, value: str, words: str
) -> None:
    endless = own(f"SELECT '' AS period, '' AS series, {value} AS value, 1 AS n")
    # On a machine with much else to do, a metric that ends takes longer than a fifth of a second as well.
    found, problems = measure(warehouse, [endless, packaged("contributors")], longest=3)
    assert [one.metric.name for one in found] == ["contributors"]
    assert [(one.path, one.code) for one in problems] == [("metrics/own.sql", "metric-sql")]
    assert problems[0].message.endswith(f"cannot be computed: {words}")


def test_a_metric_that_needs_too_much_memory_says_so() -> None:
    greedy = own("SELECT '' AS period, '' AS series, len(list(i)) AS value, 1 AS n FROM range(100000000) AS t (i)")
    with duckdb.connect(config={"memory_limit": "50MB", "temp_directory": "", "threads": 1}) as small:
        found, problems = measure(small, [greedy])
    assert found == ()
    assert [one.message.partition(": ")[2] for one in problems] == ["it needs more memory than a metric may take"]


def test_a_metric_may_give_as_many_rows_as_there_is_room_for(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = "SELECT '' AS period, i::VARCHAR AS series, 1 AS value, 1 AS n FROM range(10000) AS t (i)"
    ((_, found),), problems = measure(warehouse, [own(rows)])
    assert problems == []
    assert len(found) == 10_000


def test_columns_in_any_order_and_numbers_of_any_kind(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = "(VALUES ('b', 'nan'::DOUBLE, NULL), ('a', 1.5::DECIMAL(4, 2), 3)) AS t (series, value, n)"
    ((_, found),), problems = measure(warehouse, [own(f"SELECT n, value, series, '' AS period FROM {rows}")])
    assert problems == []
    assert found == (Figure("", "a", 1.5, 3), Figure("", "b", None, 0))
