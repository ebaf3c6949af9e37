"""What the documentation points at is there: pages, headings, files, pictures, commands, and targets of make."""

import re
import shlex
from functools import cache
from pathlib import Path

import click
import pytest

from folkmoot.cli import main
from support.reference.breakages import BREAKAGES
from support.reference.markdown import anchor
from support.reference.pages import EXAMPLE, REPOSITORY

PAGES = sorted(
    [
        *(REPOSITORY / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
        *(path for path in (REPOSITORY / "docs").rglob("*.md") if not path.is_relative_to(EXAMPLE.parent)),
    ]
)
NAMES = [path.relative_to(REPOSITORY).as_posix() for path in PAGES]
PICTURES = REPOSITORY / "docs" / "pictures"
LARGEST_PICTURE = 60_000

_FENCE = re.compile(r"^(?P<fence>```+)[^\n]*\n.*?^(?P=fence)$|^(?: {4}[^\n]*\n?)+", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!`)(?P<picture>!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>[^()\s]+)\)")
_IMAGE = re.compile(r'<(?:img|source)\b[^>]*?\b(?:src|srcset)="([^"\s]+)"')
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_COMMAND = re.compile(r"^\s*(?:\$ )?(?:\.venv/bin/|[A-Z_]+=\S+ )*(folkmoot|make)(?=\s|$)(.*)$")
_FOLDERS = (
    "archive",
    "benchmarks",
    "content",
    "docs",
    "events",
    "generator",
    "members",
    "metrics",
    "tests",
    ".github",
    ".ci",
)
_MADE_BY_A_BUILD = ("site/", "archive/", ".folkmoot/")


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _prose(path: Path) -> str:
    return _FENCE.sub("", _text(path))


@cache
def _anchors(path: Path) -> frozenset[str]:
    headings = re.findall(r"^#{1,6} (.+)$", _prose(path), re.MULTILINE)
    return frozenset(anchor(heading) for heading in headings)


def _targets(path: Path) -> list[str]:
    prose = _CODE.sub(lambda code: "`" + " " * len(code[1]) + "`", _prose(path))
    found = [match["target"] for match in _LINK.finditer(prose)] + _IMAGE.findall(prose)
    return [target for target in found if not target.startswith(("https://", "http://", "mailto:"))]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_files_and_headings_that_are_there(name: str) -> None:
    page = REPOSITORY / name
    dead = []
    for target in _targets(page):
        path, _, fragment = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        lost = not place.exists() or not place.is_relative_to(REPOSITORY)
        if lost or (fragment and fragment not in _anchors(place)):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("name", ["docs/maintainer.md", "docs/contributor.md"])
def test_a_guide_lists_its_own_sections_in_their_order(name: str) -> None:
    prose = _prose(REPOSITORY / name)
    listed = re.findall(r"^- \[(.+)\]\(#.+\)$", prose.partition("\n## ")[0], re.MULTILINE)
    assert listed == re.findall(r"^## (.+)$", prose, re.MULTILINE)


def test_the_pages_link_to_one_another() -> None:
    """No page of the documentation is an island: each is linked to from another one."""
    linked = {(page.parent / target.partition("#")[0]).resolve() for page in PAGES for target in _targets(page)}
    linked |= {path for folder in linked if folder.is_dir() for path in folder.glob("*.md")}
    assert [page.name for page in PAGES if page not in linked and page.name != "README.md"] == []


@pytest.mark.parametrize("name", NAMES)
def test_files_that_are_named_are_there(name: str) -> None:
    lost = [code for code in _CODE.findall(_prose(REPOSITORY / name)) if _is_path(code) and not _is_there(code)]
    assert lost == []


def _is_path(code: str) -> bool:
    return bool(re.fullmatch(r"[\w.][\w./-]*(?:/|\.\w+)", code)) and code.startswith(
        tuple(f"{one}/" for one in _FOLDERS)
    )


def _is_there(code: str) -> bool:
    if code.rstrip("/") in {one.path for one in BREAKAGES.values()}:
        return True
    inside = ("", "generator/folkmoot/contribute/hub", EXAMPLE.relative_to(REPOSITORY).as_posix())
    return code.startswith(_MADE_BY_A_BUILD) or any((REPOSITORY / root / code).exists() for root in inside)


def _commands(path: Path) -> list[tuple[str, str]]:
    """Every command of ours in code, with what follows it."""
    blocks = [match[0] for match in _FENCE.finditer(_text(path))]
    lines = [line for block in blocks for line in block.split("\n")] + _CODE.findall(_prose(path))
    single = [command for line in lines for command in re.split(r"\s#\s|&&", line)]
    return [(found[1], found[2]) for command in single if (found := _COMMAND.match(command))]


@pytest.mark.parametrize("name", NAMES)
def test_commands_exist_with_their_options(name: str) -> None:
    wrong = []
    for program, rest in _commands(REPOSITORY / name):
        fault = _fault(shlex.split(rest)) if program == "folkmoot" else _no_target(rest)
        if fault:
            wrong.append(f"{program}{rest}: {fault}")
    assert wrong == []


def _fault(words: list[str]) -> str:
    """Why `folkmoot` would not understand these words, or ""; words in capitals stand for something."""
    if not words or words[0] in ("COMMAND", "--version", "--help", "[OPTIONS]"):
        return ""
    command = main.commands.get(words[0])
    if command is None:
        return "there is no such command"
    context = click.Context(command, info_name=words[0])
    try:
        command.make_parser(context).parse_args(
            [word for word in words[1:] if word not in ("--help", "[OPTIONS]", "…")]
        )
    except click.UsageError as error:
        return error.format_message()
    return ""


def _no_target(rest: str) -> str:
    targets = re.findall(r"^([a-z-]+):", _text(REPOSITORY / "Makefile"), re.MULTILINE)
    asked = [word for word in rest.split() if re.fullmatch(r"[a-z-]+", word)]
    return "" if set(asked) <= set(targets) else "the Makefile has no such target"


def test_the_commands_are_found_at_all() -> None:
    programs = {(program, rest.split()[0]) for path in PAGES for program, rest in _commands(path) if rest.split()}
    assert {("folkmoot", name) for name in main.commands} <= programs
    assert {("make", "site"), ("make", "test"), ("make", "serve")} <= programs


def test_pictures_are_small_and_each_is_shown() -> None:
    shown = {(page.parent / target).resolve() for page in PAGES for target in _targets(page)}
    pictures = sorted(PICTURES.iterdir())
    assert pictures
    assert [path.name for path in pictures if path not in shown] == []
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []


def test_every_picture_says_what_it_shows() -> None:
    bare = [page.name for page in PAGES if re.search(r"!\[\]\(|<img(?![^>]*\balt=\"[^\"]+\")", _prose(page))]
    assert bare == []
