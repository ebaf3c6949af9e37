"""What a repository's name means, and where it leads: a folder of the hub is never taken for a repository at GitHub."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from folkmoot.contribute.importing.crediting import credit
from folkmoot.contribute.importing.rows import Candidate
from folkmoot.draft import draft
from folkmoot.load.community import load_community, load_some, with_record
from folkmoot.model.community import Profile
from folkmoot.model.repository import Meant, meant
from folkmoot.model.source import source_slug
from folkmoot.model.withheld import Withheld
from folkmoot.render.api.documents import api
from folkmoot.render.forge import folder_address
from folkmoot.render.page import Page
from support.collected import NOW, archived, html, pages, section
from support.hubs import COMMUNITY, found, minimal_hub, write

HUB = "https://github.com/moot/hub"
NAMES = ("tools/lamp", "./tools/lamp/", "club/lamp", "gone/for/good", ".", "https://git.example/x")
PROJECT = f"---\ntitle: Lamp\nstatus: active\nrepositories: [{', '.join(NAMES)}]\n---\n\nText.\n"


def work(name: str, who: str = "login:adarossi", **fields: Any) -> dict[str, object]:
    return {
        **{"source": source_slug("work", name), "id": who, "who": who, "login": who.removeprefix("login:")},
        **{"published": "2026-05-01T00:00:00Z", "kind": "code", "commits": 5, "first": "2026-05-02"},
        **{"last": "2026-05-20", **fields},
    }


def files(repository: str = HUB) -> dict[str, str]:
    said = f"repository: {repository}\n" if repository else ""
    return {
        "content/community.yml": f"{COMMUNITY}{said}sources:\n  repositories: [tools/lamp, club/lamp, .]\n",
        "content/projects/lamp.md": PROJECT,
        "tools/lamp/README.md": "A lamp.\n",
        **archived("work", [work("tools/lamp"), work("club/lamp", commits=3), work(".", commits=2)]),
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return pages(tmp_path_factory.mktemp("hub"), **files())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tools/lamp", Meant("tools/lamp", "")),
        ("./tools/lamp", Meant("tools/lamp", "")),
        ("tools/lamp/", Meant("tools/lamp", "")),
        ("tools\\lamp", Meant("tools/lamp", "")),
        ("club/lamp", Meant("", "https://github.com/club/lamp")),
        ("club/lamp/", Meant("club/lamp", "")),
        ("club/.", Meant("club", "")),
        ("lamp", Meant("lamp", "")),
        (".", Meant(".", "")),
        ("", Meant("", "")),
        ("./", Meant(".", "")),
        ("https://github.com/tools/lamp", Meant("", "https://github.com/tools/lamp")),
        ("git@git.example:tools/lamp.git", Meant("", "git@git.example:tools/lamp.git")),
        ("ssh://git@git.example/lamp", Meant("", "ssh://git@git.example/lamp")),
    ],
)
def test_a_name_is_a_folder_that_is_there_or_a_repository_at_github_or_an_address(name: str, expected: Meant) -> None:
    assert meant(name, {"tools/lamp"}) == expected


def test_a_folder_of_the_hub_leads_into_the_hubs_own_repository(made: dict[str, Page]) -> None:
    lead = made["projects/lamp/"].lead
    for name in NAMES[:2]:
        assert f'<a href="{HUB}/tree/main/tools/lamp" rel="noopener">{name}</a>' in lead
    assert '<a href="https://github.com/club/lamp" rel="noopener">club/lamp</a>' in lead
    assert f'<a href="{HUB}" rel="noopener">This site&#39;s own repository</a>' in lead
    assert '<a href="https://git.example/x" rel="noopener">' in lead
    # Of what is not there nobody knows where it would be.
    assert "gone/for/good" in lead
    assert "gone/for/good<" not in lead
    sources = html(made["planet/sources/"])
    assert f'href="{HUB}/tree/main/tools/lamp"' in sources
    assert "github.com/tools" not in "".join(map(html, made.values()))


def test_without_the_hubs_address_its_folders_are_plain_words(tmp_path: Path) -> None:
    made = pages(tmp_path, **files(""))
    lead = made["projects/lamp/"].lead
    assert "tools/lamp, ./tools/lamp/, <a" in lead
    assert "This site&#39;s own repository" in lead
    assert "github.com/tools" not in "".join(map(html, made.values()))
    assert "tools/lamp" in section(made["planet/sources/"], "work")


def test_what_no_file_names_any_more_is_not_taken_for_the_hub(tmp_path: Path) -> None:
    there = archived("work", [work("tools/lamp")])
    page = pages(tmp_path, **{"content/community.yml": f"{COMMUNITY}repository: {HUB}\n"}, **there)["planet/sources/"]
    assert "tools-lamp-git" in section(page, "former")
    assert f'href="{HUB}"' not in html(page)


def test_a_file_that_is_read_again_tells_of_its_folders(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path, **{"tools/lamp/README.md": "A lamp.\n"})
    before = load_community(root).community
    path = "content/projects/lamp.md"
    write(root, path, PROJECT)
    folders = {".", "tools/lamp"}
    assert not before.folders
    assert with_record(root, before, path).community.folders == folders
    assert load_some(root, [path, "content/community.yml"]).community.folders == folders


def test_the_hubs_own_repository_is_called_so(made: dict[str, Page]) -> None:
    own = "This site&#39;s own repository"
    assert own in section(made["contributors/"], "repositories")
    assert f"{own}: 2 commits" in section(made["members/ada-rossi/"], "repositories")
    assert own in section(made["planet/sources/"], "work")
    # In every list: a name by itself is a name.
    assert not [
        page.address for page in made.values() if re.search(r"<(?:a|td|th|dd|li|span)\b[^>]*>\.[:<]", html(page))
    ]


def test_programs_are_told_the_same(tmp_path: Path) -> None:
    hub = draft(minimal_hub(tmp_path, **files()), NOW).hub
    assert hub
    documents = {path.removeprefix("api/v1/"): json.loads(text) for path, text in api(hub, "") if "schemas" not in path}
    told = documents["projects/lamp.json"]["repositories"]
    folder = f"{HUB}/tree/main/tools/lamp"
    assert [one.get("url", "") for one in told] == [
        folder,
        folder,
        "https://github.com/club/lamp",
        "",
        HUB,
        "https://git.example/x",
    ]
    assert [one.get("commits") for one in told] == [5, 5, 3, None, 2, None]
    assert "lines_added" not in told[0]
    shares = [one["repository"] for one in documents["members/ada-rossi.json"]["repositories"]]
    assert sorted(shares) == ["club/lamp", HUB, "tools/lamp"]


def test_issues_at_github_are_not_of_the_project_in_a_folder_that_is_called_alike(tmp_path: Path) -> None:
    issue = {
        **{"source": source_slug("issues", "tools/lamp"), "id": "1", "number": 1, "url": "https://x.example/1"},
        **{"title": "T", "author": "adarossi", "author_id": 0, "published": "2026-05-01T00:00:00Z"},
        **{"updated": "2026-05-01T00:00:00Z", "comments": []},
    }
    theirs = files()["content/community.yml"] + "  issues: [tools/lamp, Moot/Hub]\n"
    own = issue | {"source": source_slug("issues", "Moot/Hub"), "id": "2"}
    told = files() | {"content/community.yml": theirs} | archived("issues", [issue, own])
    hub = draft(minimal_hub(tmp_path, **told), NOW).hub
    assert hub
    # The project's "." is the repository that the hub says it is in.
    assert [(one.project, one.number) for one in hub.given if one.contribution == "bug"] == [("", 1), ("lamp", 1)]


def test_commits_are_of_a_project_however_it_writes_the_address(tmp_path: Path) -> None:
    told = files() | {"content/projects/lamp.md": PROJECT.replace(", ".join(NAMES), "git@github.com:Club/lamp.git")}
    assert "May 2026 3" in section(pages(tmp_path, **told)["projects/lamp/"], "activity")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("[tools/lamp, https://github.com/tools/lamp, tools/lamp/issues]", []),
        ("[tools/lamp, ./tools/lamp/]", ["repository-twice"]),
        ("[., https://github.com/Moot/Hub.git]", ["repository-twice"]),
        ("[club/lamp, 'git@github.com:Club/lamp.git']", ["repository-twice"]),
        ("[club/lamp/issues]", ["repository-page"]),
    ],
)
def test_a_folder_and_the_repository_at_github_that_is_called_alike_are_two(
    tmp_path: Path, names: str, expected: list[str]
) -> None:
    told = f"{COMMUNITY}repository: {HUB}\nsources:\n  repositories: {names}\n"
    histories = {f"{folder}/.git": "gitdir: elsewhere\n" for folder in ("tools/lamp", "tools/lamp/issues")}
    given = {"content/community.yml": told, **histories}
    problems = found(minimal_hub(tmp_path, **given))
    assert [one.code for one in problems] == expected


def test_a_list_of_contributors_at_github_is_not_of_the_project_in_such_a_folder(tmp_path: Path) -> None:
    community = load_community(minimal_hub(tmp_path, **files())).community
    paths = {}
    for repository in ("tools/lamp", "Club/Lamp", "moot/hub"):
        said = {"github": "adarossi", "gave": ("design",), "project": repository}
        (lines,) = credit(community, [Candidate("invitations", said, "", "", ("x",))], "", (), Withheld()).proposed
        paths[repository] = lines.path
    lamp = "content/projects/lamp.md"
    assert paths == {"tools/lamp": "", "Club/Lamp": lamp, "moot/hub": lamp}


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/moot/hub.git", "https://github.com/moot/hub/tree/main/tools/l%20%3F"),
        ("https://codeberg.org/moot/hub/", "https://codeberg.org/moot/hub/src/branch/main/tools/l%20%3F"),
        ("https://gitlab.example/moot/hub", "https://gitlab.example/moot/hub/-/tree/main/tools/l%20%3F"),
    ],
)
def test_each_forge_shows_a_folder_at_an_address_of_its_own(repository: str, expected: str) -> None:
    profile = Profile.model_validate({"name": "T", "repository": repository})
    assert folder_address(profile, "tools/l ?") == expected
    assert folder_address(profile, ".") == repository.removesuffix("/").removesuffix(".git")


def test_a_name_that_is_too_long_to_be_a_path_is_no_folder(tmp_path: Path) -> None:
    long = f"{'a' * 300}/{'b' * 100}"
    made = pages(tmp_path, **{"content/projects/lamp.md": PROJECT.replace("club/lamp", long)})
    assert f'href="https://github.com/{long}"' in made["projects/lamp/"].lead


@pytest.mark.parametrize("key", ["sources: {repositories: [%s]}", "repositories: [%s]"])
@pytest.mark.parametrize("name", ["https://bo:secret@github.com/club/lamp", "https://secret@git.example/lamp"])
def test_a_password_in_an_address_is_no_part_of_a_repositorys_name(tmp_path: Path, key: str, name: str) -> None:
    path = "content/community.yml" if "sources" in key else "content/projects/lamp.md"
    line = key % name
    text = f"name: T\n{line}\n" if "sources" in key else f"---\ntitle: L\nstatus: active\n{line}\n---\n"
    problems = load_community(minimal_hub(tmp_path, **{path: text})).problems
    assert [one.hint for one in problems] == ["remove the name and the password in front of the @"]
