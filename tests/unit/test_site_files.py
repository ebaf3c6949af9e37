"""What people put below content/ is on the site, or it is refused; nothing is dropped or overwritten silently."""

import re
from pathlib import Path

import pytest

from folkmoot.build import Mode, Request, build, documents, draft
from folkmoot.check.addresses import MADE
from folkmoot.errors import EngineFailure, WrongUse
from folkmoot.model.reserved import SHELLS
from folkmoot.render.framing.frame import BARE, SHELL, sentinel
from folkmoot.render.site import SIGN, _add, _refuse_sentinels
from support.building import SAMPLE_TIME, built, files
from support.hubs import PICTURE, found, minimal_hub, write

MKDOCS = "site_name: Test Moot\nsite_url: https://moot.example/\ndocs_dir: content\ntheme: {name: material}\n"


def hub(folder: Path, **more: str) -> Path:
    return minimal_hub(folder / "hub", **{"mkdocs.yml": MKDOCS, **more})


@pytest.mark.parametrize("mode", ["stamped", "staged"])
def test_pages_with_the_names_of_shells_elsewhere_are_kept(tmp_path: Path, mode: Mode) -> None:
    root = hub(
        tmp_path,
        **{
            "content/fmshell/index.md": "# Shell\n",
            "content/notes/fmbare.md": "# Bare\n",
            "content/members/fmshell/a.txt": "mine",
            "content/assets/a.txt": "x",
        },
    )
    assert not build(Request(root, root / "site", SAMPLE_TIME, mode=mode)).problems
    made = files(root / "site")
    assert {"fmshell/index.html", "notes/fmbare/index.html", "members/fmshell/a.txt", "assets/a.txt"} <= made.keys()
    assert "members/fmshell/index.html" not in made


@pytest.mark.parametrize(
    "path",
    [
        "content/pagefind/x.js",
        "content/Pagefind/pagefind.js",
        "content/events.ics",
        "content/events/meeting.ics",
        "content/assets/hub.css",
        "content/assets/folkmoot/folkmoot.css",
        "content/sitemap.xml",
        "content/sitemap.xml.gz",
        "content/sitemap-members.xml",
        "content/robots.txt",
        "content/404.html",
        "content/404.md",
        "content/404/index.md",
        "content/members/fmshell.md",
        "content/events/fmbare/index.md",
    ],
)
def test_what_the_site_makes_itself_is_refused(tmp_path: Path, path: str) -> None:
    problems = [one for one in found(hub(tmp_path, **{path: "# Mine\n"})) if one.code != "file-script"]
    assert [(problem.code, problem.path, problem.severity) for problem in problems] == [
        ("address-taken", path, "error")
    ]


@pytest.mark.parametrize("slug", ["fmshell", "fmbare"])
@pytest.mark.parametrize("record", ["members/{}.yml", "content/places/{}.yml"])
def test_no_record_has_the_name_of_a_shell(tmp_path: Path, slug: str, record: str) -> None:
    path = record.format(slug)
    text = "name: Bo Ek\njoined: 2025-01-31\n" if path.startswith("members") else "name: The Hall\naddress: Via Po 1\n"
    assert "address-taken" in {one.code for one in found(hub(tmp_path, **{path: text})) if one.path == path}


def test_the_rules_know_what_the_site_makes(tmp_path: Path) -> None:
    assert {SHELL, BARE} == SHELLS
    plain = hub(tmp_path)
    build(Request(plain, plain / "site", SAMPLE_TIME))
    made = {path for path in files(plain / "site") if not path.endswith("index.html") and path != SIGN}
    theirs = re.compile(r"assets/(?:images|javascripts|stylesheets)/.*")
    left = {path for path in made if not MADE.fullmatch(path) and not theirs.fullmatch(path)}
    assert left == {"events/meeting.ics"}


def test_a_file_that_is_there_already_is_never_overwritten(tmp_path: Path) -> None:
    held = {"a": b"mine"}
    with pytest.raises(EngineFailure, match="the site makes its own a, and there is one already") as raised:
        _add(held, [("b", b"1"), ("a", b"2")])
    assert held["a"] == b"mine"
    assert raised.value.hint
    root = hub(
        tmp_path,
        **{
            "mkdocs.yml": MKDOCS + "hooks: [hook.py]\n",
            "hook.py": "from pathlib import Path\n\n\ndef on_post_build(config, **_):\n"
            "    Path(config.site_dir, 'robots.txt').write_text('mine')\n",
        },
    )
    with pytest.raises(EngineFailure, match=r"makes its own robots.txt"):
        build(Request(root, root / "site", SAMPLE_TIME))
    assert not (root / "site").exists()


def test_a_place_that_is_left_unfilled_is_told() -> None:
    _refuse_sentinels({"a.html": sentinel("lead").encode(), "a.css": sentinel("lead").encode()}, {"a.html"})
    with pytest.raises(EngineFailure, match=r"left unfilled in b.html"):
        _refuse_sentinels({"b.html": sentinel("lead").encode()}, {"a.html"})


