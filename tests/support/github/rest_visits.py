"""What every answer by REST begins with: who asks, what they may, of which repository, and how lists are told."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from support.github.budget import Budget
from support.github.fields import Asking
from support.github.world import Account, Repository, View

DOCUMENTS = "https://docs.github.com/rest"
_LARGEST_PAGE = 100
_USUAL_PAGE = 30
_ROBOT = "github-actions[bot]"
_ROBOTS_NUMBER = 41_898_282
_ROLES = ("none", "read", "triage", "write", "maintain", "admin")


@dataclass
class Told:
    """An answer: `route` is the address as GitHub's description of its API writes it."""

    status: int
    body: Any
    route: str = ""
    repository: str = ""
    page: int = 0
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """An answer that says no."""

    def __init__(self, told: Told) -> None:
        self.told = told
        super().__init__(told.body)


@dataclass(frozen=True)
class Token:
    """Whose a token is. A workflow's has `permissions` as its YAML gives them, for its own repository alone.

    Without `permissions` it is a person's, who may what their role in a repository allows.
    """

    login: str = _ROBOT
    permissions: Mapping[str, str] | None = None
    repository: str = ""


@dataclass(frozen=True)
class Visit:
    """A request: where, with what, and what there is to see. `base` is the address of the interface itself."""

    view: View
    token: str
    base: str
    path: str
    asked: Mapping[str, str]
    budgets: Mapping[str, Budget]
    tokens: Mapping[str, Token] = field(default_factory=dict)
    method: str = "GET"
    sent: Any = None

    @property
    def asking(self) -> Asking:
        return Asking(self.view, self.token, {})

    @property
    def account(self) -> Account:
        """Who writes."""
        return account_of(self.view, self.tokens[self.token].login)

    def demand(self, of: Repository, permission: str, level: str, public: bool = True, anybody: bool = False) -> None:
        """Refuses who may not; `public` things of public repositories are for everybody to read, as GitHub's pages say.

        `anybody` who reads writes it too, as long as it is a person: an issue, a proposal or a comment. A token that no
        test gave out reads what it finds, and writes nothing.
        """
        if not self._may(of, permission, level, public, anybody):
            raise refusal(403, "Resource not accessible by integration")

    def _may(self, of: Repository, permission: str, level: str, public: bool, anybody: bool) -> bool:
        known = self.tokens.get(self.token)
        if level == "read" and ((public and of.readers is None) or known is None):
            return True
        if known is None or (known.repository and known.repository.lower() != of.full_name.lower()):
            return False
        if known.permissions is not None:
            return known.permissions.get(permission, "none") in (level, "write")
        least = "admin" if permission == "administration" else "read" if anybody else level
        return _ROLES.index(role(of, known.login)) >= _ROLES.index(least)


def account_of(view: View, login: str) -> Account:
    """The account of that login, which begins to be there where it was not."""
    accounts = view.world.accounts
    if login.lower() not in accounts:
        kind = "Bot" if login.endswith("[bot]") else "User"
        number = _ROBOTS_NUMBER if login == _ROBOT else 90_000_000 + len(accounts)
        accounts[login.lower()] = Account(login, number, kind)
    return accounts[login.lower()]


def role(of: Repository, login: str) -> str:
    """What somebody is in a repository; everybody reads a public one."""
    if login.lower() == of.owner.login.lower():
        return "admin"
    return of.roles.get(login, "read" if of.readers is None else "none")


def said(status: int, message: str, **more: Any) -> Told:
    """An answer that is a sentence."""
    # GitHub's description has no status in what says that something cannot be taken.
    known = {} if status == 422 else {"status": str(status)}
    return Told(status, {"message": message, "documentation_url": DOCUMENTS, **known, **more})


def missing() -> Told:
    return said(404, "Not Found")


def refusal(status: int, message: str, **more: Any) -> Refused:
    return Refused(said(status, message, **more))


def invalid(resource: str, field_: str, message: str = "", code: str = "custom") -> Refused:
    """What cannot be taken (docs.github.com, "Troubleshooting the REST API", validation failed)."""
    wrong = {"resource": resource, "code": code, "field": field_, **({"message": message} if message else {})}
    return refusal(422, "Validation Failed", errors=[wrong])


def in_repository(tell: Callable[..., Told]) -> Callable[..., Told]:
    """An answer about a repository, which may be renamed, gone, or not for this token to see."""

    def answer(visit: Visit, *names: str) -> Told:
        if visit.path.startswith("/repositories/"):
            number, *rest = names
            found = next((one for one in visit.view.world.repositories if one.number == int(number)), None)
            if found is None or not visit.view.readable(found, visit.token):
                return missing()
        else:
            owner, name, *rest = names
            found = visit.view.repository(owner, name, visit.token)
            if found is None:
                return missing()
            if found.full_name.lower() != f"{owner}/{name}".lower():
                return _moved(visit, found, f"/repos/{owner}/{name}")
        try:
            told = tell(visit, found, *rest)
        except Refused as refused:
            told = refused.told
        told.repository = found.full_name
        return told

    return answer


def _moved(visit: Visit, found: Repository, prefix: str) -> Told:
    query = f"?{urlencode(visit.asked)}" if visit.asked else ""
    address = f"{visit.base}/repositories/{found.number}{visit.path.removeprefix(prefix)}{query}"
    body = {"message": "Moved Permanently", "url": address, "documentation_url": f"{DOCUMENTS}/guides"}
    return Told(301, body, repository=found.full_name, headers={"Location": address})


def paged(visit: Visit, things: Sequence[Any]) -> Told:
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


Route = tuple[str, str, str, Callable[..., Told]]
"""The method, a pattern of paths, the route as GitHub's description writes it, and what answers."""


def below_repository(method: str, end: str, tell: Callable[..., Told]) -> list[Route]:
    """The routes of what stands at `end` below a repository, by its name and by its number."""
    route = f"/repos/{{owner}}/{{repo}}{end}"
    # A branch's name may have slashes in it: what stands below it is to be listed before it.
    pattern = re.sub(r"\{\w+\}", "([^/]+)", end.replace("{branch}", "(.+)"))
    return [
        (method, start + pattern, route, in_repository(tell))
        for start in (r"/repos/([^/]+)/([^/]+)", r"/repositories/(\d+)")
    ]
