"""Pictures from elsewhere in their places: everywhere a picture is shown, from the hub's own site, as people agreed."""

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from folkmoot.derive.pictures import pictured
from folkmoot.derive.seen import seen
from folkmoot.model.harvest import Harvest, KeptPicture
from folkmoot.model.picture import AVATAR_OF_ID, AVATAR_OF_LOGIN, photo_slug, portrait_slug
from folkmoot.publish.pictures import put
from support.building import built, files
from support.communities import community, record
from support.hubs import found, minimal_hub, write
from support.images import picture

AGREED = {"photo": "2026-01-01"}
THERE, GONE = "https://pictures.example/there.jpg", "https://pictures.example/gone.jpg"


def fetched(slug: str, digest: str = "0" * 20, published: str = "2026-06-01T00:00:00Z") -> KeptPicture:
    return KeptPicture(slug, digest, published, 160, 160)


def ada(slug: str = "ada", **keys: Any) -> Any:
    return record("members", slug, **({"github": "Ada", "consent": AGREED} | keys))


AVATARS = record("community", sources={"github_avatars": True})
AVATAR = fetched(portrait_slug(AVATAR_OF_LOGIN.format("ada")))


def test_a_picture_that_was_fetched_stands_where_a_file_would() -> None:
    shown = pictured(community(AVATARS, ada(), ada("bo", github="bo")), [AVATAR, fetched("portrait-" + "a" * 20)])
    assert shown.community.members["ada"].photo == AVATAR.shown_at == f"pictures/{'0' * 20}.webp"
    assert shown.community.members["bo"].photo is None
    assert shown.pictures == (AVATAR,)


@pytest.mark.parametrize(
    "keys",
    [
        {"consent": {}},
        {"consent": {"profile": "2026-01-01"}},
        {"visibility": "name"},
        {"visibility": "hidden"},
        {"photo": THERE, "consent": {}},
        {"photo": THERE},
    ],
)
def test_without_consent_or_picture_there_is_neither_picture_nor_address(keys: dict[str, Any]) -> None:
    shown = pictured(community(AVATARS, ada(**keys)), [AVATAR])
    assert (shown.community.members["ada"].photo, shown.pictures) == (None, ())


def test_a_file_of_their_own_comes_first() -> None:
    shown = pictured(community(AVATARS, ada(photo="photos/ada.webp")), [AVATAR])
    assert (shown.community.members["ada"].photo, shown.pictures) == ("photos/ada.webp", ())


def test_of_pictures_of_events_those_are_left_out_that_were_not_fetched() -> None:
    photos = [{"file": file, "alt": file} for file in (THERE, GONE, "photos/a.webp")]
    held = [{"date": "2026-06-09", "photos": photos, "recap": "Fine."}]
    told = community(
        record("events", photos=photos),
        record("events", "two", "Words.", recurrence={"rule": "FREQ=WEEKLY"}, occurrences=held),
        record("places", picture=photos[0]),
        record("places", "two", picture=photos[1]),
        record("posts", picture=photos[0]),
        record("posts", "two", picture=photos[1]),
        record("community", card=photos[1]),
    )
    kept = fetched(photo_slug(THERE))
    shown = pictured(told, [kept])
    now = shown.community
    both = [(kept.shown_at, THERE), ("photos/a.webp", "photos/a.webp")]
    assert [(one.file, one.alt) for one in now.events["one"].photos] == both
    assert [(one.file, one.alt) for one in now.events["two"].occurrences[0].photos] == both
    assert (now.events["two"].occurrences[0].recap, now.events["two"].text, now.events["two"].slug) == (
        "Fine.",
        "Words.",
        "two",
    )
    assert now.places["one"].picture
    assert now.posts["one"].picture
    assert now.places["one"].picture.file == now.posts["one"].picture.file == kept.shown_at
    assert (now.places["two"].picture, now.posts["two"].picture, now.profile.card) == (None, None, None)
    assert shown.pictures == (kept,)


def test_what_has_no_picture_from_elsewhere_is_left_as_it_is() -> None:
    told = community(record("members"), record("events"), record("places"), record("posts"))
    shown = pictured(told, []).community
    for family in ("members", "events", "places", "posts"):
        assert getattr(shown, family)["one"] is getattr(told, family)["one"]


def test_the_site_of_a_day_shows_no_picture_that_came_later() -> None:
    later = fetched("portrait-x", published="2026-06-15T22:00:00Z")
    day = dt.date(2026, 6, 15)
    rome = community(record("community", timezone="Europe/Rome"))
    assert seen(rome, Harvest(pictures=(later,)), day).pictures == ()
    assert seen(rome, Harvest(pictures=(later,)), day + dt.timedelta(days=1)).pictures == (later,)


def keep(hub: Path, slug: str, colour: str) -> str:
    """Puts a picture into the hub's archive; returns its file on the site."""
    content = picture("WEBP", (160, 160), colour)
    one = fetched(slug, hashlib.sha256(content).hexdigest()[:20])
    put(hub / "archive", one, content)
    return one.shown_at


