"""Whom GitHub knows behind addresses in a history that name nobody: the last step of finding out who did something.

It is asked of unknown addresses alone, fifty for a point, and what it answers is remembered by the address's hash.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from folkmoot import git
from folkmoot.collect.authors import hashed
from folkmoot.collect.commits import co_authors, corrected, read_commits
from folkmoot.collect.counting import Memory
from folkmoot.collect.github.session import Session, Stopped, Told
from folkmoot.collect.runtime import Over
from folkmoot.model.account import HASH, HASHED, is_login
from folkmoot.model.community import github_name
from folkmoot.model.harvest import Source, Work

AT_ONCE = 50
"""So many commits one question is about, as in queries/authors.graphql."""

_MOST = 500
"""So many addresses a run asks for in one repository: the others wait for the next, where nothing is lost by it."""

_AGAIN = 90
"""Days after which GitHub is asked again for whom it did not know."""


class Link(NamedTuple):
    """What GitHub said of an address on a `day` since 1970: an account, or 0 and "" where it knows none."""

    day: int
    number: int
    login: str


class Linking(NamedTuple):
    """What is needed to ask: `repository` is a clone, `claimed` are hashes that members say are theirs.

    `today` counts days since 1970; `until` is the moment (monotonic seconds) at which time is up. `known` is how many
    commits of whom the archive holds, by month as 2026-05.
    """

    source: Source
    repository: Path
    salt: str
    claimed: frozenset[str]
    today: int
    until: float
    known: Mapping[tuple[str, str], int] = {}


def linked(work: tuple[Work, ...], asked: Linking, memory: Memory, session: Session | None) -> tuple[Work, ...] | None:
    """The work with the accounts that GitHub knows behind hashes; without a session, by what it said before.

    What a member's file says of an address counts more: GitHub is not asked for it. Where it gives no answer, people
    stay who they were; None where the archive knew accounts that may be theirs, since what it said before is lost.
    """
    name = f"{asked.source.slug}.json"
    unknown = {one.who for one in work if one.who.startswith(HASH)} - asked.claimed
    before = links_of(memory.recall(name))
    links = {who: link for who, link in before.items() if who in unknown}
    due = sorted(who for who in unknown if who not in links or _is_old(links[who], asked.today))
    is_lost = links.keys() != unknown and _is_less(work, links, asked.known)
    owner, _, called = github_name(asked.source.url).partition("/")
    is_told = not owner
    if due and owner and session:
        try:
            for told in _asked(frozenset(due if is_lost else due[:_MOST]), asked, owner, called, session):
                links |= told
            is_told = True
        except (Stopped, Over, git.GitError, KeyError, TypeError, AttributeError, ValueError):
            pass  # what was told until then counts; the rest is asked for another time
    if links != before:
        memory.keep(name, json.dumps({who: [*link] for who, link in sorted(links.items())}).encode())
    if is_lost and not is_told and _is_less(work, links, asked.known):
        return None
    return _joined(asked.source.slug, work, {who: link for who, link in links.items() if link.number})


def _is_less(work: Iterable[Work], links: Mapping[str, Link], known: Mapping[tuple[str, str], int]) -> bool:
    """Whether accounts have less in a month, by the history and what GitHub said, than was known of them."""
    found = Counter[tuple[str, str]]()
    for one in work:
        link = links.get(one.who)
        found[f"github:{link.number}" if link else one.who, one.published[:7]] += one.commits
    return any(who.startswith("github:") and found[who, month] < commits for (who, month), commits in known.items())


def _is_old(link: Link, today: int) -> bool:
    return not link.number and not link.day <= today < link.day + _AGAIN


def _asked(due: frozenset[str], asked: Linking, owner: str, name: str, session: Session) -> Iterator[dict[str, Link]]:
    """What GitHub says of these hashes, question by question; raises `Stopped` once little of its points is left."""
    commits = sorted(_commits(due, asked).items())
    for start in range(0, len(commits), AT_ONCE):
        if session.is_short:
            raise Stopped("little is left of GitHub's points")
        some = commits[start : start + AT_ONCE]
        ids = [commit for commit, _ in some]
        filled = {f"c{n}": ids[min(n, len(ids) - 1)] for n in range(AT_ONCE)}
        told = session.ask("authors", owner=owner, name=name, **filled).data["repository"] or {}
        links: dict[str, Link] = {}
        for n, (_, written) in enumerate(some):
            accounts = _accounts(told.get(f"c{n}"))
            for who, address in written.items():
                links[who] = Link(asked.today, *accounts.get(address, (0, "")))
        yield links


def _accounts(commit: Told | None) -> dict[str, tuple[int, str]]:
    """The accounts of a commit's authors, by their addresses."""
    nodes = commit["authors"]["nodes"] if commit else ()
    known = ((str(one["email"]).lower(), one["user"]) for one in nodes if one)
    return {
        email: (user["databaseId"], user["login"])
        for email, user in known
        if user and isinstance(user["databaseId"], int) and is_login(user["login"])
    }


