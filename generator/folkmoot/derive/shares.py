"""Who worked on which repository, and how much: the months of work that the archive holds, added up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from folkmoot.derive.identity import Account
from folkmoot.model.account import HASH
from folkmoot.model.community import Community
from folkmoot.model.harvest import Work
from folkmoot.model.hub import Share


def shares(community: Community, work: Iterable[Work], owners: Mapping[Account, str]) -> tuple[Share, ...]:
    """Each person's share of each repository, by repository, most commits first.

    Bots and hidden members have none. A person's several accounts are one share, under the first of their names. Who
    gave the work may be told of public members alone.
    """
    gathered: dict[tuple[str, str], list[Work]] = defaultdict(list)
    for one in work:
        actor = _actor(one, owners)
        if actor:
            gathered[one.source, actor].append(one)
    names: dict[str, str] = {}
    for (_, actor), rows in gathered.items():
        names[actor] = min([*(one.who for one in rows), *filter(None, [names.get(actor)])])
    found = [
        Share(
            who=names[actor],
            member=actor if actor in community.members else "",
            source=source,
            commits=sum(one.commits for one in rows),
            first=min(one.first for one in rows),
            last=max(one.last for one in rows),
            kinds=tuple(sorted({one.kind for one in rows})),
            months=_by_month(rows),
            weeks=tuple(sorted({week for one in rows for week in one.weeks})),
            added=sum(one.added for one in rows),
            removed=sum(one.removed for one in rows),
        )
        for (source, actor), rows in gathered.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.source, -one.commits, one.who)))


def attributed(work: Iterable[Work], owners: Mapping[Account, str]) -> tuple[Work, ...]:
    """The work of those who are counted: that of hidden members is in no figure, also not in a repository's."""
    return tuple(one for one in work if _actor(one, owners))


def _by_month(rows: Iterable[Work]) -> tuple[tuple[str, int], ...]:
    months: Counter[str] = Counter()
    for one in rows:
        months[one.published[:7]] += one.commits
    return tuple(sorted(months.items()))


def _actor(one: Work, owners: Mapping[Account, str]) -> str:
    if one.who.startswith(HASH):
        return owners.get(Account(one.who, 0), "")
    kind, _, name = one.who.partition(":")
    account = Account(name.lower(), 0) if kind == "login" else Account(one.login.lower(), int(name))
    return owners.get(account, "")
