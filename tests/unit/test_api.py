"""The static JSON API: it keeps to its schemas, and says of people what they agreed to and nothing more."""

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from folkmoot.model.activity import Figure
from folkmoot.model.conversation import Discussion
from folkmoot.model.hub import Hub
from folkmoot.render.api.documents import NEWEST, api
from folkmoot.render.api.schemas import ENDPOINTS, FOLDER, Beside, schema_of
from folkmoot.render.api.shapes import Shape
from support.api_documents import SITE, SVG, derived, documents, entry_of, hub_of, nodes, read
from support.reference import api as reference

pytestmark = pytest.mark.figures

NASTY = "</script><!-- {{ 7*7 }} {% raw %} <img src=x onerror=alert(1)> 🎉 “&amp;” \\ "


@pytest.fixture(scope="module")
def sample(repository: Path) -> Hub:
    return derived(repository)


def refused(found: dict[str, Any]) -> list[str]:
    """Where documents do not keep to the schema that they name."""
    wrong = []
    for path, document in documents(found).items():
        named = Path("/", path).parent / document["$schema"]
        schema = found[re.sub(r"[^/]+/\.\./", "", named.as_posix()).removeprefix("/")]
        faults = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(document)
        wrong += [f"{path}: {fault.json_path}: {fault.message}" for fault in faults]
    return wrong


def test_every_document_keeps_to_the_schema_that_it_names(sample: Hub) -> None:
    found = read(sample)
    assert refused(found) == []
    found["members.json"]["items"][0]["name"] = 7
    del found["events.json"]["base"]
    assert len(refused(found)) == 2


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.path)
def test_schemas_are_valid_and_describe_every_key(endpoint: Any) -> None:
    schema = schema_of(endpoint, SITE)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{SITE}{endpoint.schema_path}"
    for part in (schema, *schema.get("$defs", {}).values()):
        assert part["description"]
        assert [key for key, one in part["properties"].items() if not one.get("description")] == []
        assert "additionalProperties" not in part, "a key may be added within a version"
        assert not {"null", "default"} & {str(value) for _, value in nodes(part)}


def test_the_sample_hub_has_documents_of_every_kind_and_no_others(sample: Hub) -> None:
    patterns = {one.path: re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(one.path))) for one in ENDPOINTS}
    found = documents(read(sample))
    for path in found:
        assert [name for name, pattern in patterns.items() if pattern.fullmatch(path)] != [], path
    for name, pattern in patterns.items():
        assert any(map(pattern.fullmatch, found)), name


def test_what_lists_and_documents_name_is_there(sample: Hub) -> None:
    found = read(sample)
    for path, document in documents(found).items():
        named = [value for key, value in nodes(document) if key in ("api", "described_by") and isinstance(value, str)]
        missing = [one for one in named if "{" not in one and one.removeprefix(FOLDER) not in found]
        assert missing == [], path


def test_nothing_is_null_or_empty_but_what_is_always_there(sample: Hub) -> None:
    for path, document in documents(read(sample)).items():
        assert all(value is not None and value != "" for _, value in nodes(document)), path
        empty = {key for key, value in nodes(document) if value == []}
        assert empty <= {"items", "occurrences"}, path


def test_the_same_hub_gives_the_same_bytes(tmp_path: Path, repository: Path, sample: Hub) -> None:
    again = derived(repository)
    assert list(api(again, SITE)) == list(api(sample, SITE))
    assert b'": ' not in dict(api(sample, SITE))["api/v1/members.json"]


@pytest.mark.parametrize(
    ("site_url", "path", "base", "schema"),
    [
        (SITE, "index.json", SITE, "schemas/index.schema.json"),
        ("", "index.json", "../../", "schemas/index.schema.json"),
        ("", "members/ada-rossi.json", "../../../", "../schemas/member.schema.json"),
    ],
)
def test_every_document_says_what_its_addresses_are_relative_to(
    tmp_path: Path, site_url: str, path: str, base: str, schema: str
) -> None:
    document = read(hub_of(tmp_path), site_url)[path]
    assert (document["base"], document["$schema"]) == (base, schema)


