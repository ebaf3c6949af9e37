"""What an author's mkdocs.yml may say, and what becomes of it: kept, refused in a sentence, never a traceback."""

import datetime as dt
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from mkdocs.theme import Theme

from folkmoot.build import Outcome, Request, build
from folkmoot.draft import draft
from folkmoot.errors import EngineFailure, FolkmootError, WrongUse
from folkmoot.load.community import content_files, load_community
from folkmoot.mkdocs_plugin.__main__ import ThemeInSight, plugins
from folkmoot.model.community import Profile
from folkmoot.render import engine
from folkmoot.render.forge import edit_address
from folkmoot.render.site_settings import settings
from support.building import SAMPLE_TIME, files
from support.hubs import minimal_hub, write

BASE = "site_name: Test Moot\ndocs_dir: content\n"
MATERIAL = "theme: {name: material}\n"
MKDOCS = BASE + MATERIAL + "plugins: [folkmoot]\n"


def hub(folder: Path, mkdocs: str = MKDOCS, **more: str) -> Path:
    return minimal_hub(folder / "hub", **{"mkdocs.yml": mkdocs, **more})


def made(root: Path, now: dt.datetime = SAMPLE_TIME) -> Outcome:
    outcome = build(Request(root, root / "site", now))
    assert not outcome.problems
    return outcome


def page(root: Path, address: str = "") -> str:
    return (root / "site" / address / "index.html").read_text("utf-8")


def test_what_the_author_says_wins(tmp_path: Path) -> None:
    root = hub(
        tmp_path,
        BASE + "nav:\n  - Start here: index.md\n  - Who: members/index.md\n"
        "theme:\n  name: material\n  language: it\n  custom_dir: ours\n"
        "markdown_extensions:\n  - toc: {permalink: '¶¶', title: Inhalt}\n"
        "hooks: [hook.py]\n"
        "plugins:\n  folkmoot: {}\n  search: {}\n",
        **{
            "ours/partials/footer.html": "<footer>our own foot</footer>",
            "hook.py": "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nhooked\\n'\n",
            "content/index.md": "# Test Moot\n\n## More\n\nWelcome.\n",
        },
    )
    made(root)
    home = page(root)
    assert "Start here" in home
    assert not re.search(r"\n\s*Projects\s*\n", home), "the menu is the author's"
    assert "our own foot" in home
    assert "¶¶" in home
    assert "hooked" in home
    assert '<html lang="it"' in home
    assert not (root / "site/search").exists()


def test_what_is_inherited_means_what_it_means_to_mkdocs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERRIDES", "over")
    root = hub(
        tmp_path,
        "INHERIT: shared/base.yml\nsite_name: Test Moot\n",
        **{
            "shared/base.yml": "docs_dir: content\ntheme:\n  name: material\n  custom_dir: !ENV [OVERRIDES, none]\n"
            "hooks: [hook.py]\nsite_url: !ENV [NOWHERE_SET, 'https://moot.example/a']\nplugins: [folkmoot]\n",
            "over/partials/footer.html": "<footer>our own foot</footer>",
            "hook.py": "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nhooked\\n'\n",
        },
    )
    made(root)
    assert "our own foot" in page(root)
    assert "hooked" in page(root)
    assert "Sitemap: https://moot.example/a/sitemap.xml" in (root / "site/robots.txt").read_text()


@pytest.mark.parametrize("nothing", ["", "site_url:\n", "site_url: ~\n", "site_url: ''\n"])
def test_a_site_without_an_address_has_no_maps(tmp_path: Path, nothing: str) -> None:
    root = hub(tmp_path, MKDOCS + nothing)
    made(root)
    assert not (root / "site/robots.txt").exists()


