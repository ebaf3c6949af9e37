"""What is not published yet is nowhere: on no page, in no feed, calendar, index, sitemap, API or file of the site."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from folkmoot.build import Mode, Request, build
from folkmoot.cli import main
from folkmoot.derive.unpublished import as_published
from folkmoot.load.community import load_community
from folkmoot.render.engine import EngineName
from support.hubs import minimal_hub
from support.shown import Shown

BEFORE, AFTER = "2026-06-15T08:59:00+02:00", "2026-06-15T09:00:00+02:00"
SECRET = "quokka"
"""A word that nothing else says."""

_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n'


def hub(folder: Path, keys: str) -> Path:
    """A hub with one of everything that can wait, with these keys on top of each, and with what names it."""
    return minimal_hub(
        folder,
        **{
            "mkdocs.yml": (
                "site_name: Moot\nsite_url: https://moot.example/\ndocs_dir: content\ntheme: {name: material}\n"
                "plugins: [folkmoot]\n"
            ),
            "content/community.yml": (
                f"name: Moot\nlanguages: [en, fr]\ntimezone: Europe/Rome\nwelcome: {{event: {SECRET}-walk}}\n"
                f"policies: {{terms: {SECRET}.md}}\n"
            ),
            f"content/posts/{SECRET}.md": (
                f"---\ntitle: About the {SECRET}\ndate: 2026-06-15\nauthors: [ada-rossi]\ntopics: [{SECRET}]\n"
                f"picture: {{file: posters/{SECRET}.svg, alt: A {SECRET}}}\n{keys}\n---\n\nA {SECRET}.\n"
            ),
            f"content/posts/{SECRET}.fr.md": f"---\ntitle: Le {SECRET}\n---\n\nVoici.\n",
            f"events/{SECRET}-walk.md": (
                f"---\ntitle: A walk with the {SECRET}\nkind: chat\nstart: 2026-07-03 19:00\nhosts: [ada-rossi]\n"
                f"formerly: [{SECRET}]\n{keys}\n---\n\nBring a {SECRET}.\n"
            ),
            f"content/projects/{SECRET}-house.md": (
                f"---\ntitle: A house for the {SECRET}\nstatus: active\nleads: [ada-rossi]\n{keys}\n---\n\nWood.\n"
            ),
            f"content/{SECRET}.md": f"---\n{keys}\n---\n\n# The {SECRET}\n\nIts [plan]({SECRET}.pdf).\n",
            f"content/{SECRET}.fr.md": f"# Le {SECRET}\n\nIl est là.\n",
            f"content/{SECRET}.pdf": "%PDF-1.4\n",
            f"content/posters/{SECRET}.svg": _PICTURE,
            "content/posters/shared.svg": _PICTURE,
            "content/about.md": f"# About\n\nRead [this]({SECRET}.md), and come [along](../events/{SECRET}-walk.md).\n",
            "events/open-day.md": (
                f"---\ntitle: Open day\nkind: chat\nstart: 2026-06-20\nproject: {SECRET}-house\n---\n\n"
                f"Then [we go out]({SECRET}-walk.md).\n"
            ),
        },
    )


def built(root: Path, at: str) -> Path:
    """The site of a hub at a moment."""
    site = root / "site"
    outcome = build(Request(root, site, dt.datetime.fromisoformat(at)))
    assert [one.sentence for one in outcome.problems if one.severity == "error"] == []
    return site


def told(site: Path) -> list[str]:
    """The files of a site that are called, or say, what is not to be known."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    return [
        str(path.relative_to(site))
        for path in files
        if SECRET in str(path.relative_to(site)).lower() or SECRET.encode() in path.read_bytes().lower()
    ]


@pytest.mark.parametrize("keys", ["draft: true", "publish: 2026-06-15 09:00", "publish: 2026-06-16"])
def test_before_its_time_it_is_nowhere_and_then_everywhere(tmp_path: Path, keys: str) -> None:
    root = hub(tmp_path / "hub", keys)
    site = built(root, BEFORE)
    assert told(site) == []
    later = {"draft: true": None, "publish: 2026-06-16": "2026-06-16T00:00:00+02:00"}.get(keys, AFTER)
    if later is None:
        assert told(built(root, "2099-12-31T00:00:00+00:00")) == []
        return
    found = told(built(root, later))
    assert {
        f"posts/{SECRET}/index.html",
        f"fr/posts/{SECRET}/index.html",
        f"events/{SECRET}-walk/index.html",
        f"events/{SECRET}/index.html",
        f"projects/{SECRET}-house/index.html",
        f"{SECRET}/index.html",
        f"{SECRET}.pdf",
        f"posters/{SECRET}.svg",
        "sitemap-posts.xml",
        "feeds/posts.atom",
        "feeds/posts-fr.json",
        "feeds/events.atom",
        "events.ics",
        "api/v1/events.json",
        "api/v1/posts.json",
    } <= set(found)
    assert f'href="../{SECRET}/"' in (site / "about/index.html").read_text()


def test_a_site_that_showed_it_shows_it_no_more_once_it_is_a_draft(tmp_path: Path) -> None:
    root = hub(tmp_path / "hub", "publish: 2026-06-01")
    assert told(built(root, BEFORE))
    hub(tmp_path / "hub", "draft: true")
    assert told(built(root, BEFORE)) == []


