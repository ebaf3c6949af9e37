"""Which runs ask for pictures, and what a run leaves that ends early or is put together with others."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from folkmoot.collect import http
from folkmoot.collect.http import Client
from folkmoot.collect.pictures import collect_pictures
from folkmoot.collect.resizing import Resizer
from folkmoot.load.archive import load_archive
from folkmoot.model import picture as model
from folkmoot.model.harvest import Source
from folkmoot.model.picture import photo_slug, picture_sources, portrait_slug
from folkmoot.publish import tree
from support.feed_site import Page, Site, feed_site, rss
from support.images import opened, picture
from support.picture_runs import NOW, ada, files, hub, kept, paths, run


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with feed_site() as served:
        monkeypatch.setattr(model, "AVATAR_OF_ID", served.url("/u/{}"))
        monkeypatch.setattr(model, "AVATAR_OF_LOGIN", served.url("/{}.png"))
        yield served


def test_only_pictures_or_all_but_them(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/ada.png": Page(picture()), "/feed": Page(rss("one"))}
    told = hub(ada(), feeds=[{"url": site.url("/feed")}])
    assert run(tmp_path, site, told, only=frozenset({"entries"})).new == {"entries": 1}
    assert paths(site) == ["/feed"]
    assert run(tmp_path, site, told, only=frozenset({"pictures"})).new == {"pictures": 1}
    assert paths(site) == ["/feed", "/ada.png"]
    assert run(tmp_path, site, told, 1).new == {"pictures": 0}, "the feed is as it was"


def test_of_the_parts_of_a_matrix_one_asks_for_pictures(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/ada.png": Page(picture()), "/bo.png": Page(picture(colour="blue"))}
    told = hub(ada(), ada("bo", github="bo"))
    new = [run(tmp_path, site, told, shard=(number, 3)).new for number in (1, 2, 3)]
    assert sorted(one.get("pictures", -1) for one in new) == [-1, -1, 2]
    assert len(site.asked) == len(kept(tmp_path)) == 2


def test_where_this_machine_has_no_network_no_picture_is_asked_for(tmp_path: Path, site: Site) -> None:
    site.pages |= {f"/feed{number}": Page(rss("one")) for number in range(6)}
    feeds = [{"url": site.url(path)} for path in site.pages]
    run(tmp_path, site, hub(feeds=feeds))
    site.pages = {path: Page(b"", 500) for path in site.pages}
    assert run(tmp_path, site, hub(ada(), feeds=feeds), 2).outage
    assert "/ada.png" not in paths(site)


def test_pictures_take_their_turns_over_several_runs(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("folkmoot.picturing._MOST", 2)
    members = [ada(f"m{number}", github=f"m{number}") for number in range(5)]
    site.pages |= {f"/m{number}.png": Page(picture(colour=(number, 0, 0))) for number in range(5)}
    told: list[str] = []

    def new(days: int) -> int:
        return run(tmp_path, site, hub(*members), days, progress=lambda _, words, __: told.append(words)).new[
            "pictures"
        ]

    assert [new(days) for days in (0, 1, 2, 3)] == [2, 2, 1, 0]
    assert told == [
        f"5 pictures{left}"
        for left in (", 3 of them left for the next run", ", 1 of them left for the next run", "", "")
    ]
    assert site.most_at_once <= http.AT_ONCE_A_HOST
    assert len(site.asked) == len(set(paths(site))) == 5
    run(tmp_path, site, hub(*members), 7)
    assert len(site.asked) == 7


def test_after_its_time_a_run_begins_to_ask_for_no_more(site: Site) -> None:
    sources = [Source("pictures", photo_slug(site.url("/a")), site.url("/a"))]
    with Resizer() as resizer:
        assert list(collect_pictures(sources, Client(""), resizer, {}, NOW, -1)) == []
    assert site.asked == []


@pytest.mark.parametrize("at", range(6))
def test_a_run_that_is_killed_leaves_what_the_next_one_completes(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Whatever was the last thing that it could do to the disk, no line tells of a picture that is not there."""
    site.pages["/ada.png"] = Page(picture(colour="red"))
    run(tmp_path, site, hub(ada()))
    site.pages["/ada.png"] = Page(picture(colour="blue"))
    steps = iter(range(100))

    class Killed(BaseException):
        pass

    def before(step: Any) -> Any:
        def stepped(*args: Any, **options: Any) -> Any:
            if next(steps) == at:
                raise Killed
            return step(*args, **options)

        return stepped

    with monkeypatch.context() as patched, suppress(Killed):
        patched.setattr(tree, "write", before(tree.write))
        patched.setattr(Path, "unlink", before(Path.unlink))
        run(tmp_path, site, hub(ada()), 200)
    assert {one.source for one in kept(tmp_path)} == {portrait_slug(site.url("/ada.png"))}
    run(tmp_path, site, hub(ada()), 300)
    (one,) = kept(tmp_path)
    red, _, blue = opened((tmp_path / "archive" / one.file).read_bytes()).convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert blue > red
    assert len(files(tmp_path)) == 2


def test_of_archives_that_were_put_together_the_newest_picture_stays(tmp_path: Path, site: Site) -> None:
    lines: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    for days, colour in ((100, "blue"), (0, "red")):
        site.pages["/ada.png"] = Page(picture(colour=colour))
        run(tmp_path, site, hub(ada()), days)
        (one,) = kept(tmp_path)
        lines[colour] = (tmp_path / f"archive/pictures/{one.source}/2026.jsonl").read_text()
        contents[one.file] = (tmp_path / "archive" / one.file).read_bytes()
    for file, content in contents.items():
        (tmp_path / "archive" / file).write_bytes(content)
    line = tmp_path / f"archive/pictures/{one.source}/2026.jsonl"
    line.write_text(lines["red"] + lines["blue"])
    assert len(kept(tmp_path)) == 2
    assert len(run(tmp_path, site, hub(ada()), 3).written) == 2
    assert line.read_text() == lines["blue"]
    assert len(kept(tmp_path)) == 1


def test_a_line_that_tells_of_no_picture_is_left_out_and_told(tmp_path: Path, site: Site) -> None:
    site.pages["/ada.png"] = Page(picture())
    run(tmp_path, site, hub(ada()))
    (one,) = kept(tmp_path)
    (tmp_path / "archive" / one.file).write_bytes(b"<script>alert(1)</script>")
    (tmp_path / "secret.webp").write_bytes(picture("WEBP"))
    line = tmp_path / f"archive/pictures/{one.source}/2026.jsonl"
    told = json.loads(line.read_text())
    line.write_text(line.read_text() + json.dumps(told | {"id": "../../../secret"}) + "\n")
    harvest, problems = load_archive(tmp_path / "archive", tmp_path)
    assert harvest.pictures == ()
    assert [(problem.code, problem.severity) for problem in problems] == [("archive-line", "warning")] * 2
    assert "the picture that it tells of is not there, or is damaged" in problems[0].message


def test_sources_are_the_same_whatever_the_order() -> None:
    one, two = ada("a", github="a"), ada("b", github="b")
    assert picture_sources(hub(one, two)) == picture_sources(hub(two, one))
    assert len(picture_sources(hub(one, two))) == 2