def test_an_address_that_is_given_wins(tmp_path: Path) -> None:
    root = hub(tmp_path, MKDOCS + "site_url: https://moot.example/\n")
    build(Request(root, root / "site", SAMPLE_TIME, site_url="https://other.example/b"))
    assert "https://other.example/b/members/" in (root / "site/sitemap.xml").read_text()
    with pytest.raises(EngineFailure, match="site_url"):
        build(Request(root, root / "site", SAMPLE_TIME, site_url="nowhere"))


@pytest.mark.parametrize(
    ("mkdocs", "said"),
    [
        (BASE + "theme: readthedocs\n", "names theme readthedocs"),
        (BASE + "theme: {name: mkdocs}\n", "names theme mkdocs"),
        (BASE + "theme: {name: ~, custom_dir: ours}\n", "names no theme"),
        (BASE, "names no theme"),
        ("INHERIT: shared/base.yml\nsite_name: A\n", "names theme readthedocs"),
        ("site_name: A\ndocs_dir: docs\n" + MATERIAL, "docs_dir: docs, and a hub's pages are in content/"),
        ("INHERIT: shared/docs.yml\nsite_name: A\n", "docs_dir: docs, and a hub's pages are in content/"),
        ("- site_name\n", "does not consist of keys and values"),
        ("site_name: [\n", "is not valid YAML"),
        ("[" * 5000, "is not valid YAML"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_right(tmp_path: Path, mkdocs: str, said: str) -> None:
    bases = {"shared/base.yml": "theme: readthedocs\n", "shared/docs.yml": "docs_dir: docs\n" + MATERIAL}
    root = hub(tmp_path, mkdocs, **bases, **{"docs/index.md": "# A\n", "ours/main.html": "x"})
    with pytest.raises(WrongUse, match=said) as raised:
        build(Request(root, root / "site", SAMPLE_TIME))
    assert raised.value.hint
    assert not (root / "site").exists()


def test_a_folder_called_mkdocs_yml_is_told(tmp_path: Path) -> None:
    root = hub(tmp_path)
    (root / "mkdocs.yml").unlink()
    (root / "mkdocs.yml").mkdir()
    with pytest.raises(WrongUse, match=r"mkdocs.yml cannot be read: Is a directory") as raised:
        build(Request(root, root / "site", SAMPLE_TIME))
    assert "site_name: " in raised.value.hint


@pytest.mark.parametrize(
    "broken",
    [
        "INHERIT: nowhere.yml\n",
        "INHERIT: content\n",
        "INHERIT: [a]\n",
        "plugins: [folkmoot, nothing-of-the-kind]\n",
        "plugins: 7\n",
        "hooks: [boom.py]\n",
        "nav: {a: b}\n",
        "site_url: 7\n",
    ],
)
def test_an_engine_that_fails_never_shows_its_insides(tmp_path: Path, broken: str) -> None:
    root = hub(tmp_path, BASE + MATERIAL + broken, **{"boom.py": "def on_env(env, **_):\n    raise KeyError('boom')\n"})
    with pytest.raises((EngineFailure, WrongUse)) as raised:
        build(Request(root, root / "site", SAMPLE_TIME))
    assert "Traceback" not in str(raised.value)
    assert 'File "' not in str(raised.value)
    assert not (root / "site").exists()


@pytest.mark.parametrize("custom", ["[ours]", "!ENV [NOWHERE_SET, [ours]]", "{a: b}"])
def test_an_odd_folder_for_the_themes_changes_is_told(tmp_path: Path, custom: str) -> None:
    root = hub(tmp_path, BASE + f"theme:\n  name: material\n  custom_dir: {custom}\n")
    with pytest.raises(EngineFailure, match="could not render") as raised:
        build(Request(root, root / "site", SAMPLE_TIME))
    assert "Traceback" not in str(raised.value)


def test_places_in_the_private_folder_are_told_as_the_authors(tmp_path: Path) -> None:
    hook = "import logging\n\n\ndef on_page_markdown(markdown, page, **_):\n"
    hook += "    logging.getLogger('mkdocs.hook').warning('read %s', page.file.abs_src_path)\n"
    said = made(hub(tmp_path, MKDOCS + "hooks: [hook.py]\n", **{"hook.py": hook})).said
    assert "read content/index.md" in said
    assert "/tmp" not in said


def test_a_moment_that_the_engine_cannot_hold_is_told_in_one_line(tmp_path: Path) -> None:
    root = hub(tmp_path)
    drafted = draft(root, SAMPLE_TIME).hub
    assert drafted is not None
    told = engine.job(root, "", settings(drafted, ()))
    write(tmp_path, f"workshop/{engine.JOB}", told.content)
    write(tmp_path, f"workshop/{engine.DOCS}/index.md", "# A\n")
    with pytest.raises(EngineFailure) as raised:
        engine.run(root, tmp_path / "workshop", 2**33)
    assert "Traceback" not in str(raised.value)
    assert len(str(raised.value).splitlines()) == 2


def test_an_engine_that_prints_a_traceback_leaves_its_last_line() -> None:
    said = "WARNING -  a\nTraceback (most recent call last):\n  File \"x\", line 1\n    boom()\nOSError: full 'b.md'\n"
    assert engine._for_the_author(said) == "WARNING -  a\nOSError: full 'content/b.md'"


def test_the_authors_plugins_keep_their_order_and_options(tmp_path: Path) -> None:
    ours = {"folkmoot": {"job": str(tmp_path)}}
    assert plugins(["a", "search", {"folkmoot": {}}, {"b": {"c": 1}}], tmp_path) == ["a", ours, {"b": {"c": 1}}]
    assert plugins({"search": {}, "a": {"b": 1}}, tmp_path) == [{"a": {"b": 1}}, ours]
    assert plugins(None, tmp_path) == [ours]


def test_a_modules_name_in_the_hub_takes_the_place_of_none_of_pythons(tmp_path: Path) -> None:
    made(hub(tmp_path, **{"yaml.py": "raise SystemExit('taken over')\n", "json.py": "raise SystemExit('taken')\n"}))


def test_a_link_below_the_hub_empties_nobodys_folder(tmp_path: Path) -> None:
    root = hub(tmp_path)
    kept = write(tmp_path, "victim/thesis.md", "years of work")
    write(tmp_path, "victim/mkdocs.yml", "mine")
    (root / ".folkmoot").mkdir()
    (root / ".folkmoot/engine").mkdir()
    (root / ".folkmoot/engine/docs").symlink_to(tmp_path / "victim")
    (root / ".folkmoot/engine/site").symlink_to(tmp_path / "victim")
    made(root)
    assert kept.read_text() == "years of work"
    assert files(tmp_path / "victim").keys() == {"thesis.md", "mkdocs.yml"}
    assert "thesis.md" not in files(root / "site")


def test_the_engines_run_loads_nothing_that_reads_or_renders_hubs() -> None:
    loaded = "import folkmoot.mkdocs_plugin.__main__, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert {"folkmoot.mkdocs_plugin.plugin", "mkdocs.commands.build"} <= set(done.stdout.split())
    slow = {"folkmoot.build", "folkmoot.render.pages", "folkmoot.model.base", "pydantic", "duckdb", "icalendar"}
    assert not slow & set(done.stdout.split())


def test_the_engine_looks_for_the_themes_files_in_no_hidden_folder(tmp_path: Path) -> None:
    write(tmp_path, "theirs/partials/.old/footer.html", "old")
    write(tmp_path, "theirs/.icons/lamp.svg", "<svg/>")
    write(tmp_path, "theirs/assets/lamp.svg", "<svg/>")
    theme = Theme("material", custom_dir=str(tmp_path / "theirs"))
    everything = theme.get_env().list_templates()
    theme.__class__ = ThemeInSight
    found = theme.get_env().list_templates()
    assert found == [name for name in everything if not any(part.startswith(".") for part in name.split("/"))]
    assert {"assets/lamp.svg", "base.html"} <= set(found) < set(everything)


def test_two_builds_at_once_do_not_meet(tmp_path: Path) -> None:
    root = hub(tmp_path)
    sites = [tmp_path / "one", tmp_path / "two"]
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda site: build(Request(root, site, SAMPLE_TIME)), sites))
    assert files(sites[0]) == files(sites[1])
    assert sorted(path.name for path in root.iterdir()) == ["content", "events", "members", "mkdocs.yml"]


def test_builds_of_one_day_are_equal(tmp_path: Path) -> None:
    root = hub(tmp_path)
    made(root, dt.datetime(2026, 6, 15, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))))
    assert made(root, dt.datetime(2026, 6, 15, 21, 59, tzinfo=dt.UTC)).written == 0


