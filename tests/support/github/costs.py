"""What a question costs, by GitHub's formula (docs.github.com, "Rate limits and query limits for the GraphQL API").

The requests that are needed to fulfil each connection are added up, as if every page were full; a hundred of them are
a point, and every question costs one at least. A connection that is asked for its `totalCount` alone has no page and
needs no request: estimates by `first` and `last` alone agree with what GitHub itself says of queries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    value_from_ast_untyped,
)

MOST_NODES = 500_000


@dataclass
class Cost:
    """How many requests a question needs at most, how many nodes it may get, and its page, the outermost.

    `repositories` and `ids` are those that it names.
    """

    requests: int = 0
    nodes: int = 0
    page: int = 0
    repositories: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    @property
    def points(self) -> int:
        return max(1, int(self.requests / 100 + 0.5))


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation that is asked for: the one of that name, or the only one. ValueError where there is none."""
    found = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    named = [one for one in found if name is None or (one.name and one.name.value == name)]
    if len(named) != 1:
        raise ValueError(f"no operation is named {name}" if name else "name the operation that is meant")
    return named[0]


def variables_of(operation: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the variables of a question are, defaults included."""
    usual = {
        one.variable.name.value: value_from_ast_untyped(one.default_value)
        for one in operation.variable_definitions or ()
        if one.default_value
    }
    return {**usual, **given}


def cost_of(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, given: Mapping[str, Any]
) -> Cost:
    """The cost of an operation that the schema allows, with these variables."""
    return _Counted(schema, document, variables_of(operation, given)).of(operation)


class _Counted:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: dict[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self._cost = Cost()

    def of(self, operation: OperationDefinitionNode) -> Cost:
        root = self._schema.query_type
        assert root is not None, "GitHub's schema answers queries"
        self._walk([(root, operation.selection_set)], 1)
        return self._cost

    def _walk(self, sets: list[tuple[GraphQLNamedType, SelectionSetNode]], times: int) -> None:
        """Counts what is selected `times` times; what several fragments select alike is one connection."""
        together: dict[tuple[str, str], list[tuple[GraphQLNamedType, FieldNode]]] = {}
        for of, selections in sets:
            for owner, node in self._fields(of, selections):
                key = (owner.name, (node.alias or node.name).value)
                together.setdefault(key, []).append((owner, node))
        for nodes in together.values():
            self._field(nodes, times)

    def _field(self, nodes: list[tuple[GraphQLNamedType, FieldNode]], times: int) -> None:
        owner, first = nodes[0]
        if first.name.value.startswith("__"):
            return
        definition = getattr(owner, "fields", {}).get(first.name.value)
        if definition is None:
            return
        kind = get_named_type(definition.type)
        arguments = {
            one.name.value: value_from_ast_untyped(one.value, self._variables) for one in first.arguments or ()
        }
        if owner is self._schema.query_type:
            times *= self._named(first.name.value, arguments)
        size = arguments.get("first") or arguments.get("last")
        if kind.name.endswith("Connection") and isinstance(size, int):
            self._cost.requests += times
            self._cost.nodes += times * size
            self._cost.page = self._cost.page or size
            times *= size
        below = [(kind, node.selection_set) for _, node in nodes if node.selection_set]
        if below:
            self._walk(below, times)

    def _named(self, name: str, arguments: dict[str, Any]) -> int:
        """Notes what a question is about, and tells how many things it begins with."""
        if name == "repository":
            self._cost.repositories.append(f"{arguments.get('owner')}/{arguments.get('name')}")
        if name == "node":
            self._cost.ids.append(str(arguments.get("id")))
        if name != "nodes":
            return 1
        ids = arguments.get("ids") or ()
        self._cost.ids += map(str, ids)
        return max(1, len(ids))

    def _fields(
        self, of: GraphQLNamedType, selections: SelectionSetNode
    ) -> Iterator[tuple[GraphQLNamedType, FieldNode]]:
        for one in selections.selections:
            if not self._asked(one):
                continue
            if isinstance(one, FieldNode):
                yield of, one
            elif isinstance(one, FragmentSpreadNode):
                fragment = self._fragments[one.name.value]
                yield from self._fields(
                    self._schema.type_map[fragment.type_condition.name.value], fragment.selection_set
                )
            elif isinstance(one, InlineFragmentNode):
                inner = self._schema.type_map[one.type_condition.name.value] if one.type_condition else of
                yield from self._fields(inner, one.selection_set)

    def _asked(self, node: Any) -> bool:
        for one in node.directives or ():
            said = value_from_ast_untyped(one.arguments[0].value, self._variables) if one.arguments else None
            if (one.name.value, said) in (("skip", True), ("include", False)):
                return False
        return True
