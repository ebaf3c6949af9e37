"""The search: what is found and what is not, filters that count right, and the same bytes every time."""

import gzip
import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import cbor2
import pytest

from folkmoot.build import Request, build
from folkmoot.errors import EngineFailure
from folkmoot.model.artifact import Artifact
from folkmoot.render.search.filters import settled
from folkmoot.render.search.findings import MOST_TOPICS
from folkmoot.render.search.index import FOLDER, Finding, index
from support.building import SAMPLE_TIME, files, sample
from support.hubs import ADA, COMMUNITY, minimal_hub

ELIDED = [
    ("dans l’établi, qu'il aime", "dans l’ établi, qu' il aime"),
    ("Jusqu’à L'Aquila e dell'officina", "Jusqu’ à L' Aquila e dell' officina"),
    ("don't, o'clock, aujourd'hui, rock'n'roll, l’", "don't, o'clock, aujourd'hui, rock'n'roll, l’"),
]

NASTY = '<img src=x onerror=alert(1)> {{ 7 * 7 }} "quoted" & ‘kept’ ]]> 数 🙂'
FINDINGS = [
    Finding("members/ada/", "Ada", "solders and sews", "member", ("it", "fr"), ("soldering", "sewing")),
    Finding("members/bo/", "Bo", "sews", "member", ("fr",), ("sewing",)),
    Finding("events/open/", "Open day", "come and solder", "event", ("it",), ("soldering",)),
    Finding("https://ada.example/lamp", NASTY, "a lamp", "entry", ("en",), ("lamps", NASTY)),
    Finding("https://forum.example/1", "Where is the key?", "", "discussion"),
]

Facets = dict[str, dict[str, int]]


def _content(artifacts: list[Artifact]) -> dict[str, bytes]:
    return {one.path.removeprefix(FOLDER): one.content for one in artifacts}