def test_addresses_are_relative_to_the_sites_root_and_work_below_a_folder(tmp_path: Path) -> None:
    bo_ek = (
        "name: Bo\njoined: 2025-01-01\nphoto: photos/a b.svg\nconsent: {profile: 2025-01-01, photo: 2025-01-01}\n"
        "bio: '[Meeting](../events/meeting.md#recap)'\nbio_language: it\n"
    )
    hub = hub_of(tmp_path, **{"content/photos/a b.svg": SVG, "members/bo-ek.yml": bo_ek})
    bo = read(hub)["members/bo-ek.json"]
    assert (bo["url"], bo["api"], bo["photo"]) == ("members/bo-ek/", "api/v1/members/bo-ek.json", "photos/a%20b.svg")
    assert f'href="{SITE}events/meeting/#recap"' in bo["bio_html"]
    assert bo["bio_language"] == "it"
    assert 'href="events/meeting/#recap"' in read(hub, "")["members/bo-ek.json"]["bio_html"]


def test_the_index_names_what_there_is(tmp_path: Path) -> None:
    hub = hub_of(tmp_path)
    index = read(hub)["index.json"]
    assert (index["name"], index["version"]) == ("Test Moot", "v1")
    assert [one["api"] for one in index["endpoints"]] == [FOLDER + one.path for one in ENDPOINTS]
    assert index["beside"] == [{"url": "events.ics", "type": "text/calendar"}]
    feed = Beside(url="feeds/planet.atom", type="application/atom+xml", title="Planet")
    named = json.loads(dict(api(hub, SITE, [feed]))["api/v1/index.json"])["beside"]
    assert named == [{"url": "feeds/planet.atom", "type": "application/atom+xml", "title": "Planet"}]


def test_nasty_words_stay_words(tmp_path: Path) -> None:
    title = json.dumps(NASTY.strip(), ensure_ascii=False)
    files = {
        "members/bo-ek.yml": f"name: {title}\njoined: 2025-01-01\nskills: ['{NASTY[:50]}']\n"
        "consent: {profile: 2025-01-01}\n"
        f"bio: {json.dumps(NASTY + '[x](javascript:alert(1)) ' + 'la ' * 1700, ensure_ascii=False)}\n",
        "events/bad.md": f"---\ntitle: {title}\nkind: chat\nstart: 2026-07-01\nrecap: {title}\n"
        f"speakers: [{{name: {title}}}]\n---\n\n<script>alert(1)</script>{NASTY}\n",
    }
    found = read(hub_of(tmp_path, **files))
    assert refused(found) == []
    assert found["members/bo-ek.json"]["name"] == found["events/bad.json"]["title"] == NASTY.strip()
    for path, document in documents(found).items():
        for key, value in nodes(document):
            if key.endswith("_html"):
                assert not re.search(r"(?i)<script|<!--|javascript:|<[^>]*onerror", value), path
            elif isinstance(value, str) and key in ("url", "online", "rsvp", "website"):
                assert not value.startswith("javascript:"), path
    assert len(found["members/bo-ek.json"]["bio_html"]) > 5000


def test_what_was_collected_is_on_one_line_and_turns_no_reading_direction(tmp_path: Path) -> None:
    nasty = entry_of(
        "gone-feed", author="\u202eeve\n", title=f"\u202e{NASTY}\n\x07", excerpt="\ud800x" * 2000, tags=("\u200b", "ok")
    )
    hub = hub_of(tmp_path)
    hub = hub._replace(harvest=hub.harvest._replace(entries=(nasty,)))
    found = read(hub)
    item = found["planet.json"]["items"][0]
    assert (item["title"], item["author"], item["tags"]) == (NASTY.strip(), "eve", ["ok"])
    assert item["excerpt"] == "x" * 2000
    assert refused(found) == []


