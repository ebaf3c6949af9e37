"""The form agrees with the program: files are written, named and checked in the browser as Folkmoot does it."""

import json
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from jsonschema import Draft7Validator
from playwright.sync_api import Page

from browser.conftest import Visit
from folkmoot.check.dates import with_zone, zone_named
from folkmoot.check.meant import Names
from folkmoot.contribute.importing.mapped import slug_for
from folkmoot.contribute.meanings import meant
from folkmoot.model.problem import Problem
from folkmoot.model.remedy import Interpret, Meaning
from folkmoot.model.zones import LIKELY_ZONES
from folkmoot.render.files import file_text
from folkmoot.render.schemas.kinds import KINDS
from folkmoot.render.schemas.published import published
from folkmoot.text import slug_of
from support.communities import community
from support.forms import evaluated, opened

NASTY = [
    *"~ null NO yes on 1.10 012 12:30:45 1e3 1e+3 .inf 0x1f 0b1 1_000 2026-05-14 << = - -- --- ... -a ?b :c #a".split(),
    *"a#b *a &a !a |a >a %a @a `a [a {a} a] it's \\ ' \" $& $1 ñ 🎉 ＡＢＣ <b> {{7*7}} {%x%} Zoë’s".split(),
    *("a: b", "a #b", "a # b", 'say "x"', "a:", "a\u00a0b", "b\u2028b", "nul\\u0000", "x" * 60, "path: x", "--- #"),
]
LINES = [
    "a\n\nb",
    "a\n  b\n\n\nc",
    "- a\n- b: c",
    "a\tb\n\tc",
    "# a\n---\nb",
    "a \nb",
    "| a\n> b",
    "ا\nb",
    "a\u2067b\u2069\nc",
]
NAMES = [
    "Ana Lima", "Zoë O'Brien", "Zoë O’Brien", "Łukasz Ðørđe", "Straße", "C++ & C#", "  a--b__c  ", "Ünïcödé 2,000 x",
    "Æsir œuvre", "a" * 70, "one two " * 12, "x" * 58 + " yy zz", "İstanbul ı", "…", "Nº 5 ½",
    "Bench #12",
]  # fmt: skip


@pytest.fixture
def page(desk: Visit) -> Page:
    return opened(desk.page, urljoin(desk.address, "propose/member/"))


def test_the_file_is_written_as_the_program_writes_it(page: Page) -> None:
    chosen = random.Random(7)
    values: list[dict[str, Any]] = [{"name": one} for one in [*NASTY, *LINES]]
    for _ in range(300):
        some = chosen.sample([*NASTY, *LINES], 6)
        values.append(
            {"name": some[0], "skills": some[1:4], "location": {"city": some[4]}, "bio": some[5]}
            | {"links": [{"label": some[3], "url": some[2]}, {"label": some[1]}], "github_id": chosen.randrange(9)}
        )
    script = "return value.map(([values, text]) => its.fileText(values, text))"
    ordered = [
        {key: one[key] for key in ("name", "github_id", "location", "skills", "bio", "links") if key in one}
        for one in values
    ]
    assert evaluated(page, "filetext.js", script, [[one, None] for one in ordered]) == [
        file_text(one, "members") for one in values
    ]
    texts = [*NASTY, *LINES, "\na\n", "a\r\nb\rc", "a\u202eb", "a\u2067b", "a\x00b"]
    made = evaluated(page, "filetext.js", script, [[{"title": one}, one] for one in texts])
    assert made == [file_text({"title": one}, "events", one) for one in texts]


def test_a_file_is_called_as_the_program_calls_it(page: Page) -> None:
    found = evaluated(page, "filetext.js", "return value.map(its.slugOf)", NAMES)
    said = dict(zip(NAMES, found, strict=True))
    assert said == {name: slug_of(name) for name in NAMES} | {"…": "", "Nº 5 ½": said["Nº 5 ½"]}


