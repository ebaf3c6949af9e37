"""GitHub's REST interface, as far as Folkmoot asks it: repositories, who contributed, commits, accounts, limits."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from support.github.asking import commits, committer
from support.github.budget import Budget
from support.github.fields import Asking
from support.github.rest_shapes import commit_told, contributor_told, repository_told, simple_account, whole_account
from support.github.world import Account, Repository, View

_DOCUMENTS = "https://docs.github.com/rest"
_LARGEST_PAGE = 100
_USUAL_PAGE = 30


@dataclass
class Told:
    """An answer: `route` is the address as GitHub's description of its API writes it."""

    status: int
    body: Any
    route: str = ""
    repository: str = ""
    page: int = 0
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """A request: where, with what, and what there is to see. `base` is the address of the interface itself."""

    view: View
    token: str
    base: str
    path: str
    asked: Mapping[str, str]
    budgets: Mapping[str, Budget]


def rest_answer(view: View, token: str, base: str, target: str, budgets: Mapping[str, Budget]) -> Told:
    """The answer to a GET of `target`, a path with its query below `base`."""
    parts = urlsplit(target)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    visit = Visit(view, token, base, parts.path, asked, budgets)
    for pattern, route, tell in _ROUTES:
        if found := re.fullmatch(pattern, parts.path):
            told = tell(visit, *map(unquote, found.groups()))
            told.route = route
            return told
    return _missing()


def _missing() -> Told:
    return Told(404, {"message": "Not Found", "documentation_url": _DOCUMENTS, "status": "404"})


def _in_repository(tell: Callable[[Visit, Repository], Told]) -> Callable[..., Told]:
    """An answer about a repository, which may be renamed, gone, or not for this token to see."""

    def by_name(visit: Visit, owner: str, name: str) -> Told:
        found = visit.view.repository(owner, name, visit.token)
        if found is None:
            return _missing()
        if found.full_name.lower() != f"{owner}/{name}".lower():
            return _moved(visit, found, f"/repos/{owner}/{name}")
        return _found(visit, found)

    def by_number(visit: Visit, number: str) -> Told:
        for one in visit.view.world.repositories:
            if one.number == int(number) and visit.view.readable(one, visit.token):
                return _found(visit, one)
        return _missing()

    def _found(visit: Visit, found: Repository) -> Told:
        told = tell(visit, found)
        told.repository = found.full_name
        return told

    return lambda visit, *names: by_name(visit, *names) if len(names) == 2 else by_number(visit, *names)


def _moved(visit: Visit, found: Repository, prefix: str) -> Told:
    query = f"?{urlencode(visit.asked)}" if visit.asked else ""
    address = f"{visit.base}/repositories/{found.number}{visit.path.removeprefix(prefix)}{query}"
    said = {"message": "Moved Permanently", "url": address, "documentation_url": f"{_DOCUMENTS}/guides"}
    return Told(301, said, repository=found.full_name, headers={"Location": address})


def _paged(visit: Visit, things: Sequence[Any]) -> Told:
    """A page of a list, with the addresses of its neighbours (docs.github.com, "Using pagination in the REST API")."""
    size = min(_LARGEST_PAGE, max(1, int(visit.asked.get("per_page") or _USUAL_PAGE)))
    number = max(1, int(visit.asked.get("page") or 1))
    last = max(1, -(-len(things) // size))
    near = {"prev": number - 1, "next": number + 1, "last": last, "first": 1}
    if number <= 1:
        del near["prev"], near["first"]
    if number >= last:
        del near["next"], near["last"]
    links = [
        f'<{visit.base}{visit.path}?{urlencode({**visit.asked, "page": there})}>; rel="{name}"'
        for name, there in near.items()
    ]
    shown = list(things[(number - 1) * size : number * size])
    return Told(200, shown, page=size, headers={"Link": ", ".join(links)} if links else {})


def _asking(visit: Visit) -> Asking:
    return Asking(visit.view, visit.token, {})


def _repository(visit: Visit, of: Repository) -> Told:
    return Told(200, repository_told(visit.view, of, visit.base))


def _contributors(visit: Visit, of: Repository) -> Told:
    counted: Counter[Account | str] = Counter()
    names: dict[str, str] = {}
    asking = _asking(visit)
    for one in commits(asking, of):
        who = committer(asking, one)
        counted[who["account"] or who["email"]] += 1
        names[who["email"]] = who["name"]
    if not counted:
        return Told(204, None)
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0] if isinstance(row[0], str) else row[0].login))
    anonymous = visit.asked.get("anon") in ("1", "true")
    return _paged(
        visit,
        [
            contributor_told(who, names.get(who, "") if isinstance(who, str) else "", number, visit.base)
            for who, number in rows
            if anonymous or not isinstance(who, str)
        ],
    )


def _commits(visit: Visit, of: Repository) -> Told:
    asking = _asking(visit)
    found = commits(asking, of)
    if not found:
        said = {"message": "Git Repository is empty.", "documentation_url": f"{_DOCUMENTS}/commits/commits"}
        return Told(409, {**said, "status": "409"})
    since, until, author = visit.asked.get("since", ""), visit.asked.get("until", "9999"), visit.asked.get("author")
    rows = [(one, committer(asking, one)) for one in found if since <= one.at <= until]
    if author:
        rows = [row for row in rows if author in (row[1]["email"], row[1]["account"] and row[1]["account"].login)]
    return _paged(visit, [commit_told(one, who, visit.base) for one, who in rows])


def _user(visit: Visit, login: str) -> Told:
    return _account(visit, visit.view.account(login))


def _user_by_number(visit: Visit, number: str) -> Told:
    accounts = visit.view.world.accounts.values()
    return _account(visit, visit.view.person(next((one for one in accounts if one.number == int(number)), None)))


def _account(visit: Visit, found: Account | None) -> Told:
    if found is None or found.kind == "Mannequin":
        return _missing()
    return Told(200, {**simple_account(found, visit.base), **whole_account(found)})


def _limits(visit: Visit) -> Told:
    core = visit.budgets["core"].told()
    search = {"limit": 30, "remaining": 30, "used": 0, "reset": core["reset"]}
    return Told(
        200, {"resources": {"core": core, "search": search, "graphql": visit.budgets["graphql"].told()}, "rate": core}
    )


_IN = r"/repos/([^/]+)/([^/]+)"
_BY_NUMBER = r"/repositories/(\d+)"
_ROUTES: list[tuple[str, str, Callable[..., Told]]] = [
    (pattern + end, f"/repos/{{owner}}/{{repo}}{end}", _in_repository(tell))
    for end, tell in (("", _repository), ("/contributors", _contributors), ("/commits", _commits))
    for pattern in (_IN, _BY_NUMBER)
]
_ROUTES += [
    (r"/users/([^/]+)", "/users/{username}", _user),
    (r"/user/(\d+)", "/user/{account_id}", _user_by_number),
    (r"/rate_limit", "/rate_limit", _limits),
]


def exhausted_answer() -> Told:
    """What who asked too often is told."""
    said = "API rate limit exceeded for installation ID 1."
    return Told(403, {"message": said, "documentation_url": f"{_DOCUMENTS}/overview/rate-limits-for-the-rest-api"})


def written(body: Any) -> bytes:
    """A body as bytes; nothing for an answer that has none."""
    return b"" if body is None else json.dumps(body).encode()
