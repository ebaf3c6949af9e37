"""What mkdocs.yml names and is not there is told by reading it, by check and build alike."""

from pathlib import Path

import pytest

from folkmoot.build import Request, build
from folkmoot.errors import WrongUse
from folkmoot.render.configured import readable
from support.building import SAMPLE_TIME
from support.hubs import minimal_hub

BASE = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\n"
MKDOCS = BASE + "plugins: [folkmoot]\n"


def hub(folder: Path, mkdocs: str) -> Path:
    return minimal_hub(
        folder / "hub",
        **{
            "mkdocs.yml": mkdocs,
            "content/guides/use.md": "# Use\n",
            "content/ours.css": "",
            "content/projects/bikes.md": "---\ntitle: Bikes\nstatus: active\n---\n",
            "hook.py": "raise SystemExit('run')\n",
        },
    )


REFUSED = [
    (MKDOCS + "site_url: moot.github.io/hub\n", "no whole address", "write site_url: https://moot.github.io/hub"),
    (MKDOCS + "site_url: https:moot.example\n", "no whole address", "write site_url: https://moot.example"),
    (BASE + "plugins: [folkmoot, nothing-of-the-kind]\n", "plugin nothing-of-the-kind, which is not installed", "add"),
    (BASE + "plugins:\n  folkmoot: {}\n  nothing: {a: 1}\n", "plugin nothing, which is not installed", "add"),
    (MKDOCS + "markdown_extensions: [nothing.of_the_kind]\n", "extension nothing.of_the_kind, which is not", "add"),
    (MKDOCS + "hooks: [nope.py]\n", "the hook nope.py, and there is no such file", "add it"),
    (MKDOCS.replace("l}", "l, custom_dir: nope}"), "custom_dir: nope, and there is no such folder", "make it"),
    (
        MKDOCS + "nav: [index.md, {Us: [{A: nope.md}]}]\n",
        "leads to nope.md, and there is no file content/nope.md",
        "add",
    ),
    (MKDOCS + "nav: [{Bikes: projects/bikes.md}]\n", "leads to the file projects/bikes.md", "projects/bikes/"),
    (MKDOCS + "nav: {Us: index.md}\n", "nav: in mkdocs.yml is no list", "a line that starts with a hyphen"),
    (MKDOCS + "extra_css: [nope.css]\n", "names nope.css, and there is no file content/nope.css", "add"),
    (MKDOCS + "extra_javascript: [{path: nope.js, defer: true}]\n", "no file content/nope.js", "add"),
]


@pytest.mark.parametrize(("mkdocs", "said", "hint"), REFUSED)
def test_what_is_not_there_is_refused_with_what_would_be_right(
    tmp_path: Path, mkdocs: str, said: str, hint: str
) -> None:
    root = hub(tmp_path, mkdocs)
    with pytest.raises(WrongUse) as raised:
        readable(root, plain=True)
    assert said in str(raised.value)
    assert hint in raised.value.hint
    with pytest.raises(Exception, match=r"site_url|plugin|xtension|hook|custom_dir|nav|extra_"):
        build(Request(root, root / "site", SAMPLE_TIME))
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "mkdocs",
    [
        MKDOCS + "site_url: https://moot.example/hub\n",
        MKDOCS + "site_url: !ENV [NOWHERE_SET, here]\n",
        BASE,
        BASE + "plugins: [search, material/tags, tags, folkmoot]\nnav: [tags.md]\n",
        MKDOCS + "hooks: [hook.py]\nnav: [made.md]\nextra_css: [made.css]\n",
        MKDOCS
        + "nav: [index.md, guides/use.md, {Who: members/index.md, A: events/past/index.md}, https://a.example]\n",
        MKDOCS + "nav: [{Bikes: projects/bikes/}, {Site: /hub/}]\n",
        MKDOCS + "extra_css: [ours.css, https://a.example/x.css, 'ours.css?v=2']\n",
        MKDOCS + "markdown_extensions:\n  - toc: {permalink: true}\n  - markdown.extensions.smarty\n  - admonition\n",
        MKDOCS + "extra: {emoji: !!python/name:material.extensions.emoji.to_svg }\n",
        "INHERIT: other.yml\nplugins: [nothing]\n",
    ],
)
def test_what_is_there_or_may_be_is_not_refused(tmp_path: Path, mkdocs: str) -> None:
    readable(hub(tmp_path, mkdocs), plain=True)


def test_a_build_for_another_address_does_not_ask_for_that_in_the_file(tmp_path: Path) -> None:
    root = hub(tmp_path, MKDOCS + "site_url: moot.github.io/hub\n")
    build(Request(root, root / "site", SAMPLE_TIME, site_url="https://moot.example/"))
    assert "https://moot.example/" in (root / "site/sitemap.xml").read_text()
