"""The lists that a repository has at GitHub, and how each of their pages becomes records that miss nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from folkmoot.collect.github.records import discussion_of, issue_of, pull_of, release_of
from folkmoot.collect.github.session import Session, Stopped, Stumbled, Told
from folkmoot.model.bookmark import LISTS, ListName
from folkmoot.model.conversation import Discussion, Issue, PullRequest, Release
from folkmoot.text import one_line

Kept = Discussion | Issue | PullRequest | Release

_One = TypeVar("_One")

_TAIL = 100
_AT_ONCE = 100
"""So many ids GitHub takes in one question (docs.github.com: at most 100 nodes)."""


class Listed(NamedTuple):
    """A list: `newest` is by what it is ordered so that what changed last comes first.

    `completed` adds to a page's nodes what did not fit into it, and returns the ids of those of which GitHub fails to
    tell that; `record` makes a record of one, or None. `switched_off` says in words that a repository has no such list.
    """

    name: ListName
    newest: str
    record: Callable[[str, Told], Kept | None]
    completed: Callable[[Session, list[Told]], set[str]]
    switched_off: str = ""


def in_pieces(whole: Sequence[_One]) -> Iterator[Sequence[_One]]:
    """So many at once as GitHub takes ids in one question."""
    return (whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE))


def _with_replies(session: Session, nodes: list[Told]) -> set[str]:
    untold = _with_comments(session, nodes)
    comments = [(node["id"], one) for node in nodes for one in node["comments"]["nodes"]]
    found: dict[str, Told | None] = {}
    for some in in_pieces([comment["id"] for _, comment in comments]):
        found |= _replies(session, some)
    for of, comment in comments:
        # A comment that was deleted meanwhile has no replies any more.
        told = found.get(comment["id"], {"reactions": {"totalCount": 0}, "replies": {"nodes": []}})
        if told:
            comment.update(reactions=told["reactions"], replies=told["replies"])
        if not told or not _is_filled(session, "more_comments", comment["id"], comment["replies"]):
            untold.add(of)
    return untold


def _replies(session: Session, ids: Sequence[str]) -> dict[str, Told | None]:
    """The replies to comments, by their ids, without those that are no more; None where GitHub fails to tell them."""
    try:
        told = session.ask("replies", ids=ids, first=50).data["nodes"]
    except Stumbled:
        if len(ids) == 1:
            session.as_large_as_before("replies")
            return {ids[0]: None}
        half = len(ids) // 2
        return _replies(session, ids[:half]) | _replies(session, ids[half:])
    return {one["id"]: one for one in told if one}


def _with_comments(session: Session, nodes: list[Told]) -> set[str]:
    return {node["id"] for node in nodes if not _is_filled(session, "more_comments", node["id"], node["comments"])}


def _with_reviews(session: Session, nodes: list[Told]) -> set[str]:
    with_any = (node for node in nodes if node["reviews"])
    return _with_comments(session, nodes) | {
        node["id"] for node in with_any if not _is_filled(session, "more_reviews", node["id"], node["reviews"])
    }


def _is_filled(session: Session, query: str, of: str, begun: Told) -> bool:
    """Adds to the first page of a list that came along all that follows it, and takes out what is not to be seen.

    False where GitHub fails to tell what follows, of this one alone.
    """
    begun["nodes"] = list(filter(None, begun["nodes"]))
    try:
        begun["nodes"] += _following(session, query, of, begun.get("pageInfo"))
    except Stopped as error:
        if error.is_ours:
            raise
        session.as_large_as_before(query)
        return False
    return True


def _following(session: Session, query: str, of: str, page: Told | None) -> Iterator[Told]:
    before: set[str] = set()
    while page and (after := next_cursor(page, before)):
        told = session.ask(query, id=of, first=_TAIL, after=after).data["node"]
        if not told:
            raise Stopped("is not there any more")
        yield from filter(None, told["page"]["nodes"])
        page = told["page"]["pageInfo"]


def next_cursor(page: Told, before: set[str]) -> str | None:
    """Where the next page begins, or None after the last one; it joins those that were told `before`.

    Raises `Stopped` where it leads back: reading on would never end.
    """
    if not page["hasNextPage"]:
        return None
    cursor = page["endCursor"]
    if not (cursor and isinstance(cursor, str)) or cursor in before:
        raise Stopped("GitHub tells one page after itself, without an end")
    before.add(cursor)
    return cursor


DISCUSSIONS = Listed(
    "discussions",
    "UPDATED_AT",
    discussion_of,
    _with_replies,
    "has no discussions; they are switched off in the repository's settings",
)
ISSUES = Listed("issues", "UPDATED_AT", issue_of, _with_comments, "its issues are switched off")
PULLS = Listed("pulls", "UPDATED_AT", pull_of, _with_reviews)
RELEASES = Listed("releases", "CREATED_AT", release_of, lambda _session, _nodes: set())


def records_of(
    session: Session, listed: Listed, source: str, nodes: Iterable[Told | None]
) -> tuple[tuple[Kept, ...], tuple[str, ...]]:
    """The records of a page of the list, and in words what GitHub fails to tell whole."""
    there = [node for node in nodes if node]
    untold = listed.completed(session, there)
    whole = (node for node in there if node["id"] not in untold)
    records = tuple(record for node in whole if (record := listed.record(source, node)))
    return records, in_words(listed, (node for node in there if node["id"] in untold))


def in_words(listed: Listed, nodes: Iterable[Told]) -> tuple[str, ...]:
    """What people call these, such as "issue 12"."""
    one, _ = LISTS[listed.name]
    return tuple(f"{one} {one_line(str(node.get('number', node.get('tagName'))))}" for node in nodes)
