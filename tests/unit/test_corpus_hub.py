"""The hub made from real input: nothing lost without a reason, nothing taken twice, every file as a hub wants it."""

import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot.check import problems_of
from folkmoot.load.community import load_community
from support.corpus_hub import Hub, add_authors, add_conferences, corpus_hub

ROW = {
    "name": "Conf: “A” & #B",
    "url": "https://conf.example/",
    "startDate": "2026-03-01",
    "endDate": "2026-03-02",
    "city": "São Paulo",
    "country": "Brazil",
    "online": False,
    "locales": "PT,EN",
}
AUTHOR = {
    "title": "Notes",
    "rss_feed": "https://ada.example/feed.xml",
    "authors": [{"name": "Ada Rossi", "social_media": [{"github": "ada"}]}],
}


def _corpus(folder: Path, conferences: dict[str, list[Any]], authors: tuple[Any, ...] = (AUTHOR,)) -> Path:
    for name, rows in conferences.items():
        file = folder / f"confs-tech/conferences/{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(rows), encoding="utf-8")
    content = folder / "awesome-pyladies/data/content"
    content.mkdir(parents=True)
    for number, author in enumerate(authors):
        (content / f"{number}.json").write_text(json.dumps(author), encoding="utf-8")
    return folder


def test_what_is_written_is_a_hub_without_problems(tmp_path: Path) -> None:
    later = ROW | {"startDate": "2026-05-05", "endDate": "2026-05-05"}
    corpus = _corpus(tmp_path / "corpus", {"2026/python": [ROW, later]})
    hub = corpus_hub(corpus, [{"url": "http://127.0.0.1:1/f/0", "title": "Feed 0"}], ["moot/lamp"])
    for path, text in hub.files.items():
        (tmp_path / "hub" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "hub" / path).write_text(text, encoding="utf-8")
    loaded = load_community(tmp_path / "hub")
    assert loaded.problems == []
    assert problems_of(loaded.community) == []
    event = loaded.community.events["conf-a-sharp-b-2026"]
    assert (event.title, event.place, event.language) == (ROW["name"], "sao-paulo", "pt")
    assert loaded.community.places["sao-paulo"].country == "BR"
    assert len(loaded.community.events) == 2
    assert loaded.community.members["ada-rossi"].feeds[0].url == "https://ada.example/feed.xml"


def test_a_conference_of_several_topics_is_one_event_with_all_of_them(tmp_path: Path) -> None:
    hub = Hub()
    again = ROW | {"url": "https://conf.example", "cfpUrl": "https://cfp.example"}
    add_conferences(hub, _corpus(tmp_path, {"2026/python": [ROW], "2026/data": [again]}))
    (text,) = [text for path, text in hub.files.items() if path.startswith("events/")]
    assert "topics:\n- data\n- python\n" in text
    assert "https://cfp.example" in text


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"endDate": "2026-02-28"}, "it ends on 2026-02-28, before it starts on 2026-03-01"),
        ({"startDate": "2026-02-30"}, "day is out of range for month"),
        ({"url": "conf.example"}, "rsvp"),
        ({"name": ""}, "title"),
    ],
)
def test_a_row_that_is_not_taken_is_named_with_the_reason(tmp_path: Path, change: dict[str, str], reason: str) -> None:
    hub = Hub()
    add_conferences(hub, _corpus(tmp_path, {"2026/python": [ROW | change]}))
    assert not [path for path in hub.files if path.startswith("events/")]
    (left,) = hub.left
    assert left.file == "confs-tech/conferences/2026/python.json"
    assert reason in left.reason


def test_an_unknown_country_costs_the_place_alone_and_is_told(tmp_path: Path) -> None:
    hub = Hub()
    add_conferences(hub, _corpus(tmp_path, {"2026/python": [ROW | {"country": "Atlantis"}]}))
    assert list(hub.files) == ["events/conf-a-sharp-b-2026.md"]
    assert "Atlantis" in hub.left[0].reason


def test_a_person_with_two_blogs_is_one_member(tmp_path: Path) -> None:
    hub = Hub()
    podcast = AUTHOR | {"title": "Talks", "rss_feed": "https://talks.example/rss"}
    add_authors(hub, _corpus(tmp_path, {}, (AUTHOR, podcast)))
    (text,) = hub.files.values()
    assert "ada.example" in text
    assert "talks.example" in text