def _opened(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(b"pagefind_dcd")


def _facets(made: dict[str, bytes]) -> Facets:
    """How many findings the index itself tells for each value of each filter, found as a browser finds its files."""
    (told,) = json.loads(made["pagefind-entry.json"])["languages"].values()
    meta = cbor2.loads(_opened(made[f"pagefind.{told['hash']}.pf_meta"]))
    facets: Facets = {}
    for name, known in meta[3]:
        said, values = cbor2.loads(_opened(made[f"filter/{known}.pf_filter"]))
        assert said == name
        facets[name] = {value: len(pages) for value, pages in values}
    return facets


def _fragments(made: dict[str, bytes]) -> dict[str, dict[str, object]]:
    """What each finding shows, by its address."""
    shown = [json.loads(_opened(content)) for path, content in made.items() if path.endswith(".pf_fragment")]
    return {one["url"]: one for one in shown}


def _site_search(root: Path, site: Path) -> dict[str, bytes]:
    outcome = build(Request(root, site, SAMPLE_TIME))
    # What somebody wrote without consent is warned of, and shown nowhere.
    assert {problem.code for problem in outcome.problems} <= {"consent-missing"}
    return {path.removeprefix(FOLDER): content for path, content in files(site).items() if path.startswith(FOLDER)}


def test_filters_count_what_there_is() -> None:
    assert _facets(_content(index(FINDINGS, "en"))) == {
        "kind": {"discussion": 1, "entry": 1, "event": 1, "member": 2},
        "language": {"en": 1, "fr": 2, "it": 2},
        "topic": {NASTY: 1, "lamps": 1, "sewing": 2, "soldering": 2},
    }


def test_findings_keep_their_words_and_lead_where_they_should() -> None:
    shown = _fragments(_content(index(FINDINGS, "en")))
    assert set(shown) == {
        "/members/ada/", "/members/bo/", "/events/open/", "https://ada.example/lamp", "https://forum.example/1",
    }  # fmt: skip
    assert shown["https://ada.example/lamp"]["meta"] == {"title": NASTY}
    assert shown["https://ada.example/lamp"]["content"] == "a lamp"
    assert shown["https://forum.example/1"]["content"] == "Where is the key?", "without words it would not be found"


@pytest.mark.parametrize(("written", "kept"), ELIDED)
def test_elided_articles_stand_apart_in_the_index(written: str, kept: str) -> None:
    (shown,) = _fragments(_content(index([Finding("x/", written, written, "page", also=(written,))], "fr"))).values()
    assert shown["content"] == kept
    assert shown["meta"] == {"title": kept, "also": kept}


_AGAIN = """\
import sys
from folkmoot.render.search.index import Finding, index
found = [
    Finding(f"m/{n}/", f"Person {n}", f"word{n % 7}", "member" if n % 3 else "event",
            ("en", "fr", "it")[: n % 4], tuple(dict.fromkeys((f"t{n % 5}", f"t{n % 11}"))))
    for n in range(60)
]
for one in index(found, "en"):
    sys.stdout.buffer.write(one.path.encode() + one.content)
"""


def test_the_same_findings_give_the_same_bytes() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", _AGAIN], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(runs) == 1
    assert b"filter/en_" in runs.pop()


def test_files_are_named_by_what_is_in_them() -> None:
    one, other = (_content(index(FINDINGS[:count], "en")) for count in (4, 5))
    same = {path for path in set(one) & set(other) if path.endswith((".pf_filter", ".pf_meta"))}
    assert all(one[path] == other[path] for path in same)
    assert {path for path in one if path.endswith(".pf_meta")}.isdisjoint(other)


@pytest.mark.parametrize(
    "broken",
    # Without the time of compression, which would be part of the tests' names.
    [b"", b"not gzip", gzip.compress(b"no mark", mtime=0), gzip.compress(b"pagefind_dcd\x82", mtime=0)],
    ids=["empty", "not gzip", "no mark", "cut off"],
)
def test_an_index_of_another_form_is_told(broken: bytes) -> None:
    entry = json.dumps({"languages": {"en": {"hash": "en_1"}}}).encode()
    with pytest.raises(EngineFailure, match="not as expected"):
        settled({"pagefind-entry.json": entry, "pagefind.en_1.pf_meta": broken})


CONSENTING = "consent: {profile: 2025-01-01}\n"
SKILLED = "languages: [fr-CH, it]\nskills: [Xylography]\ninterests: [zithers]\nbio: I wrote a quodlibet.\n"


CONFIGURATION = "site_name: Test Moot\ntheme:\n  name: material\nplugins:\n  - folkmoot\n"


def _people(root: Path) -> Path:
    def member(name: str, more: str) -> str:
        return f"name: {name}\njoined: 2025-01-31\n{more}"

    return minimal_hub(
        root,
        **{
            "mkdocs.yml": CONFIGURATION,
            "content/community.yml": f"{COMMUNITY}languages: [en, fr, it]\n",
            "members/ada-rossi.yml": f"{ADA}{SKILLED}{CONSENTING}",
            "members/bo-ek.yml": member("Bo Ek", "skills: [Falconry]\nlanguages: [sv]\nbio: I wrote a kyrie.\n"),
            "members/cy-name.yml": member("Cy Name", f"skills: [Heraldry]\nvisibility: name\n{CONSENTING}"),
            "members/di-hid.yml": member("Di Hidden", f"skills: [Alchemy]\nvisibility: hidden\n{CONSENTING}"),
            "content/house-rules.md": "# House rules\n\nNo xylophones after ten.\n",
            "content/index.fr.md": "# Bienvenue\n\nPassez le seuil.\n",
            "content/join.md": "# Come along\n\nBring a theremin.\n",
            "content/house-rules.fr.md": "# Règles\n\nPas de piano après dix heures.\n",
            "content/places/hall.yml": "name: The hall\naddress: Lane 1, 1000 Town\n"
            "coordinates: {latitude: 46.5, longitude: 6.6}\nurl: https://hall.example\n"
            "directions: Ring twice, as https://maps.example/howto says.\n",
            "content/projects/lamp.md": "---\ntitle: The lamp\nstatus: idea\n---\n\nLight.\n",
            "content/projects/lamp.fr.md": "---\ntitle: La lampe\n---\n\nDe la lumière.\n",
            "events/meeting.md": "---\ntitle: First meeting\nkind: meeting\nstart: 2026-05-14 19:00\n"
            "topics: [xylography]\nlanguage: fr\n---\n\nBring a lamp.\n",
        },
    )


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The search of a hub whose members agreed to different things."""
    folder = tmp_path_factory.mktemp("people")
    return _site_search(_people(folder / "hub"), folder / "site")


def test_only_what_people_agreed_to_is_found(people: dict[str, bytes]) -> None:
    shown = _fragments(people)
    everything = json.dumps(shown, ensure_ascii=False).casefold()
    assert {"/members/ada-rossi/", "/members/bo-ek/", "/members/cy-name/"} <= set(shown)
    assert "quodlibet" in everything, "what Ada agreed to is there"
    for absent in ("falconry", "kyrie", "heraldry", "di hidden", "di-hid", "alchemy"):
        assert absent not in everything, absent
    facets = _facets(people)
    assert set(facets["topic"]) == {"Xylography", "zithers"}
    assert "sv" not in facets["language"], "Bo did not agree that the languages he speaks are shown"
    assert facets["kind"]["member"] == 3


def test_the_words_of_a_template_find_nobody(people: dict[str, bytes]) -> None:
    """A word that stands on every profile would find every member, and make every search slow."""
    shown = {url: str(one["content"]) for url, one in _fragments(people).items()}
    assert "Xylography" in shown["/members/ada-rossi/"]
    assert "I wrote a quodlibet" in shown["/members/ada-rossi/"]
    assert "Bring a lamp" in shown["/fr/events/meeting/"]
    records = " ".join(words for url, words in shown.items() if url.startswith(("/members/", "/fr/events/")))
    for template in ("Knows about", "Would like to learn", "Joined in", "badges/members", "In Markdown", "When"):
        assert template not in records, template


def test_what_stands_apart_on_a_page_does_so_in_excerpts(people: dict[str, bytes]) -> None:
    shown = {url: str(one["content"]) for url, one in _fragments(people).items()}
    assert "Italian · GitHub · I wrote a quodlibet. Xylography · zithers" in shown["/members/ada-rossi/"]
    assert shown["/house-rules/"] == "No xylophones after ten."
    assert all("· ·" not in words and words == words.strip(" ·") for words in shown.values())


def test_a_topic_in_two_spellings_is_one(people: dict[str, bytes]) -> None:
    assert _facets(people)["topic"]["Xylography"] == 2


def test_languages_are_what_members_speak_and_texts_are_in(people: dict[str, bytes]) -> None:
    told = {url: one["filters"]["language"] for url, one in _fragments(people).items()}  # type: ignore[index]
    assert told["/members/ada-rossi/"] == ["fr", "it"]
    assert told["/members/bo-ek/"] == []
    assert told["/fr/events/meeting/"] == ["fr"]
    assert told["/house-rules/"] == ["en"]


def test_what_is_told_in_other_languages_too_says_so(people: dict[str, bytes]) -> None:
    told = {url: one["filters"].get("told_in") for url, one in _fragments(people).items()}  # type: ignore[attr-defined]
    # In Italian there is nothing: who reads that is served best by the original.
    assert {url: tags for url, tags in told.items() if tags} == {
        "/": ["fr"], "/fr/": ["en", "it"],
        "/house-rules/": ["fr"], "/fr/house-rules/": ["en", "it"],
        "/projects/lamp/": ["fr"], "/fr/projects/lamp/": ["en", "it"],
    }  # fmt: skip
    shown = {url: one["meta"] for url, one in _fragments(people).items()}
    assert shown["/fr/house-rules/"] == {"title": "Règles", "also": "House rules"}
    assert shown["/projects/lamp/"] == {"title": "The lamp", "also": "La lampe"}


def test_words_above_what_the_site_says_are_found_where_they_stand(people: dict[str, bytes]) -> None:
    shown = {url: str(one["content"]) for url, one in _fragments(people).items()}
    assert "Passez le seuil" in shown["/fr/"]
    assert shown["/join/"] == "Bring a theremin."
    assert "/fr/join/" not in shown


def test_what_surrounds_a_record_is_not_among_its_words(people: dict[str, bytes]) -> None:
    shown = {url: str(one["content"]) for url, one in _fragments(people).items()}
    hall = shown["/places/hall/"]
    assert "Lane 1, 1000 Town" in hall
    assert "Ring twice" in hall
    assert "https://maps.example/howto" in hall, "an address in somebody's own words stays"
    for furniture in ("OpenStreetMap", "46.5", "https://hall.example"):
        assert furniture not in hall, furniture
    assert ".ics" not in shown["/fr/events/meeting/"]


def test_only_the_most_used_topics_can_be_chosen(tmp_path: Path) -> None:
    used = "".join(f"  - topic {number}\n" for number in range(MOST_TOPICS + 20))
    root = minimal_hub(
        tmp_path / "hub",
        **{
            "mkdocs.yml": CONFIGURATION,
            "members/ada-rossi.yml": f"{ADA}{CONSENTING}skills:\n  - zzz used twice\n{used}",
            "members/bo-ek.yml": f"name: Bo Ek\njoined: 2025-01-31\n{CONSENTING}skills: [zzz used twice]\n",
        },
    )
    topics = _facets(_site_search(root, tmp_path / "site"))["topic"]
    assert len(topics) == MOST_TOPICS
    assert topics["zzz used twice"] == 2


def test_the_hub_finds_entries_and_discussions_where_they_are(repository: Path, tmp_path: Path) -> None:
    made = _site_search(sample(repository, tmp_path), tmp_path / "site")
    shown, facets = _fragments(made), _facets(made)
    by_kind = defaultdict(list)
    for url, one in shown.items():
        by_kind[one["filters"]["kind"][0]].append(url)  # type: ignore[index]
    assert {kind: len(urls) for kind, urls in by_kind.items()} == facets["kind"]
    assert set(by_kind) == {"member", "event", "project", "post", "entry", "discussion", "team", "place", "page"}
    for kind in ("entry", "discussion"):
        assert all(url.startswith("https://") for url in by_kind[kind])
    assert any(url.startswith("https://") for url in by_kind["event"]), "those of calendars elsewhere lead there"
    by_kind["event"] = [url for url in by_kind["event"] if not url.startswith("https://")]
    for kind in set(by_kind) - {"entry", "discussion"}:
        assert all((tmp_path / "site" / url.lstrip("/") / "index.html").is_file() for url in by_kind[kind]), kind
    assert "/members/" not in shown
    assert "/events/" not in shown
    credited = [url for url, one in shown.items() if "Drawn for this sample hub" in str(one["content"])]
    assert not credited, "who drew a picture is no word of what it shows"
