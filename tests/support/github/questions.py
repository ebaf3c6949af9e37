"""A GraphQL question and its answer: read, checked against the schema, weighed, paid for, executed."""

import json
from functools import lru_cache
from typing import Any, NamedTuple

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, execute_sync, parse, validate

from support.github.asking import kind_of, resolve
from support.github.budget import Budget
from support.github.costs import MOST_NODES, Cost, cost_of, operation_of
from support.github.faults import exhausted
from support.github.fields import Asking
from support.github.schema import published_schema
from support.github.world import View


class Asked(NamedTuple):
    """A question that was read: `wrong` is the answer to one that cannot be asked, and None where it can."""

    document: DocumentNode | None
    operation: OperationDefinitionNode | None
    variables: dict[str, Any]
    cost: Cost
    wrong: dict[str, Any] | None

    @property
    def name(self) -> str:
        return self.operation.name.value if self.operation and self.operation.name else "?"


def read_question(body: bytes) -> Asked:
    """What a request's body asks."""
    try:
        told = json.loads(body)
        text, variables = told["query"], dict(told.get("variables") or {})
    except (ValueError, TypeError, KeyError):
        said = "A query attribute must be specified and must be a string."
        return Asked(None, None, {}, Cost(), {"errors": [{"message": said}]})
    document, errors = _checked(text)
    if document is None or errors:
        return Asked(None, None, variables, Cost(), {"errors": [_told(error) for error in errors]})
    try:
        operation = operation_of(document, told.get("operationName"))
    except ValueError as error:
        return Asked(None, None, variables, Cost(), {"errors": [{"message": str(error)}]})
    cost = cost_of(published_schema(), document, operation, variables)
    wrong: dict[str, Any] | None = None
    if cost.nodes > MOST_NODES:
        said = f"This query requests up to {cost.nodes:,} possible nodes which exceeds the maximum limit of"
        wrong = {"errors": [{"type": "MAX_NODE_LIMIT_EXCEEDED", "message": f"{said} {MOST_NODES:,}."}]}
    return Asked(document, operation, variables, cost, wrong)


def answered(asked: Asked, view: View, token: str, budget: Budget) -> tuple[dict[str, Any], int, list[str]]:
    """The answer to a question, the points that were paid for it, and what went wrong that GitHub does not do.

    Who has fewer left than it costs gets none, with status 200; GitHub then says what is left, which need not be 0.
    """
    if asked.wrong is not None or asked.document is None or asked.operation is None:
        return asked.wrong or {}, 0, []
    points = asked.cost.points
    if points > budget.remaining:
        return exhausted(), 0, []
    budget.spend(points)
    result = execute_sync(
        published_schema(),
        asked.document,
        context_value=Asking(view, token, budget.limits(points, asked.cost.nodes)),
        variable_values=asked.variables,
        operation_name=asked.operation.name.value if asked.operation.name else None,
        field_resolver=resolve,
        type_resolver=kind_of,
    )
    told: dict[str, Any] = {"data": result.data}
    errors = result.errors or []
    if errors:
        told["errors"] = [_told(error) for error in errors]
    ours = [
        str(error) for error in errors if error.original_error and not isinstance(error.original_error, GraphQLError)
    ]
    return told, points, ours


@lru_cache(maxsize=200)
def _checked(text: str) -> tuple[DocumentNode | None, tuple[GraphQLError, ...]]:
    """A question's document, and what the schema does not allow of it; checking takes 5 ms, so it is done once."""
    try:
        document = parse(text)
    except GraphQLError as error:
        return None, (error,)
    return document, tuple(validate(published_schema(), document))


def _told(error: GraphQLError) -> dict[str, Any]:
    """An error as GitHub writes it, its type beside its words."""
    told: dict[str, Any] = dict(error.extensions or {})
    if error.path:
        told["path"] = error.path
    if error.locations:
        told["locations"] = [{"line": one.line, "column": one.column} for one in error.locations]
    return {**told, "message": error.message}
