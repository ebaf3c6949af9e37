"""Kinds of work in the hub's own repository: nobody contributes by standing in a list, and few write programs there."""

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from folkmoot.cli import main
from folkmoot.collect.counting import NO_MEMORY, counted
from folkmoot.collect.kinds import kind_of_commit
from folkmoot.collect.linking import Linking, linked
from folkmoot.load.community import load_community
from folkmoot.model.harvest import Reading, Source
from folkmoot.model.source import sources
from support.activity_rows import derived
from support.activity_rows import work as line
from support.hubs import COMMUNITY, minimal_hub, write
from support.repositories import Repository

BO = "Bo Ek <123+BoEk@users.noreply.github.com>"
TODAY = (dt.date(2026, 6, 15) - dt.date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("paths", "kind"),
    [
        ("members/tom-dewit.yml", "nothing"),
        ("members/tom-dewit.fr.yml", "nothing"),
        ("content/photos/tom-dewit.webp members/tom-dewit.yml", "nothing"),
        (".all-contributorsrc .mailmap", "nothing"),
        ("kept/feeds/entries/2026.jsonl", "nothing"),
        ("content/posts/2026-05-10-lamps.md", "nothing"),
        ("content/posts/2026-05-10-lamps.md content/posts/2026-05-10-lamps.fr.md", "nothing"),
        ("content/posts/2026-05-10-lamps.fr.md", "translation"),
        ("content/about.fr.md content/community.fr.yml", "translation"),
        ("content/about.md content/about.fr.md", "content"),
        ("content/posts/2026-05-10-lamps.md content/projects/lamp.md", "content"),
        ("content/community.yml", "content"),
        ("events/lamp-night.md", "content"),
        ("events/lamp-night.md members/tom-dewit.yml members/bo-ek.yml", "content"),
        ("content/logo.svg", "design"),
        ("mkdocs.yml", "infra"),
        (".github/workflows/publish.yml .github/ISSUE_TEMPLATE/event.yml requirements.txt .gitignore", "infra"),
        ("mkdocs.yml README.md", "docs"),
        ("mkdocs.yml content/index.md", "content"),
        ("archive/notes.py tools/lamp/members/list.py", "code"),
        ("metrics/moons.sql", "code"),
        ("", "nothing"),
    ],
)
def test_what_is_done_in_the_hubs_own_repository(paths: str, kind: str) -> None:
    assert kind_of_commit(paths.encode().split(), "kept/feeds") == kind


@pytest.mark.parametrize(
    ("paths", "kind"),
    [
        ("members/tom-dewit.yml", "code"),
        ("events/lamp-night.md", "events"),
        ("content/posts/hello.md", "docs"),
        ("mkdocs.yml", "code"),
        ("mkdocs.yml README.md", "code"),
        ("", "code"),
    ],
)
def test_elsewhere_the_same_files_are_what_they_were(paths: str, kind: str) -> None:
    assert kind_of_commit(paths.encode().split()) == kind


@pytest.mark.parametrize(
    ("name", "archive"),
    [
        (".", "archive"),
        ("./", "archive"),
        ("moot/hub", "archive"),
        ("https://github.com/moot/hub.git", "archive"),
        ("git@github.com:Moot/Hub.git", "archive"),
        ("moot/hubs", ""),
        ("tools/lamp", ""),
    ],
)
def test_the_hubs_own_repository_is_known_by_whatever_name(tmp_path: Path, name: str, archive: str) -> None:
    said = f"repository: https://github.com/moot/hub\nsources:\n  repositories: ['{name}']\n"
    root = minimal_hub(tmp_path, **{"content/community.yml": f"{COMMUNITY}{said}", "tools/lamp/a.py": ""})
    (one,) = sources(load_community(root).community)
    assert one.reading.archive == archive


def test_whose_repository_it_is_says_how_it_is_counted_also_later(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "hub")
    repository.commit(BO, files={"events/walk.md": "1\n"})
    repository.commit(BO, files={"members/bo-ek.yml": "1\n"})
    files: dict[str, bytes] = {}
    memory = NO_MEMORY._replace(recall=lambda name: files.get(name, b""), keep=files.__setitem__)

    def kinds(archive: str) -> set[str]:
        source = Source("work", "hub-git", ".", reading=Reading(archive=archive))
        late = time.monotonic() + 60
        return {one.kind for one in counted(source, repository.path, "pinch", TODAY, memory, late)}

    assert kinds("") == {"events", "code"}
    assert kinds("archive") == {"content", "nothing"}
    assert kinds("events") == {"nothing"}
    assert kinds("") == {"events", "code"}


def test_what_counts_for_nothing_now_is_not_taken_for_lost(tmp_path: Path) -> None:
    """An archive may hold it as code from before: without GitHub's word the hub's history would wait for ever."""
    repository = Repository(tmp_path / "hub")
    repository.commit(BO, files={"members/bo-ek.yml": "1\n"})
    repository.commit("Cy <cy@oak.example>", files={"mkdocs.yml": "1\n"})
    source = Source("work", "moot-hub-git", "moot/hub", reading=Reading(archive="archive"))
    late = time.monotonic() + 60
    work = counted(source, repository.path, "pinch", TODAY, NO_MEMORY, late)
    known = {("github:123", "2026-05"): 1}
    asked = Linking(source, repository.path, "pinch", frozenset(), TODAY, late, known)
    assert linked(work, asked, NO_MEMORY, None) == work


def test_who_edits_their_own_file_contributed_nothing_by_it(tmp_path: Path) -> None:
    root = tmp_path / "hub"
    repository = Repository(root)
    minimal_hub(root, **{"content/community.yml": f"{COMMUNITY}sources:\n  repositories: [.]\n"})
    repository.commit("Ada <ada@nobody.example>")
    write(root, "members/bo-ek.yml", "name: Bo Ek\njoined: 2024-03-01\ngithub: boek\n")
    repository.commit(BO)
    asked = ["collect", "--hub", str(root), "--at", "2026-06-15", "--only", "work"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for file in root.glob("archive/work/*/*") for line in file.read_text().splitlines()]
    assert [(one["who"][:5], one["kind"], one["commits"]) for one in lines] == [("hash:", "content", 1)]
    told = "1 commit belongs to nobody that the hub knows; folkmoot contributors --doubles tells more.\n"
    assert result.output.count(told) == 1
    (identity,) = {one["who"] for one in lines}
    with (root / "members/bo-ek.yml").open("a") as file:
        file.write(f'accounts: ["{identity}"]\nvisibility: hidden\n')
    assert "nobody" not in CliRunner().invoke(main, asked).output


def test_words_and_machinery_are_contributions_of_their_own(tmp_path: Path) -> None:
    told = [line("login:ada", "", kind=kind, id=kind) for kind in ("content", "infra")]
    hub = derived(tmp_path, sources=(Source("work", "repo-git", "club/lamp"),), work=told).hub
    assert {one.contribution for one in hub.given} == {"content", "infra"}
