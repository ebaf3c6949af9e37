"""The GraphQL schema that GitHub publishes, from npm's `@octokit/graphql-schema`, as `make` installs it.

It is fetched instead of committed: 1.2 MB that change every week. The lock file beside this module says which one.
"""

import sys
from functools import cache
from pathlib import Path

from graphql import GraphQLSchema, build_schema

_IN = "github/node_modules/@octokit/graphql-schema/schema.graphql"
_CHECKOUT = Path(__file__).resolve().parents[3]
_PLACES = (_CHECKOUT / ".venv" / _IN, Path(sys.prefix) / _IN)
"""Where `make judges` installs it, and where it is for a virtual environment outside the checkout."""


def missing_schema() -> str:
    """Why there is no GitHub to test against here; "" where there is one."""
    if any(place.is_file() for place in _PLACES):
        return ""
    return "GitHub's schema is not installed: run `make judges`, which fetches it with npm"


@cache
def published_schema() -> GraphQLSchema:
    """The schema, built once a process: that takes a second. GitHub's own document names a field twice."""
    text = next(place for place in _PLACES if place.is_file()).read_text(encoding="utf-8")
    return build_schema(text, assume_valid=True, assume_valid_sdl=True, no_location=True)
