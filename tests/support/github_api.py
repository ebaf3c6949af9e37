"""GitHub's GraphQL interface on loopback, as far as discussions go, answering through a real GraphQL engine.

The schema is the part of GitHub's own that the queries use, so that a misspelt field or a wrong type fails here too.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from graphql import build_schema, graphql_sync

SCHEMA = build_schema("""
scalar DateTime
scalar URI
type Query { repository(owner: String!, name: String!): Repository node(id: ID!): Node }
interface Node { id: ID! }
interface Actor { login: String! }
type User implements Actor { login: String! databaseId: Int }
type Bot implements Actor { login: String! databaseId: Int }
type Mannequin implements Actor { login: String! databaseId: Int }
type Organization implements Actor { login: String! databaseId: Int }
type EnterpriseUserAccount implements Actor { login: String! }
type PageInfo { endCursor: String hasNextPage: Boolean! }
enum DiscussionOrderField { CREATED_AT UPDATED_AT }
enum OrderDirection { ASC DESC }
input DiscussionOrder { field: DiscussionOrderField! direction: OrderDirection! }
type Repository {
  hasDiscussionsEnabled: Boolean!
  discussions(first: Int, after: String, orderBy: DiscussionOrder): DiscussionConnection!
}
type DiscussionConnection { pageInfo: PageInfo! nodes: [Discussion] totalCount: Int! }
type DiscussionCategory { name: String! isAnswerable: Boolean! }
type ReactionConnection { totalCount: Int! }
type Discussion implements Node {
  id: ID! number: Int! url: URI! title: String! createdAt: DateTime! updatedAt: DateTime! closedAt: DateTime
  answerChosenAt: DateTime category: DiscussionCategory! author: Actor reactions: ReactionConnection!
  comments(first: Int, after: String): DiscussionCommentConnection!
}
type DiscussionCommentConnection { pageInfo: PageInfo! nodes: [DiscussionComment] totalCount: Int! }
type DiscussionComment implements Node {
  id: ID! createdAt: DateTime! isAnswer: Boolean! author: Actor
  replies(first: Int, after: String): DiscussionCommentConnection!
}
""")

Told = dict[str, Any]
_LISTS = {"_discussions", "_comments", "_replies"}


def account(login: str, number: int = 1, kind: str = "User") -> Told:
    """An account as GitHub tells it."""
    return {"__typename": kind, "login": login, "databaseId": number}


def comment(name: str, author: Told | None, *replies: Told, answer: bool = False, at: str = "2026-05-02") -> Told:
    """A comment with its replies, as the server holds it."""
    created = f"{at}T10:00:00Z"
    return {"__typename": "DiscussionComment", "id": name, "createdAt": created, "isAnswer": answer} | {
        "author": author,
        "_replies": list(replies),
    }


def discussion(number: int, author: Told | None, *comments: Told, **told: Any) -> Told:
    """A discussion with its comments, as the server holds it."""
    return {
        "__typename": "Discussion",
        "id": f"D_{number}",
        "number": number,
        "url": f"https://github.com/officina/forum/discussions/{number}",
        "title": f"Question {number}",
        "createdAt": "2026-05-01T10:00:00Z",
        "updatedAt": "2026-05-03T10:00:00Z",
        "closedAt": None,
        "answerChosenAt": None,
        "category": {"name": "Q&A", "isAnswerable": True},
        "author": author,
        "reactions": {"totalCount": 0},
        "_comments": list(comments),
    } | told


def _node(told: Told) -> Told:
    """A thing of the schema: its plain fields, and its lists, which are given out in pages."""

    def paged(things: list[Told]) -> Callable[..., Told]:
        return lambda _, **asked: _page(things, **asked)

    return {
        name.removeprefix("_") if name in _LISTS else name: paged(value) if name in _LISTS else value
        for name, value in told.items()
    }


def _page(things: list[Told], first: int, after: str | None = None, **_: object) -> Told:
    start = int(after or 0)
    end = min(start + first, len(things))
    info = {"endCursor": str(end), "hasNextPage": end < len(things)}
    return {"pageInfo": info, "nodes": [_node(thing) for thing in things[start:end]], "totalCount": len(things)}


@dataclass
class Forum:
    """The server's contents. `faults` are answered first, one a request: a status, headers, and a JSON body."""

    base_url: str
    discussions: list[Told]
    enabled: bool = True
    faults: list[tuple[int, Mapping[str, str], Told]] = field(default_factory=list)
    asked: list[Told] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    def answer(self, question: Told) -> Told:
        result = graphql_sync(SCHEMA, question["query"], root_value=self, variable_values=question["variables"])
        answer: Told = {"data": result.data}
        if result.errors:
            kinds = [(error.extensions or {}).get("type", "") for error in result.errors]
            answer["errors"] = [
                {"message": error.message, "type": kind} for error, kind in zip(result.errors, kinds, strict=True)
            ]
        return answer

    def repository(self, _: object, owner: str, name: str) -> Told | None:
        if (owner, name) != ("officina", "forum"):
            return None
        return _node({"hasDiscussionsEnabled": self.enabled, "_discussions": self.discussions})

    def node(self, _: object, id: str) -> Told | None:  # noqa: A002
        comments = [comment for one in self.discussions for comment in one["_comments"]]
        return next((_node(one) for one in [*self.discussions, *comments] if one["id"] == id), None)


@contextmanager
def github_api(*discussions: Told) -> Iterator[Forum]:
    """Serves the repository officina/forum with these discussions until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            forum.asked.append(question["variables"])
            forum.tokens.add(self.headers.get("Authorization", ""))
            status, headers, answer = forum.faults.pop(0) if forum.faults else (200, {}, forum.answer(question))
            body = json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    forum = Forum(f"http://localhost:{server.server_port}", list(discussions))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield forum
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
