"""The definitions and the metrics in the SQL of Spark, translated by sqlglot, for communities beyond one machine.

What sqlglot does not know of DuckDB's SQL is put in Spark's words here. Wherever it cannot be, nothing is guessed.
"""

from collections.abc import Iterable, Mapping
from typing import cast

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

DIALECT = "spark"

CLOCKS = (
    "CREATE OR REPLACE TEMPORARY VIEW clocks AS\n"
    "SELECT since, until, make_dt_interval(0, 0, 0, ahead) AS ahead FROM clock_seconds"
)
"""Offsets of clocks, which Parquet holds in seconds, as what SQL adds to times."""

_LENIENT = "SET spark.sql.ansi.enabled = false"
"""As in DuckDB, what is divided by nothing is NULL, and so is what a list does not hold."""

_UNITS = ("DAY", "SECOND")
"""Of days and of whole seconds both engines count as many between two moments."""

Macros = Mapping[str, exp.Create]


class Untranslatable(Exception):
    """A query that cannot be said in the other dialect; its text says why."""


def macros_in(definitions: Iterable[str]) -> Macros:
    """The functions that the SQL files in `derive/` define, by their names: Spark gets what they stand for."""
    return {one.this.this.name: one for one in _created(definitions) if one.kind == "MACRO"}


def views(definitions: Iterable[str], wanted: Iterable[str], macros: Macros) -> list[str]:
    """What makes Spark know every view that the `wanted` queries, in DuckDB's SQL, count on, each after what it needs.

    Raises `Untranslatable`.
    """
    known = {one.this.name: one for one in _created(definitions) if one.kind == "VIEW"}
    made: dict[str, str] = {}

    def make(query: exp.Expr) -> None:
        for name in sorted(_tables(query) & known.keys() - made.keys()):
            view = known[name].expression
            make(view)
            made[name] = f"CREATE OR REPLACE TEMPORARY VIEW {name} AS\n{_in_spark(view, macros)}"

    for text in wanted:
        make(_inlined(_figures(text), macros))
    return [_LENIENT, CLOCKS, *made.values()]


def translated(text: str, macros: Macros) -> str:
    """A metric's query for its figures, in Spark's SQL; raises `Untranslatable` in words."""
    return _in_spark(_figures(text), macros)


def _figures(text: str) -> exp.Expr:
    try:
        statements = [one for one in sqlglot.parse(text, read="duckdb") if one]
    except SqlglotError as error:
        raise Untranslatable(str(error).partition("\n")[0]) from None
    if not statements or not isinstance(statements[0], exp.Query):
        raise Untranslatable("it does not begin with a SELECT")
    return statements[0]


def _created(definitions: Iterable[str]) -> Iterable[exp.Create]:
    for text in definitions:
        yield from (one for one in sqlglot.parse(text, read="duckdb") if isinstance(one, exp.Create))


def _tables(query: exp.Expr) -> set[str]:
    named = {one.alias for one in query.find_all(exp.CTE)}
    return {one.name for one in query.find_all(exp.Table)} - named


def _in_spark(query: exp.Expr, macros: Macros) -> str:
    plain = _inlined(query, macros).transform(_said)
    try:
        return plain.sql(DIALECT, pretty=True, comments=False, unsupported_level=sqlglot.ErrorLevel.RAISE)
    except SqlglotError as error:
        raise Untranslatable(str(error).partition("\n")[0]) from None


def _inlined(query: exp.Expr, macros: Macros) -> exp.Expr:
    """The query with what its functions stand for in their places."""

    def meant(node: exp.Expr) -> exp.Expr:
        macro = macros.get(node.name.lower()) if isinstance(node, exp.Anonymous) else None
        if macro is None:
            return node
        values = dict(zip((one.name for one in macro.this.expressions), node.expressions, strict=True))

        def given(part: exp.Expr) -> exp.Expr:
            is_given = isinstance(part, exp.Column) and not part.table and part.name in values
            return values[part.name].copy() if is_given else part

        return exp.paren(_inlined(macro.expression.copy().transform(given), macros))

    return query.copy().transform(meant)


def _said(node: exp.Expr) -> exp.Expr:
    """What sqlglot leaves as DuckDB says it, as Spark does."""
    match node:
        case exp.CTE():
            node.set("materialized", None)
        case exp.PercentileCont():
            return exp.func("PERCENTILE", node.this, node.expression, dialect=DIALECT)
        case exp.Quantile():
            return exp.Anonymous(this="PERCENTILE", expressions=[node.this, node.args["quantile"]])
        case exp.DateDiff() if str(node.args.get("unit")) not in _UNITS:
            return _boundaries(node)
        case exp.DayOfWeekIso():
            return _parsed("EXTRACT(DAYOFWEEK_ISO FROM {})", node.this)
        case exp.Min() if least := node.args.get("count"):
            return _parsed("SLICE(SORT_ARRAY(COLLECT_LIST({})), 1, {})", node.this, least)
        case exp.Sum(this=exp.Order() as ordered):
            return _in_order(ordered)
        case exp.Window(this=exp.RowNumber()) if not node.args.get("order"):
            return _numbered(node)
    return node


def _boundaries(between: exp.DateDiff) -> exp.Expr:
    """DuckDB counts how many first days of months lie between two days, and Spark how many whole months."""
    if str(between.args.get("unit")) != "MONTH":
        raise Untranslatable(f"how many times {between.args.get('unit')} lie between two moments is counted otherwise")
    months = "((YEAR({0}) * 12 + MONTH({0})) - (YEAR({1}) * 12 + MONTH({1})))"
    return _parsed(months, between.this, between.expression)


def _in_order(ordered: exp.Order) -> exp.Expr:
    """A sum of floats depends on their order, which Spark's own sum does not know."""
    pairs = "COLLECT_LIST(STRUCT({} AS place, {} AS part))"
    summed = f"AGGREGATE(ARRAY_SORT({pairs}), CAST(0 AS DOUBLE), (sum, one) -> sum + one.part)"
    return _parsed(summed, ordered.expressions[0].this, ordered.this)


def _numbered(window: exp.Window) -> exp.Expr:
    """Numbers of groups in no order would be others each time that Spark asks for them: those of the groups' keys."""
    group = cast("exp.Group | None", (window.find_ancestor(exp.Select) or exp.Select()).args.get("group"))
    if group is None or not group.expressions:
        raise Untranslatable("rows are numbered in no order")
    window.set("order", exp.Order(expressions=[one.copy() for one in group.expressions]))
    return window


def _parsed(pattern: str, *parts: exp.Expr) -> exp.Expr:
    return sqlglot.parse_one(pattern.format(*(one.sql(DIALECT) for one in parts)), read=DIALECT)
