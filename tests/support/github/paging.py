"""Connections: GitHub's pages of things, with its cursors, its limits and its words for who does not keep to them."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence, Set
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, GraphQLError, GraphQLResolveInfo, SelectionSetNode

LARGEST_PAGE = 100

Info = GraphQLResolveInfo[Any]
"""What the engine tells of the field that is asked for."""

Place = Callable[[Any], Sequence[Any]]

_PAGING = {"first", "last", "after", "before"}


class NotTold(Exception):
    """The GitHub of the tests knows nothing of this: `telling.py` or its neighbours have to tell it first."""


def refusal(message: str, kind: str) -> GraphQLError:
    """An error as GitHub types it."""
    return GraphQLError(message, extensions={"type": kind})


def connection(
    info: Info,
    things: Sequence[Any],
    args: dict[str, Any],
    place: Place | None = None,
    descending: bool = False,
    heeded: Set[str] = frozenset(),
) -> dict[str, Any]:
    """A page of `things`, which are sorted by `place` already, and come in that order or the other way round.

    Cursors hold the place instead of a count, as GitHub's do: what came before meanwhile moves no page. Where no
    place is given, it is the number in the list. `heeded` are the arguments, besides those of pages, that `things`
    keep to already: whoever asks for another is not told something else instead.
    """
    asked = {one.name.value for one in info.field_nodes[0].arguments or ()}
    if unknown := {one for one in asked - _PAGING - heeded if args.get(one) is not None}:
        raise NotTold(f"the GitHub of the tests heeds no {', '.join(sorted(unknown))} of {info.field_name}")
    first, last = args.get("first"), args.get("last")
    name = info.field_name
    for argument, size in (("first", first), ("last", last)):
        if size is not None and not 0 <= size <= LARGEST_PAGE:
            limit = f"exceeds the `{argument}` limit of {LARGEST_PAGE} records"
            raise refusal(f"Requesting {size} records on the `{name}` connection {limit}.", "EXCESSIVE_PAGINATION")
    if first is None and last is None and _asks_for_things(info):
        raise refusal(
            f"You must provide a `first` or `last` value to properly paginate the `{name}` connection.",
            "MISSING_PAGINATION_BOUNDARIES",
        )
    keys = [list(place(thing)) for thing in things] if place else [[number] for number in range(len(things))]
    rows = list(zip(keys, things, strict=True))
    if descending:
        rows.reverse()
    start, end = _between(rows, args, descending)
    if first is not None:
        end = min(end, start + first)
    if last is not None:
        start = max(start, end - last)
    return _page(rows, start, end)


def _between(rows: list[tuple[list[Any], Any]], args: dict[str, Any], descending: bool) -> tuple[int, int]:
    start, end = 0, len(rows)
    if args.get("after"):
        after = _read(args["after"])
        passed = (number for number, (key, _) in enumerate(rows) if (key < after if descending else key > after))
        start = next(passed, len(rows))
    if args.get("before"):
        before = _read(args["before"])
        reached = (number for number, (key, _) in enumerate(rows) if (key <= before if descending else key >= before))
        end = next(reached, len(rows))
    return start, max(start, end)


def _page(rows: list[tuple[list[Any], Any]], start: int, end: int) -> dict[str, Any]:
    shown = rows[start:end]
    cursors = [_write(key) for key, _ in shown]
    return {
        "totalCount": len(rows),
        "nodes": [thing for _, thing in shown],
        "edges": [{"cursor": cursor, "node": thing} for cursor, (_, thing) in zip(cursors, shown, strict=True)],
        "pageInfo": {
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
            "hasNextPage": end < len(rows),
            "hasPreviousPage": start > 0,
        },
    }


def _write(key: list[Any]) -> str:
    return base64.b64encode(b"cursor:v2:" + json.dumps(key).encode()).decode()


def _read(cursor: str) -> list[Any]:
    try:
        told = base64.b64decode(cursor, validate=True).removeprefix(b"cursor:v2:")
        found = json.loads(told)
    except (ValueError, binascii.Error):
        found = None
    if not isinstance(found, list):
        raise refusal(f"`{cursor}` does not appear to be a valid cursor.", "INVALID_CURSOR_ARGUMENTS")
    return found


def _asks_for_things(info: Info) -> bool:
    def found(selections: SelectionSetNode | None) -> bool:
        for one in selections.selections if selections else ():
            if isinstance(one, FieldNode):
                if one.name.value in ("nodes", "edges"):
                    return True
            elif isinstance(one, FragmentSpreadNode):
                if found(info.fragments[one.name.value].selection_set):
                    return True
            elif found(one.selection_set):  # type: ignore[attr-defined]
                return True
        return False

    return any(found(node.selection_set) for node in info.field_nodes)
