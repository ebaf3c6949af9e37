"""Collecting pictures: whose, how often, what is kept of them, and when they go."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from folkmoot.model import picture as model
from folkmoot.model.harvest import KeptPicture
from folkmoot.model.picture import portrait_slug
from folkmoot.refresh import Outcome
from support.communities import record
from support.feed_site import Page, Site, feed_site
from support.images import bomb, opened, photograph, picture
from support.picture_runs import ada, files, hub, kept, paths, run

ALL_BUT_PHOTO = {"profile": "2026-01-01", "attendance": "2026-01-01", "ties": "2026-01-01"}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with feed_site() as served:
        monkeypatch.setattr(model, "AVATAR_OF_ID", served.url("/u/{}"))
        monkeypatch.setattr(model, "AVATAR_OF_LOGIN", served.url("/{}.png"))
        yield served


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        ({}, ["/ada.png"]),
        ({"github_id": 7}, ["/u/7"]),
        ({"github": None, "github_id": 7}, ["/u/7"]),
        ({"photo": "HERE/own.jpg"}, ["/own.jpg"]),
        ({"status": "alumni"}, ["/ada.png"]),
        ({"consent": {"photo": "2026-06-15"}}, ["/ada.png"]),
        ({"consent": {"photo": "2026-06-16"}}, []),
        ({"consent": {}}, []),
        ({"consent": ALL_BUT_PHOTO}, []),
        ({"visibility": "name"}, []),
        ({"visibility": "hidden"}, []),
        ({"visibility": "hidden", "photo": "HERE/own.jpg"}, []),
        ({"consent": ALL_BUT_PHOTO, "photo": "HERE/own.jpg"}, []),
        ({"photo": "photos/ada.webp"}, []),
        ({"github": None}, []),
    ],
)
def test_consent_alone_decides_whose_picture_is_asked_for(
    tmp_path: Path, site: Site, keys: dict[str, Any], asked: list[str]
) -> None:
    site.pages |= {path: Page(picture()) for path in ("/ada.png", "/u/7", "/own.jpg")}
    said = {key: value.replace("HERE", site.url("")) if key == "photo" else value for key, value in keys.items()}
    run(tmp_path, site, hub(ada(**said)))
    assert paths(site) == asked
    assert len(kept(tmp_path)) == len(asked)


def test_without_the_switch_nobody_s_account_is_asked_for(tmp_path: Path, site: Site) -> None:
    outcome = run(tmp_path, site, hub(ada(github_id=7), avatars=False))
    assert (site.asked, outcome) == ([], Outcome(0, {}, (), (), False))
    assert not record("community").sources.github_avatars


def test_who_refuses_a_picture_refuses_it_for_all_who_name_it(tmp_path: Path, site: Site) -> None:
    own, other = site.url("/us.jpg"), ada("bo", github="ADA", consent={}, visibility="hidden")
    run(tmp_path, site, hub(ada(photo=own), ada("bo", photo=own, consent={}), avatars=False))
    run(tmp_path, site, hub(ada(), other))
    assert site.asked == []


def test_pictures_of_events_places_posts_and_the_community_are_asked_for_once(tmp_path: Path, site: Site) -> None:
    def shown(path: str) -> dict[str, str]:
        return {"file": site.url(path), "alt": "Us"}

    held = [{"date": "2026-06-09", "photos": [shown("/2"), shown("/1")]}]
    told = hub(
        record("events", photos=[shown("/1"), {"file": "photos/a.webp", "alt": "A"}]),
        record("events", "two", recurrence={"rule": "FREQ=WEEKLY"}, occurrences=held),
        record("places", picture=shown("/3")),
        record("posts", picture=shown("/4")),
        ada(photo=site.url("/1")),
        avatars=False,
    )
    told = told._replace(profile=told.profile.model_copy(update={"card": told.events["one"].photos[0]}))
    site.pages |= {path: Page(picture("JPEG", (3000, 1500))) for path in ("/1", "/2", "/3", "/4")}
    outcome = run(tmp_path, site, told)
    assert sorted(paths(site)) == ["/1", "/1", "/2", "/3", "/4"]  # /1 as a portrait and as a photograph
    assert outcome.new == {"pictures": 5}
    assert {(one.width, one.height) for one in kept(tmp_path)} == {(1600, 800), (160, 160)}


def test_what_is_kept_of_a_picture_tells_no_name(tmp_path: Path, site: Site) -> None:
    site.pages["/ada.png"] = Page(photograph())
    told: list[tuple[str, ...]] = []
    outcome = run(tmp_path, site, hub(ada()), progress=lambda *one: told.append((one[0].title, *one[1:])))
    (one,) = kept(tmp_path)
    assert one == KeptPicture(portrait_slug(site.url("/ada.png")), one.id, "2026-06-15T09:00:00Z", 160, 160)
    assert (outcome.sources, outcome.new, outcome.failures) == (1, {"pictures": 1}, ())
    assert list(outcome.written) == files(tmp_path) == sorted([one.file, f"pictures/{one.source}/2026.jsonl"])
    assert told == [("Pictures", "1 picture", "read")]
    line = (tmp_path / f"archive/pictures/{one.source}/2026.jsonl").read_text()
    assert line == (
        f'{{"height":160,"id":"{one.id}","published":"2026-06-15T09:00:00Z","source":"{one.source}","width":160}}\n'
    )
    assert re.fullmatch(r"portrait-[0-9a-f]{20}", one.source), "its folder is called by a hash of the address"
    content = (tmp_path / "archive" / one.file).read_bytes()
    assert opened(content).size == (160, 160)
    assert b"SECRET" not in content


def test_a_picture_is_asked_for_again_after_a_week_and_conditionally(tmp_path: Path, site: Site) -> None:
    site.pages["/ada.png"] = Page(picture(), 200, {"ETag": '"1"'})
    for days in (0, 1, 6.9, 7, 8, 14):
        outcome = run(tmp_path, site, hub(ada()), days)
        assert (outcome.written == ()) == (days != 0)
    assert [headers.get("if-none-match") for _, headers in site.asked] == [None, '"1"', '"1"']


@pytest.mark.parametrize("damage", ["", "[]", '{"x": 1}', "{", "[" * 100_000])
def test_without_the_cache_a_picture_is_asked_for_once_a_week_and_makes_no_change(
    tmp_path: Path, site: Site, damage: str
) -> None:
    site.pages["/ada.png"] = Page(picture(), 200, {"ETag": '"1"'})
    run(tmp_path, site, hub(ada()))
    for days in range(1, 15):
        (tmp_path / ".folkmoot/cache/pictures.json").write_text(damage)
        assert run(tmp_path, site, hub(ada()), days) == Outcome(1, {"pictures": 0}, (), (), False)
    assert len(site.asked) == 3


def test_a_picture_that_the_archive_lost_is_asked_for_anew(tmp_path: Path, site: Site) -> None:
    site.pages["/ada.png"] = Page(picture(), 200, {"ETag": '"1"'})
    run(tmp_path, site, hub(ada()))
    (tmp_path / "archive" / kept(tmp_path)[0].file).unlink()
    run(tmp_path, site, hub(ada()), 2)
    assert len(kept(tmp_path)) == 1
    assert [headers.get("if-none-match") for _, headers in site.asked] == [None, None]


def test_a_changed_picture_takes_the_place_of_the_old_one(tmp_path: Path, site: Site) -> None:
    site.pages["/ada.png"] = Page(picture(colour="red"))
    run(tmp_path, site, hub(ada()))
    (old,) = kept(tmp_path)
    site.pages["/ada.png"] = Page(picture(colour="blue"))
    outcome = run(tmp_path, site, hub(ada()), 200)
    (new,) = kept(tmp_path)
    assert new.id != old.id
    assert (new.published, outcome.new) == ("2027-01-01T09:00:00Z", {"pictures": 0})
    assert files(tmp_path) == sorted([new.file, f"pictures/{new.source}/2027.jsonl"])


@pytest.mark.parametrize(
    "now",
    [
        {"consent": {}},
        {"visibility": "name"},
        {"visibility": "hidden"},
        {"photo": "photos/ada.webp"},
        {"github": None},
        None,
    ],
)
def test_who_takes_their_consent_back_leaves_or_hides_is_gone_from_the_archive(
    tmp_path: Path, site: Site, now: dict[str, Any] | None
) -> None:
    site.pages["/ada.png"] = Page(picture())
    site.pages["/bo.png"] = Page(picture(colour="blue"))
    bo = ada("bo", github="bo")
    run(tmp_path, site, hub(ada(), bo))
    assert len(kept(tmp_path)) == 2
    outcome = run(tmp_path, site, hub(bo, *([ada(**now)] if now is not None else [])), 1)
    assert [one.source for one in kept(tmp_path)] == [portrait_slug(site.url("/bo.png"))]
    assert len(outcome.written) == 2
    assert run(tmp_path, site, hub(), 2).written
    assert files(tmp_path) == []
    assert len(site.asked) == 2


def test_a_switch_turned_off_removes_the_pictures_of_accounts(tmp_path: Path, site: Site) -> None:
    site.pages["/ada.png"] = Page(picture())
    run(tmp_path, site, hub(ada()))
    run(tmp_path, site, hub(ada(), avatars=False), 1)
    assert files(tmp_path) == []


@pytest.mark.parametrize("status", [404, 410, 403, 500, 429])
def test_a_picture_that_cannot_be_had_any_more_stays(tmp_path: Path, site: Site, status: int) -> None:
    site.pages["/ada.png"] = Page(picture(), 200, {"ETag": '"1"'})
    run(tmp_path, site, hub(ada()))
    site.pages["/ada.png"] = Page(b"", status)
    outcome = run(tmp_path, site, hub(ada()), 7)
    assert len(kept(tmp_path)) == 1
    (failure,) = outcome.failures
    assert failure.source.title == "picture of Ada Rossi"
    assert failure.reason.endswith(f"({status})")
    assert (outcome.written, outcome.outage) == ((), False)
    run(tmp_path, site, hub(ada()), 8)
    assert len(site.asked) == 2
    run(tmp_path, site, hub(ada()), 14)
    assert site.asked[2][1]["if-none-match"] == '"1"'


def test_one_that_never_came_is_asked_for_on_the_next_day(tmp_path: Path, site: Site) -> None:
    for days in (0, 0.5, 1):
        run(tmp_path, site, hub(ada()), days)
    assert len(site.asked) == 2


HOSTILE = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "is a drawing in SVG"),
    "html": (b"<!doctype html><script>alert(1)</script>", "is no picture"),
    "cut": (picture("PNG", (300, 300))[:-30], "is a damaged picture"),
    "bomb": (bomb(12_000), "has 144 million points"),
    "long": (picture() + b"\0" * (20 << 20), "is larger than 10 MB"),
}


def test_what_is_hostile_is_told_and_harms_no_other(tmp_path: Path, site: Site) -> None:
    photos = [{"file": site.url(f"/{name}.png"), "alt": "?"} for name in HOSTILE]
    inner = [
        {"file": url, "alt": "?"}
        for url in ("http://127.0.0.1/a.png", "http://2130706433/a.png", "http://[::ffff:7f00:1]/", site.url("/led"))
    ]
    site.pages |= {f"/{name}.png": Page(content) for name, (content, _) in HOSTILE.items()}
    site.pages["/led"] = Page(b"", 302, {"Location": "http://169.254.169.254/latest/meta-data"})
    site.pages["/ada.png"] = Page(picture())
    outcome = run(tmp_path, site, hub(ada(), record("events", photos=[*photos, *inner])))
    reasons = {one.source.url: one.reason for one in outcome.failures}
    for name, (_, words) in HOSTILE.items():
        assert words in reasons[site.url(f"/{name}.png")]
    assert all("no public address" in reasons[one["file"]] for one in inner)
    assert len(reasons) == len(HOSTILE) + len(inner)
    assert [one.source for one in kept(tmp_path)] == [portrait_slug(site.url("/ada.png"))]