def _commits(due: frozenset[str], asked: Linking) -> dict[str, dict[str, str]]:
    """The newest commit in which each of these stands, as author or co-author, with the address written there.

    Who is new stands at the end of a history, so that little of it is read.
    """
    found: dict[str, tuple[str, str]] = {}
    helpers: dict[tuple[str, str], str] = {}
    known: dict[str, str] = {}

    def who(email: str) -> str:
        return known.get(email) or known.setdefault(email, hashed(email, asked.salt))

    for commit in read_commits(asked.repository, "HEAD", asked.today, asked.until):
        if (author := who(commit.author.email)) in due:
            found.setdefault(author, (commit.id.decode(), commit.author.written.lower()))
        for person in co_authors(commit.message):
            if (helper := who(person[1])) in due:
                found.setdefault(helper, (commit.id.decode(), person[1].lower()))
            helpers.setdefault(person, commit.id.decode())
        if len(found) == len(due):
            break
    else:
        for person, right in corrected(asked.repository, asked.until, set(helpers)).items():
            if (helper := who(right.email)) in due:
                found.setdefault(helper, (helpers[person], person[1].lower()))
    by_commit: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one, (commit_id, written) in found.items():
        by_commit[commit_id][one] = written
    return by_commit


def links_of(said: bytes) -> dict[str, Link]:
    """What GitHub said in earlier runs; nothing where that is lost or damaged."""
    try:
        told = {who: Link(*link) for who, link in json.loads(said or b"{}").items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return {who: link for who, link in told.items() if HASHED.fullmatch(who) and _is_link(link)}


def _is_link(link: Link) -> bool:
    is_typed = type(link.day) is int and type(link.number) is int and type(link.login) is str
    return is_typed and bool(is_login(link.login) if link.number > 0 else link == (link.day, 0, ""))


def _joined(slug: str, work: Iterable[Work], links: Mapping[str, Link]) -> tuple[Work, ...]:
    """The work under the accounts' names; of one month and kind it is one line, as if nobody had been unknown."""
    joined: dict[tuple[str, str, str], Work] = {}
    for one in work:
        link = links.get(one.who)
        named = replace(one, who=f"github:{link.number}", login=link.login) if link else one
        key = named.published, named.who, named.kind
        joined[key] = _sum(joined[key], named) if key in joined else named
    return tuple(
        replace(one, id=hashlib.sha256(f"{slug}\n{who}\n{published[:7]}\n{kind}".encode()).hexdigest()[:20])
        for (published, who, kind), one in sorted(joined.items())
    )


def _sum(one: Work, other: Work) -> Work:
    return replace(
        one,
        commits=one.commits + other.commits,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        weeks=tuple(sorted({*one.weeks, *other.weeks})),
        added=one.added + other.added,
        removed=one.removed + other.removed,
    )
