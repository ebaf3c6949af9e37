"""People who did something elsewhere, as invitations: who joins writes their own file, nobody else does."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from folkmoot.check.meant import Names
from folkmoot.contribute.importing.crediting import account_of, gave_of
from folkmoot.contribute.importing.json_rows import parsed, rows_of
from folkmoot.contribute.importing.mapped import slug_for
from folkmoot.contribute.importing.rows import Candidate, Found, Remark, decoded
from folkmoot.contribute.meanings import meant
from folkmoot.contribute.naming import FreeNames
from folkmoot.errors import WrongUse
from folkmoot.model.account import is_login
from folkmoot.model.community import Community
from folkmoot.model.families import FAMILIES
from folkmoot.model.withheld import Withheld
from folkmoot.render.files import yaml_text
from folkmoot.render.forge import new_file_address
from folkmoot.render.wording.tongue import tongue
from folkmoot.text import excerpt, listed, one_line, sameness, schemeless

_PORTRAIT = re.compile(r"https?://avatars[0-9]{0,2}\.githubusercontent\.com/u/([1-9][0-9]{0,17})(?![0-9])")
"""The picture of an account at GitHub, whose number stays when its login changes."""


class Invitation(NamedTuple):
    """Somebody to be asked: what they are called, the `address` where they write their file, and how it begins."""

    name: str
    path: str
    starter: str
    address: str


class Invited(NamedTuple):
    """The invitations, those who are members already, those who cannot be invited, and what else is to tell."""

    invitations: tuple[Invitation, ...]
    there: tuple[Remark, ...]
    left: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def contributors_found(name: str, content: bytes) -> Found:
    """The people of a `.all-contributorsrc` (allcontributors.org); raises `WrongUse` where the file is none."""
    try:
        told = parsed(decoded(name, content))
    except json.JSONDecodeError as error:
        raise WrongUse(
            f"{name} is no JSON at line {error.lineno}, column {error.colno}: {error.msg}",
            "mend it there; often it is a comma too many or too few",
        ) from None
    except (ValueError, RecursionError):
        raise WrongUse(f"{name} holds lists in lists in lists that no person writes") from None
    try:
        people = told["contributors"]
        if not isinstance(people, list):
            raise TypeError
    except (TypeError, KeyError):
        raise WrongUse(
            f"{name} is no .all-contributorsrc: it has no list of contributors", "name the file at the repository's top"
        ) from None
    if not people:
        return Found((), 0)
    read = rows_of(name, people)
    host = _host(told)
    owner, project = told.get("projectOwner") or "", told.get("projectName") or ""
    repository = "" if host else excerpt(one_line(f"{owner}/{project}"), 200) * bool(owner and project)
    candidates = [
        Candidate(
            "invitations",
            _person(row.cells.get("name"), "" if host else row.cells.get("login"), row.cells.get("avatar_url"))
            | {"gave": gave_of(row.cells), "project": repository},
            "",
            "",
            (row.place,),
        )
        for row in read.rows
    ]
    notes = [Remark(name, "", reason) for reason in told.twice]
    if host:
        notes.append(Remark(name, "", f"the logins are those of {host}, and are not taken for logins at GitHub"))
    keys = {key.partition(".")[0] for row in read.rows for key in row.cells if not key.startswith("(")}
    if further := sorted(keys - {"login", "name", "contributions"}):
        told_of = f"{listed([excerpt(key, 40) for key in further[:10]])} of people: each says so in their own file"
        notes.append(Remark(name, "", f"not taken is {told_of}"))
    return Found(tuple(candidates), len(people), read.left, (*notes, *read.notes), read.order)


def _host(told: Mapping[str, Any]) -> str:
    """Where the list's logins are from, "" for GitHub, which it is where the list does not say."""
    host = schemeless(one_line(str(told.get("repoHost") or ""))).partition("/")[0].lower()
    if host in ("", "github.com", "www.github.com"):
        return "GitLab" if str(told.get("repoType") or "").lower() == "gitlab" else ""
    return excerpt(host, 60)


def _person(name: Any, login: Any, portrait: Any) -> dict[str, Any]:
    number = _PORTRAIT.match(str(portrait or "")) if login else None
    found = {
        "name": excerpt(one_line(str(name or "")), 200),
        "github": str(login or "").strip(),
        "github_id": int(number[1]) if number else 0,
    }
    return {key: value for key, value in found.items() if value}