@pytest.mark.parametrize(
    "site",
    [
        "content", "content/out", "members", "events/x", "metrics", "archive", "archive/site", ".folkmoot/site",
        ".git", ".git/site", ".github", ".", "..", "site/../content/out",
    ],
)  # fmt: skip
def test_no_site_takes_the_place_of_what_it_is_made_from(tmp_path: Path, site: str) -> None:
    root = hub(
        tmp_path,
        **{
            "content/community.yml": "name: Test Moot\narchive_dir: archive\n",
            "content/x.md": "# X\n",
            ".git/config": "x",
            ".github/x": "x",
            "archive/.gitkeep": "",
        },
    )
    write(root, f"content/{SIGN}", "")
    before = files(tmp_path)
    with pytest.raises(WrongUse, match="the hub") as raised:
        build(Request(root, root / site, SAMPLE_TIME))
    assert "name another folder" in raised.value.hint
    assert files(tmp_path) == before


def test_no_site_is_written_through_a_link_out_of_the_hub(tmp_path: Path) -> None:
    root = hub(tmp_path)
    write(tmp_path, f"victim/{SIGN}", "")
    kept = write(tmp_path, "victim/page.html", "mine")
    (root / "site").symlink_to(tmp_path / "victim")
    with pytest.raises(WrongUse, match="is a link that leads out of the hub"):
        build(Request(root, root / "site", SAMPLE_TIME))
    assert kept.read_text() == "mine"


def test_the_archive_is_where_the_community_says(tmp_path: Path) -> None:
    root = hub(tmp_path, **{"content/community.yml": "name: Test Moot\narchive_dir: kept\n"})
    write(root, "kept/entries/a/2026.jsonl", "no json\n")
    assert [problem.path for problem in draft(root, SAMPLE_TIME).problems] == ["kept/entries/a/2026.jsonl"]
    with pytest.raises(WrongUse, match="nowhere is no folder"):
        draft(root, SAMPLE_TIME, tmp_path / "nowhere")


def test_a_portrait_without_consent_is_not_published(tmp_path: Path) -> None:
    agreed = "consent: {photo: 2025-01-01}\n"
    files = {
        "members/bo.yml": "name: Bo\njoined: 2025-01-01\nphoto: photos/bo.webp\n",
        "members/cy.yml": f"name: Cy\njoined: 2025-01-01\nphoto: photos/cy.webp\nvisibility: hidden\n{agreed}",
        "members/di.yml": f"name: Di\njoined: 2025-01-01\nphoto: photos/di.webp\n{agreed}",
        "members/ed.yml": "name: Ed\njoined: 2025-01-01\nphoto: photos/party.webp\n",
        "content/posts/party.md": "---\ntitle: P\ndate: 2026-01-01\nauthors: [di]\n"
        "picture: {file: photos/party.webp, alt: All of us}\n---\n",
        "mkdocs.yml": "site_name: T\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n",
    }
    pictures = {f"content/photos/{name}.webp": PICTURE for name in ("bo", "cy", "di", "party", "other")}
    hub = minimal_hub(tmp_path / "hub", **files, **pictures)
    built(hub, tmp_path / "site")
    published = sorted(path.name for path in (tmp_path / "site/photos").iterdir())
    assert published == ["di.webp", "party.webp"]


@pytest.mark.parametrize(
    ("configured", "asked", "is_there"),
    [("https://moot.example/hub", "", True), ("", "https://moot.example/", True), ("", "", False)],
)
def test_lists_lead_to_their_feeds_where_the_site_has_an_address(
    tmp_path: Path, configured: str, asked: str, is_there: bool
) -> None:
    post = "---\ntitle: One\ndate: 2026-05-14\nauthors: [ada-rossi]\n---\n\nWords.\n"
    settings = MKDOCS.replace("https://moot.example/", configured or '""')
    root = hub(tmp_path, **{"mkdocs.yml": settings, "content/posts/one.md": post})
    assert not build(Request(root, root / "site", SAMPLE_TIME, site_url=asked)).problems
    made = files(root / "site")
    assert (b'href="../feeds/posts.atom"' in made["posts/index.html"].partition(b"<article")[2]) is is_there
    assert ("feeds/posts.atom" in made) is is_there


def test_no_words_of_a_record_look_like_a_template_to_the_engine(tmp_path: Path) -> None:
    words = "{{ config }} {% raw %} {# x #}"
    root = hub(
        tmp_path,
        **{
            "members/ada-rossi.yml": f"name: '{words}'\njoined: 2025-01-01\n",
            "events/chat.md": f"---\ntitle: '{words}'\nkind: chat\nstart: 2026-07-01\n---\n\n{words}\n",
        },
    )
    found = draft(root, SAMPLE_TIME)
    assert found.hub
    for artifact in documents(root, found.hub, found.pages, "staged"):
        if artifact.path.startswith(("members/", "events/")) and artifact.path.endswith(".md"):
            body = artifact.content.decode().partition("\n---\n")[2]
            assert not re.search(r"\{[{%#]", body), artifact.path
    for mode in ("stamped", "staged"):
        assert not build(Request(root, root / "site", SAMPLE_TIME, mode=mode)).problems
        page = files(root / "site")["events/index.html"].decode()
        assert "&amp;#123;" not in page
        assert page.count("&#123;{ config }}") >= 1


def test_a_page_in_another_encoding_is_published_as_it_is(tmp_path: Path) -> None:
    old = b"<title>Old</title><p>\xe9t\xe9</p>"
    root = hub(tmp_path)
    write(root, "content/old.html", old)
    outcome = build(Request(root, root / "site", SAMPLE_TIME))
    assert [problem.code for problem in outcome.problems] == ["file-script"]
    assert files(root / "site")["old.html"] == old
