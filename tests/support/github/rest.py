"""GitHub's REST interface, as far as Folkmoot asks it; here who contributed, commits, accounts and limits."""

import json
import re
from collections import Counter
from typing import Any
from urllib.parse import unquote

from support.github import rest_issues, rest_pulls, rest_settings
from support.github.asking import commits, committer
from support.github.openapi import wrongly_sent
from support.github.rest_shapes import commit_told, contributor_told, repository_told, simple_account, whole_account
from support.github.rest_visits import DOCUMENTS, Route, Told, Visit, below_repository, missing, paged, said
from support.github.world import Account, Repository


def route_of(method: str, path: str) -> str:
    """The route that answers there, as GitHub's description writes it; "" where none does."""
    return next((route for way, pattern, route, _ in _ROUTES if way == method and re.fullmatch(pattern, path)), "")


def rest_answer(visit: Visit) -> Told:
    """The answer to a request; what GitHub's description does not let be sent is refused."""
    for method, pattern, route, tell in _ROUTES:
        if method == visit.method and (found := re.fullmatch(pattern, visit.path)):
            wrong = wrongly_sent(method, route, visit.sent)
            invalid = f"Invalid request. {' '.join(wrong)}"
            told = said(422, invalid) if wrong else tell(visit, *map(unquote, found.groups()))
            told.route = route
            return told
    return missing()


def _repository(visit: Visit, of: Repository) -> Told:
    return Told(200, repository_told(visit.view, of, visit.base))


def _contributors(visit: Visit, of: Repository) -> Told:
    counted: Counter[Account | str] = Counter()
    names: dict[str, str] = {}
    asking = visit.asking
    for one in commits(asking, of):
        who = committer(asking, one)
        counted[who["account"] or who["email"]] += 1
        names[who["email"]] = who["name"]
    if not counted:
        return Told(204, None)
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0] if isinstance(row[0], str) else row[0].login))
    anonymous = visit.asked.get("anon") in ("1", "true")
    return paged(
        visit,
        [
            contributor_told(who, names.get(who, "") if isinstance(who, str) else "", number, visit.base)
            for who, number in rows
            if anonymous or not isinstance(who, str)
        ],
    )


def _commits(visit: Visit, of: Repository) -> Told:
    asking = visit.asking
    found = commits(asking, of)
    if not found:
        return said(409, "Git Repository is empty.")
    since, until, author = visit.asked.get("since", ""), visit.asked.get("until", "9999"), visit.asked.get("author")
    rows = [(one, committer(asking, one)) for one in found if since <= one.at <= until]
    if author:
        rows = [row for row in rows if author in (row[1]["email"], row[1]["account"] and row[1]["account"].login)]
    return paged(visit, [commit_told(one, who, visit.base) for one, who in rows])


def _user(visit: Visit, login: str) -> Told:
    return _account(visit, visit.view.account(login))


def _user_by_number(visit: Visit, number: str) -> Told:
    accounts = visit.view.world.accounts.values()
    return _account(visit, visit.view.person(next((one for one in accounts if one.number == int(number)), None)))


def _account(visit: Visit, found: Account | None) -> Told:
    if found is None or found.kind == "Mannequin":
        return missing()
    return Told(200, {**simple_account(found, visit.base), **whole_account(found)})


def _limits(visit: Visit) -> Told:
    core = visit.budgets["core"].told()
    search = {"limit": 30, "remaining": 30, "used": 0, "reset": core["reset"]}
    return Told(
        200, {"resources": {"core": core, "search": search, "graphql": visit.budgets["graphql"].told()}, "rate": core}
    )


_ROUTES: list[Route] = [
    *below_repository("GET", "", _repository),
    *below_repository("GET", "/contributors", _contributors),
    *below_repository("GET", "/commits", _commits),
    *rest_issues.ROUTES,
    *rest_pulls.ROUTES,
    *rest_settings.ROUTES,
    ("GET", r"/users/([^/]+)", "/users/{username}", _user),
    ("GET", r"/user/(\d+)", "/user/{account_id}", _user_by_number),
    ("GET", r"/rate_limit", "/rate_limit", _limits),
]


def exhausted_answer() -> Told:
    """What who asked too often is told."""
    exceeded = "API rate limit exceeded for installation ID 1."
    return Told(403, {"message": exceeded, "documentation_url": f"{DOCUMENTS}/overview/rate-limits-for-the-rest-api"})


def written(body: Any) -> bytes:
    """A body as bytes; nothing for an answer that has none."""
    return b"" if body is None else json.dumps(body).encode()