def test_everything_collected_is_in_the_documents_of_the_years(tmp_path: Path) -> None:
    stamps = [f"{2026 - number // 200}-01-01T00:00:00Z" for number in range(NEWEST + 250)]
    hub = hub_of(tmp_path)
    entries = tuple(entry_of("gone-feed", id=str(number), published=stamp) for number, stamp in enumerate(stamps))
    found = read(hub._replace(harvest=hub.harvest._replace(entries=entries)))
    assert len(found["planet.json"]["items"]) == NEWEST
    years = found["planet.json"]["years"]
    assert [(one["year"], one["count"]) for one in years] == [(2026, 200), (2025, 200), (2024, 150)]
    assert [len(found[one["api"].removeprefix(FOLDER)]["items"]) for one in years] == [200, 200, 150]


def test_an_event_has_its_times_with_their_zone_as_far_as_they_are_announced(tmp_path: Path) -> None:
    files = {
        "events/day.md": "---\ntitle: Day\nkind: chat\nstart: 2026-07-01\nend: 2026-07-03\n---\n",
        "events/month.md": "---\ntitle: Month\nkind: chat\nstart: 2026-09\n---\n",
        "events/timed.md": "---\ntitle: Timed\nkind: chat\nstart: 2026-07-01 19:00\nend: 2026-07-01 21:30\n---\n",
    }
    found = read(hub_of(tmp_path, **files))
    when = {one["slug"]: one["when"] for one in found["events.json"]["items"]}
    assert when["day"] == {"date": "2026-07-01", "last": "2026-07-03", "precision": "day"}
    assert when["month"] == {"date": "2026-09", "precision": "month"}
    assert when["timed"] == {
        "date": "2026-07-01", "start": "2026-07-01T19:00:00+02:00", "end": "2026-07-01T21:30:00+02:00",
        "zone": "Europe/Rome", "precision": "minute",
    }  # fmt: skip
    over = {one["slug"]: one.get("over", False) for one in found["events.json"]["items"]}
    assert over == {"day": False, "meeting": True, "month": False, "timed": False}
    assert [one["event"]["slug"] for one in found["upcoming.json"]["items"]] == ["day", "timed", "month"]


def test_a_series_has_its_dates_with_what_was_told_of_each(tmp_path: Path) -> None:
    series = (
        "---\ntitle: Bench\nkind: chat\nstart: 2026-05-07 19:00\nrecurrence:\n  rule: FREQ=WEEKLY;COUNT=8\n"
        "  exceptions: [{date: 2026-06-18, moved_to: 2026-06-19 20:00, reason: Holiday}, {date: 2026-06-25}]\n"
        "occurrences: [{date: 2026-05-14, title: Irons, recap: '*Hot*', attendance: 0}]\n---\n"
    )
    bench = read(hub_of(tmp_path, **{"events/bench.md": series}))["events/bench.json"]
    told, moved = bench["occurrences"][:2]
    assert (told["of"], told["title"], told["attendance"]) == ("2026-05-14", "Irons", 0)
    assert told["recap_html"] == "<p><em>Hot</em></p>\n"
    assert (moved["of"], moved["start"], moved["reason"], moved["moved"]) == (
        "2026-06-18", "2026-06-19T20:00:00+02:00", "Holiday", True,
    )  # fmt: skip
    assert len(bench["occurrences"]) == 2
    assert bench["unusual"] == [
        {"date": "2026-06-18", "moved_to": "2026-06-19 20:00", "reason": "Holiday"},
        {"date": "2026-06-25"},
    ]
    assert "recap_html" not in bench


def test_a_post_is_there_from_its_day_on(tmp_path: Path) -> None:
    post = "---\ntitle: P\ndate: {}\nauthors: [ada-rossi]\n---\n"
    days = ("2026-06-15", "2026-06-16")
    found = read(hub_of(tmp_path, **{f"content/posts/p-{day}.md": post.format(day) for day in days}))
    assert [one["slug"] for one in found["posts.json"]["items"]] == ["p-2026-06-15"]
    assert [one["slug"] for one in found["members/ada-rossi.json"]["posts"]] == ["p-2026-06-15"]
    assert "posts/p-2026-06-16.json" not in found


