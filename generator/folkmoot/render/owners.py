"""CODEOWNERS: whom GitHub asks to review what, from the teams and the members.

The format: docs.github.com, "About code owners". The last line that fits a file counts, and each stands for itself, so
that the general ones come first, and whoever maintains the hub stands in all of them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.member import Member

PATH = ".github/CODEOWNERS"

MARK = "# Made by folkmoot owners from members/ and content/teams/. Delete this line to write the file yourself."
"""The first line of the file, by which it is known."""

_MOST_BYTES = 3 << 20
"""GitHub reads no larger file; members' own lines are then left out."""


def owners(community: Community, today: dt.date) -> Artifact | None:
    """The file as it should be on a day of the community's, None where nobody has an account to ask.

    Those who maintain the hub are asked about everything, a team besides about what it `reviews` and its own file, and
    members about their own file. Who is hidden stands nowhere.
    """
    maintainers = _accounts(community.maintainers(today))
    shared = [*_everything(maintainers), *_of_teams(community, today, maintainers)]
    own = list(_of_members(community, maintainers))
    if not shared and not own:
        return None
    whole = _text([*shared, *own])
    return Artifact(PATH, whole if len(whole) < _MOST_BYTES else _text(shared))


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in (MARK, *lines)).encode()


def _everything(maintainers: list[str]) -> Iterator[str]:
    if maintainers:
        yield _line("*", maintainers)


def _of_teams(community: Community, today: dt.date, maintainers: list[str]) -> Iterator[str]:
    by_path: dict[str, list[str]] = {}
    for slug, team in community.teams.items():
        serving = (community.members.get(term.member) for term in team.members if term.serves(today))
        accounts = _accounts(filter(None, serving))
        for path in (*team.reviews, f"content/teams/{slug}.md") if accounts else ():
            by_path.setdefault(path, []).extend(accounts)
    for path in sorted(by_path, key=lambda one: (one.count("/"), one)):
        yield _line(f"/{path}", [*by_path[path], *maintainers])


def _of_members(community: Community, maintainers: list[str]) -> Iterator[str]:
    for member in community.members.values():
        if accounts := _accounts([member]):
            yield _line(f"/{member.path}", [*accounts, *maintainers])


def _accounts(members: Iterable[Member]) -> list[str]:
    return [f"@{member.github}" for member in members if member.github and member.is_shown]


def _line(pattern: str, accounts: list[str]) -> str:
    return " ".join((pattern, *dict.fromkeys(accounts)))
