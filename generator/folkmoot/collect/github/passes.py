"""Reading a repository's lists: what changed since the last time, and now and then everything, in pieces.

Reactions, and what was deleted, change no date that GitHub tells: so every week a pass goes through the whole list,
over as many runs as the limit of questions makes it. Both go page by page, and each page can be kept before the next
is asked for.
"""

import datetime as dt
from collections.abc import Generator, Iterator, Mapping
from typing import NamedTuple

from folkmoot.collect.github.lists import Kept, Listed, in_pieces, in_words, next_cursor, records_of
from folkmoot.collect.github.session import Refused, Session, Stopped, Stumbled, Told
from folkmoot.model.bookmark import LISTS, Bookmark
from folkmoot.model.harvest import Source
from folkmoot.model.instant import written

_FIRST, _LARGEST, _GROWTH = 10, 100, 5
_MARGIN = dt.timedelta(minutes=5)
_SWEEP = dt.timedelta(days=7) - dt.timedelta(hours=4)
_NEVER = "9999"
_UNTOLD_IN_A_ROW = 5
"""So many records, one after the other, that GitHub fails to tell are no fault of theirs."""

_ANOTHER = "is another repository now, of the same name: nothing is taken from it, and what was collected stays"


class SwitchedOff(Stopped):
    """The repository has no such list, by its settings; what it had may come back."""


class Page(NamedTuple):
    """A page that was read: its records, the ids of those that GitHub has no more, and where reading goes on then.

    `name` is how GitHub calls the repository now. `untold` says in words of which records GitHub failed to tell.
    """

    records: tuple[Kept, ...]
    gone: frozenset[str]
    bookmark: Bookmark
    name: str
    untold: tuple[str, ...] = ()
    is_archived: bool = False


def latest(session: Session, source: Source, listed: Listed, bookmark: Bookmark) -> Generator[Page, None, None]:
    """What changed since `bookmark.seen`, the newest first; of a list that was never read, its first page.

    The bookmark moves on with the last page alone: what lies between a page and the time seen is not read before.
    """
    until = written(dt.datetime.fromisoformat(bookmark.seen) - _MARGIN) if bookmark.seen else ""
    newest, after, size = bookmark.seen, None, _FIRST
    before: set[str] = set()
    pages = _Pages(session, source, listed, bookmark, listed.newest)
    while True:
        page = pages.following(size, after)
        changed = [node for node in page.nodes if _moved(listed, node) >= until]
        newest = max([newest, *(_moved(listed, node) for node in changed)])
        after = next_cursor(page.info, before)
        is_last = after is None or not until or len(changed) < len(page.nodes)
        bookmark = bookmark._replace(repository=page.repository)
        yield pages.read(page, changed, bookmark._replace(seen=newest) if is_last else bookmark)
        if is_last:
            return
        size = min(_LARGEST, size * _GROWTH)


def sweep(
    session: Session, source: Source, listed: Listed, bookmark: Bookmark, known: Mapping[str, str], now: dt.datetime
) -> Generator[Page, None, None]:
    """The whole list, from the newest on, or what is left of it; nothing where that is not due again.

    `known` tells of each record that the archive has of it when it was published, by id: those that GitHub has no
    more are told. Ends early where the session is short of points.
    """
    if not bookmark.cursor:
        # What lies ahead is from a clock that went wrong.
        if written(now - _SWEEP) < bookmark.swept <= written(now) or session.is_short:
            return
        bookmark = bookmark._replace(begun=written(now), reached=_NEVER)
    before = {bookmark.cursor}
    pages = _Pages(session, source, listed, bookmark, "CREATED_AT")
    while True:
        try:
            page = pages.following(_LARGEST, bookmark.cursor or None)
        except Refused:
            if before != {bookmark.cursor} or not bookmark.cursor:
                raise
            # The cursor that was remembered is none (any more).
            yield from sweep(session, source, listed, bookmark._replace(cursor="", swept=""), known, now)
            return
        after = next_cursor(page.info, before)
        # Of what was created at one moment some may be on the next page; a question more tells.
        reached = min([bookmark.reached, *(_began(node) for node in page.nodes)]) if after else ""
        on_it = {node["id"] for node in page.nodes}
        unseen = [one for one, began in known.items() if reached <= began < bookmark.reached and one not in on_it]
        gone = frozenset(_gone(session, unseen))
        bookmark = bookmark._replace(reached=reached, cursor=after or "", repository=page.repository)
        if after is None:
            bookmark = bookmark._replace(swept=bookmark.begun, begun="")
        yield pages.read(page, page.nodes, bookmark)._replace(gone=gone)
        if after is None or session.is_short:
            return


class _Told(NamedTuple):
    """What GitHub told of a page, without those of its `nodes` that it did not tell for a moment.

    Where it is not whole, it is of one record that GitHub fails to tell, and says only which that is.
    """

    nodes: list[Told]
    info: Told
    name: str
    repository: str
    is_archived: bool
    is_whole: bool


class _Pages:
    """The pages of a list in the order `by`; a record that GitHub fails to tell is passed by."""

    def __init__(self, session: Session, source: Source, listed: Listed, bookmark: Bookmark, by: str) -> None:
        self._session, self._source, self._listed, self._bookmark, self._by = session, source, listed, bookmark, by
        self._untold_in_a_row = 0

    def following(self, first: int, after: str | None) -> _Told:
        """The page that follows the cursor, of so many records at most."""
        try:
            page = self._asked(first, after, is_whole=True)
        except Stumbled:
            page = self._asked(1, after, is_whole=False)
            self._untold_in_a_row += 1
            if self._untold_in_a_row > _UNTOLD_IN_A_ROW:
                raise
            self._session.as_large_as_before(self._listed.name)
        else:
            self._untold_in_a_row = 0
        return page

    def read(self, page: _Told, nodes: list[Told], bookmark: Bookmark) -> Page:
        """The records of these nodes of the page."""
        if page.is_whole:
            records, untold = records_of(self._session, self._listed, self._source.slug, nodes)
        else:
            records, untold = (), in_words(self._listed, nodes)
        return Page(records, frozenset(), bookmark, page.name, untold, page.is_archived)

    def _asked(self, first: int, after: str | None, *, is_whole: bool) -> _Told:
        owner, _, name = self._source.url.partition("/")
        asked = {"owner": owner, "name": name, "first": first, "after": after, "by": self._by, "whole": is_whole}
        told = self._session.ask(self._listed.name, **asked).data["repository"]
        if told is None:
            raise Stopped("does not exist, or the token may not read it")
        before = self._bookmark.repository
        repository = str(told["databaseId"] or before)
        if before not in ("", repository):
            raise Stopped(_ANOTHER)
        if self._listed.switched_off and not told["isThere"]:
            raise SwitchedOff(self._listed.switched_off)
        page = told["page"]
        if page is None:
            raise Stopped(f"the token may not read its {LISTS[self._listed.name][1]}")
        nodes = [node for node in page["nodes"] if node]
        return _Told(nodes, page["pageInfo"], told["nameWithOwner"], repository, told["isArchived"], is_whole)


def _gone(session: Session, ids: list[str]) -> Iterator[str]:
    for some in in_pieces(ids):
        missing = session.ask("still_there", ids=some).missing
        yield from (one for number, one in enumerate(some) if ("nodes", number) in missing)


def _moved(listed: Listed, node: Told) -> str:
    """By what the newest come first."""
    return str(node["updatedAt"] if listed.newest == "UPDATED_AT" else node["createdAt"])


def _began(node: Told) -> str:
    return str(node["createdAt"])