def test_a_figure_that_is_no_number_is_left_out(tmp_path: Path) -> None:
    hub = hub_of(tmp_path)
    values = [0.0, None, math.inf, math.nan]
    figures = tuple(Figure(f"2026-0{number}", "", value, 3) for number, value in enumerate(values, start=1))
    hub = hub._replace(measured=(hub.measured[0]._replace(figures=figures),))
    shown = read(hub)["metrics.json"]["items"][0]["figures"]
    assert shown == [{"period": "2026-01", "value": 0.0, "n": 3}, *({"period": f"2026-0{n}"} for n in (2, 3, 4))]


def test_the_figures_of_each_scope_have_a_document_of_their_own(tmp_path: Path) -> None:
    hub = hub_of(tmp_path)
    scopes = ["", "project/lamp", "language/pt-BR", "../../etc", "project/a/b"]
    figures = tuple(Figure("", "", float(number), number, scope) for number, scope in enumerate(scopes, start=1))
    found = read(hub._replace(measured=(hub.measured[0]._replace(figures=figures),)))
    name = hub.measured[0].metric.name
    assert found["metrics.json"]["items"][0]["figures"] == [{"value": 1.0, "n": 1}]
    assert found["metrics.json"]["scopes"] == [
        {"scope": "language/pt-BR", "api": "api/v1/metrics/language-pt-BR.json"},
        {"scope": "project/lamp", "api": "api/v1/metrics/project-lamp.json"},
    ]
    shown = found["metrics/project-lamp.json"]
    assert (shown["scope"], shown["items"]) == ("project/lamp", [{"name": name, "figures": [{"value": 2.0, "n": 2}]}])
    assert [path for path in found if path.startswith("metrics/")] == [
        "metrics/language-pt-BR.json", "metrics/project-lamp.json",
    ]  # fmt: skip


def test_every_endpoint_and_every_key_is_in_the_reference(repository: Path) -> None:
    page = (repository / "docs/reference/api.md").read_text("utf-8")
    sections = dict(re.findall(r"^### (\S+)$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL))
    shapes: dict[str, type[Shape]] = {f"`{one.path}`": one.shape for one in ENDPOINTS}
    shapes |= {part.__name__: part for one in ENDPOINTS for part in reference.inner(one.shape)}
    assert sections.keys() == shapes.keys()
    for heading, shape in shapes.items():
        for name, field in shape.model_fields.items():
            assert f"\n| `{field.alias or name}` | {field.description} |" in sections[heading], (heading, name)


def test_what_came_of_a_single_event_stands_in_the_event_alone(tmp_path: Path) -> None:
    party = "---\ntitle: Party\nkind: chat\nstart: 2026-03-01\nattendance: 7\nrecap: Fine.\n---\n"
    found = read(hub_of(tmp_path, **{"events/party.md": party}))["events/party.json"]
    assert (found["attendance"], found["recap_html"]) == (7, "<p>Fine.</p>\n")
    assert found["occurrences"] == [{"date": "2026-03-01", "precision": "day", "status": "confirmed"}]


def test_a_discussion_is_a_members_or_has_the_login_that_github_shows(tmp_path: Path) -> None:
    hub = hub_of(tmp_path)
    stamp = "2026-01-02T00:00:00Z"
    asked = [
        Discussion("f", str(n), n, f"https://d.example/{n}", "How?", "Q", True, who, 0, False, stamp, stamp, "", "", 0)
        for n, who in enumerate(["AdaRossi", "stranger", ""])
    ]
    hub = hub._replace(harvest=hub.harvest._replace(discussions=tuple(asked)))
    items = read(hub)["discussions.json"]["items"]
    assert [(one.get("member", {}).get("slug"), one.get("author")) for one in items] == [
        ("ada-rossi", None),
        (None, "stranger"),
        (None, None),
    ]
