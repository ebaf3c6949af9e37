"""The pages on which things are proposed: what they ask, whom they name, and the text for those without JavaScript."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from folkmoot import render
from folkmoot.build import draft
from folkmoot.load.community import load_community
from folkmoot.model.member import SHOWN_BY_CONSENT
from folkmoot.model.reserved import RESERVED, WINDOWS_NAMES, is_reserved
from folkmoot.render.asking.forms import FORMS as ALL
from folkmoot.render.asking.questions import UNASKED, questions, schema
from folkmoot.render.asking.words import CHOICES, VOUCHED, WORDS
from folkmoot.render.page import Page
from folkmoot.render.proposals.taken import taken
from folkmoot.render.search.findings import findings
from support.hubs import COMMUNITY, found, minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
FORMS = ("member", "event", "project", "feed")
FORGE = f"{COMMUNITY}languages: [en, fr]\nrepository: https://github.com/moot/hub\ncontact: hello@moot.example\n"


def pages(root: Path, profile: str = FORGE, **files: str) -> dict[str, Page]:
    made = draft(minimal_hub(root, **{"content/community.yml": profile}, **files), NOW)
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return {page.address: page for page in made.pages}


def html(page: Page) -> str:
    return page.lead + "".join(section.html for section in page.sections)


def _keys(node: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, inner in node["properties"].items():
        if "properties" in inner.get("items", ()):
            yield from (f"{before}{key}.{one}" for one in inner["items"]["properties"])
        elif "properties" in inner:
            yield from _keys(inner, f"{before}{key}.")
        else:
            yield f"{before}{key}"


@pytest.mark.parametrize("name", [one.name for one in ALL.values() if one.first])
def test_every_key_of_a_record_is_asked_for_or_left_out_for_a_reason(name: str) -> None:
    asked = [f"{one.key}.{row.key}" for one in questions(name) for row in one.rows]
    asked += [one.key for one in questions(name) if not one.rows and one.key != "text"]
    left = [key.partition(".")[2] for key in UNASKED if key.startswith(f"{name}.")]
    left += [key for key in _keys(schema(name)) if any(key.startswith(f"{one}.") for one in left)]
    assert Counter(_keys(schema(name))) <= Counter(asked + left)
    assert set(asked) & set(left) == set()
    assert {one.partition(".")[0] for one in left} <= {key.partition(".")[0] for key in schema(name)["properties"]}
    needed = {one.key for one in questions(name) if one.needed}
    assert needed == set(schema(name)["required"])
    known = {f"{name}.{one.key}.{word}" for one in questions(name) for word in one.options}
    assert {key for key in CHOICES if key.startswith(f"{name}.")} <= known


def test_no_words_stand_there_for_what_nobody_asks() -> None:
    kinds = [one.name for one in ALL.values() if one.first]
    asked = {f"{name}.{one.key}" for name in kinds for one in questions(name)}
    rows = {f"{name}.{one.key}.{row.key}" for name in kinds for one in questions(name) for row in one.rows}
    assert WORDS.keys() == asked | rows


def test_the_form_knows_what_is_taken_and_nothing_of_who_is_hidden(tmp_path: Path) -> None:
    member = "name: {0}\njoined: 2025-01-31\ngithub: {1}\nfeeds:\n  - url: https://www.{1}.example/feed/\n"
    files = {
        "members/bo-ek.yml": member.format("Bo Ek", "Bo-Ek") + "formerly: [bo]\n",
        "members/qui-et.yml": member.format("Qui Et", "quiet") + "visibility: name\nformerly: [hush]\n",
        "members/hid-den.yml": member.format("Hid Den", "den") + "visibility: hidden\nformerly: [den]\n",
        "events/tea.md": "---\ntitle: Tea\nkind: chat\nstart: 2026-10-01\nformerly: [cup]\n---\n",
    }
    ours = f"{FORGE}sources: {{feeds: [{{url: http://moot.example/feed}}]}}\n"
    made = draft(minimal_hub(tmp_path, **{"content/community.yml": ours}, **files), NOW)
    assert made.hub
    told = {path: json.loads(content) for path, content in taken(made.hub)}
    assert told["assets/folkmoot/taken-members.json"] == {
        "names": ["ada-rossi", "bo-ek", "qui-et"],
        "former": {"bo": "bo-ek", "hush": "qui-et"},
        "logins": {"adarossi": "ada-rossi", "bo-ek": "bo-ek"},
        "feeds": {"Bo-Ek.example/feed": "bo-ek", "moot.example/feed": ""},
    }
    assert told["assets/folkmoot/taken-events.json"] == {"names": ["meeting", "tea"], "former": {"cup": "tea"}}
    for name in FORMS:
        form = html(pages(tmp_path / "again", ours, **files)[f"propose/{name}/"])
        kind = "member" if name == "feed" else name
        assert f'data-fm-taken="../../assets/folkmoot/taken-{kind}s.json"' in form


def test_what_consent_covers_is_told_to_the_page(tmp_path: Path) -> None:
    said = html(pages(tmp_path)["propose/member/"])
    assert f'data-fm-shown="{" ".join(SHOWN_BY_CONSENT["profile"])}"' in said
    script = Path(render.__file__).parent / "theme/assets/folkmoot/propose.js"
    assert "available_for" not in script.read_text("utf-8")


@pytest.mark.parametrize("name", [one.name for one in ALL.values() if one.first])
def test_the_form_knows_the_names_that_no_file_may_have(tmp_path: Path, name: str) -> None:
    said = html(pages(tmp_path)[f"propose/{name}/"])
    family = ALL[name].family
    (told,) = re.findall(r'data-fm-unusable="([^"]+)"', said)
    needed = {*RESERVED[family], *WINDOWS_NAMES, "fmshell", "fmbare-x"}
    usual = {"ada-rossi", "mapp", "con-1", "con-con", "maps-and-lamps", "index-1", "a1", "fmshells"}
    assert {one for one in needed | usual if re.search(unescape(told), one)} == needed
    assert bool(re.search(told, "2030")) == (name == "member")
    assert {
        one for one in usual | {*RESERVED[family], "fmshell"} if is_reserved(family, one)
    } == needed - WINDOWS_NAMES - {"fmbare-x"}


def test_how_a_picture_is_added_stands_where_one_agrees_to_it(tmp_path: Path) -> None:
    said = html(pages(tmp_path)["propose/member/"])
    assert "content/photos" in re.findall(r'id="fm-member-consent-photo-help">([^<]+)<', said)[0]


@pytest.mark.parametrize("language", ["", "fr/"])
@pytest.mark.parametrize("name", FORMS)
def test_every_question_has_a_label_and_an_id_of_its_own(tmp_path: Path, language: str, name: str) -> None:
    said = html(pages(tmp_path)[f"{language}propose/{name}/"])
    ids = re.findall(r'\sid="([^"]+)"', said)
    assert [one for one, times in Counter(ids).items() if times > 1] == []
    fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", said)
    for field in fields:
        (own,) = re.findall(r'\sid="([^"]+)"', field)
        is_labelled = f'for="{own}"' in said or "aria-label=" in field or 'type="checkbox"' in field
        assert is_labelled, field
        assert set(" ".join(re.findall(r'aria-describedby="([^"]+)"', field)).split()) <= set(ids)
        assert " checked" not in field or "agenda" in own, "nobody agrees before they do"
    assert '<form method="dialog"' in said, "a form that no script reads yet sends nothing"
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))|\son[a-z]+=|\sstyle=", said)


def test_a_link_leads_to_each_form_from_where_it_is_looked_for(tmp_path: Path) -> None:
    made = pages(tmp_path)
    for prefix in ("", "fr/"):
        for form, places in {
            "member": ("join/", "members/", "propose/"),
            "event": ("events/", "propose/"),
            "project": ("projects/", "projects/help-wanted/", "propose/"),
            "feed": ("planet/", "planet/sources/", "propose/"),
        }.items():
            for place in places:
                root = "../" * f"{prefix}{place}".count("/")
                assert f'href="{root}{prefix}propose/{form}/"' in html(made[f"{prefix}{place}"]), (place, form)


@pytest.mark.parametrize(
    ("repository", "new"),
    [
        ("https://github.com/moot/hub", "https://github.com/moot/hub/new/live?filename=members%2Ffm-file-name.yml&value=fm-file-text"),
        ("https://codeberg.org/moot/hub.git", "https://codeberg.org/moot/hub/_new/live/members?filename=fm-file-name.yml&value=fm-file-text"),
        ("https://gitlab.com/moot/hub/", "https://gitlab.com/moot/hub/-/new/live/members?file_name=fm-file-name.yml"),
    ],
)  # fmt: skip
def test_the_form_leads_to_the_hubs_forge(tmp_path: Path, repository: str, new: str) -> None:
    said = html(pages(tmp_path, f"{COMMUNITY}repository: {repository}\nbranch: live\n")["propose/member/"])
    assert f'data-fm-new="{new}"' in unescape(said)
    assert f"With an account at {urlsplit(repository).netloc}" in said


def test_without_a_forge_the_text_can_be_copied_and_sent_alone(tmp_path: Path) -> None:
    made = pages(tmp_path, COMMUNITY)
    for name in FORMS:
        said = html(made[f"propose/{name}/"])
        assert "data-fm-open" not in said
        assert 'data-fm-copy="file"' in said
        assert "Give the text to one of us" in said


@pytest.mark.parametrize("address", ["propose/member/", "fr/propose/member/"])
def test_the_text_to_fill_in_tells_how_to_agree_and_agrees_to_nothing(tmp_path: Path, address: str) -> None:
    said = html(pages(tmp_path)[address])
    begun = unescape(re.findall(r"<code>(.*?)</code></pre>", said, re.DOTALL)[0])
    (link,) = re.findall(r'href="([^"]+)" rel="noopener">(?!.*data-fm-open)', said.partition("</noscript>")[0])
    assert parse_qs(urlsplit(unescape(link)).query)["value"] == [begun]
    file = tmp_path / "members/zoe.yml"
    file.write_text(begun.replace("name: ", "name: Zoe", 1), "utf-8")
    assert found(tmp_path) == []
    assert not load_community(tmp_path).community.members["zoe"].allows("profile")
    open_ = re.sub(r"(?m)^#( *[a-z_]+:( .*)?)$", r"\1", begun).replace("skills: []", "skills: [sewing]")
    file.write_text(open_.replace("name: ", "name: Zoe", 1), "utf-8")
    assert found(tmp_path) == []
    zoe = load_community(tmp_path).community.members["zoe"]
    assert (zoe.skills, zoe.allows("profile"), zoe.allows("ties")) == (("sewing",), True, True)


@pytest.mark.parametrize(
    ("name", "file", "needed"),
    [
        ("event", "events/tea.md", {"title": "Tea", "kind": "chat", "start": "2026-10-01"}),
        ("project", "content/projects/tea.md", {"title": "Tea", "status": "idea"}),
    ],
)
def test_other_texts_to_fill_in_are_right_once_that_is_done(
    tmp_path: Path, name: str, file: str, needed: dict[str, str]
) -> None:
    said = html(pages(tmp_path)[f"propose/{name}/"])
    begun = unescape(re.findall(r"<code>(.*?)</code></pre>", said, re.DOTALL)[0])
    for key, value in needed.items():
        assert f"\n{key}: \n" in begun
        begun = begun.replace(f"\n{key}: \n", f"\n{key}: {value}\n")
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(begun, "utf-8")
    assert found(tmp_path) == []


def test_who_agrees_to_a_picture_is_told_that_it_may_be_that_of_the_account(tmp_path: Path) -> None:
    told = "that of your GitHub account is shown"
    avatars = f"{FORGE}sources: {{github_avatars: true}}\n"
    assert told in html(pages(tmp_path / "with", avatars)["propose/member/"])
    assert told not in html(pages(tmp_path / "without", FORGE)["propose/member/"])


def test_who_has_to_be_vouched_for_is_asked_by_whom(tmp_path: Path) -> None:
    vouched = f"{FORGE}founders: [ada-rossi]\npolicies: {{membership: vouched}}\n"
    first, _, more = html(pages(tmp_path / "vouched", vouched)["propose/member/"]).partition("<details")
    assert re.search(r'id="fm-member-invited_by"[^>]* required', first)
    assert "invited_by" not in more
    assert "\ninvited_by: \n" in first
    assert first.count(VOUCHED) == 2, "beside the question, and in the text to fill in"
    first, _, more = html(pages(tmp_path / "open")["propose/member/"]).partition("<details")
    assert "invited_by" not in first
    assert "fm-member-invited_by" in more


def test_who_answers_is_the_same_as_for_newcomers_and_nobody_hidden_is_named(tmp_path: Path) -> None:
    member = "name: {}\njoined: 2025-01-31\n"
    files = {
        "members/bo-ek.yml": member.format("Bo Ek"),
        "members/hid-den.yml": member.format("Hid Den") + "visibility: hidden\nlanguages: [sw]\n",
        "members/qui-et.yml": member.format("Qui Et") + "languages: [is]\n",
        "content/teams/door.md": "---\ntitle: Door\ncontact: door@moot.example\nmembers:\n  - {member: ada-rossi, "
        "since: 2024-03-01}\n  - {member: hid-den, since: 2024-03-01}\n---\n",
    }
    welcome = "welcome: {team: door, members: [bo-ek, hid-den], answers_within: two days}\n"
    made = pages(tmp_path, FORGE + welcome, **files)
    for name in ("", *(f"{one}/" for one in FORMS)):
        said = html(made[f"propose/{name}"])
        assert "Somebody answers within two days." in said
        assert re.findall("Ada Rossi|Bo Ek|Hid Den", said.rpartition("Who answers:")[2]) == ["Bo Ek", "Ada Rossi"]
        assert not re.search("Hid Den|hid-den|Swahili|Icelandic|Qui Et", said)
        assert ("door@moot.example" in said) == ("data-fm-mail" in said or not name)
    assert 'data-fm-mail="door@moot.example"' in html(made["propose/member/"])


def test_the_search_finds_no_form(tmp_path: Path) -> None:
    made = draft(minimal_hub(tmp_path, **{"content/community.yml": FORGE}), NOW)
    assert made.hub
    addresses = [one.address for one in findings(made.hub, made.pages, {})]
    assert "members/ada-rossi/" in addresses
    assert [one for one in addresses if "propose" in one] == []