def test_files_of_records_are_called_as_the_program_calls_them(page: Page) -> None:
    latin = [name for name in NAMES if slug_of(name) and name.isprintable() and name != "Nº 5 ½"]
    people = [(name, login) for name in (*latin, "Oʼneil", "ＡＢＣ") for login in ("", "oa-lin")]
    people += [(name, "Oa-Lin") for name in ("李雷", "Анна", "ليلى", "Anna Чехова", "…")]
    script = "return value.map((one) => its.slugOfMember(...one))"
    assert evaluated(page, "filetext.js", script, people) == [
        slug_for("members", {"name": name, "github": login}) for name, login in people
    ]
    events = [(title, start, "") for title in latin for start in ("2027-03-30 19:00", "2027-03", "")]
    events += [("Lamps 2027", "2027-03-30", ""), ("Lamps", "2027-03-30", "FREQ=WEEKLY")]
    script = "return value.map((one) => its.slugOfTitle(...one))"
    assert evaluated(page, "filetext.js", script, events) == [
        slug_for("events", {"title": title, "start": start} | ({"recurrence": {"rule": rule}} if rule else {}))
        for title, start, rule in events
    ]


ADDRESSES = [
    "zoe.example", "www.zoe.example/blog", "zoe.example/feed?x=1#y", "ZOE.Example:8080/", "//zoe.example/a",
    "HTTP://zoe.example", "<https://zoe.example>", "“zoe.example”", "\u200bzoe.example\ufeff", "zoe@moot.example",
    "zoe example", "zoe", "feed.xml", "www.zoe.html", "zoe.zip", "zoe.example:x", "https://", "javascript:alert(1)",
    "ftp://zoe.example", "slides.pptx", "README.rst", "v1.2.beta", "zoe.org", "1.5.de/x", "1.5", "e.g. this",
    "a-.example", "zoe.example)", "",
]  # fmt: skip
LOGINS = [
    "zoe-a", "@zoe-a", "https://github.com/zoe-a", "http://www.github.com/zoe-a/", "GitHub.com/@Zoe-A", "zoe_a", "-zoe",
    "github.com/zoe-a/hub", "github.com/orgs", "@Topics", "https://example.com/zoe", "z" * 39, "z" * 40, "“zoe”",
    "zoe a", "",
]  # fmt: skip
ZONES = [
    "Europe/Rome", "europe/rome", "America/new york", "America / New_York", "utc", "UTC", "EST", "New York", "CET",
    "UTC+2", "nowhere", "",
]  # fmt: skip
LIKELY = [
    *LIKELY_ZONES, "edt", "PT (Pacific Time)", "Eastern Time", "New York", "Rome", "Europe/Rom", "Americas/Lima",
    "Berlim", "UTC+2", "GMT-5 (EST)", "my time", "Turin",
]  # fmt: skip


def test_what_is_meant_is_read_as_the_program_reads_it(page: Page) -> None:
    script = "return value[1].map(its.sure[value[0]])"
    nobody = Names(community())
    asked: tuple[tuple[Meaning, list[str]], ...] = (("address", ADDRESSES), ("login", LOGINS))
    for kind, written in asked:
        found = evaluated(page, "meant.js", script, [kind, written])
        assert dict(zip(written, found, strict=True)) == {one: meant(kind, one, (), nobody) for one in written}
    found = evaluated(page, "meant.js", script, ["zone", ZONES])
    assert dict(zip(ZONES, found, strict=True)) == {one: zone_named(one) for one in ZONES}
    script = "return value[1].map((one) => its.likelyZone(one, value[0]))"
    found = evaluated(page, "meant.js", script, [dict(LIKELY_ZONES), LIKELY])
    assert dict(zip(LIKELY, found, strict=True)) == {one: _likely(one) for one in LIKELY}


def _likely(written: str) -> str:
    fault = Problem("members/bo-ek.yml", "zone-unknown", "", "", value=written, remedy=Interpret("zone"))
    return with_zone(fault).hint.removeprefix("did you mean ").removesuffix("?")


