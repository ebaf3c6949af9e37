"""The JSON Schemas of files take what Folkmoot takes, refuse what it refuses for its shape, and can be understood."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator, FormatChecker

from folkmoot.check.addresses import MADE
from folkmoot.model.base import PATTERN_ADVICE
from folkmoot.model.community import PROFILE_FILE, Profile
from folkmoot.model.families import FAMILIES
from folkmoot.model.member import Visibility
from folkmoot.render.outputs import outputs
from folkmoot.render.schemas.kinds import KINDS, Kind
from folkmoot.render.schemas.published import published, schemas
from support import broken_addresses, broken_dates, broken_links, broken_pages, broken_rules, broken_translations
from support.api_documents import derived
from support.bad_input import REFUSED, WARNED, Refused, Warned
from support.editors import UNSAID, as_editors_read, kind_of, readable, told_by_editor, told_by_record
from support.odd_input import SHOWN, Shown
from unit.test_check_rules import KEEPS
from unit.test_complaints import IN_A_MEMBER, MEMBER
from unit.test_complaints_dates import DAYS, MOMENTS

SITE = "https://moot.example/hub/"
BROKEN = (broken_addresses, broken_dates, broken_links, broken_pages, broken_rules, broken_translations)


def _rows() -> Iterator[Any]:
    for why, line, *_ in ((row[0][:40], *row) for row in IN_A_MEMBER):
        yield pytest.param({"members/bo.yml": f"{MEMBER}{line}\n"}, id=f"a member: {why}")
    for day, *_ in DAYS:
        yield pytest.param({"members/bo.yml": f"name: Bo\njoined: {day}\n"}, id=f"a day: {day}")
    for moment, *_ in MOMENTS:
        yield pytest.param({"events/x.md": f"---\ntitle: X\nkind: chat\nstart: {moment}\n---\n"}, id=f"date: {moment}")
    for module in BROKEN:
        for code, all_of in module.BREAKS.items():
            yield from (pytest.param(one.files, id=f"{code} {number}") for number, one in enumerate(all_of))
    rows: tuple[Refused | Warned | Shown, ...] = (*REFUSED, *WARNED, *SHOWN)
    for row in rows:
        yield pytest.param(row.files, id=row.why)
    for code, files in KEEPS.items():
        yield pytest.param(files, id=f"{code} kept")


@pytest.mark.parametrize("files", list(_rows()))
def test_what_is_known_to_be_right_or_wrong_is_the_same_for_editors(files: dict[str, Any]) -> None:
    for path, kind, values, seen in readable(files):
        faults, told = told_by_record(kind, values), told_by_editor(kind, seen)
        if not faults:
            assert told == [], path
        elif not {name for name, _ in faults} <= UNSAID.keys():
            assert told, (path, faults)


PLACE = "name: Hall\naddress: Main street 1\n"
EDGES = [
    ("members/a.yml", "name: 1984\njoined: 2024-01-31\npronouns: true\n", True),
    ("members/a.yml", "# yaml-language-server: $schema=x\nname: A\njoined: 2024-01-31\nlocation:\nskills: []\n", True),
    ("members/a.yml", "name:\njoined: 2024-01-31\n", False),
    ("members/a.yml", "name: A\njoined: 2024-01-31\nskills: [~]\n", False),
    ("members/a.yml", "name: A\njoined: 2024-01-31\nstatus:\ngithub_id: '12'\n", True),
    ("members/a.yml", "name: A\njoined: 2024-01-31\nvisibility:\n", False),
    ("members/a.yml", "name: A\njoined: 2024-01-31\nconsent: {profile: }\n", False),
    ("content/places/a.yml", f"{PLACE}coordinates: {{latitude: 90, longitude: '7.5'}}\n", True),
    ("content/places/a.yml", f"{PLACE}coordinates: {{latitude: 90.5, longitude: 7.5}}\n", False),
    ("content/places/a.yml", f"{PLACE}coordinates: {{latitude: 90, longitude: 181}}\n", False),
    ("content/community.yml", "name: A\nagendas: {Ideas: applied}\npages_in_every_language: yes\n", True),
    ("members/a.yml", "name: A\njoined: 2024-01-31\nfeeds: [{url: 'https://a.example', text: full, most: 3}]\n", True),
    ("members/a.yml", "name: A\njoined: 2024-01-31\nfeeds: [{url: 'https://a.example', text: all}]\n", False),
    ("members/a.yml", "name: A\njoined: 2024-01-31\nfeeds: [{url: 'https://a.example', include: tag}]\n", False),
    ("content/community.yml", "name: A\nsources: {feeds: [{url: 'https://a.example', paused: yes}]}\n", True),
    ("content/community.yml", "name: A\nsources: {feeds: [{url: 'https://a.example', most: -1}]}\n", False),
    ("content/community.yml", "name: A\nagendas: {Ideas: apply}\n", False),
    ("content/community.yml", "name: A\nagendas: {Ideas: }\n", False),
    ("content/community.yml", "name: A\ntagline: B\u2067C\n", False),
    ("content/community.yml", "name: A\ndescription: B\u2067C\u2069\n", True),
    ("content/community.yml", "name: A\ndescription: B\u202eC\n", False),
    ("content/community.yml", "name: A\nagendas: {'': applied}\n", False),
    ("content/community.yml", "name: A\npages_in_every_language: 2\n", False),
    ("content/community.fr.yml", "tagline: B\nwelcome: {answers_within: 2}\n", True),
    ("content/community.fr.yml", "name: A\n", False),
    ("events/a.md", "---\n# a comment\ntitle: A\nkind: chat\nstart: 2026-05\nspeakers: [a, {name: B}]\n---\n", True),
    ("events/a.md", "---\ntitle: A\nkind: chat\nstart: 2026-05\nspeakers: [A B]\n---\n", False),
    ("events/a.fr.md", "---\ntitle: A\n---\n", True),
    ("events/a.fr.md", "---\ntitle: A\nstart: 2026-05\n---\n", False),
]


@pytest.mark.parametrize(("path", "text", "is_right"), EDGES)
def test_what_can_stand_in_a_file(path: str, text: str, is_right: bool) -> None:
    ((_, kind, values, seen),) = readable({path: text})
    assert (told_by_record(kind, values) == []) is (told_by_editor(kind, seen) == []) is is_right


@pytest.mark.parametrize("hub", ["", "docs/examples/hub"])
def test_editors_have_nothing_to_say_of_a_hub_that_is_right(repository: Path, hub: str) -> None:
    root = repository / hub
    paths = [path.relative_to(root).as_posix() for kind in KINDS for glob in kind.globs for path in root.glob(glob)]
    files = {path: (root / path).read_bytes() for path in paths}
    seen = {path: (kind.name, told_by_editor(kind, seen)) for path, kind, _, seen in readable(files)}
    assert {path: told for path, (_, told) in seen.items() if told} == {}
    assert {name for name, _ in seen.values()} == {kind.name for kind in KINDS}


def test_what_editors_say_is_what_is_wrong() -> None:
    (member,) = (kind for kind in KINDS if kind.name == "member")
    wrong = as_editors_read("name: [a]\nvisibility: nme\nskills: sewing\nlocation: {town: x}\nlinks: [x]\ntypo: x\n")
    assert {one.split(":")[0] for one in told_by_editor(member, wrong)} == {
        "$", "$.name", "$.visibility", "$.skills", "$.location", "$.links[0]",
    }  # fmt: skip


def test_every_kind_of_file_that_is_read_has_a_schema() -> None:
    records = {kind.record: kind.globs for kind in KINDS}
    for family in FAMILIES.values():
        assert family.path("*") in records[family.record]
        assert family.translation is None or family.path("*.*") in records[family.translation]
    assert records[Profile] == (PROFILE_FILE,)
    assert kind_of("events/a.fr.md") != kind_of("events/a.md") != kind_of("content/a.md")


def _nodes(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield where, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _nodes(inner, f"{where}/{key}")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_schema_is_valid_and_says_what_each_key_is(kind: Kind) -> None:
    schema = published(kind, SITE)
    Draft7Validator.check_schema(schema, FormatChecker())
    assert (schema["$id"], schema["title"]) == (f"{SITE}schemas/v1/{kind.name}.json", kind.title)
    assert not {"$ref", "$defs", "definitions"} & set(re.findall(r'"([^"]+)":', json.dumps(schema)))
    for where, node in _nodes(schema):
        for key, value in node["properties"].items() if isinstance(node.get("properties"), dict) else ():
            assert value.get("description"), f"{where}/{key}"
        if "properties" in node and not where.endswith("/properties"):
            assert node["additionalProperties"] is False
            assert node["title"]
        if "enum" in node and not where.endswith("/then"):
            assert len(node["enumDescriptions"]) == len(node["enum"]), where
        if "pattern" in node and not where.endswith("/properties"):
            assert node["patternErrorMessage"], where
            # Nothing is escaped that JavaScript, with its flag u, would not let be.
            assert set(re.findall(r"\\(.)", node["pattern"])) <= set("nsSux.^$*+?()[]{}|/\\-"), where


def test_what_is_left_out_is_offered_nowhere() -> None:
    """Editors offer null and true where a type says that they are taken; a person who types a text wants neither."""
    for kind in KINDS:
        for where, node in _nodes(published(kind)):
            types = node.get("type")
            if not where.endswith(("/not", "/properties", "/if", "/then")):
                assert not {"null", "boolean"} & {*(types if isinstance(types, list) else [types])}, (kind.name, where)


def test_advice_and_meanings_are_those_of_the_records() -> None:
    (member,) = (kind for kind in KINDS if kind.name == "member")
    keys = published(member)["properties"]
    login = next(advice for pattern, advice in PATTERN_ADVICE.items() if "0,38" in pattern)
    assert keys["github"]["patternErrorMessage"] == login
    choice = keys["visibility"]
    assert tuple(choice["enum"]) == get_args(Visibility)
    assert choice["enumDescriptions"][2] == "the person is not on the site"
    assert keys["visibility"]["default"] == "public"
    assert "default" not in keys["bio"]
    assert "default" not in keys["consent"]


def test_the_site_has_the_schemas_at_an_address_of_its_own(repository: Path) -> None:
    files = dict(outputs(derived(repository / "docs/examples/hub"), SITE))
    assert {path for path in files if path.startswith("schemas/")} == {f"schemas/v1/{kind.name}.json" for kind in KINDS}
    assert dict(schemas(SITE)).items() <= files.items()
    assert all(MADE.fullmatch(kind.schema_path) for kind in KINDS), "nobody else's file may lie there"
    assert json.loads(dict(schemas(""))["schemas/v1/event.json"])["$id"] == "event.json"