def test_titles_and_names_are_escaped_once(tmp_path: Path) -> None:
    root = hub(
        tmp_path,
        **{
            "content/community.yml": "name: 'Salt & <b>Light</b>'\n",
            "content/about.md": "---\ntitle: Us <script>alert(1)</script> & you\n---\n\nText\n",
            "content/b.md": "# A &amp; B\n",
        },
    )
    made(root)
    home = page(root)
    assert "<script>alert(1)" not in home
    assert "Us &lt;script&gt;alert(1)&lt;/script&gt; &amp; you" in home
    assert "A &amp; B" in home
    assert "A &amp;amp; B" not in home
    assert "<title>Salt &amp; &lt;b&gt;Light&lt;/b&gt;</title>" in home
    assert "<b>Light" not in home
    assert "&amp;lt;" not in home


def test_the_community_has_one_name_whatever_mkdocs_yml_says(tmp_path: Path) -> None:
    root = hub(tmp_path, MKDOCS, **{"content/community.yml": "name: Lantern Club\n"})
    assert "site_name: Test Moot" in MKDOCS
    made(root)
    for address in (".", "members", "members/ada-rossi"):
        found = page(root, address)
        assert "Lantern Club</title>" in found
        assert 'class="md-ellipsis">Lantern Club<' in found
        assert "Test Moot" not in found.partition("<article")[0]