def test_they_are_on_every_page_and_in_all_that_programs_read_until_they_are_taken_back(tmp_path: Path) -> None:
    agreed = "consent: {photo: 2026-01-01}\n"
    hub = minimal_hub(
        tmp_path / "hub",
        **{
            "content/community.yml": "name: Test Moot\ntimezone: Europe/Rome\nsources: {github_avatars: true}\n",
            "members/ada-rossi.yml": f"name: Ada Rossi\njoined: 2024-02-29\ngithub: ada\ngithub_id: 7\n{agreed}",
            "members/bo-ek.yml": f"name: Bo Ek\njoined: 2025-01-31\nphoto: {THERE}\n{agreed}",
            "members/cy-wu.yml": f"name: Cy Wu\njoined: 2025-01-31\ngithub: cy\n{agreed}",
            "members/di-no.yml": "name: Di No\njoined: 2025-01-31\ngithub: di\n",
            "events/meeting.md": "---\ntitle: First meeting\nkind: meeting\nstart: 2026-05-14 19:00\n"
            "hosts: [ada-rossi]\nphotos:\n"
            f"  - {{file: '{THERE}', alt: A full room}}\n  - {{file: '{GONE}', alt: Nobody}}\n---\n",
            "mkdocs.yml": "site_name: T\nsite_url: https://moot.example/hub/\ndocs_dir: content\n"
            "theme: {name: material}\nplugins: [folkmoot]\n",
        },
    )
    face = keep(hub, portrait_slug(AVATAR_OF_ID.format(7)), "red")
    own = keep(hub, portrait_slug(THERE), "green")
    room = keep(hub, photo_slug(THERE), "blue")
    keep(hub, portrait_slug(AVATAR_OF_LOGIN.format("di")), "white")
    assert found(hub) == []
    built(hub, tmp_path / "site")
    site = files(tmp_path / "site")
    assert sorted(path for path in site if path.startswith("pictures/")) == sorted([face, own, room])

    member = site["members/ada-rossi/index.html"].decode()
    (portrait,) = re.findall(r'<img class="fm-avatar[^>]*u-photo[^>]*>', member)
    assert f'src="../../{face}" alt="Ada Rossi" width="160" height="160"' in portrait
    assert f'<meta property="og:image" content="https://moot.example/hub/{face}">' in member
    assert f'"image":"https://moot.example/hub/{face}"' in member.replace('": "', '":"')
    assert f'src="../{own}" alt="" width="160" height="160" loading="lazy"' in site["members/index.html"].decode()
    assert "Cy Wu" in site["members/index.html"].decode()
    event = site["events/meeting/index.html"].decode()
    assert f'<img src="../../{room}" alt="A full room" loading="lazy">' in event
    assert f'src="../../{face}"' in event  # of the host
    assert "Nobody" not in event
    assert json.loads(site["api/v1/members/ada-rossi.json"])["photo"] == face
    assert [one["url"] for one in json.loads(site["api/v1/events/meeting.json"])["photos"]] == [room]
    for path, content in site.items():
        if not path.startswith("pagefind/"):
            assert b"pictures.example" not in content, path
            assert b"avatars.githubusercontent" not in content, path
    assert "img-src 'self' data:" in member

    write(hub, "members/ada-rossi.yml", "name: Ada Rossi\njoined: 2024-02-29\ngithub: ada\ngithub_id: 7\n")
    built(hub, tmp_path / "site")
    site = files(tmp_path / "site")
    assert sorted(path for path in site if path.startswith("pictures/")) == sorted([own, room])
    assert not [path for path, content in site.items() if face.encode() in content]


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        ("ftp://a.example/x.png", "a web address that starts with https://, or the file's path below content/"),
        ("https://", "a web address that starts with https://"),
        ("https:///x.png", "write the whole address"),
        ("https://me:secret@a.example/x.png", "remove the name and the password"),
        ("javascript:alert(1)", "a web address that starts with https://"),
        ("//a.example/x.png", "a web address that starts with https://"),
    ],
)
def test_an_address_that_is_none_is_told(tmp_path: Path, photo: str, words: str) -> None:
    hub = minimal_hub(
        tmp_path, **{"members/bo-ek.yml": f"name: Bo\njoined: 2025-01-31\nphoto: '{photo}'\nconsent: {AGREED}\n"}
    )
    (problem,) = found(hub)
    assert problem.code == "format"
    assert words in problem.hint


def test_a_picture_of_an_event_needs_its_words_wherever_it_lies(tmp_path: Path) -> None:
    front = f"---\ntitle: A\nkind: chat\nstart: 2026-05-14\nphotos:\n  - file: {THERE}\n---\n"
    (problem,) = found(minimal_hub(tmp_path, **{"events/meeting.md": front}))
    assert (problem.code, problem.message) == ("key-missing", "“photos.1.alt” is missing")