def people_of_github(repository: str, logins: Iterable[str]) -> Found:
    """The people who contributed to a repository at GitHub, by their logins there."""
    candidates = tuple(
        Candidate("invitations", {"github": login}, "", "", (f"github.com/{repository}, {login}",)) for login in logins
    )
    return Found(candidates, len(candidates), order=tuple(one.places[0] for one in candidates))


def invited(
    community: Community, candidates: Iterable[Candidate], day: str, free: FreeNames, withheld: Withheld
) -> Invited:
    """Invitations for whoever is no member yet; `day` is today in the community, as year-month-day.

    The address is that of the forge's page for a new file, filled with the first lines; "" where the hub names no
    repository. Nothing is put into them but name, login, and the day they joined, which is today where it is not told.
    Whoever stands in the list again is told, and invited once. `free` gives the files their names. Whoever is
    `withheld`, such as those who were hidden when they left, is neither invited nor named.
    """
    members = community.members.values()
    logins = {login: one.path for one in members for login in one.logins}
    numbers = {name: one.path for one in members for name in (*one.main_accounts, *one.other_accounts)}
    names = {sameness(one.name): one.path for one in community.members.values()}
    listed: dict[str, str] = {}
    invitations: list[Invitation] = []
    there: list[Remark] = []
    left: list[Remark] = []
    notes: list[Remark] = []
    for candidate in candidates:
        name, said = str(candidate.values.get("name", "")), str(candidate.values.get("github", ""))
        place, login = candidate.places[0], said
        if said and not is_login(said):
            login = meant("login", said, ("github",), Names(community))
            if login:
                notes.append(Remark(place, name, f"github “{excerpt(one_line(said), 60)}” is taken as “{login}”"))
        key = f"@{login.casefold()}" if login else sameness(name)
        known = logins.get(login.casefold(), "") if login else names.get(sameness(name), "")
        known = known or numbers.get(f"github:{candidate.values.get('github_id', 0)}", "")
        if said and not login:
            left.append(Remark(place, name, f"“{excerpt(one_line(said), 60)}” is no login at GitHub"))
        elif not name and not login:
            left.append(Remark(place, "", "there is neither a name nor a login"))
        elif known:
            there.append(Remark(place, name or login, f"is a member already: {known}"))
        elif withheld.holds_login(login) or withheld.holds_number(account_of(candidate).id):
            left.append(Remark(place, "", "whoever this is wants to be named nowhere, and is not invited"))
        elif before := listed.get(key):
            told = (
                f"stands in this list twice, and is invited once: {before}"
                if login
                else f"is called as in {before}, and invited once; if they are two people, send both the same link"
            )
            notes.append(Remark(place, name or login, told))
        else:
            listed |= {key: place, **({sameness(name): place} if name else {})}
            starter = _starter(community, name, login, str(candidate.values.get("joined") or day), day)
            path = FAMILIES["members"].path(free.take("members", slug_for("members", {"name": name, "github": login})))
            address = new_file_address(community.profile, path, starter)
            invitations.append(Invitation(name or login, path, starter, address))
    return Invited(tuple(invitations), tuple(there), tuple(left), tuple(notes))


def in_letters(invitations: Iterable[Invitation]) -> str:
    """The invitations as plain text to copy from: each name, and below it the link, or the file where there is none."""
    told = []
    for one in invitations:
        starter = "".join(f"    {line}\n" for line in one.starter.splitlines())
        told.append(f"{one.name}\n{one.address or f'{one.path}, which begins with:'}\n{starter * (not one.address)}")
    return "\n".join(told)


def _starter(community: Community, name: str, login: str, joined: str, day: str) -> str:
    """How a newcomer's file begins, as on the page join/: what would agree to be shown stands in comments."""
    told: Mapping[str, str] = {"name": name, "joined": joined, "github": login}
    lines = [yaml_text({key: value}) if value else "name: \n" for key, value in told.items() if value or key == "name"]
    agreeing = tongue(community.profile.languages[0]).words.gettext(
        "The site shows your name and links. If you agree to have more shown, such as skills, town and a text, write it"
        " here, and remove each # below:"
    )
    return f"{''.join(lines)}# {agreeing}\n# skills: []\n# consent:\n#   profile: {day}\n"