def test_rules_in_a_folder_of_their_own_are_linked_where_they_are(tmp_path: Path) -> None:
    root = hub(
        tmp_path,
        **{
            "content/community.yml": "name: Test Moot\npolicies: {code_of_conduct: coc/index.md, terms: terms.md}\n",
            "content/coc/index.md": "# Conduct\n",
            "content/terms.md": "# Terms\n",
        },
    )
    made(root)
    foot = page(root, "members").partition("fm-foot")[2]
    assert 'href="../coc/"' in foot
    assert 'href="../terms/"' in foot


@pytest.mark.parametrize(
    ("repository", "edit"),
    [
        ("https://github.com/moot/hub", "https://github.com/moot/hub/edit/main/"),
        ("https://github.com/moot/hub.git", "https://github.com/moot/hub/edit/main/"),
        ("https://codeberg.org/moot/hub/", "https://codeberg.org/moot/hub/_edit/main/"),
        ("https://forgejo.moot.example/moot/hub", "https://forgejo.moot.example/moot/hub/_edit/main/"),
        ("https://gitlab.com/moot/hub", "https://gitlab.com/moot/hub/-/edit/main/"),
    ],
)
def test_a_page_can_be_edited_where_the_forge_lets_one(repository: str, edit: str) -> None:
    assert edit_address(Profile(name="Test Moot", repository=repository)) == edit


def test_without_a_forge_there_is_no_such_link() -> None:
    assert edit_address(Profile(name="Test Moot")) == ""


def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    root = hub(tmp_path, **{"content/a.txt": "x"})
    community, _ = load_community(root)
    (root / "content/a.txt").unlink()
    with pytest.raises(FolkmootError, match=r"content/a.txt cannot be read: No such file or directory"):
        list(content_files(root, community))
