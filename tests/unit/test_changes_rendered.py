"""Changes as text, as Markdown for GitHub and as JSON: in three languages, and harmless whatever a file says."""

import json
import re

import pyromark
import pytest

from folkmoot.derive.changes import changes
from folkmoot.model.change import Change, Named
from folkmoot.render.changes.document import as_json
from folkmoot.render.changes.markdown import as_markdown, escaped
from folkmoot.render.changes.text import as_text
from support.communities import community, record

HOSTILE = [
    "@everyone", "ada @ada", "[a](https://evil.example)", "![a](x.png)", "https://evil.example", "www.evil.example",
    "<img src=x onerror=alert(1)>", "</li><script>", "a | b", "# heading", "`code`", "``a` b``", "`", "*b*", "__b__",
    "~~s~~", "#12", "octo/repo#1", "GH-12", "0123abc", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", "ada@evil.example",
    "&lt;b&gt; &amp;", "a\\", "$x$", ":lamp:", "1:lamp:", "a\u200bc", "evil.example/x", "//evil.example",
    "[x]: y", "- [ ] task",
]  # fmt: skip
PLAIN = [
    "Ada Rossi",
    "Inès Fontvielle-O’Brien",
    "Perdrix & Filles",
    "प्रिया",
    "Hello, world!",
    "At 18:30 (2.4 m): go; no go",
]
LINKED = re.compile(r"@|#\d|https?:|www\.|GH-\d|\b[0-9a-f]{7,40}\b|:\w+:|\w/\w+#")


def renamed(name: str) -> tuple[Change, ...]:
    """What is told where a name is everywhere that a name can be."""
    before = community(record("members", name="B"), record("events"), record("teams"))
    after = community(
        record("members", name=name, feeds=[{"url": "https://a.example/feed", "title": name}]),
        record("events", title=name, hosts=["one"], speakers=[{"name": name}], topics=[name[:60]]),
        record("teams", members=[{"member": "one", "since": "2026-01-01", "role": name}]),
        record("posts", title=name),
    )
    return changes(before, after)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_a_name_is_markdown(name: str) -> None:
    markup = str(pyromark.html(as_markdown(renamed(name), "en")))
    words = re.sub(r"<code>.*?</code>", "", markup)
    assert set(re.findall(r"</?([a-z]+)", markup)) == {"p", "strong", "ul", "li", "code"} - (
        set() if "<code>" in markup else {"code"}
    )
    assert not LINKED.search(re.sub(r"&[a-z]+;", "", words)), words
    assert markup.count("<li>") == len(renamed(name))


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_name_stands_as_it_is(name: str) -> None:
    assert escaped(name) == name.replace("&", "&amp;")


def test_a_terminal_sees_one_line_a_change() -> None:
    name = "Ada\x1b[31m\u202eRossi\nevil"
    said = as_text([Change("left", Named("members", "ada", name), "members/ada.yml")], "en")
    assert said == "People\n    Removes the member Ada[31mRossi evil\n"


def test_a_comment_stays_within_githubs_limits() -> None:
    before = community(*(record("members", f"m{number}", name="Somebody " * 8) for number in range(2000)))
    found = changes(before, community())
    written = as_markdown(found, "en")
    assert len(written) < 65_536
    assert len(written) > 55_000
    more = re.search(r"\nand ([\d,]+) more\n$", written)
    assert more
    assert written.count("\n- ") + int(more[1].replace(",", "")) == len(found) == 2000


def test_groups_have_titles() -> None:
    found = changes(community(record("members")), community(record("events")))
    assert as_markdown(found, "en") == (
        "**People**\n\n- Removes the member Ada Rossi\n"
        "\n**Events**\n\n- Adds the event “Lamp evening”, Tue, 9 Jun 2026, 18:30\n"
    )


def test_json_holds_what_people_read_and_what_programs_need() -> None:
    before = record("events", place="library")
    after = record("events", start="2026-06-09 19:00", hosts=["one"], place="library")
    found = changes(community(before), community(after, record("members")))
    document = json.loads(as_json(found, "en"))
    assert document["language"] == "en"
    assert [one["sentence"] for one in document["changes"]] == [
        "adds Ada Rossi as a member since 29 February 2024",
        "moves “Lamp evening” from 18:30 to 19:00",
        "adds Ada Rossi to the hosts of “Lamp evening”",
    ]
    assert document["changes"][1] == {
        "group": "events",
        "kind": "moved",
        "subject": {"family": "events", "slug": "one", "name": "Lamp evening"},
        "path": "events/one.md",
        "key": "start",
        "day": None,
        "before": "2026-06-09 18:30",
        "after": "2026-06-09 19:00",
        "whom": None,
        "reason": "",
        "words_added": 0,
        "words_removed": 0,
        "sentence": "moves “Lamp evening” from 18:30 to 19:00",
    }
    assert document["changes"][2]["after"] == [{"family": "members", "slug": "one", "name": "Ada Rossi"}]


def test_a_files_name_that_is_no_text_can_be_written() -> None:
    odd = Change("touched", Named("files", "a\udcff", "a\udcff"), "content/a\udcff")
    for written in (as_text([odd], "en"), as_markdown([odd], "en"), as_json([odd], "en")):
        assert written.encode()


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "fr",
            [
                "Personnes",
                "    Ajoute Bo Ek comme membre depuis le 31 janvier 2025",
                "Rendez-vous",
                "    Déplace «\u00a0Lamp evening\u00a0»\u00a0: 19:00 au lieu de 18:30",
                "    Complète les hôtes de «\u00a0Lamp evening\u00a0»\u00a0: avec Bo Ek",
                "Équipes",
                "    Ajoute Bo Ek à Docs jusqu’au 31 mars 2027",
            ],
        ),
        (
            "it",
            [
                "Persone",
                "    Aggiunge Bo Ek come membro dal 31 gennaio 2025",
                "Appuntamenti",
                "    Sposta «Lamp evening»: 19:00 invece di 18:30",
                "    Completa gli organizzatori di «Lamp evening»: con Bo Ek",
                "Squadre",
                "    Aggiunge Bo Ek a Docs fino al 31 marzo 2027",
            ],
        ),
    ],
)
def test_it_is_told_in_other_languages(language: str, lines: list[str]) -> None:
    bo = record("members", "bo-ek", name="Bo Ek", joined="2025-01-31")
    team = record("teams", members=[{"member": "bo-ek", "since": "2026-01-01", "until": "2027-03-31"}])
    after = community(bo, record("events", start="2026-06-09 19:00", hosts=["bo-ek"]), team)
    found = changes(community(record("events"), record("teams")), after)
    assert as_text(found, language).splitlines() == lines


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Nothing changes for the community.\n"),
        ("fr", "Rien ne change pour la communauté.\n"),
        ("it", "Per la comunità non cambia niente.\n"),
    ],
)
def test_it_says_that_nothing_changes(language: str, words: str) -> None:
    assert as_text([], language) == as_markdown([], language) == words
    assert json.loads(as_json([], language)) == {"language": language, "changes": []}
