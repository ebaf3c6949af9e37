"""What people send without git, as GitHub writes it, and what `folkmoot propose` answers."""

import json
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner, Result

from folkmoot.cli.commands import _Group
from folkmoot.cli.forms import forms
from folkmoot.cli.propose import propose
from folkmoot.contribute.forms import refresh_forms
from folkmoot.render.issue_forms.documents import FOLDER
from support.hubs import minimal_hub

HUB = _Group(commands=[propose, forms])
AT = ("--at", "2026-06-15T12:00:00Z")
PLACE = "name: Town library\naddress: Quay 1\n"
WHOLE = "path: members/ana-lima.yml\n\nname: Ana Lima\njoined: 2026-06-01\n"


def hub_with_forms(root: Path) -> Path:
    """A small hub with a place and the forms."""
    hub = minimal_hub(root, **{"content/places/library.yml": PLACE})
    refresh_forms(hub)
    return hub


def body(root: Path, form: str, said: dict[str, Any]) -> str:
    """The body that GitHub writes of a form's fields."""
    parts = []
    for one in yaml.safe_load((root / FOLDER / f"{form}.yml").read_text())["body"]:
        if one["type"] == "markdown":
            continue
        answer = said.get(one["id"], "_No response_")
        if one["type"] == "checkboxes":
            ticked = "X" if said.get(one["id"]) else " "
            answer = "\n".join(f"- [{ticked}] {option['label']}" for option in one["attributes"]["options"])
        parts.append(f"### {one['attributes']['label']}\n\n{answer}")
    assert said.keys() <= {one.get("id") for one in yaml.safe_load((root / FOLDER / f"{form}.yml").read_text())["body"]}
    return "\n\n".join(parts)


def event(text: str, login: str = "ana-lima", number: int = 77, *labels: str) -> str:
    """What GitHub tells a workflow of an issue that was opened."""
    issue = {"body": text, "user": {"login": login, "id": number}, "labels": [{"name": label} for label in labels]}
    return json.dumps({"action": "opened", "issue": issue})


def run(root: Path, sent: str | bytes, *options: str) -> Result:
    done = CliRunner().invoke(HUB, ["propose", "-", "--hub", str(root), *AT, *options], input=sent)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def told(root: Path, sent: str, *options: str) -> dict[str, Any]:
    done = run(root, sent, "--format", "json", *options)
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["ok"] == (done.exit_code == 0) == bool(answer["files"])
    return answer


def codes(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["severity"], one["code"]) for one in answer["remarks"]]
