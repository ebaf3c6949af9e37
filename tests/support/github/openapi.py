"""GitHub's description of its REST interface, cut to what the GitHub of the tests answers, as JSON Schema.

The whole of it is 13 MB in an npm package of 390 MB, so what is needed stands beside this module, in `openapi.json`.
`npm install @octokit/openapi` somewhere, then

    PYTHONPATH=tests .venv/bin/python -m support.github.openapi SOMEWHERE/node_modules/@octokit/openapi

writes it anew. Nothing is added to what GitHub says but that an object has no keys that are not told of.
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

CUT = Path(__file__).with_name("openapi.json")
_IN = "/repos/{owner}/{repo}"
_ROUTES = {
    "": "GET",
    "/commits": "GET",
    "/contributors": "GET",
    "/issues": "GET POST",
    "/issues/{issue_number}": "GET PATCH",
    "/issues/{issue_number}/comments": "GET POST",
    "/issues/{issue_number}/labels": "GET POST PUT",
    "/issues/{issue_number}/labels/{name}": "DELETE",
    "/issues/comments/{comment_id}": "GET PATCH DELETE",
    "/labels": "GET POST",
    "/labels/{name}": "GET",
    "/pulls": "GET POST",
    "/pulls/{pull_number}": "GET PATCH",
    "/commits/{ref}": "GET",
    "/commits/{commit_sha}/pulls": "GET",
    "/actions/runs/{run_id}": "GET",
    "/actions/runs/{run_id}/artifacts": "GET",
    "/actions/artifacts/{artifact_id}/{archive_format}": "GET",
    "/actions/permissions": "GET",
    "/actions/permissions/workflow": "GET",
    "/pages": "GET",
    "/branches/{branch}": "GET",
    "/branches/{branch}/protection": "GET",
    "/collaborators/{username}/permission": "GET",
}
_ELSEWHERE = ("/users/{username}", "/user/{account_id}", "/rate_limit")
_WORDS = {"description", "example", "examples", "title", "externalDocs", "nullable", "discriminator", "readOnly"}
_SCHEMAS = "#/components/schemas/"

Schema = dict[str, Any]


def complaints(route: str, status: int, body: object, method: str = "GET") -> list[str]:
    """What is wrong with an answer by GitHub's description; KeyError where it tells of no such answer."""
    return _wrong(_told()["answers"][f"{method} {route}"][str(status)], body)


def wrongly_sent(method: str, route: str, body: object) -> list[str]:
    """What is wrong with a body that is sent, by GitHub's description, which takes labels as a mere list, too."""
    schema = _told()["sent"].get(f"{method} {route}")
    whole = {"labels": body} if isinstance(body, list) and route.endswith("/labels") else body
    return _wrong(schema, whole) if schema else []


@cache
def _told() -> Schema:
    told: Schema = json.loads(CUT.read_text(encoding="utf-8"))
    return told


def _wrong(schema: Schema, body: object) -> list[str]:
    found = Draft202012Validator({**schema, "$defs": _told()["schemas"]}).iter_errors(body)
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


class _Cut:
    """What is needed of a description; `schemas` are those that others refer to."""

    def __init__(self, whole: Schema) -> None:
        self._whole = whole
        self.schemas: dict[str, Schema] = {}

    def sent(self, method: str, route: str) -> Schema | None:
        """The schema of the body that a route takes; None where it takes none."""
        told = self._whole["paths"][route][method.lower()].get("requestBody")
        return self._followed(told["content"]["application/json"]["schema"]) if told else None

    def answers(self, method: str, route: str) -> dict[str, Schema]:
        """The schema of each status that a route answers with words."""
        told = self._whole["paths"][route][method.lower()]["responses"]
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
        for part in kept.get("allOf", ()):
            # What is said besides of something has not all of its keys.
            part.pop("additionalProperties", None)
        return {"anyOf": [kept, {"type": "null"}]} if schema.get("nullable") is True else kept


def cut(package: Path) -> Schema:
    """What is needed of the description in npm's package."""
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    made = _Cut(json.loads((package / "generated/api.github.com.json").read_text(encoding="utf-8")))
    asked = [(method, _IN + end) for end, methods in _ROUTES.items() for method in methods.split()]
    asked += [("GET", route) for route in _ELSEWHERE]
    answers = {f"{method} {route}": made.answers(method, route) for method, route in asked}
    sent = {f"{method} {route}": made.sent(method, route) for method, route in asked}
    told = {"answers": answers, "sent": {name: schema for name, schema in sent.items() if schema}}
    return {"source": f"npm @octokit/openapi {version}, MIT", **told, "schemas": made.schemas}


if __name__ == "__main__":
    CUT.write_text(json.dumps(cut(Path(sys.argv[1])), indent=1, sort_keys=True) + "\n", encoding="utf-8")
