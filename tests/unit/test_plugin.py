"""Plain MkDocs with the plugin: what it is given, what it refuses, and what it leaves to others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from folkmoot.mkdocs_plugin import FolkmootPlugin
from support.building import files
from support.hubs import minimal_hub, write

MKDOCS = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"


@pytest.fixture(autouse=True)
def _at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781500000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def configured(root: Path) -> tuple[MkDocsConfig, FolkmootPlugin]:
    config = load_config(str(root / "mkdocs.yml"))
    plugin = config.plugins["folkmoot"]
    assert isinstance(plugin, FolkmootPlugin)
    return config, plugin


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return minimal_hub(
        tmp_path / "hub",
        **{
            "mkdocs.yml": MKDOCS,
            "content/index.md": "# Moot\n\n![A](photos/a.svg)\n",
            "content/photos/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "content/photos/back.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        },
    )


def test_pages_that_other_plugins_make_stay(hub: Path) -> None:
    config, plugin = configured(hub)
    plugin.on_config(config)
    config.plugins._current_plugin = "folkmoot"
    theirs = File.generated(config, "tags.md", content="# Tags\n")
    theirs.generated_by = "tags"
    own = File("photos/a.svg", config.docs_dir, config.site_dir, use_directory_urls=True)
    record = File("posts/hello.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    left = File("photos/back.svg", config.docs_dir, config.site_dir, use_directory_urls=True)
    found = {file.src_uri for file in plugin.on_files(Files([theirs, own, record, left]), config)}
    assert "photos/back.svg" not in found, "a portrait that was taken back"
    assert {"tags.md", "photos/a.svg", "index.md", "members/index.md", "members/fmshell-members-en.md"} <= found
    assert "posts/hello.md" not in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("docs_dir: content", "docs_dir: docs", "a hub's pages are in content/"),
        ("docs_dir: content\n", "", "a hub's pages are in content/"),
        ("name: material", "name: readthedocs", "made for the theme material"),
        ("docs_dir: content", "docs_dir: content\nsite_dir: members", "is where the hub's own files are, in members"),
        ("docs_dir: content", "docs_dir: content\nsite_dir: .git/site", "is where the hub's own files are, in .git"),
    ],
)
def test_what_cannot_be_is_refused_before_a_file_is_touched(hub: Path, old: str, new: str, said: str) -> None:
    write(hub, "docs/index.md", "# Docs\n")
    write(hub, "mkdocs.yml", MKDOCS.replace(old, new))
    before = files(hub)
    config, plugin = configured(hub)
    with pytest.raises(PluginError, match=said):
        plugin.on_config(config)
    assert files(hub) == before


def test_the_site_is_called_what_the_community_is(hub: Path) -> None:
    write(hub, "content/community.yml", "name: Lamps & Co\n")
    config, plugin = configured(hub)
    plugin.on_config(config)
    assert config.site_name == "Lamps &amp; Co"


def test_errors_in_the_hub_stop_mkdocs_in_words(hub: Path) -> None:
    write(hub, "members/bo.yml", "name: [\n")
    config, plugin = configured(hub)
    with pytest.raises(PluginError, match="the hub has 1 problems; they are listed above"):
        plugin.on_config(config)


def test_the_folder_of_the_archive_is_watched_wherever_it_is(hub: Path) -> None:
    write(hub, "content/community.yml", "name: Test Moot\narchive_dir: kept/here\n")
    write(hub, "kept/here/.gitkeep", "")
    watched: list[str] = []

    class Server:
        def watch(self, path: str) -> None:
            watched.append(Path(path).relative_to(hub).as_posix())

    config, plugin = configured(hub)
    plugin.on_config(config)
    plugin.on_serve(Server())  # type: ignore[arg-type]
    assert watched == ["members", "events", "kept/here"]


def test_plain_mkdocs_builds_and_builds_again(hub: Path) -> None:
    write(hub, "site/.git/config", "mine")
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"],
            cwd=hub,
            env=os.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert (hub / "site/members/ada-rossi/index.html").is_file()
        assert (hub / "site/.git/config").read_text() == "mine"
