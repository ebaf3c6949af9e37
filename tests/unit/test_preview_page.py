"""What a proposal changes on the site, on one page: everything in it, nothing that runs, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from folkmoot.cli import main
from folkmoot.render.one_page import Said, Shown, one_page
from support.building import built
from support.hubs import ADA, MEETING, minimal_hub, write
from support.images import picture
from support.repositories import Repository

SAID = Said("en", "What this changes", [("People", ["<Ada> joins"])], "How the pages would look", "A preview.", "")
CONFIGURATION = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"
HEAD = (
    '<html lang="fr"><link rel="stylesheet" href="../../assets/a.css"><body dir="ltr" data-md-color-primary="custom">'
)


def page(inner: str) -> str:
    return f'{HEAD}<article id="__content" class="x">{inner}</article><p>Not this.</p>'


def made(site: Path, inner: str, *others: Shown, site_url: str = "https://moot.example/") -> str:
    return one_page(site, site_url, [Shown("members/ada/", page(inner)), *others], SAID)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    place = tmp_path / "site"
    write(place, "photos/ada.png", picture())
    write(place, "photos/large.png", b"\x89PNG" + b"0" * 300_000)
    write(
        place,
        "assets/a.css",
        "@import 'x.css'; @font-face {src: url(f.woff)} a {color: red; background: url(b.png)}\n"
        "i {mask: url(data:image/svg+xml,x)} [data-md-color-scheme=slate] b {color: blue}\n"
        "u::after {content: '</style>'}",
    )
    write(tmp_path, "secret.png", picture())
    return place


HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)><iframe src=https://evil.example></iframe>
<a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a><form action=https://evil.example><input></form>
<svg><script>alert(1)</script></svg><p style="background:url(https://evil.example/x)" onclick=alert(1)>c</p>
<link rel=stylesheet href=https://evil.example><meta http-equiv=refresh content=0><base href=https://evil.example>"""


def test_nothing_in_it_runs_or_is_loaded(site: Path) -> None:
    told = made(site, HOSTILE)
    assert "default-src 'none'" in told
    body = told[told.index("<body") :]
    for gone in (
        "<script",
        "onerror",
        "onclick",
        "<iframe",
        "javascript:",
        "data:text",
        "<form",
        "<svg",
        "style=",
        "<link",
        "<meta",
        "<base",
        "evil",
    ):
        assert gone not in body, gone
    assert "<Ada>" not in body
    assert "Not this." not in body


def test_styles_are_in_it_without_what_they_would_load(site: Path) -> None:
    told = made(site, "x")
    style = re.findall("<style>(.*?)</style>", told, re.DOTALL)
    assert (len(style), told.count("</style>")) == (1, 1), "a style cannot end its element"
    for gone in ("@import", "@font-face", "b.png"):
        assert gone not in style[0]
    assert "url(data:image/svg+xml,x)" in style[0]
    assert "@media (prefers-color-scheme:dark){" in style[0]
    assert "slate" not in style[0]


@pytest.mark.parametrize(
    ("inner", "style"),
    [
        ('<img src="a%00b.png">', "a{}"),
        ('<img src="//[x">', "a{}"),
        (f'<img src="{"x" * 5000}.png">', "a{}"),
        ('<a href="//[x">a</a>', "a{}"),
        ("a", b"a{content:'\xff'}"),
        ("a", "a" * 300_000),
    ],
)
def test_addresses_and_styles_that_are_none_stop_nothing(
    site: Path, capfd: pytest.CaptureFixture[str], inner: str, style: str | bytes
) -> None:
    write(site, "assets/a.css", style)
    assert "<article" in made(site, inner)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    ("source", "is_there"),
    [
        ("../../photos/ada.png", True),
        ("../../photos/large.png", False),
        ("../../photos/none.png", False),
        ("../../../secret.png", False),
        ("/etc/passwd", False),
        ("https://evil.example/x.png", False),
        ("../../assets/a.css", False),
    ],
)
def test_pictures_of_the_site_are_in_it(site: Path, source: str, is_there: bool) -> None:
    told = made(site, f'<img src="{source}" alt="Ada">')
    assert ("data:image/png;base64," in told) == is_there
    assert 'alt="Ada"' in told, "else what it shows is told"


