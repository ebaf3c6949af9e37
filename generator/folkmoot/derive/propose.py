"""What a community manager could do next: each kind of proposals is one SQL file, run over the tables of the warehouse.

Proposals name people: whoever asks for them keeps the answer to themselves.
"""

from collections.abc import Iterable
from typing import Any

import duckdb

from folkmoot.derive.answering import LONGEST, answered, in_words, selects
from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.proposal import Fact, Proposal, ProposalKind
from folkmoot.model.withheld import Withheld

_COLUMNS = ["subject", "other", "score", "since", "thread", "url", "facts", "among"]


def proposed(
    connection: duckdb.DuckDBPyConnection,
    kinds: Iterable[ProposalKind],
    withheld: Withheld,
    longest: float = LONGEST,
) -> tuple[tuple[Proposal, ...], list[str]]:
    """What is proposed, kind by kind as these come, the most pressing first; and in words what cannot be computed.

    `connection` is the warehouse with its tables filled (`derive.activity.fill`). Each kind may take `longest` seconds.
    In the tables is nobody who is `withheld`, but others may have named them in titles: these are left out here.
    """
    unnamed = Unnamed(withheld)
    found: list[Proposal] = []
    untold: list[str] = []
    for kind in kinds:
        try:
            found += filter(None, (_unnamed(one, unnamed) for one in _of_kind(connection, kind, longest)))
        except (duckdb.Error, ValueError) as reason:
            untold.append(f"the proposals “{kind.title}” cannot be computed: {in_words(reason, longest)}")
    return tuple(found), untold


def _of_kind(connection: duckdb.DuckDBPyConnection, kind: ProposalKind, longest: float) -> list[Proposal]:
    statements = selects(connection, kind.sql)
    if len(statements) != 1:
        raise ValueError("the file has to hold one SELECT")
    names, rows = answered(connection, statements[0], longest)
    if names != _COLUMNS:
        raise ValueError(f"its columns are {', '.join(names)}")
    return [_proposal(kind, dict(zip(names, row, strict=True))) for row in rows]


def _proposal(kind: ProposalKind, row: dict[str, Any]) -> Proposal:
    facts = {name: _fact(value) for name, value in row["facts"].items() if value not in (None, "", [])}
    return Proposal(kind.name, **row | {"score": float(row["score"]), "facts": facts})


def _unnamed(one: Proposal, unnamed: Unnamed) -> Proposal | None:
    """The proposal without titles and words that name somebody hidden, None where what it is about does so."""
    if any(unnamed.are_named(fact) for fact in one.facts.values() if isinstance(fact, str)):
        return None
    facts = {
        name: [each for each in fact if not unnamed.are_named(each)] if isinstance(fact, list) else fact
        for name, fact in one.facts.items()
    }
    return one._replace(facts={name: fact for name, fact in facts.items() if fact != []})


def _fact(value: Any) -> Fact:
    if isinstance(value, list):
        return [str(one) for one in value]
    return value if isinstance(value, str) else float(value)
