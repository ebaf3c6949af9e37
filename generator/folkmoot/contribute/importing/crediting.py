"""What a list of contributors says that people gave, as lines for the files that give them credit."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, get_args

from folkmoot.contribute.importing.lengthened import lengthened
from folkmoot.contribute.importing.rows import Candidate, Remark
from folkmoot.derive.identity import Account, actors
from folkmoot.errors import WrongUse
from folkmoot.load.records import document_of
from folkmoot.model.community import Community
from folkmoot.model.credit import Contribution
from folkmoot.model.hub import Given
from folkmoot.model.project import Project
from folkmoot.model.repository import projects_listed, projects_with
from folkmoot.model.withheld import Withheld
from folkmoot.render.files import yaml_text
from folkmoot.text import closest, excerpt, listed, one_line

_KINDS: frozenset[str] = frozenset(get_args(Contribution))
_ELSEWHERE = "the hub tells that already, and the list does not say what it was for; if for this too, add it by hand"
_TOLD = re.compile(r"contributions(?:\.\d+)?(?:\.type)?")


class CreditLines(NamedTuple):
    """Lines for the file at `path`, which is "" where no project of the hub has the `repository` that the list is of.

    `gave` is what they say: the kinds that are new by the slugs of members.
    """

    path: str
    lines: str
    gave: Mapping[str, tuple[str, ...]]
    repository: str = ""


class Crediting(NamedTuple):
    """The lines that would be new, and what else is to tell."""

    proposed: tuple[CreditLines, ...]
    notes: tuple[Remark, ...]


def gave_of(cells: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of contributions in an entry of a `.all-contributorsrc`: words, or objects with their `type`."""
    told: list[str] = []
    for key, value in cells.items():
        if _TOLD.fullmatch(key):
            told += map(str, value) if isinstance(value, list) else re.split(r"[\s,]+", str(value or ""))
    return tuple(dict.fromkeys(filter(None, told)))


def account_of(candidate: Candidate) -> Account:
    """The account at GitHub that somebody in a list has, as far as it tells."""
    number = str(candidate.values.get("github_id", ""))
    login = str(candidate.values.get("github", "")).lower()
    return Account(login, int(number) if re.fullmatch("[0-9]{1,18}", number) else 0)


def credit(
    community: Community,
    candidates: Iterable[Candidate],
    project: str,
    given: Iterable[Given],
    withheld: Withheld,
) -> Crediting:
    """What becomes of what people gave: credit for members, who are known by their logins alone.

    It is for the project with the list's repository, or for the one whose slug is given. What the hub says already that
    a member gave to it, in a file or by what they did (`given`), is not proposed again; of a list that tells of no
    project alone, such as the hub's own, nothing that they gave to anything is. Whatever cannot be taken is told,
    without the names of those who are `withheld`. Raises `WrongUse` where there is no such project.
    """
    if project and project not in community.projects:
        meant = closest(project, community.projects)
        hint = f"did you mean {meant}?" if meant else "name a file of content/projects without its ending"
        raise WrongUse(f"there is no project “{excerpt(one_line(project), 60)}”", hint)
    gave = [(one, one.values["gave"]) for one in candidates if one.values.get("gave")]
    accounts = [account_of(one) for one, _ in gave]
    owners = actors(community, accounts, withheld)
    known_of = _Known(community, given)
    lines: defaultdict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    notes: list[Remark] = []
    for (one, kinds), account in zip(gave, accounts, strict=True):
        place, name = one.places[0], str(one.values.get("name") or one.values.get("github", ""))
        strange = [excerpt(one_line(kind), 40) for kind in kinds if kind not in _KINDS]
        known = [kind for kind in kinds if kind in _KINDS]
        slug = owners[account]
        if withheld.holds_login(account.login) or withheld.holds_number(account.id):
            name = ""
        if strange:
            verb = "is no kind" if len(strange) == 1 else "are no kinds"
            notes.append(Remark(place, name, f"{listed(strange)} {verb} of contribution that is known"))
        if known and slug not in community.members:
            notes.append(Remark(place, name, f"gave {', '.join(known)}: {_why_not(account, slug)}"))
        elif known:
            repository = str(one.values.get("project", ""))
            address = f"https://github.com/{repository}" if repository else ""
            there = community.projects[project] if project else next(iter(projects_with(community, address)), None)
            told = lines[(there.path, "") if there else ("", repository)]
            before = told.get(slug, [])
            here, elsewhere = known_of.by(slug, there, address)
            if passed := [kind for kind in dict.fromkeys(known) if kind in elsewhere - here]:
                notes.append(Remark(place, name, f"gave {', '.join(passed)}: {_ELSEWHERE}"))
            if new := [kind for kind in dict.fromkeys(known) if kind not in here | elsewhere | set(before)]:
                told[slug] = before + new
    return Crediting(tuple(_proposed(lines)), tuple(notes))


def with_credit(content: bytes, lines: CreditLines) -> bytes | None:
    """The file with the lines, each where its member has credit already, else below the credit of the others.

    All that is in the file stays as it is; None where that cannot be.
    """
    now: bytes | None = content
    new: list[dict[str, Any]] = []
    given = document_of(lines.path, content).values.get("credits") or []
    known = {one["member"]: number for number, one in reversed(list(enumerate(given))) if "member" in one}
    for slug, kinds in lines.gave.items():
        if slug not in known:
            new.append({"member": slug, "gave": list(kinds)})
        elif now is not None:
            now = lengthened(now, lines.path, ("credits", known[slug], "gave"), kinds)
    return lengthened(now, lines.path, ("credits",), new) if new and now is not None else now


def _why_not(account: Account, slug: str) -> str:
    if not account.login:
        return "without a login nobody knows who it is"
    return "credit is given to members" if slug else "the site names them nowhere"


class _Known:
    """What the hub says already that its members gave."""

    def __init__(self, community: Community, given: Iterable[Given]) -> None:
        self._community = community
        self._kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._all: defaultdict[str, set[str]] = defaultdict(set)
        for one in given:
            self._kinds[one.member, one.project].add(one.contribution)
            self._all[one.member].add(one.contribution)

    def by(self, member: str, project: Project | None, address: str) -> tuple[set[str], set[str]]:
        """What a member gave to the `project`, and what, of a list of the repository at this address, to anything else.

        The latter is nothing where the list tells of projects: what is given to these is with the former.
        """
        listed = projects_listed(self._community, address)
        here = {kind for one in (project, *listed) if one for kind in self._kinds[member, one.slug]}
        return here, set() if listed else self._all[member] - here


def _proposed(lines: Mapping[tuple[str, str], Mapping[str, list[str]]]) -> Iterator[CreditLines]:
    for (path, repository), by_member in sorted(lines.items()):
        told = [{"member": slug, "gave": kinds} for slug, kinds in sorted(by_member.items())]
        if told:
            gave = {slug: tuple(kinds) for slug, kinds in sorted(by_member.items())}
            yield CreditLines(path, yaml_text({"credits": told}), gave, repository)