def test_what_leads_there_leads_nowhere_yet(tmp_path: Path) -> None:
    site = built(hub(tmp_path / "hub", "draft: true"), BEFORE)
    about, day = ((site / path).read_text() for path in ("about/index.html", "events/open-day/index.html"))
    assert "Read this, and come along." in " ".join(about.replace("<span>", "").replace("</span>", "").split())
    assert "we go out" in day


def test_a_picture_that_somebody_else_shows_stays(tmp_path: Path) -> None:
    root = hub(tmp_path / "hub", "draft: true\n")
    (root / "content/posts/other.md").write_text(
        "---\ntitle: Other\ndate: 2026-06-01\nauthors: [ada-rossi]\n"
        "picture: {file: posters/shared.svg, alt: P}\n---\nx\n"
    )
    post = root / f"content/posts/{SECRET}.md"
    post.write_text(post.read_text().replace(f"posters/{SECRET}.svg", "posters/shared.svg"))
    community = as_published(load_community(root).community, dt.datetime.fromisoformat(BEFORE))
    assert "posters/shared.svg" in community.files
    assert f"{SECRET}.pdf" not in community.files


def test_a_post_waits_for_the_day_that_it_is_dated(tmp_path: Path) -> None:
    root = hub(tmp_path / "hub", "language: en")
    community = load_community(root).community
    day = dt.datetime.fromisoformat("2026-06-14T23:59:00+02:00")
    assert as_published(community, day).unpublished == {f"content/posts/{SECRET}.md"}
    assert as_published(community, day + dt.timedelta(minutes=1)) == community


def test_what_appeared_stays_when_clocks_go_back(tmp_path: Path) -> None:
    root = hub(tmp_path / "hub", "publish: 2026-10-25 02:30")
    community = load_community(root).community
    shown = [
        not as_published(community, dt.datetime.fromisoformat(f"2026-10-25T{moment}+00:00")).unpublished
        for moment in ("00:15", "00:29", "00:30", "01:05", "01:45")
    ]
    assert shown == [False, False, True, True, True]


def test_whoever_builds_is_told_that_something_waits(tmp_path: Path) -> None:
    root = hub(tmp_path / "hub", "draft: true")
    said = CliRunner().invoke(main, ["build", "--hub", str(root), "--at", BEFORE, "--site", str(tmp_path / "site")])
    assert "Not published yet: 5 files with draft or a later publish time." in said.output


@pytest.mark.parametrize("drafts", [False, True])
def test_a_preview_shows_it_to_whoever_asks_for_drafts(tmp_path: Path, *, drafts: bool) -> None:
    root = hub(tmp_path / "hub", "draft: true")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("moot.example/", "moot.example/test/"), "utf-8")
    shown = Shown(root, tmp_path / "workshop", drafts=drafts)
    here = 200 if drafts else 404
    try:
        shown.settles()
        pages = (f"posts/{SECRET}/", f"events/{SECRET}-walk/", f"projects/{SECRET}-house/", f"{SECRET}/")
        assert [shown.get(page).status for page in pages] == [here] * 4
        assert (SECRET in shown.get("feeds/posts.atom").text) is drafts
        # What is saved meanwhile is no less a draft.
        post = root / f"content/posts/{SECRET}.md"
        post.write_text(post.read_text("utf-8").replace(f"A {SECRET}.", f"A small {SECRET}."), "utf-8")
        (root / "events/open-day.md").write_text(
            "---\ntitle: Open day\nkind: chat\nstart: 2026-06-20\n---\n\nBring lunch.\n", "utf-8"
        )
        shown.waits("events/open-day/", lambda found: "Bring lunch." in found.text)
        assert shown.get(f"posts/{SECRET}/").status == here
    finally:
        shown.end()


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_menu_that_names_it_waits_as_well(tmp_path: Path, engine: EngineName) -> None:
    root = hub(tmp_path / "hub", "publish: 2026-06-16")
    menu = f"nav: [index.md, {{The {SECRET}s: [{SECRET}.md]}}, {{More: [{{It: {SECRET}.md}}, about.md]}}]\n"
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(menu)
    outcome = build(Request(root, root / "site", dt.datetime.fromisoformat(BEFORE), engine=engine))
    assert outcome.said == ""
    assert told(root / "site") == []
    assert "More" in (root / "site/index.html").read_text("utf-8")
    build(Request(root, root / "site", dt.datetime.fromisoformat(BEFORE) + dt.timedelta(days=1), engine=engine))
    assert f"The {SECRET}s" in (root / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize("mode", ["stamped", "staged"])
@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_no_engine_and_no_mode_tells_it(tmp_path: Path, engine: EngineName, mode: Mode) -> None:
    root = hub(tmp_path / "hub", "draft: true")
    build(Request(root, root / "site", dt.datetime.fromisoformat(BEFORE), mode=mode, engine=engine))
    assert told(root / "site") == []


def test_nothing_that_is_published_names_it(tmp_path: Path) -> None:
    whole = load_community(hub(tmp_path / "hub", "draft: true")).community
    found = as_published(whole, dt.datetime.fromisoformat(BEFORE))
    assert (whole.profile.welcome.event, found.profile.welcome.event) == (f"{SECRET}-walk", None)
    assert (whole.profile.policies.terms, found.profile.policies.terms) == (f"{SECRET}.md", None)
    assert (whole.events["open-day"].project, found.events["open-day"].project) == (f"{SECRET}-house", None)
    assert (set(whole.translations), set(found.translations)) == ({f"posts/{SECRET}"}, set())
