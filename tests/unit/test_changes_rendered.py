"""Changes as text, as Markdown for GitHub and as JSON: in three languages, and harmless whatever a file says."""

import json
import re

import pyromark
import pytest

from folkmoot.derive.changes import changes
from folkmoot.model.change import Change, Named
from folkmoot.render.changes.document import as_json
from folkmoot.render.changes.markdown import ROOM, as_markdown
from folkmoot.render.changes.text import as_text
from folkmoot.render.github_markdown import quoted
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


def test_a_name_keeps_its_small_letter() -> None:
    danah = record("members", name="danah")
    assert as_text(changes(community(), community(danah)), "en").splitlines()[1].startswith("    danah joins")
    hidden = record("members", name="danah", visibility="hidden")
    assert as_text(changes(community(hidden), community()), "en").splitlines()[1].startswith("    A member who is not")


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_name_stands_as_it_is(name: str) -> None:
    assert quoted(name) == name.replace("&", "&amp;")


def test_a_terminal_sees_one_line_a_change() -> None:
    name = "Ada\x1b[31m\u202eRossi\nevil"
    said = as_text([Change("left", Named("members", "ada", name), "members/ada.yml")], "en")
    assert said == "People\n    Ada[31mRossi evil leaves, and the file about them is removed\n"


def test_a_comment_stays_within_githubs_limits() -> None:
    before = community(*(record("members", f"m{number}", name="Somebody " * 8) for number in range(2000)))
    found = changes(before, community())
    written = as_markdown(found, "en")
    assert len(written) < ROOM + 50 < 65_536
    assert len(written) > 55_000
    more = re.search(r"\nand ([\d,]+) more\n$", written)
    assert more
    assert written.count("\n- ") + int(more[1].replace(",", "")) == len(found) == 2000


def test_groups_have_titles() -> None:
    found = changes(community(record("members")), community(record("events")))
    assert as_markdown(found, "en") == (
        "**People**\n\n- Ada Rossi leaves, and the file about them is removed\n"
        "\n**Events**\n\n- Adds the event “Lamp evening”, Tue, 9 Jun 2026, 18:30\n"
    )


def test_json_holds_what_people_read_and_what_programs_need() -> None:
    before = record("events", place="library")
    after = record("events", start="2026-06-09 19:00", hosts=["one"], place="library")
    found = changes(community(before), community(after, record("members")))
    document = json.loads(as_json(found, "en"))
    assert (document["version"], document["language"]) == (1, "en")
    assert [one["sentence"] for one in document["changes"]] == [
        "Ada Rossi joins, as a member since 29 February 2024",
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
        "repeats": None,
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
                "Ce qui peut être montré",
                "    Ne montre plus sur le site un membre dont le nom n’est pas donné ici",
                "    Note qu’Ada accepte, depuis le 8 juin 2026, de montrer la photo",
                "Personnes",
                "    Ada rejoint la communauté, membre depuis le 11 janvier 2026",
                "Rendez-vous",
                "    Ajoute la série «\u00a0B\u00a0», à partir du mar. 6 oct. 2026, chaque mois, le premier mardi",
                "    Déplace «\u00a0Lamp evening\u00a0»\u00a0: 19:00 (avant\u00a0: 18:30)",
                "    Ajoute Ada et un membre dont le nom n’est pas donné ici aux hôtes de «\u00a0Lamp evening\u00a0»",
                "    Modifie le texte de «\u00a0Lamp evening\u00a0» (1 mot ajouté, 2 mots supprimés)",
                "Projets",
                "    Modifie l’état du projet «\u00a0Lamp book\u00a0»\u00a0: actif",
                "Équipes",
                "    Ajoute Ada à Archives jusqu’au 8 mars 2027",
            ],
        ),
        (
            "it",
            [
                "Che cosa si può mostrare",
                "    Non mostra più sul sito un membro di cui qui non si fa il nome",
                "    Annota che Ada accetta, dall’8 giugno 2026, di mostrare la foto",
                "Persone",
                "    Ada entra nella comunità, membro dall’11 gennaio 2026",
                "Appuntamenti",
                "    Aggiunge la serie «B», da mar 6 ott 2026, ogni mese, il primo martedì",
                "    Sposta «Lamp evening»: 19:00 (prima: 18:30)",
                "    Aggiunge Ada e un membro di cui qui non si fa il nome agli organizzatori di «Lamp evening»",
                "    Modifica il testo di «Lamp evening» (1 parola aggiunta, 2 parole tolte)",
                "Progetti",
                "    Cambia lo stato del progetto «Lamp book»: attivo",
                "Squadre",
                "    Aggiunge Ada ad Archives fino all’8 marzo 2027",
            ],
        ),
    ],
)
def test_it_is_told_in_other_languages(language: str, lines: list[str]) -> None:
    ada = record("members", "ada", name="Ada", joined="2026-01-11", consent={"photo": "2026-06-08"})
    term = {"member": "ada", "since": "2026-01-01", "until": "2027-03-08"}
    bench = record("events", "bench", title="B", start="2026-10-06", recurrence={"rule": "FREQ=MONTHLY;BYDAY=1TU"})
    before = community(
        record("members", "cy"),
        record("events", text="Bring a lamp."),
        record("projects", status="paused"),
        record("teams", title="Archives"),
    )
    after = community(
        ada,
        record("members", "cy", visibility="hidden"),
        record("events", start="2026-06-09 19:00", hosts=["ada", "cy"], text="Bring lamps."),
        bench,
        record("projects"),
        record("teams", title="Archives", members=[term]),
    )
    assert as_text(changes(before, after), language).splitlines() == lines


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
    assert json.loads(as_json([], language)) == {"version": 1, "language": language, "changes": []}
