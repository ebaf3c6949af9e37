"""A GitHub on loopback: GraphQL and REST over a scenario, with GitHub's limits, prices and misfortunes."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from support.github import branches, questions
from support.github.budget import Accounting, Asked, Budget
from support.github.faults import Fault, Question, Reply
from support.github.git_http import git_answer
from support.github.handler import Handler, Server, reply_of
from support.github.rest import exhausted_answer, rest_answer, route_of
from support.github.rest_pulls import linked
from support.github.rest_visits import Token, Told, Visit, account_of
from support.github.scenario import moment, read_scenario
from support.github.schema import published_schema
from support.github.world import Repository, Thing, View, World

GITHUB_TOKEN_POINTS = 1_000
"""What a workflow's GITHUB_TOKEN may spend in an hour, on each interface."""

_WITHOUT_TOKEN = 60


@dataclass(frozen=True)
class Write:
    """What somebody wrote or tried to write by REST, with the answer's status: the journal that tests read."""

    method: str
    path: str
    sent: Any
    status: int
    token: str
    at: str


class GitHub:
    """What the server holds and remembers. Everything but `base_url` is set back by `reset()`.

    `at` is the moment at which it is asked: a test lets time pass by setting it. `faults` are what goes wrong, each
    at the requests that it fits. `accounting` says what was asked, and what it cost. `broken` is what failed in this
    server itself, or was asked and no scenario tells: a test that meets any has proved nothing. `tokens` are those
    that a test gave to somebody; others only read. `journal` is what was written, in its order.
    """

    def __init__(self, base_url: str, clock: Callable[[], float] | None = None) -> None:
        self.base_url = base_url
        self._clock = clock
        self.accounting = Accounting()
        self.reset()

    def reset(self) -> None:
        """Forgets the scenario, what goes wrong, and what was asked."""
        self.faults: list[Fault] = []
        self.broken: list[str] = []
        self.revoked: set[str] = set()
        self.tokens: dict[str, Token] = {}
        self.journal: list[Write] = []
        self.accounting.clear()
        self._number = 0
        self.points_an_hour(GITHUB_TOKEN_POINTS)
        self.holds({})

    def holds(self, told: str | Path | Mapping[str, Any] | World) -> World:
        """Takes a scenario: a dict, a path, the name of one of `scenarios/`, or a world that was read before."""
        self.world = told if isinstance(told, World) else read_scenario(told)
        self.at = self.world.at
        linked(self.world.repositories)
        return self.world

    def repository(self, full_name: str) -> Repository:
        """The repository of that name, private or not."""
        return next(one for one in self.world.repositories if one.full_name == full_name)

    def gives(self, token: str, given: Token) -> str:
        """Makes a token somebody's, and lets it into its own repository; returns it."""
        self.tokens[token] = given
        for one in self.world.repositories:
            if one.full_name == given.repository and one.readers is not None:
                one.readers |= {token}
        return token

    def merges(self, full_name: str, number: int, by: str) -> str:
        """Merges a pull request as a maintainer does, now, and returns the commit."""
        pull = next(one for one in self.repository(full_name).parts["pulls"] if one.facts["number"] == number)
        made = branches.merge(pull, by, self.at)
        pull.moments["merged"] = self.at
        pull.people["mergedBy"] = account_of(self._view, by)
        self._changed()
        return made

    def _changed(self) -> None:
        """What a view remembers of the world is worked out anew."""
        self.at = self.at

    def points_an_hour(self, limit: int) -> None:
        """Gives so many points an hour, all of them unspent."""
        clock = self._clock or (lambda: _seconds(self.at))
        self.budgets = {"graphql": Budget(limit, clock), "core": Budget(limit, clock)}
        self.nobody = Budget(_WITHOUT_TOKEN, clock)

    @property
    def budget(self) -> Budget:
        """GraphQL's points."""
        return self.budgets["graphql"]

    @property
    def view(self) -> View:
        """What of the world there is now."""
        return self._view

    @property
    def at(self) -> str:
        return self._view.at

    @at.setter
    def at(self, when: object) -> None:
        self._view = View(self.world, moment(when))

    @property
    def seconds(self) -> int:
        """The same moment, in seconds since 1970."""
        return int(_seconds(self.at))

    def ask(self, body: bytes, token: str) -> Reply:
        """The answer to a GraphQL question."""
        self._number += 1
        asked = questions.read_question(body)
        repositories = [*asked.cost.repositories, *self._owners(asked.cost.ids)]
        fault = self._fault(
            Question(self._number, "graphql", asked.name, repositories, asked.cost.page, asked.cost.ids)
        )
        points = 0
        if not token or token in self.revoked:
            reply = _refused(token)
        elif fault and fault.instead:
            # What GitHub worked on before it gave up is paid for.
            points = asked.cost.points if fault.instead.status in (0, 502, 504) else 0
            self.budget.spend(self.budget.remaining if fault.spends else points)
            reply = fault.instead
        else:
            told, points, untold = questions.answered(asked, self._view, token, self.budget)
            self.broken += untold
            made = fault.on(told) if fault and fault.on else told
            reply = made if isinstance(made, Reply) else Reply(200, json.dumps(made).encode(), {})
        repository = repositories[0] if repositories else ""
        weighed = {"points": points, "nodes": asked.cost.nodes, "page": asked.cost.page}
        self.accounting.requests.append(
            Asked("graphql", asked.name, repository, reply.status, **weighed, token=token, variables=asked.variables)
        )
        return Reply(reply.status, reply.body, {**self.budget.headers("graphql"), **reply.headers})

    def visit(self, target: str, base: str, token: str, known: str) -> Reply:
        """The answer to a GET of `target` by REST; `known` is the ETag of what who asks has already, or ""."""
        told = rest_answer(self._visit("GET", target, base, token))
        return self._rest(told.route or target, token, told.repository, told.page, lambda: told, known)

    def write(self, method: str, target: str, base: str, token: str, body: bytes) -> Reply:
        """The answer to what somebody would like to be otherwise. What goes wrong on request goes wrong before that."""
        visit = self._visit(method, target, base, token, json.loads(body) if body else None)
        repository = "/".join(visit.path.split("/")[2:4])

        def answer() -> Told:
            told = rest_answer(visit)
            self._changed()
            return told

        reply = self._rest(route_of(method, visit.path) or target, token, repository, 0, answer)
        self.journal.append(Write(method, visit.path, visit.sent, reply.status, token, self.at))
        return reply

    def _rest(
        self, route: str, token: str, repository: str, page: int, answer: Callable[[], Told], known: str = ""
    ) -> Reply:
        self._number += 1
        budget = self.budgets["core"] if token else self.nobody
        fault = self._fault(Question(self._number, "rest", route, [repository], page))
        points = 0
        if token in self.revoked:
            reply = _refused(token)
        elif fault and fault.instead:
            reply = fault.instead
        elif route != "/rate_limit" and not budget.remaining:
            reply = reply_of(exhausted_answer())
        else:
            reply = reply_of(answer())
            if known and known == reply.headers["ETag"]:
                reply = Reply(304, None, reply.headers)
            elif route != "/rate_limit":
                points = 1
        budget.spend(points)
        self.accounting.requests.append(Asked("rest", route, repository, reply.status, points, page=page, token=token))
        return Reply(reply.status, reply.body, {**budget.headers("core"), **reply.headers})

    def git(self, method: str, target: str, token: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """The answer to git."""
        visit = self._visit(method, target, "", token, body)
        return git_answer(visit, urlsplit(target).query, headers)

    def blob(self, number: str, authorised: bool) -> Reply:
        """The bytes of an artifact, from the store that GitHub leads to. Who sends it a token is turned away."""
        kept = (one for of in self.world.repositories for run in of.runs for one in run.artifacts)
        found = next((one for one in kept if str(one.number) == number), None)
        if found is None or authorised:
            return Reply(400 if authorised else 404, b"", {})
        return Reply(200, found.content, {"Content-Type": "application/zip"})

    def _visit(self, method: str, target: str, base: str, token: str, sent: Any = None) -> Visit:
        parts = urlsplit(target)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        budgets = self.budgets | ({} if token else {"core": self.nobody})
        return Visit(self._view, token, base, parts.path, asked, budgets, self.tokens, method, sent)

    def _owners(self, ids: Sequence[str]) -> list[str]:
        """The repositories that things are in."""
        found = (self.world.by_id.get(one) for one in ids)
        return [one.repository.full_name for one in found if isinstance(one, Thing)]

    def _fault(self, question: Question) -> Fault | None:
        found = next((one for one in self.faults if one.fits(question)), None)
        if found:
            found.used()
        return found


def _seconds(when: str) -> float:
    import datetime as dt

    return dt.datetime.fromisoformat(when).timestamp()


def _refused(token: str) -> Reply:
    said = "Bad credentials" if token else "This endpoint requires you to be authenticated."
    return Reply(
        401, json.dumps({"message": said, "documentation_url": "https://docs.github.com", "status": "401"}).encode(), {}
    )


@contextmanager
def github_on_loopback(port: int = 0, clock: Callable[[], float] | None = None) -> Iterator[GitHub]:
    """Serves until the block ends. `clock` tells seconds since 1970 for the hour's points; else they follow `at`.

    The address says `localhost`, as PyGithub asks for; its own rule makes `/graphql` of it, or `/api/graphql` of an
    address that ends in `/api/v3`.
    """
    published_schema()
    server = Server(("127.0.0.1", port), Handler)
    server.github = GitHub(f"http://localhost:{server.server_port}", clock)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.github
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