def _changed(chosen: random.Random, value: Any) -> Any:
    """The value with something in it put another way."""
    odd = [
        None,
        True,
        7,
        -1,
        1.5,
        "",
        "x",
        "x" * 300,
        [],
        {},
        ["x", 1],
        {"x": "y"},
        "public",
        "2026-02-31",
        "a\nb",
        "🎉",
    ]
    if isinstance(value, dict) and value and chosen.random() < 0.8:
        key = chosen.choice([*value, "extra"])
        return value | {key: _changed(chosen, value.get(key))}
    if isinstance(value, list) and value and chosen.random() < 0.8:
        return [_changed(chosen, value[0]), *value[1:]]
    return chosen.choice(odd)


WHOLE: dict[str, Any] = {
    "member": {"name": "A", "joined": "2024-01-31", "languages": ["fr"], "location": {"city": "x", "country": "IT"},
               "links": [{"label": "x", "url": "https://x.example"}], "visibility": "name", "github_id": 5,
               "consent": {"profile": "2024-01-31"}, "feeds": [{"url": "https://x.example/f"}]},
    "event": {"title": "A", "kind": "chat", "start": "2026-05", "recurrence": {"rule": "FREQ=WEEKLY"}, "sequence": 3,
              "speakers": ["ada", {"name": "Bo"}], "results": [{"award": "x", "to": ["ada"]}], "status": "tentative"},
    "project": {"title": "A", "status": "idea", "help_wanted": [{"title": "x", "skills": ["y"]}], "quarter": "2026-Q2"},
    "community": {"name": "A", "agendas": {"x": "applied"}, "thresholds": {"active_days": 9}, "languages": ["en"],
                  "pages_in_every_language": True},
    "place": {"name": "A", "address": "B", "coordinates": {"latitude": 45.5, "longitude": 7}},
}  # fmt: skip


BOUNDS: dict[str, list[dict[str, Any]]] = {
    "member": [{"github_id": 0}, {"github_id": 1}],
    "event": [{"results": [{"award": "x", "to": []}]}, {"sequence": -1}, {"sequence": 0}, {"sequence": 10_000}],
    "community": [{"languages": []}, {"thresholds": {"active_days": 0}}, {"thresholds": {"active_days": 3650}}],
    "place": [{"coordinates": {"latitude": 90.5, "longitude": 180}}, {"coordinates": {"latitude": -91}}],
}


@pytest.mark.parametrize("name", WHOLE)
def test_answers_are_checked_as_programs_check_files(page: Page, name: str) -> None:
    (kind,) = (kind for kind in KINDS if kind.name == name)
    schema = json.loads(json.dumps(published(kind)))
    chosen = random.Random(name)
    changed = [_changed(chosen, WHOLE[name]) for _ in range(200)]
    values = [WHOLE[name], *changed, *(_changed(chosen, one) for one in changed)]
    values += [WHOLE[name] | one for one in BOUNDS.get(name, ())]
    script = "return value[1].map((one) => [...its.faults(value[0], one)].map(({path}) => path[0] ?? ''))"
    found = [set(map(str, one)) for one in evaluated(page, "schema.js", script, [schema, values])]
    validator = Draft7Validator(schema)
    expected = [{key for one in validator.iter_errors(value) for key in _keys(one)} for value in values]
    assert found[0] == set()
    assert sum(map(bool, expected)) > 100
    assert [(value, one) for value, one, other in zip(values, found, expected, strict=True) if one != other] == []


def _keys(error: Any) -> set[str]:
    """The keys in which a fault is, as the form tells faults: a key that lacks or is too much is where it is."""
    if error.path:
        return {str(error.path[0])}
    if error.validator == "required":
        return {str(error.message.split("'")[1])}
    if error.validator == "additionalProperties":
        return set(error.instance) - set(error.schema["properties"])
    return {""}


def test_no_schema_uses_a_keyword_that_the_form_does_not_know(page: Page) -> None:
    known = set(evaluated(page, "schema.js", "return its.keywords", None))

    def used(node: Any) -> Iterator[str]:
        if not isinstance(node, dict):
            return
        for key, value in node.items():
            yield key
            inner = value.values() if key == "properties" else value if key == "anyOf" else (value,)
            if key not in ("enum", "default", "examples"):
                yield from (word for one in inner for word in used(one))

    for kind in KINDS:
        assert set(used(published(kind))) <= known, kind.name
