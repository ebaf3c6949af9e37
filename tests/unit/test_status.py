"""How the machinery fares: sources, the archive's holes, dead links, and the published site."""

from pathlib import Path

import pytest

from support.building import folkmoot
from support.collected import archived, discussion, entry
from support.feed_site import Page, feed_site
from support.hubs import minimal_hub, write
from support.private_folder import AT, lines, rows

FEED = "https://paper.example/feed.xml"
SLUG = "paper-example-feed-xml"
NEVER = "https://never.example/feed.xml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    days = ("2025-11-30", "2026-01-01", "2026-04-30")
    entries = [entry(number, day, SLUG) for number, day in enumerate(days)]
    talk = [discussion(1, "2026-05-01", comments=[])]
    root = minimal_hub(tmp_path / "hub", **archived("entries", entries), **archived("discussions", talk))
    sources = (
        f"{{feeds: [{{url: {FEED}, title: The |paper|}}, {{url: {NEVER}, title: Never}}], discussions: [moot/forum]}}"
    )
    write(root, "content/community.yml", f"name: Test Moot\nsources: {sources}\n")
    return root


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def told(root: Path, private: Path, *more: str) -> str:
    said = folkmoot("status", *AT, "--private", str(private), *more, cwd=root)
    assert said.returncode == 0, said.stderr
    return said.stdout


def config(root: Path, url: str) -> None:
    head = f"site_url: {url}\n" if url else ""
    write(
        root,
        "mkdocs.yml",
        f"site_name: Moot\n{head}docs_dir: content\ntheme: {{name: material}}\nplugins: [folkmoot]\n",
    )


def test_the_archive_is_told_with_its_holes(root: Path, private: Path) -> None:
    text = told(root, private, "--offline")
    assert lines(text, "Holes in the archive") == [
        "- Feeds – 1 source was never read",
        "- Feeds – 3 months without any: 2025-12, 2026-02, 2026-03",
    ]
    kept = {one["kind"]: one for one in rows(private / "kept.csv")}
    assert {kind: (one["sources"], one["records"], one["first"], one["last"]) for kind, one in kept.items()} == {
        "entries": ("2", "3", "2025-11-30", "2026-04-30"),
        "discussions": ("1", "1", "2026-05-01", "2026-05-01"),
    }
    assert {one["title"]: one["newest"] for one in rows(private / "ages.csv")} == {
        "The |paper|": "2026-04-30", "Never": "", "moot/forum": "2026-05-01",
    }  # fmt: skip


def test_what_is_no_longer_collected_leaves_no_hole(root: Path, private: Path) -> None:
    write(root, "content/community.yml", "name: Test Moot\n")
    told(root, private, "--offline")
    kept = {one["kind"]: (one["sources"], one["records"]) for one in rows(private / "kept.csv")}
    assert kept == {"entries": ("0", "3"), "discussions": ("0", "1")}


def test_the_published_site_is_asked(root: Path, private: Path) -> None:
    with feed_site() as site:
        when = {"Last-Modified": "Fri, 12 Jun 2026 06:00:00 GMT"}
        lists = ("members", "events", "projects", "posts", "planet", "discussions", "history")
        exact = Page(b"x" * 100_000, 200, when)
        site.pages |= {f"/hub/{name}/": Page(b"x", 200, when) for name in lists}
        site.pages |= {"/hub/": Page(b"x", 200, when), "/hub/planet/": Page(b"x" * 100_001, 200, when)}
        site.pages |= {"/hub/posts/": exact, "/hub/history/": Page(b"x" * 12, 200, when, drip=0.1)}
        config(root, site.url("/hub/"))
        text = told(root, private, "--allow-host", site.host)
        assert site.asked[0][0] == "/hub/"
        (missing,) = lines(text, "Pages of the site that do not answer")
        assert missing.endswith("– answers 404")
        assert "/hub/pulse/" in missing
        large, slow = lines(text, "Slow or large pages")
        assert "/hub/history/" in slow
        assert "/hub/planet/" in large
        assert large.endswith("100 kB")
        assert lines(text, "Last time") == ["- The site was published – 12 June 2026"]
        assert [one["status"] for one in rows(private / "pages.csv")] == ["200"] * 8 + ["404"]
        before = len(site.asked)
        told(root, private, "--allow-host", site.host, "--offline")
        assert len(site.asked) == before


def test_a_site_that_does_not_answer_is_told(root: Path, private: Path) -> None:
    with feed_site() as site:
        host = site.host
    config(root, f"http://{host}/")
    text = told(root, private, "--allow-host", host)
    assert len(lines(text, "Pages of the site that do not answer")) == 9


def test_without_an_address_of_the_site_it_says_so(root: Path, private: Path) -> None:
    config(root, "")
    said = folkmoot("status", *AT, "--private", str(private), cwd=root)
    assert "nobody knows where the site is" in said.stderr
    assert said.returncode == 0


def test_dead_links_stand_there_too(root: Path, private: Path) -> None:
    partners = "partners: [{name: P, url: 'https://gone.example/', since: 2025-01-01}]\n"
    write(root, "content/community.yml", f"name: Test Moot\n{partners}")
    write(
        private,
        "links-asked.csv",
        "url,state,since,asked,reason\nhttps://gone.example/,gone,2026-06-01,2026-06-08,answers 404\n",
    )
    (dead,) = lines(told(root, private, "--offline"), "Dead links")
    assert dead.endswith("answers 404, content/community.yml")