def test_a_link_to_a_file_elsewhere_is_no_picture(site: Path) -> None:
    (site / "photos/linked.png").symlink_to(site.parent / "secret.png")
    assert "base64" not in made(site, '<img src="../../photos/linked.png" alt="">')


def test_links_lead_within_it_or_onto_the_published_site(site: Path) -> None:
    other = Shown("members/bo/", page('<h2 id="skills">Bo</h2>'))
    inner = '<a href="../bo/">1</a><a href="#skills">2</a><h2 id="skills">x</h2><a href="../cy/#a">3</a>'
    told = made(site, inner, other)
    assert '<a href="#page-2"' in told
    assert '<a href="#page-1-skills"' in told
    assert 'id="page-1-skills"' in told
    assert 'id="page-2-skills"' in told
    assert '<a href="https://moot.example/members/cy/#a"' in told
    assert "<a>3</a>" in re.sub(' rel="[^"]*"', "", made(site, inner, other, site_url=""))
    assert 'lang="fr"' in told[told.index("<section") :]


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "hub")
    files = {
        "mkdocs.yml": CONFIGURATION,
        "members/zoe.yml": "name: Zoe\njoined: 2025-01-01\n",
        "content/about.md": "# About\n",
    }
    minimal_hub(repository.path, **files)
    repository.commit(day="2026-01-01", files={})
    return repository


def previewed(hub: Repository, site: Path, code: int = 0) -> tuple[str, str]:
    place = site.parent / "preview.html"
    asked = ["preview", "HEAD", "--hub", str(hub.path), "--site", str(site), "--to", str(place)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == code, result.output
    return result.output, place.read_text("utf-8") if place.exists() else ""


def places(told: str) -> list[str]:
    return re.findall('fm-look__place">/([^<]*)<', told)


def test_it_shows_the_pages_of_what_changes_and_says_what_goes(hub: Repository, tmp_path: Path) -> None:
    write(hub.path, "members/bo-ek.yml", "name: Bo Ek\njoined: 2026-06-01\n")
    write(hub.path, "events/meeting.md", MEETING.replace("a lamp", "two lamps"))
    write(hub.path, "content/about.md", "# About\n\nMore.\n")
    (hub.path / "members/zoe.yml").unlink()
    built(hub.path, tmp_path / "site")
    said, told = previewed(hub, tmp_path / "site")
    assert "shows 3 pages." in said
    assert places(told) == ["members/bo-ek/", "events/meeting/", "about/"]
    assert "two lamps" in told
    assert "Zoe" in told[: told.index("<section")]


def test_where_nothing_changes_it_says_so(hub: Repository, tmp_path: Path) -> None:
    built(hub.path, tmp_path / "site")
    said, told = previewed(hub, tmp_path / "site")
    assert "shows 0 pages." in said
    assert "Nothing changes for the community." in told


def test_of_many_pages_the_rest_is_counted(hub: Repository, tmp_path: Path) -> None:
    for number in range(30):
        write(
            hub.path,
            f"members/bo-{number:02}.yml",
            ADA.replace("Ada Rossi", f"Bo {number}").replace("adarossi", f"bo{number}"),
        )
    built(hub.path, tmp_path / "site")
    _, told = previewed(hub, tmp_path / "site")
    assert len(places(told)) == 24
    assert "<p>and 6 more</p>" in told


def test_without_a_site_it_is_told_what_is_missing(hub: Repository, tmp_path: Path) -> None:
    said, _ = previewed(hub, tmp_path / "none", code=2)
    assert "build it first: folkmoot build" in said
