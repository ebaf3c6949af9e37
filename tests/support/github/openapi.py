"""GitHub's description of its REST interface, cut to what the GitHub of the tests answers, as JSON Schema.

The whole of it is 13 MB in an npm package of 390 MB, so what is needed stands beside this module, in `openapi.json`.
`npm install @octokit/openapi` somewhere, then

    PYTHONPATH=tests .venv/bin/python -m support.github.openapi SOMEWHERE/node_modules/@octokit/openapi

writes it anew. Nothing is added to what GitHub says but that an object has no keys that are not told of.
"""

import json
import sys
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

CUT = Path(__file__).with_name("openapi.json")
_ROUTES = (
    "/repos/{owner}/{repo}",
    "/repos/{owner}/{repo}/commits",
    "/repos/{owner}/{repo}/contributors",
    "/users/{username}",
    "/user/{account_id}",
    "/rate_limit",
)
_WORDS = {"description", "example", "examples", "title", "externalDocs", "nullable", "discriminator", "readOnly"}
_SCHEMAS = "#/components/schemas/"

Schema = dict[str, Any]


def complaints(route: str, status: int, body: object) -> list[str]:
    """What is wrong with an answer by GitHub's description; KeyError where it tells of no such answer."""
    told = json.loads(CUT.read_text(encoding="utf-8"))
    schema = {**told["answers"][route][str(status)], "$defs": told["schemas"]}
    found = Draft202012Validator(schema).iter_errors(body)
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


class _Cut:
    """What is needed of a description; `schemas` are those that others refer to."""

    def __init__(self, whole: Schema) -> None:
        self._whole = whole
        self.schemas: dict[str, Schema] = {}

    def answers(self, route: str) -> dict[str, Schema]:
        """The schema of each status that a route answers with words."""
        told = self._whole["paths"][route]["get"]["responses"]
        whole = {status: self._answer(answer) for status, answer in told.items()}
        return {
            status: self._followed(content["application/json"]["schema"])
            for status, answer in whole.items()
            if "application/json" in (content := answer.get("content", {}))
        }

    def _answer(self, told: Schema) -> Schema:
        responses: dict[str, Schema] = self._whole["components"]["responses"]
        return responses[str(told["$ref"]).rpartition("/")[2]] if "$ref" in told else told

    def _followed(self, schema: Any) -> Any:
        if isinstance(schema, list):
            return [self._followed(one) for one in schema]
        if not isinstance(schema, dict):
            return schema
        if str(reference := schema.get("$ref")).startswith(_SCHEMAS):
            name = str(reference).removeprefix(_SCHEMAS)
            if name not in self.schemas:
                self.schemas[name] = {}
                self.schemas[name] = self._followed(self._whole["components"]["schemas"][name])
            return {"$ref": f"#/$defs/{name}"}
        # A key of those names may be a property of GitHub's own, whose value is a schema.
        kept = {
            key: self._followed(value)
            for key, value in schema.items()
            if isinstance(value, dict) or (key not in _WORDS and not key.startswith("x-"))
        }
        if "properties" in kept:
            kept.setdefault("additionalProperties", False)
        return {"anyOf": [kept, {"type": "null"}]} if schema.get("nullable") is True else kept


def cut(package: Path) -> Schema:
    """What is needed of the description in npm's package."""
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    made = _Cut(json.loads((package / "generated/api.github.com.json").read_text(encoding="utf-8")))
    told = {route: made.answers(route) for route in _ROUTES}
    return {"source": f"npm @octokit/openapi {version}, MIT", "answers": told, "schemas": made.schemas}


if __name__ == "__main__":
    CUT.write_text(json.dumps(cut(Path(sys.argv[1])), indent=1, sort_keys=True) + "\n", encoding="utf-8")
